// The model is worth something only where it finds mistakes: each of these must be found out, by
// the invariant named.

import { describe, expect, it } from "vitest";
import { PROTOCOL, type Invariant, type Mutant, type Rules } from "./protocol.ts";
import { search, type Bounds } from "./search.ts";

const LIMIT_MS = 60_000;
const usual: Bounds = { ticks: 4, runs: 3, faults: 2 };
const moreFaults: Bounds = { ticks: 2, runs: 4, faults: 3 };

interface Case {
  readonly mutants: readonly Mutant[];
  readonly breaks: Invariant;
  readonly rules?: Partial<Rules>;
  readonly within?: Bounds;
}

function counterexample({
  mutants,
  breaks,
  rules = {},
  within = usual,
}: Case): readonly string[] | undefined {
  const outcome = search({ ...PROTOCOL, ...rules, mutants: new Set(mutants) }, within, breaks);
  return outcome.counterexamples.get(breaks);
}

function report(name: string, breaks: Invariant, trace: readonly string[] | undefined): void {
  const told = trace?.filter((label) => !label.startsWith("nothing to")).join(" → ");
  console.log(`${name}: ${breaks}, ${told ?? "NOT FOUND"}`);
}

const cases: readonly Case[] = [
  { mutants: ["overlap counted from creation"], breaks: "I2" },
  { mutants: ["retire in the same run"], breaks: "I2" },
  { mutants: ["publish before prove"], breaks: "I4" },
  { mutants: ["publish before add"], breaks: "I1" },
  { mutants: ["add again blindly"], breaks: "I5" },
  { mutants: ["retire all others"], breaks: "I3" },
  { mutants: ["roll back after an unknown delivery"], breaks: "I1" },
  { mutants: ["remove newer leftovers"], breaks: "I7" },
  { mutants: ["no re-delivery"], breaks: "I6" },
  { mutants: ["birth is an early notBefore"], breaks: "I1" },
  { mutants: ["birth is an early notBefore"], breaks: "I6" },
  { mutants: ["second sink although the first is unknown"], breaks: "I6" },
  { mutants: ["number is the predecessor's plus one"], breaks: "I6", rules: { looksAgain: false } },
  // A leftover that is made while a sink is behind looks delivered once that sink is brought up.
  { mutants: ["go on although the re-delivery failed"], breaks: "I6", within: { ...usual, faults: 3 } },
  // While a failed re-delivery ends the run, this rule alone has nothing to do: it is the second lock.
  {
    mutants: ["retire although a sink is behind", "go on although the re-delivery failed"],
    breaks: "I1",
  },
  { mutants: ["retire although a sink is behind", "no re-delivery"], breaks: "I1" },
];

describe("a mistake is found out", { timeout: LIMIT_MS }, () => {
  it.each(cases.map((one) => ({ ...one, name: one.mutants.join(", ") })))("$name: $breaks", (one) => {
    const trace = counterexample(one);
    report(one.name, one.breaks, trace);
    expect(trace).toBeDefined();
  });
});

describe("without a fence, inputs read when the run was queued", { timeout: LIMIT_MS }, () => {
  it.each<Case & { readonly name: string }>([
    {
      name: "bring a sink back to an old key, which the next run retires",
      mutants: [],
      breaks: "I1",
      rules: { fence: [] },
      within: moreFaults,
    },
    {
      name: "make the removal of newer leftovers a lock-out, with no fault at all",
      mutants: ["remove newer leftovers"],
      breaks: "I1",
      rules: { fence: [] },
      within: { ticks: 2, runs: 2, faults: 0 },
    },
  ])("$name", (one) => {
    const trace = counterexample(one);
    report(one.name, one.breaks, trace);
    expect(trace).toBeDefined();
  });
});

describe("the fence by births alone, over old readings of the directory", { timeout: LIMIT_MS }, () => {
  const rules: Partial<Rules> = { looksAgain: false };

  it.each<Case & { readonly name: string }>([
    {
      name: "gives out a number below a delivered one, and every later run stops",
      mutants: [],
      breaks: "I6",
      rules,
    },
    {
      name: "gives out a number below a delivered one, and a waiting run retires it",
      mutants: [],
      breaks: "I1",
      rules,
      within: moreFaults,
    },
  ])("$name", (one) => {
    const trace = counterexample(one);
    report(one.name, one.breaks, trace);
    expect(trace).toBeDefined();
  });
});
