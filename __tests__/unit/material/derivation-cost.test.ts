// What a file asks for is counted before anything is derived: 2^31-1 rounds would take minutes,
// and nothing can interrupt OpenSSL. A case that derives all the same runs into its time limit.

import { createCipheriv, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import forge from "node-forge";
import { describe, expect, it } from "vitest";
import {
  DerivationCosts,
  MOST_ROUNDS,
  UnaffordableDerivation,
} from "../../../src/material/derivation-cost.ts";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import {
  fixture,
  fixtureText,
  material,
  newCertificate,
  newRsa,
  noMasker,
  pkcs8,
  refusal,
} from "./material.ts";

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;
const PASSWORD = "fixture-pass";
const HUGE = 2 ** 31 - 1;

const universal = asn1.Class.UNIVERSAL;
const node = (type: forge.asn1.Type, constructed: boolean, value: string | Asn1[]): Asn1 =>
  asn1.create(universal, type, constructed, value);
const sequence = (...items: Asn1[]): Asn1 => node(asn1.Type.SEQUENCE, true, items);
const octets = (bytes: string): Asn1 => node(asn1.Type.OCTETSTRING, false, bytes);
const oid = (text: string): Asn1 => node(asn1.Type.OID, false, asn1.oidToDer(text).getBytes());
const integer = (value: number | bigint): Asn1 => {
  let hex = BigInt.asUintN(256, BigInt(value)).toString(16);
  if (BigInt(value) >= 0n)
    hex = `${/^[89a-f]/.test(hex) && hex.length % 2 === 0 ? "00" : hex.length % 2 ? "0" : ""}${hex}`;
  return node(asn1.Type.INTEGER, false, Buffer.from(hex, "hex").toString("latin1"));
};
const der = (item: Asn1): Buffer => Buffer.from(asn1.toDer(item).getBytes(), "latin1");

/** Copies of the structure, each with another one of its integers of this value replaced; in octet strings too. */
function withEachInteger(bytes: Buffer, from: number, to: number | bigint): Buffer[] {
  const wanted = integer(from).value as string;
  let count = 0;
  const change = (item: Asn1, chosen: number): Asn1 => {
    if (item.tagClass === universal && item.type === asn1.Type.INTEGER && item.value === wanted)
      return count++ === chosen ? integer(to) : item;
    if (typeof item.value !== "string")
      return asn1.create(
        item.tagClass,
        item.type,
        true,
        item.value.map((one) => change(one, chosen)),
      );
    if (item.type !== asn1.Type.OCTETSTRING || !item.value.startsWith("\x30")) return item;
    try {
      return octets(asn1.toDer(change(asn1.fromDer(item.value), chosen)).getBytes());
    } catch {
      return item;
    }
  };
  const run = (chosen: number): Buffer => {
    count = 0;
    return der(change(asn1.fromDer(bytes.toString("latin1")), chosen));
  };
  run(-1);
  return Array.from({ length: count }, (_, chosen) => run(chosen));
}

function pemBody(text: string, label: string): Buffer {
  const body = new RegExp(`-----BEGIN ${label}-----([^-]*)-----END`).exec(text)?.[1] ?? "";
  return Buffer.from(body, "base64");
}

function armoured(label: string, bytes: Buffer): string {
  return `-----BEGIN ${label}-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;
}

const open = (text: string): ReturnType<typeof openKeyPair> =>
  openKeyPair(material(text, PASSWORD), noMasker);

async function expectTooCostly(text: string): Promise<void> {
  const error = await refusal(() => open(text));
  expect(error.code).toBe("key-material-invalid");
  expect(error.what).toMatch(/^certificate: the (PFX|private key) asks for .* of key derivation/);
}

describe("a PFX", () => {
  it.each([
    ["rsa-aes256.pfx", 3],
    ["rsa-aes256-nomac.pfx", 1],
    ["rsa-3des.pfx", 3],
    ["rsa-rc2-40.pfx", 3],
  ])("%s with a huge count in any of its places is not derived", async (file, places) => {
    const variants = withEachInteger(fixture(file), 2048, HUGE);
    expect(variants).toHaveLength(places);
    for (const variant of variants) await expectTooCostly(variant.toString("base64"));
  });

  it.each([0, -1, -(2n ** 31n), 2n ** 63n, 2n ** 2000n, MOST_ROUNDS])(
    "with %s rounds is not derived",
    async (count) => {
      // The last one is too much because the other two count too.
      for (const variant of withEachInteger(fixture("rsa-aes256.pfx"), 2048, count)) {
        await expectTooCostly(variant.toString("base64"));
      }
    },
  );

  it("with strings in pieces and without lengths, as Java and NSS write it, is no way round", async () => {
    const [mac, ...rest] = withEachInteger(fixture("rsa-aes256.pfx"), 2048, HUGE).reverse();
    for (const variant of [mac!, ...rest]) await expectTooCostly(inPieces(variant).toString("base64"));
    expect((await open(inPieces(fixture("rsa-aes256-nomac.pfx")).toString("base64"))).warnings).toEqual([]);
  });

  it("with a huge count behind its encryption is no way round", async () => {
    await expectTooCostly(nested(HUGE).toString("base64"));
    const honest = await refusal(() => open(nested(2048).toString("base64")));
    // The key's ciphertext is none: it got as far as that.
    expect(honest.what).not.toContain("key derivation");
  });

  it.each([1, 2_000, 10_000, 100_000])("of a tool that takes %s rounds is opened", async (count) => {
    const key = newRsa();
    const certificate = newCertificate(key, "honest");
    const file = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(pkcs8(key)),
      [forge.pki.certificateFromPem(certificate.toString())],
      PASSWORD,
      { algorithm: count > 10_000 ? "aes256" : "3des", count },
    );
    const { pair } = await open(der(file).toString("base64"));
    expect(pair.privateKey.equals(key)).toBe(true);
  });
});

describe("an encrypted PEM key", () => {
  const certificate = fixtureText("rsa.crt");

  it("with a huge count is not derived", async () => {
    const variants = withEachInteger(
      pemBody(fixtureText("rsa-pbes2-pbkdf2.pem"), "ENCRYPTED PRIVATE KEY"),
      2048,
      HUGE,
    );
    expect(variants).toHaveLength(1);
    await expectTooCostly(certificate + armoured("ENCRYPTED PRIVATE KEY", variants[0]!));
  });

  it.each([
    ["N", 16_384, 2 ** 24],
    ["r", 8, 2 ** 24],
    ["p", 1, 2 ** 30],
    ["p", 1, 0],
  ])("with a huge %s for scrypt is not derived", async (_name, usual, value) => {
    const bytes = pemBody(fixtureText("rsa-pbes2-scrypt.pem"), "ENCRYPTED PRIVATE KEY");
    const variants = withEachInteger(bytes, usual, value);
    expect(variants).toHaveLength(1);
    await expectTooCostly(certificate + armoured("ENCRYPTED PRIVATE KEY", variants[0]!));
  });

  it.each([600_000, 3_000_000])("of a tool that takes %s rounds is opened", async (count) => {
    const key = newRsa();
    const text =
      newCertificate(key, "honest").toString() +
      armoured("ENCRYPTED PRIVATE KEY", pbes2(key.export({ type: "pkcs8", format: "der" }), count));
    expect((await open(text)).pair.privateKey.equals(key)).toBe(true);
  });
});

describe("the count", () => {
  const pbkdf2 = (count: number | bigint): Asn1 =>
    sequence(oid("1.2.840.113549.1.5.12"), sequence(octets("salt"), integer(count)));
  const isAffordable = (...items: Asn1[]): boolean => {
    try {
      new DerivationCosts().add(der(sequence(...items)));
      return true;
    } catch (error) {
      if (error instanceof UnaffordableDerivation) return false;
      throw error;
    }
  };

  it("is one sum for a file, to the last round", () => {
    expect(isAffordable(pbkdf2(MOST_ROUNDS))).toBe(true);
    expect(isAffordable(pbkdf2(MOST_ROUNDS + 1))).toBe(false);
    expect(isAffordable(pbkdf2(MOST_ROUNDS - 1), pbkdf2(1))).toBe(true);
    expect(isAffordable(pbkdf2(MOST_ROUNDS - 1), octets(der(pbkdf2(2)).toString("latin1")))).toBe(false);
  });

  it.each([
    ["1.2.840.113549.1.12.1.3", 1_200_000, true],
    ["1.2.840.113549.1.12.1.3", 1_200_001, false],
    ["1.2.840.113549.1.12.1.6", 1_200_001, false],
    ["1.2.840.113549.1.5.3", 1_200_001, false],
    ["1.2.840.113549.1.5.10", 1_200_001, false],
    // RSA encryption is no derivation.
    ["1.2.840.113549.1.1.1", 2 ** 40, true],
  ])("knows scheme %s with %s rounds", (scheme, count, expected) => {
    expect(isAffordable(sequence(oid(scheme), sequence(octets("salt"), integer(count))))).toBe(expected);
  });

  it("reads whatever bytes there are, and ends", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(200), (bytes, depth) => {
        for (const first of [0x30, 0x24, 0xa0]) {
          const deep = Buffer.concat([Buffer.alloc(depth * 2, Buffer.from([first, 0x80])), bytes]);
          expect(() => {
            try {
              new DerivationCosts().add(deep);
            } catch (error) {
              if (!(error instanceof UnaffordableDerivation)) throw error;
            }
          }).not.toThrow();
        }
      }),
    );
  });
});

/** BER: every constructed element of indefinite length, every octet string in two pieces. */
function inPieces(bytes: Buffer): Buffer {
  const header = bytes[1]! < 0x80 ? 2 : 2 + (bytes[1]! & 0x7f);
  const tag = bytes[0]!;
  const contents = bytes.subarray(header);
  if (tag === 0x04 && contents.length > 1) {
    const half = contents.length >> 1;
    const pieces = [contents.subarray(0, half), contents.subarray(half)].map((one) =>
      der(octets(one.toString("latin1"))),
    );
    return Buffer.concat([Buffer.from([0x24, 0x80]), ...pieces, Buffer.alloc(2)]);
  }
  if ((tag & 0x20) === 0) return bytes;
  const children: Buffer[] = [];
  for (let at = 0; at < contents.length;) {
    const first = contents[at + 1]!;
    const count = first < 0x80 ? 0 : first & 0x7f;
    const length = count === 0 ? first : contents.readUIntBE(at + 2, count);
    children.push(inPieces(contents.subarray(at, at + 2 + count + length)));
    at += 2 + count + length;
  }
  return Buffer.concat([Buffer.from([tag, 0x80]), ...children, Buffer.alloc(2)]);
}

function encrypted(plain: Buffer, count: number): { algorithm: Asn1; ciphertext: Buffer } {
  const [salt, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
  const cipher = createCipheriv("aes-256-cbc", pbkdf2Sync(PASSWORD, salt, count, 32, "sha256"), iv);
  const kdf = sequence(
    oid("1.2.840.113549.1.5.12"),
    sequence(
      octets(salt.toString("latin1")),
      integer(count),
      sequence(oid("1.2.840.113549.2.9"), node(asn1.Type.NULL, false, "")),
    ),
  );
  const scheme = sequence(oid("2.16.840.1.101.3.4.1.42"), octets(iv.toString("latin1")));
  return {
    algorithm: sequence(oid("1.2.840.113549.1.5.13"), sequence(kdf, scheme)),
    ciphertext: Buffer.concat([cipher.update(plain), cipher.final()]),
  };
}

function pbes2(plain: Buffer, count: number): Buffer {
  const { algorithm, ciphertext } = encrypted(plain, count);
  return der(sequence(algorithm, octets(ciphertext.toString("latin1"))));
}

/** A PFX without MAC whose encrypted contents hold a shrouded key of so many rounds. */
function nested(count: number): Buffer {
  const context0 = (...items: Asn1[]): Asn1 =>
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, asn1.Type.NONE, true, items);
  const kdf = sequence(oid("1.2.840.113549.1.5.12"), sequence(octets("saltsalt"), integer(count)));
  const scheme = sequence(oid("2.16.840.1.101.3.4.1.42"), octets("i".repeat(16)));
  const shrouded = sequence(
    sequence(oid("1.2.840.113549.1.5.13"), sequence(kdf, scheme)),
    octets("c".repeat(32)),
  );
  const safe = der(sequence(sequence(oid("1.2.840.113549.1.12.10.1.2"), context0(shrouded))));
  const { algorithm, ciphertext } = encrypted(safe, 2048);
  const content = asn1.create(
    asn1.Class.CONTEXT_SPECIFIC,
    asn1.Type.NONE,
    false,
    ciphertext.toString("latin1"),
  );
  const info = sequence(
    oid("1.2.840.113549.1.7.6"),
    context0(sequence(integer(0), sequence(oid("1.2.840.113549.1.7.1"), algorithm, content))),
  );
  const authSafe = octets(der(sequence(info)).toString("latin1"));
  return der(sequence(integer(3), sequence(oid("1.2.840.113549.1.7.1"), context0(authSafe))));
}
