import { parseObject } from "../graph/json.ts";
import type { HttpResponse } from "../http/transport.ts";
import { cleanServiceText } from "../service-text.ts";

/** What a credential is answered that a node does not know yet (docs/service-facts.md, "Token service"). */
export const NOT_KNOWN_YET: ReadonlySet<number> = new Set([700027, 7000214, 7000215]);

/** The token service's refusal, cleaned. */
export interface TokenError {
  readonly error: string | undefined;
  /** AADSTS numbers, the one of the text first. */
  readonly codes: readonly number[];
  readonly description: string;
  readonly traceId: string | undefined;
}

export function readTokenError(response: HttpResponse): TokenError {
  const body = parseObject(response.body);
  const description = typeof body?.["error_description"] === "string" ? body["error_description"] : "";
  const codes = body?.["error_codes"];
  const written = /AADSTS(\d+)/.exec(description)?.[1];
  const traceId = body?.["trace_id"];
  return {
    error: typeof body?.["error"] === "string" ? cleanServiceText(body["error"]) : undefined,
    codes: [
      ...(written === undefined ? [] : [Number(written)]),
      ...(Array.isArray(codes) ? codes.filter((code): code is number => typeof code === "number") : []),
    ],
    // Trace, correlation and timestamp follow on lines of their own.
    description: cleanServiceText(description.split(/\s*Trace ID:/)[0] ?? ""),
    traceId: typeof traceId === "string" ? cleanServiceText(traceId) : undefined,
  };
}
