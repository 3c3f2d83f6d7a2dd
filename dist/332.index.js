export const id = 332;
export const ids = [332];
export const modules = {

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

/***/ 1905:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Journal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Where a rotation stands: tells an interrupted run's reader what the next run will do. */
class Journal {
    #next = "Nothing was written: the next run starts afresh.";
    /** @param next what the next run will do if this one stops here */
    reached(next) {
        this.#next = next;
    }
    /** Runs the steps; an interrupt or a spent budget says what comes next. */
    async follow(steps) {
        try {
            return await steps();
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout")) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                    code: error.code,
                    blame: error.blame,
                    what: error.what,
                    remedy: this.#next,
                    cause: error,
                });
            }
            throw error;
        }
    }
}


/***/ }),

/***/ 951:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateKeySet: () => (/* binding */ rotateKeySet)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __webpack_require__(8893);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
;// CONCATENATED MODULE: ./src/rotation/key-set-report.ts

function keySetResult(parts) {
    const { operation, keySetId, standing, outcome, retired, dueInDays } = parts;
    const rotated = outcome.kind === "rotated";
    const key = rotated ? outcome.added : (standing.staged ?? standing.expectedActive ?? standing.endsLast);
    return {
        operation,
        headline: headline(parts),
        changed: rotated || retired.length > 0,
        key: key === undefined ? { keySetId } : keyFacts(keySetId, key),
        rotation: {
            rotated,
            deliveredTo: [],
            previousKeyId: rotated ? (standing.expectedActive ?? standing.endsLast)?.kid : undefined,
            retireAfter: undefined,
            retiredKeyIds: retired,
            dueInDays,
        },
        sections: [
            {
                kind: "table",
                title: "Keys of the set",
                head: ["Key id", "What it is", "Active from", "Expires on"],
                rows: [
                    ...standing.all.map((one) => row(one, retired.includes(one.kid) ? "disabled now" : role(one, standing))),
                    ...(rotated ? [row(outcome.added, "new")] : []),
                ],
            },
        ],
    };
}
function headline({ keySetId, standing, outcome, retired, dueInDays }) {
    switch (outcome.kind) {
        case "rotated":
            return `Rotated key set ${keySetId}: key ${outcome.added.kid} is active from ${time(outcome.added.nbf)} until ${time(outcome.added.exp)}.`;
        case "not-due":
            return standing.staged === undefined
                ? `Not due: key set ${keySetId}${dueInDays === undefined ? " has no key that ends" : `, ${String(dueInDays)} days until it is rotated`}.`
                : `Not due: key set ${keySetId} has key ${standing.staged.kid} staged for ${time(standing.staged.nbf)}.`;
        case "retired":
            return retired.length === 0
                ? `Nothing to retire in key set ${keySetId}.`
                : `Disabled ${String(retired.length)} key(s) of key set ${keySetId}.`;
        case "already-gone":
            return `The leaked key is not an enabled key of ${keySetId} any more.`;
        case "dry-run":
            return outcome.why === undefined
                ? `Would not rotate key set ${keySetId}.`
                : `Would rotate key set ${keySetId} (${outcome.why}).`;
    }
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
    };
}
function role(key, { staged, expectedActive }) {
    if (key.status === "disabled")
        return "disabled";
    if (key === staged)
        return "staged";
    if (key === expectedActive)
        return "active";
    return key.nbf === undefined ? "undated" : "";
}
function row(key, what) {
    return [key.kid, what, time(key.nbf), time(key.exp)];
}
function time(seconds) {
    return seconds === undefined ? "no date" : (0,iso_time/* isoSeconds */.n)(seconds);
}

;// CONCATENATED MODULE: ./src/rotation/key-set-standing.ts

function sortKeySet(all, threshold, lifetimeSeconds, nowSeconds) {
    const enabled = all.filter((key) => key.status !== "disabled");
    const [endsLast] = enabled
        .filter((key) => key.exp !== undefined)
        .sort((left, right) => (right.exp ?? 0) - (left.exp ?? 0));
    const dated = enabled
        .filter((key) => key.nbf !== undefined)
        .sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0));
    return {
        all,
        enabled,
        endsLast,
        staged: dated.find((key) => (key.nbf ?? 0) > nowSeconds),
        undated: enabled.filter((key) => key.nbf === undefined),
        expectedActive: dated.find((key) => (key.nbf ?? 0) <= nowSeconds && (key.exp ?? Infinity) > nowSeconds),
        dueFrom: endsLast === undefined ? dueByAge(dated[0], threshold) : dueByEnd(endsLast, threshold, lifetimeSeconds),
    };
}
/** A key that does not say when it began is taken to live as long as those that are made here. */
function dueByEnd({ nbf, exp }, threshold, lifetimeSeconds) {
    return (0,due/* dueFrom */.ds)(threshold, nbf ?? (exp === undefined ? undefined : exp - lifetimeSeconds), exp);
}
/** A key without an end is due by its age, where the threshold is a time and not a share of a lifetime. */
function dueByAge(newest, threshold) {
    if (newest?.nbf === undefined || threshold.kind === "share")
        return undefined;
    return newest.nbf + threshold.seconds;
}

;// CONCATENATED MODULE: ./src/rotation/rotate-key-set.ts







/** A key whose time came a moment ago may not be active everywhere. */
const ACTIVATION_GRACE_SECONDS = 60;
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000];
/**
 * Rolls a key set: stages a key whose time begins `lead` from now, so that every cache knows
 * it before it signs. Nothing is removed: a key set's keys can only be disabled, and only the
 * ones that `retire-key-ids` names are.
 */
async function rotateKeySet(rotation, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(() => new KeySetRun(rotation, context, journal).run());
}
class KeySetRun {
    #rotation;
    #context;
    #journal;
    constructor(rotation, context, journal) {
        this.#rotation = rotation;
        this.#context = context;
        this.#journal = journal;
    }
    async run() {
        const { target, createKeySet: mayCreate, dryRun, operation, rules } = this.#rotation;
        const { graph, urls, log } = this.#context;
        const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, target.keySetId);
        if (set === undefined && !mayCreate)
            throw (0,key_sets/* keySetMissing */.GQ)(target.keySetId, operation === "rotate");
        const keySetId = set?.id ?? target.keySetId;
        const standing = sortKeySet(set?.keys ?? [], rules.threshold, rules.validitySeconds, this.#now);
        const active = set === undefined ? undefined : await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
        this.#checkActive(standing, active);
        const emergency = this.#emergency(standing, active);
        if (emergency === "gone")
            return this.#report(keySetId, standing, { kind: "already-gone" }, []);
        const why = operation === "rotate" ? this.#reasonToRotate(standing, emergency) : undefined;
        const leaked = emergency === "disable" ? [this.#rotation.emergencyKeyId ?? ""] : [];
        const retire = [...new Set([...this.#toRetire(standing, active), ...leaked])];
        const key = this.#newKey(keySetId, standing, why);
        if (dryRun)
            return this.#dryRun(keySetId, standing, set === undefined, key, why, retire);
        const retired = await this.#disable(keySetId, retire);
        if (operation === "retire" || emergency === "disable")
            return this.#report(keySetId, standing, { kind: "retired" }, retired);
        if (why === undefined || key === undefined)
            return this.#report(keySetId, standing, { kind: "not-due" }, retired);
        log.step(`Rotating: ${why}.`);
        this.#nameUndated(standing);
        return this.#rotate(keySetId, set === undefined, standing, key, retired);
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    /** The first run after a staged key's time sees whether it took over. */
    #checkActive({ expectedActive }, active) {
        if (expectedActive?.nbf === undefined || this.#rotation.emergencyKeyId !== undefined)
            return;
        if (active?.kid === expectedActive.kid || expectedActive.nbf > this.#now - ACTIVATION_GRACE_SECONDS)
            return;
        throw new errors/* ActionError */.l({
            code: "wrong-key-active",
            blame: "service",
            what: `Key ${expectedActive.kid} should be active since ${(0,iso_time/* isoSeconds */.n)(expectedActive.nbf)}, and the service uses ${active === undefined ? "none" : `key ${active.kid}`}.`,
            remedy: "Look at the key set in the portal: a key without dates may win, or a key may be disabled. Disable the wrong one with disable-key.",
        });
    }
    /** `disable`: a younger key is the active one already, of an emergency that was interrupted perhaps. */
    #emergency(standing, active) {
        const { emergencyKeyId } = this.#rotation;
        if (emergencyKeyId === undefined)
            return "none";
        const leaked = standing.enabled.find(({ kid }) => kid === emergencyKeyId);
        if (leaked === undefined)
            return "gone";
        const isReplaced = active !== undefined && (active.nbf ?? 0) > (leaked.nbf ?? 0);
        return isReplaced && active.kid !== leaked.kid ? "disable" : "rotate";
    }
    #reasonToRotate(standing, emergency) {
        const { rules, emergencyKeyId } = this.#rotation;
        if (emergency === "disable")
            return undefined;
        if (emergency === "rotate")
            return `key ${emergencyKeyId ?? ""} is said to have leaked`;
        if (rules.force)
            return "`force` is set";
        if (standing.staged !== undefined)
            return undefined;
        if (standing.all.length === 0)
            return "the key set is empty";
        if (standing.enabled.length === 0)
            return "no key of the set is enabled";
        return standing.dueFrom !== undefined && standing.dueFrom <= this.#now
            ? "the key that ends last is due"
            : undefined;
    }
    /** What the user names, but never the key that signs now. */
    #toRetire(standing, active) {
        const { rules, operation } = this.#rotation;
        if (!rules.retireDue && operation === "rotate")
            return [];
        const { log } = this.#context;
        return rules.retirement.retireKeyIds.filter((kid) => {
            const key = standing.enabled.find((candidate) => candidate.kid === kid);
            if (key === undefined) {
                log.notice(`Key ${kid} is not an enabled key of the set: nothing to retire.`);
                return false;
            }
            if (kid !== active?.kid)
                return true;
            log.warning(`Key ${kid} is the active key, and stays.`);
            return false;
        });
    }
    #newKey(keySetId, standing, why) {
        if (why === undefined)
            return undefined;
        const { rules, source, keyUse, emergencyKeyId } = this.#rotation;
        const kty = source.kind === "generate" && source.keyType === "RSA" ? "RSA" : "oct";
        refuseOtherType(standing, kty);
        const first = standing.enabled.length === 0;
        // Nobody can have cached the keys of an empty set, and a leaked key cannot wait.
        const lead = first || emergencyKeyId !== undefined ? 0 : this.#rotation.leadSeconds;
        const nbf = this.#now + lead;
        refuseGap(standing, nbf, lead, this.#now);
        const exp = nbf + rules.validitySeconds;
        const body = source.kind === "generate"
            ? { use: keyUse, kty: source.keyType, nbf, exp }
            : { use: keyUse, k: source.secret, nbf, exp };
        return {
            keySetId,
            action: source.kind === "generate" ? "generateKey" : "uploadSecret",
            body,
            fingerprint: { use: keyUse, kty, nbf, exp, ofThisRun: true },
            before: standing.all.map(({ kid }) => kid),
            createdAt: undefined,
        };
    }
    /** Keys without dates compete with dated ones by rules that are documented twice, differently. */
    #nameUndated({ undated }) {
        if (undated.length === 0)
            return;
        const kids = undated.map(({ kid }) => kid).join(", ");
        this.#context.log.notice(`Keys without an activation date stand behind the new one, and are used when no dated key is valid: ${kids}. The run after the new key's time checks which one is active.`);
    }
    async #rotate(keySetId, missing, standing, key, retired) {
        const { graph, urls, log } = this.#context;
        let id = keySetId;
        let createdAt;
        if (missing) {
            id = await (0,key_sets/* createKeySet */.Ap)(graph, urls, keySetId);
            createdAt = graph.network.clock.now();
            log.step(`Created key set ${id}.`);
        }
        this.#journal.reached("A key may have been added; the next run finds it staged and leaves it at that.");
        const added = await (0,key_sets/* addKeyToSet */._v)(graph, urls, { ...key, keySetId: id, createdAt });
        log.step(`Added key ${added.kid}, active from ${(0,iso_time/* isoSeconds */.n)(key.fingerprint.nbf ?? this.#now)}.`);
        await this.#readBack(id, added.kid);
        const gone = await this.#disableLeaked(id, added);
        const { nbf, exp } = key.fingerprint;
        return this.#report(id, standing, { kind: "rotated", added: { ...added, nbf: added.nbf ?? nbf, exp: added.exp ?? exp } }, [...retired, ...gone]);
    }
    async #readBack(keySetId, kid) {
        const { graph, urls, log } = this.#context;
        for (const pause of READ_BACK_PAUSES_MS) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
            const key = set?.keys.find((candidate) => candidate.kid === kid);
            if (key === undefined)
                continue;
            // The documentation says of uploaded keys that they are off until somebody switches them on.
            if (key.status === "disabled")
                await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status: "enabled" });
            return;
        }
        log.warning(`The key set does not show key ${kid} yet: look again in some minutes.`);
    }
    /** Only once its successor is the active one. */
    async #disableLeaked(keySetId, added) {
        const { emergencyKeyId } = this.#rotation;
        if (emergencyKeyId === undefined)
            return [];
        const { graph, urls, log } = this.#context;
        this.#journal.reached(`The new key ${added.kid} is there; the leaked key ${emergencyKeyId} may still be enabled: run the emergency again.`);
        for (const pause of READ_BACK_PAUSES_MS) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const active = await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
            if (active?.kid !== added.kid)
                continue;
            await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid: emergencyKeyId, status: "disabled" });
            log.step(`Disabled the leaked key ${emergencyKeyId}.`);
            return [emergencyKeyId];
        }
        throw new errors/* ActionError */.l({
            code: "wrong-key-active",
            blame: "service",
            what: `The new key ${added.kid} was added, and did not become active: the leaked key ${emergencyKeyId} is still enabled.`,
            remedy: "Look which key is active (get-active-key), and disable the leaked one with disable-key as soon as the new one is.",
        });
    }
    async #disable(keySetId, kids) {
        const { graph, urls, log } = this.#context;
        for (const kid of kids) {
            await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status: "disabled" });
            log.step(`Disabled key ${kid}.`);
        }
        return kids;
    }
    #dryRun(keySetId, standing, missing, key, why, retire) {
        const { urls } = this.#context;
        const planned = retire.map((kid) => ({
            method: "PATCH",
            url: urls.keySet(keySetId, "keys_v2", kid),
            body: { status: "disabled" },
        }));
        if (key !== undefined) {
            if (missing)
                planned.push({ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } });
            planned.push({ method: "POST", url: urls.keySet(keySetId, key.action), body: key.body });
        }
        return { ...this.#report(keySetId, standing, { kind: "dry-run", why }, []), planned };
    }
    #report(keySetId, standing, outcome, retired) {
        const { threshold, validitySeconds } = this.#rotation.rules;
        // After a rotation the new key is the one that ends last.
        const { dueFrom } = outcome.kind === "rotated"
            ? sortKeySet([...standing.all, outcome.added], threshold, validitySeconds, this.#now)
            : standing;
        return keySetResult({
            operation: this.#rotation.operation,
            keySetId,
            standing,
            outcome,
            retired,
            dueInDays: dueFrom === undefined ? undefined : (0,due/* daysUntil */.AQ)(dueFrom, this.#now),
        });
    }
}
function refuseOtherType({ all }, kty) {
    const other = all.find((key) => key.kty !== undefined && key.kty !== kty);
    if (other === undefined)
        return;
    throw (0,errors/* inputError */.X)("key-type", `the key set holds ${other.kty ?? ""} keys, and one of type ${kty} does not go with them.`, "A key set holds keys of one type: use another key set.");
}
/** Between the old key's end and the new one's beginning a policy would have no key at all. */
function refuseGap({ endsLast, undated }, nbf, lead, now) {
    if (lead === 0 || endsLast?.exp === undefined || nbf <= endsLast.exp)
        return;
    const ended = endsLast.exp <= now;
    // A key without dates bridges what the dated ones leave open; but an outage is not prolonged.
    if (undated.length > 0 && !ended)
        return;
    throw (0,errors/* inputError */.X)("lead", ended
        ? `the last dated key ended ${(0,iso_time/* isoSeconds */.n)(endsLast.exp)}, and a new one would begin only ${(0,iso_time/* isoSeconds */.n)(nbf)}.`
        : `the last dated key ends ${(0,iso_time/* isoSeconds */.n)(endsLast.exp)}, before the new one would begin (${(0,iso_time/* isoSeconds */.n)(nbf)}): a gap without a key.`, "Use `lead: 0d`, or rotate earlier (rotate-before).");
}


/***/ })

};
