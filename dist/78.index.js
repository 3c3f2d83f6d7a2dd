export const id = 78;
export const ids = [78];
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
        yield page
            .map((item) => readHolder(kind, item))
            .filter((holder) => holder !== undefined)
            .map(withoutCertificates);
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
/** A list does not hold them, and nobody who reads one needs them. */
function withoutCertificates(holder) {
    const keyCredentials = holder.keyCredentials.map((key) => ({ ...key, certificate: undefined }));
    return { ...holder, keyCredentials };
}
function readHolder(kind, item) {
    const objectId = (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .guidOf */ .dg)(item["id"]);
    if (objectId === undefined)
        return undefined;
    return {
        kind,
        objectId,
        appId: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .guidOf */ .dg)(item["appId"]),
        displayName: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .shortText */ .os)(item["displayName"]),
        keyCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .readKeyCredentials */ .E)(item),
        passwordCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .readPasswordCredentials */ .cC)(item),
    };
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

/***/ 1486:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readPages)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);


/** A collection of a million objects; what is longer goes round in a circle. */
const MOST_PAGES = 10_000;
/** A page may be empty and have a successor, but a collection does not consist of such pages. */
const MOST_EMPTY_PAGES = 50;
/** Twice the largest page that can be asked for; key sets come as many as there are. */
const MOST_ITEMS_OF_A_PAGE = 10_000;
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
    let empty = 0;
    for (let url = first; url !== undefined;) {
        if (seen.has(url.href) || seen.size >= MOST_PAGES)
            throw badLink(first, "leads round in a circle");
        seen.add(url.href);
        await before();
        const answer = await graph.read(url, "page");
        const { value } = answer;
        if (!Array.isArray(value) || value.length > MOST_ITEMS_OF_A_PAGE) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                code: "answer-unreadable",
                blame: "service",
                what: `${first.host} answered ${first.pathname} with something that is no list, or is far too long a one.`,
                remedy: "Check graph-url and the proxy.",
            });
        }
        empty = value.length === 0 ? empty + 1 : 0;
        if (empty > MOST_EMPTY_PAGES)
            throw badLink(first, "leads from one empty page to the next");
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
/** Long enough to know an application by, short enough for a table of hundreds of rows. */
const LONGEST_NAME = 60;
function credentialsOfKeySet(set, horizon) {
    const { texts } = horizon;
    const id = texts.id(set.id) ?? "(without id)";
    const owner = { kind: "key set", id, name: id };
    return set.keys.map((key) => ({
        owner,
        kind: keyKind(key, texts),
        name: undefined,
        keyId: texts.id(key.kid),
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
function keyKind({ kty, use }, texts) {
    const type = kty === "oct" ? "symmetric key" : kty === undefined ? "key" : `${texts.line(kty)} key`;
    return use === undefined ? type : `${type} (${texts.line(use)})`;
}
function credentialsOfHolder(holder, horizon) {
    const { texts } = horizon;
    const owner = {
        kind: holder.kind === "application" ? "application" : "service principal",
        id: holder.objectId,
        name: texts.name(holder.displayName, LONGEST_NAME) ?? holder.objectId,
    };
    // A certificate that signs (SAML, token encryption) is stored with the password of its PFX under the same id.
    const signing = new Set(holder.keyCredentials.filter(({ usage }) => usage === "Sign").map(({ keyId }) => keyId));
    return [
        ...holder.keyCredentials.map((key) => ({
            owner,
            kind: key.usage === undefined ? "certificate" : `certificate (${texts.line(key.usage)})`,
            name: texts.name(key.displayName, LONGEST_NAME),
            keyId: texts.id(key.keyId),
            thumbprint: key.thumbprint,
            notBefore: key.notBefore,
            expiresOn: key.expiresOn,
            state: stateOf(key.notBefore, key.expiresOn, horizon),
        })),
        ...holder.passwordCredentials.map((password) => ({
            owner,
            kind: signing.has(password.keyId) ? "password of a PFX" : "client secret",
            name: texts.name(password.displayName, LONGEST_NAME),
            keyId: texts.id(password.keyId),
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
