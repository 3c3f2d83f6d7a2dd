import { empty, type Reply } from "../message.ts";
import { withKeySet, withoutKeySet, type KeySet } from "../model.ts";
import { readBody } from "./body.ts";
import { odata, type GraphCall } from "./call.ts";
import { missing, requiredString } from "./fields.ts";
import { readSuppliedKeys } from "./keySetJwks.ts";
import { activeKey, showKeySet, showKeySetKey } from "./keySetView.ts";
import { page } from "./paging.ts";
import { requireKeySetRead, requireKeySetWrite } from "./permissions.ts";
import { badRequest, GraphRefusal, notFound } from "./refusal.ts";

const PREFIX = "B2C_1A_";

/** `GET /trustFramework/keySets` */
export function listKeySets(call: GraphCall): Reply {
  requireKeySetRead(call);
  const { keySets } = call.tenant.directory.look("reads", call.tenant.now());
  const shown = [...keySets.values()].map((keySet) => showKeySet(call.tenant, keySet));
  return odata(call, 200, "trustFramework/keySets", page(call, shown));
}

/** `POST /trustFramework/keySets`: the service puts its prefix before the id, once. */
export function createKeySet(call: GraphCall): Reply {
  requireKeySetWrite(call);
  const { exchange, tenant } = call;
  const body = readBody(exchange, "keySets", ["id", "keys"]);
  const given = requiredString(body, "id");
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(given)) throw badRequest("The key set id has invalid characters.");
  const id = given.startsWith(PREFIX) ? given : `${PREFIX}${given}`;
  const keySet: KeySet = { id, keys: readSuppliedKeys(body["keys"]) };
  if (tenant.directory.current.keySets.has(id)) {
    throw new GraphRefusal(409, "AADB2C95028", `Cannot create '${id}' because it already exists.`);
  }
  exchange.commit("createKeySet", (directory) => withKeySet(directory, keySet));
  return odata(call, 201, "trustFramework/keySets/$entity", showKeySet(tenant, keySet), {
    location: `${exchange.url.origin}/${call.version}/trustFramework/keySets('${id}')`,
  });
}

/** `GET /trustFramework/keySets/{id}` */
export function getKeySet(call: GraphCall, id: string): Reply {
  requireKeySetRead(call);
  const keySet = seenKeySet(call, id);
  return odata(call, 200, "trustFramework/keySets/$entity", showKeySet(call.tenant, keySet));
}

/** `PUT /trustFramework/keySets/{id}` replaces everything: keys that came from a GET lose their private parts. */
export function replaceKeySet(call: GraphCall, id: string): Reply {
  requireKeySetWrite(call);
  const body = readBody(call.exchange, "keySets", ["id", "keys"]);
  if (body["keys"] === undefined) throw missing("keys");
  const keySet: KeySet = { id: existingKeySet(call, id).id, keys: readSuppliedKeys(body["keys"]) };
  call.exchange.alarm("PUT replaced a whole key set");
  call.exchange.commit("replaceKeySet", (directory) => withKeySet(directory, keySet));
  return odata(call, 200, "trustFramework/keySets/$entity", showKeySet(call.tenant, keySet));
}

/** `DELETE /trustFramework/keySets/{id}` */
export function deleteKeySet(call: GraphCall, id: string): Reply {
  requireKeySetWrite(call);
  existingKeySet(call, id);
  call.exchange.commit("deleteKeySet", (directory) => withoutKeySet(directory, id));
  return empty(204);
}

/** `GET /trustFramework/keySets/{id}/getActiveKey`, with and without `()` */
export function getActiveKey(call: GraphCall, id: string): Reply {
  requireKeySetRead(call);
  const key = activeKey(seenKeySet(call, id), call.tenant.nowSeconds());
  if (key === undefined) {
    throw new GraphRefusal(404, "Request_ResourceNotFound", `Key set '${id}' has no active key.`);
  }
  return odata(call, 200, "microsoft.graph.trustFrameworkKey", showKeySetKey(call.tenant, key));
}

/** As a read sees it, which may lag. */
export function seenKeySet({ tenant }: GraphCall, id: string): KeySet {
  const keySet = tenant.directory.look("reads", tenant.now()).keySets.get(id);
  if (keySet === undefined) throw notFound(id);
  return keySet;
}

/** As a write sees it: gone is gone, and what is not replicated yet is not there. */
export function existingKeySet({ tenant }: GraphCall, id: string): KeySet {
  const seen = tenant.directory.look("writes", tenant.now()).keySets.has(id);
  const keySet = tenant.directory.current.keySets.get(id);
  if (!seen || keySet === undefined) throw notFound(id);
  return keySet;
}
