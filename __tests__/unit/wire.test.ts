import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphUrls } from "../../src/graph/urls.ts";
import {
  readKeyCredential,
  readKeyCredentials,
  readKeySet,
  readKeySetKey,
  unwrapValue,
} from "../../src/graph/wire.ts";

describe("a key of a key set", () => {
  const KEY = {
    kid: "k1",
    kty: "RSA",
    use: "sig",
    nbf: 1_508_969_811,
    exp: 1_712_952_360,
    status: "enabled",
  };

  it.each([
    [1_508_969_811, 1_508_969_811],
    ["1508969811", 1_508_969_811],
    [1_508_969_811.9, 1_508_969_811],
    [null, undefined],
    [undefined, undefined],
    ["", undefined],
    ["soon", undefined],
    ["-5", undefined],
    [0, undefined],
    [NaN, undefined],
    [{}, undefined],
  ])("nbf in form %#", (nbf, seconds) => {
    expect(readKeySetKey({ ...KEY, nbf, exp: nbf })).toMatchObject({ nbf: seconds, exp: seconds });
  });

  it.each([
    ["rsa", "RSA"],
    ["RSA", "RSA"],
    ["Rsa", "RSA"],
    ["OCT", "oct"],
    ["oct", "oct"],
    [null, undefined],
  ])("kty %s is %s", (kty, spelled) => {
    expect(readKeySetKey({ ...KEY, kty })?.kty).toBe(spelled);
  });

  it("has a kid, or is none", () => {
    for (const value of [null, undefined, 7, "x", [], {}, { kid: "" }, { kid: 5 }])
      expect(readKeySetKey(value)).toBeUndefined();
    expect(readKeySetKey({ kid: "k", use: "SIG" })).toMatchObject({ kid: "k", use: "sig", kty: undefined });
  });

  it("stands in its set beside what is no key", () => {
    expect(
      readKeySet({ id: "B2C_1A_x", keys: [KEY, null, {}, { ...KEY, kid: "k2" }] })?.keys.map(
        ({ kid }) => kid,
      ),
    ).toEqual(["k1", "k2"]);
    expect(readKeySet({ id: "B2C_1A_x" })?.keys).toEqual([]);
    expect(readKeySet({ keys: [] })).toBeUndefined();
  });

  it("never crashes the reader", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readKeySetKey(value);
        readKeyCredential(value);
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
          readKeySet(unwrapValue(value));
          readKeyCredentials(value);
        }
      }),
    );
  });
});

it("the object itself, or what stands in its value", () => {
  expect(unwrapValue({ kid: "a" })).toEqual({ kid: "a" });
  expect(unwrapValue({ "@odata.context": "x", value: { kid: "a" } })).toEqual({ kid: "a" });
  for (const value of [null, "text", [1]])
    expect(unwrapValue({ kid: "a", value })).toEqual({ kid: "a", value });
});

describe("a key credential", () => {
  const BYTES = createHash("sha1").update("certificate").digest();
  const HEX = BYTES.toString("hex").toUpperCase();

  it.each([
    ["base64 of the bytes", BYTES.toString("base64"), HEX],
    ["base64url of the bytes", BYTES.toString("base64url"), HEX],
    ["hex", HEX, HEX],
    ["hex in small letters", HEX.toLowerCase(), HEX],
    ["base64 of the hex digits", Buffer.from(HEX).toString("base64"), HEX],
    ["something of its own", Buffer.from("my key").toString("base64"), undefined],
    ["nothing", null, undefined],
  ])("has its thumbprint from customKeyIdentifier as %s", (_title, customKeyIdentifier, thumbprint) => {
    expect(readKeyCredential({ customKeyIdentifier, key: null })?.thumbprint).toBe(thumbprint);
  });

  it("has it from the certificate itself where that is given", () => {
    const key = Buffer.from("certificate").toString("base64");
    expect(readKeyCredential({ customKeyIdentifier: "AAAA", key })?.thumbprint).toBe(HEX);
  });

  it.each([
    ["2027-01-31T00:00:00Z", Date.UTC(2027, 0, 31) / 1000],
    ["2027-01-31T00:00:00.1234567Z", Date.UTC(2027, 0, 31) / 1000],
    ["2027-01-31T00:00:00", Date.UTC(2027, 0, 31) / 1000],
    ["2027-01-31T02:00:00+02:00", Date.UTC(2027, 0, 31) / 1000],
    ["tomorrow", undefined],
    [null, undefined],
  ])("ends %s, whatever the runner's zone", (endDateTime, expiresOn) => {
    expect(readKeyCredential({ endDateTime })?.expiresOn).toBe(expiresOn);
  });

  it("of an answer that is a bare context has nothing", () => {
    const empty = readKeyCredential(
      unwrapValue({ "@odata.context": "https://graph/$metadata#microsoft.graph.keyCredential" }),
    );
    expect(Object.values(empty ?? { none: true }).every((value) => value === undefined)).toBe(true);
    expect(readKeyCredentials({ keyCredentials: [{ keyId: "a" }, 7, null] })).toHaveLength(1);
    expect(readKeyCredentials({})).toEqual([]);
  });
});

describe("Graph's URLs", () => {
  const urls = new GraphUrls("https://graph.microsoft.com");
  const id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  it("are those of the documentation", () => {
    expect(urls.keySets().href).toBe("https://graph.microsoft.com/beta/trustFramework/keySets");
    expect(urls.keySet("B2C_1A_x", "generateKey").href).toBe(
      "https://graph.microsoft.com/beta/trustFramework/keySets/B2C_1A_x/generateKey",
    );
    expect(urls.object({ kind: "application", objectId: id, appId: undefined }, "addKey").pathname).toBe(
      `/v1.0/applications/${id}/addKey`,
    );
    expect(urls.object({ kind: "servicePrincipal", objectId: undefined, appId: id }, "addKey").pathname).toBe(
      `/v1.0/servicePrincipals(appId='${id}')/addKey`,
    );
    expect(
      urls.object({ kind: "application", objectId: id, appId: undefined }, undefined, { $select: "id" })
        .search,
    ).toBe("?%24select=id");
  });

  it("never climb out of the path that was meant", () => {
    for (const bad of ["..", ".", "%2e%2e"]) {
      let path: string | undefined;
      try {
        path = urls.keySet(bad, "uploadSecret").pathname;
      } catch (error) {
        expect(String(error)).toContain("did not come out");
      }
      if (path !== undefined)
        expect(path).toBe(`/beta/trustFramework/keySets/${encodeURIComponent(bad)}/uploadSecret`);
    }
    expect(() => urls.keySet("..", "uploadSecret")).toThrow();
  });
});
