export const id = 748;
export const ids = [748];
export const modules = {

/***/ 3748:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  signIn: () => (/* binding */ signIn)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
// EXTERNAL MODULE: ./src/http/exchange.ts + 2 modules
var exchange = __webpack_require__(8821);
// EXTERNAL MODULE: ./src/http/network-error.ts
var network_error = __webpack_require__(137);
// EXTERNAL MODULE: ./src/refusals.ts
var refusals = __webpack_require__(5430);
// EXTERNAL MODULE: ./src/secrets/secret.ts + 1 modules
var secret = __webpack_require__(1062);
// EXTERNAL MODULE: ./src/service-text.ts
var service_text = __webpack_require__(8114);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js + 5 modules
var sign = __webpack_require__(6424);
;// CONCATENATED MODULE: ./src/auth/client-assertion.ts


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
    const sha256 = (0,external_node_crypto_.createHash)("sha256").update(pair.certificate.raw).digest("base64url");
    return new sign/* SignJWT */.P({
        aud: tokenEndpoint,
        iss: clientId,
        sub: clientId,
        jti: (0,external_node_crypto_.randomUUID)(),
        nbf: notBefore,
        iat: notBefore,
        exp: notBefore + LIFETIME_SECONDS,
    })
        .setProtectedHeader({ alg: "PS256", typ: "JWT", "x5t#S256": sha256 })
        .sign(pair.privateKey);
}

// EXTERNAL MODULE: ./src/auth/claims.ts + 1 modules
var claims = __webpack_require__(222);
;// CONCATENATED MODULE: ./src/auth/github-oidc.ts






const ATTEMPTS = 5;
/**
 * A new OIDC token of this job. It lives five minutes, and Entra takes each one once: every
 * token request gets its own, and nothing sleeps between the two (reliability.md A.4).
 *
 * Not `core.getIDToken`: that one has no time limit, and brings a second HTTP client.
 */
async function requestOidcToken(oidc, audience, network, masker) {
    const url = new URL(oidc.url);
    url.searchParams.set("audience", audience);
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const outcome = await (0,exchange/* sendOnce */.E4)(network, {
            method: "GET",
            url,
            headers: {
                authorization: (0,secret/* bearer */.CM)(oidc.requestToken),
                accept: "application/json; api-version=2.0",
            },
            signal: network.limits.forRead(),
        });
        const last = attempt + 1 >= ATTEMPTS;
        if (outcome.kind === "answered") {
            if (outcome.response.status === 200)
                return readAnswer(outcome.response, masker);
            if (last || !(0,exchange/* isTransient */.dg)(outcome.response.status))
                throw refused(outcome.response);
            await (0,exchange/* waitBeforeRetry */.jy)(network, attempt, outcome.response);
        }
        else {
            if (last || outcome.error.reach === "refused-connection") {
                throw new errors/* ActionError */.l({
                    code: "unreachable",
                    blame: "service",
                    what: "GitHub's OIDC endpoint did not answer.",
                    ...(0,network_error/* describeNetworkError */.g)(outcome.error, url.host),
                    cause: outcome.error,
                });
            }
            await (0,exchange/* waitBeforeRetry */.jy)(network, attempt, undefined);
        }
    }
}
function readAnswer(response, masker) {
    const value = (0,json/* parseObject */.lj)(response.body)?.["value"];
    if (typeof value !== "string" || value === "")
        throw refused(response);
    masker.text(value);
    return { jwt: value, claims: (0,claims/* readClaims */.I)(new secret/* Secret */.zh(value, "OIDC token")) };
}
function refused(response) {
    return new errors/* ActionError */.l({
        code: "oidc-unavailable",
        blame: "service",
        what: `GitHub's OIDC endpoint gave no token (status ${String(response.status)}).`,
        remedy: "Check that the job has `permissions: { id-token: write }`, and run it again.",
    });
}

// EXTERNAL MODULE: ./node_modules/@azure/msal-node/dist/index.mjs + 115 modules
var dist = __webpack_require__(2669);
// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __webpack_require__(1517);
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
    const application = new dist/* ConfidentialClientApplication */.WR({
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
        if (result?.accessToken)
            return { kind: "token", token: new secret/* Secret */.zh(result.accessToken, "access token") };
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
        : exchange.outcome;
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
    #network;
    constructor(network) {
        this.#network = network;
    }
    sendGetRequestAsync(url) {
        return Promise.reject(new TypeError(`MSAL asked for ${new URL(url).pathname}, which it has no need for`));
    }
    async sendPostRequestAsync(url, options) {
        const outcome = await (0,exchange/* sendOnce */.E4)(this.#network, {
            method: "POST",
            url: new URL(url),
            headers: { ...options?.headers, accept: "application/json" },
            // Holds the client secret or the assertion.
            body: new secret/* Secret */.zh(options?.body ?? "", "token request"),
            connection: "fresh",
            signal: this.#network.limits.forRead(),
        });
        this.outcome = outcome;
        if (outcome.kind !== "answered")
            throw outcome.error;
        const { status, headers, body } = outcome.response;
        const parsed = (0,json/* parseObject */.lj)(body);
        if (parsed === undefined) {
            // An HTML page from a proxy: MSAL would die of it with a TypeError.
            this.outcome = {
                kind: "ambiguous",
                error: new transport/* TransportError */.w("ambiguous", `HTTP_${String(status)}_NOT_JSON`),
            };
            throw this.outcome.error;
        }
        return { status, headers: { ...headers }, body: parsed };
    }
}

;// CONCATENATED MODULE: ./src/auth/sign-in.ts










const sign_in_ATTEMPTS = 5;
/** Faults that Entra's list calls retryable (graph-facts.md 5.6). */
const TRANSIENT_CODES = new Set([90006, 90024, 90033, 90055, 90090]);
/** "Not within its valid time range": worth a second try once the service's time is known. */
const TIME_RANGE = 700024;
/** Asks the token service for a Graph token, as often as that makes sense. */
async function signIn(config, settings, network, masker) {
    const seen = { oidc: undefined };
    const request = {
        ...settings,
        tenantId: config.tenantId,
        clientId: config.clientId,
        credential: credentialOf(config, network, masker, seen),
    };
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const skewBefore = network.serviceClock.skewMs;
        const result = await requestTokenOnce(request, network);
        const last = attempt + 1 >= sign_in_ATTEMPTS;
        if (result.kind === "token") {
            masker.text((0,secret/* reveal */._c)(result.token));
            return result.token;
        }
        if (result.kind === "answered") {
            const answer = sign_in_readAnswer(result.response);
            const clockCorrected = answer.codes.includes(TIME_RANGE) && Math.abs(network.serviceClock.skewMs - skewBefore) > 60_000;
            const retryable = (0,exchange/* isTransient */.dg)(result.response.status) ||
                answer.error === "temporarily_unavailable" ||
                answer.codes.some((code) => TRANSIENT_CODES.has(code));
            if (clockCorrected)
                continue;
            if (last || !retryable)
                throw sign_in_refused(answer, config, seen, network);
            await (0,exchange/* waitBeforeRetry */.jy)(network, attempt, result.response);
        }
        else {
            // A token request changes nothing, so repeating one of unknown outcome is safe.
            if (last || result.error.reach === "refused-connection") {
                const host = new URL(settings.authorityOrigin).host;
                throw new errors/* ActionError */.l({
                    code: "unreachable",
                    blame: "service",
                    what: `The token service (${host}) did not answer.`,
                    ...(0,network_error/* describeNetworkError */.g)(result.error, host),
                    cause: result.error,
                });
            }
            await (0,exchange/* waitBeforeRetry */.jy)(network, attempt, undefined);
        }
    }
}
function credentialOf(config, network, masker, seen) {
    switch (config.kind) {
        case "client-secret":
            return { kind: "secret", secret: config.secret };
        case "certificate":
            return {
                kind: "assertion",
                sign: async (tokenEndpoint) => {
                    const jwt = await signClientAssertion(config.pair, config.clientId, tokenEndpoint, network.serviceClock.now());
                    masker.text(jwt);
                    return jwt;
                },
            };
        case "oidc":
            return {
                kind: "assertion",
                sign: async () => {
                    const token = await requestOidcToken(config.oidc, config.audience, network, masker);
                    seen.oidc = token.claims;
                    return token.jwt;
                },
            };
    }
}
function sign_in_readAnswer(response) {
    const body = (0,json/* parseObject */.lj)(response.body);
    const description = typeof body?.["error_description"] === "string" ? body["error_description"] : "";
    const codes = body?.["error_codes"];
    const written = /AADSTS(\d+)/.exec(description)?.[1];
    const traceId = body?.["trace_id"];
    return {
        error: typeof body?.["error"] === "string" ? (0,service_text/* cleanServiceText */.A)(body["error"]) : undefined,
        codes: [
            ...(written === undefined ? [] : [Number(written)]),
            ...(Array.isArray(codes) ? codes.filter((code) => typeof code === "number") : []),
        ],
        // Trace, correlation and timestamp follow on lines of their own.
        description: (0,service_text/* cleanServiceText */.A)(description.split(/\s*Trace ID:/)[0] ?? ""),
        traceId: typeof traceId === "string" ? (0,service_text/* cleanServiceText */.A)(traceId) : undefined,
    };
}
function sign_in_refused(answer, config, seen, network) {
    const row = (0,refusals/* findSignInRefusal */.Eh)(answer.codes);
    const skewSeconds = Math.round(network.serviceClock.skewMs / 1000);
    const why = [
        row?.cause,
        seen.oidc &&
            `The OIDC token says issuer ${shown(seen.oidc.issuer)}, subject ${shown(seen.oidc.subject)}, audience ${shown(seen.oidc.audience)}.`,
        Math.abs(skewSeconds) >= 300
            ? `The runner's clock is ${String(Math.abs(skewSeconds))} s ${skewSeconds > 0 ? "slow" : "fast"}.`
            : undefined,
    ].filter((part) => part !== undefined);
    return new errors/* ActionError */.l({
        code: "sign-in-refused",
        blame: "service",
        what: `Entra refused the sign-in of client ${config.clientId} in tenant ${config.tenantId} (${answer.description || answer.error || "no reason given"}).`,
        why: why.join(" "),
        remedy: row?.remedy ??
            "Look the code up in Microsoft's list of AADSTS error codes; the trace id helps Microsoft's support.",
        ...(answer.traceId === undefined ? {} : { requestId: answer.traceId }),
    });
}
function shown(claim) {
    return claim === undefined ? "(none)" : `\`${(0,service_text/* cleanServiceText */.A)(claim)}\``;
}


/***/ })

};
