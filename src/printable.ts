/** ASCII without control characters, as nearly every text is: then there is nothing to replace. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Control, format (bidirectional, zero-width) and line-separating characters: none of them may be shown. */
const unprintable = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+`);

/** The text on one line, every run of such characters replaced. */
export function printable(text: string, replacement = " "): string {
  return PLAIN.test(text) ? text : text.replace(unprintable(), replacement);
}

/**
 * A pattern with classes of Unicode's (`\p{…}`), made when it is first asked for. As a literal it
 * would take a run a millisecond as soon as the script is read, used or not.
 */
export function unicodePattern(source: string, flags: "u" | "gu" = "gu"): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= new RegExp(source, flags));
}

/** The same for a text of many lines: they stay. */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line))
    .join("\n");
}
