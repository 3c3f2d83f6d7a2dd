import { mutants, type Mutant } from "./mutant.ts";

/** What a run does, and in which order: looks, deliveries, removals. */
export const RUN_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "rotation/deliveries.ts",
    ["unit/rotation/deliveries", "rotation/odd-worlds", "rotation/sinks", "rotation/retirement"],
    [
      [
        "a later sink is behind by the current key's birth only",
        " === false || one.changedAt < firstAt;",
        " === false;",
      ],
      [
        "what a sink says that it holds does not make it behind",
        "isSameCredential(one.holds, current) === false || ",
        "",
      ],
      [
        "an empty sink is not behind",
        "if (one.changedAt === undefined) return true;",
        "if (one.changedAt === undefined) return false;",
      ],
      [
        "a sink older than the current key is not behind",
        "if (bornAt !== undefined && one.changedAt < bornAt) return true;",
        "",
      ],
      [
        "a sink is behind a credential that no rotation made by its notBefore",
        "current.isOurs ? current.bornAt : Math.min(current.bornAt ?? firstAt, firstAt)",
        "current.bornAt",
      ],
      ["no look before a delivery", "await refuseOverwriting(delivery);", ""],
      [
        "only the first sink is fenced: no look before a later PUT",
        "await refuseOverwriting(delivery);",
        "if (accepted.length === 0) await refuseOverwriting(delivery);",
      ],
      [
        "no look before catching up",
        "await refuseOverwriting(delivery);",
        "if (to === delivery.sinks) await refuseOverwriting(delivery);",
      ],
      [
        "no look before a repeated PUT",
        "if (changedAt !== undefined && !isOwn) throw overtaken(sinks, changedAt);",
        "",
      ],
      [
        "any change at a repeat is the run's own",
        " && Math.abs((changedAt ?? 0) - lastSentAt) <= OWN_PUT_SECONDS",
        "",
      ],
      ["the run's own change stops its repeat", "&& !isOwn) throw", ") throw"],
      [
        "a change of the first sink is the second one's own",
        "target === firstSink(sinks) && Math.abs",
        "Math.abs",
      ],
      [
        "the run's own delivery looks like another run's",
        "inspected.changedAt = receipt.deliveredAt ?? nowSeconds();",
        "inspected.changedAt ??= receipt.deliveredAt ?? nowSeconds();",
      ],
      [
        "later sinks get it though the first one may not have it",
        `if (accepted.length > 0 && failure.reason.code !== "stale-input") continue;`,
        "continue;",
      ],
      [
        "a later sink's refusal takes back what the first one holds",
        `accepted.length === 0 && failed.length === 0 && failure.outcome === "refused"`,
        `failure.outcome === "refused"`,
      ],
      ["an unknown first delivery is taken back", ` && failure.outcome === "refused") {`, ") {"],
      ["an interrupted delivery is taken back", "if (stopped !== undefined) throw stopped;", ""],
      [
        "an old replica's time of change is another run's",
        "changedAt > (first.changedAt ?? 0)",
        "changedAt !== first.changedAt",
      ],
      [
        "the overlap begins with the first delivery",
        "Math.max(...times, bornAt ?? 0, carriedDeliveredAt ?? 0)",
        "Math.min(...times)",
      ],
      [
        "a sink's slow clock shortens the overlap",
        "Math.max(...times, bornAt ?? 0, carriedDeliveredAt ?? 0)",
        "Math.max(...times)",
      ],
      [
        "a file is where somebody reads it",
        `sinks.filter(({ sink }) => sink.kind === "delivery")`,
        "sinks.filter(({ sink }) => sink.name)",
      ],
    ],
  ),
  ...mutants(
    "rotation/object-run.ts",
    [
      "rotation/odd-worlds",
      "rotation/emergency",
      "rotation/proving",
      "rotation/sinks",
      "rotation/unreadable",
      "rotation/retirement",
    ],
    [
      ["no look before a removal", "await this.#refuseOvertaken();\n      this.#journal", "this.#journal"],
      [
        "looks before the first removal only",
        "await this.#refuseOvertaken();\n      this.#journal",
        "if (retired.length === 0) await this.#refuseOvertaken();\n      this.#journal",
      ],
      [
        "no look before the leaked key's removal",
        "await this.#refuseOvertaken();\n        const outcome",
        "const outcome",
      ],
      [
        "delivers at once after the last acceptance",
        "if (seconds === 0 || this.#sinks.length === 0) return;",
        "if (seconds >= 0) return;",
      ],
      [
        "an uncertain add that is refused is taken back",
        `if (!made.uncertain && proved.kind === "refused")`,
        `if (proved.kind === "refused")`,
      ],
      [
        "what is not proved in time is delivered",
        `if (proved.kind !== "proved") throw await this.#notProved(made, proved);`,
        `if (proved.kind === "refused") throw await this.#notProved(made, proved);`,
      ],
      [
        "no look at the object after the last delivery",
        "const kept = await this.#assureStillThere(made);",
        "const kept = made;",
      ],
      [
        "a leaked key that the service does not know is green",
        "throw staysUnseen(keyId, successor);",
        "continue;",
      ],
      ["only the named entry of the leaked certificate goes", "[leak.keyId, ...leak.also]", "[leak.keyId]"],
      [
        "an old key that cannot be removed ends the run",
        "if (!(error instanceof ActionError) || isStop(error)) throw error;\n        log.warning(",
        "throw error;\n        log.warning(",
      ],
      [
        "an unknown input counts as delivered",
        `inputIsDelivered: this.#seen.freshness.kind === "current"`,
        `inputIsDelivered: this.#seen.freshness.kind !== "stale"`,
      ],
      [
        "retires before every sink is caught up",
        "allHoldCurrent: sinksBehind(this.#sinks, currentOf(this.#look)).length === 0",
        "allHoldCurrent: true",
      ],
      [
        "a key that an old replica hid is overlooked",
        `if (shown !== undefined && this.#seen.freshness.kind === "unknown")`,
        "if (1 > 2)",
      ],
      [
        "a hidden key stops a run whose input is current",
        `if (shown !== undefined && this.#seen.freshness.kind === "unknown")`,
        "if (shown !== undefined)",
      ],
      [
        "a catch-up that failed is green",
        `if (outcome.kind === "delivered") return;`,
        "if (outcome.kind !== undefined) return;",
      ],
      [
        "a delivery that failed half-way is green",
        `if (outcome.kind === "incomplete") throw incompleteDelivery(outcome.failed, outcome.reason);\n    return outcome;`,
        "return outcome;",
      ],
      [
        "a named key goes though it may be the current one",
        `if (named.length > 0 && line.current.keyId === "")`,
        "if (1 > 2)",
      ],
      [
        "the overlap ends when it was delivered",
        "delivered.deliveredAt + overlapSeconds",
        "delivered.deliveredAt",
      ],
    ],
  ),
];
