import { Canonical, codesOf, mayHoldEscapes, type Reading } from "./canonical.ts";

/** What is shorter, canonically, is looked for as it stands. Masks have 8 characters or more. */
const PREFIX = 8;
/** A quote that breaks off is one from here on; at the text's very end, {@link PREFIX} is enough. */
const LONGEST_CHANCE = 16;
const BASE = 0x01_00_01_93;
const BASE_TO_PREFIX = powerOf(BASE, PREFIX - 1);
const FILTER_BITS = 20;
/** So many places are looked up by going through all values; for more a table is worth its making. */
const MOST_SCANS = 32;
/** Compared units per unit of text, and in any case: a text made to cost more is withheld whole. */
const COST_PER_UNIT = 64;
const COST_IN_ANY_CASE = 1_000_000;

export const REDACTED = "***";

interface Value {
  readonly text: string;
  readonly reading: Reading;
  /** Of the first eight. */
  readonly hash: number;
  /** Made when the first eight match for the first time: most values never meet a text. */
  codes: Uint16Array | undefined;
}

/**
 * Takes out of a text whatever was registered as a mask: the masker's counterpart. The runner
 * does the same for the log, letter by letter; this also covers files, processes that are not
 * the runner, and texts that change before they are shown.
 *
 * Texts are compared by their canonical form (`canonical.ts`): letter case, blanks, invisible
 * characters and the escapes of JSON, URLs, HTML and Markdown make no difference.
 *
 * The cost is linear in the text, whatever was registered: a rolling hash of eight characters
 * finds the places that are worth a look.
 */
export class Redactor {
  readonly #seen = new Set<string>();
  /** Not indexed yet: a run that shows nothing pays for nothing. */
  #waiting: string[] = [];
  readonly #values: Value[] = [];
  #byPrefix: Map<number, Value[]> | undefined;
  #scans = 0;
  readonly #filter = new Uint8Array(1 << (FILTER_BITS - 3));
  /** Too short for the index, in lower case. */
  readonly #short = new Set<string>();
  readonly #canonical = new Canonical();

  remember(value: string): void {
    if (this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#waiting.push(value);
  }

  /** The text with `***` for every registered value, and for each line of one, of 8 characters and more. */
  redact(text: string): string {
    return this.#redact(text, false);
  }

  /**
   * The same for a text that quotes what it was sent and may break off: the beginning of a
   * value goes too, from 16 characters on, or from 8 at the text's end.
   */
  redactQuotes(text: string): string {
    return this.#redact(text, true);
  }

  #redact(text: string, alsoBrokenOff: boolean): string {
    this.#index();
    if (this.#values.length === 0 && this.#short.size === 0) return text;
    const places = [
      ...this.#indexedPlaces(text, "unescaped", alsoBrokenOff),
      ...(mayHoldEscapes(text) ? this.#indexedPlaces(text, "literal", alsoBrokenOff) : []),
      ...this.#shortPlaces(text),
    ];
    return places.length === 0 ? text : withoutPlaces(text, places);
  }

  #indexedPlaces(text: string, reading: Reading, alsoBrokenOff: boolean): readonly Place[] {
    const canonical = this.#canonical;
    canonical.read(text, reading);
    const { codes, starts, ends, length } = canonical;
    const places: Place[] = [];
    let budget = length * COST_PER_UNIT + COST_IN_ANY_CASE;
    let hash = 0;
    for (let at = 0; at < length; at++) {
      if (at >= PREFIX) hash = (hash - Math.imul(codes[at - PREFIX] ?? 0, BASE_TO_PREFIX)) | 0;
      hash = (Math.imul(hash, BASE) + (codes[at] ?? 0)) | 0;
      if (at < PREFIX - 1 || !this.#mayHold(hash)) continue;
      const from = at - PREFIX + 1;
      let longest = 0;
      for (const value of this.#valuesOf(hash)) {
        value.codes ??= codesOf(value.text, value.reading);
        const common = commonLength(codes, from, length, value.codes);
        budget -= common;
        const isWhole = common === value.codes.length;
        const breaksOff =
          alsoBrokenOff && (common >= LONGEST_CHANCE || (common >= PREFIX && from + common === length));
        if (isWhole || breaksOff) longest = Math.max(longest, common);
      }
      if (budget < 0) return [{ start: 0, end: text.length }];
      if (longest > 0)
        places.push({ start: starts[from] ?? 0, end: ends[from + longest - 1] ?? text.length });
    }
    return places;
  }

  #shortPlaces(text: string): readonly Place[] {
    if (this.#short.size === 0) return [];
    const lower = text.toLowerCase();
    // Few letters change their length with their case; their places are then looked for as they are.
    const searched = lower.length === text.length ? lower : text;
    const places: Place[] = [];
    for (const value of this.#short) {
      for (let at = searched.indexOf(value); at !== -1; at = searched.indexOf(value, at + value.length)) {
        places.push({ start: at, end: at + value.length });
      }
    }
    return places;
  }

  #mayHold(hash: number): boolean {
    const bit = bitOf(hash);
    return ((this.#filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  #index(): void {
    if (this.#waiting.length === 0) return;
    for (const value of this.#waiting) {
      for (const line of value.includes("\n") ? [value, ...value.split(/\r?\n/)] : [value]) {
        if (line.length >= PREFIX) this.#add(line);
      }
      for (const digits of asThumbprint(value)) this.#add(digits);
    }
    this.#waiting = [];
  }

  #add(text: string): void {
    this.#addRead(text, "unescaped");
    if (mayHoldEscapes(text)) this.#addRead(text, "literal");
  }

  #addRead(text: string, reading: Reading): void {
    this.#canonical.read(text, reading, PREFIX);
    const { codes, length } = this.#canonical;
    if (length < PREFIX) {
      // Blanks or backslashes for the most part.
      this.#short.add(text.toLowerCase());
      return;
    }
    let hash = 0;
    for (let at = 0; at < PREFIX; at++) hash = (Math.imul(hash, BASE) + (codes[at] ?? 0)) | 0;
    const bit = bitOf(hash);
    this.#filter[bit >>> 3] = (this.#filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
    this.#values.push({ text, reading, hash, codes: undefined });
    this.#byPrefix = undefined;
  }

  /** A key has two thousand lines, and few of the texts of a run come near one of them. */
  #valuesOf(hash: number): readonly Value[] {
    if (this.#scans++ < MOST_SCANS) return this.#values.filter((value) => value.hash === hash);
    this.#byPrefix ??= Map.groupBy(this.#values, (value) => value.hash);
    return this.#byPrefix.get(hash) ?? [];
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function withoutPlaces(text: string, places: readonly Place[]): string {
  let redacted = "";
  let done = 0;
  for (const { start, end } of [...places].sort((left, right) => left.start - right.start)) {
    if (end <= done) continue;
    // Places that touch or overlap are one: each on its own would leave the edges of the others.
    if (start > done || done === 0) redacted += `${text.slice(done, start)}${REDACTED}`;
    done = end;
  }
  return redacted + text.slice(done);
}

/** A certificate's identifier is shown as hex of the bytes that its base64 says (`graph/wire.ts`): 20 of them. */
function asThumbprint(value: string): readonly string[] {
  if (value.length > 28) return [];
  const forms: string[] = [];
  if (Buffer.byteLength(value) === 20) forms.push(Buffer.from(value).toString("hex"));
  if (/^[\w+/-]{27}=?$/.test(value)) forms.push(Buffer.from(value, "base64").toString("hex"));
  return forms;
}

function commonLength(codes: Uint16Array, from: number, length: number, value: Uint16Array): number {
  const most = Math.min(value.length, length - from);
  let common = 0;
  while (common < most && codes[from + common] === value[common]) common++;
  return common;
}

function bitOf(hash: number): number {
  return (hash ^ (hash >>> FILTER_BITS)) & ((1 << FILTER_BITS) - 1);
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let count = 0; count < exponent; count++) power = Math.imul(power, base);
  return power;
}
