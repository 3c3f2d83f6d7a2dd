import { empty, type Reply } from "../message.ts";
import { withKeySet, type KeySet, type KeySetKey } from "../model.ts";
import { readBody, type JsonObject } from "./body.ts";
import { odata, type GraphCall } from "./call.ts";
import { requiredString } from "./fields.ts";
import { mixedTypes } from "./keySetJwks.ts";
import { fromCertificate, fromPkcs12, fromSecret, generate, type NewKeySetKey } from "./keySetMaterial.ts";
import { existingKeySet, seenKeySet } from "./keySets.ts";
import { showKeySetKey } from "./keySetView.ts";
import { page } from "./paging.ts";
import { requireKeySetWrite } from "./permissions.ts";
import { badRequest, notFound } from "./refusal.ts";

interface Addition {
  readonly parameters: readonly string[];
  make(body: JsonObject): NewKeySetKey | Promise<NewKeySetKey>;
}

/** The four actions that add a key; nothing else does without replacing the set. */
export const ADDITIONS: Readonly<Record<string, Addition>> = {
  generateKey: { parameters: ["use", "kty", "nbf", "exp"], make: generate },
  uploadSecret: { parameters: ["use", "k", "nbf", "exp"], make: fromSecret },
  uploadCertificate: { parameters: ["key"], make: fromCertificate },
  uploadPkcs12: { parameters: ["key", "password"], make: fromPkcs12 },
};

/** `POST /trustFramework/keySets/{id}/{generateKey|uploadSecret|uploadCertificate|uploadPkcs12}` */
export async function addKeySetKey(
  call: GraphCall,
  id: string,
  action: string,
  addition: Addition,
): Promise<Reply> {
  requireKeySetWrite(call);
  const { exchange, tenant } = call;
  const body = readBody(exchange, action, addition.parameters);
  existingKeySet(call, id);
  const made = await addition.make(body);
  // Read again: another request may have come in while the key was made.
  const keySet = existingKeySet(call, id);
  if (keySet.keys.some(({ kty }) => kty !== made.kty)) throw mixedTypes();
  const key: KeySetKey = { ...made, status: tenant.behaviour.newKeysDisabled ? "disabled" : "enabled" };
  exchange.note("kid", key.kid);
  exchange.commit(action, (directory) => withKeySet(directory, { id, keys: [...keySet.keys, key] }));
  return odata(call, 200, "microsoft.graph.trustFrameworkKey", showKeySetKey(tenant, key));
}

/** `GET …/keys_v2`: there is no read permission for it. */
export function listKeys(call: GraphCall, id: string): Reply {
  requireKeySetWrite(call);
  const shown = seenKeySet(call, id).keys.map((key) => showKeySetKey(call.tenant, key));
  return odata(call, 200, `trustFramework/keySets('${id}')/keys_v2`, page(call, shown));
}

/** `GET …/keys_v2/{kid}` */
export function getKey(call: GraphCall, id: string, kid: string): Reply {
  requireKeySetWrite(call);
  const shown = showKeySetKey(call.tenant, keyOf(seenKeySet(call, id), kid));
  const value = call.tenant.behaviour.wrapKeysV2 ? { value: shown } : shown;
  return odata(call, 200, `trustFramework/keySets('${id}')/keys_v2/$entity`, value);
}

/** `PATCH …/keys_v2/{kid}`: the status, and nothing but the status. */
export function patchKey(call: GraphCall, id: string, kid: string): Reply {
  requireKeySetWrite(call);
  const status = requiredString(readBody(call.exchange, "keys_v2", ["status"]), "status");
  if (status !== "enabled" && status !== "disabled") {
    throw badRequest(
      `Cannot convert the literal '${status}' to the expected type 'microsoft.graph.trustFrameworkKeyStatus'.`,
    );
  }
  const { keys } = existingKeySet(call, id);
  const before = keyOf({ id, keys }, kid);
  call.exchange.note("kid", kid);
  call.exchange.commit(status === "enabled" ? "enableKey" : "disableKey", (directory) =>
    withKeySet(directory, { id, keys: keys.map((key) => (key === before ? { ...key, status } : key)) }),
  );
  return empty(204);
}

function keyOf(keySet: KeySet, kid: string): KeySetKey {
  const key = keySet.keys.find((each) => each.kid === kid);
  if (key === undefined) throw notFound(kid);
  return key;
}
