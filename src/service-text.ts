/** Long enough for Graph's longest message, short enough for an annotation. */
const LONGEST = 600;

/**
 * A service's text, fit to be shown: one line, no control, bidirectional or invisible
 * characters, nothing that looks like a token, cut.
 *
 * Such texts are untrusted: at the start of a line `::error::` or `##[error]` would be
 * carried out by the runner (reliability.md A.3).
 */
export function cleanServiceText(text: string): string {
  const line = text
    // eslint-disable-next-line no-control-regex -- these are the characters to take out
    .replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, " ")
    .replace(/eyJ[\w-]{8,}(\.[\w-]*){0,4}/g, "<token>")
    .replace(/::/g, ": :")
    .replace(/##\[/g, "# #[")
    .replace(/ {2,}/g, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
