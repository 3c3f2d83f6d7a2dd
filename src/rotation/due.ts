/** When to rotate: less than this is left. */
export type Threshold =
  | { readonly kind: "duration"; readonly seconds: number }
  /** Of the lifetime, in (0, 1). */
  | { readonly kind: "share"; readonly share: number };

const DAY = 86_400;

/** The moment from which a credential is due, in seconds since 1970; `undefined` where it has no end. */
export function dueFrom(
  threshold: Threshold,
  notBefore: number | undefined,
  expiresOn: number | undefined,
): number | undefined {
  if (expiresOn === undefined) return undefined;
  if (threshold.kind === "duration") return expiresOn - threshold.seconds;
  const lifetime = expiresOn - (notBefore ?? expiresOn);
  return expiresOn - Math.floor(lifetime * threshold.share);
}

/** Whole days until something, rounded down; negative where it is past. */
export function daysUntil(seconds: number, nowSeconds: number): number {
  return Math.floor((seconds - nowSeconds) / DAY);
}

/** The threshold as a time, for a credential that lives `validitySeconds`. */
export function thresholdSeconds(threshold: Threshold, validitySeconds: number): number {
  return threshold.kind === "duration" ? threshold.seconds : Math.floor(validitySeconds * threshold.share);
}
