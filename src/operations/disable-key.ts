import { ActionError } from "../errors.ts";
import { readActiveKey } from "../graph/key-sets.ts";
import type { KeySet, KeySetKey } from "../graph/wire.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { keyState } from "./key-set-support.ts";
import type { Operation, RunContext } from "./operation.ts";
import { KEY_STATUS_INPUTS, parseKeyStatus, setKeyStatus, type KeyStatusConfig } from "./set-key-status.ts";

export interface DisableKeyConfig extends KeyStatusConfig {
  readonly operation: "disable-key";
}

/** Takes a key out of use: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
export const disableKey: Operation<DisableKeyConfig> = {
  name: "disable-key",
  needs: WRITE_KEY_SETS,
  inputs: KEY_STATUS_INPUTS,

  configure: (context) => Promise.resolve({ operation: "disable-key", ...parseKeyStatus(context) }),

  run: (config, context) =>
    setKeyStatus(config, "disabled", (set, key) => checkWhatIsLeft(set, key, context), context),
};

/**
 * A set without a usable key makes every policy fail that refers to it, so the last one stays.
 * A key that is of no use now (expired, not begun) may go in any case.
 */
async function checkWhatIsLeft(
  set: KeySet,
  key: KeySetKey,
  { graph, urls, log }: RunContext,
): Promise<string | undefined> {
  const nowMs = graph.network.serviceClock.now();
  const isUsable = (one: KeySetKey): boolean => keyState(one, nowMs) === "usable";
  if (!isUsable(key)) return undefined;
  const others = set.keys.filter((one) => one.kid !== key.kid);
  if (!others.some(isUsable)) throw lastUsable(set, key, others, nowMs);

  const active = await readActiveKey(graph, urls, set.id);
  if (active?.kid !== key.kid) return undefined;
  const remark = `Key ${key.kid} is the ACTIVE key of key set ${set.id}: policies switch to another key at once. What they signed or encrypted with this one may be refused, and who has cached the old public keys may refuse the new signatures.`;
  log.warning(remark);
  return remark;
}

function lastUsable(set: KeySet, key: KeySetKey, others: readonly KeySetKey[], nowMs: number): ActionError {
  const states = others.slice(0, 5).map((one) => `${one.kid} (${keyState(one, nowMs)})`);
  return new ActionError({
    code: "last-key",
    blame: "input",
    what: `key-id: ${key.kid} is the only key of key set ${set.id} that can be used now, and was not disabled.`,
    why: `Every policy that refers to the key set would fail. ${others.length === 0 ? "It has no other key." : `Its other keys: ${states.join(", ")}.`}`,
    remedy:
      "Add a key that is valid now (generate-key, upload-secret, upload-pkcs12) or enable one (enable-key), then disable this one.",
  });
}
