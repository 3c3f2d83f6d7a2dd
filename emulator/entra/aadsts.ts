import { randomUUID } from "node:crypto";
import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";

export type OAuthError =
  | "invalid_request"
  | "invalid_client"
  | "invalid_scope"
  | "invalid_resource"
  | "unauthorized_client"
  | "unsupported_grant_type";

/** The token service says no. */
export class AadstsRefusal extends Error {
  readonly error: OAuthError;
  readonly code: number;

  constructor(error: OAuthError, code: number, text: string) {
    super(text);
    this.name = "AadstsRefusal";
    this.error = error;
    this.code = code;
  }
}

/** The error body of the token endpoint, with the three identifiers that support asks for. */
export function aadstsReply(exchange: Exchange, { error, code, message }: AadstsRefusal): Reply {
  const traceId = randomUUID();
  const correlationId = exchange.headers["client-request-id"] ?? randomUUID();
  const timestamp = `${new Date(exchange.tenant.now()).toISOString().slice(0, 19).replace("T", " ")}Z`;
  exchange.note("aadsts", code);
  return json(
    error === "invalid_client" ? 401 : 400,
    {
      error,
      error_description: `AADSTS${code}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://${exchange.tenant.cloud.loginHosts[0]}/error?code=${code}`,
    },
    { "x-ms-request-id": traceId, "client-request-id": correlationId },
  );
}
