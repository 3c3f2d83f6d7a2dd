// What the demo prints: plain text in 110 columns, with colours where somebody looks on.

import { stripVTControlCharacters, styleText } from "node:util";

const WIDTH = 110;

type Style = Parameters<typeof styleText>[0];

export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

export function print(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Breaks at blanks, and in JSON after commas; a word that is longer than a line is cut. Colours may
 * stand around whole words.
 */
export function wrap(text: string, first: string, next: string = " ".repeat(first.length)): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.match(/ *[^ ]+?(?:(?<=,)(?=")|(?= )|$)/g) ?? []) {
    if (!isEmpty && visibleLength(line) + visibleLength(word) > WIDTH) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty && line === next ? word.trimStart() : word;
    isEmpty = false;
    while (line.length > WIDTH && stripVTControlCharacters(line) === line) {
      lines.push(line.slice(0, WIDTH));
      line = next + line.slice(WIDTH);
    }
  }
  return [...lines, line].join("\n");
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** One paragraph for each line of the text. */
export function paragraph(text: string, indent = ""): void {
  for (const line of text.split("\n")) print(wrap(line, indent));
}

export function heading(text: string): void {
  print(`\n${paint("bold", text)}\n${"=".repeat(Math.min(WIDTH, text.length))}`);
}

export function subheading(text: string): void {
  print(`\n${paint("bold", text)}\n${"-".repeat(Math.min(WIDTH, text.length))}`);
}

/** A part of a step: its name, and its lines behind a bar. */
export function panel(name: string, lines: readonly string[]): void {
  print(`\n  ${paint("cyan", name)}`);
  for (const line of lines) print(line === "" ? "  |" : wrap(line, "  | ", `  | ${hang(line)}`));
}

/** A short name in the margin, and what there is to say. */
export function row(name: string, text: string): void {
  const margin = `  ${name}${" ".repeat(Math.max(1, 9 - visibleLength(name)))}`;
  for (const [index, line] of text.split("\n").entries()) {
    const first = index === 0 ? margin : " ".repeat(11);
    print(wrap(line, first, " ".repeat(13)));
  }
}

/** A row's second line stands under its last column, that of prose a little further in. */
function hang(line: string): string {
  const row = /^ *[\w-]+ {2,}/.exec(stripVTControlCharacters(line))?.[0];
  return " ".repeat(row === undefined ? 2 : row.length);
}

/** Columns as wide as their longest cell; trailing blanks are cut. */
export function columns(rows: readonly (readonly string[])[], gap = "  "): string[] {
  const widths = rows.reduce<number[]>((found, row) => {
    for (const [index, cell] of row.entries())
      found[index] = Math.max(found[index] ?? 0, visibleLength(cell));
    return found;
  }, []);
  return rows.map((row) =>
    row
      .map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - visibleLength(cell)))
      .join(gap)
      .trimEnd(),
  );
}
