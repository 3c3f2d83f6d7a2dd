// What the rules assume, shown by what happens without it.

import { describe, expect, it } from "vitest";
import { withRules, type Invariant, type Surprise } from "./rules.ts";
import { isFull, LIMIT_MS, searched } from "./searched.ts";
import type { Bounds } from "./state.ts";

const small: Bounds = { ticks: 2, runs: 3, faults: 1, surprises: 1 };

describe("no rule bears", { timeout: LIMIT_MS }, () => {
  it("a write that is done an overlap after its run gave up", () => {
    const rules = withRules({ surprises: ["late write"] });
    const { counterexamples } = searched("late write", rules, { ...small, ticks: 4, faults: 2 }, "I1");
    const trace = counterexamples.get("I1") ?? [];
    // The next runs have to go on for a whole overlap while that write is under way.
    const gaveUp = trace.findIndex((label) => label.includes("under way"));
    const late = trace.findIndex((label) => label.endsWith("late"));
    expect(gaveUp).toBeGreaterThan(0);
    expect(trace.slice(gaveUp).filter((label) => label === "a tick").length).toBeGreaterThanOrEqual(2);
    expect(late).toBeGreaterThan(gaveUp);
  });

  // A check and a write are two steps: two runs at once must not meet within this instant.
  it("a run that sleeps just between its look at the first sink and its write", () => {
    const rules = withRules({ surprises: ["suspended", "asleep between look and write"] });
    const { counterexamples } = searched(
      "asleep between look and write",
      rules,
      { ...small, faults: 0 },
      "I1",
    );
    const trace = counterexamples.get("I1") ?? [];
    const look = trace.findIndex((label) => label === "A: looks at the first sink");
    expect(look).toBeGreaterThan(0);
    expect(trace.slice(look).some((label) => label.startsWith("B: k2 to sink 0"))).toBe(true);
  });

  // Nobody can read what a secret holds; the time of its change says that it is the newest.
  it("an earlier key that somebody stores in the second sink", () => {
    const rules = withRules({ surprises: ["second sink stored by hand"] });
    const { counterexamples } = searched("second sink stored by hand", rules, small, "I1");
    expect(counterexamples.get("I1")?.some((label) => label.includes("stored in sink 1 by hand"))).toBe(true);
  });
});

/**
 * GitHub's times cannot be had (no `actions: read`), and numbers have to do. Nobody is locked out;
 * but where a higher number stands on the object than in the sink, runs stop until somebody helps.
 */
const withoutTimes: readonly { readonly surprise: Surprise; readonly broken: readonly Invariant[] }[] = [
  { surprise: "suspended", broken: ["I6"] },
  { surprise: "any keys hidden", broken: [] },
  { surprise: "deliver-to edited", broken: [] },
  { surprise: "role taken away", broken: ["I6"] },
  // A run that waited does not know that its input's successor is in the sink, and gone.
  { surprise: "whole list written back", broken: ["I9"] },
  { surprise: "stored by hand", broken: ["I6"] },
  { surprise: "regional lag", broken: [] },
  { surprise: "emergency", broken: [] },
];

describe("without times, what is left of the promises", { timeout: LIMIT_MS }, () => {
  it.each(withoutTimes)("$surprise: all but $broken", ({ surprise, broken }) => {
    const rules = withRules({ times: false, surprises: [surprise] });
    const outcome = searched(`without times, ${surprise}`, rules, few(surprise));
    expect([...outcome.counterexamples.keys()].sort()).toEqual(broken);
  });

  // It locks nobody out, because nothing is caught up then, older means earlier born too, and the
  // first sink is looked at before each write. What it costs is a rotation more than needed.
  it.each(withoutTimes)("$surprise: a run that does not stop by numbers", ({ surprise, broken }) => {
    const rules = withRules({ times: false, mutants: ["no fence"], surprises: [surprise] });
    const outcome = searched(`without times and numbers, ${surprise}`, rules, few(surprise));
    expect([...outcome.counterexamples.keys()]).toEqual(broken.filter((one) => one !== "I6"));
  });
});

function few(surprise: Surprise): Bounds {
  return surprise === "suspended" && !isFull ? { ...small, runs: 2 } : small;
}
