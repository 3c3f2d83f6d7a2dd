import type { KeySetKey } from "../graph/wire.ts";
import type { KeyFacts } from "./result.ts";

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
