import { SignJWT } from "jose";
import type { KeyPair } from "../material/key-pair.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";

/** The client id of the old directory graph: the only audience that the service takes, in every cloud. */
const AUDIENCE = "00000002-0000-0000-c000-000000000000";
/** A runner's clock may be two minutes fast. */
const BACKDATE_SECONDS = 120;
/** The documentation's limit for `exp - nbf`. */
const LIFETIME_SECONDS = 600;

/**
 * The proof of possession for addKey and removeKey: a JWT signed by the private key of a
 * certificate that already stands on the object addressed
 * (learn.microsoft.com/graph/application-rollkey-prooftoken; docs/service-facts.md).
 *
 * RS256 with `x5t` and `kid`, the only form that anybody has seen accepted: the proof is
 * not a client assertion, and its newer algorithms are not tried here.
 *
 * @param issuer the object id of the application or service principal in the URL
 * @param nowMs the service's time
 */
export async function signProof(
  pair: KeyPair,
  issuer: string,
  nowMs: number,
  masker: Masker,
): Promise<Secret> {
  const notBefore = Math.floor(nowMs / 1000) - BACKDATE_SECONDS;
  const jwt = await new SignJWT({
    aud: AUDIENCE,
    iss: issuer,
    nbf: notBefore,
    exp: notBefore + LIFETIME_SECONDS,
  })
    .setProtectedHeader({
      alg: "RS256",
      typ: "JWT",
      x5t: Buffer.from(pair.thumbprint, "hex").toString("base64url"),
      kid: pair.thumbprint,
    })
    .sign(pair.privateKey);
  masker.text(jwt);
  return new Secret(jwt, "proof of possession");
}
