import forge from "node-forge";
import { describe, expect, it } from "vitest";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import { openPublicCertificate } from "../../../src/material/public-certificate.ts";
import { reveal } from "../../../src/secrets/secret.ts";
import { fixture, material, newCertificate, newRsa, noMasker, pkcs8, refusal } from "./material.ts";

const thumbprint = "2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56";
const unicode = "pässwörd€";

const readable: readonly (readonly [file: string, password: string | undefined])[] = [
  ["rsa-aes256.pfx", "fixture-pass"],
  ["rsa-aes256-chain.pfx", "fixture-pass"],
  ["rsa-aes256-nomac.pfx", "fixture-pass"],
  ["rsa-3des.pfx", "fixture-pass"],
  ["rsa-rc2-40.pfx", "fixture-pass"],
  ["rsa-aes256-unicode.pfx", unicode],
  ["rsa-3des-unicode.pfx", unicode],
  ["rsa-mixed-unicode.pfx", unicode],
  ["rsa-rc2-40-unicode.pfx", unicode],
  ["rsa-aes256-empty.pfx", undefined],
  ["rsa-aes256-empty.pfx", ""],
  ["rsa-rc2-40-empty.pfx", undefined],
  ["rsa-rc2-40-empty.pfx", ""],
  ["rsa-plain.pfx", undefined],
  ["rsa-plain.pfx", "needed by nobody"],
];

function open(bytes: Buffer, password?: string): ReturnType<typeof openKeyPair> {
  return openKeyPair(material(bytes.toString("base64"), password), noMasker);
}

/** The outermost SEQUENCE in BER's indefinite length, as Java and NSS write it. */
function indefinite(der: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]);
}

describe("reading", () => {
  it.each(readable)("%s with %#", async (file, password) => {
    const { pair, warnings } = await open(fixture(file), password);
    expect(pair.thumbprint).toBe(thumbprint);
    expect(pair.certificate.checkPrivateKey(pair.privateKey)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it("gives the other certificates as chain", async () => {
    const { pair } = await open(fixture("rsa-aes256-chain.pfx"), "fixture-pass");
    expect(pair.chain.map((one) => one.subject)).toEqual(["CN=graph-keyroll-ec"]);
  });

  it("accepts bytes after the end, and says so", async () => {
    const pfx = fixture("rsa-aes256.pfx");
    const input = material(Buffer.concat([pfx, Buffer.from("\n")]).toString("base64"), "fixture-pass");
    const { certificate, warnings } = await openPublicCertificate(input, noMasker);
    expect(warnings).toEqual(["certificate: 1 bytes after the end of the PFX were left out."]);
    expect(certificate.pfx && reveal(certificate.pfx)).toBe(pfx.toString("base64"));
  });

  it("accepts armour around a PFX", async () => {
    const text = `-----BEGIN PKCS12-----\n${fixture("rsa-3des.pfx").toString("base64")}\n-----END PKCS12-----\n`;
    expect((await openKeyPair(material(text, "fixture-pass"), noMasker)).pair.thumbprint).toBe(thumbprint);
  });

  it("accepts BER of indefinite length", async () => {
    expect((await open(indefinite(fixture("rsa-aes256.pfx")), "fixture-pass")).pair.thumbprint).toBe(
      thumbprint,
    );
  });
});

describe("refusing", () => {
  const rsa = fixture("rsa-aes256.pfx");

  it.each([
    ["wrong", "the password is wrong for the PFX in `certificate`."],
    ["fixture-pass\n", "it works without its trailing newline"],
    ["fixture-pass\r\n", "it works without its trailing newline"],
    [" fixture-pass", "it works without the blanks around it"],
    ["'fixture-pass'", "it works without the quotes around it"],
    ["", "is encrypted and no password was given"],
    [undefined, "is encrypted and no password was given"],
  ])("password %#", async (password, words) => {
    for (const file of ["rsa-aes256.pfx", "rsa-aes256-nomac.pfx", "rsa-3des.pfx", "rsa-rc2-40.pfx"]) {
      const error = await refusal(() => open(fixture(file), password));
      expect(error.code).toBe("key-material-invalid");
      expect(error.what).toMatch(/^certificate-password: /);
      expect(error.message).toContain(words);
      expect(error.message).not.toContain("fixture-pass");
    }
  });

  it("a password too many", async () => {
    const error = await refusal(() => open(fixture("rsa-aes256-empty.pfx"), "something"));
    expect(error.message).toContain("there is none on it");
  });

  it.each([
    ["certificate-only.pfx", "the PFX holds no private key"],
    ["key-only.pfx", "holds a PRIVATE KEY and no certificate"],
    ["ec-aes256.pfx", "key type EC (P-256): Microsoft Entra needs RSA here"],
    ["ec-rc2-40.pfx", "key type EC (P-256): Microsoft Entra needs RSA here"],
  ])("%s", async (file, words) => {
    const error = await refusal(() => open(fixture(file), "fixture-pass"));
    expect(error.message).toContain(words);
  });

  it("RSA 1024, which OpenSSL's own check stumbles over first", async () => {
    const weak = newRsa(1024);
    const asn1 = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(pkcs8(weak)),
      [forge.pki.certificateFromPem(newCertificate(weak, "weak").toString())],
      "fixture-pass",
      { algorithm: "3des" },
    );
    const pfx = Buffer.from(forge.asn1.toDer(asn1).getBytes(), "latin1");
    const error = await refusal(() => open(pfx, "fixture-pass"));
    expect(error.message).toContain("RSA 1024 is too weak; at least 2048");
  });

  it.each([
    ["cipher", "0960864801650304012a", "0960864801650304017f", "encryption 2.16.840.1.101.3.4.1.127"],
    [
      "digest",
      "06082a864886f70d0209",
      "06082a864886f70d027f",
      "encryption 2.16.840.1.101.3.4.1.42 with 1.2.840.113549.2.127",
    ],
    [
      "key derivation",
      "06092a864886f70d01050c",
      "06092a864886f70d01057f",
      "key derivation 1.2.840.113549.1.5.127",
    ],
    ["scheme", "06092a864886f70d01050d", "06092a864886f70d01057f", "encryption 1.2.840.113549.1.5.127"],
    ["protection", "06092a864886f70d010701", "06092a864886f70d010702", "protection by public key"],
  ])("an unknown %s, with its number", async (_, from, to, words) => {
    const hex = fixture("rsa-aes256-nomac.pfx").toString("hex");
    const pfx = Buffer.from(hex.replaceAll(from, to), "hex");
    const error = await refusal(() => open(pfx, "fixture-pass"));
    expect(error.what).toContain(`the PFX uses ${words}`);
    expect(error.remedy).toContain("Re-export: `openssl pkcs12 -legacy");
  });

  it("truncated bytes, with their number", async () => {
    const error = await refusal(() => open(rsa.subarray(0, 1000), "fixture-pass"));
    expect(error.what).toBe(`certificate: the value was cut: it holds 1000 of ${String(rsa.length)} bytes.`);
  });

  it("bytes that only begin like a PFX", async () => {
    const garbage = Buffer.concat([rsa.subarray(0, 60), Buffer.alloc(rsa.length - 60, 7)]);
    const error = await refusal(() => open(garbage, "fixture-pass"));
    expect(error.code).toBe("key-material-invalid");
    expect(error.message).toContain("the PFX is damaged");
  });

  it("a PFX that was damaged anywhere never ends in another error", async () => {
    const unexpected: unknown[] = [];
    for (let at = 4; at < rsa.length; at += 97) {
      const damaged = Buffer.from(rsa);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      await open(damaged, "fixture-pass").catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== "ActionError") unexpected.push(error);
      });
    }
    expect(unexpected).toEqual([]);
  });
});
