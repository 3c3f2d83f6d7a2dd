import type { ObjectTarget } from "../config/target.ts";
import type { GraphClient } from "./client.ts";
import type { JsonObject } from "./json.ts";
import { readPages } from "./paging.ts";
import type { ReadPace } from "./read-pace.ts";
import type { GraphUrls } from "./urls.ts";
import {
  guidOf,
  readKeyCredentials,
  readKeySet,
  readPasswordCredentials,
  shortText,
  unwrapValue,
  type KeyCredential,
  type KeySet,
  type PasswordCredential,
} from "./wire.ts";

/** An application or service principal with all its credentials, as a read shows them. */
export interface CredentialHolder {
  readonly kind: ObjectTarget["kind"];
  readonly objectId: string;
  readonly appId: string | undefined;
  /** Untrusted: anybody who may rename an application writes it. */
  readonly displayName: string | undefined;
  readonly keyCredentials: readonly KeyCredential[];
  readonly passwordCredentials: readonly PasswordCredential[];
}

const SELECT = "id,appId,displayName,keyCredentials,passwordCredentials";
/** The largest page: fewest reads against the limit. */
const TOP = "999";

/** Every application, or every service principal, page by page. */
export async function* listHolders(
  graph: GraphClient,
  urls: GraphUrls,
  kind: ObjectTarget["kind"],
  pace: ReadPace,
): AsyncGenerator<readonly CredentialHolder[], void, void> {
  const url = urls.objects(kind, { $select: SELECT, $top: TOP });
  for await (const page of readPages(graph, url, () => pace.next())) {
    yield page
      .map((item) => readHolder(kind, item))
      .filter((holder) => holder !== undefined)
      .map(withoutCertificates);
  }
}

/** @returns `undefined` where the answer has not the shape of an object */
export async function readOneHolder(
  graph: GraphClient,
  urls: GraphUrls,
  target: ObjectTarget,
): Promise<CredentialHolder | undefined> {
  const answer = await graph.read(urls.object(target, undefined, { $select: SELECT }));
  return readHolder(target.kind, unwrapValue(answer));
}

/** Every key set, page by page. No `$top`: whether key sets know it is not documented. */
export async function* listKeySets(
  graph: GraphClient,
  urls: GraphUrls,
): AsyncGenerator<readonly KeySet[], void, void> {
  for await (const page of readPages(graph, urls.keySets())) {
    yield page.map(readKeySet).filter((set) => set !== undefined);
  }
}

/** A list does not hold them, and nobody who reads one needs them. */
function withoutCertificates(holder: CredentialHolder): CredentialHolder {
  const keyCredentials = holder.keyCredentials.map((key) => ({ ...key, certificate: undefined }));
  return { ...holder, keyCredentials };
}

function readHolder(kind: ObjectTarget["kind"], item: JsonObject): CredentialHolder | undefined {
  const objectId = guidOf(item["id"]);
  if (objectId === undefined) return undefined;
  return {
    kind,
    objectId,
    appId: guidOf(item["appId"]),
    displayName: shortText(item["displayName"]),
    keyCredentials: readKeyCredentials(item),
    passwordCredentials: readPasswordCredentials(item),
  };
}
