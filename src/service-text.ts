import { printable, printableLines } from "./printable.ts";
import type { Redactor } from "./secrets/redactor.ts";

/** Long enough for Graph's longest message, short enough for an annotation. */
const LONGEST = 600;
/** Nobody reads further than that into what a service says. A secret that is cut here goes as a whole one does. */
const LONGEST_READ = 65_536;
/** Seven characters, with what cleaning leaves between them. */
const LONGEST_REST = 24;
const LONGEST_ODD_ID = 60;
/** Of a text in the report: an id or a name of a megabyte would have the summary dropped whole. */
const LONGEST_IN_REPORT = 4_000;

/**
 * What services say, made fit to be shown. Whoever shows a service's text gets it through here.
 *
 * The order is the point: what was registered as secret goes first, out of the text as it came;
 * then the text is cleaned; then it is cut, and never within what was taken out. The other way
 * round, cleaning and cutting change what the service quotes, and the secret in it is not found
 * any more (docs/design.md, "Masking").
 */
export class ServiceText {
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /**
   * One line, without control, bidirectional or invisible characters and without anything that
   * looks like a token, cut.
   *
   * Such texts are untrusted: at the start of a line `::error::` or `##[error]` would be
   * carried out by the runner (docs/design.md, "Injection").
   */
  line(text: string): string {
    const shown = clean(this.#redactor.redactQuotes(text.slice(0, LONGEST_READ)));
    // What is left of a secret there is too short to be known for one.
    return cut(text.length > LONGEST_READ ? shown.slice(0, -LONGEST_REST) : shown, LONGEST);
  }

  /** The value of a header: Node reads its bytes as Latin-1, whatever they are. */
  header(value: string): string {
    const text = Buffer.from(value, "latin1").toString("utf8");
    return this.line(text.includes("\ufffd") ? value : text);
  }

  /**
   * A name or an id: a line that is cut at `longest` characters (code points).
   *
   * @returns `undefined` where nothing is left of it
   */
  name(text: string | undefined, longest: number): string | undefined {
    const characters = Array.from(text === undefined ? "" : this.line(text));
    if (characters.length === 0) return undefined;
    return characters.length > longest
      ? `${withoutHalfMark(characters.slice(0, longest).join(""), characters[longest])}…`
      : characters.join("");
  }

  /** An id: whole where it is one, else as a name. */
  id(text: string | undefined): string | undefined {
    if (text !== undefined && isPlainId(text) && this.#redactor.redactQuotes(text) === text) return text;
    return this.name(text, LONGEST_ODD_ID);
  }

  /** A text of the report, lines and all, before it is escaped for Markdown or encoded as JSON. */
  inReport(text: string): string {
    const redacted = this.#redactor.redact(text);
    return cut(printableLines(redacted).replace(/##\[/g, "# #["), LONGEST_IN_REPORT);
  }
}

/** An identifier as it may leave this action: what services make (GUIDs, base64, base64url, names of key sets), and no more. */
export function isPlainId(text: string): boolean {
  return /^[A-Za-z0-9._~=+/-]{1,256}$/.test(text);
}

function clean(text: string): string {
  return printable(text)
    .replace(/eyJ[\w-]{8,}(\.[\w-]*){0,4}/g, "<token>")
    .replace(/:(?=:)/g, ": ")
    .replace(/##\[/g, "# #[")
    .replace(/ {2,}/g, " ")
    .trim();
}

function cut(text: string, longest: number): string {
  const shown = text.length > longest ? `${withoutHalfMark(text.slice(0, longest), text[longest])}…` : text;
  // Half of a surrogate pair, sent or cut, is no text.
  return shown.toWellFormed();
}

/** The `***` of a redaction stays whole or goes. */
function withoutHalfMark(text: string, next: string | undefined): string {
  return next === "*" ? text.replace(/\*{1,2}$/, "") : text;
}
