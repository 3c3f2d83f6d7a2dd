import type { Clock } from "../../src/clock.ts";

/** Within the validity of {@link "./world.ts"}'s certificates. */
export const NOW = Date.parse("2026-06-01T12:00:00Z");

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that nobody waits for: who sleeps moves it on, and what is due meanwhile happens in order. */
export class FakeClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  /** How long was slept, one entry for each time. */
  readonly sleeps: number[] = [];

  constructor(now = NOW) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    this.#now = end;
  }

  /** Moves on until `signal` is aborted, as for a request that nobody answers. */
  async advanceUntilAborted(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const next = this.#due(Infinity);
      if (next === undefined) throw new Error("waits for ever: nothing would end this request");
      this.advance(next.at - this.#now);
      await Promise.resolve();
    }
  }

  /** At that many milliseconds from now, on the way of whoever waits. */
  at(ms: number, fire: () => void): void {
    this.#timers.push({ at: this.#now + ms, fire });
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!Number.isFinite(ms) || ms < 0) throw new Error(`slept for ${String(ms)} ms`);
    this.sleeps.push(ms);
    const until = this.#now + ms;
    while (this.#now < until) {
      const next = this.#due(until);
      this.advance((next?.at ?? until) - this.#now);
      await Promise.resolve();
      signal.throwIfAborted();
    }
  }

  after(ms: number): AbortSignal {
    const controller = new AbortController();
    this.at(ms, () => {
      controller.abort(new DOMException("time is up", "TimeoutError"));
    });
    return controller.signal;
  }

  #due(end: number): Timer | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Always the same chance (mulberry32). */
export function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
