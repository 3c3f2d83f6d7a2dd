import { ActionError } from "../errors.ts";
import { backoffMs } from "../http/backoff.ts";
import type { Network } from "../http/exchange.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import type { HttpResponse } from "../http/transport.ts";

/** GitHub's advice for a secondary limit that does not say how long it lasts. */
const SECONDARY_LIMIT_MS = 60_000;

/** "Later": 429, or GitHub's 403 for its rate limits. Certainly not carried out. */
export function isThrottled({ status, headers, body }: HttpResponse): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /secondary rate limit|API rate limit exceeded/i.test(body)
  );
}

/** Waits as long as the answer asks for; says so at once where the run has not that much time left. */
export async function waitForNextAttempt(
  network: Network,
  name: string,
  attempt: number,
  response: HttpResponse | undefined,
): Promise<void> {
  const asked = response === undefined ? undefined : askedMs(response, network.serviceClock.now());
  const wait = backoffMs(attempt, network.random, asked);
  if (asked !== undefined && wait >= network.limits.remainingMs) {
    throw new ActionError({
      code: "throttled",
      blame: "service",
      what: `${name}: the service asks to wait ${String(Math.ceil(asked / 1000))} s, which is more than this run has left.`,
      remedy: "Run it again later, or give it a longer `timeout`.",
    });
  }
  network.log.debug(`waiting ${String(wait)} ms before the next attempt`);
  await network.limits.wait(wait);
}

function askedMs(response: HttpResponse, nowMs: number): number | undefined {
  const { headers } = response;
  const asked = retryAfterMs(headers, nowMs);
  if (asked !== undefined) return asked;
  const reset = headers["x-ratelimit-reset"];
  if (headers["x-ratelimit-remaining"] === "0" && reset !== undefined && /^\d{1,12}$/.test(reset)) {
    return Math.max(0, Number(reset) * 1000 - nowMs);
  }
  return response.status === 403 && isThrottled(response) ? SECONDARY_LIMIT_MS : undefined;
}
