export const id = 186;
export const ids = [186];
export const modules = {

/***/ 98:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ signClientAssertion)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var jose__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6424);


const BACKDATE_SECONDS = 120;
const LIFETIME_SECONDS = 600;
/**
 * The signed statement by which an application signs in with its certificate
 * (private_key_jwt): PS256 with `x5t#S256`, as Entra's "certificate credentials" page asks.
 *
 * MSAL would make one too, but by the runner's clock and without a margin.
 *
 * @param nowMs the service's time
 */
async function signClientAssertion(pair, clientId, tokenEndpoint, nowMs) {
    const notBefore = Math.floor(nowMs / 1000) - BACKDATE_SECONDS;
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(pair.certificate.raw).digest("base64url");
    return new jose__WEBPACK_IMPORTED_MODULE_1__/* .SignJWT */ .P({
        aud: tokenEndpoint,
        iss: clientId,
        sub: clientId,
        jti: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        nbf: notBefore,
        iat: notBefore,
        exp: notBefore + LIFETIME_SECONDS,
    })
        .setProtectedHeader({ alg: "PS256", typ: "JWT", "x5t#S256": sha256 })
        .sign(pair.privateKey);
}


/***/ }),

/***/ 5829:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ requestTokenOnce)
/* harmony export */ });
/* harmony import */ var _azure_msal_node__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2669);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1823);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1517);
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6276);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(793);





/**
 * One token request by MSAL: one client, one exchange, no cache.
 *
 * A client of its own for every attempt, because MSAL remembers a failure and then refuses
 * further calls without asking anybody; and our network module, because MSAL's has no time
 * limit. The authority's metadata is handed in, so that MSAL asks no other host about it.
 */
async function requestTokenOnce(request, network) {
    const exchange = new SingleExchange(network);
    const { credential } = request;
    const application = new _azure_msal_node__WEBPACK_IMPORTED_MODULE_0__/* .ConfidentialClientApplication */ .WR({
        auth: {
            clientId: request.clientId,
            ...authority(request.authorityOrigin, request.tenantId),
            ...(credential.kind === "secret"
                ? { clientSecret: (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(credential.secret) }
                : {
                    clientAssertion: () => credential.sign(tokenEndpoint(request.authorityOrigin, request.tenantId)),
                }),
        },
        system: { networkClient: exchange, disableInternalRetries: true },
    });
    try {
        const result = await application.acquireTokenByClientCredential({
            scopes: [request.scope],
            skipCache: true,
        });
        if (result?.accessToken)
            return { kind: "token", token: new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .Secret */ .zh(result.accessToken, "access token") };
    }
    catch (error) {
        // What MSAL throws repeats the answer: the answer itself says more. Without one, the
        // error is ours (a signature that failed) and goes up as it is.
        if (exchange.outcome === undefined)
            throw error;
    }
    if (exchange.outcome === undefined)
        throw new TypeError("MSAL gave neither a token nor a reason");
    return exchange.outcome.kind === "answered"
        ? { kind: "answered", response: exchange.outcome.response }
        : {
            ...exchange.outcome,
            ...(exchange.unreadable === undefined ? {} : { response: exchange.unreadable }),
        };
}
function tokenEndpoint(authorityOrigin, tenantId) {
    return `${authorityOrigin}/${tenantId}/oauth2/v2.0/token`;
}
function authority(origin, tenantId) {
    const base = `${origin}/${tenantId}`;
    return {
        authority: base,
        knownAuthorities: [new URL(origin).host],
        authorityMetadata: JSON.stringify({
            issuer: `${base}/v2.0`,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            token_endpoint: tokenEndpoint(origin, tenantId),
            jwks_uri: `${base}/discovery/v2.0/keys`,
        }),
    };
}
/** MSAL's network, over the run's transport; it remembers what came back. */
class SingleExchange {
    outcome;
    unreadable;
    #network;
    constructor(network) {
        this.#network = network;
    }
    sendGetRequestAsync(url) {
        return Promise.reject(new TypeError(`MSAL asked for ${new URL(url).pathname}, which it has no need for`));
    }
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- MSAL's interface
    async sendPostRequestAsync(url, options) {
        const outcome = await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .sendOnce */ .E4)(this.#network, {
            method: "POST",
            url: new URL(url),
            headers: { ...options?.headers, accept: "application/json" },
            // Holds the client secret or the assertion.
            body: new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .Secret */ .zh(options?.body ?? "", "token request"),
            connection: "fresh",
            signal: this.#network.limits.forRead(),
        });
        this.outcome = outcome;
        if (outcome.kind !== "answered")
            throw outcome.error;
        const { status, headers, body } = outcome.response;
        const parsed = (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseObject */ .lj)(body);
        if (parsed === undefined) {
            // An HTML page from a proxy: MSAL would die of it with a TypeError.
            this.unreadable = outcome.response;
            this.outcome = {
                kind: "ambiguous",
                error: new _http_transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .w("ambiguous", `HTTP_${String(status)}_NOT_JSON`),
            };
            throw this.outcome.error;
        }
        return { status, headers: { ...headers }, body: parsed };
    }
}


/***/ }),

/***/ 1888:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ readTokenError)
/* harmony export */ });
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6276);
/* harmony import */ var _service_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8114);


function readTokenError(response) {
    const body = (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(response.body);
    const description = typeof body?.["error_description"] === "string" ? body["error_description"] : "";
    const codes = body?.["error_codes"];
    const written = /AADSTS(\d+)/.exec(description)?.[1];
    const traceId = body?.["trace_id"];
    return {
        error: typeof body?.["error"] === "string" ? (0,_service_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanServiceText */ .A)(body["error"]) : undefined,
        codes: [
            ...(written === undefined ? [] : [Number(written)]),
            ...(Array.isArray(codes) ? codes.filter((code) => typeof code === "number") : []),
        ],
        // Trace, correlation and timestamp follow on lines of their own.
        description: (0,_service_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanServiceText */ .A)(description.split(/\s*Trace ID:/)[0] ?? ""),
        traceId: typeof traceId === "string" ? (0,_service_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanServiceText */ .A)(traceId) : undefined,
    };
}


/***/ }),

/***/ 310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ incompleteDelivery),
/* harmony export */   aU: () => (/* binding */ leftBehind),
/* harmony export */   jX: () => (/* binding */ isStop),
/* harmony export */   lv: () => (/* binding */ takenBack),
/* harmony export */   vy: () => (/* binding */ leakedStays)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8614);


/** Some sinks hold the new credential or may hold it: both stay registered. */
function incompleteDelivery(failed, reason) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "delivery-incomplete",
        blame: reason.blame,
        what: `The new credential did not certainly reach ${failed.join(", ")}.`,
        why: `${reason.what}${reason.why === undefined ? "" : ` ${reason.why}`} Both credentials are registered, so every consumer works with whichever it has.`,
        remedy: `${reason.remedy} The next run whose input is the new credential brings the other sinks up to date.`,
        ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
    });
}
/** The successor is in use everywhere, and the leaked key could not be removed: as bad as before. */
function leakedStays(leaked, successor, reason) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "retirement-incomplete",
        blame: reason.blame,
        what: `The leaked key ${leaked} could not be removed: it is still valid.`,
        why: `${reason.what}${reason.why === undefined ? "" : ` ${reason.why}`} Its successor ${successor} is proved and delivered, and stays.`,
        remedy: `Run the emergency again: it will only remove the leaked key. ${reason.remedy}`,
        ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
    });
}
/** The new credential was refused somewhere before anybody had it. @param after what became of it */
function takenBack(code, reason, after, noun) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code,
        blame: reason.blame,
        what: reason.what,
        why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current ${noun} works as before.`,
        remedy: reason.remedy,
        ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
    });
}
/** The token service did not accept it in time: it may yet, so it stays, and nobody is given it. */
function leftBehind({ noun, word }, made, target, reason) {
    if (made.uncertain) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "add-unknown",
            blame: "service",
            what: `It is not known whether the new ${noun} was added to ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_1__/* .describeTarget */ .ff)(target)}.`,
            why: `The answer was lost, the object could not be looked at, and the token service did not accept the ${noun} (${reason}).`,
            remedy: `Nothing was sent again and nothing was removed; the current ${noun} works as before. Run it again.`,
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "not-proved",
        blame: "service",
        what: `The token service did not accept the new ${noun} within prove-timeout (${reason}).`,
        remedy: `It stays on the object as a leftover${made.keyId === undefined ? "" : ` (${word} ${made.keyId})`}, undelivered; the current ${noun} works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
    });
}
/** An interrupt or the end of the run's time: the journal says what comes next. */
function isStop(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout");
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
                    remedy: this.#next,
                    cause: error,
                });
            }
            throw error;
        }
    }
}


/***/ }),

/***/ 3186:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateObject: () => (/* binding */ rotateObject)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/sinks/open.ts
/** One more sink is one more file and one line here. Each is loaded only where it is named. */
const SINKS = {
    "github-secret": async (...of) => (await __webpack_require__.e(/* import() */ 31).then(__webpack_require__.bind(__webpack_require__, 9031))).openGitHubSecret(...of),
    "github-environment-secret": async (...of) => (await __webpack_require__.e(/* import() */ 31).then(__webpack_require__.bind(__webpack_require__, 9031))).openGitHubSecret(...of),
    "key-vault-secret": async (...of) => (await __webpack_require__.e(/* import() */ 970).then(__webpack_require__.bind(__webpack_require__, 2970))).openKeyVaultSecret(...of),
    file: async (target) => (await __webpack_require__.e(/* import() */ 924).then(__webpack_require__.bind(__webpack_require__, 924))).openFile(target),
};
/** In the order of `deliver-to`. Reaches nothing yet. */
function openSinks(context) {
    return Promise.all(context.settings.targets.map((target) => openSink(target, context)));
}
function openSink(target, context) {
    const open = SINKS[target.kind];
    return open(target, context);
}

// EXTERNAL MODULE: ./src/rotation/deliveries.ts
var rotation_deliveries = __webpack_require__(7944);
// EXTERNAL MODULE: ./src/rotation/delivery-errors.ts
var delivery_errors = __webpack_require__(310);
// EXTERNAL MODULE: ./src/rotation/due.ts
var rotation_due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/fence.ts + 2 modules
var fence = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
// EXTERNAL MODULE: ./src/rotation/line.ts
var line = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/rotation/prove.ts
var prove = __webpack_require__(3660);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
;// CONCATENATED MODULE: ./src/rotation/report.ts


function rotationResult(parts) {
    const { rotation, outcome, retired, dueInDays } = parts;
    const rotated = outcome.kind === "rotated";
    const retireAfter = rotated ? outcome.retireAfter : parts.retirement.retireAfter;
    return {
        operation: rotation.operation,
        headline: headline(parts),
        changed: rotated || retired.length > 0,
        key: rotated ? outcome.key : parts.currentKey,
        rotation: {
            rotated,
            deliveredTo: rotated ? outcome.deliveredTo : [],
            previousKeyId: rotated ? outcome.previousKeyId : undefined,
            retireAfter,
            retiredKeyIds: retired,
            dueInDays,
        },
        sections: sections(parts, retireAfter),
    };
}
function headline({ rotation, outcome, retired, dueInDays }) {
    const what = `the ${rotation.kind} of ${(0,object_access/* describeTarget */.ff)(rotation.target)}`;
    const gone = retired.length === 0 ? "" : ` Retired ${String(retired.length)} older key(s).`;
    const left = dueInDays === undefined ? "it has no end" : `${String(dueInDays)} days until it is rotated`;
    switch (outcome.kind) {
        case "rotated": {
            const to = outcome.deliveredTo.length === 0 ? "" : ` and delivered to ${outcome.deliveredTo.join(", ")}`;
            return `Rotated ${what}: ${outcome.key.keyId ?? outcome.key.thumbprint ?? "the new one"} is proved${to}.${gone}`;
        }
        case "not-due":
            return `Not due: ${what}, ${left}.${gone}`;
        case "retired":
            return retired.length === 0
                ? `Nothing to retire on ${(0,object_access/* describeTarget */.ff)(rotation.target)}.`
                : `Retired ${String(retired.length)} key(s) of ${(0,object_access/* describeTarget */.ff)(rotation.target)}.`;
        case "already-gone":
            return `Key ${rotation.emergencyKeyId ?? ""} is not on ${(0,object_access/* describeTarget */.ff)(rotation.target)} any more.`;
        case "dry-run":
            return outcome.why === undefined
                ? `Would not rotate ${what}: ${left}.`
                : `Would rotate ${what} (${outcome.why}) and deliver it to ${outcome.deliverTo.join(", ") || "nobody"}.`;
    }
}
function sections(parts, retireAfter) {
    const { rotation, sinks, readable } = parts;
    const list = [];
    if (sinks.length > 0) {
        const rows = sinks.map(({ sink, changedAt }) => [
            sink.name,
            changedAt === undefined ? neverChanged(sink.kind) : (0,iso_time/* isoSeconds */.n)(changedAt),
        ]);
        list.push({ kind: "table", title: "Where it is delivered", head: ["Sink", "Last change"], rows });
    }
    list.push(keyTable(parts));
    if (!readable) {
        list.push({
            kind: "text",
            text: "The caller may not read the object: what else stands on it is not known here, and stays.",
        });
    }
    if (retireAfter !== undefined) {
        list.push({
            kind: "text",
            text: `The older key may be retired from ${(0,iso_time/* isoSeconds */.n)(retireAfter)} on; a later run does it.`,
        });
    }
    if (rotation.emergencyKeyId !== undefined && readable)
        list.push(...leakSection(parts, rotation.emergencyKeyId));
    return list;
}
function neverChanged(kind) {
    return kind === "hand-over" ? "handed to later steps" : "empty";
}
function keyTable(parts) {
    const { all, outcome, line, rotation } = parts;
    const rows = all
        .filter(({ keyId }) => keyId !== "")
        .map((candidate) => [
        candidate.keyId,
        roleOf(candidate, parts),
        candidate.mark?.line === rotation.line ? String(candidate.mark.number) : "",
        candidate.expiresOn === undefined ? "" : (0,iso_time/* isoSeconds */.n)(candidate.expiresOn),
    ]);
    if (outcome.kind === "rotated") {
        const { keyId, expiresOn } = outcome.key;
        rows.push([
            keyId ?? "(the service did not say)",
            "new",
            String(line.nextNumber),
            expiresOn === undefined ? "" : (0,iso_time/* isoSeconds */.n)(expiresOn),
        ]);
    }
    const title = rotation.kind === "certificate" ? "Certificates on the object" : "Passwords on the object";
    return { kind: "table", title, head: ["Key id", "What it is", "Number", "Expires on"], rows };
}
function roleOf(candidate, { retired, line, outcome, rotation }) {
    if (retired.includes(candidate.keyId))
        return "retired now";
    if (candidate.keyId === line.current.keyId)
        return outcome.kind === "rotated" ? "the one before" : "current";
    if (candidate === line.initial)
        return "the one before the first of this line";
    if (line.older.includes(candidate))
        return "older";
    if (line.newer.includes(candidate))
        return "left by an interrupted run";
    return candidate.mark?.line === rotation.line ? "of this line" : "not of this line";
}
/** With a leaked key somebody may have added others: everything younger is a question. */
function leakSection({ all, others, outcome }, leakedId) {
    const bornAt = all.find((candidate) => candidate.keyId === leakedId)?.bornAt;
    if (bornAt === undefined)
        return [];
    const newer = [...all, ...others].filter((candidate) => candidate.keyId !== leakedId && (candidate.bornAt ?? Infinity) > bornAt);
    if (newer.length === 0)
        return [{ kind: "text", text: "No other credential on the object is newer than the leaked key." }];
    const rows = newer.map((candidate) => [
        candidate.keyId,
        candidate.bornAt === undefined ? "unknown" : (0,iso_time/* isoSeconds */.n)(candidate.bornAt),
        candidate.expiresOn === undefined ? "" : (0,iso_time/* isoSeconds */.n)(candidate.expiresOn),
    ]);
    const advice = "Whoever had the leaked key could add credentials with it: remove what you do not know.";
    return [
        {
            kind: "table",
            title: "Newer than the leaked key: did you add this?",
            head: ["Key id", "Since", "Expires on"],
            rows,
        },
        ...(outcome.kind === "already-gone" ? [] : [{ kind: "text", text: advice }]),
    ];
}

// EXTERNAL MODULE: ./src/rotation/mark.ts
var mark = __webpack_require__(8985);
;// CONCATENATED MODULE: ./src/rotation/retirement.ts

/**
 * Only what is older than the current credential, and only when everybody had `overlap` to
 * fetch the current one. Newer keys stay whatever they are: a run that was queued with an
 * old secret would remove the one just delivered (docs/design.md, "Rotation").
 */
function planRetirement(line, all, deliveries, rules, nowSeconds) {
    const named = all.filter((candidate) => rules.retireKeyIds.includes(candidate.keyId) &&
        candidate.keyId !== line.current.keyId &&
        !line.newer.includes(candidate) &&
        !line.older.includes(candidate));
    const initial = line.initial;
    const initialMayGo = initial !== undefined && (rules.retireInitial || named.includes(initial));
    const due = [...line.older, ...(initialMayGo && !named.includes(initial) ? [initial] : []), ...named];
    const notices = [];
    if (initial !== undefined && !initialMayGo) {
        notices.push(`Key ${initial.keyId}, which the first key of this line succeeded, is not ours and stays; \`retire-initial: true\` lets it be retired.`);
    }
    if (due.length === 0)
        return { remove: [], retireAfter: undefined, notices };
    if (deliveries.deliveredAt === undefined) {
        notices.push("It is not known when the current credential was delivered: nothing is retired. A delivery by this action to a GitHub or Key Vault secret makes it known.");
        return { remove: [], retireAfter: undefined, notices };
    }
    if (!deliveries.allNewerThanCurrent) {
        notices.push("Not every sink holds the current credential yet: nothing is retired.");
        return { remove: [], retireAfter: undefined, notices };
    }
    const retireAfter = deliveries.deliveredAt + rules.overlapSeconds;
    if (nowSeconds < retireAfter)
        return { remove: [], retireAfter, notices };
    return { remove: due, retireAfter: undefined, notices };
}
/** Keys that the user names, and that no reading shows because none is allowed. */
function namedElsewhere(all, { retireKeyIds }) {
    return retireKeyIds
        .filter((keyId) => !all.some((candidate) => candidate.keyId === keyId))
        .map((keyId) => ({
        keyId,
        shortId: (0,mark/* shortId */.m_)(keyId),
        mark: undefined,
        bornAt: undefined,
        expiresOn: undefined,
    }));
}

// EXTERNAL MODULE: ./src/rotation/target-client.ts
var target_client = __webpack_require__(825);
;// CONCATENATED MODULE: ./src/rotation/object-run.ts












/**
 * Rolls a credential of an application or service principal: make, add, prove, deliver; the
 * old one stays until a later run, at least `overlap` after the delivery.
 *
 * The order is the protocol: at every instant some credential that a consumer can have is
 * registered, so the run may be killed anywhere. What stands in the directory and in the
 * sinks is the only state; there is no file to lose.
 */
async function rotateObject(rotation, credentials, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(() => new ObjectRun(rotation, credentials, context, journal).run());
}
class ObjectRun {
    #rotation;
    #credentials;
    #context;
    #journal;
    constructor(rotation, credentials, context, journal) {
        this.#rotation = rotation;
        this.#credentials = credentials;
        this.#context = context;
        this.#journal = journal;
    }
    async run() {
        const { operation, dryRun, emergencyKeyId } = this.#rotation;
        const { log } = this.#context;
        const sinks = await (0,rotation_deliveries/* inspectSinks */.T5)(await openSinks(this.#sinkContext()));
        const look = await this.#credentials.look(sinks);
        if (isGone(look, emergencyKeyId))
            return this.#report(look, { kind: "already-gone" }, sinks, noRetirement, []);
        const behind = sinksBehind(look, sinks);
        const why = operation === "rotate" ? this.#reasonToRotate(look, behind) : undefined;
        const retirement = this.#planRetirement(look, sinks);
        for (const notice of retirement.notices)
            log.notice(notice);
        if (dryRun)
            return this.#dryRun(look, sinks, retirement, why);
        if (operation === "rotate")
            await this.#catchUp(look, behind);
        const retired = await this.#retire(look, retirement);
        if (operation === "retire")
            return this.#report(look, { kind: "retired" }, sinks, retirement, retired);
        if (why !== undefined)
            return this.#rotate(look, why, sinks, retired);
        if (emergencyKeyId === undefined) {
            return this.#report(look, { kind: "not-due" }, sinks, this.#planRetirement(look, sinks), retired);
        }
        // An earlier run has replaced the leaked one: nobody needs another new one.
        const gone = await this.#removeLeaked(look, emergencyKeyId, undefined, retired);
        return this.#report(look, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    #sinkContext() {
        const { graph, masker } = this.#context;
        const { contentType } = this.#credentials;
        return { settings: this.#rotation.sinks, network: graph.network, masker, contentType };
    }
    #reasonToRotate(look, behind) {
        const { rules, emergencyKeyId } = this.#rotation;
        const { word, noun, again } = this.#credentials;
        if (emergencyKeyId !== undefined && !(0,line/* wasReplaced */.wo)(look.line, emergencyKeyId)) {
            return `${word} ${emergencyKeyId} is said to have leaked`;
        }
        if (rules.force)
            return "`force` is set";
        if (look.mustGo !== undefined)
            return look.mustGo;
        if (behind.length > 0 && again === undefined)
            return `a sink does not hold the current ${noun}`;
        // A leftover is newer than the sinks: delivering the current one now would make it look delivered.
        if (behind.length > 0 && look.line.newer.length > 0) {
            return "a sink is behind, and an interrupted run left a newer key";
        }
        return look.dueFrom !== undefined && look.dueFrom <= this.#now ? `the ${noun} is due` : undefined;
    }
    #planRetirement(look, sinks) {
        const { rules, operation } = this.#rotation;
        if (!rules.retireDue && operation === "rotate")
            return noRetirement;
        const { line } = look;
        const bornAt = line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown");
        const deliveries = (0,rotation_deliveries/* deliveriesOf */.K)(sinks, bornAt, look.carriedDeliveredAt);
        const named = look.readable ? [] : namedElsewhere(look.all, rules.retirement);
        // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
        if (named.length > 0 && line.current.keyId === "") {
            const notice = "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.";
            return { ...noRetirement, notices: [notice] };
        }
        return planRetirement(line, [...look.all, ...named], deliveries, rules.retirement, this.#now);
    }
    /** Brings sinks up to date that an earlier run did not reach. */
    async #catchUp(look, behind) {
        if (behind.length === 0 || look.line.newer.length > 0)
            return;
        const text = await this.#credentials.again?.(look);
        if (text === undefined)
            return;
        this.#journal.reached("Some sinks may have been brought up to date already; the next run goes on with the rest.");
        const outcome = await (0,rotation_deliveries/* deliverAll */.F0)(behind, text, this.#context.log, () => this.#now);
        if (outcome.kind === "delivered")
            return;
        const failed = outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name);
        throw (0,delivery_errors/* incompleteDelivery */.$F)(failed, outcome.reason);
    }
    async #retire(look, retirement) {
        const { word } = this.#credentials;
        const retired = [];
        for (const { keyId } of retirement.remove) {
            this.#journal.reached(`Some older ${word}s may be retired already; the next run goes on with the rest.`);
            try {
                await this.#credentials.remove(look, keyId);
                retired.push(keyId);
                this.#context.log.step(`Retired ${word} ${keyId}.`);
            }
            catch (error) {
                // An old one that stays is untidy; it is no reason to let the current one expire.
                if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error))
                    throw error;
                this.#context.log.warning(`${capital(word)} ${keyId} could not be retired, and stays: ${error.message}`);
            }
        }
        return retired;
    }
    async #rotate(look, why, sinks, retired) {
        const { log } = this.#context;
        const { word } = this.#credentials;
        log.step(`Rotating: ${why}.`);
        if (look.knowsLeftovers)
            (0,fence/* refuseLeftovers */.$A)(look.line, sinks);
        const made = await this.#add(look, sinks);
        const proved = await this.#prove(look, made);
        if (proved.kind !== "proved")
            throw await this.#notProved(look, made, proved);
        log.step(`The token service accepts it (${String(proved.attempts)} requests).`);
        this.#journal.reached(`${capital(word)} ${made.keyId ?? made.name} was added and is accepted; it may or may not have been delivered. Both ${word}s work. The next run reads from the sinks how far this one came.`);
        const delivered = await (0,rotation_deliveries/* deliverAll */.F0)(sinks, await this.#credentials.deliverable(look, made), log, () => this.#now);
        if (delivered.kind === "refused")
            throw await this.#takeBack(look, made, "delivery-refused", delivered.reason);
        if (delivered.kind === "incomplete")
            throw (0,delivery_errors/* incompleteDelivery */.$F)(delivered.failed, delivered.reason);
        await this.#credentials.delivered(made);
        const { emergencyKeyId, rules } = this.#rotation;
        const gone = emergencyKeyId === undefined ? [] : await this.#removeLeaked(look, emergencyKeyId, made, retired);
        const outcome = {
            kind: "rotated",
            key: made.key,
            previousKeyId: look.line.current.keyId || undefined,
            deliveredTo: delivered.to,
            retireAfter: delivered.deliveredAt === undefined ? undefined : delivered.deliveredAt + rules.overlapSeconds,
        };
        return this.#report(look, outcome, sinks, noRetirement, [...retired, ...gone]);
    }
    /**
     * Adds, and reads the object once more when it shows the new credential: the first look may
     * have been at an old replica, and have hidden what another run has added since.
     */
    async #add(look, sinks) {
        const { noun, word } = this.#credentials;
        const made = await this.#credentials.add(look, this.#nextMark(look), (name) => {
            this.#journal.reached(`${capital(noun)}${name === undefined ? "" : ` ${name}`} may have been added, but was not delivered: ${this.#credentials.undelivered}. The next run makes another one, and a later one retires this.`);
        });
        const seen = await this.#credentials.lookAgain(look, made, sinks);
        const known = {
            ...made,
            keyId: made.keyId ?? seen?.keyId,
            key: { ...made.key, keyId: made.keyId ?? seen?.keyId },
        };
        if (seen?.overtaken !== undefined)
            throw await this.#takeBack(look, known, "stale-input", seen.overtaken);
        const id = known.keyId === undefined || known.keyId === known.name ? "" : ` (${word} ${known.keyId})`;
        this.#context.log.step(`Added ${noun} ${known.name}${id}; proving it.`);
        return known;
    }
    #nextMark({ line }) {
        return { line: this.#rotation.line, number: line.nextNumber, predecessor: line.current.shortId };
    }
    #prove({ clientId }, { credential }) {
        const proving = (0,target_client/* provingAs */.U)(clientId, this.#rotation);
        return (0,prove/* proveCredential */.I)(credential, proving, this.#context.graph.network, this.#context.masker);
    }
    async #notProved(look, made, proved) {
        if (!made.uncertain && proved.kind === "refused")
            return this.#takeBack(look, made, "not-proved", proved.error);
        const reason = proved.kind === "refused" ? proved.error.what : proved.reason;
        return (0,delivery_errors/* leftBehind */.aU)(this.#credentials, made, this.#rotation.target, reason);
    }
    /** Nobody was given the new credential, certainly: it goes again. */
    async #takeBack(look, made, code, reason) {
        return (0,delivery_errors/* takenBack */.lv)(code, reason, await this.#credentials.takeBack(look, made), this.#credentials.noun);
    }
    /** @param retired what this run has removed already, as being due */
    async #removeLeaked(look, keyId, made, retired) {
        if (retired.includes(keyId))
            return [];
        const { word } = this.#credentials;
        const successor = made?.keyId ?? made?.name ?? look.line.current.keyId;
        this.#journal.reached(`${capital(word)} ${successor} is delivered, and the leaked ${word} ${keyId} may still be there: run the emergency again.`);
        try {
            await this.#credentials.removeLeaked(look, keyId, made);
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error))
                throw error;
            throw (0,delivery_errors/* leakedStays */.vy)(keyId, successor, error);
        }
        this.#context.log.step(`Removed the leaked ${word} ${keyId}.`);
        return [keyId];
    }
    #dryRun(look, sinks, retirement, why) {
        const deliverTo = sinks.map(({ sink }) => sink.name);
        const remove = retirement.remove.map(({ keyId }) => keyId);
        return {
            ...this.#report(look, { kind: "dry-run", why, deliverTo }, sinks, retirement, []),
            planned: this.#credentials.planned(look, this.#nextMark(look), remove, why !== undefined),
        };
    }
    #report(look, outcome, sinks, retirement, retired) {
        const { rules } = this.#rotation;
        const due = outcome.kind === "rotated"
            ? (0,rotation_due/* dueFrom */.ds)(rules.threshold, outcome.key.notBefore, outcome.key.expiresOn)
            : look.dueFrom;
        const dueInDays = due === undefined ? undefined : (0,rotation_due/* daysUntil */.AQ)(due, this.#now);
        return rotationResult({
            ...look,
            rotation: this.#rotation,
            outcome,
            sinks,
            retirement,
            retired,
            dueInDays,
        });
    }
}
const noRetirement = { remove: [], retireAfter: undefined, notices: [] };
function isGone({ readable, all }, keyId) {
    return keyId !== undefined && readable && !all.some((candidate) => candidate.keyId === keyId);
}
/** Sinks that hold something older than the current credential, which is one of ours. */
function sinksBehind({ line }, sinks) {
    const { bornAt } = line.current;
    if (line.currentNumber === 0 || bornAt === undefined)
        return [];
    return (0,rotation_deliveries/* deliverySinks */.NJ)(sinks).filter(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
}
function capital(word) {
    return word.charAt(0).toUpperCase() + word.slice(1);
}


/***/ }),

/***/ 3660:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ opensToken),
/* harmony export */   I: () => (/* binding */ proveCredential)
/* harmony export */ });
/* harmony import */ var _auth_client_assertion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98);
/* harmony import */ var _auth_msal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5829);
/* harmony import */ var _auth_token_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1888);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1823);
/* harmony import */ var _refusals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5430);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(793);







/**
 * A request that comes too early can fill a cache with "not found" for minutes, so the first
 * one waits (docs/service-facts.md, "Replication").
 */
const FIRST_PAUSE_MS = 10_000;
const PAUSES_MS = [5_000, 10_000, 20_000, 30_000];
const BETWEEN_SUCCESSES_MS = 2_000;
/** The token service has many nodes, and one success speaks for one of them. */
const SUCCESSES_IN_A_ROW = 3;
/** What a credential is answered that a node does not know yet (docs/service-facts.md, "Token service"). */
const LAG_CODES = new Set([700027, 7000215]);
const CLOCK_CODE = 700024;
/** Signs in with the new credential until the token service has accepted it three times in a row. */
async function proveCredential(credential, proving, network, masker) {
    const request = tokenRequest(credential, proving, network, masker);
    const endsAt = network.clock.now() + proving.timeoutMs;
    let successes = 0;
    let failures = 0;
    let reason = "it was not asked";
    let pause = Math.min(FIRST_PAUSE_MS, proving.timeoutMs / 4);
    for (let attempt = 1;; attempt++) {
        // An interrupt first: a request that it has cut off is no sign of a lasting refusal.
        network.limits.checkpoint();
        if (network.clock.now() + pause > endsAt)
            return { kind: "timed-out", reason };
        await network.limits.wait(pause);
        const result = await (0,_auth_msal_js__WEBPACK_IMPORTED_MODULE_1__/* .requestTokenOnce */ .e)(request, network);
        if (result.kind === "token") {
            masker.text((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_6__/* .reveal */ ._c)(result.token));
            successes++;
            if (successes >= SUCCESSES_IN_A_ROW)
                return { kind: "proved", attempts: attempt };
            pause = BETWEEN_SUCCESSES_MS;
            continue;
        }
        successes = 0;
        if (result.kind === "answered") {
            const answer = (0,_auth_token_error_js__WEBPACK_IMPORTED_MODULE_2__/* .readTokenError */ .i)(result.response);
            if (!isWorthWaiting(answer, result.response.status))
                return { kind: "refused", error: notProved(answer) };
            reason = answer.description || (answer.error ?? `status ${String(result.response.status)}`);
        }
        else {
            reason = `the token service did not answer (${result.error.code})`;
        }
        pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 30_000;
        failures++;
        network.log.debug(`not accepted yet: ${reason}`);
    }
}
/**
 * Does this credential open a token at all?
 *
 * @throws ActionError where the token service says neither: that is no "no"
 */
async function opensToken(credential, proving, network, masker) {
    const request = tokenRequest(credential, proving, network, masker);
    for (const pause of [0, 2_000, 5_000]) {
        if (pause > 0)
            await network.limits.wait(pause);
        const result = await (0,_auth_msal_js__WEBPACK_IMPORTED_MODULE_1__/* .requestTokenOnce */ .e)(request, network);
        if (result.kind === "token") {
            masker.text((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_6__/* .reveal */ ._c)(result.token));
            return true;
        }
        if (result.kind === "answered" && !(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .isTransient */ .dg)(result.response.status))
            return false;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: "The token service did not say whether the current credential opens a token, three times.",
        remedy: "Nothing was written. Run it again later.",
    });
}
function tokenRequest(credential, proving, network, masker) {
    return {
        authorityOrigin: proving.authorityOrigin,
        tenantId: proving.tenantId,
        clientId: proving.clientId,
        scope: proving.scope,
        credential: credential.kind === "password"
            ? { kind: "secret", secret: credential.secret }
            : {
                kind: "assertion",
                sign: async (tokenEndpoint) => {
                    const now = network.serviceClock.now();
                    const jwt = await (0,_auth_client_assertion_js__WEBPACK_IMPORTED_MODULE_0__/* .signClientAssertion */ .T)(credential.pair, proving.clientId, tokenEndpoint, now);
                    masker.text(jwt);
                    return jwt;
                },
            },
    };
}
function isWorthWaiting(answer, status) {
    return ((0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .isTransient */ .dg)(status) ||
        answer.error === "temporarily_unavailable" ||
        answer.codes.some((code) => LAG_CODES.has(code) || code === CLOCK_CODE));
}
function notProved(answer) {
    const row = (0,_refusals_js__WEBPACK_IMPORTED_MODULE_5__/* .findSignInRefusal */ .Eh)(answer.codes);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l({
        code: "not-proved",
        blame: "service",
        what: `The token service refused the new credential (${answer.description || answer.error || "no reason given"}).`,
        ...(row === undefined ? {} : { why: row.cause }),
        remedy: row?.remedy ?? "Look the code up in Microsoft's list of AADSTS error codes.",
        ...(answer.traceId === undefined ? {} : { requestId: answer.traceId }),
    });
}


/***/ })

};
