import { isoSeconds } from "../iso-time.ts";
import { parseCredentialKeyId } from "../config/key-id.ts";
import { parseProof, type ProofConfig } from "../config/proof.ts";
import { OBJECT_INPUTS, parseObjectTarget, type ObjectTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { ActionError, inputError } from "../errors.ts";
import { removeKey as sendRemoveKey, type CredentialedObject } from "../graph/objects.ts";
import type { KeyCredential } from "../graph/wire.ts";
import { ROLL_KEYS } from "../permissions.ts";
import type { Secret } from "../secrets/secret.ts";
import { describeTarget, explainObjectRefusal, lookForCredential, proofIssuer } from "./object-access.ts";
import type { Operation, RunContext } from "./operation.ts";
import type { KeyFacts, OperationResult } from "./result.ts";

export interface RemoveKeyConfig {
  readonly operation: "remove-key";
  readonly target: ObjectTarget;
  readonly proof: ProofConfig;
  readonly keyId: string;
  readonly allowSelf: boolean;
  readonly allowUnverified: boolean;
  readonly dryRun: boolean;
}

/**
 * Removes a certificate from an application or service principal: `POST /v1.0/…/removeKey`
 * with proof of possession.
 *
 * The object is read first, because the service removes whatever it is told to: the last
 * valid key, too, after which nobody can roll keys or sign in with a certificate.
 */
export const removeKey: Operation<RemoveKeyConfig> = {
  name: "remove-key",
  needs: ROLL_KEYS,
  inputs: [
    ...OBJECT_INPUTS,
    "proof-certificate",
    "proof-certificate-password",
    "proof-issuer",
    "key-id",
    "allow-self",
    "allow-unverified",
    "dry-run",
  ],

  async configure({ inputs, signIn, masker, nowMs, log }) {
    return {
      operation: "remove-key",
      target: parseObjectTarget(inputs, signIn.clientId),
      keyId: parseCredentialKeyId(inputs),
      allowSelf: flag(inputs, "allow-self"),
      allowUnverified: flag(inputs, "allow-unverified"),
      dryRun: flag(inputs, "dry-run"),
      proof: await parseProof(inputs, signIn, masker, nowMs, log),
    };
  },

  async run(config, context) {
    const { graph, urls } = context;
    const { target, keyId } = config;
    const where = describeTarget(target);
    // An object id that the user gave is checked before anything is read by it.
    const given =
      config.proof.issuer ?? (target.objectId === undefined ? undefined : await proofIssuer(target, context));
    const object = await lookForCredential(
      target,
      ({ keyCredentials }) => keyCredentials.some((key) => key.keyId === keyId),
      context,
    );
    const key = object?.keyCredentials.find((each) => each.keyId === keyId);
    if (object === undefined) requireAllowUnverified(config, context);
    else if (key === undefined) return nothingToRemove(config, object);
    else {
      refuseLastKey(object, key, where, graph.network.serviceClock.now());
      refuseProofKey(object, key, config);
    }

    const issuer = given ?? object?.objectId ?? (await proofIssuer(target, context));
    const proof = async (): Promise<{ readonly proof: Secret }> => ({
      proof: await context.prover.prove(config.proof.pair, issuer),
    });
    if (config.dryRun) {
      warnOfProof(object, config, context);
      return {
        operation: config.operation,
        headline: `Would remove ${describeKey(keyId, key)} from ${where}.`,
        changed: false,
        planned: [
          { method: "POST", url: urls.object(target, "removeKey"), body: { keyId, ...(await proof()) } },
        ],
        key: keyFacts(keyId, key),
      };
    }
    await sendRemoveKey(graph, urls, {
      target,
      keyId,
      doing: `remove ${describeKey(keyId, key)} from ${where}`,
      readable: object !== undefined,
      proof,
      explain: (refused) => explainObjectRefusal(refused, target, config.proof, context),
    });
    return {
      operation: config.operation,
      headline: `Removed ${describeKey(keyId, key)} from ${where}.`,
      changed: true,
      key: keyFacts(keyId, key),
    };
  },
};

function requireAllowUnverified({ target, allowUnverified }: RemoveKeyConfig, { log }: RunContext): void {
  if (allowUnverified) {
    log.warning(
      `The caller may not read ${describeTarget(target)}: whether this is its last valid key, or the one that signs the proof, is not checked (allow-unverified).`,
    );
    return;
  }
  throw new ActionError({
    code: "unverified",
    blame: "input",
    what: `The caller may not read ${describeTarget(target)}, so nobody can tell whether key-id is its last valid key, or the one that signs the proof.`,
    why: "Without a valid key it could neither roll its keys nor sign in with a certificate.",
    remedy:
      "Grant Application.Read.All (or Application.ReadWrite.OwnedBy on an application that the caller owns), or set `allow-unverified: true` if you know that another valid key stays.",
  });
}

function nothingToRemove(config: RemoveKeyConfig, object: CredentialedObject): OperationResult {
  const { keyId, target } = config;
  if (object.passwordCredentials.some((password) => password.keyId === keyId)) {
    throw inputError(
      "key-id",
      `is a client secret of ${describeTarget(target)}, not a certificate.`,
      "Use operation remove-password.",
    );
  }
  return {
    operation: config.operation,
    headline: `Nothing to remove: ${describeTarget(target)} has no key ${keyId}.`,
    changed: false,
    key: { keyId },
  };
}

/** Valid now, and of a kind that can sign a proof or a sign-in. */
function isUsable({ usage, notBefore, expiresOn }: KeyCredential, nowMs: number): boolean {
  return (
    (usage === "Verify" || usage === "Sign") &&
    (notBefore ?? 0) * 1000 <= nowMs &&
    (expiresOn ?? Infinity) * 1000 > nowMs
  );
}

/** A key that has expired already may always go: it is of no use to anybody. */
function refuseLastKey(object: CredentialedObject, key: KeyCredential, where: string, nowMs: number): void {
  if ((key.expiresOn ?? Infinity) * 1000 <= nowMs) return;
  const others = object.keyCredentials.filter((each) => each.keyId !== key.keyId);
  if (others.some((each) => isUsable(each, nowMs))) return;
  throw new ActionError({
    code: "last-key",
    blame: "input",
    what: `Key ${key.keyId ?? ""} is the last valid key of ${where}; it is never removed.`,
    why: `${others.length === 0 ? "There is no other one" : `None of the ${String(others.length)} others is valid now`}: without it, keys could not be rolled any more, and an administrator would have to step in.`,
    remedy: "Add another certificate first (operation add-key).",
  });
}

/** What cannot be told apart counts as the same. */
function refuseProofKey(object: CredentialedObject, key: KeyCredential, config: RemoveKeyConfig): void {
  const { thumbprint } = config.proof.pair;
  const isElsewhere = object.keyCredentials.some(
    (each) => each.keyId !== key.keyId && each.thumbprint === thumbprint,
  );
  const isSame = key.thumbprint === undefined ? !isElsewhere : key.thumbprint === thumbprint;
  if (!isSame || config.allowSelf) return;
  throw new ActionError({
    code: "proof-key",
    blame: "input",
    what: `Key ${key.keyId ?? ""} is the certificate that signs the proof of possession (${thumbprint}).`,
    why: "Whoever holds it could roll no more keys after that; it is the last one that a rotation removes.",
    remedy:
      "Sign with another certificate of the object (proof-certificate), or set `allow-self: true` if this is meant.",
  });
}

/** A dry run says what the service would find wrong with the proof. */
function warnOfProof(
  object: CredentialedObject | undefined,
  { proof, target }: RemoveKeyConfig,
  { log }: RunContext,
): void {
  const { thumbprint } = proof.pair;
  if (object === undefined || object.keyCredentials.some((each) => each.thumbprint === thumbprint)) return;
  log.warning(
    `The certificate that signs the proof (${thumbprint}) is not on ${describeTarget(target)}: removeKey would be refused.`,
  );
}

function describeKey(keyId: string, key: KeyCredential | undefined): string {
  const facts = [
    key?.thumbprint,
    key?.expiresOn === undefined ? undefined : `valid until ${isoSeconds(key.expiresOn)}`,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? `key ${keyId}` : `key ${keyId} (${facts.join(", ")})`;
}

function keyFacts(keyId: string, key: KeyCredential | undefined): KeyFacts {
  return { keyId, notBefore: key?.notBefore, expiresOn: key?.expiresOn, thumbprint: key?.thumbprint };
}
