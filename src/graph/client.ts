import { randomUUID } from "node:crypto";
import type { TokenProvider } from "../auth/token-provider.ts";
import { ActionError } from "../errors.ts";
import { isTransient, sendOnce, waitBeforeRetry, type Network, type Outcome } from "../http/exchange.ts";
import { describeNetworkError } from "../http/network-error.ts";
import type { TransportError } from "../http/transport.ts";
import { type HttpRequest, type HttpResponse } from "../http/transport.ts";
import { bearer } from "../secrets/secret.ts";
import { encodeJson, parseObject, type JsonBody, type JsonObject } from "./json.ts";
import { GraphRefused } from "./refused.ts";

const READ_ATTEMPTS = 5;

/** One exchange with Graph, the token in front and the answer's class behind. */
export type GraphOutcome =
  | { readonly kind: "success"; readonly body: JsonObject | undefined; readonly response: HttpResponse }
  | { readonly kind: "refused"; readonly refused: GraphRefused }
  | Exclude<Outcome, { readonly kind: "answered" }>;

/**
 * Speaks to Graph: authorization, a fresh `client-request-id` for each attempt (a support
 * id, not an idempotency key), and the retries of reads. Writes are in `write.ts`.
 */
export class GraphClient {
  readonly network: Network;
  readonly tokens: TokenProvider;

  constructor(network: Network, tokens: TokenProvider) {
    this.network = network;
    this.tokens = tokens;
  }

  /**
   * A GET, repeated while that may help.
   * @param asks what the answer may be as large as
   * @throws GraphRefused for a definite refusal, ActionError where there is no answer
   */
  async read(url: URL, asks: HttpRequest["asks"] = "object"): Promise<JsonObject> {
    let renewed = false;
    for (let attempt = 0; ; attempt++) {
      this.network.limits.checkpoint();
      const outcome = await this.send("GET", url, undefined, this.network.limits.forRead(), asks);
      const last = attempt + 1 >= READ_ATTEMPTS;
      if (outcome.kind === "success") {
        if (outcome.body !== undefined) return outcome.body;
        // OData's way to say "nothing": an answer, and not one to be repeated.
        if (outcome.response.status === 204) return {};
        if (last) throw unreadable(outcome.response, url);
        await waitBeforeRetry(this.network, attempt, outcome.response);
      } else if (outcome.kind === "refused") {
        const { refused } = outcome;
        if (refused.status === 401 && !renewed && this.tokens.renew()) renewed = true;
        else if (last || !isTransient(refused.status)) throw refused;
        else await waitBeforeRetry(this.network, attempt, refused.response);
      } else {
        if (last || outcome.error.reach === "refused-connection") throw unreachable(outcome.error, url);
        await waitBeforeRetry(this.network, attempt, undefined);
      }
    }
  }

  /** One exchange, whatever comes of it. */
  async send(
    method: HttpRequest["method"],
    url: URL,
    body: JsonBody | undefined,
    signal: AbortSignal,
    asks: HttpRequest["asks"] = "object",
  ): Promise<GraphOutcome> {
    const token = await this.tokens.get();
    const outcome = await sendOnce(this.network, {
      method,
      url,
      headers: {
        authorization: bearer(token.secret),
        accept: "application/json",
        "client-request-id": randomUUID(),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: encodeJson(body) }),
      connection: method === "GET" ? "shared" : "fresh",
      asks,
      signal,
    });
    if (outcome.kind !== "answered") return outcome;
    const { response } = outcome;
    if (response.status >= 200 && response.status < 300) {
      return { kind: "success", body: parseObject(response.body), response };
    }
    return { kind: "refused", refused: new GraphRefused(response, this.network.texts) };
  }
}

export function unreachable(error: TransportError, url: URL): ActionError {
  return new ActionError({
    code: "unreachable",
    blame: "service",
    what: `Microsoft Graph (${url.host}) did not answer.`,
    ...describeNetworkError(error, url.host),
    cause: error,
  });
}

function unreadable(response: HttpResponse, url: URL): ActionError {
  return new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `${url.host} answered ${String(response.status)} with something that is not JSON.`,
    remedy: "Check graph-url and the proxy: a proxy's own page looks like this.",
  });
}
