export const id = 707;
export const ids = [707];
export const modules = {

/***/ 2100:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ refuseOtherCharacters)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * Refuses the first character that is not on the list, by its position: it may be invisible.
 *
 * Ids that go into a URL are held to a list of characters, because what else could be in them
 * is somebody's mistake, or an attempt to reach another address.
 */
function refuseOtherCharacters(name, text, allowed, remedy) {
    const characters = Array.from(text);
    const bad = characters.findIndex((character) => !allowed.test(character));
    if (bad === -1)
        return;
    const codePoint = (characters[bad] ?? "").codePointAt(0) ?? 0;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `has a character that is not allowed at position ${String(bad + 1)} (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}).`, remedy);
}


/***/ }),

/***/ 2071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JA: () => (/* binding */ KEY_SET_INPUTS),
  uF: () => (/* binding */ OBJECT_INPUTS),
  CS: () => (/* binding */ parseKeySetTarget),
  MM: () => (/* binding */ parseObjectTarget)
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
/** The key set; refuses an application or a service principal beside it. */
function parseKeySetTarget(inputs, log) {
    refuseOtherTargets(inputs, OBJECT_INPUTS, "key-set-id", "addresses a key set");
    const text = inputs.requireText("key-set-id", "Give the id of the key set, with or without B2C_1A_.");
    const keySetId = parseKeySetId(text);
    if (keySetId !== text)
        log.notice(`key-set-id: using key set ${keySetId}.`);
    return { keySetId };
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

/***/ 8649:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KE: () => (/* binding */ listHolders),
  Zi: () => (/* binding */ listKeySets),
  fT: () => (/* binding */ readOneHolder)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
;// CONCATENATED MODULE: ./src/graph/paging.ts


/** A collection of a million objects; what is longer goes round in a circle. */
const MOST_PAGES = 10_000;
/**
 * The items of a collection, page by page, along `@odata.nextLink`.
 *
 * The link comes from outside and every request carries the token: it is followed on the
 * same origin and the same path only, and no link twice.
 *
 * @param before is waited for before each page, such as for a limit of reads a minute
 */
async function* readPages(graph, first, before = () => Promise.resolve()) {
    const seen = new Set();
    for (let url = first; url !== undefined;) {
        if (seen.has(url.href) || seen.size >= MOST_PAGES)
            throw badLink(first, "leads round in a circle");
        seen.add(url.href);
        await before();
        const answer = await graph.read(url);
        const { value } = answer;
        if (!Array.isArray(value)) {
            throw new errors/* ActionError */.l({
                code: "answer-unreadable",
                blame: "service",
                what: `${first.host} answered ${first.pathname} with something that is no list.`,
                remedy: "Check graph-url and the proxy.",
            });
        }
        yield value.filter(json/* isObject */.Gv);
        url = nextLink(first, answer["@odata.nextLink"]);
    }
}
function nextLink(first, link) {
    if (link === undefined || link === null)
        return undefined;
    if (typeof link !== "string" || !URL.canParse(link))
        throw badLink(first, "is no address");
    const next = new URL(link);
    if (next.origin !== first.origin || next.username !== "" || next.password !== "")
        throw badLink(first, "leads to another host");
    // The service writes its own paths in letters of either case.
    if (next.pathname.toLowerCase() !== first.pathname.toLowerCase())
        throw badLink(first, "leads to another path");
    next.hash = "";
    return next;
}
/** Does not repeat the link: it is somebody else's text. */
function badLink(first, problem) {
    return new errors/* ActionError */.l({
        code: "answer-unreadable",
        blame: "service",
        what: `The link to the next page of ${first.pathname} ${problem}; it was not followed.`,
        why: "Every request carries the access token, which must not go anywhere else.",
        remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
    });
}

// EXTERNAL MODULE: ./src/graph/wire.ts
var wire = __webpack_require__(7563);
;// CONCATENATED MODULE: ./src/graph/collections.ts


const SELECT = "id,appId,displayName,keyCredentials,passwordCredentials";
/** The largest page: fewest reads against the limit. */
const TOP = "999";
/** Every application, or every service principal, page by page. */
async function* listHolders(graph, urls, kind, pace) {
    const url = urls.objects(kind, { $select: SELECT, $top: TOP });
    for await (const page of readPages(graph, url, () => pace.next())) {
        yield page.map((item) => readHolder(kind, item)).filter((holder) => holder !== undefined);
    }
}
/** @returns `undefined` where the answer has not the shape of an object */
async function readOneHolder(graph, urls, target) {
    const answer = await graph.read(urls.object(target, undefined, { $select: SELECT }));
    return readHolder(target.kind, (0,wire/* unwrapValue */.ZF)(answer));
}
/** Every key set, page by page. No `$top`: whether key sets know it is not documented. */
async function* listKeySets(graph, urls) {
    for await (const page of readPages(graph, urls.keySets())) {
        yield page.map(wire/* readKeySet */.AJ).filter((set) => set !== undefined);
    }
}
function readHolder(kind, item) {
    const text = (name) => {
        const value = item[name];
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const objectId = text("id")?.toLowerCase();
    if (objectId === undefined)
        return undefined;
    return {
        kind,
        objectId,
        appId: text("appId")?.toLowerCase(),
        displayName: text("displayName"),
        keyCredentials: (0,wire/* readKeyCredentials */.E)(item),
        passwordCredentials: (0,wire/* readPasswordCredentials */.cC)(item),
    };
}


/***/ }),

/***/ 8893:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ deleteKeySet),
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
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7563);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4203);





/** "Absent" is believed after looks 10 s apart (docs/design.md, "Retry classes"). */
const LOOK_PAUSES_MS = [5_000, 5_000];
const BY_HAND = "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;
/** @returns `undefined` where the key set does not exist */
async function readKeySetIfAny(graph, urls, keySetId) {
    try {
        const answer = await graph.read(urls.keySet(keySetId));
        return (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer)) ?? { id: keySetId, keys: [] };
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/** The key that policies use now. @returns `undefined` where there is none, or no such key set */
async function readActiveKey(graph, urls, keySetId) {
    try {
        return (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId, "getActiveKey"))));
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read the active key of key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
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
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `create key set ${keySetId}`,
        method: "POST",
        url: urls.keySets(),
        body: () => Promise.resolve({ id: name }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer))?.id),
        acceptRefusal: (refused) => refused.status === 409 || /AADB2C950[23]8/.test(`${refused.code ?? ""} ${refused.serviceMessage}`)
            ? keySetId
            : undefined,
        lookUp: {
            once: async () => {
                const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
                return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
            },
            pausesMs: LOOK_PAUSES_MS,
            byHand: BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** `generateKey` and the uploads: every call makes one more key, so none is repeated blindly. */
async function addKeyToSet(graph, urls, key) {
    const url = urls.keySet(key.keySetId, key.action);
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `${key.action} on key set ${key.keySetId}`,
        method: "POST",
        url,
        body: () => Promise.resolve(key.body),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer))),
        lookUp: { once: () => lookForKey(graph, urls, key), pausesMs: LOOK_PAUSES_MS, byHand: BY_HAND },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
        ...(key.createdAt === undefined ? {} : { notFoundIsLagUntil: key.createdAt + CREATION_LAG_MS }),
        explain: (refused) => Promise.resolve(refused.isNotFound
            ? { remedy: "Or set `create-key-set: true` to have the key set made." }
            : undefined),
    });
}
async function lookForKey(graph, urls, key) {
    const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(key.keySetId))));
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
async function setKeyStatus(graph, urls, { keySetId, kid, status }) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
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
    });
}
/** @returns whether there was one to delete */
async function deleteKeySet(graph, urls, keySetId) {
    let sentBefore = false;
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `delete key set ${keySetId}`,
        method: "DELETE",
        url: urls.keySet(keySetId),
        accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
        // Gone: by us, where an earlier request's answer was lost.
        acceptRefusal: (refused) => (refused.isNotFound ? sentBefore : undefined),
        lookUp: {
            once: async () => {
                sentBefore = true;
                const set = await readKeySetIfAny(graph, urls, keySetId);
                return set === undefined ? { kind: "found", value: true } : { kind: "absent" };
            },
            pausesMs: LOOK_PAUSES_MS,
            byHand: "Look whether the key set is still there (portal: Identity Experience Framework, Policy keys).",
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}


/***/ }),

/***/ 4462:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ requireKeySets),
/* harmony export */   hs: () => (/* binding */ keyState),
/* harmony export */   zS: () => (/* binding */ keyFacts)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Key sets are refused before the first request where the cloud's metadata has none. */
function requireKeySets(endpoints) {
    if (endpoints.cloud.hasKeySets || endpoints.overridden)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)("cloud", `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`, "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.");
}
function keyFacts(keySetId, key) {
    return {
        keySetId,
        kid: key.kid,
        keyId: key.kid,
        keyType: key.kty,
        keyUse: key.use,
        notBefore: key.nbf,
        expiresOn: key.exp,
        thumbprint: key.thumbprint,
    };
}
/** Whether policies can use a key now (docs/service-facts.md, "The active key"). A key of unknown status counts as enabled. */
function keyState({ status, nbf, exp }, nowMs) {
    if (status === "disabled")
        return "disabled";
    if (exp !== undefined && exp * 1000 <= nowMs)
        return "expired";
    return nbf !== undefined && nbf * 1000 > nowMs ? "not yet valid" : "usable";
}


/***/ }),

/***/ 3696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ credentialsOfKeySet),
/* harmony export */   H_: () => (/* binding */ daysLeft),
/* harmony export */   _c: () => (/* binding */ endsWithin),
/* harmony export */   ar: () => (/* binding */ credentialsOfHolder),
/* harmony export */   d6: () => (/* binding */ isDisabled),
/* harmony export */   y3: () => (/* binding */ bySoonestEnd)
/* harmony export */ });
/* harmony import */ var _service_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8114);

/** Long enough to know an application by, short enough for a table of hundreds of rows. */
const LONGEST_NAME = 60;
function credentialsOfKeySet(set, horizon) {
    const id = cleanName(set.id) ?? "(without id)";
    const owner = { kind: "key set", id, name: id };
    return set.keys.map((key) => ({
        owner,
        kind: keyKind(key),
        name: undefined,
        keyId: cleanName(key.kid),
        thumbprint: key.thumbprint,
        notBefore: key.nbf,
        expiresOn: key.exp,
        state: isDisabled(key) ? "disabled" : stateOf(key.nbf, key.exp, horizon),
    }));
}
/** The service documents `enabled` and `disabled`, and may come to know more. */
function isDisabled(key) {
    return key.status?.toLowerCase() === "disabled";
}
function keyKind({ kty, use }) {
    const type = kty === "oct" ? "symmetric key" : kty === undefined ? "key" : `${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(kty)} key`;
    return use === undefined ? type : `${type} (${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(use)})`;
}
function credentialsOfHolder(holder, horizon) {
    const owner = {
        kind: holder.kind === "application" ? "application" : "service principal",
        id: holder.objectId,
        name: cleanName(holder.displayName) ?? holder.objectId,
    };
    // A certificate that signs (SAML, token encryption) is stored with the password of its PFX under the same id.
    const signing = new Set(holder.keyCredentials.filter(({ usage }) => usage === "Sign").map(({ keyId }) => keyId));
    return [
        ...holder.keyCredentials.map((key) => ({
            owner,
            kind: key.usage === undefined ? "certificate" : `certificate (${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(key.usage)})`,
            name: cleanName(key.displayName),
            keyId: cleanName(key.keyId),
            thumbprint: key.thumbprint,
            notBefore: key.notBefore,
            expiresOn: key.expiresOn,
            state: stateOf(key.notBefore, key.expiresOn, horizon),
        })),
        ...holder.passwordCredentials.map((password) => ({
            owner,
            kind: signing.has(password.keyId) ? "password of a PFX" : "client secret",
            name: cleanName(password.displayName),
            keyId: cleanName(password.keyId),
            thumbprint: undefined,
            notBefore: password.notBefore,
            expiresOn: password.expiresOn,
            state: stateOf(password.notBefore, password.expiresOn, horizon),
        })),
    ];
}
function stateOf(notBefore, expiresOn, horizon) {
    if (expiresOn !== undefined && expiresOn <= horizon.now)
        return "expired";
    if (notBefore !== undefined && notBefore > horizon.now)
        return "not yet valid";
    return endsWithin(expiresOn, horizon.now, horizon.warnBefore) ? "expiring" : "active";
}
/** Ends in the future, and sooner than that. */
function endsWithin(expiresOn, now, seconds) {
    return expiresOn !== undefined && expiresOn > now && expiresOn - now < seconds;
}
function cleanName(text) {
    const clean = text === undefined ? "" : (0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(text);
    const characters = Array.from(clean);
    if (characters.length === 0)
        return undefined;
    return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join("")}…` : clean;
}
/** What ends next comes first, then what never ends, then what has ended, the last to end before the others. */
function bySoonestEnd(credentials) {
    const rank = ({ state, expiresOn }) => state === "expired" ? 2 : expiresOn === undefined ? 1 : 0;
    return [...credentials].sort((a, b) => {
        const order = rank(a) - rank(b);
        if (order !== 0)
            return order;
        const difference = (a.expiresOn ?? 0) - (b.expiresOn ?? 0);
        return rank(a) === 2 ? -difference : difference;
    });
}
/** Whole days, rounded down; negative for what has ended. */
function daysLeft(expiresOn, now) {
    return Math.floor((expiresOn - now) / 86_400);
}


/***/ })

};
