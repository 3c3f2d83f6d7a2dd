export const id = 762;
export const ids = [762];
export const modules = {

/***/ 3395:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseCredentialKeyId)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3750);


/** `key-id` of an application's or service principal's credential: its `keyId`, in lower case. */
function parseCredentialKeyId(inputs) {
    const text = inputs.requireText("key-id", "Give the credential's key id: operation list-keys shows it.");
    if (/^[0-9a-f]{40}$/i.test(text)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)("key-id", "is a thumbprint.", "Give the key id of the certificate: operation list-keys shows both.");
    }
    return (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .parseGuid */ .J)("key-id", text);
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

/***/ 1762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removeKey: () => (/* binding */ removeKey)
/* harmony export */ });
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(154);
/* harmony import */ var _config_key_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3395);
/* harmony import */ var _config_proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6820);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3750);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1828);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8614);









/**
 * Removes a certificate from an application or service principal: `POST /v1.0/…/removeKey`
 * with proof of possession.
 *
 * The object is read first, because the service removes whatever it is told to: the last
 * valid key, too, after which nobody can roll keys or sign in with a certificate.
 */
const removeKey = {
    name: "remove-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_6__/* .ROLL_KEYS */ .lz,
    inputs: [
        ..._config_target_js__WEBPACK_IMPORTED_MODULE_2__/* .OBJECT_INPUTS */ .uF,
        "proof-certificate",
        "proof-certificate-password",
        "proof-issuer",
        "key-id",
        "allow-self",
        "allow-unverified",
        "dry-run",
    ],
    async configure({ inputs, signIn, masker, nowMs, log }) {
        return {
            operation: "remove-key",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId),
            keyId: (0,_config_key_id_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCredentialKeyId */ .P)(inputs),
            allowSelf: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "allow-self"),
            allowUnverified: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "allow-unverified"),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "dry-run"),
            proof: await (0,_config_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .parseProof */ .k)(inputs, signIn, masker, nowMs, log),
        };
    },
    async run(config, context) {
        const { graph, urls } = context;
        const { target, keyId } = config;
        const where = (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target);
        // An object id that the user gave is checked before anything is read by it.
        const given = config.proof.issuer ?? (target.objectId === undefined ? undefined : await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .proofIssuer */ .GT)(target, context));
        const object = await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .lookForCredential */ .EZ)(target, ({ keyCredentials }) => keyCredentials.some((key) => key.keyId === keyId), context);
        const key = object?.keyCredentials.find((each) => each.keyId === keyId);
        if (object === undefined)
            requireAllowUnverified(config, context);
        else if (key === undefined)
            return nothingToRemove(config, object);
        else {
            refuseLastKey(object, key, where, graph.network.serviceClock.now());
            refuseProofKey(object, key, config);
        }
        const issuer = given ?? object?.objectId ?? (await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .proofIssuer */ .GT)(target, context));
        const proof = async () => ({
            proof: await context.prover.prove(config.proof.pair, issuer),
        });
        if (config.dryRun) {
            warnOfProof(object, config, context);
            return {
                operation: config.operation,
                headline: `Would remove ${describeKey(keyId, key)} from ${where}.`,
                changed: false,
                planned: [
                    { method: "POST", url: urls.object(target, "removeKey"), body: { keyId, ...(await proof()) } },
                ],
                key: keyFacts(keyId, key),
            };
        }
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .removeKey */ .yE)(graph, urls, {
            target,
            keyId,
            doing: `remove ${describeKey(keyId, key)} from ${where}`,
            readable: object !== undefined,
            proof,
            explain: (refused) => (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .explainObjectRefusal */ .Bc)(refused, target, config.proof, context),
        });
        return {
            operation: config.operation,
            headline: `Removed ${describeKey(keyId, key)} from ${where}.`,
            changed: true,
            key: keyFacts(keyId, key),
        };
    },
};
function requireAllowUnverified({ target, allowUnverified }, { log }) {
    if (allowUnverified) {
        log.warning(`The caller may not read ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}: whether this is its last valid key, or the one that signs the proof, is not checked (allow-unverified).`);
        return;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l({
        code: "unverified",
        blame: "input",
        what: `The caller may not read ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}, so nobody can tell whether key-id is its last valid key, or the one that signs the proof.`,
        why: "Without a valid key it could neither roll its keys nor sign in with a certificate.",
        remedy: "Grant Application.Read.All (or Application.ReadWrite.OwnedBy on an application that the caller owns), or set `allow-unverified: true` if you know that another valid key stays.",
    });
}
function nothingToRemove(config, object) {
    const { keyId, target } = config;
    if (object.passwordCredentials.some((password) => password.keyId === keyId)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .inputError */ .X)("key-id", `is a client secret of ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}, not a certificate.`, "Use operation remove-password.");
    }
    return {
        operation: config.operation,
        headline: `Nothing to remove: ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)} has no key ${keyId}.`,
        changed: false,
        key: { keyId },
    };
}
/** Valid now, and of a kind that can sign a proof or a sign-in. */
function isUsable({ usage, notBefore, expiresOn }, nowMs) {
    return ((usage === "Verify" || usage === "Sign") &&
        (notBefore ?? 0) * 1000 <= nowMs &&
        (expiresOn ?? Infinity) * 1000 > nowMs);
}
/** A key that has expired already may always go: it is of no use to anybody. */
function refuseLastKey(object, key, where, nowMs) {
    if ((key.expiresOn ?? Infinity) * 1000 <= nowMs)
        return;
    const others = object.keyCredentials.filter((each) => each.keyId !== key.keyId);
    if (others.some((each) => isUsable(each, nowMs)))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l({
        code: "last-key",
        blame: "input",
        what: `Key ${key.keyId ?? ""} is the last valid key of ${where}; it is never removed.`,
        why: `${others.length === 0 ? "There is no other one" : `None of the ${String(others.length)} others is valid now`}: without it, keys could not be rolled any more, and an administrator would have to step in.`,
        remedy: "Add another certificate first (operation add-key).",
    });
}
/** What cannot be told apart counts as the same. */
function refuseProofKey(object, key, config) {
    const { thumbprint } = config.proof.pair;
    const isElsewhere = object.keyCredentials.some((each) => each.keyId !== key.keyId && each.thumbprint === thumbprint);
    const isSame = key.thumbprint === undefined ? !isElsewhere : key.thumbprint === thumbprint;
    if (!isSame || config.allowSelf)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l({
        code: "proof-key",
        blame: "input",
        what: `Key ${key.keyId ?? ""} is the certificate that signs the proof of possession (${thumbprint}).`,
        why: "Whoever holds it could roll no more keys after that; it is the last one that a rotation removes.",
        remedy: "Sign with another certificate of the object (proof-certificate), or set `allow-self: true` if this is meant.",
    });
}
/** A dry run says what the service would find wrong with the proof. */
function warnOfProof(object, { proof, target }, { log }) {
    const { thumbprint } = proof.pair;
    if (object === undefined || object.keyCredentials.some((each) => each.thumbprint === thumbprint))
        return;
    log.warning(`The certificate that signs the proof (${thumbprint}) is not on ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}: removeKey would be refused.`);
}
function describeKey(keyId, key) {
    const facts = [
        key?.thumbprint,
        key?.expiresOn === undefined ? undefined : `valid until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(key.expiresOn)}`,
    ].filter((fact) => fact !== undefined);
    return facts.length === 0 ? `key ${keyId}` : `key ${keyId} (${facts.join(", ")})`;
}
function keyFacts(keyId, key) {
    return { keyId, notBefore: key?.notBefore, expiresOn: key?.expiresOn, thumbprint: key?.thumbprint };
}


/***/ })

};
