// Wrong programs that the tests have to find: `npm run mutants`. Each is one small change of `src`
// (scripts/mutants/), made in a copy; the tests nearest to it have to fail.
//
//   npm run mutants -- [--list] [--workers N] [part of a name or path]...

import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { MUTANTS } from "./mutants/all.ts";
import { listFaults, type Mutant } from "./mutants/mutant.ts";
import { Workshop, type Fate } from "./mutants/workshop.ts";

/** What has to die of all that are tried. */
const LEAST_SHARE = 0.9;
const ROOT = resolve(import.meta.dirname, "..");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: "boolean", default: false }, workers: { type: "string" } },
});
const chosen = MUTANTS.filter(
  ({ name, file }) =>
    positionals.length === 0 || positionals.some((part) => `${file} ${name}`.includes(part)),
);
const faults = listFaults(chosen, ROOT);

if (values.list) {
  for (const { name, file } of chosen) console.log(`${file}: ${name}`);
} else if (chosen.length === 0) {
  console.log(`No mutant is called ${positionals.join(" or ")}.`);
  process.exitCode = 1;
} else if (faults.length > 0) {
  console.log(["The list of mutants is wrong.", ...faults].join("\n"));
  process.exitCode = 1;
} else {
  const workers = Number(values.workers) || availableParallelism();
  process.exitCode = (await hunt(chosen, Math.max(1, Math.min(workers, chosen.length)))) ? 0 : 1;
}

/** @returns whether enough of them die */
async function hunt(list: readonly Mutant[], workers: number): Promise<boolean> {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      interrupt.abort();
    });
  const startedAt = Date.now();
  const workshops = Array.from({ length: workers }, () => new Workshop(ROOT, interrupt.signal));
  try {
    if (!(await passesUnchanged(workshops, list))) return false;
    const fates = await shared(workshops, list, async (workshop, mutant) => {
      const fate = await workshop.try(mutant);
      console.log(describe(mutant, fate));
      return fate;
    });
    return isEnough(fates, Math.round((Date.now() - startedAt) / 1000));
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.log("Interrupted.");
    return false;
  } finally {
    for (const workshop of workshops) workshop.close();
  }
}

/** A test that fails anyway would kill every mutant. */
async function passesUnchanged(workshops: readonly Workshop[], list: readonly Mutant[]): Promise<boolean> {
  const files = new Set(list.flatMap(({ tests }) => tests));
  const fates = await shared(workshops, [...files], (workshop, file) => workshop.test([file]));
  const failed = fates.filter(({ kind }) => kind !== "lived");
  if (failed.length > 0) console.log(`Without any mutant there fails: ${JSON.stringify(failed)}`);
  return failed.length === 0;
}

/** Whoever is free takes the next. */
async function shared<Item, Result>(
  workshops: readonly Workshop[],
  items: readonly Item[],
  work: (workshop: Workshop, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const queue = [...items];
  const results: Result[] = [];
  const ends = await Promise.allSettled(
    workshops.map(async (workshop) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift())
        results.push(await work(workshop, item));
    }),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return results;
}

function isEnough(fates: readonly Fate[], seconds: number): boolean {
  const count = (kind: Fate["kind"]): number => fates.filter((fate) => fate.kind === kind).length;
  const [killed, unusable] = [count("killed"), count("unusable")];
  console.log(
    `${String(killed)} of ${String(fates.length)} died, ${String(count("lived"))} lived, ${String(unusable)} could not be tried (${String(seconds)} s)`,
  );
  return unusable === 0 && killed >= LEAST_SHARE * fates.length;
}

function describe({ name, file }: Mutant, fate: Fate): string {
  const where = `${file}: ${name}`;
  if (fate.kind === "killed") return `killed    ${where}\n          by: ${fate.by}`;
  return fate.kind === "lived" ? `LIVED     ${where}` : `UNUSABLE  ${where}: ${fate.why}`;
}
