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
// EXTERNAL MODULE: ./src/rotation/delivery-errors.ts
var delivery_errors = __webpack_require__(310);
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
/** A list that somebody has written back replicates too: one look at an old replica shows nothing. */
const STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000];
/**
 * Does the directory still show it? Believed to be gone after several looks without it.
 *
 * @returns `undefined` where no look came off
 */
async function showsStill(rotation, thumbprint, { graph, urls }) {
    let shown;
    for (const pause of STILL_THERE_PAUSES_MS) {
        if (pause > 0)
            await graph.network.limits.wait(pause);
        try {
            const object = await (0,objects/* readObject */.Ag)(graph, urls, rotation.target);
            shown = object.keyCredentials.some((credential) => credential.thumbprint === thumbprint);
        }
        catch (error) {
            if (!(error instanceof refused/* GraphRefused */.p) && !(error instanceof errors/* ActionError */.l && !(0,delivery_errors/* isStop */.jX)(error)))
                throw error;
        }
        if (shown === true)
            return true;
    }
    return shown;
}
/**
 * Removes one key, signed by another one that stays.
 *
 * @param ofThisRun the key was given to nobody: whatever the time, it may go
 */
async function removeCertificate(rotation, signer, keyId, readable, context, ofThisRun = false) {
    const { graph, urls } = context;
    return (0,objects/* removeKey */.yE)(graph, urls, {
        target: rotation.target,
        keyId,
        ofThisRun,
        doing: `remove key ${keyId} from ${(0,object_access/* describeTarget */.ff)(rotation.target)}`,
        readable,
        deniedIsGone: true,
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
            return await removeCertificate(rotation, signer, keyId, readable, context);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l) || error.code !== "proof-refused")
                throw error;
            last = error;
        }
    }
    throw last ?? new TypeError("no attempt was made");
}
async function proofBody({ pair, issuer }, { prover }) {
    return { proof: await prover.prove(pair, issuer) };
}

// EXTERNAL MODULE: ./src/rotation/delivered-credential.ts + 2 modules
var delivered_credential = __webpack_require__(8968);
// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
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
// EXTERNAL MODULE: ./src/rotation/prove.ts
var prove = __webpack_require__(3660);
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
    async look() {
        const { proof, carried, given } = this.#rotation;
        const standing = await (0,certificate_standing/* readStanding */.ZY)(this.#rotation, this.#context);
        const { line, all } = standing;
        const object = standing.kind === "read" ? standing.object : undefined;
        // The user's own pair, added by a run that was interrupted: this run takes it up again.
        const own = given === undefined ? undefined : (0,rotation_mark/* shortId */.m_)(given.thumbprint);
        return {
            line,
            all,
            others: object === undefined ? [] : (0,password_standing/* passwordCandidates */.ES)(object),
            readable: object !== undefined,
            leftovers: line.newer.filter((candidate) => candidate.shortId !== own),
            knowsLeftovers: true,
            currentKey: factsOf(proof.pair, line.current.keyId || undefined),
            carriedDeliveredAt: carried?.deliveredAt,
            dueFrom: this.#dueFrom(proof.pair),
            mustGo: undefined,
            issuer: await this.#issuer(standing),
            clientId: (0,target_client/* targetClientId */.A_)(this.#rotation, object?.appId),
        };
    }
    /** With what its text says of itself, whatever line that is of: this run is not its maker. */
    again({ line: { current, name } }) {
        const { proof, carried } = this.#rotation;
        const mark = current.mark ?? (carried?.line === name ? carried : undefined);
        return this.#write(proof.pair, mark, current.keyId || undefined, carried?.previousKeyId);
    }
    async add(look, mark, attempted) {
        const { given } = this.#rotation;
        this.#refuseCurrentAsNew();
        const there = this.#givenThere(look);
        if (given !== undefined && there !== undefined) {
            const own = there.mark?.line === mark.line ? there.mark : mark;
            return { ...madeOf(given, own, there.keyId), uncertain: false, byEarlierRun: true };
        }
        const pair = given ?? (await this.#make(mark));
        attempted(pair.thumbprint);
        return this.#addPair(look, pair, mark);
    }
    async #addPair(look, pair, mark) {
        const name = (0,rotation_mark/* markedDisplayName */.On)(mark, this.#rotation.displayName);
        const added = await addCertificate(this.#rotation, this.#current(look), pair, name, this.#context);
        return { ...madeOf(pair, mark, added.keyId), uncertain: added.uncertain, byEarlierRun: false };
    }
    async lookAgain(look, { pair }) {
        if (!look.readable)
            return undefined;
        const object = await readBack(this.#rotation, pair.thumbprint, this.#context);
        if (object !== undefined)
            return (0,certificate_standing/* candidatesOf */.kW)(object);
        this.#context.log.warning("The directory does not show the new certificate after a minute; the token service decides.");
        return undefined;
    }
    async isStillThere(look, { pair, wasShown, credential }) {
        if (look.readable) {
            const shown = await showsStill(this.#rotation, pair.thumbprint, this.#context);
            if (shown !== undefined && (shown || wasShown))
                return shown;
        }
        return (0,prove/* opensTokenStill */.t7)(credential, (0,target_client/* provingAs */.U0)(look.clientId, this.#rotation), this.#context);
    }
    async addAgain(look, made) {
        const again = await this.#addPair(look, made.pair, made.mark);
        const shown = await this.lookAgain(look, again);
        const keyId = again.keyId ?? shown?.find((candidate) => candidate.shortId === again.shortId)?.keyId;
        return { ...again, keyId, key: { ...again.key, keyId }, wasShown: shown !== undefined };
    }
    deliverable(look, made) {
        return this.#write(made.pair, made.mark, made.keyId, look.line.current.keyId || undefined);
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
            const signer = this.#current(look);
            await removeCertificate(this.#rotation, signer, keyId, look.readable, this.#context, true);
            return `The new key ${keyId} was removed again.`;
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l))
                throw error;
            return `The new key ${keyId} could not be removed again (${error.what}); it stays on the object, undelivered.`;
        }
    }
    planned(_look, mark, { first, adds, last }) {
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
        const proofBy = (signer) => `<proof of possession by ${signer}>`;
        const signed = proofBy(proof.pair.thumbprint);
        const signedLast = adds ? proofBy(given?.thumbprint ?? "the new certificate") : signed;
        const removal = (keyId, proofText) => ({
            method: "POST",
            url: urls.object(target, "removeKey"),
            body: { keyId, proof: proofText },
        });
        const addition = { method: "POST", url: urls.object(target, "addKey"), body: { ...body, proof: signed } };
        return [
            ...first.map((keyId) => removal(keyId, signed)),
            ...(adds ? [addition] : []),
            ...last.map((keyId) => removal(keyId, signedLast)),
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
    /** @param mark `undefined` for a certificate that no rotation made: its text says nothing of itself */
    #write(pair, mark, keyId, previousKeyId) {
        const { sinks, deliverAs } = this.#rotation;
        // A file is a hand-over: it starts no overlap, so its text names no time of delivery.
        const delivers = sinks.targets.some(({ kind }) => kind !== "file");
        const deliveredAt = delivers ? this.#now : undefined;
        const state = mark && { line: mark.line, number: mark.number, keyId, previousKeyId, deliveredAt };
        return (0,delivered_credential/* writeDelivered */.K)(pair, state, deliverAs, this.#context.masker);
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
}
function madeOf(pair, mark, keyId) {
    return {
        wasShown: false,
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


/***/ })

};
