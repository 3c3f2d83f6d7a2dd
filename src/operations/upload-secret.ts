import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { parseUploadedSecret } from "../config/uploaded-secret.ts";
import { parseValidity, type Validity } from "../config/validity.ts";
import { flag, requireOneOf } from "../config/values.ts";
import type { Secret } from "../secrets/secret.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { addToKeySet } from "./add-to-key-set.ts";
import { requireKeySets } from "./key-set-support.ts";
import type { Operation } from "./operation.ts";

export interface UploadSecretConfig {
  readonly operation: "upload-secret";
  readonly target: KeySetTarget;
  readonly secret: Secret;
  readonly keyUse: "sig" | "enc";
  readonly validity: Validity;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/** Puts a given secret into a key set: `POST /beta/trustFramework/keySets/{id}/uploadSecret`. */
export const uploadSecret: Operation<UploadSecretConfig> = {
  name: "upload-secret",
  needs: WRITE_KEY_SETS,
  inputs: ["key-set-id", "secret", "key-use", "not-before", "expires-on", "create-key-set", "dry-run"],

  configure({ inputs, endpoints, nowMs, log, masker }) {
    requireKeySets(endpoints);
    return Promise.resolve({
      operation: "upload-secret",
      target: parseKeySetTarget(inputs, log),
      secret: parseUploadedSecret(inputs, log, masker),
      keyUse: requireOneOf(inputs, "key-use", ["sig", "enc"]),
      validity: parseValidity(inputs, nowMs),
      createKeySet: flag(inputs, "create-key-set"),
      dryRun: flag(inputs, "dry-run"),
    });
  },

  run(config, context) {
    const { notBefore: nbf, expiresOn: exp } = config.validity;
    const what = `a secret for ${config.keyUse}`;
    return addToKeySet(
      {
        ...config,
        done: `Uploaded ${what}`,
        would: `upload ${what}`,
        action: "uploadSecret",
        // `k` is the plain text, not base64url: the documentation's own example says so.
        body: { use: config.keyUse, k: config.secret, nbf, exp },
        fingerprint: { use: config.keyUse, kty: "oct", nbf, exp },
      },
      context,
    );
  },
};
