import { isoSeconds } from "../config/instant.ts";
import type { KeySetTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import type { JsonBody } from "../graph/json.ts";
import {
  addKeyToSet,
  createKeySet,
  keySetMissing,
  readKeySetIfAny,
  type Fingerprint,
  type NewKey,
} from "../graph/key-sets.ts";
import type { KeySet } from "../graph/wire.ts";
import type { RunContext } from "./operation.ts";
import type { OperationResult, PlannedWrite } from "./result.ts";

export interface AddToKeySet {
  readonly operation: string;
  /** "Generated an RSA key for sig" and "generate an RSA key for sig". */
  readonly done: string;
  readonly would: string;
  readonly target: KeySetTarget;
  readonly action: NewKey["action"];
  readonly body: JsonBody;
  readonly fingerprint: Fingerprint;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/**
 * Adds a key to a key set, and makes the set where it is missing and that is asked for.
 *
 * The usual call is one exchange. The set is read before only where the answer decides
 * something: for `create-key-set`, and for a dry run.
 */
export async function addToKeySet(request: AddToKeySet, context: RunContext): Promise<OperationResult> {
  const { graph, urls, log } = context;
  let { keySetId } = request.target;
  let before: KeySet | undefined;
  let createdAt: number | undefined;

  if (request.dryRun || request.createKeySet) {
    before = await readKeySetIfAny(graph, urls, keySetId);
    if (before === undefined && !request.createKeySet) throw keySetMissing(keySetId);
    if (before !== undefined) refuseMixedTypes(before, request.fingerprint.kty);
  }
  if (request.dryRun) {
    return {
      operation: request.operation,
      headline: `Would ${request.would} in key set ${keySetId}.`,
      changed: false,
      planned: plan(request, context, before === undefined),
      key: { keySetId },
    };
  }

  if (request.createKeySet && before === undefined) {
    keySetId = await createKeySet(graph, urls, keySetId);
    createdAt = graph.network.clock.now();
    log.step(`Created key set ${keySetId}.`);
  }
  const key = await addKeyToSet(graph, urls, {
    keySetId,
    action: request.action,
    body: request.body,
    fingerprint: request.fingerprint,
    before: request.createKeySet ? (before?.keys ?? []).map((existing) => existing.kid) : undefined,
    createdAt,
  });
  const until = key.exp === undefined ? "without an end" : `until ${isoSeconds(key.exp)}`;
  return {
    operation: request.operation,
    headline: `${request.done} in key set ${keySetId}, ${until}.`,
    changed: true,
    key: {
      keySetId,
      kid: key.kid,
      keyId: key.kid,
      keyType: key.kty ?? request.fingerprint.kty,
      keyUse: key.use ?? request.fingerprint.use,
      notBefore: key.nbf,
      expiresOn: key.exp,
    },
  };
}

function plan(request: AddToKeySet, { urls }: RunContext, setIsMissing: boolean): readonly PlannedWrite[] {
  const { keySetId } = request.target;
  return [
    ...(setIsMissing
      ? [{ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } }]
      : []),
    { method: "POST", url: urls.keySet(keySetId, request.action), body: request.body },
  ];
}

function refuseMixedTypes(set: KeySet, kty: string): void {
  const other = set.keys.find((key) => key.kty !== undefined && key.kty !== kty);
  if (other === undefined) return;
  throw new ActionError({
    code: "request-refused",
    blame: "input",
    what: `key-set-id: key set ${set.id} has ${other.kty ?? ""} keys; ${kty === "oct" ? "a symmetric key or secret" : `an ${kty} key`} needs a key set of its own.`,
    why: "A key set holds keys of one type.",
    remedy: "Use another key set.",
  });
}
