import type { ObjectTarget } from "../config/target.ts";
import { ROLL_KEYS } from "../permissions.ts";
import type { GraphClient } from "./client.ts";
import type { JsonBody, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import type { GraphRefused } from "./refused.ts";
import type { GraphUrls } from "./urls.ts";
import { readKeyCredential, readKeyCredentials, unwrapValue, type KeyCredential } from "./wire.ts";
import { performWrite, type Found } from "./write.ts";

/** What a read of the object shows. */
export interface CredentialedObject {
  readonly objectId: string | undefined;
  readonly appId: string | undefined;
  readonly keyCredentials: readonly KeyCredential[];
}

/** Reads lag some 20 s behind a write (graph-facts.md 5.5). */
const LOOK_PAUSES_MS = [5_000, 5_000, 10_000] as const;
const BY_HAND =
  "Look at the object's certificates (Entra admin center: Certificates & secrets) for the thumbprint of the certificate that was sent.";

export async function readObject(
  graph: GraphClient,
  urls: GraphUrls,
  target: ObjectTarget,
): Promise<CredentialedObject> {
  const answer = unwrapValue(
    await graph.read(urls.object(target, undefined, { $select: "id,appId,keyCredentials" })),
  );
  return {
    objectId: idOf(answer, "id"),
    appId: idOf(answer, "appId"),
    keyCredentials: readKeyCredentials(answer),
  };
}

/** The object id alone: does not count against the limit for reads of `keyCredentials`. */
export async function readObjectId(
  graph: GraphClient,
  urls: GraphUrls,
  target: ObjectTarget,
): Promise<string | undefined> {
  return idOf(unwrapValue(await graph.read(urls.object(target, undefined, { $select: "id" }))), "id");
}

export interface NewCertificate {
  readonly target: ObjectTarget;
  readonly doing: string;
  /** The body without the proof, which is made anew for each attempt. */
  readonly body: JsonBody;
  readonly proof: () => Promise<JsonBody>;
  readonly thumbprint: string;
  readonly explain: (refused: GraphRefused) => Promise<{ why?: string; remedy?: string } | undefined>;
}

/**
 * `addKey`. Adds beside the others and touches none of them, which a PATCH of the
 * collection would not.
 *
 * @returns the credential; its `keyId` is missing where the service answers with a bare
 * `@odata.context`, as its documentation shows
 */
export async function addKey(
  graph: GraphClient,
  urls: GraphUrls,
  certificate: NewCertificate,
): Promise<KeyCredential> {
  return performWrite<KeyCredential>(graph, {
    doing: certificate.doing,
    method: "POST",
    url: urls.object(certificate.target, "addKey"),
    body: async () => ({ ...certificate.body, ...(await certificate.proof()) }),
    accept: (answer) => (answer === undefined ? undefined : readKeyCredential(unwrapValue(answer))),
    lookUp: {
      once: () => lookForCertificate(graph, urls, certificate),
      pausesMs: LOOK_PAUSES_MS,
      byHand: BY_HAND,
    },
    needs: ROLL_KEYS,
    explain: certificate.explain,
  });
}

/** By thumbprint, never by count: somebody else may add keys too. */
export async function lookForCertificate(
  graph: GraphClient,
  urls: GraphUrls,
  { target, thumbprint }: Pick<NewCertificate, "target" | "thumbprint">,
): Promise<Found<KeyCredential>> {
  const object = await readObject(graph, urls, target);
  const found = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
  return found === undefined ? { kind: "absent" } : { kind: "found", value: found };
}

function idOf(answer: JsonObject, name: string): string | undefined {
  const value = isObject(answer) ? answer[name] : undefined;
  return typeof value === "string" ? value.toLowerCase() : undefined;
}
