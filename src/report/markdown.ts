import { printable, unicodePattern } from "../printable.ts";

const loneUnderscore = unicodePattern(String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`);

/**
 * Where GitHub would make a link of a text: `www.` (also behind `_`, where no word ends), an
 * address or its scheme, an e-mail or a mention, the number of an issue.
 *
 * Links are looked for in the text as it reads once escapes and entities are gone, so these do
 * not help; but never across a tag. `<wbr>` is one that shows nothing.
 */
const LINKED = /(?<=www)\.|(?<=https?|ftp|mailto|xmpp):|[:/](?=\/)|@|(?<=GH)-(?=\d)|(?<!&)#(?=\d)/giu;

/**
 * Text in a Markdown table cell or sentence: one line, no markup, no links, no mentions, no
 * characters that cannot be seen.
 *
 * By an entity rather than a backslash where a table looks for the character itself.
 */
export function escapeMarkdown(text: string): string {
  return escapeUnderscores(
    printable(text)
      .replace(/\s+/g, " ")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/\|/g, "&#124;")
      .replace(/[\\`*[\]~$]|(?<!&)#/g, "\\$&")
      .replace(LINKED, (sign) => (sign === "." ? "<wbr>." : `${sign}<wbr>`)),
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
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
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
