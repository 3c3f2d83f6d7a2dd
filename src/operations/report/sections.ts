import { isoSeconds } from "../../iso-time.ts";
import type { Bar, Section } from "../result.ts";
import { daysLeft, type Credential } from "./credential.ts";
import type { Gap } from "./gather.ts";
import type { ReportedKeySet } from "./key-sets.ts";

/** Read at a glance; the others are folded. */
const OPEN_ROWS = 25;
/** Of a list, folded rows included: some 350 KB at the very most, of 1 MiB that a summary may have. */
const MOST_ROWS = 500;
const TIMELINE_BARS = 10;
/** Longer names leave no room for the bars. */
const BAR_NAME = 32;
/** What ends later is nobody's task yet, and would press the others into one line. */
const TIMELINE_SECONDS = 26 * 7 * 86_400;

/** Longer names press the other columns of an open table together. */
const ROW_NAME = 32;

const HEAD = ["No", "Ends on", "Days left", "State", "Owner", "Credential"];
/** For who goes and replaces it. Folded: with them no row fits into the page. */
const ID_HEAD = ["Owner's id", "Key id", "Thumbprint", "Not before", "Expires on"];

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
    ...list("Credentials, soonest end first", ending, now, OPEN_ROWS),
    ...timeline(ending, now),
    ...keySetTable(keySets),
    ...list("Credentials without an end", endless, now, ending.length === 0 ? OPEN_ROWS : 0),
    ...list("Ended, last first", ended, now, sorted.length === ended.length ? OPEN_ROWS : 0),
  ];
}

function gapText({ collection, why }: Gap): string {
  return `${collection.replace("-", " ")}. ${why}`;
}

/** The rows at the head of the table, where their ends are near enough to be looked at in weeks. */
function timeline(ending: readonly Credential[], now: number): readonly Section[] {
  const soon = ending.filter(({ expiresOn = Infinity }) => expiresOn <= now + TIMELINE_SECONDS);
  const bars = soon.slice(0, TIMELINE_BARS).map((credential, index) => bar(credential, index, now));
  // One bar says nothing that the row does not.
  if (bars.length < 2) return [];
  const title =
    bars.length === soon.length
      ? "What ends within 26 weeks"
      : `The first ${String(bars.length)} of ${soon.length.toLocaleString("en")} that end within 26 weeks`;
  return [{ kind: "timeline", title, bars }];
}

/** Bars begin today: how long something has been valid tells nobody when to act. */
function bar(credential: Credential, index: number, now: number): Bar {
  const { owner, kind, notBefore = 0, expiresOn = now, state } = credential;
  return {
    // The number is the row's in the table.
    name: `${String(index + 1)} ${barName(owner)} - ${kind}`,
    from: Math.max(now, notBefore),
    to: expiresOn,
    look: state === "expiring" ? "urgent" : state === "disabled" ? "faded" : "usual",
  };
}

/** A name with markup in it is somebody's joke or attack: without its signs it would say nothing. */
function barName({ name, id }: Credential["owner"]): string {
  const isPlain = !/[<>[\]{}*`~\\|$]|:\/\//.test(name);
  return cut(isPlain ? name : id, BAR_NAME);
}

/** The first rows open, the next ones folded, and the number of those that are left out. */
function list(
  title: string,
  credentials: readonly Credential[],
  now: number,
  open: number,
): readonly Section[] {
  if (credentials.length === 0) return [];
  const listed = credentials.slice(0, MOST_ROWS);
  const more = credentials.length - listed.length;
  const shown = listed.slice(0, open).map((credential, index) => row(credential, index, now));
  const ids = listed.map(idRow);
  const folded = listed.slice(open).map((credential, index) => {
    const at = open + index;
    return [...row(credential, at, now), ...(ids[at] ?? [])];
  });
  const idRows = shown.map(([number = ""], index) => [number, ...(ids[index] ?? [])]);
  return [
    ...(shown.length === 0
      ? []
      : ([
          { kind: "table", title, head: HEAD, rows: shown },
          {
            kind: "table",
            title: "Ids and exact times",
            head: ["No", ...ID_HEAD],
            rows: idRows,
            folded: true,
          },
        ] as const)),
    ...(folded.length > 0 ? [foldedTable(title, folded, shown.length)] : []),
    ...(more > 0
      ? [
          {
            kind: "text",
            text: `… and ${more.toLocaleString("en")} more, in the output named result as far as it reaches.`,
          } as const,
        ]
      : []),
  ];
}

function foldedTable(title: string, rows: readonly (readonly string[])[], before: number): Section {
  const count = rows.length.toLocaleString("en");
  const label = before > 0 ? `The next ${count}` : `${title} (${count})`;
  return { kind: "table", title: label, head: [...HEAD, ...ID_HEAD], rows, folded: true };
}

function row(credential: Credential, index: number, now: number): readonly string[] {
  const { owner, kind, name, expiresOn, state } = credential;
  return [
    String(index + 1),
    expiresOn === undefined ? "never" : dayOf(expiresOn),
    expiresOn === undefined ? "" : String(daysLeft(expiresOn, now)),
    state,
    `${owner.kind} ${cut(owner.name, ROW_NAME)}`,
    name === undefined ? kind : `${kind}: ${cut(name, ROW_NAME)}`,
  ];
}

function idRow({ owner, keyId, thumbprint, notBefore, expiresOn }: Credential): readonly string[] {
  return [
    owner.id,
    keyId ?? "",
    thumbprint ?? "",
    notBefore === undefined ? "" : minutes(notBefore),
    expiresOn === undefined ? "" : minutes(expiresOn),
  ];
}

function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : text;
}

/** Its dashes do not break: three lines for a date make each row as high. */
function dayOf(epochSeconds: number): string {
  return isoSeconds(epochSeconds).slice(0, 10).replaceAll("-", "\u2011");
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
    rows.length > OPEN_ROWS
      ? { kind: "table", title: `Key sets (${rows.length.toLocaleString("en")})`, head, rows, folded: true }
      : { kind: "table", title: "Key sets", head, rows },
    ...(more > 0
      ? [{ kind: "text", text: `… and ${more.toLocaleString("en")} more key sets.` } as const]
      : []),
  ];
}
