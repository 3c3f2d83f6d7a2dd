import { ActionError } from "../errors.ts";
import { isTransient, type Network } from "../http/exchange.ts";
import type { HttpResponse } from "../http/transport.ts";
import { unreachable, type SinkRead } from "./reading.ts";
import { DeliveryFailed, type MayRepeat } from "./sink.ts";
import { isThrottled, waitForNextAttempt } from "./throttling.ts";

/** The first one, and up to four more where nobody knows what became of it. */
const UNCLEAR_SENDS = 5;
/** Attempts that were certainly not carried out: no connection, or "later". */
const HARMLESS_ATTEMPTS = 8;

/** A write that may be repeated as it is, because a second time changes nothing that matters. */
export interface SinkWrite extends SinkRead {
  /** A success, and the service's own: a proxy's page is none. */
  readonly isAccepted: (response: HttpResponse) => boolean;
  /** Why a definite refusal, and what to do. The answer's text is never shown. */
  readonly explain: (response: HttpResponse) => ActionError;
  /** Throws where the same again would do harm by now: another run may have written meanwhile. */
  readonly mayRepeat?: MayRepeat | undefined;
}

/**
 * Carries it out, and tells exactly what is known where it fails: `refused` only while no
 * attempt can have been carried out. Rotation takes the new credential back on `refused`, so
 * a later refusal does not make an earlier lost answer any clearer (docs/design.md, "Rotation").
 */
export async function writeRepeatedly(network: Network, write: SinkWrite): Promise<HttpResponse> {
  const progress: Progress = { unclear: 0, harmless: 0, renewed: false };
  try {
    for (let sends = 0; ; sends++) {
      if (sends > 0) await write.mayRepeat?.();
      const accepted = await attempt(network, write, progress);
      if (accepted !== undefined) return accepted;
    }
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    if (progress.unclear === 0) throw new DeliveryFailed("refused", error);
    throw new DeliveryFailed("unknown", unknownOutcome(write.name, error));
  }
}

interface Progress {
  /** Sends that may have been carried out. */
  unclear: number;
  harmless: number;
  renewed: boolean;
}

/** One send. Gives the success, or waits until the next send is due. */
async function attempt(
  network: Network,
  write: SinkWrite,
  progress: Progress,
): Promise<HttpResponse | undefined> {
  network.limits.checkpoint();
  const outcome = await write.send();
  const response = outcome.kind === "answered" ? outcome.response : undefined;
  if (response !== undefined && write.isAccepted(response)) return response;
  if (response?.status === 401 && !progress.renewed && write.renew()) {
    progress.renewed = true;
    return undefined;
  }
  if (outcome.kind === "not-sent" || (response !== undefined && isThrottled(response))) {
    progress.harmless++;
    const pointless = outcome.kind === "not-sent" && outcome.error.reach === "refused-connection";
    if (pointless || progress.harmless >= HARMLESS_ATTEMPTS) {
      throw outcome.kind === "not-sent" ? unreachable(write, outcome.error) : stillThrottled(write);
    }
    await waitForNextAttempt(network, write.name, progress.harmless - 1, response);
    return undefined;
  }
  if (response !== undefined && isDefinite(response.status)) throw write.explain(response);
  progress.unclear++;
  if (response !== undefined && isRedirect(response.status)) throw write.explain(response);
  if (progress.unclear >= UNCLEAR_SENDS) {
    throw outcome.kind === "ambiguous" ? unreachable(write, outcome.error) : unclearAnswer(write, response);
  }
  network.log.step(
    `${write.name}: the answer was lost or unclear; sending the same again, which does no harm.`,
  );
  await waitForNextAttempt(network, write.name, progress.unclear - 1, response);
  return undefined;
}

/** Certainly not carried out. 5xx, 408, redirects and foreign successes may come from something between. */
function isDefinite(status: number): boolean {
  return status >= 400 && status < 500 && !isTransient(status);
}

/** Never followed, and the same again would be redirected again. */
function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function stillThrottled({ name, host }: SinkWrite): ActionError {
  return new ActionError({
    code: "throttled",
    blame: "service",
    what: `${name}: ${host} asked to come back later, ${String(HARMLESS_ATTEMPTS)} times.`,
    remedy: "Run it again later.",
  });
}

function unclearAnswer({ name, host }: SinkWrite, response: HttpResponse | undefined): ActionError {
  return new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `${name}: ${host} answered ${String(response?.status ?? "nothing")}, ${String(UNCLEAR_SENDS)} times.`,
    remedy: "Run it again; if it stays, look at the service's status page and the proxy.",
  });
}

function unknownOutcome(name: string, last: ActionError): ActionError {
  return new ActionError({
    code: "delivery-unknown",
    blame: "service",
    what: `${name}: it may hold the new credential or the old one.`,
    why: `An answer was lost or unclear, and after that: ${last.what}`,
    remedy: `Both credentials stay valid. ${last.remedy}`,
    ...(last.requestId === undefined ? {} : { requestId: last.requestId }),
    cause: last,
  });
}
