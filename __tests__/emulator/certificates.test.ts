import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeCertificate } from "../../emulator/certificates.ts";
import { combinedPem, encryptedPkcs8Pem, pfx, pkcs1Pem, pkcs8Pem, sec1Pem } from "../../emulator/keyFiles.ts";
import { isModernPfx, openPfx } from "../../emulator/pfx.ts";
import { readCertificate } from "../../emulator/x509.ts";
import { certificate } from "./client.ts";

describe("a certificate", () => {
  it("signs itself and holds what was asked for", () => {
    const notBefore = new Date("2026-01-01T00:00:00Z");
    const notAfter = new Date("2051-01-01T00:00:00Z");
    const made = makeCertificate({ subject: "Zürich", keySize: 3072, notBefore, notAfter });
    const read = new X509Certificate(made.der);
    expect(read.subject).toBe("CN=Zürich");
    expect(read.verify(made.publicKey)).toBe(true);
    expect([read.validFromDate, read.validToDate]).toEqual([notBefore, notAfter]);
    expect(read.fingerprint.replaceAll(":", "")).toBe(made.thumbprint);
    expect(made.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(new X509Certificate(made.certificatePem).raw.equals(made.der)).toBe(true);
  });

  it("may be of an elliptic curve, and signed by an authority", () => {
    const authority = makeCertificate({ subject: "CA", key: "ec", isAuthority: true });
    const leaf = makeCertificate({
      subject: "leaf",
      issuer: authority,
      hosts: ["localhost", "127.0.0.1", "::1"],
    });
    const read = new X509Certificate(leaf.der);
    expect(read.verify(authority.publicKey)).toBe(true);
    expect(read.checkIssued(new X509Certificate(authority.der))).toBe(true);
    expect([read.checkHost("localhost"), read.checkIP("127.0.0.1"), read.checkIP("::1")]).toEqual([
      "localhost",
      "127.0.0.1",
      "::1",
    ]);
    expect(sec1Pem(authority)).toContain("BEGIN EC PRIVATE KEY");
  });
});

describe("key files", () => {
  const made = certificate("files");

  it("hold the same key in every form", () => {
    for (const text of [pkcs8Pem(made), pkcs1Pem(made), combinedPem(made)]) {
      expect(createPrivateKey(text).equals(made.privateKey)).toBe(true);
    }
    const key = createPrivateKey({ key: encryptedPkcs8Pem(made, "pass"), passphrase: "pass" });
    expect(key.equals(made.privateKey)).toBe(true);
  });

  it.each(["modern", "legacy"] as const)("a %s PFX opens with its password only", (encryption) => {
    const authority = makeCertificate({ subject: "CA", isAuthority: true });
    const file = pfx(made, { password: "right", encryption, chain: [authority] });
    expect(isModernPfx(file)).toBe(encryption === "modern");
    const opened = openPfx(file, "right");
    expect(opened?.certificate.thumbprint).toBe(made.thumbprint);
    expect(opened?.chain).toEqual([authority.der.toString("base64")]);
    expect(createPrivateKey(opened?.privateKey ?? "").equals(made.privateKey)).toBe(true);
    expect(openPfx(file, "wrong")).toBeUndefined();
    expect(openPfx(file.subarray(0, 500), "right")).toBeUndefined();
  });

  it("are told from a certificate", () => {
    expect(readCertificate(made.der)?.thumbprint).toBe(made.thumbprint);
    expect(readCertificate(Buffer.from(made.certificatePem))).toBeUndefined();
    expect(
      readCertificate(Buffer.from(made.publicKey.export({ type: "spki", format: "der" }))),
    ).toBeUndefined();
  });
});
