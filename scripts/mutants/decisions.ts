import { mutants, type Mutant } from "./mutant.ts";

/** What a run concludes from what it has seen: is the input current, is a sink behind, what leaked. */
export const DECISION_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "rotation/decision.ts",
    [
      "unit/rotation/decision",
      "rotation/odd-worlds",
      "rotation/fence",
      "rotation/sinks",
      "rotation/emergency",
    ],
    [
      ["a stale input stops nothing", `["stale input", isStale],`, ""],
      [
        "without times, a newer key that looks delivered stops nothing",
        `["a newer key is delivered, and no time tells", isOvertaken],`,
        "",
      ],
      [
        "without times, any sink's change makes a newer key look delivered",
        "const changedAt = firstSink(sinks)?.changedAt;",
        "const changedAt = Math.max(...sinks.map((one) => one.changedAt ?? 0));",
      ],
      [
        "without times, a newer key looks delivered whenever it was made",
        "bornAt !== undefined && bornAt < changedAt",
        "bornAt !== undefined",
      ],
      ["a leaked key that is nowhere is rolled away and done", ` || leak?.kind === "nowhere"`, ""],
      ["a leaked key of the other kind is rolled away and done", `leak?.kind === "elsewhere" || `, ""],
      [
        "retire is green while a sink is behind",
        `operation !== "retire" || behind.length === 0`,
        "operation.length > 0 || behind.length === 0",
      ],
      ["retire is held up by leftovers", `["only to retire", retiresOnly],`, ""],
      [
        "any leaked key has a successor already",
        "keyId === undefined || !wasReplaced(look.line, keyId)",
        "keyId === undefined",
      ],
      [
        "short way of an emergency although a sink is behind",
        "if (behind.length > 0 && !mayCatchUp(seen)) return undefined;",
        "",
      ],
      ["any number of leftovers is fine", `["too many leftovers", hasTooManyLeftovers],`, ""],
      ["leftovers stop a run that adds nothing", "if (!adds || ", "if ("],
      [
        "keys are leftovers though nobody knows the current one",
        "if (!adds || !seen.look.knowsLeftovers)",
        "if (!adds)",
      ],
      ["what opens no token stays until it is due", `["must go", (seen) => rotateFor(mustGo(seen))],`, ""],
      [
        "a sink that is behind and may not be caught up is left alone",
        `["a sink is behind, and the current one must not go there", (seen) => rotateFor(behindForGood(seen))],`,
        "",
      ],
      ["catches up although times are unknown", ` && freshness.kind === "current";`, ";"],
      [
        "catches up although a newer key stands on the object",
        "look.leftovers.length === 0 && freshness",
        "freshness",
      ],
    ],
  ),
  ...mutants(
    "rotation/input-freshness.ts",
    ["unit/rotation/input-freshness", "rotation/odd-worlds", "rotation/fence"],
    [
      [
        "the same number of another line is the same credential",
        "input.line === undefined || input.line !== holds.line",
        "input.line === undefined",
      ],
      [
        "a key id says nothing",
        "if (holds.keyId !== undefined && input.keyId !== undefined) return holds.keyId === input.keyId;",
        "",
      ],
      [
        "the input is current whatever the times say",
        "if (changedAt <= readTime.at)",
        "if (readTime.at > 0)",
      ],
      [
        "a sink that was changed in the second of the read was changed after it",
        "changedAt <= readTime.at",
        "changedAt < readTime.at",
      ],
      [
        "an empty sink leaves the input in doubt",
        `return { kind: "current", by: "empty" };`,
        `return { kind: "unknown" };`,
      ],
      [
        "the text's time of delivery has to be the very second",
        "DELIVERY_TAKES_SECONDS = 120",
        "DELIVERY_TAKES_SECONDS = 0",
      ],
      [
        "any time of delivery in the text is the sink's last change",
        "DELIVERY_TAKES_SECONDS = 120",
        "DELIVERY_TAKES_SECONDS = 1e9",
      ],
    ],
  ),
  ...mutants(
    "rotation/observe.ts",
    ["rotation/odd-worlds"],
    [
      [
        "the input's own words go before the times",
        ` && !(withoutTimes.kind === "current" && withoutTimes.by === "its text")`,
        "",
      ],
    ],
  ),
  ...mutants(
    "rotation/input-age.ts",
    ["rotation/odd-worlds", "rotation/fence", "rotation/clocks"],
    [
      [
        "a re-run is a run like any other",
        `Number(environment.runAttempt ?? "1") > 1`,
        `Number(environment.runAttempt ?? "1") > 2`,
      ],
      ["of a re-run this attempt's start counts", `{ ...environment, runAttempt: "1" }`, "environment"],
      [
        "a repository's secrets are read when the job begins",
        `if (isRerun || readBy === "run")`,
        "if (isRerun)",
      ],
      ["the runner's clock is believed as it is", "start + Math.round(serviceClock.skewMs / 1000)", "start"],
    ],
  ),
  ...mutants(
    "rotation/overtaken.ts",
    ["unit/rotation/overtaken", "rotation/odd-worlds", "rotation/interruption", "rotation/clocks"],
    [
      ["another run's hidden key of the same number is overlooked", "(mark?.number ?? 0) >= number || ", ""],
      [
        "what the first reading showed was hidden by it",
        "!look.all.some(({ keyId }) => keyId === candidate.keyId)",
        "look.all.length > 0",
      ],
      [
        "another line's hidden key stops the run",
        "candidate.mark?.line === line.name &&",
        "candidate.mark !== undefined &&",
      ],
    ],
  ),
  ...mutants(
    "rotation/leak.ts",
    ["rotation/emergency"],
    [
      [
        "a leaked key that one look does not show is nowhere",
        "= [5_000, 10_000, 15_000] as const",
        "= [] as const",
      ],
      [
        "a second entry of the leaked certificate stays",
        "own === leaked.shortId && keyId !== leaked.keyId",
        "own === leaked.shortId && keyId === undefined",
      ],
      [
        "the service principal is not looked at",
        "const found = other && onCounterpart(",
        "const found = undefined && onCounterpart(",
      ],
      [
        "an earlier removal is believed at the first look",
        "pause === 0 ? undefined : replacedEarlier",
        "replacedEarlier",
      ],
      [
        "client secrets are not looked at",
        "others.some((candidate) => candidate.keyId === keyId))\n      return",
        "others.length > 99)\n      return",
      ],
      ["the delivered text does not say what it succeeded", "return said || marked ?", "return marked ?"],
    ],
  ),
  ...mutants(
    "rotation/fence.ts",
    ["rotation/fence"],
    [["a fourth leftover is fine", "MOST_LEFTOVERS = 3", "MOST_LEFTOVERS = 4"]],
  ),
];
