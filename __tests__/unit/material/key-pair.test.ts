import { createPrivateKey, sign, verify, type KeyObject, type X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
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

const key = newRsa();
const certificate = newCertificate(key, "own");
const other = newCertificate(newRsa(), "other");
const fixtureCertificate = fixtureText("rsa.crt");
const fixtureThumbprint = "2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56";

function pem(...parts: readonly (KeyObject | X509Certificate)[]): string {
  return parts.map((part) => ("raw" in part ? part.toString() : pkcs8(part))).join("");
}

describe("PEM", () => {
  it.each(["pkcs8", "pkcs1"] as const)("%s, in any order", async (type) => {
    const text = key.export({ type, format: "pem" }) as string;
    for (const both of [text + certificate.toString(), certificate.toString() + text]) {
      const { pair, warnings } = await openKeyPair(material(both), noMasker);
      expect(pair.privateKey.equals(key)).toBe(true);
      expect(pair.certificate.fingerprint256).toBe(certificate.fingerprint256);
      expect(pair.thumbprint).toMatch(/^[0-9A-F]{40}$/);
      expect(pair.chain).toEqual([]);
      expect(warnings).toEqual([]);
    }
  });

  it("takes the certificate that belongs to the key, not the first, and the rest as chain", async () => {
    const { pair } = await openKeyPair(material(pem(other, key, certificate, certificate, other)), noMasker);
    expect(pair.certificate.subject).toBe("CN=own");
    expect(pair.chain.map((one) => one.subject)).toEqual(["CN=other"]);
  });

  it("takes the one that ends last, where several belong to the key, and says so", async () => {
    const validity = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2121-01-01T00:00:00Z") };
    const renewed = newCertificate(key, "renewed", validity);
    const { pair, warnings } = await openKeyPair(material(pem(certificate, key, renewed)), noMasker);
    expect(pair.certificate.subject).toBe("CN=renewed");
    expect(warnings).toEqual([
      `certificate: 2 certificates belong to this private key; used the one that ends last, thumbprint ${pair.thumbprint}.`,
    ]);
  });

  it("takes a TRUSTED CERTIFICATE", async () => {
    const text = fixtureText("rsa-pkcs8.pem") + fixtureText("rsa-trusted.crt");
    const { pair } = await openKeyPair(material(text), noMasker);
    expect(pair.certificate.toString()).toBe(fixtureCertificate);
  });

  it("warns of more than 4096 bits", async () => {
    // 4104 and not 8192: as good here, and made in a tenth of the time.
    const large = newRsa(4104);
    const { warnings } = await openKeyPair(material(pem(large, newCertificate(large, "large"))), noMasker);
    expect(warnings).toEqual([expect.stringContaining("RSA 4104 is larger than")]);
  });
});

describe("encrypted PEM", () => {
  const files = ["rsa-pbes2-pbkdf2.pem", "rsa-pbes2-scrypt.pem", "rsa-dek-info.pem", "rsa-dek-info-3des.pem"];

  it.each(files)("%s", async (file) => {
    const input = material(fixtureText(file) + fixtureCertificate, "fixture-pass");
    const { pair } = await openKeyPair(input, noMasker);
    expect(pair.thumbprint).toBe(fixtureThumbprint);
    expect(pair.privateKey.equals(createPrivateKey(fixtureText("rsa-pkcs8.pem")))).toBe(true);
  });

  it.each([
    [undefined, "the private key in `certificate` is encrypted and no password was given."],
    ["", "is encrypted and no password was given."],
    ["wrong", "the password is wrong for the private key in `certificate`."],
    ["fixture-pass\n", "(it works without its trailing newline)"],
    ['"fixture-pass"', "(it works without the quotes around it)"],
  ])("password %#", async (password, words) => {
    for (const file of files) {
      const input = material(fixtureText(file) + fixtureCertificate, password);
      const error = await refusal(() => openKeyPair(input, noMasker));
      expect(error.code).toBe("key-material-invalid");
      expect(error.what).toMatch(/^certificate-password: /);
      expect(error.message).toContain(words);
      expect(error.message).not.toContain("fixture-pass");
    }
  });

  it("calls every wrong password wrong, also the few that leave right padding", async () => {
    for (let i = 0; i < 600; i++) {
      const input = material(fixtureText("rsa-dek-info.pem") + fixtureCertificate, `wrong${String(i)}`);
      const error = await refusal(() => openKeyPair(input, noMasker));
      expect(error.message).toContain("the password is wrong");
    }
  });

  it("RC2-40 is refused in words", async () => {
    const input = material(fixtureText("rsa-rc2-40.pem") + fixtureCertificate, "fixture-pass");
    const error = await refusal(() => openKeyPair(input, noMasker));
    expect(error.message).toContain("OpenSSL 3 refuses (such as RC2-40)");
  });

  it("a password too many does no harm", async () => {
    const { pair } = await openKeyPair(material(pem(key, certificate), "unneeded"), noMasker);
    expect(pair.privateKey.equals(key)).toBe(true);
  });
});

describe("refusing", () => {
  const weak = newRsa(1024);

  it.each([
    [
      "EC",
      fixtureText("ec-sec1.pem") + fixtureText("ec.crt"),
      "key type EC (P-256): Microsoft Entra needs RSA here",
    ],
    ["Ed25519", fixtureText("ed25519.pem") + fixtureCertificate, "key type Ed25519"],
    ["RSA-PSS", fixtureText("rsa-pss.pem") + fixtureText("rsa-pss.crt"), "the key is RSA-PSS only"],
    ["RSA 1024", pem(weak, newCertificate(weak, "weak")), "RSA 1024 is too weak; at least 2048"],
    ["certificate alone", pem(certificate), "holds a CERTIFICATE and no private key"],
    ["key alone", pem(key), "holds a PRIVATE KEY and no certificate"],
    [
      "DER key alone",
      (key.export({ type: "pkcs1", format: "der" }) as Buffer).toString("base64"),
      "holds a PRIVATE KEY",
    ],
    ["DER certificate alone", certificate.raw.toString("base64"), "holds a CERTIFICATE"],
    ["two keys", pem(key, weak, certificate), "there are 2 private keys"],
    ["PKCS#7", fixtureText("rsa.p7b"), "PKCS#7"],
    [
      "a public key",
      certificate.publicKey.export({ type: "spki", format: "pem" }) as string,
      "only a public key",
    ],
  ])("%s", async (_, text, words) => {
    const error = await refusal(() => openKeyPair(material(text), noMasker));
    expect(["key-material-invalid", "certificate-mismatch"]).toContain(error.code);
    expect(error.message).toContain(words);
  });

  it("a key that is base64 and a SEQUENCE, but no key", async () => {
    const text = (key.export({ type: "pkcs8", format: "der" }) as Buffer).fill(0x41, 40);
    const error = await refusal(() => openKeyPair(material(text.toString("base64")), noMasker));
    expect(error.message).toContain("the private key is damaged");
  });

  /** Every combination of members, so that none of them goes unlooked at. */
  it("a key whose private numbers are damaged: it would sign, and nobody could verify", async () => {
    const members = ["d", "p", "q", "dp", "dq", "qi"] as const;
    const jwk = key.export({ format: "jwk" });
    let refused = 0;
    for (let set = 1; set < 1 << members.length; set++) {
      const der = key.export({ type: "pkcs8", format: "der" });
      for (const member of members.filter((_, index) => (set >> index) & 1)) {
        const at = der.indexOf(Buffer.from(jwk[member] ?? "", "base64url"));
        der.writeUInt8(der.readUInt8(at + 20) ^ 0x10, at + 20);
      }
      const signs = signsRight(der);
      const text = `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
      const opening = openKeyPair(material(text + pem(certificate)), noMasker);
      if (signs) {
        await opening;
        continue;
      }
      const error = await refusal(() => opening);
      expect(error.message).toContain("the private key is damaged");
      refused++;
    }
    expect(refused).toBeGreaterThan(20);
  });

  /** OpenSSL does without some of the numbers; then there is nothing to refuse. */
  function signsRight(der: Buffer): boolean {
    try {
      const damaged = createPrivateKey({ key: der, type: "pkcs8", format: "der" });
      return verify("sha256", der, certificate.publicKey, sign("sha256", der, damaged));
    } catch {
      return false;
    }
  }

  it("a certificate of another key, with its thumbprint", async () => {
    const error = await refusal(() => openKeyPair(material(pem(key, other)), noMasker));
    expect(error.code).toBe("certificate-mismatch");
    expect(error.what).toBe(
      `certificate: the certificate (thumbprint ${other.fingerprint.replaceAll(":", "")}) does not belong to this private key.`,
    );
  });

  it("certificates none of which belongs to the key, with their subjects", async () => {
    const text = pem(key, other) + fixtureCertificate + fixtureText("ec.crt");
    const error = await refusal(() => openKeyPair(material(text), noMasker));
    expect(error.code).toBe("certificate-mismatch");
    expect(error.what).toContain("3 certificates, none matches the private key: CN=other (");
    expect(error.what).toContain("CN=graph-keyroll-ec");
  });
});

describe("masking", () => {
  function recorder(): { masker: Masker; seen: string[] } {
    const seen: string[] = [];
    return {
      seen,
      masker: {
        text: () => seen.push("text"),
        bytes: () => seen.push("bytes"),
        privateKey: () => seen.push("key"),
      },
    };
  }

  it("PEM, encrypted PEM and PFX before returning", async () => {
    const cases = [
      [material(pem(key, certificate)), ["text", "key"]],
      [material(fixtureText("rsa-pbes2-scrypt.pem") + fixtureCertificate, "fixture-pass"), ["text", "key"]],
      [material(fixture("rsa-aes256.pfx").toString("base64"), "fixture-pass"), ["bytes", "key"]],
    ] as const;
    for (const [input, expected] of cases) {
      const { masker, seen } = recorder();
      await openKeyPair(input, masker);
      expect(seen).toEqual(expected);
    }
  });

  it("also what is then refused", async () => {
    const { masker, seen } = recorder();
    await refusal(() => openKeyPair(material(pem(key, other)), masker));
    expect(seen).toEqual(["text", "key"]);
  });
});
