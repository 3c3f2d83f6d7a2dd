export const id = 31;
export const ids = [31];
export const modules = {

/***/ 7653:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ refuseLarger)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(793);


/** The services would refuse it too, but only after it was sent. */
function refuseLarger(name, credential, largestBytes, service) {
    const size = Buffer.byteLength((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .reveal */ ._c)(credential));
    if (size <= largestBytes)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "delivery-refused",
        blame: "input",
        what: `${name}: the credential has ${String(size)} bytes, and ${service} takes ${String(largestBytes)}.`,
        remedy: "Deliver it without further certificates or comments, or to another kind of sink.",
    });
}


/***/ }),

/***/ 9031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openGitHubSecret: () => (/* binding */ openGitHubSecret)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/foreign-time.ts
var foreign_time = __webpack_require__(4173);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
// EXTERNAL MODULE: ./src/sinks/credential-size.ts
var credential_size = __webpack_require__(7653);
// EXTERNAL MODULE: ./src/sinks/github-client.ts + 1 modules
var github_client = __webpack_require__(1926);
;// CONCATENATED MODULE: ./src/sinks/github-refusal.ts

const KINDS_OF_TOKEN = "the token of a GitHub App or a fine-grained token";
/** What GitHub's refusal means. Its text is not repeated: it may quote what was sent. */
function explainGitHubRefusal(code, name, permission, { status, headers }, texts) {
    const requestId = headers["x-github-request-id"];
    return new errors/* ActionError */.l({
        code,
        blame: "service",
        what: `${name}: GitHub refused (status ${String(status)}).`,
        ...meaning(status, permission, headers),
        ...(requestId === undefined ? {} : { requestId: texts.header(requestId) }),
    });
}
function meaning(status, permission, headers) {
    if (headers["x-github-sso"] !== undefined) {
        return {
            why: "The organization wants single sign-on for this token.",
            remedy: "Authorize the token for the organization (Configure SSO), or use a GitHub App's token.",
        };
    }
    if (status >= 300 && status < 400) {
        return {
            why: "It redirects: the repository was renamed or moved, or github-api-url is another address.",
            remedy: "Name the repository as it is called today, and check github-api-url.",
        };
    }
    switch (status) {
        case 401:
            return {
                why: "The token is not valid (any more).",
                remedy: "A GitHub App's token lives one hour: make it in the same job. Check github-api-url too.",
            };
        case 403:
            return {
                why: `The token lacks the permission ${permission}: write on this repository, or the repository is archived. GITHUB_TOKEN can never have it.`,
                remedy: `Give github-token ${KINDS_OF_TOKEN} with ${permission}: write for this repository.`,
            };
        case 404:
            return {
                why: "The repository is not there, or the token does not reach it: GitHub does not tell the two apart.",
                remedy: `Check the spelling, and that github-token is ${KINDS_OF_TOKEN} that was given this repository, with ${permission}: write.`,
            };
        case 422:
            return {
                why: "GitHub does not take this name or this value.",
                remedy: "Check the secret's name, and that the repository has less than 100 secrets.",
            };
        default:
            return { why: "", remedy: "Check github-token and github-api-url." };
    }
}
function environmentMissing(name, environment, repository) {
    return new errors/* ActionError */.l({
        code: "sink-unusable",
        blame: "service",
        what: `${name}: the repository ${repository} has no environment \`${environment}\`, or the token may not see it.`,
        remedy: "Make the environment in the repository's settings, or correct its name; the token needs Environments: write.",
    });
}

// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
;// CONCATENATED MODULE: ./src/sinks/sealed-box.ts


const PUBLIC_KEY_BYTES = 32;
/** Seals it for whoever has the key's other half: libsodium's `crypto_box_seal`, in base64. */
async function seal(name, credential, publicKey) {
    const key = Buffer.from(publicKey, "base64");
    if (key.length !== PUBLIC_KEY_BYTES) {
        throw new errors/* ActionError */.l({
            code: "answer-unreadable",
            blame: "service",
            what: `${name}: GitHub's public key has ${String(key.length)} bytes instead of ${String(PUBLIC_KEY_BYTES)}.`,
            remedy: "Check github-api-url.",
        });
    }
    // Half a megabyte of WebAssembly that only GitHub's secrets need.
    const { default: sodium } = await __webpack_require__.e(/* import() */ 768).then(__webpack_require__.bind(__webpack_require__, 4768));
    await sodium.ready;
    return Buffer.from(sodium.crypto_box_seal((0,secret/* reveal */._c)(credential), key)).toString("base64");
}

// EXTERNAL MODULE: ./src/sinks/sink.ts
var sink = __webpack_require__(9525);
// EXTERNAL MODULE: ./src/sinks/writing.ts
var writing = __webpack_require__(2784);
;// CONCATENATED MODULE: ./src/sinks/github-secret.ts









/** 48 KB, counted before it is sealed. */
const LARGEST_BYTES = 48 * 1024;
/** Pauses between the looks at what was written: replicas lag. */
const LOOK_AGAIN_MS = [0, 1_000, 2_000, 4_000, 8_000];
/** How far GitHub's times may lie before ours; ours are corrected by the services' `Date`. */
const CLOCK_TOLERANCE_SECONDS = 60;
function openGitHubSecret(target, { settings, network }) {
    if (settings.github === undefined)
        throw new TypeError("a GitHub sink without a token passed the inputs");
    return new GitHubSecretSink(target, new github_client/* GitHubClient */.j(settings.github, network));
}
/** A secret of a repository, or of one of its environments: the same calls at two addresses. */
class GitHubSecretSink {
    name;
    kind = "delivery";
    readBy;
    #target;
    #github;
    #permission;
    #base;
    /** What `#base` is made of. */
    #parameters;
    #changedBefore;
    constructor(target, github) {
        const isRepository = target.kind === "github-secret";
        this.name = target.name;
        this.readBy = isRepository ? "run" : "job";
        this.#target = target;
        this.#github = github;
        this.#permission = isRepository ? "Secrets" : "Environments";
        this.#base = `/repos/{owner}/{repo}/${isRepository ? "actions" : "environments/{environment_name}"}/secrets`;
        this.#parameters = {
            owner: target.owner,
            repo: target.repository,
            ...(isRepository ? {} : { environment_name: target.environment }),
        };
    }
    async inspect() {
        // Whoever may read neither may certainly not write.
        await this.#publicKey();
        this.#changedBefore = await this.#changedAt("sink-unusable");
        return { changedAt: this.#changedBefore };
    }
    async deliver(credential, _facts, mayRepeat) {
        const sealed = await this.#prepare(credential);
        const { network } = this.#github;
        const startedAt = Math.floor(network.serviceClock.now() / 1000);
        const answer = await (0,writing/* writeRepeatedly */.Z)(network, {
            name: this.name,
            host: this.#github.host,
            send: () => this.#github.send(`PUT ${this.#base}/{secret_name}`, { ...this.#parameters, secret_name: this.#target.secretName, ...sealed }, network.limits.forWrite()),
            mayRepeat,
            isAccepted: ({ status }) => status === 201 || status === 204,
            explain: (response) => this.#refusal("delivery-refused", response),
            renew: () => false,
        });
        const deliveredAt = await this.#confirm(startedAt);
        return { deliveredAt, detail: answer.status === 201 ? "created" : "updated" };
    }
    /** Whatever fails here fails before anything was sent. */
    async #prepare(credential) {
        try {
            (0,credential_size/* refuseLarger */.M)(this.name, credential, LARGEST_BYTES, "GitHub");
            // Read again: GitHub may have changed it since the run began.
            const { key, keyId } = await this.#publicKey();
            return { encrypted_value: await seal(this.name, credential, key), key_id: keyId };
        }
        catch (error) {
            if (error instanceof errors/* ActionError */.l)
                throw new sink/* DeliveryFailed */._("refused", error);
            throw error;
        }
    }
    async #publicKey() {
        const response = await this.#github.read(this.name, `GET ${this.#base}/public-key`, this.#parameters);
        if (response.status !== 200)
            throw await this.#explainMissing(response);
        const { key, key_id: keyId } = (0,json/* parseObject */.lj)(response.body) ?? {};
        if (typeof key === "string" && typeof keyId === "string")
            return { key, keyId };
        throw this.#unreadable();
    }
    /** Of an environment, a 404 may mean the environment or the repository. */
    async #explainMissing(response) {
        if (response.status === 404 && this.#target.kind === "github-environment-secret") {
            const { owner, repository, environment } = this.#target;
            const parameters = { owner, repo: repository };
            const found = await this.#github.read(this.name, "GET /repos/{owner}/{repo}", parameters);
            if (found.status === 200)
                return environmentMissing(this.name, environment, `${owner}/${repository}`);
        }
        return this.#refusal("sink-unusable", response);
    }
    /** Seconds since 1970; `undefined` where there is no such secret yet. */
    async #changedAt(code) {
        const response = await this.#github.read(this.name, `GET ${this.#base}/{secret_name}`, {
            ...this.#parameters,
            secret_name: this.#target.secretName,
        });
        if (response.status === 404)
            return undefined;
        if (response.status !== 200)
            throw this.#refusal(code, response);
        const time = readTime((0,json/* parseObject */.lj)(response.body));
        if (time === undefined)
            throw this.#unreadable();
        return time;
    }
    /**
     * GitHub shows no values: the time of the change is all that can be seen of it. It decides
     * when the old credential goes, so a replica's old time is not taken for the new one.
     */
    async #confirm(startedAt) {
        const earliest = Math.max(this.#changedBefore ?? 0, startedAt - CLOCK_TOLERANCE_SECONDS);
        try {
            for (const pause of LOOK_AGAIN_MS) {
                if (pause > 0)
                    await this.#github.network.limits.wait(pause);
                const changedAt = await this.#changedAt("delivery-refused");
                if (changedAt === undefined || changedAt < earliest)
                    continue;
                this.#changedBefore = changedAt;
                return changedAt;
            }
        }
        catch (error) {
            if (error instanceof errors/* ActionError */.l)
                throw unconfirmed(this.name, error.what, error);
            throw error;
        }
        throw unconfirmed(this.name, `It still shows the state of before, after ${LOOK_AGAIN_MS.length} looks.`);
    }
    #refusal(code, response) {
        return explainGitHubRefusal(code, this.name, this.#permission, response, this.#github.network.texts);
    }
    #unreadable() {
        return new errors/* ActionError */.l({
            code: "answer-unreadable",
            blame: "service",
            what: `${this.name}: ${this.#github.host} answered something that is not GitHub's.`,
            remedy: "Check github-api-url.",
        });
    }
}
function readTime(answer) {
    return (0,foreign_time/* foreignDateTime */.Eo)(answer?.["updated_at"]);
}
function unconfirmed(name, why, cause) {
    return new sink/* DeliveryFailed */._("unknown", new errors/* ActionError */.l({
        code: "delivery-unconfirmed",
        blame: "service",
        what: `${name}: GitHub accepted the new credential, but the secret's time of change does not confirm it.`,
        why,
        remedy: "Both credentials stay valid. Look at the secret in the repository's settings, and run it again.",
        cause,
    }));
}


/***/ }),

/***/ 2784:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ writeRepeatedly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1823);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2512);
/* harmony import */ var _sink_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9525);
/* harmony import */ var _throttling_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7237);





/** The first one, and up to four more where nobody knows what became of it. */
const UNCLEAR_SENDS = 5;
/** Attempts that were certainly not carried out: no connection, or "later". */
const HARMLESS_ATTEMPTS = 8;
/**
 * Carries it out, and tells exactly what is known where it fails: `refused` only while no
 * attempt can have been carried out. Rotation takes the new credential back on `refused`, so
 * a later refusal does not make an earlier lost answer any clearer (docs/design.md, "Rotation").
 */
async function writeRepeatedly(network, write) {
    const progress = { unclear: 0, harmless: 0, renewed: false };
    try {
        for (let sends = 0;; sends++) {
            if (sends > 0)
                await write.mayRepeat?.();
            const accepted = await attempt(network, write, progress);
            if (accepted !== undefined)
                return accepted;
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
            throw error;
        if (progress.unclear === 0)
            throw new _sink_js__WEBPACK_IMPORTED_MODULE_3__/* .DeliveryFailed */ ._("refused", error);
        throw new _sink_js__WEBPACK_IMPORTED_MODULE_3__/* .DeliveryFailed */ ._("unknown", unknownOutcome(write.name, error));
    }
}
/** One send. Gives the success, or waits until the next send is due. */
async function attempt(network, write, progress) {
    network.limits.checkpoint();
    const outcome = await write.send();
    const response = outcome.kind === "answered" ? outcome.response : undefined;
    if (response !== undefined && write.isAccepted(response))
        return response;
    if (response?.status === 401 && !progress.renewed && write.renew()) {
        progress.renewed = true;
        return undefined;
    }
    if (outcome.kind === "not-sent" || (response !== undefined && (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .isThrottled */ .B)(response))) {
        progress.harmless++;
        const pointless = outcome.kind === "not-sent" && outcome.error.reach === "refused-connection";
        if (pointless || progress.harmless >= HARMLESS_ATTEMPTS) {
            throw outcome.kind === "not-sent" ? (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .H)(write, outcome.error) : stillThrottled(write);
        }
        await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, write.name, progress.harmless - 1, response);
        return undefined;
    }
    if (response !== undefined && isDefinite(response.status))
        throw write.explain(response);
    progress.unclear++;
    if (response !== undefined && isRedirect(response.status))
        throw write.explain(response);
    if (progress.unclear >= UNCLEAR_SENDS) {
        throw outcome.kind === "ambiguous" ? (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .H)(write, outcome.error) : unclearAnswer(write, response);
    }
    network.log.step(`${write.name}: the answer was lost or unclear; sending the same again, which does no harm.`);
    await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, write.name, progress.unclear - 1, response);
    return undefined;
}
/** Certainly not carried out. 5xx, 408, redirects and foreign successes may come from something between. */
function isDefinite(status) {
    return status >= 400 && status < 500 && !(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(status);
}
/** Never followed, and the same again would be redirected again. */
function isRedirect(status) {
    return status >= 300 && status < 400;
}
function stillThrottled({ name, host }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "throttled",
        blame: "service",
        what: `${name}: ${host} asked to come back later, ${String(HARMLESS_ATTEMPTS)} times.`,
        remedy: "Run it again later.",
    });
}
function unclearAnswer({ name, host }, response) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `${name}: ${host} answered ${String(response?.status ?? "nothing")}, ${String(UNCLEAR_SENDS)} times.`,
        remedy: "Run it again; if it stays, look at the service's status page and the proxy.",
    });
}
function unknownOutcome(name, last) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "delivery-unknown",
        blame: "service",
        what: `${name}: it may hold the new credential or the old one.`,
        why: `An answer was lost or unclear, and after that: ${last.what}`,
        remedy: `Both credentials stay valid. ${last.remedy}`,
        ...(last.requestId === undefined ? {} : { requestId: last.requestId }),
        cause: last,
    });
}


/***/ })

};
