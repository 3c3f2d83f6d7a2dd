import { handle } from "./handle.ts";
import { isDrop, type Drop, type Reply } from "./message.ts";
import type { Tenant } from "./tenant.ts";

/** The connection broke, or stays silent. */
export class NoAnswer extends Error {
  readonly drop: Drop;

  constructor(drop: Drop) {
    super(`no answer: ${drop.drop}`);
    this.name = "NoAnswer";
    this.drop = drop;
  }
}

export interface ShortRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request to the tenant without a network; a delay is not waited for. */
export async function send(tenant: Tenant, url: string, request: ShortRequest = {}): Promise<Reply> {
  const { method = "GET", headers = {}, body = "" } = request;
  const outcome = await handle(tenant, { method, url, headers, body });
  if (isDrop(outcome)) throw new NoAnswer(outcome);
  return outcome;
}
