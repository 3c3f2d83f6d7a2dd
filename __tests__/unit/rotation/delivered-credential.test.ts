import { makeRsaKeys } from "../../../src/rsa-keys.ts";
import { createSecureContext } from "node:tls";
import fc from "fast-check";
import forge from "node-forge";
import { beforeAll, describe, expect, it } from "vitest";
import { openKeyPair, type KeyPair } from "../../../src/material/key-pair.ts";
import type { CarriedState } from "../../../src/rotation/carried-state.ts";
import {
  readDelivered,
  writeDelivered,
  type DeliveredForm,
} from "../../../src/rotation/delivered-credential.ts";
import { newCertificate } from "../../../src/rotation/new-certificate.ts";
import { reveal, Secret } from "../../../src/secrets/secret.ts";
import { fixture, material, noMasker, pkcs8 } from "../material/material.ts";
import { carriedState } from "./arbitrary-state.ts";
import { recordingMasker } from "./recording-masker.ts";

const PASSWORD = "delivered-password";
const state: CarriedState = {
  line: "nightly",
  number: 3,
  keyId: "11111111-2222-4333-8444-555555555555",
  previousKeyId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
  deliveredAt: 1_798_761_600,
};
const pem: DeliveredForm = { form: "pem" };
const pfx = pfxWith(PASSWORD);

let pair: KeyPair;
beforeAll(async () => {
  const make = (commonName: string): Promise<KeyPair> =>
    newCertificate({
      commonName,
      keySize: 2048,
      notBefore: 1_798_761_600,
      validitySeconds: 86_400,
      masker: noMasker,
      makeRsaKeys,
    });
  const [made, other] = await Promise.all([make("keyroll:nightly:3:0123456789abcdef"), make("above it")]);
  pair = { ...made, chain: [other.certificate] };
});

function pfxWith(password: string): DeliveredForm {
  return { form: "pfx", password: new Secret(password, "deliver-password") };
}

async function delivered(as: DeliveredForm, carried = state): Promise<string> {
  return reveal(await writeDelivered(pair, carried, as, noMasker));
}

describe.each([
  ["PEM", pem, undefined],
  ["PFX", pfx, PASSWORD],
] as const)("as %s", (_, as, password) => {
  it("opens as the credential that it is, chain and all", async () => {
    const opened = await openKeyPair(material(await delivered(as), password), noMasker);
    expect(opened.warnings).toEqual([]);
    expect(opened.pair.thumbprint).toBe(pair.thumbprint);
    expect(opened.pair.privateKey.equals(pair.privateKey)).toBe(true);
    expect(opened.pair.chain.map((one) => one.subject)).toEqual(["CN=above it"]);
  });

  it("gives its state back", async () => {
    const secret = password === undefined ? undefined : new Secret(password, "certificate-password");
    expect(await readDelivered(await delivered(as), secret)).toEqual(state);
  });

  it("is masked before anybody has it", async () => {
    const { masker, shown } = recordingMasker();
    const text = reveal(await writeDelivered(pair, state, as, masker));
    const key = /-----BEGIN PRIVATE KEY-----\n([^-]+)/.exec(text)?.[1] ?? text;
    expect(shown(text)).not.toContain(key.slice(0, 24));
    expect(shown(Buffer.from(text).toString("base64"))).toMatch(/^\*+.{0,4}$/);
    expect(shown(key).replaceAll("\n", "")).toMatch(/^\*+$/);
  });
});

describe("a PEM", () => {
  it("has the explanatory lines, an empty line, the key, its certificate, the chain", async () => {
    const text = await delivered(pem);
    expect(text.replace(/(-----BEGIN [A-Z ]+-----\n)[^-]+/g, "$1…\n")).toBe(
      [
        "keyroll-line: nightly",
        "keyroll-number: 3",
        "keyroll-key-id: 11111111-2222-4333-8444-555555555555",
        "keyroll-previous-key-id: aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
        "keyroll-delivered-at: 2027-01-01T00:00:00Z",
        "",
        "-----BEGIN PRIVATE KEY-----",
        "…",
        "-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "…",
        "-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----",
        "…",
        "-----END CERTIFICATE-----",
        "",
      ].join("\n"),
    );
  });

  it.each<[how: string, untidy: (text: string) => string]>([
    ["with CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["with literal newlines", (text) => text.replaceAll("\n", "\\n")],
    ["with spaces for newlines", (text) => text.replaceAll("\n", " ")],
    ["without line ends", (text) => text.replaceAll("\n", "")],
    ["as JSON", (text) => JSON.stringify(text)],
    ["in quotes", (text) => `'${text}'`],
    ["as base64", (text) => Buffer.from(text).toString("base64")],
    ["as wrapped base64", (text) => Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\n")],
    ["as base64 of UTF-16", (text) => Buffer.from(text, "utf16le").toString("base64")],
    ["indented", (text) => text.replaceAll("\n", "\n      ")],
    ["with a byte order mark", (text) => `\uFEFF${text}`],
  ])("stored %s is the same credential with the same state", async (_, untidy) => {
    const text = untidy(await delivered(pem));
    const opened = await openKeyPair(material(text), noMasker);
    expect(opened.pair.thumbprint).toBe(pair.thumbprint);
    expect(await readDelivered(text)).toEqual(state);
  });

  it("carries any state", async () => {
    await fc.assert(
      fc.asyncProperty(carriedState, async (carried) => {
        expect(await readDelivered(await delivered(pem, carried))).toEqual(carried);
      }),
    );
  });
});

describe("a PFX", () => {
  it.each([PASSWORD, "", "pässwörd€", "密码🔑", "x".repeat(200)])(
    "opens in OpenSSL and here, password %#",
    async (password) => {
      const text = await delivered(pfxWith(password));
      const bytes = Buffer.from(text, "base64");
      expect(() => createSecureContext({ pfx: bytes, passphrase: password })).not.toThrow();
      expect(() => createSecureContext({ pfx: bytes, passphrase: `${password}x` })).toThrow(/mac verify/);
      const opened = await openKeyPair(material(text, password), noMasker);
      expect(opened.pair.thumbprint).toBe(pair.thumbprint);
    },
  );

  it("ties key and certificate together for tools that look for it", async () => {
    const asn1 = forge.asn1.fromDer(Buffer.from(await delivered(pfx), "base64").toString("latin1"));
    const opened = forge.pkcs12.pkcs12FromAsn1(asn1, true, PASSWORD);
    const name = `keyroll:nightly:3:${state.keyId!}:${state.previousKeyId!}:1798761600`;
    const bags = opened.getBags({ friendlyName: name }).friendlyName!;
    expect(bags.map((bag) => bag.cert !== undefined)).toEqual([true, false]);
    const ids = bags.map((bag) =>
      forge.util.bytesToHex((bag.attributes as { localKeyId: string[] }).localKeyId[0]!),
    );
    expect(ids).toEqual([pair.thumbprint.toLowerCase(), pair.thumbprint.toLowerCase()]);
  });

  it("holds nothing in the clear but how it is encrypted", async () => {
    const bytes = Buffer.from(await delivered(pfx), "base64");
    expect(bytes.includes(pair.certificate.raw.subarray(0, 64))).toBe(false);
    expect(bytes.includes(pair.privateKey.export({ type: "pkcs8", format: "der" }).subarray(30, 60))).toBe(
      false,
    );
  });

  it("carries any state", async () => {
    const password = new Secret(PASSWORD, "certificate-password");
    await fc.assert(
      fc.asyncProperty(carriedState, async (carried) => {
        expect(await readDelivered(await delivered(pfx, carried), password)).toEqual(carried);
      }),
      // A tenth of a second each, for the password's sake.
      { numRuns: 15 },
    );
  });

  it("in armour gives its state too", async () => {
    const text = `-----BEGIN PKCS12-----\n${await delivered(pfx)}\n-----END PKCS12-----\n`;
    expect(await readDelivered(text, new Secret(PASSWORD, "certificate-password"))).toEqual(state);
  });
});

describe("no state", () => {
  it.each<[of: string, text: () => string | Promise<string>]>([
    ["nothing", () => ""],
    ["something else", () => "not a credential"],
    ["a PEM of somebody else", () => pkcs8(pair.privateKey) + pair.certificate.toString()],
    ["a PEM that was cut", () => "-----BEGIN PRIVATE KEY-----\nMIIE"],
    ["bytes that are nothing", () => Buffer.alloc(40, 7).toString("base64")],
    ["a PFX of somebody else", () => fixture("rsa-aes256.pfx").toString("base64")],
    ["a PFX of another password", () => delivered(pfx)],
    [
      "a PFX that is damaged",
      async () => (await delivered(pfx)).replace(/.{400}$/, (end) => "A".repeat(end.length)),
    ],
  ])("in %s", async (_, text) => {
    expect(
      await readDelivered(await text(), new Secret("fixture-pass", "certificate-password")),
    ).toBeUndefined();
  });
});
