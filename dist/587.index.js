export const id = 587;
export const ids = [587];
export const modules = {

/***/ 8587:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   retire: () => (/* binding */ retire)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(331);
/* harmony import */ var _rotation_configure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2168);
/* harmony import */ var _rotate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1028);



/** The later half of a rotation alone: retires what is due, and makes nothing. */
const retire = {
    name: "retire",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLL_KEYS */ .lz,
    needsOf: _rotate_js__WEBPACK_IMPORTED_MODULE_2__.rotationNeeds,
    inputs: _rotate_js__WEBPACK_IMPORTED_MODULE_2__.ROTATION_INPUTS,
    configure: (context) => (0,_rotation_configure_js__WEBPACK_IMPORTED_MODULE_1__/* .configureRotation */ .j)("retire", context),
    run: _rotate_js__WEBPACK_IMPORTED_MODULE_2__.runRotation,
};


/***/ })

};
