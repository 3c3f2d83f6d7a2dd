export const id = 804;
export const ids = [804];
export const modules = {

/***/ 9804:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   disableKey: () => (/* binding */ disableKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8893);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(331);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4462);
/* harmony import */ var _set_key_status_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7734);





/** Takes a key out of use: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
const disableKey = {
    name: "disable-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .WRITE_KEY_SETS */ .cz,
    inputs: _set_key_status_js__WEBPACK_IMPORTED_MODULE_4__/* .KEY_STATUS_INPUTS */ .lq,
    configure: (context) => Promise.resolve({ operation: "disable-key", ...(0,_set_key_status_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKeyStatus */ .lQ)(context) }),
    run: (config, context) => (0,_set_key_status_js__WEBPACK_IMPORTED_MODULE_4__/* .setKeyStatus */ .wj)(config, "disabled", (set, key) => checkWhatIsLeft(set, key, context), context),
};
/**
 * A set without a usable key makes every policy fail that refers to it, so the last one stays.
 * A key that is of no use now (expired, not begun) may go in any case.
 */
async function checkWhatIsLeft(set, key, { graph, urls, log }) {
    const nowMs = graph.network.serviceClock.now();
    const isUsable = (one) => (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_3__/* .keyState */ .hs)(one, nowMs) === "usable";
    if (!isUsable(key))
        return undefined;
    const others = set.keys.filter((one) => one.kid !== key.kid);
    if (!others.some(isUsable))
        throw lastUsable(set, key, others, nowMs);
    const active = await (0,_graph_key_sets_js__WEBPACK_IMPORTED_MODULE_1__/* .readActiveKey */ .Wt)(graph, urls, set.id);
    if (active?.kid !== key.kid)
        return undefined;
    const remark = `Key ${key.kid} is the ACTIVE key of key set ${set.id}: policies switch to another key at once. What they signed or encrypted with this one may be refused, and who has cached the old public keys may refuse the new signatures.`;
    log.warning(remark);
    return remark;
}
function lastUsable(set, key, others, nowMs) {
    const states = others.slice(0, 5).map((one) => `${one.kid} (${(0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_3__/* .keyState */ .hs)(one, nowMs)})`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "last-key",
        blame: "input",
        what: `key-id: ${key.kid} is the only key of key set ${set.id} that can be used now, and was not disabled.`,
        why: `Every policy that refers to the key set would fail. ${others.length === 0 ? "It has no other key." : `Its other keys: ${states.join(", ")}.`}`,
        remedy: "Add a key that is valid now (generate-key, upload-secret, upload-pkcs12) or enable one (enable-key), then disable this one.",
    });
}


/***/ })

};
