import type { Secret } from "../../../src/secrets/secret.ts";
import type { CredentialIdentity, MayRepeat, Receipt, Sink } from "../../../src/sinks/sink.ts";
import type { RotationRules } from "../../../src/config/rotation.ts";
import type { Look } from "../../../src/rotation/credentials.ts";
import type { Observation, Wishes } from "../../../src/rotation/decision.ts";
import type { InspectedSink } from "../../../src/rotation/deliveries.ts";
import { sortLine, type Candidate } from "../../../src/rotation/line.ts";
import { LINE } from "./candidates.ts";

/** A place that a test writes to. */
export interface FakeSink extends Sink {
  /** What it says when it is asked, in seconds since 1970. */
  changedAt: number | undefined;
  /** What happens when something is delivered; nothing: it is taken. */
  onDeliver: (mayRepeat: MayRepeat | undefined) => Promise<void> | void;
  readonly delivered: Secret[];
}

export function fakeSink(
  name: string,
  changedAt: number | undefined,
  kind: Sink["kind"] = "delivery",
): FakeSink {
  const sink: FakeSink = {
    name,
    kind,
    readBy: "job",
    changedAt,
    onDeliver: () => undefined,
    delivered: [],
    inspect: () => Promise.resolve({ changedAt: sink.changedAt }),
    deliver: async (credential, { deliveredAt }, mayRepeat): Promise<Receipt> => {
      await sink.onDeliver(mayRepeat);
      sink.delivered.push(credential);
      sink.changedAt = kind === "delivery" ? deliveredAt : undefined;
      return { deliveredAt: sink.changedAt, detail: "updated" };
    },
  };
  return sink;
}

export function inspected(sink: FakeSink, holds?: CredentialIdentity): InspectedSink {
  return { sink, changedAt: sink.changedAt, holds };
}

/** What a look shows of these credentials, seen at second 1000. */
export function lookAt(current: Candidate, all: readonly Candidate[], more: Partial<Look> = {}): Look {
  const line = sortLine(LINE, current, all, 1000);
  return {
    line,
    all,
    others: [],
    readable: true,
    leftovers: line.newer,
    knowsLeftovers: true,
    currentKey: { keyId: current.keyId, notBefore: undefined, expiresOn: undefined },
    carriedDeliveredAt: undefined,
    dueFrom: 5000,
    mustGo: undefined,
    clientId: "",
    ...more,
  };
}

export function observation(look: Look, more: Partial<Omit<Observation, "look">> = {}): Observation {
  return {
    look,
    sinks: [],
    freshness: { kind: "current", by: "times" },
    behind: [],
    leak: undefined,
    nowSeconds: 1000,
    ...more,
  };
}

export function wishes(operation: Wishes["operation"] = "rotate", force = false): Wishes {
  const rules = {
    threshold: { kind: "share", share: 0.3 } as const,
    validitySeconds: 1000,
    overlapSeconds: 50,
    settleSeconds: 0,
    proveTimeoutMs: 1000,
    retireDue: true,
    retirement: { overlapSeconds: 50, retireInitial: false, retireKeyIds: [] },
    force,
  } satisfies RotationRules;
  return { operation, rules, word: "key", noun: "certificate" };
}
