import type { KeySetKey } from "../graph/wire.ts";
import { dueFrom, type Threshold } from "./due.ts";

/** A key set's keys, as a rotation looks at them. Times in seconds since 1970. */
export interface KeySetStanding {
  readonly all: readonly KeySetKey[];
  readonly enabled: readonly KeySetKey[];
  /** Enabled, with an end: the one that ends last, a staged one included. */
  readonly endsLast: KeySetKey | undefined;
  /** Enabled, and its time is still to come. */
  readonly staged: KeySetKey | undefined;
  /** Enabled, without an activation date. */
  readonly undated: readonly KeySetKey[];
  /** By the documented rules: the enabled key whose time began last. */
  readonly expectedActive: KeySetKey | undefined;
  /** From when on the set needs a new key; `undefined` where nothing in it ever ends. */
  readonly dueFrom: number | undefined;
}

export function sortKeySet(
  all: readonly KeySetKey[],
  threshold: Threshold,
  lifetimeSeconds: number,
  nowSeconds: number,
): KeySetStanding {
  const enabled = all.filter((key) => key.status !== "disabled");
  const [endsLast] = enabled
    .filter((key) => key.exp !== undefined)
    .sort((left, right) => (right.exp ?? 0) - (left.exp ?? 0));
  const dated = enabled
    .filter((key) => key.nbf !== undefined)
    .sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0));
  return {
    all,
    enabled,
    endsLast,
    staged: dated.find((key) => (key.nbf ?? 0) > nowSeconds),
    undated: enabled.filter((key) => key.nbf === undefined),
    expectedActive: dated.find((key) => (key.nbf ?? 0) <= nowSeconds && (key.exp ?? Infinity) > nowSeconds),
    dueFrom:
      endsLast === undefined ? dueByAge(dated[0], threshold) : dueByEnd(endsLast, threshold, lifetimeSeconds),
  };
}

/** A key that does not say when it began is taken to live as long as those that are made here. */
function dueByEnd(
  { nbf, exp }: KeySetKey,
  threshold: Threshold,
  lifetimeSeconds: number,
): number | undefined {
  return dueFrom(threshold, nbf ?? (exp === undefined ? undefined : exp - lifetimeSeconds), exp);
}

/** A key without an end is due by its age, where the threshold is a time and not a share of a lifetime. */
function dueByAge(newest: KeySetKey | undefined, threshold: Threshold): number | undefined {
  if (newest?.nbf === undefined || threshold.kind === "share") return undefined;
  return newest.nbf + threshold.seconds;
}
