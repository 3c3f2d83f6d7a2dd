// What each surprise breaks with the rules that stood before (OLD_RULES). protocol.test.ts shows
// that the new ones bear all of them.

import { describe, expect, it } from "vitest";
import { OLD_RULES, withRules, type Invariant, type Surprise } from "./rules.ts";
import { LIMIT_MS, searched } from "./searched.ts";
import type { Bounds } from "./state.ts";

const usual: Bounds = { ticks: 2, runs: 3, faults: 1, surprises: 1 };

const cases: readonly {
  readonly surprise: Surprise;
  readonly breaks: Invariant;
  readonly bounds?: Bounds;
}[] = [
  { surprise: "suspended", breaks: "I1", bounds: { ...usual, faults: 0 } },
  { surprise: "suspended", breaks: "I6", bounds: { ...usual, faults: 0 } },
  { surprise: "suspended", breaks: "I9", bounds: { ...usual, faults: 0 } },
  { surprise: "any keys hidden", breaks: "I6", bounds: { ticks: 1, runs: 4, faults: 3 } },
  // An old run puts a lower number over a higher one, and a run that was queued with the higher retires it.
  { surprise: "any keys hidden", breaks: "I1", bounds: { ticks: 2, runs: 4, faults: 3 } },
  { surprise: "deliver-to edited", breaks: "I6" },
  { surprise: "deliver-to edited", breaks: "I9" },
  { surprise: "role taken away", breaks: "I6", bounds: { ...usual, runs: 4, faults: 2 } },
  { surprise: "whole list written back", breaks: "I9" },
  { surprise: "stored by hand", breaks: "I1" },
  { surprise: "stored by hand", breaks: "I6" },
  { surprise: "regional lag", breaks: "I4" },
  { surprise: "emergency", breaks: "I9" },
];

describe("the old rules do not bear", { timeout: LIMIT_MS }, () => {
  it.each(cases)("$surprise: $breaks", ({ surprise, breaks, bounds = usual }) => {
    const rules = withRules({ mutants: OLD_RULES, surprises: [surprise] });
    const { counterexamples } = searched(`old rules, ${surprise}`, rules, bounds, breaks);
    expect([...counterexamples.keys()]).toContain(breaks);
  });
});
