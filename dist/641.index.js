export const id = 641;
export const ids = [641];
export const modules = {

/***/ 2071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JA: () => (/* binding */ KEY_SET_INPUTS),
  uF: () => (/* binding */ OBJECT_INPUTS),
  CS: () => (/* binding */ parseKeySetTarget),
  MM: () => (/* binding */ parseObjectTarget),
  K1: () => (/* binding */ requireKeySets)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/config/characters.ts
var characters = __webpack_require__(2100);
;// CONCATENATED MODULE: ./src/config/key-set-id.ts


const PREFIX = "B2C_1A_";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 256;
/**
 * The id as the service spells it: `B2C_1A_` in front, once. A GUID stays as it is.
 *
 * The characters are held to a list: `..` survives URL encoding and would climb the path.
 */
function parseKeySetId(text) {
    (0,characters/* refuseOtherCharacters */.N)("key-set-id", text, /^[A-Za-z0-9_-]$/, "A key set's id has letters, digits, _ and - only.");
    const prefixed = text.slice(0, PREFIX.length).toUpperCase() === PREFIX;
    const name = prefixed ? text.slice(PREFIX.length) : text;
    if (name === "")
        throw (0,errors/* inputError */.X)("key-set-id", "is the prefix alone.", `Give the whole id, such as ${PREFIX}TokenSigningKeyContainer.`);
    if (name.length > LONGEST)
        throw (0,errors/* inputError */.X)("key-set-id", `is ${String(text.length)} characters long.`, `Use at most ${String(LONGEST)}.`);
    return GUID.test(text) ? text : PREFIX + name;
}

// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
;// CONCATENATED MODULE: ./src/config/target.ts



const KEY_SET_INPUTS = ["key-set-id"];
const OBJECT_INPUTS = [
    "application-object-id",
    "app-id",
    "service-principal-object-id",
    "service-principal-app-id",
];
/** The key set; refuses a cloud without any, and an application or a service principal beside it. */
function parseKeySetTarget(inputs, endpoints, log) {
    requireKeySets(endpoints);
    refuseOtherTargets(inputs, OBJECT_INPUTS, "key-set-id", "addresses a key set");
    const text = inputs.requireText("key-set-id", "Give the id of the key set, with or without B2C_1A_.");
    const keySetId = parseKeySetId(text);
    if (keySetId !== text)
        log.notice(`key-set-id: using key set ${keySetId}.`);
    return { keySetId };
}
/** Key sets are refused before the first request where the cloud's metadata has none. */
function requireKeySets(endpoints) {
    if (endpoints.cloud.hasKeySets || endpoints.overridden)
        return;
    throw (0,errors/* inputError */.X)("cloud", `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`, "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.");
}
/** The application or the service principal; refuses both at once, and a key set beside them. */
function parseObjectTarget(inputs, signInClientId) {
    refuseOtherTargets(inputs, KEY_SET_INPUTS, "application-object-id", "addresses an application or a service principal");
    const application = idPair(inputs, "application", "application-object-id", "app-id", signInClientId);
    const principal = idPair(inputs, "servicePrincipal", "service-principal-object-id", "service-principal-app-id", signInClientId);
    if (application !== undefined && principal !== undefined) {
        throw (0,errors/* inputError */.X)(given(inputs, ["service-principal-object-id", "service-principal-app-id"]), `stands beside ${given(inputs, ["application-object-id", "app-id"])}: two targets.`, "An application and its service principal are two objects with keys of their own: name one.", "input-conflict");
    }
    const target = application ?? principal;
    if (target === undefined) {
        throw (0,errors/* inputError */.X)("application-object-id", "is missing, and so are app-id, service-principal-object-id and service-principal-app-id.", "Give the target's object id, or its application (client) id.", "input-missing");
    }
    return target;
}
function idPair(inputs, kind, objectInput, appInput, signInClientId) {
    const objectText = inputs.text(objectInput);
    const appText = inputs.text(appInput);
    if (objectText === undefined && appText === undefined)
        return undefined;
    const objectId = objectText === undefined ? undefined : (0,values/* parseGuid */.J)(objectInput, objectText);
    const appId = appText === undefined ? undefined : (0,values/* parseGuid */.J)(appInput, appText);
    if (objectId !== undefined && (objectId === appId || objectId === signInClientId)) {
        throw (0,errors/* inputError */.X)(objectInput, `is the application (client) id${objectId === appId ? `, the same as ${appInput}` : ", the same as client-id"}.`, `The object id is another one: in the Entra admin center it stands ${kind === "application" ? "on the app registration's overview" : "on the enterprise application's properties"} as "Object ID". Or leave ${objectInput} out and give ${appInput}.`);
    }
    return { kind, objectId, appId };
}
function refuseOtherTargets(inputs, others, own, does) {
    const other = others.find((name) => inputs.has(name));
    if (other === undefined)
        return;
    throw (0,errors/* inputError */.X)(other, `cannot be the target here: this operation ${does}.`, inputs.has(own) ? `Remove ${other}.` : `Give ${own} instead.`, "input-conflict");
}
function given(inputs, names) {
    return names.find((name) => inputs.has(name)) ?? "";
}


/***/ }),

/***/ 21:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ parseValidity)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/config/duration.ts
var config_duration = __webpack_require__(7840);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
;// CONCATENATED MODULE: ./src/config/instant.ts



/** 2100-01-01: a larger number of seconds is one of milliseconds. */
const LATEST_SECONDS = 4_102_444_800;
/** 2001-09-09: a smaller number is not a date that anybody means. */
const EARLIEST_SECONDS = 1_000_000_000;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
/**
 * ISO 8601 with a zone, a date alone (00:00Z), epoch **seconds**, or a duration from now.
 *
 * An own parser, because `Date.parse` turns `2026-02-30` into 2 March, reads a time without
 * zone as the runner's local time, and takes `90` for the year 1990.
 */
function parseInstant(input, text, nowMs) {
    const duration = (0,config_duration/* parseDuration */.E9)(text);
    if (duration !== undefined) {
        return { epochSeconds: Math.floor(nowMs / 1000) + duration, relative: true };
    }
    if (/^\d+$/.test(text) && text.length !== 8)
        return { epochSeconds: epochSeconds(input, text), relative: false };
    const match = DATE_TIME.exec(text);
    if (match === null)
        throw (0,errors/* inputError */.X)(input, "is not a date that can be read without guessing.", remedyFor(text));
    return { epochSeconds: dateSeconds(input, match), relative: false };
}
function epochSeconds(input, text) {
    const value = Number(text);
    if (value > LATEST_SECONDS) {
        const seconds = Math.floor(value / 1000);
        const meant = seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS
            ? ` Did you mean ${String(seconds)} (${new Date(seconds * 1000).toISOString().slice(0, 16)}Z)?`
            : "";
        throw (0,errors/* inputError */.X)(input, `${(0,values/* shown */.SP)(text)} looks like milliseconds.`, `Epoch times are in seconds.${meant}`);
    }
    if (value < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, `${text} is not a plausible time in epoch seconds.`, "Use ISO 8601, or a duration such as 90d or P90D.");
    }
    return value;
}
function dateSeconds(input, match) {
    const [year, month, day, hour, minute, second] = match
        .slice(1, 7)
        .map((part) => Number(part ?? 0));
    const zone = match[7];
    if (month < 1 || month > 12)
        throw (0,errors/* inputError */.X)(input, `there is no month ${String(month)}.`, "Use ISO 8601: year-month-day.");
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (day < 1 || day > days) {
        const name = new Date(Date.UTC(year, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
        throw (0,errors/* inputError */.X)(input, `${name} ${String(year)} has ${String(days)} days.`, "Correct the day.");
    }
    if (hour > 23 || minute > 59 || second > 59) {
        throw (0,errors/* inputError */.X)(input, "the time of day is out of range.", "Use 00:00:00 to 23:59:59.");
    }
    if (match[4] !== undefined && zone === undefined) {
        const withZone = `${match[0].replace(" ", "T")}Z`;
        throw (0,errors/* inputError */.X)(input, "has a time and no time zone.", `Add one, such as ${withZone}.`);
    }
    const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - zoneSeconds(input, zone);
    // A year below 100 is taken as one of the last century by Date.UTC.
    if (year < 2000 || seconds < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, "lies too far in the past to be meant.", "Use a later date.");
    }
    if (seconds > LATEST_SECONDS)
        throw (0,errors/* inputError */.X)(input, "lies after the year 2100.", "Use an earlier date.");
    return seconds;
}
function zoneSeconds(input, zone) {
    if (zone === undefined || zone.toUpperCase() === "Z")
        return 0;
    const sign = zone.startsWith("-") ? -1 : 1;
    const digits = zone.replace(/\D/g, "");
    const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
    if (hours > 14 || minutes > 59) {
        throw (0,errors/* inputError */.X)(input, "the time zone is out of range.", "Use Z, or an offset of -14:00 to +14:00.");
    }
    return sign * (hours * 3_600 + minutes * 60);
}
function remedyFor(text) {
    if (/^[-P]/i.test(text) || /^\d+\s*[a-z]+$/i.test(text))
        return (0,config_duration/* durationRemedy */.Lx)(text);
    return "Use ISO 8601 with a zone (2027-01-31T00:00:00Z), a date (2027-01-31), epoch seconds, or a duration such as 90d or P90D.";
}

;// CONCATENATED MODULE: ./src/config/validity.ts



const SHORTEST_SECONDS = 3_600;
/** `not-before` and `expires-on`, and that they make sense together and now. */
function parseValidity(inputs, nowMs) {
    const notBeforeText = inputs.text("not-before");
    const expiresOnText = inputs.text("expires-on");
    const notBefore = notBeforeText === undefined ? undefined : parseInstant("not-before", notBeforeText, nowMs);
    const expiresOn = expiresOnText === undefined ? undefined : parseInstant("expires-on", expiresOnText, nowMs);
    const nowSeconds = Math.floor(nowMs / 1000);
    if (expiresOn !== undefined) {
        if (expiresOn.epochSeconds <= nowSeconds) {
            throw (0,errors/* inputError */.X)("expires-on", `lies in the past (${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)}).`, "Give a later date, or a duration such as 90d.");
        }
        const start = notBefore?.epochSeconds ?? nowSeconds;
        if (expiresOn.epochSeconds <= start) {
            throw (0,errors/* inputError */.X)("expires-on", `${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)} is not after not-before (${(0,iso_time/* isoSeconds */.n)(start)}).`, "Let the key expire after it becomes active.");
        }
        if (expiresOn.epochSeconds < start + SHORTEST_SECONDS) {
            throw (0,errors/* inputError */.X)("expires-on", "is less than an hour after the key becomes active.", "Give it an hour or more.");
        }
    }
    return {
        notBefore: notBefore?.epochSeconds,
        expiresOn: expiresOn?.epochSeconds,
        relative: notBefore?.relative === true || expiresOn?.relative === true,
    };
}


/***/ }),

/***/ 8893:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ deleteKeySet),
/* harmony export */   $p: () => (/* binding */ retireSetKey),
/* harmony export */   Ap: () => (/* binding */ createKeySet),
/* harmony export */   GQ: () => (/* binding */ keySetMissing),
/* harmony export */   Vp: () => (/* binding */ readKeySetIfAny),
/* harmony export */   Wt: () => (/* binding */ readActiveKey),
/* harmony export */   _v: () => (/* binding */ addKeyToSet),
/* harmony export */   wj: () => (/* binding */ setKeyStatus)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(331);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4332);
/* harmony import */ var _removal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(928);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7563);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6425);






const BY_HAND = "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;
/** @returns `undefined` where the key set does not exist */
async function readKeySetIfAny(graph, urls, keySetId) {
    try {
        const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
        // Not an empty one: a rotation would make the first key of it.
        if (set === undefined)
            throw unreadable(`a read of key set ${keySetId}`, "a key set");
        return set;
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/**
 * The key that policies use now.
 *
 * @returns `undefined` where there is none, or no such key set
 * @throws ActionError also where the service answers with neither: unknown is not none
 */
async function readActiveKey(graph, urls, keySetId) {
    try {
        const answer = await graph.read(urls.keySet(keySetId, "getActiveKey"));
        const key = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer));
        if (key === undefined && !isNothing(answer)) {
            throw unreadable(`the question which key of key set ${keySetId} is active`, "a key");
        }
        return key;
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read the active key of key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/** OData's ways to say "null": no content, `@odata.null`, a value of null. */
function isNothing(answer) {
    return Object.entries(answer).every(([name, value]) => name.startsWith("@odata.") || value === null);
}
function unreadable(question, expected) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph's answer to ${question} is not ${expected}.`,
        remedy: "Check graph-url and the proxy, and run it again.",
    });
}
/** @param mayCreate the operation knows `create-key-set` */
function keySetMissing(keySetId, mayCreate) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "not-found",
        blame: "service",
        what: `There is no key set ${keySetId} in this tenant.`,
        remedy: mayCreate
            ? "Check key-set-id and tenant-id, or set `create-key-set: true` to have it made."
            : "Check key-set-id and tenant-id.",
    });
}
/** Makes the key set and returns the id that the service gave it. A set that exists already is fine. */
async function createKeySet(graph, urls, keySetId) {
    // The service puts the prefix in front; whether it would do so twice nobody knows.
    const name = keySetId.replace(/^B2C_1A_/, "");
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: `create key set ${keySetId}`,
        method: "POST",
        url: urls.keySets(),
        body: () => Promise.resolve({ id: name }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer))?.id),
        acceptRefusal: (refused) => refused.status === 409 || /AADB2C950[23]8/.test(`${refused.code ?? ""} ${refused.serviceMessage}`)
            ? keySetId
            : undefined,
        lookUp: {
            once: async () => {
                const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
                return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
            },
            onAbsent: "send-again",
            byHand: BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** `generateKey` and the uploads: every call makes one more key, so none is repeated blindly. */
async function addKeyToSet(graph, urls, key) {
    const url = urls.keySet(key.keySetId, key.action);
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: `${key.action} on key set ${key.keySetId}`,
        method: "POST",
        url,
        body: () => Promise.resolve(key.body),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer))),
        lookUp: { once: () => lookForKey(graph, urls, key), onAbsent: "send-again", byHand: BY_HAND },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
        ...(key.createdAt === undefined ? {} : { notFoundIsLagUntil: key.createdAt + CREATION_LAG_MS }),
        explain: (refused) => Promise.resolve(refused.isNotFound
            ? { remedy: "Or set `create-key-set: true` to have the key set made." }
            : undefined),
    });
}
async function lookForKey(graph, urls, key) {
    const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(key.keySetId))));
    const candidates = (set?.keys ?? []).filter((candidate) => !(key.before ?? []).includes(candidate.kid) && looksLike(candidate, key.fingerprint));
    const [only, ...more] = candidates;
    if (only === undefined)
        return { kind: "absent" };
    // Without a look before the write, only a date counted from now tells a new key from an old one.
    const isNew = key.fingerprint.ofThisRun === true || key.before !== undefined;
    if (more.length === 0 && isNew)
        return { kind: "found", value: only };
    const kids = candidates.map((candidate) => candidate.kid).join(", ");
    return {
        kind: "undecided",
        why: `The key set has ${String(candidates.length)} key(s) that may be the one, or may be older: ${kids}.`,
    };
}
function looksLike(key, { thumbprint, use, kty, nbf, exp }) {
    if (thumbprint !== undefined)
        return key.thumbprint === thumbprint;
    return key.use === use && key.kty === kty && key.nbf === nbf && key.exp === exp;
}
/** Enables or disables one key. Twice is as good as once, so a lost answer is simply sent again. */
async function setKeyStatus(graph, urls, change) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, statusWrite(urls, change));
}
/** Disables a key that has had its time: a rotation decides that by the clock. Throws `clock-untrusted`. */
async function retireSetKey(graph, urls, { keySetId, kid }) {
    await (0,_removal_js__WEBPACK_IMPORTED_MODULE_3__/* .performRemoval */ ._)(graph, statusWrite(urls, { keySetId, kid, status: "disabled" }));
}
function statusWrite(urls, { keySetId, kid, status }) {
    return {
        doing: `set key ${kid} of key set ${keySetId} to ${status}`,
        method: "PATCH",
        url: urls.keySet(keySetId, "keys_v2", kid),
        body: () => Promise.resolve({ status }),
        // The documentation says "204 and an updated object" and shows a bare 204.
        accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
        lookUp: "idempotent",
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
        explain: (refused) => Promise.resolve([400, 404, 405, 501].includes(refused.status)
            ? {
                why: "The key is in the key set, so it is the call (keys_v2, a preview) that the service does not offer here, or that has not heard of the key yet.",
                remedy: `If it is new, try again in a minute; else switch it in the portal (Identity Experience Framework, Policy keys, ${keySetId}).`,
            }
            : undefined),
    };
}
/** @returns whether there was one to delete */
async function deleteKeySet(graph, urls, keySetId) {
    let sentBefore = false;
    const { serviceClock } = graph.network;
    // With a ready token this would be the run's first request: a look brings the time along.
    if (!serviceClock.isHeard && (await readKeySetIfAny(graph, urls, keySetId)) === undefined)
        return false;
    return (0,_removal_js__WEBPACK_IMPORTED_MODULE_3__/* .performRemoval */ ._)(graph, {
        doing: `delete key set ${keySetId}`,
        method: "DELETE",
        url: urls.keySet(keySetId),
        accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
        // Gone: by us, where an earlier request's answer was lost.
        acceptRefusal: (refused) => (refused.isNotFound ? sentBefore : undefined),
        lookUp: {
            once: async () => {
                sentBefore = true;
                return (await isThere(graph, urls, keySetId)) ? { kind: "absent" } : { kind: "found", value: true };
            },
            onAbsent: "send-again",
            byHand: "Look whether the key set is still there (portal: Identity Experience Framework, Policy keys).",
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** Throws GraphRefused where that cannot be told. */
async function isThere(graph, urls, keySetId) {
    try {
        await graph.read(urls.keySet(keySetId));
        return true;
    }
    catch (error) {
        if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p && error.isNotFound)
            return false;
        throw error;
    }
}


/***/ }),

/***/ 1680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ addToKeySet),
/* harmony export */   g: () => (/* binding */ certificateFingerprint)
/* harmony export */ });
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(154);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8893);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);




/**
 * Adds a key to a key set, and makes the set where it is missing and that is asked for.
 *
 * The usual call is one exchange. The set is read before only where the answer decides
 * something: for certificates, for fixed dates, for `create-key-set`, and for a dry run.
 */
async function addToKeySet(request, context) {
    const { graph, urls, log } = context;
    let { keySetId } = request.target;
    let before;
    let createdAt;
    const readsFirst = request.dryRun ||
        request.createKeySet ||
        request.readsFirst === true ||
        mayBeOfAnEarlierRun(request.fingerprint);
    if (readsFirst) {
        before = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .readKeySetIfAny */ .Vp)(graph, urls, keySetId);
        if (before === undefined && !request.createKeySet)
            throw (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .keySetMissing */ .GQ)(keySetId, true);
        if (before !== undefined) {
            refuseMixedTypes(before, request.fingerprint.kty);
            warnOfTwin(before, request.fingerprint, log);
        }
    }
    if (request.dryRun) {
        return {
            operation: request.operation,
            headline: `Would ${request.would} in key set ${keySetId}.`,
            changed: false,
            planned: plan(request, context, before === undefined),
            key: { keySetId, thumbprint: request.fingerprint.thumbprint },
        };
    }
    if (request.createKeySet && before === undefined) {
        keySetId = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .createKeySet */ .Ap)(graph, urls, keySetId);
        createdAt = graph.network.clock.now();
        log.step(`Created key set ${keySetId}.`);
    }
    const key = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .addKeyToSet */ ._v)(graph, urls, {
        keySetId,
        action: request.action,
        body: request.body,
        fingerprint: request.fingerprint,
        before: readsFirst ? (before?.keys ?? []).map((existing) => existing.kid) : undefined,
        createdAt,
    });
    const { fingerprint } = request;
    const dates = validityOf(key, fingerprint);
    const until = dates.expiresOn === undefined ? "without an end" : `until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_3__/* .isoSeconds */ .n)(dates.expiresOn)}`;
    return {
        operation: request.operation,
        headline: `${request.done} in key set ${keySetId}, ${until}.`,
        changed: true,
        key: {
            keySetId,
            kid: key.kid,
            keyId: key.kid,
            keyType: key.kty ?? fingerprint.kty,
            keyUse: key.use ?? fingerprint.use,
            ...dates,
            thumbprint: fingerprint.thumbprint,
        },
    };
}
/**
 * Fixed dates come again when the workflow does: after a lost answer only the kids of before
 * tell this run's key from an earlier one's. Dates counted from now are this run's own, and
 * of keys without dates any number may be there: both are sent without a look.
 */
function mayBeOfAnEarlierRun({ nbf, exp, ofThisRun }) {
    return (nbf !== undefined || exp !== undefined) && ofThisRun !== true;
}
/** What the service keeps of a certificate, and shows. */
function certificateFingerprint(certificate) {
    return {
        kty: "RSA",
        use: undefined,
        nbf: Math.floor(certificate.validFromDate.getTime() / 1000),
        exp: Math.floor(certificate.validToDate.getTime() / 1000),
        thumbprint: (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .thumbprintOf */ .rK)(certificate),
    };
}
/** As the service says; a certificate has dates of its own where the service says none. */
function validityOf({ nbf, exp }, { thumbprint, ...own }) {
    if (thumbprint === undefined)
        return { notBefore: nbf, expiresOn: exp };
    return { notBefore: nbf ?? own.nbf, expiresOn: exp ?? own.exp };
}
function warnOfTwin(set, { thumbprint }, log) {
    if (thumbprint === undefined)
        return;
    const twin = set.keys.find((key) => key.thumbprint === thumbprint);
    if (twin === undefined)
        return;
    log.warning(`Certificate ${thumbprint} is in key set ${set.id} already, as key ${twin.kid}.`);
}
function plan(request, { urls }, setIsMissing) {
    const { keySetId } = request.target;
    return [
        ...(setIsMissing
            ? [{ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } }]
            : []),
        { method: "POST", url: urls.keySet(keySetId, request.action), body: request.body },
    ];
}
function refuseMixedTypes(set, kty) {
    const other = set.keys.find((key) => key.kty !== undefined && key.kty !== kty);
    if (other === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "request-refused",
        blame: "input",
        what: `key-set-id: key set ${set.id} has ${other.kty ?? ""} keys; ${kty === "oct" ? "a symmetric key or secret" : `an ${kty} key`} needs a key set of its own.`,
        why: "A key set holds keys of one type.",
        remedy: "Use another key set.",
    });
}


/***/ }),

/***/ 3641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   generateKey: () => (/* binding */ generateKey)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3750);
/* harmony import */ var _config_validity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _add_to_key_set_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1680);





/** Lets the service make a key in a key set: `POST /beta/trustFramework/keySets/{id}/generateKey`. */
const generateKey = {
    name: "generate-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .WRITE_KEY_SETS */ .cz,
    inputs: ["key-set-id", "key-type", "key-use", "not-before", "expires-on", "create-key-set", "dry-run"],
    configure({ inputs, endpoints, nowMs, log }) {
        return Promise.resolve({
            operation: "generate-key",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, endpoints, log),
            keyType: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .requireOneOf */ .h_)(inputs, "key-type", ["RSA", "OCT"]),
            keyUse: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .requireOneOf */ .h_)(inputs, "key-use", ["sig", "enc"]),
            validity: (0,_config_validity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseValidity */ .k)(inputs, nowMs),
            createKeySet: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "create-key-set"),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "dry-run"),
        });
    },
    run(config, context) {
        const { notBefore: nbf, expiresOn: exp } = config.validity;
        const what = `${config.keyType === "RSA" ? "an RSA" : "a symmetric"} key for ${config.keyUse}`;
        return (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_4__/* .addToKeySet */ .O)({
            ...config,
            done: `Generated ${what}`,
            would: `generate ${what}`,
            action: "generateKey",
            body: { use: config.keyUse, kty: config.keyType, nbf, exp },
            fingerprint: {
                use: config.keyUse,
                kty: config.keyType === "OCT" ? "oct" : "RSA",
                nbf,
                exp,
                ofThisRun: config.validity.relative,
            },
        }, context);
    },
};


/***/ })

};
