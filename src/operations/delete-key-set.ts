import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { inputError } from "../errors.ts";
import { deleteKeySet as sendDelete, readKeySetIfAny } from "../graph/key-sets.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import type { Operation } from "./operation.ts";

export interface DeleteKeySetConfig {
  readonly operation: "delete-key-set";
  readonly target: KeySetTarget;
  readonly dryRun: boolean;
}

/** Deletes a key set with all its keys: `DELETE /beta/trustFramework/keySets/{id}`. */
export const deleteKeySet: Operation<DeleteKeySetConfig> = {
  name: "delete-key-set",
  needs: WRITE_KEY_SETS,
  inputs: ["key-set-id", "confirm", "dry-run"],

  configure({ inputs, endpoints, log }) {
    const target = parseKeySetTarget(inputs, endpoints, log);
    requireConfirmation(inputs, target.keySetId);
    return Promise.resolve({ operation: "delete-key-set", target, dryRun: flag(inputs, "dry-run") });
  },

  async run({ operation, target, dryRun }, { graph, urls, log }) {
    const { keySetId } = target;
    const gone = {
      operation,
      headline: `There is no key set ${keySetId} in this tenant: nothing to delete.`,
      changed: false,
      key: { keySetId },
    };
    if (dryRun) {
      const set = await readKeySetIfAny(graph, urls, keySetId);
      if (set === undefined) return gone;
      return {
        operation,
        headline: `Would delete key set ${keySetId} with its ${String(set.keys.length)} key(s).`,
        changed: false,
        key: { keySetId },
        planned: [{ method: "DELETE", url: urls.keySet(keySetId) }],
        data: { kids: set.keys.map((key) => key.kid) },
      };
    }
    if (await sendDelete(graph, urls, keySetId)) {
      return { operation, headline: `Deleted key set ${keySetId}.`, changed: true, key: { keySetId } };
    }
    // As good as done; but a wrong tenant looks the same.
    log.notice(`${gone.headline} If there should be one, check key-set-id and tenant-id.`);
    return gone;
  },
};

function requireConfirmation(inputs: Inputs, keySetId: string): void {
  const confirm = inputs.text("confirm");
  if (confirm === keySetId) return;
  throw inputError(
    "confirm",
    confirm === undefined ? "is missing." : "is not the key set's full id.",
    `To delete key set ${keySetId} with all its keys, which nobody can restore, write \`confirm: ${keySetId}\`.`,
    confirm === undefined ? "input-missing" : "input-invalid",
  );
}
