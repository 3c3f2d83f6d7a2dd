export const id = 271;
export const ids = [271];
export const modules = {

/***/ 5994:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ openPublicCertificate)
/* harmony export */ });
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(793);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5798);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3827);
/* harmony import */ var _private_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4152);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6566);





/**
 * The certificate to upload: PEM, base64 DER, or base64 PFX. A private key that comes along is
 * masked and only used to choose the right certificate; an encrypted PEM key without password
 * is left alone.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password of a PFX, not RSA, below
 * 2048 bits, only a private key, several certificates and no key to choose by) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPublicCertificate(input, masker) {
    const found = await (0,_contents_js__WEBPACK_IMPORTED_MODULE_2__/* .openMaterial */ .s)(input, masker, "optional");
    const { certificate, warnings } = choose(input, found);
    const tooLarge = (0,_private_key_js__WEBPACK_IMPORTED_MODULE_3__/* .assertRsa */ .rO)(input.name, certificate.publicKey);
    return {
        certificate: {
            certificate,
            thumbprint: (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .thumbprintOf */ .rK)(certificate),
            pfx: found.pfx === undefined ? undefined : new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh(found.pfx.toString("base64"), input.name),
            privateKey: found.privateKey,
        },
        warnings: [...found.warnings, ...warnings, ...tooLarge],
    };
}
function choose({ name, passwordName }, { certificates, privateKey, lockedKey }) {
    const [certificate, second] = certificates;
    if (certificate === undefined) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, "holds a PRIVATE KEY and no certificate.", "Give the public certificate (BEGIN CERTIFICATE) that was issued for this key; the key is not needed here.");
    }
    if (privateKey !== undefined)
        return (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .certificateOfKey */ .CA)(name, privateKey, certificates);
    if (second === undefined)
        return { certificate, warnings: [] };
    throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .problem */ .CC)(name, `${String(certificates.length)} certificates and no private key to choose by: ${(0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .subjects */ .yo)(certificates)}.`, lockedKey
        ? `Give only the one to upload, or set \`${passwordName}\` so that its key can be read.`
        : "Give only the one to upload.");
}


/***/ }),

/***/ 271:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadCertificate: () => (/* binding */ uploadCertificate)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3750);
/* harmony import */ var _material_certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);
/* harmony import */ var _material_public_certificate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5994);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(331);
/* harmony import */ var _add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1680);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4462);







/** Puts a public certificate into a key set: `POST /beta/trustFramework/keySets/{id}/uploadCertificate`. */
const uploadCertificate = {
    name: "upload-certificate",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_4__/* .WRITE_KEY_SETS */ .cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_6__/* .requireKeySets */ .K1)(endpoints);
        const target = (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, log);
        const { certificate, warnings } = await (0,_material_public_certificate_js__WEBPACK_IMPORTED_MODULE_3__/* .openPublicCertificate */ .h)({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give the certificate: PEM, base64 DER, or base64 PFX."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,_material_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .assertNotExpired */ .Hj)("certificate", certificate.certificate, nowMs);
        if (certificate.privateKey !== undefined) {
            log.notice("certificate: holds a private key, which is not sent. A key that signs or decrypts is uploaded with upload-pkcs12.");
        }
        return {
            operation: "upload-certificate",
            target,
            certificate,
            createKeySet: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "create-key-set"),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { certificate, thumbprint } = config.certificate;
        return (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__/* .addToKeySet */ .O)({
            ...config,
            done: `Uploaded certificate ${thumbprint}`,
            would: `upload certificate ${thumbprint}`,
            action: "uploadCertificate",
            // Standard base64 with padding, of the whole certificate.
            body: { key: certificate.raw.toString("base64") },
            fingerprint: (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_5__/* .certificateFingerprint */ .g)(certificate),
            readsFirst: true,
        }, context);
    },
};


/***/ })

};
