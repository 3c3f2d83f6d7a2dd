// Sign-in, reading, fence and plan. Nothing is written here, so that it is one step.

import { goesByNumbers, OVERLAP, type Rules } from "./rules.ts";
import { isRegistered, keyAt, lineOf, type Key, type Run, type State, type Waiting } from "./state.ts";
import { fault, step, surprise, type Transition } from "./transition.ts";

/** What the waiting run's start can come to; the first one is what happens when nothing goes wrong. */
export function starts(from: State, rules: Rules): Transition[] {
  const { waiting } = from;
  if (waiting === undefined) return [];
  const state: State = { ...from, waiting: undefined };
  const name = `starts with k${waiting.input}`;
  if (!isRegistered(state, waiting.input)) return [step(`${name}: refused`, state)];
  return [
    step(name, begun(state, waiting, 0, true, rules)),
    ...oldReadings(state, waiting.input, rules).map((hidden) =>
      fault(`${name}, ${namesOf(hidden)} hidden`, begun(state, waiting, hidden, true, rules)),
    ),
    ...(rules.surprises.has("role taken away") && waiting.leaked === -1
      ? [surprise(`${name}, may not read`, begun(state, waiting, 0, false, rules))]
      : []),
  ];
}

/** Keys that a reading does not show; never the input, which is read for again. */
export function oldReadings(state: State, own: number, { surprises }: Rules): number[] {
  const others = state.keys
    .map((key, index) => ({ key, index }))
    .filter(({ key, index }) => key.registered && index !== own);
  if (surprises.has("any keys hidden")) {
    const subsets = others.reduce<number[]>(
      (before, { index }) => [...before, ...before.map((bits) => bits | (1 << index))],
      [0],
    );
    return subsets.slice(1);
  }
  // An old state of the directory lacks what was made last.
  const later = others.filter(({ key }) => key.born > keyAt(state, own).born);
  let hidden = 0;
  return later.sort((a, b) => b.key.born - a.key.born).map(({ index }) => (hidden |= 1 << index));
}

function begun(state: State, waiting: Waiting, hidden: number, readable: boolean, rules: Rules): State {
  const { leaked } = waiting;
  if (leaked !== -1) {
    // R6: it is looked for several times, over longer than a replica's age.
    const isHidden = rules.mutants.has("an emergency believes one look") && (hidden & (1 << leaked)) !== 0;
    const isFound = !waiting.idIsWrong && isRegistered(state, leaked) && !isHidden;
    if (!isFound) {
      if (!rules.mutants.has("an emergency believes one look")) return state;
      return isRegistered(state, leaked) ? { ...state, broken: "I9" } : state;
    }
  }
  if (isStale(state, waiting, hidden, readable, rules)) return state;
  return { ...state, runs: [...state.runs, planned(state, waiting, hidden, readable, rules)] };
}

/**
 * R2: the input was read before the first sink's last change. Without times: a newer key is seen
 * that was there before that change, so that it was delivered.
 */
export function isStale(
  state: State,
  { input, sinks, outdated }: Waiting,
  hidden: number,
  readable: boolean,
  rules: Rules,
): boolean {
  const { mutants, times } = rules;
  if (mutants.has("no fence")) return false;
  if (!goesByNumbers(rules) || (times && !readable)) {
    return outdated && !mutants.has("a re-run counts from its own start");
  }
  if (!readable) return false;
  const line = lineOf(sinks, rules);
  const own = numberIn(line, keyAt(state, input));
  return state.keys.some(
    (key, index) =>
      index !== input &&
      isSeen(key, index, hidden) &&
      key.line === line &&
      key.number > own &&
      state.sinks[0].changed > key.born,
  );
}

function planned(state: State, waiting: Waiting, hidden: number, readable: boolean, rules: Rules): Run {
  const line = lineOf(waiting.sinks, rules);
  const input = keyAt(state, waiting.input);
  const number = numberIn(line, input);
  const seen = readable
    ? state.keys.flatMap((key, index) =>
        isSeen(key, index, hidden) && key.line === line ? [key.number] : [],
      )
    : [];
  const highest = rules.mutants.has("number is the predecessor's plus one")
    ? number
    : Math.max(number, ...seen);
  const behind = rules.mutants.has("no re-delivery") ? 0 : sinksBehind(state, waiting, number, rules);
  const catchesUp = rules.times || rules.mutants.has("catches up although times are unknown");
  return upToDate({
    ...waiting,
    outdated: waiting.outdated && knowsWhenRead(rules),
    step: "heal",
    readable,
    line,
    own: -1,
    nextNumber: highest + 1,
    toRetire: keysToRetire(state, waiting, number, behind, hidden, readable, rules),
    behind: catchesUp ? behind : 0,
    mustRotate: !catchesUp && behind !== 0,
    hasRemoved: false,
    adds: 0,
    mayBeOut: false,
    hasLooked: false,
    slept: false,
    disturbed: false,
  });
}

/** Else changes of the first sink count from the preflight on. */
function knowsWhenRead({ times, mutants }: Rules): boolean {
  return times && !mutants.has("no fence") && !mutants.has("a re-run counts from its own start");
}

/** The run at the next thing that is to be done before it decides whether to rotate. */
export function upToDate(run: Run): Run {
  const next = run.behind !== 0 ? "heal" : run.toRetire !== 0 ? "retire" : "decide";
  return { ...run, step: next, hasLooked: false };
}

/** Bits of sinks that are empty, or do not hold what the first one holds. */
function sinksBehind(state: State, { input, sinks }: Waiting, number: number, { mutants }: Rules): number {
  const isEmptyFine = mutants.has("an empty sink is not behind");
  // Another line's key is nobody's current one.
  if (mutants.has("the line depends on the sinks") && number === 0) return 0;
  const born = keyAt(state, input).born;
  return state.sinks.slice(0, sinks).reduce((bits, sink, index) => {
    const isOlder = mutants.has("behind by the current key's birth")
      ? sink.changed < born
      : sink.changed < state.sinks[0].changed;
    const isBehind = sink.key === -1 ? !isEmptyFine : isOlder;
    return isBehind ? bits | (1 << index) : bits;
  }, 0);
}

function keysToRetire(
  state: State,
  { input, sinks }: Waiting,
  number: number,
  behind: number,
  hidden: number,
  readable: boolean,
  { mutants, times }: Rules,
): number {
  const current = keyAt(state, input);
  const waited = mutants.has("overlap counted from creation")
    ? current.age >= OVERLAP
    : state.sinks.slice(0, sinks).every(({ age }) => age >= OVERLAP);
  if (!waited || (behind !== 0 && !mutants.has("retire although a sink is behind"))) return 0;
  const byNumberAlone = times || mutants.has("older by number alone");
  return state.keys.reduce((bits, key, index) => {
    if (index === input) return bits;
    const isOlder = readable
      ? isSeen(key, index, hidden) &&
        key.line === current.line &&
        number > 0 &&
        key.number < number &&
        (byNumberAlone || key.born < current.born)
      : index === current.previous;
    const goes =
      isOlder ||
      (isSeen(key, index, hidden) && mutants.has("retire all others")) ||
      (isSeen(key, index, hidden) && mutants.has("remove newer leftovers") && key.number > number);
    return goes ? bits | (1 << index) : bits;
  }, 0);
}

function numberIn(line: number, key: Key): number {
  return key.line === line ? key.number : 0;
}

function isSeen(key: Key, index: number, hidden: number): boolean {
  return key.registered && (hidden & (1 << index)) === 0;
}

export function namesOf(bits: number): string {
  return [...Array(16).keys()]
    .filter((index) => (bits & (1 << index)) !== 0)
    .map((index) => `k${index}`)
    .join(" and ");
}
