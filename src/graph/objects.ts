import type { ObjectTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import { isoSeconds } from "../iso-time.ts";
import { ROLL_KEYS, WRITE_OBJECTS } from "../permissions.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";
import type { GraphClient } from "./client.ts";
import type { JsonBody, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import { lookUp, PATIENCE_MS, type Found } from "./look-up.ts";
import type { GraphRefused } from "./refused.ts";
import type { GraphUrls } from "./urls.ts";
import {
  guidOf,
  readKeyCredential,
  readKeyCredentials,
  readPasswordCredential,
  readPasswordCredentials,
  unwrapValue,
  type KeyCredential,
  type PasswordCredential,
} from "./wire.ts";
import { performRemoval } from "./removal.ts";
import { performWrite, type Write } from "./write.ts";

/** What a read of the object shows. */
export interface CredentialedObject {
  readonly objectId: string | undefined;
  readonly appId: string | undefined;
  readonly keyCredentials: readonly KeyCredential[];
  readonly passwordCredentials: readonly PasswordCredential[];
}

const CERTIFICATE_BY_HAND =
  "Look at the object's certificates (Entra admin center: Certificates & secrets) for the thumbprint of the certificate that was sent.";

export async function readObject(
  graph: GraphClient,
  urls: GraphUrls,
  target: ObjectTarget,
): Promise<CredentialedObject> {
  const $select = "id,appId,keyCredentials,passwordCredentials";
  const answer = unwrapValue(await graph.read(urls.object(target, undefined, { $select })));
  return {
    objectId: idOf(answer, "id"),
    appId: idOf(answer, "appId"),
    keyCredentials: readKeyCredentials(answer),
    passwordCredentials: readPasswordCredentials(answer),
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

/** Says more about a refusal, by looking. */
type Explain = (refused: GraphRefused) => Promise<{ why?: string; remedy?: string } | undefined>;

export interface NewCertificate {
  readonly target: ObjectTarget;
  readonly doing: string;
  /** The body without the proof, which is made anew for each attempt. */
  readonly body: JsonBody;
  readonly proof: () => Promise<JsonBody>;
  readonly thumbprint: string;
  readonly explain: Explain;
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
      // The service takes one certificate as often as it is sent, under another key id each time.
      onAbsent: "give-up",
      byHand: CERTIFICATE_BY_HAND,
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

export interface PasswordRemoval {
  readonly target: ObjectTarget;
  /** In lower case. */
  readonly keyId: string;
  /** "remove client secret … from application …": for messages. */
  readonly doing: string;
  /** Where the caller may not read the object, nothing that is unclear can be looked up. */
  readonly readable: boolean;
  /**
   * This run has made it, and gave it to nobody: a read that does not show it may only lag, and no
   * time decides whether it may go.
   */
  readonly ofThisRun?: boolean;
  readonly explain?: Explain;
}

export interface KeyRemoval extends PasswordRemoval {
  /** `{ proof }`, made anew for each attempt. */
  readonly proof: () => Promise<JsonBody>;
  /** Where nothing may be read, "no such key" is an answer and no doubt. */
  readonly deniedIsGone?: boolean;
}

/**
 * `removeKey`. The caller has made sure that the key may go: this function does not ask
 * whether it is the last one.
 *
 * Resolves once the service said so, or once reads do not show the key any more.
 *
 * @returns `not-found` only with `deniedIsGone`
 */
export async function removeKey(
  graph: GraphClient,
  urls: GraphUrls,
  removal: KeyRemoval,
): Promise<"removed" | "not-found"> {
  const acceptsDenial = removal.deniedIsGone === true && !removal.readable;
  return removing(removal)<"removed" | "not-found">(graph, {
    ...removalOf("keyCredentials", graph, urls, removal),
    ...(acceptsDenial
      ? { acceptRefusal: (refused) => (isNothingToRemove(refused) ? "not-found" : undefined) }
      : {}),
    url: urls.object(removal.target, "removeKey"),
    body: async () => ({ keyId: removal.keyId, ...(await removal.proof()) }),
    needs: ROLL_KEYS,
  });
}

/** `removePassword`: no proof, but always a permission. */
export async function removePassword(
  graph: GraphClient,
  urls: GraphUrls,
  removal: PasswordRemoval,
): Promise<void> {
  await removing(removal)(graph, {
    ...removalOf("passwordCredentials", graph, urls, removal),
    url: urls.object(removal.target, "removePassword"),
    body: () => Promise.resolve({ keyId: removal.keyId }),
    needs: WRITE_OBJECTS,
  });
}

function removing({ ofThisRun }: PasswordRemoval): typeof performWrite {
  return ofThisRun === true ? performWrite : performRemoval;
}

function removalOf(
  list: "keyCredentials" | "passwordCredentials",
  graph: GraphClient,
  urls: GraphUrls,
  { target, keyId, doing, readable, ofThisRun = false, explain }: PasswordRemoval,
): Omit<Write<"removed">, "url" | "body" | "needs"> {
  const { clock } = graph.network;
  // A replica may lag behind the addition of this very key: one look without it is not enough,
  // and of a fresh one that no look has shown yet they have to go on for as long as reads may lag.
  let absentLooks = 0;
  let goneFrom = ofThisRun ? Infinity : 0;
  const look = async (): Promise<Found<"removed">> => {
    goneFrom = Math.min(goneFrom, clock.now() + PATIENCE_MS);
    const object = await readObject(graph, urls, target);
    if (object[list].some((credential) => credential.keyId === keyId)) {
      absentLooks = goneFrom = 0;
      return { kind: "absent" };
    }
    absentLooks++;
    const isGone = absentLooks >= 2 && clock.now() >= goneFrom;
    return isGone ? { kind: "found", value: "removed" } : { kind: "unsettled" };
  };
  return {
    doing,
    method: "POST",
    // Another success than "no content" is somebody else's answer.
    accept: (_answer, response) => (response.status === 204 || response.body === "" ? "removed" : undefined),
    doubts: isNothingToRemove,
    lookUp: {
      once: readable
        ? look
        : () => Promise.resolve({ kind: "undecided", why: "The caller may not read the object." }),
      onAbsent: "send-again",
      byHand: `Look whether the object still has a credential with key id ${keyId} (operation list-keys, or the Entra admin center: Certificates & secrets).`,
    },
    ...(explain === undefined ? {} : { explain }),
  };
}

/** True for a key that is gone, false for one whose removal still takes effect, or which is not replicated. */
function isNothingToRemove(refused: GraphRefused): boolean {
  // Seen with 400; some expect 404. The text tells it from every other bad request.
  return (
    [400, 404].includes(refused.status) && /No credentials found to be removed/i.test(refused.serviceMessage)
  );
}

export interface NewPassword {
  readonly target: ObjectTarget;
  readonly doing: string;
  readonly displayName: string;
  /**
   * Seconds since 1970. Both are always sent: without an end the service takes two years,
   * and the second in which it starts tells this run's secret from others of that name.
   */
  readonly notBefore: number;
  readonly expiresOn: number;
  /** Key ids that are not this call's, whatever they look like. */
  readonly known: readonly string[];
  readonly masker: Masker;
  readonly explain?: Explain;
}

/** A client secret just made: the only time that anybody sees it. */
export interface MadePassword {
  readonly keyId: string;
  readonly secret: Secret;
  readonly notBefore: number;
  readonly expiresOn: number;
  /** An answer was lost before: {@link removeStrayPasswords} when the secret is safe. */
  readonly answersWereLost: boolean;
}

export function passwordBody({
  displayName,
  notBefore,
  expiresOn,
}: Pick<NewPassword, "displayName" | "notBefore" | "expiresOn">): JsonBody {
  return {
    passwordCredential: {
      displayName,
      startDateTime: isoSeconds(notBefore),
      endDateTime: isoSeconds(expiresOn),
    },
  };
}

/** Sends whose answer was lost and whose secret was removed again. */
const LOST_SECRETS = 2;

/**
 * `addPassword`. A secret whose answer was lost is nobody's: it is looked for, removed, and
 * only then asked for once more.
 */
export async function addPassword(
  graph: GraphClient,
  urls: GraphUrls,
  password: NewPassword,
): Promise<MadePassword> {
  let known = password.known;
  for (let lost = 0; lost < LOST_SECRETS; lost++) {
    const outcome = await sendAddPassword(graph, urls, { ...password, known });
    if (outcome.kind === "made") {
      return { ...outcome.password, answersWereLost: outcome.password.answersWereLost || lost > 0 };
    }
    for (const keyId of outcome.keyIds) {
      graph.network.log.step(`Client secret ${keyId} was made, but its answer was lost: removing it again.`);
      await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
    }
    known = [...known, ...outcome.keyIds];
  }
  throw new ActionError({
    code: "unreachable",
    blame: "service",
    what: `Microsoft Graph's answer was lost twice: ${password.doing}.`,
    why: "The secrets that were seen to come of it were removed again: nobody had their values.",
    remedy: "Check the network between the runner and Graph, and run it again.",
  });
}

type PasswordOutcome =
  | { readonly kind: "made"; readonly password: MadePassword }
  | { readonly kind: "lost"; readonly keyIds: readonly string[] };

function sendAddPassword(
  graph: GraphClient,
  urls: GraphUrls,
  password: NewPassword,
): Promise<PasswordOutcome> {
  let sends = 0;
  let looks = 0;
  return performWrite<PasswordOutcome>(graph, {
    doing: password.doing,
    method: "POST",
    url: urls.object(password.target, "addPassword"),
    body: () => {
      sends++;
      return Promise.resolve(passwordBody(password));
    },
    accept: (answer) => {
      const made = answer === undefined ? undefined : readMadePassword(unwrapValue(answer), password);
      return made && { kind: "made", password: { ...made, answersWereLost: looks > 0 } };
    },
    lookUp: {
      once: async () => {
        looks++;
        const keyIds = await lookForStrays(graph, urls, password);
        if (keyIds.length === 0) return { kind: "absent" };
        if (keyIds.length <= sends) return { kind: "found", value: { kind: "lost", keyIds } };
        return {
          kind: "undecided",
          why: "More secrets of that name and those dates are there than were asked for.",
        };
      },
      onAbsent: "send-again",
      byHand: `Look for a client secret named "${password.displayName}" that ends ${isoSeconds(password.expiresOn)} (operation list-keys, or the Entra admin center: Certificates & secrets), and remove it: nobody has its value.`,
    },
    needs: WRITE_OBJECTS,
    ...(password.explain === undefined ? {} : { explain: password.explain }),
  });
}

function readMadePassword(
  answer: JsonObject,
  { masker, notBefore, expiresOn }: NewPassword,
): Omit<MadePassword, "answersWereLost"> | undefined {
  const secretText = answer["secretText"];
  if (typeof secretText !== "string" || secretText === "") return undefined;
  // First of all: whatever follows may not be the first to print it.
  masker.text(secretText);
  const credential = readPasswordCredential(answer);
  if (credential?.keyId === undefined) return undefined;
  return {
    keyId: credential.keyId,
    secret: new Secret(secretText, "client secret"),
    notBefore: credential.notBefore ?? notBefore,
    expiresOn: credential.expiresOn ?? expiresOn,
  };
}

async function lookForStrays(
  graph: GraphClient,
  urls: GraphUrls,
  { target, displayName, notBefore, expiresOn, known }: NewPassword,
): Promise<readonly string[]> {
  const { passwordCredentials } = await readObject(graph, urls, target);
  return passwordCredentials.flatMap((credential) =>
    credential.keyId !== undefined &&
    !known.includes(credential.keyId) &&
    credential.displayName === displayName &&
    credential.notBefore === notBefore &&
    credential.expiresOn === expiresOn
      ? [credential.keyId]
      : [],
  );
}

/**
 * After a success that followed a lost answer: what the lost one made may become visible only
 * later. Replicas keep the order of changes, so a read that shows the new secret shows that one
 * too. Best effort; the new secret is good in any case.
 */
export async function removeStrayPasswords(
  graph: GraphClient,
  urls: GraphUrls,
  password: NewPassword,
  made: MadePassword,
): Promise<void> {
  let said = "The directory does not show the new one yet.";
  try {
    const strays = await lookUp<readonly string[]>(graph.network, async () => {
      const like = await lookForStrays(graph, urls, password);
      const others = like.filter((keyId) => keyId !== made.keyId);
      const isShown = like.length > others.length;
      return isShown || others.length > 0 ? { kind: "found", value: others } : { kind: "absent" };
    });
    if (strays.kind === "found") {
      for (const keyId of strays.value) {
        await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
      }
      return;
    }
    if (strays.kind !== "absent") said = strays.why;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    said = error.message;
  }
  graph.network.log.warning(
    `An answer was lost before the secret was made: a second one named "${password.displayName}" may be there. ${said}`,
  );
}

/**
 * Removes a secret of our own making that is of no use.
 *
 * @param why it is of no use: "the answer with its value was lost"
 */
export async function discardPassword(
  graph: GraphClient,
  urls: GraphUrls,
  target: ObjectTarget,
  keyId: string,
  why: string,
): Promise<void> {
  try {
    await removePassword(graph, urls, {
      target,
      keyId,
      doing: `remove client secret ${keyId} again`,
      readable: true,
      ofThisRun: true,
    });
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    throw new ActionError({
      code: "secret-orphaned",
      blame: "service",
      what: `Client secret ${keyId} was made, is of no use (${why}), and could not be removed again.`,
      why: error.what,
      remedy: `Remove it with operation remove-password and key-id ${keyId}: nobody has its value.`,
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    });
  }
}

function idOf(answer: JsonObject, name: string): string | undefined {
  return isObject(answer) ? guidOf(answer[name]) : undefined;
}
