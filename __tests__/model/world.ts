// Everything that can happen next, in any order.

import { starts } from "./preflight.ts";
import { advance } from "./run.ts";
import { type Rules } from "./rules.ts";
import { keyAt, stored, tick, withRun, withSink, type Run, type State } from "./state.ts";
import { fault, isAffordable, step, surprise, type Transition } from "./transition.ts";

export function transitions(state: State, rules: Rules): Transition[] {
  const found: Transition[] = [];
  if (state.ticksLeft > 0) found.push(step("a tick", tick({ ...state, ticksLeft: state.ticksLeft - 1 })));
  if (state.runsLeft > 0 && state.waiting === undefined) found.push(...queues(state, rules));
  if (state.late !== undefined) {
    const { sink, key } = state.late;
    found.push(
      step(`k${key} reaches sink ${sink} late`, { ...stored(state, sink, key, undefined), late: undefined }),
    );
  }
  if (state.surprisesLeft > 0) found.push(...surprises(state, rules));
  if (state.waiting !== undefined) found.push(...startsBeside(state, rules));
  for (const run of state.runs) {
    const name = state.runs.length === 1 ? "" : run.slept ? "A: " : "B: ";
    if (state.faultsLeft > 0) found.push(fault(`${name}killed`, withRun(state, run, undefined)));
    for (const one of advance(state, run, rules)) found.push({ ...one, label: name + one.label });
  }
  return found.filter(isAffordable);
}

function queues(state: State, { surprises: possible }: Rules): Transition[] {
  const input = state.sinks[0].key;
  const queue = (leaked: number, idIsWrong: boolean): State => ({
    ...state,
    waiting: { input, sinks: state.named, outdated: false, leaked, idIsWrong },
    runsLeft: state.runsLeft - 1,
  });
  const found = [step(`queued with k${input}`, queue(-1, false))];
  if (!possible.has("emergency")) return found;
  for (const [index, key] of state.keys.entries()) {
    if (!key.registered || !key.wasOut) continue;
    found.push(
      surprise(`k${index} has leaked: queued with k${input}`, queue(index, false)),
      surprise(`k${index} has leaked: queued with k${input} and another id`, queue(index, true)),
    );
  }
  return found;
}

/** One rotation at a time; but one that sleeps may be overtaken. */
function startsBeside(state: State, rules: Rules): Transition[] {
  const [alive, ...more] = state.runs;
  if (alive === undefined) return starts(state, rules);
  if (more.length > 0 || !rules.surprises.has("suspended")) return [];
  const asleep: Run = { ...alive, slept: true };
  const beside = starts(withRun(state, alive, asleep), rules);
  return alive.slept ? beside : beside.map(({ label, next }) => surprise(`A sleeps; B ${label}`, next));
}

function surprises(state: State, { surprises: possible }: Rules): Transition[] {
  const found: Transition[] = [];
  const [first] = state.sinks;
  const earlier = state.keys.flatMap((key, index) => (key.registered && key.wasOut ? [index] : []));
  if (possible.has("stored by hand")) {
    found.push(
      ...earlier.map((key) => surprise(`k${key} stored in sink 0 by hand`, stored(state, 0, key, undefined))),
    );
  }
  if (possible.has("second sink stored by hand")) {
    found.push(
      ...earlier
        .filter((key) => keyAt(state, key).number < keyAt(state, first.key).number)
        .map((key) => surprise(`k${key} stored in sink 1 by hand`, stored(state, 1, key, undefined))),
    );
  }
  if (possible.has("deliver-to edited")) {
    const named = state.named === 1 ? 2 : 1;
    const label = named === 2 ? "sink 1 added to deliver-to" : "sink 1 taken out of deliver-to";
    // Its consumers are the owner's own affair until a run has written it again.
    const keys = state.keys.map((key) => ({ ...key, neededFor: [key.neededFor[0], 0] as const }));
    found.push(surprise(label, withSink({ ...state, keys, named }, 1, { reliedOn: false })));
  }
  if (possible.has("whole list written back")) {
    if (state.list === undefined)
      found.push(step("another tool reads the list", { ...state, list: listed(state) }));
    else if (state.list !== listed(state))
      found.push(surprise("it writes the list back", writtenBack(state, state.list)));
  }
  return found;
}

function listed({ keys }: State): number {
  return keys.reduce((bits, { registered }, index) => (registered ? bits | (1 << index) : bits), 0);
}

function writtenBack(state: State, list: number): State {
  const keys = state.keys.map((key, index) => {
    const isListed = (list & (1 << index)) !== 0;
    if (isListed === key.registered) return key;
    return { ...key, registered: isListed, removedBy: isListed ? undefined : ("another tool" as const) };
  });
  const runs = state.runs.map((run) => ({ ...run, disturbed: true }));
  return { ...state, keys, runs, list: undefined };
}
