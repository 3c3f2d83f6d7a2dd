export const id = 459;
export const ids = [459];
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

/***/ 7563:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ readKeySet),
/* harmony export */   E: () => (/* binding */ readKeyCredentials),
/* harmony export */   NW: () => (/* binding */ readKeyCredential),
/* harmony export */   ZF: () => (/* binding */ unwrapValue),
/* harmony export */   cC: () => (/* binding */ readPasswordCredentials),
/* harmony export */   dP: () => (/* binding */ readKeySetKey),
/* harmony export */   fz: () => (/* binding */ readPasswordCredential)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);


/** The object itself, or what stands in its `value`: the documentation shows both. */
function unwrapValue(answer) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(answer["value"]) ? answer["value"] : answer;
}
function readKeySetKey(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    const kid = text(value["kid"]);
    if (kid === undefined)
        return undefined;
    return {
        kid,
        kty: jwkType(text(value["kty"])),
        use: text(value["use"])?.toLowerCase(),
        nbf: seconds(value["nbf"]),
        exp: seconds(value["exp"]),
        status: text(value["status"])?.toLowerCase(),
        x5t: text(value["x5t"]),
        thumbprint: keyThumbprint(leafOf(value["x5c"])) ?? thumbprint(text(value["x5t"])),
    };
}
function readKeySet(answer) {
    const id = text(answer["id"]);
    const keys = answer["keys"];
    if (id === undefined)
        return undefined;
    return { id, keys: Array.isArray(keys) ? keys.map(readKeySetKey).filter((key) => key !== undefined) : [] };
}
function readKeyCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: text(value["keyId"])?.toLowerCase(),
        displayName: text(value["displayName"]),
        type: text(value["type"]),
        usage: text(value["usage"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
        thumbprint: keyThumbprint(text(value["key"])) ?? thumbprint(text(value["customKeyIdentifier"])),
        certificate: text(value["key"]),
    };
}
function readKeyCredentials(object) {
    const list = object["keyCredentials"];
    return Array.isArray(list) ? list.map(readKeyCredential).filter((item) => item !== undefined) : [];
}
function readPasswordCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: text(value["keyId"])?.toLowerCase(),
        displayName: text(value["displayName"]),
        hint: text(value["hint"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
    };
}
function readPasswordCredentials(object) {
    const list = object["passwordCredentials"];
    return Array.isArray(list) ? list.map(readPasswordCredential).filter((item) => item !== undefined) : [];
}
/** The first of the chain is the key's own. */
function leafOf(x5c) {
    return Array.isArray(x5c) ? text(x5c[0]) : undefined;
}
function keyThumbprint(key) {
    return key === undefined ? undefined : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha1").update(key, "base64").digest("hex").toUpperCase();
}
/**
 * An identifier (`customKeyIdentifier`, `x5t`) is base64 of the 20 bytes, or the 40 hex digits themselves
 * (docs/service-facts.md, "Credentials"); 40 hex digits are valid base64 too, so they are tried first.
 */
function thumbprint(identifier) {
    if (identifier === undefined)
        return undefined;
    if (/^[0-9a-f]{40}$/i.test(identifier))
        return identifier.toUpperCase();
    const bytes = Buffer.from(identifier, "base64");
    if (bytes.length === 20)
        return bytes.toString("hex").toUpperCase();
    const hex = bytes.toString("latin1");
    return /^[0-9a-f]{40}$/i.test(hex) ? hex.toUpperCase() : undefined;
}
function text(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** The year 9999: a key written in milliseconds has an end that no date can show. */
const LATEST_SECONDS = 253_402_300_799;
/** Numbers and quoted numbers: the documentation's examples show both. */
function seconds(value) {
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number) || number <= 0)
        return undefined;
    return Math.min(Math.floor(number), LATEST_SECONDS);
}
function dateTime(value) {
    if (typeof value !== "string")
        return undefined;
    // A value without a zone is UTC; `Date.parse` would take it as local time.
    const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`);
    return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
function jwkType(kty) {
    if (kty === undefined)
        return undefined;
    return kty.toLowerCase() === "oct" ? "oct" : kty.toUpperCase();
}


/***/ }),

/***/ 4203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ performWrite)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1823);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2561);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4332);




/** Attempts that the service certainly did not carry out. */
const HARMLESS_ATTEMPTS = 5;
/** Sends whose outcome was unknown: the second only after a look said "absent". */
const UNKNOWN_SENDS = 2;
/**
 * Carries out one write that must not happen twice.
 *
 * Sorted by what the failed attempt may have done (docs/design.md, "Retry classes"): what was certainly
 * not carried out is sent again; what may have been is looked up first, and only "absent,
 * several times" lets the same bytes be sent once more; what was refused is explained.
 */
async function performWrite(graph, write) {
    const { network } = graph;
    let unknownSends = 0;
    let renewed = false;
    for (let attempt = 0;; attempt++) {
        let doubted;
        // What takes time comes before the check: a signal that arrives meanwhile still stops the write.
        await graph.tokens.get();
        const body = await write.body?.();
        network.limits.checkpoint();
        const outcome = await graph.send(write.method, write.url, body, network.limits.forWrite());
        const last = attempt + 1 >= HARMLESS_ATTEMPTS;
        if (outcome.kind === "success") {
            const value = write.accept(outcome.body, outcome.response);
            if (value !== undefined)
                return value;
        }
        else if (outcome.kind === "not-sent") {
            if (last || outcome.error.reach === "refused-connection")
                throw (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .H)(outcome.error, write.url);
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, undefined);
            continue;
        }
        else if (outcome.kind === "refused") {
            const { refused } = outcome;
            if (refused.status === 401 && !renewed && renewMayHelp(graph)) {
                renewed = true;
                await waitForAnotherProof(graph);
                continue;
            }
            if (refused.isNotFound && network.clock.now() < (write.notFoundIsLagUntil ?? 0)) {
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused.response);
                continue;
            }
            if (refused.status === 429 && !last) {
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused.response);
                continue;
            }
            const anyway = write.acceptRefusal?.(refused);
            if (anyway !== undefined)
                return anyway;
            if (write.doubts?.(refused) === true)
                doubted = refused;
            else if (isDefinite(refused)) {
                // After a lost answer a refusal may only say that the first send had worked.
                const found = unknownSends > 0 && write.lookUp !== "idempotent"
                    ? await settle(graph, write, write.lookUp)
                    : undefined;
                if (found?.kind === "found")
                    return found.value;
                throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(refused, write.doing, write.needs, await write.explain?.(refused));
            }
        }
        unknownSends++;
        if (write.lookUp === "idempotent") {
            const refused = outcome.kind === "refused" ? outcome.refused : undefined;
            if (refused !== undefined && (last || refused.isRedirect))
                throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(refused, write.doing, write.needs);
            if (last)
                throw neverAnswered(write);
            network.log.step("The answer was lost or unclear: sending the same again, which does no harm.");
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused?.response);
            continue;
        }
        network.log.step(`The answer was lost or unclear: looking up whether the service did it.`);
        const found = await settle(graph, write, write.lookUp);
        if (found.kind === "found")
            return found.value;
        const redirected = outcome.kind === "refused" && outcome.refused.isRedirect;
        if (redirected)
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(outcome.refused, write.doing, write.needs);
        if (doubted !== undefined && unknownSends >= UNKNOWN_SENDS) {
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(doubted, write.doing, write.needs, {
                why: "Reading the object shows otherwise, after several looks and a second try.",
            });
        }
        if (found.kind === "undecided" || unknownSends >= UNKNOWN_SENDS) {
            throw outcomeUnknown(write, write.lookUp, found.kind === "undecided" ? found.why : "It was not found afterwards, twice.");
        }
        await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, outcome.kind === "refused" ? outcome.refused.response : undefined);
    }
}
/** A 401 is worth a second try with a new token; a ready token cannot be renewed, but a clock can be corrected. */
function renewMayHelp(graph) {
    return graph.tokens.renew() || graph.network.serviceClock.skewMs !== 0;
}
/** A proof counts in whole seconds and is signed without chance: within one second it would be the same one. */
async function waitForAnotherProof({ network }) {
    await network.limits.wait(1_000);
}
/** Certainly not carried out. 5xx, 408 and redirects may come from something between. */
function isDefinite(refused) {
    return !refused.isRedirect && (!(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(refused.status) || refused.status === 429);
}
/** Looks until the effect is seen, or was not seen at every look. */
async function settle(graph, write, lookUp) {
    let found = { kind: "absent" };
    for (const pause of [0, ...lookUp.pausesMs]) {
        if (pause > 0)
            await waitUnlessStopped(graph, write, lookUp, pause);
        try {
            found = await lookUp.once();
        }
        catch (error) {
            if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_3__/* .GraphRefused */ .p) {
                if (error.isNotFound)
                    continue;
                throw outcomeUnknown(write, lookUp, `It could not be looked up either (${String(error.status)} ${error.code ?? ""}).`);
            }
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
                throw outcomeUnknown(write, lookUp, `It could not be looked up either: ${error.what}`);
            throw error;
        }
        if (found.kind === "found")
            return found;
    }
    return found;
}
async function waitUnlessStopped(graph, write, lookUp, pause) {
    try {
        await graph.network.limits.wait(pause);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
            throw outcomeUnknown(write, lookUp, error.what);
        throw error;
    }
}
function neverAnswered(write) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "outcome-unknown",
        blame: "service",
        what: `It is not known whether the service did it: ${write.doing}.`,
        why: `It was sent ${String(HARMLESS_ATTEMPTS)} times, and no answer was whole.`,
        remedy: "Run it again: to do it twice does no harm.",
    });
}
function outcomeUnknown(write, lookUp, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "outcome-unknown",
        blame: "service",
        what: `It is not known whether the service did it: ${write.doing}.`,
        why: `The answer was lost or unclear. ${why}`,
        remedy: `Do not simply run it again. ${lookUp.byHand}`,
    });
}


/***/ }),

/***/ 8459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getActiveKey: () => (/* binding */ getActiveKey)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8893);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4462);






/** The key that policies use now: `GET /beta/trustFramework/keySets/{id}/getActiveKey`. */
const getActiveKey = {
    name: "get-active-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_KEY_SETS */ .Dy,
    inputs: ["key-set-id"],
    configure({ inputs, endpoints, log }) {
        (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_4__/* .requireKeySets */ .K1)(endpoints);
        return Promise.resolve({ operation: "get-active-key", target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, log) });
    },
    async run({ operation, target }, { graph, urls }) {
        const { keySetId } = target;
        const key = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_2__/* .readActiveKey */ .Wt)(graph, urls, keySetId);
        if (key === undefined) {
            const set = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_2__/* .readKeySetIfAny */ .Vp)(graph, urls, keySetId);
            if (set === undefined)
                throw (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_2__/* .keySetMissing */ .GQ)(keySetId, false);
            throw noActiveKey(set, graph.network.serviceClock.now());
        }
        const until = key.exp === undefined ? "without an end" : `until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_5__/* .isoSeconds */ .n)(key.exp)}`;
        return {
            operation,
            headline: `Key ${key.kid} is the active key of key set ${keySetId}, ${until}.`,
            changed: false,
            key: (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_4__/* .keyFacts */ .zS)(keySetId, key),
            data: { status: key.status },
        };
    },
};
function noActiveKey({ id, keys }, nowMs) {
    const shown = keys.slice(0, 5).map((key) => `${key.kid} (${(0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_4__/* .keyState */ .hs)(key, nowMs)})`);
    const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "not-found",
        blame: "service",
        what: `Key set ${id} has no active key.`,
        why: keys.length === 0 ? "It is empty." : `Its keys: ${shown.join(", ")}${more}.`,
        remedy: keys.some((key) => (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_4__/* .keyState */ .hs)(key, nowMs) === "usable")
            ? "A key that was added or enabled a moment ago may take a little: try again in a minute."
            : "Policies that use it fail now: add a key (generate-key, upload-secret, upload-pkcs12), or enable one with enable-key.",
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


/***/ })

};
