import { sendOnce, type Network, type Outcome } from "../http/exchange.ts";
import type { HttpRequest } from "../http/transport.ts";
import { Secret } from "../secrets/secret.ts";

/** What octokit hands to its `fetch`. */
interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Octokit's `fetch` for one request, over the run's transport: so the time limits, the proxy
 * and the rule that no redirect is followed hold here as everywhere.
 *
 * It remembers what came back. Octokit's own errors repeat the answer and the request, and
 * tell a lost answer from a refusal by nothing but a text; so nobody reads them.
 */
export class FetchAdapter {
  outcome: Outcome | undefined;
  readonly #network: Network;
  readonly #signal: AbortSignal;

  constructor(network: Network, signal: AbortSignal) {
    this.#network = network;
    this.#signal = signal;
  }

  readonly fetch = async (url: string, options: FetchOptions): Promise<Response> => {
    const method = options.method as HttpRequest["method"];
    const outcome = await sendOnce(this.#network, {
      method,
      url: new URL(url),
      headers: wrapAuthorization(options.headers),
      ...(options.body === undefined ? {} : { body: options.body }),
      connection: method === "GET" ? "shared" : "fresh",
      signal: this.#signal,
    });
    this.outcome = outcome;
    if (outcome.kind !== "answered") throw outcome.error;
    // Without headers and body: octokit would parse them once more, with no limit to what that costs.
    return new Response(null, { status: outcome.response.status });
  };
}

function wrapAuthorization(headers: FetchOptions["headers"]): HttpRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      name.toLowerCase() === "authorization" ? new Secret(value, "github-token") : value,
    ]),
  );
}
