import { randomUUID } from "node:crypto";
import { readAccessToken } from "../entra/accessToken.ts";
import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";
import type { GraphCall } from "./call.ts";
import { directoryRoute } from "./directoryRoutes.ts";
import { keySetRoute } from "./keySetRoutes.ts";
import { GraphRefusal, unknownSegment } from "./refusal.ts";

/** Everything below `/v1.0` and `/beta`. */
export async function graph(exchange: Exchange): Promise<Reply> {
  const requestId = randomUUID();
  const clientRequestId = exchange.headers["client-request-id"] ?? requestId;
  const reply = await answer(exchange, requestId, clientRequestId);
  return {
    ...reply,
    headers: {
      "request-id": requestId,
      "client-request-id": clientRequestId,
      "x-ms-ags-diagnostic": DIAGNOSTIC,
      "cache-control": "no-cache",
      ...reply.headers,
    },
  };
}

const DIAGNOSTIC = JSON.stringify({
  ServerInfo: { DataCenter: "Emulator", Slice: "E", Ring: "1", ScaleUnit: "000", RoleInstance: "EM1" },
});

async function answer(exchange: Exchange, requestId: string, clientRequestId: string): Promise<Reply> {
  try {
    return await route(await authorize(exchange));
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    const { status, code, message, headers } = error;
    const innerError = {
      date: new Date(exchange.tenant.now()).toISOString().slice(0, 19),
      "request-id": requestId,
      "client-request-id": clientRequestId,
    };
    return json(status, { error: { code, message, innerError } }, headers);
  }
}

/** The bearer token: issued here, for this origin, for this tenant, not expired. */
async function authorize(exchange: Exchange): Promise<GraphCall> {
  const { tenant, url } = exchange;
  const token = exchange.bearer();
  if (token === undefined) throw unauthenticated("Access token is empty.");
  const caller = await readAccessToken(tenant, token, (audience) => audience === url.origin);
  if (typeof caller === "string") throw unauthenticated(caller);
  exchange.note("caller", caller.appId);
  const [version, ...segments] = exchange.segments();
  return { exchange, tenant, caller, version: version === "beta" ? "beta" : "v1.0", segments };
}

function unauthenticated(message: string): GraphRefusal {
  return new GraphRefusal(401, "InvalidAuthenticationToken", message, {
    "www-authenticate":
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
  });
}

function route(call: GraphCall): Reply | Promise<Reply> {
  const [first = "", ...rest] = call.segments;
  if (first.toLowerCase() !== "trustframework") return directoryRoute(call);
  // Key sets exist in beta only.
  if (call.version === "v1.0") throw unknownSegment(first);
  return keySetRoute(call, rest);
}
