export const id = 266;
export const ids = [266];
export const modules = {

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

/***/ 825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ targetClientId),
/* harmony export */   U: () => (/* binding */ provingAs)
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
/** A sign-in as the target, in its own tenant and for Graph. */
function provingAs(clientId, { endpoints, tenantId, rules }) {
    return {
        authorityOrigin: endpoints.authorityOrigin,
        tenantId,
        clientId,
        scope: `${endpoints.graphOrigin}/.default`,
        timeoutMs: rules.proveTimeoutMs,
    };
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
