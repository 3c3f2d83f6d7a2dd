import { createHash } from "node:crypto";
import { inputError } from "../errors.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { Log } from "../runner/log.ts";
import { thresholdSeconds, type Threshold } from "../rotation/due.ts";
import type { RetirementRules } from "../rotation/retirement.ts";
import { requireDuration } from "./duration.ts";
import { flag, oneOf, parseGuid } from "./values.ts";

const DAY = 86_400;
const DEFAULT_VALIDITY = 180 * DAY;
const DEFAULT_OVERLAP = 7 * DAY;
const DEFAULT_PROVE_TIMEOUT = 600;
const DEFAULT_SETTLE = 120;
const HOUR = 3_600;
/** A rotation that is due again before the old key may go would pile keys up. */
const MARGIN = 2 * DAY;

/** When to rotate, how long things live, and what may be retired. Durations in seconds. */
export interface RotationRules {
  readonly threshold: Threshold;
  readonly force: boolean;
  readonly validitySeconds: number;
  readonly overlapSeconds: number;
  readonly proveTimeoutMs: number;
  /** Between the last accepted verification and the first delivery. */
  readonly settleSeconds: number;
  readonly retireDue: boolean;
  readonly retirement: RetirementRules;
}

/** @param checks key sets have no overlap: their keys are staged, and not removed */
export function parseRotationRules(
  inputs: Inputs,
  keyIds: readonly string[],
  log: Log,
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
  if (checks.overlap && overlapSeconds < HOUR) {
    log.warning(
      "overlap: is less than an hour. A job that has read the old credential may still be running when it is retired.",
    );
  }
  return {
    threshold,
    force: flag(inputs, "force"),
    validitySeconds,
    overlapSeconds,
    proveTimeoutMs: duration(inputs, "prove-timeout", DEFAULT_PROVE_TIMEOUT) * 1000,
    settleSeconds: duration(inputs, "settle", DEFAULT_SETTLE),
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
 * What the line's name comes from. Neither `deliver-to` nor the way in which the target is named
 * may change it: a line that changes its name leaves its keys and its sinks behind.
 */
export type LineSource =
  | { readonly kind: "named"; readonly name: string }
  /** The repository's id, or its name where the runner does not say the id. */
  | { readonly kind: "by-target"; readonly repository: string };

/** `rotation-name`, or what the default is made of. */
export function parseLineSource(inputs: Inputs, environment: Environment): LineSource {
  const name = inputs.text("rotation-name");
  if (name === undefined) {
    return { kind: "by-target", repository: environment.repositoryId ?? environment.repository ?? "" };
  }
  if (!/^[A-Za-z0-9-]{1,24}$/.test(name)) {
    throw inputError(
      "rotation-name",
      "is not 1 to 24 letters, digits and dashes.",
      "Use a name such as billing-prod.",
    );
  }
  return { kind: "named", name };
}

/**
 * The name that stands in the marks: the user's, or 8 hex digits of a hash of repository and object.
 *
 * @param objectId of the target; where nobody may know it, its client id
 */
export function lineName(source: LineSource, objectId: string): string {
  if (source.kind === "named") return source.name;
  return createHash("sha256").update(`${source.repository}\n${objectId}`).digest("hex").slice(0, 8);
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

function duration(
  inputs: Inputs,
  name: "validity" | "overlap" | "prove-timeout" | "settle",
  fallback: number,
): number {
  const text = inputs.text(name);
  return text === undefined ? fallback : requireDuration(name, text);
}

function inDays(seconds: number): string {
  return String(Math.round((seconds / DAY) * 10) / 10);
}
