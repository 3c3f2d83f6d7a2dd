import { isoSeconds } from "../iso-time.ts";
import type { OperationResult } from "../operations/result.ts";

/** Every output of the action; `action.yml` and the README list the same names. */
export const OUTPUT_NAMES = [
  "kid",
  "key-id",
  "key-set-id",
  "key-type",
  "key-use",
  "not-before",
  "expires-on",
  "expires-in-days",
  "thumbprint",
  "changed",
  "rotated",
  "delivered-to",
  "previous-key-id",
  "retire-after",
  "retired-key-ids",
  "due-in-days",
  "result",
] as const;

export type OutputName = (typeof OUTPUT_NAMES)[number];
type RotationOutput =
  "rotated" | "delivered-to" | "previous-key-id" | "retire-after" | "retired-key-ids" | "due-in-days";
export type Outputs = Readonly<Record<OutputName, string>>;

/** Job outputs end at 1 MB, measured in UTF-16. */
const LONGEST_RESULT = 400_000;

/** Public data only. Empty where there is nothing to say. */
export function toOutputs(result: OperationResult, nowMs: number): Outputs {
  const key = result.key ?? {};
  const facts = {
    kid: key.kid ?? "",
    "key-id": key.keyId ?? "",
    "key-set-id": key.keySetId ?? "",
    "key-type": key.keyType ?? "",
    "key-use": key.keyUse ?? "",
    "not-before": key.notBefore === undefined ? "" : isoSeconds(key.notBefore),
    "expires-on": key.expiresOn === undefined ? "" : isoSeconds(key.expiresOn),
    "expires-in-days": key.expiresOn === undefined ? "" : String(daysLeft(key.expiresOn, nowMs)),
    thumbprint: key.thumbprint ?? "",
    changed: String(result.changed),
    ...rotationFacts(result.rotation),
  };
  return { ...facts, result: resultJson(result, facts) };
}

function rotationFacts(rotation: OperationResult["rotation"]): Pick<Outputs, RotationOutput> {
  return {
    rotated: rotation === undefined ? "" : String(rotation.rotated),
    "delivered-to": rotation?.deliveredTo.join("\n") ?? "",
    "previous-key-id": rotation?.previousKeyId ?? "",
    "retire-after": rotation?.retireAfter === undefined ? "" : isoSeconds(rotation.retireAfter),
    "retired-key-ids": rotation === undefined ? "" : JSON.stringify(rotation.retiredKeyIds),
    "due-in-days": rotation?.dueInDays === undefined ? "" : String(rotation.dueInDays),
  };
}

export function daysLeft(expiresOn: number, nowMs: number): number {
  return Math.floor((expiresOn - nowMs / 1000) / 86_400);
}

function resultJson(result: OperationResult, facts: Omit<Outputs, "result">): string {
  const { changed: _changed, "expires-in-days": days, ...texts } = facts;
  const whole = {
    operation: result.operation,
    changed: result.changed,
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== "")),
    ...(days === "" ? {} : { "expires-in-days": Number(days) }),
    ...rotationData(result.rotation),
    ...result.data,
    ...(result.planned === undefined
      ? {}
      : {
          planned: result.planned.map((write) => ({
            method: write.method,
            url: write.url.href,
            body: write.body,
          })),
        }),
  };
  return cutLists(whole);
}

/** The same facts as the outputs, with their types. */
function rotationData(rotation: OperationResult["rotation"]): Record<string, unknown> {
  if (rotation === undefined) return {};
  return {
    rotated: rotation.rotated,
    "delivered-to": rotation.deliveredTo,
    "retired-key-ids": rotation.retiredKeyIds,
    ...(rotation.dueInDays === undefined ? {} : { "due-in-days": rotation.dueInDays }),
  };
}

/** One line of JSON under the limit: the longest list is halved until it fits. */
function cutLists(whole: Record<string, unknown>): string {
  let value = whole;
  for (;;) {
    const [name, list] = longestList(value);
    // What cannot fit is not even written: of a large tenant it would be some hundred megabytes.
    const json = mayFit(list) ? JSON.stringify(value) : undefined;
    if (json !== undefined && json.length <= LONGEST_RESULT) return json;
    if (name === undefined)
      return JSON.stringify({ operation: value["operation"], changed: value["changed"], truncated: true });
    value = { ...value, [name]: list.slice(0, Math.floor(list.length / 2)), truncated: true };
  }
}

/** Stops at the limit, and so costs no more than that. */
function mayFit(list: readonly unknown[]): boolean {
  let length = 0;
  for (const item of list) {
    // As an item, because `undefined` alone is no JSON.
    length += JSON.stringify([item]).length - 1;
    if (length > LONGEST_RESULT) return false;
  }
  return true;
}

function longestList(value: Record<string, unknown>): [string | undefined, readonly unknown[]] {
  let found: [string | undefined, readonly unknown[]] = [undefined, []];
  for (const [name, item] of Object.entries(value)) {
    if (Array.isArray(item) && item.length > found[1].length) found = [name, item as readonly unknown[]];
  }
  return found;
}
