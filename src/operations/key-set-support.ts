import type { Endpoints } from "../config/endpoints.ts";
import { inputError } from "../errors.ts";
import type { KeySetKey } from "../graph/wire.ts";
import type { KeyFacts } from "./result.ts";

/** Key sets are refused before the first request where the cloud's metadata has none. */
export function requireKeySets(endpoints: Endpoints): void {
  if (endpoints.cloud.hasKeySets || endpoints.overridden) return;
  throw inputError(
    "cloud",
    `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`,
    "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.",
  );
}

export function keyFacts(keySetId: string, key: KeySetKey): KeyFacts {
  return {
    keySetId,
    kid: key.kid,
    keyId: key.kid,
    keyType: key.kty,
    keyUse: key.use,
    notBefore: key.nbf,
    expiresOn: key.exp,
    thumbprint: key.thumbprint,
  };
}

/** Whether policies can use a key now (docs/service-facts.md, "The active key"). A key of unknown status counts as enabled. */
export function keyState(
  { status, nbf, exp }: KeySetKey,
  nowMs: number,
): "usable" | "disabled" | "expired" | "not yet valid" {
  if (status === "disabled") return "disabled";
  if (exp !== undefined && exp * 1000 <= nowMs) return "expired";
  return nbf !== undefined && nbf * 1000 > nowMs ? "not yet valid" : "usable";
}
