// Ways that were found to a line that is stuck for good: with the old rules every night stops as
// stale, with the new ones the next night is in order.

import { describe, expect, it } from "vitest";
import { converges } from "./invariants.ts";
import { OLD_RULES, withRules, type Rules, type Surprise } from "./rules.ts";
import { advance } from "./run.ts";
import { initialState, type Run, type State } from "./state.ts";
import { transitions } from "./world.ts";

interface Story {
  readonly name: string;
  readonly surprise: Surprise;
  /** Beginnings of labels; "…" is what the run does when nothing goes wrong, to its end. */
  readonly steps: readonly string[];
}

const killed = (key: string): readonly string[] => [
  "queued with k0",
  "starts with k0",
  "due",
  `${key} added`,
  "killed",
];

const stories: readonly Story[] = [
  {
    name: "an edit of deliver-to is taken back",
    surprise: "deliver-to edited",
    steps: ["sink 1 added", "queued with k0", "starts with k0", "…", "sink 1 taken out"],
  },
  {
    name: "a run sleeps between verification and PUT, and wakes up after another one",
    surprise: "suspended",
    steps: [
      ...["queued with k0", "starts with k0", "due", "k1 added", "k1 proved"],
      ...["queued with k0", "A sleeps; B starts with k0", "B: due", "B: k2 added", "B: …", "A: …"],
    ],
  },
  {
    name: "a replica does not show the two keys before the run's own",
    surprise: "any keys hidden",
    steps: [
      ...killed("k1"),
      ...killed("k2"),
      ...[
        "queued with k0",
        "starts with k0, k1 and k2 hidden",
        "due",
        "k3 added; read back, k1 and k2 hidden",
        "…",
      ],
    ],
  },
  {
    name: "a role is taken away after two killed runs, for one",
    surprise: "role taken away",
    steps: [...killed("k1"), ...killed("k2"), "queued with k0", "starts with k0, may not read", "…"],
  },
  {
    name: "an earlier value is put back into the sink",
    surprise: "stored by hand",
    steps: ["queued with k0", "starts with k0", "…", "k0 stored in sink 0 by hand"],
  },
];

describe.each(stories)("$name", ({ surprise, steps }) => {
  const told = (rules: Rules): boolean => converges(follow(steps, rules), rules);

  it("sticks with the old rules", () => {
    expect(told(withRules({ mutants: OLD_RULES, surprises: [surprise] }))).toBe(false);
  });

  it("is in order the next night with the new ones", () => {
    expect(told(withRules({ surprises: [surprise] }))).toBe(true);
  });
});

function follow(steps: readonly string[], rules: Rules): State {
  let state = initialState({ ticks: 0, runs: 9, faults: 9, surprises: 9 }, rules);
  for (const wanted of steps) {
    state = wanted.endsWith("…") ? ended(state, wanted, rules) : taken(state, wanted, rules);
  }
  return state;
}

function taken(state: State, wanted: string, rules: Rules): State {
  const found = transitions(state, rules).find(({ label }) => label.startsWith(wanted));
  if (found === undefined) throw new Error(`"${wanted}" cannot happen here`);
  return found.next;
}

function ended(from: State, wanted: string, rules: Rules): State {
  let state = from;
  const whose = ({ runs }: State): Run | undefined =>
    wanted === "…" ? runs[0] : runs.find(({ slept }) => slept === wanted.startsWith("A"));
  for (let run = whose(state); run !== undefined; run = whose(state)) {
    state = advance(state, run, rules)[0]?.next ?? state;
  }
  return state;
}
