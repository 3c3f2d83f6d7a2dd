import type { KeySet, KeySetKey } from "../model.ts";
import type { Tenant } from "../tenant.ts";

/** A key as Graph shows it: whatever is secret comes back as null. */
export function showKeySetKey({ behaviour }: Tenant, key: KeySetKey): object {
  return {
    k: null,
    x5c: key.x5c,
    x5t: key.x5t,
    kty: behaviour.ktyStyle === "upper" ? key.kty.toUpperCase() : key.kty.toLowerCase(),
    use: key.use,
    exp: epoch(behaviour.epochStyle, key.exp),
    nbf: epoch(behaviour.epochStyle, key.nbf),
    kid: key.kid,
    status: key.status,
    e: key.e,
    n: key.n,
    d: null,
    p: null,
    q: null,
    dp: null,
    dq: null,
    qi: null,
  };
}

export function showKeySet(tenant: Tenant, keySet: KeySet): object {
  return { id: keySet.id, keys: keySet.keys.map((key) => showKeySetKey(tenant, key)) };
}

function epoch(style: "number" | "string", seconds: number | null): number | string | null {
  return seconds !== null && style === "string" ? String(seconds) : seconds;
}

/**
 * The one key that B2C would use now: enabled and within its period; the latest activation wins,
 * keys without one stand at the bottom (docs/service-facts.md, "The active key").
 */
export function activeKey(keySet: KeySet, now: number): KeySetKey | undefined {
  const usable = keySet.keys.filter(
    ({ status, nbf, exp }) =>
      status === "enabled" && (nbf === null || nbf <= now) && (exp === null || now < exp),
  );
  // A stable sort: of two keys with the same activation, the one added first.
  return [...usable].sort((a, b) => (b.nbf ?? -1) - (a.nbf ?? -1))[0];
}
