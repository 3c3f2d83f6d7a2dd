import { advance, keyAt, OVERLAP, starts, tick, type Invariant, type Rules, type State } from "./protocol.ts";

/** What must hold in every state; I6 is asked of quiescent ones, by {@link converges}. */
export function violations(state: State): Invariant[] {
  const broken: Invariant[] = state.broken === undefined ? [] : [state.broken];
  if (state.sinks.some((sink) => !keyAt(state, sink.key).registered)) broken.push("I1");
  // Any consumer, any number of them: a key that stood in a sink is needed for the overlap.
  if (state.keys.some((key) => key.neededFor > 0 && !key.registered)) broken.push("I2");
  if (!state.foreign) broken.push("I3");
  if ((state.run?.adds ?? 0) > 1) broken.push("I5");
  return broken;
}

/**
 * I6. One run in which nothing fails brings the sinks together, even where nothing is due. Two
 * that rotate restore the current key and at most the one that it succeeded, and an overlap later
 * there is the current one alone, in both sinks.
 */
export function converges(state: State, rules: Rules): boolean {
  const repaired = cleanRun(waited(state), false, rules);
  if (repaired.sinks[0].key !== repaired.sinks[1].key) return false;
  const second = cleanRun(waited(cleanRun(waited(state), true, rules)), true, rules);
  if (ours(second).length > 2) return false;
  const end = cleanRun(waited(second), false, rules);
  const [current, ...more] = ours(end);
  return more.length === 0 && end.sinks.every((sink) => sink.key === current);
}

export function isQuiescent(state: State): boolean {
  return state.run === undefined && state.queued === -1 && state.late === undefined;
}

function ours(state: State): number[] {
  return state.keys.flatMap((key, index) => (key.registered ? [index] : []));
}

function waited(state: State): State {
  let later = state;
  for (let ticks = 0; ticks < OVERLAP; ticks++) later = tick(later);
  return later;
}

/** What a run does when nothing goes wrong, from reading its input to its end. */
function cleanRun(from: State, isDue: boolean, rules: Rules): State {
  let state = starts({ ...from, queued: from.sinks[0].key }, rules)[0]?.next ?? from;
  while (state.run !== undefined) {
    const [usual, other] = advance(state, state.run, rules);
    const taken = state.run.step === "decide" && !isDue ? other : usual;
    if (taken === undefined) throw new Error(`no way on from "${state.run.step}"`);
    state = taken.next;
  }
  return state;
}
