import { WRITE_KEY_SETS } from "../permissions.ts";
import { keyState } from "./key-set-support.ts";
import type { Operation } from "./operation.ts";
import { KEY_STATUS_INPUTS, parseKeyStatus, setKeyStatus, type KeyStatusConfig } from "./set-key-status.ts";

export interface EnableKeyConfig extends KeyStatusConfig {
  readonly operation: "enable-key";
}

/** Lets policies use a key again: `PATCH /beta/trustFramework/keySets/{id}/keys_v2/{kid}`. */
export const enableKey: Operation<EnableKeyConfig> = {
  name: "enable-key",
  needs: WRITE_KEY_SETS,
  inputs: KEY_STATUS_INPUTS,

  configure: (context) => Promise.resolve({ operation: "enable-key", ...parseKeyStatus(context) }),

  run(config, context) {
    const { graph, log } = context;
    return setKeyStatus(
      config,
      "enabled",
      (_, key) => {
        const state = keyState({ ...key, status: "enabled" }, graph.network.serviceClock.now());
        if (state === "usable") return Promise.resolve(undefined);
        const remark = `Key ${key.kid} is ${state}: policies do not use it, enabled or not.`;
        log.warning(remark);
        return Promise.resolve(remark);
      },
      context,
    );
  },
};
