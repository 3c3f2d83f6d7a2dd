import { parseCredentialKeyId } from "../config/key-id.ts";
import { OBJECT_INPUTS, parseObjectTarget, type ObjectTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { inputError } from "../errors.ts";
import { removePassword as sendRemovePassword, type CredentialedObject } from "../graph/objects.ts";
import type { KeyCredential, PasswordCredential } from "../graph/wire.ts";
import { WRITE_OBJECTS } from "../permissions.ts";
import { describeTarget, explainObjectRefusal, lookForCredential } from "./object-access.ts";
import type { Operation, RunContext } from "./operation.ts";

export interface RemovePasswordConfig {
  readonly operation: "remove-password";
  readonly target: ObjectTarget;
  readonly keyId: string;
  readonly dryRun: boolean;
}

/**
 * Removes a client secret from an application or service principal: `POST /v1.0/…/removePassword`.
 *
 * Unlike the last key, the last secret may go: most applications do well without any, and
 * one that has neither can be given a new secret by whoever removed the old one.
 */
export const removePassword: Operation<RemovePasswordConfig> = {
  name: "remove-password",
  needs: WRITE_OBJECTS,
  inputs: [...OBJECT_INPUTS, "key-id", "dry-run"],

  configure({ inputs, signIn }) {
    return Promise.resolve({
      operation: "remove-password",
      target: parseObjectTarget(inputs, signIn.clientId),
      keyId: parseCredentialKeyId(inputs),
      dryRun: flag(inputs, "dry-run"),
    });
  },

  async run(config, context) {
    const { graph, urls, log } = context;
    const { target, keyId } = config;
    const where = describeTarget(target);
    const object = await lookForCredential(
      target,
      ({ passwordCredentials }) => passwordCredentials.some((each) => each.keyId === keyId),
      context,
    );
    const password = object?.passwordCredentials.find((each) => each.keyId === keyId);
    const key = { keyId, notBefore: password?.notBefore, expiresOn: password?.expiresOn };
    if (object === undefined) {
      log.notice("The caller may not read the object: what key-id names was not looked at.");
    } else {
      refuseCertificates(object, keyId, where);
      if (password === undefined) {
        return {
          operation: config.operation,
          headline: `Nothing to remove: ${where} has no client secret ${keyId}.`,
          changed: false,
          key,
        };
      }
      warnOfLastCredential(object, password, where, context);
    }

    if (config.dryRun) {
      return {
        operation: config.operation,
        headline: `Would remove client secret ${keyId} from ${where}.`,
        changed: false,
        planned: [{ method: "POST", url: urls.object(target, "removePassword"), body: { keyId } }],
        key,
      };
    }
    await sendRemovePassword(graph, urls, {
      target,
      keyId,
      doing: `remove client secret ${keyId} from ${where}`,
      readable: object !== undefined,
      explain: (refused) => explainObjectRefusal(refused, target, undefined, context),
    });
    return {
      operation: config.operation,
      headline: `Removed client secret ${keyId} from ${where}.`,
      changed: true,
      key,
    };
  },
};

/** A certificate's id; also the password of a stored PFX, which bears the id of its certificate. */
function refuseCertificates(object: CredentialedObject, keyId: string, where: string): void {
  if (!object.keyCredentials.some((each) => each.keyId === keyId)) return;
  throw inputError(
    "key-id",
    `is a certificate of ${where}, not a client secret.`,
    "Use operation remove-key.",
  );
}

function warnOfLastCredential(
  object: CredentialedObject,
  password: PasswordCredential,
  where: string,
  { graph, log }: RunContext,
): void {
  const nowMs = graph.network.serviceClock.now();
  const isValid = ({ notBefore, expiresOn }: KeyCredential | PasswordCredential): boolean =>
    (notBefore ?? 0) * 1000 <= nowMs && (expiresOn ?? Infinity) * 1000 > nowMs;
  const others = [
    ...object.keyCredentials,
    ...object.passwordCredentials.filter((each) => each.keyId !== password.keyId),
  ];
  if (!isValid(password) || others.some(isValid)) return;
  log.warning(
    `Client secret ${password.keyId ?? ""} is the last valid credential of ${where}: without a federated credential, nobody can sign in with it any more.`,
  );
}
