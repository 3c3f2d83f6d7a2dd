export const id = 271;
export const ids = [271];
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

/***/ 5994:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ openPublicCertificate)
/* harmony export */ });
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(793);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5798);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3827);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4152);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6566);





/**
 * The certificate to upload: PEM, base64 DER, or base64 PFX. A private key that comes along is
 * masked and only used to choose the right certificate; an encrypted PEM key without password
 * is left alone.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password of a PFX, not RSA, below
 * 2048 bits, only a private key, several certificates and no key to choose by) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPublicCertificate(input, masker) {
    const found = await (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .openMaterial */ .s)(input, masker, "optional");
    const { certificate, warnings } = choose(input, found);
    const tooLarge = (0,_private_key_js__WEBPACK_IMPORTED_MODULE_3__/* .assertRsa */ .rO)(input.name, (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .publicKeyOf */ .kc)(input.name, certificate));
    return {
        certificate: {
            certificate,
            thumbprint: (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .thumbprintOf */ .rK)(certificate),
            pfx: found.pfx === undefined ? undefined : new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh(found.pfx.toString("base64"), input.name),
            privateKey: found.privateKey,
        },
        warnings: [...found.warnings, ...warnings, ...tooLarge],
    };
}
function choose({ name, passwordName }, { certificates, privateKey, lockedKey }) {
    const [certificate, second] = certificates;
    if (certificate === undefined) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "holds a PRIVATE KEY and no certificate.", "Give the public certificate (BEGIN CERTIFICATE) that was issued for this key; the key is not needed here.");
    }
    if (privateKey !== undefined)
        return (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .certificateOfKey */ .CA)(name, privateKey, certificates);
    if (second === undefined)
        return { certificate, warnings: [] };
    throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, `${String(certificates.length)} certificates and no private key to choose by: ${(0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .subjects */ .yo)(certificates)}.`, lockedKey
        ? `Give only the one to upload, or set \`${passwordName}\` so that its key can be read.`
        : "Give only the one to upload.");
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

/***/ 271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadCertificate: () => (/* binding */ uploadCertificate)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3750);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);
/* harmony import */ var _material_public_certificate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5994);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(331);
/* harmony import */ var _add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1680);






/** Puts a public certificate into a key set: `POST /beta/trustFramework/keySets/{id}/uploadCertificate`. */
const uploadCertificate = {
    name: "upload-certificate",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_4__/* .WRITE_KEY_SETS */ .cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        const target = (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, endpoints, log);
        const { certificate, warnings } = await (0,_material_public_certificate_js__WEBPACK_IMPORTED_MODULE_3__/* .openPublicCertificate */ .h)({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give the certificate: PEM, base64 DER, or base64 PFX."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNotExpired */ .Hj)("certificate", certificate.certificate, nowMs);
        if (certificate.privateKey !== undefined) {
            log.notice("certificate: holds a private key, which is not sent. A key that signs or decrypts is uploaded with upload-pkcs12.");
        }
        return {
            operation: "upload-certificate",
            target,
            certificate,
            createKeySet: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "create-key-set"),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { certificate, thumbprint } = config.certificate;
        return (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__/* .addToKeySet */ .O)({
            ...config,
            done: `Uploaded certificate ${thumbprint}`,
            would: `upload certificate ${thumbprint}`,
            action: "uploadCertificate",
            // Standard base64 with padding, of the whole certificate.
            body: { key: certificate.raw.toString("base64") },
            fingerprint: (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__/* .certificateFingerprint */ .g)(certificate),
            readsFirst: true,
        }, context);
    },
};


/***/ })

};
