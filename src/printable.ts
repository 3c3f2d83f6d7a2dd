/**
 * ASCII without control characters, as nearly every text is. Asked before a pattern with a class of
 * Unicode's, which takes the engine some milliseconds as soon as its literal is reached.
 */
export const PLAIN = /^[\x20-\x7e]*$/;

/** The text on one line, every run of such characters replaced. */
export function printable(text: string, replacement = " "): string {
  // Control, format (bidirectional, zero-width) and line-separating characters: none may be shown.
  return PLAIN.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, replacement);
}
