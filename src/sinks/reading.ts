import { ActionError } from "../errors.ts";
import { parseObject } from "../graph/json.ts";
import { isTransient, type Network, type Outcome } from "../http/exchange.ts";
import { describeNetworkError } from "../http/network-error.ts";
import type { HttpResponse, TransportError } from "../http/transport.ts";
import { isThrottled, waitForNextAttempt } from "./throttling.ts";

const ATTEMPTS = 5;

export interface SinkRead {
  /** The sink, for messages. */
  readonly name: string;
  readonly host: string;
  readonly send: () => Promise<Outcome>;
  /** Whether a 401 may be cured by a new token. */
  readonly renew: () => boolean;
  /** Says more about a host that was not reached, where there is more to say. */
  readonly explainNetwork?: (error: TransportError) => { why: string; remedy: string } | undefined;
}

/** A read, repeated while that may help. Gives any definite answer, refusals too; every success is JSON. */
export async function readRepeatedly(network: Network, read: SinkRead): Promise<HttpResponse> {
  let renewed = false;
  for (let attempt = 0; ; attempt++) {
    network.limits.checkpoint();
    const outcome = await read.send();
    const last = attempt + 1 >= ATTEMPTS;
    if (outcome.kind === "answered") {
      const { response } = outcome;
      if (response.status === 401 && !renewed && read.renew()) {
        renewed = true;
        continue;
      }
      const isUnclear = isTransient(response.status) || isThrottled(response) || isForeign(response);
      if (!isUnclear) return response;
      if (last) throw noUsefulAnswer(read, response);
      await waitForNextAttempt(network, read.name, attempt, response);
    } else {
      if (last || outcome.error.reach === "refused-connection") {
        throw unreachable(read, outcome.error);
      }
      await waitForNextAttempt(network, read.name, attempt, undefined);
    }
  }
}

/** A success that is no JSON: a proxy's own page, or a cut answer. */
function isForeign({ status, body }: HttpResponse): boolean {
  return status >= 200 && status < 300 && parseObject(body) === undefined;
}

export function unreachable(
  { name, host, explainNetwork }: Omit<SinkRead, "send">,
  error: TransportError,
): ActionError {
  return new ActionError({
    code: "unreachable",
    blame: "service",
    what: `${name}: ${host} did not answer.`,
    ...(explainNetwork?.(error) ?? describeNetworkError(error, host)),
    cause: error,
  });
}

function noUsefulAnswer({ name, host }: SinkRead, response: HttpResponse): ActionError {
  if (isThrottled(response)) {
    return new ActionError({
      code: "throttled",
      blame: "service",
      what: `${name}: ${host} asked to come back later, ${String(ATTEMPTS)} times.`,
      remedy: "Run it again later.",
    });
  }
  return new ActionError({
    code: isForeign(response) ? "answer-unreadable" : "unreachable",
    blame: "service",
    what: isForeign(response)
      ? `${name}: ${host} answered with something that is not JSON.`
      : `${name}: ${host} answered ${String(response.status)}, ${String(ATTEMPTS)} times.`,
    remedy: isForeign(response)
      ? "A proxy's own page looks like this: check the proxy, and the host's address among the inputs."
      : "Run it again; if it stays, look at the service's status page.",
  });
}
