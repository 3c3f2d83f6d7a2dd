export const id = 818;
export const ids = [818];
export const modules = {

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

/***/ 1905:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Journal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Where a rotation stands: tells an interrupted run's reader what the next run will do. */
class Journal {
    #next = "Nothing was written: the next run starts afresh.";
    /** @param next what the next run will do if this one stops here */
    reached(next) {
        this.#next = next;
    }
    /** Runs the steps; an interrupt or a spent budget says what comes next. */
    async follow(steps) {
        try {
            return await steps();
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout")) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                    code: error.code,
                    blame: error.blame,
                    what: error.what,
                    ...(error.why === undefined ? {} : { why: error.why }),
                    remedy: this.#next,
                    cause: error,
                });
            }
            throw error;
        }
    }
}


/***/ }),

/***/ 818:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateKeySet: () => (/* binding */ rotateKeySet)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __webpack_require__(8893);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
;// CONCATENATED MODULE: ./src/rotation/key-set-coverage.ts
const CENTURY = 36_525 * 86_400;
/** A key whose status is not known counts as enabled. */
function isEnabled({ status }) {
    return status !== "disabled";
}
/**
 * A key without any date. The documentation calls it the safety net for when no other is valid, and ranks
 * it in two ways (docs/service-facts.md, "The active key"): nobody knows before it is in use whether it will be.
 */
function isNet({ nbf, exp }) {
    return nbf === undefined && exp === undefined;
}
/** When the key is valid; `undefined` for the net, and for a key that never is. */
function periodOf(key, now) {
    const from = key.nbf ?? -Infinity;
    const to = key.exp ?? Infinity;
    // Nobody stages a key for the next century: its times are in milliseconds, and it never begins.
    if (isNet(key) || to <= from || from > now + CENTURY)
        return undefined;
    return { from, to };
}
/** What the keys cover from `at` on. Whether they are enabled is the caller's to say. */
function coverageFrom(keys, at) {
    const periods = keys
        .map((key) => periodOf(key, at))
        .filter((period) => period !== undefined)
        .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    let until = at;
    for (const { from, to } of periods) {
        if (from > until)
            return { until, next: from };
        until = Math.max(until, to);
    }
    return { until, next: undefined };
}
/**
 * The keys that may be the active one then, by the documented rule: of the enabled ones that are valid, the one
 * whose time began last. Keys without `nbf` stand behind all others, and two of the same second are equals.
 */
function activeByDates(keys, at) {
    const valid = keys.filter((key) => isEnabled(key) && (key.nbf ?? -Infinity) <= at && at < (key.exp ?? Infinity));
    const began = Math.max(...valid.map(({ nbf }) => nbf ?? -Infinity));
    return valid.filter(({ nbf }) => (nbf ?? -Infinity) === began);
}

;// CONCATENATED MODULE: ./src/rotation/key-set-situation.ts

/** A key whose time came or ended a moment ago is seen so by some replicas, and not by others. */
const ACTIVATION_GRACE_SECONDS = 60;
function situationOf(observation, rules, now) {
    // A kid's letter case counts.
    const leaked = observation.keys.find(({ kid }) => kid === rules.emergencyKeyId);
    const { kids, remarks } = retireable(observation, rules, now);
    const idle = leaked !== undefined && !isInUse(leaked, observation, now);
    const goes = [...new Set([...kids, ...(idle ? [leaked.kid] : [])])];
    const staying = observation.keys.filter((key) => key !== leaked && !goes.includes(key.kid));
    const outlook = outlookOf(staying, observation.active?.kid, rules, now);
    return { ...observation, rules, now, leaked, goes, remarks, outlook };
}
/** Only enabled keys of the use that is rolled keep a policy alive. */
function outlookOf(keys, activeKid, { keyUse, leadSeconds, rules }, now) {
    const { validitySeconds, threshold } = rules;
    return {
        keys: keys.filter((key) => isEnabled(key) && isOfUse(key, keyUse)),
        activeKid,
        now,
        leadSeconds,
        validitySeconds,
        threshold,
    };
}
/** A key that does not say what it is for may be for this. */
function isOfUse({ use }, keyUse) {
    return use === undefined || keyUse === undefined || use === keyUse;
}
/** The service says so, or the dates do. */
function isInUse(key, { keys, active }, now) {
    return active?.kid === key.kid || activeByDates(keys, now).some(({ kid }) => kid === key.kid);
}
/** What the user names, but never the key that signs now, or will in a moment. */
function retireable(observation, { rules, operation }, now) {
    if (!rules.retireDue && operation === "rotate")
        return { kids: [], remarks: [] };
    const kids = [];
    const remarks = [];
    for (const kid of rules.retirement.retireKeyIds) {
        const key = observation.keys.find((candidate) => candidate.kid === kid);
        // What an earlier run has disabled is nothing to speak of every night.
        if (key !== undefined && !isEnabled(key))
            continue;
        if (key === undefined) {
            remarks.push({ level: "notice", text: `Key ${kid} is not a key of the set: nothing to retire.` });
        }
        else if (isInUse(key, observation, now) || isInUse(key, observation, now + ACTIVATION_GRACE_SECONDS)) {
            remarks.push({ level: "warning", text: `Key ${kid} is the active key, and stays.` });
        }
        else
            kids.push(kid);
    }
    return { kids, remarks };
}

;// CONCATENATED MODULE: ./src/rotation/key-set-alarm.ts




/** The first run after a staged key's time sees whether it took over. */
function wrongKeyActive({ keys, active }, { emergencyKeyId, keyUse }, now) {
    const [expected] = activeByDates(keys, now);
    // Of keys without an activation date the documentation does not say which is used.
    if (expected?.nbf === undefined || emergencyKeyId !== undefined)
        return undefined;
    const own = keys.filter((key) => isOfUse(key, keyUse));
    const isFine = [now - ACTIVATION_GRACE_SECONDS, now, now + ACTIVATION_GRACE_SECONDS].some((at) => [keys, own].some((list) => {
        const possible = activeByDates(list, at);
        return active === undefined
            ? possible.length === 0 && list.length > 0
            : possible.some(({ kid }) => kid === active.kid);
    }));
    if (isFine)
        return undefined;
    return new errors/* ActionError */.l({
        code: "wrong-key-active",
        blame: "service",
        what: `Key ${expected.kid} should be active since ${(0,iso_time/* isoSeconds */.n)(expected.nbf)}, and the service uses ${active === undefined ? "none" : `key ${active.kid}`}.`,
        why: "What is due is done all the same.",
        remedy: `Look at the key set in the portal: a key without dates may win, or a key may be disabled. Disable the wrong one with disable-key${active === undefined ? "" : ` (key-id ${active.kid})`}; until then every run says so.`,
    });
}
/** What was read may be a replica's older state: worth another look before anything is concluded. */
function isDoubtful(observation, rules, now) {
    const { emergencyKeyId } = rules;
    if (emergencyKeyId !== undefined)
        return !observation.keys.some(({ kid }) => kid === emergencyKeyId);
    return observation.exists && wrongKeyActive(observation, rules, now) !== undefined;
}

// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
;// CONCATENATED MODULE: ./src/rotation/key-set-needs.ts



const DAY = 86_400;
/** A night that does not happen may not cost the lead. */
const MARGIN = 2 * DAY;
/** No key is valid now, so nothing can be waited for. */
function needNow(outlook) {
    const { keys, now } = outlook;
    if (isServedByNet(outlook) || coverageFrom(keys, now).until > now)
        return undefined;
    const why = keys.length === 0 ? "no key of the set is enabled" : "no key of the set is valid now, and policies fail";
    return { why, dueAt: now, begins: now };
}
/**
 * Between two keys there is a time without any. One key can close it: then at once, however far ahead it lies.
 * Where a key may not live that long it is filled step by step, each as it is due, so that keys do not pile up.
 */
function needInGap(outlook) {
    const { keys, now, validitySeconds } = outlook;
    const { until, next } = coverageOf(outlook);
    if (next === undefined)
        return undefined;
    const before = keys.find(({ exp }) => exp === until);
    const dueAt = next - until <= validitySeconds || before === undefined ? now : dueByEnd(before, until, outlook);
    return {
        why: `from ${(0,iso_time/* isoSeconds */.n)(until)} until ${(0,iso_time/* isoSeconds */.n)(next)} the set would have no key`,
        dueAt,
        begins: until,
    };
}
/** The newest key is near its end. One that is older and ends later would only come back into use after it. */
function needAtEnd(outlook) {
    const newest = newestOf(outlook);
    if (newest?.exp === undefined || coverageOf(outlook).next !== undefined)
        return undefined;
    return {
        why: "the newest key is due",
        dueAt: dueByEnd(newest, newest.exp, outlook),
        begins: beginsAfterLead(outlook),
    };
}
/** The newest key has no end: it is due by its age, where the threshold is a time and not a share of a lifetime. */
function needByAge(outlook) {
    const { threshold } = outlook;
    const newest = newestOf(outlook);
    if (newest?.nbf === undefined || newest.exp !== undefined || threshold.kind === "share")
        return undefined;
    if (coverageOf(outlook).next !== undefined)
        return undefined;
    return {
        why: "the newest key is due by its age",
        dueAt: newest.nbf + threshold.seconds,
        begins: beginsAfterLead(outlook),
    };
}
/** When the set will need its next key, if nobody touches it; `undefined` where nothing in it ever ends. */
function nextDue(outlook) {
    const needs = [needNow, needInGap, needAtEnd, needByAge].map((need) => need(outlook)?.dueAt);
    const known = needs.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
}
/** After the lead; but never after the last moment that is covered. */
function beginsAfterLead(outlook) {
    return Math.min(outlook.now + outlook.leadSeconds, coverageOf(outlook).until);
}
/**
 * Seen from now on; or, where a key without dates is in use and no other is valid, from the first moment that
 * everybody could know a new key: until then the one in use is the better one.
 */
function coverageOf(outlook) {
    const { keys, now, leadSeconds } = outlook;
    return coverageFrom(keys, isServedByNet(outlook) ? now + leadSeconds : now);
}
function isServedByNet({ keys, activeKid }) {
    return keys.some((key) => isNet(key) && key.kid === activeKid);
}
/** By its activation, keys without one last; of equals the one that ends later. Ended keys are as old as any. */
function newestOf({ keys, now }) {
    const dated = keys.filter((key) => periodOf(key, now) !== undefined);
    const living = dated.filter(({ exp }) => exp === undefined || exp > now);
    const end = ({ exp = Number.MAX_SAFE_INTEGER }) => exp;
    return [...(living.length > 0 ? living : dated)].sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0) || end(right) - end(left))[0];
}
/**
 * Early enough for the lead, whatever the threshold says. A key that does not say when it began is taken to
 * live as long as those that are made here.
 */
function dueByEnd({ nbf }, exp, outlook) {
    const { threshold, validitySeconds, leadSeconds } = outlook;
    const byThreshold = (0,due/* dueFrom */.ds)(threshold, nbf ?? exp - validitySeconds, exp) ?? exp;
    // A third at most: a key that lives for three days is not due again as soon as it is there.
    const margin = Math.min(MARGIN, Math.floor(validitySeconds / 3));
    return Math.min(byThreshold, exp - leadSeconds - margin);
}

;// CONCATENATED MODULE: ./src/rotation/key-set-decision.ts







/**
 * All reasons for what a run does with a key set, in their order: the first that applies decides.
 * None of them reads or writes anything.
 */
const CHECKS = [
    ["key-set-missing", keySetIsMissing],
    ["leaked-key-unknown", leakedKeyIsUnknown],
    ["leaked-key-disabled", leakedKeyIsDisabled],
    ["retirement-only", retirementOnly],
    ["other-key-type", otherKeyType],
    ["other-key-use", otherKeyUse],
    ["leaked-key-succeeded", leakedKeyIsSucceeded],
    ["leaked-key-in-use", leakedKeyIsInUse],
    ["forced", isForced],
    ["empty-set", isEmpty],
    ["no-key-now", key_set_decision_due(needNow)],
    ["gap-ahead", key_set_decision_due(needInGap)],
    ["end-near", key_set_decision_due(needAtEnd)],
    ["key-too-old", key_set_decision_due(needByAge)],
    ["not-due", notDue],
];
/** @param now seconds since 1970, the service's time */
function decideKeySet(observation, rules, now) {
    const situation = situationOf(observation, rules, now);
    for (const [check, applies] of CHECKS) {
        const verdict = applies(situation);
        if (verdict === undefined)
            continue;
        const isDone = verdict.does === "nothing" && verdict.because === "disabled-already";
        const { leaked, goes } = situation;
        return {
            ...verdict,
            check,
            disable: verdict.does === "refuse" || isDone ? [] : goes,
            disableAfter: leaked === undefined || goes.includes(leaked.kid) || !["add", "succeed"].includes(verdict.does)
                ? undefined
                : leaked.kid,
            remarks: verdict.does === "refuse" ? [] : remarksOn(situation, verdict),
            alarm: wrongKeyActive(observation, rules, now),
        };
    }
    throw new TypeError("the last check applies always");
}
function keySetIsMissing({ exists, keySetId, rules }) {
    const isEmergency = rules.emergencyKeyId !== undefined;
    if (exists || (rules.createKeySet && !isEmergency))
        return undefined;
    return {
        does: "refuse",
        error: (0,key_sets/* keySetMissing */.GQ)(keySetId, rules.operation === "rotate" && !isEmergency),
    };
}
function leakedKeyIsUnknown({ leaked, keySetId, keys, rules }) {
    const { emergencyKeyId } = rules;
    if (emergencyKeyId === undefined || leaked !== undefined)
        return undefined;
    const shown = keys.slice(0, 10).map((key) => (isEnabled(key) ? key.kid : `${key.kid} (disabled)`));
    const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
    return {
        does: "refuse",
        error: new errors/* ActionError */.l({
            code: "key-not-found",
            blame: "input",
            what: `emergency-key-id: key set ${keySetId} has no key ${emergencyKeyId}, at several looks.`,
            why: keys.length === 0 ? "It is empty." : `Its keys are ${shown.join(", ")}${more}.`,
            remedy: "Nothing was done: if the leaked key is another one, it is still enabled. Give its kid exactly, letter case included.",
        }),
    };
}
function leakedKeyIsDisabled({ leaked }) {
    return leaked === undefined || isEnabled(leaked)
        ? undefined
        : { does: "nothing", because: "disabled-already" };
}
function retirementOnly({ rules }) {
    return rules.operation === "retire" ? { does: "nothing", because: "retirement" } : undefined;
}
function otherKeyType({ keys, rules }) {
    const kty = keyTypeOf(rules);
    const other = keys.find((key) => key.kty !== undefined && key.kty !== kty);
    if (other === undefined)
        return undefined;
    const error = (0,errors/* inputError */.X)("key-type", `the key set holds ${other.kty ?? ""} keys, and one of type ${kty} does not go with them.`, "A key set holds keys of one type: use another key set.");
    return { does: "refuse", error };
}
/** A new key would take over from keys that are for something else: more likely the input is wrong. */
function otherKeyUse({ keys, rules }) {
    const { keyUse } = rules;
    const other = keys.find(isEnabled)?.use;
    if (other === undefined || keys.some((key) => isOfUse(key, keyUse)))
        return undefined;
    const error = (0,errors/* inputError */.X)("key-use", `is ${keyUse ?? ""}, and every key of the set is for ${other}: a new key would take their place.`, `Give key-use ${other}, or use another key set.`);
    return { does: "refuse", error };
}
function leakedKeyIsSucceeded({ leaked, goes, outlook, now }) {
    if (leaked === undefined || goes.includes(leaked.kid))
        return undefined;
    const [successor] = activeByDates(outlook.keys, now);
    // An older key, that would take its place once it is gone, may be gone too: who had the one may have had both.
    if (successor === undefined || (successor.nbf ?? -Infinity) <= (leaked.nbf ?? -Infinity))
        return undefined;
    return { does: "succeed", successor };
}
function leakedKeyIsInUse({ leaked, goes, now, rules }) {
    if (leaked === undefined || goes.includes(leaked.kid))
        return undefined;
    // A leaked key cannot wait until everybody knows the next one.
    return newKey(`key ${leaked.kid} is said to have leaked`, now, rules);
}
function isForced({ outlook, rules }) {
    if (!rules.rules.force)
        return undefined;
    return newKey("`force` is set", beginsAfterLead(outlook), rules);
}
function isEmpty({ keys, now, rules }) {
    return keys.length === 0 ? newKey("the key set is empty", now, rules) : undefined;
}
function key_set_decision_due(need) {
    return ({ outlook, now, rules }) => {
        const found = need(outlook);
        return found === undefined || found.dueAt > now ? undefined : newKey(found.why, found.begins, rules);
    };
}
function notDue() {
    return { does: "nothing", because: "not-due" };
}
/** Never longer than `validity`, however long the gap is: the rest of it is another key's. */
function newKey(why, nbf, { rules }) {
    return { does: "add", why, nbf, exp: nbf + rules.validitySeconds };
}
/** In JWK spelling. */
function keyTypeOf({ source }) {
    return source.kind === "generate" && source.keyType === "RSA" ? "RSA" : "oct";
}
function remarksOn(situation, verdict) {
    const { remarks, outlook } = situation;
    return [
        ...remarks,
        ...(verdict.does === "add" ? aboutNewKey(situation, verdict) : []),
        ...aboutOtherUse(situation, outlook.keys),
    ];
}
function aboutNewKey({ outlook, rules, leaked, now, keys }, { nbf, exp }) {
    const remarks = [];
    const late = now + rules.leadSeconds - nbf;
    if (late > 0 && leaked === undefined && keys.length > 0) {
        const hours = String(Math.round((nbf - now) / 3600));
        remarks.push({
            level: "warning",
            text: `The new key is public only ${hours} h before it is used, and not as long as \`lead\` says: later there would be no key at all. Who has cached the public keys may refuse it until then.`,
        });
    }
    const gap = needInGap({ ...outlook, keys: [...outlook.keys, { ...NO_KEY, nbf, exp }] });
    if (gap !== undefined) {
        remarks.push({
            level: "notice",
            text: `After the new key's end a gap is left: ${gap.why}. ${gap.dueAt <= now ? "The next run fills it." : `It is longer than a key lives (\`validity\`), and is filled on in time, from ${(0,iso_time/* isoSeconds */.n)(gap.dueAt)} on.`}`,
        });
    }
    const undated = outlook.keys.filter((key) => key.nbf === undefined).map(({ kid }) => kid);
    if (undated.length > 0) {
        // They compete with dated ones by rules that are documented twice, differently.
        remarks.push({
            level: "notice",
            text: `Keys without an activation date stand behind the new one, and are used when no dated key is valid: ${undated.join(", ")}. The run after the new key's time checks which one is active.`,
        });
    }
    return remarks;
}
/** One key of a set is active, whatever it is for. */
function aboutOtherUse({ keys, goes, leaked, now, rules }, own) {
    if (own.length === 0)
        return [];
    const staying = keys.filter((key) => key !== leaked && !goes.includes(key.kid));
    const takesOver = staying.filter((key) => {
        if (!isEnabled(key) || isOfUse(key, rules.keyUse) || key.nbf === undefined)
            return false;
        return activeByDates(staying, Math.max(now, key.nbf)).includes(key);
    });
    return takesOver.map(({ kid, use, nbf }) => ({
        level: "warning",
        text: `Key ${kid} is for ${use ?? ""}, and by its dates it is the active key from ${(0,iso_time/* isoSeconds */.n)(nbf ?? 0)} on: those for ${rules.keyUse ?? ""} are not used then. If it does not belong there, disable it with disable-key.`,
    }));
}
const NO_KEY = {
    kid: "",
    kty: undefined,
    use: undefined,
    nbf: undefined,
    exp: undefined,
    status: undefined,
    x5t: undefined,
    thumbprint: undefined,
};

;// CONCATENATED MODULE: ./src/rotation/key-set-report.ts





function keySetResult(end) {
    const { observation, rules, added, retired } = end;
    const { keySetId, keys } = observation;
    const key = added ?? stagedOf(end) ?? activeOf(end) ?? endsLast(keys);
    return {
        operation: rules.operation,
        headline: headline(end),
        changed: added !== undefined || retired.length > 0,
        key: key === undefined ? { keySetId } : keyFacts(keySetId, key),
        rotation: {
            rotated: added !== undefined,
            deliveredTo: [],
            previousKeyId: added === undefined ? undefined : (activeOf(end) ?? endsLast(keys))?.kid,
            retireAfter: undefined,
            retiredKeyIds: retired,
            dueInDays: dueInDays(end),
        },
        sections: [
            {
                kind: "table",
                title: "Keys of the set",
                head: ["What it is", "Key id", "Active from", "Expires on"],
                rows: [
                    ...keys.map((one) => row(one, roleOf(one, end))),
                    ...(added === undefined ? [] : [row(added, "new")]),
                ],
            },
        ],
    };
}
/** Of the set as it stands now: what was disabled does not count, what was added does. */
function dueInDays({ observation, rules, added, retired, now }) {
    const { keys, active } = observation;
    const left = [...keys.filter(({ kid }) => !retired.includes(kid)), ...(added === undefined ? [] : [added])];
    const at = nextDue(outlookOf(left, active?.kid, rules, now));
    return at === undefined ? undefined : (0,due/* daysUntil */.AQ)(at, now);
}
function headline(end) {
    const { observation, rules, decision, added, retired, dryRun } = end;
    const set = `key set ${observation.keySetId}`;
    const { emergencyKeyId } = rules;
    if (dryRun) {
        if (decision.does === "add")
            return `Would rotate ${set} (${decision.why}).`;
        return emergencyKeyId !== undefined && isToBeDisabled(decision, emergencyKeyId)
            ? `Would disable key ${emergencyKeyId} of ${set}, and not rotate it.`
            : `Would not rotate ${set}.`;
    }
    const leaked = emergencyKeyId !== undefined && retired.includes(emergencyKeyId)
        ? `The leaked key ${emergencyKeyId} was found, and is disabled now.`
        : undefined;
    if (added !== undefined) {
        const rotated = `Rotated ${set}: key ${added.kid} is active from ${time(added.nbf)} until ${time(added.exp)}.`;
        return leaked === undefined ? rotated : `${rotated} ${leaked}`;
    }
    if (leaked !== undefined)
        return `${leaked} Another key of ${set} is in use.`;
    if (decision.does !== "nothing" || decision.because === "not-due")
        return key_set_report_notDue(end, set);
    if (decision.because === "disabled-already")
        return `The leaked key ${emergencyKeyId ?? ""} of ${set} was found, and is disabled already.`;
    return retired.length === 0
        ? `Nothing to retire in ${set}.`
        : `Disabled ${String(retired.length)} key(s) of ${set}.`;
}
function isToBeDisabled({ disable, disableAfter }, kid) {
    return disable.includes(kid) || disableAfter === kid;
}
function key_set_report_notDue(end, set) {
    const staged = stagedOf(end);
    if (staged !== undefined)
        return `Not due: ${set} has key ${staged.kid} staged for ${time(staged.nbf)}.`;
    const days = dueInDays(end);
    return `Not due: ${set}${days === undefined ? " has no key that ends" : `, ${String(days)} days until it is rotated`}.`;
}
/** The service's word counts more than the dates. */
function activeOf({ observation, now }) {
    const { active, keys } = observation;
    return keys.find(({ kid }) => kid === active?.kid) ?? activeByDates(keys, now)[0];
}
/** Of several the one that begins last. */
function stagedOf({ observation, retired, now }) {
    return observation.keys
        .filter((key) => isEnabled(key) && !retired.includes(key.kid) && (key.nbf ?? 0) > now)
        .sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0))[0];
}
function endsLast(keys) {
    return keys
        .filter((key) => isEnabled(key) && key.exp !== undefined)
        .sort((left, right) => (right.exp ?? 0) - (left.exp ?? 0))[0];
}
function roleOf(key, end) {
    if (end.retired.includes(key.kid))
        return "disabled now";
    if (!isEnabled(key))
        return "disabled";
    if (key === activeOf(end))
        return "active";
    if ((key.nbf ?? 0) > end.now)
        return "staged";
    return key.nbf === undefined ? "undated" : "older";
}
function keyFacts(keySetId, key) {
    return {
        keySetId,
        kid: key.kid,
        keyId: key.kid,
        keyType: key.kty,
        keyUse: key.use,
        notBefore: key.nbf,
        expiresOn: key.exp,
    };
}
function row(key, what) {
    return [what, key.kid, time(key.nbf), time(key.exp)];
}
function time(seconds) {
    return seconds === undefined ? "no date" : (0,iso_time/* isoSeconds */.n)(seconds);
}

;// CONCATENATED MODULE: ./src/rotation/rotate-key-set.ts







/** Before a look that surprises is believed. Replicas lag by some 20 s (docs/service-facts.md, "Replication"). */
const DOUBT_PAUSES_MS = [2_000, 5_000, 10_000, 15_000];
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000];
/**
 * Rolls a key set: stages a key whose time begins `lead` from now, so that every cache knows
 * it before it signs, and fills every time without a key. Nothing is removed: a key set's keys can
 * only be disabled, and only those are that `retire-key-ids` and `emergency-key-id` name.
 */
async function rotateKeySet(rotation, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(async () => {
        const observation = await observe(rotation, context);
        const decision = decideKeySet(observation, rotation, nowOf(context));
        if (decision.does === "refuse")
            throw decision.error;
        for (const { level, text } of decision.remarks)
            context.log[level](text);
        const result = rotation.dryRun
            ? dryRun(observation, decision, rotation, context)
            : await new KeySetRun(observation, decision, rotation, context, journal).carryOut();
        if (decision.alarm === undefined)
            return result;
        // What was done is reported; where nothing was, the alarm is all there is to say.
        if (!result.changed && result.planned === undefined)
            throw decision.alarm;
        return { ...result, failure: decision.alarm };
    });
}
function nowOf({ graph }) {
    return Math.floor(graph.network.serviceClock.now() / 1000);
}
/** Reads, several times where what is seen may be a replica's older state. */
async function observe(rotation, context) {
    const { graph, urls, log } = context;
    const { keySetId } = rotation.target;
    const look = async () => {
        const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
        if (set === undefined)
            return { keySetId, exists: false, keys: [], active: undefined };
        return {
            keySetId: set.id,
            exists: true,
            keys: set.keys,
            active: await (0,key_sets/* readActiveKey */.Wt)(graph, urls, set.id),
        };
    };
    let seen = await look();
    for (const pause of DOUBT_PAUSES_MS) {
        if (!isDoubtful(seen, rotation, nowOf(context)))
            break;
        log.step(`Looking again in ${String(pause / 1000)} s: a replica may lag.`);
        await graph.network.limits.wait(pause);
        seen = await look();
    }
    return seen;
}
function dryRun(observation, decision, rotation, context) {
    const { urls } = context;
    const { keySetId, exists } = observation;
    const switchOff = (kid) => ({
        method: "PATCH",
        url: urls.keySet(keySetId, "keys_v2", kid),
        body: { status: "disabled" },
    });
    const planned = decision.disable.map(switchOff);
    if (decision.does === "add") {
        const { action, body } = newKeyOf(observation, decision, rotation);
        if (!exists)
            planned.push({ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } });
        planned.push({ method: "POST", url: urls.keySet(keySetId, action), body });
    }
    if (decision.disableAfter !== undefined)
        planned.push(switchOff(decision.disableAfter));
    const end = {
        observation,
        rules: rotation,
        decision,
        dryRun: true,
        added: undefined,
        retired: [],
        now: nowOf(context),
    };
    return { ...keySetResult(end), planned };
}
function newKeyOf({ keySetId, keys }, { nbf, exp }, rotation) {
    const { source, keyUse: use } = rotation;
    const body = source.kind === "generate" ? { use, kty: source.keyType, nbf, exp } : { use, k: source.secret, nbf, exp };
    return {
        keySetId,
        action: source.kind === "generate" ? "generateKey" : "uploadSecret",
        body,
        fingerprint: { use, kty: keyTypeOf(rotation), nbf, exp },
        before: keys.map(({ kid }) => kid),
        createdAt: undefined,
    };
}
/** Carries out what was decided. */
class KeySetRun {
    #observation;
    #decision;
    #rotation;
    #context;
    #journal;
    constructor(observation, decision, rotation, context, journal) {
        this.#observation = observation;
        this.#decision = decision;
        this.#rotation = rotation;
        this.#context = context;
        this.#journal = journal;
    }
    async carryOut() {
        const decision = this.#decision;
        const retired = [];
        for (const kid of decision.disable) {
            await this.#disable(kid);
            retired.push(kid);
        }
        const { keySetId, added } = decision.does === "add" ? await this.#add(decision) : { ...this.#observation, added: undefined };
        const successor = decision.does === "succeed" ? decision.successor : added;
        if (decision.disableAfter !== undefined && successor !== undefined) {
            await this.#replace(decision.disableAfter, successor.kid);
            retired.push(decision.disableAfter);
        }
        return keySetResult({
            observation: { ...this.#observation, keySetId },
            rules: this.#rotation,
            decision,
            dryRun: false,
            added,
            retired,
            now: nowOf(this.#context),
        });
    }
    async #add(decision) {
        const { graph, urls, log } = this.#context;
        const { nbf, exp } = decision;
        log.step(`Rotating: ${decision.why}.`);
        let { keySetId } = this.#observation;
        let createdAt;
        if (!this.#observation.exists) {
            keySetId = await (0,key_sets/* createKeySet */.Ap)(graph, urls, keySetId);
            createdAt = graph.network.clock.now();
            log.step(`Created key set ${keySetId}.`);
        }
        this.#journal.reached("A key may have been added; the next run finds it staged and leaves it at that.");
        const key = newKeyOf(this.#observation, decision, this.#rotation);
        const made = await (0,key_sets/* addKeyToSet */._v)(graph, urls, { ...key, keySetId, createdAt });
        log.step(`Added key ${made.kid}, active from ${(0,iso_time/* isoSeconds */.n)(nbf)}.`);
        await this.#readBack(keySetId, made.kid);
        return { keySetId, added: { ...made, nbf: made.nbf ?? nbf, exp: made.exp ?? exp } };
    }
    async #readBack(keySetId, kid) {
        const { graph, urls, log } = this.#context;
        const key = await this.#lookFor(async () => this.#keyOf(keySetId, kid));
        if (key === undefined) {
            log.warning(`The key set does not show key ${kid} yet: look again in some minutes.`);
        }
        else if (key.status === "disabled") {
            // The documentation says of uploaded keys that they are off until somebody switches them on.
            await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status: "enabled" });
        }
    }
    /** The leaked key goes only once its successor is the active one. */
    async #replace(leaked, successor) {
        const { graph, urls } = this.#context;
        const { keySetId } = this.#observation;
        this.#journal.reached(`The new key ${successor} is there; the leaked key ${leaked} may still be enabled: run the emergency again.`);
        const active = await this.#lookFor(async () => {
            const key = await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
            return key?.kid === successor ? key : undefined;
        });
        if (active !== undefined)
            return this.#disable(leaked);
        throw new errors/* ActionError */.l({
            code: "wrong-key-active",
            blame: "service",
            what: `The new key ${successor} is there, and did not become active: the leaked key ${leaked} is still enabled.`,
            remedy: "Look which key is active (get-active-key), and disable the leaked one with disable-key: at once, if no policy may use it for another minute.",
        });
    }
    async #disable(kid) {
        const { graph, urls, log } = this.#context;
        const { keySetId } = this.#observation;
        await (0,key_sets/* retireSetKey */.$p)(graph, urls, { keySetId, kid });
        log.step(`Disabled key ${kid}.`);
        if (kid !== this.#rotation.emergencyKeyId)
            return;
        const seen = await this.#lookFor(async () => {
            const key = await this.#keyOf(keySetId, kid);
            return key?.status === "disabled" ? key : undefined;
        });
        if (seen !== undefined)
            return;
        throw new errors/* ActionError */.l({
            code: "retirement-incomplete",
            blame: "service",
            what: `The service accepted that the leaked key ${kid} is disabled, and still shows it enabled.`,
            remedy: "Run the emergency again: it is green once the key was seen disabled.",
        });
    }
    async #keyOf(keySetId, kid) {
        const { graph, urls } = this.#context;
        const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
        return set?.keys.find((candidate) => candidate.kid === kid);
    }
    /** Several looks some seconds apart; `undefined` where none of them found it. */
    async #lookFor(look) {
        const { limits } = this.#context.graph.network;
        for (const pause of READ_BACK_PAUSES_MS) {
            if (pause > 0)
                await limits.wait(pause);
            const found = await look();
            if (found !== undefined)
                return found;
        }
        return undefined;
    }
}


/***/ })

};
