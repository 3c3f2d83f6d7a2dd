import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import { keySetMissing, readActiveKey, readKeySetIfAny } from "../graph/key-sets.ts";
import type { KeySet } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import { READ_KEY_SETS } from "../permissions.ts";
import { keyFacts, keyState } from "./key-set-support.ts";
import type { Operation } from "./operation.ts";

export interface GetActiveKeyConfig {
  readonly operation: "get-active-key";
  readonly target: KeySetTarget;
}

/** The key that policies use now: `GET /beta/trustFramework/keySets/{id}/getActiveKey`. */
export const getActiveKey: Operation<GetActiveKeyConfig> = {
  name: "get-active-key",
  needs: READ_KEY_SETS,
  inputs: ["key-set-id"],

  configure({ inputs, endpoints, log }) {
    return Promise.resolve({
      operation: "get-active-key",
      target: parseKeySetTarget(inputs, endpoints, log),
    });
  },

  async run({ operation, target }, { graph, urls }) {
    const { keySetId } = target;
    const key = await readActiveKey(graph, urls, keySetId);
    if (key === undefined) {
      const set = await readKeySetIfAny(graph, urls, keySetId);
      if (set === undefined) throw keySetMissing(keySetId, false);
      throw noActiveKey(set, graph.network.serviceClock.now());
    }
    const until = key.exp === undefined ? "without an end" : `until ${isoSeconds(key.exp)}`;
    return {
      operation,
      headline: `Key ${key.kid} is the active key of key set ${keySetId}, ${until}.`,
      changed: false,
      key: keyFacts(keySetId, key),
      data: { status: key.status },
    };
  },
};

function noActiveKey({ id, keys }: KeySet, nowMs: number): ActionError {
  const shown = keys.slice(0, 5).map((key) => `${key.kid} (${keyState(key, nowMs)})`);
  const more = keys.length > shown.length ? `, and ${String(keys.length - shown.length)} more` : "";
  return new ActionError({
    code: "not-found",
    blame: "service",
    what: `Key set ${id} has no active key.`,
    why: keys.length === 0 ? "It is empty." : `Its keys: ${shown.join(", ")}${more}.`,
    remedy: keys.some((key) => keyState(key, nowMs) === "usable")
      ? "A key that was added or enabled a moment ago may take a little: try again in a minute."
      : "Policies that use it fail now: add a key (generate-key, upload-secret, upload-pkcs12), or enable one with enable-key.",
  });
}
