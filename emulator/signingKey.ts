import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT, type JWTPayload } from "jose";

/** A key with which the emulator itself signs: as Entra for access tokens, as GitHub for OIDC tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function newSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { kid: createHash("sha256").update(spki).digest("base64url"), publicKey, privateKey };
}

const keys = new Map<string, SigningKey>();

/** One key for each signer and process, made when it is first needed: tenants in tests are many, keys are slow. */
export function signingKeyOf(signer: "entra" | "github"): SigningKey {
  const key = keys.get(signer) ?? newSigningKey();
  keys.set(signer, key);
  return key;
}

export function signJwt(key: SigningKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.kid, x5t: key.kid })
    .sign(key.privateKey);
}

export function jwks(key: SigningKey): unknown {
  return { keys: [{ ...key.publicKey.export({ format: "jwk" }), kid: key.kid, use: "sig", alg: "RS256" }] };
}
