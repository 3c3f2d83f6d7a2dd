import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runNode } from "../process.ts";
import { mutate, type Mutant } from "./mutant.ts";

/** What the tests that mutants name do not need, and what is linked instead of copied. */
const LEFT_OUT = new Set([".git", "coverage", "dist", "node_modules"]);
/** No test file takes that long; a mutant may turn a loop into an endless one. */
const LONGEST_MS = 10 * 60_000;

export type Fate =
  /** By the first test that failed. */
  | { readonly kind: "killed"; readonly by: string }
  | { readonly kind: "lived" }
  /** It does not apply, or breaks so much that no test came to run: nothing is shown by it. */
  | { readonly kind: "unusable"; readonly why: string };

/** A copy of the sources in which one mutant after the other is tried: the working tree is never touched. */
export class Workshop {
  readonly #root: string;
  readonly #copy: string;
  readonly #signal: AbortSignal;

  constructor(root: string, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    this.#copy = mkdtempSync(join(tmpdir(), "graph-keyroll-mutants-"));
    const filter = (path: string): boolean => !LEFT_OUT.has(relative(root, path));
    cpSync(root, this.#copy, { recursive: true, filter });
    symlinkSync(join(root, "node_modules"), join(this.#copy, "node_modules"), "junction");
  }

  async try(mutant: Mutant): Promise<Fate> {
    const file = join(this.#copy, mutant.file);
    const text = readFileSync(file, "utf8");
    const mutated = mutate(text, mutant);
    if (mutated === undefined) return { kind: "unusable", why: `no longer applies to ${mutant.file}` };
    try {
      writeFileSync(file, mutated);
      return await this.test(mutant.tests);
    } finally {
      writeFileSync(file, text);
    }
  }

  /** Runs the tests, file by file, until one fails. */
  async test(files: readonly string[]): Promise<Fate> {
    for (const file of files) {
      const fate = await this.#run(file);
      if (fate.kind !== "lived") return fate;
    }
    return { kind: "lived" };
  }

  async #run(file: string): Promise<Fate> {
    const report = join(this.#copy, "report.json");
    rmSync(report, { force: true });
    const vitest = join(this.#root, "node_modules", "vitest", "vitest.mjs");
    const args = [vitest, "run", "--bail=1", "--reporter=json", `--outputFile=${report}`, file];
    const run = await runNode(args, { cwd: this.#copy, timeoutMs: LONGEST_MS, signal: this.#signal });
    if (run.code === null) return { kind: "killed", by: "not ending" };
    if (run.code === 0) return { kind: "lived" };
    const by = firstFailure(report);
    if (by !== undefined) return { kind: "killed", by };
    return { kind: "unusable", why: `no test came to run: ${run.stderr.slice(0, 300)}` };
  }

  close(): void {
    rmSync(this.#copy, { recursive: true, force: true });
  }
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function firstFailure(path: string): string | undefined {
  const { testResults } = JSON.parse(readFileSync(path, "utf8")) as Report;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === "failed")?.fullName;
}
