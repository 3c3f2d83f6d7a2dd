export const id = 28;
export const ids = [28];
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

/***/ 2082:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseKid),
/* harmony export */   U: () => (/* binding */ requireKid)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _characters_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2100);


const LONGEST = 256;
/** `key-id` as the `kid` of a key in a key set. */
function requireKid(inputs) {
    return parseKid("key-id", inputs.requireText("key-id", "Give the kid of the key; get-active-key and list-keys show it."));
}
/** A `kid`, letter case as it is. The service makes base64url; supplied keys may have names. */
function parseKid(input, kid) {
    (0,_characters_js__WEBPACK_IMPORTED_MODULE_1__/* .refuseOtherCharacters */ .N)(input, kid, /^[A-Za-z0-9._~=+-]$/, "A kid has letters, digits and - _ . ~ = + only.");
    if (/^\.+$/.test(kid)) {
        // Dots survive URL encoding, and climb the path.
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, "is dots alone.", "Give the kid as the service shows it.");
    }
    if (kid.length > LONGEST) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .inputError */ .X)(input, `is ${String(kid.length)} characters long.`, `Use at most ${String(LONGEST)}.`);
    }
    return kid;
}


/***/ }),

/***/ 6820:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseProof)
/* harmony export */ });
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8028);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5798);
/* harmony import */ var _material_key_pair_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3207);



/** `proof-certificate`, else the certificate that signs in. */
async function parseProof(inputs, signIn, masker, nowMs, log) {
    const issuer = inputs.text("proof-issuer");
    const text = inputs.secret("proof-certificate");
    if (text === undefined) {
        if (signIn.kind !== "certificate") {
            throw (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .missing */ .L)("proof-certificate", "Give a valid certificate of the object, with its private key: this call needs a proof of possession, and signing in without a certificate does not replace it.");
        }
        return { pair: signIn.pair, issuer };
    }
    const { pair, warnings } = await (0,_material_key_pair_js__WEBPACK_IMPORTED_MODULE_2__/* .openKeyPair */ .E)({
        name: "proof-certificate",
        text,
        passwordName: "proof-certificate-password",
        password: inputs.secret("proof-certificate-password"),
    }, masker);
    for (const warning of warnings)
        log.warning(warning);
    (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .assertValidNow */ .Zi)("proof-certificate", pair.certificate, nowMs);
    return { pair, issuer };
}


/***/ }),

/***/ 6050:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ parseLineSource),
/* harmony export */   G9: () => (/* binding */ parseKeySize),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Ni: () => (/* binding */ parseRotationRules),
/* harmony export */   fx: () => (/* binding */ parseEmergencyKeyId),
/* harmony export */   iE: () => (/* binding */ lineName),
/* harmony export */   ll: () => (/* binding */ parseKeyIds)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _rotation_due_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1220);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7840);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3750);





const DAY = 86_400;
const DEFAULT_VALIDITY = 180 * DAY;
const DEFAULT_OVERLAP = 7 * DAY;
const DEFAULT_PROVE_TIMEOUT = 600;
const DEFAULT_SETTLE = 120;
const HOUR = 3_600;
/** A rotation that is due again before the old key may go would pile keys up. */
const MARGIN = 2 * DAY;
/** @param checks key sets have no overlap: their keys are staged, and not removed */
function parseRotationRules(inputs, keyIds, log, checks = { overlap: true }) {
    const validitySeconds = duration(inputs, "validity", DEFAULT_VALIDITY);
    const overlapSeconds = duration(inputs, "overlap", DEFAULT_OVERLAP);
    const threshold = parseThreshold(inputs);
    if (validitySeconds < DAY)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("validity", "is less than a day.", "Give what is made a longer life.");
    const lead = (0,_rotation_due_js__WEBPACK_IMPORTED_MODULE_4__/* .thresholdSeconds */ .Bo)(threshold, validitySeconds);
    if (lead >= validitySeconds) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("rotate-before", "is as long as `validity`: every run would rotate.", "Shorten it, or lengthen validity.");
    }
    if (checks.overlap && lead <= overlapSeconds + MARGIN) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("rotate-before", `leaves ${inDays(lead)} days, and overlap is ${inDays(overlapSeconds)} days: the old key would end before it may be retired.`, "Let rotate-before exceed overlap by more than 2 days, or lengthen validity.");
    }
    if (checks.overlap && overlapSeconds < HOUR) {
        log.warning("overlap: is less than an hour. A job that has read the old credential may still be running when it is retired.");
    }
    return {
        threshold,
        force: (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "force"),
        validitySeconds,
        overlapSeconds,
        proveTimeoutMs: duration(inputs, "prove-timeout", DEFAULT_PROVE_TIMEOUT) * 1000,
        settleSeconds: duration(inputs, "settle", DEFAULT_SETTLE),
        retireDue: (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(inputs, "retire-due", ["true", "false"]) !== "false",
        retirement: { overlapSeconds, retireInitial: (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)(inputs, "retire-initial"), retireKeyIds: keyIds },
    };
}
/** A duration, or a share of the lifetime such as `33%`. */
function parseThreshold(inputs) {
    const text = inputs.text("rotate-before") ?? "33%";
    const share = /^(\d{1,2}(?:\.\d+)?)\s*%$/.exec(text);
    if (share !== null) {
        const value = Number(share[1]) / 100;
        if (value <= 0)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("rotate-before", "is 0 %.", "Use a share such as 33%, or a duration such as 30d.");
        return { kind: "share", share: value };
    }
    if (text.endsWith("%")) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("rotate-before", "is not a share below 100 %.", "Use a share such as 33%, or a duration such as 30d.");
    }
    return { kind: "duration", seconds: (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .requireDuration */ .QF)("rotate-before", text) };
}
/** `retire-key-ids` of an application or service principal: one GUID a line (commas are fine too). */
function parseKeyIds(inputs) {
    return lines(inputs.text("retire-key-ids")).map((text) => (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .parseGuid */ .J)("retire-key-ids", text));
}
function lines(text) {
    return (text ?? "")
        .split(/[\r\n,]+/)
        .map((line) => line.trim())
        .filter((line) => line !== "");
}
function parseKeySize(inputs) {
    const size = (0,_values_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(inputs, "key-size", ["2048", "3072", "4096"]) ?? "2048";
    return Number(size);
}
/** `rotation-name`, or what the default is made of. */
function parseLineSource(inputs, environment) {
    const name = inputs.text("rotation-name");
    if (name === undefined) {
        return { kind: "by-target", repository: environment.repositoryId ?? environment.repository ?? "" };
    }
    if (!/^[A-Za-z0-9-]{1,24}$/.test(name)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("rotation-name", "is not 1 to 24 letters, digits and dashes.", "Use a name such as billing-prod.");
    }
    return { kind: "named", name };
}
/**
 * The name that stands in the marks: the user's, or 8 hex digits of a hash of repository and object.
 *
 * @param objectId of the target; where nobody may know it, its client id
 */
function lineName(source, objectId) {
    if (source.kind === "named")
        return source.name;
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${source.repository}\n${objectId}`).digest("hex").slice(0, 8);
}
/** `emergency-key-id`: refused on a schedule, where nobody is looking. */
function parseEmergencyKeyId(inputs, environment) {
    const text = inputs.text("emergency-key-id");
    if (text === undefined)
        return undefined;
    if (environment.eventName === "schedule") {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .inputError */ .X)("emergency-key-id", "is refused on the event `schedule`.", "An emergency gives up the overlap: start it by hand (workflow_dispatch) and take the input out afterwards.");
    }
    return text;
}
function duration(inputs, name, fallback) {
    const text = inputs.text(name);
    return text === undefined ? fallback : (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .requireDuration */ .QF)(name, text);
}
function inDays(seconds) {
    return String(Math.round((seconds / DAY) * 10) / 10);
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

/***/ 1075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hg: () => (/* binding */ bagsOf),
/* harmony export */   Rc: () => (/* binding */ WrongPfxPassword),
/* harmony export */   ap: () => (/* binding */ UnsupportedPfx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2329);


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
 * What it costs is counted before anything is derived, also behind the encryption.
 *
 * Throws {@link WrongPfxPassword}, {@link UnsupportedPfx}, {@link UnaffordableDerivation}, or
 * anything else for damaged bytes.
 */
async function bagsOf(pfx, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
    return new PfxReader(forge, password).read(pfx);
}
class PfxReader {
    #forge;
    #password;
    #costs = new _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .DerivationCosts */ .gI();
    #bags = { keys: [], certificates: [], friendlyNames: [], isLegacy: true };
    constructor(forge, password) {
        this.#forge = forge;
        this.#password = password;
    }
    read(pfx) {
        this.#costs.add(pfx);
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
            const opened = decrypt();
            this.#costs.add(opened);
            return this.#parse(opened);
        }
        catch (cause) {
            if (cause instanceof UnsupportedPfx || cause instanceof _derivation_cost_js__WEBPACK_IMPORTED_MODULE_1__/* .UnaffordableDerivation */ .$n)
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

/***/ 1028:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ROTATION_INPUTS: () => (/* binding */ ROTATION_INPUTS),
  rotate: () => (/* binding */ rotate),
  rotationNeeds: () => (/* binding */ rotationNeeds),
  rotationOrigins: () => (/* binding */ rotationOrigins),
  runRotation: () => (/* binding */ runRotation)
});

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/rotation/configure.ts + 2 modules
var configure = __webpack_require__(2168);
;// CONCATENATED MODULE: ./src/rotation/sink-origins.ts
/** The hosts that the sinks are reached at: none for files. */
function sinkOrigins({ targets, github, keyVault }) {
    return targets.flatMap((target) => {
        switch (target.kind) {
            case "github-secret":
            case "github-environment-secret":
                return github === undefined ? [] : [new URL(github.apiUrl)];
            case "key-vault-secret":
                return keyVault === undefined
                    ? []
                    : [new URL(keyVault.origin ?? `https://${target.vault}.${keyVault.domain}`)];
            case "file":
                return [];
        }
    });
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
        "settle",
    ],
    configure: (context) => (0,configure/* configureRotation */.j)("rotate", context),
    origins: rotationOrigins,
    run: runRotation,
};
function rotationNeeds(config) {
    if (config.kind === "key-set")
        return [permissions/* WRITE_KEY_SETS */.cz];
    return config.kind === "certificate" ? [permissions/* ROLL_KEYS */.lz] : [permissions/* WRITE_OBJECTS */.NH, permissions/* READ_OBJECTS */.Yc];
}
function rotationOrigins(config) {
    return config.kind === "key-set" ? [] : sinkOrigins(config.sinks);
}
/** The protocols are loaded when one of them runs: the single calls do without them. */
async function runRotation(config, context) {
    switch (config.kind) {
        case "certificate": {
            const [{ rotateObject }, { CertificateCredentials }] = await Promise.all([
                Promise.all(/* import() */[__webpack_require__.e(112), __webpack_require__.e(336), __webpack_require__.e(614), __webpack_require__.e(398), __webpack_require__.e(823)]).then(__webpack_require__.bind(__webpack_require__, 8823)),
                Promise.all(/* import() */[__webpack_require__.e(112), __webpack_require__.e(336), __webpack_require__.e(614), __webpack_require__.e(398), __webpack_require__.e(500)]).then(__webpack_require__.bind(__webpack_require__, 6500)),
            ]);
            return rotateObject(config, new CertificateCredentials(config, context), context);
        }
        case "password": {
            const [{ rotateObject }, { PasswordCredentials }] = await Promise.all([
                Promise.all(/* import() */[__webpack_require__.e(112), __webpack_require__.e(336), __webpack_require__.e(614), __webpack_require__.e(398), __webpack_require__.e(823)]).then(__webpack_require__.bind(__webpack_require__, 8823)),
                Promise.all(/* import() */[__webpack_require__.e(112), __webpack_require__.e(336), __webpack_require__.e(614), __webpack_require__.e(398), __webpack_require__.e(766)]).then(__webpack_require__.bind(__webpack_require__, 4766)),
            ]);
            return rotateObject(config, new PasswordCredentials(config, context), context);
        }
        case "key-set":
            return (await Promise.all(/* import() */[__webpack_require__.e(336), __webpack_require__.e(818)]).then(__webpack_require__.bind(__webpack_require__, 818))).rotateKeySet(config, context);
    }
}


/***/ }),

/***/ 2168:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ configureRotation)
});

// EXTERNAL MODULE: ./src/config/duration.ts
var duration = __webpack_require__(7840);
// EXTERNAL MODULE: ./src/config/display-name.ts
var display_name = __webpack_require__(2566);
// EXTERNAL MODULE: ./src/config/proof.ts
var config_proof = __webpack_require__(6820);
// EXTERNAL MODULE: ./src/config/rotation.ts
var rotation = __webpack_require__(6050);
// EXTERNAL MODULE: ./src/config/kid.ts
var kid = __webpack_require__(2082);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/config/characters.ts
var characters = __webpack_require__(2100);
// EXTERNAL MODULE: ./src/trim-end.ts
var trim_end = __webpack_require__(3131);
// EXTERNAL MODULE: ./src/files/temp-path.ts
var temp_path = __webpack_require__(5253);
// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __webpack_require__(3915);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
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
            throw refused(name, `is the same place as \`${(0,values/* shown */.SP)(earlier)}\``, "Name each place once.");
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
        throw malformed(name, kind, `\`${(0,values/* shown */.SP)(owner)}\` cannot be the owner of a repository`);
    }
    // A URL would take the dots for a way up.
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(repository) || /^\.\.?$/.test(repository)) {
        throw malformed(name, kind, `\`${(0,values/* shown */.SP)(repository)}\` cannot be a repository`);
    }
    if (!/^[A-Z_][A-Z0-9_]{0,254}$/i.test(secretName) || /^GITHUB_/i.test(secretName)) {
        throw refused(name, `\`${(0,values/* shown */.SP)(secretName)}\` cannot be a secret's name`, "GitHub allows letters, digits and underscores, no digit in front, and no name that begins with GITHUB_.");
    }
    const address = { name, owner, repository, secretName };
    if (kind === "github-secret")
        return { kind, ...address };
    const environment = segments.slice(2, -1).join("/");
    if (environment.trim() === "" || environment.length > 255 || /^\.\.?$/.test(environment)) {
        throw malformed(name, kind, `\`${(0,values/* shown */.SP)(environment)}\` cannot be an environment`);
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
        throw malformed(name, kind, `\`${(0,values/* shown */.SP)(vault)}\` cannot be a vault`, "A vault's name has 3 to 24 letters, digits and single dashes.");
    }
    if (!/^[0-9A-Za-z-]{1,127}$/.test(secretName)) {
        throw malformed(name, kind, `\`${(0,values/* shown */.SP)(secretName)}\` cannot be a secret's name`, "Key Vault allows 1 to 127 letters, digits and dashes.");
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
    const meant = (0,nearest/* nearest */.p)(written.toLowerCase(), KINDS);
    const forms = KINDS.map((kind) => `${kind}:${FORMS[kind]}`).join(", ");
    return refused(name, colon < 0 ? "names no kind of sink" : `\`${(0,values/* shown */.SP)(written)}\` is no kind of sink`, `Write one of ${forms}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
}
function malformed(name, kind, problem, remedy) {
    return refused(name, problem, `${remedy === undefined ? "" : `${remedy} `}Write ${kind}:${FORMS[kind]}.`);
}
function refused(name, problem, remedy) {
    return (0,errors/* inputError */.X)("deliver-to", `\`${(0,values/* shown */.SP)(name)}\`: ${problem}.`, remedy);
}

;// CONCATENATED MODULE: ./src/config/sink-settings.ts





const DEFAULT_API_URL = "https://api.github.com";
/** Refuses what no sink could work with. An empty `deliver-to` gives no targets: the caller decides. */
function parseSinkSettings(given) {
    const targets = parseDeliverTo(given.deliverTo ?? "", given.tempDirectory);
    if (given.githubToken === undefined)
        refuseGitHubSinks(targets);
    else
        (0,characters/* refuseNonTokenCharacters */.z)("github-token", given.githubToken);
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
        throw (0,errors/* inputError */.X)("github-api-url", "holds a user name, a password, a query or a fragment.", "Give the address alone, such as https://api.github.com.");
    }
    return `${url.origin}${(0,trim_end/* trimEndOf */.f)(url.pathname, "/")}`;
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
    const origin = (0,values/* parseOrigin */.ef)("key-vault-url", given.keyVaultUrl);
    const { hostname } = new URL(origin);
    return {
        signIn,
        authorityOrigin: endpoints.authorityOrigin,
        // Of an unknown cloud, the vault's own host tells: what follows the vault's name.
        domain: keyVaultDomain ?? hostname.slice(hostname.indexOf(".") + 1),
        origin,
    };
}

// EXTERNAL MODULE: ./src/config/target.ts + 1 modules
var config_target = __webpack_require__(2071);
// EXTERNAL MODULE: ./src/config/uploaded-secret.ts
var uploaded_secret = __webpack_require__(4937);
// EXTERNAL MODULE: ./src/inputs/inputs.ts
var inputs_inputs = __webpack_require__(8028);
// EXTERNAL MODULE: ./src/material/certificate.ts
var certificate = __webpack_require__(5798);
// EXTERNAL MODULE: ./src/material/key-pair.ts
var key_pair = __webpack_require__(3207);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/rotation/delivered-credential.ts + 2 modules
var delivered_credential = __webpack_require__(8968);
;// CONCATENATED MODULE: ./src/rotation/configure.ts















const DAY = 86_400;
/** A verifier caches a key set's public keys for a day (docs/design.md, "Retry classes"). */
const SIGNING_LEAD = 25 * 3_600;
/** All three kinds of rotation, told apart by the target and by `credential`. */
async function configureRotation(operation, context) {
    const { inputs } = context;
    if (operation === "retire" && inputs.has("emergency-key-id")) {
        throw (0,errors/* inputError */.X)("emergency-key-id", "is not used by retire, which makes no successor: the leaked key would stay.", "Use `operation: rotate`.", "input-conflict");
    }
    if (inputs.has("key-set-id"))
        return configureKeySet(operation, context);
    const kind = (0,values/* oneOf */.yL)(inputs, "credential", ["certificate", "password"]) ?? "certificate";
    return kind === "certificate"
        ? configureCertificate(operation, context)
        : configurePassword(operation, context);
}
async function configureCertificate(operation, context) {
    const { inputs, signIn, masker, nowMs, log } = context;
    const common = commonOf(operation, context);
    const proof = await (0,config_proof/* parseProof */.k)(inputs, signIn, masker, nowMs, log);
    const given = await givenPair(context);
    if (operation === "rotate" && common.sinks.targets.length === 0 && given === undefined) {
        throw (0,inputs_inputs/* missing */.L)("deliver-to", "The new certificate is made here and exists nowhere else: name where it goes, or give your own new pair as `certificate`.");
    }
    return {
        kind: "certificate",
        ...common,
        proof,
        carried: await carriedState(inputs),
        keySize: (0,rotation/* parseKeySize */.G9)(inputs),
        given,
        deliverAs: deliveredForm(inputs),
    };
}
function configurePassword(operation, context) {
    const { inputs } = context;
    const common = commonOf(operation, context);
    const currentSecret = currentSecretOf(inputs, context.signIn, common.target.appId);
    if (operation === "rotate" && common.sinks.targets.length === 0) {
        throw (0,inputs_inputs/* missing */.L)("deliver-to", "The new password exists nowhere else: name where it goes.");
    }
    return Promise.resolve({ kind: "password", ...common, currentSecret });
}
function commonOf(operation, context) {
    const { inputs, environment, endpoints, signIn, log } = context;
    const target = (0,config_target/* parseObjectTarget */.MM)(inputs, signIn.clientId);
    const emergency = (0,rotation/* parseEmergencyKeyId */.fx)(inputs, environment);
    if (signIn.tenantId === undefined) {
        throw (0,inputs_inputs/* missing */.L)("tenant-id", "A new credential is proved by signing in with it: name the tenant.");
    }
    return {
        operation,
        target,
        signIn,
        endpoints,
        environment,
        tenantId: signIn.tenantId,
        line: (0,rotation/* parseLineSource */.FF)(inputs, environment),
        rules: requireTimeToSettle(inputs, (0,rotation/* parseRotationRules */.Ni)(inputs, (0,rotation/* parseKeyIds */.ll)(inputs), log)),
        displayName: (0,display_name/* parseDisplayName */.f)(inputs) ?? (0,display_name/* defaultDisplayName */.z)(environment),
        emergencyKeyId: emergency === undefined ? undefined : (0,values/* parseGuid */.J)("emergency-key-id", emergency),
        sinks: parseSinkSettings({
            deliverTo: inputs.text("deliver-to"),
            githubToken: inputs.secret("github-token"),
            githubApiUrl: inputs.text("github-api-url") ?? environment.apiUrl,
            keyVaultUrl: inputs.text("key-vault-url"),
            tempDirectory: environment.tempDirectory,
            signIn,
            endpoints,
        }),
        dryRun: (0,values/* flag */.Jt)(inputs, "dry-run"),
    };
}
/** A run that could only add a key, and would then have no time left to deliver it, leaves one behind every night. */
function requireTimeToSettle(inputs, rules) {
    const budget = (0,duration/* requireDuration */.QF)("timeout", inputs.text("timeout") ?? "25m");
    if (rules.settleSeconds < budget)
        return rules;
    throw (0,errors/* inputError */.X)("settle", "is as long as the run's time (timeout): nothing would ever be delivered.", "Shorten settle, or give the run a longer `timeout`.");
}
/** The user's own new pair: it is proved by signing in, so its private key is needed. */
async function givenPair({ inputs, masker, nowMs, log }) {
    const text = inputs.secret("certificate");
    if (text === undefined)
        return undefined;
    const { pair, warnings } = await (0,key_pair/* openKeyPair */.E)({
        name: "certificate",
        text,
        passwordName: "certificate-password",
        password: inputs.secret("certificate-password"),
    }, masker);
    for (const warning of warnings)
        log.warning(warning);
    (0,certificate/* assertValidNow */.Zi)("certificate", pair.certificate, nowMs);
    return pair;
}
/** From the text that is the current credential: the one that signs the proof. */
async function carriedState(inputs) {
    const own = inputs.secret("proof-certificate");
    const text = own ?? inputs.secret("client-certificate");
    if (text === undefined)
        return undefined;
    return (0,delivered_credential/* readDelivered */.h)((0,secret/* reveal */._c)(text), inputs.secret(own === undefined ? "client-certificate-password" : "proof-certificate-password"));
}
function deliveredForm(inputs) {
    if ((0,values/* oneOf */.yL)(inputs, "deliver-as", ["pem", "pfx"]) !== "pfx")
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
    throw (0,inputs_inputs/* missing */.L)("current-secret", "Give the secret that is delivered today: it tells which password is the current one.");
}
function configureKeySet(operation, context) {
    const { inputs, environment, endpoints, log, masker } = context;
    const target = (0,config_target/* parseKeySetTarget */.CS)(inputs, endpoints, log);
    if (inputs.has("deliver-to")) {
        throw (0,errors/* inputError */.X)("deliver-to", "is not used with a key set: its keys never leave the service.", "Remove it.", "input-conflict");
    }
    const keyUse = operation === "rotate" ? (0,values/* requireOneOf */.h_)(inputs, "key-use", ["sig", "enc"]) : undefined;
    const given = inputs.has("secret");
    const leadText = inputs.text("lead");
    return Promise.resolve({
        kind: "key-set",
        operation,
        target,
        rules: (0,rotation/* parseRotationRules */.Ni)(inputs, (0,rotation/* lines */.Mn)(inputs.text("retire-key-ids")), log, { overlap: false }),
        keyUse,
        source: given
            ? {
                kind: "secret",
                secret: (0,uploaded_secret/* parseUploadedSecret */.u)("secret", inputs.requireSecret("secret", "Give the text to upload."), log, masker),
            }
            : {
                kind: "generate",
                keyType: operation === "rotate" ? (0,values/* requireOneOf */.h_)(inputs, "key-type", ["RSA", "OCT"]) : "RSA",
            },
        leadSeconds: leadText === undefined ? (keyUse !== "enc" && !given ? SIGNING_LEAD : 0) : requireLead(leadText),
        emergencyKeyId: parseLeakedKid(inputs, environment),
        createKeySet: (0,values/* flag */.Jt)(inputs, "create-key-set"),
        dryRun: (0,values/* flag */.Jt)(inputs, "dry-run"),
    });
}
function parseLeakedKid(inputs, environment) {
    const text = (0,rotation/* parseEmergencyKeyId */.fx)(inputs, environment);
    return text === undefined ? undefined : (0,kid/* parseKid */.E)("emergency-key-id", text);
}
function requireLead(text) {
    const seconds = (0,duration/* requireDuration */.QF)("lead", text);
    if (seconds > 365 * DAY)
        throw (0,errors/* inputError */.X)("lead", "is more than a year.", "Use a day or two, such as 25h.");
    return seconds;
}


/***/ }),

/***/ 8968:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ readDelivered),
  K: () => (/* binding */ writeDelivered)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/material/pem.ts + 1 modules
var pem = __webpack_require__(2851);
// EXTERNAL MODULE: ./src/material/pfx-bags.ts
var pfx_bags = __webpack_require__(1075);
// EXTERNAL MODULE: ./src/material/text.ts
var material_text = __webpack_require__(3478);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/foreign-time.ts
var foreign_time = __webpack_require__(4173);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
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
    return checkedState(values.get("line"), values.get("number"), values.get("key-id"), values.get("previous-key-id"), (0,foreign_time/* foreignDateTime */.Eo)(values.get("delivered-at")));
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
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
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
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
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
    return `${state === undefined ? "" : `${writeState(state)}\n`}${key}${[certificate, ...chain].map((one) => one.toString()).join("")}`;
}
/** The state in what a PFX has room for: the name that tools show beside the key. */
function friendlyName(state) {
    if (state === undefined)
        return "keyroll";
    const { line, number, keyId, previousKeyId, deliveredAt } = state;
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
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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


/***/ })

};
