import { unicodePattern } from "../printable.ts";

/** What a character may be written as in HTML. */
const ENTITY = /&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(amp|lt|gt|quot|apos|nbsp));/iy;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
/** U+FFFD stands for such a one where somebody took it out. */
const invisible = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Z}\ufffd]`, "u");
/** What the summary puts into an address, so that GitHub makes no link of it. */
const TAG = "<wbr>";

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const BACKSLASH = 0x5c;
/** Of the characters beyond the first plane, the invisible ones begin with this surrogate. */
const TAGS_SURROGATE = 0xdb40;

/** ASCII that stands for itself, in lower case; 0 for what is looked at. */
const PLAIN = Uint8Array.from({ length: 0x80 }, (_, code) =>
  code <= 0x20 || code === 0x7f || [PERCENT, AMPERSAND, LESS_THAN, BACKSLASH].includes(code)
    ? 0
    : code >= 0x41 && code <= 0x5a
      ? code | 0x20
      : code,
);

/**
 * What a text says, whatever it is written like: in lower case, without blanks and invisible
 * characters, without the escapes of JSON, URLs (ASCII), HTML and Markdown. Two spellings of
 * one secret have one canonical form.
 *
 * Each unit knows the place in the text where it came from. The arrays are used again by the
 * next `read`.
 */
export class Canonical {
  codes = new Uint16Array(512);
  starts = new Int32Array(512);
  /** Of the place, exclusive. */
  ends = new Int32Array(512);
  length = 0;

  /**
   * @param reading `literal`: nothing is an escape. A service that puts a backslash or a percent
   *   sign before what it quotes makes an escape of the quote's own beginning.
   */
  read(text: string, reading: Reading, most = Infinity): void {
    const room = Math.min(text.length, most);
    if (this.codes.length < room) this.#grow(room);
    this.length = 0;
    const { length } = text;
    const unescapes = reading === "unescaped";
    for (let at = 0; at < length && this.length < most;) {
      const start = at;
      let code = text.charCodeAt(at++);
      if (code < 0x80 && PLAIN[code] !== 0) {
        this.codes[this.length] = PLAIN[code] ?? 0;
        this.starts[this.length] = start;
        this.ends[this.length++] = at;
        continue;
      }
      if (unescapes && code === PERCENT) {
        const value = hexAt(text, at, 2);
        if (value >= 0 && value < 0x80) {
          code = value;
          at += 2;
        }
      } else if (unescapes && code === AMPERSAND) {
        ENTITY.lastIndex = start;
        const match = ENTITY.exec(text);
        if (match !== null) {
          code = entityCode(match);
          at = ENTITY.lastIndex;
        }
      } else if (unescapes && code === LESS_THAN) {
        if (text.startsWith(TAG, start)) {
          at = start + TAG.length;
          continue;
        }
      } else if (unescapes && code === BACKSLASH) {
        const next = text[at];
        const value = next === "u" ? hexAt(text, at + 1, 4) : -1;
        if (value >= 0) {
          code = value;
          at += 5;
        } else {
          // A line's end in JSON, or the escape of what follows.
          if (next === "n" || next === "r" || next === "t") at++;
          continue;
        }
      } else if (code === TAGS_SURROGATE) {
        at++;
        continue;
      }
      const folded = fold(code);
      if (folded < 0) continue;
      this.codes[this.length] = folded;
      this.starts[this.length] = start;
      this.ends[this.length] = at;
      this.length++;
    }
  }

  #grow(length: number): void {
    const size = Math.max(length, this.codes.length * 2);
    this.codes = new Uint16Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
  }
}

/** With the escapes of JSON, URLs, HTML and Markdown undone, or as it stands. */
export type Reading = "unescaped" | "literal";

/** Where the two readings may differ. */
export function mayHoldEscapes(text: string): boolean {
  return /[%&<\\]/.test(text);
}

/** The canonical form of a whole text. */
export function codesOf(text: string, reading: Reading): Uint16Array {
  const canonical = new Canonical();
  canonical.read(text, reading);
  return canonical.codes.slice(0, canonical.length);
}

/** In lower case; -1 for what nobody sees. */
function fold(code: number): number {
  if (code < 0x80) {
    if (code <= 0x20 || code === 0x7f || code === BACKSLASH) return -1;
    return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
  }
  const character = String.fromCharCode(code);
  if (invisible().test(character)) return -1;
  const lower = character.toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

function entityCode([, decimal, hexadecimal, name]: RegExpExecArray): number {
  if (name !== undefined) return (NAMED[name.toLowerCase()] ?? " ").charCodeAt(0);
  const value = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return value & 0xffff;
}

/** -1 where these are no hex digits. */
function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index++) {
    const code = text.charCodeAt(index);
    const digit =
      code >= 0x30 && code <= 0x39
        ? code - 0x30
        : code >= 0x61 && code <= 0x66
          ? code - 0x57
          : code >= 0x41 && code <= 0x46
            ? code - 0x37
            : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
