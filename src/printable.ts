/** Control, format (bidirectional, zero-width) and line-separating characters: none of them may be shown. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** The text on one line, every run of such characters replaced. */
export function printable(text: string, replacement = " "): string {
  return text.replace(UNPRINTABLE, replacement);
}
