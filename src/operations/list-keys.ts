import {
  KEY_SET_INPUTS,
  OBJECT_INPUTS,
  parseKeySetTarget,
  parseObjectTarget,
  type KeySetTarget,
  type ObjectTarget,
} from "../config/target.ts";
import { ActionError, inputError } from "../errors.ts";
import { readOneHolder, type CredentialHolder } from "../graph/collections.ts";
import { keySetMissing, readActiveKey, readKeySetIfAny } from "../graph/key-sets.ts";
import { explainRefusal, GraphRefused } from "../graph/refused.ts";
import type { KeySet } from "../graph/wire.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { isoSeconds } from "../iso-time.ts";
import { READ_KEY_SETS, READ_OBJECTS } from "../permissions.ts";
import { describeTarget, explainObjectRefusal } from "./object-access.ts";
import type { Operation, RunContext } from "./operation.ts";
import { credentialsOfHolder, credentialsOfKeySet, daysLeft, type Credential } from "./report/credential.ts";
import type { KeyFacts, OperationResult, Section } from "./result.ts";

export interface ListKeysConfig {
  readonly operation: "list-keys";
  readonly target: KeySetTarget | ObjectTarget;
}

/** A key with what only a list of one owner's keys shows. */
interface ListedKey extends Credential {
  /** JWK or Graph type: `RSA`, `oct`, `AsymmetricX509Cert`. */
  readonly type: string | undefined;
  /** `sig`, `enc`, `Verify`, `Sign`. */
  readonly use: string | undefined;
  /** Of a key set: the one that policies use now, where the service says which it is. */
  readonly inUse: boolean | undefined;
}

/** Shows the keys of a key set, or the credentials of an application or service principal. Writes nothing. */
export const listKeys: Operation<ListKeysConfig> = {
  name: "list-keys",
  needs: READ_OBJECTS,
  needsOf: ({ target }) => ["keySetId" in target ? READ_KEY_SETS : READ_OBJECTS],
  inputs: [...KEY_SET_INPUTS, ...OBJECT_INPUTS],

  configure({ inputs, endpoints, signIn, log }) {
    requireTarget(inputs);
    if (!inputs.has("key-set-id")) {
      const target = parseObjectTarget(inputs, signIn.clientId);
      return Promise.resolve({ operation: "list-keys", target });
    }
    return Promise.resolve({ operation: "list-keys", target: parseKeySetTarget(inputs, endpoints, log) });
  },

  async run({ operation, target }, context) {
    const now = Math.floor(context.graph.network.serviceClock.now() / 1000);
    const isKeySet = "keySetId" in target;
    const keys = isKeySet
      ? await keysOfKeySet(target.keySetId, now, context)
      : await keysOfObject(target, now, context);
    const [only, ...others] = keys;
    const result: OperationResult = {
      operation,
      headline: `${isKeySet ? `Key set ${target.keySetId}` : capital(describeTarget(target))} has ${count(keys)}.`,
      changed: false,
      key: {
        ...(isKeySet ? { keySetId: target.keySetId } : {}),
        // Of several, none is the one that the outputs could mean.
        ...(only === undefined || others.length > 0 ? {} : factsOf(only, isKeySet)),
      },
      keyInSections: true,
      sections: keys.length === 0 ? [] : tables(keys, isKeySet, now),
      data: { keys: keys.map((key) => dataOf(key, now)) },
    };
    return result;
  },
};

function requireTarget(inputs: Inputs): void {
  if ([...KEY_SET_INPUTS, ...OBJECT_INPUTS].some((name) => inputs.has(name))) return;
  throw inputError(
    "key-set-id",
    "is missing, and so are application-object-id, app-id, service-principal-object-id and service-principal-app-id.",
    "Say whose keys to list: give the key set's id, or the object's.",
    "input-missing",
  );
}

async function keysOfKeySet(
  keySetId: string,
  now: number,
  context: RunContext,
): Promise<readonly ListedKey[]> {
  const set = await readKeySetIfAny(context.graph, context.urls, keySetId);
  if (set === undefined) throw keySetMissing(keySetId, false);
  const { texts } = context.graph.network;
  const activeKid = set.keys.length === 0 ? undefined : await activeKidOf(set, context);
  return credentialsOfKeySet(set, { now, warnBefore: 0, texts }).map((credential, index) => ({
    ...credential,
    type: set.keys[index]?.kty,
    use: set.keys[index]?.use,
    inUse: activeKid === undefined ? undefined : set.keys[index]?.kid === activeKid,
  }));
}

/** The list is worth having without it: an empty text for "none", `undefined` where nobody says. */
async function activeKidOf(set: KeySet, { graph, urls, log }: RunContext): Promise<string | undefined> {
  try {
    return (await readActiveKey(graph, urls, set.id))?.kid ?? "";
  } catch (error) {
    // A spent budget or an interrupt ends the run; a refusal does not.
    if (!(error instanceof ActionError) || error.code === "timeout" || error.code === "interrupted")
      throw error;
    log.notice(`Which key is in use is not known. ${error.what}`);
    return undefined;
  }
}

async function keysOfObject(
  target: ObjectTarget,
  now: number,
  context: RunContext,
): Promise<readonly ListedKey[]> {
  const holder = await readHolder(target, context);
  const { texts } = context.graph.network;
  const credentials = credentialsOfHolder(holder, { now, warnBefore: 0, texts });
  return credentials.map((credential, index) => ({
    ...credential,
    // The certificates come first, in their order.
    type: holder.keyCredentials[index]?.type,
    use: holder.keyCredentials[index]?.usage,
    inUse: undefined,
  }));
}

async function readHolder(target: ObjectTarget, context: RunContext): Promise<CredentialHolder> {
  const doing = `read ${describeTarget(target)}`;
  try {
    const holder = await readOneHolder(context.graph, context.urls, target);
    if (holder !== undefined) return holder;
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    const extra = await explainObjectRefusal(error, target, undefined, context);
    throw explainRefusal(error, doing, READ_OBJECTS, extra);
  }
  throw new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `Graph's answer to "${doing}" has not the shape of an object.`,
    remedy: "Check graph-url and the proxy, and run it again.",
  });
}

/** What fits into a summary's width is open; the rest of each key is folded. */
function tables(keys: readonly ListedKey[], isKeySet: boolean, now: number): readonly Section[] {
  const rows = keys.map((key) => [
    isKeySet ? [key.type, key.use].filter(Boolean).join(", ") : withName(key),
    key.keyId ?? "",
    key.expiresOn === undefined ? "never" : isoSeconds(key.expiresOn),
    key.expiresOn === undefined ? "" : String(daysLeft(key.expiresOn, now)),
    key.state,
    ...(isKeySet ? [key.inUse === undefined ? "unknown" : key.inUse ? "yes" : "no"] : []),
  ]);
  const head = ["What it is", "Key id", "Expires on", "Days left", "State"];
  const rest = keys.map(({ keyId, notBefore, thumbprint }) => [
    keyId ?? "",
    notBefore === undefined ? "" : isoSeconds(notBefore),
    thumbprint ?? "",
  ]);
  return [
    { kind: "table", head: isKeySet ? [...head, "In use"] : head, rows },
    {
      kind: "table",
      title: "Thumbprints and first days",
      head: ["Key id", "Not before", "Thumbprint"],
      rows: rest,
      folded: true,
    },
  ];
}

function withName({ kind, name }: ListedKey): string {
  return name === undefined ? kind : `${kind}: ${name}`;
}

function factsOf(key: ListedKey, isKeySet: boolean): KeyFacts {
  const { keyId, notBefore, expiresOn, thumbprint } = key;
  const ofKeySet = isKeySet ? { kid: keyId, keyType: key.type, keyUse: key.use } : {};
  return { ...ofKeySet, keyId, notBefore, expiresOn, thumbprint };
}

/** Named as the outputs are. */
function dataOf(key: ListedKey, now: number): Readonly<Record<string, unknown>> {
  return {
    "key-id": key.keyId,
    kind: key.kind,
    name: key.name,
    type: key.type,
    use: key.use,
    thumbprint: key.thumbprint,
    "not-before": key.notBefore === undefined ? undefined : isoSeconds(key.notBefore),
    "expires-on": key.expiresOn === undefined ? undefined : isoSeconds(key.expiresOn),
    "days-left": key.expiresOn === undefined ? undefined : daysLeft(key.expiresOn, now),
    state: key.state,
    "in-use": key.inUse,
  };
}

function count(keys: readonly ListedKey[]): string {
  if (keys.length === 0) return "no keys";
  const states = new Map<string, number>();
  for (const { state } of keys) states.set(state, (states.get(state) ?? 0) + 1);
  const parts = [...states].map(([state, number]) => `${String(number)} ${state}`).join(", ");
  return `${String(keys.length)} ${keys.length === 1 ? "key" : "keys"} (${parts})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
