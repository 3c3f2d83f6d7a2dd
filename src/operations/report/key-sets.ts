import type { KeySet } from "../../graph/wire.ts";
import { isoSeconds } from "../../iso-time.ts";
import { describeFuture, futureOf, type KeySetFuture } from "./key-set-future.ts";

/** What the report says of a key set beside its keys. */
export interface ReportedKeySet {
  readonly id: string;
  readonly future: KeySetFuture;
  readonly said: string;
}

/** @param activeKid what `getActiveKey` answered, where it was asked; `null` for none */
export function reportKeySet(set: KeySet, now: number, activeKid: string | null | undefined): ReportedKeySet {
  const future = futureOf(set, now);
  const said = describeFuture(set, future, now);
  if (activeKid === undefined || activeKid === (future.active ?? null)) return { id: set.id, future, said };
  // The service decides. How it ranks a key without dates is worded ambiguously (docs/service-facts.md, "The active key").
  const doubt = `The service says so, although by the dates it would be ${future.active === undefined ? "none" : `key ${future.active}`}. By the dates: ${said}`;
  return { id: set.id, future: { ...future, active: activeKid ?? undefined }, said: doubt };
}

/** Those that fail first come first. */
export function bySoonestFailure(sets: readonly ReportedKeySet[]): readonly ReportedKeySet[] {
  const at = (set: ReportedKeySet): number => set.future.failsAt ?? set.future.changes[0]?.at ?? Infinity;
  const order = (set: ReportedKeySet): number => (set.future.failsAt === undefined ? 1 : 0);
  return [...sets].sort((a, b) => order(a) - order(b) || (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

export function keySetData({ id, future }: ReportedKeySet): Readonly<Record<string, unknown>> {
  return {
    "key-set-id": id,
    "active-kid": future.active ?? null,
    changes: future.changes.map(({ at, kid }) => ({ at: isoSeconds(at), "active-kid": kid ?? null })),
    "fails-on": future.failsAt === undefined ? null : isoSeconds(future.failsAt),
  };
}
