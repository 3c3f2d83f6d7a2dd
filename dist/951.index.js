export const id = 951;
export const ids = [951];
export const modules = {

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
/* harmony export */   i9: () => (/* binding */ assertPlainFolders)
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

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/operations/add-to-key-set.ts
var add_to_key_set = __webpack_require__(1680);
// EXTERNAL MODULE: ./src/operations/key-set-support.ts
var key_set_support = __webpack_require__(4462);
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
        (0,key_set_support/* requireKeySets */.K1)(endpoints);
        const target = (0,config_target/* parseKeySetTarget */.CS)(inputs, log);
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
