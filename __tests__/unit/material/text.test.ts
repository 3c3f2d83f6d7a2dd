import { createPrivateKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openKeyPair } from "../../../src/material/key-pair.ts";
import { readBlocks } from "../../../src/material/pem.ts";
import { normalise } from "../../../src/material/text.ts";
import { fixture, fixtureText, material, noMasker, refusal } from "./material.ts";

const key = fixtureText("rsa-pkcs8.pem");
const certificate = fixtureText("rsa.crt");
const both = key + certificate;
const thumbprint = "2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56";

const inside: Readonly<Record<string, (text: string) => string>> = {
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  "CR only": (text) => text.replaceAll("\n", "\r"),
  "literal \\n": (text) => text.replaceAll("\n", "\\n"),
  "literal \\r\\n": (text) => text.replaceAll("\n", "\\r\\n"),
  "literal \\\\n": (text) => text.replaceAll("\n", "\\\\n"),
  "spaces for newlines": (text) => text.replaceAll("\n", " "),
  "no newlines at all": (text) => text.replaceAll("\n", ""),
  indented: (text) => text.replace(/^/gm, "    "),
  "tabs and trailing blanks": (text) => text.replace(/^/gm, "\t").replace(/$/gm, "  "),
  "blank lines": (text) => text.replaceAll("\n", "\n\n"),
  "no last newline": (text) => text.trimEnd(),
  "text before": (text) =>
    `Bag Attributes\n    localKeyID: 2F C2 E7\nKey Attributes: <No Attributes>\n${text}`,
  "text after": (text) => `${text}\nthis is the key of "contoso", do not lose it\n`,
  "text between": (text) => text.replaceAll("-----BEGIN", "subject=CN = contoso\n\n-----BEGIN"),
};

const encoding: Readonly<Record<string, (text: string) => string>> = {
  none: (text) => text,
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 wrapped": (text) =>
    (
      Buffer.from(text)
        .toString("base64")
        .match(/.{1,76}/g) ?? []
    ).join("\n"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "base64 of UTF-16": (text) => Buffer.from(text, "utf16le").toString("base64"),
  "base64 of UTF-16 with BOM": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").toString("base64"),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  "JSON of .NET": (text) => JSON.stringify(text).slice(1, -1).replaceAll("+", "\\u002B"),
  "JSON of PHP": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
};

const around: Readonly<Record<string, (text: string) => string>> = {
  "double quotes": (text) => `"${text}"`,
  "single quotes": (text) => `'${text}'`,
  "escaped quotes": (text) => `\\"${text}\\"`,
  BOM: (text) => `\uFEFF${text}`,
  "blanks around": (text) => `\n\n  ${text} \t\n`,
  "trailing newline": (text) => `${text}\n`,
};

async function opens(text: string): Promise<void> {
  const { pair } = await openKeyPair(material(text), noMasker);
  expect(pair.thumbprint).toBe(thumbprint);
  expect(pair.privateKey.equals(createPrivateKey(key))).toBe(true);
}

describe("repairing", () => {
  it.each(Object.keys({ ...inside, ...encoding, ...around }))("%s", async (name) => {
    const mangle = { ...inside, ...encoding, ...around }[name];
    await opens(mangle?.(both) ?? "");
  });

  it("gives the same key for any mixture of manglings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(both, certificate + key),
        fc.array(fc.constantFrom(...Object.values(inside)), { maxLength: 4 }),
        fc.constantFrom(...Object.values(encoding)),
        fc.array(fc.constantFrom(...Object.values(around)), { maxLength: 4 }),
        async (text, a, b, c) => {
          const mangled = [...a, b, ...c].reduce((value, mangle) => mangle(value), text);
          await opens(mangled);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps the headers of a legacy encrypted key through every mangling", async () => {
    for (const name of ["rsa-dek-info.pem", "rsa-dek-info-3des.pem"]) {
      for (const mangle of [...Object.values(inside), ...Object.values(encoding), ...Object.values(around)]) {
        const input = material(mangle(fixtureText(name) + certificate), "fixture-pass");
        expect((await openKeyPair(input, noMasker)).pair.thumbprint).toBe(thumbprint);
      }
    }
  });

  it("reads Bag Attributes as `openssl pkcs12` writes them", () =>
    opens(fixtureText("rsa-bag-attributes.pem")));

  it("takes blocks whose words have lost their blanks", () =>
    opens(
      both.replaceAll("BEGIN PRIVATE KEY", "BEGINPRIVATEKEY").replaceAll("END PRIVATE KEY", "ENDPRIVATEKEY"),
    ));

  it("goes by contents where the label is wrong", () =>
    opens(both.replaceAll("PRIVATE KEY", "RSA PRIVATE KEY").replaceAll("CERTIFICATE", "PRIVATE KEY")));

  it("reads base64 of DER, wrapped, url-safe and without padding", () => {
    const pfx = fixture("rsa-aes256.pfx");
    const base64 = pfx.toString("base64");
    for (const text of [
      base64,
      base64.replace(/=+$/, ""),
      pfx.toString("base64url"),
      (base64.match(/.{1,64}/g) ?? []).join("\r\n"),
      `"${(base64.match(/.{1,76}/g) ?? []).join("\\n")}"`,
    ]) {
      expect(normalise("certificate", text)).toEqual({ kind: "bytes", bytes: pfx });
    }
  });

  it("takes no quadratic time over blanks, dashes or backslashes", () => {
    const started = performance.now();
    for (const filler of [" ", "\n", "-", "\\", '"', "-----BEGIN ", "A "]) {
      const text = `x${filler.repeat(Math.floor(200_000 / filler.length))}x`;
      try {
        const found = normalise("certificate", text);
        if (found.kind === "pem") readBlocks("certificate", found.text);
      } catch {
        // Refused; how, does not matter here.
      }
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("refusing", () => {
  const body = key.split("\n").slice(1, -2).join("\n");
  const pfx64 = fixture("rsa-aes256.pfx").toString("base64");

  it.each([
    ["", "input-missing", "the value is empty"],
    [" \n\t\n", "input-missing", "pull requests from forks get no secrets"],
    ["\uFEFF", "input-missing", "is empty"],
    ['""', "input-missing", "is empty"],
    ["***", "key-material-invalid", "literally `***`: it was copied from a log"],
    [
      "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----",
      "key-material-invalid",
      "copied from a log",
    ],
    ["${{ secrets.KEY }}", "key-material-invalid", "nothing has filled in"],
    ["${{ secrets.KEY }}\n${{ secrets.CERTIFICATE }}", "key-material-invalid", "nothing has filled in"],
    ["$(KEY)", "key-material-invalid", "nothing has filled in"],
    ["$KEY", "key-material-invalid", "nothing has filled in"],
    ["${KEY}", "key-material-invalid", "nothing has filled in"],
    ["null", "key-material-invalid", "a word for nothing"],
    ["not base64!!", "key-material-invalid", "not valid base64 at position 10 of 11"],
    ["MIIEvQ…", "key-material-invalid", "position 7 of 7 (U+2026)"],
    ["MIIEv", "key-material-invalid", "in the middle of a group of four"],
    ["MIIE=QQQ", "key-material-invalid", "not valid base64 at position 6 of 8"],
    ["MIIEv===", "key-material-invalid", "not valid base64 at position 8 of 8"],
    ["MIIEvR==", "key-material-invalid", "stray bits"],
    ["./keys/client.pfx", "key-material-invalid", "a file's name, not its contents"],
    ["2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56", "key-material-invalid", "a thumbprint"],
    ["30820AF2020103", "key-material-invalid", "hexadecimal"],
    ["0\u0082\u0001\u0000\ufffd", "key-material-invalid", "a binary file read as text"],
    ['{"kty":"RSA","d":"x"}', "key-material-invalid", "JSON"],
    ["<RSAKeyValue><D>x</D></RSAKeyValue>", "key-material-invalid", "XML"],
    ["PuTTY-User-Key-File-2: ssh-rsa", "key-material-invalid", "PuTTY"],
    ["ssh-rsa AAAAB3NzaC1yc2E me@home", "key-material-invalid", "SSH public key"],
    ["—–BEGIN PRIVATE KEY—–\nMIIE", "key-material-invalid", "dashes of its BEGIN line are damaged"],
    ["---BEGIN PRIVATE KEY---\nMIIE", "key-material-invalid", "dashes of its BEGIN line are damaged"],
    [Buffer.from("hello, world of keys").toString("base64"), "key-material-invalid", "neither PEM nor a PFX"],
    [Buffer.from(pfx64).toString("base64"), "key-material-invalid", "encoded twice"],
    ["A".repeat(1_048_577), "key-material-invalid", "1048577 characters"],
    ["-----BEGIN PRIVATE KEY-----", "key-material-invalid", "only the first line of the PEM arrived"],
    [
      `-----BEGIN PRIVATE KEY-----\n${body}`,
      "key-material-invalid",
      "END line of PRIVATE KEY is missing; the value was cut at 1677 bytes",
    ],
    [
      `-----BEGIN PRIVATE KEY-----\n${body}\n${certificate}`,
      "key-material-invalid",
      "END line of PRIVATE KEY is missing",
    ],
    [`${body}\n-----END PRIVATE KEY-----\n`, "key-material-invalid", "BEGIN line of PRIVATE KEY is missing"],
    [`${certificate}-----BEGIN PRIV`, "key-material-invalid", "a BEGIN line is damaged or was cut"],
    [
      "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
      "key-material-invalid",
      "nothing between them",
    ],
    [
      `-----BEGIN PRIVATE KEY-----\n${body}\n-----END CERTIFICATE-----`,
      "key-material-invalid",
      "begins as PRIVATE KEY and ends as CERTIFICATE",
    ],
    [
      key.replace("\n", "\n!"),
      "key-material-invalid",
      "is damaged (1625 characters, not base64 at position 1:",
    ],
    [
      key.replace(/\n[^\n-]+(?=\n-----END)/, ""),
      "key-material-invalid",
      "was cut: it holds 1200 of 1216 bytes",
    ],
    [
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n-----END OPENSSH PRIVATE KEY-----",
      "key-material-invalid",
      "ssh-keygen -p -m PKCS8 -f key",
    ],
    [
      "-----BEGIN PGP PRIVATE KEY BLOCK-----\nx\n=abc\n-----END PGP PRIVATE KEY BLOCK-----",
      "key-material-invalid",
      "PGP",
    ],
    [
      "-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----",
      "key-material-invalid",
      "neither certificate nor key",
    ],
    [
      Buffer.from("feedfeed0000000200000001", "hex").toString("base64"),
      "key-material-invalid",
      "Java keystore",
    ],
    [
      Buffer.from("00ff".repeat(20), "hex").toString("base64"),
      "key-material-invalid",
      "(40 bytes) is no key, certificate or PFX",
    ],
  ])("%#: $2", async (text, code, words) => {
    const error = await refusal(() => openKeyPair(material(text), noMasker));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.what).toMatch(/^certificate: .*\.$/);
    expect(error.remedy).not.toBe("");
  });

  it("never shows any of the value, however it is damaged", async () => {
    const secret = (key.match(/^[^-\n]+$/gm) ?? []).join("");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(both.length),
        fc.nat(200),
        fc.constantFrom("", "!", "é", "-", "=", "\u0000", "-----", "***"),
        async (at, length, put) => {
          const damaged = both.slice(0, at) + put + both.slice(at + length);
          const message = await openKeyPair(material(damaged), noMasker).then(
            () => "",
            (error: unknown) => String(error),
          );
          for (let i = 0; i + 8 <= secret.length; i++) {
            if (message.includes(secret.slice(i, i + 8))) throw new Error(`shows ${secret.slice(i, i + 8)}`);
          }
          expect(message === "" || message.startsWith("ActionError: certificate: ")).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
