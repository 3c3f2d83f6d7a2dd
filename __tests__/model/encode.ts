// Which states are the same: what makes an exhaustive search short.

import { goesByNumbers, type Rules } from "./rules.ts";
import { isNeeded, type Key, type Run, type State } from "./state.ts";

/**
 * Two states with one code have the same future. Places in the order of writes count only among
 * each other, numbers of one line too, and a key that is gone and that nobody needs or could bring
 * back counts no longer. What nobody will ask for again is left out.
 */
export function encode(state: State, rules: Rules): string {
  const { mutants, surprises } = rules;
  const { keys, sinks, waiting, late, list } = state;
  // Births count by the rules, or because an old reading lacks the latest.
  const bornCounts =
    goesByNumbers(rules) ||
    mutants.has("behind by the current key's birth") ||
    !surprises.has("any keys hidden");
  const names: number[] = [];
  let alive = 0;
  let lowest = Infinity;
  const places: number[] = [sinks[0].changed, sinks[1].changed];
  for (const [index, key] of keys.entries()) {
    const isAlive = staysAlive(state, key, index);
    names.push(isAlive ? alive++ : -1);
    if (!isAlive) continue;
    lowest = Math.min(lowest, key.number);
    if (bornCounts) places.push(key.born);
  }
  if (mutants.has("the line depends on the sinks")) lowest = 0;
  places.sort((a, b) => a - b);
  const name = (index: number): number => names[index] ?? -1;
  const bits = (all: number): number =>
    names.reduce(
      (sum, short, index) => ((all & (1 << index)) === 0 || short === -1 ? sum : sum | (1 << short)),
      0,
    );

  let code = "";
  for (const [index, key] of keys.entries()) {
    if (names[index] === -1) continue;
    // Only its maker asks whether it is proved: what else is in a sink was delivered.
    const isMade = state.runs.some(({ own }) => own === index);
    const known = flags(
      key.registered,
      key.removedBy === "us",
      key.wasOut,
      isMade && key.proved,
      isMade && key.everywhere,
    );
    code += `${key.number - lowest}${known}${key.neededFor[0]}${key.neededFor[1]}`;
    if (bornCounts) code += `b${places.indexOf(key.born)}`;
    if (key.line !== 0) code += `l${key.line}`;
    if (mutants.has("overlap counted from creation")) code += `a${key.age}`;
    if (surprises.has("role taken away")) code += `v${name(key.previous)}`;
    code += ",";
  }
  for (const { key, changed, age, reliedOn } of sinks) {
    code += `;${name(key)}c${places.indexOf(changed)}a${age}${flags(reliedOn)}`;
  }
  for (const run of state.runs) code += `;${runCode(run, lowest, name, bits)}`;
  if (waiting !== undefined) {
    code += `;w${name(waiting.input)}${waiting.sinks}${name(waiting.leaked)}${flags(waiting.outdated, waiting.idIsWrong)}`;
  }
  if (late !== undefined) code += `;l${late.sink}${name(late.key)}`;
  if (list !== undefined) code += `;t${bits(list)}`;
  code += `;${state.named}${flags(state.foreign)}${state.broken ?? ""}`;
  return `${code};${state.ticksLeft}.${state.runsLeft}.${state.faultsLeft}.${state.surprisesLeft}`;
}

function runCode(
  run: Run,
  lowest: number,
  name: (index: number) => number,
  bits: (all: number) => number,
): string {
  const plan =
    run.own === -1
      ? `n${run.nextNumber - lowest}t${bits(run.toRetire)}b${run.behind}${flags(run.mustRotate)}`
      : "";
  const { outdated, readable, hasRemoved, mayBeOut, hasLooked, slept, disturbed } = run;
  const seven = flags(outdated, readable, hasRemoved, mayBeOut, hasLooked, slept, disturbed);
  return `${run.step}${name(run.input)},${name(run.own)},${run.sinks}${seven}${run.adds}${plan}k${name(run.leaked)}`;
}

function flags(...all: readonly boolean[]): string {
  let bits = 0;
  for (const one of all) bits = bits * 2 + (one ? 1 : 0);
  return String.fromCharCode(64 + bits);
}

function staysAlive({ sinks, runs, waiting, late, list }: State, key: Key, index: number): boolean {
  return (
    key.registered ||
    isNeeded(key) ||
    sinks[0].key === index ||
    sinks[1].key === index ||
    waiting?.input === index ||
    waiting?.leaked === index ||
    runs.some(
      (run) => run.own === index || run.input === index || run.leaked === index || isBit(run.toRetire, index),
    ) ||
    late?.key === index ||
    (list !== undefined && isBit(list, index))
  );
}

function isBit(bits: number, index: number): boolean {
  return (bits & (1 << index)) !== 0;
}
