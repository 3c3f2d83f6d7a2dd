export const id = 71;
export const ids = [71];
export const modules = {

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

/***/ 9071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openPfx: () => (/* binding */ openPfx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1692);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_tls__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5798);
/* harmony import */ var _derivation_cost_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2329);
/* harmony import */ var _password_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3784);
/* harmony import */ var _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6566);







/**
 * Reads a PKCS#12 file: PBES2 with AES or 3DES, PBE-SHA1-3DES, RC2-40, or unencrypted; with or
 * without MAC; passwords in any script. Not readable: public-key protected files, RC4, RC2-128.
 *
 * OpenSSL verifies MAC and password first, because only it knows every MAC (PBMAC1 too); the
 * structure is then read without looking at the MAC again. `undefined` and "" are both tried as
 * "no password", which PKCS#12 tells apart.
 *
 * Throws `key-material-invalid`: under `passwordName` for a wrong or missing password.
 */
async function openPfx(input, pfx, passwordName, password) {
    // First of all: it counts what the file will cost, which OpenSSL does not. What it cannot follow
    // is not handed to OpenSSL, because nobody would have counted what stands behind it.
    const read = await (0,_pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .bagsOf */ .Hg)(pfx, password ?? "").catch((cause) => ({ cause }));
    if ("cause" in read && read.cause instanceof _derivation_cost_js__WEBPACK_IMPORTED_MODULE_3__/* .UnaffordableDerivation */ .$n)
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .unaffordable */ .wP)(input, "the PFX", read.cause);
    if ("cause" in read && read.cause instanceof _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .UnsupportedPfx */ .ap) {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, `the PFX uses ${read.cause.message}, which is not supported.`, "Re-export: `openssl pkcs12 -legacy -in a.pfx -nodes | openssl pkcs12 -export -out b.pfx`.");
    }
    if (passwordRefused(pfx, password))
        throw wrong(input, pfx, passwordName, password);
    if ("cause" in read) {
        // A file without MAC, or one that OpenSSL could not try (RC2-40), first fails here.
        if (read.cause instanceof _pfx_bags_js__WEBPACK_IMPORTED_MODULE_5__/* .WrongPfxPassword */ .Rc)
            throw wrong(input, pfx, passwordName, password);
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, `the PFX is damaged: its ${String(pfx.length)} bytes begin like PKCS#12 and do not go on so.`, _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .storeUnchanged */ .nk);
    }
    return {
        privateKeys: read.keys.map((der) => keyOf(input, der)),
        certificates: read.certificates.map((der) => (0,_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .readCertificate */ .w$)(input, der)),
    };
}
function passwordRefused(pfx, passphrase) {
    try {
        (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.createSecureContext)(passphrase === undefined ? { pfx } : { pfx, passphrase });
        return false;
    }
    catch (cause) {
        // Only these two speak of the password. Everything else (no key in it, a weak key, a
        // certificate of another key, RC2) comes after the MAC was found right.
        const text = cause instanceof Error ? cause.message : "";
        return text.includes("mac verify failure") || text.includes("bad decrypt");
    }
}
function wrong(input, pfx, passwordName, password) {
    return (0,_password_js__WEBPACK_IMPORTED_MODULE_4__/* .wrongPassword */ .l)(passwordName, password, `the PFX in \`${input}\``, (candidate) => !passwordRefused(pfx, candidate));
}
function keyOf(input, der) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: der, format: "der", type: "pkcs8" });
    }
    catch {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .problem */ .CC)(input, "the private key in the PFX is damaged.", _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .storeUnchanged */ .nk);
    }
}


/***/ })

};
