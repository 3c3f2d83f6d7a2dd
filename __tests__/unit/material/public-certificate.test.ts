import { describe, expect, it } from "vitest";
import { openPublicCertificate } from "../../../src/material/public-certificate.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
import { reveal } from "../../../src/secrets/secret.ts";
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

const certificate = fixtureText("rsa.crt");
const thumbprint = "2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56";
const key = newRsa();
const own = newCertificate(key, "own").toString();

describe("reading", () => {
  it.each([
    ["PEM", certificate],
    ["base64 of PEM", Buffer.from(certificate).toString("base64")],
    ["base64 DER", certificate.replace(/-----.*-----\n/g, "")],
    ["base64 DER in one line", certificate.replace(/-----.*-----\n/g, "").replaceAll("\n", "")],
    ["the same one twice", certificate + certificate],
    ["an encrypted key without password, which is left alone", fixtureText("rsa-rc2-40.pem") + certificate],
  ])("%s", async (_, text) => {
    const { certificate: found, warnings } = await openPublicCertificate(material(text), noMasker);
    expect(found).toMatchObject({ thumbprint, pfx: undefined, privateKey: undefined });
    expect(found.certificate.toString()).toBe(certificate);
    expect(warnings).toEqual([]);
  });

  it("with its key in PEM: the key chooses among several", async () => {
    const { certificate: found } = await openPublicCertificate(
      material(certificate + own + pkcs8(key)),
      noMasker,
    );
    expect(found.certificate.subject).toBe("CN=own");
    expect(found.privateKey?.equals(key)).toBe(true);
  });

  it("a PFX is handed on as it was given", async () => {
    const pfx = fixture("rsa-aes256-chain.pfx");
    const input = material(pfx.toString("base64url"), "fixture-pass");
    const { certificate: found } = await openPublicCertificate(input, noMasker);
    expect(found.thumbprint).toBe(thumbprint);
    expect(found.pfx && reveal(found.pfx)).toBe(pfx.toString("base64"));
    expect(found.privateKey?.asymmetricKeyType).toBe("rsa");
  });

  it("a PFX without key has a certificate all the same", async () => {
    const input = material(fixture("certificate-only.pfx").toString("base64"), "fixture-pass");
    const { certificate: found } = await openPublicCertificate(input, noMasker);
    expect(found).toMatchObject({ thumbprint, privateKey: undefined });
    expect(found.pfx).toBeDefined();
  });

  it("masks nothing that is public, and everything else", async () => {
    const seen: string[] = [];
    const masker: Masker = {
      text: () => seen.push("text"),
      bytes: () => seen.push("bytes"),
      privateKey: () => seen.push("key"),
    };
    await openPublicCertificate(material(certificate), masker);
    expect(seen).toEqual([]);
    await openPublicCertificate(material(own + pkcs8(key)), masker);
    expect(seen).toEqual(["text", "key"]);
  });
});

describe("refusing", () => {
  const weak = newRsa(1024);

  it.each([
    ["EC", fixtureText("ec.crt"), "key type EC (P-256): Microsoft Entra needs RSA here"],
    ["RSA-PSS", fixtureText("rsa-pss.crt"), "the key is RSA-PSS only"],
    ["RSA 1024", newCertificate(weak, "weak").toString(), "RSA 1024 is too weak"],
    ["only a private key", pkcs8(key), "holds a PRIVATE KEY and no certificate"],
    [
      "several and no key to choose by",
      certificate + own,
      "2 certificates and no private key to choose by: CN=graph-keyroll-fixture (",
    ],
    [
      "several and a locked key",
      certificate + own + fixtureText("rsa-dek-info.pem"),
      "set `certificate-password`",
    ],
    ["a key of another certificate", certificate + pkcs8(key), "does not belong to this private key"],
    [
      "a request",
      `-----BEGIN CERTIFICATE REQUEST-----\n${Buffer.from("30133011020100300c310a300806035504030c0161", "hex").toString("base64")}\n-----END CERTIFICATE REQUEST-----`,
      "a certificate request",
    ],
    [
      "a damaged certificate",
      Buffer.from(certificate.replace(/-----.*-----\n/g, ""), "base64")
        .fill(0x41, 60)
        .toString("base64"),
      "the certificate is damaged",
    ],
  ])("%s", async (_, text, words) => {
    const error = await refusal(() => openPublicCertificate(material(text), noMasker));
    expect(error.message).toContain(words);
    expect(error.what).toMatch(/^certificate: /);
  });
});
