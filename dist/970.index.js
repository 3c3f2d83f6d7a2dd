export const id = 970;
export const ids = [970];
export const modules = {

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

/***/ 8970:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkOf: () => (/* binding */ checkOf)
});

// EXTERNAL MODULE: ./src/config/sign-in.ts
var sign_in = __webpack_require__(1029);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/inputs/names.ts
var names = __webpack_require__(5585);
// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
;// CONCATENATED MODULE: ./src/operations/check/federated.ts
/**
 * What the federated credential must say for this very job, and the subject's other form:
 * repositories made, renamed or moved since 2026-07-15 have ids in theirs (docs/service-facts.md, "GitHub's OIDC token").
 */
function describeFederation(claims, texts) {
    const shown = (claim) => claim === undefined ? "(none)" : cleanClaim(claim, texts);
    const issuer = shown(claims.issuer);
    const subject = shown(claims.subject);
    const audience = shown(claims.audience);
    // What was taken out of it would be put together again.
    const otherSubject = subject === claims.subject ? otherForm(claims) : undefined;
    const other = otherSubject === undefined ? undefined : shown(otherSubject);
    const form = hasIds(claims.subject)
        ? "the form with ids, of repositories made, renamed or moved since 2026-07-15"
        : "the form without ids";
    const credential = { name: "github-actions", issuer, subject, audiences: [audience] };
    return {
        finding: {
            check: "OIDC token",
            verdict: "ok",
            found: `Issuer ${issuer}, subject ${subject}, audience ${audience}: ${form}.`,
            remedy: "The federated credential must name exactly these three, in this letter case.",
        },
        sections: [
            { kind: "text", text: "The federated credential of the application that signs in must say:" },
            { kind: "code", language: "json", text: JSON.stringify(credential, null, 2) },
            ...(other === undefined
                ? []
                : [
                    {
                        kind: "text",
                        text: `The same job's subject ${hasIds(claims.subject) ? "without ids, which a credential from before may still name" : "with ids, once the repository is renamed or moved, or opts in"}:`,
                    },
                    { kind: "code", language: "text", text: other },
                ]),
        ],
    };
}
function hasIds(subject) {
    return subject !== undefined && /^repo:[^/:@]+@\d+\/[^/:@]+@\d+(:|$)/.test(subject);
}
function otherForm({ subject, repositoryId, ownerId }) {
    if (subject === undefined)
        return undefined;
    const withIds = /^repo:([^/:@]+)@\d+\/([^/:@]+)@\d+(:.*)?$/.exec(subject);
    if (withIds !== null) {
        return `repo:${withIds[1] ?? ""}/${withIds[2] ?? ""}${withIds[3] ?? ""}`;
    }
    const without = /^repo:([^/:@]+)\/([^/:@]+)(:.*)?$/.exec(subject);
    // A customised subject is whatever its owner made of it.
    if (without === null || repositoryId === undefined || ownerId === undefined)
        return undefined;
    return `repo:${without[1] ?? ""}@${ownerId}/${without[2] ?? ""}@${repositoryId}${without[3] ?? ""}`;
}
/** A subject may hold `::`, which cleaning would change: it is to be copied, and not printed at a line's start. */
function cleanClaim(claim, texts) {
    return texts.line(claim).replaceAll(": :", "::");
}

// EXTERNAL MODULE: ./src/graph/refused.ts
var refused = __webpack_require__(4332);
;// CONCATENATED MODULE: ./src/operations/check/finding.ts


/** A refusal as a finding: what it says, and the way out that it names. */
function refusedFinding(check, error) {
    const found = [error.what, error.why, error.requestId && `(request-id ${error.requestId})`]
        .filter((part) => part !== undefined && part !== "")
        .join(" ");
    return { check, verdict: "fails", found, remedy: error.remedy };
}
/**
 * An error as something to report: the run's own end (its time, an interrupt) is none, and
 * neither is a defect.
 */
function asRefusal(error, doing, needs) {
    if (error instanceof refused/* GraphRefused */.p)
        return (0,refused/* explainRefusal */.G)(error, doing, needs);
    if (error instanceof errors/* ActionError */.l && !["timeout", "interrupted", "internal-error"].includes(error.code))
        return error;
    throw error;
}

;// CONCATENATED MODULE: ./src/operations/check/permission.ts

/** They reach a whole tenant, or can hand out anything in it. */
const FAR_REACHING = new Set([
    "Application.ReadWrite.All",
    "Directory.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "RoleManagement.ReadWrite.Directory",
]);
/**
 * What the token may do, against what the operation needs: too little fails, too much is a note.
 *
 * @param rollsItself the caller is the very application whose keys are rolled; `undefined`: nobody knows
 */
function checkPermission(claims, allNeeds, rollsItself) {
    const check = "permission";
    const needed = allNeeds.map(permissions/* describeNeeds */.Pf).join("; and ");
    if (claims === undefined) {
        return [{ check, verdict: "unknown", found: "The token cannot be read.", remedy: `Needed: ${needed}.` }];
    }
    const held = [...new Set([...claims.roles, ...claims.scopes])];
    const findings = [];
    const useful = new Set();
    for (const needs of allNeeds) {
        const enough = needs.anyOf.find((name) => held.includes(name));
        const least = needs.anyOf[0] ?? "";
        if (needs === permissions/* ROLL_KEYS */.lz && enough === undefined) {
            findings.push(withoutPermission(rollsItself, least));
        }
        else if (enough === undefined) {
            findings.push({
                check,
                verdict: "fails",
                found: `The token holds ${held.length === 0 ? "no permission" : held.join(", ")}; none of them is enough.`,
                remedy: `Grant ${least} to the application that signs in, with admin consent, and wait some minutes. Needed: ${(0,permissions/* describeNeeds */.Pf)(needs)}.`,
            });
        }
        else {
            useful.add(enough);
            findings.push({ check, verdict: "ok", found: `${enough} is enough.`, remedy: "" });
        }
        if (enough !== undefined && enough !== least && FAR_REACHING.has(enough)) {
            findings.push({
                check: "least privilege",
                verdict: "note",
                found: `${enough} reaches every ${enough.startsWith("Directory") ? "object of the directory" : "application of the tenant"}.`,
                remedy: needs === permissions/* ROLL_KEYS */.lz && rollsItself === true
                    ? "The caller rolls its own keys and needs none; to look after a lost answer, Application.Read.All would do."
                    : `${least} would do${needs.condition === undefined ? "" : ` (${needs.condition})`}.`,
            });
        }
    }
    return [...findings, ...needless(held, useful)];
}
function withoutPermission(rollsItself, least) {
    const check = "permission";
    if (rollsItself === true) {
        const found = "None is needed: the caller rolls its own keys, and the proof is the authorization.";
        return { check, verdict: "ok", found, remedy: "" };
    }
    const grant = `Grant ${least} and make the caller an owner of the object`;
    if (rollsItself === false) {
        const found = "The token holds no permission for another application's keys.";
        return { check, verdict: "fails", found, remedy: `${grant}, or sign in as the application itself.` };
    }
    return {
        check,
        verdict: "unknown",
        found: "None is needed if the caller is the very application addressed, which could not be read.",
        remedy: `If it is another one: ${grant}.`,
    };
}
/** Roles that nothing here uses. Other steps may: so a note. */
function needless(held, useful) {
    const rest = held.filter((name) => !useful.has(name));
    if (rest.length === 0)
        return [];
    const far = rest.filter((name) => FAR_REACHING.has(name));
    return [
        {
            check: "least privilege",
            verdict: "note",
            found: `Not needed for this: ${rest.join(", ")}.${far.length > 0 ? ` ${far.join(" and ")} ${far.length === 1 ? "reaches" : "reach"} the whole tenant.` : ""}`,
            remedy: "Take away what nothing else needs; every workflow that may use this sign-in holds it.",
        },
    ];
}

;// CONCATENATED MODULE: ./src/operations/check/outcome.ts

const SIGNS = { ok: "✅", fails: "❌", note: "⚠️", unknown: "❔" };
const SKEW_WORTH_SAYING_MS = 30_000;
/** The service's time is used for everything that is signed: a wrong clock is a note, not a failure. */
function checkClock({ skewMs, doubt }) {
    const check = "clock";
    if (doubt !== undefined) {
        const remedy = "What cannot be taken back (a removal, a retirement) is refused until the times agree.";
        return { check, verdict: "note", found: doubt, remedy };
    }
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    const found = skewMs === 0
        ? "The runner's clock agrees with the service's."
        : `The runner's clock is ${String(seconds)} s ${skewMs > 0 ? "slow" : "fast"}.`;
    return Math.abs(skewMs) < SKEW_WORTH_SAYING_MS
        ? { check, verdict: "ok", found, remedy: "" }
        : {
            check,
            verdict: "note",
            found,
            remedy: "The service's time is used instead; let the runner keep time (NTP) all the same.",
        };
}
function headline(checked, findings) {
    const count = (verdict) => findings.filter((one) => one.verdict === verdict).length;
    if (count("fails") > 0)
        return `${checked} would not work here: ${named(findings, "fails")}.`;
    if (count("unknown") > 0)
        return `${checked} should work here; not known: ${named(findings, "unknown")}.`;
    return `${checked} would work here.`;
}
function named(findings, verdict) {
    return [...new Set(findings.filter((one) => one.verdict === verdict).map(({ check }) => check))].join(", ");
}
function findingTable(findings) {
    return {
        kind: "table",
        head: ["", "Check", "Found", "Remedy"],
        rows: findings.map(({ check, verdict, found, remedy }) => [SIGNS[verdict], check, found, remedy]),
    };
}
function failureOf(checked, findings) {
    const failing = findings.filter(({ verdict }) => verdict === "fails");
    const [first] = failing;
    if (first === undefined)
        return undefined;
    const more = failing.length - 1;
    return new errors/* ActionError */.l({
        code: "check-failed",
        blame: "input",
        what: `${headline(checked, findings)} ${first.check}: ${first.found}`,
        remedy: `${first.remedy}${more > 0 ? ` ${String(more)} more of the checks ${more === 1 ? "fails" : "fail"}: the job summary lists them all.` : ""}`,
    });
}

// EXTERNAL MODULE: ./src/graph/collections.ts
var collections = __webpack_require__(1685);
// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __webpack_require__(8893);
// EXTERNAL MODULE: ./src/graph/paging.ts
var paging = __webpack_require__(1486);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
;// CONCATENATED MODULE: ./src/operations/check/target.ts








/** The key set is there, or will be made. */
async function checkKeySet({ keySetId }, creates, { graph, urls }) {
    const check = "key set";
    try {
        const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
        if (set !== undefined) {
            const types = [...new Set(set.keys.flatMap(({ kty }) => (kty === undefined ? [] : [kty])))].join(", ");
            const found = `${set.id} has ${count(set.keys.length, "key")}${types === "" ? "" : ` of type ${types}`}.`;
            return { check, verdict: "ok", found, remedy: "" };
        }
        return creates
            ? { check, verdict: "ok", found: `${keySetId} does not exist; create-key-set makes it.`, remedy: "" }
            : {
                check,
                verdict: "fails",
                found: `There is no key set ${keySetId} in this tenant.`,
                remedy: "Check key-set-id and tenant-id; where the operation adds a key, create-key-set: true makes the set.",
            };
    }
    catch (error) {
        return refusedFinding(check, asRefusal(error, `read key set ${keySetId}`, permissions/* READ_KEY_SETS */.Dy));
    }
}
/** A look at the object; without one the findings that need it are unknown and not bad. */
async function lookAtObject(target, { graph, urls }) {
    const check = target.kind === "application" ? "application" : "service principal";
    const where = (0,object_access/* describeTarget */.ff)(target);
    try {
        const holder = await (0,collections/* readOneHolder */.fT)(graph, urls, target);
        if (holder === undefined) {
            const found = `The answer to a read of ${where} is no such object.`;
            return { finding: { check, verdict: "unknown", found, remedy: "Check graph-url." }, holder };
        }
        if (target.objectId !== undefined && holder.objectId !== target.objectId) {
            const found = `The object with that app id has the object id ${holder.objectId}, not ${target.objectId}.`;
            return {
                finding: { check, verdict: "fails", found, remedy: `Correct ${(0,object_access/* objectIdInput */.bn)(target)}.` },
                holder,
            };
        }
        const name = holder.displayName === undefined ? "" : ` (${graph.network.texts.line(holder.displayName)})`;
        const found = `${holder.objectId}${name} has ${count(holder.keyCredentials.length, "certificate")} and ${count(holder.passwordCredentials.length, "secret")}.`;
        return { finding: { check, verdict: "ok", found, remedy: "" }, holder };
    }
    catch (error) {
        if (!(error instanceof refused/* GraphRefused */.p) || !error.isForbidden) {
            return {
                finding: refusedFinding(check, asRefusal(error, `read ${where}`, permissions/* READ_OBJECTS */.Yc)),
                holder: undefined,
            };
        }
        return {
            finding: {
                check,
                verdict: "unknown",
                found: "The caller may not read it: its certificates were not compared, and after a lost answer nobody can look.",
                remedy: "Application.Read.All would allow it; without, give the object id as an input.",
            },
            holder: undefined,
        };
    }
}
/** removeKey and addKey: the certificate that signs the proof stands on the object, and is valid there. */
function checkProof({ pair }, holder, nowMs) {
    const check = "proof certificate";
    const { thumbprint } = pair;
    const ends = pair.certificate.validToDate;
    const validity = `valid until ${(0,iso_time/* isoSeconds */.n)(Math.floor(ends.getTime() / 1000))}`;
    if (ends.getTime() <= nowMs) {
        const found = `Certificate ${thumbprint} has expired.`;
        return { check, verdict: "fails", found, remedy: "Use a certificate of the object that is still valid." };
    }
    if (holder === undefined) {
        const found = `Certificate ${thumbprint}, ${validity}; whether it stands on the object is not known.`;
        return {
            check,
            verdict: "unknown",
            found,
            remedy: "Compare it in the Entra admin center: Certificates & secrets.",
        };
    }
    const registered = holder.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
    if (registered === undefined &&
        holder.keyCredentials.some((credential) => credential.thumbprint === undefined)) {
        return {
            check,
            verdict: "unknown",
            found: `Certificate ${thumbprint} is not among those whose thumbprint the service shows; it does not show all.`,
            remedy: "Compare it in the Entra admin center: Certificates & secrets.",
        };
    }
    if (registered === undefined) {
        const others = holder.keyCredentials.map((credential) => credential.thumbprint).join(", ");
        return {
            check,
            verdict: "fails",
            found: `Certificate ${thumbprint} is not on the object; there stand: ${others || "none"}.`,
            remedy: "Give a certificate of this very object: an application and its service principal have certificates of their own.",
        };
    }
    if (registered.expiresOn !== undefined && registered.expiresOn * 1000 <= nowMs) {
        const found = `Certificate ${thumbprint} has expired on the object.`;
        return {
            check,
            verdict: "fails",
            found,
            remedy: "Use another one; with none valid left an owner must add one in the portal.",
        };
    }
    return {
        check,
        verdict: "ok",
        found: `Certificate ${thumbprint} stands on the object, ${validity}.`,
        remedy: "",
    };
}
/** `OwnedBy` alone reaches what the caller owns. Worth one read, because the refusal later says nothing of it. */
async function checkOwnership(target, claims, { graph, urls }) {
    const check = "ownership";
    try {
        return (await isAmongOwners(target, claims.objectId, graph, urls))
            ? { check, verdict: "ok", found: "The caller is an owner of the object.", remedy: "" }
            : {
                check,
                verdict: "fails",
                found: `The caller (service principal ${claims.objectId ?? ""}) is not among the object's owners.`,
                remedy: "Application.ReadWrite.OwnedBy reaches owned objects only: make the caller an owner of it.",
            };
    }
    catch (error) {
        const { message } = asRefusal(error, `read the owners of ${(0,object_access/* describeTarget */.ff)(target)}`, permissions/* READ_OBJECTS */.Yc);
        return {
            check,
            verdict: "unknown",
            found: message,
            remedy: "Check that the caller is an owner of the object.",
        };
    }
}
/** On any page of them. */
async function isAmongOwners(target, callerId, graph, urls) {
    for await (const owners of (0,paging/* readPages */.n)(graph, urls.object(target, "owners", { $select: "id" }))) {
        if (owners.some(({ id }) => typeof id === "string" && id.toLowerCase() === callerId))
            return true;
    }
    return false;
}
function count(number, word) {
    return `${String(number)} ${word}${number === 1 ? "" : "s"}`;
}

;// CONCATENATED MODULE: ./src/operations/check.ts










const NO_NEEDS = { anyOf: [] };
/**
 * Tells, without writing anything, whether another operation would work here.
 *
 * Made from the table of the others, so that a new operation is checked without being
 * named here. Its sign-in is part of what it reports, and so it makes it itself.
 */
function checkOf(operations) {
    return {
        name: "check",
        needs: NO_NEEDS,
        signsInItself: true,
        // Those of any operation: which of them the checked one does not use is a finding.
        inputs: Object.keys(names/* INPUTS */.mc),
        async configure(context) {
            const name = (0,values/* requireOneOf */.h_)(context.inputs, "check-operation", Object.keys(operations));
            const checked = (await operations[name]?.());
            if (checked === undefined)
                throw new TypeError("an operation that was found is gone");
            const { signIn } = context;
            return {
                operation: "check",
                checked,
                ...(await tryInputs(checked, context)),
                signIn: { said: (0,sign_in/* describeSignIn */.c)(signIn), asks: signIn.kind !== "access-token" },
            };
        },
        async run(config, context) {
            const { findings, sections } = await look(config, context);
            for (const { check, verdict, found } of findings)
                context.log.step(`${check}: ${verdict}. ${found}`);
            const failure = failureOf(config.checked.name, findings);
            return {
                operation: config.operation,
                headline: headline(config.checked.name, findings),
                changed: false,
                sections: [findingTable(findings), ...sections],
                data: { "check-operation": config.checked.name, findings },
                ...(failure === undefined ? {} : { failure }),
            };
        },
    };
}
async function tryInputs(checked, context) {
    const check = "inputs";
    const unused = context.inputs.given.filter((name) => name !== "check-operation" && !names/* COMMON_INPUTS */.s7.includes(name) && !checked.inputs.includes(name));
    try {
        const config = await checked.configure(context);
        const ignored = unused.length === 0 ? "" : ` Not used by it: ${unused.join(", ")}.`;
        const found = `${checked.name} accepts them.${ignored}`;
        return { config, inputs: { check, verdict: unused.length === 0 ? "ok" : "note", found, remedy: "" } };
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l))
            throw error;
        return { config: undefined, inputs: refusedFinding(check, error) };
    }
}
async function look(config, context) {
    const signedIn = await trySignIn(config, context);
    const federated = await tryFederated(signedIn, context);
    const target = config.config?.target;
    const atTarget = signedIn.works && config.config !== undefined
        ? await lookAtTarget(config.config, config.checked, signedIn.claims, context)
        : signedIn.works
            ? checkPermission(signedIn.claims, [config.checked.needs], undefined)
            : [];
    const asked = config.signIn.asks || (signedIn.works && target !== undefined);
    const { network } = context.graph;
    return {
        findings: [
            config.inputs,
            signedIn.finding,
            ...federated.findings,
            ...(asked ? [checkClock(network.serviceClock)] : []),
            ...atTarget,
        ],
        sections: federated.sections,
    };
}
async function trySignIn({ signIn }, { graph }) {
    const check = "sign-in";
    try {
        const { claims } = await graph.tokens.get();
        return { works: true, finding: { check, verdict: "ok", found: signIn.said, remedy: "" }, claims };
    }
    catch (error) {
        const refused = asRefusal(error, "sign in", NO_NEEDS);
        return { works: false, finding: refusedFinding(check, refused), claims: undefined };
    }
}
async function tryFederated(signedIn, { graph }) {
    try {
        const claims = await graph.tokens.federatedClaims();
        if (claims === undefined)
            return { findings: [], sections: [] };
        const { finding, sections } = describeFederation(claims, graph.network.texts);
        return { findings: [finding], sections };
    }
    catch (error) {
        const finding = refusedFinding("OIDC token", asRefusal(error, "get an OIDC token", NO_NEEDS));
        // The sign-in failed of the same: once is enough.
        const known = finding.found === signedIn.finding.found;
        return { findings: known ? [] : [finding], sections: [] };
    }
}
async function lookAtTarget(config, checked, claims, context) {
    const needs = checked.needsOf?.(config) ?? [checked.needs];
    const { target } = config;
    if (target === undefined)
        return checkPermission(claims, needs, undefined);
    if ("keySetId" in target) {
        const permission = checkPermission(claims, needs, undefined);
        return [...permission, await checkKeySet(target, config.createKeySet === true, context)];
    }
    const { finding, holder } = await lookAtObject(target, context);
    const itself = isItself(target, holder, claims);
    const findings = [...checkPermission(claims, needs, itself), finding];
    if (claims !== undefined && holder !== undefined && needsOwnership(needs, claims, itself)) {
        findings.push(await checkOwnership(target, claims, context));
    }
    if (config.proof !== undefined) {
        findings.push(checkProof(config.proof, holder, context.graph.network.serviceClock.now()));
    }
    return findings;
}
/** The caller is the application addressed; `undefined` where an object id alone does not tell. */
function isItself(target, holder, claims) {
    if (claims?.appId === undefined)
        return undefined;
    const appId = target.appId ?? holder?.appId;
    if (appId !== undefined)
        return appId === claims.appId;
    return target.kind === "servicePrincipal" ? target.objectId === claims.objectId : undefined;
}
/** `OwnedBy` is all that the caller has for a write. */
function needsOwnership(needs, claims, itself) {
    return needs.some((one) => (one === permissions/* WRITE_OBJECTS */.NH || (one === permissions/* ROLL_KEYS */.lz && itself !== true)) &&
        one.anyOf.filter((name) => claims.roles.includes(name)).join() === "Application.ReadWrite.OwnedBy");
}


/***/ })

};
