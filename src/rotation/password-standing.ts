import { readObject, type CredentialedObject } from "../graph/objects.ts";
import { explainRefusal, GraphRefused } from "../graph/refused.ts";
import type { PasswordCredential } from "../graph/wire.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import { READ_OBJECTS } from "../permissions.ts";
import { reveal, type Secret } from "../secrets/secret.ts";
import type { PasswordRotation } from "./config.ts";
import { lineOf } from "./target-client.ts";
import { sortLine, type Candidate, type Line } from "./line.ts";
import { readMark, shortId } from "./mark.ts";

/** What we make starts five minutes before its birth: clocks differ. */
export const PASSWORD_BACKDATE_SECONDS = 300;
/** Graph shows the first three characters of a secret, and nothing else of it. */
const HINT_LENGTH = 3;

export interface PasswordStanding {
  readonly object: CredentialedObject;
  readonly all: readonly Candidate[];
  /**
   * `known`: the input opens a token and exactly one password has its hint.
   * `ambiguous`: it opens a token, but which password it is nobody can tell.
   * `refused`: it opens no token.
   */
  readonly current: "known" | "ambiguous" | "refused";
  readonly line: Line;
  /** The passwords that may be the input, soonest end first. */
  readonly matching: readonly PasswordCredential[];
}

export async function readPasswords(
  rotation: PasswordRotation,
  context: RunContext,
): Promise<CredentialedObject> {
  try {
    return await readObject(context.graph, context.urls, rotation.target);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    throw explainRefusal(error, `read ${describeTarget(rotation.target)}`, READ_OBJECTS, {
      remedy: "Rotating passwords needs to read the object: a secret's text does not say which one it is.",
    });
  }
}

/** @param opensToken whether the token service accepts the input as the target's secret */
export function sortPasswords(
  object: CredentialedObject,
  rotation: PasswordRotation,
  opensToken: boolean,
  nowSeconds: number,
): PasswordStanding {
  const all = passwordCandidates(object);
  const hint = reveal(rotation.currentSecret).slice(0, HINT_LENGTH);
  const alive = object.passwordCredentials.filter(({ expiresOn }) => (expiresOn ?? Infinity) > nowSeconds);
  const matching = alive
    .filter((credential) => credential.hint === hint)
    .sort((left, right) => (left.expiresOn ?? Infinity) - (right.expiresOn ?? Infinity));
  const only = matching.length === 1 ? all.find(({ keyId }) => keyId === matching[0]?.keyId) : undefined;
  const known = opensToken && only !== undefined;
  return {
    object,
    all,
    matching,
    current: known ? "known" : opensToken ? "ambiguous" : "refused",
    line: sortLine(lineOf(rotation, object.objectId), known ? only : NOBODY, all, nowSeconds),
  };
}

const YOUNG_SECONDS = 3_600;

/** It may be a password that was made less than an hour ago: then a refusal may be a replica's. */
export function isYoung(object: CredentialedObject, secret: Secret, nowSeconds: number): boolean {
  const hint = reveal(secret).slice(0, HINT_LENGTH);
  return object.passwordCredentials.some(
    (credential) =>
      credential.hint === hint && nowSeconds - (candidateOf(credential)[0]?.bornAt ?? 0) < YOUNG_SECONDS,
  );
}

export function passwordCandidates(
  object: Pick<CredentialedObject, "passwordCredentials">,
): readonly Candidate[] {
  return object.passwordCredentials.flatMap((credential) => candidateOf(credential));
}

/** Stands for a current password that nobody can name: nothing is older than it. */
const NOBODY: Candidate = {
  keyId: "",
  shortId: "0".repeat(16),
  mark: undefined,
  bornAt: undefined,
  expiresOn: undefined,
};

function candidateOf({ keyId, displayName, notBefore, expiresOn }: PasswordCredential): readonly Candidate[] {
  if (keyId === undefined) return [];
  const mark = readMark(displayName);
  return [
    {
      keyId,
      shortId: shortId(keyId),
      mark,
      bornAt:
        notBefore === undefined
          ? undefined
          : notBefore + (mark === undefined ? 0 : PASSWORD_BACKDATE_SECONDS),
      expiresOn,
    },
  ];
}
