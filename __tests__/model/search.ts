import { converges, isQuiescent, violations } from "./invariants.ts";
import { encode } from "./encode.ts";
import { type Invariant, type Rules } from "./rules.ts";
import { initialState, type Bounds, type State } from "./state.ts";
import { transitions } from "./world.ts";

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
 * Every state that can be reached, breadth first. Beyond a state that breaks an invariant other
 * than I6 nothing is looked at: it would only break again.
 *
 * @param until stops at the first state that breaks this one
 */
export function search(rules: Rules, bounds: Bounds, until?: Invariant): Outcome {
  const start = initialState(bounds, rules);
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
    const key = encode({ ...state, ticksLeft: 0, runsLeft: 0, faultsLeft: 0, surprisesLeft: 0 }, rules);
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
