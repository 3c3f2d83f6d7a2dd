import { ActionError } from "../errors.ts";
import { isoSeconds } from "../iso-time.ts";
import type { Log } from "../runner/log.ts";
import type { Secret } from "../secrets/secret.ts";
import { DeliveryFailed, type CredentialIdentity, type DeliveredFacts, type Sink } from "../sinks/sink.ts";
import { staleInput } from "./fence.ts";
import { isSameCredential, type InputIdentity } from "./input-freshness.ts";

/** A sink, and when it was last changed as far as this run knows. */
export interface InspectedSink {
  readonly sink: Sink;
  /** Seconds since 1970; `undefined` where it is empty. */
  changedAt: number | undefined;
  /** What it said of itself when it was inspected, where it can. */
  readonly holds?: CredentialIdentity | undefined;
}

/** Reaches every sink before anything is written anywhere. */
export async function inspectSinks(sinks: readonly Sink[]): Promise<readonly InspectedSink[]> {
  const inspected: InspectedSink[] = [];
  for (const sink of sinks) inspected.push({ sink, ...(await sink.inspect()) });
  return inspected;
}

/** Those that consumers read: a file handed to a later step says nothing about them. */
export function deliverySinks(sinks: readonly InspectedSink[]): readonly InspectedSink[] {
  return sinks.filter(({ sink }) => sink.kind === "delivery");
}

/** The one that the workflow reads its input from: the first that somebody reads at all. */
export function firstSink(sinks: readonly InspectedSink[]): InspectedSink | undefined {
  return deliverySinks(sinks)[0];
}

/**
 * Looks at the first sink again. An older time than the known one is an old replica's.
 *
 * @returns when it was changed (seconds since 1970), where that is later than this run knows
 */
export async function changedSince(sinks: readonly InspectedSink[]): Promise<number | undefined> {
  const first = firstSink(sinks);
  if (first === undefined) return undefined;
  const { changedAt } = await first.sink.inspect();
  return changedAt !== undefined && changedAt > (first.changedAt ?? 0) ? changedAt : undefined;
}

/** The current credential, as far as a sink's time can be compared with it. */
export interface Current extends InputIdentity {
  /** Seconds since 1970. Of one that no rotation made it is its notBefore, and says little. */
  readonly bornAt: number | undefined;
  readonly isOurs: boolean;
}

/**
 * Sinks that do not hold the current credential, whatever line it is of: empty ones, those that
 * were changed last before it was born or before the first sink was (nothing goes to a later one
 * before the first), and those that say themselves that they hold another.
 */
export function sinksBehind(sinks: readonly InspectedSink[], current: Current): readonly InspectedSink[] {
  const first = firstSink(sinks);
  const firstAt = first?.changedAt ?? 0;
  // The first one is where the input comes from: what is not ours was there at the latest then.
  const bornAt = current.isOurs ? current.bornAt : Math.min(current.bornAt ?? firstAt, firstAt);
  return deliverySinks(sinks).filter((one) => {
    if (one.changedAt === undefined) return true;
    if (bornAt !== undefined && one.changedAt < bornAt) return true;
    if (one === first) return false;
    return isSameCredential(one.holds, current) === false || one.changedAt < firstAt;
  });
}

/**
 * When the current credential was delivered, as far as anybody can tell. Seconds since 1970.
 *
 * A sink's clock may be behind, and may not shorten the overlap: nothing is delivered before it
 * is born, nor before its own text was written.
 */
export function deliveredAtOf(
  sinks: readonly InspectedSink[],
  bornAt: number | undefined,
  carriedDeliveredAt: number | undefined,
): number | undefined {
  const times = deliverySinks(sinks).flatMap(({ changedAt }) => changedAt ?? []);
  if (times.length === 0) return carriedDeliveredAt;
  return Math.max(...times, bornAt ?? 0, carriedDeliveredAt ?? 0);
}

export type DeliveryOutcome =
  | { readonly kind: "delivered"; readonly to: readonly string[]; readonly deliveredAt: number | undefined }
  /** No sink holds it, certainly: the new credential may be taken back. */
  | { readonly kind: "refused"; readonly reason: ActionError }
  /** Some sinks hold it or may hold it: from here on both credentials stay. */
  | {
      readonly kind: "incomplete";
      readonly to: readonly string[];
      readonly failed: readonly string[];
      readonly reason: ActionError;
    };

export interface Delivery {
  /** Where to, in the order of `deliver-to`. */
  readonly to: readonly InspectedSink[];
  /** All sinks of the run: the first of them tells whether another run was here. */
  readonly sinks: readonly InspectedSink[];
  readonly credential: Secret;
  readonly facts: DeliveredFacts;
  readonly log: Log;
  readonly nowSeconds: () => number;
}

/**
 * Puts the credential into every sink, in the order of `deliver-to`.
 *
 * Nothing goes to the second sink before the first has accepted: the first is the one that
 * this workflow reads its input from. And nothing goes anywhere when the first one was changed
 * by somebody else: a run that was suspended would put an older credential over a newer one.
 */
export async function deliverAll(delivery: Delivery): Promise<DeliveryOutcome> {
  const { to, credential, facts, log, nowSeconds } = delivery;
  const accepted: string[] = [];
  const failed: string[] = [];
  let reason: ActionError | undefined;
  let latest: number | undefined;
  for (const [index, inspected] of to.entries()) {
    const { sink } = inspected;
    try {
      await refuseOverwriting(delivery);
      const receipt = await sink.deliver(credential, facts, repeats(delivery, inspected));
      inspected.changedAt = receipt.deliveredAt ?? nowSeconds();
      if (sink.kind === "delivery") latest = Math.max(latest ?? 0, inspected.changedAt);
      accepted.push(sink.name);
      log.step(`Delivered to ${sink.name} (${receipt.detail}).`);
    } catch (error) {
      const failure = asFailure(error);
      const stopped = whatStopped(failure.reason);
      if (stopped !== undefined) throw stopped;
      if (accepted.length === 0 && failed.length === 0 && failure.outcome === "refused") {
        return { kind: "refused", reason: failure.reason };
      }
      reason ??= failure.reason;
      failed.push(sink.name);
      // The first one may or may not hold it, or holds another: nobody else gets it before that is known.
      if (accepted.length > 0 && failure.reason.code !== "stale-input") continue;
      failed.push(...to.slice(index + 1).map((other) => other.sink.name));
      break;
    }
  }
  if (reason !== undefined) return { kind: "incomplete", to: accepted, failed, reason };
  return { kind: "delivered", to: accepted, deliveredAt: latest };
}

/** A service's clock, an exchange and its time limit. */
const OWN_PUT_SECONDS = 120;

/**
 * Before the same is sent to a sink again: a run that slept meanwhile must not overwrite what
 * another one has delivered. A change about the time of its own last send is its own.
 */
function repeats(delivery: Delivery, target: InspectedSink): () => Promise<void> {
  const { sinks, nowSeconds } = delivery;
  let lastSentAt = nowSeconds();
  return async () => {
    const changedAt = await changedSince(sinks);
    const isOwn = target === firstSink(sinks) && Math.abs((changedAt ?? 0) - lastSentAt) <= OWN_PUT_SECONDS;
    if (changedAt !== undefined && !isOwn) throw overtaken(sinks, changedAt);
    lastSentAt = nowSeconds();
  };
}

async function refuseOverwriting({ sinks }: Delivery): Promise<void> {
  const changedAt = await changedSince(sinks);
  if (changedAt !== undefined) throw new DeliveryFailed("refused", overtaken(sinks, changedAt));
}

/** The first sink was changed since this run has looked at it: whatever this run knows is old. */
export function overtaken(sinks: readonly InspectedSink[], changedAt: number): ActionError {
  const name = firstSink(sinks)?.sink.name ?? "";
  return staleInput(`${name} was changed at ${isoSeconds(changedAt)}, while this run was under way.`);
}

/**
 * An interrupt or the end of the run's time, whatever the sink made of it: nothing more is
 * begun then, nor taken back, and the journal says what the next run will do.
 */
function whatStopped(reason: ActionError): ActionError | undefined {
  return [reason, reason.cause].find(
    (error): error is ActionError =>
      error instanceof ActionError && (error.code === "interrupted" || error.code === "timeout"),
  );
}

/** An interrupt or a spent budget in the middle of a delivery leaves its outcome unknown. */
function asFailure(error: unknown): DeliveryFailed {
  if (error instanceof DeliveryFailed) return error;
  if (error instanceof ActionError) return new DeliveryFailed("unknown", error);
  throw error;
}
