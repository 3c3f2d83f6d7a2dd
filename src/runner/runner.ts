import type { ActionError } from "../errors.ts";
import type { Log } from "./log.ts";

/** Everything that this action says to the runner: log, annotations, masks, outputs, summary. */
export interface Runner extends Log {
  mask(value: string): void;
  /** What `work` says goes out before this returns, in one write. */
  together(work: () => void): void;
  /** The one error annotation of a failed run; sets the exit code. */
  fail(error: ActionError): void;
  /** @throws ReportUnwritable */
  output(name: string, value: string): void;
  /**
   * Markdown for the job summary.
   * @throws ReportUnwritable
   */
  summary(markdown: string): void;
}
