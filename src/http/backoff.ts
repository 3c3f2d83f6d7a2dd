import type { Random } from "../clock.ts";

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Full jitter: a random time up to 1 s, 2 s, 4 s … 30 s, and never less than what the
 * service asked for (docs/design.md, "Retry classes").
 *
 * @param attempt 0 for the wait after the first attempt
 */
export function backoffMs(attempt: number, random: Random, askedMs: number | undefined): number {
  const own = random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(Math.max(own, askedMs ?? 0));
}
