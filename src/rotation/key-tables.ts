import { isoSeconds } from "../iso-time.ts";
import type { KeyFacts, Section } from "../operations/result.ts";
import type { Candidate, Line } from "./line.ts";
import type { ReportParts } from "./report.ts";

/** One credential of the object, in the reader's words. */
interface KeyRow {
  readonly what: string;
  /** A thumbprint, or the key id of what has none. */
  readonly name: string;
  readonly keyId: string;
  readonly expiresOn: number | undefined;
  readonly fate: string;
}

/** What stands on the object, what each is, and when it goes. */
export function keyTables(parts: ReportParts, retireAfter: number | undefined): readonly Section[] {
  const { outcome, rotation } = parts;
  const rows = inOrder(parts)
    .map((candidate) => keyRow(candidate, parts, retireAfter))
    .filter(({ name }) => name !== "");
  if (outcome.kind === "rotated") rows.unshift(newRow(outcome.key));
  if (rows.length === 0) return [];
  const ofCertificates = rotation.kind === "certificate";
  const name = ofCertificates ? "Thumbprint" : "Key id";
  return [
    {
      kind: "table",
      title: ofCertificates ? "Certificates on the object" : "Passwords on the object",
      head: ["What it is", name, "Expires on", "What becomes of it"],
      rows: rows.map((row) => [row.what, row.name, timeOf(row.expiresOn), row.fate]),
    },
    ...(ofCertificates
      ? [
          {
            kind: "table" as const,
            title: "Their key ids",
            head: [name, "Key id"],
            rows: rows.map((row) => [row.name, row.keyId]),
            folded: true,
          },
        ]
      : []),
  ];
}

function newRow({ thumbprint, keyId, expiresOn }: KeyFacts): KeyRow {
  const id = keyId ?? "(the service did not say)";
  return { what: "new", name: thumbprint ?? id, keyId: id, expiresOn, fate: "in use from now on" };
}

function keyRow(candidate: Candidate, parts: ReportParts, retireAfter: number | undefined): KeyRow {
  const { keyId, thumbprint, expiresOn } = candidate;
  const fate = parts.retired.includes(keyId) ? "removed now" : fateOf(candidate, parts, retireAfter);
  return { what: roleOf(candidate, parts), name: thumbprint ?? keyId, keyId, expiresOn, fate };
}

/** The current one, what an interrupted run left, then what goes, then what is none of ours. */
function inOrder({ all, line }: ReportParts): readonly Candidate[] {
  const rank = (candidate: Candidate): number =>
    [
      candidate.keyId === line.current.keyId,
      line.newer.includes(candidate),
      line.older.includes(candidate),
      candidate === line.initial,
    ].indexOf(true);
  return [...all].sort((left, right) => ((rank(left) + 5) % 5) - ((rank(right) + 5) % 5));
}

function roleOf(candidate: Candidate, { line, outcome }: ReportParts): string {
  if (candidate.keyId === line.current.keyId) return outcome.kind === "rotated" ? "old" : "current";
  if (candidate === line.initial) return "replaced, not ours";
  if (line.older.includes(candidate)) return "older";
  if (line.newer.includes(candidate)) return "left by an interrupted run, undelivered";
  return candidate.mark?.line === line.name ? "of this rotation, ended" : "not of this rotation";
}

function fateOf(candidate: Candidate, parts: ReportParts, retireAfter: number | undefined): string {
  const { line, outcome, retirement, rotation, dueInDays } = parts;
  const isCurrent = candidate.keyId === line.current.keyId;
  if (isCurrent && outcome.kind === "dry-run" && outcome.why !== undefined) return "would be replaced now";
  if (isCurrent && outcome.kind !== "rotated") {
    if (rotation.operation === "retire" || dueInDays === undefined) return "in use";
    return dueInDays > 0 ? `in use; rotated in ${days(dueInDays)}` : "in use; due";
  }
  if (line.newer.includes(candidate)) return "goes after the next rotation";
  if (retirement.remove.includes(candidate)) {
    return outcome.kind === "dry-run" ? "would be removed now" : "stays: it could not be removed";
  }
  if (!mayGo(candidate, parts)) return isReplaced(candidate, line) ? "stays without retire-initial" : "stays";
  return retireAfter === undefined
    ? "stays for now"
    : `goes with the first run after ${isoSeconds(retireAfter)}`;
}

/** By the rules of `retirement.ts`, once its time has come. */
function mayGo(candidate: Candidate, { line, rotation }: ReportParts): boolean {
  const { retireInitial, retireKeyIds } = rotation.rules.retirement;
  if (retireKeyIds.includes(candidate.keyId) || line.older.includes(candidate)) return true;
  const isOurs = candidate.keyId === line.current.keyId && line.currentNumber > 0;
  return isOurs || (retireInitial && isReplaced(candidate, line));
}

/** By the first key of this line, or by the one that this run has made. */
function isReplaced(candidate: Candidate, { initial, current }: Line): boolean {
  return candidate === initial || candidate.keyId === current.keyId;
}

function timeOf(seconds: number | undefined): string {
  return seconds === undefined ? "" : isoSeconds(seconds);
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${String(count)} days`;
}
