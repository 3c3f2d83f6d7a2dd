import { ActionError } from "../errors.ts";
import type { RunContext } from "../operations/operation.ts";
import type { KeyFacts, OperationResult } from "../operations/result.ts";
import type { Secret } from "../secrets/secret.ts";
import type { DeliveredFacts } from "../sinks/sink.ts";
import { assureStillThere } from "./after-delivery.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { Credentials, Look, Made } from "./credentials.ts";
import { decide, toCatchUp, type Decision, type Observation, type Wishes } from "./decision.ts";
import {
  changedSince,
  deliverAll,
  deliveredAtOf,
  overtaken,
  sinksBehind,
  type DeliveryOutcome,
  type InspectedSink,
} from "./deliveries.ts";
import { incompleteDelivery, isStop, leakedStays, leftBehind, takenBack } from "./delivery-errors.ts";
import { daysUntil, dueFrom } from "./due.ts";
import { Journal } from "./journal.ts";
import type { Leak } from "./leak.ts";
import type { Mark } from "./mark.ts";
import { currentOf, observe } from "./observe.ts";
import { overtakenBy } from "./overtaken.ts";
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
  return journal.follow(async () => {
    const seen = await observe(rotation, credentials, context);
    return new ObjectRun({ rotation, credentials, context, journal, seen }).run();
  });
}

/** Two nights: the one that retires, and the next. */
const FIRST_NIGHTS_SECONDS = 2 * 86_400;

interface Parts<M extends Made> {
  readonly rotation: Rotation;
  readonly credentials: Credentials<M>;
  readonly context: RunContext;
  readonly journal: Journal;
  readonly seen: Observation;
}

/** Carries out what `decide` says of an observation. */
class ObjectRun<M extends Made> {
  readonly #rotation: Rotation;
  readonly #credentials: Credentials<M>;
  readonly #context: RunContext;
  readonly #journal: Journal;
  readonly #seen: Observation;
  readonly #look: Look;
  readonly #sinks: readonly InspectedSink[];

  constructor({ rotation, credentials, context, journal, seen }: Parts<M>) {
    this.#rotation = rotation;
    this.#credentials = credentials;
    this.#context = context;
    this.#journal = journal;
    this.#seen = seen;
    this.#look = seen.look;
    this.#sinks = seen.sinks;
  }

  async run(): Promise<OperationResult> {
    const { operation, dryRun } = this.#rotation;
    const decision = decide(this.#seen, this.#wishes);
    if (decision.kind === "stop") throw decision.error;
    if (decision.kind === "already-gone")
      return this.#report({ kind: "already-gone", why: decision.reason }, noRetirement, []);
    this.#warnOfLeftovers();
    const retirement = this.#planRetirement();
    for (const notice of retirement.notices) this.#context.log.notice(notice);
    if (dryRun) return this.#dryRun(retirement, decision);

    if (operation === "rotate") await this.#catchUp(toCatchUp(this.#seen, decision));
    const retired = await this.#retire(retirement);
    if (operation === "retire") return this.#report({ kind: "retired" }, retirement, retired);
    if (decision.kind === "rotate") return this.#rotate(decision.reason, retired);
    if (decision.kind === "nothing")
      return this.#report({ kind: "not-due" }, this.#planRetirement(), retired);
    // An earlier run has replaced the leaked one: nobody needs another new one.
    const gone = await this.#removeLeaked(undefined, retired);
    return this.#report({ kind: "retired" }, noRetirement, [...retired, ...gone]);
  }

  get #wishes(): Wishes {
    const { operation, rules } = this.#rotation;
    const { word, noun } = this.#credentials;
    return { operation, rules, word, noun };
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }

  #warnOfLeftovers(): void {
    const { leftovers, knowsLeftovers } = this.#look;
    if (!knowsLeftovers || leftovers.length === 0) return;
    this.#context.log.warning(
      `Key ${leftovers.map(({ keyId }) => keyId).join(", ")} is newer than this run's input, and is not what the first sink holds: an interrupted run left it, or it was overtaken. It stays for now; a later run retires it.`,
    );
  }

  #planRetirement(): Retirement {
    const { rules, operation } = this.#rotation;
    const { line, all, readable, carriedDeliveredAt } = this.#look;
    if (!rules.retireDue && operation === "rotate") return noRetirement;
    const deliveries = {
      deliveredAt: deliveredAtOf(this.#sinks, line.current.bornAt, carriedDeliveredAt),
      allHoldCurrent: sinksBehind(this.#sinks, currentOf(this.#look)).length === 0,
      inputIsDelivered: this.#seen.freshness.kind === "current",
    };
    const named = readable ? [] : namedElsewhere(all, rules.retirement);
    // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
    if (named.length > 0 && line.current.keyId === "") {
      const notice =
        "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.";
      return { ...noRetirement, notices: [notice] };
    }
    return planRetirement(line, [...all, ...named], deliveries, rules.retirement, this.#now);
  }

  /** Brings sinks up to date that hold nothing, or something older than the current credential. */
  async #catchUp(behind: readonly InspectedSink[]): Promise<void> {
    const text = behind.length === 0 ? undefined : await this.#credentials.again(this.#look);
    if (text === undefined) return;
    this.#journal.reached(
      "Some sinks may have been brought up to date already; the next run goes on with the rest.",
    );
    const { currentNumber } = this.#look.line;
    const outcome = await this.#put(behind, text, this.#facts(currentNumber, this.#look.currentKey));
    if (outcome.kind === "delivered") return;
    if (outcome.reason.code === "stale-input") throw outcome.reason;
    const failed = outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name);
    throw incompleteDelivery(failed, outcome.reason);
  }

  #put(to: readonly InspectedSink[], credential: Secret, facts: DeliveredFacts): Promise<DeliveryOutcome> {
    const { log } = this.#context;
    return deliverAll({ to, sinks: this.#sinks, credential, facts, log, nowSeconds: () => this.#now });
  }

  #facts(number: number, { keyId, notBefore, expiresOn }: KeyFacts): DeliveredFacts {
    return { line: this.#look.line.name, number, keyId, notBefore, expiresOn, deliveredAt: this.#now };
  }

  async #retire(retirement: Retirement): Promise<readonly string[]> {
    const { word } = this.#credentials;
    const { log } = this.#context;
    const retired: string[] = [];
    for (const { keyId } of retirement.remove) {
      await this.#refuseOvertaken();
      this.#journal.reached(
        `Some older ${word}s may be retired already; the next run goes on with the rest.`,
      );
      try {
        const outcome = await this.#credentials.remove(this.#look, keyId);
        if (outcome === "not-found") {
          this.#sayRetiredBefore(keyId, retirement);
          continue;
        }
        retired.push(keyId);
        log.step(`Retired ${word} ${keyId}.`);
      } catch (error) {
        // An old one that stays is untidy; it is no reason to let the current one expire.
        if (!(error instanceof ActionError) || isStop(error)) throw error;
        log.warning(`${capital(word)} ${keyId} could not be retired, and stays: ${error.message}`);
      }
    }
    return retired;
  }

  /** A notice in the night after the retirement; later ones ask again, because a denial may be false, and say less. */
  #sayRetiredBefore(keyId: string, { dueSince = 0 }: Retirement): void {
    const { log } = this.#context;
    const text = `${capital(this.#credentials.word)} ${keyId} is not there (any more), the service says: an earlier run has retired it.`;
    if (this.#now < dueSince + FIRST_NIGHTS_SECONDS) log.notice(text);
    else log.step(text);
  }

  /** Looked at before each removal: a run that was suspended must not go on with what it knew. */
  async #refuseOvertaken(): Promise<void> {
    const changedAt = await changedSince(this.#sinks);
    if (changedAt !== undefined) throw overtaken(this.#sinks, changedAt);
  }

  async #rotate(why: string, retired: readonly string[]): Promise<OperationResult> {
    const { log } = this.#context;
    const { word } = this.#credentials;
    log.step(`Rotating: ${why}.`);
    const made = await this.#add();
    const proved = await this.#prove(made);
    if (proved.kind !== "proved") throw await this.#notProved(made, proved);
    log.step(`The token service accepts it (${String(proved.attempts)} requests).`);
    await this.#settle(made);
    this.#journal.reached(
      `${capital(word)} ${made.keyId ?? made.name} was added and is accepted; it may or may not have been delivered. Both ${word}s work. The next run reads from the sinks how far this one came.`,
    );
    const delivered = await this.#deliver(made);
    const kept = await this.#assureStillThere(made);
    await this.#credentials.delivered(kept);
    const gone = this.#seen.leak === undefined ? [] : await this.#removeLeaked(kept, retired);
    const { overlapSeconds } = this.#rotation.rules;
    const outcome: Outcome = {
      kind: "rotated",
      key: kept.key,
      previousKeyId: this.#look.line.current.keyId || undefined,
      deliveredTo: delivered.to,
      retireAfter: delivered.deliveredAt === undefined ? undefined : delivered.deliveredAt + overlapSeconds,
    };
    return this.#report(outcome, noRetirement, [...retired, ...gone]);
  }

  /**
   * Adds, and reads the object once more when it shows the new credential: the first look may
   * have been at an old replica, and have hidden what another run has added since.
   */
  async #add(): Promise<M> {
    const { noun, word } = this.#credentials;
    const made = await this.#credentials.add(this.#look, this.#nextMark(), (name) => {
      this.#journal.reached(
        `${capital(noun)}${name === undefined ? "" : ` ${name}`} may have been added, but was not delivered: ${this.#credentials.undelivered}. The next run makes another one, and a later one retires this.`,
      );
    });
    const shown = await this.#credentials.lookAgain(this.#look, made);
    const keyId = made.keyId ?? shown?.find((candidate) => candidate.shortId === made.shortId)?.keyId;
    const known: M = { ...made, keyId, key: { ...made.key, keyId }, wasShown: shown !== undefined };
    if (shown !== undefined && this.#seen.freshness.kind === "unknown") {
      const overtaken = overtakenBy(this.#seen, made.shortId, shown);
      if (overtaken !== undefined) throw await this.#takeBack(known, "stale-input", overtaken);
    }
    const id = keyId === undefined || keyId === known.name ? "" : ` (${word} ${keyId})`;
    this.#context.log.step(`Added ${noun} ${known.name}${id}; proving it.`);
    return known;
  }

  #nextMark(): Mark {
    const { name, nextNumber, current } = this.#look.line;
    return { line: name, number: nextNumber, predecessor: current.shortId };
  }

  #prove({ credential }: M): Promise<ProofOutcome> {
    const proving = provingAs(this.#look.clientId, this.#rotation);
    return proveCredential(credential, proving, this.#context.graph.network, this.#context.masker);
  }

  /** What the token service accepts here it may not accept in another region yet. */
  async #settle(made: M): Promise<void> {
    const seconds = this.#rotation.rules.settleSeconds;
    if (seconds === 0 || this.#sinks.length === 0) return;
    const { limits } = this.#context.graph.network;
    if (seconds * 1000 >= limits.remainingMs) {
      const error = await this.#takeBack(made, "timeout", limits.tooLong(seconds * 1000));
      this.#journal.reached("Give the run a longer `timeout`, or a shorter `settle`.");
      throw error;
    }
    this.#context.log.step(
      `Waiting ${String(seconds)} s for the other regions (settle) before delivering it.`,
    );
    await limits.wait(seconds * 1000);
  }

  async #deliver(
    made: M,
  ): Promise<{ readonly to: readonly string[]; readonly deliveredAt: number | undefined }> {
    const text = await this.#credentials.deliverable(this.#look, made);
    const facts = this.#facts(made.mark.number, made.key);
    const outcome = await this.#put(this.#sinks, text, facts);
    if (outcome.kind === "refused") {
      const code = outcome.reason.code === "stale-input" ? "stale-input" : "delivery-refused";
      throw await this.#takeBack(made, code, outcome.reason);
    }
    if (outcome.kind === "incomplete") throw incompleteDelivery(outcome.failed, outcome.reason);
    return outcome;
  }

  #assureStillThere(made: M): Promise<M> {
    const { graph, masker, log } = this.#context;
    const proving = provingAs(this.#look.clientId, this.#rotation);
    const prove = (credential: M["credential"]): Promise<ProofOutcome> =>
      proveCredential(credential, proving, graph.network, masker);
    return assureStillThere({
      look: this.#look,
      made,
      credentials: this.#credentials,
      hasSinks: this.#sinks.length > 0,
      prove,
      deliver: async (again) => {
        await this.#deliver(again);
      },
      refuseOvertaken: () => this.#refuseOvertaken(),
      restore: () => this.#restore(),
      log,
    });
  }

  /** The sinks hold what nobody accepts: they get back what they held before. @returns whether all have it */
  async #restore(): Promise<boolean> {
    const text = await this.#credentials.again(this.#look);
    if (text === undefined) return false;
    const facts = this.#facts(this.#look.line.currentNumber, this.#look.currentKey);
    return (await this.#put(this.#sinks, text, facts)).kind === "delivered";
  }

  async #notProved(made: M, proved: Exclude<ProofOutcome, { kind: "proved" }>): Promise<ActionError> {
    if (!made.uncertain && proved.kind === "refused") return this.#takeBack(made, "not-proved", proved.error);
    const reason = proved.kind === "refused" ? proved.error.what : proved.reason;
    return leftBehind(this.#credentials, made, this.#rotation.target, reason);
  }

  /** Nobody was given the new credential, certainly: it goes again. */
  async #takeBack(made: M, code: Parameters<typeof takenBack>[0], reason: ActionError): Promise<ActionError> {
    return takenBack(
      code,
      reason,
      await this.#credentials.takeBack(this.#look, made),
      this.#credentials.noun,
    );
  }

  /** @param retired what this run has removed already, as being due */
  async #removeLeaked(made: M | undefined, retired: readonly string[]): Promise<readonly string[]> {
    const { leak, look } = this.#seen;
    if (leak === undefined) return [];
    const { word } = this.#credentials;
    const successor = made?.keyId ?? made?.name ?? look.line.current.keyId;
    const gone: string[] = [];
    for (const keyId of leakedIds(leak)) {
      if (retired.includes(keyId)) continue;
      this.#journal.reached(
        `${capital(word)} ${successor} is delivered, and the leaked ${word} ${keyId} may still be there: run the emergency again.`,
      );
      try {
        await this.#refuseOvertaken();
        const outcome = await this.#credentials.removeLeaked(look, keyId, made);
        if (
          outcome === "not-found" &&
          !look.line.older.concat(look.line.initial ?? []).some((one) => one.keyId === keyId)
        )
          throw staysUnseen(keyId, successor);
      } catch (error) {
        if (!(error instanceof ActionError) || isStop(error) || error.code === "key-not-found") throw error;
        throw leakedStays(keyId, successor, error);
      }
      gone.push(keyId);
      this.#context.log.step(`Removed the leaked ${word} ${keyId}.`);
    }
    return gone;
  }

  #dryRun(retirement: Retirement, decision: Decision): OperationResult {
    const why = decision.kind === "rotate" ? decision.reason : undefined;
    const deliverTo = this.#sinks.map(({ sink }) => sink.name);
    const first = retirement.remove.map(({ keyId }) => keyId);
    const last = leakedIds(this.#seen.leak).filter((keyId) => !first.includes(keyId));
    const steps = { first, adds: why !== undefined, last };
    return {
      ...this.#report({ kind: "dry-run", why, deliverTo }, retirement, []),
      planned: this.#credentials.planned(this.#look, this.#nextMark(), steps),
    };
  }

  #report(outcome: Outcome, retirement: Retirement, retired: readonly string[]): OperationResult {
    const { rules } = this.#rotation;
    const due =
      outcome.kind === "rotated"
        ? dueFrom(rules.threshold, outcome.key.notBefore, outcome.key.expiresOn)
        : this.#look.dueFrom;
    const dueInDays = due === undefined ? undefined : daysUntil(due, this.#now);
    return rotationResult({
      ...this.#look,
      rotation: this.#rotation,
      outcome,
      sinks: this.#sinks,
      retirement,
      retired,
      dueInDays,
    });
  }
}

const noRetirement: Retirement = { remove: [], retireAfter: undefined, notices: [] };

/** The leaked key and further entries of the same certificate. */
function leakedIds(leak: Leak | undefined): readonly string[] {
  if (leak === undefined) return [];
  return leak.kind === "here" ? [leak.keyId, ...leak.also] : [leak.keyId];
}

function staysUnseen(keyId: string, successor: string): ActionError {
  return new ActionError({
    code: "key-not-found",
    blame: "input",
    what: `The service knows no key ${keyId} here, and the object may not be read.`,
    why: `Nothing was removed. ${successor} is proved and delivered, and stays.`,
    remedy: "Compare the id with the portal: Certificates & secrets.",
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
