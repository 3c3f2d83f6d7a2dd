export const id = 639;
export const ids = [639,71];
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

/***/ 1075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hg: () => (/* binding */ bagsOf),
/* harmony export */   Rc: () => (/* binding */ WrongPfxPassword),
/* harmony export */   ap: () => (/* binding */ UnsupportedPfx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2329);


class WrongPfxPassword extends Error {
}
/** The message names the feature. */
class UnsupportedPfx extends Error {
}
const oids = {
    data: "1.2.840.113549.1.7.1",
    encryptedData: "1.2.840.113549.1.7.6",
    keyBag: "1.2.840.113549.1.12.10.1.1",
    shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
    certBag: "1.2.840.113549.1.12.10.1.3",
    safeContentsBag: "1.2.840.113549.1.12.10.1.6",
    x509Certificate: "1.2.840.113549.1.9.22.1",
    friendlyName: "1.2.840.113549.1.9.20",
    pbes2: "1.2.840.113549.1.5.13",
    pbkdf2: "1.2.840.113549.1.5.12",
    pbe3des: "1.2.840.113549.1.12.1.3",
    pbeRc2: "1.2.840.113549.1.12.1.6",
    sha1: "1.3.14.3.2.26",
};
const prfs = {
    "1.2.840.113549.2.7": "sha1",
    "1.2.840.113549.2.8": "sha224",
    "1.2.840.113549.2.9": "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
};
const ciphers = {
    "2.16.840.1.101.3.4.1.2": ["aes-128-cbc", 16],
    "2.16.840.1.101.3.4.1.22": ["aes-192-cbc", 24],
    "2.16.840.1.101.3.4.1.42": ["aes-256-cbc", 32],
    "1.2.840.113549.3.7": ["des-ede3-cbc", 24],
};
/**
 * Walks the file without looking at its MAC, which the caller has had verified.
 *
 * Of node-forge this takes ASN.1 (BER too) and the two old ciphers. Its own `pkcs12FromAsn1`
 * gives EC keys as raw ASN.1, takes only Latin-1 passwords with PBES2, and derives keys in
 * JavaScript. Loaded lazily: most runs have no PFX.
 *
 * What it costs is counted before anything is derived, also behind the encryption.
 *
 * Throws {@link WrongPfxPassword}, {@link UnsupportedPfx}, {@link UnaffordableDerivation}, or
 * anything else for damaged bytes.
 */
async function bagsOf(pfx, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
    return new PfxReader(forge, password).read(pfx);
}
class PfxReader {
    #forge;
    #password;
    #costs = new _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .DerivationCosts */ .gI();
    #bags = { keys: [], certificates: [], friendlyNames: [], isLegacy: true };
    constructor(forge, password) {
        this.#forge = forge;
        this.#password = password;
    }
    read(pfx) {
        this.#costs.add(pfx);
        const [, authSafe, mac] = children(this.#parse(pfx));
        const [type, content] = children(authSafe);
        if (this.#oid(type) !== oids.data)
            throw new UnsupportedPfx("protection by public key");
        for (const info of children(this.#parse(octets(first(content)))))
            this.#contentInfo(info);
        if (mac === undefined || this.#oid(first(first(first(mac)))) !== oids.sha1)
            this.#bags.isLegacy = false;
        return this.#bags;
    }
    #contentInfo(info) {
        const [type, content] = children(info);
        const kind = this.#oid(type);
        if (kind === oids.data) {
            this.#safeContents(this.#parse(octets(first(content))));
            return;
        }
        if (kind !== oids.encryptedData)
            throw new UnsupportedPfx("protection by public key");
        const [, encrypted] = children(first(content));
        const [, algorithm, ciphertext] = children(encrypted);
        this.#safeContents(this.#decrypt(algorithm, octets(ciphertext)));
    }
    #safeContents(contents) {
        for (const bag of children(contents)) {
            const [type, wrapped, attributes] = children(bag);
            if (attributes !== undefined)
                this.#attributes(attributes);
            const value = first(wrapped);
            const kind = this.#oid(type);
            if (kind === oids.keyBag) {
                this.#bags.keys.push(this.#der(value));
                this.#bags.isLegacy = false;
            }
            if (kind === oids.safeContentsBag)
                this.#safeContents(value);
            if (kind === oids.shroudedKeyBag) {
                const [algorithm, ciphertext] = children(value);
                this.#bags.keys.push(this.#der(this.#decrypt(algorithm, octets(ciphertext))));
            }
            if (kind === oids.certBag) {
                const [certType, cert] = children(value);
                if (this.#oid(certType) === oids.x509Certificate)
                    this.#bags.certificates.push(octets(first(cert)));
            }
        }
    }
    #attributes(attributes) {
        for (const attribute of children(attributes)) {
            const [type, values] = children(attribute);
            if (this.#oid(type) !== oids.friendlyName)
                continue;
            // forge has decoded the BMPString.
            const name = first(values).value;
            if (typeof name === "string")
                this.#bags.friendlyNames.push(name);
        }
    }
    #decrypt(algorithm, ciphertext) {
        const [type, parameters] = children(algorithm);
        const kind = this.#oid(type);
        if (parameters === undefined)
            throw new Error("no parameters");
        if (kind === oids.pbes2) {
            this.#bags.isLegacy = false;
            return this.#opened(() => this.#pbes2(parameters, ciphertext));
        }
        if (kind !== oids.pbe3des && kind !== oids.pbeRc2)
            throw new UnsupportedPfx(`encryption ${kind}`);
        try {
            return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, this.#password));
        }
        catch (cause) {
            if (this.#password !== "")
                throw cause;
            // No password at all derives another key than an empty one, and tools write both.
            return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, null));
        }
    }
    /** Right padding alone proves nothing: one wrong password of 256 has it. The plaintext must be DER. */
    #opened(decrypt) {
        try {
            const opened = decrypt();
            this.#costs.add(opened);
            return this.#parse(opened);
        }
        catch (cause) {
            if (cause instanceof UnsupportedPfx || cause instanceof _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .UnaffordableDerivation */ .$n)
                throw cause;
            throw new WrongPfxPassword("wrong password", { cause });
        }
    }
    #pbes2(parameters, ciphertext) {
        const [kdf, scheme] = children(parameters);
        const [kdfType, kdfParameters] = children(kdf);
        if (this.#oid(kdfType) !== oids.pbkdf2)
            throw new UnsupportedPfx(`key derivation ${this.#oid(kdfType)}`);
        const [salt, iterations, ...optional] = children(kdfParameters);
        const prf = optional.find((one) => one.constructed);
        const prfOid = prf === undefined ? "1.2.840.113549.2.7" : this.#oid(children(prf)[0]);
        const [cipherType, iv] = children(scheme);
        const digest = prfs[prfOid];
        const [cipher, keyBytes] = ciphers[this.#oid(cipherType)] ?? [];
        if (digest === undefined || cipher === undefined || keyBytes === undefined) {
            throw new UnsupportedPfx(`encryption ${this.#oid(cipherType)} with ${prfOid}`);
        }
        const count = this.#forge.asn1.derToInteger(octets(iterations).toString("latin1"));
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.pbkdf2Sync)(Buffer.from(this.#password, "utf8"), octets(salt), count, keyBytes, digest);
        const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)(cipher, key, octets(iv));
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    }
    #pbeSha1(kind, parameters, ciphertext, password) {
        const { pki, util } = this.#forge;
        // Not in @types/node-forge. It turns the password into PKCS#12's UTF-16 by itself.
        const { pbe } = pki;
        const cipher = pbe.getCipher(kind, parameters, password);
        cipher.update(util.createBuffer(ciphertext.toString("latin1")));
        if (!cipher.finish())
            throw new WrongPfxPassword("wrong password");
        return Buffer.from(cipher.output.getBytes(), "latin1");
    }
    #parse(bytes) {
        return this.#forge.asn1.fromDer(bytes.toString("latin1"));
    }
    #der(value) {
        return Buffer.from(this.#forge.asn1.toDer(value).getBytes(), "latin1");
    }
    #oid(value) {
        return this.#forge.asn1.derToOid(octets(value).toString("latin1"));
    }
}
function children(value) {
    if (value === undefined || typeof value.value === "string")
        throw new Error("not constructed");
    return value.value;
}
function first(value) {
    const [only] = children(value);
    if (only === undefined)
        throw new Error("empty");
    return only;
}
/** Contents of a primitive; BER may have cut an octet string into several. */
function octets(value) {
    if (value === undefined)
        throw new Error("missing");
    if (typeof value.value === "string")
        return Buffer.from(value.value, "latin1");
    return Buffer.concat(value.value.map(octets));
}


/***/ }),

/***/ 9071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openPfx: () => (/* binding */ openPfx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1692);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2329);
/* harmony import */ var _password_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3784);
/* harmony import */ var _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6566);







/**
 * Reads a PKCS#12 file: PBES2 with AES or 3DES, PBE-SHA1-3DES, RC2-40, or unencrypted; with or
 * without MAC; passwords in any script. Not readable: public-key protected files, RC4, RC2-128.
 *
 * OpenSSL verifies MAC and password first, because only it knows every MAC (PBMAC1 too); the
 * structure is then read without looking at the MAC again. `undefined` and "" are both tried as
 * "no password", which PKCS#12 tells apart.
 *
 * Throws `key-material-invalid`: under `passwordName` for a wrong or missing password.
 */
async function openPfx(input, pfx, passwordName, password) {
    // First of all: it counts what the file will cost, which OpenSSL does not. What it cannot follow
    // is not handed to OpenSSL, because nobody would have counted what stands behind it.
    const read = await (0,_pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .bagsOf */ .Hg)(pfx, password ?? "").catch((cause) => ({ cause }));
    if ("cause" in read && read.cause instanceof _derivation_cost_js__WEBPACK_IMPORTED_MODULE_3__/* .UnaffordableDerivation */ .$n)
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .unaffordable */ .wP)(input, "the PFX", read.cause);
    if ("cause" in read && read.cause instanceof _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .UnsupportedPfx */ .ap) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, `the PFX uses ${read.cause.message}, which is not supported.`, "Re-export: `openssl pkcs12 -legacy -in a.pfx -nodes | openssl pkcs12 -export -out b.pfx`.");
    }
    if (passwordRefused(pfx, password))
        throw wrong(input, pfx, passwordName, password);
    if ("cause" in read) {
        // A file without MAC, or one that OpenSSL could not try (RC2-40), first fails here.
        if (read.cause instanceof _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .WrongPfxPassword */ .Rc)
            throw wrong(input, pfx, passwordName, password);
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, `the PFX is damaged: its ${String(pfx.length)} bytes begin like PKCS#12 and do not go on so.`, _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .storeUnchanged */ .nk);
    }
    return {
        privateKeys: read.keys.map((der) => keyOf(input, der)),
        certificates: read.certificates.map((der) => (0,_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .readCertificate */ .w$)(input, der)),
    };
}
function passwordRefused(pfx, passphrase) {
    try {
        (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.createSecureContext)(passphrase === undefined ? { pfx } : { pfx, passphrase });
        return false;
    }
    catch (cause) {
        // Only these two speak of the password. Everything else (no key in it, a weak key, a
        // certificate of another key, RC2) comes after the MAC was found right.
        const text = cause instanceof Error ? cause.message : "";
        return text.includes("mac verify failure") || text.includes("bad decrypt");
    }
}
function wrong(input, pfx, passwordName, password) {
    return (0,_password_js__WEBPACK_IMPORTED_MODULE_4__/* .wrongPassword */ .l)(passwordName, password, `the PFX in \`${input}\``, (candidate) => !passwordRefused(pfx, candidate));
}
function keyOf(input, der) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: der, format: "der", type: "pkcs8" });
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, "the private key in the PFX is damaged.", _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .storeUnchanged */ .nk);
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

/***/ 7639:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uploadPkcs12: () => (/* binding */ uploadPkcs12)
});

// EXTERNAL MODULE: ./src/config/target.ts + 1 modules
var config_target = __webpack_require__(2071);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
// EXTERNAL MODULE: ./src/material/certificate.ts
var certificate = __webpack_require__(5798);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/material/contents.ts
var contents = __webpack_require__(3827);
// EXTERNAL MODULE: ./src/material/key-pair.ts
var key_pair = __webpack_require__(3207);
// EXTERNAL MODULE: ./src/material/pfx-bags.ts
var pfx_bags = __webpack_require__(1075);
// EXTERNAL MODULE: ./src/material/pfx.ts
var material_pfx = __webpack_require__(9071);
// EXTERNAL MODULE: ./src/material/problem.ts
var problem = __webpack_require__(6566);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/material/repack.ts

/** As Windows and OpenSSL choose for this old form. */
const ITERATIONS = 2048;
const SALT_BYTES = 8;
const MAC_KEY_BYTES = 20;
/**
 * Writes a PKCS#12 file in the form that readers from before AES open: PBE-SHA1-3DES for key and
 * certificates, MAC with SHA-1. All in memory and in JavaScript: OpenSSL 3 has no writer in Node.
 *
 * The certificates stay the bytes that they are. node-forge's own `toPkcs12Asn1` would parse
 * them and write them anew, and refuses an EC certificate anywhere in the chain.
 */
async function packLegacyPfx(parts, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
    return new LegacyPfxWriter(forge, password).write(parts);
}
class LegacyPfxWriter {
    #forge;
    #oids;
    #password;
    constructor(forge, password) {
        this.#forge = forge;
        this.#oids = forge.pki.oids;
        this.#password = password;
    }
    write({ privateKey, certificate, chain, friendlyName }) {
        const attributes = this.#attributes(certificate, friendlyName);
        const key = privateKey.export({ type: "pkcs8", format: "der" });
        const keyBag = this.#bag("pkcs8ShroudedKeyBag", this.#encrypt(this.#parse(key)), attributes);
        const certificates = this.#sequence(this.#certificateBag(certificate, attributes), ...chain.map((one) => this.#certificateBag(one)));
        const safe = this.#sequence(this.#encryptedData(certificates), this.#data(this.#der(this.#sequence(keyBag))));
        const content = this.#der(safe);
        const file = this.#sequence(this.#integer(3), this.#data(content), this.#mac(content));
        return Buffer.from(this.#der(file), "latin1");
    }
    /** Binds key and certificate to each other: some readers go by nothing else. */
    #attributes(certificate, friendlyName) {
        const { asn1 } = this.#forge;
        const id = (0,external_node_crypto_.createHash)("sha1").update(certificate.raw).digest().toString("latin1");
        const name = friendlyName === undefined
            ? []
            : [this.#attribute("friendlyName", this.#primitive(asn1.Type.BMPSTRING, friendlyName))];
        return this.#set(this.#attribute("localKeyId", this.#octets(id)), ...name);
    }
    #attribute(type, value) {
        return this.#sequence(this.#oid(type), this.#set(value));
    }
    #certificateBag(certificate, attributes) {
        const value = this.#sequence(this.#oid("x509Certificate"), this.#tagged(this.#octets(certificate.raw.toString("latin1"))));
        return this.#bag("certBag", value, attributes);
    }
    #bag(type, value, attributes) {
        const rest = attributes === undefined ? [] : [attributes];
        return this.#sequence(this.#oid(type), this.#tagged(value), ...rest);
    }
    #data(content) {
        return this.#sequence(this.#oid("data"), this.#tagged(this.#octets(content)));
    }
    #encryptedData(content) {
        const { asn1 } = this.#forge;
        const [algorithm, ciphertext] = this.#encrypt(content).value;
        if (algorithm === undefined || ciphertext === undefined)
            throw new TypeError("no EncryptedPrivateKeyInfo");
        const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, ciphertext.value);
        return this.#sequence(this.#oid("encryptedData"), this.#tagged(this.#sequence(this.#integer(0), this.#sequence(this.#oid("data"), algorithm, implicit))));
    }
    /** EncryptedPrivateKeyInfo, whatever the content: algorithm and ciphertext. */
    #encrypt(content) {
        return this.#forge.pki.encryptPrivateKeyInfo(content, this.#password, {
            algorithm: "3des",
            count: ITERATIONS,
            saltSize: SALT_BYTES,
        });
    }
    #mac(content) {
        const { asn1, hmac, random, util } = this.#forge;
        const salt = random.getBytesSync(SALT_BYTES);
        // Not in @types/node-forge.
        const derivation = this.#forge.pkcs12;
        const purposeMac = 3;
        const key = derivation.generateKey(this.#password, util.createBuffer(salt), purposeMac, ITERATIONS, MAC_KEY_BYTES);
        const digest = hmac.create();
        digest.start("sha1", key);
        digest.update(content);
        const algorithm = this.#sequence(this.#oid("sha1"), this.#primitive(asn1.Type.NULL, ""));
        return this.#sequence(this.#sequence(algorithm, this.#octets(digest.digest().getBytes())), this.#octets(salt), this.#integer(ITERATIONS));
    }
    #sequence(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
    }
    #set(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, values);
    }
    /** `[0]`, which forge's types know as the universal tag of that number. */
    #tagged(value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
    }
    #primitive(type, value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, type, false, value);
    }
    #octets(value) {
        return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, value);
    }
    #integer(value) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes());
    }
    #oid(name) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.OID, asn1.oidToDer(this.#oids[name] ?? "").getBytes());
    }
    #parse(der) {
        return this.#forge.asn1.fromDer(der.toString("latin1"));
    }
    #der(value) {
        return this.#forge.asn1.toDer(value).getBytes();
    }
}

;// CONCATENATED MODULE: ./src/material/pkcs12.ts







/**
 * Opens the PFX to upload, whose private key goes along. Where it uses what Azure AD B2C cannot
 * read (AES, a MAC other than SHA-1; the service then says that the password is wrong) it is
 * re-packed in memory under the same password; what the service reads is kept byte for byte.
 *
 * Throws `input-missing`, `key-material-invalid` (no PFX, password, no key, not RSA, …) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPkcs12(input, masker) {
    const { name } = input;
    const found = await (0,contents/* openMaterial */.s)(input, masker, "optional");
    if (found.pfx === undefined) {
        throw (0,problem/* problem */.CC)(name, "must be a PFX here, and this is none.", "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`. For a public certificate alone use upload-certificate.");
    }
    const { pair, warnings } = (0,key_pair/* pairOf */.c)(name, found);
    const password = input.password === undefined ? "" : (0,secret/* reveal */._c)(input.password);
    const { isLegacy, friendlyNames } = await (0,pfx_bags/* bagsOf */.Hg)(found.pfx, password);
    const [friendlyName] = friendlyNames;
    const pfx = isLegacy ? found.pfx : await packLegacyPfx({ ...pair, friendlyName }, password);
    if (!isLegacy) {
        masker.bytes(pfx);
        await verify(input, pfx, password, pair);
    }
    return {
        pkcs12: {
            pair,
            pfx: new secret/* Secret */.zh(pfx.toString("base64"), name),
            password: new secret/* Secret */.zh(password, input.passwordName),
            repacked: !isLegacy,
        },
        warnings,
    };
}
/** Opens the new file as anybody would, OpenSSL's check of MAC and password included, before it is sent. */
async function verify({ name, passwordName }, pfx, password, pair) {
    const { privateKeys, certificates } = await (0,material_pfx.openPfx)(name, pfx, passwordName, password);
    const wanted = [pair.certificate, ...pair.chain];
    const same = privateKeys.length === 1 &&
        privateKeys[0]?.equals(pair.privateKey) === true &&
        certificates.length === wanted.length &&
        certificates.every((one, index) => one.raw.equals(wanted[index]?.raw ?? Buffer.alloc(0)));
    if (same)
        return;
    throw (0,problem/* problem */.CC)(name, "the PFX could not be re-packed with 3DES: the result was not the same key and certificates.", "This is a defect of this action: report it. Meanwhile export the PFX with `openssl pkcs12 -export -legacy`.");
}

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/operations/add-to-key-set.ts
var add_to_key_set = __webpack_require__(1680);
;// CONCATENATED MODULE: ./src/operations/upload-pkcs12.ts






/** Puts a certificate with its private key into a key set: `POST /beta/trustFramework/keySets/{id}/uploadPkcs12`. */
const uploadPkcs12 = {
    name: "upload-pkcs12",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        const target = (0,config_target/* parseKeySetTarget */.CS)(inputs, endpoints, log);
        const { pkcs12, warnings } = await openPkcs12({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give base64 of a PFX that holds key and certificate."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,certificate/* assertNotExpired */.Hj)("certificate", pkcs12.pair.certificate, nowMs);
        if (pkcs12.repacked) {
            log.notice("certificate: the PFX is protected in a newer way (AES, or a MAC other than SHA-1) than Azure AD B2C reads. It was re-packed with 3DES in memory: same key, certificates and password.");
        }
        return {
            operation: "upload-pkcs12",
            target,
            pkcs12,
            createKeySet: (0,values/* flag */.Jt)(inputs, "create-key-set"),
            dryRun: (0,values/* flag */.Jt)(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { pair, pfx, password } = config.pkcs12;
        const what = `the key and certificate ${pair.thumbprint}`;
        return (0,add_to_key_set/* addToKeySet */.O)({
            ...config,
            done: `Uploaded ${what}`,
            would: `upload ${what}`,
            action: "uploadPkcs12",
            // The parameter is sent even where the PFX has no password: it is not declared optional.
            body: { key: pfx, password },
            fingerprint: (0,add_to_key_set/* certificateFingerprint */.g)(pair.certificate),
            readsFirst: true,
        }, context);
    },
};


/***/ })

};
