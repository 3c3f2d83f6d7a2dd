/******/ var __webpack_modules__ = ({

/***/ 9061:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ readClaims)
/* harmony export */ });
/* harmony import */ var _foreign_time_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4173);
/* harmony import */ var _jws_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(723);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(793);



/** `undefined` where the token is no JWT: Graph's tokens are opaque by contract. */
function readClaims(token) {
    const claims = (0,_jws_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeClaims */ .Y)((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .reveal */ ._c)(token));
    if (claims === undefined)
        return undefined;
    const text = (name) => {
        const value = claims[name];
        return typeof value === "string" ? value : undefined;
    };
    const roles = claims["roles"];
    return {
        audience: text("aud"),
        appId: (text("appid") ?? text("azp"))?.toLowerCase(),
        objectId: text("oid")?.toLowerCase(),
        tenantId: text("tid"),
        roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [],
        scopes: text("scp")?.split(" ") ?? [],
        // Beyond any date it says nothing.
        expiresOn: typeof claims["exp"] === "number" ? (0,_foreign_time_js__WEBPACK_IMPORTED_MODULE_2__/* .foreignSeconds */ .qm)(claims["exp"]) : undefined,
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
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9061);






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
            asks: "token",
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
    const token = new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .Secret */ .zh(value, "OIDC token");
    if (!(0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .isToken */ .sg)(token))
        throw refused(response);
    return { jwt: value, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_5__/* .readClaims */ .I)(token) };
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
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9061);
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4377);


/** A token with less than this left is not used for another request. */
const RENEW_BEFORE_MS = 5 * 60_000;
function createTokenProvider(signIn, settings, network, masker) {
    if (signIn.kind === "access-token") {
        const token = { secret: signIn.token, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .readClaims */ .I)(signIn.token) };
        return {
            get: () => Promise.resolve(token),
            renew: () => false,
            federatedClaims: () => Promise.resolve(undefined),
        };
    }
    const request = async () => {
        // MSAL is half of what this action loads: a ready token does without.
        const module = await Promise.all(/* import() */[__nccwpck_require__.e(112), __nccwpck_require__.e(344)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5641));
        return module.signIn(signIn, settings, network, masker);
    };
    const federated = async () => signIn.kind === "oidc"
        ? (await (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOidcToken */ .I)(signIn.oidc, signIn.audience, network, masker)).claims
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
            this.#token = { secret, claims: (0,_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .readClaims */ .I)(secret) };
        }
        return this.#token;
    }
    renew() {
        this.#token = undefined;
        return true;
    }
}


/***/ }),

/***/ 2100:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ refuseOtherCharacters),
/* harmony export */   z: () => (/* binding */ refuseNonTokenCharacters)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(793);


/** A token goes into a header, where not every character may stand. */
function refuseNonTokenCharacters(name, token) {
    if ((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .isToken */ .sg)(token))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "holds blanks or characters that no token has.", "Give the token alone, on one line.");
}
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
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `has a character that is not allowed at position ${String(bad + 1)} (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}).`, remedy);
}


/***/ }),

/***/ 7840:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Lx: () => (/* binding */ durationRemedy),
/* harmony export */   QF: () => (/* binding */ requireDuration)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

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
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, "is not a duration.", durationRemedy(text));
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


/***/ }),

/***/ 1029:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ parseSignIn),
/* harmony export */   c: () => (/* binding */ describeSignIn)
/* harmony export */ });
/* harmony import */ var _auth_claims_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9061);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5798);
/* harmony import */ var _material_key_pair_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3207);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(793);
/* harmony import */ var _characters_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2100);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3750);







const CREDENTIALS = [
    "client-certificate",
    "client-secret",
    "access-token",
];
/** Exactly one credential: a certificate, a secret, a ready token, or (none of them) GitHub's OIDC token. */
async function parseSignIn(inputs, context) {
    const given = CREDENTIALS.filter((name) => inputs.has(name));
    if (given.length > 1) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)(given[1] ?? "", `stands beside ${given[0] ?? ""}: two ways to sign in.`, "Give exactly one of client-certificate, client-secret and access-token, or none of them for GitHub OIDC.", "input-conflict");
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
        const { pair, warnings } = await (0,_material_key_pair_js__WEBPACK_IMPORTED_MODULE_3__/* .openKeyPair */ .E)({
            name: "client-certificate",
            text: certificate,
            passwordName: "client-certificate-password",
            password: inputs.secret("client-certificate-password"),
        }, context.masker);
        for (const warning of warnings)
            context.log.warning(warning);
        (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .assertValidNow */ .Zi)("client-certificate", pair.certificate, context.nowMs);
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
    const text = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(given).replace(/^Bearer\s+/i, "");
    // Without the word before it, it is another text to the masker.
    context.masker.text(text);
    const token = new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .Secret */ .zh(text, "access-token");
    (0,_characters_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseNonTokenCharacters */ .z)("access-token", token);
    const claims = (0,_auth_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .readClaims */ .I)(token);
    if (claims?.expiresOn !== undefined && (claims.expiresOn + 300) * 1000 < context.nowMs) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("access-token", `expired ${new Date(claims.expiresOn * 1000).toISOString().slice(0, 16)}Z.`, "Get a new token in the step before this one.");
    }
    const audience = claims?.audience;
    if (audience?.startsWith("https://") &&
        URL.canParse(audience) &&
        !context.endpoints.overridden &&
        new URL(audience).origin !== context.endpoints.graphOrigin) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("access-token", `is a token for ${(0,_values_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .SP)(audience)}, not for Microsoft Graph.`, `Ask for the scope ${context.endpoints.graphOrigin}/.default.`);
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
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("tenant-id", `\`${text}\` is no tenant: an application signs in to one tenant.`, "Give the tenant's GUID or one of its verified domains.");
    }
    if (/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(text))
        return text.toLowerCase();
    return (0,_values_js__WEBPACK_IMPORTED_MODULE_6__/* .parseGuid */ .J)("tenant-id", text);
}
function parseClientId(inputs) {
    return (0,_values_js__WEBPACK_IMPORTED_MODULE_6__/* .parseGuid */ .J)("client-id", inputs.requireText("client-id", "Give the Application (client) ID that the workflow signs in as."));
}
/** The portal shows a secret's id beside its value, and people copy the wrong one. */
function checkClientSecret(secret) {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(secret))) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("client-secret", "is a GUID: that is the secret's id, not its value.", 'Copy the column "Value"; it is shown only right after the secret was made.');
    }
    // Entra makes them of ASCII; secrets that people chose may have blanks in them.
    if (/[^\x20-\x7e]/.test((0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(secret))) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("client-secret", "holds a line break or another character that no client secret has.", "Store the secret's value again, alone and on one line.");
    }
    return secret;
}
function parseAudience(inputs, endpoints) {
    const audience = inputs.text("audience") ?? endpoints.cloud.federatedAudience;
    if (audience !== undefined)
        return audience;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("audience", `is missing, and none is documented for the cloud ${endpoints.cloud.name}.`, "Give the audience that the application's federated credential names.", "input-missing");
}
function requireOidc(environment) {
    if (environment.oidc !== undefined) {
        const { url, requestToken } = environment.oidc;
        // Not even loopback: the runner sets https, and whoever listens there gets a token of this job.
        if (url.protocol !== "https:") {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("ACTIONS_ID_TOKEN_REQUEST_URL", "is not https: the job's token would be sent in the clear.", "Leave it as the runner sets it; where a step before has changed it, find out why.");
        }
        (0,_characters_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseNonTokenCharacters */ .z)("ACTIONS_ID_TOKEN_REQUEST_TOKEN", requestToken);
        return environment.oidc;
    }
    const fork = environment.eventName === "pull_request" ? " A pull request from a fork gets no OIDC token at all." : "";
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "oidc-unavailable",
        blame: "input",
        what: "GitHub's OIDC token is not available to this job, and no client-certificate, client-secret or access-token was given.",
        remedy: `Add \`permissions: { id-token: write }\` to the job, or give one of those inputs.${fork}`,
    });
}


/***/ }),

/***/ 3750:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ parseGuid),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   ef: () => (/* binding */ parseOrigin),
/* harmony export */   h_: () => (/* binding */ requireOneOf),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8028);
/* harmony import */ var _inputs_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3915);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5260);




/** One of `allowed`, whatever its letter case; `undefined` where the input is empty. */
function oneOf(inputs, name, allowed) {
    const text = inputs.text(name);
    if (text === undefined)
        return undefined;
    const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found !== undefined)
        return found;
    const suggestion = (0,_inputs_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .p)(text.toLowerCase(), allowed.map((value) => value.toLowerCase()));
    const meant = allowed.find((value) => value.toLowerCase() === suggestion);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `\`${shown(text)}\` is not known.`, `Use one of ${allowed.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
}
function requireOneOf(inputs, name, allowed) {
    const value = oneOf(inputs, name, allowed);
    if (value === undefined)
        throw (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .missing */ .L)(name, `Use one of ${allowed.join(", ")}.`);
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
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `${String(bare.length)} characters, not a GUID.`, "A GUID has 32 hexadecimal digits, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.");
    }
    if (/^0+$/.test(digits))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is the empty GUID.", "Give the id of a real object.");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
/** An https origin: no user, path, query or fragment. */
function parseOrigin(name, text) {
    let url;
    try {
        url = new URL(text);
    }
    catch {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is not a URL.", "Give the origin, such as https://login.example.com.");
    }
    if (url.protocol !== "https:")
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is not https.", "Credentials travel over https only.");
    if (url.username !== "" || url.password !== "") {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "holds a user name or a password.", "Give the origin alone.");
    }
    if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "has a path, a query or a fragment.", `Give the origin alone: ${url.origin}.`);
    }
    return url.origin;
}
const LONGEST_SHOWN = 60;
/**
 * What the user typed, safe to show: no control or invisible characters. Never a part of it:
 * of a secret in the wrong input, the runner masks the whole and nothing less.
 */
function shown(text) {
    return text.length > LONGEST_SHOWN ? `(${String(text.length)} characters)` : (0,_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g$)(text, "�");
}


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
 * but by `ServiceText` (`service-text.ts`).
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

/***/ 4173:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Eo: () => (/* binding */ foreignDateTime),
/* harmony export */   QW: () => (/* binding */ EARLIEST_SECONDS),
/* harmony export */   oR: () => (/* binding */ LATEST_SECONDS),
/* harmony export */   qm: () => (/* binding */ foreignSeconds)
/* harmony export */ });
/** 1970-01-01T00:00:00Z. */
const EARLIEST_SECONDS = 0;
/** 9999-12-31T23:59:59Z: what every service's own date type ends with. */
const LATEST_SECONDS = 253_402_300_799;
/** With a sign where the year has more than four digits (ECMA-262), which Date.parse reads up to 275760. */
const DATE_TIME = /^([+-]?)(\d{4,9})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
/**
 * A number of seconds since 1970 that somebody else wrote, in whole seconds; also as digits in
 * quotes. `undefined` for what is no number.
 */
function foreignSeconds(value, beyond = "refuse") {
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number))
        return undefined;
    return bounded(Math.floor(number), beyond);
}
/**
 * An ISO 8601 date and time that somebody else wrote, in whole seconds since 1970; one without
 * a zone is UTC (`Date.parse` would take it as local time). `undefined` for anything else, such
 * as the many texts that `Date.parse` takes for a date.
 */
function foreignDateTime(value, beyond = "refuse") {
    const text = typeof value === "string" ? value.trim() : "";
    const match = DATE_TIME.exec(text);
    if (match === null)
        return undefined;
    const [, sign, year = "", zone] = match;
    if (sign === "-")
        return bounded(-Infinity, beyond);
    if (Number(year) > 9999)
        return bounded(Infinity, beyond);
    // `+002026-…` is 2026; `00002026-…` is nothing.
    const time = Date.parse(zone === undefined ? `${text}Z` : text);
    return Number.isNaN(time) ? undefined : bounded(Math.floor(time / 1000), beyond);
}
function bounded(seconds, beyond) {
    const nearest = Math.min(Math.max(seconds, EARLIEST_SECONDS), LATEST_SECONDS);
    return nearest === seconds || beyond === "nearest" ? nearest : undefined;
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
     * @param asks what the answer may be as large as
     * @throws GraphRefused for a definite refusal, ActionError where there is no answer
     */
    async read(url, asks = "object") {
        let renewed = false;
        for (let attempt = 0;; attempt++) {
            this.network.limits.checkpoint();
            const outcome = await this.send("GET", url, undefined, this.network.limits.forRead(), asks);
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
    async send(method, url, body, signal, asks = "object") {
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
            asks,
            signal,
        });
        if (outcome.kind !== "answered")
            return outcome;
        const { response } = outcome;
        if (response.status >= 200 && response.status < 300) {
            return { kind: "success", body: (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(response.body), response };
        }
        return { kind: "refused", refused: new _refused_js__WEBPACK_IMPORTED_MODULE_7__/* .GraphRefused */ .p(response, this.network.texts) };
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
/* harmony export */   LD: () => (/* binding */ readList),
/* harmony export */   Pr: () => (/* binding */ encodeJson),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(793);


/** The body as it travels. Holds secrets, so it is one. */
function encodeJson(body) {
    return new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(JSON.stringify(unwrap(body)), "request body");
}
// By hand and not by a JSON.stringify replacer: `toJSON` runs before any replacer.
function unwrap(value) {
    if (value instanceof _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh)
        return (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .reveal */ ._c)(value);
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
/**
 * The parsed object, or `undefined` where the text is no JSON object (an HTML page, a cut answer), or
 * one that no service sends: nested without end, or of so many parts that it costs many times its bytes.
 */
function parseObject(text) {
    if (!isModest(text))
        return undefined;
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** Graph's own answers are some ten levels deep. */
const DEEPEST = 64;
/** Members and items: a page of 999 objects, each with twenty credentials of ten members, has half of it. */
const MOST_PARTS = 400_000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** Looks once at each character: what is in quotes does not count. */
function isModest(text) {
    let depth = 0;
    let parts = 0;
    let isQuoted = false;
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (isQuoted) {
            if (code === BACKSLASH)
                at++;
            else if (code === QUOTE)
                isQuoted = false;
        }
        else if (code === QUOTE)
            isQuoted = true;
        // `[` and `{`, `]` and `}`: they differ by one bit.
        else if ((code | 0x20) === 0x7b) {
            parts++;
            if (++depth > DEEPEST)
                return false;
        }
        else if ((code | 0x20) === 0x7d)
            depth--;
        else if (code === COMMA)
            parts++;
        if (parts > MOST_PARTS)
            return false;
    }
    return true;
}
/** More keys, credentials or versions than any object has: Entra allows 1,200 on an application. */
const MOST_ITEMS = 5_000;
/**
 * A list within an answer; empty where it is none.
 * @throws ActionError where it is longer than any true one: what is done with its items may take the square of their number
 */
function readList(value) {
    if (!Array.isArray(value))
        return [];
    if (value.length <= MOST_ITEMS)
        return value;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `The service answered with a list of ${value.length.toLocaleString("en")} items, where some dozens are usual.`,
        remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
    });
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
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6276);




/** A definite answer that is not a success, as Graph's error envelope says it. */
class GraphRefused extends Error {
    status;
    /** `error.code`; Graph says to branch on it and not on the message. */
    code;
    /** Fit to be shown, as code and request id are. */
    serviceMessage;
    requestId;
    response;
    constructor(response, texts) {
        const envelope = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseObject */ .lj)(response.body);
        const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(envelope?.["error"]) ? envelope["error"] : undefined;
        const code = typeof error?.["code"] === "string" ? texts.line(error["code"]) : undefined;
        const message = typeof error?.["message"] === "string" ? texts.line(error["message"]) : "";
        super(`Graph answered ${String(response.status)} ${code ?? ""}`.trim());
        this.name = "GraphRefused";
        this.status = response.status;
        this.code = code;
        this.serviceMessage = message;
        const requestId = response.headers["request-id"];
        const innerId = innerRequestId(error);
        this.requestId =
            requestId !== undefined
                ? texts.header(requestId)
                : innerId === undefined
                    ? undefined
                    : texts.line(innerId);
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
    return typeof id === "string" ? id : undefined;
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

/***/ 452:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ portOf),
/* harmony export */   n: () => (/* binding */ bareHost)
/* harmony export */ });
/** Without the brackets of an IPv6 address. */
function bareHost(url) {
    return url.hostname.replace(/^\[|\]$/g, "");
}
function portOf(url) {
    if (url.port !== "")
        return Number(url.port);
    return url.protocol === "http:" ? 80 : 443;
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
        if (!(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX))
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
/** Node's names for a header or an address that no request can have. */
const UNSENDABLE = /^ERR_(INVALID|UNESCAPED|HTTP_INVALID)_/;
/**
 * Sorts what `node:https` throws by whether the server may have acted on the request
 * (docs/design.md, "Retry classes").
 *
 * @param connected the TLS connection stood when it happened
 * @param status of the answer, where its head had come
 */
function classifyNetworkError(error, connected, status) {
    if (error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX)
        return status === undefined ? error : new _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX(error.reach, error.code, error, status);
    const code = errorCode(error);
    return new _transport_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX(reachOf(code, connected), code, error, status);
}
function reachOf(code, connected) {
    if (connected)
        return "ambiguous";
    return TLS.test(code) || UNSENDABLE.test(code) ? "refused-connection" : "not-sent";
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
    if (code === "PROXY_SPEAKS_FIRST") {
        return {
            why: `The proxy opened a tunnel to ${host} and spoke in it before anybody had asked.`,
            remedy: "That is no tunnel: check HTTPS_PROXY (https_proxy), or put the host into NO_PROXY.",
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
    if (UNSENDABLE.test(code)) {
        return {
            why: `The request to ${host} holds a character that cannot be sent (${code}).`,
            remedy: "Check the tokens and addresses that were given, and who issued them.",
        };
    }
    if (code.startsWith("HTTP_") || code.startsWith("HPE_") || code === "ANSWER_TOO_LARGE") {
        return {
            why: `${host} answered with something that is no answer to a request (${code.replaceAll("_", " ")}).`,
            remedy: "Something between that speaks for the service looks like this: check the proxy, and the hosts among the inputs.",
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
/* harmony export */   A: () => (/* binding */ LARGEST_ANSWER_BYTES),
/* harmony export */   m1: () => (/* binding */ LARGEST_HEAD_BYTES),
/* harmony export */   wX: () => (/* binding */ TransportError)
/* harmony export */ });
/** An answer that is larger is given up: nothing that is true is, and its parts cost many times its bytes. */
const LARGEST_ANSWER_BYTES = {
    /** A token of Entra or GitHub has some kilobytes. */
    token: 256 * 1024,
    /** One object with all its certificates: Entra allows 1,200 credentials of some two kilobytes. */
    object: 4 * 1024 * 1024,
    /** A page of a collection, at most 999 objects. */
    page: 8 * 1024 * 1024,
};
/** Status line and headers, a proxy's answer to CONNECT too. Node's default, whatever NODE_OPTIONS says. */
const LARGEST_HEAD_BYTES = 16 * 1024;
class TransportError extends Error {
    reach;
    /** Node's or OpenSSL's code (`ECONNRESET`, `CERT_HAS_EXPIRED`, …) or `TIMEOUT`, `PROXY_407`, `HTTP_101`. */
    code;
    /** The answer's status, where it had come before the exchange failed. */
    status;
    constructor(reach, code, cause, status) {
        super(`${code} (${reach})`, { cause });
        this.name = "TransportError";
        this.reach = reach;
        this.code = code;
        this.status = status;
    }
}


/***/ }),

/***/ 8028:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ Inputs),
/* harmony export */   L: () => (/* binding */ missing)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(793);


/** The inputs as strings: what was given, nothing decided. An empty input is an absent one. */
class Inputs {
    #values;
    #defaults;
    /** @param defaults what the runner gives where the step says nothing */
    constructor(values, defaults = new Map()) {
        this.#values = values;
        this.#defaults = defaults;
    }
    /**
     * What the step's author wrote, as far as that can be told: an input that equals its default
     * came from the runner, or says no more than the runner would have.
     */
    get given() {
        return [...this.#values].flatMap(([name, value]) => (this.#defaults.get(name) === value ? [] : [name]));
    }
    has(name) {
        return this.#values.has(name);
    }
    text(name) {
        const value = this.#values.get(name);
        return value instanceof _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh ? undefined : value;
    }
    secret(name) {
        const value = this.#values.get(name);
        return value instanceof _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh ? value : undefined;
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
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is missing or empty.", `${remedy} If it comes from a secret: the secret is not set here, or it is not available to this event (pull requests from forks get no secrets).`, "input-missing");
}


/***/ }),

/***/ 5585:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ DECLARED_DEFAULTS),
/* harmony export */   mc: () => (/* binding */ INPUTS),
/* harmony export */   s7: () => (/* binding */ COMMON_INPUTS)
/* harmony export */ });
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
    settle: "text",
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
];
/**
 * The defaults of `action.yml`, as they stand there (a test compares the two). The runner gives
 * them to every step, and nothing tells them from what its author wrote.
 */
const DECLARED_DEFAULTS = {
    cloud: "global",
    "report-scope": "target",
    timeout: "25m",
    "github-api-url": "${{ github.api_url }}",
};


/***/ }),

/***/ 3915:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** Twice the longest name of an input or an operation: no typo of one is longer. */
const LONGEST_WORD = 60;
/** The candidate that is the fewest single-letter edits away, if it is near enough to be a typo. */
function nearest(word, candidates) {
    if (word.length > LONGEST_WORD)
        return undefined;
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


/***/ }),

/***/ 4245:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readInputs),
/* harmony export */   X: () => (/* binding */ assertUsableSecret)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(793);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8028);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5585);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3915);





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
        if (isInputName(name) && isSecret(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .mc[name]) && !isNoValue(value))
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
    return new _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .Inputs */ .G(values, defaultsOf(env));
}
/** With the one expression that they hold evaluated as the runner does. */
function defaultsOf(env) {
    const apiUrl = env["GITHUB_API_URL"]?.trim() ?? "";
    return new Map(Object.entries(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .DECLARED_DEFAULTS */ .A4).map(([name, text]) => [
        name,
        text.replace("${{ github.api_url }}", () => apiUrl),
    ]));
}
function takeFromEnvironment(env) {
    const raw = new Map();
    for (const [variable, value] of Object.entries(env)) {
        if (!variable.toUpperCase().startsWith(PREFIX) || value === undefined)
            continue;
        const name = variable.slice(PREFIX.length).toLowerCase();
        if (!isInputName(name) || isSecret(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .mc[name]))
            Reflect.deleteProperty(env, variable);
        if (value.trim() !== "")
            raw.set(name, value);
    }
    return raw;
}
function readOne(name, value) {
    const kind = _names_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .mc[name];
    if (value.length > LONGEST_INPUT) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `is ${String(value.length)} characters long.`, "Give the value itself, not a file or an archive.");
    }
    if (isNoValue(value))
        throw noValue(name, value.trim());
    if (!isSecret(kind))
        return value.trim();
    const text = kind === "exact-secret" ? value : value.trim();
    assertUsableSecret(name, text);
    return new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(text, name);
}
/** Refuses what was copied from a log, what nobody evaluated, and what is too short to be masked, or in each of its lines. */
function assertUsableSecret(name, text) {
    if (isNoValue(text))
        throw noValue(name, text.trim());
    const { length } = text.trim();
    if (length < SHORTEST_SECRET)
        throw tooShort(name, length);
    if (hasOnlyShortLines(text))
        throw onlyShortLines(name);
}
/** The runner masks line by line: of such a text nothing would be masked where it is printed. */
function hasOnlyShortLines(text) {
    const lines = text
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("-----"));
    return lines.length > 1 && lines.every((line) => line.length < SHORTEST_SECRET);
}
function isInputName(name) {
    return Object.hasOwn(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .mc, name);
}
function isSecret(kind) {
    return kind !== "text";
}
/** A value copied from a masked log, or an expression that nobody evaluated. */
function isNoValue(value) {
    return /^(\*{3,}|\$\{\{[^]*\}\}|\$\([\w.-]+\))$/.test(value.trim());
}
function noValue(name, value) {
    return value.startsWith("*")
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is literally `***`: it was copied from a log.", "Give the secret itself.")
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, "is an expression that was not evaluated.", "Write `${{ secrets.NAME }}` in the step's `with:`, unquoted and with the right prefix.");
}
function tooShort(name, length) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `has only ${String(length)} characters, which cannot be masked in the log without masking half of it.`, `Use a secret of ${String(SHORTEST_SECRET)} characters or more.`);
}
function onlyShortLines(name) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(name, `has several lines, and none of ${String(SHORTEST_SECRET)} characters or more: the runner masks line by line, and could mask none of them.`, "Give it on one line, for example in base64, or with a longer line.");
}
function unknownInput(name) {
    const suggestion = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .p)(name, Object.keys(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .mc));
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "input-unknown",
        blame: "input",
        what: `unknown input \`${name.slice(0, 60)}\`.`,
        remedy: suggestion === undefined
            ? "The README lists every input; remove this one."
            : `Did you mean \`${suggestion}\`?`,
    });
}


/***/ }),

/***/ 154:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isoSeconds)
/* harmony export */ });
/* harmony import */ var _foreign_time_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4173);

/**
 * `2027-01-31T00:00:00Z`: whole seconds, UTC. Never throws, because it stands in reports of what
 * has been done already: what lies outside 1970 to 9999 is shown as the nearest bound.
 */
function isoSeconds(epochSeconds) {
    if (Number.isNaN(epochSeconds))
        return "unknown";
    const shown = Math.min(Math.max(epochSeconds, _foreign_time_js__WEBPACK_IMPORTED_MODULE_0__/* .EARLIEST_SECONDS */ .QW), _foreign_time_js__WEBPACK_IMPORTED_MODULE_0__/* .LATEST_SECONDS */ .oR);
    return new Date(shown * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}


/***/ }),

/***/ 723:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ signJwt),
/* harmony export */   Y: () => (/* binding */ decodeClaims)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_1__);


const signAside = (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign);
/**
 * A signed JWT in the compact form of RFC 7515: base64url without padding, parts with dots between.
 *
 * By Node's own `sign`: a JOSE library hands the key over to WebCrypto first, which costs a run
 * more than both its signatures.
 *
 * Rejects with `TypeError` for a key that is not plain RSA: Node would sign "RS256" with an EC key.
 */
async function signJwt(header, claims, key) {
    if (key.asymmetricKeyType !== "rsa")
        throw new TypeError(`${header.alg} needs a plain RSA key`);
    const input = `${encode(header)}.${encode(claims)}`;
    const padding = header.alg === "RS256"
        ? { padding: node_crypto__WEBPACK_IMPORTED_MODULE_0__.constants.RSA_PKCS1_PADDING }
        : { padding: node_crypto__WEBPACK_IMPORTED_MODULE_0__.constants.RSA_PKCS1_PSS_PADDING, saltLength: node_crypto__WEBPACK_IMPORTED_MODULE_0__.constants.RSA_PSS_SALTLEN_DIGEST };
    const signature = await signAside("sha256", Buffer.from(input), { key, ...padding });
    return `${input}.${signature.toString("base64url")}`;
}
/** The claims of a compact JWT, unverified; `undefined` where the text is none. */
function decodeClaims(jwt) {
    const parts = jwt.split(".");
    const [, payload] = parts;
    if (parts.length !== 3 || payload === undefined || !/^[\w-]+$/.test(payload))
        return undefined;
    try {
        const claims = JSON.parse(strict.decode(Buffer.from(payload, "base64url")));
        return typeof claims === "object" && claims !== null && !Array.isArray(claims)
            ? claims
            : undefined;
    }
    catch {
        return undefined;
    }
}
const strict = new TextDecoder("utf-8", { fatal: true });
function encode(part) {
    return Buffer.from(JSON.stringify(part)).toString("base64url");
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
/* harmony export */   kc: () => (/* binding */ publicKeyOf),
/* harmony export */   rK: () => (/* binding */ thumbprintOf),
/* harmony export */   w$: () => (/* binding */ readCertificate),
/* harmony export */   yo: () => (/* binding */ subjects)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5260);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6566);




const day = 86_400_000;
/** As OpenSSL prints it: `Jan  1 00:00:00 2027 GMT`. */
const OPENSSL_DATE = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(\.\d+)? \d{1,5} GMT$/;
/** Throws `key-material-invalid` for bytes that only look like a certificate. */
function readCertificate(input, der) {
    let certificate;
    try {
        certificate = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(der);
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the certificate is damaged: it is base64, but not a certificate.", _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .storeUnchanged */ .nk);
    }
    // OpenSSL takes a date that there is none of, and only its text tells: of the date itself Node
    // makes whatever stood in its memory.
    for (const date of [certificate.validFrom, certificate.validTo]) {
        if (!OPENSSL_DATE.test(date)) {
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the certificate is damaged: one of its dates does not exist.", _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .storeUnchanged */ .nk);
        }
    }
    return certificate;
}
/** Its public key, which is read only now. Throws `key-material-invalid`. */
function publicKeyOf(input, certificate) {
    try {
        return certificate.publicKey;
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the certificate is damaged: its public key cannot be read.", _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .storeUnchanged */ .nk);
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
        // Of an empty name Node makes nothing at all.
        const subject = one.subject ?? "(no name)";
        const name = (0,_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g$)(subject.replaceAll("\n", ", "), "?").slice(0, 100);
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
    throw notValid(input, expired(certificate, nowMs), 'Use a certificate that is still valid. addKey cannot be used when all certificates of the object are expired; then add one in the portal first (docs/rotation.md, "The way in").');
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

/***/ 3827:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ openMaterial)
/* harmony export */ });
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(793);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5798);
/* harmony import */ var _pem_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2851);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4152);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6566);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3478);






/**
 * Opens PEM, base64 DER or base64 PFX and masks every secret in it. Says nothing yet about
 * what belongs to what. Throws `input-missing` and `key-material-invalid`.
 *
 * @param key "optional": an encrypted PEM key without password is left alone and not an error
 */
async function openMaterial(input, masker, key) {
    const { name } = input;
    const material = (0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .normalise */ .j)(name, (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .reveal */ ._c)(input.text));
    const given = material.kind === "pem" ? undefined : material.bytes;
    const blocks = material.kind === "pem" ? (0,_pem_js__WEBPACK_IMPORTED_MODULE_2__/* .readBlocks */ .v)(name, material.text) : [(0,_pem_js__WEBPACK_IMPORTED_MODULE_2__/* .blockOf */ .V)(name, material.bytes, "the value")];
    const pfx = blocks.find((block) => block.kind === "pfx");
    if (pfx !== undefined)
        return fromPfx(input, masker, pfx, given);
    const keys = blocks.filter(_private_key_js__WEBPACK_IMPORTED_MODULE_3__/* .isPrivateKey */ .T_);
    for (const block of keys)
        masker.text(block.pem);
    const [first, second] = keys;
    if (second !== undefined)
        throw severalKeys(name, keys.length);
    const certificates = blocks
        .filter((block) => block.kind === "certificate")
        .map((block) => (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .readCertificate */ .w$)(name, block.der));
    if (first === undefined && certificates.length === 0)
        throw nothingUsable(name, blocks);
    const locked = first !== undefined && (0,_private_key_js__WEBPACK_IMPORTED_MODULE_3__/* .isEncrypted */ .ph)(first) && input.password === undefined && key === "optional";
    const privateKey = first === undefined || locked ? undefined : open(input, first);
    if (privateKey !== undefined)
        mask(name, privateKey, masker);
    return {
        certificates: (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .distinct */ .dM)(certificates),
        privateKey,
        lockedKey: locked,
        pfx: undefined,
        warnings: [],
    };
}
function open(input, block) {
    return (0,_private_key_js__WEBPACK_IMPORTED_MODULE_3__/* .readPrivateKey */ .$k)(input.name, block, input.passwordName, passwordOf(input));
}
function passwordOf(input) {
    return input.password === undefined ? undefined : (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .reveal */ ._c)(input.password);
}
async function fromPfx(input, masker, block, given) {
    masker.bytes(block.der);
    const extra = given === undefined ? 0 : given.length - block.der.length;
    // A PEM, the common case, does without.
    const { openPfx } = await __nccwpck_require__.e(/* import() */ 71).then(__nccwpck_require__.bind(__nccwpck_require__, 9071));
    const opened = await openPfx(input.name, block.der, input.passwordName, passwordOf(input));
    for (const key of opened.privateKeys)
        mask(input.name, key, masker);
    const [privateKey, second] = opened.privateKeys;
    if (second !== undefined)
        throw severalKeys(input.name, opened.privateKeys.length);
    if (privateKey === undefined && opened.certificates.length === 0) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(input.name, "the PFX is empty: neither key nor certificate.", "Export it again with its key.");
    }
    return {
        certificates: (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .distinct */ .dM)(opened.certificates),
        privateKey,
        lockedKey: false,
        pfx: block.der,
        warnings: extra > 0 ? [`${input.name}: ${String(extra)} bytes after the end of the PFX were left out.`] : [],
    };
}
/** Some keys can be loaded and not be written again, and so not be masked in their other forms. */
function mask(name, key, masker) {
    try {
        masker.privateKey(key);
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "the private key is of a kind, or so damaged, that it cannot be exported.", "Give an RSA key: make one with `openssl genrsa 2048`, and a certificate for it.");
    }
}
function severalKeys(name, count) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, `there are ${String(count)} private keys, and which one is meant is not to be guessed.`, "Give one private key with its certificate.");
}
function nothingUsable(name, blocks) {
    const kinds = new Set(blocks.map((block) => block.kind));
    if (kinds.has("pkcs7")) {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "the value is PKCS#7 (p7b), a bag of certificates without key.", "Take the certificate out: `openssl pkcs7 -print_certs -in chain.p7b`.");
    }
    if (kinds.has("certificate-request")) {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "the value is a certificate request, not yet a certificate.", "Have it signed, or sign it yourself: `openssl x509 -req -in r.csr -signkey key.pem`.");
    }
    if (kinds.has("public-key")) {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "the value is only a public key.", "Give the certificate (BEGIN CERTIFICATE) for it.");
    }
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "there is neither certificate nor key in it.", "Give a certificate as PEM or PFX.");
}


/***/ }),

/***/ 2329:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  gI: () => (/* binding */ DerivationCosts),
  M4: () => (/* binding */ MOST_ROUNDS),
  $n: () => (/* binding */ UnaffordableDerivation)
});

;// CONCATENATED MODULE: ./src/material/ber.ts
const TAG = { integer: 0x02, octetString: 0x04, oid: 0x06, sequence: 0x30 };
const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;
/** Keys, certificates and PFX are some ten levels deep. What is deeper is made to exhaust a reader's stack. */
const DEEPEST = 64;
/** The bytes are no BER, or too deep. */
class NotBer extends Error {
}
/**
 * The first element of the bytes; what follows it is left alone, as OpenSSL does. DER, and BER with
 * indefinite lengths and strings in pieces, as Java and NSS write PFX. Throws {@link NotBer}.
 */
function readBer(bytes) {
    return read(bytes, 0, bytes.length, 0).element;
}
function read(bytes, offset, limit, depth) {
    if (depth > DEEPEST)
        throw new NotBer("too deep");
    const tag = byteAt(bytes, offset, limit);
    let at = offset + 1;
    // Tags above 30 go on for as long as the top bit is set.
    if ((tag & 0x1f) === 0x1f) {
        while ((byteAt(bytes, at, limit) & 0x80) !== 0)
            at++;
        at++;
    }
    const { length, start } = readLength(bytes, at, limit);
    if ((tag & CONSTRUCTED) === 0) {
        if (length === undefined)
            throw new NotBer("a primitive without a length");
        return {
            element: { tag, children: [], contents: bytes.subarray(start, start + length) },
            next: start + length,
        };
    }
    const children = [];
    const end = length === undefined ? limit : start + length;
    at = start;
    while (length === undefined ? !isEnd(bytes, at, limit) : at < end) {
        const child = read(bytes, at, end, depth + 1);
        children.push(child.element);
        at = child.next;
    }
    const pieces = tag === (TAG.octetString | CONSTRUCTED) ? children.map((child) => child.contents) : [];
    const contents = Buffer.concat(pieces);
    return { element: { tag, children, contents }, next: length === undefined ? at + 2 : end };
}
/** `undefined` for the indefinite form. Leading zeros are allowed, and read by OpenSSL. */
function readLength(bytes, offset, limit) {
    const first = byteAt(bytes, offset, limit);
    if (first === INDEFINITE)
        return { length: undefined, start: offset + 1 };
    let length = first;
    let start = offset + 1;
    if (first > INDEFINITE) {
        length = 0;
        for (const end = start + (first & 0x7f); start < end; start++) {
            length = length * 256 + byteAt(bytes, start, limit);
            if (length > limit)
                throw new NotBer("longer than it is");
        }
    }
    if (start + length > limit)
        throw new NotBer("cut");
    return { length, start };
}
function isEnd(bytes, offset, limit) {
    return byteAt(bytes, offset, limit) === 0 && byteAt(bytes, offset + 1, limit) === 0;
}
function byteAt(bytes, offset, limit) {
    const byte = offset < limit ? bytes[offset] : undefined;
    if (byte === undefined)
        throw new NotBer("cut");
    return byte;
}

;// CONCATENATED MODULE: ./src/material/derivation-cost.ts

/**
 * What one file may cost, in rounds of PBKDF2: some seconds, on a slow runner. OpenSSL writes
 * 2,048 for each of a PFX's three derivations, Windows 2,000, keytool 10,000, NSS 600,000 (what
 * OWASP asks for PBKDF2-SHA256). A count is 31 bits, and 2^31-1 takes minutes.
 */
const MOST_ROUNDS = 6_000_000;
/** PKCS#12's own derivation runs in JavaScript here (node-forge), and three times for key and IV. */
const PKCS12_WEIGHT = 5;
/** One of N·r·p takes about as long as so many rounds of PBKDF2. */
const SCRYPT_WEIGHT = 3;
/** A private key or PFX asks for more work than anybody means, or for none. */
class UnaffordableDerivation extends Error {
    rounds;
    constructor(rounds) {
        super("unaffordable derivation");
        this.rounds = rounds;
    }
}
const PBKDF2 = oid("1.2.840.113549.1.5.12");
const SCRYPT = oid("1.3.6.1.4.1.11591.4.11");
/** PBES1 of PKCS#5, and the schemes of PKCS#12, by all but their last number. */
const PKCS5_SCHEME = oid("1.2.840.113549.1.5");
const PKCS12_SCHEME = oid("1.2.840.113549.1.12.1");
const PBES1 = new Set([1, 3, 4, 6, 10, 11]);
/**
 * Adds up what opening a file will cost, from what it says of itself, before anything is derived:
 * OpenSSL takes the file's own count without a question, and nothing can interrupt it.
 */
class DerivationCosts {
    #spent = 0n;
    /**
     * Counts what stands in these bytes, in strings that hold structures too, but not behind
     * encryption: add what comes out of that. Bytes that are no BER cost nothing, because nobody
     * derives anything for them.
     *
     * Throws {@link UnaffordableDerivation}.
     */
    add(bytes) {
        const root = readIfBer(bytes);
        if (root === undefined)
            return;
        this.#spend(macRounds(root), 1);
        this.#visit(root, 0);
    }
    #visit(element, embedded) {
        const [type, parameters] = element.children;
        if (element.tag === TAG.sequence && type?.tag === TAG.oid && parameters !== undefined) {
            this.#algorithm(type.contents, parameters.children);
        }
        for (const child of element.children)
            this.#visit(child, embedded);
        // A string in pieces is a structure as a whole only. A PFX has three within each other.
        if (element.contents.length === 0 || embedded > 8)
            return;
        const inside = readIfBer(element.contents);
        if (inside?.tag === TAG.sequence)
            this.#visit(inside, embedded + 1);
    }
    #algorithm(type, [, second, third, fourth]) {
        if (type.equals(PBKDF2))
            this.#spend(integer(second), 1);
        if (type.equals(SCRYPT) && second !== undefined && third !== undefined && fourth !== undefined) {
            const factors = [second, third, fourth].map((one) => integer(one) ?? 0n);
            for (const factor of factors)
                if (factor < 1n)
                    throw new UnaffordableDerivation(factor);
            this.#spend(factors.reduce((product, factor) => product * factor), SCRYPT_WEIGHT);
        }
        const scheme = type.subarray(0, -1);
        const isPbe = scheme.equals(PKCS12_SCHEME) || (scheme.equals(PKCS5_SCHEME) && PBES1.has(type.at(-1) ?? 0));
        if (isPbe)
            this.#spend(integer(second), PKCS12_WEIGHT);
    }
    #spend(rounds, weight) {
        if (rounds === undefined)
            return;
        this.#spent += rounds * BigInt(weight);
        if (rounds < 1n || this.#spent > MOST_ROUNDS)
            throw new UnaffordableDerivation(rounds);
    }
}
/** `PFX ::= SEQUENCE { 3, ContentInfo, MacData { DigestInfo, salt, iterations DEFAULT 1 } }` */
function macRounds({ children: [version, , mac] }) {
    if (version === undefined || mac?.tag !== TAG.sequence)
        return undefined;
    return integer(version) === 3n ? integer(mac.children[2]) : undefined;
}
function integer(element) {
    if (element?.tag !== TAG.integer)
        return undefined;
    // More digits say no more than "too many".
    const bytes = element.contents.subarray(0, 32);
    if (bytes.length === 0)
        return 0n;
    return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString("hex")}`));
}
function readIfBer(bytes) {
    try {
        return readBer(bytes);
    }
    catch (error) {
        if (error instanceof NotBer)
            return undefined;
        throw error;
    }
}
function oid(text) {
    const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
    return Buffer.from([first * 40 + second, ...rest.flatMap(base128)]);
}
function base128(number) {
    const low = number & 0x7f;
    return number < 0x80 ? [low] : [...base128(number >> 7).map((byte) => byte | 0x80), low];
}


/***/ }),

/***/ 3207:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ openKeyPair),
/* harmony export */   c: () => (/* binding */ pairOf)
/* harmony export */ });
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5798);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3827);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4152);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6566);




/**
 * Certificate with its private key: PEM (both parts, any order, encrypted keys too) or base64 PFX.
 * Masks every derived form through `masker` before returning.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password, not RSA, below 2048 bits,
 * one part missing) and `certificate-mismatch`. Does not look at validity: `assertValidNow` does.
 */
async function openKeyPair(input, masker) {
    return pairOf(input.name, await (0,_contents_js__WEBPACK_IMPORTED_MODULE_1__/* .openMaterial */ .s)(input, masker, "needed"));
}
/** The pair in opened material; throws as {@link openKeyPair} does. */
function pairOf(name, found) {
    const { privateKey, certificates } = found;
    if (privateKey === undefined) {
        throw found.pfx === undefined
            ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(name, "holds a CERTIFICATE and no private key.", "Paste both parts into one value, in any order, or give a base64 PFX with the key.")
            : (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(name, "the PFX holds no private key.", "Export it again together with its private key.");
    }
    const tooLarge = (0,_private_key_js__WEBPACK_IMPORTED_MODULE_2__/* .assertRsa */ .rO)(name, privateKey);
    if (certificates.length === 0) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(name, "holds a PRIVATE KEY and no certificate.", "Paste the certificate (BEGIN CERTIFICATE) into the same value, in any order, or give a base64 PFX with both.");
    }
    const { certificate, warnings } = (0,_certificate_js__WEBPACK_IMPORTED_MODULE_0__/* .certificateOfKey */ .CA)(name, privateKey, certificates);
    (0,_private_key_js__WEBPACK_IMPORTED_MODULE_2__/* .assertSigns */ .XA)(name, privateKey, (0,_certificate_js__WEBPACK_IMPORTED_MODULE_0__/* .publicKeyOf */ .kc)(name, certificate));
    return {
        pair: {
            privateKey,
            certificate,
            chain: certificates.filter((one) => one !== certificate),
            thumbprint: (0,_certificate_js__WEBPACK_IMPORTED_MODULE_0__/* .thumbprintOf */ .rK)(certificate),
        },
        warnings: [...found.warnings, ...tooLarge, ...warnings],
    };
}


/***/ }),

/***/ 3784:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ wrongPassword)
/* harmony export */ });
/* harmony import */ var _trim_end_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3131);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6566);


/**
 * The error for a password that does not open a key or PFX. Tries the ways in which a
 * password is commonly stored wrongly and names the one that would have worked.
 *
 * @param opens whether a candidate opens it; called a few times.
 */
function wrongPassword(passwordName, password, what, opens) {
    if (password === undefined || password === "") {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problem */ .CC)(passwordName, `${what} is encrypted and no password was given.`, `Set \`${passwordName}\` from a secret; where it is set, that secret is empty or not available to this event.`);
    }
    const wrong = `the password is wrong for ${what}`;
    const candidates = [
        [
            (0,_trim_end_js__WEBPACK_IMPORTED_MODULE_1__/* .trimEndOf */ .f)(password, "\r\n"),
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
            return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problem */ .CC)(passwordName, `${wrong} (${hint}).`, remedy);
        }
    }
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .problem */ .CC)(passwordName, `${wrong}.`, "Check that key and password come from the same export; `openssl` with the same two says whether they do.");
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

/***/ 4152:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ readPrivateKey),
/* harmony export */   T_: () => (/* binding */ isPrivateKey),
/* harmony export */   XA: () => (/* binding */ assertSigns),
/* harmony export */   ph: () => (/* binding */ isEncrypted),
/* harmony export */   rO: () => (/* binding */ assertRsa)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2329);
/* harmony import */ var _password_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3784);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6566);




/** Below this Microsoft Entra refuses; above the maximum each signature takes very long. */
const minBits = 2048;
const maxBits = 4096;
/** OpenSSL verifies no longer ones; a signature would take minutes. */
const LARGEST_BITS = 16_384;
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
            return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(block.pem);
        }
        catch (cause) {
            throw unreadable(input, cause);
        }
    }
    assertAffordable(input, block);
    const key = decrypt(block, password ?? "");
    if (typeof key !== "string")
        return key;
    if (key === "scheme") {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the private key is encrypted in a way that OpenSSL 3 refuses (such as RC2-40).", "Encrypt it anew: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem` with OpenSSL 1.1, or add `-provider legacy -provider default`.");
    }
    throw (0,_password_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongPassword */ .l)(passwordName, password, `the private key in \`${input}\``, (candidate) => candidate !== "" && typeof decrypt(block, candidate) !== "string");
}
function assertAffordable(input, { der }) {
    try {
        new _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .DerivationCosts */ .gI().add(der);
    }
    catch (cause) {
        if (cause instanceof _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .UnaffordableDerivation */ .$n)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .unaffordable */ .wP)(input, "the private key", cause);
        throw cause;
    }
}
function decrypt(block, passphrase) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: block.pem, passphrase });
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
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, `the private key is damaged: it is base64, but not a key${code === undefined ? "" : ` (${code})`}.`, _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .storeUnchanged */ .nk);
}
/**
 * OpenSSL loads a key whose modulus is right and whose private numbers are damaged, and the
 * service would only say that the signature is invalid. Numbers that do not fit together get
 * their chance: something is signed and verified, for OpenSSL does without some of them.
 * Throws `key-material-invalid`.
 */
function assertSigns(input, privateKey, publicKey) {
    if (isConsistent(privateKey))
        return;
    const probe = Buffer.from("graph-keyroll");
    try {
        if ((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)("sha256", probe, publicKey, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)("sha256", probe, privateKey)))
            return;
    }
    catch {
        // OpenSSL noticed by itself.
    }
    throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the private key is damaged: its signatures are wrong.", _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .storeUnchanged */ .nk);
}
/** RFC 8017, section 3.2. It takes a tenth of a signature's time. */
function isConsistent(privateKey) {
    let jwk;
    try {
        jwk = privateKey.export({ format: "jwk" });
    }
    catch {
        // More than two primes.
        return false;
    }
    const [n, e, d, p, q, dp, dq, qi] = ["n", "e", "d", "p", "q", "dp", "dq", "qi"].map((name) => BigInt(`0x${Buffer.from(jwk[name] ?? "", "base64url").toString("hex") || "0"}`));
    if (p < 2n || q < 2n || p * q !== n)
        return false;
    const fits = (prime, exponent) => (e * d) % (prime - 1n) === 1n && d % (prime - 1n) === exponent;
    return fits(p, dp) && fits(q, dq) && (q * qi) % p === 1n;
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
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, "the key is RSA-PSS only, and Microsoft Entra needs plain RSA.", "Use a plain RSA key: make one with `openssl genrsa 2048`.");
    }
    if (type !== "rsa") {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, `key type ${describeType(key)}: Microsoft Entra needs RSA here.`, "Make one with `openssl genrsa 2048`.");
    }
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits < minBits) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, `RSA ${String(bits)} is too weak; at least ${String(minBits)}.`, "Make a new key with `openssl genrsa 2048` and a certificate for it.");
    }
    if (bits > LARGEST_BITS) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .problem */ .CC)(input, `RSA ${String(bits)} is larger than anything that OpenSSL verifies (${String(LARGEST_BITS)}).`, "Make a new key with `openssl genrsa 2048` and a certificate for it.");
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


/***/ }),

/***/ 6566:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ cutRemedy),
/* harmony export */   CC: () => (/* binding */ problem),
/* harmony export */   nk: () => (/* binding */ storeUnchanged),
/* harmony export */   wP: () => (/* binding */ unaffordable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2329);


/** A key, certificate or PFX that cannot be used: one sentence of what, one of what to do; never the value. */
function problem(input, what, remedy) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, what, remedy, "key-material-invalid");
}
/** A key or PFX whose derivation nobody can wait for ({@link MOST_ROUNDS}), or that makes no sense. */
function unaffordable(input, what, { rounds }) {
    return problem(input, `${what} asks for ${rounds < 1n ? "less than one round" : `${rounds > 2n ** 40n ? "more than a trillion" : rounds.toLocaleString("en")} rounds`} of key derivation; no tool writes that.`, `Export it again with the tool's defaults (\`openssl\`: 2,048 rounds); all in all ${_derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .MOST_ROUNDS */ .M4.toLocaleString("en")} are accepted.`);
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
/* harmony export */   fk: () => (/* binding */ printableLines),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   ge: () => (/* binding */ unicodePattern)
/* harmony export */ });
/** ASCII without control characters, as nearly every text is: then there is nothing to replace. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Control, format (bidirectional, zero-width) and line-separating characters: none of them may be shown. */
const unprintable = unicodePattern(String.raw `[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+`);
/** The text on one line, every run of such characters replaced. */
function printable(text, replacement = " ") {
    return PLAIN.test(text) ? text : text.replace(unprintable(), replacement);
}
/**
 * A pattern with classes of Unicode's (`\p{…}`), made when it is first asked for. As a literal it
 * would take a run a millisecond as soon as the script is read, used or not.
 */
function unicodePattern(source, flags = "gu") {
    let pattern;
    return () => (pattern ??= new RegExp(source, flags));
}
/** The same for a text of many lines: they stay. */
function printableLines(text) {
    return text
        .split("\n")
        .map((line) => printable(line))
        .join("\n");
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
        codes: ["AADSTS1000502"],
        cause: "The certificate that signed has expired or is not valid yet.",
        remedy: "Sign in with a certificate that is valid now, and check the runner's clock.",
    },
    {
        codes: ["AADSTS7000214", "AADSTS7000277"],
        cause: "The certificate that signed was revoked by its issuer.",
        remedy: "Sign in with another certificate, and remove this one from the application registration.",
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

/***/ 793:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ bearer),
/* harmony export */   _c: () => (/* binding */ reveal),
/* harmony export */   sg: () => (/* binding */ isToken),
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
/**
 * Whether it can stand in a header as a token does: visible ASCII, no blanks. Node refuses line
 * breaks and the like there, with an error of its own when it is too late.
 */
function isToken(secret) {
    return /^[\x21-\x7e]+$/.test(reveal(secret));
}
/** The value of an `Authorization` header. */
function bearer(token) {
    return new Secret(`Bearer ${reveal(token)}`, token.label);
}


/***/ }),

/***/ 3131:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ trimEndOf)
/* harmony export */ });
/**
 * The text without these characters at its end. A pattern such as `/\n+$/` does the same, but
 * begins anew at every newline inside, and so takes the square of their number.
 */
function trimEndOf(text, characters) {
    let end = text.length;
    while (end > 0 && characters.includes(text.charAt(end - 1)))
        end--;
    return text.slice(0, end);
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = process.getBuiltinModule("assert");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = process.getBuiltinModule("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = process.getBuiltinModule("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = process.getBuiltinModule("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = process.getBuiltinModule("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = process.getBuiltinModule("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = process.getBuiltinModule("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:fs");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = process.getBuiltinModule("os");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = process.getBuiltinModule("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = process.getBuiltinModule("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = process.getBuiltinModule("util");

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
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./src/clock.ts
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

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(4708);
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_);
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
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_);
// EXTERNAL MODULE: ./src/http/address.ts
var address = __nccwpck_require__(452);
// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __nccwpck_require__(1517);
;// CONCATENATED MODULE: ./src/http/connect.ts




/**
 * A connection on which a request may be written: TCP, through the proxy if there is one, and
 * TLS up to its last handshake message. So whatever fails before it was not sent.
 *
 * Our own and not an agent's, because no agent gives up what it is still opening: a proxy that
 * accepts and says nothing would hold the run for ever.
 */
async function openConnection(origin, proxy, signal) {
    const host = (0,address/* bareHost */.n)(origin);
    const tunnel = proxy === undefined ? undefined : await (await __nccwpck_require__.e(/* import() */ 856).then(__nccwpck_require__.bind(__nccwpck_require__, 6856))).openTunnel(proxy, origin, signal);
    if (origin.protocol === "http:") {
        return tunnel ?? established(external_node_net_default().connect({ host, port: (0,address/* portOf */.H)(origin) }), "connect", signal);
    }
    const secure = external_node_tls_default().connect({
        host,
        ...(tunnel === undefined ? { port: (0,address/* portOf */.H)(origin) } : { socket: tunnel }),
        // An address is no server name; the certificate is compared with `host` then.
        ...(external_node_net_default().isIP(host) === 0 ? { servername: host } : {}),
        ALPNProtocols: ["http/1.1"],
    });
    return established(secure, "secureConnect", signal);
}
/** Resolves with the event; every other end, and the signal, destroys the socket and rejects. */
function established(socket, event, signal) {
    return new Promise((resolve, reject) => {
        const finish = () => {
            signal.removeEventListener("abort", abort);
            socket.off(event, succeed).off("close", close);
        };
        const fail = (error) => {
            finish();
            socket.destroy();
            reject(error instanceof Error ? error : new transport/* TransportError */.wX("not-sent", "UNKNOWN", error));
        };
        const succeed = () => {
            finish();
            resolve(socket);
        };
        const close = () => {
            fail(new transport/* TransportError */.wX("not-sent", "ECONNRESET"));
        };
        const abort = () => {
            fail(new transport/* TransportError */.wX("not-sent", "TIMEOUT"));
        };
        socket.once(event, succeed).once("close", close);
        // Stays on: an error that nobody listens to would end the process.
        socket.on("error", fail);
        if (signal.aborted)
            abort();
        else
            signal.addEventListener("abort", abort, { once: true });
    });
}

// EXTERNAL MODULE: ./src/http/network-error.ts
var network_error = __nccwpck_require__(137);
;// CONCATENATED MODULE: ./src/http/prepared-connections.ts
/** A server may close an idle connection at any time: one as young as this it does not. */
const OLDEST_MS = 5_000;
/** At most one connection for each origin. Who takes it owns it, and nobody takes it twice. */
class PreparedConnections {
    #open;
    #connectMs;
    #oldestMs;
    #ahead = new Map();
    constructor(open, connectMs, oldestMs = OLDEST_MS) {
        this.#open = open;
        this.#connectMs = connectMs;
        this.#oldestMs = oldestMs;
    }
    prepare(url) {
        if (this.#ahead.has(url.origin))
            return;
        const ahead = new Ahead((signal) => this.#open(url, signal), this.#connectMs, this.#oldestMs);
        this.#ahead.set(url.origin, ahead);
    }
    /** The connection to this origin, if there is one and it is as good as new. */
    async take(origin, signal) {
        const ahead = this.#ahead.get(origin);
        this.#ahead.delete(origin);
        return ahead?.take(signal);
    }
    close() {
        for (const ahead of this.#ahead.values())
            ahead.drop();
        this.#ahead.clear();
    }
}
/** One connection from its opening on, until it is taken or dropped. */
class Ahead {
    #stop = new AbortController();
    /** `undefined` where it could not be opened. */
    #opening;
    #oldestMs;
    #socket;
    #openedAt = 0;
    #timer;
    constructor(open, connectMs, oldestMs) {
        this.#oldestMs = oldestMs;
        this.#timer = this.#dropAfter(connectMs);
        this.#opening = open(this.#stop.signal).then((socket) => {
            this.#socket = socket;
            this.#openedAt = performance.now();
            clearTimeout(this.#timer);
            this.#timer = this.#dropAfter(oldestMs);
            // Alone it does not keep the process.
            return socket?.unref();
        }, () => undefined);
    }
    drop = () => {
        clearTimeout(this.#timer);
        this.#stop.abort();
        this.#socket?.destroy();
    };
    async take(signal) {
        signal.addEventListener("abort", this.drop, { once: true });
        const socket = await this.#opening;
        signal.removeEventListener("abort", this.drop);
        clearTimeout(this.#timer);
        if (socket === undefined)
            return undefined;
        if (this.#isAsNew(socket))
            return socket.ref();
        this.drop();
        return undefined;
    }
    /** Open, young, and the server has said nothing on it: not even that it closes it. */
    #isAsNew(socket) {
        const isOpen = !socket.destroyed && socket.writable && !socket.readableEnded;
        // A timer may be late: signing and making keys hold the event loop.
        const isYoung = performance.now() - this.#openedAt <= this.#oldestMs;
        return isOpen && isYoung && socket.readableLength === 0;
    }
    #dropAfter(ms) {
        return setTimeout(this.drop, ms).unref();
    }
}

;// CONCATENATED MODULE: ./src/http/receive.ts

/**
 * The whole answer, or an error: too large (by its own word or by its bytes), cut, broken off.
 *
 * @param largest in bytes of the body
 */
function receive(incoming, largest) {
    return new Promise((resolve, reject) => {
        const giveUp = (code) => {
            reject(new transport/* TransportError */.wX("ambiguous", code));
            incoming.destroy();
        };
        const chunks = [];
        let size = 0;
        incoming.on("data", (chunk) => {
            size += chunk.length;
            if (size > largest)
                giveUp("ANSWER_TOO_LARGE");
            else
                chunks.push(chunk);
        });
        incoming.on("error", reject);
        incoming.on("end", () => {
            if (!incoming.complete)
                giveUp("ECONNRESET");
            else
                resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: receive_text(chunks) });
        });
        // After `end` it changes nothing.
        incoming.on("close", () => {
            giveUp("ECONNRESET");
        });
        if (Number(incoming.headers["content-length"]) > largest)
            giveUp("ANSWER_TOO_LARGE");
    });
}
function receive_text(chunks) {
    return Buffer.concat(chunks).toString("utf8");
}
function headersOf(incoming) {
    const headers = {};
    for (const [name, value] of Object.entries(incoming.headers)) {
        if (value !== undefined)
            headers[name] = Array.isArray(value) ? value.join(", ") : value;
    }
    return headers;
}

;// CONCATENATED MODULE: ./src/http/https-transport.ts









const TIMES = { connectMs: 10_000, exchangeMs: 45_000 };
/** Nobody sends more than a few "early hints" before the answer. */
const MOST_INFORMATION = 16;
/**
 * Exchanges over `node:https`, and connections for them that are opened ahead.
 *
 * Not `fetch`: it takes twice the time to load, follows redirects with the body (and so
 * with the secret in it), and ignores `HTTPS_PROXY`. Proxies are chosen by the runner's own
 * rules (`https_proxy`, `no_proxy`, loopback always direct); the tunnel is loaded only when
 * there is one.
 */
function httpsTransport(times = TIMES) {
    // Not ahead through a proxy: it would be asked for what is perhaps never used.
    const prepared = new PreparedConnections(async (origin, signal) => proxyFor(origin) === undefined ? openConnection(origin, undefined, signal) : undefined, times.connectMs);
    const open = async (url, signal) => (await prepared.take(url.origin, signal)) ?? openConnection(url, proxyFor(url), signal);
    const shared = new SharedConnections();
    return { transport: (request) => exchange(request, open, shared, times), connections: prepared };
}
function proxyFor(url) {
    try {
        const proxy = getProxyUrl(url);
        if (proxy === undefined)
            return undefined;
        // The toolkit's URL hands out user name and password decoded; here they stay as they were written.
        // `proxy:8080` reads as a URL whose scheme is `proxy`; the runner takes it for http.
        return new URL(/^https?:$/.test(proxy.protocol) ? proxy.href : `http://${proxy.href}`);
    }
    catch (error) {
        // Its text holds the whole address, and with it the password.
        throw new transport/* TransportError */.wX("refused-connection", "PROXY_URL_INVALID", error);
    }
}
/** Node's pool of idle connections, over our own way to open one. */
class SharedConnections extends (external_node_https_default()).Agent {
    constructor() {
        super({ keepAlive: true, maxSockets: 8 });
    }
    createConnection(options, opened) {
        options.connect?.(opened);
    }
}
/**
 * One request. It settles once: by its answer, an error, its signal, or a timer; and whatever
 * its sockets still do then is nobody's business any more.
 */
function exchange(request, open, shared, times) {
    return new Promise((resolve, reject) => {
        const ended = new AbortController();
        /** From here on the server may have seen the request. */
        let connected = false;
        /** Of the answer, as soon as its head is there: after a success nothing is sent again. */
        let status;
        let outgoing;
        const settle = (finish) => {
            if (ended.signal.aborted)
                return;
            clearTimeout(connectTimer);
            clearTimeout(lastTimer);
            request.signal.removeEventListener("abort", stop);
            finish();
            ended.abort();
        };
        const fail = (error) => {
            settle(() => {
                reject((0,network_error/* classifyNetworkError */.L)(error, connected, status));
            });
            outgoing?.destroy();
        };
        const failAs = (code) => {
            fail(new transport/* TransportError */.wX(connected ? "ambiguous" : "not-sent", code, undefined, status));
        };
        const stop = () => {
            failAs("TIMEOUT");
        };
        const connect = (opened) => {
            open(request.url, ended.signal).then((socket) => {
                if (ended.signal.aborted)
                    socket.destroy();
                else
                    opened(null, socket);
            }, fail);
        };
        // They hold the process, so that it does not end because all sockets have: the run goes on.
        const lastTimer = setTimeout(stop, times.exchangeMs);
        const connectTimer = setTimeout(() => {
            failAs("CONNECT_TIMEOUT");
        }, times.connectMs);
        if (request.signal.aborted) {
            stop();
            return;
        }
        request.signal.addEventListener("abort", stop, { once: true });
        try {
            outgoing = begin(request, connect, shared);
        }
        catch (error) {
            // A header that cannot be sent, for one.
            fail(error);
            return;
        }
        outgoing.on("socket", () => {
            connected = true;
            clearTimeout(connectTimer);
        });
        listen(outgoing, { fail, failAs });
        outgoing.on("response", (incoming) => {
            const { statusCode = 0 } = incoming;
            // A 101 without an upgrade comes as an answer, and is none.
            if (statusCode < 200) {
                failAs(`HTTP_${String(statusCode)}`);
                return;
            }
            status = statusCode;
            receive(incoming, transport/* LARGEST_ANSWER_BYTES */.A[request.asks ?? "object"]).then((answer) => {
                settle(() => {
                    resolve(answer);
                });
            }, fail);
        });
        outgoing.end(request.body instanceof secret/* Secret */.zh ? (0,secret/* reveal */._c)(request.body) : request.body);
    });
}
function begin(request, connect, shared) {
    const isPlain = request.url.protocol === "http:";
    const common = {
        method: request.method,
        headers: wireHeaders(request),
        maxHeaderSize: transport/* LARGEST_HEAD_BYTES */.m1,
    };
    if (!isPlain && request.connection !== "fresh") {
        const options = { ...common, agent: shared, connect };
        return external_node_https_default().request(request.url, options);
    }
    const createConnection = (_, opened) => {
        connect(opened);
    };
    // Without an agent Node does not know the usual port, and writes one into the Host header.
    const defaultPort = isPlain ? 80 : 443;
    return (isPlain ? (external_node_http_default()) : (external_node_https_default())).request(request.url, { ...common, createConnection, defaultPort });
}
/** Every end but an answer. */
function listen(outgoing, { fail, failAs }) {
    let information = 0;
    let answered = false;
    outgoing.on("error", fail);
    outgoing.on("response", () => (answered = true));
    // Where nobody listens, Node closes the connection and says nothing.
    outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        failAs("HTTP_101");
    });
    outgoing.on("information", () => {
        if (++information > MOST_INFORMATION)
            failAs("HTTP_1XX");
    });
    // With an answer, its body decides: the connection may close before it was read.
    outgoing.on("close", () => {
        if (!answered)
            failAs("ECONNRESET");
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

;// CONCATENATED MODULE: ./src/http/write-watch.ts
/**
 * Remembers the last write: what a reader has to know when the run ends in a way that nobody
 * foresaw, because then nobody else says it. Token requests change nothing.
 */
class WriteWatch {
    #last;
    /** The same transport, watched. */
    over(transport) {
        return async (request) => {
            if (request.method === "GET" || request.asks === "token")
                return transport(request);
            const written = `${request.method} ${request.url.host}${request.url.pathname}`;
            this.#last = { request: written, end: "has no answer yet: it may have been carried out" };
            try {
                const answer = await transport(request);
                this.#last = { request: written, end: `was answered with ${String(answer.status)}` };
                return answer;
            }
            catch (error) {
                this.#last = { request: written, end: "got no answer: it may have been carried out" };
                throw error;
            }
        };
    }
    /** One sentence; `undefined` where nothing was written. */
    get said() {
        return this.#last && `The last write of this run, ${this.#last.request}, ${this.#last.end}.`;
    }
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
;// CONCATENATED MODULE: ./src/last-guard.ts

/**
 * What stands between a defect and an end without a word, or with a stack: however the run
 * ends, it ends with one annotation at most, and not with Node's exit code 13.
 *
 * An error that nobody caught is not reported on the spot. It stops the run, which then says
 * what it has done as it does after an interrupt; both make one text.
 */
class LastGuard {
    #guarded;
    #defect;
    #failure;
    #isOver = false;
    constructor(guarded) {
        this.#guarded = guarded;
    }
    /** The run's own failure; said when it is over. */
    fail = (error) => {
        this.#failure ??= error;
    };
    /** For `uncaughtException` and `unhandledRejection`. */
    uncaught = (error) => {
        if (this.#isOver && this.#failure !== undefined)
            return;
        this.#defect ??= { error };
        this.#guarded.stop();
        if (this.#isOver)
            this.#end(undefined);
    };
    /** The run is over, whichever way. */
    finish = () => {
        if (!this.#isOver)
            this.#end(this.#defect && "The step itself came to its end.");
    };
    /** For `beforeExit`: the event loop has nothing left to wait for. */
    ranDry = () => {
        if (this.#isOver)
            return;
        this.#defect ??= { error: new Error("the event loop ran dry") };
        this.#end("The run waited for something that can never come.");
    };
    /** @param how what happened, where the run itself does not say it */
    #end(how) {
        this.#isOver = true;
        const failure = this.#failure;
        if (this.#defect === undefined && failure?.code !== "internal-error") {
            if (failure !== undefined)
                this.#guarded.report(failure);
            return;
        }
        const defect = this.#defect === undefined ? failure : defectOf(this.#defect.error);
        if (defect === undefined)
            return;
        const own = failure === undefined || failure === defect ? how : failure.message;
        this.#failure = new errors/* ActionError */.l({
            code: defect.code,
            blame: defect.blame,
            what: defect.what,
            why: [own, this.#guarded.lastWrite()].filter((part) => part !== undefined).join(" "),
            remedy: defect.remedy,
            cause: defect.cause,
        });
        this.#guarded.report(this.#failure);
    }
}
/** Our own bug. Neither the foreign error's text nor its stack: both may hold what must not be shown. */
function defectOf(error) {
    const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : typeof error;
    return new errors/* ActionError */.l({
        code: "internal-error",
        blame: "internal",
        what: `This action has a defect (${name}).`,
        remedy: "Please report it with the version, the operation and the log; run with debug logging for the last request before it.",
        cause: error,
    });
}

// EXTERNAL MODULE: ./src/auth/token-provider.ts
var token_provider = __nccwpck_require__(885);
// EXTERNAL MODULE: ./src/config/duration.ts
var duration = __nccwpck_require__(7840);
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

// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __nccwpck_require__(3915);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __nccwpck_require__(3750);
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
        authorityOrigin: authority === undefined ? cloud.authorityOrigin : (0,values/* parseOrigin */.ef)("authority-url", authority),
        graphOrigin: graph === undefined ? cloud.graphOrigin : (0,values/* parseOrigin */.ef)("graph-url", graph),
        overridden: authority !== undefined || graph !== undefined,
    };
}
function unknownCloud(name) {
    const names = CLOUDS.flatMap((cloud) => [cloud.name, ...cloud.aliases]);
    const suggestion = (0,nearest/* nearest */.p)(name.toLowerCase(), names);
    return (0,errors/* inputError */.X)("cloud", `\`${(0,values/* shown */.SP)(name)}\` is not known.`, `Use one of ${names.join(", ")}${suggestion === undefined ? "" : ` (did you mean ${suggestion}?)`}, or name the hosts with authority-url, graph-url and audience.`);
}

// EXTERNAL MODULE: ./src/config/sign-in.ts
var sign_in = __nccwpck_require__(1029);
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


/** Throws `input-invalid` for an environment in which nothing secret may be sent. */
function readEnvironment(env, masker) {
    const value = (name) => env[name]?.trim() || undefined;
    for (const name of ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]) {
        maskPassword(value(name), masker);
    }
    refuseUncheckedTls(value("NODE_TLS_REJECT_UNAUTHORIZED"));
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
/** Node would take any certificate, and whoever stands between would read the credentials. */
function refuseUncheckedTls(setting) {
    if (setting !== "0")
        return;
    throw (0,errors/* inputError */.X)("NODE_TLS_REJECT_UNAUTHORIZED", "is 0 in the environment: the services' certificates would not be checked, and anybody on the way could read the credentials that are sent.", "Take it out. If a proxy or a test tenant uses a CA of its own, set NODE_EXTRA_CA_CERTS in the step's env to its PEM file.");
}
/** A proxy's password, as it is written in the URL and decoded. */
function maskPassword(url, masker) {
    if (url === undefined)
        return;
    const [authority = ""] = url.replace(/^https?:\/\//i, "").split("/", 1);
    const [colon, at] = [authority.indexOf(":"), authority.lastIndexOf("@")];
    if (colon < 0 || at < colon)
        return;
    const password = authority.slice(colon + 1, at);
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
    return { url: new URL(url), requestToken: new secret/* Secret */.zh(token, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") };
}

// EXTERNAL MODULE: ./src/inputs/read.ts
var read = __nccwpck_require__(4245);
// EXTERNAL MODULE: ./src/inputs/names.ts
var names = __nccwpck_require__(5585);
;// CONCATENATED MODULE: ./src/operations/registry.ts


/**
 * Every operation that does something by itself: a new one is a file of its own and a line
 * here. A run loads the one that it needs.
 */
const CHECKABLE = {
    "generate-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(641)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3641))).generateKey,
    "upload-secret": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(951)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6951))).uploadSecret,
    "upload-certificate": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(271)]).then(__nccwpck_require__.bind(__nccwpck_require__, 271))).uploadCertificate,
    "upload-pkcs12": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(639)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7639))).uploadPkcs12,
    "get-active-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(459)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8459))).getActiveKey,
    "enable-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(389)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2389))).enableKey,
    "disable-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(804)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9804))).disableKey,
    "delete-key-set": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(636)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9636))).deleteKeySet,
    "add-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(791)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2791))).addKey,
    "remove-key": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(762)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1762))).removeKey,
    "add-password": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(671)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7671))).addPassword,
    "remove-password": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(668)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3668))).removePassword,
    "list-keys": async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(78), __nccwpck_require__.e(794)]).then(__nccwpck_require__.bind(__nccwpck_require__, 413))).listKeys,
    report: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(78), __nccwpck_require__.e(215)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4215))).report,
    rotate: async () => (await __nccwpck_require__.e(/* import() */ 28).then(__nccwpck_require__.bind(__nccwpck_require__, 1028))).rotate,
    retire: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(28), __nccwpck_require__.e(587)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8587))).retire,
};
const OPERATIONS = {
    ...CHECKABLE,
    check: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(336), __nccwpck_require__.e(614), __nccwpck_require__.e(970)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8970))).checkOf(CHECKABLE),
};
const OPERATION_NAMES = Object.keys(OPERATIONS);
function operationName(inputs) {
    return (0,values/* requireOneOf */.h_)(inputs, "operation", OPERATION_NAMES);
}
/** Loads one operation, with the config that it makes itself: the compiler cannot follow the two through the table. */
async function loadOperation(name) {
    return await OPERATIONS[name]();
}
async function configure(operation, context) {
    for (const given of context.inputs.given) {
        if (!names/* COMMON_INPUTS */.s7.includes(given) && !operation.inputs.includes(given)) {
            context.log.warning(`${given}: is not used by ${operation.name}, and was ignored.`);
        }
    }
    const config = await operation.configure(context);
    return {
        run: (runContext) => operation.run(config, runContext),
        origins: operation.origins?.(config) ?? [],
    };
}

// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __nccwpck_require__(154);
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
        "expires-in-days": key.expiresOn === undefined ? "" : String(daysLeft(key.expiresOn, nowMs)),
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
function daysLeft(expiresOn, nowMs) {
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
        const [name, list] = longestList(value);
        // What cannot fit is not even written: of a large tenant it would be some hundred megabytes.
        const json = mayFit(list) ? JSON.stringify(value) : undefined;
        if (json !== undefined && json.length <= LONGEST_RESULT)
            return json;
        if (name === undefined)
            return JSON.stringify({ operation: value["operation"], changed: value["changed"], truncated: true });
        value = { ...value, [name]: list.slice(0, Math.floor(list.length / 2)), truncated: true };
    }
}
/** Stops at the limit, and so costs no more than that. */
function mayFit(list) {
    let length = 0;
    for (const item of list) {
        // As an item, because `undefined` alone is no JSON.
        length += JSON.stringify([item]).length - 1;
        if (length > LONGEST_RESULT)
            return false;
    }
    return true;
}
function longestList(value) {
    let found = [undefined, []];
    for (const [name, item] of Object.entries(value)) {
        if (Array.isArray(item) && item.length > found[1].length)
            found = [name, item];
    }
    return found;
}

// EXTERNAL MODULE: ./src/printable.ts
var printable = __nccwpck_require__(5260);
;// CONCATENATED MODULE: ./src/service-text.ts

/** Long enough for Graph's longest message, short enough for an annotation. */
const LONGEST = 600;
/** Nobody reads further than that into what a service says. A secret that is cut here goes as a whole one does. */
const LONGEST_READ = 65_536;
/** Seven characters, with what cleaning leaves between them. */
const LONGEST_REST = 24;
const LONGEST_ODD_ID = 60;
/** Of a text in the report: an id or a name of a megabyte would have the summary dropped whole. */
const LONGEST_IN_REPORT = 4_000;
/**
 * What services say, made fit to be shown. Whoever shows a service's text gets it through here.
 *
 * The order is the point: what was registered as secret goes first, out of the text as it came;
 * then the text is cleaned; then it is cut, and never within what was taken out. The other way
 * round, cleaning and cutting change what the service quotes, and the secret in it is not found
 * any more (docs/design.md, "Masking").
 */
class ServiceText {
    #redactor;
    constructor(redactor) {
        this.#redactor = redactor;
    }
    /**
     * One line, without control, bidirectional or invisible characters and without anything that
     * looks like a token, cut.
     *
     * Such texts are untrusted: at the start of a line `::error::` or `##[error]` would be
     * carried out by the runner (docs/design.md, "Injection").
     */
    line(text) {
        const shown = clean(this.#redactor.redactQuotes(text.slice(0, LONGEST_READ)));
        // What is left of a secret there is too short to be known for one.
        return cut(text.length > LONGEST_READ ? shown.slice(0, -LONGEST_REST) : shown, LONGEST);
    }
    /** The value of a header: Node reads its bytes as Latin-1, whatever they are. */
    header(value) {
        const text = Buffer.from(value, "latin1").toString("utf8");
        return this.line(text.includes("\ufffd") ? value : text);
    }
    /**
     * A name or an id: a line that is cut at `longest` characters (code points).
     *
     * @returns `undefined` where nothing is left of it
     */
    name(text, longest) {
        const characters = Array.from(text === undefined ? "" : this.line(text));
        if (characters.length === 0)
            return undefined;
        return characters.length > longest
            ? `${withoutHalfMark(characters.slice(0, longest).join(""), characters[longest])}…`
            : characters.join("");
    }
    /** An id: whole where it is one, else as a name. */
    id(text) {
        if (text !== undefined && isPlainId(text) && this.#redactor.redactQuotes(text) === text)
            return text;
        return this.name(text, LONGEST_ODD_ID);
    }
    /** A text of the report, lines and all, before it is escaped for Markdown or encoded as JSON. */
    inReport(text) {
        const redacted = this.#redactor.redact(text);
        return cut((0,printable/* printableLines */.fk)(redacted).replace(/##\[/g, "# #["), LONGEST_IN_REPORT);
    }
}
/** An identifier as it may leave this action: what services make (GUIDs, base64, base64url, names of key sets), and no more. */
function isPlainId(text) {
    return /^[A-Za-z0-9._~=+/-]{1,256}$/.test(text);
}
function clean(text) {
    return (0,printable/* printable */.g$)(text)
        .replace(/eyJ[\w-]{8,}(\.[\w-]*){0,4}/g, "<token>")
        .replace(/:(?=:)/g, ": ")
        .replace(/##\[/g, "# #[")
        .replace(/ {2,}/g, " ")
        .trim();
}
function cut(text, longest) {
    const shown = text.length > longest ? `${withoutHalfMark(text.slice(0, longest), text[longest])}…` : text;
    // Half of a surrogate pair, sent or cut, is no text.
    return shown.toWellFormed();
}
/** The `***` of a redaction stays whole or goes. */
function withoutHalfMark(text, next) {
    return next === "*" ? text.replace(/\*{1,2}$/, "") : text;
}

;// CONCATENATED MODULE: ./src/report/showable.ts


/** The texts of a key that come from the service and become outputs. */
const IDS = ["keySetId", "kid", "keyId", "keyType", "keyUse", "thumbprint"];
/** Their names as outputs. */
const OUTPUT_OF = {
    keySetId: "key-set-id",
    kid: "kid",
    keyId: "key-id",
    keyType: "key-type",
    keyUse: "key-use",
    thumbprint: "thumbprint",
};
/**
 * The result as people and later steps may see it: every text in it without secrets, control
 * characters and excessive length, and every id an id.
 *
 * Here and not later, because Markdown's and JSON's escapes change a text: what they changed is
 * not found any more. Not a failure, because what was written is written, and the reader has
 * to know it; an id that no input of this action could take is of no use to a later step, and
 * may be meant to harm it.
 */
function showable(result, texts) {
    const withheld = [];
    const { failure, planned, ...rest } = result;
    const clean = cleaned(rest, texts);
    const { rotation } = clean;
    const plainIds = (ids, name) => {
        const plain = ids.filter(isPlainId);
        if (plain.length < ids.length)
            withheld.push(name);
        return plain;
    };
    const shown = {
        ...clean,
        ...(clean.key === undefined ? {} : { key: plainFacts(clean.key, withheld) }),
        ...(rotation === undefined
            ? {}
            : {
                rotation: {
                    ...rotation,
                    previousKeyId: rotation.previousKeyId === undefined
                        ? undefined
                        : plainIds([rotation.previousKeyId], "previous-key-id")[0],
                    retiredKeyIds: plainIds(rotation.retiredKeyIds, "retired-key-ids"),
                },
            }),
        ...(planned === undefined
            ? {}
            : { planned: planned.map((write) => ({ ...write, url: cleanUrl(write.url, texts) })) }),
        ...(failure === undefined ? {} : { failure }),
    };
    return { shown, withheld };
}
function withheldWarning(names) {
    return `The service's answer has ids that hold other characters than ids do, or are longer than 256: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} left empty. What the step says it did is done.`;
}
function plainFacts(key, withheld) {
    const facts = { ...key };
    for (const name of IDS) {
        const id = facts[name];
        if (id === undefined || isPlainId(id))
            continue;
        withheld.push(OUTPUT_OF[name]);
        facts[name] = undefined;
    }
    return facts;
}
/** Of plain data: a body's secrets print themselves as such, and stay what they are. */
function cleaned(value, texts) {
    if (typeof value === "string")
        return texts.inReport(value);
    if (Array.isArray(value))
        return value.map((item) => cleaned(item, texts));
    if (typeof value !== "object" || value === null || value instanceof secret/* Secret */.zh)
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, texts)]));
}
/** A key's id stands in some addresses. */
function cleanUrl(url, texts) {
    const shown = texts.inReport(url.href);
    return shown !== url.href && URL.canParse(shown) ? new URL(shown) : url;
}

// EXTERNAL MODULE: ./src/jws.ts
var jws = __nccwpck_require__(723);
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
        const jwt = await (0,jws/* signJwt */.N)({
            alg: "RS256",
            typ: "JWT",
            x5t: Buffer.from(pair.thumbprint, "hex").toString("base64url"),
            kid: pair.thumbprint,
        }, { aud: AUDIENCE, iss: issuer, nbf: notBefore, exp: notBefore + LIFETIME_SECONDS }, pair.privateKey);
        this.#masker.text(jwt);
        return new secret/* Secret */.zh(jwt, "proof of possession");
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

const DAY = 86_400;
const LONGEST_NAME = 64;
const notPlain = (0,printable/* unicodePattern */.ge)(String.raw `[^\p{L}\p{N} ._()&-]+`);
/** GitHub draws no diagram whose source is longer. */
const LONGEST_SOURCE = 50_000;
/** More of them, and the dates below them overlap on a summary's width. */
const MOST_TICKS = 9;
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
        `  tickInterval ${String(weeksBetweenTicks(bars))}week`,
        "  weekday monday",
        // Where the line of the reader's day stood would depend on when the summary is read.
        "  todayMarker off",
        ...bars.map(task),
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
function weeksBetweenTicks(bars) {
    const from = Math.min(...bars.map((bar) => bar.from));
    const to = Math.max(...bars.map((bar) => bar.to));
    return Math.max(1, Math.ceil((to - from) / (7 * DAY) / MOST_TICKS));
}
function task({ name, from, to, look }) {
    const start = Math.floor(from / DAY) * DAY;
    // A bar of no length is not drawn.
    const end = Math.max(start + DAY, Math.ceil(to / DAY) * DAY);
    const tag = look === "urgent" ? "crit, " : look === "faded" ? "done, " : "";
    return `  No ${plain(name)} :${tag}${day(start)}, ${day(end)}`;
}
function day(epochSeconds) {
    return new Date(epochSeconds * 1000).toISOString().slice(0, 10);
}
function plain(text) {
    const kept = text.replace(notPlain(), " ").replace(/ {2,}/g, " ").trim();
    return Array.from(kept).slice(0, LONGEST_NAME).join("").trim() || "unnamed";
}

;// CONCATENATED MODULE: ./src/report/markdown.ts

const loneUnderscore = (0,printable/* unicodePattern */.ge)(String.raw `(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`);
/**
 * Where GitHub would make a link of a text: `www.` (also behind `_`, where no word ends), an
 * address or its scheme, an e-mail or a mention, the number of an issue.
 *
 * Links are looked for in the text as it reads once escapes and entities are gone, so these do
 * not help; but never across a tag. `<wbr>` is one that shows nothing.
 */
const LINKED = /(?<=www)\.|(?<=https?|ftp|mailto|xmpp):|[:/](?=\/)|@|(?<=GH)-(?=\d)|(?<!&)#(?=\d)/giu;
/**
 * Text in a Markdown table cell or sentence: one line, no markup, no links, no mentions, no
 * characters that cannot be seen.
 *
 * By an entity rather than a backslash where a table looks for the character itself.
 */
function escapeMarkdown(text) {
    return escapeUnderscores((0,printable/* printable */.g$)(text)
        .replace(/\s+/g, " ")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/\|/g, "&#124;")
        .replace(/[\\`*[\]~$]|(?<!&)#/g, "\\$&")
        .replace(LINKED, (sign) => (sign === "." ? "<wbr>." : `${sign}<wbr>`)));
}
/** Between letters or digits, as in B2C_1A_Name, it is no markup. */
function escapeUnderscores(text) {
    const mayBeLone = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/.test(text);
    return mayBeLone ? text.replace(loneUnderscore(), "\\_") : text;
}
/** Code in a table cell. HTML tags do not end Markdown: inside them the same has to be escaped. */
function code(text) {
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** A block to be copied as it stands; the fence is longer than any in the text. */
function fenced(language, text) {
    let longest = 2;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
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
function table(head, rows) {
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
    const rows = result.keyInSections === true ? [] : keyRows(result, nowMs);
    if (rows.length > 0)
        parts.push(table([escapeMarkdown(result.keyTitle ?? "The key"), ""], rows));
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
            const whole = table(section.head.map(escapeMarkdown), rows);
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
                : `${(0,iso_time/* isoSeconds */.n)(key.expiresOn)} (${days(daysLeft(key.expiresOn, nowMs))})`,
        ],
    ];
    return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, code(value)]]));
}
function days(count) {
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

;// CONCATENATED MODULE: ./src/runner/unwritable.ts
/** One of the runner's files takes nothing more: not there, no room, no rights, not a file. */
class ReportUnwritable extends Error {
    /** `GITHUB_OUTPUT` or `GITHUB_STEP_SUMMARY`. */
    variable;
    /** Node's code (`ENOSPC`, `EACCES`), or what it is instead of a file. */
    reason;
    constructor(variable, reason) {
        super(`${variable} cannot be written (${reason}).`);
        this.name = "ReportUnwritable";
        this.variable = variable;
        this.reason = reason;
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
 * The only place that masks. `emit` issues one add-mask command with the value; `together` is
 * handed each call's work, so that its hundred commands can go out in one write.
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
function createMasker(emit, together = (work) => {
    work();
}) {
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
                const lines = mask_cut(Buffer.concat([bytes, Buffer.from(end)]).toString("base64"), width);
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
        const uri = encodeURIComponent(form);
        add(uri);
        // A form's body has `+` for blanks and escapes more.
        add(uri.replaceAll("%20", "+").replace(/[!'()~]/g, percent));
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
    return {
        text: (value) => {
            together(() => {
                text(value);
            });
        },
        bytes: (value) => {
            together(() => {
                bytes(value);
            });
        },
        privateKey: (key) => {
            together(() => {
                privateKey(key);
            });
        },
    };
}
function linesOf(text) {
    return text
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function mask_cut(text, width) {
    return text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
}
function percent(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
function toUrl(base64) {
    return base64.replaceAll("+", "-").replaceAll("/", "_");
}

// EXTERNAL MODULE: ./src/foreign-time.ts
var foreign_time = __nccwpck_require__(4173);
;// CONCATENATED MODULE: ./src/service-clock.ts


/** Below this the difference is the `Date` header's whole seconds and the way there and back. */
const NOISE_MS = 2_000;
/** No clock that anybody keeps is a day off: a larger difference is not believed. */
const LARGEST_SKEW_MS = 24 * 3_600_000;
/** What tokens are allowed everywhere. Answers that differ by more contradict each other. */
const LARGEST_SPREAD_MS = 300_000;
/**
 * The service's time, as far as the `Date` headers of the sign-in and of Graph tell.
 *
 * Runners' clocks drift (docs/design.md, "Clocks"), and a proof or an assertion that is signed
 * by a wrong clock is refused with an error that says nothing about clocks. But a time that is
 * believed decides what is retired; so it is believed within bounds only, and what nobody can
 * take back asks {@link assertTrusted} first.
 */
class ServiceClock {
    #clock;
    #warn;
    #latest;
    #nearest = 0;
    #lowest = Infinity;
    #highest = -Infinity;
    #doubt;
    /** @param warn hears once why the service's time is not believed */
    constructor(clock, warn = () => undefined) {
        this.#clock = clock;
        this.#warn = warn;
    }
    /** Milliseconds since 1970 by the service's clock. */
    now() {
        return this.#clock.now() + this.skewMs;
    }
    /**
     * Service minus runner, in milliseconds; 0 until a difference was seen. Of answers that
     * contradict each other the one nearest to the runner's clock counts: two clocks against one.
     */
    get skewMs() {
        return this.#highest - this.#lowest > LARGEST_SPREAD_MS ? this.#nearest : (this.#latest ?? 0);
    }
    /** Some answer had a time that is believed. */
    get isHeard() {
        return this.#latest !== undefined;
    }
    /** Why the time may not decide what nobody can take back; `undefined` where it may. Never comes right again. */
    get doubt() {
        return this.#doubt ?? (this.isHeard ? undefined : "No answer of the sign-in or of Graph had a time.");
    }
    /**
     * Throws `clock-untrusted` where the time may not decide what nobody can take back.
     *
     * @param doing "remove key … from …": what is not done
     */
    assertTrusted(doing) {
        const { doubt } = this;
        if (doubt === undefined)
            return;
        throw new errors/* ActionError */.l({
            code: "clock-untrusted",
            blame: "service",
            what: `Nobody can tell what time it is, so this was not sent, because it cannot be taken back: ${doing}.`,
            why: doubt,
            remedy: "Set the runner's clock (NTP), look whether a proxy answers in the service's place, and run it again.",
        });
    }
    /** Takes the time from an answer's `Date` header; `sentAt` is the runner's time of the request. */
    observe(date, sentAt) {
        const serviceTime = date === undefined ? NaN : Date.parse(date);
        if (Number.isNaN(serviceTime))
            return;
        const receivedAt = this.#clock.now();
        // The header is cut to whole seconds: half a second more is the better guess.
        const exact = serviceTime + 500 - (sentAt + receivedAt) / 2;
        const skew = Math.abs(exact) < NOISE_MS ? 0 : Math.round(exact);
        if (Math.abs(skew) > LARGEST_SKEW_MS || serviceTime < 0 || serviceTime > foreign_time/* LATEST_SECONDS */.oR * 1000) {
            this.#distrust(`An answer's time and the runner's clock are ${inDays(skew)} apart; more than a day is not believed.`);
            return;
        }
        if (this.#latest === undefined || Math.abs(skew) < Math.abs(this.#nearest))
            this.#nearest = skew;
        this.#latest = skew;
        this.#lowest = Math.min(this.#lowest, skew);
        this.#highest = Math.max(this.#highest, skew);
        const spread = this.#highest - this.#lowest;
        if (spread > LARGEST_SPREAD_MS) {
            this.#distrust(`The times of two answers are ${String(Math.round(spread / 1000))} s apart.`);
        }
    }
    #distrust(why) {
        if (this.#doubt !== undefined)
            return;
        this.#doubt = why;
        this.#warn(`${why} The runner's clock is used; what cannot be taken back is not done by this run.`);
    }
}
function inDays(ms) {
    return `${String(Math.round(Math.abs(ms) / 8_640_000) / 10)} days`;
}
/**
 * The same transport, which sets `serviceClock` by every answer of `origins`: the sign-in's and
 * Graph's. Nobody else's clock counts: a sink's time must not decide when a key goes.
 */
function observingDates(transport, clock, serviceClock, origins) {
    return async (request) => {
        const sentAt = clock.now();
        const response = await transport(request);
        if (origins.includes(request.url.origin))
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
        const failure = asActionError(error);
        if (dependencies.fail === undefined)
            dependencies.runner.fail(failure);
        else
            dependencies.fail(failure);
    }
    finally {
        dependencies.connections?.close();
    }
}
async function perform(dependencies) {
    const { env, runner, redactor, transport, clock, random, makeRsaKeys, interrupt } = dependencies;
    const masker = createMasker((value) => {
        redactor.remember(value);
        runner.mask(value);
    }, (work) => {
        runner.together(work);
    });
    const inputs = (0,read/* readInputs */.K)(env, masker);
    const environment = readEnvironment(env, masker);
    const nowMs = clock.now();
    const operation = await loadOperation(operationName(inputs));
    const budgetMs = parseBudget(inputs) * 1000;
    const endpoints = parseEndpoints(inputs);
    const signIn = await (0,sign_in/* parseSignIn */.M)(inputs, { environment, endpoints, masker, nowMs, log: runner });
    const { run, origins } = await configure(operation, {
        inputs,
        environment,
        endpoints,
        signIn,
        masker,
        nowMs,
        log: runner,
    });
    const serviceClock = new ServiceClock(clock, (text) => {
        runner.warning(text);
    });
    const tellingTime = [endpoints.authorityOrigin, endpoints.graphOrigin];
    const network = {
        transport: observingDates(transport, clock, serviceClock, tellingTime),
        clock,
        serviceClock,
        random,
        limits: new RunLimits(clock, budgetMs, interrupt),
        log: runner,
        texts: new ServiceText(redactor),
    };
    const settings = { authorityOrigin: endpoints.authorityOrigin, scope: `${endpoints.graphOrigin}/.default` };
    const tokens = (0,token_provider/* createTokenProvider */.r)(signIn, settings, network, masker);
    if (operation.signsInItself !== true) {
        openAhead(dependencies, signIn, endpoints, origins);
        await tokens.get();
        runner.step((0,sign_in/* describeSignIn */.c)(signIn));
        warnOfSkew(serviceClock, runner);
    }
    const result = await run({
        graph: new client/* GraphClient */.o(network, tokens),
        urls: new GraphUrls(endpoints.graphOrigin),
        prover: new Prover(serviceClock, masker),
        makeRsaKeys,
        masker,
        log: runner,
    });
    const { shown, withheld } = showable(result, network.texts);
    // First of all, and to the log, which is always there: what was done is done.
    runner.step(shown.headline);
    if (withheld.length > 0)
        runner.warning(withheldWarning(withheld));
    const unwritable = report(shown, serviceClock.now(), runner);
    // After the report: a step that found something bad still says all it found.
    if (result.failure !== undefined) {
        if (unwritable !== undefined)
            runner.warning(unwritable.message);
        throw result.failure;
    }
    if (unwritable !== undefined)
        throw resultUnwritten(shown, unwritable);
}
/** @returns why a file of the runner's has not got what is in it */
function report(result, nowMs, runner) {
    const outputs = toOutputs(result, nowMs);
    const unwritable = attempt(() => {
        for (const name of OUTPUT_NAMES)
            runner.output(name, outputs[name]);
    });
    if (unwritable !== undefined)
        runner.step(`Outputs: ${outputs.result}`);
    const another = attempt(() => {
        runner.summary(toSummary(result, nowMs));
    });
    return unwritable ?? another;
}
function attempt(write) {
    try {
        write();
        return undefined;
    }
    catch (error) {
        if (error instanceof ReportUnwritable)
            return error;
        throw error;
    }
}
function resultUnwritten({ headline }, unwritable) {
    return new errors/* ActionError */.l({
        code: "report-unwritable",
        blame: "input",
        what: `The step did its work, but a later one does not see it: ${unwritable.message}`,
        why: `What was done: ${headline}`,
        remedy: "The log has the result. Give the runner room on its disk, and leave its files to it; run again, a step that changes something would change it again.",
        cause: unwritable,
    });
}
/** While the token is asked for, the connections that it is for are opened: to Graph, and where the run delivers. */
function openAhead({ connections }, signIn, { authorityOrigin, graphOrigin }, others) {
    // A ready token asks nobody.
    if (signIn.kind === "access-token")
        return;
    for (const { origin } of [new URL(graphOrigin), ...others]) {
        // On one host with it, the token request itself would take the connection.
        if (origin !== authorityOrigin)
            connections?.prepare(new URL(origin));
    }
}
function parseBudget(inputs) {
    const text = inputs.text("timeout");
    if (text === undefined)
        return DEFAULT_BUDGET_SECONDS;
    const seconds = (0,duration/* requireDuration */.QF)("timeout", text);
    if (seconds === 0)
        throw (0,errors/* inputError */.X)("timeout", "is zero.", "Give the run some time, such as 25m.");
    return seconds;
}
const SKEW_WORTH_SAYING_MS = 30_000;
function warnOfSkew(serviceClock, runner) {
    const { skewMs } = serviceClock;
    if (Math.abs(skewMs) < SKEW_WORTH_SAYING_MS)
        return;
    const seconds = String(Math.round(Math.abs(skewMs) / 1000));
    runner.warning(`The runner's clock is ${seconds} s ${skewMs > 0 ? "slow" : "fast"}; the service's time is used instead.`);
}
function asActionError(error) {
    if (error instanceof errors/* ActionError */.l)
        return error;
    if (error instanceof refused/* GraphRefused */.p)
        return (0,refused/* explainRefusal */.G)(error, "do this", { anyOf: ["the one that the README names"] });
    return defectOf(error);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./src/rsa-keys.ts


/** By OpenSSL's generator, off the main thread. */
const makeRsaKeys = (bits) => (0,external_node_util_.promisify)(external_node_crypto_.generateKeyPair)("rsa", { modulusLength: bits, publicExponent: 0x10001 });

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
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
;// CONCATENATED MODULE: ./src/secrets/canonical.ts

/** What a character may be written as in HTML. */
const ENTITY = /&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(amp|lt|gt|quot|apos|nbsp));/iy;
const NAMED = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
};
/** U+FFFD stands for such a one where somebody took it out. */
const invisible = (0,printable/* unicodePattern */.ge)(String.raw `[\p{Cc}\p{Cf}\p{Z}\ufffd]`, "u");
/** What the summary puts into an address, so that GitHub makes no link of it. */
const TAG = "<wbr>";
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const BACKSLASH = 0x5c;
/** Of the characters beyond the first plane, the invisible ones begin with this surrogate. */
const TAGS_SURROGATE = 0xdb40;
/** ASCII that stands for itself, in lower case; 0 for what is looked at. */
const PLAIN = Uint8Array.from({ length: 0x80 }, (_, code) => code <= 0x20 || code === 0x7f || [PERCENT, AMPERSAND, LESS_THAN, BACKSLASH].includes(code)
    ? 0
    : code >= 0x41 && code <= 0x5a
        ? code | 0x20
        : code);
/**
 * What a text says, whatever it is written like: in lower case, without blanks and invisible
 * characters, without the escapes of JSON, URLs (ASCII), HTML and Markdown. Two spellings of
 * one secret have one canonical form.
 *
 * Each unit knows the place in the text where it came from. The arrays are used again by the
 * next `read`.
 */
class Canonical {
    codes = new Uint16Array(512);
    starts = new Int32Array(512);
    /** Of the place, exclusive. */
    ends = new Int32Array(512);
    length = 0;
    /**
     * @param reading `literal`: nothing is an escape. A service that puts a backslash or a percent
     *   sign before what it quotes makes an escape of the quote's own beginning.
     */
    read(text, reading, most = Infinity) {
        const room = Math.min(text.length, most);
        if (this.codes.length < room)
            this.#grow(room);
        this.length = 0;
        const { length } = text;
        const unescapes = reading === "unescaped";
        for (let at = 0; at < length && this.length < most;) {
            const start = at;
            let code = text.charCodeAt(at++);
            if (code < 0x80 && PLAIN[code] !== 0) {
                this.codes[this.length] = PLAIN[code] ?? 0;
                this.starts[this.length] = start;
                this.ends[this.length++] = at;
                continue;
            }
            if (unescapes && code === PERCENT) {
                const value = hexAt(text, at, 2);
                if (value >= 0 && value < 0x80) {
                    code = value;
                    at += 2;
                }
            }
            else if (unescapes && code === AMPERSAND) {
                ENTITY.lastIndex = start;
                const match = ENTITY.exec(text);
                if (match !== null) {
                    code = entityCode(match);
                    at = ENTITY.lastIndex;
                }
            }
            else if (unescapes && code === LESS_THAN) {
                if (text.startsWith(TAG, start)) {
                    at = start + TAG.length;
                    continue;
                }
            }
            else if (unescapes && code === BACKSLASH) {
                const next = text[at];
                const value = next === "u" ? hexAt(text, at + 1, 4) : -1;
                if (value >= 0) {
                    code = value;
                    at += 5;
                }
                else {
                    // A line's end in JSON, or the escape of what follows.
                    if (next === "n" || next === "r" || next === "t")
                        at++;
                    continue;
                }
            }
            else if (code === TAGS_SURROGATE) {
                at++;
                continue;
            }
            const folded = fold(code);
            if (folded < 0)
                continue;
            this.codes[this.length] = folded;
            this.starts[this.length] = start;
            this.ends[this.length] = at;
            this.length++;
        }
    }
    #grow(length) {
        const size = Math.max(length, this.codes.length * 2);
        this.codes = new Uint16Array(size);
        this.starts = new Int32Array(size);
        this.ends = new Int32Array(size);
    }
}
/** Where the two readings may differ. */
function mayHoldEscapes(text) {
    return /[%&<\\]/.test(text);
}
/** The canonical form of a whole text. */
function codesOf(text, reading) {
    const canonical = new Canonical();
    canonical.read(text, reading);
    return canonical.codes.slice(0, canonical.length);
}
/** In lower case; -1 for what nobody sees. */
function fold(code) {
    if (code < 0x80) {
        if (code <= 0x20 || code === 0x7f || code === BACKSLASH)
            return -1;
        return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
    }
    const character = String.fromCharCode(code);
    if (invisible().test(character))
        return -1;
    const lower = character.toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : code;
}
function entityCode([, decimal, hexadecimal, name]) {
    if (name !== undefined)
        return (NAMED[name.toLowerCase()] ?? " ").charCodeAt(0);
    const value = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
    return value & 0xffff;
}
/** -1 where these are no hex digits. */
function hexAt(text, at, digits) {
    let value = 0;
    for (let index = at; index < at + digits; index++) {
        const code = text.charCodeAt(index);
        const digit = code >= 0x30 && code <= 0x39
            ? code - 0x30
            : code >= 0x61 && code <= 0x66
                ? code - 0x57
                : code >= 0x41 && code <= 0x46
                    ? code - 0x37
                    : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

;// CONCATENATED MODULE: ./src/secrets/redactor.ts

/** What is shorter, canonically, is looked for as it stands. Masks have 8 characters or more. */
const PREFIX = 8;
/** A quote that breaks off is one from here on; at the text's very end, {@link PREFIX} is enough. */
const LONGEST_CHANCE = 16;
const BASE = 0x01_00_01_93;
const BASE_TO_PREFIX = powerOf(BASE, PREFIX - 1);
const FILTER_BITS = 20;
/** So many places are looked up by going through all values; for more a table is worth its making. */
const MOST_SCANS = 32;
/** Compared units per unit of text, and in any case: a text made to cost more is withheld whole. */
const COST_PER_UNIT = 64;
const COST_IN_ANY_CASE = 1_000_000;
const REDACTED = "***";
/**
 * Takes out of a text whatever was registered as a mask: the masker's counterpart. The runner
 * does the same for the log, letter by letter; this also covers files, processes that are not
 * the runner, and texts that change before they are shown.
 *
 * Texts are compared by their canonical form (`canonical.ts`): letter case, blanks, invisible
 * characters and the escapes of JSON, URLs, HTML and Markdown make no difference.
 *
 * The cost is linear in the text, whatever was registered: a rolling hash of eight characters
 * finds the places that are worth a look.
 */
class Redactor {
    #seen = new Set();
    /** Not indexed yet: a run that shows nothing pays for nothing. */
    #waiting = [];
    #values = [];
    #byPrefix;
    #scans = 0;
    #filter = new Uint8Array(1 << (FILTER_BITS - 3));
    /** Too short for the index, in lower case. */
    #short = new Set();
    #canonical = new Canonical();
    remember(value) {
        if (this.#seen.has(value))
            return;
        this.#seen.add(value);
        this.#waiting.push(value);
    }
    /** The text with `***` for every registered value, and for each line of one, of 8 characters and more. */
    redact(text) {
        return this.#redact(text, false);
    }
    /**
     * The same for a text that quotes what it was sent and may break off: the beginning of a
     * value goes too, from 16 characters on, or from 8 at the text's end.
     */
    redactQuotes(text) {
        return this.#redact(text, true);
    }
    #redact(text, alsoBrokenOff) {
        this.#index();
        if (this.#values.length === 0 && this.#short.size === 0)
            return text;
        const places = [
            ...this.#indexedPlaces(text, "unescaped", alsoBrokenOff),
            ...(mayHoldEscapes(text) ? this.#indexedPlaces(text, "literal", alsoBrokenOff) : []),
            ...this.#shortPlaces(text),
        ];
        return places.length === 0 ? text : withoutPlaces(text, places);
    }
    #indexedPlaces(text, reading, alsoBrokenOff) {
        const canonical = this.#canonical;
        canonical.read(text, reading);
        const { codes, starts, ends, length } = canonical;
        const places = [];
        let budget = length * COST_PER_UNIT + COST_IN_ANY_CASE;
        let hash = 0;
        for (let at = 0; at < length; at++) {
            if (at >= PREFIX)
                hash = (hash - Math.imul(codes[at - PREFIX] ?? 0, BASE_TO_PREFIX)) | 0;
            hash = (Math.imul(hash, BASE) + (codes[at] ?? 0)) | 0;
            if (at < PREFIX - 1 || !this.#mayHold(hash))
                continue;
            const from = at - PREFIX + 1;
            let longest = 0;
            for (const value of this.#valuesOf(hash)) {
                value.codes ??= codesOf(value.text, value.reading);
                const common = commonLength(codes, from, length, value.codes);
                budget -= common;
                const isWhole = common === value.codes.length;
                const breaksOff = alsoBrokenOff && (common >= LONGEST_CHANCE || (common >= PREFIX && from + common === length));
                if (isWhole || breaksOff)
                    longest = Math.max(longest, common);
            }
            if (budget < 0)
                return [{ start: 0, end: text.length }];
            if (longest > 0)
                places.push({ start: starts[from] ?? 0, end: ends[from + longest - 1] ?? text.length });
        }
        return places;
    }
    #shortPlaces(text) {
        if (this.#short.size === 0)
            return [];
        const lower = text.toLowerCase();
        // Few letters change their length with their case; their places are then looked for as they are.
        const searched = lower.length === text.length ? lower : text;
        const places = [];
        for (const value of this.#short) {
            for (let at = searched.indexOf(value); at !== -1; at = searched.indexOf(value, at + value.length)) {
                places.push({ start: at, end: at + value.length });
            }
        }
        return places;
    }
    #mayHold(hash) {
        const bit = bitOf(hash);
        return ((this.#filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
    }
    #index() {
        if (this.#waiting.length === 0)
            return;
        for (const value of this.#waiting) {
            for (const line of value.includes("\n") ? [value, ...value.split(/\r?\n/)] : [value]) {
                if (line.length >= PREFIX)
                    this.#add(line);
            }
            for (const digits of asThumbprint(value))
                this.#add(digits);
        }
        this.#waiting = [];
    }
    #add(text) {
        this.#addRead(text, "unescaped");
        if (mayHoldEscapes(text))
            this.#addRead(text, "literal");
    }
    #addRead(text, reading) {
        this.#canonical.read(text, reading, PREFIX);
        const { codes, length } = this.#canonical;
        if (length < PREFIX) {
            // Blanks or backslashes for the most part.
            this.#short.add(text.toLowerCase());
            return;
        }
        let hash = 0;
        for (let at = 0; at < PREFIX; at++)
            hash = (Math.imul(hash, BASE) + (codes[at] ?? 0)) | 0;
        const bit = bitOf(hash);
        this.#filter[bit >>> 3] = (this.#filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
        this.#values.push({ text, reading, hash, codes: undefined });
        this.#byPrefix = undefined;
    }
    /** A key has two thousand lines, and few of the texts of a run come near one of them. */
    #valuesOf(hash) {
        if (this.#scans++ < MOST_SCANS)
            return this.#values.filter((value) => value.hash === hash);
        this.#byPrefix ??= Map.groupBy(this.#values, (value) => value.hash);
        return this.#byPrefix.get(hash) ?? [];
    }
}
function withoutPlaces(text, places) {
    let redacted = "";
    let done = 0;
    for (const { start, end } of [...places].sort((left, right) => left.start - right.start)) {
        if (end <= done)
            continue;
        // Places that touch or overlap are one: each on its own would leave the edges of the others.
        if (start > done || done === 0)
            redacted += `${text.slice(done, start)}${REDACTED}`;
        done = end;
    }
    return redacted + text.slice(done);
}
/** A certificate's identifier is shown as hex of the bytes that its base64 says (`graph/wire.ts`): 20 of them. */
function asThumbprint(value) {
    if (value.length > 28)
        return [];
    const forms = [];
    if (Buffer.byteLength(value) === 20)
        forms.push(Buffer.from(value).toString("hex"));
    if (/^[\w+/-]{27}=?$/.test(value))
        forms.push(Buffer.from(value, "base64").toString("hex"));
    return forms;
}
function commonLength(codes, from, length, value) {
    const most = Math.min(value.length, length - from);
    let common = 0;
    while (common < most && codes[from + common] === value[common])
        common++;
    return common;
}
function bitOf(hash) {
    return (hash ^ (hash >>> FILTER_BITS)) & ((1 << FILTER_BITS) - 1);
}
function powerOf(base, exponent) {
    let power = 1;
    for (let count = 0; count < exponent; count++)
        power = Math.imul(power, base);
    return power;
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
    #redactor;
    #env;
    #warnings = 0;
    constructor(env, redactor = new Redactor()) {
        this.#env = env;
        this.#redactor = redactor;
    }
    mask(value) {
        this.#redactor.remember(value);
        issueCommand("add-mask", {}, value);
    }
    /** A key has a hundred masks, and a system call for each costs as much as a signature. */
    together(work) {
        process.stdout.cork();
        try {
            work();
        }
        finally {
            process.stdout.uncork();
        }
    }
    step(text) {
        process.stdout.write(`${this.#clean(text)}\n`);
    }
    /** The runner would drop it otherwise, and it would be redacted for nobody. */
    debug(text) {
        if (this.#env["RUNNER_DEBUG"] === "1")
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
        this.#append("OUTPUT", prepareKeyValueMessage(name, (0,printable/* printableLines */.fk)(this.#redactor.redact(value))));
    }
    summary(markdown) {
        this.#countWarnings();
        const text = (0,printable/* printableLines */.fk)(this.#redactor.redact(markdown));
        if (Buffer.byteLength(text) <= LARGEST_SUMMARY_BYTES)
            this.#append("STEP_SUMMARY", text);
    }
    /** Without a runner there is no such file, and nothing to do. */
    #append(command, text) {
        const variable = `GITHUB_${command}`;
        const path = this.#env[variable];
        if (!path)
            return;
        try {
            // A pipe would wait for a reader, perhaps for ever.
            if ((0,external_node_fs_.statSync)(path).isFIFO())
                throw new ReportUnwritable(variable, "it is a pipe");
            issueFileCommand(command, text);
        }
        catch (error) {
            if (error instanceof ReportUnwritable)
                throw error;
            const { code } = error;
            throw new ReportUnwritable(variable, typeof code === "string" ? code : "unexpected error");
        }
    }
    #countWarnings() {
        const hidden = this.#warnings - MOST_WARNINGS;
        if (hidden > 0)
            this.step(`${String(hidden)} more warnings stand in the log above.`);
        this.#warnings = 0;
    }
    /**
     * One line, without what was masked, and without the look of a command of either syntax. In
     * this order: what cleaning changes and the cut divides is not found any more.
     */
    #clean(text) {
        return ((0,printable/* printable */.g$)(this.#redactor.redact(text))
            .replace(/##\[/g, "# #[")
            // The runner skips blanks before `::`.
            .replace(/^(\s*):(?=:)/, "$1: ")
            .slice(0, LONGEST_MESSAGE)
            .toWellFormed());
    }
}

;// CONCATENATED MODULE: ./src/index.ts








// The runner sends SIGINT, and SIGTERM 7.5 s later. The first one stops new writes.
const interrupt = new AbortController();
const stop = () => {
    interrupt.abort();
};
for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, stop);
const redactor = new Redactor();
const runner = new ActionsRunner(process.env, redactor);
const writes = new WriteWatch();
const guard = new LastGuard({
    report: (error) => {
        runner.fail(error);
    },
    stop,
    lastWrite: () => writes.said,
});
process.on("uncaughtException", guard.uncaught);
process.on("unhandledRejection", guard.uncaught);
process.on("beforeExit", guard.ranDry);
const { transport: src_transport, connections } = httpsTransport();
// No `await` here: Node ends a module that waits for ever with code 13 and a line on stderr.
main({
    env: process.env,
    runner,
    redactor,
    fail: guard.fail,
    transport: writes.over(src_transport),
    connections,
    clock: systemClock,
    random: Math.random,
    makeRsaKeys: makeRsaKeys,
    interrupt: interrupt.signal,
}).then(guard.finish, guard.uncaught);

