import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import type * as Forge from "node-forge";

import { DerivationCosts, UnaffordableDerivation } from "./derivation-cost.ts";

type Asn1 = Forge.asn1.Asn1;

/** Private keys (PKCS#8) and certificates of a PFX, as DER for node:crypto to judge, and their names. */
export interface Bags {
  readonly keys: Buffer[];
  readonly certificates: Buffer[];
  /** Of any bag, in the file's order. */
  readonly friendlyNames: string[];
  /** Whether readers from before AES can open it: PBE-SHA1, a MAC by SHA-1, and no key in the clear. */
  isLegacy: boolean;
}

export class WrongPfxPassword extends Error {}
/** The message names the feature. */
export class UnsupportedPfx extends Error {}

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
} as const;

const prfs: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.7": "sha1",
  "1.2.840.113549.2.8": "sha224",
  "1.2.840.113549.2.9": "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
};

const ciphers: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
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
export async function bagsOf(pfx: Buffer, password: string): Promise<Bags> {
  // CommonJS: the namespace has the module under `default`, in Node and in an ncc bundle.
  const { default: forge } = await import("node-forge");
  return new PfxReader(forge, password).read(pfx);
}

class PfxReader {
  readonly #forge: typeof Forge;
  readonly #password: string;
  readonly #costs = new DerivationCosts();
  readonly #bags: Bags = { keys: [], certificates: [], friendlyNames: [], isLegacy: true };

  constructor(forge: typeof Forge, password: string) {
    this.#forge = forge;
    this.#password = password;
  }

  read(pfx: Buffer): Bags {
    this.#costs.add(pfx);
    const [, authSafe, mac] = children(this.#parse(pfx));
    const [type, content] = children(authSafe);
    if (this.#oid(type) !== oids.data) throw new UnsupportedPfx("protection by public key");
    for (const info of children(this.#parse(octets(first(content))))) this.#contentInfo(info);
    if (mac === undefined || this.#oid(first(first(first(mac)))) !== oids.sha1) this.#bags.isLegacy = false;
    return this.#bags;
  }

  #contentInfo(info: Asn1): void {
    const [type, content] = children(info);
    const kind = this.#oid(type);
    if (kind === oids.data) {
      this.#safeContents(this.#parse(octets(first(content))));
      return;
    }
    if (kind !== oids.encryptedData) throw new UnsupportedPfx("protection by public key");
    const [, encrypted] = children(first(content));
    const [, algorithm, ciphertext] = children(encrypted);
    this.#safeContents(this.#decrypt(algorithm, octets(ciphertext)));
  }

  #safeContents(contents: Asn1): void {
    for (const bag of children(contents)) {
      const [type, wrapped, attributes] = children(bag);
      if (attributes !== undefined) this.#attributes(attributes);
      const value = first(wrapped);
      const kind = this.#oid(type);
      if (kind === oids.keyBag) {
        this.#bags.keys.push(this.#der(value));
        this.#bags.isLegacy = false;
      }
      if (kind === oids.safeContentsBag) this.#safeContents(value);
      if (kind === oids.shroudedKeyBag) {
        const [algorithm, ciphertext] = children(value);
        this.#bags.keys.push(this.#der(this.#decrypt(algorithm, octets(ciphertext))));
      }
      if (kind === oids.certBag) {
        const [certType, cert] = children(value);
        if (this.#oid(certType) === oids.x509Certificate) this.#bags.certificates.push(octets(first(cert)));
      }
    }
  }

  #attributes(attributes: Asn1): void {
    for (const attribute of children(attributes)) {
      const [type, values] = children(attribute);
      if (this.#oid(type) !== oids.friendlyName) continue;
      // forge has decoded the BMPString.
      const name = first(values).value;
      if (typeof name === "string") this.#bags.friendlyNames.push(name);
    }
  }

  #decrypt(algorithm: Asn1 | undefined, ciphertext: Buffer): Asn1 {
    const [type, parameters] = children(algorithm);
    const kind = this.#oid(type);
    if (parameters === undefined) throw new Error("no parameters");
    if (kind === oids.pbes2) {
      this.#bags.isLegacy = false;
      return this.#opened(() => this.#pbes2(parameters, ciphertext));
    }
    if (kind !== oids.pbe3des && kind !== oids.pbeRc2) throw new UnsupportedPfx(`encryption ${kind}`);
    try {
      return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, this.#password));
    } catch (cause) {
      if (this.#password !== "") throw cause;
      // No password at all derives another key than an empty one, and tools write both.
      return this.#opened(() => this.#pbeSha1(kind, parameters, ciphertext, null));
    }
  }

  /** Right padding alone proves nothing: one wrong password of 256 has it. The plaintext must be DER. */
  #opened(decrypt: () => Buffer): Asn1 {
    try {
      const opened = decrypt();
      this.#costs.add(opened);
      return this.#parse(opened);
    } catch (cause) {
      if (cause instanceof UnsupportedPfx || cause instanceof UnaffordableDerivation) throw cause;
      throw new WrongPfxPassword("wrong password", { cause });
    }
  }

  #pbes2(parameters: Asn1, ciphertext: Buffer): Buffer {
    const [kdf, scheme] = children(parameters);
    const [kdfType, kdfParameters] = children(kdf);
    if (this.#oid(kdfType) !== oids.pbkdf2) throw new UnsupportedPfx(`key derivation ${this.#oid(kdfType)}`);
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
    const key = pbkdf2Sync(Buffer.from(this.#password, "utf8"), octets(salt), count, keyBytes, digest);
    const decipher = createDecipheriv(cipher, key, octets(iv));
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  }

  #pbeSha1(kind: string, parameters: Asn1, ciphertext: Buffer, password: string | null): Buffer {
    const { pki, util } = this.#forge;
    // Not in @types/node-forge. It turns the password into PKCS#12's UTF-16 by itself.
    const { pbe } = pki as unknown as { readonly pbe: Pbe };
    const cipher = pbe.getCipher(kind, parameters, password);
    cipher.update(util.createBuffer(ciphertext.toString("latin1")));
    if (!cipher.finish()) throw new WrongPfxPassword("wrong password");
    return Buffer.from(cipher.output.getBytes(), "latin1");
  }

  #parse(bytes: Buffer): Asn1 {
    return this.#forge.asn1.fromDer(bytes.toString("latin1"));
  }

  #der(value: Asn1): Buffer {
    return Buffer.from(this.#forge.asn1.toDer(value).getBytes(), "latin1");
  }

  #oid(value: Asn1 | undefined): string {
    return this.#forge.asn1.derToOid(octets(value).toString("latin1"));
  }
}

interface Pbe {
  getCipher(oid: string, parameters: Asn1, password: string | null): Cipher;
}

interface Cipher {
  update(input: Forge.util.ByteStringBuffer): void;
  finish(): boolean;
  readonly output: Forge.util.ByteStringBuffer;
}

function children(value: Asn1 | undefined): Asn1[] {
  if (value === undefined || typeof value.value === "string") throw new Error("not constructed");
  return value.value;
}

function first(value: Asn1 | undefined): Asn1 {
  const [only] = children(value);
  if (only === undefined) throw new Error("empty");
  return only;
}

/** Contents of a primitive; BER may have cut an octet string into several. */
function octets(value: Asn1 | undefined): Buffer {
  if (value === undefined) throw new Error("missing");
  if (typeof value.value === "string") return Buffer.from(value.value, "latin1");
  return Buffer.concat(value.value.map(octets));
}
