import type { Reply } from "../message.ts";
import type { GraphCall } from "./call.ts";
import { ADDITIONS, addKeySetKey, getKey, listKeys, patchKey } from "./keySetKeys.ts";
import {
  createKeySet,
  deleteKeySet,
  getActiveKey,
  getKeySet,
  listKeySets,
  replaceKeySet,
} from "./keySets.ts";
import { methodNotAllowed, unknownSegment } from "./refusal.ts";

type Handler = () => Reply | Promise<Reply>;

/** `/trustFramework/keySets…`; `keySets('id')` is the form of the Location header. */
export function keySetRoute(call: GraphCall, segments: readonly string[]): Reply | Promise<Reply> {
  const [first = "", ...others] = segments;
  const inBrackets = /^keySets\('([^']+)'\)$/i.exec(first);
  if (inBrackets === null && first.toLowerCase() !== "keysets") throw unknownSegment(first);
  const [id, action, kid, ...more] = inBrackets === null ? others : [inBrackets[1], ...others];
  if (more.length > 0) throw unknownSegment(more[0] ?? "");

  if (id === undefined) return choose(call, { GET: () => listKeySets(call), POST: () => createKeySet(call) });
  if (action === undefined) {
    return choose(call, {
      GET: () => getKeySet(call, id),
      PUT: () => replaceKeySet(call, id),
      DELETE: () => deleteKeySet(call, id),
    });
  }
  if (action === "keys_v2") return keysV2Route(call, id, kid);
  const name = action.replace(/^microsoft\.graph\./, "").replace(/\(\)$/, "");
  if (kid !== undefined) throw unknownSegment(kid);
  if (name === "getActiveKey") return choose(call, { GET: () => getActiveKey(call, id) });
  const addition = ADDITIONS[name];
  if (addition === undefined) throw unknownSegment(action);
  return choose(call, { POST: () => addKeySetKey(call, id, name, addition) });
}

function keysV2Route(call: GraphCall, id: string, kid: string | undefined): Reply | Promise<Reply> {
  if (kid === undefined) return choose(call, { GET: () => listKeys(call, id) });
  // Single keys cannot be deleted: 405.
  return choose(call, { GET: () => getKey(call, id, kid), PATCH: () => patchKey(call, id, kid) });
}

export function choose(call: GraphCall, handlers: Readonly<Record<string, Handler>>): Reply | Promise<Reply> {
  const handler = handlers[call.exchange.method];
  if (handler === undefined) throw methodNotAllowed();
  return handler();
}
