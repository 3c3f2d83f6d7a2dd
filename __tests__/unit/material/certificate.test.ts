import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { assertNotExpired, assertValidNow, subjects } from "../../../src/material/certificate.ts";
import { fixtureText, newCertificate, newRsa, refusal } from "./material.ts";

const key = newRsa();
const certificate = newCertificate(key, "contoso", {
  from: new Date("2026-01-01T00:00:00Z"),
  to: new Date("2026-05-01T12:00:00Z"),
});
const at = (iso: string): number => Date.parse(iso);

describe("validity", () => {
  it("accepts the first second and the last", () => {
    for (const now of ["2026-01-01T00:00:00Z", "2026-05-01T11:59:59Z"]) {
      assertValidNow("proof-certificate", certificate, at(now));
      assertNotExpired("certificate", certificate, at(now));
    }
  });

  it.each([
    ["2026-05-01T12:00:00Z", "0 minutes"],
    ["2026-05-01T12:01:59Z", "1 minute"],
    ["2026-05-01T15:00:00Z", "3 hours"],
    ["2026-05-02T12:00:00Z", "1 day"],
    ["2026-11-20T12:00:00Z", "203 days"],
  ])("expired at %s", async (now, ago) => {
    const error = await refusal(() => {
      assertValidNow("proof-certificate", certificate, at(now));
    });
    expect(error.code).toBe("certificate-not-valid-now");
    expect(error.what).toBe(`proof-certificate: the certificate expired 2026-05-01 (${ago} ago).`);
    expect(error.remedy).toContain("addKey cannot be used when all certificates of the object are expired");
    const upload = await refusal(() => {
      assertNotExpired("certificate", certificate, at(now));
    });
    expect(upload.what).toBe(`certificate: the certificate expired 2026-05-01 (${ago} ago).`);
  });

  it("not yet valid: refused for signing, accepted for upload", async () => {
    const now = at("2025-12-22T00:00:00Z");
    assertNotExpired("certificate", certificate, now);
    const error = await refusal(() => {
      assertValidNow("proof-certificate", certificate, now);
    });
    expect(error.code).toBe("certificate-not-valid-now");
    expect(error.what).toContain("is not yet valid: it begins 2026-01-01T00:00:00Z (in 10 days)");
  });
});

describe("subjects", () => {
  it("are one line without control or direction characters, and five at most", () => {
    const evil = newCertificate(key, "a\u202Eb\nc::error::d");
    const text = subjects([
      evil,
      ...Array.from({ length: 6 }, () => new X509Certificate(fixtureText("rsa.crt"))),
    ]);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\n]/u);
    expect(text).toMatch(/; and 2 more$/);
    expect(text).toContain("CN=graph-keyroll-fixture (2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56)");
  });
});
