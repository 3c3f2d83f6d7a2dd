/** Control, format (bidirectional, zero-width) and line-separating characters: none of them may be shown. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** The text on one line, every run of such characters replaced. */
export function printable(text: string, replacement = " "): string {
  return text.replace(UNPRINTABLE, replacement);
}

/** The same for a text of many lines: they stay. */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line))
    .join("\n");
}
