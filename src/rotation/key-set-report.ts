import type { KeySetKey } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import type { KeyFacts, OperationResult } from "../operations/result.ts";
import { daysUntil } from "./due.ts";
import { activeByDates, isEnabled } from "./key-set-coverage.ts";
import type { KeySetDecision } from "./key-set-decision.ts";
import { nextDue } from "./key-set-needs.ts";
import { outlookOf, type KeySetObservation, type KeySetRules } from "./key-set-situation.ts";

/** What a run has done, or would have. */
export interface KeySetEnd {
  readonly observation: KeySetObservation;
  readonly rules: KeySetRules;
  readonly decision: KeySetDecision;
  readonly dryRun: boolean;
  /** The new key. */
  readonly added: KeySetKey | undefined;
  /** Kids that were disabled. */
  readonly retired: readonly string[];
  /** Seconds since 1970, the service's time. */
  readonly now: number;
}

export function keySetResult(end: KeySetEnd): OperationResult {
  const { observation, rules, added, retired } = end;
  const { keySetId, keys } = observation;
  const key = added ?? stagedOf(end) ?? activeOf(end) ?? endsLast(keys);
  return {
    operation: rules.operation,
    headline: headline(end),
    changed: added !== undefined || retired.length > 0,
    key: key === undefined ? { keySetId } : keyFacts(keySetId, key),
    rotation: {
      rotated: added !== undefined,
      deliveredTo: [],
      previousKeyId: added === undefined ? undefined : (activeOf(end) ?? endsLast(keys))?.kid,
      retireAfter: undefined,
      retiredKeyIds: retired,
      dueInDays: dueInDays(end),
    },
    sections: [
      {
        kind: "table",
        title: "Keys of the set",
        head: ["What it is", "Key id", "Active from", "Expires on"],
        rows: [
          ...keys.map((one) => row(one, roleOf(one, end))),
          ...(added === undefined ? [] : [row(added, "new")]),
        ],
      },
    ],
  };
}

/** Of the set as it stands now: what was disabled does not count, what was added does. */
function dueInDays({ observation, rules, added, retired, now }: KeySetEnd): number | undefined {
  const { keys, active } = observation;
  const left = [...keys.filter(({ kid }) => !retired.includes(kid)), ...(added === undefined ? [] : [added])];
  const at = nextDue(outlookOf(left, active?.kid, rules, now));
  return at === undefined ? undefined : daysUntil(at, now);
}

function headline(end: KeySetEnd): string {
  const { observation, rules, decision, added, retired, dryRun } = end;
  const set = `key set ${observation.keySetId}`;
  const { emergencyKeyId } = rules;
  if (dryRun) {
    if (decision.does === "add") return `Would rotate ${set} (${decision.why}).`;
    return emergencyKeyId !== undefined && isToBeDisabled(decision, emergencyKeyId)
      ? `Would disable key ${emergencyKeyId} of ${set}, and not rotate it.`
      : `Would not rotate ${set}.`;
  }
  const leaked =
    emergencyKeyId !== undefined && retired.includes(emergencyKeyId)
      ? `The leaked key ${emergencyKeyId} was found, and is disabled now.`
      : undefined;
  if (added !== undefined) {
    const rotated = `Rotated ${set}: key ${added.kid} is active from ${time(added.nbf)} until ${time(added.exp)}.`;
    return leaked === undefined ? rotated : `${rotated} ${leaked}`;
  }
  if (leaked !== undefined) return `${leaked} Another key of ${set} is in use.`;
  if (decision.does !== "nothing" || decision.because === "not-due") return notDue(end, set);
  if (decision.because === "disabled-already")
    return `The leaked key ${emergencyKeyId ?? ""} of ${set} was found, and is disabled already.`;
  return retired.length === 0
    ? `Nothing to retire in ${set}.`
    : `Disabled ${String(retired.length)} key(s) of ${set}.`;
}

function isToBeDisabled({ disable, disableAfter }: KeySetDecision, kid: string): boolean {
  return disable.includes(kid) || disableAfter === kid;
}

function notDue(end: KeySetEnd, set: string): string {
  const staged = stagedOf(end);
  if (staged !== undefined) return `Not due: ${set} has key ${staged.kid} staged for ${time(staged.nbf)}.`;
  const days = dueInDays(end);
  return `Not due: ${set}${days === undefined ? " has no key that ends" : `, ${String(days)} days until it is rotated`}.`;
}

/** The service's word counts more than the dates. */
function activeOf({ observation, now }: KeySetEnd): KeySetKey | undefined {
  const { active, keys } = observation;
  return keys.find(({ kid }) => kid === active?.kid) ?? activeByDates(keys, now)[0];
}

/** Of several the one that begins last. */
function stagedOf({ observation, retired, now }: KeySetEnd): KeySetKey | undefined {
  return observation.keys
    .filter((key) => isEnabled(key) && !retired.includes(key.kid) && (key.nbf ?? 0) > now)
    .sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0))[0];
}

function endsLast(keys: readonly KeySetKey[]): KeySetKey | undefined {
  return keys
    .filter((key) => isEnabled(key) && key.exp !== undefined)
    .sort((left, right) => (right.exp ?? 0) - (left.exp ?? 0))[0];
}

function roleOf(key: KeySetKey, end: KeySetEnd): string {
  if (end.retired.includes(key.kid)) return "disabled now";
  if (!isEnabled(key)) return "disabled";
  if (key === activeOf(end)) return "active";
  if ((key.nbf ?? 0) > end.now) return "staged";
  return key.nbf === undefined ? "undated" : "older";
}

function keyFacts(keySetId: string, key: KeySetKey): KeyFacts {
  return {
    keySetId,
    kid: key.kid,
    keyId: key.kid,
    keyType: key.kty,
    keyUse: key.use,
    notBefore: key.nbf,
    expiresOn: key.exp,
  };
}

function row(key: KeySetKey, what: string): readonly string[] {
  return [what, key.kid, time(key.nbf), time(key.exp)];
}

function time(seconds: number | undefined): string {
  return seconds === undefined ? "no date" : isoSeconds(seconds);
}
