import { createHash, randomUUID } from "node:crypto";
import { signJwt } from "../jws.ts";
import type { KeyPair } from "../material/key-pair.ts";

const BACKDATE_SECONDS = 120;
const LIFETIME_SECONDS = 600;

/**
 * The signed statement by which an application signs in with its certificate
 * (private_key_jwt): PS256 with `x5t#S256`, as Entra's "certificate credentials" page asks.
 *
 * MSAL would make one too, but by the runner's clock and without a margin.
 *
 * @param nowMs the service's time
 */
export function signClientAssertion(
  pair: KeyPair,
  clientId: string,
  tokenEndpoint: string,
  nowMs: number,
): Promise<string> {
  const notBefore = Math.floor(nowMs / 1000) - BACKDATE_SECONDS;
  const sha256 = createHash("sha256").update(pair.certificate.raw).digest("base64url");
  return signJwt(
    { alg: "PS256", typ: "JWT", "x5t#S256": sha256 },
    {
      aud: tokenEndpoint,
      iss: clientId,
      sub: clientId,
      jti: randomUUID(),
      nbf: notBefore,
      iat: notBefore,
      exp: notBefore + LIFETIME_SECONDS,
    },
    pair.privateKey,
  );
}
