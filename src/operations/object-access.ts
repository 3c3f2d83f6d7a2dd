import type { ProofConfig } from "../config/proof.ts";
import type { ObjectTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import { readObject, readObjectId, type CredentialedObject } from "../graph/objects.ts";
import { explainRefusal, GraphRefused } from "../graph/refused.ts";
import { READ_OBJECTS } from "../permissions.ts";
import type { RunContext } from "./operation.ts";

/** "application 3f25… ", as messages and summaries name the target. */
export function describeTarget({ kind, objectId, appId }: ObjectTarget): string {
  const name = kind === "application" ? "application" : "service principal";
  return appId === undefined ? `${name} ${objectId ?? ""}` : `${name} with app id ${appId}`;
}

export function objectIdInput({
  kind,
}: ObjectTarget): "application-object-id" | "service-principal-object-id" {
  return kind === "application" ? "application-object-id" : "service-principal-object-id";
}

/**
 * The proof's `iss`: the object id of the object addressed. Given, or read from Graph; where
 * reading is refused (an application without permissions that rolls its own key), the user
 * has to say it.
 *
 * Refuses what the token itself shows to be a mix-up: the caller's client id, and the object
 * id of the caller's service principal where an application is addressed.
 */
export async function proofIssuer(target: ObjectTarget, context: RunContext): Promise<string> {
  const { graph, urls } = context;
  if (target.objectId !== undefined) {
    const { claims } = await graph.tokens.get();
    refuseMixUp(target, target.objectId, claims?.appId, claims?.objectId);
    return target.objectId;
  }
  const input = objectIdInput(target);
  let objectId: string | undefined;
  try {
    objectId = await readObjectId(graph, urls, target);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    const doing = `read the object id of ${describeTarget(target)}`;
    const explained = explainRefusal(error, doing, READ_OBJECTS);
    if (!error.isForbidden) throw explained;
    throw new ActionError({
      code: "input-missing",
      blame: "input",
      what: `${input}: is needed here, because the caller may not read ${describeTarget(target)}.`,
      why: "The proof of possession names the object id as its issuer.",
      remedy: `Give ${input} beside ${target.kind === "application" ? "app-id" : "service-principal-app-id"} (Entra admin center: "Object ID"), or grant Application.Read.All.`,
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    });
  }
  if (objectId !== undefined) return objectId;
  throw new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `Graph did not say the object id of ${describeTarget(target)}.`,
    remedy: `Give ${input}.`,
  });
}

function refuseMixUp(
  target: ObjectTarget,
  objectId: string,
  callerAppId: string | undefined,
  callerPrincipalId: string | undefined,
): void {
  const input = objectIdInput(target);
  if (objectId === callerAppId) {
    throw mixUp(
      input,
      "is the application (client) id of the application that signed in.",
      `Give the object id, or use ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`,
    );
  }
  if (target.kind === "application" && objectId === callerPrincipalId) {
    throw mixUp(
      input,
      "is the object id of the caller's service principal (enterprise application), not of the application.",
      "Give the application's own object id (app registrations, Overview), or use service-principal-object-id to roll the service principal's key.",
    );
  }
}

function mixUp(input: string, problem: string, remedy: string): ActionError {
  return new ActionError({ code: "input-invalid", blame: "input", what: `${input}: ${problem}`, remedy });
}

/**
 * The object with its credentials; `undefined` where the caller may not read it (403). No
 * other failure counts as that: a check that was skipped by accident would be no check.
 */
export async function readObjectIfPermitted(
  target: ObjectTarget,
  context: RunContext,
): Promise<CredentialedObject | undefined> {
  try {
    return await readObject(context.graph, context.urls, target);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (error.isForbidden) return undefined;
    const extra = error.isNotFound ? await explainNotFound(target, context) : undefined;
    throw explainRefusal(error, `read ${describeTarget(target)}`, READ_OBJECTS, extra);
  }
}

/** A replica may lag behind the addition of a credential by some 20 s: one look without it is not enough. */
const ABSENCE_PAUSES_MS = [5_000, 5_000] as const;

/**
 * The object as it is when the credential was found, or at the last of several looks.
 *
 * @returns `undefined` where the caller may not read the object
 */
export async function lookForCredential(
  target: ObjectTarget,
  isThere: (object: CredentialedObject) => boolean,
  context: RunContext,
): Promise<CredentialedObject | undefined> {
  let object = await readObjectIfPermitted(target, context);
  for (const pause of ABSENCE_PAUSES_MS) {
    if (object === undefined || isThere(object)) return object;
    context.log.debug("the credential is not there: looking again");
    await context.graph.network.limits.wait(pause);
    object = await readObjectIfPermitted(target, context);
  }
  return object;
}

/**
 * What a look at the directory adds to a refusal of a credential's call. Best effort: a
 * caller that may not read gets the general words.
 *
 * @param proof `undefined` for the calls without one
 */
export async function explainObjectRefusal(
  refused: GraphRefused,
  target: ObjectTarget,
  proof: ProofConfig | undefined,
  context: RunContext,
): Promise<{ why?: string; remedy?: string } | undefined> {
  if (refused.isNotFound) return explainNotFound(target, context);
  if (proof === undefined) return undefined;
  if (refused.code !== "Authentication_MissingOrMalformed" && !refused.isForbidden) return undefined;
  const object = await readIfAllowed(target, context);
  if (object === undefined) {
    return {
      why: `The proof was signed with certificate ${proof.pair.thumbprint} and names ${target.objectId ?? "the object id"} as issuer.`,
    };
  }
  return { why: compareProof(object, target, proof, context.graph.network.serviceClock.now()) };
}

function compareProof(
  object: CredentialedObject,
  target: ObjectTarget,
  proof: ProofConfig,
  nowMs: number,
): string {
  const { thumbprint } = proof.pair;
  const registered = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
  if (registered === undefined) {
    const others = object.keyCredentials.map((credential) => credential.thumbprint ?? "(unknown)").join(", ");
    return `The certificate that signed the proof (${thumbprint}) is not on ${describeTarget(target)}; there stand: ${others || "none"}.`;
  }
  if (registered.expiresOn !== undefined && registered.expiresOn * 1000 < nowMs) {
    return `The certificate that signed the proof (${thumbprint}) has expired on ${describeTarget(target)}: with no valid certificate left, addKey and removeKey are not possible, and one has to be added by hand (docs/rotation.md, "The way in").`;
  }
  const issuer = proof.issuer ?? target.objectId;
  if (issuer !== undefined && object.objectId !== undefined && issuer !== object.objectId) {
    return `The proof names ${issuer} as issuer, and the object's id is ${object.objectId}.`;
  }
  return `The certificate that signed the proof (${thumbprint}) stands on ${describeTarget(target)} and is valid.`;
}

/** A client id, or the other object's id, given as this object's id. */
async function explainNotFound(
  target: ObjectTarget,
  context: RunContext,
): Promise<{ why?: string; remedy?: string } | undefined> {
  const id = target.objectId;
  if (id === undefined || target.appId !== undefined) return undefined;
  const otherKind = target.kind === "application" ? "servicePrincipal" : "application";
  const input = objectIdInput(target);
  const other = await readIfAllowed({ kind: otherKind, objectId: id, appId: undefined }, context);
  if (other !== undefined) {
    const otherTarget: ObjectTarget = { kind: otherKind, objectId: id, appId: undefined };
    return {
      why: `${id} is the object id of ${otherKind === "application" ? "an application" : "a service principal"}.`,
      remedy: `Use ${objectIdInput(otherTarget)} for it, or give ${input} the ${target.kind === "application" ? "application's" : "service principal's"} own object id.`,
    };
  }
  const byAppId = await readIfAllowed({ kind: target.kind, objectId: undefined, appId: id }, context);
  if (byAppId === undefined) return undefined;
  return {
    why: `${id} is an application (client) id.`,
    remedy: `The object id is ${byAppId.objectId ?? "another one"}; or give the id as ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`,
  };
}

async function readIfAllowed(
  target: ObjectTarget,
  { graph, urls, log }: RunContext,
): Promise<CredentialedObject | undefined> {
  try {
    return await readObject(graph, urls, target);
  } catch (error) {
    // This read only helps to explain: whatever stops it, the refusal itself is what counts.
    log.debug(
      `could not look at ${describeTarget(target)}: ${error instanceof GraphRefused || error instanceof ActionError ? error.message : "unexpected"}`,
    );
    return undefined;
  }
}
