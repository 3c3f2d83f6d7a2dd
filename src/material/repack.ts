import { createHash, type KeyObject, type X509Certificate } from "node:crypto";
import type * as Forge from "node-forge";

type Asn1 = Forge.asn1.Asn1;

export interface PfxParts {
  /** RSA or any other type. */
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  /** Kept in its order. */
  readonly chain: readonly X509Certificate[];
  readonly friendlyName: string | undefined;
}

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
export async function packLegacyPfx(parts: PfxParts, password: string): Promise<Buffer> {
  // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
  const { default: forge } = await import("node-forge");
  return new LegacyPfxWriter(forge, password).write(parts);
}

class LegacyPfxWriter {
  readonly #forge: typeof Forge;
  readonly #oids: Record<string, string>;
  readonly #password: string;

  constructor(forge: typeof Forge, password: string) {
    this.#forge = forge;
    this.#oids = forge.pki.oids;
    this.#password = password;
  }

  write({ privateKey, certificate, chain, friendlyName }: PfxParts): Buffer {
    const attributes = this.#attributes(certificate, friendlyName);
    const key = privateKey.export({ type: "pkcs8", format: "der" });
    const keyBag = this.#bag("pkcs8ShroudedKeyBag", this.#encrypt(this.#parse(key)), attributes);
    const certificates = this.#sequence(
      this.#certificateBag(certificate, attributes),
      ...chain.map((one) => this.#certificateBag(one)),
    );
    const safe = this.#sequence(
      this.#encryptedData(certificates),
      this.#data(this.#der(this.#sequence(keyBag))),
    );
    const content = this.#der(safe);
    const file = this.#sequence(this.#integer(3), this.#data(content), this.#mac(content));
    return Buffer.from(this.#der(file), "latin1");
  }

  /** Binds key and certificate to each other: some readers go by nothing else. */
  #attributes(certificate: X509Certificate, friendlyName: string | undefined): Asn1 {
    const { asn1 } = this.#forge;
    const id = createHash("sha1").update(certificate.raw).digest().toString("latin1");
    const name =
      friendlyName === undefined
        ? []
        : [this.#attribute("friendlyName", this.#primitive(asn1.Type.BMPSTRING, friendlyName))];
    return this.#set(this.#attribute("localKeyId", this.#octets(id)), ...name);
  }

  #attribute(type: string, value: Asn1): Asn1 {
    return this.#sequence(this.#oid(type), this.#set(value));
  }

  #certificateBag(certificate: X509Certificate, attributes?: Asn1): Asn1 {
    const value = this.#sequence(
      this.#oid("x509Certificate"),
      this.#tagged(this.#octets(certificate.raw.toString("latin1"))),
    );
    return this.#bag("certBag", value, attributes);
  }

  #bag(type: string, value: Asn1, attributes?: Asn1): Asn1 {
    const rest = attributes === undefined ? [] : [attributes];
    return this.#sequence(this.#oid(type), this.#tagged(value), ...rest);
  }

  #data(content: string): Asn1 {
    return this.#sequence(this.#oid("data"), this.#tagged(this.#octets(content)));
  }

  #encryptedData(content: Asn1): Asn1 {
    const { asn1 } = this.#forge;
    const [algorithm, ciphertext] = this.#encrypt(content).value as Asn1[];
    if (algorithm === undefined || ciphertext === undefined)
      throw new TypeError("no EncryptedPrivateKeyInfo");
    const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, ciphertext.value);
    return this.#sequence(
      this.#oid("encryptedData"),
      this.#tagged(this.#sequence(this.#integer(0), this.#sequence(this.#oid("data"), algorithm, implicit))),
    );
  }

  /** EncryptedPrivateKeyInfo, whatever the content: algorithm and ciphertext. */
  #encrypt(content: Asn1): Asn1 {
    return this.#forge.pki.encryptPrivateKeyInfo(content, this.#password, {
      algorithm: "3des",
      count: ITERATIONS,
      saltSize: SALT_BYTES,
    });
  }

  #mac(content: string): Asn1 {
    const { asn1, hmac, random, util } = this.#forge;
    const salt = random.getBytesSync(SALT_BYTES);
    // Not in @types/node-forge.
    const derivation = this.#forge.pkcs12 as unknown as KeyDerivation;
    const purposeMac = 3;
    const key = derivation.generateKey(
      this.#password,
      util.createBuffer(salt),
      purposeMac,
      ITERATIONS,
      MAC_KEY_BYTES,
    );
    const digest = hmac.create();
    digest.start("sha1", key);
    digest.update(content);
    const algorithm = this.#sequence(this.#oid("sha1"), this.#primitive(asn1.Type.NULL, ""));
    return this.#sequence(
      this.#sequence(algorithm, this.#octets(digest.digest().getBytes())),
      this.#octets(salt),
      this.#integer(ITERATIONS),
    );
  }

  #sequence(...values: Asn1[]): Asn1 {
    const { asn1 } = this.#forge;
    return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
  }

  #set(...values: Asn1[]): Asn1 {
    const { asn1 } = this.#forge;
    return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, values);
  }

  /** `[0]`, which forge's types know as the universal tag of that number. */
  #tagged(value: Asn1): Asn1 {
    const { asn1 } = this.#forge;
    return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
  }

  #primitive(type: Forge.asn1.Type, value: string): Asn1 {
    const { asn1 } = this.#forge;
    return asn1.create(asn1.Class.UNIVERSAL, type, false, value);
  }

  #octets(value: string): Asn1 {
    return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, value);
  }

  #integer(value: number): Asn1 {
    const { asn1 } = this.#forge;
    return this.#primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes());
  }

  #oid(name: string): Asn1 {
    const { asn1 } = this.#forge;
    return this.#primitive(asn1.Type.OID, asn1.oidToDer(this.#oids[name] ?? "").getBytes());
  }

  #parse(der: Buffer): Asn1 {
    return this.#forge.asn1.fromDer(der.toString("latin1"));
  }

  #der(value: Asn1): string {
    return this.#forge.asn1.toDer(value).getBytes();
  }
}

interface KeyDerivation {
  generateKey(
    password: string,
    salt: Forge.util.ByteStringBuffer,
    purpose: number,
    iterations: number,
    bytes: number,
  ): Forge.util.ByteStringBuffer;
}
