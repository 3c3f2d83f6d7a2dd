import { isObject } from "../graph/json.ts";
import { isoSeconds } from "../iso-time.ts";
import type { CredentialIdentity, DeliveredFacts } from "./sink.ts";

const LINE = "keyroll-line";
const NUMBER = "keyroll-number";
const KEY_ID = "keyroll-key-id";
const DELIVERED_AT = "keyroll-delivered-at";

/** Of a tag's name, and of its value. A secret has room for 15 tags. */
const LONGEST_TAG = 256;

/**
 * What a credential is, for whoever may list a vault's secrets and not read them. A value that
 * is too long is left out: the half of a line's name would be another line's.
 */
export function writeTags({
  line,
  number,
  keyId,
  deliveredAt,
}: DeliveredFacts): Readonly<Record<string, string>> {
  const tags = {
    [LINE]: line,
    [NUMBER]: String(number),
    ...(keyId === undefined ? {} : { [KEY_ID]: keyId }),
    [DELIVERED_AT]: isoSeconds(deliveredAt),
  };
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value.length <= LONGEST_TAG));
}

/** `undefined` where the tags are not ours: anybody who may write to the vault may write those. */
export function readTags(tags: unknown): CredentialIdentity | undefined {
  if (!isObject(tags)) return undefined;
  const { [LINE]: line, [NUMBER]: number, [KEY_ID]: keyId } = tags;
  if (typeof line !== "string" || !/^[A-Za-z0-9-]{1,24}$/.test(line)) return undefined;
  if (typeof number !== "string" || !/^\d{1,9}$/.test(number)) return undefined;
  const isKeyId = typeof keyId === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(keyId);
  return { line, number: Number(number), keyId: isKeyId ? keyId.toLowerCase() : undefined };
}
