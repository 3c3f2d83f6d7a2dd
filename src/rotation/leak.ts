import type { ObjectTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import { readObject, type CredentialedObject } from "../graph/objects.ts";
import { GraphRefused } from "../graph/refused.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import { candidatesOf } from "./certificate-standing.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { Look } from "./credentials.ts";
import { isStop } from "./delivery-errors.ts";
import type { Candidate } from "./line.ts";
import { shortId } from "./mark.ts";
import { passwordCandidates } from "./password-standing.ts";

/** Where a key stands that is said to have leaked. */
export type Leak = { readonly keyId: string } &
  /** `also`: further entries of the same certificate, which go with it. */
  (
    | { readonly kind: "here"; readonly also: readonly string[] }
    /** The object may not be read: the service's answer to its removal has to tell. */
    | { readonly kind: "unseen" }
    /** It was the predecessor of a key of ours, and is gone. */
    | { readonly kind: "removed-earlier"; readonly why: string }
    /** It is another credential than the one that this run rolls. */
    | { readonly kind: "elsewhere"; readonly error: ActionError }
    | { readonly kind: "nowhere"; readonly error: ActionError }
  );

/** A key that was added a moment ago may not be on this replica yet. */
const LOOK_AGAIN_PAUSES_MS = [5_000, 10_000, 15_000] as const;

/**
 * Looks for the leaked key among certificates and passwords, on the object and on its
 * counterpart, several times: "it is not there any more" would be the worst of all errors.
 */
export async function locateLeak(
  rotation: CertificateRotation | PasswordRotation,
  look: Look,
  context: RunContext,
): Promise<Leak | undefined> {
  const keyId = rotation.emergencyKeyId;
  if (keyId === undefined) return undefined;
  if (!look.readable) return { kind: "unseen", keyId };
  const { graph, log } = context;
  let { all, others } = look;
  for (const pause of [0, ...LOOK_AGAIN_PAUSES_MS]) {
    if (pause > 0) {
      log.step(`Key ${keyId} is not shown: looking again.`);
      await graph.network.limits.wait(pause);
      const object = await readQuietly(rotation.target, context);
      if (object !== undefined) ({ all, others } = sorted(rotation, object));
    }
    const here = all.find((candidate) => candidate.keyId === keyId);
    if (here !== undefined) return { kind: "here", keyId, also: sameCertificate(here, all) };
    if (others.some((candidate) => candidate.keyId === keyId))
      return { kind: "elsewhere", keyId, error: ofTheOtherKind(rotation, keyId, rotation.target) };
    const why = pause === 0 ? undefined : replacedEarlier(rotation, all, keyId);
    if (why !== undefined) return { kind: "removed-earlier", keyId, why };
  }
  const counterpart = counterpartOf(rotation.target, look.clientId);
  const other = await readQuietly(counterpart, context);
  const found = other && onCounterpart(rotation, other, counterpart, keyId);
  if (found !== undefined) return { kind: "elsewhere", keyId, error: found };
  return { kind: "nowhere", keyId, error: notFound(rotation, keyId, [...all, ...others]) };
}

function sorted(
  { kind }: CertificateRotation | PasswordRotation,
  object: CredentialedObject,
): { readonly all: readonly Candidate[]; readonly others: readonly Candidate[] } {
  const certificates = candidatesOf(object);
  const passwords = passwordCandidates(object);
  return kind === "certificate"
    ? { all: certificates, others: passwords }
    : { all: passwords, others: certificates };
}

/** One certificate may stand on the object twice, and each entry accepts its signatures. */
function sameCertificate(leaked: Candidate, all: readonly Candidate[]): readonly string[] {
  return all.flatMap(({ keyId, shortId: own }) =>
    own === leaked.shortId && keyId !== leaked.keyId ? [keyId] : [],
  );
}

/** What we rolled says in its mark or in its text what it succeeded. */
function replacedEarlier(
  rotation: CertificateRotation | PasswordRotation,
  all: readonly Candidate[],
  keyId: string,
): string | undefined {
  const said = rotation.kind === "certificate" && rotation.carried?.previousKeyId === keyId;
  const marked = all.some(({ mark }) => mark?.predecessor === shortId(keyId));
  return said || marked ? "an earlier run of this action replaced it, and it is gone" : undefined;
}

/** The application's service principal, or the reverse: both have credentials of their own. */
function counterpartOf({ kind }: ObjectTarget, clientId: string): ObjectTarget {
  const other = kind === "application" ? "servicePrincipal" : "application";
  return { kind: other, objectId: undefined, appId: clientId };
}

/** Only to say more: a caller that may not read it is told what is known. */
async function readQuietly(
  target: ObjectTarget,
  { graph, urls }: RunContext,
): Promise<CredentialedObject | undefined> {
  try {
    return await readObject(graph, urls, target);
  } catch (error) {
    if (error instanceof GraphRefused || (error instanceof ActionError && !isStop(error))) return undefined;
    throw error;
  }
}

function onCounterpart(
  rotation: CertificateRotation | PasswordRotation,
  object: CredentialedObject,
  target: ObjectTarget,
  keyId: string,
): ActionError | undefined {
  const { all, others } = sorted(rotation, object);
  if (others.some((candidate) => candidate.keyId === keyId)) return ofTheOtherKind(rotation, keyId, target);
  if (!all.some((candidate) => candidate.keyId === keyId)) return undefined;
  return elsewhere(keyId, `${rotation.kind} on ${describeTarget(target)}`, addressing(target));
}

function ofTheOtherKind(
  { kind, target }: CertificateRotation | PasswordRotation,
  keyId: string,
  where: ObjectTarget,
): ActionError {
  const other = kind === "certificate" ? "password" : "certificate";
  const address = where === target ? "" : ` and ${addressing(where)}`;
  const needs =
    other === "password"
      ? "`credential: password`, and the leaked secret's successor as `current-secret` (or the leaked one itself while it is delivered)"
      : "`credential: certificate`";
  const noun = other === "password" ? "client secret" : "certificate";
  return elsewhere(keyId, `${noun} on ${describeTarget(where)}`, `${needs}${address}`);
}

function addressing({ kind, appId }: ObjectTarget): string {
  const input = kind === "application" ? "app-id" : "service-principal-app-id";
  return `\`${input}: ${appId ?? ""}\``;
}

function elsewhere(keyId: string, what: string, inputs: string): ActionError {
  return new ActionError({
    code: "input-conflict",
    blame: "input",
    what: `emergency-key-id: ${keyId} is a ${what}, and this run rolls another credential.`,
    why: "It is still valid; nothing was written.",
    remedy: `Run the emergency with ${inputs}. To remove it without a successor: operation remove-key or remove-password.`,
  });
}

function notFound(
  { target }: CertificateRotation | PasswordRotation,
  keyId: string,
  there: readonly Candidate[],
): ActionError {
  return new ActionError({
    code: "key-not-found",
    blame: "input",
    what: `emergency-key-id: ${keyId} was not found on ${describeTarget(target)}, among certificates and client secrets, in several looks.`,
    why: `There stand: ${there.map((candidate) => candidate.keyId).join(", ") || "none"}. Nothing was written.`,
    remedy:
      "Compare the id with the portal (Certificates & secrets) or with operation list-keys. If an earlier run has removed it, there is nothing left to do.",
  });
}
