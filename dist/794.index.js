export const id = 794;
export const ids = [794];
export const modules = {

/***/ 413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   listKeys: () => (/* binding */ listKeys)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _graph_collections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1685);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8893);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4332);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8614);
/* harmony import */ var _report_credential_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3696);









/** Shows the keys of a key set, or the credentials of an application or service principal. Writes nothing. */
const listKeys = {
    name: "list-keys",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_OBJECTS */ .Yc,
    needsOf: ({ target }) => ["keySetId" in target ? _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_KEY_SETS */ .Dy : _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_OBJECTS */ .Yc],
    inputs: [..._config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .KEY_SET_INPUTS */ .JA, ..._config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .OBJECT_INPUTS */ .uF],
    configure({ inputs, endpoints, signIn, log }) {
        requireTarget(inputs);
        if (!inputs.has("key-set-id")) {
            const target = (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId);
            return Promise.resolve({ operation: "list-keys", target });
        }
        return Promise.resolve({ operation: "list-keys", target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, endpoints, log) });
    },
    async run({ operation, target }, context) {
        const now = Math.floor(context.graph.network.serviceClock.now() / 1000);
        const isKeySet = "keySetId" in target;
        const keys = isKeySet
            ? await keysOfKeySet(target.keySetId, now, context)
            : await keysOfObject(target, now, context);
        const [only, ...others] = keys;
        const result = {
            operation,
            headline: `${isKeySet ? `Key set ${target.keySetId}` : capital((0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .describeTarget */ .ff)(target))} has ${count(keys)}.`,
            changed: false,
            key: {
                ...(isKeySet ? { keySetId: target.keySetId } : {}),
                // Of several, none is the one that the outputs could mean.
                ...(only === undefined || others.length > 0 ? {} : factsOf(only, isKeySet)),
            },
            keyInSections: true,
            sections: keys.length === 0 ? [] : tables(keys, isKeySet, now),
            data: { keys: keys.map((key) => dataOf(key, now)) },
        };
        return result;
    },
};
function requireTarget(inputs) {
    if ([..._config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .KEY_SET_INPUTS */ .JA, ..._config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .OBJECT_INPUTS */ .uF].some((name) => inputs.has(name)))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("key-set-id", "is missing, and so are application-object-id, app-id, service-principal-object-id and service-principal-app-id.", "Say whose keys to list: give the key set's id, or the object's.", "input-missing");
}
async function keysOfKeySet(keySetId, now, context) {
    const set = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySetIfAny */ .Vp)(context.graph, context.urls, keySetId);
    if (set === undefined)
        throw (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .keySetMissing */ .GQ)(keySetId, false);
    const { texts } = context.graph.network;
    const activeKid = set.keys.length === 0 ? undefined : await activeKidOf(set, context);
    return (0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .credentialsOfKeySet */ .$n)(set, { now, warnBefore: 0, texts }).map((credential, index) => ({
        ...credential,
        type: set.keys[index]?.kty,
        use: set.keys[index]?.use,
        inUse: activeKid === undefined ? undefined : set.keys[index]?.kid === activeKid,
    }));
}
/** The list is worth having without it: an empty text for "none", `undefined` where nobody says. */
async function activeKidOf(set, { graph, urls, log }) {
    try {
        return (await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .readActiveKey */ .Wt)(graph, urls, set.id))?.kid ?? "";
    }
    catch (error) {
        // A spent budget or an interrupt ends the run; a refusal does not.
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l) || error.code === "timeout" || error.code === "interrupted")
            throw error;
        log.notice(`Which key is in use is not known. ${error.what}`);
        return undefined;
    }
}
async function keysOfObject(target, now, context) {
    const holder = await readHolder(target, context);
    const { texts } = context.graph.network;
    const credentials = (0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .credentialsOfHolder */ .ar)(holder, { now, warnBefore: 0, texts });
    return credentials.map((credential, index) => ({
        ...credential,
        // The certificates come first, in their order.
        type: holder.keyCredentials[index]?.type,
        use: holder.keyCredentials[index]?.usage,
        inUse: undefined,
    }));
}
async function readHolder(target, context) {
    const doing = `read ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .describeTarget */ .ff)(target)}`;
    try {
        const holder = await (0,_graph_collections_js__WEBPACK_IMPORTED_MODULE_2__/* .readOneHolder */ .fT)(context.graph, context.urls, target);
        if (holder !== undefined)
            return holder;
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_4__/* .GraphRefused */ .p))
            throw error;
        const extra = await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .explainObjectRefusal */ .Bc)(error, target, undefined, context);
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_4__/* .explainRefusal */ .G)(error, doing, _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_OBJECTS */ .Yc, extra);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph's answer to "${doing}" has not the shape of an object.`,
        remedy: "Check graph-url and the proxy, and run it again.",
    });
}
/** What fits into a summary's width is open; the rest of each key is folded. */
function tables(keys, isKeySet, now) {
    const rows = keys.map((key) => [
        isKeySet ? [key.type, key.use].filter(Boolean).join(", ") : withName(key),
        key.keyId ?? "",
        key.expiresOn === undefined ? "never" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(key.expiresOn),
        key.expiresOn === undefined ? "" : String((0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .daysLeft */ .H_)(key.expiresOn, now)),
        key.state,
        ...(isKeySet ? [key.inUse === undefined ? "unknown" : key.inUse ? "yes" : "no"] : []),
    ]);
    const head = ["What it is", "Key id", "Expires on", "Days left", "State"];
    const rest = keys.map(({ keyId, notBefore, thumbprint }) => [
        keyId ?? "",
        notBefore === undefined ? "" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(notBefore),
        thumbprint ?? "",
    ]);
    return [
        { kind: "table", head: isKeySet ? [...head, "In use"] : head, rows },
        {
            kind: "table",
            title: "Thumbprints and first days",
            head: ["Key id", "Not before", "Thumbprint"],
            rows: rest,
            folded: true,
        },
    ];
}
function withName({ kind, name }) {
    return name === undefined ? kind : `${kind}: ${name}`;
}
function factsOf(key, isKeySet) {
    const { keyId, notBefore, expiresOn, thumbprint } = key;
    const ofKeySet = isKeySet ? { kid: keyId, keyType: key.type, keyUse: key.use } : {};
    return { ...ofKeySet, keyId, notBefore, expiresOn, thumbprint };
}
/** Named as the outputs are. */
function dataOf(key, now) {
    return {
        "key-id": key.keyId,
        kind: key.kind,
        name: key.name,
        type: key.type,
        use: key.use,
        thumbprint: key.thumbprint,
        "not-before": key.notBefore === undefined ? undefined : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(key.notBefore),
        "expires-on": key.expiresOn === undefined ? undefined : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(key.expiresOn),
        "days-left": key.expiresOn === undefined ? undefined : (0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .daysLeft */ .H_)(key.expiresOn, now),
        state: key.state,
        "in-use": key.inUse,
    };
}
function count(keys) {
    if (keys.length === 0)
        return "no keys";
    const states = new Map();
    for (const { state } of keys)
        states.set(state, (states.get(state) ?? 0) + 1);
    const parts = [...states].map(([state, number]) => `${String(number)} ${state}`).join(", ");
    return `${String(keys.length)} ${keys.length === 1 ? "key" : "keys"} (${parts})`;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ })

};
