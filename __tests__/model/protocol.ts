// The rotation of one line of certificates over two sinks, as issue 4's rules say it, small enough
// to look at every interleaving. Written from the rules and not from src: where both err alike,
// it is not because one was copied.
//
// What is left out: expiry, the tier without permission to read, clock skew, emergency.

export const OVERLAP = 2;

/** Rules changed on purpose. With none of them the protocol is the one that src implements. */
export type Mutant =
  | "overlap counted from creation"
  | "retire in the same run"
  | "publish before prove"
  | "publish before add"
  | "add again blindly"
  | "retire all others"
  | "roll back after an unknown delivery"
  | "remove newer leftovers"
  | "retire although a sink is behind"
  | "go on although the re-delivery failed"
  | "no re-delivery"
  | "second sink although the first is unknown"
  | "number is the predecessor's plus one"
  /** As with a pair that the user made long before: its notBefore says nothing about its birth. */
  | "birth is an early notBefore";

/** What the world may do beyond the rules' assumptions. */
export type Surprise =
  /** The owner stores the same credential again, by hand. */
  | "stored again by hand"
  /** A write whose answer was lost is done only after its run has ended. */
  | "late write";

export interface Rules {
  /**
   * How a run finds out that its input is stale. By births: a newer key of the line was there
   * before a sink changed. By reading: a sink has changed since the input was read.
   */
  readonly fence: readonly ("births" | "reading")[];
  /**
   * A reading that shows the run's own key shows every earlier one: before the delivery the run
   * looks again whether its input is stale, and whether its number is above all others.
   */
  readonly looksAgain: boolean;
  readonly mutants: ReadonlySet<Mutant>;
  readonly surprises: ReadonlySet<Surprise>;
}

/** The protocol of src. */
export const PROTOCOL: Rules = {
  fence: ["births"],
  looksAgain: true,
  mutants: new Set(),
  surprises: new Set(),
};

/**
 * - I1 no lock-out: the key in each sink is registered.
 * - I2 overlap: whoever has read a sink can use its key for the overlap.
 * - I3 what is not ours is never touched.
 * - I4 only a proved key enters a sink.
 * - I5 a run adds one key at most.
 * - I6 convergence: two runs without a fault put everything right (see `converges`).
 * - I7 only older keys are removed, never the one that signs the removal.
 */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7";

export interface Key {
  readonly number: number;
  readonly registered: boolean;
  readonly proved: boolean;
  /** Place in the order of all writes. */
  readonly born: number;
  /** Ticks since then, up to {@link OVERLAP}. Kept only where a mutant asks for it. */
  readonly age: number;
  /** Ticks for which a consumer may still use it that has read it from a sink. */
  readonly neededFor: number;
}

export interface Sink {
  readonly key: number;
  /** Place of its last change in the order of all writes: `updated_at`, compared with births. */
  readonly changed: number;
  /** Ticks since then, up to {@link OVERLAP}. */
  readonly age: number;
}

type Step =
  | "heal"
  | "retire"
  | "decide"
  | "add"
  | "read back"
  | "prove"
  | "deliver 0"
  | "repeat 0"
  | "deliver 1"
  | "repeat 1"
  | "roll back"
  | "after delivery";

export interface Run {
  readonly step: Step;
  readonly input: number;
  /** The key that it has made; -1 before. */
  readonly own: number;
  /** Bits of keys that its reading of the directory did not show. */
  readonly hidden: number;
  readonly adds: number;
  /** A sink has accepted its key, or may have. */
  readonly mayBeOut: boolean;
}

export interface State {
  readonly keys: readonly Key[];
  readonly foreign: boolean;
  readonly sinks: readonly [Sink, Sink];
  /** The input of the run that waits, read when it was queued; -1 for none. */
  readonly queued: number;
  /** Whether a sink has changed since the waiting run's input was read. */
  readonly queuedIsOld: boolean;
  readonly run: Run | undefined;
  /** A write that is still under way although its run has given up. */
  readonly late: { readonly sink: 0 | 1; readonly key: number } | undefined;
  readonly ticksLeft: number;
  readonly runsLeft: number;
  readonly faultsLeft: number;
  /** What the last step broke that no state shows. */
  readonly broken: Invariant | undefined;
}

export interface Transition {
  readonly label: string;
  readonly next: State;
  readonly isFault: boolean;
}

const UNBORN: Omit<Key, "number"> = { registered: false, proved: false, born: 0, age: 0, neededFor: 0 };

export function initialState(bounds: { ticks: number; runs: number; faults: number }): State {
  const first: Key = { number: 1, registered: true, proved: true, born: 0, age: OVERLAP, neededFor: 0 };
  return {
    keys: [first],
    foreign: true,
    sinks: [
      { key: 0, changed: 1, age: OVERLAP },
      { key: 0, changed: 2, age: OVERLAP },
    ],
    queued: -1,
    queuedIsOld: false,
    run: undefined,
    late: undefined,
    ticksLeft: bounds.ticks,
    runsLeft: bounds.runs,
    faultsLeft: bounds.faults,
    broken: undefined,
  };
}

/** Everything that can happen next. */
export function transitions(state: State, rules: Rules): Transition[] {
  const found: Transition[] = [];
  const { run } = state;
  if (state.ticksLeft > 0) found.push(step("a tick", tick({ ...state, ticksLeft: state.ticksLeft - 1 })));
  if (state.runsLeft > 0 && state.queued === -1) {
    const input = state.sinks[0].key;
    found.push(step(`queued with k${input}`, { ...state, queued: input, runsLeft: state.runsLeft - 1 }));
  }
  if (state.late !== undefined) {
    const { sink, key } = state.late;
    found.push(step(`k${key} reaches sink ${sink} late`, { ...stored(state, sink, key), late: undefined }));
  }
  if (rules.surprises.has("stored again by hand") && state.faultsLeft > 0) {
    const [sink] = state.sinks;
    found.push(fault(`k${sink.key} stored again by hand`, stored(state, 0, sink.key)));
  }
  if (run === undefined) {
    if (state.queued !== -1) found.push(...starts(state, rules));
  } else {
    if (state.faultsLeft > 0) found.push(fault("killed", ended(state)));
    found.push(...advance(state, run, rules));
  }
  return found.filter(({ isFault, next }) => !isFault || next.faultsLeft >= 0);
}

/** A run's next steps; the first one is what happens when nothing goes wrong. */
export function advance(state: State, run: Run, rules: Rules): Transition[] {
  switch (run.step) {
    case "heal":
      return heal(state, run, rules);
    case "retire":
      return retire(state, run, rules);
    case "decide":
      return [step("due", begun(state, run, rules)), step("not due", ended(state))];
    case "add":
      return add(state, run, rules);
    case "read back":
      return [
        step("the key is read back", readBack(state, run, rules)),
        fault("the key is not seen: add-unknown", ended(state)),
      ];
    case "prove":
      return prove(state, run, rules);
    case "deliver 0":
    case "repeat 0":
      return deliver(state, run, 0, rules);
    case "deliver 1":
    case "repeat 1":
      return deliver(state, run, 1, rules);
    case "roll back":
      return [
        step(`k${run.own} rolled back`, ended(removed(state, run, run.own))),
        fault("the rollback fails", ended(state)),
      ];
    case "after delivery":
      return afterDelivery(state, run, rules);
  }
}

/** Sign-in, reading and fence: nothing is written here, so that it is one step. */
export function starts(state: State, rules: Rules): Transition[] {
  const input = state.queued;
  const waiting: State = { ...state, queued: -1, queuedIsOld: false };
  if (state.keys[input]?.registered !== true) return [step(`k${input} is refused`, waiting)];
  const begin = (hidden: number): State => {
    if (rules.fence.includes("reading") && state.queuedIsOld) return waiting;
    if (rules.fence.includes("births") && wasSucceeded(state, input, hidden, rules)) return waiting;
    const run: Run = { step: "heal", input, own: -1, hidden, adds: 0, mayBeOut: false };
    return { ...waiting, run };
  };
  return [
    step(`starts with k${input}`, begin(0)),
    ...staleReadings(state, input).map((hidden) =>
      fault(`starts with k${input}, an old reading`, begin(hidden)),
    ),
  ];
}

/** An old state of the directory lacks what was made last; never the input, which is read for again. */
function staleReadings(state: State, input: number): number[] {
  const later = state.keys
    .map((key, index) => ({ key, index }))
    .filter(({ key }) => key.registered && key.born > keyAt(state, input).born)
    .sort((a, b) => b.key.born - a.key.born);
  let hidden = 0;
  return later.map(({ index }) => (hidden |= 1 << index));
}

/** A newer key that was there before a sink changed was delivered: the input is stale. */
function wasSucceeded(state: State, input: number, hidden: number, rules: Rules): boolean {
  return state.keys.some(
    (key, index) =>
      isSeen(key, index, hidden) &&
      key.number > keyAt(state, input).number &&
      state.sinks.some((sink) => sink.changed > birthOf(key, rules)),
  );
}

function birthOf(key: Key, { mutants }: Rules): number {
  return mutants.has("birth is an early notBefore") ? 0 : key.born;
}

function heal(state: State, run: Run, rules: Rules): Transition[] {
  const { mutants, surprises } = rules;
  const born = birthOf(keyAt(state, run.input), rules);
  const behind = state.sinks.findIndex((sink) => sink.changed < born);
  if ((behind !== 0 && behind !== 1) || mutants.has("no re-delivery")) {
    return [step("nothing to re-deliver", goTo(state, run, "retire"))];
  }
  const name = `k${run.input} to sink ${behind} again`;
  const after = (next: State): State =>
    mutants.has("go on although the re-delivery failed") ? goTo(next, run, "retire") : ended(next);
  return [
    step(name, stored(state, behind, run.input)),
    fault(`${name}: done, but unknown`, after(stored(state, behind, run.input))),
    fault(`${name}: fails`, after(state)),
    ...lateWrite(name, state, behind, run.input, after, surprises),
  ];
}

function retire(state: State, run: Run, rules: Rules): Transition[] {
  const { mutants } = rules;
  const input = keyAt(state, run.input);
  const done = step("nothing to retire", goTo(state, run, "decide"));
  const everySinkNewer = state.sinks.every((sink) => sink.changed > birthOf(input, rules));
  const waited = mutants.has("overlap counted from creation")
    ? input.age >= OVERLAP
    : state.sinks.every((sink) => sink.age >= OVERLAP);
  if (!waited || !(everySinkNewer || mutants.has("retire although a sink is behind"))) return [done];
  if (mutants.has("retire all others") && state.foreign) {
    return [step("the foreign key is removed", { ...state, foreign: false })];
  }
  const old = state.keys.findIndex(
    (key, index) =>
      isSeen(key, index, run.hidden) &&
      index !== run.input &&
      (key.number < input.number ||
        mutants.has("retire all others") ||
        (mutants.has("remove newer leftovers") && key.number > input.number)),
  );
  if (old === -1) return [done];
  return [
    step(`k${old} retired`, removed(state, run, old)),
    fault(`k${old} cannot be retired`, goTo(state, run, "decide")),
  ];
}

function add(state: State, run: Run, rules: Rules): Transition[] {
  const name = `k${run.own} added`;
  const once: Run = { ...run, adds: run.adds + 1 };
  const there = registered(state, run.own);
  const lost = rules.mutants.has("add again blindly")
    ? goTo(...withNewKey(there, once, rules), "add")
    : goTo(there, once, "read back");
  return [
    step(name, readBack(there, once, rules)),
    fault(`${name}, the answer is lost`, lost),
    // Refused, or read back in vain: nothing is sent again.
    fault("not added", ended(state)),
  ];
}

function readBack(state: State, run: Run, rules: Rules): State {
  const own = keyAt(state, run.own);
  const others = state.keys.filter((key, index) => key.registered && index !== run.own);
  const isStale =
    others.some((key) => key.number >= own.number) ||
    (rules.fence.includes("births") && wasSucceeded(state, run.input, 1 << run.own, rules));
  return rules.looksAgain && isStale
    ? goTo(state, run, "roll back")
    : goTo(state, run, following("add", rules));
}

function prove(state: State, run: Run, rules: Rules): Transition[] {
  const proved = withKey(state, run.own, { proved: true });
  return [
    step(`k${run.own} proved`, goTo(proved, run, following("prove", rules))),
    fault(`k${run.own} not proved in time`, ended(state)),
    ...(run.mayBeOut ? [] : [fault(`k${run.own} refused`, goTo(state, run, "roll back"))]),
  ];
}

function deliver(state: State, run: Run, sink: 0 | 1, rules: Rules): Transition[] {
  const { mutants, surprises } = rules;
  const name = `k${run.own} to sink ${sink}`;
  const there = stored(state, sink, run.own);
  const out: Run = { ...run, mayBeOut: true };
  const rollsBackBlindly = sink === 0 && mutants.has("roll back after an unknown delivery");
  const goesOnBlindly = sink === 0 && mutants.has("second sink although the first is unknown");
  const givenUp = (from: State): State => {
    if (goesOnBlindly) return goTo(from, out, "deliver 1");
    return rollsBackBlindly ? goTo(from, run, "roll back") : ended(from);
  };
  const isRepeat = run.step === "repeat 0" || run.step === "repeat 1";
  const repeat: Step = sink === 0 ? "repeat 0" : "repeat 1";
  const results = [
    step(name, goTo(there, out, following(sink === 0 ? "deliver 0" : "deliver 1", rules))),
    fault(
      `${name}: refused`,
      run.mayBeOut && !rollsBackBlindly ? ended(state) : goTo(state, run, "roll back"),
    ),
    ...lateWrite(name, state, sink, run.own, givenUp, surprises),
  ];
  // Not known: the same write is repeated, or the run gives up.
  return isRepeat
    ? [...results, step(`${name}: not repeated`, givenUp(state))]
    : [
        ...results,
        fault(`${name}: done, but unknown`, goTo(there, out, repeat)),
        fault(`${name}: not done, and unknown`, goTo(state, out, repeat)),
      ];
}

function lateWrite(
  name: string,
  state: State,
  sink: 0 | 1,
  key: number,
  after: (next: State) => State,
  surprises: ReadonlySet<Surprise>,
): Transition[] {
  if (!surprises.has("late write") || state.late !== undefined) return [];
  return [fault(`${name}: under way, and given up`, after({ ...state, late: { sink, key } }))];
}

function afterDelivery(state: State, run: Run, { mutants }: Rules): Transition[] {
  if (!mutants.has("retire in the same run")) return [step("done", ended(state))];
  const old = state.keys.findIndex((key) => key.registered && key.number < keyAt(state, run.own).number);
  if (old === -1) return [step("done", ended(state))];
  return [step(`k${old} retired`, { ...removed(state, run, old), broken: undefined })];
}

/** The order of a rotation's steps, which two mutants change. */
function order({ mutants }: Rules): readonly Step[] {
  const [adding, proving, delivering] = [["add"], ["prove"], ["deliver 0", "deliver 1"]] as const;
  if (mutants.has("publish before prove")) return [...adding, ...delivering, ...proving, "after delivery"];
  if (mutants.has("publish before add")) return [...delivering, ...adding, ...proving, "after delivery"];
  return [...adding, ...proving, ...delivering, "after delivery"];
}

function following(one: Step, rules: Rules): Step {
  const steps = order(rules);
  return steps[steps.indexOf(one) + 1] ?? "after delivery";
}

function begun(state: State, run: Run, rules: Rules): State {
  const [first = "add"] = order(rules);
  return goTo(...withNewKey(state, run, rules), first);
}

/** A key in memory, in nobody's directory. */
function withNewKey(state: State, run: Run, { mutants }: Rules): [State, Run] {
  const { number } = keyAt(state, run.input);
  const seen = state.keys.flatMap((key, index) => (isSeen(key, index, run.hidden) ? [key.number] : []));
  const highest = mutants.has("number is the predecessor's plus one") ? number : Math.max(number, ...seen);
  const key: Key = { ...UNBORN, number: highest + 1 };
  return [
    { ...state, keys: [...state.keys, key] },
    { ...run, own: state.keys.length },
  ];
}

function registered(state: State, index: number): State {
  return withKey(state, index, { registered: true, born: nextPlace(state), age: 0 });
}

/** A sink takes a key. Whoever has read the one before goes on using it for the overlap. */
function stored(state: State, sink: 0 | 1, key: number): State {
  const before = state.sinks[sink];
  const changed: Sink = { key, changed: nextPlace(state), age: 0 };
  const read = before.key === key ? state : withKey(state, before.key, { neededFor: OVERLAP });
  return {
    ...read,
    sinks: sink === 0 ? [changed, state.sinks[1]] : [state.sinks[0], changed],
    queuedIsOld: state.queued !== -1,
    broken: keyAt(state, key).proved ? read.broken : "I4",
  };
}

/** Removal is signed with the input: it may take neither that key nor one that is not older, but its own. */
function removed(state: State, run: Run, index: number): State {
  const isOlder = keyAt(state, index).number < keyAt(state, run.input).number;
  const next = withKey(state, index, { registered: false });
  return isOlder || index === run.own ? next : { ...next, broken: "I7" };
}

export function tick(state: State): State {
  const older = (age: number): number => Math.min(age + 1, OVERLAP);
  return {
    ...state,
    keys: state.keys.map((key) => ({
      ...key,
      age: older(key.age),
      neededFor: Math.max(key.neededFor - 1, 0),
    })),
    sinks: [
      { ...state.sinks[0], age: older(state.sinks[0].age) },
      { ...state.sinks[1], age: older(state.sinks[1].age) },
    ],
  };
}

function ended(state: State): State {
  return { ...state, run: undefined };
}

function goTo(state: State, run: Run, to: Step): State {
  return { ...state, run: { ...run, step: to } };
}

function withKey(state: State, index: number, changes: Partial<Key>): State {
  return { ...state, keys: state.keys.map((key, at) => (at === index ? { ...key, ...changes } : key)) };
}

export function keyAt(state: State, index: number): Key {
  const key = state.keys[index];
  if (key === undefined) throw new RangeError(`no key ${index}`);
  return key;
}

function isSeen(key: Key, index: number, hidden: number): boolean {
  return key.registered && (hidden & (1 << index)) === 0;
}

function nextPlace({ keys, sinks }: State): number {
  return Math.max(...keys.map(({ born }) => born), ...sinks.map(({ changed }) => changed)) + 1;
}

function step(label: string, next: State): Transition {
  return { label, next, isFault: false };
}

function fault(label: string, next: State): Transition {
  return { label: `${label} (fault)`, next: { ...next, faultsLeft: next.faultsLeft - 1 }, isFault: true };
}
