import { foreignSeconds } from "../foreign-time.ts";
import { decodeClaims } from "../jws.ts";
import { reveal, type Secret } from "../secrets/secret.ts";

/** The public claims of a token that are worth reading: never verified, only used to explain. */
export interface TokenClaims {
  readonly audience: string | undefined;
  /** Client id of the application that signed in. */
  readonly appId: string | undefined;
  /** Object id of its service principal. */
  readonly objectId: string | undefined;
  readonly tenantId: string | undefined;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly expiresOn: number | undefined;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  /** Of GitHub's OIDC token: `owner/name`, and the ids of both, which names made since 2026-07-15 hold too. */
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  readonly ownerId: string | undefined;
}

/** `undefined` where the token is no JWT: Graph's tokens are opaque by contract. */
export function readClaims(token: Secret): TokenClaims | undefined {
  const claims = decodeClaims(reveal(token));
  if (claims === undefined) return undefined;
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === "string" ? value : undefined;
  };
  const roles = claims["roles"];
  return {
    audience: text("aud"),
    appId: (text("appid") ?? text("azp"))?.toLowerCase(),
    objectId: text("oid")?.toLowerCase(),
    tenantId: text("tid"),
    roles: Array.isArray(roles) ? roles.filter((role): role is string => typeof role === "string") : [],
    scopes: text("scp")?.split(" ") ?? [],
    // Beyond any date it says nothing.
    expiresOn: typeof claims["exp"] === "number" ? foreignSeconds(claims["exp"]) : undefined,
    issuer: text("iss"),
    subject: text("sub"),
    repository: text("repository"),
    repositoryId: text("repository_id"),
    ownerId: text("repository_owner_id"),
  };
}
