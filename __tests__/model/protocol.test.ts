// The protocol under every interleaving of runs, faults and time that the bounds allow.
// KEYROLL_FULL=1 (`npm run test:faults`) searches further.

import { expect, it } from "vitest";
import { PROTOCOL, type Rules, type Surprise } from "./protocol.ts";
import { search, type Bounds, type Outcome } from "./search.ts";

const isFull = process.env["KEYROLL_FULL"] === "1";
const LIMIT_MS = isFull ? 300_000 : 60_000;
const small: Bounds = { ticks: 4, runs: 3, faults: 2 };
const bounds: Bounds = isFull ? { ticks: 6, runs: 5, faults: 3 } : { ticks: 5, runs: 4, faults: 3 };

function searched(rules: Rules, within: Bounds): Outcome {
  const outcome = search(rules, within);
  const { ticks, runs, faults } = within;
  console.log(
    `${outcome.states} states, ${outcome.quiescent} quiescent (${runs} runs, ${faults} faults, ${ticks} ticks)`,
  );
  return outcome;
}

it("keeps all invariants", { timeout: LIMIT_MS }, () => {
  const outcome = searched(PROTOCOL, bounds);
  expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
  // Not by looking at little.
  expect(outcome.states).toBeGreaterThan(250_000);
  expect(outcome.quiescent).toBeGreaterThan(4000);
});

it("keeps them with a fence by the time of reading too", { timeout: LIMIT_MS }, () => {
  const outcome = searched({ ...PROTOCOL, fence: ["births", "reading"] }, bounds);
  expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
});

it("keeps them with a fence by the time of reading alone", { timeout: LIMIT_MS }, () => {
  const outcome = searched({ ...PROTOCOL, fence: ["reading"] }, bounds);
  expect(Object.fromEntries(outcome.counterexamples)).toEqual({});
});

// What the rules assume, shown by what happens without it.

function surprised(surprise: Surprise, fence: Rules["fence"] = PROTOCOL.fence): Outcome {
  return searched({ ...PROTOCOL, fence, surprises: new Set([surprise]) }, small);
}

it("a leftover, and the current credential stored again by hand, look like a delivery", () => {
  const { counterexamples } = surprised("stored again by hand");
  // Stops until somebody helps, and locks nobody out.
  expect([...counterexamples.keys()]).toEqual(["I6"]);
  expect(counterexamples.get("I6")).toContain("k0 stored again by hand (fault)");
});

it("a fence by the time of reading is not taken in by it", () => {
  expect([...surprised("stored again by hand", ["reading"]).counterexamples.keys()]).toEqual([]);
});

it("a write that is done an overlap after its run gave up could lock somebody out", () => {
  const trace = surprised("late write").counterexamples.get("I1") ?? [];
  // The next run has to go on for a whole overlap while that write is under way.
  const late = trace.findIndex((label) => label.endsWith("late"));
  expect(late).toBeGreaterThan(0);
  expect(trace.slice(late).filter((label) => label === "a tick")).toHaveLength(2);
});
