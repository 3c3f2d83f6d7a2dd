import { X509Certificate } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import type { KeyPair } from "../../src/material/key-pair.ts";
import { Prover } from "../../src/proof/proof.ts";
import { reveal } from "../../src/secrets/secret.ts";
import { ServiceClock } from "../../src/service-clock.ts";
import { certificate } from "../support/certificates.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";
import { noMasker } from "./material/material.ts";

const made = certificate("proof");
const pair: KeyPair = {
  privateKey: made.privateKey,
  certificate: new X509Certificate(made.der),
  chain: [],
  thumbprint: made.thumbprint,
};
const SECONDS = NOW / 1000;

function prover(): { prove: () => Promise<string>; clock: FakeClock } {
  const clock = new FakeClock();
  const one = new Prover(new ServiceClock(clock), noMasker);
  return { prove: async () => reveal(await one.prove(pair, "object id")), clock };
}

describe("a proof of possession", () => {
  it("is signed by the key, for the object, from two minutes ago for ten minutes", async () => {
    const jwt = await prover().prove();
    await jwtVerify(jwt, pair.certificate.publicKey, { currentDate: new Date(NOW) });
    expect(decodeJwt(jwt)).toEqual({
      aud: "00000002-0000-0000-c000-000000000000",
      iss: "object id",
      nbf: SECONDS - 120,
      exp: SECONDS - 120 + 600,
    });
    expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: "RS256", kid: made.thumbprint });
  });

  it("is another one each time, also within one second", async () => {
    const { prove } = prover();
    const proofs = [await prove(), await prove(), await prove()];
    expect(new Set(proofs).size).toBe(3);
    for (const jwt of proofs) expect(decodeJwt(jwt).nbf).toBeLessThanOrEqual(SECONDS);
  });

  it("follows a clock that is set back", async () => {
    const { prove, clock } = prover();
    await prove();
    clock.advance(-600_000);
    expect(decodeJwt(await prove()).nbf).toBe(SECONDS - 600 - 120);
  });
});
