// The toolkit's own files by their paths: its index would load an HTTP client (undici) for
// one function that is not used here, 42 ms of every run. The version is pinned, and the
// compiler checks the paths.
import { statSync } from "node:fs";
import { issueCommand } from "../../node_modules/@actions/core/lib/command.js";
import {
  issueFileCommand,
  prepareKeyValueMessage,
} from "../../node_modules/@actions/core/lib/file-command.js";
import type { ActionError } from "../errors.ts";
import { printable, printableLines } from "../printable.ts";
import { Redactor } from "../secrets/redactor.ts";
import type { Runner } from "./runner.ts";
import { ReportUnwritable } from "./unwritable.ts";

/** The runner records ten annotations of a type for a step. */
const MOST_WARNINGS = 10;
/** Longer messages are cut by the runner. */
const LONGEST_MESSAGE = 4_000;
/** A summary above 1 MiB is dropped whole. */
const LARGEST_SUMMARY_BYTES = 1_000_000;

/** Speaks the runner's commands on standard output, and writes its files. The only module that prints. */
export class ActionsRunner implements Runner {
  readonly #redactor: Redactor;
  readonly #env: NodeJS.ProcessEnv;
  #warnings = 0;

  constructor(env: NodeJS.ProcessEnv, redactor = new Redactor()) {
    this.#env = env;
    this.#redactor = redactor;
  }

  mask(value: string): void {
    this.#redactor.remember(value);
    issueCommand("add-mask", {}, value);
  }

  /** A key has a hundred masks, and a system call for each costs as much as a signature. */
  together(work: () => void): void {
    process.stdout.cork();
    try {
      work();
    } finally {
      process.stdout.uncork();
    }
  }

  step(text: string): void {
    process.stdout.write(`${this.#clean(text)}\n`);
  }

  /** The runner would drop it otherwise, and it would be redacted for nobody. */
  debug(text: string): void {
    if (this.#env["RUNNER_DEBUG"] === "1") issueCommand("debug", {}, this.#clean(text));
  }

  notice(text: string): void {
    issueCommand("notice", {}, this.#clean(text));
  }

  warning(text: string): void {
    this.#warnings++;
    if (this.#warnings <= MOST_WARNINGS) issueCommand("warning", {}, this.#clean(text));
    else this.step(`Warning: ${text}`);
  }

  fail(error: ActionError): void {
    this.#countWarnings();
    issueCommand("error", { title: error.code }, this.#clean(error.message));
    // Never process.exit(): with a slow reader it loses what stands in the pipe, masks included.
    process.exitCode = 1;
  }

  output(name: string, value: string): void {
    this.#append("OUTPUT", prepareKeyValueMessage(name, printableLines(this.#redactor.redact(value))));
  }

  summary(markdown: string): void {
    this.#countWarnings();
    const text = printableLines(this.#redactor.redact(markdown));
    if (Buffer.byteLength(text) <= LARGEST_SUMMARY_BYTES) this.#append("STEP_SUMMARY", text);
  }

  /** Without a runner there is no such file, and nothing to do. */
  #append(command: "OUTPUT" | "STEP_SUMMARY", text: string): void {
    const variable = `GITHUB_${command}`;
    const path = this.#env[variable];
    if (!path) return;
    try {
      // A pipe would wait for a reader, perhaps for ever.
      if (statSync(path).isFIFO()) throw new ReportUnwritable(variable, "it is a pipe");
      issueFileCommand(command, text);
    } catch (error) {
      if (error instanceof ReportUnwritable) throw error;
      const { code } = error as NodeJS.ErrnoException;
      throw new ReportUnwritable(variable, typeof code === "string" ? code : "unexpected error");
    }
  }

  #countWarnings(): void {
    const hidden = this.#warnings - MOST_WARNINGS;
    if (hidden > 0) this.step(`${String(hidden)} more warnings stand in the log above.`);
    this.#warnings = 0;
  }

  /**
   * One line, without what was masked, and without the look of a command of either syntax. In
   * this order: what cleaning changes and the cut divides is not found any more.
   */
  #clean(text: string): string {
    return (
      printable(this.#redactor.redact(text))
        .replace(/##\[/g, "# #[")
        // The runner skips blanks before `::`.
        .replace(/^(\s*):(?=:)/, "$1: ")
        .slice(0, LONGEST_MESSAGE)
        .toWellFormed()
    );
  }
}
