import type { Exchange } from "../exchange.ts";
import { badRequest, GraphRefusal } from "./refusal.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The body's JSON object with no other properties than these. */
export function readBody(exchange: Exchange, operation: string, allowed: readonly string[]): JsonObject {
  const type = exchange.headers["content-type"] ?? "";
  if (!/^application\/json *(;|$)/i.test(type)) {
    throw new GraphRefusal(
      415,
      "Request_BadRequest",
      `A supported MIME type could not be found that matches the content type of the request. None of the supported type(s) 'application/json' matches the content type '${type}'.`,
    );
  }
  const value = parse(exchange.body);
  return checkProperties(value, allowed, (name) =>
    badRequest(
      `The parameter '${name}' in the request payload is not a valid parameter for the operation '${operation}'.`,
    ),
  );
}

/** A nested object with no other properties than these; undefined where it is null or missing. */
export function readComplex(
  body: JsonObject,
  name: string,
  type: string,
  allowed: readonly string[],
): JsonObject | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined) return undefined;
  return checkComplex(value, type, allowed);
}

export function checkComplex(value: unknown, type: string, allowed: readonly string[]): JsonObject {
  if (!isObject(value)) {
    throw badRequest(
      "An unexpected 'PrimitiveValue' node was found when reading from the JSON reader. A 'StartObject' node was expected.",
    );
  }
  return checkProperties(value, allowed, (property) =>
    badRequest(
      `The property '${property}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`,
    ),
  );
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text === "" ? "{}" : text);
  } catch {
    value = undefined;
  }
  if (isObject(value)) return value;
  throw badRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    "BadRequest",
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkProperties(
  value: JsonObject,
  allowed: readonly string[],
  refuse: (name: string) => GraphRefusal,
): JsonObject {
  for (const name of Object.keys(value)) {
    if (!allowed.includes(name) && !name.startsWith("@odata.")) throw refuse(name);
  }
  return value;
}
