import type { KeySetKey } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import { dueFrom, type Threshold } from "./due.ts";
import { coverageFrom, isNet, periodOf, type Coverage } from "./key-set-coverage.ts";

/** The keys that count, and what the user wants of them. Times in seconds. */
export interface KeySetOutlook {
  /** Enabled, of the use that is rolled, and not about to be disabled. */
  readonly keys: readonly KeySetKey[];
  /** The key that the service uses now, as far as it says so. */
  readonly activeKid: string | undefined;
  readonly now: number;
  readonly leadSeconds: number;
  readonly validitySeconds: number;
  readonly threshold: Threshold;
}

/** Why the set needs another key, and from when on. */
export interface Need {
  readonly why: string;
  /** The run from then on makes the key. Seconds since 1970. */
  readonly dueAt: number;
  /** When the key is to begin, if it is made now. */
  readonly begins: number;
}

const DAY = 86_400;
/** A night that does not happen may not cost the lead. */
const MARGIN = 2 * DAY;

/** No key is valid now, so nothing can be waited for. */
export function needNow(outlook: KeySetOutlook): Need | undefined {
  const { keys, now } = outlook;
  if (isServedByNet(outlook) || coverageFrom(keys, now).until > now) return undefined;
  const why =
    keys.length === 0 ? "no key of the set is enabled" : "no key of the set is valid now, and policies fail";
  return { why, dueAt: now, begins: now };
}

/**
 * Between two keys there is a time without any. One key can close it: then at once, however far ahead it lies.
 * Where a key may not live that long it is filled step by step, each as it is due, so that keys do not pile up.
 */
export function needInGap(outlook: KeySetOutlook): Need | undefined {
  const { keys, now, validitySeconds } = outlook;
  const { until, next } = coverageOf(outlook);
  if (next === undefined) return undefined;
  const before = keys.find(({ exp }) => exp === until);
  const dueAt =
    next - until <= validitySeconds || before === undefined ? now : dueByEnd(before, until, outlook);
  return {
    why: `from ${isoSeconds(until)} until ${isoSeconds(next)} the set would have no key`,
    dueAt,
    begins: until,
  };
}

/** The newest key is near its end. One that is older and ends later would only come back into use after it. */
export function needAtEnd(outlook: KeySetOutlook): Need | undefined {
  const newest = newestOf(outlook);
  if (newest?.exp === undefined || coverageOf(outlook).next !== undefined) return undefined;
  return {
    why: "the newest key is due",
    dueAt: dueByEnd(newest, newest.exp, outlook),
    begins: beginsAfterLead(outlook),
  };
}

/** The newest key has no end: it is due by its age, where the threshold is a time and not a share of a lifetime. */
export function needByAge(outlook: KeySetOutlook): Need | undefined {
  const { threshold } = outlook;
  const newest = newestOf(outlook);
  if (newest?.nbf === undefined || newest.exp !== undefined || threshold.kind === "share") return undefined;
  if (coverageOf(outlook).next !== undefined) return undefined;
  return {
    why: "the newest key is due by its age",
    dueAt: newest.nbf + threshold.seconds,
    begins: beginsAfterLead(outlook),
  };
}

/** When the set will need its next key, if nobody touches it; `undefined` where nothing in it ever ends. */
export function nextDue(outlook: KeySetOutlook): number | undefined {
  const needs = [needNow, needInGap, needAtEnd, needByAge].map((need) => need(outlook)?.dueAt);
  const known = needs.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** After the lead; but never after the last moment that is covered. */
export function beginsAfterLead(outlook: KeySetOutlook): number {
  return Math.min(outlook.now + outlook.leadSeconds, coverageOf(outlook).until);
}

/**
 * Seen from now on; or, where a key without dates is in use and no other is valid, from the first moment that
 * everybody could know a new key: until then the one in use is the better one.
 */
export function coverageOf(outlook: KeySetOutlook): Coverage {
  const { keys, now, leadSeconds } = outlook;
  return coverageFrom(keys, isServedByNet(outlook) ? now + leadSeconds : now);
}

function isServedByNet({ keys, activeKid }: KeySetOutlook): boolean {
  return keys.some((key) => isNet(key) && key.kid === activeKid);
}

/** By its activation, keys without one last; of equals the one that ends later. Ended keys are as old as any. */
function newestOf({ keys, now }: KeySetOutlook): KeySetKey | undefined {
  const dated = keys.filter((key) => periodOf(key, now) !== undefined);
  const living = dated.filter(({ exp }) => exp === undefined || exp > now);
  const end = ({ exp = Number.MAX_SAFE_INTEGER }: KeySetKey): number => exp;
  return [...(living.length > 0 ? living : dated)].sort(
    (left, right) => (right.nbf ?? 0) - (left.nbf ?? 0) || end(right) - end(left),
  )[0];
}

/**
 * Early enough for the lead, whatever the threshold says. A key that does not say when it began is taken to
 * live as long as those that are made here.
 */
function dueByEnd({ nbf }: KeySetKey, exp: number, outlook: KeySetOutlook): number {
  const { threshold, validitySeconds, leadSeconds } = outlook;
  const byThreshold = dueFrom(threshold, nbf ?? exp - validitySeconds, exp) ?? exp;
  // A third at most: a key that lives for three days is not due again as soon as it is there.
  const margin = Math.min(MARGIN, Math.floor(validitySeconds / 3));
  return Math.min(byThreshold, exp - leadSeconds - margin);
}
