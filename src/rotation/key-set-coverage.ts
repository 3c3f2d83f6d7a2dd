import type { KeySetKey } from "../graph/wire.ts";

/** A stretch of time in seconds since 1970; `to` is the first second outside it. Both may be infinite. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the keys with dates cover, seen from one moment. */
export interface Coverage {
  /** The first second without a key; the moment itself where none is valid then. */
  readonly until: number;
  /** When the next key begins after that; `undefined` where nothing follows. */
  readonly next: number | undefined;
}

const CENTURY = 36_525 * 86_400;

/** A key whose status is not known counts as enabled. */
export function isEnabled({ status }: KeySetKey): boolean {
  return status !== "disabled";
}

/**
 * A key without any date. The documentation calls it the safety net for when no other is valid, and ranks
 * it in two ways (docs/service-facts.md, "The active key"): nobody knows before it is in use whether it will be.
 */
export function isNet({ nbf, exp }: KeySetKey): boolean {
  return nbf === undefined && exp === undefined;
}

/** When the key is valid; `undefined` for the net, and for a key that never is. */
export function periodOf(key: KeySetKey, now: number): Stretch | undefined {
  const from = key.nbf ?? -Infinity;
  const to = key.exp ?? Infinity;
  // Nobody stages a key for the next century: its times are in milliseconds, and it never begins.
  if (isNet(key) || to <= from || from > now + CENTURY) return undefined;
  return { from, to };
}

/** What the keys cover from `at` on. Whether they are enabled is the caller's to say. */
export function coverageFrom(keys: readonly KeySetKey[], at: number): Coverage {
  const periods = keys
    .map((key) => periodOf(key, at))
    .filter((period) => period !== undefined)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let until = at;
  for (const { from, to } of periods) {
    if (from > until) return { until, next: from };
    until = Math.max(until, to);
  }
  return { until, next: undefined };
}

/**
 * The keys that may be the active one then, by the documented rule: of the enabled ones that are valid, the one
 * whose time began last. Keys without `nbf` stand behind all others, and two of the same second are equals.
 */
export function activeByDates(keys: readonly KeySetKey[], at: number): readonly KeySetKey[] {
  const valid = keys.filter(
    (key) => isEnabled(key) && (key.nbf ?? -Infinity) <= at && at < (key.exp ?? Infinity),
  );
  const began = Math.max(...valid.map(({ nbf }) => nbf ?? -Infinity));
  return valid.filter(({ nbf }) => (nbf ?? -Infinity) === began);
}
