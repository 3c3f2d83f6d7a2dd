import { randomUUID } from "node:crypto";
import { decodeJwt, isSignedBy, stringClaim, timeClaim } from "../jwt.ts";
import type { DirectoryObject } from "../model.ts";
import { signingKeyOf, signJwt } from "../signingKey.ts";
import type { Tenant } from "../tenant.ts";

/** Whom an access token stands for. */
export interface Caller {
  readonly appId: string;
  /** Object id of its service principal. */
  readonly principalId: string;
  readonly roles: ReadonlySet<string>;
}

export const ACCESS_TOKEN_SECONDS = 3600;

export function issueAccessToken(
  tenant: Tenant,
  principal: DirectoryObject,
  audience: string,
): Promise<string> {
  const now = tenant.nowSeconds();
  return signJwt(signingKeyOf("entra"), {
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: now,
    nbf: now,
    exp: now + ACCESS_TOKEN_SECONDS,
    appid: principal.appId,
    idtyp: "app",
    oid: principal.id,
    sub: principal.id,
    tid: tenant.id,
    roles: [...principal.roles],
    uti: randomUUID(),
    ver: "1.0",
  });
}

/** The caller, or in words why the token is none. */
export async function readAccessToken(
  tenant: Tenant,
  token: string,
  isAudience: (audience: string) => boolean,
): Promise<Caller | string> {
  const jwt = decodeJwt(token);
  if (jwt === undefined) return "IDX14100: JWT is not well formed.";
  if (!(await isSignedBy(token, signingKeyOf("entra").publicKey, "RS256"))) {
    return "Access token validation failure. Invalid signature.";
  }
  const now = tenant.nowSeconds();
  if (now >= (timeClaim(jwt, "exp") ?? 0)) return "Lifetime validation failed, the token is expired.";
  if (now < (timeClaim(jwt, "nbf") ?? Infinity) - 300) {
    return "Lifetime validation failed, the token is not yet valid.";
  }
  if (!isAudience(stringClaim(jwt, "aud") ?? "")) {
    return "Access token validation failure. Invalid audience.";
  }
  if (stringClaim(jwt, "tid") !== tenant.id) return "Access token validation failure. Invalid tenant.";
  return {
    appId: stringClaim(jwt, "appid") ?? "",
    principalId: stringClaim(jwt, "oid") ?? "",
    roles: new Set(jwt.claims["roles"] as string[]),
  };
}
