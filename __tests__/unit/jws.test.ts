import { createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { decodeClaims, signJwt } from "../../src/jws.ts";
import { newRsa } from "./material/material.ts";

const key = newRsa();
const now = Math.floor(Date.now() / 1000);

describe("a signed JWT", () => {
  it.each(["RS256", "PS256"] as const)(
    "with %s is one to a library that shares no code with it",
    async (alg) => {
      const claims = { iss: "ä", aud: "x", nbf: now - 120, exp: now + 480 };
      const jwt = await signJwt({ alg, typ: "JWT", kid: "K" }, claims, key);
      const { payload } = await jwtVerify(jwt, createPublicKey(key), { algorithms: [alg], audience: "x" });
      expect(payload).toEqual(claims);
      expect(decodeProtectedHeader(jwt)).toEqual({ alg, typ: "JWT", kid: "K" });
      expect(jwt).not.toMatch(/[=+/]/);
    },
  );

  it("is not made by a key of another kind, with which Node would sign too", async () => {
    for (const other of [
      generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey,
    ]) {
      await expect(signJwt({ alg: "RS256" }, {}, other)).rejects.toThrow(TypeError);
    }
  });
});

describe("the claims of a JWT", () => {
  it("are what a library reads, or nothing where it refuses", () => {
    const part = fc.oneof(
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64url")),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const jwt = parts.join(".");
        let expected: unknown;
        try {
          expected = decodeJwt(jwt);
        } catch {
          expected = undefined;
        }
        // What is no base64url at all is refused here, where the library may be lenient.
        const payload = jwt.split(".")[1] ?? "";
        if (!/^[\w-]+$/.test(payload)) expected = undefined;
        expect(decodeClaims(jwt)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["", "a", "a.b", "a.b.c.d.e", "a.W10.c", "a.bnVsbA.c", "a./w.c", `a.${"x".repeat(9)}.c`])(
    "are none: case %#",
    (jwt) => {
      expect(decodeClaims(jwt)).toBeUndefined();
    },
  );
});
