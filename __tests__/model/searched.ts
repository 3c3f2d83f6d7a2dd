import type { Invariant, Rules } from "./rules.ts";
import { search, type Outcome } from "./search.ts";
import type { Bounds } from "./state.ts";

/** `npm run test:faults`, or by hand: searches further. */
export const isFull = process.env["KEYROLL_FULL"] === "1";
/** A limit for hangs only. */
export const LIMIT_MS = isFull ? 1_800_000 : 120_000;

export function searched(what: string, rules: Rules, bounds: Bounds, until?: Invariant): Outcome {
  const outcome = search(rules, bounds, until);
  const { ticks, runs, faults, surprises = 0 } = bounds;
  const within = `${runs} runs, ${faults} faults, ${surprises} surprises, ${ticks} ticks`;
  console.log(`${what}: ${outcome.states} states, ${outcome.quiescent} quiescent (${within})`);
  for (const [invariant, trace] of outcome.counterexamples) {
    console.log(`  ${invariant}: ${trace.join(" → ")}`);
  }
  return outcome;
}
