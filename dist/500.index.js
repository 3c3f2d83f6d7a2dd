export const id = 500;
export const ids = [500];
export const modules = {

/***/ 6500:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CertificateCredentials: () => (/* binding */ CertificateCredentials)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
// EXTERNAL MODULE: ./src/rotation/certificate-standing.ts
var certificate_standing = __webpack_require__(8766);
// EXTERNAL MODULE: ./src/graph/objects.ts
var objects = __webpack_require__(1828);
// EXTERNAL MODULE: ./src/graph/refused.ts
var refused = __webpack_require__(4332);
;// CONCATENATED MODULE: ./src/rotation/certificate-writes.ts




/** Reads lag some 20 s behind a write; a minute is patient. */
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000, 20_000];
/** The new key's proof may reach a replica that does not know it yet. */
const NEW_SIGNER_PAUSES_MS = [0, 10_000, 20_000, 30_000];
async function addCertificate(rotation, signer, pair, displayName, context) {
    const { graph, urls } = context;
    try {
        const added = await (0,objects/* addKey */.Fx)(graph, urls, {
            target: rotation.target,
            doing: `add certificate ${pair.thumbprint} to ${(0,object_access/* describeTarget */.ff)(rotation.target)}`,
            body: addKeyBody(pair, displayName),
            proof: () => proofBody(signer, context),
            thumbprint: pair.thumbprint,
            explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, rotation.target, rotation.proof, context),
        });
        return { keyId: added.keyId, uncertain: false, byEarlierRun: false };
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l && error.code === "outcome-unknown")
            return { keyId: undefined, uncertain: true, byEarlierRun: false };
        throw error;
    }
}
function addKeyBody(pair, displayName) {
    return {
        keyCredential: {
            type: "AsymmetricX509Cert",
            usage: "Verify",
            key: pair.certificate.raw.toString("base64"),
            displayName,
        },
        passwordCredential: null,
    };
}
/**
 * Waits until the directory shows the new certificate. A reading that shows it shows every
 * key that was added before it, too: what an old replica had kept from this run's first look.
 *
 * @returns `undefined` where it is not shown within a minute
 */
async function readBack(rotation, thumbprint, context) {
    const { graph, urls } = context;
    for (const pause of READ_BACK_PAUSES_MS) {
        if (pause > 0)
            await graph.network.limits.wait(pause);
        try {
            const object = await (0,objects/* readObject */.Ag)(graph, urls, rotation.target);
            if (object.keyCredentials.some((credential) => credential.thumbprint === thumbprint))
                return object;
        }
        catch (error) {
            if (!(error instanceof refused/* GraphRefused */.p) && !(error instanceof errors/* ActionError */.l && error.code === "unreachable"))
                throw error;
        }
    }
    return undefined;
}
/** Removes one key, signed by another one that stays. */
async function removeCertificate(rotation, signer, keyId, readable, context) {
    const { graph, urls } = context;
    await (0,objects/* removeKey */.yE)(graph, urls, {
        target: rotation.target,
        keyId,
        doing: `remove key ${keyId} from ${(0,object_access/* describeTarget */.ff)(rotation.target)}`,
        readable,
        proof: () => proofBody(signer, context),
        explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, rotation.target, { pair: signer.pair, issuer: signer.issuer }, context),
    });
}
/** The same with a key that was added a moment ago: a replica may not know it yet. */
async function removeWithNewKey(rotation, signer, keyId, readable, context) {
    let last;
    for (const pause of NEW_SIGNER_PAUSES_MS) {
        if (pause > 0)
            await context.graph.network.limits.wait(pause);
        try {
            await removeCertificate(rotation, signer, keyId, readable, context);
            return;
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l) || error.code !== "proof-refused")
                throw error;
            last = error;
        }
    }
    if (last !== undefined)
        throw last;
}
async function proofBody({ pair, issuer }, { prover }) {
    return { proof: await prover.prove(pair, issuer) };
}

// EXTERNAL MODULE: ./src/rotation/delivered-credential.ts + 2 modules
var delivered_credential = __webpack_require__(8968);
// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/fence.ts + 2 modules
var fence = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/rotation/mark.ts
var rotation_mark = __webpack_require__(8985);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/material/certificate.ts
var material_certificate = __webpack_require__(5798);
;// CONCATENATED MODULE: ./src/rotation/new-certificate.ts



const SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
/**
 * A new RSA key and its self-signed certificate. The private key exists in memory only, and is
 * masked before this returns.
 */
async function newCertificate(wanted) {
    const { privateKey, publicKey } = await wanted.makeRsaKeys(wanted.keySize);
    wanted.masker.privateKey(privateKey);
    const certificate = await selfSigned(wanted, privateKey, publicKey);
    assertUsable(certificate, privateKey, publicKey);
    return { privateKey, certificate, chain: [], thumbprint: (0,material_certificate/* thumbprintOf */.rK)(certificate) };
}
/**
 * node-forge writes the certificate, Node signs it: forge's own arithmetic takes a second for a
 * 4096-bit key, and would need the private key in its own form, which nobody masks.
 */
async function selfSigned({ commonName, notBefore, validitySeconds }, privateKey, publicKey) {
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
    // Not in @types/node-forge.
    const pki = forge.pki;
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(publicKey.export({ type: "spki", format: "pem" }));
    certificate.serialNumber = serialNumber();
    certificate.validity.notBefore = new Date(notBefore * 1000);
    certificate.validity.notAfter = new Date((notBefore + validitySeconds) * 1000);
    const name = [
        {
            name: "commonName",
            value: commonName,
            valueTagClass: forge.asn1.Type.UTF8,
        },
    ];
    certificate.setSubject(name);
    certificate.setIssuer(name);
    certificate.setExtensions([
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, critical: true },
        { name: "extKeyUsage", clientAuth: true },
        { name: "subjectKeyIdentifier" },
    ]);
    certificate.signatureOid = SHA256_WITH_RSA;
    certificate.siginfo.algorithmOid = SHA256_WITH_RSA;
    certificate.tbsCertificate = pki.getTBSCertificate(certificate);
    const body = Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), "latin1");
    certificate.signature = (0,external_node_crypto_.sign)("sha256", body, privateKey).toString("latin1");
    const der = forge.asn1.toDer(pki.certificateToAsn1(certificate)).getBytes();
    return new external_node_crypto_.X509Certificate(Buffer.from(der, "latin1"));
}
/** 16 bytes, positive, and without a leading zero that DER would not allow. */
function serialNumber() {
    const bytes = (0,external_node_crypto_.randomBytes)(16);
    bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
    return bytes.toString("hex");
}
/** Before anything is sent: a credential that does not sign would be found out only by the service. */
function assertUsable(certificate, privateKey, publicKey) {
    if (certificate.verify(publicKey) && certificate.checkPrivateKey(privateKey))
        return;
    throw new errors/* ActionError */.l({
        code: "internal-error",
        blame: "internal",
        what: "The certificate that was just made does not fit its key.",
        remedy: "Nothing was sent. Run the step again, and report it where it happens twice.",
    });
}

// EXTERNAL MODULE: ./src/rotation/password-standing.ts
var password_standing = __webpack_require__(630);
// EXTERNAL MODULE: ./src/rotation/target-client.ts
var target_client = __webpack_require__(825);
;// CONCATENATED MODULE: ./src/rotation/certificate-credentials.ts











/** Certificates: added and removed with proof of possession, delivered as a text that carries its state. */
class CertificateCredentials {
    word = "key";
    noun = "certificate";
    undelivered = "it is harmless";
    #rotation;
    #context;
    constructor(rotation, context) {
        this.#rotation = rotation;
        this.#context = context;
    }
    get contentType() {
        return this.#rotation.deliverAs.form === "pem" ? "application/x-pem-file" : "application/x-pkcs12";
    }
    async look(sinks) {
        const { proof, carried } = this.#rotation;
        const standing = await (0,certificate_standing/* readStanding */.ZY)(this.#rotation, this.#context);
        const { line, all } = standing;
        const object = standing.kind === "read" ? standing.object : undefined;
        const look = {
            line,
            all,
            others: object === undefined ? [] : (0,password_standing/* passwordCandidates */.ES)(object),
            readable: object !== undefined,
            knowsLeftovers: true,
            currentKey: factsOf(proof.pair, line.current.keyId || undefined),
            carriedDeliveredAt: carried?.deliveredAt,
            dueFrom: this.#dueFrom(proof.pair),
            mustGo: undefined,
            issuer: await this.#issuer(standing),
            clientId: (0,target_client/* targetClientId */.A)(this.#rotation, object?.appId),
        };
        await (0,fence/* refuseStaleInput */.Y_)(this.#rotation, standing, sinks, this.#context);
        return look;
    }
    again = ({ line }) => {
        const { proof, carried } = this.#rotation;
        const { current, currentNumber } = line;
        return this.#write(proof.pair, currentNumber, current.keyId || undefined, carried?.previousKeyId);
    };
    async add(look, mark, attempted) {
        const { given, displayName, line } = this.#rotation;
        this.#refuseCurrentAsNew();
        const there = this.#givenThere(look);
        if (given !== undefined && there !== undefined) {
            const own = there.mark?.line === line ? there.mark : mark;
            return { ...madeOf(given, own, there.keyId), uncertain: false, byEarlierRun: true };
        }
        const pair = given ?? (await this.#make(mark));
        attempted(pair.thumbprint);
        const name = (0,rotation_mark/* markedDisplayName */.On)(mark, displayName);
        const added = await addCertificate(this.#rotation, this.#current(look), pair, name, this.#context);
        return { ...madeOf(pair, mark, added.keyId), uncertain: added.uncertain, byEarlierRun: false };
    }
    async lookAgain(look, { pair, shortId: own }, sinks) {
        if (!look.readable)
            return undefined;
        const object = await readBack(this.#rotation, pair.thumbprint, this.#context);
        if (object === undefined) {
            this.#context.log.warning("The directory does not show the new certificate after a minute; the token service decides.");
            return undefined;
        }
        const all = (0,certificate_standing/* candidatesOf */.kW)(object);
        return {
            keyId: all.find((candidate) => candidate.shortId === own)?.keyId,
            overtaken: (0,fence/* overtakenBy */.z2)(this.#rotation.line, own, all, look.line, look.all, sinks),
        };
    }
    deliverable(look, made) {
        return this.#write(made.pair, made.mark.number, made.keyId, look.line.current.keyId || undefined);
    }
    delivered() {
        return Promise.resolve();
    }
    remove(look, keyId) {
        return removeCertificate(this.#rotation, this.#current(look), keyId, look.readable, this.#context);
    }
    removeLeaked(look, keyId, made) {
        const signer = { ...this.#current(look), ...(made === undefined ? {} : { pair: made.pair }) };
        return removeWithNewKey(this.#rotation, signer, keyId, look.readable, this.#context);
    }
    async takeBack(look, { keyId, byEarlierRun }) {
        if (byEarlierRun)
            return `Key ${keyId ?? ""}, which an earlier run has added, stays on the object.`;
        if (keyId === undefined)
            return "Its key id is not known, so it stays on the object, undelivered.";
        try {
            await this.remove(look, keyId);
            return `The new key ${keyId} was removed again.`;
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l))
                throw error;
            return `The new key ${keyId} could not be removed again (${error.what}); it stays on the object, undelivered.`;
        }
    }
    planned(_look, mark, remove, adds) {
        const { urls } = this.#context;
        const { target, given, proof, displayName } = this.#rotation;
        const name = (0,rotation_mark/* markedDisplayName */.On)(mark, displayName);
        const newKey = {
            type: "AsymmetricX509Cert",
            usage: "Verify",
            key: "<new certificate>",
            displayName: name,
        };
        const body = given === undefined ? { keyCredential: newKey, passwordCredential: null } : addKeyBody(given, name);
        const signed = `<proof of possession by ${proof.pair.thumbprint}>`;
        const add = { method: "POST", url: urls.object(target, "addKey"), body: { ...body, proof: signed } };
        return [
            ...remove.map((keyId) => ({
                method: "POST",
                url: urls.object(target, "removeKey"),
                body: { keyId, proof: signed },
            })),
            ...(adds ? [add] : []),
        ];
    }
    #current({ issuer }) {
        return { pair: this.#rotation.proof.pair, issuer };
    }
    /** What the read has shown already is not asked for again. */
    async #issuer(standing) {
        const { proof, target } = this.#rotation;
        const read = standing.kind === "read" && target.objectId === undefined ? standing.object.objectId : undefined;
        return proof.issuer ?? read ?? (0,object_access/* proofIssuer */.GT)(target, this.#context);
    }
    #dueFrom({ certificate }) {
        const from = Math.floor(certificate.validFromDate.getTime() / 1000);
        const to = Math.floor(certificate.validToDate.getTime() / 1000);
        return (0,due/* dueFrom */.ds)(this.#rotation.rules.threshold, from, to) ?? to;
    }
    #refuseCurrentAsNew() {
        const { given, proof } = this.#rotation;
        if (given?.thumbprint !== proof.pair.thumbprint)
            return;
        throw (0,errors/* inputError */.X)("certificate", "is the current certificate itself, and a new one is needed now.", "Give a new pair, or leave it out to have one made.");
    }
    /** The given pair is on the object already: an earlier run was interrupted after adding it. */
    #givenThere({ all }) {
        const { given } = this.#rotation;
        const own = given === undefined ? undefined : (0,rotation_mark/* shortId */.m_)(given.thumbprint);
        return all.find((candidate) => candidate.shortId === own);
    }
    #make(mark) {
        const { keySize, rules } = this.#rotation;
        const { masker, makeRsaKeys } = this.#context;
        return newCertificate({
            commonName: (0,rotation_mark/* writeMark */.Lx)(mark),
            keySize,
            notBefore: this.#now - certificate_standing/* BACKDATE_SECONDS */.M3,
            validitySeconds: rules.validitySeconds + certificate_standing/* BACKDATE_SECONDS */.M3,
            masker,
            makeRsaKeys,
        });
    }
    #write(pair, number, keyId, previousKeyId) {
        const { line, sinks, deliverAs } = this.#rotation;
        // A file is a hand-over: it starts no overlap, so its text names no time of delivery.
        const delivers = sinks.targets.some(({ kind }) => kind !== "file");
        const state = { line, number, keyId, previousKeyId, deliveredAt: delivers ? this.#now : undefined };
        return (0,delivered_credential/* writeDelivered */.K)(pair, state, deliverAs, this.#context.masker);
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
}
function madeOf(pair, mark, keyId) {
    return {
        pair,
        mark,
        keyId,
        name: pair.thumbprint,
        shortId: (0,rotation_mark/* shortId */.m_)(pair.thumbprint),
        key: factsOf(pair, keyId),
        credential: { kind: "certificate", pair },
    };
}
function factsOf({ certificate, thumbprint }, keyId) {
    return {
        keyId,
        thumbprint,
        notBefore: Math.floor(certificate.validFromDate.getTime() / 1000),
        expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
    };
}


/***/ }),

/***/ 8766:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M3: () => (/* binding */ BACKDATE_SECONDS),
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   kW: () => (/* binding */ candidatesOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4332);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8614);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(331);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8985);








/** A certificate that we make is valid from five minutes before its birth: clocks differ. */
const BACKDATE_SECONDS = 300;
/** The current certificate's entry may be younger than a replica. */
const LOOK_PAUSES_MS = [10_000, 20_000];
/**
 * Reads the object and finds the run's own certificate on it. Only a 403 selects the tier
 * without reading; everything else that is no answer ends the run.
 */
async function readStanding(rotation, context) {
    const { graph, urls } = context;
    const { thumbprint } = rotation.proof.pair;
    try {
        for (const pause of [0, ...LOOK_PAUSES_MS]) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const object = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .readObject */ .Ag)(graph, urls, rotation.target);
            const standing = sortObject(object, rotation, Math.floor(graph.network.serviceClock.now() / 1000));
            if (standing !== undefined)
                return standing;
        }
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .GraphRefused */ .p))
            throw error;
        if (error.isForbidden)
            return unreadable(rotation);
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(error, `read ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__/* .describeTarget */ .ff)(rotation.target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_OBJECTS */ .Yc);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "current-credential-missing",
        blame: "input",
        what: `The current certificate (${thumbprint}) is not on ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__/* .describeTarget */ .ff)(rotation.target)}.`,
        why: "It was removed, or it belongs to another object.",
        remedy: 'Give the certificate that stands on the object today. If none is valid any more, add one by hand (docs/rotation.md, "The way in").',
    });
}
function sortObject(object, rotation, nowSeconds) {
    const all = candidatesOf(object);
    const own = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(rotation.proof.pair.thumbprint);
    const listed = all.find((candidate) => candidate.shortId === own);
    if (listed === undefined)
        return undefined;
    const current = withCarried(listed, rotation);
    return { kind: "read", object, all, line: (0,_line_js__WEBPACK_IMPORTED_MODULE_7__/* .sortLine */ .Zf)(rotation.line, current, all, nowSeconds) };
}
function candidatesOf(object) {
    return object.keyCredentials.flatMap((credential) => candidateOf(credential));
}
/**
 * The current certificate, with what its own text says where the certificate does not: a pair
 * of the user's own bears no mark in its subject, and its dates do not tell when it came here.
 */
function withCarried(listed, { proof, carried, line: name }) {
    const state = carried?.line === name ? carried : undefined;
    if (state === undefined || bearsMark(proof.pair.certificate))
        return listed;
    return {
        ...listed,
        mark: listed.mark ?? carriedMark(state),
        bornAt: bornBefore(state.deliveredAt) ?? listed.bornAt,
    };
}
function carriedMark({ line, number, previousKeyId }) {
    return { line, number, predecessor: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(previousKeyId ?? "") };
}
/** It takes longer than that to prove a certificate, so it was there before it was delivered. */
const SHORTEST_PROOF_SECONDS = 10;
function bornBefore(deliveredAt) {
    return deliveredAt === undefined ? undefined : deliveredAt - SHORTEST_PROOF_SECONDS;
}
function bearsMark({ subject }) {
    return (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(commonNameIn(subject)) !== undefined;
}
function candidateOf(credential) {
    const { keyId, thumbprint, displayName, notBefore, expiresOn } = credential;
    if (keyId === undefined)
        return [];
    const commonName = commonNameOf(credential.certificate);
    const mark = (0,_line_js__WEBPACK_IMPORTED_MODULE_7__/* .markOf */ .Fg)(commonName, displayName);
    const madeByUs = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(commonName) !== undefined;
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(thumbprint ?? keyId),
            mark,
            bornAt: bornAt(notBefore, madeByUs, mark),
            expiresOn,
        },
    ];
}
/** A pair of the user's own bears our mark, but its dates do not tell when it came here. */
function bornAt(notBefore, madeByUs, mark) {
    if (notBefore === undefined)
        return undefined;
    if (madeByUs)
        return notBefore + BACKDATE_SECONDS;
    return mark === undefined ? notBefore : undefined;
}
function commonNameOf(base64) {
    if (base64 === undefined)
        return undefined;
    try {
        const { subject } = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(Buffer.from(base64, "base64"));
        return commonNameIn(subject);
    }
    catch {
        // Somebody else's entry of another kind: it is foreign, and that is all we need to know.
        return undefined;
    }
}
function commonNameIn(subject) {
    return /^CN=(.*)$/m.exec(subject)?.[1];
}
/** From the input's explanatory lines alone: the current key, and the one before it. */
function unreadable({ proof, carried, line: name }) {
    const state = carried?.line === name ? carried : undefined;
    const { certificate, thumbprint } = proof.pair;
    const startsAt = Math.floor(certificate.validFromDate.getTime() / 1000);
    const bornAt = bearsMark(certificate)
        ? startsAt + BACKDATE_SECONDS
        : (bornBefore(state?.deliveredAt) ?? startsAt);
    const current = {
        keyId: state?.keyId ?? "",
        shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(thumbprint),
        mark: state === undefined ? undefined : carriedMark(state),
        bornAt: state === undefined ? undefined : bornAt,
        expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
    };
    const previous = state?.previousKeyId === undefined || state.keyId === undefined
        ? []
        : [
            {
                keyId: state.previousKeyId,
                shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(state.previousKeyId),
                mark: undefined,
                bornAt: undefined,
                expiresOn: undefined,
            },
        ];
    const number = state?.number ?? 0;
    return {
        kind: "unreadable",
        all: [current, ...previous],
        line: {
            current,
            currentNumber: number,
            older: number > 1 ? previous : [],
            newer: [],
            // The first of the line succeeded a key that was not ours.
            initial: number === 1 ? previous[0] : undefined,
            nextNumber: number + 1,
        },
    };
}


/***/ }),

/***/ 630:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ passwordCandidates),
/* harmony export */   Ed: () => (/* binding */ PASSWORD_BACKDATE_SECONDS),
/* harmony export */   V0: () => (/* binding */ sortPasswords),
/* harmony export */   xQ: () => (/* binding */ readPasswords)
/* harmony export */ });
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4332);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8614);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(793);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8985);







/** What we make starts five minutes before its birth: clocks differ. */
const PASSWORD_BACKDATE_SECONDS = 300;
/** Graph shows the first three characters of a secret, and nothing else of it. */
const HINT_LENGTH = 3;
async function readPasswords(rotation, context) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_0__/* .readObject */ .Ag)(context.graph, context.urls, rotation.target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .GraphRefused */ .p))
            throw error;
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .explainRefusal */ .G)(error, `read ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(rotation.target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc, {
            remedy: "Rotating passwords needs to read the object: a secret's text does not say which one it is.",
        });
    }
}
/** @param opensToken whether the token service accepts the input as the target's secret */
function sortPasswords(object, rotation, opensToken, nowSeconds) {
    const all = passwordCandidates(object);
    const hint = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(rotation.currentSecret).slice(0, HINT_LENGTH);
    const alive = object.passwordCredentials.filter(({ expiresOn }) => (expiresOn ?? Infinity) > nowSeconds);
    const matching = alive
        .filter((credential) => credential.hint === hint)
        .sort((left, right) => (left.expiresOn ?? Infinity) - (right.expiresOn ?? Infinity));
    const only = matching.length === 1 ? all.find(({ keyId }) => keyId === matching[0]?.keyId) : undefined;
    const known = opensToken && only !== undefined;
    return {
        object,
        all,
        matching,
        current: known ? "known" : opensToken ? "ambiguous" : "refused",
        line: (0,_line_js__WEBPACK_IMPORTED_MODULE_5__/* .sortLine */ .Zf)(rotation.line, known ? only : NOBODY, all, nowSeconds),
    };
}
function passwordCandidates(object) {
    return object.passwordCredentials.flatMap((credential) => candidateOf(credential));
}
/** Stands for a current password that nobody can name: nothing is older than it. */
const NOBODY = {
    keyId: "",
    shortId: "0".repeat(16),
    mark: undefined,
    bornAt: undefined,
    expiresOn: undefined,
};
function candidateOf({ keyId, displayName, notBefore, expiresOn }) {
    if (keyId === undefined)
        return [];
    const mark = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(displayName);
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(keyId),
            mark,
            bornAt: notBefore === undefined
                ? undefined
                : notBefore + (mark === undefined ? 0 : PASSWORD_BACKDATE_SECONDS),
            expiresOn,
        },
    ];
}


/***/ })

};
