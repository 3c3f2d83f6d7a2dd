export const id = 668;
export const ids = [668];
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

/***/ 3668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removePassword: () => (/* binding */ removePassword)
/* harmony export */ });
/* harmony import */ var _config_key_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3395);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3750);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1828);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8614);







/**
 * Removes a client secret from an application or service principal: `POST /v1.0/…/removePassword`.
 *
 * Unlike the last key, the last secret may go: most applications do well without any, and
 * one that has neither can be given a new secret by whoever removed the old one.
 */
const removePassword = {
    name: "remove-password",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .WRITE_OBJECTS */ .NH,
    inputs: [..._config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .OBJECT_INPUTS */ .uF, "key-id", "dry-run"],
    configure({ inputs, signIn }) {
        return Promise.resolve({
            operation: "remove-password",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId),
            keyId: (0,_config_key_id_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCredentialKeyId */ .P)(inputs),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const { graph, urls, log } = context;
        const { target, keyId } = config;
        const where = (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .describeTarget */ .ff)(target);
        const object = await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .lookForCredential */ .EZ)(target, ({ passwordCredentials }) => passwordCredentials.some((each) => each.keyId === keyId), context);
        const password = object?.passwordCredentials.find((each) => each.keyId === keyId);
        const key = { keyId, notBefore: password?.notBefore, expiresOn: password?.expiresOn };
        if (object === undefined) {
            log.notice("The caller may not read the object: what key-id names was not looked at.");
        }
        else {
            refuseCertificates(object, keyId, where);
            if (password === undefined) {
                return {
                    operation: config.operation,
                    headline: `Nothing to remove: ${where} has no client secret ${keyId}.`,
                    changed: false,
                    key,
                };
            }
            warnOfLastCredential(object, password, where, context);
        }
        if (config.dryRun) {
            return {
                operation: config.operation,
                headline: `Would remove client secret ${keyId} from ${where}.`,
                changed: false,
                planned: [{ method: "POST", url: urls.object(target, "removePassword"), body: { keyId } }],
                key,
            };
        }
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .removePassword */ .ER)(graph, urls, {
            target,
            keyId,
            doing: `remove client secret ${keyId} from ${where}`,
            readable: object !== undefined,
            explain: (refused) => (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .explainObjectRefusal */ .Bc)(refused, target, undefined, context),
        });
        return {
            operation: config.operation,
            headline: `Removed client secret ${keyId} from ${where}.`,
            changed: true,
            key,
        };
    },
};
/** A certificate's id; also the password of a stored PFX, which bears the id of its certificate. */
function refuseCertificates(object, keyId, where) {
    if (!object.keyCredentials.some((each) => each.keyId === keyId))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .inputError */ .X)("key-id", `is a certificate of ${where}, not a client secret.`, "Use operation remove-key.");
}
function warnOfLastCredential(object, password, where, { graph, log }) {
    const nowMs = graph.network.serviceClock.now();
    const isValid = ({ notBefore, expiresOn }) => (notBefore ?? 0) * 1000 <= nowMs && (expiresOn ?? Infinity) * 1000 > nowMs;
    const others = [
        ...object.keyCredentials,
        ...object.passwordCredentials.filter((each) => each.keyId !== password.keyId),
    ];
    if (!isValid(password) || others.some(isValid))
        return;
    log.warning(`Client secret ${password.keyId ?? ""} is the last valid credential of ${where}: without a federated credential, nobody can sign in with it any more.`);
}


/***/ })

};
