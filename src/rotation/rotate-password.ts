import { ActionError } from "../errors.ts";
import {
  addPassword,
  discardPassword,
  removePassword,
  removeStrayPasswords,
  type CredentialedObject,
  type MadePassword,
  type NewPassword,
} from "../graph/objects.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import type { OperationResult } from "../operations/result.ts";
import { openSinks, type SinkContext } from "../sinks/open.ts";
import { candidatesOf } from "./certificate-standing.ts";
import type { PasswordRotation } from "./config.ts";
import { deliverAll, deliveriesOf, deliverySinks, inspectSinks, type InspectedSink } from "./deliveries.ts";
import { incompleteDelivery, isStop, leakedStays } from "./delivery-errors.ts";
import { daysUntil, dueFrom } from "./due.ts";
import { overtakenBy, refuseDelivered, refuseLeftovers } from "./fence.ts";
import { Journal } from "./journal.ts";
import { wasReplaced } from "./line.ts";
import { markedDisplayName, shortId, type Mark } from "./mark.ts";
import { rotationResult, type Outcome } from "./report.ts";
import {
  PASSWORD_BACKDATE_SECONDS,
  passwordCandidates,
  readPasswords,
  sortPasswords,
  type PasswordStanding,
} from "./password-standing.ts";
import { opensToken, proveCredential, type Proving } from "./prove.ts";
import { planRetirement, type Retirement } from "./retirement.ts";
import { targetClientId } from "./target-client.ts";

/** The proof before has taken ten seconds and more: a replica that still lags is a slow one. */
const LOOK_AGAIN_PAUSES_MS = [0, 5_000, 10_000, 20_000] as const;

/**
 * Rolls a client secret in the same order as a certificate: add, prove, deliver, and remove
 * the old one in a later run. A secret's text carries no state, so the directory has to be
 * readable, and which password is the current one is told by its hint.
 */
export async function rotatePassword(
  rotation: PasswordRotation,
  context: RunContext,
): Promise<OperationResult> {
  const journal = new Journal();
  return journal.follow(() => new PasswordRun(rotation, context, journal).run());
}

class PasswordRun {
  readonly #rotation: PasswordRotation;
  readonly #context: RunContext;
  readonly #journal: Journal;

  constructor(rotation: PasswordRotation, context: RunContext, journal: Journal) {
    this.#rotation = rotation;
    this.#context = context;
    this.#journal = journal;
  }

  async run(): Promise<OperationResult> {
    const rotation = this.#rotation;
    const sinks = await inspectSinks(await openSinks(this.#sinkContext()));
    const object = await readPasswords(rotation, this.#context);
    const proving = this.#proving(targetClientId(rotation, object.appId));
    const { graph, masker, log } = this.#context;
    const credential = { kind: "password", secret: rotation.currentSecret } as const;
    const accepted = await opensToken(credential, proving, graph.network, masker);
    const standing = sortPasswords(object, rotation, accepted, this.#now);
    if (standing.current === "ambiguous") {
      log.warning(
        "current-secret opens a token, but which password it is cannot be told: nothing is removed but what `retire-key-ids` names.",
      );
    } else {
      refuseDelivered(standing.line, sinks);
    }

    const { emergencyKeyId } = rotation;
    if (emergencyKeyId !== undefined && !standing.all.some(({ keyId }) => keyId === emergencyKeyId)) {
      return this.#report(standing, { kind: "already-gone" }, sinks, noRetirement, []);
    }
    const retirement = this.#planRetirement(standing, sinks);
    for (const notice of retirement.notices) log.notice(notice);
    const why = rotation.operation === "rotate" ? this.#reasonToRotate(standing, sinks) : undefined;
    if (rotation.dryRun) return this.#dryRun(standing, sinks, retirement, why);

    const retired = await this.#retire(retirement);
    if (rotation.operation === "retire")
      return this.#report(standing, { kind: "retired" }, sinks, retirement, retired);
    if (why === undefined) {
      if (emergencyKeyId === undefined)
        return this.#report(standing, { kind: "not-due" }, sinks, retirement, retired);
      // An earlier run has replaced it: nobody needs another new one.
      const gone = await this.#removeLeaked(emergencyKeyId, retired, standing.line.current.keyId);
      return this.#report(standing, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
    }
    log.step(`Rotating: ${why}.`);
    refuseLeftovers(standing.current === "known" ? standing.line : { ...standing.line, newer: [] }, sinks);
    return this.#rotate(standing, proving, sinks, retired);
  }

  #sinkContext(): SinkContext {
    const { graph, masker } = this.#context;
    const { sinks } = this.#rotation;
    return { settings: sinks, network: graph.network, masker, contentType: undefined };
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }

  #proving(clientId: string): Proving {
    const { endpoints, tenantId, rules } = this.#rotation;
    return {
      authorityOrigin: endpoints.authorityOrigin,
      tenantId,
      clientId,
      scope: `${endpoints.graphOrigin}/.default`,
      timeoutMs: rules.proveTimeoutMs,
    };
  }

  #planRetirement(standing: PasswordStanding, sinks: readonly InspectedSink[]): Retirement {
    const { rules, operation } = this.#rotation;
    if (!rules.retireDue && operation === "rotate") return noRetirement;
    const { line } = standing;
    const bornAt = line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown");
    return planRetirement(
      line,
      standing.all,
      deliveriesOf(sinks, bornAt, undefined),
      rules.retirement,
      this.#now,
    );
  }

  async #retire(retirement: Retirement): Promise<readonly string[]> {
    const retired: string[] = [];
    for (const { keyId } of retirement.remove) {
      this.#journal.reached(
        "Some older passwords may be retired already; the next run goes on with the rest.",
      );
      try {
        await this.#remove(keyId);
        retired.push(keyId);
        this.#context.log.step(`Retired password ${keyId}.`);
      } catch (error) {
        if (!(error instanceof ActionError) || error.code === "interrupted" || error.code === "timeout")
          throw error;
        this.#context.log.warning(`Password ${keyId} could not be retired, and stays: ${error.message}`);
      }
    }
    return retired;
  }

  #remove(keyId: string): Promise<void> {
    const { graph, urls } = this.#context;
    const { target } = this.#rotation;
    return removePassword(graph, urls, {
      target,
      keyId,
      doing: `remove password ${keyId} from ${describeTarget(target)}`,
      readable: true,
    });
  }

  #reasonToRotate(standing: PasswordStanding, sinks: readonly InspectedSink[]): string | undefined {
    const { rules, emergencyKeyId } = this.#rotation;
    if (emergencyKeyId !== undefined && !wasReplaced(standing.line, emergencyKeyId))
      return `password ${emergencyKeyId} is said to have leaked`;
    if (rules.force) return "`force` is set";
    if (standing.current === "refused") return "the current secret opens no token";
    const { current, currentNumber } = standing.line;
    const { bornAt } = current;
    const behind =
      currentNumber > 0 &&
      bornAt !== undefined &&
      deliverySinks(sinks).some(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
    // A secret's text is not delivered a second time: who knows where the first delivery left it.
    if (behind) return "a sink does not hold the current password";
    const due = this.#dueFrom(standing);
    return due !== undefined && due <= this.#now ? "the password is due" : undefined;
  }

  /** Of several that may be the current one, the soonest counts. */
  #dueFrom(standing: PasswordStanding): number | undefined {
    const { threshold } = this.#rotation.rules;
    const candidates = standing.matching.length > 0 ? standing.matching : standing.object.passwordCredentials;
    const times = candidates
      .map(({ notBefore, expiresOn }) => dueFrom(threshold, notBefore, expiresOn))
      .filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #newPassword(standing: PasswordStanding): NewPassword {
    const { target, line, displayName, rules } = this.#rotation;
    const mark: Mark = { line, number: standing.line.nextNumber, predecessor: standing.line.current.shortId };
    const now = this.#now;
    return {
      target,
      doing: `add a password to ${describeTarget(target)}`,
      displayName: markedDisplayName(mark, displayName),
      notBefore: now - PASSWORD_BACKDATE_SECONDS,
      expiresOn: now + rules.validitySeconds,
      known: standing.all.map(({ keyId }) => keyId),
      masker: this.#context.masker,
    };
  }

  async #rotate(
    standing: PasswordStanding,
    proving: Proving,
    sinks: readonly InspectedSink[],
    retired: readonly string[],
  ): Promise<OperationResult> {
    const { graph, urls, log, masker } = this.#context;
    const rotation = this.#rotation;
    const asked = this.#newPassword(standing);
    this.#journal.reached(
      "A password may have been added, but was not delivered: nobody has its value. The next run makes another one, and a later one retires this.",
    );
    const made = await addPassword(graph, urls, asked);
    log.step(`Added password ${made.keyId}; proving it.`);
    const proved = await proveCredential(
      { kind: "password", secret: made.secret },
      proving,
      graph.network,
      masker,
    );
    if (proved.kind === "refused") throw await this.#takeBack("not-proved", proved.error, made);
    if (proved.kind === "timed-out") throw leftover(made, proved.reason);
    log.step(`The token service accepts it (${String(proved.attempts)} requests).`);

    const overtaken = await this.#lookAgain(standing, made, sinks);
    if (overtaken !== undefined) throw await this.#takeBack("stale-input", overtaken, made);

    this.#journal.reached(
      `Password ${made.keyId} was added and is accepted; it may or may not have been delivered. Both passwords work. The next run reads from the sinks how far this one came.`,
    );
    const delivered = await deliverAll(sinks, made.secret, log, () => this.#now);
    if (delivered.kind === "refused") throw await this.#takeBack("delivery-refused", delivered.reason, made);
    if (delivered.kind === "incomplete") throw incompleteDelivery(delivered.failed, delivered.reason);
    if (made.answersWereLost) await removeStrayPasswords(graph, urls, asked, made);

    const previousKeyId = standing.line.current.keyId || undefined;
    const outcome: Outcome = {
      kind: "rotated",
      key: { keyId: made.keyId, notBefore: made.notBefore, expiresOn: made.expiresOn },
      previousKeyId,
      deliveredTo: delivered.to,
      retireAfter:
        delivered.deliveredAt === undefined
          ? undefined
          : delivered.deliveredAt + rotation.rules.overlapSeconds,
    };
    const gone =
      rotation.emergencyKeyId === undefined
        ? []
        : await this.#removeLeaked(rotation.emergencyKeyId, retired, made.keyId);
    return this.#report(standing, outcome, sinks, noRetirement, [...retired, ...gone]);
  }

  /** @param retired what this run has removed already, as being due */
  async #removeLeaked(
    keyId: string,
    retired: readonly string[],
    successor: string,
  ): Promise<readonly string[]> {
    if (retired.includes(keyId)) return [];
    this.#journal.reached(
      `Password ${successor} is delivered, and the leaked one ${keyId} may still be there: run the emergency again.`,
    );
    try {
      await this.#remove(keyId);
    } catch (error) {
      if (!(error instanceof ActionError) || isStop(error)) throw error;
      throw leakedStays(keyId, successor, error);
    }
    this.#context.log.step(`Removed the leaked password ${keyId}.`);
    return [keyId];
  }

  /**
   * Reads the object once more, now that it shows the new password: the first reading may have
   * been an old one, and have hidden what another run has added since.
   */
  async #lookAgain(
    standing: PasswordStanding,
    made: MadePassword,
    sinks: readonly InspectedSink[],
  ): Promise<ActionError | undefined> {
    for (const pause of LOOK_AGAIN_PAUSES_MS) {
      if (pause > 0) await this.#context.graph.network.limits.wait(pause);
      const all = passwordCandidates(await this.#readOrNothing());
      if (!all.some(({ keyId }) => keyId === made.keyId)) continue;
      return overtakenBy(this.#rotation.line, shortId(made.keyId), all, standing.line, standing.all, sinks);
    }
    this.#context.log.warning(
      "The directory does not show the new password yet; the token service knows it.",
    );
    return undefined;
  }

  /** A look that does not come off is one that shows nothing: the new password is proved already. */
  async #readOrNothing(): Promise<Pick<CredentialedObject, "passwordCredentials">> {
    try {
      return await readPasswords(this.#rotation, this.#context);
    } catch (error) {
      if (!(error instanceof ActionError) || isStop(error)) throw error;
      return { passwordCredentials: [] };
    }
  }

  async #takeBack(
    code: "not-proved" | "delivery-refused" | "stale-input",
    reason: ActionError,
    made: MadePassword,
  ): Promise<ActionError> {
    const { graph, urls } = this.#context;
    let after = `The new password ${made.keyId} was removed again.`;
    try {
      await discardPassword(graph, urls, this.#rotation.target, made.keyId, "it was not delivered");
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      after = `${error.what} It stays on the object, undelivered.`;
    }
    return new ActionError({
      code,
      blame: reason.blame,
      what: reason.what,
      why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current password works as before.`,
      remedy: reason.remedy,
      ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
    });
  }

  #dryRun(
    standing: PasswordStanding,
    sinks: readonly InspectedSink[],
    retirement: Retirement,
    why: string | undefined,
  ): OperationResult {
    const { urls } = this.#context;
    const { target } = this.#rotation;
    const removals = retirement.remove.map(({ keyId }) => ({
      method: "POST",
      url: urls.object(target, "removePassword"),
      body: { keyId },
    }));
    const { displayName } = this.#newPassword(standing);
    const add = {
      method: "POST",
      url: urls.object(target, "addPassword"),
      body: { passwordCredential: { displayName } },
    };
    return {
      ...this.#report(
        standing,
        { kind: "dry-run", why, deliverTo: sinks.map(({ sink }) => sink.name) },
        sinks,
        retirement,
        [],
      ),
      planned: [...removals, ...(why === undefined ? [] : [add])],
    };
  }

  #report(
    standing: PasswordStanding,
    outcome: Outcome,
    sinks: readonly InspectedSink[],
    retirement: Retirement,
    retired: readonly string[],
  ): OperationResult {
    const { threshold } = this.#rotation.rules;
    const { line, all, object } = standing;
    const due =
      outcome.kind === "rotated"
        ? dueFrom(threshold, outcome.key.notBefore, outcome.key.expiresOn)
        : this.#dueFrom(standing);
    const current = object.passwordCredentials.find(({ keyId }) => keyId === line.current.keyId);
    return rotationResult({
      rotation: this.#rotation,
      outcome,
      line,
      all,
      others: candidatesOf(object),
      readable: true,
      currentKey: { keyId: current?.keyId, notBefore: current?.notBefore, expiresOn: current?.expiresOn },
      sinks,
      retirement,
      retired,
      dueInDays: due === undefined ? undefined : daysUntil(due, this.#now),
    });
  }
}

const noRetirement: Retirement = { remove: [], retireAfter: undefined, notices: [] };

function leftover(made: MadePassword, reason: string): ActionError {
  return new ActionError({
    code: "not-proved",
    blame: "service",
    what: `The token service did not accept the new password within prove-timeout (${reason}).`,
    remedy: `It stays on the object as a leftover (key ${made.keyId}), undelivered; the current password works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
  });
}
