import { createHash } from "node:crypto";
import { foreignDateTime, foreignSeconds } from "../foreign-time.ts";
import { isObject, readList, type JsonObject } from "./json.ts";

/** A key of a trust framework key set, as far as anybody may read it. */
export interface KeySetKey {
  readonly kid: string;
  /** In JWK spelling: `RSA`, `oct`. The service writes it in any letter case. What is not known stays as it came. */
  readonly kty: string | undefined;
  readonly use: string | undefined;
  /** Seconds since 1970. */
  readonly nbf: number | undefined;
  readonly exp: number | undefined;
  readonly status: string | undefined;
  /** base64url SHA-1 of the certificate. */
  readonly x5t: string | undefined;
  /** SHA-1, capital hex: of the certificate itself where Graph gives it, else from `x5t`. */
  readonly thumbprint: string | undefined;
}

export interface KeySet {
  readonly id: string;
  readonly keys: readonly KeySetKey[];
}

/** A certificate of an application or service principal. */
export interface KeyCredential {
  readonly keyId: string | undefined;
  readonly displayName: string | undefined;
  readonly type: string | undefined;
  readonly usage: string | undefined;
  /** Seconds since 1970. */
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
  /** SHA-1, capital hex: of `key` where Graph gives it, else from `customKeyIdentifier`. */
  readonly thumbprint: string | undefined;
  /** The certificate itself, base64 DER; Graph gives it when one object's `keyCredentials` are selected. */
  readonly certificate: string | undefined;
}

/** A client secret of an application or service principal: everything but its value. */
export interface PasswordCredential {
  readonly keyId: string | undefined;
  readonly displayName: string | undefined;
  /** The secret's first three characters: public, and all that is ever shown of it again. */
  readonly hint: string | undefined;
  /** Seconds since 1970. */
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
}

const KEY_TYPES = ["RSA", "oct", "EC", "OKP"] as const;
const USES = ["sig", "enc"] as const;
const STATUSES = ["enabled", "disabled"] as const;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The object itself, or what stands in its `value`: the documentation shows both. */
export function unwrapValue(answer: JsonObject): JsonObject {
  return isObject(answer["value"]) ? answer["value"] : answer;
}

export function readKeySetKey(value: unknown): KeySetKey | undefined {
  if (!isObject(value)) return undefined;
  const kid = shortText(value["kid"]);
  if (kid === undefined) return undefined;
  return {
    kid,
    kty: known(shortText(value["kty"]), KEY_TYPES),
    use: known(shortText(value["use"]), USES),
    nbf: seconds(value["nbf"]),
    exp: seconds(value["exp"]),
    status: known(shortText(value["status"]), STATUSES),
    x5t: shortText(value["x5t"]),
    thumbprint: keyThumbprint(leafOf(value["x5c"])) ?? thumbprint(shortText(value["x5t"])),
  };
}

export function readKeySet(answer: JsonObject): KeySet | undefined {
  const id = shortText(answer["id"]);
  if (id === undefined) return undefined;
  const keys = readList(answer["keys"]);
  return { id, keys: keys.map(readKeySetKey).filter((key) => key !== undefined) };
}

export function readKeyCredential(value: unknown): KeyCredential | undefined {
  if (!isObject(value)) return undefined;
  return {
    keyId: guidOf(value["keyId"]),
    displayName: shortText(value["displayName"]),
    type: shortText(value["type"]),
    usage: shortText(value["usage"]),
    notBefore: dateTime(value["startDateTime"]),
    expiresOn: dateTime(value["endDateTime"]),
    thumbprint: keyThumbprint(longText(value["key"])) ?? thumbprint(shortText(value["customKeyIdentifier"])),
    certificate: longText(value["key"]),
  };
}

export function readKeyCredentials(object: JsonObject): readonly KeyCredential[] {
  return readList(object["keyCredentials"])
    .map(readKeyCredential)
    .filter((item) => item !== undefined);
}

export function readPasswordCredential(value: unknown): PasswordCredential | undefined {
  if (!isObject(value)) return undefined;
  return {
    keyId: guidOf(value["keyId"]),
    displayName: shortText(value["displayName"]),
    hint: shortText(value["hint"]),
    notBefore: dateTime(value["startDateTime"]),
    expiresOn: dateTime(value["endDateTime"]),
  };
}

export function readPasswordCredentials(object: JsonObject): readonly PasswordCredential[] {
  return readList(object["passwordCredentials"])
    .map(readPasswordCredential)
    .filter((item) => item !== undefined);
}

/** The first of the chain is the key's own. */
function leafOf(x5c: unknown): string | undefined {
  return Array.isArray(x5c) ? longText(x5c[0]) : undefined;
}

function keyThumbprint(key: string | undefined): string | undefined {
  return key === undefined ? undefined : createHash("sha1").update(key, "base64").digest("hex").toUpperCase();
}

/**
 * An identifier (`customKeyIdentifier`, `x5t`) is base64 of the 20 bytes, or the 40 hex digits themselves
 * (docs/service-facts.md, "Credentials"); 40 hex digits are valid base64 too, so they are tried first.
 */
function thumbprint(identifier: string | undefined): string | undefined {
  if (identifier === undefined) return undefined;
  if (/^[0-9a-f]{40}$/i.test(identifier)) return identifier.toUpperCase();
  // Node reads base64 from anything: from a sentence, too.
  if (/^[\w+/-]{27}=?$/.test(identifier))
    return Buffer.from(identifier, "base64").toString("hex").toUpperCase();
  if (!/^[\w+/-]{54}(==)?$/.test(identifier)) return undefined;
  const hex = Buffer.from(identifier, "base64").toString("latin1");
  return /^[0-9a-f]{40}$/i.test(hex) ? hex.toUpperCase() : undefined;
}

/**
 * One of our spellings, whatever the letter case; anything else as it came. A text that is not
 * known may quote a secret, and one whose letters were changed is harder to find.
 */
function known(value: string | undefined, spellings: readonly string[]): string | undefined {
  if (value === undefined || value.length > 16) return value;
  const lower = value.toLowerCase();
  return spellings.find((spelling) => spelling.toLowerCase() === lower) ?? value;
}

/** An id in lower case, as the inputs are; what is no GUID as it came. `undefined` for what is no text. */
export function guidOf(value: unknown): string | undefined {
  const id = shortText(value);
  return id !== undefined && GUID.test(id) ? id.toLowerCase() : id;
}

/** Ids, types and names: Graph's longest has 256 characters. */
const LONGEST_TEXT = 1_000;
/** Stands for what is longer: no id, and no beginning of one, which might be a secret's that nobody knows any more. */
const TOO_LONG = `(more than ${String(LONGEST_TEXT)} characters)`;

/** `undefined` for what is no text. */
export function shortText(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  return value.length <= LONGEST_TEXT ? value : TOO_LONG;
}

/** A certificate. */
function longText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Numbers and quoted numbers: the documentation's examples show both. A key in milliseconds ends in 9999. */
function seconds(value: unknown): number | undefined {
  const read = foreignSeconds(value, "nearest");
  return read === 0 ? undefined : read;
}

/** No date is written longer; `Date.parse` reads whatever it gets. */
const LONGEST_DATE = 64;

/** Beyond the range it is brought to the nearest bound: "no end" would be another meaning. */
function dateTime(value: unknown): number | undefined {
  if (typeof value === "string" && value.length > LONGEST_DATE) return undefined;
  return foreignDateTime(value, "nearest");
}
