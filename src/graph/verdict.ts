import { isTransient } from "../http/exchange.ts";
import type { HttpResponse, TransportError } from "../http/transport.ts";
import type { GraphOutcome } from "./client.ts";
import type { JsonObject } from "./json.ts";
import type { GraphRefused } from "./refused.ts";

/** What a write says about the answers that it may get. */
export interface Meanings<T> {
  /** The success's meaning; `undefined` where the answer has not the shape of one. */
  readonly accept: (answer: JsonObject | undefined, response: HttpResponse) => T | undefined;
  /** A refusal that is as good as a success ("exists already"). */
  readonly acceptRefusal?: (refused: GraphRefused) => T | undefined;
  /** A refusal that is not to be believed ("No credentials found to be removed."): looked up as a lost answer is. */
  readonly doubts?: (refused: GraphRefused) => boolean;
}

/** What one send of a write has come to. */
export type Verdict<T> =
  | { readonly kind: "done"; readonly value: T }
  /** The service said that it did it, and nobody can read the rest: it is never sent again. */
  | { readonly kind: "done-unread"; readonly status: number }
  /** The service cannot have seen it. */
  | { readonly kind: "not-sent"; readonly error: TransportError }
  /** Not carried out, and worth another send with a new token. */
  | { readonly kind: "renew" }
  /** Not carried out, because … and worth another send after a while. */
  | { readonly kind: "lagging" | "throttled" | "contended"; readonly refused: GraphRefused }
  /** Not carried out, and the same would be refused again. */
  | { readonly kind: "refused"; readonly refused: GraphRefused }
  /** It may have been carried out. */
  | { readonly kind: "unknown"; readonly refused: GraphRefused | undefined; readonly doubted: boolean };

export interface Seen<T> {
  readonly outcome: GraphOutcome;
  readonly meanings: Meanings<T>;
  /** A new token has been tried already. */
  readonly renewed: boolean;
  /** We made the object a moment ago: a 404 means that a replica lags. */
  readonly isFresh: boolean;
}

/** Codes and words with which the directory says that another write to the object was under way (docs/service-facts.md). */
const CONTENTION_CODES = new Set(["Directory_ConcurrencyViolation", "AADB2C95053"]);
const CONTENTION_WORDS = /AADB2C95053|concurrent requests/i;

/** In this order; the first that knows what to make of it decides (docs/design.md, "Retry classes"). */
const RULES: readonly (<T>(seen: Seen<T>) => Verdict<T> | undefined)[] = [
  readSuccess,
  unreadSuccess,
  notSent,
  staleToken,
  laggingReplica,
  throttled,
  contended,
  goodRefusal,
  doubtedRefusal,
  definiteRefusal,
];

/** Sorts what came back by what it may have done. Pure: nothing is sent, awaited or remembered. */
export function judge<T>(seen: Seen<T>): Verdict<T> {
  for (const rule of RULES) {
    const verdict = rule(seen);
    if (verdict !== undefined) return verdict;
  }
  return { kind: "unknown", refused: refusalIn(seen), doubted: false };
}

function readSuccess<T>({ outcome, meanings }: Seen<T>): Verdict<T> | undefined {
  const value = outcome.kind === "success" ? meanings.accept(outcome.body, outcome.response) : undefined;
  return value === undefined ? undefined : { kind: "done", value };
}

/** A page, a cut answer, another shape; or the connection broke after the status had come. */
function unreadSuccess<T>({ outcome }: Seen<T>): Verdict<T> | undefined {
  const status =
    outcome.kind === "success"
      ? outcome.response.status
      : outcome.kind === "ambiguous"
        ? outcome.error.status
        : undefined;
  return status !== undefined && status >= 200 && status < 300 ? { kind: "done-unread", status } : undefined;
}

function notSent<T>({ outcome }: Seen<T>): Verdict<T> | undefined {
  return outcome.kind === "not-sent" ? { kind: "not-sent", error: outcome.error } : undefined;
}

function staleToken<T>(seen: Seen<T>): Verdict<T> | undefined {
  return refusalIn(seen)?.status === 401 && !seen.renewed ? { kind: "renew" } : undefined;
}

function laggingReplica<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  return refused?.isNotFound === true && seen.isFresh ? { kind: "lagging", refused } : undefined;
}

function throttled<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  return refused?.status === 429 ? { kind: "throttled", refused } : undefined;
}

/** Before the refusals that are as good as a success: a 409 may be either. */
function contended<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  if (refused === undefined) return undefined;
  const isContended =
    CONTENTION_CODES.has(refused.code ?? "") ||
    (refused.status === 409 && CONTENTION_WORDS.test(refused.serviceMessage));
  return isContended ? { kind: "contended", refused } : undefined;
}

function goodRefusal<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  const value = refused === undefined ? undefined : seen.meanings.acceptRefusal?.(refused);
  return value === undefined ? undefined : { kind: "done", value };
}

function doubtedRefusal<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  return refused !== undefined && seen.meanings.doubts?.(refused) === true
    ? { kind: "unknown", refused, doubted: true }
    : undefined;
}

/** 5xx, 408 and redirects may come from something between. */
function definiteRefusal<T>(seen: Seen<T>): Verdict<T> | undefined {
  const refused = refusalIn(seen);
  if (refused === undefined || refused.isRedirect || isTransient(refused.status)) return undefined;
  return { kind: "refused", refused };
}

function refusalIn<T>({ outcome }: Seen<T>): GraphRefused | undefined {
  return outcome.kind === "refused" ? outcome.refused : undefined;
}
