import { ActionError } from "../errors.ts";
import type { Log } from "../runner/log.ts";
import type { Secret } from "../secrets/secret.ts";
import { DeliveryFailed, type CredentialIdentity, type DeliveredFacts, type Sink } from "../sinks/sink.ts";
import type { Deliveries } from "./retirement.ts";

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

/**
 * When the current credential was delivered, as far as anybody can tell.
 *
 * @param bornAt when it was made; `unknown` makes no sink newer than it, `of-no-line` every one:
 * then nothing is older, and only what the user names is retired
 */
export function deliveriesOf(
  sinks: readonly InspectedSink[],
  bornAt: number | "unknown" | "of-no-line",
  carriedDeliveredAt: number | undefined,
): Deliveries {
  const times = deliverySinks(sinks).map(({ changedAt }) => changedAt);
  const known = times.filter((time) => time !== undefined);
  return {
    deliveredAt: known.length > 0 ? Math.max(...known) : carriedDeliveredAt,
    allNewerThanCurrent:
      bornAt === "of-no-line" ||
      times.every((time) => bornAt !== "unknown" && time !== undefined && time >= bornAt),
  };
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

/**
 * Puts the credential into every sink, in the order of `deliver-to`.
 *
 * Nothing goes to the second sink before the first has accepted: the first is the one that
 * this workflow reads its input from, and a later sink that is ahead of it would make every
 * next run look stale.
 */
export async function deliverAll(
  sinks: readonly InspectedSink[],
  credential: Secret,
  facts: DeliveredFacts,
  log: Log,
  nowSeconds: () => number,
): Promise<DeliveryOutcome> {
  const accepted: string[] = [];
  const failed: string[] = [];
  let reason: ActionError | undefined;
  let latest: number | undefined;
  for (const [index, inspected] of sinks.entries()) {
    const { sink } = inspected;
    try {
      const receipt = await sink.deliver(credential, facts);
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
      // The first one may or may not hold it: nobody else gets it before that is known.
      if (accepted.length > 0) continue;
      failed.push(...sinks.slice(index + 1).map((other) => other.sink.name));
      break;
    }
  }
  if (reason !== undefined) return { kind: "incomplete", to: accepted, failed, reason };
  return { kind: "delivered", to: accepted, deliveredAt: latest };
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
