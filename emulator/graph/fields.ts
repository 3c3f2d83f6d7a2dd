import { strictBase64 } from "../x509.ts";
import type { JsonObject } from "./body.ts";
import { badRequest } from "./refusal.ts";

/** Readers of typed properties. Null and a missing property are the same: undefined. */

export function optionalString(body: JsonObject, name: string): string | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw badRequest(`Cannot convert the literal '${shown(value)}' to the expected type 'Edm.String'.`);
}

export function requiredString(body: JsonObject, name: string): string {
  const value = optionalString(body, name);
  if (value === undefined || value === "") throw missing(name);
  return value;
}

export function missing(name: string): Error {
  return badRequest(`The required parameter '${name}' is missing or null.`);
}

/** The year 9999, the last that the service's own date type can hold: catches milliseconds. */
const LAST_SECOND = 253_402_300_799;

/** Edm.Int64 as a JSON number of seconds; text would need `IEEE754Compatible=true`. */
export function optionalEpochSeconds(body: JsonObject, name: string): number | null {
  const value = body[name] ?? null;
  if (value === null) return null;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw badRequest(`Cannot convert the literal '${shown(value)}' to the expected type 'Edm.Int64'.`);
  }
  if (value < 0 || value > LAST_SECOND) throw badRequest(`The value of '${name}' is out of range.`);
  return value;
}

export function requiredGuid(body: JsonObject, name: string): string {
  const value = requiredString(body, name);
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  throw badRequest(`Cannot convert the literal '${shown(value)}' to the expected type 'Edm.Guid'.`);
}

/** Edm.Binary: standard base64 with padding, and nothing else. */
export function requiredBinary(body: JsonObject, name: string): Buffer {
  const bytes = strictBase64(requiredString(body, name));
  if (bytes !== undefined) return bytes;
  throw badRequest(
    "Cannot convert a primitive value to the expected type 'Edm.Binary'. See the inner exception for more details.",
  );
}

/** Milliseconds since 1970 of an Edm.DateTimeOffset, which must carry its zone. */
export function optionalDateTime(body: JsonObject, name: string): number | undefined {
  const value = optionalString(body, name);
  if (value === undefined) return undefined;
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const ms = isWhole ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw badRequest(`Cannot convert the literal '${shown(value)}' to the expected type 'Edm.DateTimeOffset'.`);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
