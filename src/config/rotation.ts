import { createHash } from "node:crypto";
import { inputError } from "../errors.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { thresholdSeconds, type Threshold } from "../rotation/due.ts";
import type { RetirementRules } from "../rotation/retirement.ts";
import { requireDuration } from "./duration.ts";
import type { ObjectTarget } from "./target.ts";
import { flag, oneOf, parseGuid } from "./values.ts";

const DAY = 86_400;
const DEFAULT_VALIDITY = 180 * DAY;
const DEFAULT_OVERLAP = 7 * DAY;
const DEFAULT_PROVE_TIMEOUT = 600;
/** A rotation that is due again before the old key may go would pile keys up. */
const MARGIN = 2 * DAY;

/** When to rotate, how long things live, and what may be retired. Durations in seconds. */
export interface RotationRules {
  readonly threshold: Threshold;
  readonly force: boolean;
  readonly validitySeconds: number;
  readonly overlapSeconds: number;
  readonly proveTimeoutMs: number;
  readonly retireDue: boolean;
  readonly retirement: RetirementRules;
}

/** @param checks key sets have no overlap: their keys are staged, and not removed */
export function parseRotationRules(
  inputs: Inputs,
  keyIds: readonly string[],
  checks: { readonly overlap: boolean } = { overlap: true },
): RotationRules {
  const validitySeconds = duration(inputs, "validity", DEFAULT_VALIDITY);
  const overlapSeconds = duration(inputs, "overlap", DEFAULT_OVERLAP);
  const threshold = parseThreshold(inputs);
  if (validitySeconds < DAY)
    throw inputError("validity", "is less than a day.", "Give what is made a longer life.");
  const lead = thresholdSeconds(threshold, validitySeconds);
  if (lead >= validitySeconds) {
    throw inputError(
      "rotate-before",
      "is as long as `validity`: every run would rotate.",
      "Shorten it, or lengthen validity.",
    );
  }
  if (checks.overlap && lead <= overlapSeconds + MARGIN) {
    throw inputError(
      "rotate-before",
      `leaves ${inDays(lead)} days, and overlap is ${inDays(overlapSeconds)} days: the old key would end before it may be retired.`,
      "Let rotate-before exceed overlap by more than 2 days, or lengthen validity.",
    );
  }
  return {
    threshold,
    force: flag(inputs, "force"),
    validitySeconds,
    overlapSeconds,
    proveTimeoutMs: duration(inputs, "prove-timeout", DEFAULT_PROVE_TIMEOUT) * 1000,
    retireDue: oneOf(inputs, "retire-due", ["true", "false"]) !== "false",
    retirement: { overlapSeconds, retireInitial: flag(inputs, "retire-initial"), retireKeyIds: keyIds },
  };
}

/** A duration, or a share of the lifetime such as `33%`. */
function parseThreshold(inputs: Inputs): Threshold {
  const text = inputs.text("rotate-before") ?? "33%";
  const share = /^(\d{1,2}(?:\.\d+)?)\s*%$/.exec(text);
  if (share !== null) {
    const value = Number(share[1]) / 100;
    if (value <= 0)
      throw inputError("rotate-before", "is 0 %.", "Use a share such as 33%, or a duration such as 30d.");
    return { kind: "share", share: value };
  }
  if (text.endsWith("%")) {
    throw inputError(
      "rotate-before",
      "is not a share below 100 %.",
      "Use a share such as 33%, or a duration such as 30d.",
    );
  }
  return { kind: "duration", seconds: requireDuration("rotate-before", text) };
}

/** `retire-key-ids` of an application or service principal: one GUID a line (commas are fine too). */
export function parseKeyIds(inputs: Inputs): readonly string[] {
  return lines(inputs.text("retire-key-ids")).map((text) => parseGuid("retire-key-ids", text));
}

export function lines(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(/[\r\n,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function parseKeySize(inputs: Inputs): 2048 | 3072 | 4096 {
  const size = oneOf(inputs, "key-size", ["2048", "3072", "4096"]) ?? "2048";
  return Number(size) as 2048 | 3072 | 4096;
}

/**
 * The line: the user's name for it, or 8 hex digits of what makes this rotation another one:
 * the repository, the target and the sinks.
 */
export function parseRotationName(inputs: Inputs, environment: Environment, target: ObjectTarget): string {
  const name = inputs.text("rotation-name");
  if (name !== undefined) {
    if (!/^[A-Za-z0-9-]{1,24}$/.test(name)) {
      throw inputError(
        "rotation-name",
        "is not 1 to 24 letters, digits and dashes.",
        "Use a name such as billing-prod.",
      );
    }
    return name;
  }
  const parts = [
    environment.repositoryId ?? environment.repository ?? "",
    `${target.kind} ${target.appId ?? ""} ${target.objectId ?? ""}`,
    ...[...lines(inputs.text("deliver-to"))].sort(),
  ];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
}

/** `emergency-key-id`: refused on a schedule, where nobody is looking. */
export function parseEmergencyKeyId(inputs: Inputs, environment: Environment): string | undefined {
  const text = inputs.text("emergency-key-id");
  if (text === undefined) return undefined;
  if (environment.eventName === "schedule") {
    throw inputError(
      "emergency-key-id",
      "is refused on the event `schedule`.",
      "An emergency gives up the overlap: start it by hand (workflow_dispatch) and take the input out afterwards.",
    );
  }
  return text;
}

function duration(inputs: Inputs, name: "validity" | "overlap" | "prove-timeout", fallback: number): number {
  const text = inputs.text(name);
  return text === undefined ? fallback : requireDuration(name, text);
}

function inDays(seconds: number): string {
  return String(Math.round((seconds / DAY) * 10) / 10);
}
