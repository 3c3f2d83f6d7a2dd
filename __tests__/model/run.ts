// What a run does after its preflight, write by write. For each step the first transition is what
// happens when nothing goes wrong.

import { confirm, ended, goTo, green, looksFirst, removeLeaked } from "./looks.ts";
import { isStale, namesOf, oldReadings, upToDate } from "./preflight.ts";
import { goesByNumbers, type Rules } from "./rules.ts";
import {
  isRegistered,
  keyAt,
  lineOf,
  registered,
  removed,
  stored,
  UNBORN,
  withKey,
  withRun,
  type Key,
  type Run,
  type State,
  type Step,
} from "./state.ts";
import { fault, step, type Transition } from "./transition.ts";

export function advance(state: State, run: Run, rules: Rules): Transition[] {
  switch (run.step) {
    case "heal":
      return heal(state, run, rules);
    case "retire":
      return retire(state, run, rules);
    case "decide":
      return decide(state, run, rules);
    case "add":
      return add(state, run, rules);
    case "read back":
      return [...readsBack(state, run, rules), fault("the key is not seen: add-unknown", ended(state, run))];
    case "prove":
      return prove(state, run, rules);
    case "settle":
      // R5: every region knows it by now.
      return [
        step(
          "settled",
          goTo(withKey(state, run.own, { everywhere: true }), run, following("settle", run, rules)),
        ),
      ];
    case "deliver 0":
    case "repeat 0":
      return deliver(state, run, 0, rules);
    case "deliver 1":
    case "repeat 1":
      return deliver(state, run, 1, rules);
    case "roll back":
      return rollBack(state, run);
    case "confirm":
    case "add again":
      return confirm(state, run, rules);
    case "remove the leaked one":
      return removeLeaked(state, run, rules);
    case "after delivery":
      return afterDelivery(state, run, rules);
  }
}

function heal(state: State, run: Run, rules: Rules): Transition[] {
  const { mutants } = rules;
  const sink = (run.behind & 1) !== 0 ? 0 : 1;
  return looksFirst(state, run, rules, !mutants.has("no look before catching up"), () => {
    const name = `k${run.input} to sink ${sink} again`;
    const rest: Run = { ...run, behind: run.behind & ~(1 << sink) };
    const there = (writer: Run | undefined): State => stored(state, sink, run.input, writer);
    const after = (next: State): State =>
      mutants.has("go on although the re-delivery failed")
        ? withRun(next, run, upToDate({ ...run, behind: 0 }))
        : ended(next, run);
    return [
      step(name, withRun(there(run), run, upToDate(rest))),
      fault(`${name}: done, but unknown`, after(there(run))),
      fault(`${name}: fails`, after(state)),
      ...lateWrite(name, state, sink, run.input, after, rules),
    ];
  });
}

function retire(state: State, run: Run, rules: Rules): Transition[] {
  const { mutants } = rules;
  const old = state.keys.findIndex((_, index) => (run.toRetire & (1 << index)) !== 0);
  if (!isRegistered(state, run.input)) return [step("nothing can be retired", goTo(state, run, "decide"))];
  const isLooking =
    !mutants.has("removes without looking at the sink") &&
    !(mutants.has("looks before the first removal only") && run.hasRemoved);
  return looksFirst(state, run, rules, isLooking, () => {
    if (mutants.has("retire all others") && state.foreign) {
      return [step("the foreign key is removed", { ...state, foreign: false })];
    }
    const rest: Run = { ...run, toRetire: run.toRetire & ~(1 << old), hasRemoved: true };
    if (!isRegistered(state, old)) return [step(`k${old} is gone`, withRun(state, run, upToDate(rest)))];
    return [
      step(`k${old} retired`, withRun(removed(state, run, old), run, upToDate(rest))),
      fault(`k${old} cannot be retired`, goTo(state, run, "decide")),
    ];
  });
}

function decide(state: State, run: Run, rules: Rules): Transition[] {
  if (run.leaked === -1) {
    const due = step("due", withNewKey(state, run, rules));
    return run.mustRotate ? [due] : [due, step("not due", green(state, run))];
  }
  const isReplaced = !run.mustRotate && keyAt(state, run.leaked).number < keyAt(state, run.input).number;
  return isReplaced
    ? [step("replaced already", goTo(state, run, "remove the leaked one"))]
    : [step("an emergency", withNewKey(state, run, rules))];
}

function add(state: State, run: Run, rules: Rules): Transition[] {
  if (!isRegistered(state, run.input)) return [step("not added: the input is gone", ended(state, run))];
  const name = `k${run.own} added`;
  const once: Run = { ...run, adds: run.adds + 1 };
  const there = registered(withRun(state, run, once), run.own, rules);
  const lost = rules.mutants.has("add again blindly")
    ? withNewKey(there, once, rules)
    : goTo(there, once, "read back");
  const [shown, ...old] = readsBack(there, once, rules);
  return [
    ...(shown === undefined ? [] : [step(name, shown.next)]),
    ...old.map(({ label, next }) => ({ ...fault(name, state), label: `${name}; ${label}`, next })),
    fault(`${name}, the answer is lost`, lost),
    // Refused, or read back in vain: nothing is sent again.
    fault("not added", ended(state, run)),
  ];
}

/**
 * Where numbers decide, the reading that shows the run's own key is looked at once more: a newer
 * delivered key, or a number as large. It is no proof where a replica may hide any other key.
 */
function readsBack(state: State, run: Run, rules: Rules): Transition[] {
  const seen = (hidden: number): State => {
    const { number, line } = keyAt(state, run.own);
    const isOvertaken = state.keys.some(
      (key, index) =>
        key.registered &&
        ((hidden | (1 << run.own)) & (1 << index)) === 0 &&
        key.line === line &&
        key.number >= number,
    );
    const isSure = !goesByNumbers(rules) || !run.readable || rules.mutants.has("no fence");
    return !isSure && (isOvertaken || isStale(state, run, hidden | (1 << run.own), true, rules))
      ? goTo(state, run, "roll back")
      : goTo(state, run, following("add", run, rules));
  };
  const hides = rules.surprises.has("any keys hidden") ? oldReadings(state, run.own, rules) : [];
  return [
    step("the key is read back", seen(0)),
    ...hides.map((hidden) => fault(`read back, ${namesOf(hidden)} hidden`, seen(hidden))),
  ];
}

function prove(state: State, run: Run, rules: Rules): Transition[] {
  const after = run.mayBeOut ? ended(state, run) : goTo(state, run, "roll back");
  if (!isRegistered(state, run.own)) return [step(`k${run.own} is gone, and refused`, after)];
  const proved = withKey(state, run.own, { proved: true });
  return [
    step(`k${run.own} proved`, goTo(proved, run, following("prove", run, rules))),
    fault(`k${run.own} not proved in time`, ended(state, run)),
    ...(run.mayBeOut ? [] : [fault(`k${run.own} refused`, after)]),
  ];
}

function deliver(state: State, run: Run, sink: 0 | 1, rules: Rules): Transition[] {
  const { mutants } = rules;
  const isRepeat = run.step === "repeat 0" || run.step === "repeat 1";
  const isLooking =
    sink === 1
      ? !mutants.has("no look before a later PUT")
      : !mutants.has(isRepeat ? "no look before a repeated PUT" : "no look before the first PUT");
  return looksFirst(state, run, rules, isLooking, () => put(state, run, sink, isRepeat, rules));
}

function put(state: State, run: Run, sink: 0 | 1, isRepeat: boolean, rules: Rules): Transition[] {
  const { mutants } = rules;
  const name = `k${run.own} to sink ${sink}`;
  const there = stored(state, sink, run.own, run);
  // From here on it counts whether the first sink changes after this run's own write.
  const out: Run = { ...run, mayBeOut: true };
  const done: Run = sink === 0 ? { ...out, outdated: false } : out;
  const rollsBackBlindly = sink === 0 && mutants.has("roll back after an unknown delivery");
  const goesOnBlindly = sink === 0 && mutants.has("second sink although the first is unknown");
  const givenUp = (from: State): State => {
    if (goesOnBlindly) return goTo(from, run, "deliver 1", out);
    return rollsBackBlindly ? goTo(from, run, "roll back") : ended(from, run);
  };
  const repeat: Step = sink === 0 ? "repeat 0" : "repeat 1";
  const next = following(sink === 0 ? "deliver 0" : "deliver 1", run, rules);
  const results = [
    step(name, goTo(there, run, next, done)),
    fault(
      `${name}: refused`,
      run.mayBeOut && !rollsBackBlindly ? ended(state, run) : goTo(state, run, "roll back"),
    ),
    ...lateWrite(name, state, sink, run.own, givenUp, rules),
  ];
  // Not known: the same write is repeated, or the run gives up.
  return isRepeat
    ? [...results, step(`${name}: not repeated`, givenUp(state))]
    : [
        ...results,
        fault(`${name}: done, but unknown`, goTo(there, run, repeat, done)),
        fault(`${name}: not done, and unknown`, goTo(state, run, repeat, out)),
      ];
}

function lateWrite(
  name: string,
  state: State,
  sink: 0 | 1,
  key: number,
  after: (next: State) => State,
  { surprises }: Rules,
): Transition[] {
  if (!surprises.has("late write") || state.late !== undefined) return [];
  return [fault(`${name}: under way, and given up`, after({ ...state, late: { sink, key } }))];
}

/** Nobody was given the key: it goes again, by a proof with the input. */
function rollBack(state: State, run: Run): Transition[] {
  const canGo = isRegistered(state, run.own) && isRegistered(state, run.input);
  if (!canGo) return [step(`k${run.own} cannot be rolled back`, ended(state, run))];
  return [
    step(`k${run.own} rolled back`, ended(removed(state, run, run.own), run)),
    fault("the rollback fails", ended(state, run)),
  ];
}

function afterDelivery(state: State, run: Run, { mutants }: Rules): Transition[] {
  const done = step("done", green(state, run));
  if (!mutants.has("retire in the same run")) return [done];
  const old = state.keys.findIndex((key) => key.registered && key.number < keyAt(state, run.own).number);
  if (old === -1) return [done];
  return [step(`k${old} retired`, { ...removed(state, run, old), broken: undefined })];
}

/** The order of a rotation's steps, which two mutants change. */
function order({ sinks }: Run, { mutants, surprises }: Rules): readonly Step[] {
  // Only where regions differ there is something to wait for.
  const waits = surprises.has("regional lag") && !mutants.has("no settle");
  const proving: Step[] = waits ? ["prove", "settle"] : ["prove"];
  const delivering: Step[] = sinks === 1 ? ["deliver 0"] : ["deliver 0", "deliver 1"];
  if (mutants.has("publish before prove")) return ["add", ...delivering, ...proving, "confirm"];
  if (mutants.has("publish before add")) return [...delivering, "add", ...proving, "confirm"];
  return ["add", ...proving, ...delivering, "confirm"];
}

function following(one: Step, run: Run, rules: Rules): Step {
  const steps = order(run, rules);
  return steps[steps.indexOf(one) + 1] ?? "confirm";
}

/** A key in memory, in nobody's directory. */
function withNewKey(state: State, run: Run, rules: Rules): State {
  const [first = "add"] = order(run, rules);
  const line = lineOf(run.sinks, rules);
  const key: Key = { ...UNBORN, line, number: run.nextNumber, previous: run.input };
  return goTo({ ...state, keys: [...state.keys, key] }, run, first, { ...run, own: state.keys.length });
}
