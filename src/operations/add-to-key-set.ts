import type { X509Certificate } from "node:crypto";
import { isoSeconds } from "../iso-time.ts";
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
import type { KeySet, KeySetKey } from "../graph/wire.ts";
import { thumbprintOf } from "../material/certificate.ts";
import type { Log } from "../runner/log.ts";
import type { RunContext } from "./operation.ts";
import type { KeyFacts, OperationResult, PlannedWrite } from "./result.ts";

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
  /** Reads the set in any case: what is sent is refused, or not found again, by what is there already. */
  readonly readsFirst?: boolean;
}

/**
 * Adds a key to a key set, and makes the set where it is missing and that is asked for.
 *
 * The usual call is one exchange. The set is read before only where the answer decides
 * something: for certificates, for fixed dates, for `create-key-set`, and for a dry run.
 */
export async function addToKeySet(request: AddToKeySet, context: RunContext): Promise<OperationResult> {
  const { graph, urls, log } = context;
  let { keySetId } = request.target;
  let before: KeySet | undefined;
  let createdAt: number | undefined;

  const readsFirst =
    request.dryRun ||
    request.createKeySet ||
    request.readsFirst === true ||
    mayBeOfAnEarlierRun(request.fingerprint);
  if (readsFirst) {
    before = await readKeySetIfAny(graph, urls, keySetId);
    if (before === undefined && !request.createKeySet) throw keySetMissing(keySetId, true);
    if (before !== undefined) {
      refuseMixedTypes(before, request.fingerprint.kty);
      warnOfTwin(before, request.fingerprint, log);
    }
  }
  if (request.dryRun) {
    return {
      operation: request.operation,
      headline: `Would ${request.would} in key set ${keySetId}.`,
      changed: false,
      planned: plan(request, context, before === undefined),
      key: { keySetId, thumbprint: request.fingerprint.thumbprint },
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
    before: readsFirst ? (before?.keys ?? []).map((existing) => existing.kid) : undefined,
    createdAt,
  });
  const { fingerprint } = request;
  const dates = validityOf(key, fingerprint);
  const until = dates.expiresOn === undefined ? "without an end" : `until ${isoSeconds(dates.expiresOn)}`;
  return {
    operation: request.operation,
    headline: `${request.done} in key set ${keySetId}, ${until}.`,
    changed: true,
    key: {
      keySetId,
      kid: key.kid,
      keyId: key.kid,
      keyType: key.kty ?? fingerprint.kty,
      keyUse: key.use ?? fingerprint.use,
      ...dates,
      thumbprint: fingerprint.thumbprint,
    },
  };
}

/**
 * Fixed dates come again when the workflow does: after a lost answer only the kids of before
 * tell this run's key from an earlier one's. Dates counted from now are this run's own, and
 * of keys without dates any number may be there: both are sent without a look.
 */
function mayBeOfAnEarlierRun({ nbf, exp, ofThisRun }: Fingerprint): boolean {
  return (nbf !== undefined || exp !== undefined) && ofThisRun !== true;
}

/** What the service keeps of a certificate, and shows. */
export function certificateFingerprint(certificate: X509Certificate): Fingerprint {
  return {
    kty: "RSA",
    use: undefined,
    nbf: Math.floor(certificate.validFromDate.getTime() / 1000),
    exp: Math.floor(certificate.validToDate.getTime() / 1000),
    thumbprint: thumbprintOf(certificate),
  };
}

/** As the service says; a certificate has dates of its own where the service says none. */
function validityOf(
  { nbf, exp }: KeySetKey,
  { thumbprint, ...own }: Fingerprint,
): Pick<KeyFacts, "notBefore" | "expiresOn"> {
  if (thumbprint === undefined) return { notBefore: nbf, expiresOn: exp };
  return { notBefore: nbf ?? own.nbf, expiresOn: exp ?? own.exp };
}

function warnOfTwin(set: KeySet, { thumbprint }: Fingerprint, log: Log): void {
  if (thumbprint === undefined) return;
  const twin = set.keys.find((key) => key.thumbprint === thumbprint);
  if (twin === undefined) return;
  log.warning(`Certificate ${thumbprint} is in key set ${set.id} already, as key ${twin.kid}.`);
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
