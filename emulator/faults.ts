import { failureReply } from "./faultBodies.ts";
import { CONCURRENCY_VIOLATION } from "./graph/refusal.ts";
import { html, json, type Drop, type EmulatorRequest, type Outcome, type Reply } from "./message.ts";

export type Fault =
  | { readonly kind: "throttle"; readonly retryAfter?: string }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** The whole body, instead of the service's own form of error. */
      readonly body?: string;
    }
  /** Graph's refusal of a write while another one to the same object is under way. */
  | { readonly kind: "contention"; readonly retryAfter?: string }
  | { readonly kind: "hang" }
  | { readonly kind: "drop" }
  /** Sends this share of the answer's body (default a half), then breaks the connection. */
  | { readonly kind: "cut"; readonly share?: number }
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "redirect"; readonly status?: number; readonly location: string }
  /** A success whose body is no JSON. */
  | { readonly kind: "malformed" }
  | { readonly kind: "slow"; readonly ms: number };

export interface FaultRule {
  readonly method?: string;
  /** Matches the whole path as sent; `*` stands for any text. */
  readonly path: string;
  readonly host?: string;
  /** The first matching request that is hit, from 1. */
  readonly nth?: number;
  /** How many requests are hit; default 1, `"always"` for all from then on. */
  readonly count?: number | "always";
  /** Whether the request is carried out all the same. `slow`, `cut` and `malformed`: default `done`; else `none`. */
  readonly effect?: "none" | "done";
  readonly fault: Fault;
}

/** The faults still to come, in the order in which they were scripted; the first that is due wins. */
export class FaultScript {
  readonly #rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(...rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ rule, seen: 0 })));
  }

  /** Rules that no request has met yet: a campaign's test looks whether its fault took place at all. */
  get pending(): readonly FaultRule[] {
    return this.#rules.filter(({ rule, seen }) => seen < (rule.nth ?? 1)).map(({ rule }) => rule);
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The rule for this request, if one is due. Every matching rule counts the request. */
  take(request: EmulatorRequest): FaultRule | undefined {
    let due: FaultRule | undefined;
    for (const each of this.#rules) {
      if (!matches(each.rule, request)) continue;
      each.seen += 1;
      const { nth = 1, count = 1 } = each.rule;
      if (each.seen >= nth && (count === "always" || each.seen < nth + count)) due ??= each.rule;
    }
    return due;
  }
}

function matches(rule: FaultRule, request: EmulatorRequest): boolean {
  const url = new URL(request.url);
  if (rule.method !== undefined && rule.method.toUpperCase() !== request.method.toUpperCase()) return false;
  if (rule.host !== undefined && rule.host !== url.hostname) return false;
  const pattern = rule.path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(url.pathname);
}

export function isCarriedOut({ effect, fault }: FaultRule): boolean {
  return (effect ?? (["slow", "cut", "malformed"].includes(fault.kind) ? "done" : "none")) === "done";
}

/** What the client gets: `reply` is the true answer, or undefined where the request was not carried out. */
export function distort(fault: Fault, url: URL, reply: Reply | undefined): Outcome {
  const whole = reply ?? json(200, {});
  switch (fault.kind) {
    case "throttle":
      return failureReply(
        url.pathname,
        429,
        "TooManyRequests",
        "Too many requests.",
        withRetryAfter(fault.retryAfter),
      );
    case "status": {
      const headers = { ...withRetryAfter(fault.retryAfter), ...fault.headers };
      if (fault.body !== undefined) return { status: fault.status, headers, body: fault.body };
      return failureReply(
        url.pathname,
        fault.status,
        fault.code ?? "UnknownError",
        fault.message ?? "",
        headers,
      );
    }
    case "contention": {
      const { status, code, message } = CONCURRENCY_VIOLATION;
      return failureReply(url.pathname, status, code, message, withRetryAfter(fault.retryAfter));
    }
    case "hang":
      return { drop: "hang" };
    case "drop":
      return { drop: reply === undefined ? "before-effect" : "after-effect" };
    case "cut":
      return cut(whole, fault.share ?? 0.5);
    case "html":
      return html(fault.status ?? 502, "502 Bad Gateway");
    case "redirect":
      return { status: fault.status ?? 307, headers: { location: fault.location }, body: "" };
    case "malformed":
      return { ...whole, body: `${whole.body.slice(0, -1)},` };
    case "slow":
      return { ...whole, delayMs: fault.ms };
  }
}

function withRetryAfter(retryAfter: string | undefined): Record<string, string> {
  return retryAfter === undefined ? {} : { "retry-after": retryAfter };
}

function cut(whole: Reply, share: number): Drop {
  const partial = { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length * share)) };
  return { drop: "mid-body", partial, fullLength: Buffer.byteLength(whole.body) };
}
