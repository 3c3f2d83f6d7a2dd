// The list of `npm run mutants` describes the sources as they are. Whether they die is the command's to say.

import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { MUTANTS } from "../../scripts/mutants/all.ts";
import { listFaults, mutants, mutate, type Row } from "../../scripts/mutants/mutant.ts";

const ROOT = resolve(import.meta.dirname, "../..");

it("every mutant applies to its file exactly once, and its tests are there", () => {
  expect(listFaults(MUTANTS, ROOT)).toEqual([]);
});

describe("a mutant that shows nothing is found", () => {
  const good: Row = ["the wrong start", `"./main.ts"`, `"./other.ts"`];

  it.each<[what: string, file: string, test: string, rows: readonly Row[], fault: RegExp]>([
    ["text that is not there", "index.ts", "repo/mutants", [["x", "no such text", ""]], /does not apply/],
    ["text that stands there twice", "main.ts", "repo/mutants", [["x", "import", ""]], /does not apply/],
    ["no change", "index.ts", "repo/mutants", [["x", `"./main.ts"`, `"./main.ts"`]], /does not apply/],
    ["a file that is not there", "none.ts", "repo/mutants", [good], /no src\/none\.ts/],
    ["a test that is not there", "index.ts", "repo/none", [good], /no __tests__\/repo\/none\.test\.ts/],
    ["one name twice", "index.ts", "repo/mutants", [good, good], /twice/],
  ])("%s", (_, file, test, rows, fault) => {
    expect(listFaults(mutants(file, [test], rows), ROOT)).toEqual([expect.stringMatching(fault)]);
  });

  it("and the good one is good", () => {
    expect(listFaults(mutants("index.ts", ["repo/mutants"], [good]), ROOT)).toEqual([]);
  });
});

it("what is put in is put in as it is", () => {
  const [mutant] = mutants("x.ts", [], [["x", "$a", "$&"]]);
  expect(mutate("1 $a 2", mutant!)).toBe("1 $& 2");
});
