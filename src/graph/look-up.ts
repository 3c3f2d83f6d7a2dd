import { ActionError } from "../errors.ts";
import type { Network } from "../http/exchange.ts";
import { isTransient } from "../http/exchange.ts";
import { GraphRefused } from "./refused.ts";

/** What a read says about a write whose answer was lost. */
export type Found<T> =
  | { readonly kind: "found"; readonly value: T }
  | { readonly kind: "absent" }
  /** One look shows it, and one is not enough: the next comes soon. */
  | { readonly kind: "unsettled" }
  /** Something is there, and nobody can tell whether this run made it: a later look would not know either. */
  | { readonly kind: "undecided"; readonly why: string };

/** One look. Throws GraphRefused where the caller may not read. */
export type Look<T> = () => Promise<Found<T>>;

/**
 * How long a look-up lasts before "absent" is believed. Reads lag some 20 s behind a write and
 * nobody promises a limit (docs/service-facts.md, "Replication"): this is four times as long.
 */
export const PATIENCE_MS = 90_000;
/** Where the last look failed, or one more is needed. */
const LONGEST_MS = PATIENCE_MS + 30_000;
const PAUSES_MS = [5_000, 5_000, 10_000, 10_000] as const;
const LONGEST_PAUSE_MS = 15_000;

export type LookedUp<T> =
  | Exclude<Found<T>, { readonly kind: "unsettled" }>
  /** Looking led nowhere: not allowed, interrupted, out of time, or never an answer when it counted. */
  | { readonly kind: "unseen"; readonly why: string };

/**
 * Looks until the effect is seen, or for {@link PATIENCE_MS}. A look that fails in between is
 * no look; "absent" counts only where a look that worked has come after all that time.
 */
export async function lookUp<T>(network: Network, look: Look<T>): Promise<LookedUp<T>> {
  const { clock } = network;
  const startedAt = clock.now();
  let hasLooked = false;
  for (let number = 0; ; number++) {
    let failure: string | undefined;
    let isUnsettled = false;
    try {
      const found = await absentIfNotFound(look);
      if (found.kind === "found" || found.kind === "undecided") return found;
      isUnsettled = found.kind === "unsettled";
      hasLooked = true;
    } catch (error) {
      failure = whyNot(error);
      if (isFinal(error) || (!hasLooked && !isPassing(error))) return { kind: "unseen", why: failure };
    }
    const elapsed = clock.now() - startedAt;
    const mayEnd = failure === undefined && !isUnsettled;
    if (elapsed >= (mayEnd ? PATIENCE_MS : LONGEST_MS))
      return failure === undefined ? { kind: "absent" } : { kind: "unseen", why: failure };
    try {
      await network.limits.wait(isUnsettled ? PAUSES_MS[0] : (PAUSES_MS[number] ?? LONGEST_PAUSE_MS));
    } catch (error) {
      if (error instanceof ActionError) return { kind: "unseen", why: error.what };
      throw error;
    }
  }
}

/** An object that is not there has not got it either. */
async function absentIfNotFound<T>(look: Look<T>): Promise<Found<T>> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof GraphRefused && error.isNotFound) return { kind: "absent" };
    throw error;
  }
}

/** Rethrows what is no failure of a look. */
function whyNot(error: unknown): string {
  if (error instanceof GraphRefused)
    return `It could not be looked up either (${[String(error.status), error.code ?? ""].join(" ").trim()}).`;
  if (error instanceof ActionError) return `It could not be looked up either: ${error.what}`;
  throw error;
}

/** The run's end: whatever comes after it may not be waited for. */
function isFinal(error: unknown): boolean {
  return error instanceof ActionError && (error.code === "interrupted" || error.code === "timeout");
}

/** Worth another look. "You may not read" is not, unless it was allowed a moment ago. */
function isPassing(error: unknown): boolean {
  if (error instanceof GraphRefused) return isTransient(error.status);
  return (
    error instanceof ActionError && ["unreachable", "answer-unreadable", "throttled"].includes(error.code)
  );
}
