import { EARLIEST_SECONDS, LATEST_SECONDS } from "./foreign-time.ts";

/**
 * `2027-01-31T00:00:00Z`: whole seconds, UTC. Never throws, because it stands in reports of what
 * has been done already: what lies outside 1970 to 9999 is shown as the nearest bound.
 */
export function isoSeconds(epochSeconds: number): string {
  if (Number.isNaN(epochSeconds)) return "unknown";
  const shown = Math.min(Math.max(epochSeconds, EARLIEST_SECONDS), LATEST_SECONDS);
  return new Date(shown * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}
