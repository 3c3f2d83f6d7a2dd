import { Exchange } from "./exchange.ts";
import { distort, isCarriedOut } from "./faults.ts";
import { vaultNameOf } from "./hosts.ts";
import { isDrop, type EmulatorRequest, type Outcome } from "./message.ts";
import { route } from "./routes.ts";
import type { Tenant } from "./tenant.ts";

/** Answers one request, in this process; the server is no more than this behind TLS. */
export async function handle(tenant: Tenant, request: EmulatorRequest): Promise<Outcome> {
  const exchange = new Exchange(tenant, request);
  const { entry } = exchange;
  // The control routes are the test's own: neither logged nor disturbed.
  if (entry.path.startsWith("/__emulator/")) return route(exchange);

  tenant.log.push(entry);
  tenant.announce({ phase: "received", entry });
  const outcome = withDate(tenant, await answer(exchange, request));
  entry.status = isDrop(outcome) ? null : outcome.status;
  tenant.announce({ phase: "answered", entry });
  return outcome;
}

async function answer(exchange: Exchange, request: EmulatorRequest): Promise<Outcome> {
  if (isUnknownVault(exchange)) return { drop: "unresolved" };
  const rule = exchange.tenant.faults.take(request);
  if (rule === undefined) return route(exchange);
  exchange.entry.fault = rule.fault.kind;
  return distort(rule.fault, exchange.url, isCarriedOut(rule) ? await route(exchange) : undefined);
}

/** A vault has a name of its own in DNS, and one that does not exist has none. */
function isUnknownVault({ tenant, url }: Exchange): boolean {
  const vault = vaultNameOf(url.hostname);
  return vault !== undefined && !tenant.vaults.has(vault.toLowerCase());
}

/** Every answer carries the emulator's time, so that a client can notice its own clock's error. */
function withDate(tenant: Tenant, outcome: Outcome): Outcome {
  const date = new Date(tenant.now()).toUTCString();
  if (!isDrop(outcome)) return { ...outcome, headers: { date, ...outcome.headers } };
  if (outcome.partial === undefined) return outcome;
  return { ...outcome, partial: { ...outcome.partial, headers: { date, ...outcome.partial.headers } } };
}
