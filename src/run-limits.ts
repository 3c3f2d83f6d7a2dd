import type { Clock } from "./clock.ts";
import { ActionError } from "./errors.ts";

/** One exchange, from the first byte to the last (docs/design.md, "Retry classes"). */
const ATTEMPT_MS = 30_000;
/** The runner kills a cancelled step after 10 s: a write in flight may use half of it. */
const GRACE_MS = 5_000;

/**
 * When to stop: the run's budget, and the runner's interrupt. Writes in flight outlive an
 * interrupt by 5 s, because a write that is cut off has an unknown outcome.
 */
export class RunLimits {
  /** Aborted at an interrupt and when the budget is spent: ends waits and reads at once. */
  readonly signal: AbortSignal;
  readonly budgetMs: number;
  readonly #clock: Clock;
  readonly #endsAt: number;
  readonly #interrupt: AbortSignal;
  readonly #budget: AbortSignal;

  constructor(clock: Clock, budgetMs: number, interrupt: AbortSignal) {
    this.#clock = clock;
    this.#endsAt = clock.now() + budgetMs;
    this.budgetMs = budgetMs;
    this.#interrupt = interrupt;
    this.#budget = clock.after(budgetMs);
    this.signal = AbortSignal.any([interrupt, this.#budget]);
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - this.#clock.now());
  }

  /** Throws when nothing new may be started. */
  checkpoint(): void {
    if (this.#interrupt.aborted) throw this.interrupted();
    if (this.#budget.aborted || this.remainingMs === 0) throw this.spent();
  }

  /** Waits, unless the wait is longer than what is left: then it does not even begin. */
  async wait(ms: number, clock: Clock = this.#clock): Promise<void> {
    this.checkpoint();
    if (ms >= this.remainingMs) throw this.tooLong(ms);
    try {
      await clock.sleep(ms, this.signal);
    } catch {
      this.checkpoint();
    }
    this.checkpoint();
  }

  forRead(): AbortSignal {
    return AbortSignal.any([this.signal, this.#clock.after(ATTEMPT_MS)]);
  }

  forWrite(): AbortSignal {
    const grace = new AbortController();
    const startGrace = (): void => {
      this.#clock.after(GRACE_MS).addEventListener(
        "abort",
        () => {
          grace.abort();
        },
        { once: true },
      );
    };
    this.#interrupt.addEventListener("abort", startGrace, { once: true });
    return AbortSignal.any([this.#budget, grace.signal, this.#clock.after(ATTEMPT_MS)]);
  }

  interrupted(): ActionError {
    return new ActionError({
      code: "interrupted",
      blame: "service",
      what: "The run was interrupted; no new write was started.",
      remedy: "Run it again.",
    });
  }

  tooLong(waitMs: number): ActionError {
    return new ActionError({
      code: "timeout",
      blame: "service",
      what: `The next attempt would come in ${String(Math.ceil(waitMs / 1000))} s, after the run's time (timeout: ${String(Math.round(this.budgetMs / 1000))}s).`,
      remedy: "Run it again later, or give it a longer `timeout`.",
    });
  }

  spent(): ActionError {
    return new ActionError({
      code: "timeout",
      blame: "service",
      what: `The run's time is spent (timeout: ${String(Math.round(this.budgetMs / 1000))}s).`,
      remedy: "Run it again, or give it a longer `timeout`.",
    });
  }
}
