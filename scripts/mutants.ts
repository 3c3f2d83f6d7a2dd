// Wrong programs that the tests have to find: `npm run mutants`. Each is one small change of `src`
// (scripts/mutants/), made in a copy; the tests nearest to it have to fail.
//
//   npm run mutants -- [--list] [--workers N] [part of a name or path]...

import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CREDENTIAL_MUTANTS } from "./mutants/credentials.ts";
import { DECISION_MUTANTS } from "./mutants/decisions.ts";
import { listFaults, type Mutant } from "./mutants/mutant.ts";
import { RUN_MUTANTS } from "./mutants/runs.ts";
import { SERVICE_MUTANTS } from "./mutants/services.ts";
import { Workshop, type Fate } from "./mutants/workshop.ts";

/** What has to die of all that are tried. */
const LEAST_SHARE = 0.9;
const ROOT = resolve(import.meta.dirname, "..");
const ALL = [...DECISION_MUTANTS, ...RUN_MUTANTS, ...CREDENTIAL_MUTANTS, ...SERVICE_MUTANTS];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: "boolean", default: false }, workers: { type: "string" } },
});
const chosen = ALL.filter(
  ({ name, file }) =>
    positionals.length === 0 || positionals.some((part) => `${file} ${name}`.includes(part)),
);
const faults = listFaults(chosen, ROOT);

if (values.list) {
  for (const { name, file } of chosen) console.log(`${file}: ${name}`);
} else if (faults.length > 0 || chosen.length === 0) {
  console.log(["The list of mutants is wrong.", ...faults].join("\n"));
  process.exitCode = 1;
} else {
  const workers = Number(values.workers ?? availableParallelism());
  process.exitCode = (await hunt(chosen, Math.max(1, Math.min(workers, chosen.length)))) ? 0 : 1;
}

/** @returns whether enough of them die */
async function hunt(list: readonly Mutant[], workers: number): Promise<boolean> {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort());
  const startedAt = Date.now();
  const queue = [...list];
  const fates: Fate[] = [];
  const work = async (): Promise<void> => {
    const workshop = new Workshop(ROOT, interrupt.signal);
    try {
      for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
        const fate = await workshop.try(mutant);
        fates.push(fate);
        console.log(describe(mutant, fate));
      }
    } finally {
      workshop.close();
    }
  };
  try {
    if (!(await passesUnchanged(list, interrupt.signal))) return false;
    await Promise.all(Array.from({ length: workers }, work));
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.log("Interrupted.");
    return false;
  }
  const killed = fates.filter(({ kind }) => kind === "killed").length;
  const unusable = fates.filter(({ kind }) => kind === "unusable").length;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(
    `${String(killed)} of ${String(fates.length)} died, ${String(fates.length - killed - unusable)} lived, ${String(unusable)} could not be tried (${String(seconds)} s)`,
  );
  return unusable === 0 && killed >= LEAST_SHARE * fates.length;
}

/** A test that fails anyway would kill every mutant. */
async function passesUnchanged(list: readonly Mutant[], signal: AbortSignal): Promise<boolean> {
  const workshop = new Workshop(ROOT, signal);
  try {
    const fate = await workshop.test([...new Set(list.flatMap(({ tests }) => tests))]);
    if (fate.kind !== "lived") console.log(`The tests fail without any mutant: ${JSON.stringify(fate)}`);
    return fate.kind === "lived";
  } finally {
    workshop.close();
  }
}

function describe({ name, file }: Mutant, fate: Fate): string {
  const where = `${file}: ${name}`;
  if (fate.kind === "killed") return `killed    ${where}\n          by: ${fate.by}`;
  return fate.kind === "lived" ? `LIVED     ${where}` : `UNUSABLE  ${where}: ${fate.why}`;
}
