import { ActionError } from "../errors.ts";

/** Where a rotation stands: tells an interrupted run's reader what the next run will do. */
export class Journal {
  #next = "Nothing was written: the next run starts afresh.";

  /** @param next what the next run will do if this one stops here */
  reached(next: string): void {
    this.#next = next;
  }

  /** Runs the steps; an interrupt or a spent budget says what comes next. */
  async follow<T>(steps: () => Promise<T>): Promise<T> {
    try {
      return await steps();
    } catch (error) {
      if (error instanceof ActionError && (error.code === "interrupted" || error.code === "timeout")) {
        throw new ActionError({
          code: error.code,
          blame: error.blame,
          what: error.what,
          ...(error.why === undefined ? {} : { why: error.why }),
          remedy: this.#next,
          cause: error,
        });
      }
      throw error;
    }
  }
}
