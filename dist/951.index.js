export const id = 951;
export const ids = [951];
export const modules = {

/***/ 2071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JA: () => (/* binding */ KEY_SET_INPUTS),
  uF: () => (/* binding */ OBJECT_INPUTS),
  CS: () => (/* binding */ parseKeySetTarget),
  MM: () => (/* binding */ parseObjectTarget),
  K1: () => (/* binding */ requireKeySets)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/config/characters.ts
var characters = __webpack_require__(2100);
;// CONCATENATED MODULE: ./src/config/key-set-id.ts


const PREFIX = "B2C_1A_";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 256;
/**
 * The id as the service spells it: `B2C_1A_` in front, once. A GUID stays as it is.
 *
 * The characters are held to a list: `..` survives URL encoding and would climb the path.
 */
function parseKeySetId(text) {
    (0,characters/* refuseOtherCharacters */.N)("key-set-id", text, /^[A-Za-z0-9_-]$/, "A key set's id has letters, digits, _ and - only.");
    const prefixed = text.slice(0, PREFIX.length).toUpperCase() === PREFIX;
    const name = prefixed ? text.slice(PREFIX.length) : text;
    if (name === "")
        throw (0,errors/* inputError */.X)("key-set-id", "is the prefix alone.", `Give the whole id, such as ${PREFIX}TokenSigningKeyContainer.`);
    if (name.length > LONGEST)
        throw (0,errors/* inputError */.X)("key-set-id", `is ${String(text.length)} characters long.`, `Use at most ${String(LONGEST)}.`);
    return GUID.test(text) ? text : PREFIX + name;
}

// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
;// CONCATENATED MODULE: ./src/config/target.ts



const KEY_SET_INPUTS = ["key-set-id"];
const OBJECT_INPUTS = [
    "application-object-id",
    "app-id",
    "service-principal-object-id",
    "service-principal-app-id",
];
/** The key set; refuses a cloud without any, and an application or a service principal beside it. */
function parseKeySetTarget(inputs, endpoints, log) {
    requireKeySets(endpoints);
    refuseOtherTargets(inputs, OBJECT_INPUTS, "key-set-id", "addresses a key set");
    const text = inputs.requireText("key-set-id", "Give the id of the key set, with or without B2C_1A_.");
    const keySetId = parseKeySetId(text);
    if (keySetId !== text)
        log.notice(`key-set-id: using key set ${keySetId}.`);
    return { keySetId };
}
/** Key sets are refused before the first request where the cloud's metadata has none. */
function requireKeySets(endpoints) {
    if (endpoints.cloud.hasKeySets || endpoints.overridden)
        return;
    throw (0,errors/* inputError */.X)("cloud", `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`, "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.");
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
    const objectId = objectText === undefined ? undefined : (0,values/* parseGuid */.J)(objectInput, objectText);
    const appId = appText === undefined ? undefined : (0,values/* parseGuid */.J)(appInput, appText);
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


/***/ }),

/***/ 4937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ secretSource),
/* harmony export */   u: () => (/* binding */ parseUploadedSecret)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4245);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(793);



const LONGEST_BYTES = 16_384;
/** Which of the two inputs holds the text to upload: exactly one does. */
function secretSource(inputs) {
    if (inputs.has("secret") && inputs.has("secret-file")) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)("secret-file", "stands beside secret: two texts to upload.", "Give one of the two.", "input-conflict");
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
    const given = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .reveal */ ._c)(secret);
    (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_1__/* .assertUsableSecret */ .X)(input, given);
    const text = given.replace(/\r?\n$/, "");
    if (text !== given) {
        masker.text(text);
        log.notice(`${input}: one final newline was removed.`);
    }
    const bytes = Buffer.byteLength(text);
    if (bytes > LONGEST_BYTES) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, `is ${bytes.toLocaleString("en")} bytes; the limit is ${LONGEST_BYTES.toLocaleString("en")}.`, "Upload the secret alone.");
    }
    if (text.includes("\0"))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, "holds a NUL character.", "Upload text, not a binary file.");
    if (!text.isWellFormed() || text.includes("\ufffd")) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, "holds bytes that are no text.", "Upload text in UTF-8.");
    }
    return new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .zh(text, "secret");
}


/***/ }),

/***/ 21:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ parseValidity)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/config/duration.ts
var config_duration = __webpack_require__(7840);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
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
    const duration = (0,config_duration/* parseDuration */.E9)(text);
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
        throw (0,errors/* inputError */.X)(input, `${(0,values/* shown */.SP)(text)} looks like milliseconds.`, `Epoch times are in seconds.${meant}`);
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
        return (0,config_duration/* durationRemedy */.Lx)(text);
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


/***/ }),

/***/ 5253:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   Dl: () => (/* binding */ isSameFile),
/* harmony export */   Pl: () => (/* binding */ parseTempPath),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   i9: () => (/* binding */ assertPlainFolders),
/* harmony export */   pT: () => (/* binding */ refuseOtherNames)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



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
/**
 * Another name of the same file, somewhere: what is in it may be read there, and stays there when
 * this name is deleted. Asked of the open file, so that no name can be added unseen.
 */
function refuseOtherNames(open, input) {
    if (open.nlink <= 1n)
        return;
    throw unusable(input, "has another name (a hard link): whoever has that one has the secret too.", "Write the secret to a new file of its own.");
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

/***/ 8893:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ deleteKeySet),
/* harmony export */   $p: () => (/* binding */ retireSetKey),
/* harmony export */   Ap: () => (/* binding */ createKeySet),
/* harmony export */   GQ: () => (/* binding */ keySetMissing),
/* harmony export */   Vp: () => (/* binding */ readKeySetIfAny),
/* harmony export */   Wt: () => (/* binding */ readActiveKey),
/* harmony export */   _v: () => (/* binding */ addKeyToSet),
/* harmony export */   wj: () => (/* binding */ setKeyStatus)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(331);
/* harmony import */ var _refused_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4332);
/* harmony import */ var _removal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(928);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7563);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6425);






const BY_HAND = "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;
/** @returns `undefined` where the key set does not exist */
async function readKeySetIfAny(graph, urls, keySetId) {
    try {
        const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
        // Not an empty one: a rotation would make the first key of it.
        if (set === undefined)
            throw unreadable(`a read of key set ${keySetId}`, "a key set");
        return set;
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/**
 * The key that policies use now.
 *
 * @returns `undefined` where there is none, or no such key set
 * @throws ActionError also where the service answers with neither: unknown is not none
 */
async function readActiveKey(graph, urls, keySetId) {
    try {
        const answer = await graph.read(urls.keySet(keySetId, "getActiveKey"));
        const key = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer));
        if (key === undefined && !isNothing(answer)) {
            throw unreadable(`the question which key of key set ${keySetId} is active`, "a key");
        }
        return key;
    }
    catch (error) {
        if (!(error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isNotFound)
            return undefined;
        throw (0,_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read the active key of key set ${keySetId}`, _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .READ_KEY_SETS */ .Dy);
    }
}
/** OData's ways to say "null": no content, `@odata.null`, a value of null. */
function isNothing(answer) {
    return Object.entries(answer).every(([name, value]) => name.startsWith("@odata.") || value === null);
}
function unreadable(question, expected) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph's answer to ${question} is not ${expected}.`,
        remedy: "Check graph-url and the proxy, and run it again.",
    });
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
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: `create key set ${keySetId}`,
        method: "POST",
        url: urls.keySets(),
        body: () => Promise.resolve({ id: name }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer))?.id),
        acceptRefusal: (refused) => refused.status === 409 || /AADB2C950[23]8/.test(`${refused.code ?? ""} ${refused.serviceMessage}`)
            ? keySetId
            : undefined,
        lookUp: {
            once: async () => {
                const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(keySetId))));
                return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
            },
            onAbsent: "send-again",
            byHand: BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** `generateKey` and the uploads: every call makes one more key, so none is repeated blindly. */
async function addKeyToSet(graph, urls, key) {
    const url = urls.keySet(key.keySetId, key.action);
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, {
        doing: `${key.action} on key set ${key.keySetId}`,
        method: "POST",
        url,
        body: () => Promise.resolve(key.body),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySetKey */ .dP)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(answer))),
        lookUp: { once: () => lookForKey(graph, urls, key), onAbsent: "send-again", byHand: BY_HAND },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
        ...(key.createdAt === undefined ? {} : { notFoundIsLagUntil: key.createdAt + CREATION_LAG_MS }),
        explain: (refused) => Promise.resolve(refused.isNotFound
            ? { remedy: "Or set `create-key-set: true` to have the key set made." }
            : undefined),
    });
}
async function lookForKey(graph, urls, key) {
    const set = (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .readKeySet */ .AJ)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .unwrapValue */ .ZF)(await graph.read(urls.keySet(key.keySetId))));
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
async function setKeyStatus(graph, urls, change) {
    await (0,_write_js__WEBPACK_IMPORTED_MODULE_5__/* .performWrite */ .R)(graph, statusWrite(urls, change));
}
/** Disables a key that has had its time: a rotation decides that by the clock. Throws `clock-untrusted`. */
async function retireSetKey(graph, urls, { keySetId, kid }) {
    await (0,_removal_js__WEBPACK_IMPORTED_MODULE_3__/* .performRemoval */ ._)(graph, statusWrite(urls, { keySetId, kid, status: "disabled" }));
}
function statusWrite(urls, { keySetId, kid, status }) {
    return {
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
    };
}
/** @returns whether there was one to delete */
async function deleteKeySet(graph, urls, keySetId) {
    let sentBefore = false;
    const { serviceClock } = graph.network;
    // With a ready token this would be the run's first request: a look brings the time along.
    if (!serviceClock.isHeard && (await readKeySetIfAny(graph, urls, keySetId)) === undefined)
        return false;
    return (0,_removal_js__WEBPACK_IMPORTED_MODULE_3__/* .performRemoval */ ._)(graph, {
        doing: `delete key set ${keySetId}`,
        method: "DELETE",
        url: urls.keySet(keySetId),
        accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
        // Gone: by us, where an earlier request's answer was lost.
        acceptRefusal: (refused) => (refused.isNotFound ? sentBefore : undefined),
        lookUp: {
            once: async () => {
                sentBefore = true;
                return (await isThere(graph, urls, keySetId)) ? { kind: "absent" } : { kind: "found", value: true };
            },
            onAbsent: "send-again",
            byHand: "Look whether the key set is still there (portal: Identity Experience Framework, Policy keys).",
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_KEY_SETS */ .cz,
    });
}
/** Throws GraphRefused where that cannot be told. */
async function isThere(graph, urls, keySetId) {
    try {
        await graph.read(urls.keySet(keySetId));
        return true;
    }
    catch (error) {
        if (error instanceof _refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p && error.isNotFound)
            return false;
        throw error;
    }
}


/***/ }),

/***/ 1680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ addToKeySet),
/* harmony export */   g: () => (/* binding */ certificateFingerprint)
/* harmony export */ });
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(154);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8893);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);




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
        before = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .readKeySetIfAny */ .Vp)(graph, urls, keySetId);
        if (before === undefined && !request.createKeySet)
            throw (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .keySetMissing */ .GQ)(keySetId, true);
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
        keySetId = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .createKeySet */ .Ap)(graph, urls, keySetId);
        createdAt = graph.network.clock.now();
        log.step(`Created key set ${keySetId}.`);
    }
    const key = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .addKeyToSet */ ._v)(graph, urls, {
        keySetId,
        action: request.action,
        body: request.body,
        fingerprint: request.fingerprint,
        before: readsFirst ? (before?.keys ?? []).map((existing) => existing.kid) : undefined,
        createdAt,
    });
    const { fingerprint } = request;
    const dates = validityOf(key, fingerprint);
    const until = dates.expiresOn === undefined ? "without an end" : `until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_3__/* .isoSeconds */ .n)(dates.expiresOn)}`;
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
        thumbprint: (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .thumbprintOf */ .rK)(certificate),
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "request-refused",
        blame: "input",
        what: `key-set-id: key set ${set.id} has ${other.kty ?? ""} keys; ${kty === "oct" ? "a symmetric key or secret" : `an ${kty} key`} needs a key set of its own.`,
        why: "A key set holds keys of one type.",
        remedy: "Use another key set.",
    });
}


/***/ }),

/***/ 6951:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uploadSecret: () => (/* binding */ uploadSecret)
});

// EXTERNAL MODULE: ./src/config/target.ts + 1 modules
var config_target = __webpack_require__(2071);
// EXTERNAL MODULE: ./src/config/uploaded-secret.ts
var uploaded_secret = __webpack_require__(4937);
// EXTERNAL MODULE: ./src/config/validity.ts + 1 modules
var validity = __webpack_require__(21);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/files/temp-path.ts
var temp_path = __webpack_require__(5253);
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
    return { secret: new secret/* Secret */.zh(text, input), remove: () => removeIfSame(place, stat) };
}
function readWhole(place) {
    let file;
    try {
        file = (0,external_node_fs_.openSync)(place.path, PLAIN_READ);
        const stat = (0,external_node_fs_.fstatSync)(file, { bigint: true });
        // The path may lead elsewhere than a moment ago.
        (0,temp_path/* assertPlainFolders */.i9)(place);
        if (!stat.isFile() || !(0,temp_path/* isSameFile */.Dl)(stat, place)) {
            throw (0,temp_path/* unusable */._P)(place.input, "was replaced while it was opened.", "Let nothing else write to that path.");
        }
        (0,temp_path/* refuseOtherNames */.pT)(stat, place.input);
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

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/operations/add-to-key-set.ts
var add_to_key_set = __webpack_require__(1680);
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
        const target = (0,config_target/* parseKeySetTarget */.CS)(inputs, endpoints, log);
        const source = (0,uploaded_secret/* secretSource */.k)(inputs);
        const file = source === "secret" ? undefined : openFile(inputs, environment.tempDirectory, masker);
        const given = file?.secret ?? inputs.requireSecret("secret", "Give the text to upload.");
        return Promise.resolve({
            operation: "upload-secret",
            target,
            secret: (0,uploaded_secret/* parseUploadedSecret */.u)(source, given, log, masker),
            file,
            keyUse: (0,values/* requireOneOf */.h_)(inputs, "key-use", ["sig", "enc"]),
            validity: (0,validity/* parseValidity */.k)(inputs, nowMs),
            createKeySet: (0,values/* flag */.Jt)(inputs, "create-key-set"),
            dryRun: (0,values/* flag */.Jt)(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const { notBefore: nbf, expiresOn: exp } = config.validity;
        const what = `a secret for ${config.keyUse}`;
        const result = await (0,add_to_key_set/* addToKeySet */.O)({
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


/***/ })

};
