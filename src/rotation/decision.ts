import { ActionError } from "../errors.ts";
import type { RotationRules } from "../config/rotation.ts";
import type { Look } from "./credentials.ts";
import { firstSink, type InspectedSink } from "./deliveries.ts";
import { staleInput, tooManyLeftovers } from "./fence.ts";
import type { Freshness } from "./input-freshness.ts";
import type { Leak } from "./leak.ts";
import { wasReplaced } from "./line.ts";

/** All that a run has seen before it writes anything. */
export interface Observation {
  readonly look: Look;
  readonly sinks: readonly InspectedSink[];
  readonly freshness: Freshness;
  /** Sinks that do not hold the current credential. */
  readonly behind: readonly InspectedSink[];
  /** Where the leaked key was found, if there is one. */
  readonly leak: Leak | undefined;
  /** By the service's clock. */
  readonly nowSeconds: number;
}

/** What the user wants of a run. */
export interface Wishes {
  readonly operation: "rotate" | "retire";
  readonly rules: RotationRules;
  /** For reasons: "key" and "certificate", or "password" twice. */
  readonly word: string;
  readonly noun: string;
}

export type Decision =
  | { readonly kind: "stop"; readonly error: ActionError }
  /** Make, add, verify and deliver a new credential. */
  | { readonly kind: "rotate"; readonly reason: string }
  /** The leaked one has a successor already. */
  | { readonly kind: "remove-leaked"; readonly reason: string }
  | { readonly kind: "already-gone"; readonly reason: string }
  | { readonly kind: "nothing"; readonly reason: string };

/** One question, answered where it has something to say. */
type Check = (seen: Observation, wishes: Wishes) => Decision | undefined;

/**
 * The decision of a run, as one ordered table: the first check that has something to say decides.
 * Pure, so that the model can run it beside its own.
 */
const CHECKS: readonly (readonly [name: string, check: Check])[] = [
  ["stale input", isStale],
  ["a newer key is delivered, and no time tells", isOvertaken],
  ["the leaked key is nowhere, or is another input's", leakIsElsewhere],
  ["the leaked key is gone", leakIsGone],
  ["a sink is behind, and nothing may be delivered", isBehindForGood],
  ["only to retire", retiresOnly],
  ["the leaked key has a successor", leakIsReplaced],
  ["too many leftovers", hasTooManyLeftovers],
  ["leaked", (seen, wishes) => rotateFor(leaked(seen, wishes))],
  ["forced", (seen, wishes) => rotateFor(forced(seen, wishes))],
  ["must go", (seen) => rotateFor(mustGo(seen))],
  ["a sink is behind, and the current one must not go there", (seen) => rotateFor(behindForGood(seen))],
  ["due", (seen, wishes) => rotateFor(due(seen, wishes))],
  ["nothing", () => ({ kind: "nothing", reason: "it is not due" })],
];

export function decide(seen: Observation, wishes: Wishes): Decision {
  for (const [, check] of CHECKS) {
    const decision = check(seen, wishes);
    if (decision !== undefined) return decision;
  }
  throw new TypeError("the last check always decides");
}

function isStale({ freshness }: Observation): Decision | undefined {
  return freshness.kind === "stale" ? { kind: "stop", error: staleInput(freshness.why) } : undefined;
}

/** Without times, a key that was there before the first sink changed looks as if it was delivered then. */
function isOvertaken({ freshness, look, sinks }: Observation): Decision | undefined {
  if (freshness.kind !== "unknown" || !look.knowsLeftovers) return undefined;
  const delivered = look.leftovers.find(({ bornAt }) => looksDelivered(bornAt, sinks));
  if (delivered === undefined) return undefined;
  const why = `Key ${delivered.keyId} is newer than this run's input, and ${firstSink(sinks)?.sink.name ?? ""} was changed after it was made; when this run's secrets were read is not known.`;
  return { kind: "stop", error: staleInput(why) };
}

/** The first sink was changed after a key was made. */
export function looksDelivered(bornAt: number | undefined, sinks: readonly InspectedSink[]): boolean {
  const changedAt = firstSink(sinks)?.changedAt;
  return changedAt !== undefined && bornAt !== undefined && bornAt < changedAt;
}

function leakIsElsewhere({ leak }: Observation): Decision | undefined {
  return leak?.kind === "elsewhere" || leak?.kind === "nowhere"
    ? { kind: "stop", error: leak.error }
    : undefined;
}

function leakIsGone({ leak }: Observation): Decision | undefined {
  return leak?.kind === "removed-earlier" ? { kind: "already-gone", reason: leak.why } : undefined;
}

/** Never green while a sink holds less than it should: `retire` cannot deliver. */
function isBehindForGood({ behind }: Observation, { operation, noun }: Wishes): Decision | undefined {
  if (operation !== "retire" || behind.length === 0) return undefined;
  return {
    kind: "stop",
    error: new ActionError({
      code: "delivery-incomplete",
      blame: "input",
      what: `${behind.map(({ sink }) => sink.name).join(", ")}: does not hold the current ${noun}.`,
      why: "Whoever reads it there would be locked out by a retirement; nothing was removed.",
      remedy: "Run `rotate` first: it brings every sink up to date.",
    }),
  };
}

function retiresOnly(_: Observation, { operation }: Wishes): Decision | undefined {
  return operation === "retire" ? { kind: "nothing", reason: "this operation only retires" } : undefined;
}

/** The short way, without another new key: only where every sink can have the current one first. */
function leakIsReplaced(seen: Observation, { word }: Wishes): Decision | undefined {
  const { leak, look, behind } = seen;
  const keyId = leak?.keyId;
  if (keyId === undefined || !wasReplaced(look.line, keyId)) return undefined;
  if (behind.length > 0 && !mayCatchUp(seen)) return undefined;
  return {
    kind: "remove-leaked",
    reason: `${word} ${keyId} has leaked, and an earlier run has replaced it`,
  };
}

/** Asked only where one more key would be added. */
function hasTooManyLeftovers(seen: Observation, wishes: Wishes): Decision | undefined {
  const adds = [leaked, forced, mustGo, behindForGood, due].some((why) => why(seen, wishes) !== undefined);
  if (!adds || !seen.look.knowsLeftovers) return undefined;
  const handedOver = seen.sinks.length > 0 && firstSink(seen.sinks) === undefined;
  const error = tooManyLeftovers(seen.look.leftovers, handedOver);
  return error === undefined ? undefined : { kind: "stop", error };
}

function rotateFor(reason: string | undefined): Decision | undefined {
  return reason === undefined ? undefined : { kind: "rotate", reason };
}

function leaked({ leak }: Observation, { word }: Wishes): string | undefined {
  return leak === undefined ? undefined : `${word} ${leak.keyId} is said to have leaked`;
}

function forced(_: Observation, { rules }: Wishes): string | undefined {
  return rules.force ? "`force` is set" : undefined;
}

function mustGo({ look }: Observation): string | undefined {
  return look.mustGo;
}

function behindForGood(seen: Observation): string | undefined {
  if (seen.behind.length === 0 || mayCatchUp(seen)) return undefined;
  return seen.look.leftovers.length > 0
    ? "a sink is behind, and an interrupted run left a newer key"
    : "a sink is behind, and when this run's secrets were read is not known";
}

/**
 * Whether sinks may get the current credential once more. Not while a newer key stands on the
 * object, which would look delivered then to whoever knows no times; and not by a run that does not
 * know that its input is current: it could put an older key where the newer one is. A new one goes
 * to the first sink first, and is above all doubt.
 */
function mayCatchUp({ look, freshness }: Observation): boolean {
  return look.leftovers.length === 0 && freshness.kind === "current";
}

function due({ look, nowSeconds }: Observation, { noun }: Wishes): string | undefined {
  return look.dueFrom !== undefined && look.dueFrom <= nowSeconds ? `the ${noun} is due` : undefined;
}

/** Sinks that get the current credential once more, before anything else is done. */
export function toCatchUp(seen: Observation, decision: Decision): readonly InspectedSink[] {
  if (decision.kind === "stop" || decision.kind === "already-gone") return [];
  return mayCatchUp(seen) ? seen.behind : [];
}
