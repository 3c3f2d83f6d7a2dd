export const id = 671;
export const ids = [671];
export const modules = {

/***/ 2566:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseDisplayName),
/* harmony export */   z: () => (/* binding */ defaultDisplayName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Graph cuts longer names silently. */
const LONGEST = 90;
function parseDisplayName(inputs) {
    const name = inputs.text("display-name");
    if (name !== undefined && name.length > LONGEST) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)("display-name", `is ${String(name.length)} characters long; Graph keeps ${String(LONGEST)}.`, "Shorten it.");
    }
    return name;
}
/** Says who made the credential, so that the portal shows it. */
function defaultDisplayName(environment) {
    const repository = environment.repository === undefined ? "" : ` ${environment.repository}`;
    const run = environment.runId === undefined ? "" : ` run ${environment.runId}`;
    return `graph-keyroll${repository}${run}`.slice(0, LONGEST);
}


/***/ }),

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

/***/ 8648:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ parseSecretOutputFile),
/* harmony export */   o: () => (/* binding */ SecretOutputFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(793);
/* harmony import */ var _temp_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5253);




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
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(this.#file, { bigint: true });
        (0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseOtherNames */ .pT)(stat, this.#place.input);
        if ((0,_temp_path_js__WEBPACK_IMPORTED_MODULE_3__/* .isSameFile */ .Dl)(stat, this.#place))
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

/***/ 7671:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   addPassword: () => (/* binding */ addPassword)
/* harmony export */ });
/* harmony import */ var _config_display_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2566);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2071);
/* harmony import */ var _config_validity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3750);
/* harmony import */ var _files_secret_output_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8648);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1828);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8614);









/** Of a secret whose end nobody chose: the service's own two years trip most policies. */
const DEFAULT_LIFETIME_SECONDS = 180 * 86_400;
/**
 * Has the service make a client secret for an application or service principal
 * (`POST /v1.0/…/addPassword`) and writes it to a file: it is shown once, and an output or a
 * log is no place for it.
 */
const addPassword = {
    name: "add-password",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_6__/* .WRITE_OBJECTS */ .NH,
    inputs: [..._config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .OBJECT_INPUTS */ .uF, "display-name", "not-before", "expires-on", "secret-output-file", "dry-run"],
    configure({ inputs, environment, signIn, nowMs }) {
        const validity = (0,_config_validity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseValidity */ .k)(inputs, nowMs);
        return Promise.resolve({
            operation: "add-password",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId),
            displayName: (0,_config_display_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDisplayName */ .f)(inputs) ?? (0,_config_display_name_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultDisplayName */ .z)(environment),
            notBefore: validity.notBefore,
            expiresOn: validity.expiresOn,
            datesMayRecur: validity.notBefore !== undefined && !validity.relative,
            output: (0,_files_secret_output_file_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSecretOutputFile */ .j)("secret-output-file", inputs.requireText("secret-output-file", "The service shows a new secret once: say which file below RUNNER_TEMP it goes to, such as ${{ runner.temp }}/new-secret."), environment.tempDirectory),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const password = await newPassword(config, context);
        if (config.dryRun)
            return dryRun(config, password, context);
        // Before there is a secret: a full disk or a forbidden path costs nothing yet.
        const file = new _files_secret_output_file_js__WEBPACK_IMPORTED_MODULE_4__/* .SecretOutputFile */ .o(config.output);
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
    const made = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .addPassword */ .nR)(graph, urls, password);
    try {
        file.fill(made.secret);
    }
    catch (error) {
        log.step(`Client secret ${made.keyId} could not be written to its file: removing it again.`);
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .discardPassword */ .e)(graph, urls, target, made.keyId, "its value could not be written");
        throw error;
    }
    log.step(`Wrote the new client secret to ${file.path}.`);
    if (made.answersWereLost)
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .removeStrayPasswords */ .qS)(graph, urls, password, made);
    return {
        operation: "add-password",
        headline: `Added client secret ${made.keyId} to ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}, until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(made.expiresOn)}.`,
        changed: true,
        key: { keyId: made.keyId, notBefore: made.notBefore, expiresOn: made.expiresOn },
    };
}
async function newPassword(config, context) {
    const { target, displayName } = config;
    const notBefore = config.notBefore ?? Math.floor(context.graph.network.serviceClock.now() / 1000);
    // Name and dates are how a secret is found again whose answer was lost. Where an earlier
    // secret may have the same, only its id tells the two apart.
    const before = config.datesMayRecur ? await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .readObjectIfPermitted */ .Ff)(target, context) : undefined;
    return {
        target,
        doing: `add a client secret named "${displayName}" to ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}`,
        displayName,
        notBefore,
        expiresOn: config.expiresOn ?? notBefore + DEFAULT_LIFETIME_SECONDS,
        known: (before?.passwordCredentials ?? []).flatMap(({ keyId }) => keyId ?? []),
        masker: context.masker,
        explain: (refused) => (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .explainObjectRefusal */ .Bc)(refused, target, undefined, context),
    };
}
async function dryRun(config, password, context) {
    const { target } = config;
    const object = await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .readObjectIfPermitted */ .Ff)(target, context);
    if (object === undefined)
        context.log.notice("The caller may not read the object: that it exists was not checked.");
    return {
        operation: config.operation,
        headline: `Would add a client secret to ${(0,_object_access_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTarget */ .ff)(target)}, until ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(password.expiresOn)}, and write it to ${config.output.path}.`,
        changed: false,
        planned: [
            { method: "POST", url: context.urls.object(target, "addPassword"), body: (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_5__/* .passwordBody */ .m4)(password) },
        ],
        key: { notBefore: password.notBefore, expiresOn: password.expiresOn },
    };
}


/***/ })

};
