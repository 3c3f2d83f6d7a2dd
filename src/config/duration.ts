import { inputError } from "../errors.ts";
import type { InputName } from "../inputs/names.ts";

const UNIT_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
type Unit = keyof typeof UNIT_SECONDS;

const SHORT = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i;
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
/** A hundred years: what is longer is a mistake, and sums stay far from the limits of dates. */
const LONGEST_SECONDS = 100 * 365 * 86_400;

/**
 * Whole seconds of `90d`, `12h`, `30m`, `45s`, `2w`, or ISO 8601 such as `P90D` and `PT12H`;
 * `undefined` where the text is no duration at all. Months and years are not taken: their
 * length depends on the day they start.
 */
export function parseDuration(text: string): number | undefined {
  const seconds = shortSeconds(text) ?? isoSeconds(text);
  return seconds !== undefined && seconds <= LONGEST_SECONDS ? seconds : undefined;
}

function shortSeconds(text: string): number | undefined {
  const match = SHORT.exec(text);
  if (match === null) return undefined;
  return Math.round(Number(match[1]) * UNIT_SECONDS[(match[2] ?? "s").toLowerCase() as Unit]);
}

function isoSeconds(text: string): number | undefined {
  const match = ISO.exec(text);
  // `P` and `PT` match the pattern and say nothing.
  if (match === null || !/\d/.test(text) || /T$/i.test(text)) return undefined;
  const [weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (
    (weeks ?? 0) * UNIT_SECONDS.w +
    (days ?? 0) * UNIT_SECONDS.d +
    (hours ?? 0) * UNIT_SECONDS.h +
    (minutes ?? 0) * UNIT_SECONDS.m +
    (seconds ?? 0)
  );
}

/** The same for an input: what is no duration is refused, with the nearest one that is. */
export function requireDuration(input: InputName, text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw inputError(input, "is not a duration.", durationRemedy(text));
}

export function durationRemedy(text: string): string {
  const years = /^P?(\d+)\s*(?:y|yr|years?)$/i.exec(text);
  if (years !== null) return `Years have no fixed length: use days, ${String(Number(years[1]) * 365)}d.`;
  if (/^P\d+M/i.test(text) || /^\d+\s*(?:mo|mon|months?)$/i.test(text)) {
    return "Months have no fixed length: use days, such as 90d.";
  }
  if (text.startsWith("-"))
    return "A duration is not negative: use a number with s, m, h, d or w, such as 90d.";
  return "Use a number with s, m, h, d or w (90d, 12h), or ISO 8601 (P90D, PT12H).";
}
