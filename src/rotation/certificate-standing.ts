import { X509Certificate } from "node:crypto";
import { ActionError } from "../errors.ts";
import { readObject, type CredentialedObject } from "../graph/objects.ts";
import { explainRefusal, GraphRefused } from "../graph/refused.ts";
import type { KeyCredential } from "../graph/wire.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import { READ_OBJECTS } from "../permissions.ts";
import type { CarriedState } from "./carried-state.ts";
import type { CertificateRotation } from "./config.ts";
import { lineOf } from "./target-client.ts";
import { markOf, sortLine, type Candidate, type Line } from "./line.ts";
import { readMark, shortId, type Mark } from "./mark.ts";

/** A certificate that we make is valid from five minutes before its birth: clocks differ. */
export const BACKDATE_SECONDS = 300;

/** What the directory says about the target's certificates. */
export type Standing =
  | {
      readonly kind: "read";
      readonly object: CredentialedObject;
      readonly line: Line;
      readonly all: readonly Candidate[];
    }
  /** The caller may not read the object: the input's own words and the token service have to do. */
  | { readonly kind: "unreadable"; readonly line: Line; readonly all: readonly Candidate[] };

/** The current certificate's entry may be younger than a replica. */
const LOOK_PAUSES_MS = [10_000, 20_000] as const;

/**
 * Reads the object and finds the run's own certificate on it. Only a 403 selects the tier
 * without reading; everything else that is no answer ends the run.
 */
export async function readStanding(rotation: CertificateRotation, context: RunContext): Promise<Standing> {
  const { graph, urls } = context;
  const { thumbprint } = rotation.proof.pair;
  try {
    for (const pause of [0, ...LOOK_PAUSES_MS]) {
      if (pause > 0) await graph.network.limits.wait(pause);
      const object = await readObject(graph, urls, rotation.target);
      const standing = sortObject(object, rotation, Math.floor(graph.network.serviceClock.now() / 1000));
      if (standing !== undefined) return standing;
    }
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (error.isForbidden) return unreadable(rotation);
    throw explainRefusal(error, `read ${describeTarget(rotation.target)}`, READ_OBJECTS);
  }
  throw new ActionError({
    code: "current-credential-missing",
    blame: "input",
    what: `The current certificate (${thumbprint}) is not on ${describeTarget(rotation.target)}.`,
    why: "It was removed, or it belongs to another object.",
    remedy:
      'Give the certificate that stands on the object today. If none is valid any more, add one by hand (docs/rotation.md, "The way in").',
  });
}

function sortObject(
  object: CredentialedObject,
  rotation: CertificateRotation,
  nowSeconds: number,
): Standing | undefined {
  const all = candidatesOf(object);
  const own = shortId(rotation.proof.pair.thumbprint);
  const listed = all.find((candidate) => candidate.shortId === own);
  if (listed === undefined) return undefined;
  const name = lineOf(rotation, object.objectId);
  const current = withCarried(listed, rotation, name);
  return { kind: "read", object, all, line: sortLine(name, current, all, nowSeconds) };
}

export function candidatesOf(object: CredentialedObject): readonly Candidate[] {
  return object.keyCredentials.flatMap((credential) => candidateOf(credential));
}

/**
 * The current certificate, with what its own text says where the certificate does not: a pair
 * of the user's own bears no mark in its subject, and its dates do not tell when it came here.
 */
function withCarried(listed: Candidate, { proof, carried }: CertificateRotation, name: string): Candidate {
  const state = carried?.line === name ? carried : undefined;
  if (state === undefined || bearsMark(proof.pair.certificate)) return listed;
  return {
    ...listed,
    mark: listed.mark ?? carriedMark(state),
    bornAt: bornBefore(state.deliveredAt) ?? listed.bornAt,
  };
}

function carriedMark({ line, number, previousKeyId }: CarriedState): Mark {
  return { line, number, predecessor: shortId(previousKeyId ?? "") };
}

/**
 * By so much may a sink's clock be behind the service's. How long before its delivery a
 * certificate was added nobody knows: a proof takes seconds or minutes, by `prove-timeout`.
 */
const SINK_CLOCK_SLACK_SECONDS = 10;

/** Of a pair that does not say when it came here: it was there when its text was written. */
function bornBefore(deliveredAt: number | undefined): number | undefined {
  return deliveredAt === undefined ? undefined : deliveredAt - SINK_CLOCK_SLACK_SECONDS;
}

function bearsMark({ subject }: X509Certificate): boolean {
  return readMark(commonNameIn(subject)) !== undefined;
}

function candidateOf(credential: KeyCredential): readonly Candidate[] {
  const { keyId, thumbprint, displayName, notBefore, expiresOn } = credential;
  if (keyId === undefined) return [];
  const commonName = commonNameOf(credential.certificate);
  const mark = markOf(commonName, displayName);
  const madeByUs = readMark(commonName) !== undefined;
  return [
    {
      keyId,
      shortId: shortId(thumbprint ?? keyId),
      thumbprint,
      mark,
      bornAt: bornAt(notBefore, madeByUs, mark),
      expiresOn,
    },
  ];
}

/** A pair of the user's own bears our mark, but its dates do not tell when it came here. */
function bornAt(
  notBefore: number | undefined,
  madeByUs: boolean,
  mark: Mark | undefined,
): number | undefined {
  if (notBefore === undefined) return undefined;
  if (madeByUs) return notBefore + BACKDATE_SECONDS;
  return mark === undefined ? notBefore : undefined;
}

function commonNameOf(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  try {
    const { subject } = new X509Certificate(Buffer.from(base64, "base64"));
    return commonNameIn(subject);
  } catch {
    // Somebody else's entry of another kind: it is foreign, and that is all we need to know.
    return undefined;
  }
}

function commonNameIn(subject: string): string | undefined {
  return /^CN=(.*)$/m.exec(subject)?.[1];
}

/** From the input's explanatory lines alone: the current key, and the one before it. */
function unreadable(rotation: CertificateRotation): Standing {
  const { proof, carried } = rotation;
  const name = lineOf(rotation, undefined);
  const state = carried?.line === name ? carried : undefined;
  const { certificate, thumbprint } = proof.pair;
  const startsAt = Math.floor(certificate.validFromDate.getTime() / 1000);
  const bornAt = bearsMark(certificate)
    ? startsAt + BACKDATE_SECONDS
    : (bornBefore(state?.deliveredAt) ?? startsAt);
  const current: Candidate = {
    keyId: state?.keyId ?? "",
    shortId: shortId(thumbprint),
    thumbprint,
    mark: state === undefined ? undefined : carriedMark(state),
    bornAt: state === undefined ? undefined : bornAt,
    expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
  };
  const previous: readonly Candidate[] =
    state?.previousKeyId === undefined || state.keyId === undefined
      ? []
      : [
          {
            keyId: state.previousKeyId,
            shortId: shortId(state.previousKeyId),
            mark: undefined,
            bornAt: undefined,
            expiresOn: undefined,
          },
        ];
  const number = state?.number ?? 0;
  return {
    kind: "unreadable",
    all: [current, ...previous],
    line: {
      name,
      current,
      currentNumber: number,
      older: number > 1 ? previous : [],
      newer: [],
      // The first of the line succeeded a key that was not ours.
      initial: number === 1 ? previous[0] : undefined,
      nextNumber: number + 1,
    },
  };
}
