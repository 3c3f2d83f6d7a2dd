// What can be switched in the model: parts of the rules left out on purpose, and what the world
// may do.

/** Ticks for which whoever has read a key from a sink may go on using it. */
export const OVERLAP = 2;

/**
 * - I1 no lock-out: the key in each sink is registered.
 * - I2 overlap: whoever has read a sink can use its key for the overlap.
 * - I3 what is not ours is never touched.
 * - I4 only a proved key enters a sink, and one that every region knows.
 * - I5 a run adds one key at most.
 * - I6 convergence: undisturbed nights put everything right (see `converges`).
 * - I7 only older keys are removed, never the one that signs the removal; none comes back.
 * - I9 a run says success only where every sink holds the current key or a newer one, registered,
 *   and a leaked key is gone.
 *
 * What another tool takes away is not ours to answer for: I1 and I2 speak of our own removals.
 */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I9";

/** Rules changed on purpose. With none of them the protocol is the one that src implements. */
export type Mutant =
  | "overlap counted from creation"
  | "retire in the same run"
  | "publish before prove"
  | "publish before add"
  | "add again blindly"
  | "retire all others"
  | "roll back after an unknown delivery"
  | "remove newer leftovers"
  | "retire although a sink is behind"
  | "go on although the re-delivery failed"
  | "no re-delivery"
  | "second sink although the first is unknown"
  | "number is the predecessor's plus one"
  // R1
  | "the line depends on the sinks"
  | "an empty sink is not behind"
  | "behind by the current key's birth"
  // R2
  | "no fence"
  | "stale by numbers although times are known"
  | "a re-run counts from its own start"
  | "catches up although times are unknown"
  // R3
  | "removes without looking at the sink"
  | "looks before the first removal only"
  | "older by number alone"
  // R4
  | "no look before the first PUT"
  | "no look before a repeated PUT"
  | "no look before a later PUT"
  | "no look before catching up"
  | "no look after the last delivery"
  | "no sign-in after the last delivery"
  | "adds again without looking at the sink"
  // R5, R6
  | "no settle"
  | "an emergency believes one look";

/** What the world may do beyond faults. Each time costs one of the bounds' `surprises`. */
export type Surprise =
  /** A run sleeps at any step while later ones go on, and wakes up at any time. */
  | "suspended"
  /** A replica hides any subset of earlier keys; else only the newest ones, as an old state does. */
  | "any keys hidden"
  /** The second sink is added to `deliver-to`, or taken out. */
  | "deliver-to edited"
  /** A run may not read the object: it knows what its input carries. */
  | "role taken away"
  /** Another tool writes back the whole list of keys that it has read at any time before. */
  | "whole list written back"
  /** Somebody stores a key by hand, the same or an earlier one, in the first sink. */
  | "stored by hand"
  /** Other regions do not know a key until the settle time is over. */
  | "regional lag"
  /** An emergency, with the leaked key's id, or with a wrong one. */
  | "emergency"
  // What no rule can promise anything about: see assumptions.test.ts.
  /** A write whose answer was lost is done only after its run has ended. */
  | "late write"
  /** A run sleeps between its look at the first sink and the write that follows. */
  | "asleep between look and write"
  /** Somebody stores an earlier key by hand in the second sink. */
  | "second sink stored by hand";

export interface Rules {
  /** Whether GitHub tells when the input was read and when the sink was changed. */
  readonly times: boolean;
  readonly mutants: ReadonlySet<Mutant>;
  readonly surprises: ReadonlySet<Surprise>;
}

export const PROTOCOL: Rules = { times: true, mutants: new Set(), surprises: new Set() };

/** What stood before R1 to R6. */
export const OLD_RULES: readonly Mutant[] = [
  "the line depends on the sinks",
  "behind by the current key's birth",
  "stale by numbers although times are known",
  "removes without looking at the sink",
  "older by number alone",
  "no look before the first PUT",
  "no look before a repeated PUT",
  "no look before a later PUT",
  "no look before catching up",
  "no look after the last delivery",
  "no sign-in after the last delivery",
  "no settle",
  "an emergency believes one look",
];

export function withRules(change: {
  readonly times?: boolean;
  readonly mutants?: readonly Mutant[];
  readonly surprises?: readonly Surprise[];
}): Rules {
  return {
    times: change.times ?? true,
    mutants: new Set(change.mutants),
    surprises: new Set(change.surprises),
  };
}

/** Whether numbers and births tell what is current, or GitHub's times. */
export function goesByNumbers({ times, mutants }: Rules): boolean {
  return !times || mutants.has("stale by numbers although times are known");
}
