export const id = 336;
export const ids = [336];
export const modules = {

/***/ 1687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ lookUp),
/* harmony export */   x: () => (/* binding */ PATIENCE_MS)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1823);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4332);



/**
 * How long a look-up lasts before "absent" is believed. Reads lag some 20 s behind a write and
 * nobody promises a limit (docs/service-facts.md, "Replication"): this is four times as long.
 */
const PATIENCE_MS = 90_000;
/** Where the last look failed, or one more is needed. */
const LONGEST_MS = PATIENCE_MS + 30_000;
const PAUSES_MS = [5_000, 5_000, 10_000, 10_000];
const LONGEST_PAUSE_MS = 15_000;
/**
 * Looks until the effect is seen, or for {@link PATIENCE_MS}. A look that fails in between is
 * no look; "absent" counts only where a look that worked has come after all that time.
 */
async function lookUp(network, look) {
    const { clock } = network;
    const startedAt = clock.now();
    let hasLooked = false;
    for (let number = 0;; number++) {
        let failure;
        let isUnsettled = false;
        try {
            const found = await absentIfNotFound(look);
            if (found.kind === "found" || found.kind === "undecided")
                return found;
            isUnsettled = found.kind === "unsettled";
            hasLooked = true;
        }
        catch (error) {
            failure = whyNot(error);
            if (isFinal(error) || (!hasLooked && !isPassing(error)))
                return { kind: "unseen", why: failure };
        }
        const elapsed = clock.now() - startedAt;
        const mayEnd = failure === undefined && !isUnsettled;
        if (elapsed >= (mayEnd ? PATIENCE_MS : LONGEST_MS))
            return failure === undefined ? { kind: "absent" } : { kind: "unseen", why: failure };
        try {
            await network.limits.wait(isUnsettled ? PAUSES_MS[0] : (PAUSES_MS[number] ?? LONGEST_PAUSE_MS));
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
                return { kind: "unseen", why: error.what };
            throw error;
        }
    }
}
/** An object that is not there has not got it either. */
async function absentIfNotFound(look) {
    try {
        return await look();
    }
    catch (error) {
        if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p && error.isNotFound)
            return { kind: "absent" };
        throw error;
    }
}
/** Rethrows what is no failure of a look. */
function whyNot(error) {
    if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p)
        return `It could not be looked up either (${[String(error.status), error.code ?? ""].join(" ").trim()}).`;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
        return `It could not be looked up either: ${error.what}`;
    throw error;
}
/** The run's end: whatever comes after it may not be waited for. */
function isFinal(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout");
}
/** Worth another look. "You may not read" is not, unless it was allowed a moment ago. */
function isPassing(error) {
    if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p)
        return (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(error.status);
    return (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && ["unreachable", "answer-unreadable", "throttled"].includes(error.code));
}


/***/ }),

/***/ 928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ performRemoval)
/* harmony export */ });
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6425);

/**
 * A write that nobody can take back: what it removes is gone. That it may go was decided by the
 * time, so nothing is sent while the time is in doubt.
 *
 * Throws `clock-untrusted`, beside what {@link performWrite} throws.
 */
async function performRemoval(graph, write) {
    graph.network.serviceClock.assertTrusted(write.doing);
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_0__/* .performWrite */ .R)(graph, write);
}


/***/ }),

/***/ 7563:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ readKeySet),
/* harmony export */   E: () => (/* binding */ readKeyCredentials),
/* harmony export */   NW: () => (/* binding */ readKeyCredential),
/* harmony export */   ZF: () => (/* binding */ unwrapValue),
/* harmony export */   cC: () => (/* binding */ readPasswordCredentials),
/* harmony export */   dP: () => (/* binding */ readKeySetKey),
/* harmony export */   dg: () => (/* binding */ guidOf),
/* harmony export */   fz: () => (/* binding */ readPasswordCredential),
/* harmony export */   os: () => (/* binding */ shortText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _foreign_time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4173);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);



const KEY_TYPES = ["RSA", "oct", "EC", "OKP"];
const USES = ["sig", "enc"];
const STATUSES = ["enabled", "disabled"];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The object itself, or what stands in its `value`: the documentation shows both. */
function unwrapValue(answer) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(answer["value"]) ? answer["value"] : answer;
}
function readKeySetKey(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    const kid = shortText(value["kid"]);
    if (kid === undefined)
        return undefined;
    return {
        kid,
        kty: known(shortText(value["kty"]), KEY_TYPES),
        use: known(shortText(value["use"]), USES),
        nbf: seconds(value["nbf"]),
        exp: seconds(value["exp"]),
        status: known(shortText(value["status"]), STATUSES),
        x5t: shortText(value["x5t"]),
        thumbprint: keyThumbprint(leafOf(value["x5c"])) ?? thumbprint(shortText(value["x5t"])),
    };
}
function readKeySet(answer) {
    const id = shortText(answer["id"]);
    if (id === undefined)
        return undefined;
    const keys = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readList */ .LD)(answer["keys"]);
    return { id, keys: keys.map(readKeySetKey).filter((key) => key !== undefined) };
}
function readKeyCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: guidOf(value["keyId"]),
        displayName: shortText(value["displayName"]),
        type: shortText(value["type"]),
        usage: shortText(value["usage"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
        thumbprint: keyThumbprint(longText(value["key"])) ?? thumbprint(shortText(value["customKeyIdentifier"])),
        certificate: longText(value["key"]),
    };
}
function readKeyCredentials(object) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readList */ .LD)(object["keyCredentials"])
        .map(readKeyCredential)
        .filter((item) => item !== undefined);
}
function readPasswordCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: guidOf(value["keyId"]),
        displayName: shortText(value["displayName"]),
        hint: shortText(value["hint"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
    };
}
function readPasswordCredentials(object) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readList */ .LD)(object["passwordCredentials"])
        .map(readPasswordCredential)
        .filter((item) => item !== undefined);
}
/** The first of the chain is the key's own. */
function leafOf(x5c) {
    return Array.isArray(x5c) ? longText(x5c[0]) : undefined;
}
function keyThumbprint(key) {
    return key === undefined ? undefined : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha1").update(key, "base64").digest("hex").toUpperCase();
}
/**
 * An identifier (`customKeyIdentifier`, `x5t`) is base64 of the 20 bytes, or the 40 hex digits themselves
 * (docs/service-facts.md, "Credentials"); 40 hex digits are valid base64 too, so they are tried first.
 */
function thumbprint(identifier) {
    if (identifier === undefined)
        return undefined;
    if (/^[0-9a-f]{40}$/i.test(identifier))
        return identifier.toUpperCase();
    // Node reads base64 from anything: from a sentence, too.
    if (/^[\w+/-]{27}=?$/.test(identifier))
        return Buffer.from(identifier, "base64").toString("hex").toUpperCase();
    if (!/^[\w+/-]{54}(==)?$/.test(identifier))
        return undefined;
    const hex = Buffer.from(identifier, "base64").toString("latin1");
    return /^[0-9a-f]{40}$/i.test(hex) ? hex.toUpperCase() : undefined;
}
/**
 * One of our spellings, whatever the letter case; anything else as it came. A text that is not
 * known may quote a secret, and one whose letters were changed is harder to find.
 */
function known(value, spellings) {
    if (value === undefined || value.length > 16)
        return value;
    const lower = value.toLowerCase();
    return spellings.find((spelling) => spelling.toLowerCase() === lower) ?? value;
}
/** An id in lower case, as the inputs are; what is no GUID as it came. `undefined` for what is no text. */
function guidOf(value) {
    const id = shortText(value);
    return id !== undefined && GUID.test(id) ? id.toLowerCase() : id;
}
/** Ids, types and names: Graph's longest has 256 characters. */
const LONGEST_TEXT = 1_000;
/** Stands for what is longer: no id, and no beginning of one, which might be a secret's that nobody knows any more. */
const TOO_LONG = `(more than ${String(LONGEST_TEXT)} characters)`;
/** `undefined` for what is no text. */
function shortText(value) {
    if (typeof value !== "string" || value === "")
        return undefined;
    return value.length <= LONGEST_TEXT ? value : TOO_LONG;
}
/** A certificate. */
function longText(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** Numbers and quoted numbers: the documentation's examples show both. A key in milliseconds ends in 9999. */
function seconds(value) {
    const read = (0,_foreign_time_js__WEBPACK_IMPORTED_MODULE_2__/* .foreignSeconds */ .qm)(value, "nearest");
    return read === 0 ? undefined : read;
}
/** No date is written longer; `Date.parse` reads whatever it gets. */
const LONGEST_DATE = 64;
/** Beyond the range it is brought to the nearest bound: "no end" would be another meaning. */
function dateTime(value) {
    if (typeof value === "string" && value.length > LONGEST_DATE)
        return undefined;
    return (0,_foreign_time_js__WEBPACK_IMPORTED_MODULE_2__/* .foreignDateTime */ .Eo)(value, "nearest");
}


/***/ }),

/***/ 6425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ performWrite)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/exchange.ts
var exchange = __webpack_require__(1823);
// EXTERNAL MODULE: ./src/graph/client.ts
var client = __webpack_require__(2561);
// EXTERNAL MODULE: ./src/graph/look-up.ts
var look_up = __webpack_require__(1687);
// EXTERNAL MODULE: ./src/graph/refused.ts
var graph_refused = __webpack_require__(4332);
;// CONCATENATED MODULE: ./src/graph/verdict.ts

/** Codes and words with which the directory says that another write to the object was under way (docs/service-facts.md). */
const CONTENTION_CODES = new Set(["Directory_ConcurrencyViolation", "AADB2C95053"]);
const CONTENTION_WORDS = /AADB2C95053|concurrent requests/i;
/** In this order; the first that knows what to make of it decides (docs/design.md, "Retry classes"). */
const RULES = [
    readSuccess,
    unreadSuccess,
    notSent,
    staleToken,
    laggingReplica,
    throttled,
    contended,
    goodRefusal,
    doubtedRefusal,
    definiteRefusal,
];
/** Sorts what came back by what it may have done. Pure: nothing is sent, awaited or remembered. */
function judge(seen) {
    for (const rule of RULES) {
        const verdict = rule(seen);
        if (verdict !== undefined)
            return verdict;
    }
    return { kind: "unknown", refused: refusalIn(seen), doubted: false };
}
function readSuccess({ outcome, meanings }) {
    const value = outcome.kind === "success" ? meanings.accept(outcome.body, outcome.response) : undefined;
    return value === undefined ? undefined : { kind: "done", value };
}
/** A page, a cut answer, another shape; or the connection broke after the status had come. */
function unreadSuccess({ outcome }) {
    const status = outcome.kind === "success"
        ? outcome.response.status
        : outcome.kind === "ambiguous"
            ? outcome.error.status
            : undefined;
    return status !== undefined && status >= 200 && status < 300 ? { kind: "done-unread", status } : undefined;
}
function notSent({ outcome }) {
    return outcome.kind === "not-sent" ? { kind: "not-sent", error: outcome.error } : undefined;
}
function staleToken(seen) {
    return refusalIn(seen)?.status === 401 && !seen.renewed ? { kind: "renew" } : undefined;
}
function laggingReplica(seen) {
    const refused = refusalIn(seen);
    return refused?.isNotFound === true && seen.isFresh ? { kind: "lagging", refused } : undefined;
}
function throttled(seen) {
    const refused = refusalIn(seen);
    return refused?.status === 429 ? { kind: "throttled", refused } : undefined;
}
/** Before the refusals that are as good as a success: a 409 may be either. */
function contended(seen) {
    const refused = refusalIn(seen);
    if (refused === undefined)
        return undefined;
    const isContended = CONTENTION_CODES.has(refused.code ?? "") ||
        (refused.status === 409 && CONTENTION_WORDS.test(refused.serviceMessage));
    return isContended ? { kind: "contended", refused } : undefined;
}
function goodRefusal(seen) {
    const refused = refusalIn(seen);
    const value = refused === undefined ? undefined : seen.meanings.acceptRefusal?.(refused);
    return value === undefined ? undefined : { kind: "done", value };
}
function doubtedRefusal(seen) {
    const refused = refusalIn(seen);
    return refused !== undefined && seen.meanings.doubts?.(refused) === true
        ? { kind: "unknown", refused, doubted: true }
        : undefined;
}
/** 5xx, 408 and redirects may come from something between. */
function definiteRefusal(seen) {
    const refused = refusalIn(seen);
    if (refused === undefined || refused.isRedirect || (0,exchange/* isTransient */.dg)(refused.status))
        return undefined;
    return { kind: "refused", refused };
}
function refusalIn({ outcome }) {
    return outcome.kind === "refused" ? outcome.refused : undefined;
}

;// CONCATENATED MODULE: ./src/graph/write.ts






/** Sends that the service certainly did not carry out. */
const HARMLESS_SENDS = 5;
/** The same, where another write was under way: up to a minute of waiting. */
const CONTENDED_SENDS = 8;
/** Sends of unknown outcome: the second only after "absent" was believed. */
const UNKNOWN_SENDS = 2;
/**
 * Carries out one write that must not happen twice.
 *
 * Sorted by what the failed attempt may have done (`verdict.ts`): what was certainly not
 * carried out is sent again; what the service said that it did is never sent again, whatever
 * became of its answer; what may have been done is looked up, and only "absent" after all
 * that time lets the same be sent once more; what was refused is explained.
 */
async function performWrite(graph, write) {
    return new WriteRun(graph, write).run();
}
class WriteRun {
    #graph;
    #write;
    #sends = 0;
    #contended = 0;
    #unknown = 0;
    #renewed = false;
    constructor(graph, write) {
        this.#graph = graph;
        this.#write = write;
    }
    async run() {
        for (;;) {
            const done = await this.#act(await this.#send());
            if (done !== undefined)
                return done.value;
        }
    }
    async #send() {
        const { network, tokens } = this.#graph;
        const { method, url, body, notFoundIsLagUntil = 0 } = this.#write;
        // What takes time comes before the check: a signal that arrives meanwhile still stops the write.
        await tokens.get();
        const content = await body?.();
        network.limits.checkpoint();
        const outcome = await this.#graph.send(method, url, content, network.limits.forWrite());
        this.#sends++;
        const isFresh = network.clock.now() < notFoundIsLagUntil;
        const seen = { outcome, meanings: this.#write, renewed: this.#renewed, isFresh };
        const verdict = judge(seen);
        if (verdict.kind !== "renew")
            return verdict;
        this.#renewed = true;
        return renewMayHelp(this.#graph) ? verdict : judge({ ...seen, renewed: true });
    }
    /** Ends in the write's value or in an error, or returns when the next send is due. */
    async #act(verdict) {
        const { network } = this.#graph;
        switch (verdict.kind) {
            case "done":
                return verdict;
            case "renew":
                // A proof counts in whole seconds and is signed without chance: within one second it would be the same one.
                await network.limits.wait(1_000);
                return undefined;
            case "not-sent":
                if (this.#isLast || verdict.error.reach === "refused-connection")
                    throw (0,client/* unreachable */.H)(verdict.error, this.#write.url);
                return this.#wait(this.#sends, undefined);
            case "lagging":
                return this.#wait(this.#sends, verdict.refused);
            case "throttled":
                return this.#isLast ? this.#refused(verdict.refused) : this.#wait(this.#sends, verdict.refused);
            case "contended":
                this.#contended++;
                if (this.#contended >= CONTENDED_SENDS)
                    return this.#refused(verdict.refused, STILL_CONTENDED);
                return this.#wait(this.#contended, verdict.refused);
            case "refused":
                return this.#refused(verdict.refused);
            case "done-unread":
            case "unknown":
                this.#unknown++;
                return this.#write.lookUp === "idempotent"
                    ? this.#sendTheSameAgain(verdict)
                    : this.#lookUp(verdict, this.#write.lookUp);
        }
    }
    get #isLast() {
        return this.#sends >= HARMLESS_SENDS;
    }
    /** @param sends of this kind so far */
    async #wait(sends, refused) {
        await (0,exchange/* waitBeforeRetry */.jy)(this.#graph.network, sends - 1, refused?.response);
        return undefined;
    }
    async #refused(refused, more) {
        const { doing, needs, explain, lookUp: how } = this.#write;
        // After a lost answer a refusal may only say that the first send had worked.
        if (this.#unknown > 0 && how !== "idempotent") {
            const found = await (0,look_up/* lookUp */.T)(this.#graph.network, how.once);
            if (found.kind === "found")
                return found;
            if (found.kind !== "absent")
                throw this.#outcomeUnknown(how, `${LOST} ${found.why}`);
        }
        throw (0,graph_refused/* explainRefusal */.G)(refused, doing, needs, more ?? (await explain?.(refused)));
    }
    async #lookUp(verdict, how) {
        const { network } = this.#graph;
        const { doing, needs } = this.#write;
        const said = verdict.kind === "done-unread" ? unread(verdict.status) : LOST;
        network.log.step(`${said} Looking for up to ${PATIENCE} whether the service did it.`);
        const found = await (0,look_up/* lookUp */.T)(network, how.once);
        if (found.kind === "found")
            return found;
        if (found.kind === "unseen")
            throw this.#outcomeUnknown(how, `${said} ${found.why}`);
        const refused = verdict.kind === "unknown" ? verdict.refused : undefined;
        if (refused?.isRedirect === true)
            throw (0,graph_refused/* explainRefusal */.G)(refused, doing, needs);
        if (found.kind === "undecided")
            throw this.#outcomeUnknown(how, `${said} ${found.why}`);
        const isSpent = this.#unknown >= UNKNOWN_SENDS;
        if (refused !== undefined && verdict.kind === "unknown" && verdict.doubted && isSpent)
            throw (0,graph_refused/* explainRefusal */.G)(refused, doing, needs, SHOWN_OTHERWISE);
        if (verdict.kind === "done-unread" || how.onAbsent === "give-up" || isSpent)
            throw this.#outcomeUnknown(how, `${said} ${isSpent ? NOT_SEEN_TWICE : NOT_SEEN}`);
        return this.#wait(this.#sends, refused);
    }
    async #sendTheSameAgain(verdict) {
        const { doing, needs } = this.#write;
        const refused = verdict.kind === "unknown" ? verdict.refused : undefined;
        if (refused !== undefined && (this.#isLast || refused.isRedirect))
            throw (0,graph_refused/* explainRefusal */.G)(refused, doing, needs);
        if (this.#isLast)
            throw neverAnswered(doing);
        this.#graph.network.log.step(`${LOST} Sending the same again, which does no harm.`);
        return this.#wait(this.#sends, refused);
    }
    #outcomeUnknown({ byHand }, why) {
        return new errors/* ActionError */.l({
            code: "outcome-unknown",
            blame: "service",
            what: `It is not known whether the service did it: ${this.#write.doing}.`,
            why,
            remedy: `Do not simply run it again. ${byHand}`,
        });
    }
}
const PATIENCE = `${String(look_up/* PATIENCE_MS */.x / 1000)} s`;
const LOST = "The answer was lost or unclear.";
const NOT_SEEN = `It was not to be seen for ${PATIENCE}, and was not sent again.`;
const NOT_SEEN_TWICE = `It was not to be seen for ${PATIENCE}, twice.`;
const STILL_CONTENDED = {
    why: `It was sent ${String(CONTENDED_SENDS)} times, with pauses.`,
};
const SHOWN_OTHERWISE = {
    why: "Reading the object shows otherwise, after several looks and a second try.",
};
function unread(status) {
    return `The service answered ${String(status)}, and the rest of the answer could not be read.`;
}
/** A 401 is worth a second try with a new token; a ready token cannot be renewed, but a clock can be corrected. */
function renewMayHelp(graph) {
    return graph.tokens.renew() || graph.network.serviceClock.skewMs !== 0;
}
function neverAnswered(doing) {
    return new errors/* ActionError */.l({
        code: "outcome-unknown",
        blame: "service",
        what: `It is not known whether the service did it: ${doing}.`,
        why: `It was sent ${String(HARMLESS_SENDS)} times, and no answer was whole.`,
        remedy: "Run it again: to do it twice does no harm.",
    });
}


/***/ })

};
