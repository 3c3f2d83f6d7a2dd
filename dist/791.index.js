export const id = 791;
export const ids = [791];
export const modules = {

/***/ 2566:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseDisplayName),
/* harmony export */   z: () => (/* binding */ defaultDisplayName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Graph cuts longer names silently. */
const LONGEST = 90;
function parseDisplayName(inputs) {
    const name = inputs.text("display-name");
    if (name !== undefined && name.length > LONGEST) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)("display-name", `is ${String(name.length)} characters long; Graph keeps ${String(LONGEST)}.`, "Shorten it.");
    }
    return name;
}
/** Says who made the credential, so that the portal shows it. */
function defaultDisplayName(environment) {
    const repository = environment.repository === undefined ? "" : ` ${environment.repository}`;
    const run = environment.runId === undefined ? "" : ` run ${environment.runId}`;
    return `graph-keyroll${repository}${run}`.slice(0, LONGEST);
}


/***/ }),

/***/ 6820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseProof)
/* harmony export */ });
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8028);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5798);
/* harmony import */ var _material_key_pair_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3207);



/** `proof-certificate`, else the certificate that signs in. */
async function parseProof(inputs, signIn, masker, nowMs, log) {
    const issuer = inputs.text("proof-issuer");
    const text = inputs.secret("proof-certificate");
    if (text === undefined) {
        if (signIn.kind !== "certificate") {
            throw (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .missing */ .L)("proof-certificate", "Give a valid certificate of the object, with its private key: this call needs a proof of possession, and signing in without a certificate does not replace it.");
        }
        return { pair: signIn.pair, issuer };
    }
    const { pair, warnings } = await (0,_material_key_pair_js__WEBPACK_IMPORTED_MODULE_2__/* .openKeyPair */ .E)({
        name: "proof-certificate",
        text,
        passwordName: "proof-certificate-password",
        password: inputs.secret("proof-certificate-password"),
    }, masker);
    for (const warning of warnings)
        log.warning(warning);
    (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .assertValidNow */ .Zi)("proof-certificate", pair.certificate, nowMs);
    return { pair, issuer };
}


/***/ }),

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

/***/ 2791:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   addKey: () => (/* binding */ addKey)
/* harmony export */ });
/* harmony import */ var _config_display_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2566);
/* harmony import */ var _config_proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6820);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3750);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4332);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5798);
/* harmony import */ var _material_public_certificate_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5994);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8614);











const KEY_TYPES = ["AsymmetricX509Cert", "X509CertAndPassword"];
/** Adds a certificate to an application or service principal: `POST /v1.0/…/addKey` with proof of possession. */
const addKey = {
    name: "add-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_9__/* .ROLL_KEYS */ .lz,
    inputs: [
        ..._config_target_js__WEBPACK_IMPORTED_MODULE_2__/* .OBJECT_INPUTS */ .uF,
        "proof-certificate",
        "proof-certificate-password",
        "proof-issuer",
        "certificate",
        "certificate-password",
        "key-credential-type",
        "display-name",
        "dry-run",
    ],
    async configure({ inputs, environment, signIn, masker, nowMs, log }) {
        const target = (0,_config_target_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId);
        const keyType = (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(inputs, "key-credential-type", KEY_TYPES) ?? "AsymmetricX509Cert";
        const displayName = (0,_config_display_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDisplayName */ .f)(inputs) ?? (0,_config_display_name_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultDisplayName */ .z)(environment);
        const proof = await (0,_config_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .parseProof */ .k)(inputs, signIn, masker, nowMs, log);
        const { certificate, warnings } = await (0,_material_public_certificate_js__WEBPACK_IMPORTED_MODULE_8__/* .openPublicCertificate */ .h)({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give the new certificate: PEM, base64 DER, or base64 PFX."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_7__/* .assertNotExpired */ .Hj)("certificate", certificate.certificate, nowMs);
        if (certificate.certificate.validFromDate.getTime() > nowMs) {
            log.warning(`certificate: is valid only from ${certificate.certificate.validFromDate.toISOString()} on.`);
        }
        return {
            operation: "add-key",
            target,
            proof,
            certificate,
            displayName,
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "dry-run"),
            body: credentialBody(keyType, certificate, displayName, inputs),
        };
    },
    async run(config, context) {
        const { graph, urls, log } = context;
        const { target, certificate } = config;
        const where = (0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .describeTarget */ .ff)(target);
        const issuer = config.proof.issuer ?? (await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .proofIssuer */ .GT)(target, context));
        const { thumbprint } = certificate;
        if (config.dryRun) {
            await checkDryRun(config, context);
            return {
                operation: config.operation,
                headline: `Would add certificate ${thumbprint} to ${where}.`,
                changed: false,
                planned: [
                    {
                        method: "POST",
                        url: urls.object(target, "addKey"),
                        body: { ...config.body, ...(await proofBody(config, issuer, context)) },
                    },
                ],
                key: certificateFacts(certificate, undefined),
            };
        }
        const added = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .addKey */ .Fx)(graph, urls, {
            target,
            doing: `add certificate ${thumbprint} to ${where}`,
            body: config.body,
            proof: () => proofBody(config, issuer, context),
            thumbprint,
            explain: (refused) => (0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .explainObjectRefusal */ .Bc)(refused, target, config.proof, context),
        });
        const keyId = added.keyId ?? (await findKeyId(config, context));
        if (keyId === undefined)
            log.notice("The service did not say the new key's id, and the caller may not read the object: key-id is empty.");
        return {
            operation: config.operation,
            headline: `Added certificate ${thumbprint} to ${where}.`,
            changed: true,
            key: certificateFacts(certificate, { ...added, keyId }),
        };
    },
};
function credentialBody(keyType, certificate, displayName, inputs) {
    if (keyType === "AsymmetricX509Cert") {
        return {
            // Standard base64 with padding, of the whole certificate: base64url is refused.
            keyCredential: {
                type: keyType,
                usage: "Verify",
                key: certificate.certificate.raw.toString("base64"),
                displayName,
            },
            passwordCredential: null,
        };
    }
    if (certificate.pfx === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .inputError */ .X)("certificate", "must be a PFX for key-credential-type X509CertAndPassword.", "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`.");
    }
    const password = inputs.requireSecret("certificate-password", "An X509CertAndPassword credential is sent with the password of its PFX.");
    return {
        keyCredential: { type: keyType, usage: "Sign", key: certificate.pfx, displayName },
        passwordCredential: { secretText: password },
    };
}
async function proofBody(config, issuer, { prover }) {
    return { proof: await prover.prove(config.proof.pair, issuer) };
}
/** Where the caller may read: the proof's certificate is on the object, and the new one is not there yet. */
async function checkDryRun({ target, proof, certificate }, { graph, urls, log }) {
    try {
        const { keyCredentials } = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .readObject */ .Ag)(graph, urls, target);
        const has = (thumbprint) => keyCredentials.some((credential) => credential.thumbprint === thumbprint);
        if (!has(proof.pair.thumbprint)) {
            log.warning(`The certificate that signs the proof (${proof.pair.thumbprint}) is not on ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .describeTarget */ .ff)(target)}: addKey would be refused.`);
        }
        if (has(certificate.thumbprint))
            log.warning(`Certificate ${certificate.thumbprint} is on ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .describeTarget */ .ff)(target)} already.`);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .GraphRefused */ .p))
            throw error;
        if (!error.isForbidden)
            throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .explainRefusal */ .G)(error, `read ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_10__/* .describeTarget */ .ff)(target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_9__/* .READ_OBJECTS */ .Yc);
        log.notice("The caller may not read the object: its certificates were not compared.");
    }
}
/** After an answer without `keyId`: one look, which the caller may not be allowed. */
async function findKeyId(config, { graph, urls }) {
    try {
        const found = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .lookForCertificate */ .Yb)(graph, urls, {
            target: config.target,
            thumbprint: config.certificate.thumbprint,
        });
        return found.kind === "found" ? found.value.keyId : undefined;
    }
    catch (error) {
        if (error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_6__/* .GraphRefused */ .p)
            return undefined;
        throw error;
    }
}
function certificateFacts({ certificate, thumbprint }, added) {
    return {
        keyId: added?.keyId,
        notBefore: added?.notBefore ?? Math.floor(certificate.validFromDate.getTime() / 1000),
        expiresOn: added?.expiresOn ?? Math.floor(certificate.validToDate.getTime() / 1000),
        thumbprint,
    };
}


/***/ })

};
