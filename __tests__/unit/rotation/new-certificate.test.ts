import { makeRsaKeys } from "../../../src/rsa-keys.ts";
import { type X509Certificate } from "node:crypto";
import forge from "node-forge";
import { describe, expect, it } from "vitest";
import { openKeyPair, type KeyPair } from "../../../src/material/key-pair.ts";
import { newCertificate, type NewCertificate } from "../../../src/rotation/new-certificate.ts";
import { writeMark } from "../../../src/rotation/mark.ts";
import { material, noMasker, pkcs8 } from "../material/material.ts";
import { recordingMasker } from "./recording-masker.ts";

const DAY = 86_400;
const mark = writeMark({ line: "a".repeat(24), number: 999_999_999, predecessor: "0123456789abcdef" });

function make(changes: Partial<NewCertificate> = {}): Promise<KeyPair> {
  return newCertificate({
    commonName: mark,
    keySize: 2048,
    notBefore: 1_798_761_600,
    validitySeconds: 180 * DAY,
    masker: noMasker,
    makeRsaKeys,
    ...changes,
  });
}

function parsed(certificate: X509Certificate): forge.pki.Certificate {
  return forge.pki.certificateFromPem(certificate.toString());
}

describe("the certificate", () => {
  it("signs itself, for its own key, with SHA-256", async () => {
    const { certificate, privateKey, chain, thumbprint } = await make();
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
    expect(parsed(certificate).siginfo.algorithmOid).toBe("1.2.840.113549.1.1.11");
    expect(chain).toEqual([]);
    expect(thumbprint).toBe(certificate.fingerprint.replaceAll(":", ""));
  });

  it("is for signing in as a client, and no authority", async () => {
    const { certificate } = await make();
    const extension = (name: string): unknown => parsed(certificate).getExtension({ name });
    expect(parsed(certificate).version).toBe(2);
    expect(certificate.ca).toBe(false);
    expect(extension("basicConstraints")).toMatchObject({ critical: true, cA: false });
    expect(extension("keyUsage")).toMatchObject({
      critical: true,
      digitalSignature: true,
      keyEncipherment: false,
      keyCertSign: false,
    });
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(extension("subjectKeyIdentifier")).toBeDefined();
  });

  it.each([
    ["a mark at its longest", mark],
    ["any script", "keyroll:a:1:0123456789abcdef Schlüssel 鍵 🔑"],
  ])("bears %s as its common name", async (_, commonName) => {
    const { certificate } = await make({ commonName });
    expect(certificate.subject).toBe(`CN=${commonName}`);
    expect(certificate.issuer).toBe(`CN=${commonName}`);
  });

  it.each([
    ["this decade", 1_798_761_600, 180 * DAY],
    ["over the change of notation in 2050", 2_524_607_000, DAY],
  ])("is valid as long as asked for, in %s", async (_, notBefore, validitySeconds) => {
    const { certificate } = await make({ notBefore, validitySeconds });
    expect(certificate.validFromDate.getTime()).toBe(notBefore * 1000);
    expect(certificate.validToDate.getTime()).toBe((notBefore + validitySeconds) * 1000);
  });

  it("has a positive serial number of 16 bytes, another each time", async () => {
    const serials = (await Promise.all([make(), make(), make()])).map((one) => one.certificate.serialNumber);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new Set(serials).size).toBe(3);
  });
});

it.each([2048, 3072, 4096] as const)("makes a key of %i bits", async (keySize) => {
  const { privateKey } = await make({ keySize });
  expect(privateKey.asymmetricKeyDetails).toMatchObject({ modulusLength: keySize, publicExponent: 65_537n });
});

it("is what the action itself accepts as a credential", async () => {
  const made = await make();
  const { pair, warnings } = await openKeyPair(
    material(pkcs8(made.privateKey) + made.certificate.toString()),
    noMasker,
  );
  expect(pair.thumbprint).toBe(made.thumbprint);
  expect(warnings).toEqual([]);
});

it("is masked before anybody has it", async () => {
  const { masker, shown } = recordingMasker();
  const { privateKey } = await make({ masker });
  const der = privateKey.export({ type: "pkcs8", format: "der" });
  for (const form of [pkcs8(privateKey), der.toString("base64"), der.toString("hex")]) {
    expect(shown(form).replace(/-----(BEGIN|END) PRIVATE KEY-----/g, "")).toMatch(/^[\s*]+$/);
  }
});
