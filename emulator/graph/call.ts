import type { Caller } from "../entra/accessToken.ts";
import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";
import type { Tenant } from "../tenant.ts";
import { concurrencyViolation } from "./refusal.ts";

/** One request to Graph whose bearer token has been accepted. */
export interface GraphCall {
  readonly exchange: Exchange;
  readonly tenant: Tenant;
  readonly caller: Caller;
  readonly version: "v1.0" | "beta";
  /** After the version, decoded. */
  readonly segments: readonly string[];
}

/** Right before a write to an object takes effect: refuses it while the one before still does. */
export function claimObject({ tenant }: GraphCall, objectId: string): void {
  const before = tenant.lastWrites.get(objectId) ?? -Infinity;
  if (tenant.now() - before < tenant.behaviour.busyAfterWriteMs) throw concurrencyViolation();
  tenant.lastWrites.set(objectId, tenant.now());
}

/** An answer in OData's JSON, its context first. */
export function odata(
  call: GraphCall,
  status: number,
  context: string,
  value: object,
  headers?: Readonly<Record<string, string>>,
): Reply {
  return json(
    status,
    { "@odata.context": contextUrl(call, context), ...value },
    headers,
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
  );
}

export function contextUrl({ exchange, version }: GraphCall, context: string): string {
  return `${exchange.url.origin}/${version}/$metadata#${context}`;
}

/** As Graph writes Edm.DateTimeOffset: whole seconds without a fraction. */
export function dateTimeOffset(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
