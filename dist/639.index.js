export const id = 639;
export const ids = [639];
export const modules = {

/***/ 7639:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uploadPkcs12: () => (/* binding */ uploadPkcs12)
});

// EXTERNAL MODULE: ./src/config/target.ts + 1 modules
var config_target = __webpack_require__(2071);
// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
// EXTERNAL MODULE: ./src/material/certificate.ts
var certificate = __webpack_require__(5798);
// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/material/contents.ts
var contents = __webpack_require__(3827);
// EXTERNAL MODULE: ./src/material/key-pair.ts
var key_pair = __webpack_require__(3207);
// EXTERNAL MODULE: ./src/material/pfx-bags.ts
var pfx_bags = __webpack_require__(1075);
// EXTERNAL MODULE: ./src/material/pfx.ts
var material_pfx = __webpack_require__(9071);
// EXTERNAL MODULE: ./src/material/problem.ts
var problem = __webpack_require__(6566);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/material/repack.ts

/** As Windows and OpenSSL choose for this old form. */
const ITERATIONS = 2048;
const SALT_BYTES = 8;
const MAC_KEY_BYTES = 20;
/**
 * Writes a PKCS#12 file in the form that readers from before AES open: PBE-SHA1-3DES for key and
 * certificates, MAC with SHA-1. All in memory and in JavaScript: OpenSSL 3 has no writer in Node.
 *
 * The certificates stay the bytes that they are. node-forge's own `toPkcs12Asn1` would parse
 * them and write them anew, and refuses an EC certificate anywhere in the chain.
 */
async function packLegacyPfx(parts, password) {
    // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
    const { default: forge } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.t.bind(__webpack_require__, 8542, 23));
    return new LegacyPfxWriter(forge, password).write(parts);
}
class LegacyPfxWriter {
    #forge;
    #oids;
    #password;
    constructor(forge, password) {
        this.#forge = forge;
        this.#oids = forge.pki.oids;
        this.#password = password;
    }
    write({ privateKey, certificate, chain, friendlyName }) {
        const attributes = this.#attributes(certificate, friendlyName);
        const key = privateKey.export({ type: "pkcs8", format: "der" });
        const keyBag = this.#bag("pkcs8ShroudedKeyBag", this.#encrypt(this.#parse(key)), attributes);
        const certificates = this.#sequence(this.#certificateBag(certificate, attributes), ...chain.map((one) => this.#certificateBag(one)));
        const safe = this.#sequence(this.#encryptedData(certificates), this.#data(this.#der(this.#sequence(keyBag))));
        const content = this.#der(safe);
        const file = this.#sequence(this.#integer(3), this.#data(content), this.#mac(content));
        return Buffer.from(this.#der(file), "latin1");
    }
    /** Binds key and certificate to each other: some readers go by nothing else. */
    #attributes(certificate, friendlyName) {
        const { asn1 } = this.#forge;
        const id = (0,external_node_crypto_.createHash)("sha1").update(certificate.raw).digest().toString("latin1");
        const name = friendlyName === undefined
            ? []
            : [this.#attribute("friendlyName", this.#primitive(asn1.Type.BMPSTRING, friendlyName))];
        return this.#set(this.#attribute("localKeyId", this.#octets(id)), ...name);
    }
    #attribute(type, value) {
        return this.#sequence(this.#oid(type), this.#set(value));
    }
    #certificateBag(certificate, attributes) {
        const value = this.#sequence(this.#oid("x509Certificate"), this.#tagged(this.#octets(certificate.raw.toString("latin1"))));
        return this.#bag("certBag", value, attributes);
    }
    #bag(type, value, attributes) {
        const rest = attributes === undefined ? [] : [attributes];
        return this.#sequence(this.#oid(type), this.#tagged(value), ...rest);
    }
    #data(content) {
        return this.#sequence(this.#oid("data"), this.#tagged(this.#octets(content)));
    }
    #encryptedData(content) {
        const { asn1 } = this.#forge;
        const [algorithm, ciphertext] = this.#encrypt(content).value;
        if (algorithm === undefined || ciphertext === undefined)
            throw new TypeError("no EncryptedPrivateKeyInfo");
        const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, ciphertext.value);
        return this.#sequence(this.#oid("encryptedData"), this.#tagged(this.#sequence(this.#integer(0), this.#sequence(this.#oid("data"), algorithm, implicit))));
    }
    /** EncryptedPrivateKeyInfo, whatever the content: algorithm and ciphertext. */
    #encrypt(content) {
        return this.#forge.pki.encryptPrivateKeyInfo(content, this.#password, {
            algorithm: "3des",
            count: ITERATIONS,
            saltSize: SALT_BYTES,
        });
    }
    #mac(content) {
        const { asn1, hmac, random, util } = this.#forge;
        const salt = random.getBytesSync(SALT_BYTES);
        // Not in @types/node-forge.
        const derivation = this.#forge.pkcs12;
        const purposeMac = 3;
        const key = derivation.generateKey(this.#password, util.createBuffer(salt), purposeMac, ITERATIONS, MAC_KEY_BYTES);
        const digest = hmac.create();
        digest.start("sha1", key);
        digest.update(content);
        const algorithm = this.#sequence(this.#oid("sha1"), this.#primitive(asn1.Type.NULL, ""));
        return this.#sequence(this.#sequence(algorithm, this.#octets(digest.digest().getBytes())), this.#octets(salt), this.#integer(ITERATIONS));
    }
    #sequence(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
    }
    #set(...values) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, values);
    }
    /** `[0]`, which forge's types know as the universal tag of that number. */
    #tagged(value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
    }
    #primitive(type, value) {
        const { asn1 } = this.#forge;
        return asn1.create(asn1.Class.UNIVERSAL, type, false, value);
    }
    #octets(value) {
        return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, value);
    }
    #integer(value) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes());
    }
    #oid(name) {
        const { asn1 } = this.#forge;
        return this.#primitive(asn1.Type.OID, asn1.oidToDer(this.#oids[name] ?? "").getBytes());
    }
    #parse(der) {
        return this.#forge.asn1.fromDer(der.toString("latin1"));
    }
    #der(value) {
        return this.#forge.asn1.toDer(value).getBytes();
    }
}

;// CONCATENATED MODULE: ./src/material/pkcs12.ts







/**
 * Opens the PFX to upload, whose private key goes along. Where it uses what Azure AD B2C cannot
 * read (AES, a MAC other than SHA-1; the service then says that the password is wrong) it is
 * re-packed in memory under the same password; what the service reads is kept byte for byte.
 *
 * Throws `input-missing`, `key-material-invalid` (no PFX, password, no key, not RSA, …) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
async function openPkcs12(input, masker) {
    const { name } = input;
    const found = await (0,contents/* openMaterial */.s)(input, masker, "optional");
    if (found.pfx === undefined) {
        throw (0,problem/* problem */.CC)(name, "must be a PFX here, and this is none.", "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`. For a public certificate alone use upload-certificate.");
    }
    const { pair, warnings } = (0,key_pair/* pairOf */.c)(name, found);
    const password = input.password === undefined ? "" : (0,secret/* reveal */._c)(input.password);
    const { isLegacy, friendlyNames } = await (0,pfx_bags/* bagsOf */.Hg)(found.pfx, password);
    const [friendlyName] = friendlyNames;
    const pfx = isLegacy ? found.pfx : await packLegacyPfx({ ...pair, friendlyName }, password);
    if (!isLegacy) {
        masker.bytes(pfx);
        await verify(input, pfx, password, pair);
    }
    return {
        pkcs12: {
            pair,
            pfx: new secret/* Secret */.zh(pfx.toString("base64"), name),
            password: new secret/* Secret */.zh(password, input.passwordName),
            repacked: !isLegacy,
        },
        warnings,
    };
}
/** Opens the new file as anybody would, OpenSSL's check of MAC and password included, before it is sent. */
async function verify({ name, passwordName }, pfx, password, pair) {
    const { privateKeys, certificates } = await (0,material_pfx/* openPfx */.B)(name, pfx, passwordName, password);
    const wanted = [pair.certificate, ...pair.chain];
    const same = privateKeys.length === 1 &&
        privateKeys[0]?.equals(pair.privateKey) === true &&
        certificates.length === wanted.length &&
        certificates.every((one, index) => one.raw.equals(wanted[index]?.raw ?? Buffer.alloc(0)));
    if (same)
        return;
    throw (0,problem/* problem */.CC)(name, "the PFX could not be re-packed with 3DES: the result was not the same key and certificates.", "This is a defect of this action: report it. Meanwhile export the PFX with `openssl pkcs12 -export -legacy`.");
}

// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/operations/add-to-key-set.ts
var add_to_key_set = __webpack_require__(1680);
// EXTERNAL MODULE: ./src/operations/key-set-support.ts
var key_set_support = __webpack_require__(4462);
;// CONCATENATED MODULE: ./src/operations/upload-pkcs12.ts







/** Puts a certificate with its private key into a key set: `POST /beta/trustFramework/keySets/{id}/uploadPkcs12`. */
const uploadPkcs12 = {
    name: "upload-pkcs12",
    needs: permissions/* WRITE_KEY_SETS */.cz,
    inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],
    async configure({ inputs, endpoints, nowMs, log, masker }) {
        (0,key_set_support/* requireKeySets */.K1)(endpoints);
        const target = (0,config_target/* parseKeySetTarget */.CS)(inputs, log);
        const { pkcs12, warnings } = await openPkcs12({
            name: "certificate",
            text: inputs.requireSecret("certificate", "Give base64 of a PFX that holds key and certificate."),
            passwordName: "certificate-password",
            password: inputs.secret("certificate-password"),
        }, masker);
        for (const warning of warnings)
            log.warning(warning);
        (0,certificate/* assertNotExpired */.Hj)("certificate", pkcs12.pair.certificate, nowMs);
        if (pkcs12.repacked) {
            log.notice("certificate: the PFX is protected in a newer way (AES, or a MAC other than SHA-1) than Azure AD B2C reads. It was re-packed with 3DES in memory: same key, certificates and password.");
        }
        return {
            operation: "upload-pkcs12",
            target,
            pkcs12,
            createKeySet: (0,values/* flag */.Jt)(inputs, "create-key-set"),
            dryRun: (0,values/* flag */.Jt)(inputs, "dry-run"),
        };
    },
    run(config, context) {
        const { pair, pfx, password } = config.pkcs12;
        const what = `the key and certificate ${pair.thumbprint}`;
        return (0,add_to_key_set/* addToKeySet */.O)({
            ...config,
            done: `Uploaded ${what}`,
            would: `upload ${what}`,
            action: "uploadPkcs12",
            // The parameter is sent even where the PFX has no password: it is not declared optional.
            body: { key: pfx, password },
            fingerprint: (0,add_to_key_set/* certificateFingerprint */.g)(pair.certificate),
            readsFirst: true,
        }, context);
    },
};


/***/ })

};
