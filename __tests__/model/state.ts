// The world of the model: keys on one object, two sinks, the runs that are alive.

import { OVERLAP, type Invariant, type Rules } from "./rules.ts";

export interface Key {
  readonly number: number;
  /** Which line's; always 0 where the line does not depend on the sinks. */
  readonly line: number;
  /** The key that was the input when it was made; -1 for none. Carried by what is delivered. */
  readonly previous: number;
  readonly registered: boolean;
  readonly removedBy: "us" | "another tool" | undefined;
  readonly proved: boolean;
  /** Every region knows it. */
  readonly everywhere: boolean;
  /** It was in a sink at some time: somebody may still have it. */
  readonly wasOut: boolean;
  /** Place in the order of all writes. */
  readonly born: number;
  /** Ticks since then, up to {@link OVERLAP}. Kept only where a mutant asks for it. */
  readonly age: number;
  /** For each sink, ticks for which a consumer may still use it that has read it there. */
  readonly neededFor: readonly [number, number];
}

export interface Sink {
  /** -1 where it is empty. */
  readonly key: number;
  /** Place of its last change in the order of all writes. */
  readonly changed: number;
  /** Ticks since then, up to {@link OVERLAP}. */
  readonly age: number;
  /** It is named in `deliver-to`, and was written since: its consumers rely on it. */
  readonly reliedOn: boolean;
}

export type Step =
  | "heal"
  | "retire"
  | "decide"
  | "add"
  | "read back"
  | "prove"
  | "settle"
  | "deliver 0"
  | "repeat 0"
  | "deliver 1"
  | "repeat 1"
  | "roll back"
  | "confirm"
  | "add again"
  | "remove the leaked one"
  | "after delivery";

/** A run that was triggered: its input is read, and `deliver-to` is the workflow's of then. */
export interface Waiting {
  readonly input: number;
  readonly sinks: 1 | 2;
  /** The first sink was changed since, by others than this run. */
  readonly outdated: boolean;
  /** The leaked key in an emergency, else -1. */
  readonly leaked: number;
  readonly idIsWrong: boolean;
}

export interface Run extends Waiting {
  readonly step: Step;
  readonly readable: boolean;
  /** The line that its keys are of. */
  readonly line: number;
  /** The key that it has made; -1 before. */
  readonly own: number;
  /** What the first reading has led to: a number for the new key, and what is to be done. */
  readonly nextNumber: number;
  /** Bits of keys that are to be retired. */
  readonly toRetire: number;
  /** Bits of sinks that are behind, and get the input. */
  readonly behind: number;
  /** A sink is behind, and it is not known whether the input is what the first one holds. */
  readonly mustRotate: boolean;
  readonly hasRemoved: boolean;
  readonly adds: number;
  /** A sink has accepted its key, or may have. */
  readonly mayBeOut: boolean;
  /** It has looked at the first sink, and the write is next. Used where it may sleep in between. */
  readonly hasLooked: boolean;
  /** Another one was started while it slept. */
  readonly slept: boolean;
  /** Another tool changed the object since this run has read it. */
  readonly disturbed: boolean;
}

export interface State {
  readonly keys: readonly Key[];
  readonly foreign: boolean;
  readonly sinks: readonly [Sink, Sink];
  /** How many of the sinks `deliver-to` names today. */
  readonly named: 1 | 2;
  readonly waiting: Waiting | undefined;
  readonly runs: readonly Run[];
  /** A write that is still under way although its run has given up. */
  readonly late: { readonly sink: 0 | 1; readonly key: number } | undefined;
  /** Bits of the keys that another tool has read, and may write back. */
  readonly list: number | undefined;
  readonly ticksLeft: number;
  readonly runsLeft: number;
  readonly faultsLeft: number;
  readonly surprisesLeft: number;
  /** What the last step broke that no state shows. */
  readonly broken: Invariant | undefined;
}

export interface Bounds {
  readonly ticks: number;
  readonly runs: number;
  readonly faults: number;
  readonly surprises?: number;
}

export const UNBORN: Omit<Key, "number" | "line" | "previous"> = {
  registered: false,
  removedBy: undefined,
  proved: false,
  everywhere: false,
  wasOut: false,
  born: 0,
  age: 0,
  neededFor: [0, 0],
};

export function initialState(bounds: Bounds, rules: Rules): State {
  const isEdited = rules.surprises.has("deliver-to edited");
  const held: Sink = { key: 0, changed: 1, age: OVERLAP, reliedOn: true };
  return {
    keys: [
      {
        ...UNBORN,
        number: 1,
        line: isEdited ? lineOf(1, rules) : lineOf(2, rules),
        previous: -1,
        registered: true,
        proved: true,
        everywhere: true,
        wasOut: true,
        age: OVERLAP,
      },
    ],
    foreign: true,
    sinks: [held, isEdited ? { ...held, key: -1, changed: 0, reliedOn: false } : { ...held, changed: 2 }],
    named: isEdited ? 1 : 2,
    waiting: undefined,
    runs: [],
    late: undefined,
    list: undefined,
    ticksLeft: bounds.ticks,
    runsLeft: bounds.runs,
    faultsLeft: bounds.faults,
    surprisesLeft: bounds.surprises ?? 0,
    broken: undefined,
  };
}

/** R1: the line of a run over this many sinks. */
export function lineOf(sinks: 1 | 2, { mutants }: Rules): number {
  return mutants.has("the line depends on the sinks") ? sinks : 0;
}

export function keyAt(state: State, index: number): Key {
  const key = state.keys[index];
  if (key === undefined) throw new RangeError(`no key ${index}`);
  return key;
}

export function isNeeded({ neededFor }: Key): boolean {
  return neededFor[0] > 0 || neededFor[1] > 0;
}

export function isRegistered(state: State, index: number): boolean {
  return state.keys[index]?.registered === true;
}

export function withKey(state: State, index: number, changes: Partial<Key>): State {
  return { ...state, keys: state.keys.map((key, at) => (at === index ? { ...key, ...changes } : key)) };
}

export function withSink(state: State, index: 0 | 1, changes: Partial<Sink>): State {
  const sink = { ...state.sinks[index], ...changes };
  return { ...state, sinks: index === 0 ? [sink, state.sinks[1]] : [state.sinks[0], sink] };
}

function nextPlace({ keys, sinks }: State): number {
  return Math.max(...keys.map(({ born }) => born), ...sinks.map(({ changed }) => changed)) + 1;
}

export function registered(state: State, index: number, rules: Rules): State {
  const everywhere = !rules.surprises.has("regional lag");
  return withKey(state, index, {
    registered: true,
    removedBy: undefined,
    everywhere,
    born: nextPlace(state),
    age: 0,
  });
}

/**
 * A sink takes a key. Whoever has read the one before goes on using it for the overlap. A change
 * of the first sink outdates every run but the writer.
 */
export function stored(state: State, sink: 0 | 1, key: number, writer: Run | undefined): State {
  const before = state.sinks[sink];
  const isRead = before.key !== key && before.key !== -1 && before.reliedOn;
  const next = isRead ? needed(state, before.key, sink) : state;
  const isOutdating = sink === 0;
  const { proved, everywhere } = keyAt(state, key);
  return {
    ...withSink(withKey(next, key, { wasOut: true }), sink, {
      key,
      changed: nextPlace(state),
      age: 0,
      reliedOn: sink < state.named,
    }),
    waiting:
      isOutdating && state.waiting !== undefined ? { ...state.waiting, outdated: true } : state.waiting,
    runs: state.runs.map((one) => (isOutdating && one !== writer ? { ...one, outdated: true } : one)),
    broken: writer !== undefined && !(proved && everywhere) ? "I4" : next.broken,
  };
}

function needed(state: State, index: number, sink: 0 | 1): State {
  const [first, second] = keyAt(state, index).neededFor;
  return withKey(state, index, { neededFor: sink === 0 ? [OVERLAP, second] : [first, OVERLAP] });
}

/** Removal is signed with the input: it may take neither that key nor one that is not older, but its own. */
export function removed(state: State, run: Run, index: number): State {
  const isOlder = keyAt(state, index).number < keyAt(state, run.input).number;
  const next = withKey(state, index, { registered: false, removedBy: "us" });
  return isOlder || index === run.own ? next : { ...next, broken: "I7" };
}

export function tick(state: State): State {
  const older = (age: number): number => Math.min(age + 1, OVERLAP);
  return {
    ...state,
    keys: state.keys.map((key) => ({
      ...key,
      age: older(key.age),
      neededFor: [Math.max(key.neededFor[0] - 1, 0), Math.max(key.neededFor[1] - 1, 0)],
    })),
    sinks: [
      { ...state.sinks[0], age: older(state.sinks[0].age) },
      { ...state.sinks[1], age: older(state.sinks[1].age) },
    ],
  };
}

/** The run in another form; `undefined` when it has ended. */
export function withRun(state: State, run: Run, next: Run | undefined): State {
  return { ...state, runs: state.runs.flatMap((one) => (one !== run ? [one] : (next ?? []))) };
}
