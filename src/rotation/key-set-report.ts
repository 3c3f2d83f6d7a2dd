import type { KeySetKey } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import type { KeyFacts, OperationResult } from "../operations/result.ts";
import type { KeySetStanding } from "./key-set-standing.ts";

export type KeySetOutcome =
  | { readonly kind: "rotated"; readonly added: KeySetKey }
  | { readonly kind: "not-due" }
  | { readonly kind: "retired" }
  | { readonly kind: "already-gone" }
  | { readonly kind: "dry-run"; readonly why: string | undefined };

interface Parts {
  readonly operation: string;
  readonly keySetId: string;
  readonly standing: KeySetStanding;
  readonly outcome: KeySetOutcome;
  readonly retired: readonly string[];
  readonly dueInDays: number | undefined;
}

export function keySetResult(parts: Parts): OperationResult {
  const { operation, keySetId, standing, outcome, retired, dueInDays } = parts;
  const rotated = outcome.kind === "rotated";
  const key = rotated ? outcome.added : (standing.staged ?? standing.expectedActive ?? standing.endsLast);
  return {
    operation,
    headline: headline(parts),
    changed: rotated || retired.length > 0,
    key: key === undefined ? { keySetId } : keyFacts(keySetId, key),
    rotation: {
      rotated,
      deliveredTo: [],
      previousKeyId: rotated ? (standing.expectedActive ?? standing.endsLast)?.kid : undefined,
      retireAfter: undefined,
      retiredKeyIds: retired,
      dueInDays,
    },
    sections: [
      {
        kind: "table",
        title: "Keys of the set",
        head: ["Key id", "What it is", "Active from", "Expires on"],
        rows: [
          ...standing.all.map((one) =>
            row(one, retired.includes(one.kid) ? "disabled now" : role(one, standing)),
          ),
          ...(rotated ? [row(outcome.added, "new")] : []),
        ],
      },
    ],
  };
}

function headline({ keySetId, standing, outcome, retired, dueInDays }: Parts): string {
  switch (outcome.kind) {
    case "rotated":
      return `Rotated key set ${keySetId}: key ${outcome.added.kid} is active from ${time(outcome.added.nbf)} until ${time(outcome.added.exp)}.`;
    case "not-due":
      return standing.staged === undefined
        ? `Not due: key set ${keySetId}${dueInDays === undefined ? " has no key that ends" : `, ${String(dueInDays)} days until it is rotated`}.`
        : `Not due: key set ${keySetId} has key ${standing.staged.kid} staged for ${time(standing.staged.nbf)}.`;
    case "retired":
      return retired.length === 0
        ? `Nothing to retire in key set ${keySetId}.`
        : `Disabled ${String(retired.length)} key(s) of key set ${keySetId}.`;
    case "already-gone":
      return `The leaked key is not an enabled key of ${keySetId} any more.`;
    case "dry-run":
      return outcome.why === undefined
        ? `Would not rotate key set ${keySetId}.`
        : `Would rotate key set ${keySetId} (${outcome.why}).`;
  }
}

function keyFacts(keySetId: string, key: KeySetKey): KeyFacts {
  return {
    keySetId,
    kid: key.kid,
    keyId: key.kid,
    keyType: key.kty,
    keyUse: key.use,
    notBefore: key.nbf,
    expiresOn: key.exp,
  };
}

function role(key: KeySetKey, { staged, expectedActive }: KeySetStanding): string {
  if (key.status === "disabled") return "disabled";
  if (key === staged) return "staged";
  if (key === expectedActive) return "active";
  return key.nbf === undefined ? "undated" : "";
}

function row(key: KeySetKey, what: string): readonly string[] {
  return [key.kid, what, time(key.nbf), time(key.exp)];
}

function time(seconds: number | undefined): string {
  return seconds === undefined ? "no date" : isoSeconds(seconds);
}
