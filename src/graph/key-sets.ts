import { ActionError } from "../errors.ts";
import { READ_KEY_SETS, WRITE_KEY_SETS } from "../permissions.ts";
import type { GraphClient } from "./client.ts";
import type { JsonBody } from "./json.ts";
import { explainRefusal, GraphRefused } from "./refused.ts";
import type { GraphUrls } from "./urls.ts";
import { readKeySet, readKeySetKey, unwrapValue, type KeySet, type KeySetKey } from "./wire.ts";
import { performWrite, type Found } from "./write.ts";

/** "Absent" is believed after looks 10 s apart (reliability.md B.4). */
const LOOK_PAUSES_MS = [5_000, 5_000] as const;
const BY_HAND =
  "Look at the key set's keys (portal: Identity Experience Framework, Policy keys) and compare them with those from before the run.";
/** A fresh key set may be unknown to other replicas for a while. */
const CREATION_LAG_MS = 60_000;

/** What a new key must look like, as far as anybody can read it. */
export interface Fingerprint {
  readonly use: string;
  /** In JWK spelling. */
  readonly kty: string;
  readonly nbf: number | undefined;
  readonly exp: number | undefined;
}

export interface NewKey {
  readonly keySetId: string;
  readonly action: "generateKey" | "uploadSecret";
  readonly body: JsonBody;
  readonly fingerprint: Fingerprint;
  /** Kids of before, where the set was read; lets a lost answer be looked up in any case. */
  readonly before: readonly string[] | undefined;
  readonly createdAt: number | undefined;
}

/** @returns `undefined` where the key set does not exist */
export async function readKeySetIfAny(
  graph: GraphClient,
  urls: GraphUrls,
  keySetId: string,
): Promise<KeySet | undefined> {
  try {
    const answer = await graph.read(urls.keySet(keySetId));
    return readKeySet(unwrapValue(answer)) ?? { id: keySetId, keys: [] };
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (error.isNotFound) return undefined;
    throw explainRefusal(error, `read key set ${keySetId}`, READ_KEY_SETS);
  }
}

export function keySetMissing(keySetId: string): ActionError {
  return new ActionError({
    code: "not-found",
    blame: "service",
    what: `There is no key set ${keySetId} in this tenant.`,
    remedy: "Check key-set-id and tenant-id, or set `create-key-set: true` to have it made.",
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
      refused.status === 409 || `${refused.code ?? ""} ${refused.serviceMessage}`.includes("AADB2C95028")
        ? keySetId
        : undefined,
    lookUp: {
      once: async () => {
        const set = readKeySet(unwrapValue(await graph.read(urls.keySet(keySetId))));
        return set === undefined ? { kind: "absent" } : { kind: "found", value: set.id };
      },
      pausesMs: LOOK_PAUSES_MS,
      byHand: BY_HAND,
    },
    needs: WRITE_KEY_SETS,
  });
}

/** `generateKey` or `uploadSecret`: every call makes one more key, so none is repeated blindly. */
export async function addKeyToSet(graph: GraphClient, urls: GraphUrls, key: NewKey): Promise<KeySetKey> {
  const url = urls.keySet(key.keySetId, key.action);
  return performWrite<KeySetKey>(graph, {
    doing: `${key.action} on key set ${key.keySetId}`,
    method: "POST",
    url,
    body: () => Promise.resolve(key.body),
    accept: (answer) => (answer === undefined ? undefined : readKeySetKey(unwrapValue(answer))),
    lookUp: { once: () => lookForKey(graph, urls, key), pausesMs: LOOK_PAUSES_MS, byHand: BY_HAND },
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
  const { use, kty, nbf, exp } = key.fingerprint;
  const candidates = (set?.keys ?? []).filter(
    (candidate) =>
      !(key.before ?? []).includes(candidate.kid) &&
      candidate.use === use &&
      candidate.kty === kty &&
      candidate.nbf === nbf &&
      candidate.exp === exp,
  );
  const [only, ...more] = candidates;
  if (only === undefined) return { kind: "absent" };
  // Without a look before the write, only a date tells a new key from an old one.
  const dated = nbf !== undefined || exp !== undefined;
  if (more.length === 0 && (dated || key.before !== undefined)) return { kind: "found", value: only };
  const kids = candidates.map((candidate) => candidate.kid).join(", ");
  return {
    kind: "undecided",
    why: `The key set has ${String(candidates.length)} key(s) that may be the one, or may be older: ${kids}.`,
  };
}
