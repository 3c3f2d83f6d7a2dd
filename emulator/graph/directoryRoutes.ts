import type { Reply } from "../message.ts";
import { readAddress, readEntitySet, type Address } from "./address.ts";
import type { GraphCall } from "./call.ts";
import { addKey, removeKey } from "./keyRoll.ts";
import { choose } from "./keySetRoutes.ts";
import { patchObject } from "./patchObject.ts";
import { addPassword, removePassword } from "./passwords.ts";
import { getObject, listFederatedCredentials, listObjects, listOwners } from "./readObjects.ts";
import { unknownSegment } from "./refusal.ts";

/** `/applications…` and `/servicePrincipals…` */
export function directoryRoute(call: GraphCall): Reply | Promise<Reply> {
  const kind = readEntitySet(call.segments);
  if (kind !== undefined) return choose(call, { GET: () => listObjects(call, kind) });
  const address = readAddress(call.segments);
  const [action, ...more] = address.tail;
  if (more.length > 0) throw unknownSegment(more[0] ?? "");
  if (action === undefined) {
    return choose(call, { GET: () => getObject(call, address), PATCH: () => patchObject(call, address) });
  }
  return actionRoute(call, address, action);
}

/** The metadata of beta has these actions for applications only. */
const ACTIONS = ["addKey", "removeKey", "addPassword", "removePassword"];

function actionRoute(call: GraphCall, address: Address, action: string): Reply | Promise<Reply> {
  if (call.version === "beta" && address.kind === "servicePrincipal" && ACTIONS.includes(action)) {
    throw unknownSegment(action);
  }
  switch (action) {
    case "addKey":
      return choose(call, { POST: () => addKey(call, address) });
    case "removeKey":
      return choose(call, { POST: () => removeKey(call, address) });
    case "addPassword":
      return choose(call, { POST: () => addPassword(call, address) });
    case "removePassword":
      return choose(call, { POST: () => removePassword(call, address) });
    case "owners":
      return choose(call, { GET: () => listOwners(call, address) });
    case "federatedIdentityCredentials":
      return choose(call, { GET: () => listFederatedCredentials(call, address) });
    default:
      throw unknownSegment(action);
  }
}
