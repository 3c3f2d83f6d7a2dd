import { mutants, type Mutant } from "./mutant.ts";

/** Key sets: what is due, what covers, what is disabled when. */
export const KEY_SET_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "rotation/key-set-situation.ts",
    ["unit/rotation/key-set-decision", "rotation/key-sets"],
    [
      [
        "a staged key does not count",
        "isEnabled(key) && isOfUse(key, keyUse)",
        "isEnabled(key) && isOfUse(key, keyUse) && (key.nbf ?? 0) <= now",
      ],
      ["a disabled key counts", "isEnabled(key) && isOfUse(key, keyUse)", "isOfUse(key, keyUse)"],
      ["a key for something else counts", "isEnabled(key) && isOfUse(key, keyUse)", "isEnabled(key)"],
      [
        "the leaked key goes at once though it is in use",
        "isEnabled(leaked) && !isInUse(leaked, observation, now)",
        "isEnabled(leaked)",
      ],
      [
        "a key that is active in a moment goes where it is named",
        " || isInUse(key, observation, now + ACTIVATION_GRACE_SECONDS)",
        "",
      ],
    ],
  ),
  ...mutants(
    "rotation/key-set-decision.ts",
    ["unit/rotation/key-set-decision", "rotation/key-sets"],
    [
      ["a gap ahead is not filled", `["gap-ahead", due(needInGap)],`, ""],
      ["a set without a valid key is not due", `["no-key-now", due(needNow)],`, ""],
      [
        "an older key is the leaked one's successor",
        "successor === undefined || (successor.nbf ?? -Infinity) <= (leaked.nbf ?? -Infinity)",
        "successor === undefined",
      ],
    ],
  ),
  ...mutants(
    "rotation/key-set-coverage.ts",
    ["unit/rotation/key-set-coverage", "unit/rotation/key-set-decision", "rotation/key-sets"],
    [
      ["keys that follow each other leave a gap", "if (from > until)", "if (from >= until)"],
      ["a shorter key ends the longer one before it", "until = Math.max(until, to)", "until = to"],
      ["a key that begins in a thousand years covers", " || from > now + CENTURY", ""],
      ["a key is active a second after its end", "at < (key.exp ?? Infinity)", "at <= (key.exp ?? Infinity)"],
    ],
  ),
  ...mutants(
    "rotation/key-set-needs.ts",
    ["unit/rotation/key-set-decision", "rotation/key-sets"],
    [
      [
        "the lead goes over the end of what is covered",
        "Math.min(outlook.now + outlook.leadSeconds, coverageOf(outlook).until)",
        "outlook.now + outlook.leadSeconds",
      ],
      [
        "due by the threshold alone, whatever the lead",
        "Math.min(byThreshold, exp - leadSeconds - margin)",
        "byThreshold",
      ],
      ["a night that does not happen costs the lead", "exp - leadSeconds - margin", "exp - leadSeconds"],
    ],
  ),
  ...mutants(
    "rotation/key-set-alarm.ts",
    ["unit/rotation/key-set-decision", "rotation/key-sets"],
    [
      [
        "a wrong active key is no reason for another look",
        "return observation.exists && wrongKeyActive(observation, rules, now) !== undefined;",
        "return false;",
      ],
    ],
  ),
  ...mutants(
    "rotation/rotate-key-set.ts",
    ["rotation/key-sets"],
    [
      [
        "the leaked key goes before its successor is active",
        "if (active !== undefined) return this.#disable(leaked);",
        "if (active !== null) return this.#disable(leaked);",
      ],
      ["a wrong active key is green", "return { ...result, failure: decision.alarm };", "return result;"],
      [
        "what surprises is believed at the first look",
        "= [2_000, 5_000, 10_000, 15_000] as const",
        "= [] as const",
      ],
      [
        "that the leaked key is disabled is believed unseen",
        "if (kid !== this.#rotation.emergencyKeyId) return;",
        "if (kid !== undefined) return;",
      ],
      [
        "an uploaded key that is off stays off",
        `} else if (key.status === "disabled") {`,
        `} else if (key.kid !== kid) {`,
      ],
    ],
  ),
  ...mutants(
    "graph/key-sets.ts",
    ["contract/retries", "contract/key-sets", "contract/lost-writes"],
    [
      [
        "an older key that looks alike is the one that was added",
        "more.length === 0 && isNew",
        "more.length === 0",
      ],
      [
        "a key that was there before is the one that was added",
        "!(key.before ?? []).includes(candidate.kid) && ",
        "",
      ],
      ["an unknown active key is none", "if (key === undefined && !isNothing(answer))", "if (1 > 2)"],
    ],
  ),
];
