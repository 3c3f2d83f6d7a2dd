import type { KeySet } from "../../graph/wire.ts";
import { isoSeconds } from "../../iso-time.ts";
import type { ActiveKey } from "./gather.ts";
import { describeFuture, futureOf, type KeySetFuture } from "./key-set-future.ts";

/** What the report says of a key set beside its keys. */
export interface ReportedKeySet {
  readonly id: string;
  readonly future: KeySetFuture;
  /** Who says which key is active. */
  readonly activeBy: "service" | "dates";
  readonly said: string;
}

/** @param active what the service said, where it was asked */
export function reportKeySet(set: KeySet, now: number, active: ActiveKey | undefined): ReportedKeySet {
  const future = futureOf(set, now);
  const said = describeFuture(set, future, now);
  const { id } = set;
  if (active === undefined) return { id, future, activeBy: "dates", said };
  if (active.kind === "unknown") {
    const doubt = `The service did not say which key is active. By the dates: ${said}`;
    return { id, future, activeBy: "dates", said: doubt };
  }
  if (active.kid === future.active) return { id, future, activeBy: "service", said };
  // The service decides. How it ranks a key without dates is worded ambiguously (docs/service-facts.md, "The active key").
  const doubt = `The service says so, although by the dates it would be ${future.active === undefined ? "none" : `key ${future.active}`}. By the dates: ${said}`;
  return { id, future: { ...future, active: active.kid }, activeBy: "service", said: doubt };
}

/** Those that fail first come first. */
export function bySoonestFailure(sets: readonly ReportedKeySet[]): readonly ReportedKeySet[] {
  const at = (set: ReportedKeySet): number => set.future.failsAt ?? set.future.changes[0]?.at ?? Infinity;
  const order = (set: ReportedKeySet): number => (set.future.failsAt === undefined ? 1 : 0);
  return [...sets].sort((a, b) => order(a) - order(b) || (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

export function keySetData({ id, future, activeBy }: ReportedKeySet): Readonly<Record<string, unknown>> {
  return {
    "key-set-id": id,
    "active-kid": future.active ?? null,
    "active-by": activeBy,
    changes: future.changes.map(({ at, kid }) => ({ at: isoSeconds(at), "active-kid": kid ?? null })),
    "fails-on": future.failsAt === undefined ? null : isoSeconds(future.failsAt),
  };
}
