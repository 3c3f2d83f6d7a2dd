// R3, R4, R6: what is looked at before a write, and after the last delivery.

import { type Rules } from "./rules.ts";
import {
  isRegistered,
  keyAt,
  registered,
  withKey,
  withRun,
  type Run,
  type State,
  type Step,
} from "./state.ts";
import { fault, step, type Transition } from "./transition.ts";

/**
 * One look at the first sink right before a write: it has not changed since the run's input was
 * read, or since the run's own delivery. Look and write are one step here; a run that sleeps
 * between the two is what no rule can help (assumptions.test.ts).
 */
export function looksFirst(
  state: State,
  run: Run,
  { surprises }: Rules,
  isLooking: boolean,
  write: () => Transition[],
): Transition[] {
  if (!isLooking || run.hasLooked) return write();
  if (run.outdated) return [step("the first sink was changed: stale", stopped(state, run))];
  if (!surprises.has("asleep between look and write")) return write();
  return [step("looks at the first sink", withRun(state, run, { ...run, hasLooked: true }))];
}

/** Another run was here: the own key is taken back where nobody can have it. */
function stopped(state: State, run: Run): State {
  const isUndelivered = run.own !== -1 && !run.mayBeOut;
  return isUndelivered ? goTo(state, run, "roll back") : ended(state, run);
}

/**
 * R4: after the last delivery the object is looked at again. Another tool may have written back a
 * list without the new key: the same one is added again, and proved.
 */
export function confirm(state: State, run: Run, rules: Rules): Transition[] {
  const { mutants } = rules;
  const isSkipped =
    mutants.has("no look after the last delivery") ||
    (!run.readable && mutants.has("no sign-in after the last delivery"));
  if (isSkipped) return [step("not looked at again", success(state, run, rules))];
  return looksFirst(state, run, rules, !mutants.has("adds again without looking at the sink"), () => {
    if (isRegistered(state, run.own)) return [step(`k${run.own} is there`, success(state, run, rules))];
    if (!isRegistered(state, run.input)) return [step("it cannot be added again", ended(state, run))];
    const again = registered(state, run.own, rules);
    const isOurs = keyAt(state, run.own).removedBy === "us";
    return [
      step(`k${run.own} added again`, goTo(isOurs ? { ...again, broken: "I7" } : again, run, "confirm")),
      fault(`k${run.own} is not added again`, ended(state, run)),
    ];
  });
}

function success(state: State, run: Run, { mutants }: Rules): State {
  const sure: Run = { ...run, disturbed: false };
  if (run.leaked !== -1) return goTo(state, run, "remove the leaked one", sure);
  if (mutants.has("retire in the same run")) return goTo(state, run, "after delivery", sure);
  return green(withRun(state, run, sure), sure);
}

/** In an emergency: without overlap, by a proof with the successor. */
export function removeLeaked(state: State, run: Run, rules: Rules): Transition[] {
  const isLooking = !rules.mutants.has("removes without looking at the sink");
  return looksFirst(state, run, rules, isLooking, () => {
    const gone = withKey(state, run.leaked, { registered: false, removedBy: "us", neededFor: [0, 0] });
    return [
      step(`k${run.leaked}, which has leaked, removed`, green(gone, run)),
      fault(`k${run.leaked}, which has leaked, cannot be removed`, ended(state, run)),
    ];
  });
}

/** I9. What happens between a run's last look and its end is not its to know. */
export function green(state: State, run: Run): State {
  const current = run.own === -1 ? run.input : run.own;
  const isKnown = !run.disturbed && !run.outdated;
  const isWrong = state.sinks
    .slice(0, run.sinks)
    .some(({ key }) => key < current || !isRegistered(state, key));
  const isStillThere = run.leaked !== -1 && isRegistered(state, run.leaked);
  const end = ended(state, run);
  return (isKnown && isWrong) || isStillThere ? { ...end, broken: "I9" } : end;
}

export function ended(state: State, run: Run): State {
  return withRun(state, run, undefined);
}

export function goTo(state: State, run: Run, to: Step, changed: Run = run): State {
  return withRun(state, run, { ...changed, step: to, hasLooked: false });
}
