export const id = 668;
export const ids = [668];
export const modules = {

/***/ 3668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removePassword: () => (/* binding */ removePassword)
/* harmony export */ });
/* harmony import */ var _config_key_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3395);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3750);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1828);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(331);
/* harmony import */ var _object_access_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8614);







/**
 * Removes a client secret from an application or service principal: `POST /v1.0/…/removePassword`.
 *
 * Unlike the last key, the last secret may go: most applications do well without any, and
 * one that has neither can be given a new secret by whoever removed the old one.
 */
const removePassword = {
    name: "remove-password",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .WRITE_OBJECTS */ .NH,
    inputs: [..._config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .OBJECT_INPUTS */ .uF, "key-id", "dry-run"],
    configure({ inputs, signIn }) {
        return Promise.resolve({
            operation: "remove-password",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObjectTarget */ .MM)(inputs, signIn.clientId),
            keyId: (0,_config_key_id_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCredentialKeyId */ .P)(inputs),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)(inputs, "dry-run"),
        });
    },
    async run(config, context) {
        const { graph, urls, log } = context;
        const { target, keyId } = config;
        const where = (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .describeTarget */ .ff)(target);
        const object = await (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .lookForCredential */ .EZ)(target, ({ passwordCredentials }) => passwordCredentials.some((each) => each.keyId === keyId), context);
        const password = object?.passwordCredentials.find((each) => each.keyId === keyId);
        const key = { keyId, notBefore: password?.notBefore, expiresOn: password?.expiresOn };
        if (object === undefined) {
            log.notice("The caller may not read the object: what key-id names was not looked at.");
        }
        else {
            refuseCertificates(object, keyId, where);
            if (password === undefined) {
                return {
                    operation: config.operation,
                    headline: `Nothing to remove: ${where} has no client secret ${keyId}.`,
                    changed: false,
                    key,
                };
            }
            warnOfLastCredential(object, password, where, context);
        }
        if (config.dryRun) {
            return {
                operation: config.operation,
                headline: `Would remove client secret ${keyId} from ${where}.`,
                changed: false,
                planned: [{ method: "POST", url: urls.object(target, "removePassword"), body: { keyId } }],
                key,
            };
        }
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .removePassword */ .ER)(graph, urls, {
            target,
            keyId,
            doing: `remove client secret ${keyId} from ${where}`,
            readable: object !== undefined,
            explain: (refused) => (0,_object_access_js__WEBPACK_IMPORTED_MODULE_6__/* .explainObjectRefusal */ .Bc)(refused, target, undefined, context),
        });
        return {
            operation: config.operation,
            headline: `Removed client secret ${keyId} from ${where}.`,
            changed: true,
            key,
        };
    },
};
/** A certificate's id; also the password of a stored PFX, which bears the id of its certificate. */
function refuseCertificates(object, keyId, where) {
    if (!object.keyCredentials.some((each) => each.keyId === keyId))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .inputError */ .X)("key-id", `is a certificate of ${where}, not a client secret.`, "Use operation remove-key.");
}
function warnOfLastCredential(object, password, where, { graph, log }) {
    const nowMs = graph.network.serviceClock.now();
    const isValid = ({ notBefore, expiresOn }) => (notBefore ?? 0) * 1000 <= nowMs && (expiresOn ?? Infinity) * 1000 > nowMs;
    const others = [
        ...object.keyCredentials,
        ...object.passwordCredentials.filter((each) => each.keyId !== password.keyId),
    ];
    if (!isValid(password) || others.some(isValid))
        return;
    log.warning(`Client secret ${password.keyId ?? ""} is the last valid credential of ${where}: without a federated credential, nobody can sign in with it any more.`);
}


/***/ })

};
