// Material that OpenSSL loads and that is broken further in: a mistake of the user's, not a defect of ours.

import { generateKeyPairSync, X509Certificate } from "node:crypto";
import forge from "node-forge";
import { describe, expect, it } from "vitest";
import { ActionError } from "../../../src/errors.ts";
import { assertNotExpired, assertValidNow, subjects } from "../../../src/material/certificate.ts";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import { openPkcs12 } from "../../../src/material/pkcs12.ts";
import { openPublicCertificate } from "../../../src/material/public-certificate.ts";
import { createMasker } from "../../../src/secrets/mask.ts";
import { fixture, fixtureText, material, newCertificate, newRsa, pkcs8, refusal } from "./material.ts";

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;
/** The real one: it exports the key in every form. */
const masker = createMasker(() => undefined);
const rsa = new X509Certificate(fixtureText("rsa.crt")).raw;
const key = fixtureText("rsa-pkcs8.pem");

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64")}\n-----END CERTIFICATE-----\n`;

/** Where the parts of a TBSCertificate stand. */
const TBS = { serial: 1, validity: 4, subject: 5, spki: 6 } as const;

function changed(part: keyof typeof TBS, change: (element: Asn1) => unknown): Buffer {
  const whole = asn1.fromDer(rsa.toString("latin1"), { decodeBitStrings: false } as never);
  const [tbs] = whole.value as Asn1[];
  change((tbs!.value as Asn1[])[TBS[part]]!);
  return Buffer.from(asn1.toDer(whole).getBytes(), "latin1");
}

const inside = (element: Asn1, ...path: number[]): Asn1 =>
  path.reduce<Asn1>((found, index) => (found.value as Asn1[])[index]!, element);

describe("a certificate whose public key cannot be read", () => {
  it.each([
    ["no bits", (spki: Asn1): unknown => (inside(spki, 1).value = "\0")],
    ["other bits", (spki: Asn1): unknown => (inside(spki, 1).value = "\0garbage")],
    [
      "an algorithm that nobody knows",
      (spki: Asn1): unknown => (inside(spki, 0, 0).value = asn1.oidToDer("1.2.3.4").getBytes()),
    ],
    [
      "another algorithm",
      (spki: Asn1): unknown => (inside(spki, 0, 0).value = asn1.oidToDer("1.2.840.10045.2.1").getBytes()),
    ],
  ])("for it has %s", async (_title, change) => {
    const broken = changed("spki", change);
    const { code, what } = await refusal(() => openPublicCertificate(material(pem(broken)), masker));
    expect([code, what]).toEqual([
      "key-material-invalid",
      "certificate: the certificate is damaged: its public key cannot be read.",
    ]);
    expect((await refusal(() => openKeyPair(material(pem(broken) + key), masker))).code).toBe(
      "certificate-mismatch",
    );
  });
});

describe("a certificate with a date that there is not", () => {
  it.each(["99999999999999Z", "20261301000000Z", "20260230000000Z", "", "Z", "20260101000000", "abc"])(
    "is damaged: case %#",
    async (date) => {
      for (const type of [asn1.Type.UTCTIME, asn1.Type.GENERALIZEDTIME]) {
        for (const which of [0, 1]) {
          const broken = changed("validity", (validity) => {
            (validity.value as Asn1[])[which] = asn1.create(asn1.Class.UNIVERSAL, type, false, date);
          });
          for (const run of [
            () => openKeyPair(material(pem(broken) + key), masker),
            () => openPublicCertificate(material(pem(broken)), masker),
          ]) {
            expect((await refusal(run)).code).toBe("key-material-invalid");
          }
        }
      }
    },
  );

  it("is none where the date is only far away", async () => {
    for (const date of ["00000101000000Z", "99991231235959Z"]) {
      const far = changed("validity", (validity) => {
        (validity.value as Asn1[])[1] = asn1.create(
          asn1.Class.UNIVERSAL,
          asn1.Type.GENERALIZEDTIME,
          false,
          date,
        );
      });
      const { certificate } = await openPublicCertificate(material(pem(far)), masker);
      for (const check of [assertNotExpired, assertValidNow]) {
        try {
          check("certificate", certificate.certificate, Date.UTC(2026, 0));
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }
    }
  });
});

describe("a private key that cannot be exported", () => {
  it("is refused, and named as what it is", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "sect571k1" });
    const { code, what } = await refusal(() => openKeyPair(material(pkcs8(privateKey) + pem(rsa)), masker));
    expect(code).toBe("key-material-invalid");
    expect(what).toContain("cannot be exported");
  });
});

it("an RSA key larger than anything that OpenSSL verifies is refused before it signs", async () => {
  // The numbers of a small key, and a modulus that says otherwise.
  const number = (bytes: number): string => `\x00${"\xff".repeat(bytes)}`;
  const integers = ["\0", number(2_049), "\x01\x00\x01", ...Array.from({ length: 6 }, () => number(1_024))];
  const pkcs1 = asn1.create(
    asn1.Class.UNIVERSAL,
    asn1.Type.SEQUENCE,
    true,
    integers.map((value) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, value)),
  );
  const text = `-----BEGIN RSA PRIVATE KEY-----\n${Buffer.from(asn1.toDer(pkcs1).getBytes(), "latin1").toString("base64")}\n-----END RSA PRIVATE KEY-----\n`;
  const { code, what } = await refusal(() => openKeyPair(material(text + pem(rsa)), masker));
  expect(code).toBe("key-material-invalid");
  expect(what).toContain("16392");
});

describe("odd certificates that are none the less certificates", () => {
  it.each([
    ["an empty serial number", "serial", (serial: Asn1): unknown => (serial.value = "")],
    ["a negative one", "serial", (serial: Asn1): unknown => (serial.value = "\x80")],
    ["one of 10,000 bytes", "serial", (serial: Asn1): unknown => (serial.value = "\x01".repeat(10_000))],
    ["no name", "subject", (subject: Asn1): unknown => (subject.value = [])],
    [
      "a name with a huge OID",
      "subject",
      (subject: Asn1): unknown => (inside(subject, 0, 0, 0).value = `${"\xff".repeat(5_000)}\x01`),
    ],
    [
      "a name that is no text",
      "subject",
      (subject: Asn1): unknown => (inside(subject, 0, 0, 1).value = "\xff\xfe\0\x01"),
    ],
  ] as const)("with %s are opened or called damaged", async (_title, part, change) => {
    const odd = changed(part, change);
    try {
      const { pair } = await openKeyPair(material(pem(odd) + key), masker);
      expect(subjects([pair.certificate])).not.toContain("undefined");
    } catch (error) {
      expect(error).toMatchObject({ code: "key-material-invalid" });
    }
  });

  it("are named in a mismatch also where they have no name", async () => {
    const nameless = changed("subject", (subject) => {
      subject.value = [];
    });
    const other = newRsa();
    const text = pem(nameless) + newCertificate(newRsa(), "another").toString() + pkcs8(other);
    const { code, what } = await refusal(() => openKeyPair(material(text), masker));
    expect(code).toBe("certificate-mismatch");
    expect(what).toContain("(no name)");
  });
});

describe("structures", () => {
  const deep = (depth: number): Buffer => {
    let bytes = Buffer.from([0x02, 0x01, 0x03]);
    for (let level = 0; level < depth; level++) {
      const { length } = bytes;
      const header =
        length < 128 ? [0x30, length] : [0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
      bytes = Buffer.concat([Buffer.from(header), bytes]);
    }
    return bytes;
  };
  const pfx = fixture("rsa-aes256.pfx");

  it.each([
    ["nested 20,000 deep", deep(20_000)],
    ["nested 20,000 deep, without lengths", Buffer.alloc(40_000, Buffer.from([0x30, 0x80]))],
    ["of zeros", Buffer.alloc(1_000)],
    ["that say they have 4 GB", Buffer.from("3084ffffffff020103", "hex")],
    ["with a length of 126 bytes", Buffer.concat([Buffer.from([0x30, 0xfe]), Buffer.alloc(126, 1)])],
    ["empty", Buffer.from([0x30, 0x00])],
    [
      "a PFX with a deep inside",
      Buffer.concat([Buffer.from("308300ffff020103", "hex"), deep(9_000), Buffer.alloc(40_000)]),
    ],
  ])("%s are called damaged, by every reader", async (_title, bytes) => {
    for (const open of [openKeyPair, openPublicCertificate, openPkcs12]) {
      const { code } = await refusal(() => open(material(bytes.toString("base64"), "fixture-pass"), masker));
      expect(code).toBe("key-material-invalid");
    }
  });

  it("cut anywhere are called cut or damaged", async () => {
    for (let length = 1; length < pfx.length; length += 41) {
      const text = pfx.subarray(0, length).toString("base64");
      const { code } = await refusal(() => openPkcs12(material(text, "fixture-pass"), masker));
      expect(code).toBe("key-material-invalid");
    }
  });
});
