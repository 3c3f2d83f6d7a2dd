// The rules under every interleaving of runs, faults, surprises and time that the bounds allow.
// KEYROLL_FULL=1 (`npm run test:faults`) searches further.

import { describe, expect, it } from "vitest";
import { PROTOCOL, withRules, type Surprise } from "./rules.ts";
import { isFull, LIMIT_MS, searched } from "./searched.ts";
import type { Bounds } from "./state.ts";

/** What the rules promise to bear; the others are in assumptions.test.ts. */
const borne: readonly Surprise[] = [
  "suspended",
  "any keys hidden",
  "deliver-to edited",
  "role taken away",
  "whole list written back",
  "stored by hand",
  "regional lag",
  "emergency",
];

/** As many states as there is time for: two runs at once have the most. */
function boundsFor(surprise: Surprise): Bounds {
  switch (surprise) {
    case "suspended":
      return isFull
        ? { ticks: 4, runs: 4, faults: 1, surprises: 1 }
        : { ticks: 2, runs: 3, faults: 1, surprises: 1 };
    case "whole list written back":
    case "stored by hand":
      return isFull
        ? { ticks: 4, runs: 4, faults: 1, surprises: 2 }
        : { ticks: 3, runs: 3, faults: 1, surprises: 1 };
    case "any keys hidden":
      return { ticks: 4, runs: 4, faults: isFull ? 4 : 2 };
    default:
      return isFull
        ? { ticks: 5, runs: 4, faults: 2, surprises: 2 }
        : { ticks: 3, runs: 3, faults: 1, surprises: 2 };
  }
}

it("keeps all invariants", { timeout: LIMIT_MS }, () => {
  const bounds = isFull ? { ticks: 6, runs: 5, faults: 3 } : { ticks: 4, runs: 4, faults: 2 };
  const outcome = searched("no surprise", PROTOCOL, bounds);
  expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
  // Not by looking at little.
  expect(outcome.states).toBeGreaterThan(50_000);
  expect(outcome.quiescent).toBeGreaterThan(500);
});

describe("keeps all invariants, whatever surprises it", { timeout: LIMIT_MS }, () => {
  it.each(borne)("%s", (surprise) => {
    const outcome = searched(surprise, withRules({ surprises: [surprise] }), boundsFor(surprise));
    expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
  });
});

/** Some with millions of states: `npm run test:faults` has the time. */
const pairs = borne.flatMap((one, index) => borne.slice(index + 1).map((other) => [one, other] as const));
const cheap = pairs.filter((pair) => pair.includes("any keys hidden") && !pair.includes("suspended"));

describe("keeps all invariants under two kinds of surprise", { timeout: LIMIT_MS }, () => {
  it.each(isFull ? pairs : cheap)("%s, %s", (...surprises) => {
    const bounds: Bounds = isFull
      ? { ticks: 3, runs: 3, faults: 1, surprises: 2 }
      : { ticks: 2, runs: 3, faults: 1, surprises: 1 };
    const outcome = searched(surprises.join(", "), withRules({ surprises }), bounds);
    expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
  });
});
