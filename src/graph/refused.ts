import { ActionError, type ErrorCode } from "../errors.ts";
import type { HttpResponse } from "../http/transport.ts";
import { describeNeeds, type Needs } from "../permissions.ts";
import { findGraphRefusal } from "../refusals.ts";
import type { ServiceText } from "../service-text.ts";
import { isObject, parseObject } from "./json.ts";

/** A definite answer that is not a success, as Graph's error envelope says it. */
export class GraphRefused extends Error {
  readonly status: number;
  /** `error.code`; Graph says to branch on it and not on the message. */
  readonly code: string | undefined;
  /** Fit to be shown, as code and request id are. */
  readonly serviceMessage: string;
  readonly requestId: string | undefined;
  readonly response: HttpResponse;

  constructor(response: HttpResponse, texts: ServiceText) {
    const envelope = parseObject(response.body);
    const error = isObject(envelope?.["error"]) ? envelope["error"] : undefined;
    const code = typeof error?.["code"] === "string" ? texts.line(error["code"]) : undefined;
    const message = typeof error?.["message"] === "string" ? texts.line(error["message"]) : "";
    super(`Graph answered ${String(response.status)} ${code ?? ""}`.trim());
    this.name = "GraphRefused";
    this.status = response.status;
    this.code = code;
    this.serviceMessage = message;
    const requestId = response.headers["request-id"];
    const innerId = innerRequestId(error);
    this.requestId =
      requestId !== undefined
        ? texts.header(requestId)
        : innerId === undefined
          ? undefined
          : texts.line(innerId);
    this.response = response;
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }

  get isForbidden(): boolean {
    return this.status === 403;
  }

  /** Redirects are never followed: they could carry the token and the secret elsewhere. */
  get isRedirect(): boolean {
    return this.status >= 300 && this.status < 400;
  }
}

function innerRequestId(error: Readonly<Record<string, unknown>> | undefined): string | undefined {
  // Both spellings occur.
  const inner = error?.["innerError"] ?? error?.["innererror"];
  const id = isObject(inner) ? inner["request-id"] : undefined;
  return typeof id === "string" ? id : undefined;
}

/**
 * The refusal in plain words.
 *
 * @param doing "add a key to application …": what was refused
 * @param needs what the caller needs for it, named where the service says 403
 */
export function explainRefusal(
  refused: GraphRefused,
  doing: string,
  needs: Needs,
  extra?: { why?: string; remedy?: string },
): ActionError {
  const row = findGraphRefusal(refused.code, refused.serviceMessage);
  const said = [String(refused.status), refused.code, refused.serviceMessage && `"${refused.serviceMessage}"`]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
  return new ActionError({
    code: codeOf(refused),
    blame: "service",
    what: `Microsoft Graph refused to ${doing} (${said}).`,
    why: [fallbackCause(refused, row?.cause), extra?.why].filter((part) => part !== undefined).join(" "),
    remedy: [
      row?.remedy ?? fallbackRemedy(refused),
      refused.isForbidden ? `Permission: ${describeNeeds(needs)}.` : undefined,
      extra?.remedy,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    ...(refused.requestId === undefined ? {} : { requestId: refused.requestId }),
  });
}

function codeOf(refused: GraphRefused): ErrorCode {
  if (refused.code === "Authentication_MissingOrMalformed") return "proof-refused";
  if (refused.status === 404) return "not-found";
  if (refused.status === 429) return "throttled";
  return "request-refused";
}

function fallbackCause(refused: GraphRefused, known: string | undefined): string | undefined {
  if (known !== undefined) return known;
  if (refused.isRedirect)
    return "The answer was a redirect, which is never followed: it could carry the token elsewhere.";
  return undefined;
}

function fallbackRemedy(refused: GraphRefused): string {
  if (refused.isRedirect) return "Check graph-url and the proxy.";
  if (refused.status === 404) return "Check the id, tenant-id and cloud.";
  if (refused.status === 401)
    return "Check tenant-id and cloud, and that the access token is for this Graph.";
  if (refused.isForbidden)
    return "Grant the permission to the application that signs in, with admin consent.";
  if (refused.status >= 500) return "The service is in trouble: run it again later.";
  return "Compare the inputs with the README; the request-id helps Microsoft's support.";
}
