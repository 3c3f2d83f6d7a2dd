import { isoSeconds } from "../../iso-time.ts";
import type { KeySet, KeySetKey } from "../../graph/wire.ts";
import { isDisabled } from "./credential.ts";

/** From then on this key is the active one, or none is. */
export interface KeyChange {
  /** Seconds since 1970. */
  readonly at: number;
  readonly kid: string | undefined;
}

/** What a key set does by itself, if nobody touches it. */
export interface KeySetFuture {
  readonly active: string | undefined;
  /** In order of time; only real changes. */
  readonly changes: readonly KeyChange[];
  /** When no key is left: the policy raises an error from then on. */
  readonly failsAt: number | undefined;
}

/**
 * The key that B2C uses at that moment (docs/service-facts.md, "The active key"): enabled and within its time; of
 * several the one whose time began last; a key without `nbf` only where no other is left.
 */
export function activeKeyAt(set: KeySet, at: number): KeySetKey | undefined {
  let active: KeySetKey | undefined;
  for (const key of set.keys) {
    if (isDisabled(key) || (key.nbf ?? 0) > at || (key.exp ?? Infinity) <= at) continue;
    if (active === undefined || (key.nbf ?? -1) > (active.nbf ?? -1)) active = key;
  }
  return active;
}

export function futureOf(set: KeySet, now: number): KeySetFuture {
  const moments = set.keys
    .flatMap(({ nbf, exp }) => [nbf, exp])
    .filter((at) => at !== undefined)
    .filter((at) => at > now)
    .sort((a, b) => a - b);
  const active = activeKeyAt(set, now)?.kid;
  const changes: KeyChange[] = [];
  let current = active;
  for (const at of moments) {
    const kid = activeKeyAt(set, at)?.kid;
    if (kid !== current) changes.push({ at, kid });
    current = kid;
  }
  // A gap between two keys is a failure too, whatever comes after it.
  const failsAt = active === undefined ? now : changes.find(({ kid }) => kid === undefined)?.at;
  return { active, changes, failsAt };
}

/** One sentence or two for the table. */
export function describeFuture(set: KeySet, future: KeySetFuture, now: number): string {
  const [next] = future.changes;
  if (future.active === undefined) {
    const begins = next === undefined ? "nothing follows" : `the next key begins on ${isoSeconds(next.at)}`;
    return `No key is active: the policy fails now; ${begins}.`;
  }
  const activeKey = set.keys.find(({ kid }) => kid === future.active);
  if (next === undefined) {
    return activeKey?.exp === undefined
      ? "Nothing changes: the active key has no end, and nothing follows it."
      : "Nothing changes.";
  }
  const net = netOf(set, future, now);
  const fails = future.failsAt === undefined ? net : failure(future, future.failsAt);
  if (next.kid === undefined) return fails;
  return `On ${isoSeconds(next.at)} key ${next.kid} becomes active. ${fails}`.trim();
}

function failure(future: KeySetFuture, failsAt: number): string {
  const after = future.changes.find(({ at, kid }) => at > failsAt && kid !== undefined);
  return after === undefined
    ? `The policy fails on ${isoSeconds(failsAt)}: nothing follows.`
    : `The policy fails on ${isoSeconds(failsAt)}: the next key begins only on ${isoSeconds(after.at)}.`;
}

/** Why it never fails: the last key has no end. One without any date is the documentation's safety net. */
function netOf(set: KeySet, future: KeySetFuture, now: number): string {
  const last = set.keys.find(({ kid }) => kid === (future.changes.at(-1)?.kid ?? activeKeyAt(set, now)?.kid));
  if (last === undefined || last.exp !== undefined) return "";
  return last.nbf === undefined
    ? `Key ${last.kid}, which has no dates, is the safety net.`
    : `Key ${last.kid} has no end.`;
}
