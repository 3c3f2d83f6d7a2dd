import { requireKid } from "../config/kid.ts";
import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { ActionError } from "../errors.ts";
import {
  keySetMissing,
  readKeySetIfAny,
  setKeyStatus as sendKeyStatus,
  type KeyStatus,
} from "../graph/key-sets.ts";
import type { KeySet, KeySetKey } from "../graph/wire.ts";
import { keyFacts } from "./key-set-support.ts";
import type { ConfigureContext, RunContext } from "./operation.ts";
import type { OperationResult, Section } from "./result.ts";

/** What `enable-key` and `disable-key` are told. */
export interface KeyStatusConfig {
  readonly target: KeySetTarget;
  readonly kid: string;
  readonly dryRun: boolean;
}

export const KEY_STATUS_INPUTS = ["key-set-id", "key-id", "dry-run"] as const;

export function parseKeyStatus({ inputs, endpoints, log }: ConfigureContext): KeyStatusConfig {
  return {
    target: parseKeySetTarget(inputs, endpoints, log),
    kid: requireKid(inputs),
    dryRun: flag(inputs, "dry-run"),
  };
}

/**
 * Enables or disables one key: a look at the set, and the write where it changes something.
 *
 * @param check looks at the set before the write; throws, or says what the summary should add
 */
export async function setKeyStatus(
  { operation, target, kid, dryRun }: KeyStatusConfig & { readonly operation: string },
  status: KeyStatus,
  check: (set: KeySet, key: KeySetKey) => Promise<string | undefined>,
  { graph, urls }: RunContext,
): Promise<OperationResult> {
  const { keySetId } = target;
  const set = await readKeySetIfAny(graph, urls, keySetId);
  if (set === undefined) throw keySetMissing(keySetId, false);
  const key = set.keys.find((one) => one.kid === kid);
  if (key === undefined) throw keyMissing(set, kid);
  const result = {
    operation,
    changed: false,
    key: keyFacts(keySetId, key),
    data: { status },
  };
  if (key.status === status)
    return { ...result, headline: `Key ${kid} of key set ${keySetId} is ${status} already.` };

  const remark = await check(set, key);
  const sections: readonly Section[] = remark === undefined ? [] : [{ kind: "text", text: remark }];
  if (dryRun) {
    return {
      ...result,
      headline: `Would make key ${kid} of key set ${keySetId} ${status}.`,
      data: { status: key.status },
      sections,
      planned: [{ method: "PATCH", url: urls.keySet(keySetId, "keys_v2", kid), body: { status } }],
    };
  }
  await sendKeyStatus(graph, urls, { keySetId, kid, status });
  return {
    ...result,
    headline: `Key ${kid} of key set ${keySetId} is ${status} now.`,
    changed: true,
    sections,
  };
}

function keyMissing({ id, keys }: KeySet, kid: string): ActionError {
  const shown = keys.slice(0, 10).map((key) => key.kid);
  const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
  return new ActionError({
    code: "not-found",
    blame: "input",
    what: `key-id: key set ${id} has no key ${kid}.`,
    why: keys.length === 0 ? "It is empty." : `Its keys are ${shown.join(", ")}${more}.`,
    remedy: "Give the kid exactly, letter case included.",
  });
}
