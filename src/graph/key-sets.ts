import { ActionError } from "../errors.ts";
import { READ_KEY_SETS, WRITE_KEY_SETS } from "../permissions.ts";
import type { GraphClient } from "./client.ts";
import type { JsonBody, JsonObject } from "./json.ts";
import type { Found } from "./look-up.ts";
import { explainRefusal, GraphRefused } from "./refused.ts";
import { performRemoval } from "./removal.ts";
import type { GraphUrls } from "./urls.ts";
import { readKeySet, readKeySetKey, unwrapValue, type KeySet, type KeySetKey } from "./wire.ts";
import { performWrite, type Write } from "./write.ts";

const BY_HAND =
  "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;

/** What a new key must look like, as far as anybody can read it. */
export interface Fingerprint {
  /** In JWK spelling. */
  readonly kty: string;
  /** `undefined` where the service chooses, as it does for certificates. */
  readonly use: string | undefined;
  readonly nbf: number | undefined;
  readonly exp: number | undefined;
  /** A date was counted from now: no key of an earlier run has the same seconds. */
  readonly ofThisRun?: boolean;
  /** SHA-1 of the certificate, capital hex. Where there is one it alone decides. */
  readonly thumbprint?: string;
}

export interface NewKey {
  readonly keySetId: string;
  readonly action: "generateKey" | "uploadSecret" | "uploadCertificate" | "uploadPkcs12";
  readonly body: JsonBody;
  readonly fingerprint: Fingerprint;
  /** Kids of before, where the set was read; lets a lost answer be looked up in any case. */
  readonly before: readonly string[] | undefined;
  readonly createdAt: number | undefined;
}

export type KeyStatus = "enabled" | "disabled";

/** @returns `undefined` where the key set does not exist */
export async function readKeySetIfAny(
  graph: GraphClient,
  urls: GraphUrls,
  keySetId: string,
): Promise<KeySet | undefined> {
  try {
    const set = readKeySet(unwrapValue(await graph.read(urls.keySet(keySetId))));
    // Not an empty one: a rotation would make the first key of it.
    if (set === undefined) throw unreadable(`a read of key set ${keySetId}`, "a key set");
    return set;
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (error.isNotFound) return undefined;
    throw explainRefusal(error, `read key set ${keySetId}`, READ_KEY_SETS);
  }
}

/**
 * The key that policies use now.
 *
 * @returns `undefined` where there is none, or no such key set
 * @throws ActionError also where the service answers with neither: unknown is not none
 */
export async function readActiveKey(
  graph: GraphClient,
  urls: GraphUrls,
  keySetId: string,
): Promise<KeySetKey | undefined> {
  try {
    const answer = await graph.read(urls.keySet(keySetId, "getActiveKey"));
    const key = readKeySetKey(unwrapValue(answer));
    if (key === undefined && !isNothing(answer)) {
      throw unreadable(`the question which key of key set ${keySetId} is active`, "a key");
    }
    return key;
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (error.isNotFound) return undefined;
    throw explainRefusal(error, `read the active key of key set ${keySetId}`, READ_KEY_SETS);
  }
}

/** OData's ways to say "null": no content, `@odata.null`, a value of null. */
function isNothing(answer: JsonObject): boolean {
  return Object.entries(answer).every(([name, value]) => name.startsWith("@odata.") || value === null);
}

function unreadable(question: string, expected: string): ActionError {
  return new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `Graph's answer to ${question} is not ${expected}.`,
    remedy: "Check graph-url and the proxy, and run it again.",
  });
}

/** @param mayCreate the operation knows `create-key-set` */
export function keySetMissing(keySetId: string, mayCreate: boolean): ActionError {
  return new ActionError({
    code: "not-found",
    blame: "service",
    what: `There is no key set ${keySetId} in this tenant.`,
    remedy: mayCreate
      ? "Check key-set-id and tenant-id, or set `create-key-set: true` to have it made."
      : "Check key-set-id and tenant-id.",
  });
}

/** Makes the key set and returns the id that the service gave it. A set that exists already is fine. */
export async function createKeySet(graph: GraphClient, urls: GraphUrls, keySetId: string): Promise<string> {
  // The service puts the prefix in front; whether it would do so twice nobody knows.
  const name = keySetId.replace(/^B2C_1A_/, "");
  return performWrite<string>(graph, {
    doing: `create key set ${keySetId}`,
    method: "POST",
    url: urls.keySets(),
    body: () => Promise.resolve({ id: name }),
    accept: (answer) => (answer === undefined ? undefined : readKeySet(unwrapValue(answer))?.id),
    acceptRefusal: (refused) =>
      refused.status === 409 || /AADB2C950[23]8/.test(`${refused.code ?? ""} ${refused.serviceMessage}`)
        ? keySetId
        : undefined,
    lookUp: {
      once: async () => {
        const set = readKeySet(unwrapValue(await graph.read(urls.keySet(keySetId))));
        return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
      },
      onAbsent: "send-again",
      byHand: BY_HAND,
    },
    needs: WRITE_KEY_SETS,
  });
}

/** `generateKey` and the uploads: every call makes one more key, so none is repeated blindly. */
export async function addKeyToSet(graph: GraphClient, urls: GraphUrls, key: NewKey): Promise<KeySetKey> {
  const url = urls.keySet(key.keySetId, key.action);
  return performWrite<KeySetKey>(graph, {
    doing: `${key.action} on key set ${key.keySetId}`,
    method: "POST",
    url,
    body: () => Promise.resolve(key.body),
    accept: (answer) => (answer === undefined ? undefined : readKeySetKey(unwrapValue(answer))),
    lookUp: { once: () => lookForKey(graph, urls, key), onAbsent: "send-again", byHand: BY_HAND },
    needs: WRITE_KEY_SETS,
    ...(key.createdAt === undefined ? {} : { notFoundIsLagUntil: key.createdAt + CREATION_LAG_MS }),
    explain: (refused) =>
      Promise.resolve(
        refused.isNotFound
          ? { remedy: "Or set `create-key-set: true` to have the key set made." }
          : undefined,
      ),
  });
}

async function lookForKey(graph: GraphClient, urls: GraphUrls, key: NewKey): Promise<Found<KeySetKey>> {
  const set = readKeySet(unwrapValue(await graph.read(urls.keySet(key.keySetId))));
  const candidates = (set?.keys ?? []).filter(
    (candidate) => !(key.before ?? []).includes(candidate.kid) && looksLike(candidate, key.fingerprint),
  );
  const [only, ...more] = candidates;
  if (only === undefined) return { kind: "absent" };
  // Without a look before the write, only a date counted from now tells a new key from an old one.
  const isNew = key.fingerprint.ofThisRun === true || key.before !== undefined;
  if (more.length === 0 && isNew) return { kind: "found", value: only };
  const kids = candidates.map((candidate) => candidate.kid).join(", ");
  return {
    kind: "undecided",
    why: `The key set has ${String(candidates.length)} key(s) that may be the one, or may be older: ${kids}.`,
  };
}

function looksLike(key: KeySetKey, { thumbprint, use, kty, nbf, exp }: Fingerprint): boolean {
  if (thumbprint !== undefined) return key.thumbprint === thumbprint;
  return key.use === use && key.kty === kty && key.nbf === nbf && key.exp === exp;
}

interface StatusChange {
  readonly keySetId: string;
  readonly kid: string;
  readonly status: KeyStatus;
}

/** Enables or disables one key. Twice is as good as once, so a lost answer is simply sent again. */
export async function setKeyStatus(graph: GraphClient, urls: GraphUrls, change: StatusChange): Promise<void> {
  await performWrite(graph, statusWrite(urls, change));
}

/** Disables a key that has had its time: a rotation decides that by the clock. Throws `clock-untrusted`. */
export async function retireSetKey(
  graph: GraphClient,
  urls: GraphUrls,
  { keySetId, kid }: Pick<StatusChange, "keySetId" | "kid">,
): Promise<void> {
  await performRemoval(graph, statusWrite(urls, { keySetId, kid, status: "disabled" }));
}

function statusWrite(urls: GraphUrls, { keySetId, kid, status }: StatusChange): Write<true> {
  return {
    doing: `set key ${kid} of key set ${keySetId} to ${status}`,
    method: "PATCH",
    url: urls.keySet(keySetId, "keys_v2", kid),
    body: () => Promise.resolve({ status }),
    // The documentation says "204 and an updated object" and shows a bare 204.
    accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
    lookUp: "idempotent",
    needs: WRITE_KEY_SETS,
    explain: (refused) =>
      Promise.resolve(
        [400, 404, 405, 501].includes(refused.status)
          ? {
              why: "The key is in the key set, so it is the call (keys_v2, a preview) that the service does not offer here, or that has not heard of the key yet.",
              remedy: `If it is new, try again in a minute; else switch it in the portal (Identity Experience Framework, Policy keys, ${keySetId}).`,
            }
          : undefined,
      ),
  };
}

/** @returns whether there was one to delete */
export async function deleteKeySet(graph: GraphClient, urls: GraphUrls, keySetId: string): Promise<boolean> {
  let sentBefore = false;
  const { serviceClock } = graph.network;
  // With a ready token this would be the run's first request: a look brings the time along.
  if (!serviceClock.isHeard && (await readKeySetIfAny(graph, urls, keySetId)) === undefined) return false;
  return performRemoval<boolean>(graph, {
    doing: `delete key set ${keySetId}`,
    method: "DELETE",
    url: urls.keySet(keySetId),
    accept: (answer, response) => (response.status === 204 || answer !== undefined ? true : undefined),
    // Gone: by us, where an earlier request's answer was lost.
    acceptRefusal: (refused) => (refused.isNotFound ? sentBefore : undefined),
    lookUp: {
      once: async () => {
        sentBefore = true;
        return (await isThere(graph, urls, keySetId)) ? { kind: "absent" } : { kind: "found", value: true };
      },
      onAbsent: "send-again",
      byHand: "Look whether the key set is still there (portal: Identity Experience Framework, Policy keys).",
    },
    needs: WRITE_KEY_SETS,
  });
}

/** Throws GraphRefused where that cannot be told. */
async function isThere(graph: GraphClient, urls: GraphUrls, keySetId: string): Promise<boolean> {
  try {
    await graph.read(urls.keySet(keySetId));
    return true;
  } catch (error) {
    if (error instanceof GraphRefused && error.isNotFound) return false;
    throw error;
  }
}
