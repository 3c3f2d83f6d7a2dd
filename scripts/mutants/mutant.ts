import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One change of `src` that somebody who is wrong would make, and the tests that have to find it. */
export interface Mutant {
  /** What the wrong program does: a short sentence. */
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** From the repository's root; the likeliest first. */
  readonly tests: readonly string[];
}

export type Row = readonly [name: string, find: string, replace: string];

/** @param tests below `__tests__`, without `.test.ts` */
export function mutants(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([name, find, replace]) => ({
    name,
    file: `src/${file}`,
    find,
    replace,
    tests: tests.map((test) => `__tests__/${test}.test.ts`),
  }));
}

/** The mutated text; `undefined` where what is replaced does not stand there exactly once. */
export function mutate(text: string, { find, replace }: Mutant): string | undefined {
  const parts = text.split(find);
  return parts.length === 2 && find !== replace ? parts.join(replace) : undefined;
}

/** What is wrong with the list itself: it describes sources and tests that are not there (any more). */
export function listFaults(list: readonly Mutant[], root: string): readonly string[] {
  const names = new Set<string>();
  return list.flatMap((mutant) => {
    const { name, file, tests } = mutant;
    const faults: string[] = [];
    if (names.has(name)) faults.push(`${name}: the name stands twice`);
    names.add(name);
    if (!existsSync(join(root, file))) faults.push(`${name}: there is no ${file}`);
    else if (mutate(readFileSync(join(root, file), "utf8"), mutant) === undefined)
      faults.push(`${name}: does not apply to ${file} (any more)`);
    for (const test of tests) if (!existsSync(join(root, test))) faults.push(`${name}: there is no ${test}`);
    if (tests.length === 0) faults.push(`${name}: names no tests`);
    return faults;
  });
}
