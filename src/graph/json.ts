import { ActionError } from "../errors.ts";
import { reveal, Secret } from "../secrets/secret.ts";

/** A request body: plain JSON in which secrets stay wrapped until it is sent. */
export interface JsonBody {
  readonly [name: string]: JsonValue;
}
export type JsonValue =
  string | number | boolean | null | undefined | Secret | JsonBody | readonly JsonValue[];

/** The body as it travels. Holds secrets, so it is one. */
export function encodeJson(body: JsonBody): Secret {
  return new Secret(JSON.stringify(unwrap(body)), "request body");
}

// By hand and not by a JSON.stringify replacer: `toJSON` runs before any replacer.
function unwrap(value: JsonValue): unknown {
  if (value instanceof Secret) return reveal(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(unwrap);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value as JsonBody).map(([name, item]) => [name, unwrap(item)]));
  }
  return value;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The parsed object, or `undefined` where the text is no JSON object (an HTML page, a cut answer), or
 * one that no service sends: nested without end, or of so many parts that it costs many times its bytes.
 */
export function parseObject(text: string): JsonObject | undefined {
  if (!isModest(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Graph's own answers are some ten levels deep. */
const DEEPEST = 64;
/** Members and items: a page of 999 objects, each with twenty credentials of ten members, has half of it. */
const MOST_PARTS = 400_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Looks once at each character: what is in quotes does not count. */
function isModest(text: string): boolean {
  let depth = 0;
  let parts = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isQuoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isQuoted = false;
    } else if (code === QUOTE) isQuoted = true;
    // `[` and `{`, `]` and `}`: they differ by one bit.
    else if ((code | 0x20) === 0x7b) {
      parts++;
      if (++depth > DEEPEST) return false;
    } else if ((code | 0x20) === 0x7d) depth--;
    else if (code === COMMA) parts++;
    if (parts > MOST_PARTS) return false;
  }
  return true;
}

/** More keys, credentials or versions than any object has: Entra allows 1,200 on an application. */
const MOST_ITEMS = 5_000;

/**
 * A list within an answer; empty where it is none.
 * @throws ActionError where it is longer than any true one: what is done with its items may take the square of their number
 */
export function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  if (value.length <= MOST_ITEMS) return value;
  throw new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `The service answered with a list of ${value.length.toLocaleString("en")} items, where some dozens are usual.`,
    remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
  });
}
