// The model is worth something only where it finds mistakes: each part of the rules that is left
// out or changed must be found out, by the invariant named.

import { describe, expect, it } from "vitest";
import { withRules, type Invariant, type Mutant, type Surprise } from "./rules.ts";
import { LIMIT_MS, searched } from "./searched.ts";
import type { Bounds } from "./state.ts";

const usual: Bounds = { ticks: 4, runs: 3, faults: 2 };
const surprised: Bounds = { ticks: 2, runs: 3, faults: 1, surprises: 1 };
const noFault: Bounds = { ...surprised, faults: 0 };

interface Case {
  readonly mutants: readonly Mutant[];
  readonly breaks: Invariant;
  readonly surprises?: readonly Surprise[];
  readonly within?: Bounds;
  readonly times?: boolean;
}

const order: readonly Case[] = [
  { mutants: ["overlap counted from creation"], breaks: "I2" },
  { mutants: ["retire in the same run"], breaks: "I2" },
  { mutants: ["publish before prove"], breaks: "I4" },
  { mutants: ["publish before add"], breaks: "I4" },
  { mutants: ["add again blindly"], breaks: "I5" },
  { mutants: ["retire all others"], breaks: "I3" },
  { mutants: ["roll back after an unknown delivery"], breaks: "I1" },
  { mutants: ["remove newer leftovers"], breaks: "I7" },
  { mutants: ["no re-delivery"], breaks: "I6" },
  { mutants: ["number is the predecessor's plus one"], breaks: "I6" },
  { mutants: ["second sink although the first is unknown"], breaks: "I6" },
  { mutants: ["go on although the re-delivery failed"], breaks: "I9" },
  { mutants: ["retire although a sink is behind"], breaks: "I2" },
  { mutants: ["retire although a sink is behind", "no re-delivery"], breaks: "I1" },
];

const edges: readonly Case[] = [
  // R1
  { mutants: ["the line depends on the sinks"], breaks: "I9", surprises: ["deliver-to edited"] },
  { mutants: ["an empty sink is not behind"], breaks: "I9", surprises: ["deliver-to edited"] },
  { mutants: ["behind by the current key's birth"], breaks: "I1", surprises: ["suspended"] },
  // R2
  { mutants: ["no fence"], breaks: "I1" },
  { mutants: ["a re-run counts from its own start"], breaks: "I1" },
  { mutants: ["stale by numbers although times are known"], breaks: "I6", surprises: ["stored by hand"] },
  // R3
  { mutants: ["removes without looking at the sink"], breaks: "I1", surprises: ["stored by hand"] },
  { mutants: ["looks before the first removal only"], breaks: "I1", surprises: ["stored by hand"] },
  // R4
  { mutants: ["no look before the first PUT"], breaks: "I1", surprises: ["suspended"], within: noFault },
  { mutants: ["no look before a repeated PUT"], breaks: "I1", surprises: ["suspended"] },
  { mutants: ["no look before a later PUT"], breaks: "I1", surprises: ["suspended"], within: noFault },
  {
    mutants: ["no look before catching up"],
    breaks: "I9",
    surprises: ["suspended"],
    within: { ...surprised, ticks: 0 },
  },
  { mutants: ["no look after the last delivery"], breaks: "I9", surprises: ["whole list written back"] },
  {
    mutants: ["no sign-in after the last delivery"],
    breaks: "I9",
    surprises: ["whole list written back", "role taken away"],
    within: { ...surprised, surprises: 2 },
  },
  {
    mutants: ["adds again without looking at the sink"],
    breaks: "I7",
    surprises: ["suspended", "emergency"],
    within: { ticks: 0, runs: 2, faults: 0, surprises: 2 },
  },
  // R5, R6
  { mutants: ["no settle"], breaks: "I4", surprises: ["regional lag"] },
  { mutants: ["an emergency believes one look"], breaks: "I9", surprises: ["emergency"] },
];

const withoutTimes: readonly Case[] = [
  { mutants: ["catches up although times are unknown"], breaks: "I1", surprises: ["role taken away"] },
  {
    mutants: ["older by number alone", "no fence"],
    breaks: "I1",
    surprises: ["any keys hidden"],
    within: { ticks: 2, runs: 4, faults: 2 },
  },
];

describe("a mistake is found out", { timeout: LIMIT_MS }, () => {
  it.each(named(order))("$name: $breaks", (one) => {
    expect(found(one, usual)).toContain(one.breaks);
  });
});

describe("a mistake at the edges is found out", { timeout: LIMIT_MS }, () => {
  it.each(named(edges))("$name: $breaks", (one) => {
    expect(found(one, surprised)).toContain(one.breaks);
  });
});

describe("where times are unknown, a mistake is found out", { timeout: LIMIT_MS }, () => {
  it.each(named(withoutTimes))("$name: $breaks", (one) => {
    expect(found({ ...one, times: false }, surprised)).toContain(one.breaks);
  });
});

function named(cases: readonly Case[]): readonly (Case & { readonly name: string })[] {
  return cases.map((one) => ({ ...one, name: one.mutants.join(", ") }));
}

function found(one: Case, bounds: Bounds): readonly Invariant[] {
  const outcome = searched(one.mutants.join(", "), withRules(one), one.within ?? bounds, one.breaks);
  return [...outcome.counterexamples.keys()];
}
