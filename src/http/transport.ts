import type { Secret } from "../secrets/secret.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | Secret>>;
  /** The encoded body; a `Secret` where it holds one. */
  readonly body?: string | Secret;
  /** `fresh`: never on a pooled connection. Writes use it, so that a stale socket cannot make an outcome unknown. */
  readonly connection?: "shared" | "fresh";
  /** What is asked for, and so how large the answer may be; default `object`. */
  readonly asks?: keyof typeof LARGEST_ANSWER_BYTES;
  /** Ends the attempt: its own time limit and the run's. */
  readonly signal: AbortSignal;
}

/** An answer that is larger is given up: nothing that is true is, and its parts cost many times its bytes. */
export const LARGEST_ANSWER_BYTES = {
  /** A token of Entra or GitHub has some kilobytes. */
  token: 256 * 1024,
  /** One object with all its certificates: Entra allows 1,200 credentials of some two kilobytes. */
  object: 4 * 1024 * 1024,
  /** A page of a collection, at most 999 objects. */
  page: 8 * 1024 * 1024,
} as const;

/** Status line and headers, a proxy's answer to CONNECT too. Node's default, whatever NODE_OPTIONS says. */
export const LARGEST_HEAD_BYTES = 16 * 1024;

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One exchange: no retry, no redirect, no interpretation.
 * Rejects with {@link TransportError} only, and settles as soon as `signal` is aborted, whatever
 * the sockets do.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** Connections that are opened before they are needed. */
export interface Connections {
  /**
   * Begins to open one to this origin, for the next request there: used once, within some
   * seconds, or closed. Whatever goes wrong is silent, and costs nothing but the attempt.
   */
  prepare(origin: URL): void;
  /** Closes what was not used. */
  close(): void;
}

/**
 * How far a failed exchange got (docs/design.md, "Retry classes").
 * - `not-sent`: the server cannot have seen it; repeating it is safe.
 * - `refused-connection`: TLS or proxy said no; not sent, and repeating it is pointless.
 * - `ambiguous`: it may have been carried out.
 */
export type Reach = "not-sent" | "refused-connection" | "ambiguous";

export class TransportError extends Error {
  readonly reach: Reach;
  /** Node's or OpenSSL's code (`ECONNRESET`, `CERT_HAS_EXPIRED`, …) or `TIMEOUT`, `PROXY_407`, `HTTP_101`. */
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
