export const id = 344;
export const ids = [344];
export const modules = {

/***/ 98:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ signClientAssertion)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _jws_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(723);


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
function signClientAssertion(pair, clientId, tokenEndpoint, nowMs) {
    const notBefore = Math.floor(nowMs / 1000) - BACKDATE_SECONDS;
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(pair.certificate.raw).digest("base64url");
    return (0,_jws_js__WEBPACK_IMPORTED_MODULE_1__/* .signJwt */ .N)({ alg: "PS256", typ: "JWT", "x5t#S256": sha256 }, {
        aud: tokenEndpoint,
        iss: clientId,
        sub: clientId,
        jti: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        nbf: notBefore,
        iat: notBefore,
        exp: notBefore + LIFETIME_SECONDS,
    }, pair.privateKey);
}


/***/ }),

/***/ 6213:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ requestTokenOnce)
});

// EXTERNAL MODULE: ./node_modules/@azure/msal-node/dist/client/ConfidentialClientApplication.mjs + 93 modules
var ConfidentialClientApplication = __webpack_require__(7112);
;// CONCATENATED MODULE: ./scripts/stand-ins/msal-node.mjs
// Takes the place of `@azure/msal-node` in dist/ (tsconfig.json beside it): the one class that
// src/auth/msal.ts uses, by its file. The package's index loads every other client too, and says
// of none that it has no side effects, so that the bundler keeps them all.



// EXTERNAL MODULE: ./src/http/exchange.ts
var exchange = __webpack_require__(1823);
// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __webpack_require__(1517);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
;// CONCATENATED MODULE: ./src/auth/msal.ts





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
    const application = new ConfidentialClientApplication/* ConfidentialClientApplication */.W({
        auth: {
            clientId: request.clientId,
            ...authority(request.authorityOrigin, request.tenantId),
            ...(credential.kind === "secret"
                ? { clientSecret: (0,secret/* reveal */._c)(credential.secret) }
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
        // MSAL hands on what the answer says, of whatever type.
        const token = result?.accessToken;
        if (typeof token === "string" && token !== "")
            return { kind: "token", token: new secret/* Secret */.zh(token, "access token") };
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
        const outcome = await (0,exchange/* sendOnce */.E4)(this.#network, {
            method: "POST",
            url: new URL(url),
            headers: { ...options?.headers, accept: "application/json" },
            // Holds the client secret or the assertion.
            body: new secret/* Secret */.zh(options?.body ?? "", "token request"),
            connection: "fresh",
            asks: "token",
            signal: this.#network.limits.forRead(),
        });
        this.outcome = outcome;
        if (outcome.kind !== "answered")
            throw outcome.error;
        const { status, headers, body } = outcome.response;
        const parsed = (0,json/* parseObject */.lj)(body);
        if (parsed === undefined) {
            // An HTML page from a proxy: MSAL would die of it with a TypeError.
            this.unreadable = outcome.response;
            this.outcome = {
                kind: "ambiguous",
                error: new transport/* TransportError */.wX("ambiguous", `HTTP_${String(status)}_NOT_JSON`),
            };
            throw this.outcome.error;
        }
        return { status, headers: { ...headers }, body: parsed };
    }
}


/***/ }),

/***/ 5641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   signIn: () => (/* binding */ signIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1823);
/* harmony import */ var _http_network_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(137);
/* harmony import */ var _refusals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5430);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(793);
/* harmony import */ var _client_assertion_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98);
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4377);
/* harmony import */ var _msal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6213);
/* harmony import */ var _token_error_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1888);









const ATTEMPTS = 5;
/** Faults that Entra's list calls retryable (docs/service-facts.md, "Token service"). */
const TRANSIENT_CODES = new Set([90006, 90024, 90033, 90055, 90090]);
/** "Not within its valid time range": worth a second try once the service's time is known. */
const TIME_RANGE = 700024;
/** Younger than that, the certificate may not have reached every node of the token service. */
const YOUNG_MS = 3_600_000;
/** How long that is waited for: relays wait as long. */
const LONGEST_LAG_MS = 600_000;
const LAG_PAUSES_MS = [5_000, 10_000, 20_000, 30_000];
/** Asks the token service for a Graph token, as often as that makes sense. */
async function signIn(config, settings, network, masker) {
    const seen = { oidc: undefined };
    const request = {
        ...settings,
        tenantId: config.tenantId,
        clientId: config.clientId,
        credential: credentialOf(config, network, masker, seen),
    };
    const lag = lagOf(config, network);
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const skewBefore = network.serviceClock.skewMs;
        const result = await (0,_msal_js__WEBPACK_IMPORTED_MODULE_7__/* .requestTokenOnce */ .e)(request, network);
        const last = attempt + 1 >= ATTEMPTS;
        if (result.kind === "token") {
            masker.text((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(result.token));
            if (!(0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .isToken */ .sg)(result.token))
                throw noToken(settings);
            return result.token;
        }
        if (result.kind === "answered") {
            const answer = (0,_token_error_js__WEBPACK_IMPORTED_MODULE_8__/* .readTokenError */ .i)(result.response, network.texts);
            if (result.response.status === 200 && answer.error === undefined)
                throw noToken(settings);
            const clockCorrected = answer.codes.includes(TIME_RANGE) && Math.abs(network.serviceClock.skewMs - skewBefore) > 60_000;
            const retryable = (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(result.response.status) ||
                answer.error === "temporarily_unavailable" ||
                answer.codes.some((code) => TRANSIENT_CODES.has(code));
            if (clockCorrected)
                continue;
            if (await lag.passes(answer)) {
                attempt = -1;
                continue;
            }
            if (last || !retryable)
                throw refused(answer, config, seen, network);
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, result.response);
        }
        else {
            // A token request changes nothing, so repeating one of unknown outcome is safe.
            if (last || result.error.reach === "refused-connection") {
                const host = new URL(settings.authorityOrigin).host;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                    code: "unreachable",
                    blame: "service",
                    what: `The token service (${host}) did not answer.`,
                    ...(0,_http_network_error_js__WEBPACK_IMPORTED_MODULE_2__/* .describeNetworkError */ .g)(result.error, host),
                    cause: result.error,
                });
            }
            await (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_1__/* .waitBeforeRetry */ .jy)(network, attempt, result.response);
        }
    }
}
/**
 * A run right after a rotation may meet a node that has not heard of its certificate. An older
 * certificate that is not known is not there.
 */
function lagOf(config, network) {
    const { clock, limits, log, serviceClock } = network;
    let waits = 0;
    let endsAt = 0;
    return {
        passes: async ({ codes }) => {
            if (config.kind !== "certificate" || !codes.some((code) => _token_error_js__WEBPACK_IMPORTED_MODULE_8__/* .NOT_KNOWN_YET */ .P.has(code)))
                return false;
            const age = serviceClock.now() - config.pair.certificate.validFromDate.getTime();
            if (age > YOUNG_MS)
                return false;
            endsAt ||= clock.now() + LONGEST_LAG_MS;
            const pause = LAG_PAUSES_MS[Math.min(waits++, LAG_PAUSES_MS.length - 1)] ?? 30_000;
            if (clock.now() + pause > endsAt || pause >= limits.remainingMs)
                return false;
            if (waits === 1) {
                log.step(`Entra does not know certificate ${config.pair.thumbprint} yet, which is ${String(Math.max(0, Math.floor(age / 60_000)))} minutes old: waiting for its replicas.`);
            }
            await limits.wait(pause);
            return true;
        },
    };
}
/** A success without a token that could stand in a header. */
function noToken({ authorityOrigin }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `The token service (${new URL(authorityOrigin).host}) answered with no token, or one with characters that no token has.`,
        remedy: "Check cloud, authority-url and the proxy.",
    });
}
function credentialOf(config, network, masker, seen) {
    switch (config.kind) {
        case "client-secret":
            return { kind: "secret", secret: config.secret };
        case "certificate":
            return {
                kind: "assertion",
                sign: async (tokenEndpoint) => {
                    const jwt = await (0,_client_assertion_js__WEBPACK_IMPORTED_MODULE_5__/* .signClientAssertion */ .T)(config.pair, config.clientId, tokenEndpoint, network.serviceClock.now());
                    masker.text(jwt);
                    return jwt;
                },
            };
        case "oidc":
            return {
                kind: "assertion",
                sign: async () => {
                    const token = await (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_6__/* .requestOidcToken */ .I)(config.oidc, config.audience, network, masker);
                    seen.oidc = token.claims;
                    return token.jwt;
                },
            };
    }
}
function refused(answer, config, seen, network) {
    const row = (0,_refusals_js__WEBPACK_IMPORTED_MODULE_3__/* .findSignInRefusal */ .Eh)(answer.codes, answer.error);
    const skewSeconds = Math.round(network.serviceClock.skewMs / 1000);
    const shown = (claim) => claim === undefined ? "(none)" : `\`${network.texts.line(claim)}\``;
    const why = [
        row?.cause,
        seen.oidc &&
            `The OIDC token says issuer ${shown(seen.oidc.issuer)}, subject ${shown(seen.oidc.subject)}, audience ${shown(seen.oidc.audience)}.`,
        Math.abs(skewSeconds) >= 300
            ? `The runner's clock is ${String(Math.abs(skewSeconds))} s ${skewSeconds > 0 ? "slow" : "fast"}.`
            : undefined,
    ].filter((part) => part !== undefined);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "sign-in-refused",
        blame: "service",
        what: `Entra refused the sign-in of client ${config.clientId} in tenant ${config.tenantId} (${answer.description || answer.error || "no reason given"}).`,
        why: why.join(" "),
        remedy: row?.remedy ??
            "Look the code up in Microsoft's list of AADSTS error codes; the trace id helps Microsoft's support.",
        ...(answer.traceId === undefined ? {} : { requestId: answer.traceId }),
    });
}


/***/ }),

/***/ 1888:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ NOT_KNOWN_YET),
/* harmony export */   i: () => (/* binding */ readTokenError)
/* harmony export */ });
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6276);

/** What a credential is answered that a node does not know yet (docs/service-facts.md, "Token service"). */
const NOT_KNOWN_YET = new Set([700027, 7000214, 7000215]);
function readTokenError(response, texts) {
    const body = (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(response.body);
    const description = typeof body?.["error_description"] === "string" ? body["error_description"] : "";
    const codes = body?.["error_codes"];
    const written = /AADSTS(\d{1,9})/.exec(description)?.[1];
    const traceId = body?.["trace_id"];
    return {
        error: typeof body?.["error"] === "string" ? texts.line(body["error"]) : undefined,
        codes: [
            ...(written === undefined ? [] : [Number(written)]),
            ...(Array.isArray(codes) ? codes.filter((code) => typeof code === "number") : []),
        ],
        description: texts.line(withoutTrace(description)),
        traceId: typeof traceId === "string" ? texts.line(traceId) : undefined,
    };
}
/** Trace, correlation and timestamp follow on lines of their own. No pattern: with blanks before the words it takes the square of their number. */
function withoutTrace(description) {
    const trace = description.indexOf("Trace ID:");
    return (trace < 0 ? description : description.slice(0, trace)).trimEnd();
}


/***/ }),

/***/ 9456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
// Takes the place of `jsonwebtoken` in dist/ (tsconfig.json beside it). MSAL loads it, with semver
// and lodash behind it, to sign assertions by certificates that it is given; it is given none, but
// signed assertions (src/auth/client-assertion.ts). Loading it took 8 ms of every run.

/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ({
  sign() {
    throw new TypeError("jsonwebtoken is not in this bundle: MSAL is given signed assertions");
  },
});


/***/ })

};
