import type { GraphCall } from "./call.ts";
import { badRequest } from "./refusal.ts";

const LARGEST_PAGE = 999;

/** One page of a collection, with the link to the next. */
export function page(call: GraphCall, items: readonly object[]): object {
  const { exchange, tenant } = call;
  const asked = readTop(exchange.url.searchParams.get("$top"), tenant.behaviour.pageSize);
  const top = Math.min(asked, tenant.behaviour.largestPage);
  const start = Number(exchange.url.searchParams.get("$skiptoken") ?? "0");
  if (!Number.isSafeInteger(start) || start < 0) throw badRequest("The value of $skiptoken is invalid.");
  const value = items.slice(start, start + top);
  if (start + top >= items.length) return { value };
  const next = new URL(exchange.url);
  next.searchParams.set("$skiptoken", String(start + top));
  return { "@odata.nextLink": next.href, value };
}

function readTop(text: string | null, standard: number): number {
  if (text === null) return standard;
  const top = /^\d+$/.test(text) ? Number(text) : 0;
  if (top >= 1 && top <= LARGEST_PAGE) return top;
  throw badRequest(
    `Invalid page size specified: '${text}'. Must be between 1 and ${LARGEST_PAGE} inclusive.`,
  );
}
