export const id = 390;
export const ids = [390];
export const modules = {

/***/ 3390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateCertificate: () => (/* binding */ rotateCertificate)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
// EXTERNAL MODULE: ./src/sinks/open.ts
var sinks_open = __webpack_require__(7134);
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
// EXTERNAL MODULE: ./src/rotation/deliveries.ts
var rotation_deliveries = __webpack_require__(7944);
// EXTERNAL MODULE: ./src/rotation/delivery-errors.ts
var delivery_errors = __webpack_require__(310);
// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/fence.ts + 2 modules
var fence = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
// EXTERNAL MODULE: ./src/rotation/line.ts
var rotation_line = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/rotation/mark.ts
var rotation_mark = __webpack_require__(8985);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/material/certificate.ts
var material_certificate = __webpack_require__(5798);
;// CONCATENATED MODULE: ./src/rotation/new-certificate.ts




const SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
/**
 * A new RSA key and its self-signed certificate. The private key exists in memory only, and is
 * masked before this returns.
 */
async function newCertificate(wanted) {
    const { privateKey, publicKey } = await (0,external_node_util_.promisify)(external_node_crypto_.generateKeyPair)("rsa", {
        modulusLength: wanted.keySize,
        publicExponent: 0x10001,
    });
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

// EXTERNAL MODULE: ./src/rotation/prove.ts
var prove = __webpack_require__(3660);
// EXTERNAL MODULE: ./src/rotation/password-standing.ts
var password_standing = __webpack_require__(630);
// EXTERNAL MODULE: ./src/rotation/retirement.ts
var retirement = __webpack_require__(2887);
// EXTERNAL MODULE: ./src/rotation/report.ts
var report = __webpack_require__(4746);
// EXTERNAL MODULE: ./src/rotation/target-client.ts
var target_client = __webpack_require__(825);
;// CONCATENATED MODULE: ./src/rotation/rotate-certificate.ts



















/**
 * Rolls the certificate of an application or service principal: make, add, prove, deliver;
 * the old one stays until a later run, at least `overlap` after the delivery.
 *
 * The order is the protocol: at every instant some key that a consumer can have is
 * registered, so the run may be killed anywhere. What stands in the directory and in the
 * sinks is the only state; there is no file to lose.
 */
async function rotateCertificate(rotation, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(() => new CertificateRun(rotation, context, journal).run());
}
class CertificateRun {
    #rotation;
    #context;
    #journal;
    constructor(rotation, context, journal) {
        this.#rotation = rotation;
        this.#context = context;
        this.#journal = journal;
    }
    async run() {
        const rotation = this.#rotation;
        const sinks = await (0,rotation_deliveries/* inspectSinks */.T5)(await (0,sinks_open/* openSinks */.f)(this.#sinkContext()));
        const standing = await (0,certificate_standing/* readStanding */.ZY)(rotation, this.#context);
        const signer = { pair: rotation.proof.pair, issuer: await this.#issuer(standing) };
        // Known before any write: who signs in to prove the new key.
        const clientId = (0,target_client/* targetClientId */.A)(rotation, standing.kind === "read" ? standing.object.appId : undefined);
        await (0,fence/* refuseStaleInput */.Y_)(rotation, standing, sinks, this.#context);
        const emergency = this.#emergency(standing);
        if (emergency === "gone")
            return this.#report(standing, { kind: "already-gone" }, sinks, noRetirement, []);
        const behind = this.#sinksBehind(standing, sinks);
        const retirement = this.#planRetirement(standing, sinks);
        for (const notice of retirement.notices)
            this.#context.log.notice(notice);
        if (rotation.dryRun)
            return this.#dryRun(standing, signer, sinks, behind, retirement);
        if (behind.length > 0 && standing.line.newer.length === 0 && rotation.operation === "rotate") {
            await this.#catchUp(standing, behind);
        }
        const retired = await this.#retire(standing, signer, retirement);
        if (rotation.operation === "retire") {
            return this.#report(standing, { kind: "retired" }, sinks, retirement, retired);
        }
        const why = this.#reasonToRotate(standing, behind);
        if (why === undefined && emergency !== "remove") {
            return this.#report(standing, { kind: "not-due" }, sinks, this.#planRetirement(standing, sinks), retired);
        }
        if (emergency === "remove" && why === undefined)
            return this.#removeOnly(standing, signer, sinks, retired);
        this.#context.log.step(`Rotating: ${why ?? ""}.`);
        (0,fence/* refuseLeftovers */.$A)(standing.line, sinks);
        this.#refuseCurrentAsNew();
        return this.#rotate(standing, signer, clientId, sinks, retired);
    }
    /** What the read has shown already is not asked for again. */
    async #issuer(standing) {
        const { proof, target } = this.#rotation;
        const read = standing.kind === "read" && target.objectId === undefined ? standing.object.objectId : undefined;
        return proof.issuer ?? read ?? (0,object_access/* proofIssuer */.GT)(target, this.#context);
    }
    #sinkContext() {
        const { graph, masker } = this.#context;
        const { sinks } = this.#rotation;
        return {
            settings: sinks,
            network: graph.network,
            masker,
            contentType: this.#rotation.deliverAs.form === "pem" ? "application/x-pem-file" : "application/x-pkcs12",
        };
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    #readable(standing) {
        return standing.kind === "read";
    }
    /** `remove`: the leaked key is an older one that nobody is given any more. */
    #emergency(standing) {
        const keyId = this.#rotation.emergencyKeyId;
        if (keyId === undefined)
            return "none";
        if (standing.kind === "read" && !standing.all.some((candidate) => candidate.keyId === keyId))
            return "gone";
        return (0,rotation_line/* wasReplaced */.wo)(standing.line, keyId) ? "remove" : "rotate";
    }
    /** Sinks that hold something older than the current credential, which is one of ours. */
    #sinksBehind({ line }, sinks) {
        const { bornAt } = line.current;
        if (line.currentNumber === 0 || bornAt === undefined)
            return [];
        return (0,rotation_deliveries/* deliverySinks */.NJ)(sinks).filter(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
    }
    #planRetirement(standing, sinks) {
        const { rules, carried, operation } = this.#rotation;
        if (!rules.retireDue && operation === "rotate")
            return noRetirement;
        const { line } = standing;
        const deliveries = (0,rotation_deliveries/* deliveriesOf */.K)(sinks, line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown"), carried?.deliveredAt);
        const named = rules.retirement.retireKeyIds
            .filter((keyId) => standing.kind === "unreadable" && !standing.all.some((candidate) => candidate.keyId === keyId))
            .map((keyId) => ({
            keyId,
            shortId: (0,rotation_mark/* shortId */.m_)(keyId),
            mark: undefined,
            bornAt: undefined,
            expiresOn: undefined,
        }));
        // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
        if (named.length > 0 && line.current.keyId === "") {
            return {
                ...noRetirement,
                notices: [
                    "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.",
                ],
            };
        }
        return (0,retirement/* planRetirement */.Z)(line, [...standing.all, ...named], deliveries, rules.retirement, this.#now);
    }
    /** Brings sinks up to date that an earlier run did not reach. */
    async #catchUp(standing, behind) {
        const { line: name, carried, proof } = this.#rotation;
        const { current, currentNumber } = standing.line;
        const text = await this.#deliverable(proof.pair, {
            line: name,
            number: currentNumber,
            keyId: current.keyId === "" ? undefined : current.keyId,
            previousKeyId: carried?.previousKeyId,
        });
        this.#journal.reached("Some sinks may have been brought up to date already; the next run goes on with the rest.");
        const outcome = await (0,rotation_deliveries/* deliverAll */.F0)(behind, text, this.#context.log, () => this.#now);
        if (outcome.kind !== "delivered")
            throw (0,delivery_errors/* incompleteDelivery */.$F)(outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name), outcome.reason);
    }
    async #retire(standing, signer, retirement) {
        const retired = [];
        for (const { keyId } of retirement.remove) {
            this.#journal.reached("Some older keys may be retired already; the next run goes on with the rest.");
            try {
                await removeCertificate(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
                retired.push(keyId);
                this.#context.log.step(`Retired key ${keyId}.`);
            }
            catch (error) {
                // An old key that stays is untidy; it is no reason to let the current one expire.
                if (!(error instanceof errors/* ActionError */.l) || error.code === "interrupted" || error.code === "timeout")
                    throw error;
                this.#context.log.warning(`Key ${keyId} could not be retired, and stays: ${error.message}`);
            }
        }
        return retired;
    }
    #reasonToRotate({ line }, behind) {
        const { rules, emergencyKeyId, proof } = this.#rotation;
        if (emergencyKeyId !== undefined && !(0,rotation_line/* wasReplaced */.wo)(line, emergencyKeyId)) {
            return `key ${emergencyKeyId} is said to have leaked`;
        }
        if (rules.force)
            return "`force` is set";
        // A leftover is newer than the sinks: delivering the current one now would make it look delivered.
        if (behind.length > 0 && line.newer.length > 0)
            return "a sink is behind, and an interrupted run left a newer key";
        const due = this.#dueFrom(proof.pair);
        return due <= this.#now ? "the certificate is due" : undefined;
    }
    #dueFrom({ certificate }) {
        const from = Math.floor(certificate.validFromDate.getTime() / 1000);
        const to = Math.floor(certificate.validToDate.getTime() / 1000);
        return (0,due/* dueFrom */.ds)(this.#rotation.rules.threshold, from, to) ?? to;
    }
    #deliverable(pair, state) {
        const toDeliver = this.#rotation.sinks.targets.some(({ kind }) => kind !== "file");
        // A file is a hand-over: it starts no overlap, so its text names no time of delivery.
        return (0,delivered_credential/* writeDelivered */.K)(pair, { ...state, deliveredAt: toDeliver ? this.#now : undefined }, this.#rotation.deliverAs, this.#context.masker);
    }
    async #rotate(standing, signer, clientId, sinks, retired) {
        const rotation = this.#rotation;
        const { log } = this.#context;
        const { current, nextNumber } = standing.line;
        const there = this.#givenThere(standing);
        const mark = there?.mark?.line === rotation.line
            ? there.mark
            : { line: rotation.line, number: nextNumber, predecessor: current.shortId };
        const pair = rotation.given ?? (await this.#make(mark));
        const added = there === undefined
            ? await this.#add(signer, pair, mark)
            : { keyId: there.keyId, uncertain: false, byEarlierRun: true };
        let keyId = added.keyId;
        const seen = await this.#lookAgain(standing, pair, sinks);
        keyId ??= seen?.keyId;
        if (seen?.overtaken !== undefined) {
            throw await this.#takeBack("stale-input", seen.overtaken, added, keyId, signer, standing);
        }
        log.step(`Added certificate ${pair.thumbprint}${keyId === undefined ? "" : ` (key ${keyId})`}; proving it.`);
        const proved = await this.#prove(pair, clientId);
        if (proved.kind !== "proved")
            throw await this.#notProved(proved, added, keyId, signer, standing);
        log.step(`The token service accepts it (${String(proved.attempts)} requests).`);
        this.#journal.reached(`Key ${keyId ?? pair.thumbprint} was added and is accepted; it may or may not have been delivered. Both keys work. The next run reads from the sinks how far this one came.`);
        const text = await this.#deliverable(pair, {
            line: rotation.line,
            number: mark.number,
            keyId,
            previousKeyId: current.keyId === "" ? undefined : current.keyId,
        });
        const delivered = await (0,rotation_deliveries/* deliverAll */.F0)(sinks, text, log, () => this.#now);
        if (delivered.kind === "refused")
            throw await this.#takeBack("delivery-refused", delivered.reason, added, keyId, signer, standing);
        if (delivered.kind === "incomplete")
            throw (0,delivery_errors/* incompleteDelivery */.$F)(delivered.failed, delivered.reason);
        const outcome = {
            kind: "rotated",
            key: certificateFacts(pair, keyId),
            previousKeyId: current.keyId === "" ? undefined : current.keyId,
            deliveredTo: delivered.to,
            retireAfter: delivered.deliveredAt === undefined
                ? undefined
                : delivered.deliveredAt + rotation.rules.overlapSeconds,
        };
        const gone = rotation.emergencyKeyId === undefined
            ? []
            : await this.#removeLeaked(rotation.emergencyKeyId, { ...signer, pair }, standing, retired, keyId ?? pair.thumbprint);
        return this.#report(standing, outcome, sinks, noRetirement, [...retired, ...gone], pair);
    }
    /**
     * Reads the object once more, now that it shows the new key: the first reading may have been
     * an old one, and another run's newer key hidden by it would be overtaken.
     */
    async #lookAgain(standing, pair, sinks) {
        if (!this.#readable(standing))
            return undefined;
        const object = await readBack(this.#rotation, pair.thumbprint, this.#context);
        if (object === undefined) {
            this.#context.log.warning("The directory does not show the new certificate after a minute; the token service decides.");
            return undefined;
        }
        const own = (0,rotation_mark/* shortId */.m_)(pair.thumbprint);
        const all = (0,certificate_standing/* candidatesOf */.kW)(object);
        return {
            keyId: all.find((candidate) => candidate.shortId === own)?.keyId,
            overtaken: (0,fence/* overtakenBy */.z2)(this.#rotation.line, own, all, standing.line, standing.all, sinks),
        };
    }
    #refuseCurrentAsNew() {
        const { given, proof } = this.#rotation;
        if (given?.thumbprint !== proof.pair.thumbprint)
            return;
        throw (0,errors/* inputError */.X)("certificate", "is the current certificate itself, and a new one is needed now.", "Give a new pair, or leave it out to have one made.");
    }
    #make(mark) {
        const { keySize, rules } = this.#rotation;
        const notBefore = this.#now - certificate_standing/* BACKDATE_SECONDS */.M3;
        return newCertificate({
            commonName: (0,rotation_mark/* writeMark */.Lx)(mark),
            keySize,
            notBefore,
            validitySeconds: rules.validitySeconds + certificate_standing/* BACKDATE_SECONDS */.M3,
            masker: this.#context.masker,
        });
    }
    /** The given pair is on the object already: an earlier run was interrupted after adding it. */
    #givenThere({ all }) {
        const { given } = this.#rotation;
        const own = given === undefined ? undefined : (0,rotation_mark/* shortId */.m_)(given.thumbprint);
        return all.find((candidate) => candidate.shortId === own);
    }
    async #add(signer, pair, mark) {
        this.#journal.reached(`Certificate ${pair.thumbprint} may have been added, but was not delivered: it is harmless. The next run makes another one, and a later one retires this.`);
        return addCertificate(this.#rotation, signer, pair, (0,rotation_mark/* markedDisplayName */.On)(mark, this.#rotation.displayName), this.#context);
    }
    #prove(pair, clientId) {
        const { endpoints, tenantId, rules } = this.#rotation;
        return (0,prove/* proveCredential */.I)({ kind: "certificate", pair }, {
            authorityOrigin: endpoints.authorityOrigin,
            tenantId,
            clientId,
            scope: `${endpoints.graphOrigin}/.default`,
            timeoutMs: rules.proveTimeoutMs,
        }, this.#context.graph.network, this.#context.masker);
    }
    async #notProved(proved, added, keyId, signer, standing) {
        if (added.uncertain) {
            return new errors/* ActionError */.l({
                code: "add-unknown",
                blame: "service",
                what: `It is not known whether the new certificate was added to ${(0,object_access/* describeTarget */.ff)(this.#rotation.target)}.`,
                why: `The answer was lost, the object could not be looked at, and the token service did not accept the certificate (${proved.kind === "refused" ? proved.error.what : proved.reason}).`,
                remedy: "Nothing was sent again and nothing was removed; the current certificate works as before. Run it again.",
            });
        }
        if (proved.kind === "refused")
            return this.#takeBack("not-proved", proved.error, added, keyId, signer, standing);
        return new errors/* ActionError */.l({
            code: "not-proved",
            blame: "service",
            what: `The token service did not accept the new certificate within prove-timeout (${proved.reason}).`,
            remedy: `It stays on the object as a leftover${keyId === undefined ? "" : ` (key ${keyId})`}, undelivered; the current certificate works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
        });
    }
    /** The new key is nobody's yet, certainly: it goes again, signed by the current one. */
    async #takeBack(code, reason, added, keyId, signer, standing) {
        let after = "Its key id is not known, so it stays on the object, undelivered.";
        if (added.byEarlierRun) {
            after = `Key ${keyId ?? ""}, which an earlier run has added, stays on the object.`;
        }
        else if (keyId !== undefined) {
            try {
                await removeCertificate(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
                after = `The new key ${keyId} was removed again.`;
            }
            catch (error) {
                if (!(error instanceof errors/* ActionError */.l))
                    throw error;
                after = `The new key ${keyId} could not be removed again (${error.what}); it stays on the object, undelivered.`;
            }
        }
        return new errors/* ActionError */.l({
            code,
            blame: reason.blame,
            what: reason.what,
            why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current certificate works as before.`,
            remedy: reason.remedy,
            ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
        });
    }
    /** @param retired what this run has removed already, as being due */
    async #removeLeaked(keyId, signer, standing, retired, successor) {
        if (retired.includes(keyId))
            return [];
        this.#journal.reached(`Key ${successor} is delivered, and the leaked key ${keyId} may still be there: run the emergency again.`);
        try {
            await removeWithNewKey(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error))
                throw error;
            throw (0,delivery_errors/* leakedStays */.vy)(keyId, successor, error);
        }
        this.#context.log.step(`Removed the leaked key ${keyId}.`);
        return [keyId];
    }
    /** The leaked key is one that an earlier run has replaced: nobody needs another new one. */
    async #removeOnly(standing, signer, sinks, retired) {
        const { current } = standing.line;
        const gone = await this.#removeLeaked(this.#rotation.emergencyKeyId ?? "", signer, standing, retired, current.keyId || signer.pair.thumbprint);
        return this.#report(standing, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
    }
    #dryRun(standing, signer, sinks, behind, retirement) {
        const { urls } = this.#context;
        const { target, given, proof, operation, displayName, line } = this.#rotation;
        const removals = retirement.remove.map(({ keyId }) => ({
            method: "POST",
            url: urls.object(target, "removeKey"),
            body: { keyId, proof: "<proof of possession>" },
        }));
        const why = operation === "rotate" ? this.#reasonToRotate(standing, behind) : undefined;
        const mark = { line, number: standing.line.nextNumber, predecessor: standing.line.current.shortId };
        const add = {
            method: "POST",
            url: urls.object(target, "addKey"),
            body: {
                ...addKeyBody(given ?? proof.pair, (0,rotation_mark/* markedDisplayName */.On)(mark, displayName)),
                ...(given === undefined
                    ? {
                        keyCredential: {
                            type: "AsymmetricX509Cert",
                            usage: "Verify",
                            key: "<new certificate>",
                            displayName: (0,rotation_mark/* markedDisplayName */.On)(mark, displayName),
                        },
                    }
                    : {}),
                proof: `<proof of possession by ${signer.pair.thumbprint}>`,
            },
        };
        return {
            ...this.#report(standing, { kind: "dry-run", why, deliverTo: sinks.map(({ sink }) => sink.name) }, sinks, retirement, []),
            planned: [...removals, ...(why === undefined ? [] : [add])],
        };
    }
    #report(standing, outcome, sinks, retirement, retired, pair = this.#rotation.proof.pair) {
        const { proof } = this.#rotation;
        return (0,report/* rotationResult */.s)({
            rotation: this.#rotation,
            outcome,
            line: standing.line,
            all: standing.all,
            others: standing.kind === "read" ? (0,password_standing/* passwordCandidates */.ES)(standing.object) : [],
            readable: this.#readable(standing),
            currentKey: certificateFacts(proof.pair, standing.line.current.keyId || undefined),
            sinks,
            retirement,
            retired,
            dueInDays: (0,due/* daysUntil */.AQ)(this.#dueFrom(pair), this.#now),
        });
    }
}
function certificateFacts({ certificate, thumbprint }, keyId) {
    return {
        keyId,
        thumbprint,
        notBefore: Math.floor(certificate.validFromDate.getTime() / 1000),
        expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
    };
}
const noRetirement = { remove: [], retireAfter: undefined, notices: [] };


/***/ })

};
