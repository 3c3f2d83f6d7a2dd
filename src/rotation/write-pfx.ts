import { createCipheriv, createHmac, hash, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type * as Forge from "node-forge";
import type { KeyPair } from "../material/key-pair.ts";

type Asn1 = Forge.asn1.Asn1;

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
} as const;

/** Far above OpenSSL's 2048, a tenth of a second here; Windows reads up to 600,000. */
const ITERATIONS = 100_000;
const SALT_BYTES = 16;

/**
 * A PKCS#12 file as OpenSSL 3 makes it: PBES2 with AES-256-CBC and PBKDF2-SHA-256, MAC by SHA-256.
 * node-forge's own writer can PBES2 only with SHA-1, and only Latin-1 passwords.
 *
 * @param friendlyName ASCII; on the key and on its certificate
 */
export async function writePfx(pair: KeyPair, friendlyName: string, password: string): Promise<Buffer> {
  const { default: forge } = await import("node-forge");
  return new PfxWriter(forge, password).write(pair, friendlyName);
}

class PfxWriter {
  readonly #forge: typeof Forge;
  readonly #password: string;

  constructor(forge: typeof Forge, password: string) {
    this.#forge = forge;
    this.#password = password;
  }

  async write({ privateKey, certificate, chain }: KeyPair, friendlyName: string): Promise<Buffer> {
    const localKeyId = Buffer.from(certificate.fingerprint.replaceAll(":", ""), "hex");
    const attributes = this.#attributes(friendlyName, localKeyId);
    const keyBag = await this.#keyBag(privateKey.export({ type: "pkcs8", format: "der" }), attributes);
    const certBags = [this.#certBag(certificate.raw, [attributes])];
    for (const one of chain) certBags.push(this.#certBag(one.raw, []));
    const authSafe = this.#der(
      this.#sequence([
        await this.#encryptedData(this.#der(this.#sequence(certBags))),
        this.#contentInfo(oids.data, this.#octets(this.#der(this.#sequence([keyBag])))),
      ]),
    );
    return this.#der(
      this.#sequence([
        this.#integer(3),
        this.#contentInfo(oids.data, this.#octets(authSafe)),
        this.#mac(authSafe),
      ]),
    );
  }

  async #keyBag(pkcs8: Buffer, attributes: Asn1): Promise<Asn1> {
    const { algorithm, ciphertext } = await this.#encrypted(pkcs8);
    const shrouded = this.#sequence([algorithm, this.#octets(ciphertext)]);
    return this.#sequence([this.#oid(oids.shroudedKeyBag), this.#explicit(shrouded), attributes]);
  }

  #certBag(der: Buffer, attributes: readonly Asn1[]): Asn1 {
    const bag = this.#sequence([this.#oid(oids.x509Certificate), this.#explicit(this.#octets(der))]);
    return this.#sequence([this.#oid(oids.certBag), this.#explicit(bag), ...attributes]);
  }

  /** localKeyId ties the certificate to its key: Windows and Java look for it. */
  #attributes(friendlyName: string, localKeyId: Buffer): Asn1 {
    const { asn1 } = this.#forge;
    const { Type } = asn1;
    // Of this one type forge takes characters instead of bytes.
    const name = asn1.create(asn1.Class.UNIVERSAL, Type.BMPSTRING, false, friendlyName);
    const attribute = (oid: string, value: Asn1): Asn1 =>
      this.#sequence([this.#oid(oid), this.#constructed(Type.SET, [value])]);
    return this.#constructed(Type.SET, [
      attribute(oids.friendlyName, name),
      attribute(oids.localKeyId, this.#octets(localKeyId)),
    ]);
  }

  async #encryptedData(plain: Buffer): Promise<Asn1> {
    const { asn1 } = this.#forge;
    const { algorithm, ciphertext } = await this.#encrypted(plain);
    const bytes = ciphertext.toString("latin1");
    // [0], which @types/node-forge knows by the name of the universal type 0.
    const implicit = asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, false, bytes);
    const content = this.#sequence([this.#oid(oids.data), algorithm, implicit]);
    return this.#contentInfo(oids.encryptedData, this.#sequence([this.#integer(0), content]));
  }

  async #encrypted(plain: Buffer): Promise<{ algorithm: Asn1; ciphertext: Buffer }> {
    const salt = randomBytes(SALT_BYTES);
    const iv = randomBytes(16);
    const password = Buffer.from(this.#password, "utf8");
    const key = await promisify(pbkdf2)(password, salt, ITERATIONS, 32, "sha256");
    const cipher = createCipheriv("aes-256-cbc", key, iv);
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

  #mac(authSafe: Buffer): Asn1 {
    const salt = randomBytes(SALT_BYTES);
    const digest = createHmac("sha256", macKey(this.#password, salt)).update(authSafe).digest();
    return this.#sequence([
      this.#sequence([this.#algorithm(oids.sha256), this.#octets(digest)]),
      this.#octets(salt),
      this.#integer(ITERATIONS),
    ]);
  }

  #contentInfo(type: string, content: Asn1): Asn1 {
    return this.#sequence([this.#oid(type), this.#explicit(content)]);
  }

  #algorithm(oid: string): Asn1 {
    return this.#sequence([this.#oid(oid), this.#primitive(this.#forge.asn1.Type.NULL, Buffer.alloc(0))]);
  }

  #explicit(value: Asn1): Asn1 {
    const { asn1 } = this.#forge;
    return asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, [value]);
  }

  #sequence(values: Asn1[]): Asn1 {
    return this.#constructed(this.#forge.asn1.Type.SEQUENCE, values);
  }

  #constructed(type: Forge.asn1.Type, values: Asn1[]): Asn1 {
    return this.#forge.asn1.create(this.#forge.asn1.Class.UNIVERSAL, type, true, values);
  }

  #primitive(type: Forge.asn1.Type, bytes: Buffer): Asn1 {
    return this.#forge.asn1.create(this.#forge.asn1.Class.UNIVERSAL, type, false, bytes.toString("latin1"));
  }

  #octets(bytes: Buffer): Asn1 {
    return this.#primitive(this.#forge.asn1.Type.OCTETSTRING, bytes);
  }

  #integer(value: number): Asn1 {
    const { asn1 } = this.#forge;
    return this.#primitive(asn1.Type.INTEGER, Buffer.from(asn1.integerToDer(value).getBytes(), "latin1"));
  }

  #oid(oid: string): Asn1 {
    const { asn1 } = this.#forge;
    return this.#primitive(asn1.Type.OID, Buffer.from(asn1.oidToDer(oid).getBytes(), "latin1"));
  }

  #der(value: Asn1): Buffer {
    return Buffer.from(this.#forge.asn1.toDer(value).getBytes(), "latin1");
  }
}

/**
 * PKCS#12's own key derivation (RFC 7292 B.2) for SHA-256 and a key of its length, where it needs
 * one round. Node has none, and node-forge's takes a second.
 */
function macKey(password: string, salt: Buffer): Buffer {
  const block = 64;
  // UTF-16, big-endian, with a zero at its end.
  const text = Buffer.from(`${password}\0`, "utf16le").swap16();
  const fill = (bytes: Buffer): Buffer => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
  let key = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(text)]);
  for (let round = 0; round < ITERATIONS; round++) key = hash("sha256", key, "buffer");
  return key;
}
