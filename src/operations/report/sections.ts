import { isoSeconds } from "../../iso-time.ts";
import type { Bar, Section } from "../result.ts";
import { daysLeft, type Credential } from "./credential.ts";
import type { Gap } from "./gather.ts";
import type { ReportedKeySet } from "./key-sets.ts";

/** Read at a glance; the others are folded. */
const OPEN_ROWS = 50;
/** Of a list, folded rows included: some 300 KB at the very most, of 1 MiB that a summary may have. */
const MOST_ROWS = 500;
const TIMELINE_BARS = 30;
/** Longer names leave no room for the bars. */
const BAR_NAME = 24;
/** A key that ends in 2099 would press all others into one line. */
const LONGEST_BAR_SECONDS = 2 * 365 * 86_400;

const HEAD = ["#", "Ends", "Days left", "State", "Owner", "Credential", "Key id", "Thumbprint", "Not before"];

/** @param sorted by soonest end: ending, endless, ended */
export function reportSections(
  sorted: readonly Credential[],
  keySets: readonly ReportedKeySet[],
  gaps: readonly Gap[],
  now: number,
): readonly Section[] {
  const ending = sorted.filter(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
  const endless = sorted.filter(({ expiresOn }) => expiresOn === undefined);
  const ended = sorted.filter(({ state }) => state === "expired");
  return [
    ...gaps.map((gap): Section => ({ kind: "text", text: `Not in this report: ${gapText(gap)}` })),
    ...timeline(ending, now),
    ...list("Credentials, soonest end first", ending, now, OPEN_ROWS),
    ...list("Credentials without an end", endless, now, ending.length === 0 ? OPEN_ROWS : 0),
    ...list("Ended, last first", ended, now, sorted.length === ended.length ? OPEN_ROWS : 0),
    ...keySetTable(keySets),
  ];
}

function gapText({ collection, why }: Gap): string {
  return `${collection.replace("-", " ")}. ${why}`;
}

function timeline(ending: readonly Credential[], now: number): readonly Section[] {
  const bars = ending.slice(0, TIMELINE_BARS).map((credential, index) => bar(credential, index, now));
  if (bars.length === 0) return [];
  const title = bars.length === 1 ? "What ends next" : `The ${String(bars.length)} that end next`;
  return [{ kind: "timeline", title, bars }];
}

/** Bars begin today: how long something has been valid tells nobody when to act. */
function bar(credential: Credential, index: number, now: number): Bar {
  const { owner, kind, notBefore = 0, expiresOn = now, state } = credential;
  const from = Math.max(now, notBefore);
  const longest = now + LONGEST_BAR_SECONDS;
  const late = expiresOn > longest ? ` until ${isoSeconds(expiresOn).slice(0, 10)}` : "";
  return {
    group:
      owner.kind === "key set"
        ? "Key sets"
        : owner.kind === "application"
          ? "Applications"
          : "Service principals",
    // The number is the row's in the table below.
    name: `${String(index + 1)} ${Array.from(owner.name).slice(0, BAR_NAME).join("")} ${kind}${late}`,
    from: Math.min(from, longest),
    to: Math.min(expiresOn, longest),
    look: state === "expiring" ? "urgent" : state === "disabled" ? "faded" : "usual",
  };
}

/** The first rows open, the next ones folded, and the number of those that are left out. */
function list(
  title: string,
  credentials: readonly Credential[],
  now: number,
  open: number,
): readonly Section[] {
  if (credentials.length === 0) return [];
  const rows = credentials.slice(0, MOST_ROWS).map((credential, index) => row(credential, index, now));
  const more = credentials.length - rows.length;
  const shown = rows.slice(0, open);
  const folded = rows.slice(open);
  return [
    ...(shown.length > 0 ? [{ kind: "table", title, head: HEAD, rows: shown } as const] : []),
    ...(folded.length > 0 ? [foldedTable(title, folded, shown.length)] : []),
    ...(more > 0
      ? [
          {
            kind: "text",
            text: `… and ${more.toLocaleString("en")} more, in the output \`result\` as far as it reaches.`,
          } as const,
        ]
      : []),
  ];
}

function foldedTable(title: string, rows: readonly (readonly string[])[], before: number): Section {
  const count = rows.length.toLocaleString("en");
  const label = before > 0 ? `The next ${count}` : `${title} (${count})`;
  return { kind: "table", title: label, head: HEAD, rows, folded: true };
}

function row(credential: Credential, index: number, now: number): readonly string[] {
  const { owner, kind, name, keyId, thumbprint, notBefore, expiresOn, state } = credential;
  const owned = owner.name === owner.id ? owner.name : `${owner.name} (${owner.id})`;
  return [
    String(index + 1),
    expiresOn === undefined ? "never" : minutes(expiresOn),
    expiresOn === undefined ? "" : String(daysLeft(expiresOn, now)),
    state,
    `${owner.kind} ${owned}`,
    name === undefined ? kind : `${kind}: ${name}`,
    keyId ?? "",
    thumbprint ?? "",
    notBefore === undefined ? "" : minutes(notBefore),
  ];
}

/** Nobody plans by seconds, and columns are narrow. */
function minutes(epochSeconds: number): string {
  return `${isoSeconds(epochSeconds).slice(0, 16).replace("T", " ")}Z`;
}

function keySetTable(keySets: readonly ReportedKeySet[]): readonly Section[] {
  if (keySets.length === 0) return [];
  const rows = keySets.slice(0, MOST_ROWS).map(({ id, future, said }) => [id, future.active ?? "none", said]);
  const more = keySets.length - rows.length;
  const head = ["Key set", "Active now", "What happens next, if nobody acts"];
  return [
    { kind: "table", title: "Key sets", head, rows, folded: rows.length > OPEN_ROWS },
    ...(more > 0
      ? [{ kind: "text", text: `… and ${more.toLocaleString("en")} more key sets.` } as const]
      : []),
  ];
}
