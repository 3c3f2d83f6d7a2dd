import { printable } from "./printable.ts";

/** Long enough for Graph's longest message, short enough for an annotation. */
const LONGEST = 600;

/**
 * A service's text, fit to be shown: one line, no control, bidirectional or invisible
 * characters, nothing that looks like a token, cut.
 *
 * Such texts are untrusted: at the start of a line `::error::` or `##[error]` would be
 * carried out by the runner (docs/design.md, "Injection").
 */
export function cleanServiceText(text: string): string {
  const line = printable(text)
    .replace(/eyJ[\w-]{8,}(\.[\w-]*){0,4}/g, "<token>")
    .replace(/:(?=:)/g, ": ")
    .replace(/##\[/g, "# #[")
    .replace(/ {2,}/g, " ")
    .trim();
  // Half of a surrogate pair, sent or cut, is no text.
  return (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line).toWellFormed();
}
