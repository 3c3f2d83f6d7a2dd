import { inputError } from "../errors.ts";
import type { InputName } from "../inputs/names.ts";
import { durationRemedy, parseDuration } from "./duration.ts";
import { shown } from "./values.ts";

/** A moment in seconds since 1970, and whether it was counted from now. */
export interface Instant {
  readonly epochSeconds: number;
  readonly relative: boolean;
}

/** 2100-01-01: a larger number of seconds is one of milliseconds. */
const LATEST_SECONDS = 4_102_444_800;
/** 2001-09-09: a smaller number is not a date that anybody means. */
const EARLIEST_SECONDS = 1_000_000_000;

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * ISO 8601 with a zone, a date alone (00:00Z), epoch **seconds**, or a duration from now.
 *
 * An own parser, because `Date.parse` turns `2026-02-30` into 2 March, reads a time without
 * zone as the runner's local time, and takes `90` for the year 1990.
 */
export function parseInstant(input: InputName, text: string, nowMs: number): Instant {
  const duration = parseDuration(text);
  if (duration !== undefined) {
    return { epochSeconds: Math.floor(nowMs / 1000) + duration, relative: true };
  }
  if (/^\d+$/.test(text) && text.length !== 8)
    return { epochSeconds: epochSeconds(input, text), relative: false };
  const match = DATE_TIME.exec(text);
  if (match === null)
    throw inputError(input, "is not a date that can be read without guessing.", remedyFor(text));
  return { epochSeconds: dateSeconds(input, match), relative: false };
}

function epochSeconds(input: InputName, text: string): number {
  const value = Number(text);
  if (value > LATEST_SECONDS) {
    const seconds = Math.floor(value / 1000);
    const meant =
      seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS
        ? ` Did you mean ${String(seconds)} (${new Date(seconds * 1000).toISOString().slice(0, 16)}Z)?`
        : "";
    throw inputError(input, `${shown(text)} looks like milliseconds.`, `Epoch times are in seconds.${meant}`);
  }
  if (value < EARLIEST_SECONDS) {
    throw inputError(
      input,
      `${text} is not a plausible time in epoch seconds.`,
      "Use ISO 8601, or a duration such as 90d or P90D.",
    );
  }
  return value;
}

function dateSeconds(input: InputName, match: RegExpExecArray): number {
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const zone = match[7];
  if (month < 1 || month > 12)
    throw inputError(input, `there is no month ${String(month)}.`, "Use ISO 8601: year-month-day.");
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) {
    const name = new Date(Date.UTC(year, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
    throw inputError(input, `${name} ${String(year)} has ${String(days)} days.`, "Correct the day.");
  }
  if (hour > 23 || minute > 59 || second > 59) {
    throw inputError(input, "the time of day is out of range.", "Use 00:00:00 to 23:59:59.");
  }
  if (match[4] !== undefined && zone === undefined) {
    const withZone = `${match[0].replace(" ", "T")}Z`;
    throw inputError(input, "has a time and no time zone.", `Add one, such as ${withZone}.`);
  }
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - zoneSeconds(input, zone);
  // A year below 100 is taken as one of the last century by Date.UTC.
  if (year < 2000 || seconds < EARLIEST_SECONDS) {
    throw inputError(input, "lies too far in the past to be meant.", "Use a later date.");
  }
  if (seconds > LATEST_SECONDS) throw inputError(input, "lies after the year 2100.", "Use an earlier date.");
  return seconds;
}

function zoneSeconds(input: InputName, zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.replace(/\D/g, "");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  if (hours > 14 || minutes > 59) {
    throw inputError(input, "the time zone is out of range.", "Use Z, or an offset of -14:00 to +14:00.");
  }
  return sign * (hours * 3_600 + minutes * 60);
}

function remedyFor(text: string): string {
  if (/^[-P]/i.test(text) || /^\d+\s*[a-z]+$/i.test(text)) return durationRemedy(text);
  return "Use ISO 8601 with a zone (2027-01-31T00:00:00Z), a date (2027-01-31), epoch seconds, or a duration such as 90d or P90D.";
}
