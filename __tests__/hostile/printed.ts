import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Runner } from "../../src/runner/runner.ts";
import { ActionsRunner } from "../../src/runner/actions.ts";
import type { Redactor } from "../../src/secrets/redactor.ts";

const FILES = ["OUTPUT", "STEP_SUMMARY", "STATE", "ENV"] as const;

/** All that a run in this process says to the world: standard output, standard error, and the runner's files. */
export class Printed {
  readonly #directory = mkdtempSync(join(tmpdir(), "keyroll-hostile-"));
  #text = "";

  /** Takes over the process's streams and the runner's files until {@link stop}. */
  start(): void {
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => {
        this.#text += String(text);
        return true;
      });
    }
    for (const name of FILES) process.env[`GITHUB_${name}`] = join(this.#directory, name);
    this.#empty();
  }

  stop(): void {
    vi.restoreAllMocks();
    for (const name of FILES) Reflect.deleteProperty(process.env, `GITHUB_${name}`);
    process.exitCode = undefined;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** The runner that the built action has. */
  readonly runner = (redactor: Redactor): Runner =>
    new ActionsRunner({ ...process.env, RUNNER_DEBUG: "1" }, redactor);

  /** What was said since the last call, but for the masks themselves. */
  take(): string {
    const files = FILES.map((name) => readFileSync(join(this.#directory, name), "utf8"));
    const lines = this.#text.split("\n").filter((line) => !line.startsWith("::add-mask::"));
    this.#empty();
    return [...lines, ...files].join("\n");
  }

  #empty(): void {
    this.#text = "";
    for (const name of FILES) writeFileSync(join(this.#directory, name), "");
  }
}
