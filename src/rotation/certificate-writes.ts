import { ActionError } from "../errors.ts";
import { addKey, readObject, removeKey, type CredentialedObject } from "../graph/objects.ts";
import { GraphRefused } from "../graph/refused.ts";
import type { JsonBody } from "../graph/json.ts";
import type { KeyPair } from "../material/key-pair.ts";
import { describeTarget, explainObjectRefusal } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import type { CertificateRotation } from "./config.ts";
import type { RemovalOutcome } from "./credentials.ts";
import { isStop } from "./delivery-errors.ts";

/** What came of one `addKey`. */
export interface AddedCertificate {
  /** Absent where the service did not say it and nobody may look. */
  readonly keyId: string | undefined;
  /** The answer was lost, and no look could settle it: only the token service can tell now. */
  readonly uncertain: boolean;
  /** An earlier run added it, and may have delivered it: it is not this run's to take back. */
  readonly byEarlierRun: boolean;
}

/** Reads lag some 20 s behind a write; a minute is patient. */
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000, 20_000] as const;
/** The new key's proof may reach a replica that does not know it yet. */
const NEW_SIGNER_PAUSES_MS = [0, 10_000, 20_000, 30_000] as const;

export interface Signer {
  readonly pair: KeyPair;
  /** The proof's `iss`. */
  readonly issuer: string;
}

export async function addCertificate(
  rotation: CertificateRotation,
  signer: Signer,
  pair: KeyPair,
  displayName: string,
  context: RunContext,
): Promise<AddedCertificate> {
  const { graph, urls } = context;
  try {
    const added = await addKey(graph, urls, {
      target: rotation.target,
      doing: `add certificate ${pair.thumbprint} to ${describeTarget(rotation.target)}`,
      body: addKeyBody(pair, displayName),
      proof: () => proofBody(signer, context),
      thumbprint: pair.thumbprint,
      explain: (refused) => explainObjectRefusal(refused, rotation.target, rotation.proof, context),
    });
    return { keyId: added.keyId, uncertain: false, byEarlierRun: false };
  } catch (error) {
    if (error instanceof ActionError && error.code === "outcome-unknown")
      return { keyId: undefined, uncertain: true, byEarlierRun: false };
    throw error;
  }
}

export function addKeyBody(pair: KeyPair, displayName: string): JsonBody {
  return {
    keyCredential: {
      type: "AsymmetricX509Cert",
      usage: "Verify",
      key: pair.certificate.raw.toString("base64"),
      displayName,
    },
    passwordCredential: null,
  };
}

/**
 * Waits until the directory shows the new certificate. A reading that shows it shows every
 * key that was added before it, too: what an old replica had kept from this run's first look.
 *
 * @returns `undefined` where it is not shown within a minute
 */
export async function readBack(
  rotation: CertificateRotation,
  thumbprint: string,
  context: RunContext,
): Promise<CredentialedObject | undefined> {
  const { graph, urls } = context;
  for (const pause of READ_BACK_PAUSES_MS) {
    if (pause > 0) await graph.network.limits.wait(pause);
    try {
      const object = await readObject(graph, urls, rotation.target);
      if (object.keyCredentials.some((credential) => credential.thumbprint === thumbprint)) return object;
    } catch (error) {
      if (!(error instanceof GraphRefused) && !(error instanceof ActionError && error.code === "unreachable"))
        throw error;
    }
  }
  return undefined;
}

/** A list that somebody has written back replicates too: one look at an old replica shows nothing. */
const STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000] as const;

/**
 * Does the directory still show it? Believed to be gone after several looks without it.
 *
 * @returns `undefined` where no look came off
 */
export async function showsStill(
  rotation: CertificateRotation,
  thumbprint: string,
  { graph, urls }: RunContext,
): Promise<boolean | undefined> {
  let shown: boolean | undefined;
  for (const pause of STILL_THERE_PAUSES_MS) {
    if (pause > 0) await graph.network.limits.wait(pause);
    try {
      const object = await readObject(graph, urls, rotation.target);
      shown = object.keyCredentials.some((credential) => credential.thumbprint === thumbprint);
    } catch (error) {
      if (!(error instanceof GraphRefused) && !(error instanceof ActionError && !isStop(error))) throw error;
    }
    if (shown === true) return true;
  }
  return shown;
}

/**
 * Removes one key, signed by another one that stays.
 *
 * @param ofThisRun the key was given to nobody: whatever the time, it may go
 */
export async function removeCertificate(
  rotation: CertificateRotation,
  signer: Signer,
  keyId: string,
  readable: boolean,
  context: RunContext,
  ofThisRun = false,
): Promise<RemovalOutcome> {
  const { graph, urls } = context;
  return removeKey(graph, urls, {
    target: rotation.target,
    keyId,
    ofThisRun,
    doing: `remove key ${keyId} from ${describeTarget(rotation.target)}`,
    readable,
    deniedIsGone: true,
    proof: () => proofBody(signer, context),
    explain: (refused) =>
      explainObjectRefusal(refused, rotation.target, { pair: signer.pair, issuer: signer.issuer }, context),
  });
}

/** The same with a key that was added a moment ago: a replica may not know it yet. */
export async function removeWithNewKey(
  rotation: CertificateRotation,
  signer: Signer,
  keyId: string,
  readable: boolean,
  context: RunContext,
): Promise<RemovalOutcome> {
  let last: ActionError | undefined;
  for (const pause of NEW_SIGNER_PAUSES_MS) {
    if (pause > 0) await context.graph.network.limits.wait(pause);
    try {
      return await removeCertificate(rotation, signer, keyId, readable, context);
    } catch (error) {
      if (!(error instanceof ActionError) || error.code !== "proof-refused") throw error;
      last = error;
    }
  }
  throw last ?? new TypeError("no attempt was made");
}

async function proofBody({ pair, issuer }: Signer, { prover }: RunContext): Promise<JsonBody> {
  return { proof: await prover.prove(pair, issuer) };
}
