import type { Clock, Random } from "../clock.ts";
import type { Log } from "../runner/log.ts";
import type { RunLimits } from "../run-limits.ts";
import type { ServiceClock } from "../service-clock.ts";
import type { ServiceText } from "../service-text.ts";
import { backoffMs } from "./backoff.ts";
import { retryAfterMs } from "./retry-after.ts";
import { TransportError, type HttpRequest, type HttpResponse, type Transport } from "./transport.ts";

const SHORTEST_WAIT_MS = 1_000;

/** What every caller of the network works with. */
export interface Network {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly serviceClock: ServiceClock;
  readonly random: Random;
  readonly limits: RunLimits;
  readonly log: Log;
  /** For whatever a service says and somebody sees. */
  readonly texts: ServiceText;
}

/** How one exchange ended, by what may be done next (docs/design.md, "Retry classes"). */
export type Outcome =
  | { readonly kind: "answered"; readonly response: HttpResponse }
  /** The server cannot have seen it. */
  | { readonly kind: "not-sent"; readonly error: TransportError }
  /** It may have been carried out. */
  | { readonly kind: "ambiguous"; readonly error: TransportError };

/** Sends once. TLS and proxy refusals come as `not-sent` too: see `error.reach`. */
export async function sendOnce(network: Network, request: HttpRequest): Promise<Outcome> {
  const started = network.clock.now();
  const target = `${request.method} ${request.url.host}${request.url.pathname}`;
  try {
    const response = await network.transport(request);
    network.log.debug(
      `${target} -> ${String(response.status)} (${String(network.clock.now() - started)} ms)`,
    );
    return { kind: "answered", response };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    network.log.debug(`${target} -> ${error.message} (${String(network.clock.now() - started)} ms)`);
    return { kind: error.reach === "ambiguous" ? "ambiguous" : "not-sent", error };
  }
}

/** Waits before attempt number `attempt + 1`: jitter, or longer where the answer asks for it. */
export async function waitBeforeRetry(
  network: Network,
  attempt: number,
  response: HttpResponse | undefined,
): Promise<void> {
  const asked =
    response === undefined ? undefined : retryAfterMs(response.headers, network.serviceClock.now());
  // Never within the same second: a proof that is made anew would come out the same.
  const wait = Math.max(SHORTEST_WAIT_MS, backoffMs(attempt, network.random, asked));
  network.log.debug(`waiting ${String(wait)} ms before the next attempt`);
  await network.limits.wait(wait);
}

/** Statuses that a read (or a token request) may simply repeat. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
