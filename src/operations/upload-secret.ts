import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { parseUploadedSecret, secretSource } from "../config/uploaded-secret.ts";
import { parseValidity, type Validity } from "../config/validity.ts";
import { flag, requireOneOf } from "../config/values.ts";
import { openSecretInputFile, type SecretInputFile } from "../files/secret-input-file.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { Log } from "../runner/log.ts";
import type { Masker } from "../secrets/masker.ts";
import type { Secret } from "../secrets/secret.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { addToKeySet } from "./add-to-key-set.ts";
import type { Operation } from "./operation.ts";

export interface UploadSecretConfig {
  readonly operation: "upload-secret";
  readonly target: KeySetTarget;
  readonly secret: Secret;
  /** Where the secret was read from; goes after success. */
  readonly file: SecretInputFile | undefined;
  readonly keyUse: "sig" | "enc";
  readonly validity: Validity;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/** Puts a given secret into a key set: `POST /beta/trustFramework/keySets/{id}/uploadSecret`. */
export const uploadSecret: Operation<UploadSecretConfig> = {
  name: "upload-secret",
  needs: WRITE_KEY_SETS,
  inputs: [
    "key-set-id",
    "secret",
    "secret-file",
    "key-use",
    "not-before",
    "expires-on",
    "create-key-set",
    "dry-run",
  ],

  configure({ inputs, environment, endpoints, nowMs, log, masker }) {
    const target = parseKeySetTarget(inputs, endpoints, log);
    const source = secretSource(inputs);
    const file = source === "secret" ? undefined : openFile(inputs, environment.tempDirectory, masker);
    const given = file?.secret ?? inputs.requireSecret("secret", "Give the text to upload.");
    return Promise.resolve({
      operation: "upload-secret",
      target,
      secret: parseUploadedSecret(source, given, log, masker),
      file,
      keyUse: requireOneOf(inputs, "key-use", ["sig", "enc"]),
      validity: parseValidity(inputs, nowMs),
      createKeySet: flag(inputs, "create-key-set"),
      dryRun: flag(inputs, "dry-run"),
    });
  },

  async run(config, context) {
    const { notBefore: nbf, expiresOn: exp } = config.validity;
    const what = `a secret for ${config.keyUse}`;
    const result = await addToKeySet(
      {
        ...config,
        done: `Uploaded ${what}`,
        would: `upload ${what}`,
        action: "uploadSecret",
        // `k` is the plain text, not base64url: the documentation's own example says so.
        body: { use: config.keyUse, k: config.secret, nbf, exp },
        fingerprint: { use: config.keyUse, kty: "oct", nbf, exp, ofThisRun: config.validity.relative },
      },
      context,
    );
    // Only now: while the upload may fail, the file is the only place that has the secret.
    if (!config.dryRun && config.file !== undefined) removeFile(config.file, context.log);
    return result;
  },
};

function openFile(inputs: Inputs, tempDirectory: string | undefined, masker: Masker): SecretInputFile {
  const path = inputs.requireText("secret-file", "Give the path of the file that holds the secret.");
  return openSecretInputFile("secret-file", path, tempDirectory, masker);
}

function removeFile(file: SecretInputFile, log: Log): void {
  const failed = file.remove();
  if (failed === undefined) log.step("Deleted secret-file.");
  else log.warning(`secret-file: could not be deleted (${failed}). Delete it in a later step.`);
}
