import { isoSeconds } from "../iso-time.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { KeyFacts, OperationResult, Section } from "../operations/result.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { InspectedSink } from "./deliveries.ts";
import { keyTables } from "./key-tables.ts";
import type { Candidate, Line } from "./line.ts";
import type { Retirement } from "./retirement.ts";

/** How a rotation of an application's or service principal's credential ended well. */
export type Outcome =
  | {
      readonly kind: "rotated";
      readonly key: KeyFacts;
      readonly previousKeyId: string | undefined;
      readonly deliveredTo: readonly string[];
      readonly retireAfter: number | undefined;
    }
  | { readonly kind: "not-due" }
  | { readonly kind: "retired" }
  | { readonly kind: "already-gone"; readonly why: string }
  | { readonly kind: "dry-run"; readonly why: string | undefined; readonly deliverTo: readonly string[] };

export interface ReportParts {
  readonly rotation: CertificateRotation | PasswordRotation;
  readonly outcome: Outcome;
  readonly line: Line;
  readonly all: readonly Candidate[];
  /** Credentials of the other kind on the object: a leaked key may have added those too. */
  readonly others: readonly Candidate[];
  /** `all` is what the directory shows, and not only what the input says. */
  readonly readable: boolean;
  /** The run's own credential. */
  readonly currentKey: KeyFacts;
  readonly sinks: readonly InspectedSink[];
  readonly retirement: Retirement;
  readonly retired: readonly string[];
  readonly dueInDays: number | undefined;
}

export function rotationResult(parts: ReportParts): OperationResult {
  const { rotation, outcome, retired, dueInDays } = parts;
  const rotated = outcome.kind === "rotated";
  const retireAfter = rotated ? outcome.retireAfter : parts.retirement.retireAfter;
  return {
    operation: rotation.operation,
    headline: headline(parts),
    changed: rotated || retired.length > 0,
    key: rotated ? outcome.key : parts.currentKey,
    keyTitle: `The ${rotated ? "new" : "current"} ${rotation.kind}`,
    rotation: {
      rotated,
      deliveredTo: rotated ? outcome.deliveredTo : [],
      previousKeyId: rotated ? outcome.previousKeyId : undefined,
      retireAfter,
      retiredKeyIds: retired,
      dueInDays,
    },
    sections: sections(parts, retireAfter),
  };
}

function headline({ rotation, outcome, retired, dueInDays }: ReportParts): string {
  const what = `the ${rotation.kind} of ${describeTarget(rotation.target)}`;
  const gone = retired.length === 0 ? "" : ` Retired ${String(retired.length)} older key(s).`;
  const left = dueInDays === undefined ? "it has no end" : `${String(dueInDays)} days until it is rotated`;
  switch (outcome.kind) {
    case "rotated": {
      const to =
        outcome.deliveredTo.length === 0 ? "" : ` and delivered to ${outcome.deliveredTo.join(", ")}`;
      return `Rotated ${what}: ${outcome.key.thumbprint ?? outcome.key.keyId ?? "the new one"} is proved${to}.${gone}`;
    }
    case "not-due":
      return `Not due: ${what}, ${left}.${gone}`;
    case "retired":
      return retired.length === 0
        ? `Nothing to retire on ${describeTarget(rotation.target)}.`
        : `Retired ${String(retired.length)} key(s) of ${describeTarget(rotation.target)}.`;
    case "already-gone":
      return `Key ${rotation.emergencyKeyId ?? ""} is not on ${describeTarget(rotation.target)} any more: ${outcome.why}.`;
    case "dry-run":
      return outcome.why === undefined
        ? `Would not rotate ${what}: ${left}.`
        : `Would rotate ${what} (${outcome.why}) and deliver it to ${outcome.deliverTo.join(", ") || "nobody"}.`;
  }
}

function sections(parts: ReportParts, retireAfter: number | undefined): readonly Section[] {
  const { rotation, sinks, readable } = parts;
  const list: Section[] = [];
  if (sinks.length > 0) {
    const rows = sinks.map(({ sink, changedAt }) => [
      sink.name,
      changedAt === undefined ? neverChanged(sink.kind) : isoSeconds(changedAt),
    ]);
    list.push({ kind: "table", title: "Where it is delivered", head: ["Sink", "Last change"], rows });
  }
  list.push(...keyTables(parts, retireAfter));
  if (!readable) {
    list.push({
      kind: "text",
      text: "The caller may not read the object: what else stands on it is not known here, and stays.",
    });
  }
  if (rotation.emergencyKeyId !== undefined && readable)
    list.push(...leakSection(parts, rotation.emergencyKeyId));
  return list;
}

function neverChanged(kind: "delivery" | "hand-over"): string {
  return kind === "hand-over" ? "handed to later steps" : "empty";
}

/** With a leaked key somebody may have added others: everything younger is a question. */
function leakSection({ all, others, outcome, rotation }: ReportParts, leakedId: string): readonly Section[] {
  const bornAt = all.find((candidate) => candidate.keyId === leakedId)?.bornAt;
  if (bornAt === undefined) return [];
  const newerOf = (list: readonly Candidate[], what: string): readonly (readonly string[])[] =>
    list
      .filter((candidate) => candidate.keyId !== leakedId && (candidate.bornAt ?? Infinity) > bornAt)
      .map((candidate) => [
        candidate.thumbprint === undefined ? what : `${what} ${candidate.thumbprint}`,
        candidate.keyId,
        candidate.bornAt === undefined ? "unknown" : isoSeconds(candidate.bornAt),
        candidate.expiresOn === undefined ? "" : isoSeconds(candidate.expiresOn),
      ]);
  const other = rotation.kind === "certificate" ? "password" : "certificate";
  const rows = [...newerOf(all, rotation.kind), ...newerOf(others, other)];
  if (rows.length === 0)
    return [{ kind: "text", text: "No other credential on the object is newer than the leaked key." }];
  const advice = "Whoever had the leaked key could add credentials with it: remove what you do not know.";
  return [
    {
      kind: "table",
      title: "Newer than the leaked key: did you add this?",
      head: ["What it is", "Key id", "Since", "Expires on"],
      rows,
    },
    ...(outcome.kind === "already-gone" ? [] : [{ kind: "text" as const, text: advice }]),
  ];
}
