import type { KeySetKey } from "../graph/wire.ts";
import type { KeySetRotation } from "./config.ts";
import { activeByDates, isEnabled } from "./key-set-coverage.ts";
import type { KeySetOutlook } from "./key-set-needs.ts";

/** What was read of a key set. */
export interface KeySetObservation {
  readonly keySetId: string;
  readonly exists: boolean;
  readonly keys: readonly KeySetKey[];
  /** The service's own answer. */
  readonly active: KeySetKey | undefined;
}

/** All that the user wants of it. */
export type KeySetRules = Omit<KeySetRotation, "kind" | "target" | "dryRun">;

export interface Remark {
  readonly level: "notice" | "warning";
  readonly text: string;
}

/** What was read, and what follows from it without any choice. */
export interface KeySetSituation extends KeySetObservation {
  readonly rules: KeySetRules;
  /** Seconds since 1970, the service's time. */
  readonly now: number;
  /** The key that `emergency-key-id` names, where it is there. */
  readonly leaked: KeySetKey | undefined;
  /** Kids that are disabled before anything is added: named by the user, and not in use. */
  readonly goes: readonly string[];
  /** About `retire-key-ids`. */
  readonly remarks: readonly Remark[];
  /** The keys that count, without those that go and without the leaked one. */
  readonly outlook: KeySetOutlook;
}

/** A key whose time came or ended a moment ago is seen so by some replicas, and not by others. */
export const ACTIVATION_GRACE_SECONDS = 60;

export function situationOf(
  observation: KeySetObservation,
  rules: KeySetRules,
  now: number,
): KeySetSituation {
  // A kid's letter case counts.
  const leaked = observation.keys.find(({ kid }) => kid === rules.emergencyKeyId);
  const { kids, remarks } = retireable(observation, rules, now);
  const idle = leaked !== undefined && !isInUse(leaked, observation, now);
  const goes = [...new Set([...kids, ...(idle ? [leaked.kid] : [])])];
  const staying = observation.keys.filter((key) => key !== leaked && !goes.includes(key.kid));
  const outlook = outlookOf(staying, observation.active?.kid, rules, now);
  return { ...observation, rules, now, leaked, goes, remarks, outlook };
}

/** Only enabled keys of the use that is rolled keep a policy alive. */
export function outlookOf(
  keys: readonly KeySetKey[],
  activeKid: string | undefined,
  { keyUse, leadSeconds, rules }: KeySetRules,
  now: number,
): KeySetOutlook {
  const { validitySeconds, threshold } = rules;
  return {
    keys: keys.filter((key) => isEnabled(key) && isOfUse(key, keyUse)),
    activeKid,
    now,
    leadSeconds,
    validitySeconds,
    threshold,
  };
}

/** A key that does not say what it is for may be for this. */
export function isOfUse({ use }: KeySetKey, keyUse: string | undefined): boolean {
  return use === undefined || keyUse === undefined || use === keyUse;
}

/** The service says so, or the dates do. */
function isInUse(key: KeySetKey, { keys, active }: KeySetObservation, now: number): boolean {
  return active?.kid === key.kid || activeByDates(keys, now).some(({ kid }) => kid === key.kid);
}

/** What the user names, but never the key that signs now, or will in a moment. */
function retireable(
  observation: KeySetObservation,
  { rules, operation }: KeySetRules,
  now: number,
): { readonly kids: readonly string[]; readonly remarks: readonly Remark[] } {
  if (!rules.retireDue && operation === "rotate") return { kids: [], remarks: [] };
  const kids: string[] = [];
  const remarks: Remark[] = [];
  for (const kid of rules.retirement.retireKeyIds) {
    const key = observation.keys.find((candidate) => candidate.kid === kid);
    // What an earlier run has disabled is nothing to speak of every night.
    if (key !== undefined && !isEnabled(key)) continue;
    if (key === undefined) {
      remarks.push({ level: "notice", text: `Key ${kid} is not a key of the set: nothing to retire.` });
    } else if (isInUse(key, observation, now) || isInUse(key, observation, now + ACTIVATION_GRACE_SECONDS)) {
      remarks.push({ level: "warning", text: `Key ${kid} is the active key, and stays.` });
    } else kids.push(kid);
  }
  return { kids, remarks };
}
