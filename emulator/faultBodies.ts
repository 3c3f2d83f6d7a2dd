import { randomUUID } from "node:crypto";
import { json, type Reply } from "./message.ts";

/** A scripted failure in the words of the service that the path belongs to. */
export function failureReply(
  pathname: string,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>>,
): Reply {
  const requestId = randomUUID();
  if (pathname.includes("/oauth2/")) {
    return json(status, oauthBody(code, message, requestId), { "x-ms-request-id": requestId, ...headers });
  }
  if (pathname.includes("/repos/")) {
    const body = { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
    return json(status, body, headers);
  }
  const innerError = { "request-id": requestId, "client-request-id": requestId };
  return json(status, { error: { code, message, innerError } }, { "request-id": requestId, ...headers });
}

/** `code` may be an AADSTS number, such as `AADSTS90033`, or an OAuth error. */
function oauthBody(code: string, message: string, traceId: string): object {
  const [, number] = /^AADSTS(\d+)$/.exec(code) ?? [];
  const ids = `Trace ID: ${traceId} Correlation ID: ${traceId}`;
  return number === undefined
    ? { error: code, error_description: `${message} ${ids}`, error_codes: [], trace_id: traceId }
    : {
        error: "temporarily_unavailable",
        error_description: `${code}: ${message} ${ids}`,
        error_codes: [Number(number)],
        trace_id: traceId,
      };
}
