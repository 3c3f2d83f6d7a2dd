export const id = 389;
export const ids = [389];
export const modules = {

/***/ 2389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   enableKey: () => (/* binding */ enableKey)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(331);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4462);
/* harmony import */ var _set_key_status_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7734);



/** Lets policies use a key again: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
const enableKey = {
    name: "enable-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .WRITE_KEY_SETS */ .cz,
    inputs: _set_key_status_js__WEBPACK_IMPORTED_MODULE_2__/* .KEY_STATUS_INPUTS */ .lq,
    configure: (context) => Promise.resolve({ operation: "enable-key", ...(0,_set_key_status_js__WEBPACK_IMPORTED_MODULE_2__/* .parseKeyStatus */ .lQ)(context) }),
    run(config, context) {
        const { graph, log } = context;
        return (0,_set_key_status_js__WEBPACK_IMPORTED_MODULE_2__/* .setKeyStatus */ .wj)(config, "enabled", (_, key) => {
            const state = (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_1__/* .keyState */ .hs)({ ...key, status: "enabled" }, graph.network.serviceClock.now());
            if (state === "usable")
                return Promise.resolve(undefined);
            const remark = `Key ${key.kid} is ${state}: policies do not use it, enabled or not.`;
            log.warning(remark);
            return Promise.resolve(remark);
        }, context);
    },
};


/***/ })

};
