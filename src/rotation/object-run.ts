import { ActionError } from "../errors.ts";
import type { RunContext } from "../operations/operation.ts";
import type { OperationResult } from "../operations/result.ts";
import { openSinks } from "../sinks/open.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { Credentials, Look, Made } from "./credentials.ts";
import { deliverAll, deliveriesOf, deliverySinks, inspectSinks, type InspectedSink } from "./deliveries.ts";
import { incompleteDelivery, isStop, leakedStays, leftBehind, takenBack } from "./delivery-errors.ts";
import { daysUntil, dueFrom } from "./due.ts";
import { refuseLeftovers } from "./fence.ts";
import { Journal } from "./journal.ts";
import { wasReplaced } from "./line.ts";
import type { Mark } from "./mark.ts";
import { proveCredential, type ProofOutcome } from "./prove.ts";
import { rotationResult, type Outcome } from "./report.ts";
import { namedElsewhere, planRetirement, type Retirement } from "./retirement.ts";
import { provingAs } from "./target-client.ts";

type Rotation = CertificateRotation | PasswordRotation;

/**
 * Rolls a credential of an application or service principal: make, add, prove, deliver; the
 * old one stays until a later run, at least `overlap` after the delivery.
 *
 * The order is the protocol: at every instant some credential that a consumer can have is
 * registered, so the run may be killed anywhere. What stands in the directory and in the
 * sinks is the only state; there is no file to lose.
 */
export async function rotateObject<M extends Made>(
  rotation: Rotation,
  credentials: Credentials<M>,
  context: RunContext,
): Promise<OperationResult> {
  const journal = new Journal();
  return journal.follow(() => new ObjectRun(rotation, credentials, context, journal).run());
}

class ObjectRun<M extends Made> {
  readonly #rotation: Rotation;
  readonly #credentials: Credentials<M>;
  readonly #context: RunContext;
  readonly #journal: Journal;

  constructor(rotation: Rotation, credentials: Credentials<M>, context: RunContext, journal: Journal) {
    this.#rotation = rotation;
    this.#credentials = credentials;
    this.#context = context;
    this.#journal = journal;
  }

  async run(): Promise<OperationResult> {
    const { operation, dryRun, emergencyKeyId } = this.#rotation;
    const { log } = this.#context;
    const sinks = await inspectSinks(await openSinks(this.#sinkContext()));
    const look = await this.#credentials.look(sinks);
    if (isGone(look, emergencyKeyId))
      return this.#report(look, { kind: "already-gone" }, sinks, noRetirement, []);

    const behind = sinksBehind(look, sinks);
    const why = operation === "rotate" ? this.#reasonToRotate(look, behind) : undefined;
    const retirement = this.#planRetirement(look, sinks);
    for (const notice of retirement.notices) log.notice(notice);
    if (dryRun) return this.#dryRun(look, sinks, retirement, why);

    if (operation === "rotate") await this.#catchUp(look, behind);
    const retired = await this.#retire(look, retirement);
    if (operation === "retire") return this.#report(look, { kind: "retired" }, sinks, retirement, retired);
    if (why !== undefined) return this.#rotate(look, why, sinks, retired);
    if (emergencyKeyId === undefined) {
      return this.#report(look, { kind: "not-due" }, sinks, this.#planRetirement(look, sinks), retired);
    }
    // An earlier run has replaced the leaked one: nobody needs another new one.
    const gone = await this.#removeLeaked(look, emergencyKeyId, undefined, retired);
    return this.#report(look, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }

  #sinkContext(): Parameters<typeof openSinks>[0] {
    const { graph, masker } = this.#context;
    const { contentType } = this.#credentials;
    return { settings: this.#rotation.sinks, network: graph.network, masker, contentType };
  }

  #reasonToRotate(look: Look, behind: readonly InspectedSink[]): string | undefined {
    const { rules, emergencyKeyId } = this.#rotation;
    const { word, noun, again } = this.#credentials;
    if (emergencyKeyId !== undefined && !wasReplaced(look.line, emergencyKeyId)) {
      return `${word} ${emergencyKeyId} is said to have leaked`;
    }
    if (rules.force) return "`force` is set";
    if (look.mustGo !== undefined) return look.mustGo;
    if (behind.length > 0 && again === undefined) return `a sink does not hold the current ${noun}`;
    // A leftover is newer than the sinks: delivering the current one now would make it look delivered.
    if (behind.length > 0 && look.line.newer.length > 0) {
      return "a sink is behind, and an interrupted run left a newer key";
    }
    return look.dueFrom !== undefined && look.dueFrom <= this.#now ? `the ${noun} is due` : undefined;
  }

  #planRetirement(look: Look, sinks: readonly InspectedSink[]): Retirement {
    const { rules, operation } = this.#rotation;
    if (!rules.retireDue && operation === "rotate") return noRetirement;
    const { line } = look;
    const bornAt = line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown");
    const deliveries = deliveriesOf(sinks, bornAt, look.carriedDeliveredAt);
    const named = look.readable ? [] : namedElsewhere(look.all, rules.retirement);
    // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
    if (named.length > 0 && line.current.keyId === "") {
      const notice =
        "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.";
      return { ...noRetirement, notices: [notice] };
    }
    return planRetirement(line, [...look.all, ...named], deliveries, rules.retirement, this.#now);
  }

  /** Brings sinks up to date that an earlier run did not reach. */
  async #catchUp(look: Look, behind: readonly InspectedSink[]): Promise<void> {
    if (behind.length === 0 || look.line.newer.length > 0) return;
    const text = await this.#credentials.again?.(look);
    if (text === undefined) return;
    this.#journal.reached(
      "Some sinks may have been brought up to date already; the next run goes on with the rest.",
    );
    const outcome = await deliverAll(behind, text, this.#context.log, () => this.#now);
    if (outcome.kind === "delivered") return;
    const failed = outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name);
    throw incompleteDelivery(failed, outcome.reason);
  }

  async #retire(look: Look, retirement: Retirement): Promise<readonly string[]> {
    const { word } = this.#credentials;
    const retired: string[] = [];
    for (const { keyId } of retirement.remove) {
      this.#journal.reached(
        `Some older ${word}s may be retired already; the next run goes on with the rest.`,
      );
      try {
        await this.#credentials.remove(look, keyId);
        retired.push(keyId);
        this.#context.log.step(`Retired ${word} ${keyId}.`);
      } catch (error) {
        // An old one that stays is untidy; it is no reason to let the current one expire.
        if (!(error instanceof ActionError) || isStop(error)) throw error;
        this.#context.log.warning(
          `${capital(word)} ${keyId} could not be retired, and stays: ${error.message}`,
        );
      }
    }
    return retired;
  }

  async #rotate(
    look: Look,
    why: string,
    sinks: readonly InspectedSink[],
    retired: readonly string[],
  ): Promise<OperationResult> {
    const { log } = this.#context;
    const { word } = this.#credentials;
    log.step(`Rotating: ${why}.`);
    if (look.knowsLeftovers) refuseLeftovers(look.line, sinks);
    const made = await this.#add(look, sinks);
    const proved = await this.#prove(look, made);
    if (proved.kind !== "proved") throw await this.#notProved(look, made, proved);
    log.step(`The token service accepts it (${String(proved.attempts)} requests).`);

    this.#journal.reached(
      `${capital(word)} ${made.keyId ?? made.name} was added and is accepted; it may or may not have been delivered. Both ${word}s work. The next run reads from the sinks how far this one came.`,
    );
    const delivered = await deliverAll(
      sinks,
      await this.#credentials.deliverable(look, made),
      log,
      () => this.#now,
    );
    if (delivered.kind === "refused")
      throw await this.#takeBack(look, made, "delivery-refused", delivered.reason);
    if (delivered.kind === "incomplete") throw incompleteDelivery(delivered.failed, delivered.reason);
    await this.#credentials.delivered(made);

    const { emergencyKeyId, rules } = this.#rotation;
    const gone =
      emergencyKeyId === undefined ? [] : await this.#removeLeaked(look, emergencyKeyId, made, retired);
    const outcome: Outcome = {
      kind: "rotated",
      key: made.key,
      previousKeyId: look.line.current.keyId || undefined,
      deliveredTo: delivered.to,
      retireAfter:
        delivered.deliveredAt === undefined ? undefined : delivered.deliveredAt + rules.overlapSeconds,
    };
    return this.#report(look, outcome, sinks, noRetirement, [...retired, ...gone]);
  }

  /**
   * Adds, and reads the object once more when it shows the new credential: the first look may
   * have been at an old replica, and have hidden what another run has added since.
   */
  async #add(look: Look, sinks: readonly InspectedSink[]): Promise<M> {
    const { noun, word } = this.#credentials;
    const made = await this.#credentials.add(look, this.#nextMark(look), (name) => {
      this.#journal.reached(
        `${capital(noun)}${name === undefined ? "" : ` ${name}`} may have been added, but was not delivered: ${this.#credentials.undelivered}. The next run makes another one, and a later one retires this.`,
      );
    });
    const seen = await this.#credentials.lookAgain(look, made, sinks);
    const known: M = {
      ...made,
      keyId: made.keyId ?? seen?.keyId,
      key: { ...made.key, keyId: made.keyId ?? seen?.keyId },
    };
    if (seen?.overtaken !== undefined) throw await this.#takeBack(look, known, "stale-input", seen.overtaken);
    const id = known.keyId === undefined || known.keyId === known.name ? "" : ` (${word} ${known.keyId})`;
    this.#context.log.step(`Added ${noun} ${known.name}${id}; proving it.`);
    return known;
  }

  #nextMark({ line }: Look): Mark {
    return { line: this.#rotation.line, number: line.nextNumber, predecessor: line.current.shortId };
  }

  #prove({ clientId }: Look, { credential }: M): Promise<ProofOutcome> {
    const proving = provingAs(clientId, this.#rotation);
    return proveCredential(credential, proving, this.#context.graph.network, this.#context.masker);
  }

  async #notProved(
    look: Look,
    made: M,
    proved: Exclude<ProofOutcome, { kind: "proved" }>,
  ): Promise<ActionError> {
    if (!made.uncertain && proved.kind === "refused")
      return this.#takeBack(look, made, "not-proved", proved.error);
    const reason = proved.kind === "refused" ? proved.error.what : proved.reason;
    return leftBehind(this.#credentials, made, this.#rotation.target, reason);
  }

  /** Nobody was given the new credential, certainly: it goes again. */
  async #takeBack(
    look: Look,
    made: M,
    code: "not-proved" | "delivery-refused" | "stale-input",
    reason: ActionError,
  ): Promise<ActionError> {
    return takenBack(code, reason, await this.#credentials.takeBack(look, made), this.#credentials.noun);
  }

  /** @param retired what this run has removed already, as being due */
  async #removeLeaked(
    look: Look,
    keyId: string,
    made: M | undefined,
    retired: readonly string[],
  ): Promise<readonly string[]> {
    if (retired.includes(keyId)) return [];
    const { word } = this.#credentials;
    const successor = made?.keyId ?? made?.name ?? look.line.current.keyId;
    this.#journal.reached(
      `${capital(word)} ${successor} is delivered, and the leaked ${word} ${keyId} may still be there: run the emergency again.`,
    );
    try {
      await this.#credentials.removeLeaked(look, keyId, made);
    } catch (error) {
      if (!(error instanceof ActionError) || isStop(error)) throw error;
      throw leakedStays(keyId, successor, error);
    }
    this.#context.log.step(`Removed the leaked ${word} ${keyId}.`);
    return [keyId];
  }

  #dryRun(
    look: Look,
    sinks: readonly InspectedSink[],
    retirement: Retirement,
    why: string | undefined,
  ): OperationResult {
    const deliverTo = sinks.map(({ sink }) => sink.name);
    const first = retirement.remove.map(({ keyId }) => keyId);
    const { emergencyKeyId } = this.#rotation;
    const last = emergencyKeyId === undefined || first.includes(emergencyKeyId) ? [] : [emergencyKeyId];
    const steps = { first, adds: why !== undefined, last };
    return {
      ...this.#report(look, { kind: "dry-run", why, deliverTo }, sinks, retirement, []),
      planned: this.#credentials.planned(look, this.#nextMark(look), steps),
    };
  }

  #report(
    look: Look,
    outcome: Outcome,
    sinks: readonly InspectedSink[],
    retirement: Retirement,
    retired: readonly string[],
  ): OperationResult {
    const { rules } = this.#rotation;
    const due =
      outcome.kind === "rotated"
        ? dueFrom(rules.threshold, outcome.key.notBefore, outcome.key.expiresOn)
        : look.dueFrom;
    const dueInDays = due === undefined ? undefined : daysUntil(due, this.#now);
    return rotationResult({
      ...look,
      rotation: this.#rotation,
      outcome,
      sinks,
      retirement,
      retired,
      dueInDays,
    });
  }
}

const noRetirement: Retirement = { remove: [], retireAfter: undefined, notices: [] };

function isGone({ readable, all }: Look, keyId: string | undefined): boolean {
  return keyId !== undefined && readable && !all.some((candidate) => candidate.keyId === keyId);
}

/** Sinks that hold something older than the current credential, which is one of ours. */
function sinksBehind({ line }: Look, sinks: readonly InspectedSink[]): readonly InspectedSink[] {
  const { bornAt } = line.current;
  if (line.currentNumber === 0 || bornAt === undefined) return [];
  return deliverySinks(sinks).filter(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
