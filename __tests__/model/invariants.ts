import { starts } from "./preflight.ts";
import { advance } from "./run.ts";
import { OVERLAP, type Invariant, type Rules } from "./rules.ts";
import { isRegistered, isNeeded, keyAt, tick, type State } from "./state.ts";

/** What must hold in every state; I6 is asked of quiescent ones, by {@link converges}. */
export function violations(state: State): Invariant[] {
  const broken: Invariant[] = state.broken === undefined ? [] : [state.broken];
  const isGoneByUs = (index: number): boolean => keyAt(state, index).removedBy === "us";
  if (state.sinks.some(({ key, reliedOn }) => reliedOn && isGoneByUs(key))) broken.push("I1");
  // Any consumer, any number of them: a key that stood in a sink is needed for the overlap.
  if (state.keys.some((key, index) => isNeeded(key) && isGoneByUs(index))) broken.push("I2");
  if (!state.foreign) broken.push("I3");
  if (state.runs.some(({ adds }) => adds > 1)) broken.push("I5");
  return broken;
}

/**
 * I6. The next undisturbed night goes on, and brings the sinks together even where nothing is due.
 * Two that rotate restore the current key and at most the one that it succeeded, and an overlap
 * later there is the current one alone, in both sinks.
 *
 * Where another tool has taken away what the first sink holds, somebody has to help.
 */
export function converges(state: State, rules: Rules): boolean {
  if (!isRegistered(state, state.sinks[0].key)) return true;
  const isRead =
    !rules.surprises.has("role taken away") || isTogether(night(state, true, rules, "may not read"));
  if (!isRead || !isTogether(night(state, false, rules))) return false;
  const second = night(night(state, true, rules), true, rules);
  if (second === undefined || ours(second).length > 2) return false;
  const end = night(second, false, rules);
  return end !== undefined && isTogether(end) && ours(end).every((key) => key === end.sinks[0].key);
}

export function isQuiescent({ runs, waiting, late }: State): boolean {
  return runs.length === 0 && waiting === undefined && late === undefined;
}

function isTogether(state: State | undefined): boolean {
  if (state === undefined) return false;
  return state.sinks.slice(0, state.named).every(({ key }) => key === state.sinks[0].key);
}

function ours({ keys }: State): number[] {
  return keys.flatMap((key, index) => (key.registered ? [index] : []));
}

/**
 * An overlap later, a run in which nothing fails, from reading its input to its end; `undefined`
 * where it stops at once.
 */
function night(
  before: State | undefined,
  isDue: boolean,
  rules: Rules,
  reading?: "may not read",
): State | undefined {
  if (before === undefined) return undefined;
  let state = before;
  for (let ticks = 0; ticks < OVERLAP; ticks++) state = tick(state);
  const { sinks, named } = state;
  const waiting = { input: sinks[0].key, sinks: named, outdated: false, leaked: -1, idIsWrong: false };
  const [usual, ...others] = starts({ ...state, waiting }, rules);
  const start = reading === undefined ? usual : others.find(({ label }) => label.includes(reading));
  if (start === undefined) throw new Error("no way to start");
  state = start.next;
  if (state.runs.length === 0) return undefined;
  for (let [run] = state.runs; run !== undefined; [run] = state.runs) {
    const [next, other] = advance(state, run, rules);
    const taken = run.step === "decide" && !isDue ? (other ?? next) : next;
    if (taken === undefined) throw new Error(`no way on from "${run.step}"`);
    state = taken.next;
  }
  return state;
}
