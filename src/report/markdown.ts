import { unicodePattern } from "../printable.ts";

const loneUnderscore = unicodePattern(String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`);

/**
 * Text in a Markdown table cell or sentence: one line, no markup, no links, no mentions.
 *
 * By entities rather than backslashes where something after the Markdown looks for the
 * character itself: a table for `|`, GitHub for `@`, and for addresses, which it links.
 */
export function escapeMarkdown(text: string): string {
  return escapeUnderscores(
    text
      .replace(/\s+/g, " ")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/\|/g, "&#124;")
      .replace(/@/g, "&#64;")
      .replace(/:\/\//g, "&#58;//")
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`)
      .replace(/[\\`*[\]~$]|(?<!&)#/g, "\\$&"),
  );
}

/** Between letters or digits, as in B2C_1A_Name, it is no markup. */
function escapeUnderscores(text: string): string {
  const mayBeLone = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/.test(text);
  return mayBeLone ? text.replace(loneUnderscore(), "\\_") : text;
}

/** Code in a table cell. HTML tags do not end Markdown: inside them the same has to be escaped. */
export function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** A block to be copied as it stands; the fence is longer than any in the text. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * Behind a plain heading that opens it. The heading is HTML and not Markdown; the blank lines
 * let GitHub read the inside as Markdown.
 */
export function folded(heading: string, markdown: string): string {
  const html = heading.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<details><summary>${html}</summary>\n\n${markdown}\n\n</details>`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
