import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 222:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  I: () => (/* binding */ readClaims)
});

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/base64url.js
var base64url = __nccwpck_require__(1445);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/buffer_utils.js
var buffer_utils = __nccwpck_require__(7410);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/validate.js
var validate = __nccwpck_require__(7784);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/errors.js
var errors = __nccwpck_require__(5674);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/util/decode_jwt.js




function decodeJwt(jwt) {
  if (typeof jwt != "string")
    throw new errors/* JWTInvalid */.Dp("JWTs must use Compact JWS serialization, JWT must be a string");
  const { 1: encodedPayload, length } = jwt.split(".");
  if (length === 5)
    throw new errors/* JWTInvalid */.Dp("Only JWTs using Compact JWS serialization can be decoded");
  if (length !== 3)
    throw new errors/* JWTInvalid */.Dp("Invalid JWT");
  if (!encodedPayload)
    throw new errors/* JWTInvalid */.Dp("JWTs must contain a payload");
  let claimsSetBytes;
  try {
    claimsSetBytes = (0,base64url/* decode */.D)(encodedPayload);
  } catch (cause) {
    throw new errors/* JWTInvalid */.Dp("Failed to base64url decode the payload", { cause });
  }
  let claimsSet;
  try {
    claimsSet = JSON.parse(buffer_utils/* strictDecoder */.u8.decode(claimsSetBytes));
  } catch (cause) {
    throw new errors/* JWTInvalid */.Dp("Failed to parse the decoded payload as JSON", { cause });
  }
  if (!(0,validate/* isObject */.Gv)(claimsSet))
    throw new errors/* JWTInvalid */.Dp("Invalid JWT Claims Set");
  return claimsSet;
}


// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __nccwpck_require__(793);
;// CONCATENATED MODULE: ./src/auth/claims.ts


/** `undefined` where the token is no JWT: Graph's tokens are opaque by contract. */
function readClaims(token) {
    let claims;
    try {
        claims = decodeJwt((0,secret/* reveal */._c)(token));
    }
    catch {
        return undefined;
    }
    const text = (name) => {
        const value = claims[name];
        return typeof value === "string" ? value : undefined;
    };
    const expiresOn = claims["exp"];
    const roles = claims["roles"];
    return {
        audience: text("aud"),
        appId: (text("appid") ?? text("azp"))?.toLowerCase(),
        objectId: text("oid")?.toLowerCase(),
        tenantId: text("tid"),
        roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [],
        scopes: text("scp")?.split(" ") ?? [],
        expiresOn: typeof expiresOn === "number" ? expiresOn : undefined,
        issuer: text("iss"),
        subject: text("sub"),
        repository: text("repository"),
        repositoryId: text("repository_id"),
        ownerId: text("repository_owner_id"),
    };
}


/***/ }),

/***/ 4377:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ requestOidcToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6276);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1823);
/* harmony import */ var _http_network_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(137);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(793);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(222);






const ATTEMPTS = 5;
/**
 * A new OIDC token of this job. It lives five minutes, and Entra takes each one once: every
 * token request gets its own, and nothing sleeps between the two (docs/service-facts.md, "GitHub's OIDC token").
 *
 * Not `core.getIDToken`: that one has no time limit, and brings a second HTTP client.
 */
async function requestOidcToken(oidc, audience, network, masker) {
    const url = new URL(oidc.url);
    url.searchParams.set("audience", audience);
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const outcome = await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .sendOnce */ .E4)(network, {
            method: "GET",
            url,
            headers: {
                authorization: (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .bearer */ .CM)(oidc.requestToken),
                accept: "application/json; api-version=2.0",
            },
            signal: network.limits.forRead(),
        });
        const last = attempt + 1 >= ATTEMPTS;
        if (outcome.kind === "answered") {
            if (outcome.response.status === 200)
                return readAnswer(outcome.response, masker);
            if (last || !(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(outcome.response.status))
                throw refused(outcome.response);
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .waitBeforeRetry */ .jy)(network, attempt, outcome.response);
        }
        else {
            if (last || outcome.error.reach === "refused-connection") {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                    code: "unreachable",
                    blame: "service",
                    what: "GitHub's OIDC endpoint did not answer.",
                    ...(0,_http_network_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeNetworkError */ .g)(outcome.error, url.host),
                    cause: outcome.error,
                });
            }
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .waitBeforeRetry */ .jy)(network, attempt, undefined);
        }
    }
}
function readAnswer(response, masker) {
    const value = (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .lj)(response.body)?.["value"];
    if (typeof value !== "string" || value === "")
        throw refused(response);
    masker.text(value);
    return { jwt: value, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_5__/* .readClaims */ .I)(new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .Secret */ .zh(value, "OIDC token")) };
}
function refused(response) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "oidc-unavailable",
        blame: "service",
        what: `GitHub's OIDC endpoint gave no token (status ${String(response.status)}).`,
        remedy: "Check that the job has `permissions: { id-token: write }`, and run it again.",
    });
}


/***/ }),

/***/ 885:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ createTokenProvider)
/* harmony export */ });
/* unused harmony export requireClaims */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(222);
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4377);



/** A token with less than this left is not used for another request. */
const RENEW_BEFORE_MS = 5 * 60_000;
function createTokenProvider(signIn, settings, network, masker) {
    if (signIn.kind === "access-token") {
        const token = { secret: signIn.token, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .readClaims */ .I)(signIn.token) };
        return {
            get: () => Promise.resolve(token),
            renew: () => false,
            federatedClaims: () => Promise.resolve(undefined),
        };
    }
    const request = async () => {
        // MSAL is half of what this action loads: a ready token does without.
        const module = await Promise.all(/* import() */[__nccwpck_require__.e(669), __nccwpck_require__.e(641)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5641));
        return module.signIn(signIn, settings, network, masker);
    };
    const federated = async () => signIn.kind === "oidc"
        ? (await (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_2__/* .requestOidcToken */ .I)(signIn.oidc, signIn.audience, network, masker)).claims
        : undefined;
    return new SigningIn(request, federated, network);
}
class SigningIn {
    federatedClaims;
    #request;
    #network;
    #token;
    constructor(request, federated, network) {
        this.federatedClaims = federated;
        this.#request = request;
        this.#network = network;
    }
    async get() {
        const expiresOn = this.#token?.claims?.expiresOn;
        if (expiresOn !== undefined && expiresOn * 1000 - this.#network.serviceClock.now() < RENEW_BEFORE_MS) {
            this.#token = undefined;
        }
        if (this.#token === undefined) {
            const secret = await this.#request();
            this.#token = { secret, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .readClaims */ .I)(secret) };
        }
        return this.#token;
    }
    renew() {
        this.#token = undefined;
        return true;
    }
}
/** For the callers that need to know whom the token speaks for. */
function requireClaims(token) {
    if (token.claims !== undefined)
        return token.claims;
    throw new ActionError({
        code: "sign-in-refused",
        blame: "service",
        what: "The access token cannot be read.",
        remedy: "Sign in with a certificate, a secret or OIDC instead of a ready token.",
    });
}


/***/ }),

/***/ 9373:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
const systemClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise((resolve, reject) => {
        const fail = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        // A NaN, a negative number or more than 2^31-1 would all fire after 1 ms.
        const timer = setTimeout(() => {
            signal.removeEventListener("abort", fail);
            resolve();
        }, Math.min(Math.max(ms, 0), 2 ** 31 - 1));
        if (signal.aborted)
            fail();
        else
            signal.addEventListener("abort", fail, { once: true });
    }),
    after: (ms) => AbortSignal.timeout(Math.min(Math.max(Math.ceil(ms), 0), 2 ** 31 - 1)),
};


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ inputError),
/* harmony export */   l: () => (/* binding */ ActionError)
/* harmony export */ });
/**
 * The one error that this action throws on purpose.
 *
 * Its message is made of allowed parts only (docs/design.md, "Injection"): nobody may put a
 * request, a response body or a foreign error's text into `what`, `why` or `remedy`
 * without cleaning it first (`cleanServiceText`).
 */
class ActionError extends Error {
    code;
    blame;
    what;
    why;
    remedy;
    requestId;
    constructor(parts) {
        super([parts.what, parts.why, parts.remedy, parts.requestId && `(request-id ${parts.requestId})`]
            .filter((part) => part !== undefined && part !== "")
            .join(" "), { cause: parts.cause });
        this.name = "ActionError";
        this.code = parts.code;
        this.blame = parts.blame;
        this.what = parts.what;
        this.why = parts.why;
        this.remedy = parts.remedy;
        this.requestId = parts.requestId;
    }
}
/** A mistake in the inputs: found before the first request. `what` begins with the input's name. */
function inputError(input, problem, remedy, code = "input-invalid") {
    return new ActionError({ code, blame: "input", what: `${input}: ${problem}`, remedy });
}


/***/ }),

/***/ 8648:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ parseSecretOutputFile),
/* harmony export */   o: () => (/* binding */ SecretOutputFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(793);
/* harmony import */ var _temp_path_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5253);




/** O_NOFOLLOW is missing on Windows, where O_EXCL refuses whatever stands there already. */
const NEW_FILE = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY |
    node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_CREAT |
    node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_EXCL |
    (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0);
const OWNER_ONLY = 0o600;
/** Where a new secret will be written: nothing is there yet, and nothing was made. */
function parseSecretOutputFile(input, given, tempDirectory) {
    const place = (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTempPath */ .Pl)(input, given, tempDirectory);
    const there = (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .statOf */ ._N)(place);
    if (there !== undefined) {
        const what = there.isSymbolicLink()
            ? "is a symbolic link"
            : there.isDirectory()
                ? "is a folder"
                : "exists already";
        throw (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(input, `${what}.`, "Name a file that is not there yet: it is always made new.");
    }
    return place;
}
/**
 * A file that is made before there is a secret to put into it, so that a full disk or a
 * forbidden path shows while nothing is lost yet. Readable by its owner only.
 */
class SecretOutputFile {
    #place;
    #file;
    #open = true;
    /** Makes the empty file. */
    constructor(place) {
        this.#place = place;
        try {
            this.#file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(place.path, NEW_FILE, OWNER_ONLY);
        }
        catch (error) {
            throw cannot(place, "be made", error);
        }
        try {
            this.#assertInPlace();
        }
        catch (error) {
            this.discard();
            throw error;
        }
    }
    get path() {
        return this.#place.path;
    }
    /** Writes the secret as it is, without a final newline, and makes sure that the path names it. */
    fill(secret) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(this.#file, (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .reveal */ ._c)(secret));
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(this.#file);
            this.#assertInPlace();
            this.#close();
        }
        catch (error) {
            this.discard();
            throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l ? error : cannot(this.#place, "be written", error);
        }
    }
    /** Takes the file away, and what it may hold. Never throws: it follows a failure that counts more. */
    discard() {
        if (!this.#open)
            return;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync)(this.#file);
            if ((0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .isSameFile */ .Dl)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(this.#file, { bigint: true }), this.#place))
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(this.#place.path);
        }
        catch {
            // It is empty or below RUNNER_TEMP, which the runner empties after the job.
        }
        this.#close();
    }
    /** No link was put on the way, and the file itself was not replaced. */
    #assertInPlace() {
        (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .assertPlainFolders */ .i9)(this.#place);
        if ((0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .isSameFile */ .Dl)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(this.#file, { bigint: true }), this.#place))
            return;
        throw (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(this.#place.input, "was moved or replaced while the step ran.", "Let nothing else write to that path.");
    }
    #close() {
        if (!this.#open)
            return;
        this.#open = false;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#file);
        }
        catch {
            // Written and synchronized before.
        }
    }
}
function cannot(place, doing, error) {
    return (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place.input, `cannot ${doing} (${(0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error)}).`, "Check the free space and the rights in RUNNER_TEMP, and that nothing else writes to that path.", error);
}


/***/ }),

/***/ 5253:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   Dl: () => (/* binding */ isSameFile),
/* harmony export */   Pl: () => (/* binding */ parseTempPath),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   i9: () => (/* binding */ assertPlainFolders)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3916);



/**
 * The place that the input names; a relative one is counted from `RUNNER_TEMP`. Refused:
 * whatever lies elsewhere, and every symbolic link on the way, because a link leads elsewhere.
 */
function parseTempPath(input, given, tempDirectory) {
    if (tempDirectory === undefined || !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(tempDirectory)) {
        throw unusable(input, "RUNNER_TEMP is not set to a folder.", "Run this as a step of a GitHub Actions job.");
    }
    // eslint-disable-next-line no-control-regex -- these are the characters that no path needs
    if (/[\u0000-\u001f\u007f]/.test(given)) {
        throw unusable(input, "the path holds a control character.", "Give a plain path.");
    }
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(tempDirectory, given);
    const root = realFolder(input, tempDirectory);
    const below = [tempDirectory, root]
        .map((base) => insideOf(base, absolute))
        .find((path) => path !== undefined);
    if (below === undefined) {
        throw unusable(input, "does not lie below RUNNER_TEMP.", "Give a path such as ${{ runner.temp }}/new-secret, or a relative one, which is counted from there.");
    }
    const parts = below.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
    const path = {
        input,
        path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, below),
        folders: parts.slice(0, -1).map((_part, index) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, ...parts.slice(0, index + 1))),
    };
    if (/[\\/]$/.test(given))
        throw unusable(input, "names a folder.", "Give the path of a file.");
    assertPlainFolders(path);
    return path;
}
/** Every folder on the way exists and is a folder itself. Asked again after the file was opened. */
function assertPlainFolders({ input, folders }) {
    for (const folder of folders) {
        const found = statOf({ input, path: folder });
        if (found === undefined) {
            throw unusable(input, "its folder does not exist.", "Make the folder in an earlier step, or name a file directly in RUNNER_TEMP.");
        }
        if (found.isSymbolicLink()) {
            throw unusable(input, "a symbolic link stands on the way to it.", "Give a path without links.");
        }
        if (!found.isDirectory())
            throw unusable(input, "its folder is not a folder.", "Correct the path.");
    }
}
/** What stands there, links not followed; `undefined` where nothing does. */
function statOf({ input, path }) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
    }
    catch (error) {
        throw unusable(input, `cannot be looked at (${codeOf(error)}).`, "Check the rights of the folder.", error);
    }
}
/** The open file is what the path names: nobody has put something else there. */
function isSameFile(open, place) {
    const now = statOf(place);
    return now?.ino === open.ino && now.dev === open.dev;
}
function realFolder(input, folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(folder);
    }
    catch (error) {
        throw unusable(input, `RUNNER_TEMP cannot be opened (${codeOf(error)}).`, "Check the runner.");
    }
}
function insideOf(base, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(base, path);
    return way === "" || way === ".." || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way) ? undefined : way;
}
function unusable(input, problem, remedy, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l({
        code: "secret-file-unusable",
        blame: "input",
        what: `${input}: ${problem}`,
        remedy,
        cause,
    });
}
/** Node's code (`ENOSPC`, `EACCES`) and nothing else of a foreign error. */
function codeOf(error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    return typeof code === "string" ? code : "unexpected error";
}


/***/ }),

/***/ 2561:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ unreachable),
/* harmony export */   o: () => (/* binding */ GraphClient)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1823);
/* harmony import */ var _http_network_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(137);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1517);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(793);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(6276);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4332);








const READ_ATTEMPTS = 5;
/**
 * Speaks to Graph: authorization, a fresh `client-request-id` for each attempt (a support
 * id, not an idempotency key), and the retries of reads. Writes are in `write.ts`.
 */
class GraphClient {
    network;
    tokens;
    constructor(network, tokens) {
        this.network = network;
        this.tokens = tokens;
    }
    /**
     * A GET, repeated while that may help.
     * @throws GraphRefused for a definite refusal, ActionError where there is no answer
     */
    async read(url) {
        let renewed = false;
        for (let attempt = 0;; attempt++) {
            this.network.limits.checkpoint();
            const outcome = await this.send("GET", url, undefined, this.network.limits.forRead());
            const last = attempt + 1 >= READ_ATTEMPTS;
            if (outcome.kind === "success") {
                if (outcome.body !== undefined)
                    return outcome.body;
                // OData's way to say "nothing": an answer, and not one to be repeated.
                if (outcome.response.status === 204)
                    return {};
                if (last)
                    throw unreadable(outcome.response, url);
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .waitBeforeRetry */ .jy)(this.network, attempt, outcome.response);
            }
            else if (outcome.kind === "refused") {
                const { refused } = outcome;
                if (refused.status === 401 && !renewed && this.tokens.renew())
                    renewed = true;
                else if (last || !(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(refused.status))
                    throw refused;
                else
                    await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .waitBeforeRetry */ .jy)(this.network, attempt, refused.response);
            }
            else {
                if (last || outcome.error.reach === "refused-connection")
                    throw unreachable(outcome.error, url);
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .waitBeforeRetry */ .jy)(this.network, attempt, undefined);
            }
        }
    }
    /** One exchange, whatever comes of it. */
    async send(method, url, body, signal) {
        const token = await this.tokens.get();
        const outcome = await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .sendOnce */ .E4)(this.network, {
            method,
            url,
            headers: {
                authorization: (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .bearer */ .CM)(token.secret),
                accept: "application/json",
                "client-request-id": (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
                ...(body === undefined ? {} : { "content-type": "application/json" }),
            },
            ...(body === undefined ? {} : { body: (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeJson */ .Pr)(body) }),
            connection: method === "GET" ? "shared" : "fresh",
            signal,
        });
        if (outcome.kind !== "answered")
            return outcome;
        const { response } = outcome;
        if (response.status >= 200 && response.status < 300) {
            return { kind: "success", body: (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(response.body), response };
        }
        return { kind: "refused", refused: new _refused_js__WEBPACK_IMPORTED_MODULE_7__/* .GraphRefused */ .p(response) };
    }
}
function unreachable(error, url) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: `Microsoft Graph (${url.host}) did not answer.`,
        ...(0,_http_network_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeNetworkError */ .g)(error, url.host),
        cause: error,
    });
}
function unreadable(response, url) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `${url.host} answered ${String(response.status)} with something that is not JSON.`,
        remedy: "Check graph-url and the proxy: a proxy's own page looks like this.",
    });
}


/***/ }),

/***/ 6276:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Pr: () => (/* binding */ encodeJson),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(793);

/** The body as it travels. Holds secrets, so it is one. */
function encodeJson(body) {
    return new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh(JSON.stringify(unwrap(body)), "request body");
}
// By hand and not by a JSON.stringify replacer: `toJSON` runs before any replacer.
function unwrap(value) {
    if (value instanceof _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh)
        return (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .reveal */ ._c)(value);
    if (Array.isArray(value))
        return value.map(unwrap);
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unwrap(item)]));
    }
    return value;
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The parsed object, or `undefined` where the text is no JSON object (an HTML page, a cut answer). */
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8893:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ deleteKeySet),
/* harmony export */   Ap: () => (/* binding */ createKeySet),
/* harmony export */   GQ: () => (/* binding */ keySetMissing),
/* harmony export */   Vp: () => (/* binding */ readKeySetIfAny),
/* harmony export */   Wt: () => (/* binding */ readActiveKey),
/* harmony export */   _v: () => (/* binding */ addKeyToSet),
/* harmony export */   wj: () => (/* binding */ setKeyStatus)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(331);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4332);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7563);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4203);





/** "Absent" is believed after looks 10 s apart (docs/design.md, "Retry classes"). */
const LOOK_PAUSES_MS = [5_000, 5_000];
const BY_HAND = "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;
/** @returns `undefined` where the key set does not exist */
async function readKeySetIfAny(graph, urls, keySetId) {
    try {
        const answer = await graph.read(urls.keySet(keySetId));
        return (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer)) ?? { id: keySetId, keys: [] };
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/** The key that policies use now. @returns `undefined` where there is none, or no such key set */
async function readActiveKey(graph, urls, keySetId) {
    try {
        return (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId, "getActiveKey"))));
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read the active key of key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
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
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `create key set ${keySetId}`,
        method: "POST",
        url: urls.keySets(),
        body: () => Promise.resolve({ id: name }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer))?.id),
        acceptRefusal: (refused) => refused.status === 409 || /AADB2C950[23]8/.test(`${refused.code ?? ""} ${refused.serviceMessage}`)
            ? keySetId
            : undefined,
        lookUp: {
            once: async () => {
                const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
                return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
            },
            pausesMs: LOOK_PAUSES_MS,
            byHand: BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** `generateKey` and the uploads: every call makes one more key, so none is repeated blindly. */
async function addKeyToSet(graph, urls, key) {
    const url = urls.keySet(key.keySetId, key.action);
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `${key.action} on key set ${key.keySetId}`,
        method: "POST",
        url,
        body: () => Promise.resolve(key.body),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(answer))),
        lookUp: { once: () => lookForKey(graph, urls, key), pausesMs: LOOK_PAUSES_MS, byHand: BY_HAND },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
        ...(key.createdAt === undefined ? {} : { notFoundIsLagUntil: key.createdAt + CREATION_LAG_MS }),
        explain: (refused) => Promise.resolve(refused.isNotFound
            ? { remedy: "Or set `create-key-set: true` to have the key set made." }
            : undefined),
    });
}
async function lookForKey(graph, urls, key) {
    const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(key.keySetId))));
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
async function setKeyStatus(graph, urls, { keySetId, kid, status }) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
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
    });
}
/** @returns whether there was one to delete */
async function deleteKeySet(graph, urls, keySetId) {
    let sentBefore = false;
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_4__/* .performWrite */ .R)(graph, {
        doing: `delete key set ${keySetId}`,
        method: "DELETE",
        url: urls.keySet(keySetId),
        accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
        // Gone: by us, where an earlier request's answer was lost.
        acceptRefusal: (refused) => (refused.isNotFound ? sentBefore : undefined),
        lookUp: {
            once: async () => {
                sentBefore = true;
                const set = await readKeySetIfAny(graph, urls, keySetId);
                return set === undefined ? { kind: "found", value: true } : { kind: "absent" };
            },
            pausesMs: LOOK_PAUSES_MS,
            byHand: "Look whether the key set is still there (portal: Identity Experience Framework, Policy keys).",
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}


/***/ }),

/***/ 1828:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ readObject),
/* harmony export */   ER: () => (/* binding */ removePassword),
/* harmony export */   Fx: () => (/* binding */ addKey),
/* harmony export */   Yb: () => (/* binding */ lookForCertificate),
/* harmony export */   e: () => (/* binding */ discardPassword),
/* harmony export */   fG: () => (/* binding */ readObjectId),
/* harmony export */   m4: () => (/* binding */ passwordBody),
/* harmony export */   nR: () => (/* binding */ addPassword),
/* harmony export */   qS: () => (/* binding */ removeStrayPasswords),
/* harmony export */   yE: () => (/* binding */ removeKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(331);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(793);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6276);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7563);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4203);







/** Reads lag some 20 s behind a write (docs/service-facts.md, "Replication"). */
const LOOK_PAUSES_MS = [5_000, 5_000, 10_000];
/** A removal takes as long to be seen, and its denial may be false (docs/service-facts.md, "Credentials"): more looks. */
const REMOVAL_PAUSES_MS = [5_000, 5_000, 10_000, 10_000];
const CERTIFICATE_BY_HAND = "Look at the object's certificates (Entra admin center: Certificates & secrets) for the thumbprint of the certificate that was sent.";
async function readObject(graph, urls, target) {
    const $select = "id,appId,keyCredentials,passwordCredentials";
    const answer = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.object(target, undefined, { $select })));
    return {
        objectId: idOf(answer, "id"),
        appId: idOf(answer, "appId"),
        keyCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeyCredentials */ .E)(answer),
        passwordCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readPasswordCredentials */ .cC)(answer),
    };
}
/** The object id alone: does not count against the limit for reads of `keyCredentials`. */
async function readObjectId(graph, urls, target) {
    return idOf((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.object(target, undefined, { $select: "id" }))), "id");
}
/**
 * `addKey`. Adds beside the others and touches none of them, which a PATCH of the
 * collection would not.
 *
 * @returns the credential; its `keyId` is missing where the service answers with a bare
 * `@odata.context`, as its documentation shows
 */
async function addKey(graph, urls, certificate) {
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: certificate.doing,
        method: "POST",
        url: urls.object(certificate.target, "addKey"),
        body: async () => ({ ...certificate.body, ...(await certificate.proof()) }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeyCredential */ .NW)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer))),
        lookUp: {
            once: () => lookForCertificate(graph, urls, certificate),
            pausesMs: LOOK_PAUSES_MS,
            byHand: CERTIFICATE_BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .ROLL_KEYS */ .lz,
        explain: certificate.explain,
    });
}
/** By thumbprint, never by count: somebody else may add keys too. */
async function lookForCertificate(graph, urls, { target, thumbprint }) {
    const object = await readObject(graph, urls, target);
    const found = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
    return found === undefined ? { kind: "absent" } : { kind: "found", value: found };
}
/**
 * `removeKey`. The caller has made sure that the key may go: this function does not ask
 * whether it is the last one.
 *
 * Resolves once the service said so, or once reads do not show the key any more.
 */
async function removeKey(graph, urls, removal) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        ...removalOf("keyCredentials", graph, urls, removal),
        url: urls.object(removal.target, "removeKey"),
        body: async () => ({ keyId: removal.keyId, ...(await removal.proof()) }),
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .ROLL_KEYS */ .lz,
    });
}
/** `removePassword`: no proof, but always a permission. */
async function removePassword(graph, urls, removal) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        ...removalOf("passwordCredentials", graph, urls, removal),
        url: urls.object(removal.target, "removePassword"),
        body: () => Promise.resolve({ keyId: removal.keyId }),
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_OBJECTS */ .NH,
    });
}
function removalOf(list, graph, urls, { target, keyId, doing, readable, explain }) {
    // A replica may lag behind the addition of this very key: one look without it is not enough.
    let absentLooks = 0;
    const look = async () => {
        const object = await readObject(graph, urls, target);
        absentLooks = object[list].some((credential) => credential.keyId === keyId) ? 0 : absentLooks + 1;
        return absentLooks >= 2 ? { kind: "found", value: true } : { kind: "absent" };
    };
    return {
        doing,
        method: "POST",
        // Another success than "no content" is somebody else's answer.
        accept: (_answer, response) => (response.status === 204 || response.body === "" ? true : undefined),
        doubts: isNothingToRemove,
        lookUp: {
            once: readable
                ? look
                : () => Promise.resolve({ kind: "undecided", why: "The caller may not read the object." }),
            pausesMs: readable ? REMOVAL_PAUSES_MS : [],
            byHand: `Look whether the object still has a credential with key id ${keyId} (operation list-keys, or the Entra admin center: Certificates & secrets).`,
        },
        ...(explain === undefined ? {} : { explain }),
    };
}
/** True for a key that is gone, false for one whose removal still takes effect, or which is not replicated. */
function isNothingToRemove(refused) {
    // Seen with 400; some expect 404. The text tells it from every other bad request.
    return ([400, 404].includes(refused.status) && /No credentials found to be removed/i.test(refused.serviceMessage));
}
function passwordBody({ displayName, notBefore, expiresOn, }) {
    return {
        passwordCredential: {
            displayName,
            startDateTime: (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_6__/* .isoSeconds */ .n)(notBefore),
            endDateTime: (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_6__/* .isoSeconds */ .n)(expiresOn),
        },
    };
}
/** Sends whose answer was lost and whose secret was removed again. */
const LOST_SECRETS = 2;
/**
 * `addPassword`. A secret whose answer was lost is nobody's: it is looked for, removed, and
 * only then asked for once more.
 */
async function addPassword(graph, urls, password) {
    let known = password.known;
    for (let lost = 0; lost < LOST_SECRETS; lost++) {
        const outcome = await sendAddPassword(graph, urls, { ...password, known });
        if (outcome.kind === "made") {
            return { ...outcome.password, answersWereLost: outcome.password.answersWereLost || lost > 0 };
        }
        for (const keyId of outcome.keyIds) {
            graph.network.log.step(`Client secret ${keyId} was made, but its answer was lost: removing it again.`);
            await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
        }
        known = [...known, ...outcome.keyIds];
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: `Microsoft Graph's answer was lost twice: ${password.doing}.`,
        why: "The secrets that it had made were removed again: nobody had their values.",
        remedy: "Check the network between the runner and Graph, and run it again.",
    });
}
function sendAddPassword(graph, urls, password) {
    let sends = 0;
    let looks = 0;
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: password.doing,
        method: "POST",
        url: urls.object(password.target, "addPassword"),
        body: () => {
            sends++;
            return Promise.resolve(passwordBody(password));
        },
        accept: (answer) => {
            const made = answer === undefined ? undefined : readMadePassword((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer), password);
            return made && { kind: "made", password: { ...made, answersWereLost: looks > 0 } };
        },
        lookUp: {
            once: async () => {
                looks++;
                const keyIds = await lookForStrays(graph, urls, password);
                if (keyIds.length === 0)
                    return { kind: "absent" };
                if (keyIds.length <= sends)
                    return { kind: "found", value: { kind: "lost", keyIds } };
                return {
                    kind: "undecided",
                    why: "More secrets of that name and those dates are there than were asked for.",
                };
            },
            pausesMs: LOOK_PAUSES_MS,
            byHand: `Look for a client secret named "${password.displayName}" that ends ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_6__/* .isoSeconds */ .n)(password.expiresOn)} (operation list-keys, or the Entra admin center: Certificates & secrets), and remove it: nobody has its value.`,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_OBJECTS */ .NH,
        ...(password.explain === undefined ? {} : { explain: password.explain }),
    });
}
function readMadePassword(answer, { masker, notBefore, expiresOn }) {
    const secretText = answer["secretText"];
    if (typeof secretText !== "string" || secretText === "")
        return undefined;
    // First of all: whatever follows may not be the first to print it.
    masker.text(secretText);
    const credential = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readPasswordCredential */ .fz)(answer);
    if (credential?.keyId === undefined)
        return undefined;
    return {
        keyId: credential.keyId,
        secret: new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .zh(secretText, "client secret"),
        notBefore: credential.notBefore ?? notBefore,
        expiresOn: credential.expiresOn ?? expiresOn,
    };
}
async function lookForStrays(graph, urls, { target, displayName, notBefore, expiresOn, known }) {
    const { passwordCredentials } = await readObject(graph, urls, target);
    return passwordCredentials.flatMap((credential) => credential.keyId !== undefined &&
        !known.includes(credential.keyId) &&
        credential.displayName === displayName &&
        credential.notBefore === notBefore &&
        credential.expiresOn === expiresOn
        ? [credential.keyId]
        : []);
}
/**
 * After a success that followed a lost answer: what the lost one made may have become
 * visible only now. Best effort; the new secret is good in any case.
 */
async function removeStrayPasswords(graph, urls, password, made) {
    try {
        const strays = await lookForStrays(graph, urls, { ...password, known: [...password.known, made.keyId] });
        for (const keyId of strays) {
            await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
        }
    }
    catch (error) {
        const said = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l ? error.message : "The object could not be read.";
        graph.network.log.warning(`An answer was lost before the secret was made: a second one named "${password.displayName}" may be there. ${said}`);
    }
}
/**
 * Removes a secret of our own making that is of no use.
 *
 * @param why it is of no use: "the answer with its value was lost"
 */
async function discardPassword(graph, urls, target, keyId, why) {
    try {
        await removePassword(graph, urls, {
            target,
            keyId,
            doing: `remove client secret ${keyId} again`,
            readable: true,
        });
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "secret-orphaned",
            blame: "service",
            what: `Client secret ${keyId} was made, is of no use (${why}), and could not be removed again.`,
            why: error.what,
            remedy: `Remove it with operation remove-password and key-id ${keyId}: nobody has its value.`,
            ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        });
    }
}
function idOf(answer, name) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(answer) ? answer[name] : undefined;
    return typeof value === "string" ? value.toLowerCase() : undefined;
}


/***/ }),

/***/ 4332:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ explainRefusal),
/* harmony export */   p: () => (/* binding */ GraphRefused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(331);
/* harmony import */ var _refusals_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5430);
/* harmony import */ var _service_text_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8114);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6276);





/** A definite answer that is not a success, as Graph's error envelope says it. */
class GraphRefused extends Error {
    status;
    /** `error.code`; Graph says to branch on it and not on the message. */
    code;
    /** Cleaned. */
    serviceMessage;
    requestId;
    response;
    constructor(response) {
        const envelope = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseObject */ .lj)(response.body);
        const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(envelope?.["error"]) ? envelope["error"] : undefined;
        const code = typeof error?.["code"] === "string" ? (0,_service_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cleanServiceText */ .A)(error["code"]) : undefined;
        const message = typeof error?.["message"] === "string" ? (0,_service_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cleanServiceText */ .A)(error["message"]) : "";
        super(`Graph answered ${String(response.status)} ${code ?? ""}`.trim());
        this.name = "GraphRefused";
        this.status = response.status;
        this.code = code;
        this.serviceMessage = message;
        const requestId = response.headers["request-id"];
        this.requestId = requestId === undefined ? innerRequestId(error) : (0,_service_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cleanServiceText */ .A)(requestId);
        this.response = response;
    }
    get isNotFound() {
        return this.status === 404;
    }
    get isForbidden() {
        return this.status === 403;
    }
    /** Redirects are never followed: they could carry the token and the secret elsewhere. */
    get isRedirect() {
        return this.status >= 300 && this.status < 400;
    }
}
function innerRequestId(error) {
    // Both spellings occur.
    const inner = error?.["innerError"] ?? error?.["innererror"];
    const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(inner) ? inner["request-id"] : undefined;
    return typeof id === "string" ? (0,_service_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cleanServiceText */ .A)(id) : undefined;
}
/**
 * The refusal in plain words.
 *
 * @param doing "add a key to application …": what was refused
 * @param needs what the caller needs for it, named where the service says 403
 */
function explainRefusal(refused, doing, needs, extra) {
    const row = (0,_refusals_js__WEBPACK_IMPORTED_MODULE_2__/* .findGraphRefusal */ .oE)(refused.code, refused.serviceMessage);
    const said = [String(refused.status), refused.code, refused.serviceMessage && `"${refused.serviceMessage}"`]
        .filter((part) => part !== undefined && part !== "")
        .join(" ");
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: codeOf(refused),
        blame: "service",
        what: `Microsoft Graph refused to ${doing} (${said}).`,
        why: [fallbackCause(refused, row?.cause), extra?.why].filter((part) => part !== undefined).join(" "),
        remedy: [
            row?.remedy ?? fallbackRemedy(refused),
            refused.isForbidden ? `Permission: ${(0,_permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .describeNeeds */ .Pf)(needs)}.` : undefined,
            extra?.remedy,
        ]
            .filter((part) => part !== undefined)
            .join(" "),
        ...(refused.requestId === undefined ? {} : { requestId: refused.requestId }),
    });
}
function codeOf(refused) {
    if (refused.code === "Authentication_MissingOrMalformed")
        return "proof-refused";
    if (refused.status === 404)
        return "not-found";
    if (refused.status === 429)
        return "throttled";
    return "request-refused";
}
function fallbackCause(refused, known) {
    if (known !== undefined)
        return known;
    if (refused.isRedirect)
        return "The answer was a redirect, which is never followed: it could carry the token elsewhere.";
    return undefined;
}
function fallbackRemedy(refused) {
    if (refused.isRedirect)
        return "Check graph-url and the proxy.";
    if (refused.status === 404)
        return "Check the id, tenant-id and cloud.";
    if (refused.status === 401)
        return "Check tenant-id and cloud, and that the access token is for this Graph.";
    if (refused.isForbidden)
        return "Grant the permission to the application that signs in, with admin consent.";
    if (refused.status >= 500)
        return "The service is in trouble: run it again later.";
    return "Compare the inputs with the README; the request-id helps Microsoft's support.";
}


/***/ }),

/***/ 7563:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ readKeySet),
/* harmony export */   E: () => (/* binding */ readKeyCredentials),
/* harmony export */   NW: () => (/* binding */ readKeyCredential),
/* harmony export */   ZF: () => (/* binding */ unwrapValue),
/* harmony export */   cC: () => (/* binding */ readPasswordCredentials),
/* harmony export */   dP: () => (/* binding */ readKeySetKey),
/* harmony export */   fz: () => (/* binding */ readPasswordCredential)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6276);


/** The object itself, or what stands in its `value`: the documentation shows both. */
function unwrapValue(answer) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(answer["value"]) ? answer["value"] : answer;
}
function readKeySetKey(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    const kid = text(value["kid"]);
    if (kid === undefined)
        return undefined;
    return {
        kid,
        kty: jwkType(text(value["kty"])),
        use: text(value["use"])?.toLowerCase(),
        nbf: seconds(value["nbf"]),
        exp: seconds(value["exp"]),
        status: text(value["status"])?.toLowerCase(),
        x5t: text(value["x5t"]),
        thumbprint: keyThumbprint(leafOf(value["x5c"])) ?? thumbprint(text(value["x5t"])),
    };
}
function readKeySet(answer) {
    const id = text(answer["id"]);
    const keys = answer["keys"];
    if (id === undefined)
        return undefined;
    return { id, keys: Array.isArray(keys) ? keys.map(readKeySetKey).filter((key) => key !== undefined) : [] };
}
function readKeyCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: text(value["keyId"])?.toLowerCase(),
        displayName: text(value["displayName"]),
        type: text(value["type"]),
        usage: text(value["usage"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
        thumbprint: keyThumbprint(text(value["key"])) ?? thumbprint(text(value["customKeyIdentifier"])),
        certificate: text(value["key"]),
    };
}
function readKeyCredentials(object) {
    const list = object["keyCredentials"];
    return Array.isArray(list) ? list.map(readKeyCredential).filter((item) => item !== undefined) : [];
}
function readPasswordCredential(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value))
        return undefined;
    return {
        keyId: text(value["keyId"])?.toLowerCase(),
        displayName: text(value["displayName"]),
        hint: text(value["hint"]),
        notBefore: dateTime(value["startDateTime"]),
        expiresOn: dateTime(value["endDateTime"]),
    };
}
function readPasswordCredentials(object) {
    const list = object["passwordCredentials"];
    return Array.isArray(list) ? list.map(readPasswordCredential).filter((item) => item !== undefined) : [];
}
/** The first of the chain is the key's own. */
function leafOf(x5c) {
    return Array.isArray(x5c) ? text(x5c[0]) : undefined;
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
    const bytes = Buffer.from(identifier, "base64");
    if (bytes.length === 20)
        return bytes.toString("hex").toUpperCase();
    const hex = bytes.toString("latin1");
    return /^[0-9a-f]{40}$/i.test(hex) ? hex.toUpperCase() : undefined;
}
function text(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** The year 9999: a key written in milliseconds has an end that no date can show. */
const LATEST_SECONDS = 253_402_300_799;
/** Numbers and quoted numbers: the documentation's examples show both. */
function seconds(value) {
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number) || number <= 0)
        return undefined;
    return Math.min(Math.floor(number), LATEST_SECONDS);
}
function dateTime(value) {
    if (typeof value !== "string")
        return undefined;
    // A value without a zone is UTC; `Date.parse` would take it as local time.
    const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`);
    return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
function jwkType(kty) {
    if (kty === undefined)
        return undefined;
    return kty.toLowerCase() === "oct" ? "oct" : kty.toUpperCase();
}


/***/ }),

/***/ 4203:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ performWrite)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1823);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2561);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4332);




/** Attempts that the service certainly did not carry out. */
const HARMLESS_ATTEMPTS = 5;
/** Sends whose outcome was unknown: the second only after a look said "absent". */
const UNKNOWN_SENDS = 2;
/**
 * Carries out one write that must not happen twice.
 *
 * Sorted by what the failed attempt may have done (docs/design.md, "Retry classes"): what was certainly
 * not carried out is sent again; what may have been is looked up first, and only "absent,
 * several times" lets the same bytes be sent once more; what was refused is explained.
 */
async function performWrite(graph, write) {
    const { network } = graph;
    let unknownSends = 0;
    let renewed = false;
    for (let attempt = 0;; attempt++) {
        let doubted;
        // What takes time comes before the check: a signal that arrives meanwhile still stops the write.
        await graph.tokens.get();
        const body = await write.body?.();
        network.limits.checkpoint();
        const outcome = await graph.send(write.method, write.url, body, network.limits.forWrite());
        const last = attempt + 1 >= HARMLESS_ATTEMPTS;
        if (outcome.kind === "success") {
            const value = write.accept(outcome.body, outcome.response);
            if (value !== undefined)
                return value;
        }
        else if (outcome.kind === "not-sent") {
            if (last || outcome.error.reach === "refused-connection")
                throw (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .H)(outcome.error, write.url);
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, undefined);
            continue;
        }
        else if (outcome.kind === "refused") {
            const { refused } = outcome;
            if (refused.status === 401 && !renewed && renewMayHelp(graph)) {
                renewed = true;
                await waitForAnotherProof(graph);
                continue;
            }
            if (refused.isNotFound && network.clock.now() < (write.notFoundIsLagUntil ?? 0)) {
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused.response);
                continue;
            }
            if (refused.status === 429 && !last) {
                await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused.response);
                continue;
            }
            const anyway = write.acceptRefusal?.(refused);
            if (anyway !== undefined)
                return anyway;
            if (write.doubts?.(refused) === true)
                doubted = refused;
            else if (isDefinite(refused)) {
                // After a lost answer a refusal may only say that the first send had worked.
                const found = unknownSends > 0 && write.lookUp !== "idempotent"
                    ? await settle(graph, write, write.lookUp)
                    : undefined;
                if (found?.kind === "found")
                    return found.value;
                throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(refused, write.doing, write.needs, await write.explain?.(refused));
            }
        }
        unknownSends++;
        if (write.lookUp === "idempotent") {
            const refused = outcome.kind === "refused" ? outcome.refused : undefined;
            if (refused !== undefined && (last || refused.isRedirect))
                throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(refused, write.doing, write.needs);
            if (last)
                throw neverAnswered(write);
            network.log.step("The answer was lost or unclear: sending the same again, which does no harm.");
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, refused?.response);
            continue;
        }
        network.log.step(`The answer was lost or unclear: looking up whether the service did it.`);
        const found = await settle(graph, write, write.lookUp);
        if (found.kind === "found")
            return found.value;
        const redirected = outcome.kind === "refused" && outcome.refused.isRedirect;
        if (redirected)
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(outcome.refused, write.doing, write.needs);
        if (doubted !== undefined && unknownSends >= UNKNOWN_SENDS) {
            throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_3__/* .explainRefusal */ .G)(doubted, write.doing, write.needs, {
                why: "Reading the object shows otherwise, after several looks and a second try.",
            });
        }
        if (found.kind === "undecided" || unknownSends >= UNKNOWN_SENDS) {
            throw outcomeUnknown(write, write.lookUp, found.kind === "undecided" ? found.why : "It was not found afterwards, twice.");
        }
        await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, outcome.kind === "refused" ? outcome.refused.response : undefined);
    }
}
/** A 401 is worth a second try with a new token; a ready token cannot be renewed, but a clock can be corrected. */
function renewMayHelp(graph) {
    return graph.tokens.renew() || graph.network.serviceClock.skewMs !== 0;
}
/** A proof counts in whole seconds and is signed without chance: within one second it would be the same one. */
async function waitForAnotherProof({ network }) {
    await network.limits.wait(1_000);
}
/** Certainly not carried out. 5xx, 408 and redirects may come from something between. */
function isDefinite(refused) {
    return !refused.isRedirect && (!(0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(refused.status) || refused.status === 429);
}
/** Looks until the effect is seen, or was not seen at every look. */
async function settle(graph, write, lookUp) {
    let found = { kind: "absent" };
    for (const pause of [0, ...lookUp.pausesMs]) {
        if (pause > 0)
            await waitUnlessStopped(graph, write, lookUp, pause);
        try {
            found = await lookUp.once();
        }
        catch (error) {
            if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_3__/* .GraphRefused */ .p) {
                if (error.isNotFound)
                    continue;
                throw outcomeUnknown(write, lookUp, `It could not be looked up either (${String(error.status)} ${error.code ?? ""}).`);
            }
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
                throw outcomeUnknown(write, lookUp, `It could not be looked up either: ${error.what}`);
            throw error;
        }
        if (found.kind === "found")
            return found;
    }
    return found;
}
async function waitUnlessStopped(graph, write, lookUp, pause) {
    try {
        await graph.network.limits.wait(pause);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
            throw outcomeUnknown(write, lookUp, error.what);
        throw error;
    }
}
function neverAnswered(write) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "outcome-unknown",
        blame: "service",
        what: `It is not known whether the service did it: ${write.doing}.`,
        why: `It was sent ${String(HARMLESS_ATTEMPTS)} times, and no answer was whole.`,
        remedy: "Run it again: to do it twice does no harm.",
    });
}
function outcomeUnknown(write, lookUp, why) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "outcome-unknown",
        blame: "service",
        what: `It is not known whether the service did it: ${write.doing}.`,
        why: `The answer was lost or unclear. ${why}`,
        remedy: `Do not simply run it again. ${lookUp.byHand}`,
    });
}


/***/ }),

/***/ 1012:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ backoffMs)
/* harmony export */ });
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/**
 * Full jitter: a random time up to 1 s, 2 s, 4 s … 30 s, and never less than what the
 * service asked for (docs/design.md, "Retry classes").
 *
 * @param attempt 0 for the wait after the first attempt
 */
function backoffMs(attempt, random, askedMs) {
    const own = random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
    return Math.round(Math.max(own, askedMs ?? 0));
}


/***/ }),

/***/ 1823:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ sendOnce),
/* harmony export */   dg: () => (/* binding */ isTransient),
/* harmony export */   jy: () => (/* binding */ waitBeforeRetry)
/* harmony export */ });
/* harmony import */ var _backoff_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1012);
/* harmony import */ var _retry_after_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7821);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1517);



const SHORTEST_WAIT_MS = 1_000;
/** Sends once. TLS and proxy refusals come as `not-sent` too: see `error.reach`. */
async function sendOnce(network, request) {
    const started = network.clock.now();
    const target = `${request.method} ${request.url.host}${request.url.pathname}`;
    try {
        const response = await network.transport(request);
        network.log.debug(`${target} -> ${String(response.status)} (${String(network.clock.now() - started)} ms)`);
        return { kind: "answered", response };
    }
    catch (error) {
        if (!(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .w))
            throw error;
        network.log.debug(`${target} -> ${error.message} (${String(network.clock.now() - started)} ms)`);
        return { kind: error.reach === "ambiguous" ? "ambiguous" : "not-sent", error };
    }
}
/** Waits before attempt number `attempt + 1`: jitter, or longer where the answer asks for it. */
async function waitBeforeRetry(network, attempt, response) {
    const asked = response === undefined ? undefined : (0,_retry_after_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfterMs */ .V)(response.headers, network.serviceClock.now());
    // Never within the same second: a proof that is made anew would come out the same.
    const wait = Math.max(SHORTEST_WAIT_MS, (0,_backoff_js__WEBPACK_IMPORTED_MODULE_2__/* .backoffMs */ .j)(attempt, network.random, asked));
    network.log.debug(`waiting ${String(wait)} ms before the next attempt`);
    await network.limits.wait(wait);
}
/** Statuses that a read (or a token request) may simply repeat. */
function isTransient(status) {
    return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}


/***/ }),

/***/ 4646:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  t: () => (/* binding */ httpsTransport)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __nccwpck_require__(793);
// EXTERNAL MODULE: ./src/http/network-error.ts
var network_error = __nccwpck_require__(137);
// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __nccwpck_require__(1517);
;// CONCATENATED MODULE: ./src/http/https-transport.ts






const CONNECT_TIMEOUT_MS = 10_000;
/** No answer here is larger than some hundred kilobytes. */
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;
/**
 * One exchange over `node:https`.
 *
 * Not `fetch`: it takes twice the time to load, follows redirects with the body (and so
 * with the secret in it), and ignores `HTTPS_PROXY`. Proxies are chosen by the runner's own
 * rules (`https_proxy`, `no_proxy`, loopback always direct); the tunnel is loaded only when
 * there is one.
 */
function httpsTransport() {
    const shared = new (external_node_https_default()).Agent({ keepAlive: true, maxSockets: 8 });
    return async (request) => {
        const proxy = proxyFor(request.url);
        const agent = proxy === undefined
            ? request.url.protocol === "http:"
                ? undefined
                : request.connection === "fresh"
                    ? new (external_node_https_default()).Agent({ keepAlive: false })
                    : shared
            : await proxyAgent(proxy);
        return exchange(request, agent);
    };
}
function proxyFor(url) {
    try {
        const proxy = getProxyUrl(url);
        if (proxy === undefined || /^https?:$/.test(proxy.protocol))
            return proxy;
        // `proxy:8080` reads as a URL whose scheme is `proxy`; the runner takes it for http.
        return new URL(`http://${proxy.href}`);
    }
    catch (error) {
        // Its text holds the whole address, and with it the password.
        throw new transport/* TransportError */.w("refused-connection", "PROXY_URL_INVALID", error);
    }
}
async function proxyAgent(proxy) {
    const { HttpsProxyAgent } = await __nccwpck_require__.e(/* import() */ 659).then(__nccwpck_require__.bind(__nccwpck_require__, 7659));
    // The toolkit's URL hands out user name and password decoded; the agent decodes them
    // itself, so it gets the text as it was written.
    return new HttpsProxyAgent(proxy.href);
}
function exchange(request, agent) {
    return new Promise((resolve, reject) => {
        const progress = { connected: false };
        const fail = (error) => {
            clearTimeout(connectTimer);
            reject((0,network_error/* classifyNetworkError */.L)(error, progress.connected));
        };
        const options = {
            method: request.method,
            headers: wireHeaders(request),
            signal: request.signal,
            ...(agent === undefined ? {} : { agent }),
        };
        const outgoing = (request.url.protocol === "http:" ? (external_node_http_default()) : (external_node_https_default())).request(request.url, options, (incoming) => {
            receive(incoming).then(resolve, fail);
        });
        const connectTimer = setTimeout(() => {
            outgoing.destroy(new transport/* TransportError */.w("not-sent", "CONNECT_TIMEOUT"));
        }, CONNECT_TIMEOUT_MS);
        followConnection(outgoing, progress, () => {
            clearTimeout(connectTimer);
        });
        outgoing.on("error", fail);
        outgoing.end(request.body instanceof secret/* Secret */.zh ? (0,secret/* reveal */._c)(request.body) : request.body);
    });
}
function followConnection(outgoing, progress, connected) {
    // A proxy that refuses the tunnel answers in the server's place.
    outgoing.on("proxyConnect", (answer) => {
        if (answer.statusCode !== 200) {
            outgoing.destroy(new transport/* TransportError */.w("refused-connection", `PROXY_${String(answer.statusCode)}`));
        }
    });
    outgoing.on("socket", (socket) => {
        const open = () => {
            progress.connected = true;
            connected();
        };
        if (outgoing.reusedSocket || !socket.connecting) {
            // A tunnel's socket is handed over with TLS still to be done.
            if ("encrypted" in socket && "secureConnecting" in socket && socket.secureConnecting === true) {
                socket.once("secureConnect", open);
            }
            else {
                open();
            }
        }
        else {
            socket.once("encrypted" in socket ? "secureConnect" : "connect", open);
        }
    });
}
function receive(incoming) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let size = 0;
        incoming.on("data", (chunk) => {
            size += chunk.length;
            if (size > LARGEST_ANSWER_BYTES)
                incoming.destroy(new transport/* TransportError */.w("ambiguous", "ANSWER_TOO_LARGE"));
            else
                chunks.push(chunk);
        });
        incoming.on("error", reject);
        incoming.on("end", () => {
            const headers = {};
            for (const [name, value] of Object.entries(incoming.headers)) {
                if (value !== undefined)
                    headers[name] = Array.isArray(value) ? value.join(", ") : value;
            }
            resolve({ status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString("utf8") });
        });
    });
}
function wireHeaders(request) {
    const headers = {};
    for (const [name, value] of Object.entries(request.headers)) {
        headers[name] = value instanceof secret/* Secret */.zh ? (0,secret/* reveal */._c)(value) : value;
    }
    if (request.body !== undefined) {
        const body = request.body instanceof secret/* Secret */.zh ? (0,secret/* reveal */._c)(request.body) : request.body;
        headers["content-length"] = Buffer.byteLength(body);
    }
    return headers;
}


/***/ }),

/***/ 137:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ classifyNetworkError),
/* harmony export */   g: () => (/* binding */ describeNetworkError)
/* harmony export */ });
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1517);

/** Nothing left the runner: the name was not found, or nobody answered the door. */
const NOT_SENT = new Set([
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EADDRNOTAVAIL",
    "CONNECT_TIMEOUT",
]);
/** Certificate and protocol errors: OpenSSL's names and Node's. */
const TLS = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_|INVALID_CA|ERR_TLS|ERR_SSL|EPROTO)/;
/**
 * Sorts what `node:https` throws by whether the server may have acted on the request
 * (docs/design.md, "Retry classes").
 *
 * @param connected the TLS connection stood when it happened
 */
function classifyNetworkError(error, connected) {
    if (error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .w)
        return error;
    const code = errorCode(error);
    return new _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .w(reachOf(code, connected), code, error);
}
function reachOf(code, connected) {
    if (connected)
        return "ambiguous";
    return TLS.test(code) ? "refused-connection" : "not-sent";
}
function errorCode(error) {
    if (!(error instanceof Error))
        return "UNKNOWN";
    if (error.name === "AbortError" || error.name === "TimeoutError")
        return "TIMEOUT";
    const code = error.code;
    if (typeof code === "string")
        return code;
    // Several addresses were tried: each has its own error.
    if (error instanceof AggregateError)
        return errorCode(error.errors[0]);
    return "UNKNOWN";
}
/** What a network failure means, in words: by code, for error texts. */
function describeNetworkError(error, host) {
    const { code } = error;
    if (code === "PROXY_URL_INVALID") {
        return {
            why: "The proxy's address is not a URL.",
            remedy: "Correct HTTPS_PROXY (https_proxy): http://user:password@host:port, percent-encoded.",
        };
    }
    if (code.startsWith("PROXY_")) {
        const status = code.slice("PROXY_".length);
        return status === "407"
            ? {
                why: `The proxy asks for a user name and a password (407).`,
                remedy: "Put them into HTTPS_PROXY (https_proxy).",
            }
            : {
                why: `The proxy refused the tunnel to ${host} with status ${status}.`,
                remedy: `Let the proxy reach ${host}:443, or put the host into NO_PROXY.`,
            };
    }
    if (code.endsWith("_NOT_JSON")) {
        return {
            why: `${host} answered with something that is not JSON (${code.replaceAll("_", " ")}).`,
            remedy: "A proxy's own page looks like this: check the proxy, cloud and authority-url.",
        };
    }
    if (TLS.test(code)) {
        return {
            why: `The TLS certificate or protocol of ${host} was refused (${code}).`,
            remedy: "If a proxy or a test tenant uses a CA of its own, set NODE_EXTRA_CA_CERTS in the step's env to its PEM file.",
        };
    }
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
        return {
            why: `The name ${host} could not be resolved (${code}).`,
            remedy: "Check cloud, authority-url and graph-url, and the runner's DNS and proxy.",
        };
    }
    if (NOT_SENT.has(code)) {
        return {
            why: `${host} could not be reached (${code}).`,
            remedy: "Check the runner's network, firewall and proxy.",
        };
    }
    return {
        why: `The connection to ${host} broke (${code}).`,
        remedy: "Run it again; if it stays, look at the runner's network and proxy.",
    };
}


/***/ }),

/***/ 7821:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ retryAfterMs)
/* harmony export */ });
/** Longer than any wait that makes sense here; a larger number is nonsense. */
const LONGEST_MS = 3_600_000;
/**
 * How long the service asks to wait, in milliseconds; `undefined` where it does not say or
 * says nonsense (negative, empty, not a number, more than an hour).
 *
 * Seconds may be fractional (Graph's documentation shows `2.128`), and dates count by the
 * service's clock. A raw number is never handed to a timer: NaN, a negative number and
 * more than 2^31-1 all fire after 1 ms.
 *
 * @param nowMs the service's time
 */
function retryAfterMs(headers, nowMs) {
    const milliseconds = decimal(headers["retry-after-ms"]) ?? decimal(headers["x-ms-retry-after-ms"]);
    const seconds = decimal(headers["retry-after"]);
    const date = headers["retry-after"];
    const wait = milliseconds ??
        (seconds === undefined ? undefined : seconds * 1000) ??
        (date !== undefined && /^[A-Z][a-z]{2}, /.test(date.trim())
            ? Math.max(0, Date.parse(date) - nowMs)
            : undefined);
    if (wait === undefined || !Number.isFinite(wait) || wait > LONGEST_MS)
        return undefined;
    return Math.ceil(wait);
}
function decimal(text) {
    const trimmed = text?.trim();
    return trimmed !== undefined && /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}


/***/ }),

/***/ 1517:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ TransportError)
/* harmony export */ });
class TransportError extends Error {
    reach;
    /** Node's or OpenSSL's code (`ECONNRESET`, `CERT_HAS_EXPIRED`, …) or `TIMEOUT`, `PROXY_407`. */
    code;
    constructor(reach, code, cause) {
        super(`${code} (${reach})`, { cause });
        this.name = "TransportError";
        this.reach = reach;
        this.code = code;
    }
}


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9373);
/* harmony import */ var _http_https_transport_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4646);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4636);
/* harmony import */ var _rsa_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2038);
/* harmony import */ var _runner_actions_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8137);





// The runner sends SIGINT, and SIGTERM 7.5 s later. The first one stops new writes.
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
        interrupt.abort();
    });
}
await (0,_main_js__WEBPACK_IMPORTED_MODULE_2__/* .main */ .i)({
    env: process.env,
    runner: new _runner_actions_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionsRunner */ .k(process.env),
    transport: (0,_http_https_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .httpsTransport */ .t)(),
    clock: _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m,
    random: Math.random,
    makeRsaKeys: _rsa_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .makeRsaKeys */ .t,
    interrupt: interrupt.signal,
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 154:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isoSeconds)
/* harmony export */ });
/** `2027-01-31T00:00:00Z`: whole seconds, UTC. */
function isoSeconds(epochSeconds) {
    return new Date(epochSeconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}


/***/ }),

/***/ 4636:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/auth/token-provider.ts
var token_provider = __nccwpck_require__(885);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
;// CONCATENATED MODULE: ./src/config/duration.ts

const UNIT_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const SHORT = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i;
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
/** A hundred years: what is longer is a mistake, and sums stay far from the limits of dates. */
const LONGEST_SECONDS = 100 * 365 * 86_400;
/**
 * Whole seconds of `90d`, `12h`, `30m`, `45s`, `2w`, or ISO 8601 such as `P90D` and `PT12H`;
 * `undefined` where the text is no duration at all. Months and years are not taken: their
 * length depends on the day they start.
 */
function parseDuration(text) {
    const seconds = shortSeconds(text) ?? isoSeconds(text);
    return seconds !== undefined && seconds <= LONGEST_SECONDS ? seconds : undefined;
}
function shortSeconds(text) {
    const match = SHORT.exec(text);
    if (match === null)
        return undefined;
    return Math.round(Number(match[1]) * UNIT_SECONDS[(match[2] ?? "s").toLowerCase()]);
}
function isoSeconds(text) {
    const match = ISO.exec(text);
    // `P` and `PT` match the pattern and say nothing.
    if (match === null || !/\d/.test(text) || /T$/i.test(text))
        return undefined;
    const [weeks, days, hours, minutes, seconds] = match
        .slice(1)
        .map((part) => Number(part ?? 0));
    return ((weeks ?? 0) * UNIT_SECONDS.w +
        (days ?? 0) * UNIT_SECONDS.d +
        (hours ?? 0) * UNIT_SECONDS.h +
        (minutes ?? 0) * UNIT_SECONDS.m +
        (seconds ?? 0));
}
/** The same for an input: what is no duration is refused, with the nearest one that is. */
function requireDuration(input, text) {
    const seconds = parseDuration(text);
    if (seconds !== undefined)
        return seconds;
    throw (0,errors/* inputError */.X)(input, "is not a duration.", durationRemedy(text));
}
function durationRemedy(text) {
    const years = /^P?(\d+)\s*(?:y|yr|years?)$/i.exec(text);
    if (years !== null)
        return `Years have no fixed length: use days, ${String(Number(years[1]) * 365)}d.`;
    if (/^P\d+M/i.test(text) || /^\d+\s*(?:mo|mon|months?)$/i.test(text)) {
        return "Months have no fixed length: use days, such as 90d.";
    }
    if (text.startsWith("-"))
        return "A duration is not negative: use a number with s, m, h, d or w, such as 90d.";
    return "Use a number with s, m, h, d or w (90d, 12h), or ISO 8601 (P90D, PT12H).";
}

;// CONCATENATED MODULE: ./src/clouds.ts
const CLOUDS = [
    {
        name: "global",
        authorityOrigin: "https://login.microsoftonline.com",
        graphOrigin: "https://graph.microsoft.com",
        federatedAudience: "api://AzureADTokenExchange",
        keyVaultDomain: "vault.azure.net",
        hasKeySets: true,
        aliases: ["azurecloud"],
    },
    {
        name: "us-gov",
        authorityOrigin: "https://login.microsoftonline.us",
        graphOrigin: "https://graph.microsoft.us",
        federatedAudience: "api://AzureADTokenExchangeUSGov",
        keyVaultDomain: "vault.usgovcloudapi.net",
        // Fairfax's beta metadata is not public and the documentation lists the cloud: not refused.
        hasKeySets: true,
        aliases: ["azureusgovernment"],
    },
    {
        name: "us-gov-dod",
        authorityOrigin: "https://login.microsoftonline.us",
        graphOrigin: "https://dod-graph.microsoft.us",
        federatedAudience: "api://AzureADTokenExchangeUSGov",
        keyVaultDomain: "vault.usgovcloudapi.net",
        hasKeySets: true,
        aliases: [],
    },
    {
        name: "china",
        // Microsoft writes two login hosts; MSAL prefers this one and treats the other as its alias.
        authorityOrigin: "https://login.partner.microsoftonline.cn",
        graphOrigin: "https://microsoftgraph.chinacloudapi.cn",
        federatedAudience: "api://AzureADTokenExchangeChina",
        keyVaultDomain: "vault.azure.cn",
        hasKeySets: true,
        aliases: ["azurechinacloud"],
    },
    {
        name: "bleu",
        authorityOrigin: "https://login.sovcloud-identity.fr",
        graphOrigin: "https://graph.svc.sovcloud.fr",
        federatedAudience: "api://AzureADTokenExchangeFrance",
        keyVaultDomain: undefined,
        hasKeySets: false,
        aliases: [],
    },
    {
        name: "delos",
        authorityOrigin: "https://login.sovcloud-identity.de",
        graphOrigin: "https://graph.svc.sovcloud.de",
        federatedAudience: "api://AzureADTokenExchangeGermany",
        keyVaultDomain: undefined,
        hasKeySets: false,
        aliases: [],
    },
    {
        name: "govsg",
        authorityOrigin: "https://login.sovcloud-identity.sg",
        graphOrigin: "https://graph.svc.sovcloud.sg",
        federatedAudience: undefined,
        keyVaultDomain: undefined,
        hasKeySets: false,
        aliases: [],
    },
];
/** By name or by azure/login's spelling, in any letter case. */
function findCloud(name) {
    const wanted = name.toLowerCase();
    return CLOUDS.find((cloud) => cloud.name === wanted || cloud.aliases.includes(wanted));
}

;// CONCATENATED MODULE: ./src/inputs/nearest.ts
/** The candidate that is the fewest single-letter edits away, if it is near enough to be a typo. */
function nearest(word, candidates) {
    let best;
    let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
    for (const candidate of candidates) {
        const distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
/** Levenshtein's distance. */
function editDistance(left, right) {
    let row = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (let i = 1; i <= left.length; i++) {
        const next = [i];
        for (let j = 1; j <= right.length; j++) {
            const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
            next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[right.length] ?? 0;
}

// EXTERNAL MODULE: ./src/secrets/secret.ts
var secrets_secret = __nccwpck_require__(793);
;// CONCATENATED MODULE: ./src/inputs/inputs.ts


/** The inputs as strings: what was given, nothing decided. An empty input is an absent one. */
class Inputs {
    #values;
    constructor(values) {
        this.#values = values;
    }
    get given() {
        return [...this.#values.keys()];
    }
    has(name) {
        return this.#values.has(name);
    }
    text(name) {
        const value = this.#values.get(name);
        return value instanceof secrets_secret/* Secret */.zh ? undefined : value;
    }
    secret(name) {
        const value = this.#values.get(name);
        return value instanceof secrets_secret/* Secret */.zh ? value : undefined;
    }
    requireText(name, remedy) {
        const value = this.text(name);
        if (value === undefined)
            throw missing(name, remedy);
        return value;
    }
    requireSecret(name, remedy) {
        const value = this.secret(name);
        if (value === undefined)
            throw missing(name, remedy);
        return value;
    }
}
/** An input that is needed and empty. Says why a secret can be empty although it is set. */
function missing(name, remedy) {
    return (0,errors/* inputError */.X)(name, "is missing or empty.", `${remedy} If it comes from a secret: the secret is not set here, or it is not available to this event (pull requests from forks get no secrets).`, "input-missing");
}

// EXTERNAL MODULE: ./src/printable.ts
var printable = __nccwpck_require__(5260);
;// CONCATENATED MODULE: ./src/config/values.ts




/** One of `allowed`, whatever its letter case; `undefined` where the input is empty. */
function oneOf(inputs, name, allowed) {
    const text = inputs.text(name);
    if (text === undefined)
        return undefined;
    const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found !== undefined)
        return found;
    const suggestion = nearest(text.toLowerCase(), allowed.map((value) => value.toLowerCase()));
    const meant = allowed.find((value) => value.toLowerCase() === suggestion);
    throw (0,errors/* inputError */.X)(name, `\`${shown(text)}\` is not known.`, `Use one of ${allowed.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
}
function requireOneOf(inputs, name, allowed) {
    const value = oneOf(inputs, name, allowed);
    if (value === undefined)
        throw missing(name, `Use one of ${allowed.join(", ")}.`);
    return value;
}
/** `true` or `false` in any letter case; `false` where the input is empty. */
function flag(inputs, name) {
    return oneOf(inputs, name, ["true", "false"]) === "true";
}
/**
 * A GUID in lower case with dashes. Braces, parentheses, missing dashes and capitals are
 * put right; anything else is refused.
 */
function parseGuid(name, text) {
    const bare = text.replace(/^[{(]|[})]$/g, "").trim();
    const digits = bare.replace(/-/g, "").toLowerCase();
    const shaped = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i.test(bare);
    if (!shaped) {
        throw (0,errors/* inputError */.X)(name, `${String(bare.length)} characters, not a GUID.`, "A GUID has 32 hexadecimal digits, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.");
    }
    if (/^0+$/.test(digits))
        throw (0,errors/* inputError */.X)(name, "is the empty GUID.", "Give the id of a real object.");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
/** An https origin: no user, path, query or fragment. */
function parseOrigin(name, text) {
    let url;
    try {
        url = new URL(text);
    }
    catch {
        throw (0,errors/* inputError */.X)(name, "is not a URL.", "Give the origin, such as https://login.example.com.");
    }
    if (url.protocol !== "https:")
        throw (0,errors/* inputError */.X)(name, "is not https.", "Credentials travel over https only.");
    if (url.username !== "" || url.password !== "") {
        throw (0,errors/* inputError */.X)(name, "holds a user name or a password.", "Give the origin alone.");
    }
    if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
        throw (0,errors/* inputError */.X)(name, "has a path, a query or a fragment.", `Give the origin alone: ${url.origin}.`);
    }
    return url.origin;
}
/** Part of what the user typed, safe to show: no control or invisible characters, cut. */
function shown(text) {
    return (0,printable/* printable */.g)(text, "�").slice(0, 60);
}

;// CONCATENATED MODULE: ./src/config/endpoints.ts




/** `cloud`, and the two overrides. */
function parseEndpoints(inputs) {
    const name = inputs.text("cloud") ?? "global";
    const cloud = findCloud(name);
    if (cloud === undefined)
        throw unknownCloud(name);
    const authority = inputs.text("authority-url");
    const graph = inputs.text("graph-url");
    return {
        cloud,
        authorityOrigin: authority === undefined ? cloud.authorityOrigin : parseOrigin("authority-url", authority),
        graphOrigin: graph === undefined ? cloud.graphOrigin : parseOrigin("graph-url", graph),
        overridden: authority !== undefined || graph !== undefined,
    };
}
function unknownCloud(name) {
    const names = CLOUDS.flatMap((cloud) => [cloud.name, ...cloud.aliases]);
    const suggestion = nearest(name.toLowerCase(), names);
    return (0,errors/* inputError */.X)("cloud", `\`${shown(name)}\` is not known.`, `Use one of ${names.join(", ")}${suggestion === undefined ? "" : ` (did you mean ${suggestion}?)`}, or name the hosts with authority-url, graph-url and audience.`);
}

// EXTERNAL MODULE: ./src/auth/claims.ts + 1 modules
var auth_claims = __nccwpck_require__(222);
// EXTERNAL MODULE: ./src/material/certificate.ts
var material_certificate = __nccwpck_require__(5798);
// EXTERNAL MODULE: ./src/material/pem.ts + 1 modules
var pem = __nccwpck_require__(2851);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
// EXTERNAL MODULE: ./src/material/problem.ts
var problem = __nccwpck_require__(6566);
;// CONCATENATED MODULE: ./src/material/password.ts

/**
 * The error for a password that does not open a key or PFX. Tries the ways in which a
 * password is commonly stored wrongly and names the one that would have worked.
 *
 * @param opens whether a candidate opens it; called a few times.
 */
function wrongPassword(passwordName, password, what, opens) {
    if (password === undefined || password === "") {
        return (0,problem/* problem */.CC)(passwordName, `${what} is encrypted and no password was given.`, `Set \`${passwordName}\` from a secret; where it is set, that secret is empty or not available to this event.`);
    }
    const wrong = `the password is wrong for ${what}`;
    const candidates = [
        [
            password.replace(/[\r\n]+$/, ""),
            "it works without its trailing newline",
            'Store it with `printf %s "$PASSWORD" | gh secret set NAME`; `echo` adds a newline.',
        ],
        [password.trim(), "it works without the blanks around it", "Store it without them."],
        [
            password.trim().replace(/^(["'])(.*)\1$/s, "$2"),
            "it works without the quotes around it",
            "Store it without them.",
        ],
        ["", "there is none on it", `Leave \`${passwordName}\` out.`],
    ];
    for (const [candidate, hint, remedy] of candidates) {
        if (candidate !== password && opens(candidate)) {
            return (0,problem/* problem */.CC)(passwordName, `${wrong} (${hint}).`, remedy);
        }
    }
    return (0,problem/* problem */.CC)(passwordName, `${wrong}.`, "Check that key and password come from the same export; `openssl` with the same two says whether they do.");
}

// EXTERNAL MODULE: ./src/material/pfx-bags.ts
var pfx_bags = __nccwpck_require__(1075);
;// CONCATENATED MODULE: ./src/material/pfx.ts






/**
 * Reads a PKCS#12 file: PBES2 with AES or 3DES, PBE-SHA1-3DES, RC2-40, or unencrypted; with or
 * without MAC; passwords in any script. Not readable: public-key protected files, RC4, RC2-128.
 *
 * OpenSSL verifies MAC and password first, because only it knows every MAC (PBMAC1 too); the
 * structure is then read without looking at the MAC again. `undefined` and "" are both tried as
 * "no password", which PKCS#12 tells apart.
 *
 * Throws `key-material-invalid`: under `passwordName` for a wrong or missing password.
 */
async function openPfx(input, pfx, passwordName, password) {
    if (passwordRefused(pfx, password))
        throw wrong(input, pfx, passwordName, password);
    let bags;
    try {
        bags = await (0,pfx_bags/* bagsOf */.Hg)(pfx, password ?? "");
    }
    catch (cause) {
        // A file without MAC, or one that OpenSSL could not try (RC2-40), first fails here.
        if (cause instanceof pfx_bags/* WrongPfxPassword */.Rc)
            throw wrong(input, pfx, passwordName, password);
        throw (0,problem/* problem */.CC)(input, cause instanceof pfx_bags/* UnsupportedPfx */.ap
            ? `the PFX uses ${cause.message}, which is not supported.`
            : `the PFX is damaged: its ${String(pfx.length)} bytes begin like PKCS#12 and do not go on so.`, cause instanceof pfx_bags/* UnsupportedPfx */.ap
            ? "Re-export: `openssl pkcs12 -legacy -in a.pfx -nodes | openssl pkcs12 -export -out b.pfx`."
            : problem/* storeUnchanged */.nk);
    }
    return {
        privateKeys: bags.keys.map((der) => keyOf(input, der)),
        certificates: bags.certificates.map((der) => (0,material_certificate/* readCertificate */.w$)(input, der)),
    };
}
function passwordRefused(pfx, passphrase) {
    try {
        (0,external_node_tls_.createSecureContext)(passphrase === undefined ? { pfx } : { pfx, passphrase });
        return false;
    }
    catch (cause) {
        // Only these two speak of the password. Everything else (no key in it, a weak key, a
        // certificate of another key, RC2) comes after the MAC was found right.
        const text = cause instanceof Error ? cause.message : "";
        return text.includes("mac verify failure") || text.includes("bad decrypt");
    }
}
function wrong(input, pfx, passwordName, password) {
    return wrongPassword(passwordName, password, `the PFX in \`${input}\``, (candidate) => !passwordRefused(pfx, candidate));
}
function keyOf(input, der) {
    try {
        return (0,external_node_crypto_.createPrivateKey)({ key: der, format: "der", type: "pkcs8" });
    }
    catch {
        throw (0,problem/* problem */.CC)(input, "the private key in the PFX is damaged.", problem/* storeUnchanged */.nk);
    }
}

;// CONCATENATED MODULE: ./src/material/private-key.ts



/** Below this Microsoft Entra refuses; above the maximum each signature takes very long. */
const minBits = 2048;
const maxBits = 4096;
function isPrivateKey(block) {
    return (block.kind === "pkcs1-key" ||
        block.kind === "pkcs8-key" ||
        block.kind === "sec1-key" ||
        isEncrypted(block));
}
function isEncrypted(block) {
    return block.kind === "encrypted-key" || block.kind === "legacy-encrypted-key";
}
/**
 * A private key of any type: PKCS#8, PKCS#1, SEC1; encrypted by PBES2 (PBKDF2 or scrypt),
 * PBE-SHA1-3DES or legacy `DEK-Info`. Not readable: RC2-40, which OpenSSL 3 has dropped.
 * Throws `key-material-invalid` under the name of the key or, for a wrong or missing
 * password, of the password.
 */
function readPrivateKey(input, block, passwordName, password) {
    const encrypted = isEncrypted(block);
    if (!encrypted) {
        try {
            return (0,external_node_crypto_.createPrivateKey)(block.pem);
        }
        catch (cause) {
            throw unreadable(input, cause);
        }
    }
    const key = decrypt(block, password ?? "");
    if (typeof key !== "string")
        return key;
    if (key === "scheme") {
        throw (0,problem/* problem */.CC)(input, "the private key is encrypted in a way that OpenSSL 3 refuses (such as RC2-40).", "Encrypt it anew: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem` with OpenSSL 1.1, or add `-provider legacy -provider default`.");
    }
    throw wrongPassword(passwordName, password, `the private key in \`${input}\``, (candidate) => candidate !== "" && typeof decrypt(block, candidate) !== "string");
}
function decrypt(block, passphrase) {
    try {
        return (0,external_node_crypto_.createPrivateKey)({ key: block.pem, passphrase });
    }
    catch (cause) {
        // Three of a thousand wrong passwords leave right padding and give ERR_OSSL_UNSUPPORTED,
        // Node's word for anything malformed; an unknown scheme has EVP in its code.
        return codeOf(cause) === "ERR_OSSL_EVP_UNSUPPORTED" ? "scheme" : "password";
    }
}
function codeOf(cause) {
    return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}
function unreadable(input, cause) {
    const code = codeOf(cause);
    return (0,problem/* problem */.CC)(input, `the private key is damaged: it is base64, but not a key${code === undefined ? "" : ` (${code})`}.`, problem/* storeUnchanged */.nk);
}
/**
 * Signs something and verifies it: OpenSSL loads a key whose modulus is right and whose private
 * numbers are damaged, and the service would only say that the signature is invalid. A few
 * milliseconds. Throws `key-material-invalid`.
 */
function assertSigns(input, privateKey, publicKey) {
    const probe = Buffer.from("graph-keyroll");
    try {
        if ((0,external_node_crypto_.verify)("sha256", probe, publicKey, (0,external_node_crypto_.sign)("sha256", probe, privateKey)))
            return;
    }
    catch {
        // OpenSSL noticed by itself.
    }
    throw (0,problem/* problem */.CC)(input, "the private key is damaged: its signatures are wrong.", problem/* storeUnchanged */.nk);
}
const curves = {
    prime256v1: "P-256",
    secp384r1: "P-384",
    secp521r1: "P-521",
};
/**
 * Refuses what cannot sign RS256 for Microsoft Entra: EC, Ed25519, RSA-PSS, RSA below 2048 bits.
 * Node signs "RS256" with an EC key without complaint, so nobody else would notice.
 *
 * @param key private or public
 * @returns warnings, for RSA above 4096 bits
 */
function assertRsa(input, key) {
    const type = key.asymmetricKeyType;
    if (type === "rsa-pss") {
        throw (0,problem/* problem */.CC)(input, "the key is RSA-PSS only, and Microsoft Entra needs plain RSA.", "Use a plain RSA key: make one with `openssl genrsa 2048`.");
    }
    if (type !== "rsa") {
        throw (0,problem/* problem */.CC)(input, `key type ${describeType(key)}: Microsoft Entra needs RSA here.`, "Make one with `openssl genrsa 2048`.");
    }
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits < minBits) {
        throw (0,problem/* problem */.CC)(input, `RSA ${String(bits)} is too weak; at least ${String(minBits)}.`, "Make a new key with `openssl genrsa 2048` and a certificate for it.");
    }
    if (bits <= maxBits)
        return [];
    return [
        `${input}: RSA ${String(bits)} is larger than Microsoft documents (${String(maxBits)}); it may be refused.`,
    ];
}
function describeType(key) {
    const type = key.asymmetricKeyType ?? "unknown";
    const curve = key.asymmetricKeyDetails?.namedCurve;
    if (type === "ec")
        return `EC (${curves[curve ?? ""] ?? curve ?? "unknown curve"})`;
    if (type.startsWith("ed") || type.startsWith("x"))
        return type.charAt(0).toUpperCase() + type.slice(1);
    return type.toUpperCase();
}

// EXTERNAL MODULE: ./src/material/text.ts
var material_text = __nccwpck_require__(3478);
;// CONCATENATED MODULE: ./src/material/contents.ts







/**
 * Opens PEM, base64 DER or base64 PFX and masks every secret in it. Says nothing yet about
 * what belongs to what. Throws `input-missing` and `key-material-invalid`.
 *
 * @param key "optional": an encrypted PEM key without password is left alone and not an error
 */
async function openMaterial(input, masker, key) {
    const { name } = input;
    const material = (0,material_text/* normalise */.j)(name, (0,secrets_secret/* reveal */._c)(input.text));
    const given = material.kind === "pem" ? undefined : material.bytes;
    const blocks = material.kind === "pem" ? (0,pem/* readBlocks */.v)(name, material.text) : [(0,pem/* blockOf */.V)(name, material.bytes, "the value")];
    const pfx = blocks.find((block) => block.kind === "pfx");
    if (pfx !== undefined)
        return fromPfx(input, masker, pfx, given);
    const keys = blocks.filter(isPrivateKey);
    for (const block of keys)
        masker.text(block.pem);
    const [first, second] = keys;
    if (second !== undefined)
        throw severalKeys(name, keys.length);
    const certificates = blocks
        .filter((block) => block.kind === "certificate")
        .map((block) => (0,material_certificate/* readCertificate */.w$)(name, block.der));
    if (first === undefined && certificates.length === 0)
        throw nothingUsable(name, blocks);
    const locked = first !== undefined && isEncrypted(first) && input.password === undefined && key === "optional";
    const privateKey = first === undefined || locked ? undefined : contents_open(input, first);
    if (privateKey !== undefined)
        masker.privateKey(privateKey);
    return {
        certificates: (0,material_certificate/* distinct */.dM)(certificates),
        privateKey,
        lockedKey: locked,
        pfx: undefined,
        warnings: [],
    };
}
function contents_open(input, block) {
    return readPrivateKey(input.name, block, input.passwordName, passwordOf(input));
}
function passwordOf(input) {
    return input.password === undefined ? undefined : (0,secrets_secret/* reveal */._c)(input.password);
}
async function fromPfx(input, masker, block, given) {
    masker.bytes(block.der);
    const extra = given === undefined ? 0 : given.length - block.der.length;
    const opened = await openPfx(input.name, block.der, input.passwordName, passwordOf(input));
    for (const key of opened.privateKeys)
        masker.privateKey(key);
    const [privateKey, second] = opened.privateKeys;
    if (second !== undefined)
        throw severalKeys(input.name, opened.privateKeys.length);
    if (privateKey === undefined && opened.certificates.length === 0) {
        throw (0,problem/* problem */.CC)(input.name, "the PFX is empty: neither key nor certificate.", "Export it again with its key.");
    }
    return {
        certificates: (0,material_certificate/* distinct */.dM)(opened.certificates),
        privateKey,
        lockedKey: false,
        pfx: block.der,
        warnings: extra > 0 ? [`${input.name}: ${String(extra)} bytes after the end of the PFX were left out.`] : [],
    };
}
function severalKeys(name, count) {
    return (0,problem/* problem */.CC)(name, `there are ${String(count)} private keys, and which one is meant is not to be guessed.`, "Give one private key with its certificate.");
}
function nothingUsable(name, blocks) {
    const kinds = new Set(blocks.map((block) => block.kind));
    if (kinds.has("pkcs7")) {
        return (0,problem/* problem */.CC)(name, "the value is PKCS#7 (p7b), a bag of certificates without key.", "Take the certificate out: `openssl pkcs7 -print_certs -in chain.p7b`.");
    }
    if (kinds.has("certificate-request")) {
        return (0,problem/* problem */.CC)(name, "the value is a certificate request, not yet a certificate.", "Have it signed, or sign it yourself: `openssl x509 -req -in r.csr -signkey key.pem`.");
    }
    if (kinds.has("public-key")) {
        return (0,problem/* problem */.CC)(name, "the value is only a public key.", "Give the certificate (BEGIN CERTIFICATE) for it.");
    }
    return (0,problem/* problem */.CC)(name, "there is neither certificate nor key in it.", "Give a certificate as PEM or PFX.");
}

;// CONCATENATED MODULE: ./src/material/key-pair.ts




/**
 * Certificate with its private key: PEM (both parts, any order, encrypted keys too) or base64 PFX.
 * Masks every derived form through `masker` before returning.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password, not RSA, below 2048 bits,
 * one part missing) and `certificate-mismatch`. Does not look at validity: `assertValidNow` does.
 */
async function openKeyPair(input, masker) {
    return pairOf(input.name, await openMaterial(input, masker, "needed"));
}
/** The pair in opened material; throws as {@link openKeyPair} does. */
function pairOf(name, found) {
    const { privateKey, certificates } = found;
    if (privateKey === undefined) {
        throw found.pfx === undefined
            ? (0,problem/* problem */.CC)(name, "holds a CERTIFICATE and no private key.", "Paste both parts into one value, in any order, or give a base64 PFX with the key.")
            : (0,problem/* problem */.CC)(name, "the PFX holds no private key.", "Export it again together with its private key.");
    }
    const tooLarge = assertRsa(name, privateKey);
    if (certificates.length === 0) {
        throw (0,problem/* problem */.CC)(name, "holds a PRIVATE KEY and no certificate.", "Paste the certificate (BEGIN CERTIFICATE) into the same value, in any order, or give a base64 PFX with both.");
    }
    const { certificate, warnings } = (0,material_certificate/* certificateOfKey */.CA)(name, privateKey, certificates);
    assertSigns(name, privateKey, certificate.publicKey);
    return {
        pair: {
            privateKey,
            certificate,
            chain: certificates.filter((one) => one !== certificate),
            thumbprint: (0,material_certificate/* thumbprintOf */.rK)(certificate),
        },
        warnings: [...found.warnings, ...tooLarge, ...warnings],
    };
}

;// CONCATENATED MODULE: ./src/config/sign-in.ts






const CREDENTIALS = [
    "client-certificate",
    "client-secret",
    "access-token",
];
/** Exactly one credential: a certificate, a secret, a ready token, or (none of them) GitHub's OIDC token. */
async function parseSignIn(inputs, context) {
    const given = CREDENTIALS.filter((name) => inputs.has(name));
    if (given.length > 1) {
        throw (0,errors/* inputError */.X)(given[1] ?? "", `stands beside ${given[0] ?? ""}: two ways to sign in.`, "Give exactly one of client-certificate, client-secret and access-token, or none of them for GitHub OIDC.", "input-conflict");
    }
    const accessToken = inputs.secret("access-token");
    if (accessToken !== undefined)
        return readyToken(inputs, accessToken, context);
    const client = { tenantId: parseTenantId(inputs), clientId: parseClientId(inputs) };
    const secret = inputs.secret("client-secret");
    if (secret !== undefined)
        return { kind: "client-secret", secret: checkClientSecret(secret), ...client };
    const certificate = inputs.secret("client-certificate");
    if (certificate !== undefined) {
        const { pair, warnings } = await openKeyPair({
            name: "client-certificate",
            text: certificate,
            passwordName: "client-certificate-password",
            password: inputs.secret("client-certificate-password"),
        }, context.masker);
        for (const warning of warnings)
            context.log.warning(warning);
        (0,material_certificate/* assertValidNow */.Zi)("client-certificate", pair.certificate, context.nowMs);
        return { kind: "certificate", pair, ...client };
    }
    return {
        kind: "oidc",
        audience: parseAudience(inputs, context.endpoints),
        oidc: requireOidc(context.environment),
        ...client,
    };
}
/** For the log: who signed in, and how. */
function describeSignIn(signIn) {
    switch (signIn.kind) {
        case "access-token":
            return "Using the access token of an earlier step.";
        case "oidc":
            return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with GitHub's OIDC token.`;
        case "certificate":
            return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with certificate ${signIn.pair.thumbprint}.`;
        case "client-secret":
            return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with a client secret.`;
    }
}
function readyToken(inputs, given, context) {
    const text = (0,secrets_secret/* reveal */._c)(given).replace(/^Bearer\s+/i, "");
    if (/[^\x21-\x7e]/.test(text)) {
        throw (0,errors/* inputError */.X)("access-token", "holds blanks or characters that no token has.", "Give the token alone, on one line.");
    }
    // Without the word before it, it is another text to the masker.
    context.masker.text(text);
    const token = new secrets_secret/* Secret */.zh(text, "access-token");
    const claims = (0,auth_claims/* readClaims */.I)(token);
    if (claims?.expiresOn !== undefined && (claims.expiresOn + 300) * 1000 < context.nowMs) {
        throw (0,errors/* inputError */.X)("access-token", `expired ${new Date(claims.expiresOn * 1000).toISOString().slice(0, 16)}Z.`, "Get a new token in the step before this one.");
    }
    const audience = claims?.audience;
    if (audience?.startsWith("https://") &&
        URL.canParse(audience) &&
        !context.endpoints.overridden &&
        new URL(audience).origin !== context.endpoints.graphOrigin) {
        throw (0,errors/* inputError */.X)("access-token", `is a token for ${shown(audience)}, not for Microsoft Graph.`, `Ask for the scope ${context.endpoints.graphOrigin}/.default.`);
    }
    return {
        kind: "access-token",
        token,
        ...(inputs.has("tenant-id") ? { tenantId: parseTenantId(inputs) } : {}),
        ...(inputs.has("client-id") ? { clientId: parseClientId(inputs) } : {}),
    };
}
function parseTenantId(inputs) {
    const text = inputs.requireText("tenant-id", "Give the tenant's GUID or one of its verified domains.");
    if (/^(common|organizations|consumers)$/i.test(text)) {
        throw (0,errors/* inputError */.X)("tenant-id", `\`${text}\` is no tenant: an application signs in to one tenant.`, "Give the tenant's GUID or one of its verified domains.");
    }
    if (/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(text))
        return text.toLowerCase();
    return parseGuid("tenant-id", text);
}
function parseClientId(inputs) {
    return parseGuid("client-id", inputs.requireText("client-id", "Give the Application (client) ID that the workflow signs in as."));
}
/** The portal shows a secret's id beside its value, and people copy the wrong one. */
function checkClientSecret(secret) {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test((0,secrets_secret/* reveal */._c)(secret))) {
        throw (0,errors/* inputError */.X)("client-secret", "is a GUID: that is the secret's id, not its value.", 'Copy the column "Value"; it is shown only right after the secret was made.');
    }
    return secret;
}
function parseAudience(inputs, endpoints) {
    const audience = inputs.text("audience") ?? endpoints.cloud.federatedAudience;
    if (audience !== undefined)
        return audience;
    throw (0,errors/* inputError */.X)("audience", `is missing, and none is documented for the cloud ${endpoints.cloud.name}.`, "Give the audience that the application's federated credential names.", "input-missing");
}
function requireOidc(environment) {
    if (environment.oidc !== undefined)
        return environment.oidc;
    const fork = environment.eventName === "pull_request" ? " A pull request from a fork gets no OIDC token at all." : "";
    throw new errors/* ActionError */.l({
        code: "oidc-unavailable",
        blame: "input",
        what: "GitHub's OIDC token is not available to this job, and no client-certificate, client-secret or access-token was given.",
        remedy: `Add \`permissions: { id-token: write }\` to the job, or give one of those inputs.${fork}`,
    });
}

// EXTERNAL MODULE: ./src/graph/client.ts
var client = __nccwpck_require__(2561);
// EXTERNAL MODULE: ./src/graph/refused.ts
var refused = __nccwpck_require__(4332);
;// CONCATENATED MODULE: ./src/graph/urls.ts
/**
 * Every URL of Graph that this action calls is made here.
 *
 * Ids are checked before (`config/`), encoded here, and the finished path is compared with
 * the intended one: `..` survives encoding, and `new URL` would climb.
 */
class GraphUrls {
    #origin;
    constructor(origin) {
        this.#origin = origin;
    }
    keySets() {
        return this.#make("beta", ["trustFramework", "keySets"]);
    }
    /** `action` is the last segment: `generateKey`, `keys_v2`, … */
    keySet(keySetId, ...action) {
        return this.#make("beta", [
            "trustFramework",
            "keySets",
            encodeURIComponent(keySetId),
            ...action.map(encodeURIComponent),
        ]);
    }
    /** All applications, or all service principals. */
    objects(kind, query) {
        return this.#make("v1.0", [kind === "application" ? "applications" : "servicePrincipals"], query);
    }
    /** The application or service principal itself, or an action on it. */
    object(target, action, query) {
        const collection = target.kind === "application" ? "applications" : "servicePrincipals";
        const address = target.appId === undefined
            ? [collection, encodeURIComponent(target.objectId ?? "")]
            : [`${collection}(appId='${encodeURIComponent(target.appId)}')`];
        return this.#make("v1.0", [...address, ...(action === undefined ? [] : [action])], query);
    }
    #make(version, segments, query = {}) {
        const path = `/${version}/${segments.join("/")}`;
        const url = new URL(path, this.#origin);
        if (url.pathname !== path)
            throw new TypeError("a Graph URL did not come out as it was meant");
        for (const [name, value] of Object.entries(query))
            url.searchParams.set(name, value);
        return url;
    }
}

;// CONCATENATED MODULE: ./src/inputs/environment.ts

function readEnvironment(env, masker) {
    const value = (name) => env[name]?.trim() || undefined;
    for (const name of ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]) {
        maskPassword(value(name), masker);
    }
    return {
        oidc: readOidc(value("ACTIONS_ID_TOKEN_REQUEST_URL"), value("ACTIONS_ID_TOKEN_REQUEST_TOKEN"), masker),
        repository: value("GITHUB_REPOSITORY"),
        repositoryId: value("GITHUB_REPOSITORY_ID"),
        runId: value("GITHUB_RUN_ID"),
        runAttempt: value("GITHUB_RUN_ATTEMPT"),
        runnerName: value("RUNNER_NAME"),
        eventPath: value("GITHUB_EVENT_PATH"),
        apiUrl: value("GITHUB_API_URL"),
        eventName: value("GITHUB_EVENT_NAME"),
        tempDirectory: value("RUNNER_TEMP"),
    };
}
/** A proxy's password, as it is written in the URL and decoded. */
function maskPassword(url, masker) {
    const password = url === undefined ? undefined : /^(?:https?:\/\/)?[^/@]*?:([^/]*)@/i.exec(url)?.[1];
    if (password === undefined)
        return;
    masker.text(password);
    try {
        masker.text(decodeURIComponent(password));
    }
    catch {
        // A bare percent sign: there is nothing to decode.
    }
}
function readOidc(url, token, masker) {
    if (url === undefined || token === undefined || !URL.canParse(url))
        return undefined;
    masker.text(token);
    return { url: new URL(url), requestToken: new secrets_secret/* Secret */.zh(token, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") };
}

;// CONCATENATED MODULE: ./src/inputs/names.ts
/**
 * Every input of the action. `action.yml` and the README's tables list the same names
 * (a test compares the three).
 */
const INPUTS = {
    operation: "text",
    "key-set-id": "text",
    "application-object-id": "text",
    "app-id": "text",
    "service-principal-object-id": "text",
    "service-principal-app-id": "text",
    "tenant-id": "text",
    "client-id": "text",
    "client-certificate": "material",
    "client-certificate-password": "exact-secret",
    "client-secret": "secret",
    "access-token": "secret",
    audience: "text",
    cloud: "text",
    "authority-url": "text",
    "graph-url": "text",
    "proof-certificate": "material",
    "proof-certificate-password": "exact-secret",
    "proof-issuer": "text",
    secret: "exact-secret",
    "secret-file": "text",
    "secret-output-file": "text",
    certificate: "material",
    "certificate-password": "exact-secret",
    "key-credential-type": "text",
    "display-name": "text",
    "key-type": "text",
    "key-use": "text",
    "not-before": "text",
    "expires-on": "text",
    "key-id": "text",
    "allow-self": "text",
    "allow-unverified": "text",
    "create-key-set": "text",
    confirm: "text",
    "dry-run": "text",
    "check-operation": "text",
    "report-scope": "text",
    "warn-before": "text",
    "fail-before": "text",
    timeout: "text",
    credential: "text",
    "current-secret": "secret",
    "rotation-name": "text",
    "rotate-before": "text",
    force: "text",
    validity: "text",
    "key-size": "text",
    overlap: "text",
    lead: "text",
    "retire-due": "text",
    "retire-key-ids": "text",
    "retire-initial": "text",
    "emergency-key-id": "text",
    "deliver-to": "text",
    "deliver-as": "text",
    "deliver-password": "exact-secret",
    "github-token": "secret",
    "github-api-url": "text",
    "key-vault-url": "text",
    "prove-timeout": "text",
};
/** Inputs that every operation understands: sign-in, cloud and the run itself. */
const COMMON_INPUTS = [
    "operation",
    "tenant-id",
    "client-id",
    "client-certificate",
    "client-certificate-password",
    "client-secret",
    "access-token",
    "audience",
    "cloud",
    "authority-url",
    "graph-url",
    "timeout",
    // Only rotations read it, but it has a default in action.yml, so every step gives it.
    "github-api-url",
];

;// CONCATENATED MODULE: ./src/inputs/read.ts





/** The runner masks nothing shorter without wrecking the log (docs/design.md, "Masking"). */
const SHORTEST_SECRET = 8;
const PREFIX = "INPUT_";
/** GitHub's secrets end at 48 KB; a PFX with its chain in base64 fits. Nothing here is larger. */
const LONGEST_INPUT = 1024 * 1024;
/**
 * Reads `INPUT_*` once, masks the secrets among them, and takes those out of `env`, so that
 * nothing later in this process can read them there.
 *
 * Refuses unknown names, values copied from a log (`***`), unresolved expressions, and
 * secrets too short to be masked.
 */
function readInputs(env, masker) {
    const raw = takeFromEnvironment(env);
    // Masked before anything is refused: no later message may be the first to hold a secret.
    for (const [name, value] of raw) {
        if (isInputName(name) && isSecret(INPUTS[name]) && !isPlaceholder(value))
            masker.text(value);
    }
    const values = new Map();
    for (const [name, value] of raw) {
        if (!isInputName(name))
            throw unknownInput(name);
        const input = readOne(name, value);
        if (input !== undefined)
            values.set(name, input);
    }
    return new Inputs(values);
}
function takeFromEnvironment(env) {
    const raw = new Map();
    for (const [variable, value] of Object.entries(env)) {
        if (!variable.toUpperCase().startsWith(PREFIX) || value === undefined)
            continue;
        const name = variable.slice(PREFIX.length).toLowerCase();
        if (!isInputName(name) || isSecret(INPUTS[name]))
            Reflect.deleteProperty(env, variable);
        if (value.trim() !== "")
            raw.set(name, value);
    }
    return raw;
}
function readOne(name, value) {
    const kind = INPUTS[name];
    if (value.length > LONGEST_INPUT) {
        throw (0,errors/* inputError */.X)(name, `is ${String(value.length)} characters long.`, "Give the value itself, not a file or an archive.");
    }
    if (isPlaceholder(value))
        throw placeholder(name, value.trim());
    if (!isSecret(kind))
        return value.trim();
    const text = kind === "exact-secret" ? value : value.trim();
    assertUsableSecret(name, text);
    return new secrets_secret/* Secret */.zh(text, name);
}
/** Refuses what was copied from a log, what nobody evaluated, and what is too short to be masked. */
function assertUsableSecret(name, text) {
    if (isPlaceholder(text))
        throw placeholder(name, text.trim());
    const { length } = text.trim();
    if (length < SHORTEST_SECRET)
        throw tooShort(name, length);
}
function isInputName(name) {
    return Object.hasOwn(INPUTS, name);
}
function isSecret(kind) {
    return kind !== "text";
}
/** A value copied from a masked log, or an expression that nobody evaluated. */
function isPlaceholder(value) {
    return /^(\*{3,}|\$\{\{[^]*\}\}|\$\([\w.-]+\))$/.test(value.trim());
}
function placeholder(name, value) {
    return value.startsWith("*")
        ? (0,errors/* inputError */.X)(name, "is literally `***`: it was copied from a log.", "Give the secret itself.")
        : (0,errors/* inputError */.X)(name, "is an expression that was not evaluated.", "Write `${{ secrets.NAME }}` in the step's `with:`, unquoted and with the right prefix.");
}
function tooShort(name, length) {
    return (0,errors/* inputError */.X)(name, `has only ${String(length)} characters, which cannot be masked in the log without masking half of it.`, `Use a secret of ${String(SHORTEST_SECRET)} characters or more.`);
}
function unknownInput(name) {
    const suggestion = nearest(name, Object.keys(INPUTS));
    return new errors/* ActionError */.l({
        code: "input-unknown",
        blame: "input",
        what: `unknown input \`${name.slice(0, 60)}\`.`,
        remedy: suggestion === undefined
            ? "The README lists every input; remove this one."
            : `Did you mean \`${suggestion}\`?`,
    });
}

;// CONCATENATED MODULE: ./src/config/display-name.ts

/** Graph cuts longer names silently. */
const LONGEST = 90;
function parseDisplayName(inputs) {
    const name = inputs.text("display-name");
    if (name !== undefined && name.length > LONGEST) {
        throw (0,errors/* inputError */.X)("display-name", `is ${String(name.length)} characters long; Graph keeps ${String(LONGEST)}.`, "Shorten it.");
    }
    return name;
}
/** Says who made the credential, so that the portal shows it. */
function defaultDisplayName(environment) {
    const repository = environment.repository === undefined ? "" : ` ${environment.repository}`;
    const run = environment.runId === undefined ? "" : ` run ${environment.runId}`;
    return `graph-keyroll${repository}${run}`.slice(0, LONGEST);
}

;// CONCATENATED MODULE: ./src/config/proof.ts



/** `proof-certificate`, else the certificate that signs in. */
async function parseProof(inputs, signIn, masker, nowMs, log) {
    const issuer = inputs.text("proof-issuer");
    const text = inputs.secret("proof-certificate");
    if (text === undefined) {
        if (signIn.kind !== "certificate") {
            throw missing("proof-certificate", "Give a valid certificate of the object, with its private key: this call needs a proof of possession, and signing in without a certificate does not replace it.");
        }
        return { pair: signIn.pair, issuer };
    }
    const { pair, warnings } = await openKeyPair({
        name: "proof-certificate",
        text,
        passwordName: "proof-certificate-password",
        password: inputs.secret("proof-certificate-password"),
    }, masker);
    for (const warning of warnings)
        log.warning(warning);
    (0,material_certificate/* assertValidNow */.Zi)("proof-certificate", pair.certificate, nowMs);
    return { pair, issuer };
}

;// CONCATENATED MODULE: ./src/config/characters.ts

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
    throw (0,errors/* inputError */.X)(name, `has a character that is not allowed at position ${String(bad + 1)} (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}).`, remedy);
}

;// CONCATENATED MODULE: ./src/config/key-set-id.ts


const key_set_id_PREFIX = "B2C_1A_";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const key_set_id_LONGEST = 256;
/**
 * The id as the service spells it: `B2C_1A_` in front, once. A GUID stays as it is.
 *
 * The characters are held to a list: `..` survives URL encoding and would climb the path.
 */
function parseKeySetId(text) {
    refuseOtherCharacters("key-set-id", text, /^[A-Za-z0-9_-]$/, "A key set's id has letters, digits, _ and - only.");
    const prefixed = text.slice(0, key_set_id_PREFIX.length).toUpperCase() === key_set_id_PREFIX;
    const name = prefixed ? text.slice(key_set_id_PREFIX.length) : text;
    if (name === "")
        throw (0,errors/* inputError */.X)("key-set-id", "is the prefix alone.", `Give the whole id, such as ${key_set_id_PREFIX}TokenSigningKeyContainer.`);
    if (name.length > key_set_id_LONGEST)
        throw (0,errors/* inputError */.X)("key-set-id", `is ${String(text.length)} characters long.`, `Use at most ${String(key_set_id_LONGEST)}.`);
    return GUID.test(text) ? text : key_set_id_PREFIX + name;
}

;// CONCATENATED MODULE: ./src/config/target.ts



const KEY_SET_INPUTS = ["key-set-id"];
const OBJECT_INPUTS = [
    "application-object-id",
    "app-id",
    "service-principal-object-id",
    "service-principal-app-id",
];
/** The key set; refuses an application or a service principal beside it. */
function parseKeySetTarget(inputs, log) {
    refuseOtherTargets(inputs, OBJECT_INPUTS, "key-set-id", "addresses a key set");
    const text = inputs.requireText("key-set-id", "Give the id of the key set, with or without B2C_1A_.");
    const keySetId = parseKeySetId(text);
    if (keySetId !== text)
        log.notice(`key-set-id: using key set ${keySetId}.`);
    return { keySetId };
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
    const objectId = objectText === undefined ? undefined : parseGuid(objectInput, objectText);
    const appId = appText === undefined ? undefined : parseGuid(appInput, appText);
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

// EXTERNAL MODULE: ./src/graph/objects.ts
var objects = __nccwpck_require__(1828);
;// CONCATENATED MODULE: ./src/material/public-certificate.ts





/**
 * The certificate to upload: PEM, base64 DER, or base64 PFX. A private key that comes along is
 * masked and only used to choose the right certificate; an encrypted PEM key without password
 * is left alone.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password of a PFX, not RSA, below
 * 2048 bits, only a private key, several certificates and no key to choose by) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPublicCertificate(input, masker) {
    const found = await openMaterial(input, masker, "optional");
    const { certificate, warnings } = choose(input, found);
    const tooLarge = assertRsa(input.name, certificate.publicKey);
    return {
        certificate: {
            certificate,
            thumbprint: (0,material_certificate/* thumbprintOf */.rK)(certificate),
            pfx: found.pfx === undefined ? undefined : new secrets_secret/* Secret */.zh(found.pfx.toString("base64"), input.name),
            privateKey: found.privateKey,
        },
        warnings: [...found.warnings, ...warnings, ...tooLarge],
    };
}
function choose({ name, passwordName }, { certificates, privateKey, lockedKey }) {
    const [certificate, second] = certificates;
    if (certificate === undefined) {
        throw (0,problem/* problem */.CC)(name, "holds a PRIVATE KEY and no certificate.", "Give the public certificate (BEGIN CERTIFICATE) that was issued for this key; the key is not needed here.");
    }
    if (privateKey !== undefined)
        return (0,material_certificate/* certificateOfKey */.CA)(name, privateKey, certificates);
    if (second === undefined)
        return { certificate, warnings: [] };
    throw (0,problem/* problem */.CC)(name, `${String(certificates.length)} certificates and no private key to choose by: ${(0,material_certificate/* subjects */.yo)(certificates)}.`, lockedKey
        ? `Give only the one to upload, or set \`${passwordName}\` so that its key can be read.`
        : "Give only the one to upload.");
}

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __nccwpck_require__(331);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __nccwpck_require__(8614);
;// CONCATENATED MODULE: ./src/operations/add-key.ts











const KEY_TYPES = ["AsymmetricX509Cert", "X509CertAndPassword"];
/** Adds a certificate to an application or service principal: `POST /v1.0/…/addKey` with proof of possession. */
const addKey = {
    name: "add-key",
    needs: permissions/* ROLL_KEYS */.lz,
    inputs: [
        ...OBJECT_INPUTS,
        "proof-certificate",
        "proof-certificate-password",
        "proof-issuer",
        "certificate",
        "certificate-password",
        "key-credential-type",
        "display-name",
        "dry-run",
    ],
    async configure({ inputs, environment, signIn, masker, nowMs, log }) {
        const target = parseObjectTarget(inputs, signIn.clientId);
        const keyType = oneOf(inputs, "key-credential-type", KEY_TYPES) ?? "AsymmetricX509Cert";
        const displayName = parseDisplayName(inputs) ?? defaultDisplayName(environment);
        const proof = await parseProof(inputs, signIn, masker, nowMs, log);
        const { certificate, warnings } = await openPublicCertificate({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give the new certificate: PEM, base64 DER, or base64 PFX."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,material_certificate/* assertNotExpired */.Hj)("certificate", certificate.certificate, nowMs);
        if (certificate.certificate.validFromDate.getTime() > nowMs) {
            log.warning(`certificate: is valid only from ${certificate.certificate.validFromDate.toISOString()} on.`);
        }
        return {
            operation: "add-key",
            target,
            proof,
            certificate,
            displayName,
            dryRun: flag(inputs, "dry-run"),
            body: credentialBody(keyType, certificate, displayName, inputs),
        };
    },
    async run(config, context) {
        const { graph, urls, log } = context;
        const { target, certificate } = config;
        const where = (0,object_access/* describeTarget */.ff)(target);
        const issuer = config.proof.issuer ?? (await (0,object_access/* proofIssuer */.GT)(target, context));
        const { thumbprint } = certificate;
        if (config.dryRun) {
            await checkDryRun(config, context);
            return {
                operation: config.operation,
                headline: `Would add certificate ${thumbprint} to ${where}.`,
                changed: false,
                planned: [
                    {
                        method: "POST",
                        url: urls.object(target, "addKey"),
                        body: { ...config.body, ...(await proofBody(config, issuer, context)) },
                    },
                ],
                key: certificateFacts(certificate, undefined),
            };
        }
        const added = await (0,objects/* addKey */.Fx)(graph, urls, {
            target,
            doing: `add certificate ${thumbprint} to ${where}`,
            body: config.body,
            proof: () => proofBody(config, issuer, context),
            thumbprint,
            explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, target, config.proof, context),
        });
        const keyId = added.keyId ?? (await findKeyId(config, context));
        if (keyId === undefined)
            log.notice("The service did not say the new key's id, and the caller may not read the object: key-id is empty.");
        return {
            operation: config.operation,
            headline: `Added certificate ${thumbprint} to ${where}.`,
            changed: true,
            key: certificateFacts(certificate, { ...added, keyId }),
        };
    },
};
function credentialBody(keyType, certificate, displayName, inputs) {
    if (keyType === "AsymmetricX509Cert") {
        return {
            // Standard base64 with padding, of the whole certificate: base64url is refused.
            keyCredential: {
                type: keyType,
                usage: "Verify",
                key: certificate.certificate.raw.toString("base64"),
                displayName,
            },
            passwordCredential: null,
        };
    }
    if (certificate.pfx === undefined) {
        throw (0,errors/* inputError */.X)("certificate", "must be a PFX for key-credential-type X509CertAndPassword.", "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`.");
    }
    const password = inputs.requireSecret("certificate-password", "An X509CertAndPassword credential is sent with the password of its PFX.");
    return {
        keyCredential: { type: keyType, usage: "Sign", key: certificate.pfx, displayName },
        passwordCredential: { secretText: password },
    };
}
async function proofBody(config, issuer, { prover }) {
    return { proof: await prover.prove(config.proof.pair, issuer) };
}
/** Where the caller may read: the proof's certificate is on the object, and the new one is not there yet. */
async function checkDryRun({ target, proof, certificate }, { graph, urls, log }) {
    try {
        const { keyCredentials } = await (0,objects/* readObject */.Ag)(graph, urls, target);
        const has = (thumbprint) => keyCredentials.some((credential) => credential.thumbprint === thumbprint);
        if (!has(proof.pair.thumbprint)) {
            log.warning(`The certificate that signs the proof (${proof.pair.thumbprint}) is not on ${(0,object_access/* describeTarget */.ff)(target)}: addKey would be refused.`);
        }
        if (has(certificate.thumbprint))
            log.warning(`Certificate ${certificate.thumbprint} is on ${(0,object_access/* describeTarget */.ff)(target)} already.`);
    }
    catch (error) {
        if (!(error instanceof refused/* GraphRefused */.p))
            throw error;
        if (!error.isForbidden)
            throw (0,refused/* explainRefusal */.G)(error, `read ${(0,object_access/* describeTarget */.ff)(target)}`, permissions/* READ_OBJECTS */.Yc);
        log.notice("The caller may not read the object: its certificates were not compared.");
    }
}
/** After an answer without `keyId`: one look, which the caller may not be allowed. */
async function findKeyId(config, { graph, urls }) {
    try {
        const found = await (0,objects/* lookForCertificate */.Yb)(graph, urls, {
            target: config.target,
            thumbprint: config.certificate.thumbprint,
        });
        return found.kind === "found" ? found.value.keyId : undefined;
    }
    catch (error) {
        if (error instanceof refused/* GraphRefused */.p)
            return undefined;
        throw error;
    }
}
function certificateFacts({ certificate, thumbprint }, added) {
    return {
        keyId: added?.keyId,
        notBefore: added?.notBefore ?? Math.floor(certificate.validFromDate.getTime() / 1000),
        expiresOn: added?.expiresOn ?? Math.floor(certificate.validToDate.getTime() / 1000),
        thumbprint,
    };
}

// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __nccwpck_require__(154);
;// CONCATENATED MODULE: ./src/config/instant.ts


/** 2100-01-01: a larger number of seconds is one of milliseconds. */
const LATEST_SECONDS = 4_102_444_800;
/** 2001-09-09: a smaller number is not a date that anybody means. */
const EARLIEST_SECONDS = 1_000_000_000;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
/**
 * ISO 8601 with a zone, a date alone (00:00Z), epoch **seconds**, or a duration from now.
 *
 * An own parser, because `Date.parse` turns `2026-02-30` into 2 March, reads a time without
 * zone as the runner's local time, and takes `90` for the year 1990.
 */
function parseInstant(input, text, nowMs) {
    const duration = parseDuration(text);
    if (duration !== undefined) {
        return { epochSeconds: Math.floor(nowMs / 1000) + duration, relative: true };
    }
    if (/^\d+$/.test(text) && text.length !== 8)
        return { epochSeconds: epochSeconds(input, text), relative: false };
    const match = DATE_TIME.exec(text);
    if (match === null)
        throw (0,errors/* inputError */.X)(input, "is not a date that can be read without guessing.", remedyFor(text));
    return { epochSeconds: dateSeconds(input, match), relative: false };
}
function epochSeconds(input, text) {
    const value = Number(text);
    if (value > LATEST_SECONDS) {
        const seconds = Math.floor(value / 1000);
        const meant = seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS
            ? ` Did you mean ${String(seconds)} (${new Date(seconds * 1000).toISOString().slice(0, 16)}Z)?`
            : "";
        throw (0,errors/* inputError */.X)(input, `${text.slice(0, 20)} looks like milliseconds.`, `Epoch times are in seconds.${meant}`);
    }
    if (value < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, `${text} is not a plausible time in epoch seconds.`, "Use ISO 8601, or a duration such as 90d or P90D.");
    }
    return value;
}
function dateSeconds(input, match) {
    const [year, month, day, hour, minute, second] = match
        .slice(1, 7)
        .map((part) => Number(part ?? 0));
    const zone = match[7];
    if (month < 1 || month > 12)
        throw (0,errors/* inputError */.X)(input, `there is no month ${String(month)}.`, "Use ISO 8601: year-month-day.");
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (day < 1 || day > days) {
        const name = new Date(Date.UTC(year, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
        throw (0,errors/* inputError */.X)(input, `${name} ${String(year)} has ${String(days)} days.`, "Correct the day.");
    }
    if (hour > 23 || minute > 59 || second > 59) {
        throw (0,errors/* inputError */.X)(input, "the time of day is out of range.", "Use 00:00:00 to 23:59:59.");
    }
    if (match[4] !== undefined && zone === undefined) {
        const withZone = `${match[0].replace(" ", "T")}Z`;
        throw (0,errors/* inputError */.X)(input, "has a time and no time zone.", `Add one, such as ${withZone}.`);
    }
    const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - zoneSeconds(input, zone);
    // A year below 100 is taken as one of the last century by Date.UTC.
    if (year < 2000 || seconds < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, "lies too far in the past to be meant.", "Use a later date.");
    }
    if (seconds > LATEST_SECONDS)
        throw (0,errors/* inputError */.X)(input, "lies after the year 2100.", "Use an earlier date.");
    return seconds;
}
function zoneSeconds(input, zone) {
    if (zone === undefined || zone.toUpperCase() === "Z")
        return 0;
    const sign = zone.startsWith("-") ? -1 : 1;
    const digits = zone.replace(/\D/g, "");
    const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
    if (hours > 14 || minutes > 59) {
        throw (0,errors/* inputError */.X)(input, "the time zone is out of range.", "Use Z, or an offset of -14:00 to +14:00.");
    }
    return sign * (hours * 3_600 + minutes * 60);
}
function remedyFor(text) {
    if (/^[-P]/i.test(text) || /^\d+\s*[a-z]+$/i.test(text))
        return durationRemedy(text);
    return "Use ISO 8601 with a zone (2027-01-31T00:00:00Z), a date (2027-01-31), epoch seconds, or a duration such as 90d or P90D.";
}

;// CONCATENATED MODULE: ./src/config/validity.ts



const SHORTEST_SECONDS = 3_600;
/** `not-before` and `expires-on`, and that they make sense together and now. */
function parseValidity(inputs, nowMs) {
    const notBeforeText = inputs.text("not-before");
    const expiresOnText = inputs.text("expires-on");
    const notBefore = notBeforeText === undefined ? undefined : parseInstant("not-before", notBeforeText, nowMs);
    const expiresOn = expiresOnText === undefined ? undefined : parseInstant("expires-on", expiresOnText, nowMs);
    const nowSeconds = Math.floor(nowMs / 1000);
    if (expiresOn !== undefined) {
        if (expiresOn.epochSeconds <= nowSeconds) {
            throw (0,errors/* inputError */.X)("expires-on", `lies in the past (${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)}).`, "Give a later date, or a duration such as 90d.");
        }
        const start = notBefore?.epochSeconds ?? nowSeconds;
        if (expiresOn.epochSeconds <= start) {
            throw (0,errors/* inputError */.X)("expires-on", `${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)} is not after not-before (${(0,iso_time/* isoSeconds */.n)(start)}).`, "Let the key expire after it becomes active.");
        }
        if (expiresOn.epochSeconds < start + SHORTEST_SECONDS) {
            throw (0,errors/* inputError */.X)("expires-on", "is less than an hour after the key becomes active.", "Give it an hour or more.");
        }
    }
    return {
        notBefore: notBefore?.epochSeconds,
        expiresOn: expiresOn?.epochSeconds,
        relative: notBefore?.relative === true || expiresOn?.relative === true,
    };
}

// EXTERNAL MODULE: ./src/files/secret-output-file.ts
var secret_output_file = __nccwpck_require__(8648);
;// CONCATENATED MODULE: ./src/operations/add-password.ts









/** Of a secret whose end nobody chose: the service's own two years trip most policies. */
const DEFAULT_LIFETIME_SECONDS = 180 * 86_400;
/**
 * Has the service make a client secret for an application or service principal
 * (`POST /v1.0/…/addPassword`) and writes it to a file: it is shown once, and an output or a
 * log is no place for it.
 */
const addPassword = {
    name: "add-password",
    needs: permissions/* WRITE_OBJECTS */.NH,
    inputs: [...OBJECT_INPUTS, "display-name", "not-before", "expires-on", "secret-output-file", "dry-run"],
    configure({ inputs, environment, signIn, nowMs }) {
        const validity = parseValidity(inputs, nowMs);
        return Promise.resolve({
            operation: "add-password",
            target: parseObjectTarget(inputs, signIn.clientId),
            displayName: parseDisplayName(inputs) ?? defaultDisplayName(environment),
            notBefore: validity.notBefore,
            expiresOn: validity.expiresOn,
            datesMayRecur: validity.notBefore !== undefined && !validity.relative,
            output: (0,secret_output_file/* parseSecretOutputFile */.j)("secret-output-file", inputs.requireText("secret-output-file", "The service shows a new secret once: say which file below RUNNER_TEMP it goes to, such as ${{ runner.temp }}/new-secret."), environment.tempDirectory),
            dryRun: flag(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const password = await newPassword(config, context);
        if (config.dryRun)
            return dryRun(config, password, context);
        // Before there is a secret: a full disk or a forbidden path costs nothing yet.
        const file = new secret_output_file/* SecretOutputFile */.o(config.output);
        let finished = false;
        try {
            const result = await addAndWrite(password, file, context);
            finished = true;
            return result;
        }
        finally {
            if (!finished)
                file.discard();
        }
    },
};
async function addAndWrite(password, file, context) {
    const { graph, urls, log } = context;
    const { target } = password;
    const made = await (0,objects/* addPassword */.nR)(graph, urls, password);
    try {
        file.fill(made.secret);
    }
    catch (error) {
        log.step(`Client secret ${made.keyId} could not be written to its file: removing it again.`);
        await (0,objects/* discardPassword */.e)(graph, urls, target, made.keyId, "its value could not be written");
        throw error;
    }
    log.step(`Wrote the new client secret to ${file.path}.`);
    if (made.answersWereLost)
        await (0,objects/* removeStrayPasswords */.qS)(graph, urls, password, made);
    return {
        operation: "add-password",
        headline: `Added client secret ${made.keyId} to ${(0,object_access/* describeTarget */.ff)(target)}, until ${(0,iso_time/* isoSeconds */.n)(made.expiresOn)}.`,
        changed: true,
        key: { keyId: made.keyId, notBefore: made.notBefore, expiresOn: made.expiresOn },
    };
}
async function newPassword(config, context) {
    const { target, displayName } = config;
    const notBefore = config.notBefore ?? Math.floor(context.graph.network.serviceClock.now() / 1000);
    // Name and dates are how a secret is found again whose answer was lost. Where an earlier
    // secret may have the same, only its id tells the two apart.
    const before = config.datesMayRecur ? await (0,object_access/* readObjectIfPermitted */.Ff)(target, context) : undefined;
    return {
        target,
        doing: `add a client secret named "${displayName}" to ${(0,object_access/* describeTarget */.ff)(target)}`,
        displayName,
        notBefore,
        expiresOn: config.expiresOn ?? notBefore + DEFAULT_LIFETIME_SECONDS,
        known: (before?.passwordCredentials ?? []).flatMap(({ keyId }) => keyId ?? []),
        masker: context.masker,
        explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, target, undefined, context),
    };
}
async function dryRun(config, password, context) {
    const { target } = config;
    const object = await (0,object_access/* readObjectIfPermitted */.Ff)(target, context);
    if (object === undefined)
        context.log.notice("The caller may not read the object: that it exists was not checked.");
    return {
        operation: config.operation,
        headline: `Would add a client secret to ${(0,object_access/* describeTarget */.ff)(target)}, until ${(0,iso_time/* isoSeconds */.n)(password.expiresOn)}, and write it to ${config.output.path}.`,
        changed: false,
        planned: [
            { method: "POST", url: context.urls.object(target, "addPassword"), body: (0,objects/* passwordBody */.m4)(password) },
        ],
        key: { notBefore: password.notBefore, expiresOn: password.expiresOn },
    };
}

// EXTERNAL MODULE: ./src/service-text.ts
var service_text = __nccwpck_require__(8114);
;// CONCATENATED MODULE: ./src/operations/check/federated.ts

/**
 * What the federated credential must say for this very job, and the subject's other form:
 * repositories made, renamed or moved since 2026-07-15 have ids in theirs (docs/service-facts.md, "GitHub's OIDC token").
 */
function describeFederation(claims) {
    const issuer = federated_shown(claims.issuer);
    const subject = federated_shown(claims.subject);
    const audience = federated_shown(claims.audience);
    const other = otherForm(claims);
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
        return federated_shown(`repo:${withIds[1] ?? ""}/${withIds[2] ?? ""}${withIds[3] ?? ""}`);
    }
    const without = /^repo:([^/:@]+)\/([^/:@]+)(:.*)?$/.exec(subject);
    // A customised subject is whatever its owner made of it.
    if (without === null || repositoryId === undefined || ownerId === undefined)
        return undefined;
    return federated_shown(`repo:${without[1] ?? ""}@${ownerId}/${without[2] ?? ""}@${repositoryId}${without[3] ?? ""}`);
}
function federated_shown(claim) {
    return claim === undefined ? "(none)" : cleanClaim(claim);
}
/** A subject may hold `::`, which cleaning would change: it is to be copied, and not printed at a line's start. */
function cleanClaim(claim) {
    return (0,service_text/* cleanServiceText */.A)(claim).replaceAll(": :", "::");
}

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
function checkClock(skewMs) {
    const check = "clock";
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
        head: ["Check", "Found", "Remedy"],
        rows: findings.map(({ check, verdict, found, remedy }) => [`${SIGNS[verdict]} ${check}`, found, remedy]),
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

// EXTERNAL MODULE: ./src/graph/json.ts
var json = __nccwpck_require__(6276);
;// CONCATENATED MODULE: ./src/graph/paging.ts


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
            throw new errors/* ActionError */.l({
                code: "answer-unreadable",
                blame: "service",
                what: `${first.host} answered ${first.pathname} with something that is no list.`,
                remedy: "Check graph-url and the proxy.",
            });
        }
        yield value.filter(json/* isObject */.Gv);
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
    return new errors/* ActionError */.l({
        code: "answer-unreadable",
        blame: "service",
        what: `The link to the next page of ${first.pathname} ${problem}; it was not followed.`,
        why: "Every request carries the access token, which must not go anywhere else.",
        remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
    });
}

// EXTERNAL MODULE: ./src/graph/wire.ts
var wire = __nccwpck_require__(7563);
;// CONCATENATED MODULE: ./src/graph/collections.ts


const SELECT = "id,appId,displayName,keyCredentials,passwordCredentials";
/** The largest page: fewest reads against the limit. */
const TOP = "999";
/** Every application, or every service principal, page by page. */
async function* listHolders(graph, urls, kind, pace) {
    const url = urls.objects(kind, { $select: SELECT, $top: TOP });
    for await (const page of readPages(graph, url, () => pace.next())) {
        yield page.map((item) => readHolder(kind, item)).filter((holder) => holder !== undefined);
    }
}
/** @returns `undefined` where the answer has not the shape of an object */
async function readOneHolder(graph, urls, target) {
    const answer = await graph.read(urls.object(target, undefined, { $select: SELECT }));
    return readHolder(target.kind, (0,wire/* unwrapValue */.ZF)(answer));
}
/** Every key set, page by page. No `$top`: whether key sets know it is not documented. */
async function* listKeySets(graph, urls) {
    for await (const page of readPages(graph, urls.keySets())) {
        yield page.map(wire/* readKeySet */.AJ).filter((set) => set !== undefined);
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
        keyCredentials: (0,wire/* readKeyCredentials */.E)(item),
        passwordCredentials: (0,wire/* readPasswordCredentials */.cC)(item),
    };
}

// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __nccwpck_require__(8893);
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
        const holder = await readOneHolder(graph, urls, target);
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
        const name = holder.displayName === undefined ? "" : ` (${holder.displayName})`;
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
    if (registered === undefined) {
        const others = holder.keyCredentials.map((credential) => credential.thumbprint ?? "(unknown)").join(", ");
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
        const { value } = await graph.read(urls.object(target, "owners", { $select: "id" }));
        const owners = Array.isArray(value) ? value : [];
        const owned = owners.some((owner) => idOf(owner) === claims.objectId);
        return owned
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
function idOf(owner) {
    const id = typeof owner === "object" && owner !== null && "id" in owner ? owner.id : undefined;
    return typeof id === "string" ? id.toLowerCase() : undefined;
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
    const inputs = new Set(["check-operation"]);
    for (const operation of Object.values(operations))
        operation.inputs.forEach((name) => inputs.add(name));
    return {
        name: "check",
        needs: NO_NEEDS,
        signsInItself: true,
        inputs: [...inputs],
        async configure(context) {
            const name = requireOneOf(context.inputs, "check-operation", Object.keys(operations));
            const checked = operations[name];
            if (checked === undefined)
                throw new TypeError("an operation that was found is gone");
            const { signIn } = context;
            return {
                operation: "check",
                checked,
                ...(await tryInputs(checked, context)),
                signIn: { said: describeSignIn(signIn), asks: signIn.kind !== "access-token" },
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
    const unused = context.inputs.given.filter((name) => name !== "check-operation" && !COMMON_INPUTS.includes(name) && !checked.inputs.includes(name));
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
            ...(asked ? [checkClock(network.serviceClock.skewMs)] : []),
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
        const { finding, sections } = describeFederation(claims);
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

;// CONCATENATED MODULE: ./src/operations/key-set-support.ts

/** Key sets are refused before the first request where the cloud's metadata has none. */
function requireKeySets(endpoints) {
    if (endpoints.cloud.hasKeySets || endpoints.overridden)
        return;
    throw (0,errors/* inputError */.X)("cloud", `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`, "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.");
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
        thumbprint: key.thumbprint,
    };
}
/** Whether policies can use a key now (docs/service-facts.md, "The active key"). A key of unknown status counts as enabled. */
function keyState({ status, nbf, exp }, nowMs) {
    if (status === "disabled")
        return "disabled";
    if (exp !== undefined && exp * 1000 <= nowMs)
        return "expired";
    return nbf !== undefined && nbf * 1000 > nowMs ? "not yet valid" : "usable";
}

;// CONCATENATED MODULE: ./src/operations/delete-key-set.ts






/** Deletes a key set with all its keys: `DELETE /beta/trustFramework/keySets/{id}`. */
const deleteKeySet = {
    name: "delete-key-set",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "confirm", "dry-run"],
    configure({ inputs, endpoints, log }) {
        requireKeySets(endpoints);
        const target = parseKeySetTarget(inputs, log);
        requireConfirmation(inputs, target.keySetId);
        return Promise.resolve({ operation: "delete-key-set", target, dryRun: flag(inputs, "dry-run") });
    },
    async run({ operation, target, dryRun }, { graph, urls, log }) {
        const { keySetId } = target;
        const gone = {
            operation,
            headline: `There is no key set ${keySetId} in this tenant: nothing to delete.`,
            changed: false,
            key: { keySetId },
        };
        if (dryRun) {
            const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
            if (set === undefined)
                return gone;
            return {
                operation,
                headline: `Would delete key set ${keySetId} with its ${String(set.keys.length)} key(s).`,
                changed: false,
                key: { keySetId },
                planned: [{ method: "DELETE", url: urls.keySet(keySetId) }],
                data: { kids: set.keys.map((key) => key.kid) },
            };
        }
        if (await (0,key_sets/* deleteKeySet */.$G)(graph, urls, keySetId)) {
            return { operation, headline: `Deleted key set ${keySetId}.`, changed: true, key: { keySetId } };
        }
        // As good as done; but a wrong tenant looks the same.
        log.notice(`${gone.headline} If there should be one, check key-set-id and tenant-id.`);
        return gone;
    },
};
function requireConfirmation(inputs, keySetId) {
    const confirm = inputs.text("confirm");
    if (confirm === keySetId)
        return;
    throw (0,errors/* inputError */.X)("confirm", confirm === undefined ? "is missing." : "is not the key set's full id.", `To delete key set ${keySetId} with all its keys, which nobody can restore, write \`confirm: ${keySetId}\`.`, confirm === undefined ? "input-missing" : "input-invalid");
}

;// CONCATENATED MODULE: ./src/config/kid.ts


const kid_LONGEST = 256;
/** `key-id` as the `kid` of a key in a key set. The service makes base64url; supplied keys may have names. */
function requireKid(inputs) {
    const kid = inputs.requireText("key-id", "Give the kid of the key; get-active-key and list-keys show it.");
    refuseOtherCharacters("key-id", kid, /^[A-Za-z0-9._~=+-]$/, "A kid has letters, digits and - _ . ~ = + only.");
    if (/^\.+$/.test(kid)) {
        // Dots survive URL encoding, and climb the path.
        throw (0,errors/* inputError */.X)("key-id", "is dots alone.", "Give the kid as the service shows it.");
    }
    if (kid.length > kid_LONGEST) {
        throw (0,errors/* inputError */.X)("key-id", `is ${String(kid.length)} characters long.`, `Use at most ${String(kid_LONGEST)}.`);
    }
    return kid;
}

;// CONCATENATED MODULE: ./src/operations/set-key-status.ts






const KEY_STATUS_INPUTS = ["key-set-id", "key-id", "dry-run"];
function parseKeyStatus({ inputs, endpoints, log }) {
    requireKeySets(endpoints);
    return {
        target: parseKeySetTarget(inputs, log),
        kid: requireKid(inputs),
        dryRun: flag(inputs, "dry-run"),
    };
}
/**
 * Enables or disables one key: a look at the set, and the write where it changes something.
 *
 * @param check looks at the set before the write; throws, or says what the summary should add
 */
async function setKeyStatus({ operation, target, kid, dryRun }, status, check, { graph, urls }) {
    const { keySetId } = target;
    const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
    if (set === undefined)
        throw (0,key_sets/* keySetMissing */.GQ)(keySetId, false);
    const key = set.keys.find((one) => one.kid === kid);
    if (key === undefined)
        throw keyMissing(set, kid);
    const result = {
        operation,
        changed: false,
        key: keyFacts(keySetId, key),
        data: { status },
    };
    if (key.status === status)
        return { ...result, headline: `Key ${kid} of key set ${keySetId} is ${status} already.` };
    const remark = await check(set, key);
    const sections = remark === undefined ? [] : [{ kind: "text", text: remark }];
    if (dryRun) {
        return {
            ...result,
            headline: `Would make key ${kid} of key set ${keySetId} ${status}.`,
            data: { status: key.status },
            sections,
            planned: [{ method: "PATCH", url: urls.keySet(keySetId, "keys_v2", kid), body: { status } }],
        };
    }
    await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status });
    return {
        ...result,
        headline: `Key ${kid} of key set ${keySetId} is ${status} now.`,
        changed: true,
        sections,
    };
}
function keyMissing({ id, keys }, kid) {
    const shown = keys.slice(0, 10).map((key) => key.kid);
    const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
    return new errors/* ActionError */.l({
        code: "not-found",
        blame: "input",
        what: `key-id: key set ${id} has no key ${kid}.`,
        why: keys.length === 0 ? "It is empty." : `Its keys are ${shown.join(", ")}${more}.`,
        remedy: "Give the kid exactly, letter case included.",
    });
}

;// CONCATENATED MODULE: ./src/operations/disable-key.ts





/** Takes a key out of use: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
const disableKey = {
    name: "disable-key",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: KEY_STATUS_INPUTS,
    configure: (context) => Promise.resolve({ operation: "disable-key", ...parseKeyStatus(context) }),
    run: (config, context) => setKeyStatus(config, "disabled", (set, key) => checkWhatIsLeft(set, key, context), context),
};
/**
 * A set without a usable key makes every policy fail that refers to it, so the last one stays.
 * A key that is of no use now (expired, not begun) may go in any case.
 */
async function checkWhatIsLeft(set, key, { graph, urls, log }) {
    const nowMs = graph.network.serviceClock.now();
    const isUsable = (one) => keyState(one, nowMs) === "usable";
    if (!isUsable(key))
        return undefined;
    const others = set.keys.filter((one) => one.kid !== key.kid);
    if (!others.some(isUsable))
        throw lastUsable(set, key, others, nowMs);
    const active = await (0,key_sets/* readActiveKey */.Wt)(graph, urls, set.id);
    if (active?.kid !== key.kid)
        return undefined;
    const remark = `Key ${key.kid} is the ACTIVE key of key set ${set.id}: policies switch to another key at once. What they signed or encrypted with this one may be refused, and who has cached the old public keys may refuse the new signatures.`;
    log.warning(remark);
    return remark;
}
function lastUsable(set, key, others, nowMs) {
    const states = others.slice(0, 5).map((one) => `${one.kid} (${keyState(one, nowMs)})`);
    return new errors/* ActionError */.l({
        code: "last-key",
        blame: "input",
        what: `key-id: ${key.kid} is the only key of key set ${set.id} that can be used now, and was not disabled.`,
        why: `Every policy that refers to the key set would fail. ${others.length === 0 ? "It has no other key." : `Its other keys: ${states.join(", ")}.`}`,
        remedy: "Add a key that is valid now (generate-key, upload-secret, upload-pkcs12) or enable one (enable-key), then disable this one.",
    });
}

;// CONCATENATED MODULE: ./src/operations/enable-key.ts



/** Lets policies use a key again: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
const enableKey = {
    name: "enable-key",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: KEY_STATUS_INPUTS,
    configure: (context) => Promise.resolve({ operation: "enable-key", ...parseKeyStatus(context) }),
    run(config, context) {
        const { graph, log } = context;
        return setKeyStatus(config, "enabled", (_, key) => {
            const state = keyState({ ...key, status: "enabled" }, graph.network.serviceClock.now());
            if (state === "usable")
                return Promise.resolve(undefined);
            const remark = `Key ${key.kid} is ${state}: policies do not use it, enabled or not.`;
            log.warning(remark);
            return Promise.resolve(remark);
        }, context);
    },
};

;// CONCATENATED MODULE: ./src/operations/add-to-key-set.ts




/**
 * Adds a key to a key set, and makes the set where it is missing and that is asked for.
 *
 * The usual call is one exchange. The set is read before only where the answer decides
 * something: for certificates, for fixed dates, for `create-key-set`, and for a dry run.
 */
async function addToKeySet(request, context) {
    const { graph, urls, log } = context;
    let { keySetId } = request.target;
    let before;
    let createdAt;
    const readsFirst = request.dryRun ||
        request.createKeySet ||
        request.readsFirst === true ||
        mayBeOfAnEarlierRun(request.fingerprint);
    if (readsFirst) {
        before = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
        if (before === undefined && !request.createKeySet)
            throw (0,key_sets/* keySetMissing */.GQ)(keySetId, true);
        if (before !== undefined) {
            refuseMixedTypes(before, request.fingerprint.kty);
            warnOfTwin(before, request.fingerprint, log);
        }
    }
    if (request.dryRun) {
        return {
            operation: request.operation,
            headline: `Would ${request.would} in key set ${keySetId}.`,
            changed: false,
            planned: plan(request, context, before === undefined),
            key: { keySetId, thumbprint: request.fingerprint.thumbprint },
        };
    }
    if (request.createKeySet && before === undefined) {
        keySetId = await (0,key_sets/* createKeySet */.Ap)(graph, urls, keySetId);
        createdAt = graph.network.clock.now();
        log.step(`Created key set ${keySetId}.`);
    }
    const key = await (0,key_sets/* addKeyToSet */._v)(graph, urls, {
        keySetId,
        action: request.action,
        body: request.body,
        fingerprint: request.fingerprint,
        before: readsFirst ? (before?.keys ?? []).map((existing) => existing.kid) : undefined,
        createdAt,
    });
    const { fingerprint } = request;
    const dates = validityOf(key, fingerprint);
    const until = dates.expiresOn === undefined ? "without an end" : `until ${(0,iso_time/* isoSeconds */.n)(dates.expiresOn)}`;
    return {
        operation: request.operation,
        headline: `${request.done} in key set ${keySetId}, ${until}.`,
        changed: true,
        key: {
            keySetId,
            kid: key.kid,
            keyId: key.kid,
            keyType: key.kty ?? fingerprint.kty,
            keyUse: key.use ?? fingerprint.use,
            ...dates,
            thumbprint: fingerprint.thumbprint,
        },
    };
}
/**
 * Fixed dates come again when the workflow does: after a lost answer only the kids of before
 * tell this run's key from an earlier one's. Dates counted from now are this run's own, and
 * of keys without dates any number may be there: both are sent without a look.
 */
function mayBeOfAnEarlierRun({ nbf, exp, ofThisRun }) {
    return (nbf !== undefined || exp !== undefined) && ofThisRun !== true;
}
/** What the service keeps of a certificate, and shows. */
function certificateFingerprint(certificate) {
    return {
        kty: "RSA",
        use: undefined,
        nbf: Math.floor(certificate.validFromDate.getTime() / 1000),
        exp: Math.floor(certificate.validToDate.getTime() / 1000),
        thumbprint: (0,material_certificate/* thumbprintOf */.rK)(certificate),
    };
}
/** As the service says; a certificate has dates of its own where the service says none. */
function validityOf({ nbf, exp }, { thumbprint, ...own }) {
    if (thumbprint === undefined)
        return { notBefore: nbf, expiresOn: exp };
    return { notBefore: nbf ?? own.nbf, expiresOn: exp ?? own.exp };
}
function warnOfTwin(set, { thumbprint }, log) {
    if (thumbprint === undefined)
        return;
    const twin = set.keys.find((key) => key.thumbprint === thumbprint);
    if (twin === undefined)
        return;
    log.warning(`Certificate ${thumbprint} is in key set ${set.id} already, as key ${twin.kid}.`);
}
function plan(request, { urls }, setIsMissing) {
    const { keySetId } = request.target;
    return [
        ...(setIsMissing
            ? [{ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } }]
            : []),
        { method: "POST", url: urls.keySet(keySetId, request.action), body: request.body },
    ];
}
function refuseMixedTypes(set, kty) {
    const other = set.keys.find((key) => key.kty !== undefined && key.kty !== kty);
    if (other === undefined)
        return;
    throw new errors/* ActionError */.l({
        code: "request-refused",
        blame: "input",
        what: `key-set-id: key set ${set.id} has ${other.kty ?? ""} keys; ${kty === "oct" ? "a symmetric key or secret" : `an ${kty} key`} needs a key set of its own.`,
        why: "A key set holds keys of one type.",
        remedy: "Use another key set.",
    });
}

;// CONCATENATED MODULE: ./src/operations/generate-key.ts






/** Lets the service make a key in a key set: `POST /beta/trustFramework/keySets/{id}/generateKey`. */
const generateKey = {
    name: "generate-key",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "key-type", "key-use", "not-before", "expires-on", "create-key-set", "dry-run"],
    configure({ inputs, endpoints, nowMs, log }) {
        requireKeySets(endpoints);
        return Promise.resolve({
            operation: "generate-key",
            target: parseKeySetTarget(inputs, log),
            keyType: requireOneOf(inputs, "key-type", ["RSA", "OCT"]),
            keyUse: requireOneOf(inputs, "key-use", ["sig", "enc"]),
            validity: parseValidity(inputs, nowMs),
            createKeySet: flag(inputs, "create-key-set"),
            dryRun: flag(inputs, "dry-run"),
        });
    },
    run(config, context) {
        const { notBefore: nbf, expiresOn: exp } = config.validity;
        const what = `${config.keyType === "RSA" ? "an RSA" : "a symmetric"} key for ${config.keyUse}`;
        return addToKeySet({
            ...config,
            done: `Generated ${what}`,
            would: `generate ${what}`,
            action: "generateKey",
            body: { use: config.keyUse, kty: config.keyType, nbf, exp },
            fingerprint: {
                use: config.keyUse,
                kty: config.keyType === "OCT" ? "oct" : "RSA",
                nbf,
                exp,
                ofThisRun: config.validity.relative,
            },
        }, context);
    },
};

;// CONCATENATED MODULE: ./src/operations/get-active-key.ts






/** The key that policies use now: `GET /beta/trustFramework/keySets/{id}/getActiveKey`. */
const getActiveKey = {
    name: "get-active-key",
    needs: permissions/* READ_KEY_SETS */.Dy,
    inputs: ["key-set-id"],
    configure({ inputs, endpoints, log }) {
        requireKeySets(endpoints);
        return Promise.resolve({ operation: "get-active-key", target: parseKeySetTarget(inputs, log) });
    },
    async run({ operation, target }, { graph, urls }) {
        const { keySetId } = target;
        const key = await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
        if (key === undefined) {
            const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
            if (set === undefined)
                throw (0,key_sets/* keySetMissing */.GQ)(keySetId, false);
            throw noActiveKey(set, graph.network.serviceClock.now());
        }
        const until = key.exp === undefined ? "without an end" : `until ${(0,iso_time/* isoSeconds */.n)(key.exp)}`;
        return {
            operation,
            headline: `Key ${key.kid} is the active key of key set ${keySetId}, ${until}.`,
            changed: false,
            key: keyFacts(keySetId, key),
            data: { status: key.status },
        };
    },
};
function noActiveKey({ id, keys }, nowMs) {
    const shown = keys.slice(0, 5).map((key) => `${key.kid} (${keyState(key, nowMs)})`);
    const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
    return new errors/* ActionError */.l({
        code: "not-found",
        blame: "service",
        what: `Key set ${id} has no active key.`,
        why: keys.length === 0 ? "It is empty." : `Its keys: ${shown.join(", ")}${more}.`,
        remedy: keys.some((key) => keyState(key, nowMs) === "usable")
            ? "A key that was added or enabled a moment ago may take a little: try again in a minute."
            : "Policies that use it fail now: add a key (generate-key, upload-secret, upload-pkcs12), or enable one with enable-key.",
    });
}

;// CONCATENATED MODULE: ./src/operations/report/credential.ts

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
    const type = kty === "oct" ? "symmetric key" : kty === undefined ? "key" : `${(0,service_text/* cleanServiceText */.A)(kty)} key`;
    return use === undefined ? type : `${type} (${(0,service_text/* cleanServiceText */.A)(use)})`;
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
            kind: key.usage === undefined ? "certificate" : `certificate (${(0,service_text/* cleanServiceText */.A)(key.usage)})`,
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
    const clean = text === undefined ? "" : (0,service_text/* cleanServiceText */.A)(text);
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

;// CONCATENATED MODULE: ./src/operations/list-keys.ts










/** Shows the keys of a key set, or the credentials of an application or service principal. Writes nothing. */
const listKeys = {
    name: "list-keys",
    needs: permissions/* READ_OBJECTS */.Yc,
    needsOf: ({ target }) => ["keySetId" in target ? permissions/* READ_KEY_SETS */.Dy : permissions/* READ_OBJECTS */.Yc],
    inputs: [...KEY_SET_INPUTS, ...OBJECT_INPUTS],
    configure({ inputs, endpoints, signIn, log }) {
        requireTarget(inputs);
        if (!inputs.has("key-set-id")) {
            const target = parseObjectTarget(inputs, signIn.clientId);
            return Promise.resolve({ operation: "list-keys", target });
        }
        requireKeySets(endpoints);
        return Promise.resolve({ operation: "list-keys", target: parseKeySetTarget(inputs, log) });
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
            headline: `${isKeySet ? `Key set ${target.keySetId}` : capital((0,object_access/* describeTarget */.ff)(target))} has ${list_keys_count(keys)}.`,
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
    if ([...KEY_SET_INPUTS, ...OBJECT_INPUTS].some((name) => inputs.has(name)))
        return;
    throw (0,errors/* inputError */.X)("key-set-id", "is missing, and so are application-object-id, app-id, service-principal-object-id and service-principal-app-id.", "Say whose keys to list: give the key set's id, or the object's.", "input-missing");
}
async function keysOfKeySet(keySetId, now, context) {
    const set = await (0,key_sets/* readKeySetIfAny */.Vp)(context.graph, context.urls, keySetId);
    if (set === undefined)
        throw (0,key_sets/* keySetMissing */.GQ)(keySetId, false);
    const activeKid = set.keys.length === 0 ? undefined : await activeKidOf(set, context);
    return credentialsOfKeySet(set, { now, warnBefore: 0 }).map((credential, index) => ({
        ...credential,
        type: set.keys[index]?.kty,
        use: set.keys[index]?.use,
        inUse: activeKid === undefined ? undefined : set.keys[index]?.kid === activeKid,
    }));
}
/** The list is worth having without it: an empty text for "none", `undefined` where nobody says. */
async function activeKidOf(set, { graph, urls, log }) {
    try {
        return (await (0,key_sets/* readActiveKey */.Wt)(graph, urls, set.id))?.kid ?? "";
    }
    catch (error) {
        // A spent budget or an interrupt ends the run; a refusal does not.
        if (!(error instanceof errors/* ActionError */.l) || error.code === "timeout" || error.code === "interrupted")
            throw error;
        log.notice(`Which key is in use is not known. ${error.what}`);
        return undefined;
    }
}
async function keysOfObject(target, now, context) {
    const holder = await list_keys_readHolder(target, context);
    const credentials = credentialsOfHolder(holder, { now, warnBefore: 0 });
    return credentials.map((credential, index) => ({
        ...credential,
        // The certificates come first, in their order.
        type: holder.keyCredentials[index]?.type,
        use: holder.keyCredentials[index]?.usage,
        inUse: undefined,
    }));
}
async function list_keys_readHolder(target, context) {
    const doing = `read ${(0,object_access/* describeTarget */.ff)(target)}`;
    try {
        const holder = await readOneHolder(context.graph, context.urls, target);
        if (holder !== undefined)
            return holder;
    }
    catch (error) {
        if (!(error instanceof refused/* GraphRefused */.p))
            throw error;
        const extra = await (0,object_access/* explainObjectRefusal */.Bc)(error, target, undefined, context);
        throw (0,refused/* explainRefusal */.G)(error, doing, permissions/* READ_OBJECTS */.Yc, extra);
    }
    throw new errors/* ActionError */.l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph's answer to "${doing}" has not the shape of an object.`,
        remedy: "Check graph-url and the proxy, and run it again.",
    });
}
function table(keys, isKeySet, now) {
    const dates = ({ notBefore, expiresOn }) => [
        notBefore === undefined ? "" : (0,iso_time/* isoSeconds */.n)(notBefore),
        expiresOn === undefined ? "never" : (0,iso_time/* isoSeconds */.n)(expiresOn),
        expiresOn === undefined ? "" : String(daysLeft(expiresOn, now)),
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
        "not-before": key.notBefore === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(key.notBefore),
        "expires-on": key.expiresOn === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(key.expiresOn),
        "days-left": key.expiresOn === undefined ? undefined : daysLeft(key.expiresOn, now),
        state: key.state,
        "in-use": key.inUse,
    };
}
function list_keys_count(keys) {
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

;// CONCATENATED MODULE: ./src/config/key-id.ts


/** `key-id` of an application's or service principal's credential: its `keyId`, in lower case. */
function parseCredentialKeyId(inputs) {
    const text = inputs.requireText("key-id", "Give the credential's key id: operation list-keys shows it.");
    if (/^[0-9a-f]{40}$/i.test(text)) {
        throw (0,errors/* inputError */.X)("key-id", "is a thumbprint.", "Give the key id of the certificate: operation list-keys shows both.");
    }
    return parseGuid("key-id", text);
}

;// CONCATENATED MODULE: ./src/operations/remove-key.ts









/**
 * Removes a certificate from an application or service principal: `POST /v1.0/…/removeKey`
 * with proof of possession.
 *
 * The object is read first, because the service removes whatever it is told to: the last
 * valid key, too, after which nobody can roll keys or sign in with a certificate.
 */
const removeKey = {
    name: "remove-key",
    needs: permissions/* ROLL_KEYS */.lz,
    inputs: [
        ...OBJECT_INPUTS,
        "proof-certificate",
        "proof-certificate-password",
        "proof-issuer",
        "key-id",
        "allow-self",
        "allow-unverified",
        "dry-run",
    ],
    async configure({ inputs, signIn, masker, nowMs, log }) {
        return {
            operation: "remove-key",
            target: parseObjectTarget(inputs, signIn.clientId),
            keyId: parseCredentialKeyId(inputs),
            allowSelf: flag(inputs, "allow-self"),
            allowUnverified: flag(inputs, "allow-unverified"),
            dryRun: flag(inputs, "dry-run"),
            proof: await parseProof(inputs, signIn, masker, nowMs, log),
        };
    },
    async run(config, context) {
        const { graph, urls } = context;
        const { target, keyId } = config;
        const where = (0,object_access/* describeTarget */.ff)(target);
        // An object id that the user gave is checked before anything is read by it.
        const given = config.proof.issuer ?? (target.objectId === undefined ? undefined : await (0,object_access/* proofIssuer */.GT)(target, context));
        const object = await (0,object_access/* lookForCredential */.EZ)(target, ({ keyCredentials }) => keyCredentials.some((key) => key.keyId === keyId), context);
        const key = object?.keyCredentials.find((each) => each.keyId === keyId);
        if (object === undefined)
            requireAllowUnverified(config, context);
        else if (key === undefined)
            return nothingToRemove(config, object);
        else {
            refuseLastKey(object, key, where, graph.network.serviceClock.now());
            refuseProofKey(object, key, config);
        }
        const issuer = given ?? object?.objectId ?? (await (0,object_access/* proofIssuer */.GT)(target, context));
        const proof = async () => ({
            proof: await context.prover.prove(config.proof.pair, issuer),
        });
        if (config.dryRun) {
            warnOfProof(object, config, context);
            return {
                operation: config.operation,
                headline: `Would remove ${describeKey(keyId, key)} from ${where}.`,
                changed: false,
                planned: [
                    { method: "POST", url: urls.object(target, "removeKey"), body: { keyId, ...(await proof()) } },
                ],
                key: remove_key_keyFacts(keyId, key),
            };
        }
        await (0,objects/* removeKey */.yE)(graph, urls, {
            target,
            keyId,
            doing: `remove ${describeKey(keyId, key)} from ${where}`,
            readable: object !== undefined,
            proof,
            explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, target, config.proof, context),
        });
        return {
            operation: config.operation,
            headline: `Removed ${describeKey(keyId, key)} from ${where}.`,
            changed: true,
            key: remove_key_keyFacts(keyId, key),
        };
    },
};
function requireAllowUnverified({ target, allowUnverified }, { log }) {
    if (allowUnverified) {
        log.warning(`The caller may not read ${(0,object_access/* describeTarget */.ff)(target)}: whether this is its last valid key, or the one that signs the proof, is not checked (allow-unverified).`);
        return;
    }
    throw new errors/* ActionError */.l({
        code: "unverified",
        blame: "input",
        what: `The caller may not read ${(0,object_access/* describeTarget */.ff)(target)}, so nobody can tell whether key-id is its last valid key, or the one that signs the proof.`,
        why: "Without a valid key it could neither roll its keys nor sign in with a certificate.",
        remedy: "Grant Application.Read.All (or Application.ReadWrite.OwnedBy on an application that the caller owns), or set `allow-unverified: true` if you know that another valid key stays.",
    });
}
function nothingToRemove(config, object) {
    const { keyId, target } = config;
    if (object.passwordCredentials.some((password) => password.keyId === keyId)) {
        throw (0,errors/* inputError */.X)("key-id", `is a client secret of ${(0,object_access/* describeTarget */.ff)(target)}, not a certificate.`, "Use operation remove-password.");
    }
    return {
        operation: config.operation,
        headline: `Nothing to remove: ${(0,object_access/* describeTarget */.ff)(target)} has no key ${keyId}.`,
        changed: false,
        key: { keyId },
    };
}
/** Valid now, and of a kind that can sign a proof or a sign-in. */
function isUsable({ usage, notBefore, expiresOn }, nowMs) {
    return ((usage === "Verify" || usage === "Sign") &&
        (notBefore ?? 0) * 1000 <= nowMs &&
        (expiresOn ?? Infinity) * 1000 > nowMs);
}
/** A key that has expired already may always go: it is of no use to anybody. */
function refuseLastKey(object, key, where, nowMs) {
    if ((key.expiresOn ?? Infinity) * 1000 <= nowMs)
        return;
    const others = object.keyCredentials.filter((each) => each.keyId !== key.keyId);
    if (others.some((each) => isUsable(each, nowMs)))
        return;
    throw new errors/* ActionError */.l({
        code: "last-key",
        blame: "input",
        what: `Key ${key.keyId ?? ""} is the last valid key of ${where}; it is never removed.`,
        why: `${others.length === 0 ? "There is no other one" : `None of the ${String(others.length)} others is valid now`}: without it, keys could not be rolled any more, and an administrator would have to step in.`,
        remedy: "Add another certificate first (operation add-key).",
    });
}
/** What cannot be told apart counts as the same. */
function refuseProofKey(object, key, config) {
    const { thumbprint } = config.proof.pair;
    const isElsewhere = object.keyCredentials.some((each) => each.keyId !== key.keyId && each.thumbprint === thumbprint);
    const isSame = key.thumbprint === undefined ? !isElsewhere : key.thumbprint === thumbprint;
    if (!isSame || config.allowSelf)
        return;
    throw new errors/* ActionError */.l({
        code: "proof-key",
        blame: "input",
        what: `Key ${key.keyId ?? ""} is the certificate that signs the proof of possession (${thumbprint}).`,
        why: "Whoever holds it could roll no more keys after that; it is the last one that a rotation removes.",
        remedy: "Sign with another certificate of the object (proof-certificate), or set `allow-self: true` if this is meant.",
    });
}
/** A dry run says what the service would find wrong with the proof. */
function warnOfProof(object, { proof, target }, { log }) {
    const { thumbprint } = proof.pair;
    if (object === undefined || object.keyCredentials.some((each) => each.thumbprint === thumbprint))
        return;
    log.warning(`The certificate that signs the proof (${thumbprint}) is not on ${(0,object_access/* describeTarget */.ff)(target)}: removeKey would be refused.`);
}
function describeKey(keyId, key) {
    const facts = [
        key?.thumbprint,
        key?.expiresOn === undefined ? undefined : `valid until ${(0,iso_time/* isoSeconds */.n)(key.expiresOn)}`,
    ].filter((fact) => fact !== undefined);
    return facts.length === 0 ? `key ${keyId}` : `key ${keyId} (${facts.join(", ")})`;
}
function remove_key_keyFacts(keyId, key) {
    return { keyId, notBefore: key?.notBefore, expiresOn: key?.expiresOn, thumbprint: key?.thumbprint };
}

;// CONCATENATED MODULE: ./src/operations/remove-password.ts







/**
 * Removes a client secret from an application or service principal: `POST /v1.0/…/removePassword`.
 *
 * Unlike the last key, the last secret may go: most applications do well without any, and
 * one that has neither can be given a new secret by whoever removed the old one.
 */
const removePassword = {
    name: "remove-password",
    needs: permissions/* WRITE_OBJECTS */.NH,
    inputs: [...OBJECT_INPUTS, "key-id", "dry-run"],
    configure({ inputs, signIn }) {
        return Promise.resolve({
            operation: "remove-password",
            target: parseObjectTarget(inputs, signIn.clientId),
            keyId: parseCredentialKeyId(inputs),
            dryRun: flag(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const { graph, urls, log } = context;
        const { target, keyId } = config;
        const where = (0,object_access/* describeTarget */.ff)(target);
        const object = await (0,object_access/* lookForCredential */.EZ)(target, ({ passwordCredentials }) => passwordCredentials.some((each) => each.keyId === keyId), context);
        const password = object?.passwordCredentials.find((each) => each.keyId === keyId);
        const key = { keyId, notBefore: password?.notBefore, expiresOn: password?.expiresOn };
        if (object === undefined) {
            log.notice("The caller may not read the object: what key-id names was not looked at.");
        }
        else {
            refuseCertificates(object, keyId, where);
            if (password === undefined) {
                return {
                    operation: config.operation,
                    headline: `Nothing to remove: ${where} has no client secret ${keyId}.`,
                    changed: false,
                    key,
                };
            }
            warnOfLastCredential(object, password, where, context);
        }
        if (config.dryRun) {
            return {
                operation: config.operation,
                headline: `Would remove client secret ${keyId} from ${where}.`,
                changed: false,
                planned: [{ method: "POST", url: urls.object(target, "removePassword"), body: { keyId } }],
                key,
            };
        }
        await (0,objects/* removePassword */.ER)(graph, urls, {
            target,
            keyId,
            doing: `remove client secret ${keyId} from ${where}`,
            readable: object !== undefined,
            explain: (refused) => (0,object_access/* explainObjectRefusal */.Bc)(refused, target, undefined, context),
        });
        return {
            operation: config.operation,
            headline: `Removed client secret ${keyId} from ${where}.`,
            changed: true,
            key,
        };
    },
};
/** A certificate's id; also the password of a stored PFX, which bears the id of its certificate. */
function refuseCertificates(object, keyId, where) {
    if (!object.keyCredentials.some((each) => each.keyId === keyId))
        return;
    throw (0,errors/* inputError */.X)("key-id", `is a certificate of ${where}, not a client secret.`, "Use operation remove-key.");
}
function warnOfLastCredential(object, password, where, { graph, log }) {
    const nowMs = graph.network.serviceClock.now();
    const isValid = ({ notBefore, expiresOn }) => (notBefore ?? 0) * 1000 <= nowMs && (expiresOn ?? Infinity) * 1000 > nowMs;
    const others = [
        ...object.keyCredentials,
        ...object.passwordCredentials.filter((each) => each.keyId !== password.keyId),
    ];
    if (!isValid(password) || others.some(isValid))
        return;
    log.warning(`Client secret ${password.keyId ?? ""} is the last valid credential of ${where}: without a federated credential, nobody can sign in with it any more.`);
}

;// CONCATENATED MODULE: ./src/operations/report/attention.ts



/** Named in the one error; the others stand in the report. */
const MOST_NAMED = 5;
/**
 * What ends within the two spans. What has ended counts as long as its owner has nothing
 * else that works: otherwise it is a leftover, and a report that was red the day before
 * would be green on the day of the outage.
 */
function attentionTo(credentials, spans, now) {
    const dead = lastOfDeadOwners(credentials);
    const within = (credential, seconds) => credential.state !== "disabled" &&
        (endsWithin(credential.expiresOn, now, seconds) || dead.has(credential));
    const { warnBefore, failBefore } = spans;
    const failing = failBefore === undefined ? [] : credentials.filter((credential) => within(credential, failBefore));
    const warning = credentials.filter((credential) => within(credential, warnBefore) && !failing.includes(credential));
    return { failing, warning };
}
/** Of each owner without any credential that works now or later: the one that ended last. */
function lastOfDeadOwners(credentials) {
    const last = new Map();
    for (const credential of credentials) {
        const { id } = credential.owner;
        if (credential.state === "disabled")
            continue;
        if (credential.state !== "expired")
            last.set(id, undefined);
        else if (!last.has(id))
            last.set(id, credential);
        else {
            const other = last.get(id);
            if (other !== undefined && (credential.expiresOn ?? 0) > (other.expiresOn ?? 0))
                last.set(id, credential);
        }
    }
    return new Set([...last.values()].filter((credential) => credential !== undefined));
}
/** One line: "client secret 3f25… of application Contoso ends on 2027-01-31T00:00:00Z (12 days left)". */
function describeEnd(credential, now) {
    const { owner, kind, keyId, expiresOn, state } = credential;
    const which = `${kind} ${keyId ?? "(without id)"} of ${owner.kind} ${owner.name}`;
    const named = owner.name === owner.id ? which : `${which} (${owner.id})`;
    if (expiresOn === undefined)
        return `${named} has no end`;
    const date = (0,iso_time/* isoSeconds */.n)(expiresOn);
    if (state === "expired")
        return `${named} ended on ${date}, and nothing else there is valid`;
    return `${named} ends on ${date} (${days(daysLeft(expiresOn, now))} left)`;
}
function expiryFailure(failing, failBefore, now) {
    if (failing.length === 0)
        return undefined;
    const named = failing.slice(0, MOST_NAMED).map((credential) => describeEnd(credential, now));
    const more = failing.length - named.length;
    return new errors/* ActionError */.l({
        code: "credentials-expiring",
        blame: "input",
        what: `${failing.length === 1 ? "1 credential ends" : `${String(failing.length)} credentials end`} within fail-before (${failBefore}): ${named.join("; ")}${more > 0 ? `; and ${String(more)} more` : ""}.`,
        remedy: "Replace each before it ends; the job summary lists them all.",
    });
}
function days(count) {
    return count === 1 ? "1 day" : `${String(count)} days`;
}

;// CONCATENATED MODULE: ./src/graph/read-pace.ts
const WINDOW_MS = 60_000;
/** Graph documents 150 for the whole tenant (docs/service-facts.md, "Credentials"): ten are left to others and to retries. */
const READS_A_MINUTE = 140;
/** Holds back reads of `keyCredentials` to what a tenant is allowed within a minute. */
class ReadPace {
    #network;
    /** When the reads of the last minute began, oldest first. */
    #reads = [];
    constructor(network) {
        this.#network = network;
    }
    /** Resolves when one more read is within the limit, and counts it. */
    async next() {
        const { clock, limits, log } = this.#network;
        this.#forget(clock.now());
        const oldest = this.#reads[0];
        if (oldest !== undefined && this.#reads.length >= READS_A_MINUTE) {
            const wait = oldest + WINDOW_MS - clock.now();
            log.step(`Waiting ${String(Math.ceil(wait / 1000))} s: Graph allows 150 reads of certificates a minute in a tenant.`);
            await limits.wait(wait);
            this.#forget(clock.now());
        }
        this.#reads.push(clock.now());
    }
    #forget(now) {
        while (this.#reads[0] !== undefined && this.#reads[0] <= now - WINDOW_MS)
            this.#reads.shift();
    }
}

;// CONCATENATED MODULE: ./src/operations/report/gather.ts








/** Long reads say how far they are, once in so many pages. */
const PAGES_PER_LINE = 10;
async function gather(scope, context) {
    if (scope.kind === "key-set")
        return gatherKeySet(scope.target.keySetId, context);
    if (scope.kind === "object") {
        const { graph, urls } = context;
        const doing = `read ${(0,object_access/* describeTarget */.ff)(scope.target)}`;
        const holder = await explaining(doing, permissions/* READ_OBJECTS */.Yc, () => readOneHolder(graph, urls, scope.target));
        return { keySets: [], holders: holder === undefined ? [] : [holder], gaps: [] };
    }
    return gatherLists(scope.collections, scope.everything, context);
}
async function gatherKeySet(keySetId, { graph, urls }) {
    const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
    if (set === undefined) {
        throw new errors/* ActionError */.l({
            code: "not-found",
            blame: "service",
            what: `There is no key set ${keySetId} in this tenant.`,
            remedy: "Check key-set-id and tenant-id.",
        });
    }
    let activeKid;
    try {
        const answer = await graph.read(urls.keySet(keySetId, "getActiveKey"));
        activeKid = (0,wire/* readKeySetKey */.dP)((0,wire/* unwrapValue */.ZF)(answer))?.kid ?? null;
    }
    catch (error) {
        if (!(error instanceof refused/* GraphRefused */.p))
            throw error;
        // What an empty set is answered with is not documented; the set itself was readable.
        activeKid = null;
    }
    return { keySets: [set], activeKid, holders: [], gaps: [] };
}
async function gatherLists(collections, everything, context) {
    const keySets = [];
    const holders = [];
    const gaps = [];
    const pace = new ReadPace(context.graph.network);
    let firstRefusal;
    for (const collection of collections) {
        try {
            if (collection === "key-sets")
                await collectKeySets(keySets, context);
            else
                await collectHolders(collection, holders, pace, context);
        }
        catch (error) {
            if (!(error instanceof refused/* GraphRefused */.p))
                throw error;
            const needs = collection === "key-sets" ? permissions/* READ_KEY_SETS */.Dy : permissions/* READ_OBJECTS */.Yc;
            const explained = (0,refused/* explainRefusal */.G)(error, `list ${inWords(collection)}`, needs);
            if (!everything || !isGap(collection, error))
                throw explained;
            firstRefusal ??= explained;
            gaps.push({ collection, why: explained.message });
            context.log.warning(`Not in this report: ${inWords(collection)}. ${explained.message}`);
        }
    }
    // A report of nothing but gaps is none.
    if (firstRefusal !== undefined && gaps.length === collections.length)
        throw firstRefusal;
    return { keySets, holders, gaps };
}
/** A tenant that is no B2C tenant refuses its key sets with codes that nobody documents. */
function isGap(collection, refused) {
    return refused.isForbidden || (collection === "key-sets" && [400, 404].includes(refused.status));
}
async function collectKeySets(into, { graph, urls, log }) {
    const progress = new Progress("key sets", "keys", log);
    for await (const page of listKeySets(graph, urls)) {
        into.push(...page);
        progress.page(page.length, page.reduce((sum, set) => sum + set.keys.length, 0));
    }
    progress.end();
}
async function collectHolders(collection, into, pace, { graph, urls, log }) {
    const kind = collection === "applications" ? "application" : "servicePrincipal";
    const progress = new Progress(inWords(collection), "credentials", log);
    for await (const page of listHolders(graph, urls, kind, pace)) {
        const count = (one) => one.keyCredentials.length + one.passwordCredentials.length;
        // Most service principals of a tenant are Microsoft's, and hold nothing.
        into.push(...page.filter((holder) => count(holder) > 0));
        progress.page(page.length, page.reduce((sum, holder) => sum + count(holder), 0));
    }
    progress.end();
}
class Progress {
    #of;
    #inside;
    #log;
    #pages = 0;
    #items = 0;
    #found = 0;
    constructor(of, inside, log) {
        this.#of = of;
        this.#inside = inside;
        this.#log = log;
    }
    page(items, found) {
        this.#pages++;
        this.#items += items;
        this.#found += found;
        if (this.#pages % PAGES_PER_LINE === 0)
            this.#say(`Reading ${this.#of}: page ${String(this.#pages)},`);
    }
    end() {
        this.#say(`Read all ${this.#of}:`);
    }
    #say(start) {
        this.#log.step(`${start} ${this.#items.toLocaleString("en")} with ${this.#found.toLocaleString("en")} ${this.#inside}.`);
    }
}
function inWords(collection) {
    return collection.replace("-", " ");
}
async function explaining(doing, needs, read) {
    try {
        return await read();
    }
    catch (error) {
        throw error instanceof refused/* GraphRefused */.p ? (0,refused/* explainRefusal */.G)(error, doing, needs) : error;
    }
}

;// CONCATENATED MODULE: ./src/operations/report/key-set-future.ts


/**
 * The key that B2C uses at that moment (docs/service-facts.md, "The active key"): enabled and within its time; of
 * several the one whose time began last; a key without `nbf` only where no other is left.
 */
function activeKeyAt(set, at) {
    let active;
    for (const key of set.keys) {
        if (isDisabled(key) || (key.nbf ?? 0) > at || (key.exp ?? Infinity) <= at)
            continue;
        if (active === undefined || (key.nbf ?? -1) > (active.nbf ?? -1))
            active = key;
    }
    return active;
}
function futureOf(set, now) {
    const moments = set.keys
        .flatMap(({ nbf, exp }) => [nbf, exp])
        .filter((at) => at !== undefined)
        .filter((at) => at > now)
        .sort((a, b) => a - b);
    const active = activeKeyAt(set, now)?.kid;
    const changes = [];
    let current = active;
    for (const at of moments) {
        const kid = activeKeyAt(set, at)?.kid;
        if (kid !== current)
            changes.push({ at, kid });
        current = kid;
    }
    // A gap between two keys is a failure too, whatever comes after it.
    const failsAt = active === undefined ? now : changes.find(({ kid }) => kid === undefined)?.at;
    return { active, changes, failsAt };
}
/** One sentence or two for the table. */
function describeFuture(set, future, now) {
    const [next] = future.changes;
    if (future.active === undefined) {
        const begins = next === undefined ? "nothing follows" : `the next key begins on ${(0,iso_time/* isoSeconds */.n)(next.at)}`;
        return `No key is active: the policy fails now; ${begins}.`;
    }
    const activeKey = set.keys.find(({ kid }) => kid === future.active);
    if (next === undefined) {
        return activeKey?.exp === undefined
            ? "Nothing changes: the active key has no end, and nothing follows it."
            : "Nothing changes.";
    }
    const net = netOf(set, future, now);
    const fails = future.failsAt === undefined ? net : failure(future, future.failsAt);
    if (next.kid === undefined)
        return fails;
    return `On ${(0,iso_time/* isoSeconds */.n)(next.at)} key ${next.kid} becomes active. ${fails}`.trim();
}
function failure(future, failsAt) {
    const after = future.changes.find(({ at, kid }) => at > failsAt && kid !== undefined);
    return after === undefined
        ? `The policy fails on ${(0,iso_time/* isoSeconds */.n)(failsAt)}: nothing follows.`
        : `The policy fails on ${(0,iso_time/* isoSeconds */.n)(failsAt)}: the next key begins only on ${(0,iso_time/* isoSeconds */.n)(after.at)}.`;
}
/** Why it never fails: the last key has no end. One without any date is the documentation's safety net. */
function netOf(set, future, now) {
    const last = set.keys.find(({ kid }) => kid === (future.changes.at(-1)?.kid ?? activeKeyAt(set, now)?.kid));
    if (last === undefined || last.exp !== undefined)
        return "";
    return last.nbf === undefined
        ? `Key ${last.kid}, which has no dates, is the safety net.`
        : `Key ${last.kid} has no end.`;
}

;// CONCATENATED MODULE: ./src/operations/report/key-sets.ts


/** @param activeKid what `getActiveKey` answered, where it was asked; `null` for none */
function reportKeySet(set, now, activeKid) {
    const future = futureOf(set, now);
    const said = describeFuture(set, future, now);
    if (activeKid === undefined || activeKid === (future.active ?? null))
        return { id: set.id, future, said };
    // The service decides. How it ranks a key without dates is worded ambiguously (docs/service-facts.md, "The active key").
    const doubt = `The service says so, although by the dates it would be ${future.active === undefined ? "none" : `key ${future.active}`}. By the dates: ${said}`;
    return { id: set.id, future: { ...future, active: activeKid ?? undefined }, said: doubt };
}
/** Those that fail first come first. */
function bySoonestFailure(sets) {
    const at = (set) => set.future.failsAt ?? set.future.changes[0]?.at ?? Infinity;
    const order = (set) => (set.future.failsAt === undefined ? 1 : 0);
    return [...sets].sort((a, b) => order(a) - order(b) || (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}
function keySetData({ id, future }) {
    return {
        "key-set-id": id,
        "active-kid": future.active ?? null,
        changes: future.changes.map(({ at, kid }) => ({ at: (0,iso_time/* isoSeconds */.n)(at), "active-kid": kid ?? null })),
        "fails-on": future.failsAt === undefined ? null : (0,iso_time/* isoSeconds */.n)(future.failsAt),
    };
}

;// CONCATENATED MODULE: ./src/operations/report/headline.ts
function countStates(credentials) {
    const count = (state) => credentials.filter((credential) => credential.state === state).length;
    return {
        total: credentials.length,
        owners: new Set(credentials.map(({ owner }) => owner.id)).size,
        expired: count("expired"),
        expiring: count("expiring"),
        active: count("active"),
        "not yet valid": count("not yet valid"),
        disabled: count("disabled"),
    };
}
/** The counts in one sentence: what needs somebody first. States that do not occur are left out. */
function headline_headline(credentials, counts, warnBefore) {
    const [only] = credentials;
    if (only === undefined)
        return "There are no credentials.";
    const parts = [
        [counts.expiring, `ending within ${warnBefore}`],
        [counts.active, "active"],
        [counts["not yet valid"], "not yet valid"],
        [counts.disabled, "disabled"],
        [counts.expired, "ended"],
    ];
    const said = parts
        .filter(([count]) => count > 0)
        .map(([count, words]) => `${count.toLocaleString("en")} ${words}`);
    const total = counts.total === 1
        ? `1 credential of ${only.owner.kind} ${only.owner.name}`
        : counts.owners === 1
            ? `${String(counts.total)} credentials of ${only.owner.kind} ${only.owner.name}`
            : `${counts.total.toLocaleString("en")} credentials of ${counts.owners.toLocaleString("en")} owners`;
    return `${total}: ${said.join(", ")}.`;
}

;// CONCATENATED MODULE: ./src/operations/report/scope.ts





const ALL = ["key-sets", "applications", "service-principals"];
/** `report-scope`, and the target where it asks for one. */
function parseScope(inputs, endpoints, signInClientId, log) {
    const scope = oneOf(inputs, "report-scope", ["target", ...ALL, "all"]) ?? "target";
    if (scope === "target")
        return parseTarget(inputs, endpoints, signInClientId, log);
    const target = [...KEY_SET_INPUTS, ...OBJECT_INPUTS].find((name) => inputs.has(name));
    if (target !== undefined) {
        throw (0,errors/* inputError */.X)(target, `stands beside report-scope ${scope}, which reads everything of its kind.`, `Remove ${target}, or use report-scope target for this one alone.`, "input-conflict");
    }
    if (scope === "key-sets")
        requireKeySets(endpoints);
    if (scope !== "all")
        return { kind: "lists", collections: [scope], everything: false };
    // A cloud without key sets has nothing to report of them.
    const collections = endpoints.cloud.hasKeySets || endpoints.overridden ? ALL : ALL.slice(1);
    return { kind: "lists", collections, everything: true };
}
function parseTarget(inputs, endpoints, signInClientId, log) {
    if (KEY_SET_INPUTS.some((name) => inputs.has(name))) {
        requireKeySets(endpoints);
        return { kind: "key-set", target: parseKeySetTarget(inputs, log) };
    }
    if (OBJECT_INPUTS.some((name) => inputs.has(name))) {
        return { kind: "object", target: parseObjectTarget(inputs, signInClientId) };
    }
    throw (0,errors/* inputError */.X)("report-scope", "is target, and no target is given.", "Give key-set-id, an application's or a service principal's id, or another report-scope: key-sets, applications, service-principals, all.", "input-missing");
}
function needsOfScope(scope) {
    if (scope.kind === "key-set")
        return [permissions/* READ_KEY_SETS */.Dy];
    if (scope.kind === "object")
        return [permissions/* READ_OBJECTS */.Yc];
    return [
        ...(scope.collections.includes("key-sets") ? [permissions/* READ_KEY_SETS */.Dy] : []),
        ...(scope.collections.some((name) => name !== "key-sets") ? [permissions/* READ_OBJECTS */.Yc] : []),
    ];
}

;// CONCATENATED MODULE: ./src/operations/report/sections.ts


/** Read at a glance; the others are folded. */
const OPEN_ROWS = 50;
/** Of a list, folded rows included: some 300 KB at the very most, of 1 MiB that a summary may have. */
const MOST_ROWS = 500;
const TIMELINE_BARS = 30;
/** Longer names leave no room for the bars. */
const BAR_NAME = 24;
/** A key that ends in 2099 would press all others into one line. */
const LONGEST_BAR_SECONDS = 2 * 365 * 86_400;
const HEAD = ["#", "Ends", "Days left", "State", "Owner", "Credential", "Key id", "Thumbprint", "Not before"];
/** @param sorted by soonest end: ending, endless, ended */
function reportSections(sorted, keySets, gaps, now) {
    const ending = sorted.filter(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
    const endless = sorted.filter(({ expiresOn }) => expiresOn === undefined);
    const ended = sorted.filter(({ state }) => state === "expired");
    return [
        ...gaps.map((gap) => ({ kind: "text", text: `Not in this report: ${gapText(gap)}` })),
        ...timeline(ending, now),
        ...list("Credentials, soonest end first", ending, now, OPEN_ROWS),
        ...list("Credentials without an end", endless, now, ending.length === 0 ? OPEN_ROWS : 0),
        ...list("Ended, last first", ended, now, sorted.length === ended.length ? OPEN_ROWS : 0),
        ...keySetTable(keySets),
    ];
}
function gapText({ collection, why }) {
    return `${collection.replace("-", " ")}. ${why}`;
}
function timeline(ending, now) {
    const bars = ending.slice(0, TIMELINE_BARS).map((credential, index) => bar(credential, index, now));
    if (bars.length === 0)
        return [];
    const title = bars.length === 1 ? "What ends next" : `The ${String(bars.length)} that end next`;
    return [{ kind: "timeline", title, bars }];
}
/** Bars begin today: how long something has been valid tells nobody when to act. */
function bar(credential, index, now) {
    const { owner, kind, notBefore = 0, expiresOn = now, state } = credential;
    const from = Math.max(now, notBefore);
    const longest = now + LONGEST_BAR_SECONDS;
    const late = expiresOn > longest ? ` until ${(0,iso_time/* isoSeconds */.n)(expiresOn).slice(0, 10)}` : "";
    return {
        group: owner.kind === "key set"
            ? "Key sets"
            : owner.kind === "application"
                ? "Applications"
                : "Service principals",
        // The number is the row's in the table below.
        name: `${String(index + 1)} ${Array.from(owner.name).slice(0, BAR_NAME).join("")} ${kind}${late}`,
        from: Math.min(from, longest),
        to: Math.min(expiresOn, longest),
        look: state === "expiring" ? "urgent" : state === "disabled" ? "faded" : "usual",
    };
}
/** The first rows open, the next ones folded, and the number of those that are left out. */
function list(title, credentials, now, open) {
    if (credentials.length === 0)
        return [];
    const rows = credentials.slice(0, MOST_ROWS).map((credential, index) => row(credential, index, now));
    const more = credentials.length - rows.length;
    const shown = rows.slice(0, open);
    const folded = rows.slice(open);
    return [
        ...(shown.length > 0 ? [{ kind: "table", title, head: HEAD, rows: shown }] : []),
        ...(folded.length > 0 ? [foldedTable(title, folded, shown.length)] : []),
        ...(more > 0
            ? [
                {
                    kind: "text",
                    text: `… and ${more.toLocaleString("en")} more, in the output \`result\` as far as it reaches.`,
                },
            ]
            : []),
    ];
}
function foldedTable(title, rows, before) {
    const count = rows.length.toLocaleString("en");
    const label = before > 0 ? `The next ${count}` : `${title} (${count})`;
    return { kind: "table", title: label, head: HEAD, rows, folded: true };
}
function row(credential, index, now) {
    const { owner, kind, name, keyId, thumbprint, notBefore, expiresOn, state } = credential;
    const owned = owner.name === owner.id ? owner.name : `${owner.name} (${owner.id})`;
    return [
        String(index + 1),
        expiresOn === undefined ? "never" : minutes(expiresOn),
        expiresOn === undefined ? "" : String(daysLeft(expiresOn, now)),
        state,
        `${owner.kind} ${owned}`,
        name === undefined ? kind : `${kind}: ${name}`,
        keyId ?? "",
        thumbprint ?? "",
        notBefore === undefined ? "" : minutes(notBefore),
    ];
}
/** Nobody plans by seconds, and columns are narrow. */
function minutes(epochSeconds) {
    return `${(0,iso_time/* isoSeconds */.n)(epochSeconds).slice(0, 16).replace("T", " ")}Z`;
}
function keySetTable(keySets) {
    if (keySets.length === 0)
        return [];
    const rows = keySets.slice(0, MOST_ROWS).map(({ id, future, said }) => [id, future.active ?? "none", said]);
    const more = keySets.length - rows.length;
    const head = ["Key set", "Active now", "What happens next, if nobody acts"];
    return [
        { kind: "table", title: "Key sets", head, rows, folded: rows.length > OPEN_ROWS },
        ...(more > 0
            ? [{ kind: "text", text: `… and ${more.toLocaleString("en")} more key sets.` }]
            : []),
    ];
}

;// CONCATENATED MODULE: ./src/operations/report.ts











/** Reads every credential in reach and says when each ends. Writes nothing. */
const report = {
    name: "report",
    needs: permissions/* READ_OBJECTS */.Yc,
    needsOf: ({ scope }) => needsOfScope(scope),
    inputs: [...KEY_SET_INPUTS, ...OBJECT_INPUTS, "report-scope", "warn-before", "fail-before"],
    configure({ inputs, endpoints, signIn, log }) {
        const scope = parseScope(inputs, endpoints, signIn.clientId, log);
        const span = (name) => {
            const text = inputs.text(name);
            return text === undefined ? undefined : { seconds: requireDuration(name, text), text };
        };
        return Promise.resolve({
            operation: "report",
            target: scope.kind === "lists" ? undefined : scope.target,
            scope,
            warnBefore: span("warn-before") ?? { seconds: 30 * 86_400, text: "30d" },
            failBefore: span("fail-before"),
        });
    },
    async run(config, context) {
        const gathered = await gather(config.scope, context);
        const now = Math.floor(context.graph.network.serviceClock.now() / 1000);
        const credentials = sortedCredentials(gathered, now, config.warnBefore.seconds);
        const spans = { warnBefore: config.warnBefore.seconds, failBefore: config.failBefore?.seconds };
        const { failing, warning } = attentionTo(credentials, spans, now);
        for (const credential of warning)
            context.log.warning(`${describeEnd(credential, now)}.`);
        const failure = expiryFailure(failing, config.failBefore?.text ?? "", now);
        const keySets = bySoonestFailure(gathered.keySets.map((set) => reportKeySet(set, now, gathered.activeKid)));
        const counts = countStates(credentials);
        const next = credentials.find(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
        const result = {
            operation: config.operation,
            headline: headline_headline(credentials, counts, config.warnBefore.text),
            changed: false,
            ...(next === undefined
                ? {}
                : {
                    key: report_keyFacts(next),
                    keyTitle: `Ends next: ${next.kind} of ${next.owner.kind} ${next.owner.name}`,
                }),
            sections: reportSections(credentials, keySets, gathered.gaps, now),
            data: {
                counts,
                credentials: credentials.map((credential) => credentialData(credential, now)),
                "key-sets": keySets.map(keySetData),
                gaps: gathered.gaps,
            },
            ...(failure === undefined ? {} : { failure }),
        };
        return result;
    },
};
function sortedCredentials(gathered, now, warnBefore) {
    const horizon = { now, warnBefore };
    return bySoonestEnd([
        ...gathered.keySets.flatMap((set) => credentialsOfKeySet(set, horizon)),
        ...gathered.holders.flatMap((holder) => credentialsOfHolder(holder, horizon)),
    ]);
}
function report_keyFacts({ owner, keyId, notBefore, expiresOn, thumbprint }) {
    const ofKeySet = owner.kind === "key set" ? { keySetId: owner.id, kid: keyId } : {};
    return { ...ofKeySet, keyId, notBefore, expiresOn, thumbprint };
}
function credentialData(credential, now) {
    const { owner, kind, name, keyId, thumbprint, notBefore, expiresOn, state } = credential;
    return {
        owner,
        kind,
        name,
        "key-id": keyId,
        thumbprint,
        "not-before": notBefore === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(notBefore),
        "expires-on": expiresOn === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(expiresOn),
        "days-left": expiresOn === undefined ? undefined : daysLeft(expiresOn, now),
        state,
    };
}

// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __nccwpck_require__(1220);
;// CONCATENATED MODULE: ./src/config/rotation.ts





const DAY = 86_400;
const DEFAULT_VALIDITY = 180 * DAY;
const DEFAULT_OVERLAP = 7 * DAY;
const DEFAULT_PROVE_TIMEOUT = 600;
/** A rotation that is due again before the old key may go would pile keys up. */
const MARGIN = 2 * DAY;
/** @param checks key sets have no overlap: their keys are staged, and not removed */
function parseRotationRules(inputs, keyIds, checks = { overlap: true }) {
    const validitySeconds = duration(inputs, "validity", DEFAULT_VALIDITY);
    const overlapSeconds = duration(inputs, "overlap", DEFAULT_OVERLAP);
    const threshold = parseThreshold(inputs);
    if (validitySeconds < DAY)
        throw (0,errors/* inputError */.X)("validity", "is less than a day.", "Give what is made a longer life.");
    const lead = (0,due/* thresholdSeconds */.Bo)(threshold, validitySeconds);
    if (lead >= validitySeconds) {
        throw (0,errors/* inputError */.X)("rotate-before", "is as long as `validity`: every run would rotate.", "Shorten it, or lengthen validity.");
    }
    if (checks.overlap && lead <= overlapSeconds + MARGIN) {
        throw (0,errors/* inputError */.X)("rotate-before", `leaves ${inDays(lead)} days, and overlap is ${inDays(overlapSeconds)} days: the old key would end before it may be retired.`, "Let rotate-before exceed overlap by more than 2 days, or lengthen validity.");
    }
    return {
        threshold,
        force: flag(inputs, "force"),
        validitySeconds,
        overlapSeconds,
        proveTimeoutMs: duration(inputs, "prove-timeout", DEFAULT_PROVE_TIMEOUT) * 1000,
        retireDue: oneOf(inputs, "retire-due", ["true", "false"]) !== "false",
        retirement: { overlapSeconds, retireInitial: flag(inputs, "retire-initial"), retireKeyIds: keyIds },
    };
}
/** A duration, or a share of the lifetime such as `33%`. */
function parseThreshold(inputs) {
    const text = inputs.text("rotate-before") ?? "33%";
    const share = /^(\d{1,2}(?:\.\d+)?)\s*%$/.exec(text);
    if (share !== null) {
        const value = Number(share[1]) / 100;
        if (value <= 0)
            throw (0,errors/* inputError */.X)("rotate-before", "is 0 %.", "Use a share such as 33%, or a duration such as 30d.");
        return { kind: "share", share: value };
    }
    if (text.endsWith("%")) {
        throw (0,errors/* inputError */.X)("rotate-before", "is not a share below 100 %.", "Use a share such as 33%, or a duration such as 30d.");
    }
    return { kind: "duration", seconds: requireDuration("rotate-before", text) };
}
/** `retire-key-ids` of an application or service principal: one GUID a line (commas are fine too). */
function parseKeyIds(inputs) {
    return lines(inputs.text("retire-key-ids")).map((text) => parseGuid("retire-key-ids", text));
}
function lines(text) {
    return (text ?? "")
        .split(/[\r\n,]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function parseKeySize(inputs) {
    const size = oneOf(inputs, "key-size", ["2048", "3072", "4096"]) ?? "2048";
    return Number(size);
}
/**
 * The line: the user's name for it, or 8 hex digits of what makes this rotation another one:
 * the repository, the target and the sinks.
 */
function parseRotationName(inputs, environment, target) {
    const name = inputs.text("rotation-name");
    if (name !== undefined) {
        if (!/^[A-Za-z0-9-]{1,24}$/.test(name)) {
            throw (0,errors/* inputError */.X)("rotation-name", "is not 1 to 24 letters, digits and dashes.", "Use a name such as billing-prod.");
        }
        return name;
    }
    const parts = [
        environment.repositoryId ?? environment.repository ?? "",
        `${target.kind} ${target.appId ?? ""} ${target.objectId ?? ""}`,
        ...[...lines(inputs.text("deliver-to"))].sort(),
    ];
    return (0,external_node_crypto_.createHash)("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
}
/** `emergency-key-id`: refused on a schedule, where nobody is looking. */
function parseEmergencyKeyId(inputs, environment) {
    const text = inputs.text("emergency-key-id");
    if (text === undefined)
        return undefined;
    if (environment.eventName === "schedule") {
        throw (0,errors/* inputError */.X)("emergency-key-id", "is refused on the event `schedule`.", "An emergency gives up the overlap: start it by hand (workflow_dispatch) and take the input out afterwards.");
    }
    return text;
}
function duration(inputs, name, fallback) {
    const text = inputs.text(name);
    return text === undefined ? fallback : requireDuration(name, text);
}
function inDays(seconds) {
    return String(Math.round((seconds / DAY) * 10) / 10);
}

// EXTERNAL MODULE: ./src/files/temp-path.ts
var temp_path = __nccwpck_require__(5253);
;// CONCATENATED MODULE: ./src/config/deliver-to.ts




/** What follows the colon, in the order of the README. */
const FORMS = {
    "github-secret": "OWNER/REPO/NAME",
    "github-environment-secret": "OWNER/REPO/ENVIRONMENT/NAME",
    "key-vault-secret": "VAULT/NAME",
    file: "PATH",
};
const KINDS = Object.keys(FORMS);
/** `deliver-to`: one sink a line. Nothing is asked here but whether the folders of a `file:` are there. */
function parseDeliverTo(text, tempDirectory) {
    const targets = [];
    const seen = new Map();
    for (const line of text.split(/\r\n|\r|\n/)) {
        const name = line.trim();
        if (name === "")
            continue;
        const target = parseLine(name, tempDirectory);
        const earlier = seen.get(addressOf(target));
        if (earlier !== undefined) {
            throw deliver_to_refused(name, `is the same place as \`${shown(earlier)}\``, "Name each place once.");
        }
        seen.set(addressOf(target), name);
        targets.push(target);
    }
    return targets;
}
function parseLine(name, tempDirectory) {
    const colon = name.indexOf(":");
    const kind = KINDS.find((one) => one === name.slice(0, Math.max(colon, 0)).toLowerCase());
    const rest = name.slice(colon + 1).trim();
    if (kind === undefined)
        throw unknownKind(name, colon);
    // eslint-disable-next-line no-control-regex -- these are the characters that no address has
    if (/[\u0000-\u001f\u007f]/.test(rest))
        throw malformed(name, kind, "holds a control character");
    switch (kind) {
        case "github-secret":
        case "github-environment-secret":
            return parseGitHub(name, kind, rest);
        case "key-vault-secret":
            return parseKeyVault(name, rest);
        case "file":
            if (rest === "")
                throw malformed(name, kind, "names no path");
            return { kind, name, place: (0,temp_path/* parseTempPath */.Pl)("deliver-to", rest, tempDirectory) };
    }
}
/** The first two and the last segment are fixed: what is left is the environment, and may hold slashes. */
function parseGitHub(name, kind, rest) {
    const segments = rest.split("/");
    const [owner = "", repository = ""] = segments;
    const secretName = segments.at(-1) ?? "";
    const parts = kind === "github-secret" ? 3 : 4;
    if (segments.length < parts || (kind === "github-secret" && segments.length > parts)) {
        throw malformed(name, kind, `has ${String(segments.length)} parts`);
    }
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(owner)) {
        throw malformed(name, kind, `\`${shown(owner)}\` cannot be the owner of a repository`);
    }
    // A URL would take the dots for a way up.
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(repository) || /^\.\.?$/.test(repository)) {
        throw malformed(name, kind, `\`${shown(repository)}\` cannot be a repository`);
    }
    if (!/^[A-Z_][A-Z0-9_]{0,254}$/i.test(secretName) || /^GITHUB_/i.test(secretName)) {
        throw deliver_to_refused(name, `\`${shown(secretName)}\` cannot be a secret's name`, "GitHub allows letters, digits and underscores, no digit in front, and no name that begins with GITHUB_.");
    }
    const address = { name, owner, repository, secretName };
    if (kind === "github-secret")
        return { kind, ...address };
    const environment = segments.slice(2, -1).join("/");
    if (environment.trim() === "" || environment.length > 255 || /^\.\.?$/.test(environment)) {
        throw malformed(name, kind, `\`${shown(environment)}\` cannot be an environment`);
    }
    return { kind, ...address, environment };
}
function parseKeyVault(name, rest) {
    const [vault = "", secretName = "", ...more] = rest.split("/");
    const kind = "key-vault-secret";
    if (more.length > 0)
        throw malformed(name, kind, `has ${String(more.length + 2)} parts`);
    if (vault.includes(".")) {
        throw malformed(name, kind, "names a host", "Give the vault's name alone; the cloud says the rest.");
    }
    if (!/^[A-Za-z][0-9A-Za-z-]{1,22}[0-9A-Za-z]$/.test(vault) || vault.includes("--")) {
        throw malformed(name, kind, `\`${shown(vault)}\` cannot be a vault`, "A vault's name has 3 to 24 letters, digits and single dashes.");
    }
    if (!/^[0-9A-Za-z-]{1,127}$/.test(secretName)) {
        throw malformed(name, kind, `\`${shown(secretName)}\` cannot be a secret's name`, "Key Vault allows 1 to 127 letters, digits and dashes.");
    }
    return { kind, name, vault, secretName };
}
/** GitHub and Key Vault look names up in any letter case. */
function addressOf(target) {
    switch (target.kind) {
        case "github-secret":
        case "github-environment-secret": {
            const { kind, owner, repository, secretName } = target;
            const environment = kind === "github-secret" ? "" : target.environment;
            return JSON.stringify([kind, owner, repository, environment, secretName]).toLowerCase();
        }
        case "key-vault-secret":
            return JSON.stringify([target.kind, target.vault, target.secretName]).toLowerCase();
        case "file":
            return JSON.stringify([target.kind, target.place.path]);
    }
}
function unknownKind(name, colon) {
    const written = colon < 0 ? name : name.slice(0, colon);
    const meant = nearest(written.toLowerCase(), KINDS);
    const forms = KINDS.map((kind) => `${kind}:${FORMS[kind]}`).join(", ");
    return deliver_to_refused(name, colon < 0 ? "names no kind of sink" : `\`${shown(written)}\` is no kind of sink`, `Write one of ${forms}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
}
function malformed(name, kind, problem, remedy) {
    return deliver_to_refused(name, problem, `${remedy === undefined ? "" : `${remedy} `}Write ${kind}:${FORMS[kind]}.`);
}
function deliver_to_refused(name, problem, remedy) {
    return (0,errors/* inputError */.X)("deliver-to", `\`${shown(name)}\`: ${problem}.`, remedy);
}

;// CONCATENATED MODULE: ./src/config/sink-settings.ts



const DEFAULT_API_URL = "https://api.github.com";
/** Refuses what no sink could work with. An empty `deliver-to` gives no targets: the caller decides. */
function parseSinkSettings(given) {
    const targets = parseDeliverTo(given.deliverTo ?? "", given.tempDirectory);
    if (given.githubToken === undefined)
        refuseGitHubSinks(targets);
    const apiUrl = parseApiUrl(given.githubApiUrl ?? DEFAULT_API_URL);
    return {
        targets,
        // Also without a GitHub sink: it tells when the run began.
        github: given.githubToken && { token: given.githubToken, apiUrl },
        keyVault: keyVaultSettings(targets, given),
    };
}
function refuseGitHubSinks(targets) {
    const needs = targets.find(({ kind }) => kind.startsWith("github-"));
    if (needs === undefined)
        return;
    throw (0,errors/* inputError */.X)("github-token", `is missing or empty, and deliver-to names \`${needs.name}\`.`, "GITHUB_TOKEN cannot write secrets: give the token of a GitHub App or a fine-grained token that may write them (Secrets: write; for an environment's secrets Environments: write).", "input-missing");
}
/** With a path where GitHub Enterprise Server has one: `https://github.example.com/api/v3`. */
function parseApiUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== "https:") {
        throw (0,errors/* inputError */.X)("github-api-url", url === undefined ? "is not a URL." : "is not https.", "Leave it out, or give the API's address, such as https://github.example.com/api/v3.");
    }
    if (url.username !== "" || url.password !== "" || /[?#]/.test(text)) {
        throw (0,errors/* inputError */.X)("github-api-url", "holds a user name, a password, a query or a fragment.", `Give the address alone: ${url.origin}${url.pathname}.`);
    }
    return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
function keyVaultSettings(targets, given) {
    const vaults = targets.filter((target) => target.kind === "key-vault-secret");
    const [first] = vaults;
    if (first === undefined)
        return undefined;
    const { signIn, endpoints } = given;
    if (signIn.kind === "access-token") {
        throw (0,errors/* inputError */.X)("access-token", `cannot reach \`${first.name}\`: it is a token for Microsoft Graph, and Key Vault wants one of its own.`, "Sign in with a certificate, a secret or OIDC instead.", "input-conflict");
    }
    const { keyVaultDomain } = endpoints.cloud;
    if (given.keyVaultUrl === undefined) {
        if (keyVaultDomain === undefined) {
            throw (0,errors/* inputError */.X)("key-vault-url", `is missing: where the vaults of the cloud ${endpoints.cloud.name} are is not documented.`, "Give the vault's address, as the portal shows it (Vault URI).", "input-missing");
        }
        return { signIn, authorityOrigin: endpoints.authorityOrigin, domain: keyVaultDomain, origin: undefined };
    }
    if (new Set(vaults.map(({ vault }) => vault.toLowerCase())).size > 1) {
        throw (0,errors/* inputError */.X)("key-vault-url", "is the address of one vault, and deliver-to names several.", "Leave key-vault-url out, or name one vault.", "input-conflict");
    }
    const origin = parseOrigin("key-vault-url", given.keyVaultUrl);
    const { hostname } = new URL(origin);
    return {
        signIn,
        authorityOrigin: endpoints.authorityOrigin,
        // Of an unknown cloud, the vault's own host tells: what follows the vault's name.
        domain: keyVaultDomain ?? hostname.slice(hostname.indexOf(".") + 1),
        origin,
    };
}

;// CONCATENATED MODULE: ./src/config/uploaded-secret.ts



const LONGEST_BYTES = 16_384;
/** Which of the two inputs holds the text to upload: exactly one does. */
function secretSource(inputs) {
    if (inputs.has("secret") && inputs.has("secret-file")) {
        throw (0,errors/* inputError */.X)("secret-file", "stands beside secret: two texts to upload.", "Give one of the two.", "input-conflict");
    }
    if (inputs.has("secret-file"))
        return "secret-file";
    inputs.requireSecret("secret", "Give the text to upload, or secret-file.");
    return "secret";
}
/**
 * The text, byte for byte but for one final newline, which files and `echo` put there.
 * Refused: more than 16 KiB, NUL, and text that JSON would change.
 */
function parseUploadedSecret(input, secret, log, masker) {
    const given = (0,secrets_secret/* reveal */._c)(secret);
    assertUsableSecret(input, given);
    const text = given.replace(/\r?\n$/, "");
    if (text !== given) {
        masker.text(text);
        log.notice(`${input}: one final newline was removed.`);
    }
    const bytes = Buffer.byteLength(text);
    if (bytes > LONGEST_BYTES) {
        throw (0,errors/* inputError */.X)(input, `is ${bytes.toLocaleString("en")} bytes; the limit is ${LONGEST_BYTES.toLocaleString("en")}.`, "Upload the secret alone.");
    }
    if (text.includes("\0"))
        throw (0,errors/* inputError */.X)(input, "holds a NUL character.", "Upload text, not a binary file.");
    if (!text.isWellFormed() || text.includes("\ufffd")) {
        throw (0,errors/* inputError */.X)(input, "holds bytes that are no text.", "Upload text in UTF-8.");
    }
    return new secrets_secret/* Secret */.zh(text, "secret");
}

// EXTERNAL MODULE: ./src/rotation/delivered-credential.ts + 2 modules
var delivered_credential = __nccwpck_require__(8968);
;// CONCATENATED MODULE: ./src/rotation/configure.ts














const configure_DAY = 86_400;
/** A verifier caches a key set's public keys for a day (docs/design.md, "Retry classes"). */
const SIGNING_LEAD = 25 * 3_600;
/** All three kinds of rotation, told apart by the target and by `credential`. */
async function configureRotation(operation, context) {
    const { inputs } = context;
    if (inputs.has("key-set-id"))
        return configureKeySet(operation, context);
    const kind = oneOf(inputs, "credential", ["certificate", "password"]) ?? "certificate";
    return kind === "certificate"
        ? configureCertificate(operation, context)
        : configurePassword(operation, context);
}
async function configureCertificate(operation, context) {
    const { inputs, signIn, masker, nowMs, log } = context;
    const common = commonOf(operation, context);
    const proof = await parseProof(inputs, signIn, masker, nowMs, log);
    const given = await givenPair(context);
    if (operation === "rotate" && common.sinks.targets.length === 0 && given === undefined) {
        throw missing("deliver-to", "The new certificate is made here and exists nowhere else: name where it goes, or give your own new pair as `certificate`.");
    }
    return {
        kind: "certificate",
        ...common,
        proof,
        carried: await carriedState(inputs),
        keySize: parseKeySize(inputs),
        given,
        deliverAs: deliveredForm(inputs),
    };
}
function configurePassword(operation, context) {
    const { inputs } = context;
    const common = commonOf(operation, context);
    const currentSecret = currentSecretOf(inputs, context.signIn, common.target.appId);
    if (operation === "rotate" && common.sinks.targets.length === 0) {
        throw missing("deliver-to", "The new password exists nowhere else: name where it goes.");
    }
    return Promise.resolve({ kind: "password", ...common, currentSecret });
}
function commonOf(operation, context) {
    const { inputs, environment, endpoints, signIn } = context;
    const target = parseObjectTarget(inputs, signIn.clientId);
    const emergency = parseEmergencyKeyId(inputs, environment);
    if (signIn.tenantId === undefined) {
        throw missing("tenant-id", "A new credential is proved by signing in with it: name the tenant.");
    }
    return {
        operation,
        target,
        signIn,
        endpoints,
        environment,
        tenantId: signIn.tenantId,
        line: parseRotationName(inputs, environment, target),
        rules: parseRotationRules(inputs, parseKeyIds(inputs)),
        displayName: parseDisplayName(inputs) ?? defaultDisplayName(environment),
        emergencyKeyId: emergency === undefined ? undefined : parseGuid("emergency-key-id", emergency),
        sinks: parseSinkSettings({
            deliverTo: inputs.text("deliver-to"),
            githubToken: inputs.secret("github-token"),
            githubApiUrl: inputs.text("github-api-url") ?? environment.apiUrl,
            keyVaultUrl: inputs.text("key-vault-url"),
            tempDirectory: environment.tempDirectory,
            signIn,
            endpoints,
        }),
        dryRun: flag(inputs, "dry-run"),
    };
}
/** The user's own new pair: it is proved by signing in, so its private key is needed. */
async function givenPair({ inputs, masker, nowMs, log }) {
    const text = inputs.secret("certificate");
    if (text === undefined)
        return undefined;
    const { pair, warnings } = await openKeyPair({
        name: "certificate",
        text,
        passwordName: "certificate-password",
        password: inputs.secret("certificate-password"),
    }, masker);
    for (const warning of warnings)
        log.warning(warning);
    (0,material_certificate/* assertValidNow */.Zi)("certificate", pair.certificate, nowMs);
    return pair;
}
/** From the text that is the current credential: the one that signs the proof. */
async function carriedState(inputs) {
    const own = inputs.secret("proof-certificate");
    const text = own ?? inputs.secret("client-certificate");
    if (text === undefined)
        return undefined;
    return (0,delivered_credential/* readDelivered */.h)((0,secrets_secret/* reveal */._c)(text), inputs.secret(own === undefined ? "client-certificate-password" : "proof-certificate-password"));
}
function deliveredForm(inputs) {
    if (oneOf(inputs, "deliver-as", ["pem", "pfx"]) !== "pfx")
        return { form: "pem" };
    return {
        form: "pfx",
        password: inputs.requireSecret("deliver-password", "A PFX is delivered with a password."),
    };
}
function currentSecretOf(inputs, signIn, targetAppId) {
    const given = inputs.secret("current-secret");
    if (given !== undefined)
        return given;
    // The caller's own secret, unless the target is said to be somebody else.
    if (signIn.kind === "client-secret" && (targetAppId === undefined || targetAppId === signIn.clientId))
        return signIn.secret;
    throw missing("current-secret", "Give the secret that is delivered today: it tells which password is the current one.");
}
function configureKeySet(operation, context) {
    const { inputs, environment, log, masker } = context;
    if (inputs.has("deliver-to")) {
        throw (0,errors/* inputError */.X)("deliver-to", "is not used with a key set: its keys never leave the service.", "Remove it.", "input-conflict");
    }
    const keyUse = operation === "rotate" ? requireOneOf(inputs, "key-use", ["sig", "enc"]) : "sig";
    const given = inputs.has("secret");
    const leadText = inputs.text("lead");
    return Promise.resolve({
        kind: "key-set",
        operation,
        target: parseKeySetTarget(inputs, log),
        rules: parseRotationRules(inputs, lines(inputs.text("retire-key-ids")), { overlap: false }),
        keyUse,
        source: given
            ? {
                kind: "secret",
                secret: parseUploadedSecret("secret", inputs.requireSecret("secret", "Give the text to upload."), log, masker),
            }
            : {
                kind: "generate",
                keyType: operation === "rotate" ? requireOneOf(inputs, "key-type", ["RSA", "OCT"]) : "RSA",
            },
        leadSeconds: leadText === undefined ? (keyUse === "sig" && !given ? SIGNING_LEAD : 0) : requireLead(leadText),
        emergencyKeyId: parseEmergencyKeyId(inputs, environment),
        createKeySet: flag(inputs, "create-key-set"),
        dryRun: flag(inputs, "dry-run"),
    });
}
function requireLead(text) {
    const seconds = requireDuration("lead", text);
    if (seconds > 365 * configure_DAY)
        throw (0,errors/* inputError */.X)("lead", "is more than a year.", "Use a day or two, such as 25h.");
    return seconds;
}

;// CONCATENATED MODULE: ./src/operations/rotate.ts


/** What both halves of a rotation understand. */
const ROTATION_INPUTS = [
    "key-set-id",
    "application-object-id",
    "app-id",
    "service-principal-object-id",
    "service-principal-app-id",
    "proof-certificate",
    "proof-certificate-password",
    "proof-issuer",
    "credential",
    "current-secret",
    "rotation-name",
    "rotate-before",
    "validity",
    "overlap",
    "retire-key-ids",
    "retire-initial",
    "deliver-to",
    "github-token",
    "github-api-url",
    "key-vault-url",
    "dry-run",
];
/** Makes, adds, proves and delivers a new key when the old one is due, and retires older ones. */
const rotate = {
    name: "rotate",
    needs: permissions/* ROLL_KEYS */.lz,
    needsOf: rotationNeeds,
    inputs: [
        ...ROTATION_INPUTS,
        "certificate",
        "certificate-password",
        "secret",
        "key-type",
        "key-use",
        "display-name",
        "create-key-set",
        "force",
        "key-size",
        "lead",
        "retire-due",
        "emergency-key-id",
        "deliver-as",
        "deliver-password",
        "prove-timeout",
    ],
    configure: (context) => configureRotation("rotate", context),
    run: runRotation,
};
function rotationNeeds(config) {
    if (config.kind === "key-set")
        return [permissions/* WRITE_KEY_SETS */.cz];
    return config.kind === "certificate" ? [permissions/* ROLL_KEYS */.lz] : [permissions/* WRITE_OBJECTS */.NH, permissions/* READ_OBJECTS */.Yc];
}
/** The protocols are loaded when one of them runs: the single calls do without them. */
async function runRotation(config, context) {
    switch (config.kind) {
        case "certificate": {
            const [{ rotateObject }, { CertificateCredentials }] = await Promise.all([
                Promise.all(/* import() */[__nccwpck_require__.e(669), __nccwpck_require__.e(252), __nccwpck_require__.e(186)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3186)),
                Promise.all(/* import() */[__nccwpck_require__.e(252), __nccwpck_require__.e(500)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6500)),
            ]);
            return rotateObject(config, new CertificateCredentials(config, context), context);
        }
        case "password": {
            const [{ rotateObject }, { PasswordCredentials }] = await Promise.all([
                Promise.all(/* import() */[__nccwpck_require__.e(669), __nccwpck_require__.e(252), __nccwpck_require__.e(186)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3186)),
                Promise.all(/* import() */[__nccwpck_require__.e(669), __nccwpck_require__.e(252), __nccwpck_require__.e(766)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4766)),
            ]);
            return rotateObject(config, new PasswordCredentials(config, context), context);
        }
        case "key-set":
            return (await __nccwpck_require__.e(/* import() */ 951).then(__nccwpck_require__.bind(__nccwpck_require__, 951))).rotateKeySet(config, context);
    }
}

;// CONCATENATED MODULE: ./src/operations/retire.ts



/** The later half of a rotation alone: retires what is due, and makes nothing. */
const retire = {
    name: "retire",
    needs: permissions/* ROLL_KEYS */.lz,
    needsOf: rotationNeeds,
    inputs: ROTATION_INPUTS,
    configure: (context) => configureRotation("retire", context),
    run: runRotation,
};

;// CONCATENATED MODULE: ./src/operations/upload-certificate.ts







/** Puts a public certificate into a key set: `POST /beta/trustFramework/keySets/{id}/uploadCertificate`. */
const uploadCertificate = {
    name: "upload-certificate",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        requireKeySets(endpoints);
        const target = parseKeySetTarget(inputs, log);
        const { certificate, warnings } = await openPublicCertificate({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give the certificate: PEM, base64 DER, or base64 PFX."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,material_certificate/* assertNotExpired */.Hj)("certificate", certificate.certificate, nowMs);
        if (certificate.privateKey !== undefined) {
            log.notice("certificate: holds a private key, which is not sent. A key that signs or decrypts is uploaded with upload-pkcs12.");
        }
        return {
            operation: "upload-certificate",
            target,
            certificate,
            createKeySet: flag(inputs, "create-key-set"),
            dryRun: flag(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { certificate, thumbprint } = config.certificate;
        return addToKeySet({
            ...config,
            done: `Uploaded certificate ${thumbprint}`,
            would: `upload certificate ${thumbprint}`,
            action: "uploadCertificate",
            // Standard base64 with padding, of the whole certificate.
            body: { key: certificate.raw.toString("base64") },
            fingerprint: certificateFingerprint(certificate),
            readsFirst: true,
        }, context);
    },
};

;// CONCATENATED MODULE: ./src/material/repack.ts

/** As Windows and OpenSSL choose for this old form. */
const ITERATIONS = 2048;
const SALT_BYTES = 8;
const MAC_KEY_BYTES = 20;
/**
 * Writes a PKCS#12 file in the form that readers from before AES open: PBE-SHA1-3DES for key and
 * certificates, MAC with SHA-1. All in memory and in JavaScript: OpenSSL 3 has no writer in Node.
 *
 * The certificates stay the bytes that they are. node-forge's own `toPkcs12Asn1` would parse
 * them and write them anew, and refuses an EC certificate anywhere in the chain.
 */
async function packLegacyPfx(parts, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __nccwpck_require__.e(/* import() */ 542).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8542, 23));
    return new LegacyPfxWriter(forge, password).write(parts);
}
class LegacyPfxWriter {
    #forge;
    #oids;
    #password;
    constructor(forge, password) {
        this.#forge = forge;
        this.#oids = forge.pki.oids;
        this.#password = password;
    }
    write({ privateKey, certificate, chain, friendlyName }) {
        const attributes = this.#attributes(certificate, friendlyName);
        const key = privateKey.export({ type: "pkcs8", format: "der" });
        const keyBag = this.#bag("pkcs8ShroudedKeyBag", this.#encrypt(this.#parse(key)), attributes);
        const certificates = this.#sequence(this.#certificateBag(certificate, attributes), ...chain.map((one) => this.#certificateBag(one)));
        const safe = this.#sequence(this.#encryptedData(certificates), this.#data(this.#der(this.#sequence(keyBag))));
        const content = this.#der(safe);
        const file = this.#sequence(this.#integer(3), this.#data(content), this.#mac(content));
        return Buffer.from(this.#der(file), "latin1");
    }
    /** Binds key and certificate to each other: some readers go by nothing else. */
    #attributes(certificate, friendlyName) {
        const { asn1 } = this.#forge;
        const id = (0,external_node_crypto_.createHash)("sha1").update(certificate.raw).digest().toString("latin1");
        const name = friendlyName === undefined
            ? []
            : [this.#attribute("friendlyName", this.#primitive(asn1.Type.BMPSTRING, friendlyName))];
        return this.#set(this.#attribute("localKeyId", this.#octets(id)), ...name);
    }
    #attribute(type, value) {
        return this.#sequence(this.#oid(type), this.#set(value));
    }
    #certificateBag(certificate, attributes) {
        const value = this.#sequence(this.#oid("x509Certificate"), this.#tagged(this.#octets(certificate.raw.toString("latin1"))));
        return this.#bag("certBag", value, attributes);
    }
    #bag(type, value, attributes) {
        const rest = attributes === undefined ? [] : [attributes];
        return this.#sequence(this.#oid(type), this.#tagged(value), ...rest);
    }
    #data(content) {
        return this.#sequence(this.#oid("data"), this.#tagged(this.#octets(content)));
    }
    #encryptedData(content) {
        const { asn1 } = this.#forge;
        const [algorithm, ciphertext] = this.#encrypt(content).value;
        if (algorithm === undefined || ciphertext === undefined)
            throw new TypeError("no EncryptedPrivateKeyInfo");
        const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, ciphertext.value);
        return this.#sequence(this.#oid("encryptedData"), this.#tagged(this.#sequence(this.#integer(0), this.#sequence(this.#oid("data"), algorithm, implicit))));
    }
    /** EncryptedPrivateKeyInfo, whatever the content: algorithm and ciphertext. */
    #encrypt(content) {
        return this.#forge.pki.encryptPrivateKeyInfo(content, this.#password, {
            algorithm: "3des",
            count: ITERATIONS,
            saltSize: SALT_BYTES,
        });
    }
    #mac(content) {
        const { asn1, hmac, random, util } = this.#forge;
        const salt = random.getBytesSync(SALT_BYTES);
        // Not in @types/node-forge.
        const derivation = this.#forge.pkcs12;
        const purposeMac = 3;
        const key = derivation.generateKey(this.#password, util.createBuffer(salt), purposeMac, ITERATIONS, MAC_KEY_BYTES);
        const digest = hmac.create();
        digest.start("sha1", key);
        digest.update(content);
        const algorithm = this.#sequence(this.#oid("sha1"), this.#primitive(asn1.Type.NULL, ""));
        return this.#sequence(this.#sequence(algorithm, this.#octets(digest.digest().getBytes())), this.#octets(salt), this.#integer(ITERATIONS));
    }
    #sequence(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
    }
    #set(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, values);
    }
    /** `[0]`, which forge's types know as the universal tag of that number. */
    #tagged(value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
    }
    #primitive(type, value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, type, false, value);
    }
    #octets(value) {
        return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, value);
    }
    #integer(value) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes());
    }
    #oid(name) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.OID, asn1.oidToDer(this.#oids[name] ?? "").getBytes());
    }
    #parse(der) {
        return this.#forge.asn1.fromDer(der.toString("latin1"));
    }
    #der(value) {
        return this.#forge.asn1.toDer(value).getBytes();
    }
}

;// CONCATENATED MODULE: ./src/material/pkcs12.ts







/**
 * Opens the PFX to upload, whose private key goes along. Where it uses what Azure AD B2C cannot
 * read (AES, a MAC other than SHA-1; the service then says that the password is wrong) it is
 * re-packed in memory under the same password; what the service reads is kept byte for byte.
 *
 * Throws `input-missing`, `key-material-invalid` (no PFX, password, no key, not RSA, …) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPkcs12(input, masker) {
    const { name } = input;
    const found = await openMaterial(input, masker, "optional");
    if (found.pfx === undefined) {
        throw (0,problem/* problem */.CC)(name, "must be a PFX here, and this is none.", "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`. For a public certificate alone use upload-certificate.");
    }
    const { pair, warnings } = pairOf(name, found);
    const password = input.password === undefined ? "" : (0,secrets_secret/* reveal */._c)(input.password);
    const { isLegacy, friendlyNames } = await (0,pfx_bags/* bagsOf */.Hg)(found.pfx, password);
    const [friendlyName] = friendlyNames;
    const pfx = isLegacy ? found.pfx : await packLegacyPfx({ ...pair, friendlyName }, password);
    if (!isLegacy) {
        masker.bytes(pfx);
        await verify(input, pfx, password, pair);
    }
    return {
        pkcs12: {
            pair,
            pfx: new secrets_secret/* Secret */.zh(pfx.toString("base64"), name),
            password: new secrets_secret/* Secret */.zh(password, input.passwordName),
            repacked: !isLegacy,
        },
        warnings,
    };
}
/** Opens the new file as anybody would, OpenSSL's check of MAC and password included, before it is sent. */
async function verify({ name, passwordName }, pfx, password, pair) {
    const { privateKeys, certificates } = await openPfx(name, pfx, passwordName, password);
    const wanted = [pair.certificate, ...pair.chain];
    const same = privateKeys.length === 1 &&
        privateKeys[0]?.equals(pair.privateKey) === true &&
        certificates.length === wanted.length &&
        certificates.every((one, index) => one.raw.equals(wanted[index]?.raw ?? Buffer.alloc(0)));
    if (same)
        return;
    throw (0,problem/* problem */.CC)(name, "the PFX could not be re-packed with 3DES: the result was not the same key and certificates.", "This is a defect of this action: report it. Meanwhile export the PFX with `openssl pkcs12 -export -legacy`.");
}

;// CONCATENATED MODULE: ./src/operations/upload-pkcs12.ts







/** Puts a certificate with its private key into a key set: `POST /beta/trustFramework/keySets/{id}/uploadPkcs12`. */
const uploadPkcs12 = {
    name: "upload-pkcs12",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        requireKeySets(endpoints);
        const target = parseKeySetTarget(inputs, log);
        const { pkcs12, warnings } = await openPkcs12({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give base64 of a PFX that holds key and certificate."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,material_certificate/* assertNotExpired */.Hj)("certificate", pkcs12.pair.certificate, nowMs);
        if (pkcs12.repacked) {
            log.notice("certificate: the PFX is protected in a newer way (AES, or a MAC other than SHA-1) than Azure AD B2C reads. It was re-packed with 3DES in memory: same key, certificates and password.");
        }
        return {
            operation: "upload-pkcs12",
            target,
            pkcs12,
            createKeySet: flag(inputs, "create-key-set"),
            dryRun: flag(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { pair, pfx, password } = config.pkcs12;
        const what = `the key and certificate ${pair.thumbprint}`;
        return addToKeySet({
            ...config,
            done: `Uploaded ${what}`,
            would: `upload ${what}`,
            action: "uploadPkcs12",
            // The parameter is sent even where the PFX has no password: it is not declared optional.
            body: { key: pfx, password },
            fingerprint: certificateFingerprint(pair.certificate),
            readsFirst: true,
        }, context);
    },
};

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./src/files/secret-input-file.ts




const LARGEST_BYTES = 64 * 1024;
/** A pipe in the file's place would otherwise wait for a writer. */
const PLAIN_READ = external_node_fs_.constants.O_RDONLY |
    (external_node_fs_.constants.O_NOFOLLOW ?? 0) |
    (external_node_fs_.constants.O_NONBLOCK ?? 0);
function openSecretInputFile(input, given, tempDirectory, masker) {
    const place = (0,temp_path/* parseTempPath */.Pl)(input, given, tempDirectory);
    const there = (0,temp_path/* statOf */._N)(place);
    if (there === undefined) {
        throw (0,temp_path/* unusable */._P)(input, "does not exist.", "Give the path that the earlier step wrote (secret-output-file), in the same job.");
    }
    if (there.isSymbolicLink())
        throw (0,temp_path/* unusable */._P)(input, "is a symbolic link.", "Give the file itself.");
    if (!there.isFile())
        throw (0,temp_path/* unusable */._P)(input, "is not a regular file.", "Give the path of a file.");
    const { bytes, stat } = readWhole(place);
    const text = decode(place, bytes);
    masker.text(text);
    return { secret: new secrets_secret/* Secret */.zh(text, input), remove: () => removeIfSame(place, stat) };
}
function readWhole(place) {
    let file;
    try {
        file = (0,external_node_fs_.openSync)(place.path, PLAIN_READ);
        const stat = (0,external_node_fs_.fstatSync)(file, { bigint: true });
        if (!stat.isFile() || !(0,temp_path/* isSameFile */.Dl)(stat, place)) {
            throw (0,temp_path/* unusable */._P)(place.input, "was replaced while it was opened.", "Let nothing else write to that path.");
        }
        // One byte more than is allowed tells whether there is more; the size may change meanwhile.
        const buffer = Buffer.alloc(LARGEST_BYTES + 1);
        let length = 0;
        for (;;) {
            const read = (0,external_node_fs_.readSync)(file, buffer, length, buffer.length - length, null);
            length += read;
            if (read === 0 || length === buffer.length)
                break;
        }
        if (length > LARGEST_BYTES) {
            throw (0,temp_path/* unusable */._P)(place.input, "is larger than 64 KiB.", "Put the secret alone into the file.");
        }
        return { bytes: buffer.subarray(0, length), stat };
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l)
            throw error;
        throw (0,temp_path/* unusable */._P)(place.input, `cannot be read (${(0,temp_path/* codeOf */.$N)(error)}).`, "Check the file's rights.", error);
    }
    finally {
        if (file !== undefined)
            (0,external_node_fs_.closeSync)(file);
    }
}
function decode(place, bytes) {
    try {
        // The mark is a part of the text that nobody sees: it is no part of a secret.
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw (0,temp_path/* unusable */._P)(place.input, "holds bytes that are no text.", "Write text in UTF-8.", error);
    }
}
function removeIfSame(place, read) {
    try {
        if (!(0,temp_path/* isSameFile */.Dl)(read, place))
            return "something else stands there now";
        (0,external_node_fs_.unlinkSync)(place.path);
        return undefined;
    }
    catch (error) {
        return error instanceof errors/* ActionError */.l ? error.what : (0,temp_path/* codeOf */.$N)(error);
    }
}

;// CONCATENATED MODULE: ./src/operations/upload-secret.ts








/** Puts a given secret into a key set: `POST /beta/trustFramework/keySets/{id}/uploadSecret`. */
const uploadSecret = {
    name: "upload-secret",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: [
        "key-set-id",
        "secret",
        "secret-file",
        "key-use",
        "not-before",
        "expires-on",
        "create-key-set",
        "dry-run",
    ],
    configure({ inputs, environment, endpoints, nowMs, log, masker }) {
        requireKeySets(endpoints);
        const target = parseKeySetTarget(inputs, log);
        const source = secretSource(inputs);
        const file = source === "secret" ? undefined : openFile(inputs, environment.tempDirectory, masker);
        const given = file?.secret ?? inputs.requireSecret("secret", "Give the text to upload.");
        return Promise.resolve({
            operation: "upload-secret",
            target,
            secret: parseUploadedSecret(source, given, log, masker),
            file,
            keyUse: requireOneOf(inputs, "key-use", ["sig", "enc"]),
            validity: parseValidity(inputs, nowMs),
            createKeySet: flag(inputs, "create-key-set"),
            dryRun: flag(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const { notBefore: nbf, expiresOn: exp } = config.validity;
        const what = `a secret for ${config.keyUse}`;
        const result = await addToKeySet({
            ...config,
            done: `Uploaded ${what}`,
            would: `upload ${what}`,
            action: "uploadSecret",
            // `k` is the plain text, not base64url: the documentation's own example says so.
            body: { use: config.keyUse, k: config.secret, nbf, exp },
            fingerprint: { use: config.keyUse, kty: "oct", nbf, exp, ofThisRun: config.validity.relative },
        }, context);
        // Only now: while the upload may fail, the file is the only place that has the secret.
        if (!config.dryRun && config.file !== undefined)
            removeFile(config.file, context.log);
        return result;
    },
};
function openFile(inputs, tempDirectory, masker) {
    const path = inputs.requireText("secret-file", "Give the path of the file that holds the secret.");
    return openSecretInputFile("secret-file", path, tempDirectory, masker);
}
function removeFile(file, log) {
    const failed = file.remove();
    if (failed === undefined)
        log.step("Deleted secret-file.");
    else
        log.warning(`secret-file: could not be deleted (${failed}). Delete it in a later step.`);
}

;// CONCATENATED MODULE: ./src/operations/registry.ts



















/** Every operation that does something by itself: a new one is a file of its own and a line here. */
const CHECKABLE = {
    "generate-key": generateKey,
    "upload-secret": uploadSecret,
    "upload-certificate": uploadCertificate,
    "upload-pkcs12": uploadPkcs12,
    "get-active-key": getActiveKey,
    "enable-key": enableKey,
    "disable-key": disableKey,
    "delete-key-set": deleteKeySet,
    "add-key": addKey,
    "remove-key": removeKey,
    "add-password": addPassword,
    "remove-password": removePassword,
    "list-keys": listKeys,
    report: report,
    rotate: rotate,
    retire: retire,
};
const OPERATIONS = { ...CHECKABLE, check: checkOf(CHECKABLE) };
function operationName(inputs) {
    return requireOneOf(inputs, "operation", Object.keys(OPERATIONS));
}
/** Such an operation signs in while it runs, because a refusal of that is part of what it reports. */
function signsInItself(name) {
    return OPERATIONS[name].signsInItself === true;
}
async function configure(name, context) {
    const operation = OPERATIONS[name];
    for (const given of context.inputs.given) {
        if (!COMMON_INPUTS.includes(given) && !operation.inputs.includes(given)) {
            context.log.warning(`${given}: is not used by ${name}, and was ignored.`);
        }
    }
    return operation.configure(context);
}
function run(config, context) {
    // One config, one operation of the same name: the compiler cannot follow that through the
    // table, and a switch over every name would be a second place to touch.
    const operation = OPERATIONS[config.operation];
    return operation.run(config, context);
}

;// CONCATENATED MODULE: ./src/report/outputs.ts

/** Every output of the action; `action.yml` and the README list the same names. */
const OUTPUT_NAMES = [
    "kid",
    "key-id",
    "key-set-id",
    "key-type",
    "key-use",
    "not-before",
    "expires-on",
    "expires-in-days",
    "thumbprint",
    "changed",
    "rotated",
    "delivered-to",
    "previous-key-id",
    "retire-after",
    "retired-key-ids",
    "due-in-days",
    "result",
];
/** Job outputs end at 1 MB, measured in UTF-16. */
const LONGEST_RESULT = 400_000;
/** Public data only. Empty where there is nothing to say. */
function toOutputs(result, nowMs) {
    const key = result.key ?? {};
    const facts = {
        kid: key.kid ?? "",
        "key-id": key.keyId ?? "",
        "key-set-id": key.keySetId ?? "",
        "key-type": key.keyType ?? "",
        "key-use": key.keyUse ?? "",
        "not-before": key.notBefore === undefined ? "" : (0,iso_time/* isoSeconds */.n)(key.notBefore),
        "expires-on": key.expiresOn === undefined ? "" : (0,iso_time/* isoSeconds */.n)(key.expiresOn),
        "expires-in-days": key.expiresOn === undefined ? "" : String(outputs_daysLeft(key.expiresOn, nowMs)),
        thumbprint: key.thumbprint ?? "",
        changed: String(result.changed),
        ...rotationFacts(result.rotation),
    };
    return { ...facts, result: resultJson(result, facts) };
}
function rotationFacts(rotation) {
    return {
        rotated: rotation === undefined ? "" : String(rotation.rotated),
        "delivered-to": rotation?.deliveredTo.join("\n") ?? "",
        "previous-key-id": rotation?.previousKeyId ?? "",
        "retire-after": rotation?.retireAfter === undefined ? "" : (0,iso_time/* isoSeconds */.n)(rotation.retireAfter),
        "retired-key-ids": rotation === undefined ? "" : JSON.stringify(rotation.retiredKeyIds),
        "due-in-days": rotation?.dueInDays === undefined ? "" : String(rotation.dueInDays),
    };
}
function outputs_daysLeft(expiresOn, nowMs) {
    return Math.floor((expiresOn - nowMs / 1000) / 86_400);
}
function resultJson(result, facts) {
    const { changed: _changed, "expires-in-days": days, ...texts } = facts;
    const whole = {
        operation: result.operation,
        changed: result.changed,
        ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== "")),
        ...(days === "" ? {} : { "expires-in-days": Number(days) }),
        ...rotationData(result.rotation),
        ...result.data,
        ...(result.planned === undefined
            ? {}
            : {
                planned: result.planned.map((write) => ({
                    method: write.method,
                    url: write.url.href,
                    body: write.body,
                })),
            }),
    };
    return cutLists(whole);
}
/** The same facts as the outputs, with their types. */
function rotationData(rotation) {
    if (rotation === undefined)
        return {};
    return {
        rotated: rotation.rotated,
        "delivered-to": rotation.deliveredTo,
        "retired-key-ids": rotation.retiredKeyIds,
        ...(rotation.dueInDays === undefined ? {} : { "due-in-days": rotation.dueInDays }),
    };
}
/** One line of JSON under the limit: the longest list is halved until it fits. */
function cutLists(whole) {
    let value = whole;
    for (;;) {
        const json = JSON.stringify(value);
        if (json.length <= LONGEST_RESULT)
            return json;
        const [name, list] = longestList(value);
        if (name === undefined)
            return JSON.stringify({ operation: value["operation"], changed: value["changed"], truncated: true });
        value = { ...value, [name]: list.slice(0, Math.floor(list.length / 2)), truncated: true };
    }
}
function longestList(value) {
    let found = [undefined, []];
    for (const [name, item] of Object.entries(value)) {
        if (Array.isArray(item) && item.length > found[1].length)
            found = [name, item];
    }
    return found;
}

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js + 5 modules
var sign = __nccwpck_require__(6424);
;// CONCATENATED MODULE: ./src/proof/proof.ts


/** The client id of the old directory graph: the only audience that the service takes, in every cloud. */
const AUDIENCE = "00000002-0000-0000-c000-000000000000";
/** A runner's clock may be two minutes fast. */
const BACKDATE_SECONDS = 120;
/** The documentation's limit for `exp - nbf`. */
const LIFETIME_SECONDS = 600;
/**
 * Makes the proofs of possession for addKey and removeKey: JWTs signed by the private key of a
 * certificate that already stands on the object addressed
 * (learn.microsoft.com/graph/application-rollkey-prooftoken; docs/service-facts.md).
 *
 * RS256 with `x5t` and `kid`, the only form that anybody has seen accepted: the proof is
 * not a client assertion, and its newer algorithms are not tried here.
 */
class Prover {
    #serviceClock;
    #masker;
    #lastNotBefore = 0;
    constructor(serviceClock, masker) {
        this.#serviceClock = serviceClock;
        this.#masker = masker;
    }
    /**
     * A new proof for one request; it lives ten minutes.
     *
     * @param issuer the object id of the application or service principal in the URL
     */
    async prove(pair, issuer) {
        const notBefore = this.#nextNotBefore();
        const jwt = await new sign/* SignJWT */.P({
            aud: AUDIENCE,
            iss: issuer,
            nbf: notBefore,
            exp: notBefore + LIFETIME_SECONDS,
        })
            .setProtectedHeader({
            alg: "RS256",
            typ: "JWT",
            x5t: Buffer.from(pair.thumbprint, "hex").toString("base64url"),
            kid: pair.thumbprint,
        })
            .sign(pair.privateKey);
        this.#masker.text(jwt);
        return new secrets_secret/* Secret */.zh(jwt, "proof of possession");
    }
    /**
     * RS256 signs without chance, and times are whole seconds: two proofs of one second would be
     * the same one. The next begins a second later; its margin has room for that.
     */
    #nextNotBefore() {
        const notBefore = Math.floor(this.#serviceClock.now() / 1000) - BACKDATE_SECONDS;
        this.#lastNotBefore =
            notBefore <= this.#lastNotBefore && notBefore > this.#lastNotBefore - BACKDATE_SECONDS / 2
                ? this.#lastNotBefore + 1
                : notBefore;
        return this.#lastNotBefore;
    }
}

;// CONCATENATED MODULE: ./src/report/gantt.ts
const gantt_DAY = 86_400;
const gantt_LONGEST_NAME = 64;
/** GitHub draws no diagram whose source is longer. */
const LONGEST_SOURCE = 50_000;
/**
 * A Mermaid gantt chart, as a fenced block.
 *
 * Names are untrusted, and Mermaid has no way to quote them: `:` ends a task's name, `#`, `;`
 * and `%%` begin something else, and a line that starts with `section` or `click` is no task.
 * So a name keeps letters, digits and a few signs, behind a word that is ours.
 */
function ganttChart(title, bars) {
    const lines = [
        "gantt",
        `  title ${plain(title)}`,
        "  dateFormat YYYY-MM-DD",
        "  axisFormat %Y-%m-%d",
        ...[...new Set(bars.map(({ group }) => group))].flatMap((group) => [
            `  section ${plain(group)}`,
            ...bars.filter((bar) => bar.group === group).map(task),
        ]),
    ];
    // Thirty bars are a tenth of that; a chart that is cut at a line is still one.
    let source = "";
    for (const line of lines) {
        if (source.length + line.length >= LONGEST_SOURCE)
            break;
        source += `${line}\n`;
    }
    return `\`\`\`mermaid\n${source}\`\`\``;
}
function task({ name, from, to, look }) {
    const start = Math.floor(from / gantt_DAY) * gantt_DAY;
    // A bar of no length is not drawn.
    const end = Math.max(start + gantt_DAY, Math.ceil(to / gantt_DAY) * gantt_DAY);
    const tag = look === "urgent" ? "crit, " : look === "faded" ? "done, " : "";
    return `  No ${plain(name)} :${tag}${day(start)}, ${day(end)}`;
}
function day(epochSeconds) {
    return new Date(epochSeconds * 1000).toISOString().slice(0, 10);
}
function plain(text) {
    const kept = text
        .replace(/[^\p{L}\p{N} ._-]+/gu, " ")
        .replace(/ {2,}/g, " ")
        .trim();
    return Array.from(kept).slice(0, gantt_LONGEST_NAME).join("").trim() || "unnamed";
}

;// CONCATENATED MODULE: ./src/report/markdown.ts
/**
 * Text in a Markdown table cell or sentence: one line, no markup, no links, no mentions.
 *
 * By entities rather than backslashes where something after the Markdown looks for the
 * character itself: a table for `|`, GitHub for `@`, and for addresses, which it links.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/\s+/g, " ")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/\|/g, "&#124;")
        .replace(/@/g, "&#64;")
        .replace(/:\/\//g, "&#58;//")
        .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`)
        .replace(/[\\`*[\]~$]|(?<!&)#/g, "\\$&")
        // Between letters or digits, as in B2C_1A_Name, it is no markup.
        .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_"));
}
/** Code in a table cell. HTML tags do not end Markdown: inside them the same has to be escaped. */
function code(text) {
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** A block to be copied as it stands; the fence is longer than any in the text. */
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
/**
 * Behind a plain heading that opens it. The heading is HTML and not Markdown; the blank lines
 * let GitHub read the inside as Markdown.
 */
function folded(heading, markdown) {
    const html = heading.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return `<details><summary>${html}</summary>\n\n${markdown}\n\n</details>`;
}
function markdown_table(head, rows) {
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

;// CONCATENATED MODULE: ./src/report/summary.ts




/** The job summary of one step: what was done, and the key's facts in a table. */
function toSummary(result, nowMs) {
    const parts = [
        `### ${result.planned === undefined ? "" : "Dry run: "}${escapeMarkdown(result.operation)}`,
        escapeMarkdown(result.headline),
    ];
    const rows = keyRows(result, nowMs);
    if (rows.length > 0)
        parts.push(markdown_table([escapeMarkdown(result.keyTitle ?? ""), ""], rows));
    for (const section of result.sections ?? [])
        parts.push(sectionMarkdown(section));
    if (result.planned !== undefined) {
        parts.push("Nothing was written. These requests would have been sent:");
        for (const write of result.planned) {
            parts.push(code(`${write.method} ${write.url.href}`));
            if (write.body === undefined)
                continue;
            parts.push(`\`\`\`json\n${JSON.stringify(write.body, null, 2).replaceAll("```", "` ` `")}\n\`\`\``);
        }
    }
    return `${parts.join("\n\n")}\n`;
}
function sectionMarkdown(section) {
    switch (section.kind) {
        case "text":
            return escapeMarkdown(section.text);
        case "code":
            return fenced(section.language, section.text);
        case "timeline":
            return ganttChart(section.title, section.bars);
        case "table": {
            const rows = section.rows.map((row) => row.map(escapeMarkdown));
            const { title } = section;
            const whole = markdown_table(section.head.map(escapeMarkdown), rows);
            if (section.folded === true)
                return folded(title ?? "More", whole);
            return title === undefined ? whole : `#### ${escapeMarkdown(title)}\n\n${whole}`;
        }
    }
}
function keyRows(result, nowMs) {
    const key = result.key ?? {};
    const rows = [
        ["Key set", key.keySetId],
        ["Key id", key.keyId],
        ["Thumbprint (SHA-1)", key.thumbprint],
        ["Type", key.keyType],
        ["Use", key.keyUse],
        ["Not before", key.notBefore === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(key.notBefore)],
        [
            "Expires on",
            key.expiresOn === undefined
                ? undefined
                : `${(0,iso_time/* isoSeconds */.n)(key.expiresOn)} (${summary_days(outputs_daysLeft(key.expiresOn, nowMs))})`,
        ],
    ];
    return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, code(value)]]));
}
function summary_days(count) {
    return count === 1 ? "1 day" : `${String(count)} days`;
}

;// CONCATENATED MODULE: ./src/run-limits.ts

/** One exchange, from the first byte to the last (docs/design.md, "Retry classes"). */
const ATTEMPT_MS = 30_000;
/** The runner kills a cancelled step after 10 s: a write in flight may use half of it. */
const GRACE_MS = 5_000;
/**
 * When to stop: the run's budget, and the runner's interrupt. Writes in flight outlive an
 * interrupt by 5 s, because a write that is cut off has an unknown outcome.
 */
class RunLimits {
    /** Aborted at an interrupt and when the budget is spent: ends waits and reads at once. */
    signal;
    budgetMs;
    #clock;
    #endsAt;
    #interrupt;
    #budget;
    constructor(clock, budgetMs, interrupt) {
        this.#clock = clock;
        this.#endsAt = clock.now() + budgetMs;
        this.budgetMs = budgetMs;
        this.#interrupt = interrupt;
        this.#budget = clock.after(budgetMs);
        this.signal = AbortSignal.any([interrupt, this.#budget]);
    }
    get remainingMs() {
        return Math.max(0, this.#endsAt - this.#clock.now());
    }
    /** Throws when nothing new may be started. */
    checkpoint() {
        if (this.#interrupt.aborted)
            throw this.interrupted();
        if (this.#budget.aborted || this.remainingMs === 0)
            throw this.spent();
    }
    /** Waits, unless the wait is longer than what is left: then it does not even begin. */
    async wait(ms, clock = this.#clock) {
        this.checkpoint();
        if (ms >= this.remainingMs)
            throw this.tooLong(ms);
        try {
            await clock.sleep(ms, this.signal);
        }
        catch {
            this.checkpoint();
        }
        this.checkpoint();
    }
    forRead() {
        return AbortSignal.any([this.signal, this.#clock.after(ATTEMPT_MS)]);
    }
    forWrite() {
        const grace = new AbortController();
        const startGrace = () => {
            this.#clock.after(GRACE_MS).addEventListener("abort", () => {
                grace.abort();
            }, { once: true });
        };
        this.#interrupt.addEventListener("abort", startGrace, { once: true });
        return AbortSignal.any([this.#budget, grace.signal, this.#clock.after(ATTEMPT_MS)]);
    }
    interrupted() {
        return new errors/* ActionError */.l({
            code: "interrupted",
            blame: "service",
            what: "The run was interrupted; no new write was started.",
            remedy: "Run it again.",
        });
    }
    tooLong(waitMs) {
        return new errors/* ActionError */.l({
            code: "timeout",
            blame: "service",
            what: `The next attempt would come in ${String(Math.ceil(waitMs / 1000))} s, after the run's time (timeout: ${String(Math.round(this.budgetMs / 1000))}s).`,
            remedy: "Run it again later, or give it a longer `timeout`.",
        });
    }
    spent() {
        return new errors/* ActionError */.l({
            code: "timeout",
            blame: "service",
            what: `The run's time is spent (timeout: ${String(Math.round(this.budgetMs / 1000))}s).`,
            remedy: "Run it again, or give it a longer `timeout`.",
        });
    }
}

;// CONCATENATED MODULE: ./src/secrets/mask.ts
/** What is shorter is not masked: masking `1` makes `2***` of every `21` in the log. */
const minLength = 8;
/** Columns in which base64 is usually wrapped: coreutils and MIME, PEM and `openssl base64`. */
const columns = [76, 64];
/** Public blocks of a PEM. Their bodies hold nothing but base64, so the match cannot run into a key. */
const publicBlock = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE|(?:RSA )?PUBLIC KEY)-----[A-Za-z0-9+/=\s]*-----END \1-----/g;
/** Never further than the next BEGIN, so that cut blocks cost no quadratic time. */
const privateBlock = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----(?:(?!-----BEGIN)[^])*?-----END \1-----/g;
/** What a file ends with, or not. */
const lineEnds = ["", "\n", "\r\n"];
/** Lines that every PEM has; to mask them would hide public certificates and drop job outputs. */
const boilerplate = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$|^Proc-Type: /;
const privateMembers = ["d", "p", "q", "dp", "dq", "qi"];
/**
 * The only place that masks. `emit` issues one add-mask command with the value.
 *
 * The runner masks the value, **each of its lines however short**, and for each of these its
 * base64 (also with one or two leading bytes off), JSON, URI and XML escapes. It does not know
 * other ends of base64, wrapped base64, base64url, hex, JWK or the key's other containers, and
 * those leak up to all of the key (docs/design.md, "Masking"); they are registered here.
 *
 * - Never emitted: values under 8 characters, PEM armour, public certificates of a PEM.
 * - A text of many lines goes whole only where each of its lines may be masked.
 * - Each value goes once, whoever asks for it. The order is that of the calls, before returning.
 */
function createMasker(emit) {
    const emitted = new Set();
    function add(value) {
        if (value.trim().length < minLength || emitted.has(value))
            return;
        emitted.add(value);
        emit(value);
    }
    /** Many lines in one command; the runner takes them apart. */
    function addLines(lines) {
        add(lines.filter((line) => line.length >= minLength).join("\n"));
    }
    /**
     * Base64 of the bytes, wherever in a longer text they stand: for each of the three phases,
     * without the last group, which depends on what follows (a newline, or its absence).
     */
    function base64(bytes) {
        for (const skip of [0, 1, 2]) {
            const usable = Math.floor((bytes.length - skip) / 3) * 3;
            if (usable <= 0)
                continue;
            const standard = bytes.toString("base64", skip, skip + usable);
            add(standard);
            add(toUrl(standard));
        }
    }
    /**
     * @param ends what may follow the bytes: it changes the last line only. That line counts even
     * where it is short, because a group or two of it would be left.
     */
    function wrapped(bytes, ends) {
        for (const width of columns) {
            for (const end of ends) {
                const lines = cut(Buffer.concat([bytes, Buffer.from(end)]).toString("base64"), width);
                if (lines.length < 2)
                    continue;
                add(lines.at(-1) ?? "");
                addLines(lines.slice(0, -1));
            }
        }
    }
    function text(value) {
        if (value.trim().length < minLength)
            return;
        const secret = value.replace(publicBlock, "\n");
        const lines = linesOf(secret);
        if (lines.every((line) => boilerplate.test(line)))
            return;
        const maskable = lines.filter((line) => line.length >= minLength && !boilerplate.test(line));
        if (secret === value && maskable.length === lines.length) {
            add(value);
            add(value.trim());
        }
        for (const line of maskable)
            add(line);
        // By way of UTF-8: encodeURIComponent throws at half a surrogate pair.
        const core = Buffer.from(value.trim(), "utf8").toString("utf8");
        const unix = core.replace(/\r\n?/g, "\n");
        const forms = new Set([core, unix, unix.replaceAll("\n", "\r\n")]);
        for (const form of forms) {
            escaped(form);
            base64(Buffer.from(form, "utf8"));
            wrapped(Buffer.from(form, "utf8"), lineEnds);
        }
        // Blanks before the text move the line breaks of wrapped base64.
        if (/^\s/.test(value))
            wrapped(Buffer.from(value.trimEnd(), "utf8"), lineEnds);
        // A key pasted with its certificate is likely to be printed alone.
        for (const [block] of value.matchAll(privateBlock))
            if (block !== core)
                text(block);
    }
    function escaped(form) {
        add(JSON.stringify(form).slice(1, -1));
        add(encodeURIComponent(form));
        // A form's body has `+` for blanks and escapes more.
        add(new URLSearchParams([["", form]]).toString().slice(1));
    }
    function bytes(value) {
        const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        const hex = buffer.toString("hex");
        add(hex);
        add(hex.toUpperCase());
        base64(buffer);
        wrapped(buffer, [""]);
    }
    function privateKey(key) {
        const types = key.asymmetricKeyType === "rsa" ? ["pkcs8", "pkcs1"] : ["pkcs8"];
        for (const type of types) {
            text(key.export({ type, format: "pem" }));
            bytes(key.export({ type, format: "der" }));
        }
        // Node makes no JWK of RSA-PSS, DSA or DH; such keys are refused right after this.
        if (!/^(?:rsa|ec|ed\d+|x\d+)$/.test(key.asymmetricKeyType ?? ""))
            return;
        const jwk = key.export({ format: "jwk" });
        for (const member of privateMembers) {
            const value = jwk[member];
            if (typeof value !== "string")
                continue;
            add(value);
            // .NET's RSAKeyValue has the same members in ordinary base64.
            add(Buffer.from(value, "base64url").toString("base64"));
        }
    }
    return { text, bytes, privateKey };
}
function linesOf(text) {
    return text
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function cut(text, width) {
    return text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
}
function toUrl(base64) {
    return base64.replaceAll("+", "-").replaceAll("/", "_");
}

;// CONCATENATED MODULE: ./src/service-clock.ts
/** Below this the difference is the `Date` header's whole seconds and the way there and back. */
const NOISE_MS = 2_000;
/**
 * The service's time, as far as its `Date` headers tell.
 *
 * Runners' clocks drift (docs/design.md, "Clocks"), and a proof or an assertion that is signed
 * by a wrong clock is refused with an error that says nothing about clocks.
 */
class ServiceClock {
    #clock;
    #skewMs = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Milliseconds since 1970 by the service's clock. */
    now() {
        return this.#clock.now() + this.#skewMs;
    }
    /** Service minus runner, in milliseconds; 0 until a difference was seen. */
    get skewMs() {
        return this.#skewMs;
    }
    /** Takes the time from an answer's `Date` header; `sentAt` is the runner's time of the request. */
    observe(date, sentAt) {
        const serviceTime = date === undefined ? NaN : Date.parse(date);
        if (Number.isNaN(serviceTime))
            return;
        const receivedAt = this.#clock.now();
        // The header is cut to whole seconds: half a second more is the better guess.
        const skew = serviceTime + 500 - (sentAt + receivedAt) / 2;
        this.#skewMs = Math.abs(skew) < NOISE_MS ? 0 : Math.round(skew);
    }
}
/** The same transport, which sets `serviceClock` by every answer. */
function observingDates(transport, clock, serviceClock) {
    return async (request) => {
        const sentAt = clock.now();
        const response = await transport(request);
        serviceClock.observe(response.headers["date"], sentAt);
        return response;
    };
}

;// CONCATENATED MODULE: ./src/main.ts

















const DEFAULT_BUDGET_SECONDS = 25 * 60;
/** One run: does what the inputs say, and reports. Never throws; every failure becomes the one annotation. */
async function main(dependencies) {
    try {
        await perform(dependencies);
    }
    catch (error) {
        dependencies.runner.fail(asActionError(error));
    }
}
async function perform(dependencies) {
    const { env, runner, transport, clock, random, makeRsaKeys, interrupt } = dependencies;
    const masker = createMasker((value) => {
        runner.mask(value);
    });
    const inputs = readInputs(env, masker);
    const environment = readEnvironment(env, masker);
    const nowMs = clock.now();
    const operation = operationName(inputs);
    const budgetMs = parseBudget(inputs) * 1000;
    const endpoints = parseEndpoints(inputs);
    const signIn = await parseSignIn(inputs, { environment, endpoints, masker, nowMs, log: runner });
    const config = await configure(operation, {
        inputs,
        environment,
        endpoints,
        signIn,
        masker,
        nowMs,
        log: runner,
    });
    const serviceClock = new ServiceClock(clock);
    const network = {
        transport: observingDates(transport, clock, serviceClock),
        clock,
        serviceClock,
        random,
        limits: new RunLimits(clock, budgetMs, interrupt),
        log: runner,
    };
    const settings = { authorityOrigin: endpoints.authorityOrigin, scope: `${endpoints.graphOrigin}/.default` };
    const tokens = (0,token_provider/* createTokenProvider */.r)(signIn, settings, network, masker);
    if (!signsInItself(operation)) {
        await tokens.get();
        runner.step(describeSignIn(signIn));
        warnOfSkew(serviceClock, runner);
    }
    const result = await run(config, {
        graph: new client/* GraphClient */.o(network, tokens),
        urls: new GraphUrls(endpoints.graphOrigin),
        prover: new Prover(serviceClock, masker),
        makeRsaKeys,
        masker,
        log: runner,
    });
    const reportedAt = serviceClock.now();
    const outputs = toOutputs(result, reportedAt);
    for (const name of OUTPUT_NAMES)
        runner.output(name, outputs[name]);
    runner.step(result.headline);
    runner.summary(toSummary(result, reportedAt));
    // After the report: a step that found something bad still says all it found.
    if (result.failure !== undefined)
        throw result.failure;
}
function parseBudget(inputs) {
    const text = inputs.text("timeout");
    if (text === undefined)
        return DEFAULT_BUDGET_SECONDS;
    const seconds = requireDuration("timeout", text);
    if (seconds === 0)
        throw (0,errors/* inputError */.X)("timeout", "is zero.", "Give the run some time, such as 25m.");
    return seconds;
}
const main_SKEW_WORTH_SAYING_MS = 30_000;
function warnOfSkew(serviceClock, runner) {
    const { skewMs } = serviceClock;
    if (Math.abs(skewMs) < main_SKEW_WORTH_SAYING_MS)
        return;
    const seconds = String(Math.round(Math.abs(skewMs) / 1000));
    runner.warning(`The runner's clock is ${seconds} s ${skewMs > 0 ? "slow" : "fast"}; the service's time is used instead.`);
}
function asActionError(error) {
    if (error instanceof errors/* ActionError */.l)
        return error;
    if (error instanceof refused/* GraphRefused */.p)
        return (0,refused/* explainRefusal */.G)(error, "do this", { anyOf: ["the one that the README names"] });
    return new errors/* ActionError */.l({
        code: "internal-error",
        blame: "internal",
        // Neither the foreign error's text nor its stack: both may hold what must not be shown.
        what: `This action has a defect (${error instanceof Error ? error.name : typeof error}).`,
        remedy: "Please report it with the version, the operation and the log; run with debug logging for the last request before it.",
        cause: error,
    });
}


/***/ }),

/***/ 2886:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ decodeBase64)
/* harmony export */ });
/**
 * Base64 or base64url, in one line or many, with or without padding.
 *
 * `Buffer.from` drops what it does not know without a word, so that a damaged key turns
 * into another, shorter one; here every character has to be right, the last bits included.
 */
function decodeBase64(text) {
    const compact = text.replace(/\s+/g, "");
    const body = /[-_]/.test(compact) && !/[+/]/.test(compact) ? fromUrl(compact) : compact;
    const bad = (index, found = describe(body.charCodeAt(index))) => ({
        badAt: index + 1,
        found,
        length: body.length,
    });
    const digits = body.search(/[^A-Za-z0-9+/]/);
    const end = digits === -1 ? body.length : digits;
    const tail = body.slice(end);
    if (!/^={0,2}$/.test(tail)) {
        const padding = /^=*/.exec(tail)?.[0].length ?? 0;
        return bad(end + Math.min(padding, 2));
    }
    if (end % 4 === 1)
        return bad(end, "the end, in the middle of a group of four");
    if (tail !== "" && body.length % 4 !== 0)
        return bad(end, "padding of the wrong length");
    const bytes = Buffer.from(body, "base64");
    if (bytes.toString("base64").replace(/=+$/, "") !== body.slice(0, end)) {
        return bad(end - 1, "a last character with stray bits");
    }
    return { bytes };
}
function fromUrl(text) {
    return text.replaceAll("-", "+").replaceAll("_", "/");
}
function describe(code) {
    if (Number.isNaN(code))
        return "the end";
    if (code > 0x20 && code < 0x7f)
        return "a character that base64 does not have";
    return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}


/***/ }),

/***/ 5798:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ certificateOfKey),
/* harmony export */   Hj: () => (/* binding */ assertNotExpired),
/* harmony export */   Zi: () => (/* binding */ assertValidNow),
/* harmony export */   dM: () => (/* binding */ distinct),
/* harmony export */   rK: () => (/* binding */ thumbprintOf),
/* harmony export */   w$: () => (/* binding */ readCertificate),
/* harmony export */   yo: () => (/* binding */ subjects)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5260);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6566);




const day = 86_400_000;
/** Throws `key-material-invalid` for bytes that only look like a certificate. */
function readCertificate(input, der) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(der);
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .problem */ .CC)(input, "the certificate is damaged: it is base64, but not a certificate.", _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .storeUnchanged */ .nk);
    }
}
/** SHA-1 of the certificate, capital hex, as portals and Graph's `customKeyIdentifier` show it. */
function thumbprintOf(certificate) {
    return certificate.fingerprint.replaceAll(":", "");
}
/** Each certificate once: export tools like to put the leaf into the chain again. */
function distinct(certificates) {
    return [...new Map(certificates.map((one) => [one.fingerprint256, one])).values()];
}
/** Subjects for a message: one line, no control or direction characters, at most five of them. */
function subjects(certificates) {
    const names = certificates.slice(0, 5).map((one) => {
        const name = (0,_printable_js__WEBPACK_IMPORTED_MODULE_3__/* .printable */ .g)(one.subject.replaceAll("\n", ", "), "?").slice(0, 100);
        return `${name} (${thumbprintOf(one)})`;
    });
    const more = certificates.length - names.length;
    return names.join("; ") + (more > 0 ? `; and ${String(more)} more` : "");
}
/**
 * The certificate that the private key belongs to; a chain file's first one need not be it.
 * Of several (renewed with the same key) the one that ends last, with a warning.
 * Throws `certificate-mismatch`.
 */
function certificateOfKey(input, key, certificates) {
    const matching = certificates
        .filter((one) => belongs(one, key))
        .sort((a, b) => b.validToDate.getTime() - a.validToDate.getTime());
    const [certificate] = matching;
    if (certificate === undefined)
        throw mismatch(input, certificates);
    const warnings = matching.length === 1
        ? []
        : [
            `${input}: ${String(matching.length)} certificates belong to this private key; used the one that ends last, thumbprint ${thumbprintOf(certificate)}.`,
        ];
    return { certificate, warnings };
}
function belongs(certificate, key) {
    try {
        return certificate.checkPrivateKey(key);
    }
    catch {
        // A public key of a kind that this OpenSSL does not know, somewhere in the chain.
        return false;
    }
}
function mismatch(input, certificates) {
    const [only] = certificates;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)(input, certificates.length === 1 && only !== undefined
        ? `the certificate (thumbprint ${thumbprintOf(only)}) does not belong to this private key.`
        : `${String(certificates.length)} certificates, none matches the private key: ${subjects(certificates)}.`, "Give the certificate that was issued for this key.", "certificate-mismatch");
}
/**
 * Refuses a certificate that is not valid at this moment, for one that signs: Entra would refuse
 * the signature with a less helpful text. Throws `certificate-not-valid-now`.
 */
function assertValidNow(input, certificate, nowMs) {
    assertStarted(input, certificate, nowMs);
    if (nowMs < certificate.validToDate.getTime())
        return;
    throw notValid(input, expired(certificate, nowMs), "Use a certificate that is still valid. addKey cannot be used when all certificates of the object are expired; then add one in the portal first.");
}
/** The same for a certificate to upload, which may begin later. Throws `certificate-not-valid-now`. */
function assertNotExpired(input, certificate, nowMs) {
    if (nowMs < certificate.validToDate.getTime())
        return;
    throw notValid(input, expired(certificate, nowMs), "Renew the certificate and store the new one.");
}
function assertStarted(input, certificate, nowMs) {
    const from = certificate.validFromDate;
    if (nowMs >= from.getTime())
        return;
    throw notValid(input, `the certificate is not yet valid: it begins ${from.toISOString().replace(".000Z", "Z")} (in ${span(from.getTime() - nowMs)}).`, "Wait until then or use another one; where it should be valid already, check this machine's clock.");
}
function expired(certificate, nowMs) {
    const to = certificate.validToDate;
    return `the certificate expired ${to.toISOString().slice(0, 10)} (${span(nowMs - to.getTime())} ago).`;
}
function notValid(input, what, remedy) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)(input, what, remedy, "certificate-not-valid-now");
}
function span(ms) {
    const count = (unit, name) => {
        const n = Math.floor(ms / unit);
        return `${String(n)} ${name}${n === 1 ? "" : "s"}`;
    };
    if (ms >= day)
        return count(day, "day");
    return ms >= 3_600_000 ? count(3_600_000, "hour") : count(60_000, "minute");
}


/***/ }),

/***/ 2851:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V: () => (/* binding */ blockOf),
  v: () => (/* binding */ readBlocks)
});

// EXTERNAL MODULE: ./src/material/base64.ts
var base64 = __nccwpck_require__(2886);
;// CONCATENATED MODULE: ./src/material/der.ts
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;
function elementAt(bytes, offset) {
    const tag = bytes[offset];
    const first = bytes[offset + 1];
    if (tag === undefined || first === undefined)
        return undefined;
    if (first === 0x80)
        return { tag, start: offset + 2, end: undefined };
    if (first < 0x80)
        return { tag, start: offset + 2, end: offset + 2 + first };
    const count = first & 0x7f;
    if (count > 4)
        return undefined;
    let length = 0;
    for (let i = 0; i < count; i++) {
        const byte = bytes[offset + 2 + i];
        if (byte === undefined)
            return undefined;
        length = length * 256 + byte;
    }
    const start = offset + 2 + count;
    return { tag, start, end: start + length };
}
function next(bytes, element) {
    return element?.end === undefined ? undefined : elementAt(bytes, element.end);
}
function child(bytes, element) {
    return element === undefined ? undefined : elementAt(bytes, element.start);
}
/**
 * How many bytes the outermost SEQUENCE says that it has, header included. Undefined where
 * the bytes are no SEQUENCE, or one of indefinite length (BER, as some old tools write PFX).
 */
function derLength(bytes) {
    const outer = elementAt(bytes, 0);
    return outer?.tag === SEQUENCE ? outer.end : undefined;
}
/** Looks at tags only: a structure that is named here may still be damaged further in. */
function derKind(bytes) {
    const outer = elementAt(bytes, 0);
    if (outer?.tag !== SEQUENCE)
        return undefined;
    const first = child(bytes, outer);
    const second = next(bytes, first);
    if (first?.tag === OID)
        return "pkcs7";
    if (first?.tag === INTEGER)
        return versioned(bytes[first.start], second?.tag);
    if (first?.tag !== SEQUENCE)
        return undefined;
    const inner = child(bytes, first);
    if (inner?.tag === CONTEXT_0)
        return "certificate";
    if (inner?.tag === OID) {
        if (second?.tag === OCTET_STRING)
            return "encrypted-key";
        return second?.tag === BIT_STRING ? "public-key" : undefined;
    }
    if (inner?.tag !== INTEGER)
        return undefined;
    // A version 1 certificate goes on with an algorithm, a request with a name.
    const algorithm = child(bytes, next(bytes, inner));
    return algorithm?.tag === OID ? "certificate" : "certificate-request";
}
function versioned(version, tag) {
    if (version === 3)
        return "pfx";
    if (tag === SEQUENCE)
        return "pkcs8-key";
    if (tag === INTEGER)
        return "pkcs1-key";
    return tag === OCTET_STRING ? "sec1-key" : undefined;
}

// EXTERNAL MODULE: ./src/material/problem.ts
var problem = __nccwpck_require__(6566);
;// CONCATENATED MODULE: ./src/material/pem.ts



const labels = {
    certificate: "CERTIFICATE",
    "certificate-request": "CERTIFICATE REQUEST",
    "pkcs1-key": "RSA PRIVATE KEY",
    "pkcs8-key": "PRIVATE KEY",
    "encrypted-key": "ENCRYPTED PRIVATE KEY",
    "sec1-key": "EC PRIVATE KEY",
    "public-key": "PUBLIC KEY",
    pfx: "PKCS12",
    pkcs7: "PKCS7",
};
/** What may stand in a file beside a key or certificate and says nothing about either. */
const ignored = /PARAMETERS$|CRL$|^RSAPUBLICKEY$|ATTRIBUTECERTIFICATE$/;
const refused = [
    [
        /^OPENSSHPRIVATEKEY$/,
        "OPENSSH PRIVATE KEY is not accepted.",
        "Convert it: `ssh-keygen -p -m PKCS8 -f key`, and add a certificate for it.",
    ],
    [/^SSH2/, "SSH2 keys are not accepted.", "Give an X.509 certificate with its private key."],
    [/^PGP/, "PGP keys are not accepted.", "Give an X.509 certificate with its private key."],
];
/**
 * The blocks of a PEM text that {@link normalise} has cleaned, text around them left out.
 *
 * What a block is, its contents decide, not its label: a PKCS#8 key labelled `RSA PRIVATE KEY`
 * (OpenSSL refuses it) is a PKCS#8 key. Throws `key-material-invalid` for cut or damaged armour
 * or body, and for OpenSSH and PGP keys.
 */
function readBlocks(input, text) {
    const armour = [...text.matchAll(/-{5}\s{0,9}(BEGIN|END)([A-Z0-9\s]{0,60})-{5}/g)];
    const begins = text.match(/-{5}\s{0,9}BEGIN/g)?.length ?? 0;
    const bytes = String(Buffer.byteLength(text));
    const blocks = [];
    let open;
    for (const match of armour) {
        const label = (match[2] ?? "").trim().replace(/\s+/g, " ");
        const compact = label.replaceAll(" ", "");
        if (match[1] === "BEGIN") {
            if (open !== undefined)
                throw endMissing(input, open.label, text, open.start, match.index);
            open = { label, compact, start: match.index + match[0].length };
            continue;
        }
        if (open === undefined) {
            throw (0,problem/* problem */.CC)(input, `the BEGIN line of ${label} is missing; the value has lost its beginning.`, problem/* cutRemedy */.Bp);
        }
        if (open.compact !== compact) {
            throw (0,problem/* problem */.CC)(input, `a block begins as ${open.label} and ends as ${label}: a part in between is missing.`, problem/* cutRemedy */.Bp);
        }
        const block = readBlock(input, label, compact, text.slice(open.start, match.index));
        if (block !== undefined)
            blocks.push(block);
        open = undefined;
    }
    if (open !== undefined)
        throw endMissing(input, open.label, text, open.start, text.length);
    if (begins !== armour.filter((match) => match[1] === "BEGIN").length) {
        throw (0,problem/* problem */.CC)(input, `a BEGIN line is damaged or was cut at ${bytes} bytes.`, problem/* cutRemedy */.Bp);
    }
    return blocks;
}
function endMissing(input, label, text, start, end) {
    const nothing = text.slice(start, end).trim() === "";
    const bytes = String(Buffer.byteLength(text.slice(0, end)));
    return nothing
        ? (0,problem/* problem */.CC)(input, `only the first line of the PEM arrived (BEGIN ${label}), ${bytes} bytes.`, `A tool kept one line of a text of many. ${problem/* storeUnchanged */.nk}`)
        : (0,problem/* problem */.CC)(input, `the END line of ${label} is missing; the value was cut at ${bytes} bytes.`, problem/* cutRemedy */.Bp);
}
function readBlock(input, label, compact, inside) {
    if (ignored.test(compact))
        return undefined;
    for (const [pattern, what, remedy] of refused) {
        if (pattern.test(compact))
            throw (0,problem/* problem */.CC)(input, what, remedy);
    }
    if (inside.includes("***")) {
        throw (0,problem/* problem */.CC)(input, `the body of ${label} is \`***\`: it was copied from a log.`, "Store the original file again; a log never shows it.");
    }
    const { dek, body } = splitHeaders(inside);
    if (body.trim() === "") {
        throw (0,problem/* problem */.CC)(input, `${label} is empty: its BEGIN and END lines have nothing between them.`, problem/* cutRemedy */.Bp);
    }
    const decoded = (0,base64/* decodeBase64 */.y)(body);
    if (!("bytes" in decoded)) {
        throw (0,problem/* problem */.CC)(input, `looks like PEM, but the body of ${label} is damaged (${String(decoded.length)} characters, not base64 at position ${String(decoded.badAt)}: ${decoded.found}).`, problem/* storeUnchanged */.nk);
    }
    if (dek !== undefined) {
        // The bytes are ciphertext; only these two headers say how to read them.
        const headers = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${dek}\n\n`;
        return {
            kind: "legacy-encrypted-key",
            der: decoded.bytes,
            pem: armoured(label, decoded.bytes, headers),
        };
    }
    return blockOf(input, decoded.bytes, `the body of ${label}`);
}
/**
 * The block that DER bytes are. Bytes after the structure's end are cut off (`TRUSTED CERTIFICATE`
 * has OpenSSL's own notes there). Throws `key-material-invalid` for other or too few bytes.
 */
function blockOf(input, bytes, what) {
    const length = derLength(bytes);
    if (length !== undefined && length > bytes.length) {
        throw (0,problem/* problem */.CC)(input, `${what} was cut: it holds ${String(bytes.length)} of ${String(length)} bytes.`, problem/* cutRemedy */.Bp);
    }
    const kind = derKind(bytes);
    if (kind === undefined) {
        const keystore = bytes.subarray(0, 4).toString("hex") === "feedfeed";
        throw keystore
            ? (0,problem/* problem */.CC)(input, `${what} is a Java keystore (JKS).`, "Convert it: `keytool -importkeystore -srckeystore a.jks -destkeystore b.pfx -deststoretype PKCS12`.")
            : (0,problem/* problem */.CC)(input, `${what} (${String(bytes.length)} bytes) is no key, certificate or PFX.`, problem/* storeUnchanged */.nk);
    }
    const der = length === undefined ? bytes : bytes.subarray(0, length);
    return { kind, der, pem: armoured(labels[kind], der, "") };
}
function splitHeaders(inside) {
    // The length of the IV is told by the cipher, so that it ends even where the line ends were lost.
    const header = /Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*((?:AES|CAMELLIA|SEED|ARIA)[A-Z0-9-]*,\s*[0-9A-F]{32}|[A-Z0-9-]+,\s*[0-9A-F]{16})/i;
    const match = header.exec(inside);
    if (match === null)
        return { dek: undefined, body: inside };
    return {
        dek: (match[1] ?? "").replace(/\s/g, "").toUpperCase(),
        body: inside.slice(match.index + match[0].length),
    };
}
function armoured(label, der, headers) {
    const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
    return `-----BEGIN ${label}-----\n${headers}${lines.join("\n")}\n-----END ${label}-----\n`;
}


/***/ }),

/***/ 1075:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hg: () => (/* binding */ bagsOf),
/* harmony export */   Rc: () => (/* binding */ WrongPfxPassword),
/* harmony export */   ap: () => (/* binding */ UnsupportedPfx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

class WrongPfxPassword extends Error {
}
/** The message names the feature. */
class UnsupportedPfx extends Error {
}
const oids = {
    data: "1.2.840.113549.1.7.1",
    encryptedData: "1.2.840.113549.1.7.6",
    keyBag: "1.2.840.113549.1.12.10.1.1",
    shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
    certBag: "1.2.840.113549.1.12.10.1.3",
    safeContentsBag: "1.2.840.113549.1.12.10.1.6",
    x509Certificate: "1.2.840.113549.1.9.22.1",
    friendlyName: "1.2.840.113549.1.9.20",
    pbes2: "1.2.840.113549.1.5.13",
    pbkdf2: "1.2.840.113549.1.5.12",
    pbe3des: "1.2.840.113549.1.12.1.3",
    pbeRc2: "1.2.840.113549.1.12.1.6",
    sha1: "1.3.14.3.2.26",
};
const prfs = {
    "1.2.840.113549.2.7": "sha1",
    "1.2.840.113549.2.8": "sha224",
    "1.2.840.113549.2.9": "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
};
const ciphers = {
    "2.16.840.1.101.3.4.1.2": ["aes-128-cbc", 16],
    "2.16.840.1.101.3.4.1.22": ["aes-192-cbc", 24],
    "2.16.840.1.101.3.4.1.42": ["aes-256-cbc", 32],
    "1.2.840.113549.3.7": ["des-ede3-cbc", 24],
};
/**
 * Walks the file without looking at its MAC, which the caller has had verified.
 *
 * Of node-forge this takes ASN.1 (BER too) and the two old ciphers. Its own `pkcs12FromAsn1`
 * gives EC keys as raw ASN.1, takes only Latin-1 passwords with PBES2, and derives keys in
 * JavaScript. Loaded lazily: most runs have no PFX.
 *
 * Throws {@link WrongPfxPassword}, {@link UnsupportedPfx}, or anything else for damaged bytes.
 */
async function bagsOf(pfx, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __nccwpck_require__.e(/* import() */ 542).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8542, 23));
    return new PfxReader(forge, password).read(pfx);
}
class PfxReader {
    #forge;
    #password;
    #bags = { keys: [], certificates: [], friendlyNames: [], isLegacy: true };
    constructor(forge, password) {
        this.#forge = forge;
        this.#password = password;
    }
    read(pfx) {
        const [, authSafe, mac] = children(this.#parse(pfx));
        const [type, content] = children(authSafe);
        if (this.#oid(type) !== oids.data)
            throw new UnsupportedPfx("protection by public key");
        for (const info of children(this.#parse(octets(first(content)))))
            this.#contentInfo(info);
        if (mac === undefined || this.#oid(first(first(first(mac)))) !== oids.sha1)
            this.#bags.isLegacy = false;
        return this.#bags;
    }
    #contentInfo(info) {
        const [type, content] = children(info);
        const kind = this.#oid(type);
        if (kind === oids.data) {
            this.#safeContents(this.#parse(octets(first(content))));
            return;
        }
        if (kind !== oids.encryptedData)
            throw new UnsupportedPfx("protection by public key");
        const [, encrypted] = children(first(content));
        const [, algorithm, ciphertext] = children(encrypted);
        this.#safeContents(this.#decrypt(algorithm, octets(ciphertext)));
    }
    #safeContents(contents) {
        for (const bag of children(contents)) {
            const [type, wrapped, attributes] = children(bag);
            if (attributes !== undefined)
                this.#attributes(attributes);
            const value = first(wrapped);
            const kind = this.#oid(type);
            if (kind === oids.keyBag) {
                this.#bags.keys.push(this.#der(value));
                this.#bags.isLegacy = false;
            }
            if (kind === oids.safeContentsBag)
                this.#safeContents(value);
            if (kind === oids.shroudedKeyBag) {
                const [algorithm, ciphertext] = children(value);
                this.#bags.keys.push(this.#der(this.#decrypt(algorithm, octets(ciphertext))));
            }
            if (kind === oids.certBag) {
                const [certType, cert] = children(value);
                if (this.#oid(certType) === oids.x509Certificate)
                    this.#bags.certificates.push(octets(first(cert)));
            }
        }
    }
    #attributes(attributes) {
        for (const attribute of children(attributes)) {
            const [type, values] = children(attribute);
            if (this.#oid(type) !== oids.friendlyName)
                continue;
            // forge has decoded the BMPString.
            const name = first(values).value;
            if (typeof name === "string")
                this.#bags.friendlyNames.push(name);
        }
    }
    #decrypt(algorithm, ciphertext) {
        const [type, parameters] = children(algorithm);
        const kind = this.#oid(type);
        if (parameters === undefined)
            throw new Error("no parameters");
        if (kind === oids.pbes2) {
            this.#bags.isLegacy = false;
            return this.#opened(() => this.#pbes2(parameters, ciphertext));
        }
        if (kind !== oids.pbe3des && kind !== oids.pbeRc2)
            throw new UnsupportedPfx(`encryption ${kind}`);
        try {
            return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, this.#password));
        }
        catch (cause) {
            if (this.#password !== "")
                throw cause;
            // No password at all derives another key than an empty one, and tools write both.
            return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, null));
        }
    }
    /** Right padding alone proves nothing: one wrong password of 256 has it. The plaintext must be DER. */
    #opened(decrypt) {
        try {
            return this.#parse(decrypt());
        }
        catch (cause) {
            if (cause instanceof UnsupportedPfx)
                throw cause;
            throw new WrongPfxPassword("wrong password", { cause });
        }
    }
    #pbes2(parameters, ciphertext) {
        const [kdf, scheme] = children(parameters);
        const [kdfType, kdfParameters] = children(kdf);
        if (this.#oid(kdfType) !== oids.pbkdf2)
            throw new UnsupportedPfx(`key derivation ${this.#oid(kdfType)}`);
        const [salt, iterations, ...optional] = children(kdfParameters);
        const prf = optional.find((one) => one.constructed);
        const prfOid = prf === undefined ? "1.2.840.113549.2.7" : this.#oid(children(prf)[0]);
        const [cipherType, iv] = children(scheme);
        const digest = prfs[prfOid];
        const [cipher, keyBytes] = ciphers[this.#oid(cipherType)] ?? [];
        if (digest === undefined || cipher === undefined || keyBytes === undefined) {
            throw new UnsupportedPfx(`encryption ${this.#oid(cipherType)} with ${prfOid}`);
        }
        const count = this.#forge.asn1.derToInteger(octets(iterations).toString("latin1"));
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.pbkdf2Sync)(Buffer.from(this.#password, "utf8"), octets(salt), count, keyBytes, digest);
        const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)(cipher, key, octets(iv));
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    }
    #pbeSha1(kind, parameters, ciphertext, password) {
        const { pki, util } = this.#forge;
        // Not in @types/node-forge. It turns the password into PKCS#12's UTF-16 by itself.
        const { pbe } = pki;
        const cipher = pbe.getCipher(kind, parameters, password);
        cipher.update(util.createBuffer(ciphertext.toString("latin1")));
        if (!cipher.finish())
            throw new WrongPfxPassword("wrong password");
        return Buffer.from(cipher.output.getBytes(), "latin1");
    }
    #parse(bytes) {
        return this.#forge.asn1.fromDer(bytes.toString("latin1"));
    }
    #der(value) {
        return Buffer.from(this.#forge.asn1.toDer(value).getBytes(), "latin1");
    }
    #oid(value) {
        return this.#forge.asn1.derToOid(octets(value).toString("latin1"));
    }
}
function children(value) {
    if (value === undefined || typeof value.value === "string")
        throw new Error("not constructed");
    return value.value;
}
function first(value) {
    const [only] = children(value);
    if (only === undefined)
        throw new Error("empty");
    return only;
}
/** Contents of a primitive; BER may have cut an octet string into several. */
function octets(value) {
    if (value === undefined)
        throw new Error("missing");
    if (typeof value.value === "string")
        return Buffer.from(value.value, "latin1");
    return Buffer.concat(value.value.map(octets));
}


/***/ }),

/***/ 6566:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ cutRemedy),
/* harmony export */   CC: () => (/* binding */ problem),
/* harmony export */   nk: () => (/* binding */ storeUnchanged)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

/** A key, certificate or PFX that cannot be used: one sentence of what, one of what to do; never the value. */
function problem(input, what, remedy) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, what, remedy, "key-material-invalid");
}
const storeUnchanged = "Store the file unchanged: `gh secret set NAME < key.pem`, or `base64 -w0 file.pfx | gh secret set NAME` for a PFX.";
const cutRemedy = "Store the whole file again, from a file and not by copying. A GitHub secret holds up to 48 KB.";


/***/ }),

/***/ 3478:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ normalise)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _base64_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2886);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6566);



/** Far above any chain of certificates; keeps the searches below from being abused. */
const maxLength = 1_048_576;
/**
 * Undoes what secret stores, shells, editors and clipboards do to PEM and base64: byte order
 * mark, CRLF, CR alone, literal `\n`, spaces for newlines, indentation, quotes around the
 * whole, base64 around a PEM (UTF-8 or UTF-16), wrapped or url-safe base64.
 *
 * Limit: 1,048,576 characters. Throws `input-missing` for nothing at all and
 * `key-material-invalid` for what cannot be a key or certificate.
 */
function normalise(input, raw) {
    if (raw.length > maxLength) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, `the value has ${String(raw.length)} characters; at most ${String(maxLength)} are read.`, "Give one certificate with its key, and at most its chain.");
    }
    const text = clean(raw);
    if (text === "") {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, "the value is empty.", "The secret is not set, or not available to this event (pull requests from forks get no secrets).", "input-missing");
    }
    refusePlaceholder(input, text);
    if (isPem(text))
        return { kind: "pem", text };
    refuseForeign(input, text);
    const decoded = (0,_base64_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeBase64 */ .y)(text);
    if (!("bytes" in decoded)) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, `not valid base64 at position ${String(decoded.badAt)} of ${String(decoded.length)} (${decoded.found}), and no PEM either.`, "Give PEM text as it is, or encode the file with `base64 -w0 file.pfx`.");
    }
    const inner = asText(decoded.bytes);
    if (inner === undefined)
        return { kind: "bytes", bytes: decoded.bytes };
    const cleaned = clean(inner);
    if (isPem(cleaned))
        return { kind: "pem", text: cleaned };
    if (/^MI[A-Za-z0-9+/=_\s-]{20,}$/.test(cleaned)) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, "the value is base64 of base64 text: it was encoded twice.", "Encode the file once: `base64 -w0 file.pfx`.");
    }
    throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, "the value is base64 of some text, which is neither PEM nor a PFX.", "Encode the file itself: `base64 -w0 file.pfx`.");
}
function clean(raw) {
    return trim(raw
        .replaceAll("\uFEFF", "")
        // JSON's and shells' escapes, once or twice over. No PEM or base64 has a backslash of its own.
        .replace(/\\{1,4}u00([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
        .replace(/\\{1,4}[nrt]/g, "\n")
        .replace(/\\(?=[\\/\s"'`])/g, ""));
}
/** By hand: a pattern that ends in `[\s"']*$` takes quadratic time over blanks in the middle. */
function trim(text) {
    const outer = /[\s"'`]/;
    let start = 0;
    let end = text.length;
    while (start < end && outer.test(text.charAt(start)))
        start++;
    while (end > start && outer.test(text.charAt(end - 1)))
        end--;
    return text.slice(start, end);
}
function isPem(text) {
    return /-{5}\s{0,9}(?:BEGIN|END)/.test(text);
}
function refusePlaceholder(input, text) {
    if (/^\*{3,}$/.test(text)) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, "the value is literally `***`: it was copied from a log.", "Store the original file again; a log never shows it.");
    }
    const unresolved = /^(?:\$\{\{[^}]*\}\}\s*)+$|^\$\([\w.-]+\)$|^\$(?:env:)?\w+$|^\$\{\w+\}$|^%\w+%$/;
    if (unresolved.test(text)) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, "the value is an expression or variable that nothing has filled in.", "In a workflow write `${{ secrets.NAME }}`; `$(NAME)`, `$NAME` and quoted expressions are not expanded in `with:`.");
    }
    if (/^(?:null|undefined|none)$/i.test(text)) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, "the value is a word for nothing, such as `null`.", "A tool printed it where a key should be; store the file itself.");
    }
}
const foreign = [
    [
        // eslint-disable-next-line no-control-regex
        /[\u0000-\u0008\u000e-\u001f\ufffd]/,
        "the value is a binary file read as text, which has destroyed it.",
        "Encode the file: `base64 -w0 file.pfx`.",
    ],
    [
        /^PuTTY-User-Key-File/,
        "the value is a PuTTY key.",
        "Export it as PEM: `puttygen key.ppk -O private-openssh`, then `ssh-keygen -p -m PKCS8 -f key`.",
    ],
    [
        /^ssh-(?:rsa|ed25519) /,
        "the value is an SSH public key.",
        "Give an X.509 certificate with its private key, as PEM or base64 PFX.",
    ],
    [
        /^<(?:\?xml|RSAKeyValue)/i,
        "the value is XML, such as .NET's RSAKeyValue.",
        "Export the key as PEM: `ExportPkcs8PrivateKeyPem()`.",
    ],
    [/^[{[]/, "the value is JSON, perhaps a JWK.", "Give PEM text or a base64 PFX."],
    [
        /^(?:[0-9a-f]{2}[:\s]?){19}[0-9a-f]{2}$/i,
        "the value is a thumbprint, not the certificate itself.",
        "Give the certificate as PEM, base64 DER or base64 PFX.",
    ],
    [
        /^30\s?8[0-4][0-9a-f\s:]+$/i,
        "the value is hexadecimal.",
        "Give PEM text, or base64 of the file: `base64 -w0 file.pfx`.",
    ],
    [
        /^\S{0,300}\.(?:pem|pfx|p12|key|crt|cer|der)$/i,
        "the value is a file's name, not its contents.",
        _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .storeUnchanged */ .nk,
    ],
    [
        /[-\u2010-\u2015\u2212]\s?(?:BEGIN|END) /,
        "the value looks like PEM, but the five dashes of its BEGIN line are damaged.",
        _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .storeUnchanged */ .nk,
    ],
    [/^(?:BEGIN|PRIVATE KEY|CERTIFICATE)/, "the value looks like PEM without its dashes.", _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cutRemedy */ .Bp],
];
function refuseForeign(input, text) {
    for (const [pattern, what, remedy] of foreign) {
        if (pattern.test(text))
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problem */ .CC)(input, what, remedy);
    }
}
/** The text that the bytes are, where they are printable; PowerShell writes UTF-16. */
function asText(bytes) {
    const wide = bytes.length >= 4 && bytes.length % 2 === 0 && bytes[1] === 0 && bytes[3] === 0;
    const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
    const text = bytes.toString(wide || marked ? "utf16le" : "utf8");
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) ? undefined : text;
}


/***/ }),

/***/ 8614:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ explainObjectRefusal),
/* harmony export */   EZ: () => (/* binding */ lookForCredential),
/* harmony export */   Ff: () => (/* binding */ readObjectIfPermitted),
/* harmony export */   GT: () => (/* binding */ proofIssuer),
/* harmony export */   bn: () => (/* binding */ objectIdInput),
/* harmony export */   ff: () => (/* binding */ describeTarget)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4332);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(331);




/** "application 3f25… ", as messages and summaries name the target. */
function describeTarget({ kind, objectId, appId }) {
    const name = kind === "application" ? "application" : "service principal";
    return appId === undefined ? `${name} ${objectId ?? ""}` : `${name} with app id ${appId}`;
}
function objectIdInput({ kind, }) {
    return kind === "application" ? "application-object-id" : "service-principal-object-id";
}
/**
 * The proof's `iss`: the object id of the object addressed. Given, or read from Graph; where
 * reading is refused (an application without permissions that rolls its own key), the user
 * has to say it.
 *
 * Refuses what the token itself shows to be a mix-up: the caller's client id, and the object
 * id of the caller's service principal where an application is addressed.
 */
async function proofIssuer(target, context) {
    const { graph, urls } = context;
    if (target.objectId !== undefined) {
        const { claims } = await graph.tokens.get();
        refuseMixUp(target, target.objectId, claims?.appId, claims?.objectId);
        return target.objectId;
    }
    const input = objectIdInput(target);
    let objectId;
    try {
        objectId = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObjectId */ .fG)(graph, urls, target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        const doing = `read the object id of ${describeTarget(target)}`;
        const explained = (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, doing, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc);
        if (!error.isForbidden)
            throw explained;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "input-missing",
            blame: "input",
            what: `${input}: is needed here, because the caller may not read ${describeTarget(target)}.`,
            why: "The proof of possession names the object id as its issuer.",
            remedy: `Give ${input} beside ${target.kind === "application" ? "app-id" : "service-principal-app-id"} (Entra admin center: "Object ID"), or grant Application.Read.All.`,
            ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        });
    }
    if (objectId !== undefined)
        return objectId;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph did not say the object id of ${describeTarget(target)}.`,
        remedy: `Give ${input}.`,
    });
}
function refuseMixUp(target, objectId, callerAppId, callerPrincipalId) {
    const input = objectIdInput(target);
    if (objectId === callerAppId) {
        throw mixUp(input, "is the application (client) id of the application that signed in.", `Give the object id, or use ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`);
    }
    if (target.kind === "application" && objectId === callerPrincipalId) {
        throw mixUp(input, "is the object id of the caller's service principal (enterprise application), not of the application.", "Give the application's own object id (app registrations, Overview), or use service-principal-object-id to roll the service principal's key.");
    }
}
function mixUp(input, problem, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({ code: "input-invalid", blame: "input", what: `${input}: ${problem}`, remedy });
}
/**
 * The object with its credentials; `undefined` where the caller may not read it (403). No
 * other failure counts as that: a check that was skipped by accident would be no check.
 */
async function readObjectIfPermitted(target, context) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObject */ .Ag)(context.graph, context.urls, target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isForbidden)
            return undefined;
        const extra = error.isNotFound ? await explainNotFound(target, context) : undefined;
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read ${describeTarget(target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc, extra);
    }
}
/** A replica may lag behind the addition of a credential by some 20 s: one look without it is not enough. */
const ABSENCE_PAUSES_MS = [5_000, 5_000];
/**
 * The object as it is when the credential was found, or at the last of several looks.
 *
 * @returns `undefined` where the caller may not read the object
 */
async function lookForCredential(target, isThere, context) {
    let object = await readObjectIfPermitted(target, context);
    for (const pause of ABSENCE_PAUSES_MS) {
        if (object === undefined || isThere(object))
            return object;
        context.log.debug("the credential is not there: looking again");
        await context.graph.network.limits.wait(pause);
        object = await readObjectIfPermitted(target, context);
    }
    return object;
}
/**
 * What a look at the directory adds to a refusal of a credential's call. Best effort: a
 * caller that may not read gets the general words.
 *
 * @param proof `undefined` for the calls without one
 */
async function explainObjectRefusal(refused, target, proof, context) {
    if (refused.isNotFound)
        return explainNotFound(target, context);
    if (proof === undefined)
        return undefined;
    if (refused.code !== "Authentication_MissingOrMalformed" && !refused.isForbidden)
        return undefined;
    const object = await readIfAllowed(target, context);
    if (object === undefined) {
        return {
            why: `The proof was signed with certificate ${proof.pair.thumbprint} and names ${target.objectId ?? "the object id"} as issuer.`,
        };
    }
    return { why: compareProof(object, target, proof, context.graph.network.serviceClock.now()) };
}
function compareProof(object, target, proof, nowMs) {
    const { thumbprint } = proof.pair;
    const registered = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
    if (registered === undefined) {
        const others = object.keyCredentials.map((credential) => credential.thumbprint ?? "(unknown)").join(", ");
        return `The certificate that signed the proof (${thumbprint}) is not on ${describeTarget(target)}; there stand: ${others || "none"}.`;
    }
    if (registered.expiresOn !== undefined && registered.expiresOn * 1000 < nowMs) {
        return `The certificate that signed the proof (${thumbprint}) has expired on ${describeTarget(target)}: with no valid certificate left, addKey and removeKey are not possible, and an owner has to add one in the portal.`;
    }
    const issuer = proof.issuer ?? target.objectId;
    if (issuer !== undefined && object.objectId !== undefined && issuer !== object.objectId) {
        return `The proof names ${issuer} as issuer, and the object's id is ${object.objectId}.`;
    }
    return `The certificate that signed the proof (${thumbprint}) stands on ${describeTarget(target)} and is valid.`;
}
/** A client id, or the other object's id, given as this object's id. */
async function explainNotFound(target, context) {
    const id = target.objectId;
    if (id === undefined || target.appId !== undefined)
        return undefined;
    const otherKind = target.kind === "application" ? "servicePrincipal" : "application";
    const input = objectIdInput(target);
    const other = await readIfAllowed({ kind: otherKind, objectId: id, appId: undefined }, context);
    if (other !== undefined) {
        const otherTarget = { kind: otherKind, objectId: id, appId: undefined };
        return {
            why: `${id} is the object id of ${otherKind === "application" ? "an application" : "a service principal"}.`,
            remedy: `Use ${objectIdInput(otherTarget)} for it, or give ${input} the ${target.kind === "application" ? "application's" : "service principal's"} own object id.`,
        };
    }
    const byAppId = await readIfAllowed({ kind: target.kind, objectId: undefined, appId: id }, context);
    if (byAppId === undefined)
        return undefined;
    return {
        why: `${id} is an application (client) id.`,
        remedy: `The object id is ${byAppId.objectId ?? "another one"}; or give the id as ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`,
    };
}
async function readIfAllowed(target, { graph, urls, log }) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObject */ .Ag)(graph, urls, target);
    }
    catch (error) {
        // This read only helps to explain: whatever stops it, the refusal itself is what counts.
        log.debug(`could not look at ${describeTarget(target)}: ${error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l ? error.message : "unexpected"}`);
        return undefined;
    }
}


/***/ }),

/***/ 331:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dy: () => (/* binding */ READ_KEY_SETS),
/* harmony export */   NH: () => (/* binding */ WRITE_OBJECTS),
/* harmony export */   Pf: () => (/* binding */ describeNeeds),
/* harmony export */   Yc: () => (/* binding */ READ_OBJECTS),
/* harmony export */   cz: () => (/* binding */ WRITE_KEY_SETS),
/* harmony export */   lz: () => (/* binding */ ROLL_KEYS)
/* harmony export */ });
const READ_KEY_SETS = {
    anyOf: ["TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All"],
};
const WRITE_KEY_SETS = { anyOf: ["TrustFrameworkKeySet.ReadWrite.All"] };
const READ_OBJECTS = {
    anyOf: [
        "Application.ReadWrite.OwnedBy",
        "Application.Read.All",
        "Directory.Read.All",
        "Application.ReadWrite.All",
        "Directory.ReadWrite.All",
    ],
    condition: "Application.ReadWrite.OwnedBy reaches only objects that the caller owns",
};
const WRITE_OBJECTS = {
    anyOf: ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"],
    condition: "Application.ReadWrite.OwnedBy reaches only objects that the caller owns",
};
/** addKey and removeKey: the proof is the authorization where an application rolls its own keys. */
const ROLL_KEYS = {
    ...WRITE_OBJECTS,
    condition: `none where the application rolls its own keys; ${WRITE_OBJECTS.condition ?? ""}`,
};
/** For a message: the least privileged, the next one, and the condition. */
function describeNeeds({ anyOf, condition }) {
    const names = anyOf.slice(0, 2).join(" or ");
    return condition === undefined ? names : `${names} (${condition})`;
}


/***/ }),

/***/ 5260:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/** Control, format (bidirectional, zero-width) and line-separating characters: none of them may be shown. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** The text on one line, every run of such characters replaced. */
function printable(text, replacement = " ") {
    return text.replace(UNPRINTABLE, replacement);
}


/***/ }),

/***/ 5430:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Eh: () => (/* binding */ findSignInRefusal),
/* harmony export */   oE: () => (/* binding */ findGraphRefusal)
/* harmony export */ });
/* unused harmony exports GRAPH_REFUSALS, SIGN_IN_REFUSALS */
/** Graph's answers. The first row that matches wins: rows with a text stand before those without. */
const GRAPH_REFUSALS = [
    {
        codes: ["Authentication_MissingOrMalformed"],
        cause: "The proof of possession was refused (the message speaks of the access token, but that one is fine).",
        remedy: "Sign it with a certificate that is registered, unexpired, on the very object addressed: proof-certificate of the application for an application, of the service principal for a service principal. The proof names the object id as issuer: check application-object-id or service-principal-object-id.",
    },
    {
        codes: ["InvalidAuthenticationToken", "CompactToken"],
        cause: "Graph does not accept the access token: it has expired, or it is for another tenant, cloud or service.",
        remedy: "Check cloud and tenant-id; a ready access-token must be for Microsoft Graph and not older than an hour.",
    },
    {
        codes: ["Authorization_RequestDenied", "Authorization_IdentityNotFound", "AccessDenied", "Forbidden"],
        cause: "The caller may not do this.",
        remedy: "Grant the permission named in this message to the application that signs in, with admin consent, and wait some minutes.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest"],
        text: /No credentials found to be removed/i,
        cause: "There is no credential with that key id on the object, or it is not replicated yet.",
        remedy: "Check key-id (operation list-keys); if the key was added a moment ago, try again in a minute.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest"],
        text: /Edm\.Binary/i,
        cause: "A certificate did not arrive as standard base64.",
        remedy: "This is a defect of this action: report it.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest"],
        text: /password credential end ?date is invalid/i,
        cause: "The secret would end before it begins, or before now.",
        remedy: "Check not-before and expires-on, and the runner's clock.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest"],
        text: /end ?date is invalid/i,
        cause: "The credential would outlive its certificate.",
        remedy: "Send a certificate that is valid for longer.",
    },
    {
        codes: ["CredentialInvalidLifetimeAsPerAppPolicy"],
        cause: "The tenant's app management policy limits how long a credential may live.",
        remedy: "Use a certificate with a shorter validity, or an earlier expires-on.",
    },
    {
        codes: ["CannotUpdateLockedServicePrincipalProperty"],
        cause: "The application's instance property lock forbids changes to the credentials of its service principals.",
        remedy: "Change the application's own credentials (application-object-id or app-id), or let its publisher lift the lock.",
    },
    {
        codes: ["CredentialTypeNotAllowedAsPerAppPolicy"],
        cause: "The tenant's app management policy forbids this type of credential.",
        remedy: "Use another type (a certificate rather than a secret), or have the application exempted.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest", "ResourceNotFound"],
        text: /segment 'keys_v2'/i,
        cause: "Single keys cannot be switched here: this tenant or cloud does not have keys_v2, which is a preview.",
        remedy: "Switch the key in the portal: Identity Experience Framework, Policy keys.",
    },
    {
        codes: ["Request_BadRequest", "BadRequest"],
        text: /HTTP method is not allowed|No HTTP resource was found/i,
        cause: "The service does not offer this call here.",
        remedy: "Check cloud and graph-url; key sets exist in Azure AD B2C tenants only.",
    },
    {
        codes: ["AADB2C90215"],
        text: /different use/i,
        cause: "The key set holds keys for another use: signing (sig) and encryption (enc) do not mix. A certificate's use follows from its key usage.",
        remedy: "Use another key set, or a certificate whose key usage fits: digitalSignature for sig (`-KeyUsageProperty Sign` of New-SelfSignedCertificate), keyEncipherment for enc.",
    },
    {
        codes: ["AADB2C95042"],
        cause: "A key set holds keys for one use: signing (sig) and encryption (enc) do not mix.",
        remedy: "Use another key set for this use.",
    },
    {
        codes: ["AADB2C90130", "AADB2C95052", "AADB2C90073"],
        cause: "There is no key set with this id in the tenant.",
        remedy: "Check key-set-id and tenant-id.",
    },
    {
        codes: ["AADB2C90132", "AADB2C90133", "AADB2C90134", "AADB2C90135"],
        cause: "The key cannot be taken out of use: there is no other key that could follow it.",
        remedy: "Add a key first, then take this one out of use.",
    },
    {
        codes: ["AADB2C90137", "AADB2C90138"],
        cause: "The key is too short.",
        remedy: "Use RSA of 2048 bits or more; a symmetric key or secret must be longer.",
    },
    {
        codes: ["AADB2C90180"],
        cause: "The key set has this very key already.",
        remedy: "Nothing is to be done, or upload another one.",
    },
    {
        codes: ["AADB2C90214", "AADB2C90220"],
        cause: "The key or certificate has expired, or is not valid yet.",
        remedy: "Upload one that is valid.",
    },
    {
        codes: ["AADB2C95032", "AADB2C90089"],
        cause: "A key set holds keys of one type: RSA and symmetric keys do not mix.",
        remedy: "Use another key set for this type of key.",
    },
    {
        codes: ["AADB2C95028", "AADB2C95038"],
        cause: "A key set of that name exists already.",
        remedy: "Use it as it is, or choose another name.",
    },
    {
        codes: ["AADB2C90213", "AADB2C95025"],
        cause: "The service could not open the PFX: its password is wrong, or it uses an encryption (AES) that the service does not read.",
        remedy: "upload-pkcs12 opens the PFX with this password itself and re-packs AES, so this is not expected: report it. A way round is `openssl pkcs12 -export -legacy`.",
    },
    {
        codes: ["Directory_ConcurrencyViolation", "AADB2C95053"],
        cause: "Another write to the same object was in progress.",
        remedy: "Run it again; let one workflow at a time write to one application.",
    },
    {
        codes: ["Directory_QuotaExceeded", "Directory_ObjectQuotaExceeded"],
        cause: "The tenant's or the object's quota is used up.",
        remedy: "Remove credentials that are no longer needed.",
    },
    {
        codes: [
            "Request_ResourceNotFound",
            "ResourceNotFound",
            "NotFound",
            "itemNotFound",
            "Directory_ObjectNotFound",
        ],
        cause: "The object does not exist in this tenant, or the id is of another kind of object.",
        remedy: "Check the id and tenant-id: an application and its service principal have different object ids, and neither is the client id.",
    },
    {
        codes: ["TooManyRequests", "Request_ThrottledTemporarily", "AADB2C90229", "AADB2C90244", "AADB2C95043"],
        cause: "The service throttled this caller for longer than the run may wait.",
        remedy: "Run it again later, or give it a longer timeout.",
    },
];
/** Entra's answers to a token request (docs/service-facts.md, "Token service"). */
const SIGN_IN_REFUSALS = [
    {
        codes: ["AADSTS700027"],
        cause: "The certificate that signed is not registered on the application, or not yet replicated.",
        remedy: "Upload the certificate to the application registration; after adding one, wait some minutes.",
    },
    {
        codes: ["AADSTS700024"],
        cause: "The assertion is not within its time range: the runner's clock is wrong, or an OIDC token was used again after its five minutes.",
        remedy: "Correct the runner's clock.",
    },
    {
        codes: ["AADSTS7000215"],
        cause: "The client secret is wrong: often the secret's id was given instead of its value.",
        remedy: "Give the secret's value; if it was made a minute ago, wait a little.",
    },
    {
        codes: ["AADSTS7000222"],
        cause: "The client secret has expired.",
        remedy: "Make a new one and give its value.",
    },
    {
        codes: ["AADSTS700016"],
        cause: "The tenant has no application with this client id.",
        remedy: "Check client-id, tenant-id and cloud.",
    },
    {
        codes: ["AADSTS90002"],
        cause: "There is no such tenant in this cloud.",
        remedy: "Check tenant-id and cloud.",
    },
    {
        codes: ["AADSTS90038", "AADSTS900382", "AADSTS900432"],
        cause: "The tenant or the application belongs to another cloud.",
        remedy: "Set `cloud` to the cloud of the tenant.",
    },
    {
        codes: ["AADSTS70021", "AADSTS700211", "AADSTS700212", "AADSTS700213", "AADSTS7002131", "AADSTS700223"],
        cause: "No federated credential of the application matches the OIDC token's issuer, subject and audience.",
        remedy: "Add a federated credential with exactly the issuer, subject and audience in this message. Repositories created, renamed or moved since 2026-07-15 have subjects with ids (repo:OWNER@ID/REPO@ID:…).",
    },
    {
        codes: ["AADSTS700229"],
        cause: "The assertion was issued by Entra for a user, where an application's is asked for.",
        remedy: "Use GitHub's OIDC token.",
    },
    {
        codes: ["AADSTS700025"],
        cause: "The application is registered as a public client.",
        remedy: 'Turn off "Allow public client flows" or use another application.',
    },
    {
        codes: ["AADSTS7000218"],
        cause: "The sign-in arrived without its credential.",
        remedy: "This is a defect of this action, or of a proxy between: report it.",
    },
    {
        codes: ["AADSTS700030"],
        cause: "The certificate's subject name is not one that the application authorizes.",
        remedy: "Use a certificate that is registered on the application.",
    },
    {
        codes: ["AADSTS50012", "AADSTS50013"],
        cause: "The assertion's signature or certificate is not valid.",
        remedy: "Check that the certificate is registered on the application and has not expired.",
    },
    {
        codes: ["AADSTS50076", "AADSTS50079"],
        cause: "The tenant asks for multi-factor authentication, which an application cannot do.",
        remedy: "Exempt the workload identity from that policy.",
    },
    {
        codes: ["AADSTS530003", "AADSTS53003", "AADSTS530032", "AADSTS53000", "AADSTS53001"],
        cause: "A Conditional Access or security policy of the tenant blocks this sign-in.",
        remedy: "Let an administrator look at the sign-in log for the trace id, and allow the runner's network or exempt the workload identity.",
    },
    {
        codes: [
            "AADSTS90033",
            "AADSTS90090",
            "AADSTS90024",
            "AADSTS90006",
            "AADSTS90055",
            "AADSTS90036",
            "AADSTS90092",
            "temporarily_unavailable",
        ],
        cause: "The token service is unavailable or throttles the tenant.",
        remedy: "Run it again later.",
    },
    {
        codes: ["AADSTS500011"],
        cause: "Microsoft Graph is not known in this tenant under that address.",
        remedy: "Check cloud and graph-url.",
    },
    {
        codes: ["AADSTS1002012", "AADSTS70011"],
        cause: "The scope was refused.",
        remedy: "Check cloud and graph-url: the scope is {graph-url}/.default.",
    },
];
function findGraphRefusal(code, message) {
    const b2c = /AADB2C\d+/.exec(`${code ?? ""} ${message}`)?.[0];
    return GRAPH_REFUSALS.find((row) => (row.codes.some((known) => known === code) || (b2c !== undefined && row.codes.includes(b2c))) &&
        (row.text === undefined || row.text.test(message)));
}
/**
 * @param codes AADSTS numbers of the answer, most specific first
 * @param error OAuth's `error`, which says something where no number does
 */
function findSignInRefusal(codes, error) {
    for (const code of [...codes.map((number) => `AADSTS${String(number)}`), error ?? ""]) {
        const row = SIGN_IN_REFUSALS.find((candidate) => candidate.codes.includes(code));
        if (row !== undefined)
            return row;
    }
    // The family is larger than the list of those that have been met.
    return codes.some((code) => /^53\d{3,4}$/.test(String(code)))
        ? SIGN_IN_REFUSALS.find((row) => row.codes.includes("AADSTS53003"))
        : undefined;
}


/***/ }),

/***/ 8968:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ readDelivered),
  K: () => (/* binding */ writeDelivered)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/material/pem.ts + 1 modules
var pem = __nccwpck_require__(2851);
// EXTERNAL MODULE: ./src/material/pfx-bags.ts
var pfx_bags = __nccwpck_require__(1075);
// EXTERNAL MODULE: ./src/material/text.ts
var material_text = __nccwpck_require__(3478);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __nccwpck_require__(793);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __nccwpck_require__(154);
;// CONCATENATED MODULE: ./src/rotation/carried-state.ts

const PREFIX = "keyroll-";
function writeState(state) {
    const lines = [
        ["line", state.line],
        ["number", String(state.number)],
        ["key-id", state.keyId],
        ["previous-key-id", state.previousKeyId],
        ["delivered-at", state.deliveredAt === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(state.deliveredAt)],
    ];
    return lines
        .flatMap(([name, value]) => (value === undefined ? [] : [`${PREFIX}${name}: ${value}\n`]))
        .join("");
}
/** `undefined` where the text does not come from a rotation. Untidy or lost line ends are fine. */
function readState(text) {
    const values = new Map();
    for (const match of text.matchAll(
    // Where the line ends were lost, a value ends with the next name or block.
    /keyroll-(line|number|key-id|previous-key-id|delivered-at): ?([\w:.+-]{1,64}?)(?=keyroll-[a-z-]{1,24}:|-----BEGIN|[^\w:.+-]|$)/g)) {
        values.set(match[1] ?? "", match[2] ?? "");
    }
    const deliveredAt = Date.parse(values.get("delivered-at") ?? "");
    return checkedState(values.get("line"), values.get("number"), values.get("key-id"), values.get("previous-key-id"), Number.isNaN(deliveredAt) ? undefined : Math.floor(deliveredAt / 1000));
}
/** `undefined` where line or number are not as a mark has them; keyIds that are none are left out. */
function checkedState(line, number, keyId, previousKeyId, deliveredAt) {
    if (line === undefined || !/^[A-Za-z0-9-]{1,24}$/.test(line))
        return undefined;
    if (number === undefined || !/^[1-9]\d{0,8}$/.test(number))
        return undefined;
    return {
        line,
        number: Number(number),
        keyId: guid(keyId),
        previousKeyId: guid(previousKeyId),
        deliveredAt,
    };
}
function guid(text) {
    return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
        ? text.toLowerCase()
        : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./src/rotation/write-pfx.ts


const oids = {
    data: "1.2.840.113549.1.7.1",
    encryptedData: "1.2.840.113549.1.7.6",
    shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
    certBag: "1.2.840.113549.1.12.10.1.3",
    x509Certificate: "1.2.840.113549.1.9.22.1",
    friendlyName: "1.2.840.113549.1.9.20",
    localKeyId: "1.2.840.113549.1.9.21",
    pbes2: "1.2.840.113549.1.5.13",
    pbkdf2: "1.2.840.113549.1.5.12",
    hmacSha256: "1.2.840.113549.2.9",
    aes256: "2.16.840.1.101.3.4.1.42",
    sha256: "2.16.840.1.101.3.4.2.1",
};
/** Far above OpenSSL's 2048, a tenth of a second here; Windows reads up to 600,000. */
const ITERATIONS = 100_000;
const SALT_BYTES = 16;
/**
 * A PKCS#12 file as OpenSSL 3 makes it: PBES2 with AES-256-CBC and PBKDF2-SHA-256, MAC by SHA-256.
 * node-forge's own writer can PBES2 only with SHA-1, and only Latin-1 passwords.
 *
 * @param friendlyName ASCII; on the key and on its certificate
 */
async function writePfx(pair, friendlyName, password) {
    const { default: forge } = await __nccwpck_require__.e(/* import() */ 542).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8542, 23));
    return new PfxWriter(forge, password).write(pair, friendlyName);
}
class PfxWriter {
    #forge;
    #password;
    constructor(forge, password) {
        this.#forge = forge;
        this.#password = password;
    }
    async write({ privateKey, certificate, chain }, friendlyName) {
        const localKeyId = Buffer.from(certificate.fingerprint.replaceAll(":", ""), "hex");
        const attributes = this.#attributes(friendlyName, localKeyId);
        const keyBag = await this.#keyBag(privateKey.export({ type: "pkcs8", format: "der" }), attributes);
        const certBags = [this.#certBag(certificate.raw, [attributes])];
        for (const one of chain)
            certBags.push(this.#certBag(one.raw, []));
        const authSafe = this.#der(this.#sequence([
            await this.#encryptedData(this.#der(this.#sequence(certBags))),
            this.#contentInfo(oids.data, this.#octets(this.#der(this.#sequence([keyBag])))),
        ]));
        return this.#der(this.#sequence([
            this.#integer(3),
            this.#contentInfo(oids.data, this.#octets(authSafe)),
            this.#mac(authSafe),
        ]));
    }
    async #keyBag(pkcs8, attributes) {
        const { algorithm, ciphertext } = await this.#encrypted(pkcs8);
        const shrouded = this.#sequence([algorithm, this.#octets(ciphertext)]);
        return this.#sequence([this.#oid(oids.shroudedKeyBag), this.#explicit(shrouded), attributes]);
    }
    #certBag(der, attributes) {
        const bag = this.#sequence([this.#oid(oids.x509Certificate), this.#explicit(this.#octets(der))]);
        return this.#sequence([this.#oid(oids.certBag), this.#explicit(bag), ...attributes]);
    }
    /** localKeyId ties the certificate to its key: Windows and Java look for it. */
    #attributes(friendlyName, localKeyId) {
        const { asn1 } = this.#forge;
        const { Type } = asn1;
        // Of this one type forge takes characters instead of bytes.
        const name = asn1.create(asn1.Class.UNIVERSAL, Type.BMPSTRING, false, friendlyName);
        const attribute = (oid, value) => this.#sequence([this.#oid(oid), this.#constructed(Type.SET, [value])]);
        return this.#constructed(Type.SET, [
            attribute(oids.friendlyName, name),
            attribute(oids.localKeyId, this.#octets(localKeyId)),
        ]);
    }
    async #encryptedData(plain) {
        const { asn1 } = this.#forge;
        const { algorithm, ciphertext } = await this.#encrypted(plain);
        const bytes = ciphertext.toString("latin1");
        // [0], which @types/node-forge knows by the name of the universal type 0.
        const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, bytes);
        const content = this.#sequence([this.#oid(oids.data), algorithm, implicit]);
        return this.#contentInfo(oids.encryptedData, this.#sequence([this.#integer(0), content]));
    }
    async #encrypted(plain) {
        const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
        const iv = (0,external_node_crypto_.randomBytes)(16);
        const password = Buffer.from(this.#password, "utf8");
        const key = await (0,external_node_util_.promisify)(external_node_crypto_.pbkdf2)(password, salt, ITERATIONS, 32, "sha256");
        const cipher = (0,external_node_crypto_.createCipheriv)("aes-256-cbc", key, iv);
        const kdf = this.#sequence([
            this.#octets(salt),
            this.#integer(ITERATIONS),
            this.#algorithm(oids.hmacSha256),
        ]);
        const algorithm = this.#sequence([
            this.#oid(oids.pbes2),
            this.#sequence([
                this.#sequence([this.#oid(oids.pbkdf2), kdf]),
                this.#sequence([this.#oid(oids.aes256), this.#octets(iv)]),
            ]),
        ]);
        return { algorithm, ciphertext: Buffer.concat([cipher.update(plain), cipher.final()]) };
    }
    #mac(authSafe) {
        const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
        const digest = (0,external_node_crypto_.createHmac)("sha256", macKey(this.#password, salt)).update(authSafe).digest();
        return this.#sequence([
            this.#sequence([this.#algorithm(oids.sha256), this.#octets(digest)]),
            this.#octets(salt),
            this.#integer(ITERATIONS),
        ]);
    }
    #contentInfo(type, content) {
        return this.#sequence([this.#oid(type), this.#explicit(content)]);
    }
    #algorithm(oid) {
        return this.#sequence([this.#oid(oid), this.#primitive(this.#forge.asn1.Type.NULL, Buffer.alloc(0))]);
    }
    #explicit(value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
    }
    #sequence(values) {
        return this.#constructed(this.#forge.asn1.Type.SEQUENCE, values);
    }
    #constructed(type, values) {
        return this.#forge.asn1.create(this.#forge.asn1.Class.UNIVERSAL, type, true, values);
    }
    #primitive(type, bytes) {
        return this.#forge.asn1.create(this.#forge.asn1.Class.UNIVERSAL, type, false, bytes.toString("latin1"));
    }
    #octets(bytes) {
        return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, bytes);
    }
    #integer(value) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.INTEGER, Buffer.from(asn1.integerToDer(value).getBytes(), "latin1"));
    }
    #oid(oid) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.OID, Buffer.from(asn1.oidToDer(oid).getBytes(), "latin1"));
    }
    #der(value) {
        return Buffer.from(this.#forge.asn1.toDer(value).getBytes(), "latin1");
    }
}
/**
 * PKCS#12's own key derivation (RFC 7292 B.2) for SHA-256 and a key of its length, where it needs
 * one round. Node has none, and node-forge's takes a second.
 */
function macKey(password, salt) {
    const block = 64;
    // UTF-16, big-endian, with a zero at its end.
    const text = Buffer.from(`${password}\0`, "utf16le").swap16();
    const fill = (bytes) => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
    let key = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(text)]);
    for (let round = 0; round < ITERATIONS; round++)
        key = (0,external_node_crypto_.hash)("sha256", key, "buffer");
    return key;
}

;// CONCATENATED MODULE: ./src/rotation/delivered-credential.ts







/** Name in messages, which nobody ever sees: whoever signs in with the text has reported on it. */
const LABEL = "delivered credential";
/**
 * Key, certificate and what they say about themselves in one text, for one write to a sink.
 * Masked before it is returned.
 */
async function writeDelivered(pair, state, as, masker) {
    if (as.form === "pem") {
        const text = pemOf(pair, state);
        masker.text(text);
        return new secret/* Secret */.zh(text, LABEL);
    }
    const pfx = await writePfx(pair, friendlyName(state), (0,secret/* reveal */._c)(as.password));
    masker.bytes(pfx);
    const text = pfx.toString("base64");
    // The text is what travels, and is encoded once more on the way.
    masker.text(text);
    return new secret/* Secret */.zh(text, LABEL);
}
/**
 * What a delivered text says about itself, however untidily it was stored. `undefined` for any
 * other text, for one that cannot be read, and for a PFX that the password does not open: to
 * say so is the task of {@link openKeyPair}, which reads the same text.
 */
async function readDelivered(text, password) {
    try {
        const material = (0,material_text/* normalise */.j)(LABEL, text);
        if (material.kind === "pem") {
            const state = readState(material.text);
            if (state !== undefined)
                return state;
        }
        const blocks = material.kind === "pem" ? (0,pem/* readBlocks */.v)(LABEL, material.text) : [(0,pem/* blockOf */.V)(LABEL, material.bytes, LABEL)];
        const pfx = blocks.find((block) => block.kind === "pfx");
        return pfx === undefined ? undefined : await stateOfPfx(pfx, password);
    }
    catch (cause) {
        if (cause instanceof errors/* ActionError */.l)
            return undefined;
        throw cause;
    }
}
function pemOf({ privateKey, certificate, chain }, state) {
    const key = privateKey.export({ type: "pkcs8", format: "pem" });
    return `${writeState(state)}\n${key}${[certificate, ...chain].map((one) => one.toString()).join("")}`;
}
/** The state in what a PFX has room for: the name that tools show beside the key. */
function friendlyName({ line, number, keyId, previousKeyId, deliveredAt }) {
    return ["keyroll", line, number, keyId ?? "", previousKeyId ?? "", deliveredAt ?? ""].join(":");
}
async function stateOfPfx(pfx, password) {
    let names;
    try {
        ({ friendlyNames: names } = await (0,pfx_bags/* bagsOf */.Hg)(pfx.der, password === undefined ? "" : (0,secret/* reveal */._c)(password)));
    }
    catch {
        // Damaged, another password, a foreign feature: nothing that this run made.
        return undefined;
    }
    for (const name of names) {
        const [prefix, line, number, keyId, previousKeyId, deliveredAt, ...more] = name.split(":");
        if (prefix !== "keyroll" || deliveredAt === undefined || more.length > 0)
            continue;
        const seconds = /^\d{1,11}$/.test(deliveredAt) ? Number(deliveredAt) : undefined;
        const state = checkedState(line, number, keyId, previousKeyId, seconds);
        if (state !== undefined)
            return state;
    }
    return undefined;
}


/***/ }),

/***/ 1220:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ daysUntil),
/* harmony export */   Bo: () => (/* binding */ thresholdSeconds),
/* harmony export */   ds: () => (/* binding */ dueFrom)
/* harmony export */ });
const DAY = 86_400;
/** The moment from which a credential is due, in seconds since 1970; `undefined` where it has no end. */
function dueFrom(threshold, notBefore, expiresOn) {
    if (expiresOn === undefined)
        return undefined;
    if (threshold.kind === "duration")
        return expiresOn - threshold.seconds;
    const lifetime = expiresOn - (notBefore ?? expiresOn);
    return expiresOn - Math.floor(lifetime * threshold.share);
}
/** Whole days until something, rounded down; negative where it is past. */
function daysUntil(seconds, nowSeconds) {
    return Math.floor((seconds - nowSeconds) / DAY);
}
/** The threshold as a time, for a credential that lives `validitySeconds`. */
function thresholdSeconds(threshold, validitySeconds) {
    return threshold.kind === "duration" ? threshold.seconds : Math.floor(validitySeconds * threshold.share);
}


/***/ }),

/***/ 2038:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ makeRsaKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_1__);


/** By OpenSSL's generator, off the main thread. */
const makeRsaKeys = (bits) => (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair)("rsa", { modulusLength: bits, publicExponent: 0x10001 });


/***/ }),

/***/ 8137:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  k: () => (/* binding */ ActionsRunner)
});

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
// EXTERNAL MODULE: ./src/printable.ts
var printable = __nccwpck_require__(5260);
;// CONCATENATED MODULE: ./src/runner/redact.ts
/**
 * Takes out of a text whatever was registered as a mask. The runner does the same for the
 * log; this also covers files, and processes that are not the runner.
 */
class Redactor {
    #values = new Set();
    remember(value) {
        for (const line of [value, ...value.split(/\r?\n/)]) {
            if (line.length >= 8)
                this.#values.add(line);
        }
    }
    redact(text) {
        const places = this.#placesIn(text).sort((left, right) => left.start - right.start);
        let redacted = "";
        let done = 0;
        for (const { start, end } of places) {
            if (end <= done)
                continue;
            // Places that overlap are one: each on its own would leave the edges of the others.
            if (start > done || done === 0)
                redacted += `${text.slice(done, start)}***`;
            done = end;
        }
        return redacted + text.slice(done);
    }
    #placesIn(text) {
        const places = [];
        for (const value of this.#values) {
            for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + 1)) {
                places.push({ start, end: start + value.length });
            }
        }
        return places;
    }
}

;// CONCATENATED MODULE: ./src/runner/actions.ts
// The toolkit's own files by their paths: its index would load an HTTP client (undici) for
// one function that is not used here, 42 ms of every run. The version is pinned, and the
// compiler checks the paths.




/** The runner records ten annotations of a type for a step. */
const MOST_WARNINGS = 10;
/** Longer messages are cut by the runner. */
const LONGEST_MESSAGE = 4_000;
/** A summary above 1 MiB is dropped whole. */
const LARGEST_SUMMARY_BYTES = 1_000_000;
/** Speaks the runner's commands on standard output, and writes its files. The only module that prints. */
class ActionsRunner {
    #redactor = new Redactor();
    #env;
    #warnings = 0;
    constructor(env) {
        this.#env = env;
    }
    mask(value) {
        this.#redactor.remember(value);
        issueCommand("add-mask", {}, value);
    }
    step(text) {
        process.stdout.write(`${this.#clean(text)}\n`);
    }
    debug(text) {
        issueCommand("debug", {}, this.#clean(text));
    }
    notice(text) {
        issueCommand("notice", {}, this.#clean(text));
    }
    warning(text) {
        this.#warnings++;
        if (this.#warnings <= MOST_WARNINGS)
            issueCommand("warning", {}, this.#clean(text));
        else
            this.step(`Warning: ${text}`);
    }
    fail(error) {
        this.#countWarnings();
        issueCommand("error", { title: error.code }, this.#clean(error.message));
        // Never process.exit(): with a slow reader it loses what stands in the pipe, masks included.
        process.exitCode = 1;
    }
    output(name, value) {
        if (!this.#env["GITHUB_OUTPUT"])
            return;
        issueFileCommand("OUTPUT", prepareKeyValueMessage(name, this.#redactor.redact(value)));
    }
    summary(markdown) {
        this.#countWarnings();
        if (!this.#env["GITHUB_STEP_SUMMARY"])
            return;
        const text = this.#redactor.redact(markdown);
        if (Buffer.byteLength(text) <= LARGEST_SUMMARY_BYTES)
            issueFileCommand("STEP_SUMMARY", text);
    }
    #countWarnings() {
        const hidden = this.#warnings - MOST_WARNINGS;
        if (hidden > 0)
            this.step(`${String(hidden)} more warnings stand in the log above.`);
        this.#warnings = 0;
    }
    /** One line, without what was masked, and without the look of a command of either syntax. */
    #clean(text) {
        const line = (0,printable/* printable */.g)(text)
            .replace(/##\[/g, "# #[")
            // The runner skips blanks before `::`.
            .replace(/^(\s*):(?=:)/, "$1: ");
        return this.#redactor.redact(line).slice(0, LONGEST_MESSAGE);
    }
}


/***/ }),

/***/ 793:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ bearer),
/* harmony export */   _c: () => (/* binding */ reveal),
/* harmony export */   zh: () => (/* binding */ Secret)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

const values = new WeakMap();
/**
 * A text that cannot print itself: every way in which JavaScript turns an object into
 * text gives `<secret, 24 characters>`. Only {@link reveal} gives the value, and a test
 * holds the list of modules that may import it.
 */
class Secret {
    /** What it is, in the user's words: the name of the input, or "access token". */
    label;
    length;
    constructor(value, label) {
        this.label = label;
        this.length = value.length;
        values.set(this, value);
    }
    toString() {
        return `<secret, ${String(this.length)} characters>`;
    }
    toJSON() {
        return this.toString();
    }
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return this.toString();
    }
}
/** The value itself. Callers hand it straight to crypto or to the socket and keep no copy. */
function reveal(secret) {
    const value = values.get(secret);
    if (value === undefined)
        throw new TypeError("not a Secret made here");
    return value;
}
/** The value of an `Authorization` header. */
function bearer(token) {
    return new Secret(`Bearer ${reveal(token)}`, token.label);
}


/***/ }),

/***/ 8114:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ cleanServiceText)
/* harmony export */ });
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5260);

/** Long enough for Graph's longest message, short enough for an annotation. */
const LONGEST = 600;
/**
 * A service's text, fit to be shown: one line, no control, bidirectional or invisible
 * characters, nothing that looks like a token, cut.
 *
 * Such texts are untrusted: at the start of a line `::error::` or `##[error]` would be
 * carried out by the runner (docs/design.md, "Injection").
 */
function cleanServiceText(text) {
    const line = (0,_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(text)
        .replace(/eyJ[\w-]{8,}(\.[\w-]*){0,4}/g, "<token>")
        .replace(/:(?=:)/g, ": ")
        .replace(/##\[/g, "# #[")
        .replace(/ {2,}/g, " ")
        .trim();
    // Half of a surrogate pair, sent or cut, is no text.
    return (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line).toWellFormed();
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 6424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  P: () => (/* binding */ SignJWT)
});

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/base64url.js
var base64url = __nccwpck_require__(1445);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/util/errors.js
var errors = __nccwpck_require__(5674);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/key_descriptor.js
function table(entries) {
  const out = { __proto__: null };
  for (const alg in entries)
    out[alg] = { ...entries[alg], alg };
  return out;
}


;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/jws_algorithms.js


const sig = [["verify"], ["sign"]];
function hmac(bits) {
  const subtle = { name: "HMAC", hash: `SHA-${bits}` };
  return { kty: ["oct"], secret: !0, subtle, signing: subtle, usages: sig };
}
function rsa(bits, saltLength) {
  const subtle = { name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", hash: `SHA-${bits}` };
  return {
    kty: ["RSA"],
    subtle,
    signing: saltLength ? { ...subtle, saltLength } : subtle,
    usages: sig,
    minRsaBits: 2048
  };
}
function ecdsa(crv, bits) {
  return {
    kty: ["EC"],
    crv,
    subtle: { name: "ECDSA", namedCurve: crv },
    signing: { name: "ECDSA", hash: `SHA-${bits}` },
    usages: sig
  };
}
function eddsa() {
  const subtle = { name: "Ed25519" };
  return {
    kty: ["OKP"],
    crv: "Ed25519",
    subtle,
    signing: subtle,
    usages: sig
  };
}
function mldsa(parameterSet) {
  const subtle = { name: `ML-DSA-${parameterSet}` };
  return {
    kty: ["AKP"],
    subtle,
    signing: subtle,
    usages: sig
  };
}
const JWS = table({
  HS256: hmac(256),
  HS384: hmac(384),
  HS512: hmac(512),
  RS256: rsa(256),
  RS384: rsa(384),
  RS512: rsa(512),
  PS256: rsa(256, 32),
  PS384: rsa(384, 48),
  PS512: rsa(512, 64),
  ES256: ecdsa("P-256", 256),
  ES384: ecdsa("P-384", 384),
  ES512: ecdsa("P-521", 512),
  EdDSA: eddsa(),
  Ed25519: eddsa(),
  "ML-DSA-44": mldsa(44),
  "ML-DSA-65": mldsa(65),
  "ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
  const entry = typeof alg == "string" ? JWS[alg] : void 0;
  if (!entry)
    throw new errors/* JOSENotSupported */.T0(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
  return entry;
}


// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/validate.js
var validate = __nccwpck_require__(7784);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/lib/buffer_utils.js
var buffer_utils = __nccwpck_require__(7410);
;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/key.js



const tag = (key) => key[Symbol.toStringTag], jwkMatchesOp = (entry, key, usage) => {
  const { alg } = entry;
  if (key.use !== void 0) {
    const expected = usage === "sign" || usage === "verify" ? "sig" : "enc";
    if (key.use !== expected)
      throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
  }
  if (key.alg !== void 0 && key.alg !== alg)
    throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
  if (Array.isArray(key.key_ops)) {
    const expectedKeyOp = usage === "encrypt" || usage === "decrypt" ? entry.ops?.[usage === "encrypt" ? 0 : 1] : usage;
    if (expectedKeyOp && !key.key_ops.includes(expectedKeyOp))
      throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
  }
};
async function prepareKey(entry, key, usage) {
  const { alg, secret } = entry, requiresPrivateKey = usage === "decrypt" || usage === "sign";
  if (secret && key instanceof Uint8Array)
    return key;
  let normalized, keyObject;
  if ((0,validate/* isObject */.Gv)(key)) {
    if (normalized = normalizeJwk(key), typeof normalized.kty != "string")
      throw invalidKeyType(alg, key, secret);
    if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (requiresPrivateKey ? normalized.kty === "AKP" && typeof normalized.priv == "string" || typeof normalized.d == "string" : normalized.d === void 0 && normalized.priv === void 0)))
      throw new TypeError(secret ? 'JSON Web Key for symmetric algorithms must have JWK "kty" (Key Type) equal to "oct" and the JWK "k" (Key Value) present' : `JSON Web Key for this operation must be a ${requiresPrivateKey ? "private" : "public"} JWK`);
    if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct")
      return (0,base64url/* decode */.D)(normalized.k);
    if (!Object.isFrozen(key)) {
      const { key_ops } = key;
      Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
    }
  } else {
    if (!isKeyLike(key))
      throw invalidKeyType(alg, key, secret);
    const expectedType = secret ? "secret" : requiresPrivateKey ? "private" : "public";
    if (key.type !== expectedType && (secret || ["secret", "public", "private"].includes(key.type)))
      throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
    if (isCryptoKey(key))
      return key;
    if (keyObject = key, keyObject.type === "secret")
      return keyObject.export();
  }
  cache ||= /* @__PURE__ */ new WeakMap();
  const cacheKey = key;
  let cached = cache.get(cacheKey);
  if (cached?.[alg])
    return cached[alg];
  if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
    const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({ crv, asymmetricKeyType: keyObject.asymmetricKeyType }) ?? entry.subtle;
    return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
  }
  return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
let cache;
const nist = {
  __proto__: null,
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521"
};
function assertCryptoKey(key) {
  if (!isCryptoKey(key))
    throw new Error("CryptoKey instance expected");
}
const isCryptoKey = (key) => {
  if (key?.[Symbol.toStringTag] === "CryptoKey")
    return !0;
  try {
    return key instanceof CryptoKey;
  } catch {
    return !1;
  }
}, isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject", isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
  if (types.length > 2) {
    const last = types.pop();
    msg += `one of type ${types.join(", ")}, or ${last}.`;
  } else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
  return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
const invalidKeyInput = (actual, ...types) => message("Key must be ", actual, ...types);
function invalidKeyType(alg, actual, secret) {
  const types = ["CryptoKey", "KeyObject", "JSON Web Key"];
  return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
const unusable = (name, prop = "algorithm.name") => new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);
function checkUsage(key, usage) {
  if (usage && !key.usages.includes(usage))
    throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
  const { modulusLength } = key.algorithm;
  if (typeof modulusLength != "number" || modulusLength < 2048)
    throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
  const algorithm = key.algorithm;
  if (algorithm.name !== expected.name)
    throw unusable(expected.name);
  if (expected.hash && algorithm.hash?.name !== expected.hash)
    throw unusable(expected.hash, "algorithm.hash");
  if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve)
    throw unusable(expected.namedCurve, "algorithm.namedCurve");
  if (expected.length !== void 0 && algorithm.length !== expected.length)
    throw unusable(expected.length, "algorithm.length");
  checkUsage(key, usage);
}
function snapshotJwk(jwk) {
  return { __proto__: null, ...jwk };
}
function normalizeJwk(jwk) {
  const normalized = snapshotJwk(jwk);
  if (normalized.ext !== void 0 && typeof normalized.ext != "boolean")
    throw new TypeError('"ext" (Extractable) Parameter must be a boolean');
  if (normalized.key_ops !== void 0) {
    const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
    if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length)
      throw new TypeError('"key_ops" (Key Operations) Parameter must be an array of unique strings');
    normalized.key_ops = keyOps;
  }
  return normalized;
}
function validateExtractableOption(extractable) {
  if (extractable !== void 0 && typeof extractable != "boolean")
    throw new TypeError('"extractable" option must be a boolean');
  return extractable;
}
async function jwkToKey(entry, jwk, extractable) {
  if (!entry.kty.includes(jwk.kty))
    throw new errors/* JOSENotSupported */.T0('Invalid or unsupported JWK "alg" (Algorithm) Parameter value');
  const algorithm = entry.resolve?.({ kty: jwk.kty, crv: jwk.crv }) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = { ...jwk, ext: extractable ?? jwk.ext };
  return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = !1) {
  return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}


;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/jws_sign.js






async function createSignature(input, key, rejectUnencoded) {
  let [payload, protectedHeader, unprotectedHeader, crit] = input, encodedProtectedHeader = "";
  if (protectedHeader !== void 0) {
    const normalized = (0,validate/* serializeJoseHeader */.ji)(errors/* JWSInvalid */.Ye, protectedHeader);
    protectedHeader = normalized[0], encodedProtectedHeader = (0,base64url/* encode */.l)(normalized[1]);
  }
  if (unprotectedHeader !== void 0 && (unprotectedHeader = (0,validate/* serializeJoseHeader */.ji)(errors/* JWSInvalid */.Ye, unprotectedHeader)[0]), !protectedHeader && !unprotectedHeader)
    throw new errors/* JWSInvalid */.Ye("either setProtectedHeader or setUnprotectedHeader must be called before #sign()");
  if (!(0,validate/* isDisjoint */.fz)(protectedHeader, unprotectedHeader))
    throw new errors/* JWSInvalid */.Ye("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
  const joseHeader = { ...protectedHeader, ...unprotectedHeader };
  (0,validate/* validateCritDuplicates */.BU)(errors/* JWSInvalid */.Ye, protectedHeader);
  const b64 = (0,validate/* validateB64 */.J0)(protectedHeader, (0,validate/* validateCrit */.nI)(errors/* JWSInvalid */.Ye, validate/* JWS_RECOGNIZED */.qc, crit, protectedHeader, joseHeader));
  b64 || rejectUnencoded?.();
  const { alg } = joseHeader;
  if (typeof alg != "string" || !alg)
    throw new errors/* JWSInvalid */.Ye('JWS "alg" (Algorithm) Header Parameter missing or invalid');
  const entry = jwsAlgorithm(alg);
  let encodedPayload = "", signingPayload = payload, signingInput;
  if (b64) {
    const encodedPayloadCache = input[4];
    encodedPayloadCache ? (encodedPayload = encodedPayloadCache[0] ??= (0,base64url/* encode */.l)(payload), signingPayload = encodedPayloadCache[1] ??= (0,buffer_utils/* encode */.lF)(encodedPayload)) : (encodedPayload = (0,base64url/* encode */.l)(payload), signingInput = buffer_utils/* encoder */.Rd.encode(`${encodedProtectedHeader}.${encodedPayload}`));
  }
  signingInput ??= (0,buffer_utils/* concat */.xW)((0,buffer_utils/* encode */.lF)(encodedProtectedHeader), (0,buffer_utils/* encode */.lF)("."), signingPayload);
  const signingKey = await rawKey(await prepareKey(entry, key, "sign"), entry.subtle, "sign");
  entry.minRsaBits && checkModulusLength(entry.alg, signingKey);
  const jws = {
    signature: (0,base64url/* encode */.l)(new Uint8Array(await crypto.subtle.sign(entry.signing, signingKey, signingInput))),
    payload: encodedPayload
  };
  return protectedHeader && (jws.protected = encodedProtectedHeader), unprotectedHeader && (jws.header = unprotectedHeader), [jws, b64];
}
async function createCompactSignature(payload, protectedHeader, crit, key, rejectUnencoded) {
  const [jws] = await createSignature([payload, protectedHeader, void 0, crit], key, rejectUnencoded);
  return `${jws.protected}.${jws.payload}.${jws.signature}`;
}


;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/lib/jwt_claims_set.js



const epoch = (date) => Math.floor(date.getTime() / 1e3), multipliers = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  y: 31557600
}, REGEX = /^(\+|\-)? ?(\d+|\d+\.\d+) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)(?: (ago|from now))?$/i, checkFailed = "check_failed";
function invalidDuration() {
  throw new TypeError("Invalid time period format");
}
function secs(str) {
  typeof str != "string" && invalidDuration();
  const matched = REGEX.exec(str);
  (!matched || matched[4] && matched[1]) && invalidDuration();
  const value = parseFloat(matched[2]), durationSeconds = Math.round(value * multipliers[matched[3][0].toLowerCase()]);
  return Number.isFinite(durationSeconds) || invalidDuration(), matched[1] === "-" || matched[4] === "ago" ? -durationSeconds : durationSeconds;
}
function validateInput(label, input) {
  if (!Number.isFinite(input))
    throw new TypeError(`Invalid ${label} input`);
  return input;
}
function validateStringClaim(claim, value) {
  if (typeof value != "string")
    throw new TypeError(`"${claim}" claim must be a string`);
}
function validateAudienceClaim(value) {
  if (typeof value != "string" && (!Array.isArray(value) || Array.from(value).some((member) => typeof member != "string")))
    throw new TypeError('"aud" claim must be a string or an array of strings');
}
function numericDate(value, label) {
  return typeof value == "number" ? validateInput(label, value) : value instanceof Date ? validateInput(label, epoch(value)) : epoch(/* @__PURE__ */ new Date()) + secs(value);
}
const normalizeTyp = (value) => {
  const normalized = value.toLowerCase();
  return value.includes("/") ? normalized : `application/${normalized}`;
}, checkAudiencePresence = (audPayload, audOption) => typeof audPayload == "string" ? audOption.includes(audPayload) : Array.isArray(audPayload) ? audOption.some((aud) => audPayload.includes(aud)) : !1;
function validateNumericDate(claimsSet, claim, required = !1) {
  const value = claimsSet[claim];
  if (!(value === void 0 && !required)) {
    if (typeof value != "number")
      throw new JWTClaimValidationFailed(`"${claim}" claim must be a number`, claimsSet, claim, "invalid");
    return value;
  }
}
function unexpectedClaim(claimsSet, claim) {
  throw new JWTClaimValidationFailed(`unexpected "${claim}" claim value`, claimsSet, claim, checkFailed);
}
function validateClaimsSet(protectedHeader, claimsSetBytes, options = {}) {
  let claimsSet;
  try {
    claimsSet = JSON.parse(strictDecoder.decode(claimsSetBytes));
  } catch (cause) {
    throw new JWTInvalid("JWT Claims Set must be a top-level JSON object", { cause });
  }
  if (!isObject(claimsSet))
    throw new JWTInvalid("JWT Claims Set must be a top-level JSON object");
  const { typ } = options;
  if (typ !== void 0 && (typeof protectedHeader.typ != "string" || normalizeTyp(protectedHeader.typ) !== normalizeTyp(typ)))
    throw new JWTClaimValidationFailed('unexpected "typ" JWT header value', claimsSet, "typ", checkFailed);
  const { requiredClaims = [], issuer, subject, audience, maxTokenAge } = options, presenceCheck = [...requiredClaims];
  maxTokenAge !== void 0 && presenceCheck.push("iat"), audience !== void 0 && presenceCheck.push("aud"), subject !== void 0 && presenceCheck.push("sub"), issuer !== void 0 && presenceCheck.push("iss");
  for (const claim of new Set(presenceCheck.reverse()))
    if (!Object.hasOwn(claimsSet, claim))
      throw new JWTClaimValidationFailed(`missing required "${claim}" claim`, claimsSet, claim, "missing");
  issuer !== void 0 && !(Array.isArray(issuer) ? issuer : [issuer]).includes(claimsSet.iss) && unexpectedClaim(claimsSet, "iss"), subject !== void 0 && claimsSet.sub !== subject && unexpectedClaim(claimsSet, "sub"), audience !== void 0 && !checkAudiencePresence(claimsSet.aud, typeof audience == "string" ? [audience] : audience) && unexpectedClaim(claimsSet, "aud");
  const { clockTolerance } = options;
  let tolerance = 0;
  if (typeof clockTolerance == "string")
    tolerance = secs(clockTolerance);
  else if (clockTolerance !== void 0) {
    if (typeof clockTolerance != "number")
      throw new TypeError("Invalid clockTolerance option type");
    tolerance = clockTolerance;
  }
  if (validateInput("clockTolerance option", tolerance), tolerance < 0)
    throw new TypeError("Invalid clockTolerance option input");
  const { currentDate } = options, now = validateInput("currentDate option", epoch(currentDate === void 0 ? /* @__PURE__ */ new Date() : currentDate)), iat = validateNumericDate(claimsSet, "iat", maxTokenAge !== void 0), nbf = validateNumericDate(claimsSet, "nbf");
  if (nbf !== void 0 && nbf > now + tolerance)
    throw new JWTClaimValidationFailed('"nbf" claim timestamp check failed', claimsSet, "nbf", checkFailed);
  const exp = validateNumericDate(claimsSet, "exp");
  if (exp !== void 0 && exp <= now - tolerance)
    throw new JWTExpired('"exp" claim timestamp check failed', claimsSet, "exp", checkFailed);
  if (maxTokenAge !== void 0) {
    const age = now - iat, max = validateInput("maxTokenAge option", typeof maxTokenAge == "number" ? maxTokenAge : secs(maxTokenAge));
    if (max < 0)
      throw new TypeError("Invalid maxTokenAge option input");
    if (age - tolerance > max)
      throw new JWTExpired('"iat" claim timestamp check failed (too far in the past)', claimsSet, "iat", checkFailed);
    if (age < -tolerance)
      throw new JWTClaimValidationFailed('"iat" claim timestamp check failed (it should be in the past)', claimsSet, "iat", checkFailed);
  }
  return claimsSet;
}
let producerClaimsSets;
function producerClaimsSet(producer) {
  return producerClaimsSets.get(producer);
}
function jwtClaimsSetBytes(producer) {
  const claimsSet = producerClaimsSet(producer);
  for (const claim of ["iat", "nbf", "exp"]) {
    const value = claimsSet[claim];
    if (typeof value == "number" && !Number.isFinite(value))
      throw new TypeError(`"${claim}" claim must be a finite number`);
  }
  return buffer_utils/* encoder */.Rd.encode(JSON.stringify(claimsSet));
}
function jwtClaim(producer, claim) {
  return producerClaimsSet(producer)[claim];
}
class JWTClaimsBuilder {
  constructor(claimsSet = {}) {
    if (!(0,validate/* isObject */.Gv)(claimsSet))
      throw new TypeError("JWT Claims Set MUST be an object");
    (producerClaimsSets ||= /* @__PURE__ */ new WeakMap()).set(this, structuredClone(claimsSet));
  }
  setIssuer(value) {
    return validateStringClaim("iss", value), producerClaimsSet(this).iss = value, this;
  }
  setSubject(value) {
    return validateStringClaim("sub", value), producerClaimsSet(this).sub = value, this;
  }
  setAudience(value) {
    return validateAudienceClaim(value), producerClaimsSet(this).aud = value, this;
  }
  setJti(value) {
    return validateStringClaim("jti", value), producerClaimsSet(this).jti = value, this;
  }
  setNotBefore(value) {
    return producerClaimsSet(this).nbf = numericDate(value, "setNotBefore"), this;
  }
  setExpirationTime(value) {
    return producerClaimsSet(this).exp = numericDate(value, "setExpirationTime"), this;
  }
  setIssuedAt(value) {
    const claimsSet = producerClaimsSet(this);
    return value === void 0 ? claimsSet.iat = epoch(/* @__PURE__ */ new Date()) : typeof value == "string" ? claimsSet.iat = validateInput("setIssuedAt", epoch(/* @__PURE__ */ new Date()) + secs(value)) : claimsSet.iat = numericDate(value, "setIssuedAt"), this;
  }
}


;// CONCATENATED MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js




const SignJWT_base = JWTClaimsBuilder;
class SignJWT extends SignJWT_base {
  #protectedHeader;
  setProtectedHeader(protectedHeader) {
    return (0,validate/* assertNotSet */.ac)(this.#protectedHeader, "setProtectedHeader"), this.#protectedHeader = protectedHeader, this;
  }
  async sign(key, options) {
    return createCompactSignature(jwtClaimsSetBytes(this), this.#protectedHeader, options?.crit, key, () => {
      throw new errors/* JWTInvalid */.Dp("JWTs MUST NOT use unencoded payload");
    });
  }
}



/***/ }),

/***/ 7410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D0: () => (/* binding */ decoder),
/* harmony export */   Rd: () => (/* binding */ encoder),
/* harmony export */   WG: () => (/* binding */ encodeBase64),
/* harmony export */   lF: () => (/* binding */ encode),
/* harmony export */   u8: () => (/* binding */ strictDecoder),
/* harmony export */   xW: () => (/* binding */ concat),
/* harmony export */   y4: () => (/* binding */ decodeBase64)
/* harmony export */ });
/* unused harmony exports digest, uint32be, uint64be */
const encoder = new TextEncoder(), decoder = new TextDecoder(), strictDecoder = new TextDecoder("utf-8", { fatal: !0 }), UINT32_RANGE = (/* unused pure expression or super */ null && (2 ** 32));
function concat(...buffers) {
  const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
  let i = 0;
  for (const buffer of buffers)
    buf.set(buffer, i), i += buffer.length;
  return buf;
}
function writeUInt32BE(buf, value, offset) {
  if (value < 0 || value >= UINT32_RANGE)
    throw new RangeError(`value must be >= 0 and <= ${UINT32_RANGE - 1}. Received ${value}`);
  buf.set([value >>> 24, value >>> 16, value >>> 8, value & 255], offset);
}
function uint64be(value) {
  const high = Math.floor(value / UINT32_RANGE), low = value % UINT32_RANGE, buf = new Uint8Array(8);
  return writeUInt32BE(buf, high, 0), writeUInt32BE(buf, low, 4), buf;
}
function uint32be(value) {
  const buf = new Uint8Array(4);
  return writeUInt32BE(buf, value), buf;
}
const NON_ASCII = /[^\x00-\x7f]/;
function encode(string) {
  if (typeof string == "string" && string.length >= 128) {
    if (NON_ASCII.test(string))
      throw new TypeError("non-ASCII string encountered in encode()");
    return encoder.encode(string);
  }
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    if (code > 127)
      throw new TypeError("non-ASCII string encountered in encode()");
    bytes[i] = code;
  }
  return bytes;
}
function encodeBase64(input, url = !1) {
  if (Uint8Array.prototype.toBase64)
    return input.toBase64({ alphabet: url ? "base64url" : "base64", omitPadding: url });
  const CHUNK_SIZE = 32768, arr = [];
  for (let i = 0; i < input.length; i += CHUNK_SIZE)
    arr.push(String.fromCharCode.apply(null, input.subarray(i, i + CHUNK_SIZE)));
  const encoded = btoa(arr.join(""));
  return url ? encoded.replace(/=/g, "").replace(/\+/g, "-").replace(/\//g, "_") : encoded;
}
function decodeBase64(encoded, url = !1) {
  if (Uint8Array.fromBase64)
    return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
  if (url) {
    if (encoded.includes("+") || encoded.includes("/"))
      throw new TypeError("Invalid base64url");
    encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
  }
  const binary = atob(encoded), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++)
    bytes[i] = binary.charCodeAt(i);
  return bytes;
}
async function digest(algorithm, data) {
  const subtleDigest = `SHA-${algorithm.slice(-3)}`;
  return new Uint8Array(await crypto.subtle.digest(subtleDigest, data));
}



/***/ }),

/***/ 7784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ validateCritDuplicates),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   J0: () => (/* binding */ validateB64),
/* harmony export */   ac: () => (/* binding */ assertNotSet),
/* harmony export */   fz: () => (/* binding */ isDisjoint),
/* harmony export */   ji: () => (/* binding */ serializeJoseHeader),
/* harmony export */   nI: () => (/* binding */ validateCrit),
/* harmony export */   qc: () => (/* binding */ JWS_RECOGNIZED)
/* harmony export */ });
/* unused harmony exports JWE_RECOGNIZED, assertUint8Array, decodeBase64url, encodeAsciiMember, isJwkSet, parseJoseHeader, validateAlgorithms */
/* harmony import */ var _util_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5674);



function assertUint8Array(input, label) {
  if (!(input instanceof Uint8Array))
    throw new TypeError(`${label} must be an instance of Uint8Array`);
}
function isObject(input) {
  if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]")
    return !1;
  const prototype = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isJwkSet(input) {
  return isObject(input) && Array.isArray(input.keys) && Array.from(input.keys).every(isObject);
}
function isDisjoint(...headers) {
  const parameters = /* @__PURE__ */ new Set();
  for (const header of headers)
    if (header)
      for (const parameter of Object.keys(header)) {
        if (parameters.has(parameter))
          return !1;
        parameters.add(parameter);
      }
  return !0;
}
function assertNotSet(value, name) {
  if (value !== void 0)
    throw new TypeError(`${name} can only be called once`);
}
function decodeBase64url(value, label, ErrorClass) {
  try {
    return decode(value);
  } catch (cause) {
    throw new ErrorClass(`Failed to base64url decode the ${label}`, { cause });
  }
}
function encodeAsciiMember(value, label, ErrorClass) {
  try {
    return encode(value);
  } catch (cause) {
    throw new ErrorClass(`The ${label} is not a valid base64url string`, { cause });
  }
}
function parseJoseHeader(encodedProtectedHeader, ErrorClass, message) {
  let parsed;
  try {
    parsed = JSON.parse(strictDecoder.decode(decode(encodedProtectedHeader)));
  } catch (cause) {
    throw new ErrorClass(message, { cause });
  }
  if (!isObject(parsed))
    throw new ErrorClass(message);
  return parsed;
}
const JWS_RECOGNIZED = { __proto__: null, b64: !0 }, JWE_RECOGNIZED = { __proto__: null };
function validateAlgorithms(option, algorithms) {
  if (algorithms !== void 0 && (!Array.isArray(algorithms) || algorithms.some((s) => typeof s != "string")))
    throw new TypeError(`"${option}" option must be an array of strings`);
  return algorithms === void 0 ? void 0 : new Set(algorithms);
}
function validateCritDuplicates(Err, protectedHeader) {
  const { crit } = protectedHeader ?? {};
  if (Array.isArray(crit) && new Set(crit).size !== crit.length)
    throw new Err('"crit" (Critical) Header Parameter MUST NOT contain duplicate values');
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
  if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0)
    throw new Err('"crit" (Critical) Header Parameter MUST be integrity protected');
  if (!protectedHeader || protectedHeader.crit === void 0)
    return [];
  if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input) => typeof input != "string" || input.length === 0))
    throw new Err('"crit" (Critical) Header Parameter MUST be an array of non-empty strings when present');
  const recognized = recognizedOption === void 0 ? recognizedDefault : { __proto__: null, ...recognizedOption, ...recognizedDefault };
  for (const parameter of protectedHeader.crit) {
    if (!(parameter in recognized))
      throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JOSENotSupported */ .T0(`Extension Header Parameter "${parameter}" is not recognized`);
    if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0)
      throw new Err(`Extension Header Parameter "${parameter}" is missing`);
    if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0))
      throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
  }
  return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
  if (extensions.includes("b64")) {
    const b64 = protectedHeader.b64;
    if (typeof b64 != "boolean")
      throw new _util_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .JWSInvalid */ .Ye('The "b64" (base64url-encode payload) Header Parameter must be a boolean');
    return b64;
  }
  return !0;
}
function serializeJoseHeader(Err, header) {
  let serialized, parsed;
  try {
    serialized = JSON.stringify(header), parsed = JSON.parse(serialized);
  } catch (cause) {
    throw new Err("JOSE Header is not valid JSON", { cause });
  }
  if (!isObject(parsed))
    throw new Err("JOSE Header is not a JSON object");
  return [parsed, serialized];
}



/***/ }),

/***/ 1445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decode),
/* harmony export */   l: () => (/* binding */ encode)
/* harmony export */ });
/* harmony import */ var _lib_buffer_utils_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7410);

const invalid = "The input to be decoded is not correctly encoded.";
function decode(input) {
  try {
    return (0,_lib_buffer_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeBase64 */ .y4)(typeof input == "string" ? input : _lib_buffer_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .decoder */ .D0.decode(input), !0);
  } catch (cause) {
    throw new TypeError(invalid, { cause });
  }
}
function encode(input) {
  return (0,_lib_buffer_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeBase64 */ .WG)(typeof input == "string" ? _lib_buffer_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .encoder */ .Rd.encode(input) : input, !0);
}



/***/ }),

/***/ 5674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ JWTInvalid),
/* harmony export */   T0: () => (/* binding */ JOSENotSupported),
/* harmony export */   Ye: () => (/* binding */ JWSInvalid)
/* harmony export */ });
/* unused harmony exports JOSEAlgNotAllowed, JOSEError, JWEDecryptionFailed, JWEInvalid, JWKInvalid, JWKSInvalid, JWKSMultipleMatchingKeys, JWKSNoMatchingKey, JWKSTimeout, JWSSignatureVerificationFailed, JWTClaimValidationFailed, JWTExpired */
class JOSEError extends Error {
  static code = "ERR_JOSE_GENERIC";
  code = "ERR_JOSE_GENERIC";
  constructor(message, options) {
    super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
  }
}
class JWTClaimValidationFailed extends JOSEError {
  static code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
  code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
  claim;
  reason;
  payload;
  constructor(message, payload, claim = "unspecified", reason = "unspecified") {
    super(message, { cause: { claim, reason, payload } }), this.claim = claim, this.reason = reason, this.payload = payload;
  }
}
class JWTExpired extends JOSEError {
  static code = "ERR_JWT_EXPIRED";
  code = "ERR_JWT_EXPIRED";
  claim;
  reason;
  payload;
  constructor(message, payload, claim = "unspecified", reason = "unspecified") {
    super(message, { cause: { claim, reason, payload } }), this.claim = claim, this.reason = reason, this.payload = payload;
  }
}
class JOSEAlgNotAllowed extends (/* unused pure expression or super */ null && (JOSEError)) {
  static code = (/* unused pure expression or super */ null && ("ERR_JOSE_ALG_NOT_ALLOWED"));
  code = "ERR_JOSE_ALG_NOT_ALLOWED";
}
class JOSENotSupported extends JOSEError {
  static code = "ERR_JOSE_NOT_SUPPORTED";
  code = "ERR_JOSE_NOT_SUPPORTED";
}
class JWEDecryptionFailed extends JOSEError {
  static code = "ERR_JWE_DECRYPTION_FAILED";
  code = "ERR_JWE_DECRYPTION_FAILED";
  constructor(message = "decryption operation failed", options) {
    super(message, options);
  }
}
class JWEInvalid extends (/* unused pure expression or super */ null && (JOSEError)) {
  static code = (/* unused pure expression or super */ null && ("ERR_JWE_INVALID"));
  code = "ERR_JWE_INVALID";
}
class JWSInvalid extends JOSEError {
  static code = "ERR_JWS_INVALID";
  code = "ERR_JWS_INVALID";
}
class JWTInvalid extends JOSEError {
  static code = "ERR_JWT_INVALID";
  code = "ERR_JWT_INVALID";
}
class JWKInvalid extends (/* unused pure expression or super */ null && (JOSEError)) {
  static code = (/* unused pure expression or super */ null && ("ERR_JWK_INVALID"));
  code = "ERR_JWK_INVALID";
}
class JWKSInvalid extends (/* unused pure expression or super */ null && (JOSEError)) {
  static code = (/* unused pure expression or super */ null && ("ERR_JWKS_INVALID"));
  code = "ERR_JWKS_INVALID";
}
class JWKSNoMatchingKey extends JOSEError {
  static code = "ERR_JWKS_NO_MATCHING_KEY";
  code = "ERR_JWKS_NO_MATCHING_KEY";
  constructor(message = "no applicable key found in the JSON Web Key Set", options) {
    super(message, options);
  }
}
class JWKSMultipleMatchingKeys extends JOSEError {
  [Symbol.asyncIterator] = async function* () {
  };
  static code = "ERR_JWKS_MULTIPLE_MATCHING_KEYS";
  code = "ERR_JWKS_MULTIPLE_MATCHING_KEYS";
  constructor(message = "multiple matching keys found in the JSON Web Key Set", options) {
    super(message, options);
  }
}
class JWKSTimeout extends JOSEError {
  static code = "ERR_JWKS_TIMEOUT";
  code = "ERR_JWKS_TIMEOUT";
  constructor(message = "request timed out", options) {
    super(message, options);
  }
}
class JWSSignatureVerificationFailed extends JOSEError {
  static code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  constructor(message = "signature verification failed", options) {
    super(message, options);
  }
}



/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
