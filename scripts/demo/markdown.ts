// A job summary as GitHub would draw it, in plain text.

import { stripVTControlCharacters } from "node:util";
import { columns, paint } from "./screen.ts";

/** Tables of more columns than this are cut at the margin; others are broken into lines. */
const MOST_COLUMNS = 5;
const WIDEST_ROW = 104;

/** @param most rows of a table or of code; the others are counted */
export function drawMarkdown(markdown: string, most = Infinity): string[] {
  const lines: string[] = [];
  let rows: string[][] = [];
  let code: string[] = [];
  let isCode = false;
  const endTable = (): void => {
    const isWide = (rows[0]?.length ?? 0) > MOST_COLUMNS;
    lines.push(...few(columns(rows), most + 1, "rows").map((row) => (isWide ? cut(row) : row)));
    rows = [];
  };
  for (const line of markdown.trim().split("\n")) {
    if (line.startsWith("```")) {
      isCode = !isCode;
      lines.push(...few(code, most + 4, "lines"));
      code = [];
    } else if (isCode) {
      code.push(`  ${line}`);
    } else if (line.startsWith("|")) {
      const cells = line.split("|").slice(1, -1).map(plain);
      const isRule = cells.every((cell) => /^-+$/.test(cell));
      if (!isRule && cells.some((cell) => cell !== "")) rows.push(cells);
    } else {
      endTable();
      const title = /^#+ (.*)/.exec(line)?.[1];
      lines.push(title === undefined ? plain(line) : paint("bold", plain(title)));
    }
  }
  endTable();
  return lines;
}

function few(lines: readonly string[], most: number, what: string): readonly string[] {
  const left = lines.length - most;
  return left < 2 ? lines : [...lines.slice(0, most), `  … ${left} more ${what}`];
}

function cut(row: string): string {
  if (stripVTControlCharacters(row).length <= WIDEST_ROW) return row;
  return `${stripVTControlCharacters(row).slice(0, WIDEST_ROW - 1)}…`;
}

/** Markup away, characters as they read. */
function plain(text: string): string {
  return text
    .replaceAll(/<\/?(?:code|details|summary)>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replaceAll("&amp;", "&")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
}
