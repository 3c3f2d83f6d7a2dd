// A job summary as GitHub would draw it, in plain text.

import { columns, paint } from "./screen.ts";

export function drawMarkdown(markdown: string): string[] {
  const lines: string[] = [];
  let rows: string[][] = [];
  let isCode = false;
  const endTable = (): void => {
    lines.push(...columns(rows));
    rows = [];
  };
  for (const line of markdown.trim().split("\n")) {
    if (line.startsWith("```")) {
      isCode = !isCode;
    } else if (isCode) {
      lines.push(`  ${line}`);
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

/** Markup away, characters as they read. */
function plain(text: string): string {
  return text
    .replaceAll(/<\/?code>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#124;", "|")
    .replaceAll("&#96;", "`")
    .replaceAll("&amp;", "&")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
}
