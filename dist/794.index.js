export const id = 794;
export const ids = [794];
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

/***/ 1685:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listHolders),
/* harmony export */   Zi: () => (/* binding */ listKeySets),
/* harmony export */   fT: () => (/* binding */ readOneHolder)
/* harmony export */ });
/* harmony import */ var _paging_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1486);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7563);


const SELECT = "id,appId,displayName,keyCredentials,passwordCredentials";
/** The largest page: fewest reads against the limit. */
const TOP = "999";
/** Every application, or every service principal, page by page. */
async function* listHolders(graph, urls, kind, pace) {
    const url = urls.objects(kind, { $select: SELECT, $top: TOP });
    for await (const page of (0,_paging_js__WEBPACK_IMPORTED_MODULE_0__/* .readPages */ .n)(graph, url, () => pace.next())) {
        yield page.map((item) => readHolder(kind, item)).filter((holder) => holder !== undefined);
    }
}
/** @returns `undefined` where the answer has not the shape of an object */
async function readOneHolder(graph, urls, target) {
    const answer = await graph.read(urls.object(target, undefined, { $select: SELECT }));
    return readHolder(target.kind, (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .unwrapValue */ .ZF)(answer));
}
/** Every key set, page by page. No `$top`: whether key sets know it is not documented. */
async function* listKeySets(graph, urls) {
    for await (const page of (0,_paging_js__WEBPACK_IMPORTED_MODULE_0__/* .readPages */ .n)(graph, urls.keySets())) {
        yield page.map(_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .readKeySet */ .AJ).filter((set) => set !== undefined);
    }
}
function readHolder(kind, item) {
    const text = (name) => {
        const value = item[name];
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const objectId = text("id")?.toLowerCase();
    if (objectId === undefined)
        return undefined;
    return {
        kind,
        objectId,
        appId: text("appId")?.toLowerCase(),
        displayName: text("displayName"),
        keyCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .readKeyCredentials */ .E)(item),
        passwordCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .readPasswordCredentials */ .cC)(item),
    };
}


/***/ }),

/***/ 1486:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readPages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);


/** A collection of a million objects; what is longer goes round in a circle. */
const MOST_PAGES = 10_000;
/**
 * The items of a collection, page by page, along `@odata.nextLink`.
 *
 * The link comes from outside and every request carries the token: it is followed on the
 * same origin and the same path only, and no link twice.
 *
 * @param before is waited for before each page, such as for a limit of reads a minute
 */
async function* readPages(graph, first, before = () => Promise.resolve()) {
    const seen = new Set();
    for (let url = first; url !== undefined;) {
        if (seen.has(url.href) || seen.size >= MOST_PAGES)
            throw badLink(first, "leads round in a circle");
        seen.add(url.href);
        await before();
        const answer = await graph.read(url);
        const { value } = answer;
        if (!Array.isArray(value)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                code: "answer-unreadable",
                blame: "service",
                what: `${first.host} answered ${first.pathname} with something that is no list.`,
                remedy: "Check graph-url and the proxy.",
            });
        }
        yield value.filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv);
        url = nextLink(first, answer["@odata.nextLink"]);
    }
}
function nextLink(first, link) {
    if (link === undefined || link === null)
        return undefined;
    if (typeof link !== "string" || !URL.canParse(link))
        throw badLink(first, "is no address");
    const next = new URL(link);
    if (next.origin !== first.origin || next.username !== "" || next.password !== "")
        throw badLink(first, "leads to another host");
    // The service writes its own paths in letters of either case.
    if (next.pathname.toLowerCase() !== first.pathname.toLowerCase())
        throw badLink(first, "leads to another path");
    next.hash = "";
    return next;
}
/** Does not repeat the link: it is somebody else's text. */
function badLink(first, problem) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `The link to the next page of ${first.pathname} ${problem}; it was not followed.`,
        why: "Every request carries the access token, which must not go anywhere else.",
        remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
    });
}


/***/ }),

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
            sections: keys.length === 0 ? [] : [table(keys, isKeySet, now)],
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
    const activeKid = set.keys.length === 0 ? undefined : await activeKidOf(set, context);
    return (0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .credentialsOfKeySet */ .$n)(set, { now, warnBefore: 0 }).map((credential, index) => ({
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
    const credentials = (0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .credentialsOfHolder */ .ar)(holder, { now, warnBefore: 0 });
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
function table(keys, isKeySet, now) {
    const dates = ({ notBefore, expiresOn }) => [
        notBefore === undefined ? "" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(notBefore),
        expiresOn === undefined ? "never" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(expiresOn),
        expiresOn === undefined ? "" : String((0,_report_credential_js__WEBPACK_IMPORTED_MODULE_7__/* .daysLeft */ .H_)(expiresOn, now)),
    ];
    return isKeySet
        ? {
            kind: "table",
            head: [
                "Key id (kid)",
                "Type",
                "Use",
                "Not before",
                "Expires on",
                "Days left",
                "State",
                "In use",
                "Thumbprint",
            ],
            rows: keys.map((key) => [
                key.keyId ?? "",
                key.type ?? "",
                key.use ?? "",
                ...dates(key),
                key.state,
                key.inUse === undefined ? "unknown" : key.inUse ? "yes" : "no",
                key.thumbprint ?? "",
            ]),
        }
        : {
            kind: "table",
            head: ["Key id", "Kind", "Name", "Not before", "Expires on", "Days left", "State", "Thumbprint"],
            rows: keys.map((key) => [
                key.keyId ?? "",
                key.kind,
                key.name ?? "",
                ...dates(key),
                key.state,
                key.thumbprint ?? "",
            ]),
        };
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


/***/ }),

/***/ 3696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ credentialsOfKeySet),
/* harmony export */   H_: () => (/* binding */ daysLeft),
/* harmony export */   _c: () => (/* binding */ endsWithin),
/* harmony export */   ar: () => (/* binding */ credentialsOfHolder),
/* harmony export */   d6: () => (/* binding */ isDisabled),
/* harmony export */   y3: () => (/* binding */ bySoonestEnd)
/* harmony export */ });
/* harmony import */ var _service_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8114);

/** Long enough to know an application by, short enough for a table of hundreds of rows. */
const LONGEST_NAME = 60;
function credentialsOfKeySet(set, horizon) {
    const id = cleanName(set.id) ?? "(without id)";
    const owner = { kind: "key set", id, name: id };
    return set.keys.map((key) => ({
        owner,
        kind: keyKind(key),
        name: undefined,
        keyId: cleanName(key.kid),
        thumbprint: key.thumbprint,
        notBefore: key.nbf,
        expiresOn: key.exp,
        state: isDisabled(key) ? "disabled" : stateOf(key.nbf, key.exp, horizon),
    }));
}
/** The service documents `enabled` and `disabled`, and may come to know more. */
function isDisabled(key) {
    return key.status?.toLowerCase() === "disabled";
}
function keyKind({ kty, use }) {
    const type = kty === "oct" ? "symmetric key" : kty === undefined ? "key" : `${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(kty)} key`;
    return use === undefined ? type : `${type} (${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(use)})`;
}
function credentialsOfHolder(holder, horizon) {
    const owner = {
        kind: holder.kind === "application" ? "application" : "service principal",
        id: holder.objectId,
        name: cleanName(holder.displayName) ?? holder.objectId,
    };
    // A certificate that signs (SAML, token encryption) is stored with the password of its PFX under the same id.
    const signing = new Set(holder.keyCredentials.filter(({ usage }) => usage === "Sign").map(({ keyId }) => keyId));
    return [
        ...holder.keyCredentials.map((key) => ({
            owner,
            kind: key.usage === undefined ? "certificate" : `certificate (${(0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(key.usage)})`,
            name: cleanName(key.displayName),
            keyId: cleanName(key.keyId),
            thumbprint: key.thumbprint,
            notBefore: key.notBefore,
            expiresOn: key.expiresOn,
            state: stateOf(key.notBefore, key.expiresOn, horizon),
        })),
        ...holder.passwordCredentials.map((password) => ({
            owner,
            kind: signing.has(password.keyId) ? "password of a PFX" : "client secret",
            name: cleanName(password.displayName),
            keyId: cleanName(password.keyId),
            thumbprint: undefined,
            notBefore: password.notBefore,
            expiresOn: password.expiresOn,
            state: stateOf(password.notBefore, password.expiresOn, horizon),
        })),
    ];
}
function stateOf(notBefore, expiresOn, horizon) {
    if (expiresOn !== undefined && expiresOn <= horizon.now)
        return "expired";
    if (notBefore !== undefined && notBefore > horizon.now)
        return "not yet valid";
    return endsWithin(expiresOn, horizon.now, horizon.warnBefore) ? "expiring" : "active";
}
/** Ends in the future, and sooner than that. */
function endsWithin(expiresOn, now, seconds) {
    return expiresOn !== undefined && expiresOn > now && expiresOn - now < seconds;
}
function cleanName(text) {
    const clean = text === undefined ? "" : (0,_service_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanServiceText */ .A)(text);
    const characters = Array.from(clean);
    if (characters.length === 0)
        return undefined;
    return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join("")}…` : clean;
}
/** What ends next comes first, then what never ends, then what has ended, the last to end before the others. */
function bySoonestEnd(credentials) {
    const rank = ({ state, expiresOn }) => state === "expired" ? 2 : expiresOn === undefined ? 1 : 0;
    return [...credentials].sort((a, b) => {
        const order = rank(a) - rank(b);
        if (order !== 0)
            return order;
        const difference = (a.expiresOn ?? 0) - (b.expiresOn ?? 0);
        return rank(a) === 2 ? -difference : difference;
    });
}
/** Whole days, rounded down; negative for what has ended. */
function daysLeft(expiresOn, now) {
    return Math.floor((expiresOn - now) / 86_400);
}


/***/ })

};
