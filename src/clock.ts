/** Time, passed in, so that tests decide what time it is and never wait for it. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A signal that is aborted after `ms`. It does not keep the process alive. */
  after(ms: number): AbortSignal;
}

/** In [0, 1), for jitter. Never for secrets. */
export type Random = () => number;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const fail = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      // A NaN, a negative number or more than 2^31-1 would all fire after 1 ms.
      const timer = setTimeout(
        () => {
          signal.removeEventListener("abort", fail);
          resolve();
        },
        Math.min(Math.max(ms, 0), 2 ** 31 - 1),
      );
      if (signal.aborted) fail();
      else signal.addEventListener("abort", fail, { once: true });
    }),
  after: (ms) => AbortSignal.timeout(Math.min(Math.max(Math.ceil(ms), 0), 2 ** 31 - 1)),
};
