export const id = 225;
export const ids = [225];
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

/***/ 1225:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openKeyVaultSecret: () => (/* binding */ openKeyVaultSecret)
});

// EXTERNAL MODULE: ./src/auth/token-provider.ts
var token_provider = __webpack_require__(885);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/foreign-time.ts
var foreign_time = __webpack_require__(4173);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
// EXTERNAL MODULE: ./src/http/exchange.ts
var exchange = __webpack_require__(1823);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/sinks/credential-size.ts
var credential_size = __webpack_require__(7653);
;// CONCATENATED MODULE: ./src/sinks/key-vault-refusal.ts


const ROLE = "the role Key Vault Secrets Officer on it (or, with access policies, the secret permissions Set and List)";
/** What Key Vault's refusal means. Its text is not repeated: it may quote what was sent. */
function explainVaultRefusal(code, name, vault, response, texts) {
    const requestId = response.headers["x-ms-request-id"];
    return new errors/* ActionError */.l({
        code,
        blame: "service",
        what: `${name}: Key Vault refused (status ${String(response.status)}).`,
        ...meaning(response, vault),
        ...(requestId === undefined ? {} : { requestId: texts.header(requestId) }),
    });
}
/** A vault's name is part of its host's: one that does not exist is not known to any name server. */
function explainUnresolvedVault(vault, host, { code }) {
    if (code !== "ENOTFOUND")
        return undefined;
    return {
        why: `The name ${host} could not be resolved (${code}): there is no vault ${vault} in this cloud, or the runner's name server does not know it.`,
        remedy: "Check the vault's name in deliver-to, and cloud and key-vault-url; then the runner's DNS and proxy.",
    };
}
function meaning(response, vault) {
    const { status } = response;
    const inner = innerCode(response.body);
    if (status >= 300 && status < 400) {
        return { why: "It redirects.", remedy: "Check key-vault-url and the cloud." };
    }
    if (status === 401) {
        return {
            why: "The vault does not take this sign-in's token: it belongs to another tenant, or to another cloud.",
            remedy: "Check tenant-id, cloud and the vault's name.",
        };
    }
    if (status === 403 && inner === "ForbiddenByFirewall") {
        return {
            why: "The vault's firewall does not let this runner in.",
            remedy: `Allow the runner's address in the network settings of ${vault}, or use a runner within its network.`,
        };
    }
    if (status === 403) {
        return {
            why: `The sign-in may not do this in the vault ${vault}.`,
            remedy: `Give its service principal ${ROLE}. A role that was just given takes some minutes.`,
        };
    }
    if (status === 404) {
        return {
            why: `Nothing at this address takes secrets of the vault ${vault}.`,
            remedy: "Check the vault's name, cloud and key-vault-url.",
        };
    }
    if (status === 409) {
        return {
            why: "A deleted secret of this name still lies in the vault's recycle bin, which keeps the name.",
            remedy: "Recover it or purge it (az keyvault secret recover, or purge), or deliver to another name.",
        };
    }
    return { remedy: "Check the secret's name and the vault." };
}
function innerCode(body) {
    const error = (0,json/* parseObject */.lj)(body)?.["error"];
    const inner = (0,json/* isObject */.Gv)(error) ? error["innererror"] : undefined;
    return (0,json/* isObject */.Gv)(inner) && typeof inner["code"] === "string" ? inner["code"] : undefined;
}

// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
;// CONCATENATED MODULE: ./src/sinks/key-vault-tags.ts


const LINE = "keyroll-line";
const NUMBER = "keyroll-number";
const KEY_ID = "keyroll-key-id";
const DELIVERED_AT = "keyroll-delivered-at";
/** Of a tag's name, and of its value. A secret has room for 15 tags. */
const LONGEST_TAG = 256;
/**
 * What a credential is, for whoever may list a vault's secrets and not read them. A value that
 * is too long is left out: the half of a line's name would be another line's.
 */
function writeTags({ line, number, keyId, deliveredAt, }) {
    const tags = {
        [LINE]: line,
        [NUMBER]: String(number),
        ...(keyId === undefined ? {} : { [KEY_ID]: keyId }),
        [DELIVERED_AT]: (0,iso_time/* isoSeconds */.n)(deliveredAt),
    };
    return Object.fromEntries(Object.entries(tags).filter(([, value]) => value.length <= LONGEST_TAG));
}
/** `undefined` where the tags are not ours: anybody who may write to the vault may write those. */
function readTags(tags) {
    if (!(0,json/* isObject */.Gv)(tags))
        return undefined;
    const { [LINE]: line, [NUMBER]: number, [KEY_ID]: keyId } = tags;
    if (typeof line !== "string" || !/^[A-Za-z0-9-]{1,24}$/.test(line))
        return undefined;
    if (typeof number !== "string" || !/^\d{1,9}$/.test(number))
        return undefined;
    const isKeyId = typeof keyId === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(keyId);
    return { line, number: Number(number), keyId: isKeyId ? keyId.toLowerCase() : undefined };
}

// EXTERNAL MODULE: ./src/sinks/reading.ts
var reading = __webpack_require__(2512);
// EXTERNAL MODULE: ./src/sinks/sink.ts
var sink = __webpack_require__(9525);
// EXTERNAL MODULE: ./src/sinks/writing.ts
var writing = __webpack_require__(2784);
;// CONCATENATED MODULE: ./src/sinks/key-vault-secret.ts












const API_VERSION = "7.4";
const LARGEST_BYTES = 25_000;
/** Of 25 versions each. */
const MOST_PAGES = 100;
function openKeyVaultSecret(target, context) {
    const { settings, network, masker, contentType } = context;
    const { keyVault } = settings;
    if (keyVault === undefined)
        throw new TypeError("a vault without its settings passed the inputs");
    const { signIn, authorityOrigin, domain } = keyVault;
    const scope = `https://${domain}/.default`;
    const tokens = (0,token_provider/* createTokenProvider */.r)(signIn, { authorityOrigin, scope }, network, masker);
    const origin = keyVault.origin ?? `https://${target.vault}.${domain}`;
    return new KeyVaultSink(target, new URL(`/secrets/${target.secretName}`, origin), tokens, network, contentType);
}
/** A secret of a vault: every write makes a new version, and the newest is the one that is read. */
class KeyVaultSink {
    name;
    kind = "delivery";
    readBy = "job";
    #vault;
    #address;
    #tokens;
    #network;
    #contentType;
    constructor(target, address, tokens, network, contentType) {
        this.name = target.name;
        this.#vault = target.vault;
        this.#address = address;
        this.#tokens = tokens;
        this.#network = network;
        this.#contentType = contentType;
    }
    /** By the list of versions, which has no values in it: the current secret is none of our business. */
    async inspect() {
        const versions = [];
        let next = withApiVersion(`${this.#address.href}/versions`);
        for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
            const url = next;
            const response = await (0,reading/* readRepeatedly */.s)(this.#network, {
                ...this.#exchange(),
                send: () => this.#send("GET", url, undefined, this.#network.limits.forRead()),
            });
            // No such secret yet. A vault that does not exist has no name to be asked by.
            if (response.status === 404)
                break;
            if (response.status !== 200)
                throw this.#refusal("sink-unusable", response);
            const answer = (0,json/* parseObject */.lj)(response.body);
            for (const version of enabledVersions(answer)) {
                const { created } = version;
                // A version whose time is no time would make the secret look older than it is.
                if (created === undefined)
                    throw this.#unreadable("the time of a version is none");
                versions.push({ ...version, created });
            }
            next = this.#nextPage(answer?.["nextLink"]);
        }
        return stateOf(versions);
    }
    async deliver(credential, facts, mayRepeat) {
        this.#refuseLarger(credential);
        const response = await (0,writing/* writeRepeatedly */.Z)(this.#network, {
            ...this.#exchange(),
            mayRepeat,
            send: () => this.#send("PUT", withApiVersion(this.#address.href), {
                value: credential,
                contentType: this.#contentType,
                attributes: { nbf: facts.notBefore, exp: facts.expiresOn },
                tags: writeTags(facts),
            }, this.#network.limits.forWrite()),
            isAccepted: (answer) => readReceipt(answer) !== undefined,
            explain: (refused) => this.#refusal("delivery-refused", refused),
        });
        const receipt = readReceipt(response);
        if (receipt === undefined)
            throw new TypeError("an accepted answer without a receipt");
        return receipt;
    }
    #exchange() {
        return {
            name: this.name,
            host: this.#address.host,
            renew: () => this.#tokens.renew(),
            explainNetwork: (error) => explainUnresolvedVault(this.#vault, this.#address.host, error),
        };
    }
    async #send(method, url, body, signal) {
        const token = await this.#tokens.get();
        return (0,exchange/* sendOnce */.E4)(this.#network, {
            method,
            url,
            headers: {
                authorization: (0,secret/* bearer */.CM)(token.secret),
                accept: "application/json",
                ...(body === undefined ? {} : { "content-type": "application/json" }),
            },
            ...(body === undefined ? {} : { body: (0,json/* encodeJson */.Pr)(body) }),
            connection: method === "GET" ? "shared" : "fresh",
            signal,
        });
    }
    /** The token goes to no other host than the one that was named. Does not repeat the link: it is somebody else's text. */
    #nextPage(link) {
        if (typeof link !== "string" || link === "")
            return undefined;
        const next = URL.canParse(link) ? new URL(link) : undefined;
        if (next?.origin === this.#address.origin)
            return next;
        throw this.#unreadable("the list of versions goes on at another address, which was not asked");
    }
    #unreadable(problem) {
        return new errors/* ActionError */.l({
            code: "answer-unreadable",
            blame: "service",
            what: `${this.name}: ${problem}.`,
            remedy: "Check key-vault-url.",
        });
    }
    #refuseLarger(credential) {
        try {
            (0,credential_size/* refuseLarger */.M)(this.name, credential, LARGEST_BYTES, "Key Vault");
        }
        catch (error) {
            if (error instanceof errors/* ActionError */.l)
                throw new sink/* DeliveryFailed */._("refused", error);
            throw error;
        }
    }
    #refusal(code, response) {
        return explainVaultRefusal(code, this.name, this.#vault, response, this.#network.texts);
    }
}
/** The answer repeats the value: nothing but the version's id and time is taken out of it. */
function readReceipt({ status, body }) {
    const answer = status === 200 ? (0,json/* parseObject */.lj)(body) : undefined;
    if (answer === undefined || typeof answer["id"] !== "string")
        return undefined;
    const version = answer["id"].split("/").at(-1) ?? "";
    const deliveredAt = createdOf(answer);
    if (!/^[0-9a-f]{32}$/i.test(version) || deliveredAt === undefined)
        return undefined;
    return { deliveredAt, detail: `version ${version}` };
}
function withApiVersion(address) {
    const url = new URL(address);
    url.searchParams.set("api-version", API_VERSION);
    return url;
}
function enabledVersions(answer) {
    const versions = answer?.["value"];
    if (!Array.isArray(versions))
        return [];
    return versions.flatMap((version) => {
        if (!(0,json/* isObject */.Gv)(version) || !(0,json/* isObject */.Gv)(version["attributes"]))
            return [];
        if (version["attributes"]["enabled"] !== true)
            return [];
        return [{ created: createdOf(version), holds: readTags(version["tags"]) }];
    });
}
/** The newest version is the one that is read. Of several of one second nobody can say which that is. */
function stateOf(versions) {
    if (versions.length === 0)
        return { changedAt: undefined };
    const changedAt = versions.reduce((newest, { created }) => Math.max(newest, created), 0);
    const [first, ...others] = versions
        .filter(({ created }) => created === changedAt)
        .map(({ holds }) => holds);
    const agree = others.every((other) => other?.line === first?.line && other?.number === first?.number && other?.keyId === first?.keyId);
    return { changedAt, holds: agree ? first : undefined };
}
function createdOf(secret) {
    const created = (0,json/* isObject */.Gv)(secret["attributes"]) ? secret["attributes"]["created"] : undefined;
    return typeof created === "number" ? (0,foreign_time/* foreignSeconds */.qm)(created) : undefined;
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
