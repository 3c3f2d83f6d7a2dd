import { ActionError } from "./errors.ts";

export interface Guarded {
  /** Prints the annotation and sets the exit code. */
  readonly report: (error: ActionError) => void;
  /** Stops the run: no new write is begun. */
  readonly stop: () => void;
  /** What is known of the last write, in a sentence. */
  readonly lastWrite: () => string | undefined;
}

/**
 * What stands between a defect and an end without a word, or with a stack: however the run
 * ends, it ends with one annotation at most, and not with Node's exit code 13.
 *
 * An error that nobody caught is not reported on the spot. It stops the run, which then says
 * what it has done as it does after an interrupt; both make one text.
 */
export class LastGuard {
  readonly #guarded: Guarded;
  #defect: { readonly error: unknown } | undefined;
  #failure: ActionError | undefined;
  #isOver = false;

  constructor(guarded: Guarded) {
    this.#guarded = guarded;
  }

  /** The run's own failure; said when it is over. */
  readonly fail = (error: ActionError): void => {
    this.#failure ??= error;
  };

  /** For `uncaughtException` and `unhandledRejection`. */
  readonly uncaught = (error: unknown): void => {
    if (this.#isOver && this.#failure !== undefined) return;
    this.#defect ??= { error };
    this.#guarded.stop();
    if (this.#isOver) this.#end(undefined);
  };

  /** The run is over, whichever way. */
  readonly finish = (): void => {
    if (!this.#isOver) this.#end(this.#defect && "The step itself came to its end.");
  };

  /** For `beforeExit`: the event loop has nothing left to wait for. */
  readonly ranDry = (): void => {
    if (this.#isOver) return;
    this.#defect ??= { error: new Error("the event loop ran dry") };
    this.#end("The run waited for something that can never come.");
  };

  /** @param how what happened, where the run itself does not say it */
  #end(how: string | undefined): void {
    this.#isOver = true;
    const failure = this.#failure;
    if (this.#defect === undefined && failure?.code !== "internal-error") {
      if (failure !== undefined) this.#guarded.report(failure);
      return;
    }
    const defect = this.#defect === undefined ? failure : defectOf(this.#defect.error);
    if (defect === undefined) return;
    const own = failure === undefined || failure === defect ? how : failure.message;
    this.#failure = new ActionError({
      code: defect.code,
      blame: defect.blame,
      what: defect.what,
      why: [own, this.#guarded.lastWrite()].filter((part) => part !== undefined).join(" "),
      remedy: defect.remedy,
      cause: defect.cause,
    });
    this.#guarded.report(this.#failure);
  }
}

/** Our own bug. Neither the foreign error's text nor its stack: both may hold what must not be shown. */
export function defectOf(error: unknown): ActionError {
  const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : typeof error;
  return new ActionError({
    code: "internal-error",
    blame: "internal",
    what: `This action has a defect (${name}).`,
    remedy:
      "Please report it with the version, the operation and the log; run with debug logging for the last request before it.",
    cause: error,
  });
}
