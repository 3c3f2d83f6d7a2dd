import { generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import { createMasker } from "../../../src/secrets/mask.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
import { fixture, fixtureText, material, newCertificate, newRsa } from "../material/material.ts";
import { RunnerMasker } from "./runner-masker.ts";

function masking(): { masker: Masker; runner: RunnerMasker; emitted: string[] } {
  const runner = new RunnerMasker();
  const emitted: string[] = [];
  const masker = createMasker((value) => {
    emitted.push(value);
    runner.add(value);
  });
  return { masker, runner, emitted };
}

/** The longest run of characters that is left of a printed secret. Armour is not secret. */
function longestLeak(masked: string): number {
  const text = masked
    .replace(/-----(?:BEGIN|END)(?:[A-Z0-9 +]|%20)+-----/g, "***")
    .replace(/Proc-Type(?::|%3A)[ +]?(?:%20)?4(?:,|%2C)ENCRYPTED/g, "***")
    // The group of four that begins with what the forms below put before the secret.
    .replace(/^(?:dXNlcj..|YW[IJ].|YS..|YU..|YT..)/gm, "***");
  return Math.max(0, ...text.split(/\*\*\*|[\s"',:{}[\]]|\\r|\\n|%0A|%0D|%20/).map((run) => run.length));
}

function wrap(text: string, columns: number): string {
  return (text.match(new RegExp(`.{1,${String(columns)}}`, "g")) ?? []).join("\n");
}

function pemOf(key: KeyObject, type: "pkcs8" | "pkcs1"): string {
  return key.export({ type, format: "pem" }) as string;
}

function derOf(key: KeyObject, type: "pkcs8" | "pkcs1"): Buffer {
  return key.export({ type, format: "der" });
}

/** Every row of the masking table (docs/design.md, "Masking") but util.inspect of a Buffer, for one PEM. */
function formsOfText(text: string): Record<string, string> {
  const bytes = Buffer.from(text);
  const crlf = Buffer.from(text.replaceAll("\n", "\r\n"));
  return {
    text,
    CRLF: crlf.toString(),
    "spaces for newlines": text.replaceAll("\n", " "),
    indented: text.replace(/^/gm, "    "),
    "JSON-escaped": JSON.stringify({ key: text }),
    "JSON-escaped CRLF": JSON.stringify({ key: crlf.toString() }),
    "URL-encoded": encodeURIComponent(text),
    "URL-encoded form": new URLSearchParams({ key: text }).toString().slice(4),
    base64: bytes.toString("base64"),
    base64url: bytes.toString("base64url"),
    'base64 of "user:"': Buffer.from(`user:${text}`).toString("base64"),
    "base64 after 1, 2 and 3 bytes": ["a", "ab", "abc"]
      .map((prefix) => Buffer.from(prefix + text).toString("base64"))
      .join("\n"),
    "base64 without the last newline": Buffer.from(text.trimEnd()).toString("base64"),
    "base64 with two": Buffer.from(`${text}\n`).toString("base64"),
    "base64 with CRLF": crlf.toString("base64"),
    "base64url with CRLF": crlf.toString("base64url"),
    "base64 -w76": wrap(bytes.toString("base64"), 76),
    "base64 -w76 without the last newline": wrap(Buffer.from(text.trimEnd()).toString("base64"), 76),
    "base64 -w76 with CRLF": wrap(crlf.toString("base64"), 76),
    "openssl base64": wrap(bytes.toString("base64"), 64),
  };
}

function formsOfBytes(bytes: Buffer): Record<string, string> {
  return {
    base64: bytes.toString("base64"),
    base64url: bytes.toString("base64url"),
    "base64 in 76 columns": wrap(bytes.toString("base64"), 76),
    "base64 in 64 columns": wrap(bytes.toString("base64"), 64),
    "base64 within other bytes": Buffer.concat([Buffer.from("x"), bytes, Buffer.from("y")]).toString(
      "base64",
    ),
    hex: bytes.toString("hex"),
    HEX: bytes.toString("hex").toUpperCase(),
  };
}

function formsOfKey(key: KeyObject): Record<string, string> {
  const all: Record<string, string> = {};
  for (const type of ["pkcs8", "pkcs1"] as const) {
    for (const [name, form] of Object.entries(formsOfText(pemOf(key, type))))
      all[`${type} PEM ${name}`] = form;
    for (const [name, form] of Object.entries(formsOfBytes(derOf(key, type))))
      all[`${type} DER ${name}`] = form;
  }
  const jwk = key.export({ format: "jwk" });
  all["JWK"] = JSON.stringify({ ...jwk, kty: undefined, n: undefined, e: undefined });
  all["RSAKeyValue"] = Buffer.from(jwk.d ?? "", "base64url").toString("base64");
  return all;
}

describe("a private key", () => {
  const key = newRsa();

  it.each(["pkcs8", "pkcs1"] as const)(
    "given as %s PEM leaks in none of the forms of table A.1",
    async (type) => {
      const { masker, runner } = masking();
      const text = pemOf(key, type) + newCertificate(key, "own").toString();
      await openKeyPair(material(text), masker);
      for (const [name, form] of Object.entries(formsOfKey(key))) {
        expect([name, longestLeak(runner.mask(form)) < 8]).toEqual([name, true]);
      }
    },
  );

  it("masked by itself leaks in none of them either", () => {
    const { masker, runner } = masking();
    masker.privateKey(key);
    for (const [name, form] of Object.entries(formsOfKey(key))) {
      expect([name, longestLeak(runner.mask(form)) < 8]).toEqual([name, true]);
    }
  });

  it("hides each private member of a JWK and no more of it than that", () => {
    const { masker, runner } = masking();
    masker.privateKey(key);
    expect(runner.mask(JSON.stringify(key.export({ format: "jwk" })))).toMatch(
      // PEM lines hold parts of the modulus and are masked, so that `n` may have holes.
      /^\{"kty":"RSA","n":"[^"]+","e":"AQAB","d":"\*\*\*","p":"\*\*\*","q":"\*\*\*","dp":"\*\*\*","dq":"\*\*\*","qi":"\*\*\*"\}$/,
    );
  });

  it("of another type is masked too", () => {
    for (const other of [
      generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
      generateKeyPairSync("ed25519").privateKey,
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey,
    ]) {
      const { masker, runner } = masking();
      masker.privateKey(other);
      const der = derOf(other, "pkcs8");
      for (const form of [
        ...Object.values(formsOfText(pemOf(other, "pkcs8"))),
        ...Object.values(formsOfBytes(der)),
      ]) {
        expect(longestLeak(runner.mask(form))).toBeLessThan(8);
      }
    }
  });
});

describe("a pasted text", () => {
  it("of key and certificate leaks in no form; the certificate alone stays readable", () => {
    const key = fixtureText("rsa-pkcs8.pem");
    const certificate = fixtureText("rsa.crt");
    for (const text of [key + certificate, certificate + key, fixtureText("rsa-bag-attributes.pem")]) {
      const { masker, runner, emitted } = masking();
      masker.text(text);
      for (const form of Object.values(formsOfText(key))) {
        expect(longestLeak(runner.mask(form))).toBeLessThan(8);
      }
      expect(runner.mask(certificate)).toBe(certificate);
      expect(emitted.filter((value) => value.includes("\n") && value.includes("-----"))).toEqual([]);
    }
  });

  it("encrypted, with legacy headers", () => {
    for (const file of ["rsa-dek-info.pem", "rsa-pbes2-scrypt.pem"]) {
      const { masker, runner } = masking();
      masker.text(fixtureText(file));
      for (const form of Object.values(formsOfText(fixtureText(file)))) {
        expect(longestLeak(runner.mask(form))).toBeLessThan(8);
      }
    }
  });

  it("of a PFX, as base64", () => {
    const pfx = fixture("rsa-aes256.pfx");
    const { masker, runner } = masking();
    masker.text(pfx.toString("base64"));
    masker.bytes(pfx);
    for (const form of [
      ...Object.values(formsOfBytes(pfx)),
      ...Object.values(formsOfText(pfx.toString("base64"))),
    ]) {
      expect(longestLeak(runner.mask(form))).toBeLessThan(8);
    }
  });

  it("with blanks before it, wrapped with them", () => {
    const { masker, runner } = masking();
    const text = `\n  ${randomBytes(150).toString("base64")}\n`;
    masker.text(text);
    const printed = wrap(Buffer.from(text).toString("base64"), 76);
    // The blanks themselves are encoded first.
    expect(longestLeak(runner.mask(printed))).toBeLessThan(8);
  });

  it("of any kind leaks in no form", () => {
    const character = fc.constantFrom(...Array.from("abcXYZ019+/=_-.~!*'()&<>\"\\%$ \n\réß€😀"), "\ud800");
    fc.assert(
      fc.property(fc.array(character, { minLength: 8, maxLength: 200 }), (characters) => {
        const text = characters.join("");
        fc.pre(text.trim().length >= 8);
        const { masker, runner, emitted } = masking();
        masker.text(text);
        for (const value of emitted) expect(value.trim().length).toBeGreaterThanOrEqual(8);
        const core = Buffer.from(text.trim()).toString();
        const hidden = (form: string): void => {
          expect(runner.mask(`<${form}>`)).toBe("<***>");
        };
        hidden(JSON.stringify(core).slice(1, -1));
        hidden(encodeURIComponent(core));
        // By Node's own: the masker makes it in another way.
        const inForm = new URLSearchParams([["", core]]).toString().slice(1);
        hidden(inForm);
        expect(emitted).toContain(inForm);
        for (const line of core.split(/[\r\n]/)) if (line.trim().length >= 8) hidden(line.trim());
        expect(longestLeak(runner.mask(Buffer.from(text.trim()).toString("base64")))).toBeLessThan(8);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is not masked", () => {
  it.each([
    ["nothing", ""],
    ["seven characters", "1234567"],
    ["seven characters among blanks", "   1234567   \n\n"],
    ["a header alone", "-----BEGIN PRIVATE KEY-----"],
    ["a public certificate", fixtureText("rsa.crt")],
    ["a public certificate with CRLF", fixtureText("rsa.crt").replaceAll("\n", "\r\n")],
    ["empty armour", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"],
  ])("%s", (_, text) => {
    const { masker, emitted } = masking();
    masker.text(text);
    expect(emitted).toEqual([]);
  });

  it("short bytes", () => {
    const { masker, emitted } = masking();
    masker.bytes(Buffer.from("abc"));
    expect(emitted).toEqual([]);
  });

  it("short lines: a brace must not turn every brace of the log into ***", () => {
    const { masker, runner } = masking();
    masker.text('{\n  "client_secret": "a-long-secret-value"\n}\n');
    expect(runner.mask("{ } if (a) { b }")).toBe("{ } if (a) { b }");
    expect(runner.mask('  "client_secret": "a-long-secret-value"')).toBe("  ***");
    expect(runner.mask('{\\n  \\"client_secret\\": \\"a-long-secret-value\\"\\n}')).toBe("***");
  });

  it("the rest of a log after a whole key pair", async () => {
    const { masker, runner } = masking();
    const key = newRsa();
    const certificate = newCertificate(key, "own");
    await openKeyPair(material(pemOf(key, "pkcs8") + certificate.toString()), masker);
    const log = [
      certificate.toString(),
      certificate.fingerprint,
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN RSA PRIVATE KEY-----",
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
    ].join("\n");
    expect(runner.mask(log)).toBe(log);
  });
});

describe("cost", () => {
  it("emits each value once", () => {
    const { masker, emitted } = masking();
    const key = newRsa();
    masker.privateKey(key);
    const before = emitted.length;
    masker.privateKey(key);
    masker.text(pemOf(key, "pkcs8"));
    masker.bytes(derOf(key, "pkcs1"));
    expect(emitted.length).toBe(before);
    expect(new Set(emitted).size).toBe(before);
  });

  it("stays under 400 commands and a few milliseconds for an RSA-4096 key pair", async () => {
    const key = newRsa(4096);
    const text = pemOf(key, "pkcs1") + newCertificate(key, "large").toString();
    const emitted: string[] = [];
    const started = performance.now();
    await openKeyPair(
      material(text),
      createMasker((value) => emitted.push(value)),
    );
    const spent = performance.now() - started;
    expect(emitted.length).toBeLessThan(400);
    expect(spent).toBeLessThan(100);
  });
});
