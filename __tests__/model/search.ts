import { converges, isQuiescent, violations } from "./invariants.ts";
import { initialState, transitions, type Invariant, type Rules, type State } from "./protocol.ts";

export interface Bounds {
  readonly ticks: number;
  readonly runs: number;
  readonly faults: number;
}

export interface Outcome {
  readonly states: number;
  readonly quiescent: number;
  /** For each invariant that is broken somewhere, one of the shortest ways there. */
  readonly counterexamples: ReadonlyMap<Invariant, readonly string[]>;
}

/** How a state was come to, for the trace. */
interface Reached {
  readonly state: State;
  readonly label: string;
  readonly from: Reached | undefined;
}

/**
 * Every state that can be reached, breadth first. Beyond a state that breaks one of I1 to I5 or
 * I7 nothing is looked at: it would only break again.
 *
 * @param until stops at the first state that breaks this one
 */
export function search(rules: Rules, bounds: Bounds, until?: Invariant): Outcome {
  const start = initialState(bounds);
  const seen = new Set([encode(start, rules)]);
  const settled = new Map<string, boolean>();
  const counterexamples = new Map<Invariant, readonly string[]>();
  let layer: Reached[] = [{ state: start, label: "", from: undefined }];

  const examine = (reached: Reached): boolean => {
    const broken = violations(reached.state);
    const isSafe = broken.length === 0;
    if (isSafe && isQuiescent(reached.state) && !settles(reached.state)) broken.push("I6");
    for (const one of broken) if (!counterexamples.has(one)) counterexamples.set(one, traceOf(reached));
    return isSafe;
  };
  const settles = (state: State): boolean => {
    const key = encode({ ...state, ticksLeft: 0, runsLeft: 0, faultsLeft: 0 }, rules);
    const known = settled.get(key);
    if (known !== undefined) return known;
    const result = converges(state, rules);
    settled.set(key, result);
    return result;
  };

  while (layer.length > 0) {
    const next: Reached[] = [];
    for (const from of layer) {
      if (!examine(from)) continue;
      for (const { label, next: state } of transitions(from.state, rules)) {
        const key = encode(state, rules);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state, label, from });
      }
    }
    if (until !== undefined && counterexamples.has(until)) break;
    layer = next;
  }
  return { states: seen.size, quiescent: settled.size, counterexamples };
}

function traceOf(last: Reached): string[] {
  const labels: string[] = [];
  for (let at = last; at.from !== undefined; at = at.from) labels.unshift(at.label);
  return labels;
}

/**
 * Two states with one code have the same future: places in the order of writes count only among
 * each other, and a key that is gone and that nobody needs is like any other such key.
 */
function encode(state: State, { mutants }: Rules): string {
  const { keys, sinks, run, late } = state;
  const isAlive = (index: number): boolean => {
    const key = keys[index];
    return (
      key !== undefined &&
      (key.registered ||
        key.neededFor > 0 ||
        sinks.some((sink) => sink.key === index) ||
        run?.own === index ||
        run?.input === index ||
        late?.key === index)
    );
  };
  const alive = keys.map((_, index) => isAlive(index));
  const places = [
    ...keys.flatMap(({ born }, index) => (alive[index] === true ? [born] : [])),
    ...sinks.map(({ changed }) => changed),
  ].sort((a, b) => a - b);
  const rank = (place: number): number => places.indexOf(place);
  const agesCount = mutants.has("overlap counted from creation");
  return [
    keys
      .map((key, index) =>
        alive[index] === true
          ? `${key.number}${key.registered ? "r" : "-"}${key.proved ? "p" : "-"}${rank(key.born)}${agesCount ? key.age : ""}n${key.neededFor}`
          : "",
      )
      .join(","),
    sinks.map((sink) => `${sink.key}c${rank(sink.changed)}a${sink.age}`).join(","),
    `${state.queued}${state.queuedIsOld ? "o" : ""}`,
    run === undefined
      ? ""
      : `${run.step}${run.input},${run.own},${run.hidden},${run.adds}${run.mayBeOut ? "o" : ""}`,
    late === undefined ? "" : `${late.sink}${late.key}`,
    state.foreign ? "f" : "",
    state.broken ?? "",
    state.ticksLeft,
    state.runsLeft,
    state.faultsLeft,
  ].join(";");
}
