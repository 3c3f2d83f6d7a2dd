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

/** The parsed object, or `undefined` where the text is no JSON object (an HTML page, a cut answer). */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
