import type { Behaviour } from "./behaviour.ts";
import type { Exchange } from "./exchange.ts";
import type { FaultRule } from "./faults.ts";
import { empty, json, type Reply } from "./message.ts";
import type { Lag, Reader } from "./replica.ts";
import { snapshot } from "./snapshot.ts";
import type { Tenant } from "./tenant.ts";

type Command = (tenant: Tenant, body: unknown) => void;

/** What a test in another process may do: `POST /__emulator/{name}` with JSON. The README describes each. */
const COMMANDS: Readonly<Record<string, Command>> = {
  faults: ({ faults }, body) => {
    faults.add(...((Array.isArray(body) ? body : [body]) as FaultRule[]));
  },
  "clear-faults": ({ faults }) => {
    faults.clear();
  },
  behaviour: ({ behaviour }, body) => {
    Object.assign(behaviour, body as Partial<Behaviour>);
  },
  lag: ({ directory }, body) => {
    Object.assign(directory.lag, body as Partial<Record<Reader, Lag>>);
  },
  clock: (tenant, body) => {
    const { skewMs, advanceMs = 0 } = body as { skewMs?: number; advanceMs?: number };
    tenant.clockSkewMs = (skewMs ?? tenant.clockSkewMs) + advanceMs;
  },
  "clear-log": ({ log }) => {
    log.length = 0;
  },
};

export function control({ tenant, method, url, body }: Exchange): Reply {
  const name = url.pathname.split("/")[2] ?? "";
  if (method === "GET" && name === "log") return json(200, tenant.log);
  if (method === "GET" && name === "state") return json(200, snapshot(tenant));
  const command = COMMANDS[name];
  if (method !== "POST" || command === undefined) return json(404, { error: `no such command: ${name}` });
  try {
    command(tenant, body === "" ? {} : JSON.parse(body));
  } catch (error) {
    return json(400, { error: String(error) });
  }
  return empty(204);
}
