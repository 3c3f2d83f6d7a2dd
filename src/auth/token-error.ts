import { parseObject } from "../graph/json.ts";
import type { HttpResponse } from "../http/transport.ts";
import type { ServiceText } from "../service-text.ts";

/** What a credential is answered that a node does not know yet (docs/service-facts.md, "Token service"). */
export const NOT_KNOWN_YET: ReadonlySet<number> = new Set([700027, 7000214, 7000215]);

/** The token service's refusal, fit to be shown. */
export interface TokenError {
  readonly error: string | undefined;
  /** AADSTS numbers, the one of the text first. */
  readonly codes: readonly number[];
  readonly description: string;
  readonly traceId: string | undefined;
}

export function readTokenError(response: HttpResponse, texts: ServiceText): TokenError {
  const body = parseObject(response.body);
  const description = typeof body?.["error_description"] === "string" ? body["error_description"] : "";
  const codes = body?.["error_codes"];
  const written = /AADSTS(\d{1,9})/.exec(description)?.[1];
  const traceId = body?.["trace_id"];
  return {
    error: typeof body?.["error"] === "string" ? texts.line(body["error"]) : undefined,
    codes: [
      ...(written === undefined ? [] : [Number(written)]),
      ...(Array.isArray(codes) ? codes.filter((code): code is number => typeof code === "number") : []),
    ],
    description: texts.line(withoutTrace(description)),
    traceId: typeof traceId === "string" ? texts.line(traceId) : undefined,
  };
}

/** Trace, correlation and timestamp follow on lines of their own. No pattern: with blanks before the words it takes the square of their number. */
function withoutTrace(description: string): string {
  const trace = description.indexOf("Trace ID:");
  return (trace < 0 ? description : description.slice(0, trace)).trimEnd();
}
