import { ActionError } from "../errors.ts";
import { isTransient, waitBeforeRetry } from "../http/exchange.ts";
import type { HttpRequest, HttpResponse } from "../http/transport.ts";
import type { Needs } from "../permissions.ts";
import { unreachable, type GraphClient } from "./client.ts";
import type { JsonBody, JsonObject } from "./json.ts";
import { explainRefusal, GraphRefused } from "./refused.ts";

/** What a read says about a write whose answer was lost. */
export type Found<T> =
  | { readonly kind: "found"; readonly value: T }
  | { readonly kind: "absent" }
  /** Something is there, and nobody can tell whether this run made it. */
  | { readonly kind: "undecided"; readonly why: string };

export interface LookUp<T> {
  /** One look. Throws GraphRefused where the caller may not read. */
  readonly once: () => Promise<Found<T>>;
  /** Waits between the looks, in milliseconds: replicas lag, and "absent" is believed after the last. */
  readonly pausesMs: readonly number[];
  /** How a person finds out: "compare … in the portal". */
  readonly byHand: string;
}

export interface Write<T> {
  /** "add a key to application …": for messages. */
  readonly doing: string;
  readonly method: HttpRequest["method"];
  readonly url: URL;
  /** Made anew for each attempt: a proof of possession does not live long. Absent where the URL says it all. */
  readonly body?: () => Promise<JsonBody>;
  /** The success's meaning; `undefined` where the answer has not the shape of one. */
  readonly accept: (answer: JsonObject | undefined, response: HttpResponse) => T | undefined;
  /** A refusal that is as good as a success ("exists already"). */
  readonly acceptRefusal?: (refused: GraphRefused) => T | undefined;
  /** A refusal that is not to be believed ("No credentials found to be removed."): looked up as a lost answer is. */
  readonly doubts?: (refused: GraphRefused) => boolean;
  /** `idempotent`: a second time does no harm, so an unknown outcome is not looked up but sent again. */
  readonly lookUp: LookUp<T> | "idempotent";
  /** We made the object ourselves: until then (runner's time) a 404 means that a replica lags. */
  readonly notFoundIsLagUntil?: number;
  /** Named in a 403. */
  readonly needs: Needs;
  /** Says more about a refusal, by looking. */
  readonly explain?: (refused: GraphRefused) => Promise<{ why?: string; remedy?: string } | undefined>;
}

/** Attempts that the service certainly did not carry out. */
const HARMLESS_ATTEMPTS = 5;
/** Sends whose outcome was unknown: the second only after a look said "absent". */
const UNKNOWN_SENDS = 2;

/**
 * Carries out one write that must not happen twice.
 *
 * Sorted by what the failed attempt may have done (docs/design.md, "Retry classes"): what was certainly
 * not carried out is sent again; what may have been is looked up first, and only "absent,
 * several times" lets the same bytes be sent once more; what was refused is explained.
 */
export async function performWrite<T>(graph: GraphClient, write: Write<T>): Promise<T> {
  const { network } = graph;
  let unknownSends = 0;
  let renewed = false;
  for (let attempt = 0; ; attempt++) {
    let doubted: GraphRefused | undefined;
    // What takes time comes before the check: a signal that arrives meanwhile still stops the write.
    await graph.tokens.get();
    const body = await write.body?.();
    network.limits.checkpoint();
    const outcome = await graph.send(write.method, write.url, body, network.limits.forWrite());
    const last = attempt + 1 >= HARMLESS_ATTEMPTS;

    if (outcome.kind === "success") {
      const value = write.accept(outcome.body, outcome.response);
      if (value !== undefined) return value;
    } else if (outcome.kind === "not-sent") {
      if (last || outcome.error.reach === "refused-connection") throw unreachable(outcome.error, write.url);
      await waitBeforeRetry(network, attempt, undefined);
      continue;
    } else if (outcome.kind === "refused") {
      const { refused } = outcome;
      if (refused.status === 401 && !renewed && renewMayHelp(graph)) {
        renewed = true;
        await waitForAnotherProof(graph);
        continue;
      }
      if (refused.isNotFound && network.clock.now() < (write.notFoundIsLagUntil ?? 0)) {
        await waitBeforeRetry(network, attempt, refused.response);
        continue;
      }
      if (refused.status === 429 && !last) {
        await waitBeforeRetry(network, attempt, refused.response);
        continue;
      }
      const anyway = write.acceptRefusal?.(refused);
      if (anyway !== undefined) return anyway;
      if (write.doubts?.(refused) === true) doubted = refused;
      else if (isDefinite(refused)) {
        // After a lost answer a refusal may only say that the first send had worked.
        const found =
          unknownSends > 0 && write.lookUp !== "idempotent"
            ? await settle(graph, write, write.lookUp)
            : undefined;
        if (found?.kind === "found") return found.value;
        throw explainRefusal(refused, write.doing, write.needs, await write.explain?.(refused));
      }
    }

    unknownSends++;
    if (write.lookUp === "idempotent") {
      const refused = outcome.kind === "refused" ? outcome.refused : undefined;
      if (refused !== undefined && (last || refused.isRedirect))
        throw explainRefusal(refused, write.doing, write.needs);
      if (last) throw neverAnswered(write);
      network.log.step("The answer was lost or unclear: sending the same again, which does no harm.");
      await waitBeforeRetry(network, attempt, refused?.response);
      continue;
    }
    network.log.step(`The answer was lost or unclear: looking up whether the service did it.`);
    const found = await settle(graph, write, write.lookUp);
    if (found.kind === "found") return found.value;
    const redirected = outcome.kind === "refused" && outcome.refused.isRedirect;
    if (redirected) throw explainRefusal(outcome.refused, write.doing, write.needs);
    if (doubted !== undefined && unknownSends >= UNKNOWN_SENDS) {
      throw explainRefusal(doubted, write.doing, write.needs, {
        why: "Reading the object shows otherwise, after several looks and a second try.",
      });
    }
    if (found.kind === "undecided" || unknownSends >= UNKNOWN_SENDS) {
      throw outcomeUnknown(
        write,
        write.lookUp,
        found.kind === "undecided" ? found.why : "It was not found afterwards, twice.",
      );
    }
    await waitBeforeRetry(
      network,
      attempt,
      outcome.kind === "refused" ? outcome.refused.response : undefined,
    );
  }
}

/** A 401 is worth a second try with a new token; a ready token cannot be renewed, but a clock can be corrected. */
function renewMayHelp(graph: GraphClient): boolean {
  return graph.tokens.renew() || graph.network.serviceClock.skewMs !== 0;
}

/** A proof counts in whole seconds and is signed without chance: within one second it would be the same one. */
async function waitForAnotherProof({ network }: GraphClient): Promise<void> {
  await network.limits.wait(1_000);
}

/** Certainly not carried out. 5xx, 408 and redirects may come from something between. */
function isDefinite(refused: GraphRefused): boolean {
  return !refused.isRedirect && (!isTransient(refused.status) || refused.status === 429);
}

/** Looks until the effect is seen, or was not seen at every look. */
async function settle<T>(graph: GraphClient, write: Write<T>, lookUp: LookUp<T>): Promise<Found<T>> {
  let found: Found<T> = { kind: "absent" };
  for (const pause of [0, ...lookUp.pausesMs]) {
    if (pause > 0) await waitUnlessStopped(graph, write, lookUp, pause);
    try {
      found = await lookUp.once();
    } catch (error) {
      if (error instanceof GraphRefused) {
        if (error.isNotFound) continue;
        throw outcomeUnknown(
          write,
          lookUp,
          `It could not be looked up either (${String(error.status)} ${error.code ?? ""}).`,
        );
      }
      if (error instanceof ActionError)
        throw outcomeUnknown(write, lookUp, `It could not be looked up either: ${error.what}`);
      throw error;
    }
    if (found.kind === "found") return found;
  }
  return found;
}

async function waitUnlessStopped<T>(
  graph: GraphClient,
  write: Write<T>,
  lookUp: LookUp<T>,
  pause: number,
): Promise<void> {
  try {
    await graph.network.limits.wait(pause);
  } catch (error) {
    if (error instanceof ActionError) throw outcomeUnknown(write, lookUp, error.what);
    throw error;
  }
}

function neverAnswered<T>(write: Write<T>): ActionError {
  return new ActionError({
    code: "outcome-unknown",
    blame: "service",
    what: `It is not known whether the service did it: ${write.doing}.`,
    why: `It was sent ${String(HARMLESS_ATTEMPTS)} times, and no answer was whole.`,
    remedy: "Run it again: to do it twice does no harm.",
  });
}

function outcomeUnknown<T>(write: Write<T>, lookUp: LookUp<T>, why: string): ActionError {
  return new ActionError({
    code: "outcome-unknown",
    blame: "service",
    what: `It is not known whether the service did it: ${write.doing}.`,
    why: `The answer was lost or unclear. ${why}`,
    remedy: `Do not simply run it again. ${lookUp.byHand}`,
  });
}
