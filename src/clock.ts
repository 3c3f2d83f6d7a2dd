/** Milliseconds since 1970, as `Date.now()`. */
export interface Clock {
  now(): number;
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** In [0, 1), for jitter. Never for secrets. */
export type Random = () => number;
