import { constants, sign, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

const signAside = promisify(sign);

/** Of RFC 7518, section 3.1: both by an RSA key over SHA-256; PS256 with a salt of the hash's length. */
export type RsaAlgorithm = "RS256" | "PS256";

/**
 * A signed JWT in the compact form of RFC 7515: base64url without padding, parts with dots between.
 *
 * By Node's own `sign`: a JOSE library hands the key over to WebCrypto first, which costs a run
 * more than both its signatures.
 *
 * Rejects with `TypeError` for a key that is not plain RSA: Node would sign "RS256" with an EC key.
 */
export async function signJwt(
  header: { readonly alg: RsaAlgorithm } & Readonly<Record<string, string>>,
  claims: Readonly<Record<string, string | number>>,
  key: KeyObject,
): Promise<string> {
  if (key.asymmetricKeyType !== "rsa") throw new TypeError(`${header.alg} needs a plain RSA key`);
  const input = `${encode(header)}.${encode(claims)}`;
  const padding =
    header.alg === "RS256"
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const signature = await signAside("sha256", Buffer.from(input), { key, ...padding });
  return `${input}.${signature.toString("base64url")}`;
}

/** The claims of a compact JWT, unverified; `undefined` where the text is none. */
export function decodeClaims(jwt: string): Readonly<Record<string, unknown>> | undefined {
  const parts = jwt.split(".");
  const [, payload] = parts;
  if (parts.length !== 3 || payload === undefined || !/^[\w-]+$/.test(payload)) return undefined;
  try {
    const claims: unknown = JSON.parse(strict.decode(Buffer.from(payload, "base64url")));
    return typeof claims === "object" && claims !== null && !Array.isArray(claims)
      ? (claims as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true });

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
