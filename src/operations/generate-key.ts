import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { flag, requireOneOf } from "../config/values.ts";
import { parseValidity, type Validity } from "../config/validity.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { addToKeySet } from "./add-to-key-set.ts";
import type { Operation } from "./operation.ts";

export interface GenerateKeyConfig {
  readonly operation: "generate-key";
  readonly target: KeySetTarget;
  readonly keyType: "RSA" | "OCT";
  readonly keyUse: "sig" | "enc";
  readonly validity: Validity;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/** Lets the service make a key in a key set: `POST /beta/trustFramework/keySets/{id}/generateKey`. */
export const generateKey: Operation<GenerateKeyConfig> = {
  name: "generate-key",
  needs: WRITE_KEY_SETS,
  inputs: ["key-set-id", "key-type", "key-use", "not-before", "expires-on", "create-key-set", "dry-run"],

  configure({ inputs, endpoints, nowMs, log }) {
    return Promise.resolve({
      operation: "generate-key",
      target: parseKeySetTarget(inputs, endpoints, log),
      keyType: requireOneOf(inputs, "key-type", ["RSA", "OCT"]),
      keyUse: requireOneOf(inputs, "key-use", ["sig", "enc"]),
      validity: parseValidity(inputs, nowMs),
      createKeySet: flag(inputs, "create-key-set"),
      dryRun: flag(inputs, "dry-run"),
    });
  },

  run(config, context) {
    const { notBefore: nbf, expiresOn: exp } = config.validity;
    const what = `${config.keyType === "RSA" ? "an RSA" : "a symmetric"} key for ${config.keyUse}`;
    return addToKeySet(
      {
        ...config,
        done: `Generated ${what}`,
        would: `generate ${what}`,
        action: "generateKey",
        body: { use: config.keyUse, kty: config.keyType, nbf, exp },
        fingerprint: {
          use: config.keyUse,
          kty: config.keyType === "OCT" ? "oct" : "RSA",
          nbf,
          exp,
          ofThisRun: config.validity.relative,
        },
      },
      context,
    );
  },
};
