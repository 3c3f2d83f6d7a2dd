/** 1970-01-01T00:00:00Z. */
export const EARLIEST_SECONDS = 0;
/** 9999-12-31T23:59:59Z: what every service's own date type ends with. */
export const LATEST_SECONDS = 253_402_300_799;

/**
 * What is done with a time outside 1970 to 9999, which no date here can show:
 * - `refuse`: it is no time at all. For times that decide something by themselves (a delivery, a token's end).
 * - `nearest`: the nearest bound. For the dates of a credential, where "none" would mean "without an end".
 */
type Beyond = "refuse" | "nearest";

/** With a sign where the year has more than four digits (ECMA-262), which Date.parse reads up to 275760. */
const DATE_TIME = /^([+-]?)(\d{4,9})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A number of seconds since 1970 that somebody else wrote, in whole seconds; also as digits in
 * quotes. `undefined` for what is no number.
 */
export function foreignSeconds(value: unknown, beyond: Beyond = "refuse"): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return undefined;
  return bounded(Math.floor(number), beyond);
}

/**
 * An ISO 8601 date and time that somebody else wrote, in whole seconds since 1970; one without
 * a zone is UTC (`Date.parse` would take it as local time). `undefined` for anything else, such
 * as the many texts that `Date.parse` takes for a date.
 */
export function foreignDateTime(value: unknown, beyond: Beyond = "refuse"): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, sign, year = "", zone] = match;
  if (sign === "-") return bounded(-Infinity, beyond);
  if (Number(year) > 9999) return bounded(Infinity, beyond);
  // `+002026-…` is 2026; `00002026-…` is nothing.
  const time = Date.parse(zone === undefined ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : bounded(Math.floor(time / 1000), beyond);
}

function bounded(seconds: number, beyond: Beyond): number | undefined {
  const nearest = Math.min(Math.max(seconds, EARLIEST_SECONDS), LATEST_SECONDS);
  return nearest === seconds || beyond === "nearest" ? nearest : undefined;
}
