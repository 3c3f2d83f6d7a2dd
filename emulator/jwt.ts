import { createHash, type KeyObject } from "node:crypto";
import { compactVerify } from "jose";

export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Undefined for anything that is not three unpadded base64url parts around two JSON objects. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const [header, claims] = token.split(".").map(readObject);
  return header === undefined || claims === undefined ? undefined : { header, claims };
}

function readObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this key made the signature, with this algorithm and no other. */
export async function isSignedBy(token: string, key: KeyObject, algorithm: string): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

export function stringClaim(jwt: DecodedJwt, name: string): string | undefined {
  const value = jwt.claims[name];
  return typeof value === "string" ? value : undefined;
}

/** A time in whole seconds; undefined for anything else, such as milliseconds as text. */
export function timeClaim(jwt: DecodedJwt, name: string): number | undefined {
  const value = jwt.claims[name];
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** Tells two tokens apart in the log without holding them. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
