export const id = 398;
export const ids = [398];
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
/* harmony import */ var _target_client_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(825);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8985);









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
        remedy: 'Give the certificate that stands on the object today. If none is valid any more, add one by hand (docs/rotation.md, "The way in").',
    });
}
function sortObject(object, rotation, nowSeconds) {
    const all = candidatesOf(object);
    const own = (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(rotation.proof.pair.thumbprint);
    const listed = all.find((candidate) => candidate.shortId === own);
    if (listed === undefined)
        return undefined;
    const name = (0,_target_client_js__WEBPACK_IMPORTED_MODULE_6__/* .lineOf */ .cA)(rotation, object.objectId);
    const current = withCarried(listed, rotation, name);
    return { kind: "read", object, all, line: (0,_line_js__WEBPACK_IMPORTED_MODULE_8__/* .sortLine */ .Zf)(name, current, all, nowSeconds) };
}
function candidatesOf(object) {
    return object.keyCredentials.flatMap((credential) => candidateOf(credential));
}
/**
 * The current certificate, with what its own text says where the certificate does not: a pair
 * of the user's own bears no mark in its subject, and its dates do not tell when it came here.
 */
function withCarried(listed, { proof, carried }, name) {
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
    return { line, number, predecessor: (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(previousKeyId ?? "") };
}
/**
 * By so much may a sink's clock be behind the service's. How long before its delivery a
 * certificate was added nobody knows: a proof takes seconds or minutes, by `prove-timeout`.
 */
const SINK_CLOCK_SLACK_SECONDS = 10;
/** Of a pair that does not say when it came here: it was there when its text was written. */
function bornBefore(deliveredAt) {
    return deliveredAt === undefined ? undefined : deliveredAt - SINK_CLOCK_SLACK_SECONDS;
}
function bearsMark({ subject }) {
    return (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .readMark */ .Mp)(commonNameIn(subject)) !== undefined;
}
function candidateOf(credential) {
    const { keyId, thumbprint, displayName, notBefore, expiresOn } = credential;
    if (keyId === undefined)
        return [];
    const commonName = commonNameOf(credential.certificate);
    const mark = (0,_line_js__WEBPACK_IMPORTED_MODULE_8__/* .markOf */ .Fg)(commonName, displayName);
    const madeByUs = (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .readMark */ .Mp)(commonName) !== undefined;
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(thumbprint ?? keyId),
            thumbprint,
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
function unreadable(rotation) {
    const { proof, carried } = rotation;
    const name = (0,_target_client_js__WEBPACK_IMPORTED_MODULE_6__/* .lineOf */ .cA)(rotation, undefined);
    const state = carried?.line === name ? carried : undefined;
    const { certificate, thumbprint } = proof.pair;
    const startsAt = Math.floor(certificate.validFromDate.getTime() / 1000);
    const bornAt = bearsMark(certificate)
        ? startsAt + BACKDATE_SECONDS
        : (bornBefore(state?.deliveredAt) ?? startsAt);
    const current = {
        keyId: state?.keyId ?? "",
        shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(thumbprint),
        thumbprint,
        mark: state === undefined ? undefined : carriedMark(state),
        bornAt: state === undefined ? undefined : bornAt,
        expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
    };
    const previous = state?.previousKeyId === undefined || state.keyId === undefined
        ? []
        : [
            {
                keyId: state.previousKeyId,
                shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(state.previousKeyId),
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
            name,
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
        name,
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
/* harmony export */   Pi: () => (/* binding */ isYoung),
/* harmony export */   V0: () => (/* binding */ sortPasswords),
/* harmony export */   xQ: () => (/* binding */ readPasswords)
/* harmony export */ });
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4332);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8614);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(793);
/* harmony import */ var _target_client_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(825);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8985);








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
        line: (0,_line_js__WEBPACK_IMPORTED_MODULE_6__/* .sortLine */ .Zf)((0,_target_client_js__WEBPACK_IMPORTED_MODULE_5__/* .lineOf */ .cA)(rotation, object.objectId), known ? only : NOBODY, all, nowSeconds),
    };
}
const YOUNG_SECONDS = 3_600;
/** It may be a password that was made less than an hour ago: then a refusal may be a replica's. */
function isYoung(object, secret, nowSeconds) {
    const hint = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .reveal */ ._c)(secret).slice(0, HINT_LENGTH);
    return object.passwordCredentials.some((credential) => credential.hint === hint && nowSeconds - (candidateOf(credential)[0]?.bornAt ?? 0) < YOUNG_SECONDS);
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
    const mark = (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .readMark */ .Mp)(displayName);
    return [
        {
            keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_7__/* .shortId */ .m_)(keyId),
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
/* harmony export */   H4: () => (/* binding */ opensToken),
/* harmony export */   I1: () => (/* binding */ proveCredential),
/* harmony export */   t7: () => (/* binding */ opensTokenStill)
/* harmony export */ });
/* harmony import */ var _auth_client_assertion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98);
/* harmony import */ var _auth_msal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6213);
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
            const answer = (0,_auth_token_error_js__WEBPACK_IMPORTED_MODULE_2__/* .readTokenError */ .i)(result.response, network.texts);
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
const STILL_PAUSES_MS = [0, 10_000, 20_000, 30_000];
/**
 * Does a credential that was accepted before still open a token? For an object that nobody may
 * read. One node that does not know it is no evidence: refused at every look it is believed to be gone.
 */
async function opensTokenStill(credential, proving, { graph: { network }, masker }) {
    for (const pause of STILL_PAUSES_MS) {
        if (pause > 0)
            await network.limits.wait(pause);
        if (await opensToken(credential, proving, network, masker))
            return true;
    }
    return false;
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
        answer.codes.some((code) => _auth_token_error_js__WEBPACK_IMPORTED_MODULE_2__/* .NOT_KNOWN_YET */ .P.has(code) || code === CLOCK_CODE));
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

/***/ 825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ targetClientId),
/* harmony export */   U0: () => (/* binding */ provingAs),
/* harmony export */   cA: () => (/* binding */ lineOf)
/* harmony export */ });
/* harmony import */ var _config_rotation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6050);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/**
 * The client id as which the new credential signs in: the target's own, never merely the
 * caller's. Known from the inputs, from Graph, or because the application rolls itself.
 */
function targetClientId(rotation, fromGraph) {
    const { target, signIn } = rotation;
    const known = target.appId ?? fromGraph ?? (rollsItself(rotation) ? signIn.clientId : undefined);
    if (known !== undefined)
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l({
        code: "input-missing",
        blame: "input",
        what: `${target.kind === "application" ? "app-id" : "service-principal-app-id"}: is needed here, because the caller may not read the object.`,
        why: "The new credential is proved by signing in with it, as the target's client id.",
        remedy: "Give the target's application (client) id beside its object id. Nothing was written.",
    });
}
/** The line's name. @param fromGraph the target's object id, where it may be read */
function lineOf({ line, target, signIn }, fromGraph) {
    return (0,_config_rotation_js__WEBPACK_IMPORTED_MODULE_0__/* .lineName */ .iE)(line, target.objectId ?? fromGraph ?? target.appId ?? signIn.clientId ?? "");
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
