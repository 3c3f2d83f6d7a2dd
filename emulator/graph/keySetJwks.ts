import { randomBytes } from "node:crypto";
import type { KeySetKey } from "../model.ts";
import { checkComplex, type JsonObject } from "./body.ts";
import { optionalEpochSeconds, optionalString, requiredString } from "./fields.ts";
import { badRequest } from "./refusal.ts";

const TYPE = "microsoft.graph.trustFrameworkKey";
const PROPERTIES = [
  "d",
  "dp",
  "dq",
  "e",
  "exp",
  "k",
  "kid",
  "kty",
  "n",
  "nbf",
  "p",
  "q",
  "qi",
  "status",
  "use",
  "x5c",
  "x5t",
];

/** The `keys` that a client sends with POST or PUT of a whole set. */
export function readSuppliedKeys(value: unknown): KeySetKey[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest("A 'StartArray' node was expected for 'keys'.");
  const keys = value.map((each) => readSuppliedKey(checkComplex(each, TYPE, PROPERTIES)));
  if (new Set(keys.map(({ kty }) => kty)).size > 1) throw mixedTypes();
  return keys;
}

export function mixedTypes(): Error {
  return badRequest("A key set cannot mix RSA and Oct keys.", "AADB2C95032");
}

function readSuppliedKey(body: JsonObject): KeySetKey {
  const kty = requiredString(body, "kty").toUpperCase();
  if (kty !== "RSA" && kty !== "OCT") throw badRequest("The value of 'kty' is invalid.");
  const use = requiredString(body, "use");
  if (use !== "sig" && use !== "enc") throw badRequest("The value of 'use' is invalid.");
  return {
    kid: optionalString(body, "kid") ?? randomBytes(32).toString("base64url"),
    kty: kty === "RSA" ? "RSA" : "oct",
    use,
    nbf: optionalEpochSeconds(body, "nbf"),
    exp: optionalEpochSeconds(body, "exp"),
    status: optionalString(body, "status") === "disabled" ? "disabled" : "enabled",
    n: optionalString(body, "n") ?? null,
    e: optionalString(body, "e") ?? null,
    x5c: (body["x5c"] ?? []) as string[],
    x5t: optionalString(body, "x5t") ?? null,
    // Null in every answer, so whoever sends back what was read has lost it.
    secret: optionalString(body, kty === "RSA" ? "d" : "k") ?? null,
  };
}
