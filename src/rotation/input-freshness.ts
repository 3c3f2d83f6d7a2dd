import { isoSeconds } from "../iso-time.ts";
import type { CredentialIdentity } from "../sinks/sink.ts";
import type { InspectedSink } from "./deliveries.ts";

/**
 * Is this run's input what the first sink holds? The first one is the sink that the workflow reads
 * its input from (docs/rotation.md).
 *
 * Numbers do not tell: a key with a higher one may be a leftover, or have been overtaken.
 */
export type Freshness =
  /** It is. `no-sink`: nothing is delivered, and so nothing can be overtaken. */
  | { readonly kind: "current"; readonly by: "what it says" | "times" | "its text" | "empty" | "no-sink" }
  | { readonly kind: "stale"; readonly why: string }
  /** Nobody says when the input was read: the births of other keys have to do. */
  | { readonly kind: "unknown" };

/** What the input says about itself, or what the directory says about it. */
export interface InputIdentity extends Partial<CredentialIdentity> {
  /** Seconds since 1970, by the clock of the run that delivered it. */
  readonly deliveredAt: number | undefined;
}

/** When this run's secrets were read. Seconds since 1970. */
export interface ReadTime {
  readonly at: number;
  /** The run was started again: what it was given may be from its first attempt. */
  readonly isRerun: boolean;
}

/** The delivery's time is written into the text right before the text goes out. */
const DELIVERY_TAKES_SECONDS = 120;

/**
 * The strongest evidence first: what the sink itself says that it holds; then the times, which are
 * the sink's own and GitHub's; then the input's own words.
 */
export function judgeFreshness(
  first: InspectedSink | undefined,
  input: InputIdentity,
  readTime: ReadTime | undefined,
): Freshness {
  if (first === undefined) return { kind: "current", by: "no-sink" };
  const { changedAt, holds, sink } = first;
  if (changedAt === undefined) return { kind: "current", by: "empty" };
  const same = isSameCredential(holds, input);
  if (same === true) return { kind: "current", by: "what it says" };
  if (same === false) {
    return {
      kind: "stale",
      why: `${sink.name} says that it holds another credential (number ${String(holds?.number)}${holds?.keyId === undefined ? "" : `, key id ${holds.keyId}`}).`,
    };
  }
  if (readTime !== undefined) {
    if (changedAt <= readTime.at) return { kind: "current", by: "times" };
    const reader = readTime.isRerun ? "this run's first attempt" : `this ${sink.readBy}`;
    return {
      kind: "stale",
      why: `${sink.name} was changed at ${isoSeconds(changedAt)}, after ${reader} had read its secrets (${isoSeconds(readTime.at)}).`,
    };
  }
  const { deliveredAt } = input;
  if (deliveredAt !== undefined && Math.abs(changedAt - deliveredAt) <= DELIVERY_TAKES_SECONDS)
    return { kind: "current", by: "its text" };
  return { kind: "unknown" };
}

/** `undefined` where one of the two says too little. */
export function isSameCredential(
  holds: CredentialIdentity | undefined,
  input: InputIdentity,
): boolean | undefined {
  if (holds === undefined) return undefined;
  if (holds.keyId !== undefined && input.keyId !== undefined) return holds.keyId === input.keyId;
  if (input.line === undefined || input.line !== holds.line) return undefined;
  return holds.number === input.number;
}
