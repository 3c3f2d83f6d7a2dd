export const id = 924;
export const ids = [924];
export const modules = {

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

/***/ 924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openFile: () => (/* binding */ openFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _files_secret_output_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8648);
/* harmony import */ var _files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5253);
/* harmony import */ var _sink_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9525);







function openFile(target) {
    return new FileSink(target);
}
/** A file for the later steps of this job: gone with the job, so nobody can be said to use it. */
class FileSink {
    name;
    kind = "hand-over";
    readBy = "job";
    #place;
    constructor({ name, place }) {
        this.name = name;
        this.#place = place;
    }
    inspect() {
        return new Promise((resolve) => {
            this.#assertUsable();
            resolve({ changedAt: undefined });
        });
    }
    /** Written beside its place and moved there: whoever looks finds the old text or the new one, whole. */
    deliver(credential) {
        return new Promise((resolve) => {
            try {
                this.#assertUsable();
                this.#replace(credential);
            }
            catch (error) {
                // The move is the last thing that happens, and it happens or not.
                if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .l)
                    throw new _sink_js__WEBPACK_IMPORTED_MODULE_6__/* .DeliveryFailed */ ._("refused", error);
                throw error;
            }
            resolve({ deliveredAt: undefined, detail: "written" });
        });
    }
    #assertUsable() {
        (0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .assertPlainFolders */ .i9)(this.#place);
        const { input, path } = this.#place;
        const there = (0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .statOf */ ._N)(this.#place);
        if (there?.isFile() === false) {
            const what = there.isSymbolicLink() ? "is a symbolic link" : "is not a regular file";
            throw (0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .unusable */ ._P)(input, `\`${this.name}\` ${what}.`, "Name a file, or one that is not there yet.");
        }
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.X_OK);
        }
        catch (error) {
            throw (0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .unusable */ ._P)(input, `\`${this.name}\`: nothing can be made in its folder (${(0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .codeOf */ .$N)(error)}).`, "Check the folder's rights.", error);
        }
    }
    #replace(credential) {
        const { input, path } = this.#place;
        const beside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), `.${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path)}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString("hex")}`);
        new _files_secret_output_file_js__WEBPACK_IMPORTED_MODULE_4__/* .SecretOutputFile */ .o({ ...this.#place, path: beside }).fill(credential);
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)(beside, path);
        }
        catch (error) {
            removeQuietly(beside);
            throw (0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .unusable */ ._P)(input, `\`${this.name}\` cannot be replaced (${(0,_files_temp_path_js__WEBPACK_IMPORTED_MODULE_5__/* .codeOf */ .$N)(error)}).`, "Check the folder's rights, and that nothing else has the file open.", error);
        }
    }
}
/** What stays lies in RUNNER_TEMP, readable by its owner only: the failure before counts more. */
function removeQuietly(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.unlinkSync)(path);
    }
    catch {
        // See above.
    }
}


/***/ })

};
