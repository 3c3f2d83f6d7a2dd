// A PFX for Azure AD B2C: kept where the service reads it, else written anew in the old form.

import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import forge from "node-forge";
import { describe, expect, it } from "vitest";
import { bagsOf } from "../../../src/material/pfx-bags.ts";
import { openPkcs12, type Pkcs12 } from "../../../src/material/pkcs12.ts";
import { packLegacyPfx } from "../../../src/material/repack.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
import { reveal } from "../../../src/secrets/secret.ts";
import { fixture, fixtureText, material, newCertificate, newRsa, noMasker, refusal } from "./material.ts";

const PASSPHRASE = "fixture-pass";
const UNICODE = "pässwörd€";

async function open(pfx: Buffer, password: string | undefined, masker = noMasker): Promise<Pkcs12> {
  return (await openPkcs12(material(pfx.toString("base64"), password), masker)).pkcs12;
}

function bytesOf(pkcs12: Pkcs12): Buffer {
  return Buffer.from(reveal(pkcs12.pfx), "base64");
}

describe("kept byte for byte", () => {
  it.each([
    ["rsa-3des.pfx", PASSPHRASE],
    ["rsa-3des-unicode.pfx", UNICODE],
    ["rsa-rc2-40.pfx", PASSPHRASE],
    ["rsa-rc2-40-unicode.pfx", UNICODE],
    ["rsa-rc2-40-empty.pfx", undefined],
  ])("%s", async (file, password) => {
    const pkcs12 = await open(fixture(file), password);
    expect(pkcs12.repacked).toBe(false);
    expect(bytesOf(pkcs12).equals(fixture(file))).toBe(true);
  });
});

describe("written anew", () => {
  it.each([
    ["rsa-aes256.pfx", PASSPHRASE],
    ["rsa-aes256-unicode.pfx", UNICODE],
    ["rsa-aes256-empty.pfx", undefined],
    ["rsa-aes256-nomac.pfx", PASSPHRASE],
    ["rsa-mixed-unicode.pfx", UNICODE],
    ["rsa-plain.pfx", undefined],
  ])("%s: the same key and certificate under the same password", async (file, password) => {
    const pkcs12 = await open(fixture(file), password);
    expect(pkcs12.repacked).toBe(true);
    expect(reveal(pkcs12.password)).toBe(password ?? "");
    const bags = await bagsOf(bytesOf(pkcs12), password ?? "");
    expect(bags.isLegacy).toBe(true);
    expect(bags.certificates).toEqual([new X509Certificate(fixtureText("rsa.crt")).raw]);
    expect(() => createSecureContext({ pfx: bytesOf(pkcs12), passphrase: password ?? "" })).not.toThrow();
    // Another implementation, which checks the MAC by itself.
    const asn1 = forge.asn1.fromDer(bytesOf(pkcs12).toString("latin1"));
    expect(forge.pkcs12.pkcs12FromAsn1(asn1, true, password ?? "").safeContents).toHaveLength(2);
  });

  it("keeps the chain, with its EC certificate, in order and to the byte, and the friendly name", async () => {
    const pkcs12 = await open(fixture("rsa-aes256-chain.pfx"), PASSPHRASE);
    const bags = await bagsOf(bytesOf(pkcs12), PASSPHRASE);
    expect(bags.certificates).toEqual(
      ["rsa.crt", "ec.crt"].map((file) => new X509Certificate(fixtureText(file)).raw),
    );
    expect(bags.friendlyNames).toEqual(["fixture", "fixture"]);
  });

  it("a name beyond Latin-1", async () => {
    const privateKey = newRsa();
    const certificate = newCertificate(privateKey, "named");
    const pfx = await packLegacyPfx(
      { privateKey, certificate, chain: [], friendlyName: "Schlüssel 鍵" },
      PASSPHRASE,
    );
    expect((await bagsOf(pfx, PASSPHRASE)).friendlyNames).toEqual(["Schlüssel 鍵", "Schlüssel 鍵"]);
  });

  it("key and certificate bear the same id", async () => {
    const pkcs12 = await open(fixture("rsa-aes256.pfx"), PASSPHRASE);
    const asn1 = forge.asn1.fromDer(bytesOf(pkcs12).toString("latin1"));
    const file = forge.pkcs12.pkcs12FromAsn1(asn1, true, PASSPHRASE);
    const bags = file.getBags({ localKeyIdHex: pkcs12.pair.thumbprint.toLowerCase() }).localKeyId;
    expect(bags).toHaveLength(2);
  });

  it("masks what it wrote", async () => {
    const masked: Buffer[] = [];
    const masker: Masker = { ...noMasker, bytes: (value) => masked.push(Buffer.from(value)) };
    const pkcs12 = await open(fixture("rsa-aes256.pfx"), PASSPHRASE, masker);
    expect(masked.some((one) => one.equals(bytesOf(pkcs12)))).toBe(true);
  });

  it("another salt each time", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => open(fixture("rsa-aes256.pfx"), PASSPHRASE)));
    expect(bytesOf(one!).equals(bytesOf(other!))).toBe(false);
  });
});

describe("a MAC by another digest than SHA-1 alone", () => {
  it("is enough to write it anew", async () => {
    // OpenSSL's `-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES` without `-macalg sha1`. Only the
    // digest's name is changed here: the walk does not look at the MAC itself.
    const sha1 = "06052b0e03021a";
    const hex = fixture("rsa-3des.pfx").toString("hex");
    expect(hex.endsWith(hex.slice(hex.lastIndexOf(sha1)))).toBe(true);
    const other = Buffer.from(hex.replaceAll(sha1, "06052b0e03021b"), "hex");
    expect((await bagsOf(fixture("rsa-3des.pfx"), PASSPHRASE)).isLegacy).toBe(true);
    expect((await bagsOf(other, PASSPHRASE)).isLegacy).toBe(false);
  });
});

describe("refused", () => {
  it.each([
    ["certificate-only.pfx", PASSPHRASE, "the PFX holds no private key"],
    ["key-only.pfx", PASSPHRASE, "holds a PRIVATE KEY and no certificate"],
    ["ec-aes256.pfx", PASSPHRASE, "key type EC (P-256)"],
    ["rsa-aes256.pfx", "another one", "the password is wrong"],
    ["rsa-aes256.pfx", undefined, "no password was given"],
  ])("%s", async (file, password, words) => {
    expect((await refusal(() => open(fixture(file), password))).what).toContain(words);
  });

  it("PEM", async () => {
    const error = await refusal(() => openPkcs12(material(fixtureText("rsa.crt")), noMasker));
    expect(error.what).toBe("certificate: must be a PFX here, and this is none.");
    expect(error.remedy).toContain("upload-certificate");
  });
});
