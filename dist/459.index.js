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

/***/ 8459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getActiveKey: () => (/* binding */ getActiveKey)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8893);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4462);






/** The key that policies use now: `GET /beta/trustFramework/keySets/{id}/getActiveKey`. */
const getActiveKey = {
    name: "get-active-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_KEY_SETS */ .Dy,
    inputs: ["key-set-id"],
    configure({ inputs, endpoints, log }) {
        return Promise.resolve({
            operation: "get-active-key",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, endpoints, log),
        });
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
        const until = key.exp === undefined ? "without an end" : `until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_4__/* .isoSeconds */ .n)(key.exp)}`;
        return {
            operation,
            headline: `Key ${key.kid} is the active key of key set ${keySetId}, ${until}.`,
            changed: false,
            key: (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFacts */ .z)(keySetId, key),
            data: { status: key.status },
        };
    },
};
function noActiveKey({ id, keys }, nowMs) {
    const shown = keys.slice(0, 5).map((key) => `${key.kid} (${(0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_5__/* .keyState */ .h)(key, nowMs)})`);
    const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "not-found",
        blame: "service",
        what: `Key set ${id} has no active key.`,
        why: keys.length === 0 ? "It is empty." : `Its keys: ${shown.join(", ")}${more}.`,
        remedy: keys.some((key) => (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_5__/* .keyState */ .h)(key, nowMs) === "usable")
            ? "A key that was added or enabled a moment ago may take a little: try again in a minute."
            : "Policies that use it fail now: add a key (generate-key, upload-secret, upload-pkcs12), or enable one with enable-key.",
    });
}


/***/ }),

/***/ 4462:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ keyState),
/* harmony export */   z: () => (/* binding */ keyFacts)
/* harmony export */ });
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
