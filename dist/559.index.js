export const id = 559;
export const ids = [559];
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

/***/ 8766:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M3: () => (/* binding */ BACKDATE_SECONDS),
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   kW: () => (/* binding */ candidatesOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4332);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8614);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(331);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8985);








/** A certificate that we make is valid from five minutes before its birth: clocks differ. */
const BACKDATE_SECONDS = 300;
/** The current certificate's entry may be younger than a replica. */
const LOOK_PAUSES_MS = [10_000, 20_000];
/**
 * Reads the object and finds the run's own certificate on it. Only a 403 selects the tier
 * without reading; everything else that is no answer ends the run.
 */
async function readStanding(rotation, context) {
    const { graph, urls } = context;
    const { thumbprint } = rotation.proof.pair;
    try {
        for (const pause of [0, ...LOOK_PAUSES_MS]) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const object = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .readObject */ .Ag)(graph, urls, rotation.target);
            const standing = sortObject(object, rotation, Math.floor(graph.network.serviceClock.now() / 1000));
            if (standing !== undefined)
                return standing;
        }
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .GraphRefused */ .p))
            throw error;
        if (error.isForbidden)
            return unreadable(rotation);
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(error, `read ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__/* .describeTarget */ .ff)(rotation.target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .READ_OBJECTS */ .Yc);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "current-credential-missing",
        blame: "input",
        what: `The current certificate (${thumbprint}) is not on ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_4__/* .describeTarget */ .ff)(rotation.target)}.`,
        why: "It was removed, or it belongs to another object.",
        remedy: 'Give the certificate that stands on the object today. If none is valid any more, add one by hand (README, "The way in").',
    });
}
function sortObject(object, rotation, nowSeconds) {
    const all = candidatesOf(object);
    const own = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(rotation.proof.pair.thumbprint);
    const listed = all.find((candidate) => candidate.shortId === own);
    if (listed === undefined)
        return undefined;
    const current = withCarried(listed, rotation);
    return { kind: "read", object, all, line: (0,_line_js__WEBPACK_IMPORTED_MODULE_7__/* .sortLine */ .Zf)(rotation.line, current, all, nowSeconds) };
}
function candidatesOf(object) {
    return object.keyCredentials.flatMap((credential) => candidateOf(credential));
}
/**
 * The current certificate, with what its own text says where the certificate does not: a pair
 * of the user's own bears no mark in its subject, and its dates do not tell when it came here.
 */
function withCarried(listed, { proof, carried, line: name }) {
    const state = carried?.line === name ? carried : undefined;
    if (state === undefined || bearsMark(proof.pair.certificate))
        return listed;
    return {
        ...listed,
        mark: listed.mark ?? carriedMark(state),
        bornAt: bornBefore(state.deliveredAt) ?? listed.bornAt,
    };
}
function carriedMark({ line, number, previousKeyId }) {
    return { line, number, predecessor: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(previousKeyId ?? "") };
}
/** It takes longer than that to prove a certificate, so it was there before it was delivered. */
const SHORTEST_PROOF_SECONDS = 10;
function bornBefore(deliveredAt) {
    return deliveredAt === undefined ? undefined : deliveredAt - SHORTEST_PROOF_SECONDS;
}
function bearsMark({ subject }) {
    return (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(commonNameIn(subject)) !== undefined;
}
function candidateOf(credential) {
    const { keyId, thumbprint, displayName, notBefore, expiresOn } = credential;
    if (keyId === undefined)
        return [];
    const commonName = commonNameOf(credential.certificate);
    const mark = (0,_line_js__WEBPACK_IMPORTED_MODULE_7__/* .markOf */ .Fg)(commonName, displayName);
    const madeByUs = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(commonName) !== undefined;
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(thumbprint ?? keyId),
            mark,
            bornAt: bornAt(notBefore, madeByUs, mark),
            expiresOn,
        },
    ];
}
/** A pair of the user's own bears our mark, but its dates do not tell when it came here. */
function bornAt(notBefore, madeByUs, mark) {
    if (notBefore === undefined)
        return undefined;
    if (madeByUs)
        return notBefore + BACKDATE_SECONDS;
    return mark === undefined ? notBefore : undefined;
}
function commonNameOf(base64) {
    if (base64 === undefined)
        return undefined;
    try {
        const { subject } = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(Buffer.from(base64, "base64"));
        return commonNameIn(subject);
    }
    catch {
        // Somebody else's entry of another kind: it is foreign, and that is all we need to know.
        return undefined;
    }
}
function commonNameIn(subject) {
    return /^CN=(.*)$/m.exec(subject)?.[1];
}
/** From the input's explanatory lines alone: the current key, and the one before it. */
function unreadable({ proof, carried, line: name }) {
    const state = carried?.line === name ? carried : undefined;
    const { certificate, thumbprint } = proof.pair;
    const startsAt = Math.floor(certificate.validFromDate.getTime() / 1000);
    const bornAt = bearsMark(certificate)
        ? startsAt + BACKDATE_SECONDS
        : (bornBefore(state?.deliveredAt) ?? startsAt);
    const current = {
        keyId: state?.keyId ?? "",
        shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(thumbprint),
        mark: state === undefined ? undefined : carriedMark(state),
        bornAt: state === undefined ? undefined : bornAt,
        expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
    };
    const previous = state?.previousKeyId === undefined || state.keyId === undefined
        ? []
        : [
            {
                keyId: state.previousKeyId,
                shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(state.previousKeyId),
                mark: undefined,
                bornAt: undefined,
                expiresOn: undefined,
            },
        ];
    const number = state?.number ?? 0;
    return {
        kind: "unreadable",
        all: [current, ...previous],
        line: {
            current,
            currentNumber: number,
            older: number > 1 ? previous : [],
            newer: [],
            // The first of the line succeeded a key that was not ours.
            initial: number === 1 ? previous[0] : undefined,
            nextNumber: number + 1,
        },
    };
}


/***/ }),

/***/ 7944:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ deliverAll),
/* harmony export */   K: () => (/* binding */ deliveriesOf),
/* harmony export */   NJ: () => (/* binding */ deliverySinks),
/* harmony export */   T5: () => (/* binding */ inspectSinks)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _sinks_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9525);


/** Reaches every sink before anything is written anywhere. */
async function inspectSinks(sinks) {
    const inspected = [];
    for (const sink of sinks)
        inspected.push({ sink, changedAt: (await sink.inspect()).changedAt });
    return inspected;
}
/** Those that consumers read: a file handed to a later step says nothing about them. */
function deliverySinks(sinks) {
    return sinks.filter(({ sink }) => sink.kind === "delivery");
}
/**
 * When the current credential was delivered, as far as anybody can tell.
 *
 * @param bornAt when it was made; `unknown` makes no sink newer than it, `of-no-line` every one:
 * then nothing is older, and only what the user names is retired
 */
function deliveriesOf(sinks, bornAt, carriedDeliveredAt) {
    const times = deliverySinks(sinks).map(({ changedAt }) => changedAt);
    const known = times.filter((time) => time !== undefined);
    return {
        deliveredAt: known.length > 0 ? Math.max(...known) : carriedDeliveredAt,
        allNewerThanCurrent: bornAt === "of-no-line" ||
            times.every((time) => bornAt !== "unknown" && time !== undefined && time >= bornAt),
    };
}
/**
 * Puts the credential into every sink, in the order of `deliver-to`.
 *
 * Nothing goes to the second sink before the first has accepted: the first is the one that
 * this workflow reads its input from, and a later sink that is ahead of it would make every
 * next run look stale.
 */
async function deliverAll(sinks, credential, log, nowSeconds) {
    const accepted = [];
    const failed = [];
    let reason;
    let latest;
    for (const [index, inspected] of sinks.entries()) {
        const { sink } = inspected;
        try {
            const receipt = await sink.deliver(credential);
            inspected.changedAt = receipt.deliveredAt ?? nowSeconds();
            if (sink.kind === "delivery")
                latest = Math.max(latest ?? 0, inspected.changedAt);
            accepted.push(sink.name);
            log.step(`Delivered to ${sink.name} (${receipt.detail}).`);
        }
        catch (error) {
            const failure = asFailure(error);
            const stopped = whatStopped(failure.reason);
            if (stopped !== undefined)
                throw stopped;
            if (accepted.length === 0 && failed.length === 0 && failure.outcome === "refused") {
                return { kind: "refused", reason: failure.reason };
            }
            reason ??= failure.reason;
            failed.push(sink.name);
            // The first one may or may not hold it: nobody else gets it before that is known.
            if (accepted.length > 0)
                continue;
            failed.push(...sinks.slice(index + 1).map((other) => other.sink.name));
            break;
        }
    }
    if (reason !== undefined)
        return { kind: "incomplete", to: accepted, failed, reason };
    return { kind: "delivered", to: accepted, deliveredAt: latest };
}
/**
 * An interrupt or the end of the run's time, whatever the sink made of it: nothing more is
 * begun then, nor taken back, and the journal says what the next run will do.
 */
function whatStopped(reason) {
    return [reason, reason.cause].find((error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout"));
}
/** An interrupt or a spent budget in the middle of a delivery leaves its outcome unknown. */
function asFailure(error) {
    if (error instanceof _sinks_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryFailed */ ._)
        return error;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
        return new _sinks_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryFailed */ ._("unknown", error);
    throw error;
}


/***/ }),

/***/ 310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ incompleteDelivery),
/* harmony export */   jX: () => (/* binding */ isStop),
/* harmony export */   vy: () => (/* binding */ leakedStays)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

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
/** An interrupt or the end of the run's time: the journal says what comes next. */
function isStop(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout");
}


/***/ }),

/***/ 9191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z2: () => (/* binding */ overtakenBy),
  bA: () => (/* binding */ refuseDelivered),
  $A: () => (/* binding */ refuseLeftovers),
  Y_: () => (/* binding */ refuseStaleInput)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/rotation/deliveries.ts
var deliveries = __webpack_require__(7944);
// EXTERNAL MODULE: ./src/sinks/github-client.ts + 1 modules
var github_client = __webpack_require__(1926);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
;// CONCATENATED MODULE: ./src/sinks/run-start.ts



const NAME = "the start of this run";
/**
 * When this attempt of the run began (seconds since 1970): repository secrets are read no
 * earlier. `undefined` where the token may not read it (Actions: read).
 */
async function runStart(github, run) {
    return seconds((await readAttempt(github, run, ""))?.["run_started_at"]);
}
/**
 * When this job began: secrets of environments are read no earlier. The job is known by its
 * runner; `undefined` where the token may not read it, or where several jobs say that name.
 */
async function jobStart(github, run) {
    const jobs = (await readAttempt(github, run, "/jobs?per_page=100"))?.["jobs"];
    if (!Array.isArray(jobs) || run.runnerName === undefined)
        return undefined;
    const ours = jobs.filter((job) => (0,json/* isObject */.Gv)(job) && job["runner_name"] === run.runnerName && job["status"] === "in_progress");
    return ours.length === 1 && (0,json/* isObject */.Gv)(ours[0]) ? seconds(ours[0]["started_at"]) : undefined;
}
/**
 * The start of the job's first step, by the runner's clock: an upper bound of the job's start
 * that needs no token.
 *
 * The time of the event file itself says nothing, because the runner writes it anew before
 * every step. Its folder is emptied with RUNNER_TEMP at the start of the job, and nothing is
 * added to it after the first step has put the file there.
 */
function firstStepStart(eventPath) {
    if (eventPath === undefined)
        return undefined;
    const folder = (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(eventPath), { throwIfNoEntry: false });
    return folder?.isDirectory() === true ? Math.floor(folder.mtimeMs / 1000) : undefined;
}
async function readAttempt(github, { repository, runId, runAttempt }, tail) {
    const [owner, repo] = repository?.split("/") ?? [];
    if (owner === undefined || repo === undefined || runId === undefined)
        return undefined;
    const response = await github.read(NAME, `GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}${tail}`, { owner, repo, run_id: runId, attempt_number: runAttempt ?? "1" });
    return response.status === 200 ? (0,json/* parseObject */.lj)(response.body) : undefined;
}
function seconds(time) {
    const parsed = typeof time === "string" ? Date.parse(time) : NaN;
    return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

;// CONCATENATED MODULE: ./src/rotation/input-age.ts


/** When this run's secrets were read, as far as GitHub or the runner tell. Seconds since 1970. */
async function inputReadAt(readBy, sinks, environment, network) {
    const job = firstStepStart(environment.eventPath);
    if (sinks.github === undefined)
        return job;
    const github = new github_client/* GitHubClient */.j(sinks.github, network);
    const identity = environment;
    if (readBy === "run")
        return (await runStart(github, identity)) ?? job;
    return (await jobStart(github, identity)) ?? job;
}

// EXTERNAL MODULE: ./src/rotation/mark.ts
var mark = __webpack_require__(8985);
;// CONCATENATED MODULE: ./src/rotation/fence.ts




/** More undelivered keys than this mean that something goes wrong every time. */
const MOST_LEFTOVERS = 3;
/**
 * Stops a run whose input is not the credential that the sinks hold: repository secrets are
 * read when a run is queued, and a run before this one may have delivered a newer key.
 */
async function refuseStaleInput(rotation, standing, sinks, context) {
    if (standing.kind === "read") {
        // The user's own pair, added by a run that was interrupted: this run takes it up again.
        const own = rotation.given === undefined ? undefined : (0,mark/* shortId */.m_)(rotation.given.thumbprint);
        const undelivered = standing.line.newer.filter((candidate) => candidate.shortId !== own);
        refuseDelivered({ ...standing.line, newer: undelivered }, sinks);
        if (undelivered.length > 0) {
            context.log.warning(`Key ${undelivered.map(({ keyId }) => keyId).join(", ")} was left by an interrupted run, undelivered. It stays for now; a later run retires it.`);
        }
        return;
    }
    for (const { sink, changedAt } of (0,deliveries/* deliverySinks */.NJ)(sinks)) {
        if (changedAt === undefined)
            continue;
        const readAt = await inputReadAt(sink.readBy, rotation.sinks, rotation.environment, context.graph.network);
        if (readAt !== undefined && changedAt > readAt) {
            throw stale(`${sink.name} was changed at ${at(changedAt)}, after this ${sink.readBy} had read its secrets (${at(readAt)}).`);
        }
    }
}
/** A newer key of the line that was born before a sink's last change is in that sink. */
function refuseDelivered(line, sinks) {
    for (const newer of line.newer) {
        const holder = holderOf(newer, sinks);
        if (holder === undefined)
            continue;
        throw stale(`Key ${newer.keyId} is newer than this run's input, and ${holder.sink.name} was changed after it was made.`);
    }
}
/**
 * Looks at a reading that shows this run's own new key for one that the first reading did not
 * show: of another run, with a number as large, or delivered meanwhile. Then this run's input
 * was stale all along, and going on would put an older number over a newer one for good.
 *
 * @param own {@link shortId} of the new key
 * @param shownBefore all that the first reading showed
 */
function overtakenBy(name, own, all, before, shownBefore, sinks) {
    const number = all.find((candidate) => candidate.shortId === own)?.mark?.number ?? before.nextNumber;
    const hidden = all.filter((candidate) => candidate.shortId !== own &&
        candidate.mark?.line === name &&
        candidate.mark.number > before.currentNumber &&
        // One that has ended is no longer among the newer ones, and was shown nevertheless.
        !shownBefore.some(({ keyId }) => keyId === candidate.keyId));
    const other = hidden.find((candidate) => (candidate.mark?.number ?? 0) >= number || holderOf(candidate, sinks) !== undefined);
    return other === undefined
        ? undefined
        : stale(`Key ${other.keyId} of another run was there before, and the first reading of the object did not show it.`);
}
/** A delivery sink that was changed after this key was made. */
function holderOf({ bornAt }, sinks) {
    return (0,deliveries/* deliverySinks */.NJ)(sinks).find(({ changedAt }) => changedAt !== undefined && bornAt !== undefined && bornAt < changedAt);
}
/** Adding yet another key that nobody may ever receive helps nobody. */
function refuseLeftovers(line, sinks) {
    if (line.newer.length < MOST_LEFTOVERS)
        return;
    const handedOver = sinks.length > 0 && (0,deliveries/* deliverySinks */.NJ)(sinks).length === 0;
    throw new errors/* ActionError */.l({
        code: "too-many-leftovers",
        blame: "input",
        what: `${String(line.newer.length)} newer keys of this line stand on the object, and none is known to be delivered: ${line.newer.map(({ keyId }) => keyId).join(", ")}.`,
        why: handedOver
            ? "`deliver-to` names files only, which a later step has to deliver; this run's input is still the old credential."
            : "Runs before this one were interrupted after adding a key.",
        remedy: "Find out why the new credential does not become this workflow's input; then remove the keys named above with remove-key.",
    });
}
function stale(why) {
    return new errors/* ActionError */.l({
        code: "stale-input",
        blame: "input",
        what: "This run's input is not the credential that was delivered last; nothing was written.",
        why,
        remedy: "Run it again: a new run reads the new secret. If it says the same again, the key named is a leftover, or the credential was replaced by hand: remove the leftover with remove-key, or begin a new line with another `rotation-name`.",
    });
}
function at(seconds) {
    return new Date(seconds * 1000).toISOString().slice(0, 19) + "Z";
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

/***/ 4758:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ markOf),
/* harmony export */   Zf: () => (/* binding */ sortLine),
/* harmony export */   wo: () => (/* binding */ wasReplaced)
/* harmony export */ });
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8985);

function sortLine(name, current, all, nowSeconds) {
    const others = all.filter((candidate) => candidate.keyId !== current.keyId);
    const ours = others.flatMap((candidate) => {
        const mark = candidate.mark;
        return mark?.line === name ? [{ candidate, mark }] : [];
    });
    const currentNumber = current.mark?.line === name ? current.mark.number : 0;
    const marks = [...ours.map(({ mark }) => mark), ...(current.mark?.line === name ? [current.mark] : [])];
    // Not only number 1's: the leftover of a crash may have borne that one, and be gone.
    const succeeded = new Set(marks.filter((mark) => mark.number <= currentNumber).map((mark) => mark.predecessor));
    return {
        current,
        currentNumber,
        older: ours.filter(({ mark }) => mark.number < currentNumber).map(({ candidate }) => candidate),
        newer: ours
            .filter(({ mark, candidate }) => mark.number > currentNumber && !hasExpired(candidate, nowSeconds))
            .map(({ candidate }) => candidate),
        // What bears another line's mark is that line's to retire: somebody may sign in with it.
        initial: others.find((candidate) => candidate.mark === undefined && succeeded.has(candidate.shortId)),
        // Not simply the predecessor's number + 1: a crashed run's leftover may bear that one, and
        // would then never be older than its sibling.
        nextNumber: Math.max(currentNumber, ...marks.map((mark) => mark.number), 0) + 1,
    };
}
/** The current credential, or one before it, has taken its place: whoever reads a sink has another. */
function wasReplaced({ older, initial }, keyId) {
    return initial?.keyId === keyId || older.some((candidate) => candidate.keyId === keyId);
}
function hasExpired(candidate, nowSeconds) {
    return candidate.expiresOn !== undefined && candidate.expiresOn <= nowSeconds;
}
/** By the certificate's subject first: a display name may be cut, changed or lost. */
function markOf(commonName, displayName) {
    return (0,_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .readMark */ .Mp)(commonName) ?? (0,_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .readMark */ .Mp)(displayName);
}


/***/ }),

/***/ 8985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ writeMark),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   On: () => (/* binding */ markedDisplayName),
/* harmony export */   m_: () => (/* binding */ shortId)
/* harmony export */ });
const PATTERN = /^keyroll:([A-Za-z0-9-]{1,24}):(\d{1,9}):([0-9a-f]{16})(?=\s|$)/;
/** Graph cuts longer names. */
const LONGEST_DISPLAY_NAME = 90;
function writeMark({ line, number, predecessor }) {
    return `keyroll:${line}:${String(number)}:${predecessor}`;
}
/** The mark at the beginning of a display name or a common name. */
function readMark(text) {
    const match = PATTERN.exec(text ?? "");
    if (match === null)
        return undefined;
    return { line: match[1] ?? "", number: Number(match[2]), predecessor: match[3] ?? "" };
}
/** The mark, and as much of the user's name as there is room for. */
function markedDisplayName(mark, displayName) {
    const cut = `${writeMark(mark)} ${displayName}`.slice(0, LONGEST_DISPLAY_NAME);
    // Half a surrogate pair is no text that JSON could carry.
    return cut.replace(/[\uD800-\uDBFF]$/, "").trimEnd();
}
/** How a mark names a key: by thumbprint (40 hex digits) or keyId (a GUID). */
function shortId(thumbprintOrKeyId) {
    return thumbprintOrKeyId.replaceAll("-", "").toLowerCase().slice(0, 16);
}


/***/ }),

/***/ 630:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ passwordCandidates),
/* harmony export */   Ed: () => (/* binding */ PASSWORD_BACKDATE_SECONDS),
/* harmony export */   V0: () => (/* binding */ sortPasswords),
/* harmony export */   xQ: () => (/* binding */ readPasswords)
/* harmony export */ });
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4332);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8614);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(793);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8985);







/** What we make starts five minutes before its birth: clocks differ. */
const PASSWORD_BACKDATE_SECONDS = 300;
/** Graph shows the first three characters of a secret, and nothing else of it. */
const HINT_LENGTH = 3;
async function readPasswords(rotation, context) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_0__/* .readObject */ .Ag)(context.graph, context.urls, rotation.target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .GraphRefused */ .p))
            throw error;
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_1__/* .explainRefusal */ .G)(error, `read ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(rotation.target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc, {
            remedy: "Rotating passwords needs to read the object: a secret's text does not say which one it is.",
        });
    }
}
/** @param opensToken whether the token service accepts the input as the target's secret */
function sortPasswords(object, rotation, opensToken, nowSeconds) {
    const all = passwordCandidates(object);
    const hint = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(rotation.currentSecret).slice(0, HINT_LENGTH);
    const alive = object.passwordCredentials.filter(({ expiresOn }) => (expiresOn ?? Infinity) > nowSeconds);
    const matching = alive
        .filter((credential) => credential.hint === hint)
        .sort((left, right) => (left.expiresOn ?? Infinity) - (right.expiresOn ?? Infinity));
    const only = matching.length === 1 ? all.find(({ keyId }) => keyId === matching[0]?.keyId) : undefined;
    const known = opensToken && only !== undefined;
    return {
        object,
        all,
        matching,
        current: known ? "known" : opensToken ? "ambiguous" : "refused",
        line: (0,_line_js__WEBPACK_IMPORTED_MODULE_5__/* .sortLine */ .Zf)(rotation.line, known ? only : NOBODY, all, nowSeconds),
    };
}
function passwordCandidates(object) {
    return object.passwordCredentials.flatMap((credential) => candidateOf(credential));
}
/** Stands for a current password that nobody can name: nothing is older than it. */
const NOBODY = {
    keyId: "",
    shortId: "0".repeat(16),
    mark: undefined,
    bornAt: undefined,
    expiresOn: undefined,
};
function candidateOf({ keyId, displayName, notBefore, expiresOn }) {
    if (keyId === undefined)
        return [];
    const mark = (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .readMark */ .Mp)(displayName);
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .shortId */ .m_)(keyId),
            mark,
            bornAt: notBefore === undefined
                ? undefined
                : notBefore + (mark === undefined ? 0 : PASSWORD_BACKDATE_SECONDS),
            expiresOn,
        },
    ];
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


/***/ }),

/***/ 4746:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ rotationResult)
/* harmony export */ });
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(154);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8614);


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
    const what = `the ${rotation.kind} of ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTarget */ .ff)(rotation.target)}`;
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
                ? `Nothing to retire on ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTarget */ .ff)(rotation.target)}.`
                : `Retired ${String(retired.length)} key(s) of ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTarget */ .ff)(rotation.target)}.`;
        case "already-gone":
            return `Key ${rotation.emergencyKeyId ?? ""} is not on ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_0__/* .describeTarget */ .ff)(rotation.target)} any more.`;
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
            changedAt === undefined ? neverChanged(sink.kind) : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(changedAt),
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
            text: `The older key may be retired from ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(retireAfter)} on; a later run does it.`,
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
        candidate.expiresOn === undefined ? "" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(candidate.expiresOn),
    ]);
    if (outcome.kind === "rotated") {
        const { keyId, expiresOn } = outcome.key;
        rows.push([
            keyId ?? "(the service did not say)",
            "new",
            String(line.nextNumber),
            expiresOn === undefined ? "" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(expiresOn),
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
        candidate.bornAt === undefined ? "unknown" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(candidate.bornAt),
        candidate.expiresOn === undefined ? "" : (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(candidate.expiresOn),
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


/***/ }),

/***/ 2887:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ planRetirement)
/* harmony export */ });
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


/***/ }),

/***/ 825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ targetClientId)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * The client id as which the new credential signs in: the target's own, never merely the
 * caller's. Known from the inputs, from Graph, or because the application rolls itself.
 */
function targetClientId(rotation, fromGraph) {
    const { target, signIn } = rotation;
    const known = target.appId ?? fromGraph ?? (rollsItself(rotation) ? signIn.clientId : undefined);
    if (known !== undefined)
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "input-missing",
        blame: "input",
        what: `${target.kind === "application" ? "app-id" : "service-principal-app-id"}: is needed here, because the caller may not read the object.`,
        why: "The new credential is proved by signing in with it, as the target's client id.",
        remedy: "Give the target's application (client) id beside its object id. Nothing was written.",
    });
}
/** The certificate that signs in is the one that is rolled: so the caller is the target. */
function rollsItself(rotation) {
    const { signIn } = rotation;
    return (rotation.kind === "certificate" &&
        signIn.kind === "certificate" &&
        signIn.pair.thumbprint === rotation.proof.pair.thumbprint);
}


/***/ }),

/***/ 1926:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ GitHubClient)
});

// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/http/exchange.ts
var exchange = __webpack_require__(1823);
;// CONCATENATED MODULE: ./src/sinks/fetch-adapter.ts


/**
 * Octokit's `fetch` for one request, over the run's transport: so the time limits, the proxy
 * and the rule that no redirect is followed hold here as everywhere.
 *
 * It remembers what came back. Octokit's own errors repeat the answer and the request, and
 * tell a lost answer from a refusal by nothing but a text; so nobody reads them.
 */
class FetchAdapter {
    outcome;
    #network;
    #signal;
    constructor(network, signal) {
        this.#network = network;
        this.#signal = signal;
    }
    fetch = async (url, options) => {
        const method = options.method;
        const outcome = await (0,exchange/* sendOnce */.E4)(this.#network, {
            method,
            url: new URL(url),
            headers: wrapAuthorization(options.headers),
            ...(options.body === undefined ? {} : { body: options.body }),
            connection: method === "GET" ? "shared" : "fresh",
            signal: this.#signal,
        });
        this.outcome = outcome;
        if (outcome.kind !== "answered")
            throw outcome.error;
        const { status, headers, body } = outcome.response;
        // A Response knows no 1xx, and 204, 205 and 304 have no body.
        const hasBody = body !== "" && ![204, 205, 304].includes(status);
        return new Response(hasBody ? body : null, { status, headers });
    };
}
function wrapAuthorization(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        name.toLowerCase() === "authorization" ? new secret/* Secret */.zh(value, "github-token") : value,
    ]));
}

// EXTERNAL MODULE: ./src/sinks/reading.ts
var reading = __webpack_require__(2512);
;// CONCATENATED MODULE: ./src/sinks/github-client.ts



/** GitHub's REST API by the toolkit: it builds the addresses and signs the requests. */
class GitHubClient {
    /** For messages. */
    host;
    network;
    #settings;
    #octokit;
    constructor(settings, network) {
        this.#settings = settings;
        this.network = network;
        this.host = new URL(settings.apiUrl).host;
    }
    /** One exchange. `route` is a template as octokit knows them; it escapes what is filled in. */
    async send(route, parameters, signal) {
        this.#octokit ??= this.#load();
        const octokit = await this.#octokit;
        const adapter = new FetchAdapter(this.network, signal);
        try {
            await octokit.request(route, { ...parameters, request: { fetch: adapter.fetch, log: this.#log() } });
        }
        catch (error) {
            // With an outcome it is octokit's way to say what the outcome says; without one it is a defect.
            if (adapter.outcome === undefined)
                throw error;
        }
        if (adapter.outcome === undefined)
            throw new TypeError("octokit asked for nothing");
        return adapter.outcome;
    }
    /** A GET, repeated while that may help; refusals are answers too. */
    read(name, route, parameters) {
        return (0,reading/* readRepeatedly */.s)(this.network, {
            name,
            host: this.host,
            send: () => this.send(route, parameters, this.network.limits.forRead()),
            renew: () => false,
        });
    }
    async #load() {
        // Heavy (it brings undici), and needed only by those who deliver to GitHub.
        const toolkit = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
        return toolkit.getOctokit((0,secret/* reveal */._c)(this.#settings.token), {
            baseUrl: this.#settings.apiUrl,
            userAgent: "graph-keyroll",
            log: this.#log(),
        });
    }
    /** Octokit writes deprecations to the console otherwise. */
    #log() {
        const { log } = this.network;
        const silent = () => undefined;
        const debug = (message) => {
            log.debug(message);
        };
        return { debug: silent, info: silent, warn: debug, error: debug };
    }
}


/***/ }),

/***/ 7134:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ openSinks)
/* harmony export */ });
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


/***/ }),

/***/ 2512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ unreachable),
/* harmony export */   s: () => (/* binding */ readRepeatedly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1823);
/* harmony import */ var _http_network_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(137);
/* harmony import */ var _throttling_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7237);





const ATTEMPTS = 5;
/** A read, repeated while that may help. Gives any definite answer, refusals too; every success is JSON. */
async function readRepeatedly(network, read) {
    let renewed = false;
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const outcome = await read.send();
        const last = attempt + 1 >= ATTEMPTS;
        if (outcome.kind === "answered") {
            const { response } = outcome;
            if (response.status === 401 && !renewed && read.renew()) {
                renewed = true;
                continue;
            }
            const isUnclear = (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(response.status) || (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .isThrottled */ .B)(response) || isForeign(response);
            if (!isUnclear)
                return response;
            if (last)
                throw noUsefulAnswer(read, response);
            await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, read.name, attempt, response);
        }
        else {
            if (last || outcome.error.reach === "refused-connection") {
                throw unreachable(read.name, read.host, outcome.error);
            }
            await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, read.name, attempt, undefined);
        }
    }
}
/** A success that is no JSON: a proxy's own page, or a cut answer. */
function isForeign({ status, body }) {
    return status >= 200 && status < 300 && (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .lj)(body) === undefined;
}
function unreachable(name, host, error) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: `${name}: ${host} did not answer.`,
        ...(0,_http_network_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeNetworkError */ .g)(error, host),
        cause: error,
    });
}
function noUsefulAnswer({ name, host }, response) {
    if ((0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .isThrottled */ .B)(response)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "throttled",
            blame: "service",
            what: `${name}: ${host} asked to come back later, ${String(ATTEMPTS)} times.`,
            remedy: "Run it again later.",
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: isForeign(response) ? "answer-unreadable" : "unreachable",
        blame: "service",
        what: isForeign(response)
            ? `${name}: ${host} answered with something that is not JSON.`
            : `${name}: ${host} answered ${String(response.status)}, ${String(ATTEMPTS)} times.`,
        remedy: isForeign(response)
            ? "A proxy's own page looks like this: check the proxy, and the host's address among the inputs."
            : "Run it again; if it stays, look at the service's status page.",
    });
}


/***/ }),

/***/ 9525:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ DeliveryFailed)
/* harmony export */ });
class DeliveryFailed extends Error {
    /** `refused`: it certainly holds what it held before. `unknown`: it may hold either. */
    outcome;
    reason;
    constructor(outcome, reason) {
        super(reason.message, { cause: reason });
        this.name = "DeliveryFailed";
        this.outcome = outcome;
        this.reason = reason;
    }
}


/***/ }),

/***/ 7237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isThrottled),
/* harmony export */   L: () => (/* binding */ waitForNextAttempt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_backoff_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1012);
/* harmony import */ var _http_retry_after_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7821);



/** GitHub's advice for a secondary limit that does not say how long it lasts. */
const SECONDARY_LIMIT_MS = 60_000;
/** "Later": 429, or GitHub's 403 for its rate limits. Certainly not carried out. */
function isThrottled({ status, headers, body }) {
    if (status === 429)
        return true;
    if (status !== 403)
        return false;
    return (headers["retry-after"] !== undefined ||
        headers["x-ratelimit-remaining"] === "0" ||
        /secondary rate limit|API rate limit exceeded/i.test(body));
}
/** Waits as long as the answer asks for; says so at once where the run has not that much time left. */
async function waitForNextAttempt(network, name, attempt, response) {
    const asked = response === undefined ? undefined : askedMs(response, network.serviceClock.now());
    const wait = (0,_http_backoff_js__WEBPACK_IMPORTED_MODULE_1__/* .backoffMs */ .j)(attempt, network.random, asked);
    if (asked !== undefined && wait >= network.limits.remainingMs) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "throttled",
            blame: "service",
            what: `${name}: the service asks to wait ${String(Math.ceil(asked / 1000))} s, which is more than this run has left.`,
            remedy: "Run it again later, or give it a longer `timeout`.",
        });
    }
    network.log.debug(`waiting ${String(wait)} ms before the next attempt`);
    await network.limits.wait(wait);
}
function askedMs(response, nowMs) {
    const { headers } = response;
    const asked = (0,_http_retry_after_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfterMs */ .V)(headers, nowMs);
    if (asked !== undefined)
        return asked;
    const reset = headers["x-ratelimit-reset"];
    if (headers["x-ratelimit-remaining"] === "0" && reset !== undefined && /^\d{1,12}$/.test(reset)) {
        return Math.max(0, Number(reset) * 1000 - nowMs);
    }
    return response.status === 403 && isThrottled(response) ? SECONDARY_LIMIT_MS : undefined;
}


/***/ })

};
