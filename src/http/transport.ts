import type { Secret } from "../secrets/secret.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | Secret>>;
  /** The encoded body; a `Secret` where it holds one. */
  readonly body?: string | Secret;
  /** `fresh`: never on a pooled connection. Writes use it, so that a stale socket cannot make an outcome unknown. */
  readonly connection?: "shared" | "fresh";
  /** Ends the attempt: its own time limit and the run's. */
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One exchange: no retry, no redirect, no interpretation.
 * Rejects with {@link TransportError} only.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * How far a failed exchange got (docs/design.md, "Retry classes").
 * - `not-sent`: the server cannot have seen it; repeating it is safe.
 * - `refused-connection`: TLS or proxy said no; not sent, and repeating it is pointless.
 * - `ambiguous`: it may have been carried out.
 */
export type Reach = "not-sent" | "refused-connection" | "ambiguous";

export class TransportError extends Error {
  readonly reach: Reach;
  /** Node's or OpenSSL's code (`ECONNRESET`, `CERT_HAS_EXPIRED`, …) or `TIMEOUT`, `PROXY_407`. */
  readonly code: string;
  /** The answer's status, where it had come before the exchange failed. */
  readonly status: number | undefined;

  constructor(reach: Reach, code: string, cause?: unknown, status?: number) {
    super(`${code} (${reach})`, { cause });
    this.name = "TransportError";
    this.reach = reach;
    this.code = code;
    this.status = status;
  }
}
