import { ActionError, inputError } from "../errors.ts";
import { keySetMissing } from "../graph/key-sets.ts";
import type { KeySetKey } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import { activeByDates, isEnabled } from "./key-set-coverage.ts";
import { beginsAfterLead, needAtEnd, needByAge, needInGap, needNow, type Need } from "./key-set-needs.ts";
import {
  isOfUse,
  situationOf,
  type KeySetObservation,
  type KeySetRules,
  type KeySetSituation,
  type Remark,
} from "./key-set-situation.ts";
import { wrongKeyActive } from "./key-set-alarm.ts";

/** What one check says, where it is the one that decides. */
type Verdict =
  | { readonly does: "refuse"; readonly error: ActionError }
  | { readonly does: "nothing"; readonly because: "disabled-already" | "retirement" | "not-due" }
  /** Somebody has made the leaked key's successor already: it only has to become the active one. */
  | { readonly does: "succeed"; readonly successor: KeySetKey }
  | { readonly does: "add"; readonly why: string; readonly nbf: number; readonly exp: number };

export type KeySetDecision = Verdict & {
  /** The check that decided. */
  readonly check: KeySetCheck;
  /** Kids that are disabled first. */
  readonly disable: readonly string[];
  /** The leaked key, where it is disabled only once its successor is the active one. */
  readonly disableAfter: string | undefined;
  readonly remarks: readonly Remark[];
  /** The service uses another key than it should: no reason to leave undone what is due, but to fail after it. */
  readonly alarm: ActionError | undefined;
};

/**
 * All reasons for what a run does with a key set, in their order: the first that applies decides.
 * None of them reads or writes anything.
 */
const CHECKS = [
  ["key-set-missing", keySetIsMissing],
  ["leaked-key-unknown", leakedKeyIsUnknown],
  ["leaked-key-disabled", leakedKeyIsDisabled],
  ["retirement-only", retirementOnly],
  ["other-key-type", otherKeyType],
  ["other-key-use", otherKeyUse],
  ["leaked-key-succeeded", leakedKeyIsSucceeded],
  ["leaked-key-in-use", leakedKeyIsInUse],
  ["forced", isForced],
  ["empty-set", isEmpty],
  ["no-key-now", due(needNow)],
  ["gap-ahead", due(needInGap)],
  ["end-near", due(needAtEnd)],
  ["key-too-old", due(needByAge)],
  ["not-due", notDue],
] as const satisfies readonly (readonly [string, (situation: KeySetSituation) => Verdict | undefined])[];

export type KeySetCheck = (typeof CHECKS)[number][0];

/** @param now seconds since 1970, the service's time */
export function decideKeySet(
  observation: KeySetObservation,
  rules: KeySetRules,
  now: number,
): KeySetDecision {
  const situation = situationOf(observation, rules, now);
  for (const [check, applies] of CHECKS) {
    const verdict = applies(situation);
    if (verdict === undefined) continue;
    const isDone = verdict.does === "nothing" && verdict.because === "disabled-already";
    const { leaked, goes } = situation;
    return {
      ...verdict,
      check,
      disable: verdict.does === "refuse" || isDone ? [] : goes,
      disableAfter:
        leaked === undefined || goes.includes(leaked.kid) || !["add", "succeed"].includes(verdict.does)
          ? undefined
          : leaked.kid,
      remarks: verdict.does === "refuse" ? [] : remarksOn(situation, verdict),
      alarm: wrongKeyActive(observation, rules, now),
    };
  }
  throw new TypeError("the last check applies always");
}

function keySetIsMissing({ exists, keySetId, rules }: KeySetSituation): Verdict | undefined {
  const isEmergency = rules.emergencyKeyId !== undefined;
  if (exists || (rules.createKeySet && !isEmergency)) return undefined;
  return {
    does: "refuse",
    error: keySetMissing(keySetId, rules.operation === "rotate" && !isEmergency),
  };
}

function leakedKeyIsUnknown({ leaked, keySetId, keys, rules }: KeySetSituation): Verdict | undefined {
  const { emergencyKeyId } = rules;
  if (emergencyKeyId === undefined || leaked !== undefined) return undefined;
  const shown = keys.slice(0, 10).map((key) => (isEnabled(key) ? key.kid : `${key.kid} (disabled)`));
  const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
  return {
    does: "refuse",
    error: new ActionError({
      code: "key-not-found",
      blame: "input",
      what: `emergency-key-id: key set ${keySetId} has no key ${emergencyKeyId}, at several looks.`,
      why: keys.length === 0 ? "It is empty." : `Its keys are ${shown.join(", ")}${more}.`,
      remedy:
        "Nothing was done: if the leaked key is another one, it is still enabled. Give its kid exactly, letter case included.",
    }),
  };
}

function leakedKeyIsDisabled({ leaked }: KeySetSituation): Verdict | undefined {
  return leaked === undefined || isEnabled(leaked)
    ? undefined
    : { does: "nothing", because: "disabled-already" };
}

function retirementOnly({ rules }: KeySetSituation): Verdict | undefined {
  return rules.operation === "retire" ? { does: "nothing", because: "retirement" } : undefined;
}

function otherKeyType({ keys, rules }: KeySetSituation): Verdict | undefined {
  const kty = keyTypeOf(rules);
  const other = keys.find((key) => key.kty !== undefined && key.kty !== kty);
  if (other === undefined) return undefined;
  const error = inputError(
    "key-type",
    `the key set holds ${other.kty ?? ""} keys, and one of type ${kty} does not go with them.`,
    "A key set holds keys of one type: use another key set.",
  );
  return { does: "refuse", error };
}

/** A new key would take over from keys that are for something else: more likely the input is wrong. */
function otherKeyUse({ keys, rules }: KeySetSituation): Verdict | undefined {
  const { keyUse } = rules;
  const other = keys.find(isEnabled)?.use;
  if (other === undefined || keys.some((key) => isOfUse(key, keyUse))) return undefined;
  const error = inputError(
    "key-use",
    `is ${keyUse ?? ""}, and every key of the set is for ${other}: a new key would take their place.`,
    `Give key-use ${other}, or use another key set.`,
  );
  return { does: "refuse", error };
}

function leakedKeyIsSucceeded({ leaked, goes, outlook, now }: KeySetSituation): Verdict | undefined {
  if (leaked === undefined || goes.includes(leaked.kid)) return undefined;
  const [successor] = activeByDates(outlook.keys, now);
  // An older key, that would take its place once it is gone, may be gone too: who had the one may have had both.
  if (successor === undefined || (successor.nbf ?? -Infinity) <= (leaked.nbf ?? -Infinity)) return undefined;
  return { does: "succeed", successor };
}

function leakedKeyIsInUse({ leaked, goes, now, rules }: KeySetSituation): Verdict | undefined {
  if (leaked === undefined || goes.includes(leaked.kid)) return undefined;
  // A leaked key cannot wait until everybody knows the next one.
  return newKey(`key ${leaked.kid} is said to have leaked`, now, rules);
}

function isForced({ outlook, rules }: KeySetSituation): Verdict | undefined {
  if (!rules.rules.force) return undefined;
  return newKey("`force` is set", beginsAfterLead(outlook), rules);
}

function isEmpty({ keys, now, rules }: KeySetSituation): Verdict | undefined {
  return keys.length === 0 ? newKey("the key set is empty", now, rules) : undefined;
}

function due(
  need: (outlook: KeySetSituation["outlook"]) => Need | undefined,
): (situation: KeySetSituation) => Verdict | undefined {
  return ({ outlook, now, rules }) => {
    const found = need(outlook);
    return found === undefined || found.dueAt > now ? undefined : newKey(found.why, found.begins, rules);
  };
}

function notDue(): Verdict {
  return { does: "nothing", because: "not-due" };
}

/** Never longer than `validity`, however long the gap is: the rest of it is another key's. */
function newKey(why: string, nbf: number, { rules }: KeySetRules): Verdict {
  return { does: "add", why, nbf, exp: nbf + rules.validitySeconds };
}

/** In JWK spelling. */
export function keyTypeOf({ source }: KeySetRules): "RSA" | "oct" {
  return source.kind === "generate" && source.keyType === "RSA" ? "RSA" : "oct";
}

function remarksOn(situation: KeySetSituation, verdict: Verdict): readonly Remark[] {
  const { remarks, outlook } = situation;
  return [
    ...remarks,
    ...(verdict.does === "add" ? aboutNewKey(situation, verdict) : []),
    ...aboutOtherUse(situation, outlook.keys),
  ];
}

function aboutNewKey(
  { outlook, rules, leaked, now, keys }: KeySetSituation,
  { nbf, exp }: Verdict & { does: "add" },
): readonly Remark[] {
  const remarks: Remark[] = [];
  const late = now + rules.leadSeconds - nbf;
  if (late > 0 && leaked === undefined && keys.length > 0) {
    const hours = String(Math.round((nbf - now) / 3600));
    remarks.push({
      level: "warning",
      text: `The new key is public only ${hours} h before it is used, and not as long as \`lead\` says: later there would be no key at all. Who has cached the public keys may refuse it until then.`,
    });
  }
  const gap = needInGap({ ...outlook, keys: [...outlook.keys, { ...NO_KEY, nbf, exp }] });
  if (gap !== undefined) {
    remarks.push({
      level: "notice",
      text: `After the new key's end a gap is left: ${gap.why}. ${gap.dueAt <= now ? "The next run fills it." : `It is longer than a key lives (\`validity\`), and is filled on in time, from ${isoSeconds(gap.dueAt)} on.`}`,
    });
  }
  const undated = outlook.keys.filter((key) => key.nbf === undefined).map(({ kid }) => kid);
  if (undated.length > 0) {
    // They compete with dated ones by rules that are documented twice, differently.
    remarks.push({
      level: "notice",
      text: `Keys without an activation date stand behind the new one, and are used when no dated key is valid: ${undated.join(", ")}. The run after the new key's time checks which one is active.`,
    });
  }
  return remarks;
}

/** One key of a set is active, whatever it is for. */
function aboutOtherUse(
  { keys, goes, leaked, now, rules }: KeySetSituation,
  own: readonly KeySetKey[],
): readonly Remark[] {
  if (own.length === 0) return [];
  const staying = keys.filter((key) => key !== leaked && !goes.includes(key.kid));
  const takesOver = staying.filter((key) => {
    if (!isEnabled(key) || isOfUse(key, rules.keyUse) || key.nbf === undefined) return false;
    return activeByDates(staying, Math.max(now, key.nbf)).includes(key);
  });
  return takesOver.map(({ kid, use, nbf }) => ({
    level: "warning",
    text: `Key ${kid} is for ${use ?? ""}, and by its dates it is the active key from ${isoSeconds(nbf ?? 0)} on: those for ${rules.keyUse ?? ""} are not used then. If it does not belong there, disable it with disable-key.`,
  }));
}

const NO_KEY: KeySetKey = {
  kid: "",
  kty: undefined,
  use: undefined,
  nbf: undefined,
  exp: undefined,
  status: undefined,
  x5t: undefined,
  thumbprint: undefined,
};
