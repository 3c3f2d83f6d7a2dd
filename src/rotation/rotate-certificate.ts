import { ActionError, inputError } from "../errors.ts";
import type { KeyPair } from "../material/key-pair.ts";
import { describeTarget, proofIssuer } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import type { KeyFacts, OperationResult } from "../operations/result.ts";
import { openSinks, type SinkContext } from "../sinks/open.ts";
import { BACKDATE_SECONDS, candidatesOf, readStanding, type Standing } from "./certificate-standing.ts";
import {
  addCertificate,
  addKeyBody,
  readBack,
  removeCertificate,
  removeWithNewKey,
  type AddedCertificate,
  type Signer,
} from "./certificate-writes.ts";
import type { CertificateRotation } from "./config.ts";
import { writeDelivered } from "./delivered-credential.ts";
import { deliverAll, deliveriesOf, deliverySinks, inspectSinks, type InspectedSink } from "./deliveries.ts";
import { incompleteDelivery, isStop, leakedStays } from "./delivery-errors.ts";
import { daysUntil, dueFrom } from "./due.ts";
import { overtakenBy, refuseLeftovers, refuseStaleInput } from "./fence.ts";
import { Journal } from "./journal.ts";
import { wasReplaced, type Candidate } from "./line.ts";
import { markedDisplayName, shortId, writeMark, type Mark } from "./mark.ts";
import { newCertificate } from "./new-certificate.ts";
import { proveCredential, type ProofOutcome } from "./prove.ts";
import { passwordCandidates } from "./password-standing.ts";
import { planRetirement, type Retirement } from "./retirement.ts";
import { rotationResult, type Outcome } from "./report.ts";
import { targetClientId } from "./target-client.ts";

/**
 * Rolls the certificate of an application or service principal: make, add, prove, deliver;
 * the old one stays until a later run, at least `overlap` after the delivery.
 *
 * The order is the protocol: at every instant some key that a consumer can have is
 * registered, so the run may be killed anywhere. What stands in the directory and in the
 * sinks is the only state; there is no file to lose.
 */
export async function rotateCertificate(
  rotation: CertificateRotation,
  context: RunContext,
): Promise<OperationResult> {
  const journal = new Journal();
  return journal.follow(() => new CertificateRun(rotation, context, journal).run());
}

class CertificateRun {
  readonly #rotation: CertificateRotation;
  readonly #context: RunContext;
  readonly #journal: Journal;

  constructor(rotation: CertificateRotation, context: RunContext, journal: Journal) {
    this.#rotation = rotation;
    this.#context = context;
    this.#journal = journal;
  }

  async run(): Promise<OperationResult> {
    const rotation = this.#rotation;
    const sinks = await inspectSinks(await openSinks(this.#sinkContext()));
    const standing = await readStanding(rotation, this.#context);
    const signer: Signer = { pair: rotation.proof.pair, issuer: await this.#issuer(standing) };
    // Known before any write: who signs in to prove the new key.
    const clientId = targetClientId(rotation, standing.kind === "read" ? standing.object.appId : undefined);
    await refuseStaleInput(rotation, standing, sinks, this.#context);

    const emergency = this.#emergency(standing);
    if (emergency === "gone")
      return this.#report(standing, { kind: "already-gone" }, sinks, noRetirement, []);

    const behind = this.#sinksBehind(standing, sinks);
    const retirement = this.#planRetirement(standing, sinks);
    for (const notice of retirement.notices) this.#context.log.notice(notice);
    if (rotation.dryRun) return this.#dryRun(standing, signer, sinks, behind, retirement);

    if (behind.length > 0 && standing.line.newer.length === 0 && rotation.operation === "rotate") {
      await this.#catchUp(standing, behind);
    }
    const retired = await this.#retire(standing, signer, retirement);
    if (rotation.operation === "retire") {
      return this.#report(standing, { kind: "retired" }, sinks, retirement, retired);
    }
    const why = this.#reasonToRotate(standing, behind);
    if (why === undefined && emergency !== "remove") {
      return this.#report(
        standing,
        { kind: "not-due" },
        sinks,
        this.#planRetirement(standing, sinks),
        retired,
      );
    }
    if (emergency === "remove" && why === undefined)
      return this.#removeOnly(standing, signer, sinks, retired);
    this.#context.log.step(`Rotating: ${why ?? ""}.`);
    refuseLeftovers(standing.line, sinks);
    this.#refuseCurrentAsNew();
    return this.#rotate(standing, signer, clientId, sinks, retired);
  }

  /** What the read has shown already is not asked for again. */
  async #issuer(standing: Standing): Promise<string> {
    const { proof, target } = this.#rotation;
    const read =
      standing.kind === "read" && target.objectId === undefined ? standing.object.objectId : undefined;
    return proof.issuer ?? read ?? proofIssuer(target, this.#context);
  }

  #sinkContext(): SinkContext {
    const { graph, masker } = this.#context;
    const { sinks } = this.#rotation;
    return {
      settings: sinks,
      network: graph.network,
      masker,
      contentType:
        this.#rotation.deliverAs.form === "pem" ? "application/x-pem-file" : "application/x-pkcs12",
    };
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }

  #readable(standing: Standing): boolean {
    return standing.kind === "read";
  }

  /** `remove`: the leaked key is an older one that nobody is given any more. */
  #emergency(standing: Standing): "none" | "gone" | "rotate" | "remove" {
    const keyId = this.#rotation.emergencyKeyId;
    if (keyId === undefined) return "none";
    if (standing.kind === "read" && !standing.all.some((candidate) => candidate.keyId === keyId))
      return "gone";
    return wasReplaced(standing.line, keyId) ? "remove" : "rotate";
  }

  /** Sinks that hold something older than the current credential, which is one of ours. */
  #sinksBehind({ line }: Standing, sinks: readonly InspectedSink[]): readonly InspectedSink[] {
    const { bornAt } = line.current;
    if (line.currentNumber === 0 || bornAt === undefined) return [];
    return deliverySinks(sinks).filter(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
  }

  #planRetirement(standing: Standing, sinks: readonly InspectedSink[]): Retirement {
    const { rules, carried, operation } = this.#rotation;
    if (!rules.retireDue && operation === "rotate") return noRetirement;
    const { line } = standing;
    const deliveries = deliveriesOf(
      sinks,
      line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown"),
      carried?.deliveredAt,
    );
    const named = rules.retirement.retireKeyIds
      .filter(
        (keyId) =>
          standing.kind === "unreadable" && !standing.all.some((candidate) => candidate.keyId === keyId),
      )
      .map((keyId) => ({
        keyId,
        shortId: shortId(keyId),
        mark: undefined,
        bornAt: undefined,
        expiresOn: undefined,
      }));
    // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
    if (named.length > 0 && line.current.keyId === "") {
      return {
        ...noRetirement,
        notices: [
          "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.",
        ],
      };
    }
    return planRetirement(line, [...standing.all, ...named], deliveries, rules.retirement, this.#now);
  }

  /** Brings sinks up to date that an earlier run did not reach. */
  async #catchUp(standing: Standing, behind: readonly InspectedSink[]): Promise<void> {
    const { line: name, carried, proof } = this.#rotation;
    const { current, currentNumber } = standing.line;
    const text = await this.#deliverable(proof.pair, {
      line: name,
      number: currentNumber,
      keyId: current.keyId === "" ? undefined : current.keyId,
      previousKeyId: carried?.previousKeyId,
    });
    this.#journal.reached(
      "Some sinks may have been brought up to date already; the next run goes on with the rest.",
    );
    const outcome = await deliverAll(behind, text, this.#context.log, () => this.#now);
    if (outcome.kind !== "delivered")
      throw incompleteDelivery(
        outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name),
        outcome.reason,
      );
  }

  async #retire(standing: Standing, signer: Signer, retirement: Retirement): Promise<readonly string[]> {
    const retired: string[] = [];
    for (const { keyId } of retirement.remove) {
      this.#journal.reached("Some older keys may be retired already; the next run goes on with the rest.");
      try {
        await removeCertificate(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
        retired.push(keyId);
        this.#context.log.step(`Retired key ${keyId}.`);
      } catch (error) {
        // An old key that stays is untidy; it is no reason to let the current one expire.
        if (!(error instanceof ActionError) || error.code === "interrupted" || error.code === "timeout")
          throw error;
        this.#context.log.warning(`Key ${keyId} could not be retired, and stays: ${error.message}`);
      }
    }
    return retired;
  }

  #reasonToRotate({ line }: Standing, behind: readonly InspectedSink[]): string | undefined {
    const { rules, emergencyKeyId, proof } = this.#rotation;
    if (emergencyKeyId !== undefined && !wasReplaced(line, emergencyKeyId)) {
      return `key ${emergencyKeyId} is said to have leaked`;
    }
    if (rules.force) return "`force` is set";
    // A leftover is newer than the sinks: delivering the current one now would make it look delivered.
    if (behind.length > 0 && line.newer.length > 0)
      return "a sink is behind, and an interrupted run left a newer key";
    const due = this.#dueFrom(proof.pair);
    return due <= this.#now ? "the certificate is due" : undefined;
  }

  #dueFrom({ certificate }: KeyPair): number {
    const from = Math.floor(certificate.validFromDate.getTime() / 1000);
    const to = Math.floor(certificate.validToDate.getTime() / 1000);
    return dueFrom(this.#rotation.rules.threshold, from, to) ?? to;
  }

  #deliverable(
    pair: KeyPair,
    state: { line: string; number: number; keyId: string | undefined; previousKeyId: string | undefined },
  ): ReturnType<typeof writeDelivered> {
    const toDeliver = this.#rotation.sinks.targets.some(({ kind }) => kind !== "file");
    // A file is a hand-over: it starts no overlap, so its text names no time of delivery.
    return writeDelivered(
      pair,
      { ...state, deliveredAt: toDeliver ? this.#now : undefined },
      this.#rotation.deliverAs,
      this.#context.masker,
    );
  }

  async #rotate(
    standing: Standing,
    signer: Signer,
    clientId: string,
    sinks: readonly InspectedSink[],
    retired: readonly string[],
  ): Promise<OperationResult> {
    const rotation = this.#rotation;
    const { log } = this.#context;
    const { current, nextNumber } = standing.line;
    const there = this.#givenThere(standing);
    const mark: Mark =
      there?.mark?.line === rotation.line
        ? there.mark
        : { line: rotation.line, number: nextNumber, predecessor: current.shortId };
    const pair = rotation.given ?? (await this.#make(mark));
    const added: AddedCertificate =
      there === undefined
        ? await this.#add(signer, pair, mark)
        : { keyId: there.keyId, uncertain: false, byEarlierRun: true };
    let keyId = added.keyId;
    const seen = await this.#lookAgain(standing, pair, sinks);
    keyId ??= seen?.keyId;
    if (seen?.overtaken !== undefined) {
      throw await this.#takeBack("stale-input", seen.overtaken, added, keyId, signer, standing);
    }
    log.step(
      `Added certificate ${pair.thumbprint}${keyId === undefined ? "" : ` (key ${keyId})`}; proving it.`,
    );
    const proved = await this.#prove(pair, clientId);
    if (proved.kind !== "proved") throw await this.#notProved(proved, added, keyId, signer, standing);
    log.step(`The token service accepts it (${String(proved.attempts)} requests).`);

    this.#journal.reached(
      `Key ${keyId ?? pair.thumbprint} was added and is accepted; it may or may not have been delivered. Both keys work. The next run reads from the sinks how far this one came.`,
    );
    const text = await this.#deliverable(pair, {
      line: rotation.line,
      number: mark.number,
      keyId,
      previousKeyId: current.keyId === "" ? undefined : current.keyId,
    });
    const delivered = await deliverAll(sinks, text, log, () => this.#now);
    if (delivered.kind === "refused")
      throw await this.#takeBack("delivery-refused", delivered.reason, added, keyId, signer, standing);
    if (delivered.kind === "incomplete") throw incompleteDelivery(delivered.failed, delivered.reason);

    const outcome: Outcome = {
      kind: "rotated",
      key: certificateFacts(pair, keyId),
      previousKeyId: current.keyId === "" ? undefined : current.keyId,
      deliveredTo: delivered.to,
      retireAfter:
        delivered.deliveredAt === undefined
          ? undefined
          : delivered.deliveredAt + rotation.rules.overlapSeconds,
    };
    const gone =
      rotation.emergencyKeyId === undefined
        ? []
        : await this.#removeLeaked(
            rotation.emergencyKeyId,
            { ...signer, pair },
            standing,
            retired,
            keyId ?? pair.thumbprint,
          );
    return this.#report(standing, outcome, sinks, noRetirement, [...retired, ...gone], pair);
  }

  /**
   * Reads the object once more, now that it shows the new key: the first reading may have been
   * an old one, and another run's newer key hidden by it would be overtaken.
   */
  async #lookAgain(
    standing: Standing,
    pair: KeyPair,
    sinks: readonly InspectedSink[],
  ): Promise<
    { readonly keyId: string | undefined; readonly overtaken: ActionError | undefined } | undefined
  > {
    if (!this.#readable(standing)) return undefined;
    const object = await readBack(this.#rotation, pair.thumbprint, this.#context);
    if (object === undefined) {
      this.#context.log.warning(
        "The directory does not show the new certificate after a minute; the token service decides.",
      );
      return undefined;
    }
    const own = shortId(pair.thumbprint);
    const all = candidatesOf(object);
    return {
      keyId: all.find((candidate) => candidate.shortId === own)?.keyId,
      overtaken: overtakenBy(this.#rotation.line, own, all, standing.line, standing.all, sinks),
    };
  }

  #refuseCurrentAsNew(): void {
    const { given, proof } = this.#rotation;
    if (given?.thumbprint !== proof.pair.thumbprint) return;
    throw inputError(
      "certificate",
      "is the current certificate itself, and a new one is needed now.",
      "Give a new pair, or leave it out to have one made.",
    );
  }

  #make(mark: Mark): Promise<KeyPair> {
    const { keySize, rules } = this.#rotation;
    const notBefore = this.#now - BACKDATE_SECONDS;
    return newCertificate({
      commonName: writeMark(mark),
      keySize,
      notBefore,
      validitySeconds: rules.validitySeconds + BACKDATE_SECONDS,
      masker: this.#context.masker,
    });
  }

  /** The given pair is on the object already: an earlier run was interrupted after adding it. */
  #givenThere({ all }: Standing): Candidate | undefined {
    const { given } = this.#rotation;
    const own = given === undefined ? undefined : shortId(given.thumbprint);
    return all.find((candidate) => candidate.shortId === own);
  }

  async #add(signer: Signer, pair: KeyPair, mark: Mark): Promise<AddedCertificate> {
    this.#journal.reached(
      `Certificate ${pair.thumbprint} may have been added, but was not delivered: it is harmless. The next run makes another one, and a later one retires this.`,
    );
    return addCertificate(
      this.#rotation,
      signer,
      pair,
      markedDisplayName(mark, this.#rotation.displayName),
      this.#context,
    );
  }

  #prove(pair: KeyPair, clientId: string): Promise<ProofOutcome> {
    const { endpoints, tenantId, rules } = this.#rotation;
    return proveCredential(
      { kind: "certificate", pair },
      {
        authorityOrigin: endpoints.authorityOrigin,
        tenantId,
        clientId,
        scope: `${endpoints.graphOrigin}/.default`,
        timeoutMs: rules.proveTimeoutMs,
      },
      this.#context.graph.network,
      this.#context.masker,
    );
  }

  async #notProved(
    proved: Exclude<ProofOutcome, { kind: "proved" }>,
    added: AddedCertificate,
    keyId: string | undefined,
    signer: Signer,
    standing: Standing,
  ): Promise<ActionError> {
    if (added.uncertain) {
      return new ActionError({
        code: "add-unknown",
        blame: "service",
        what: `It is not known whether the new certificate was added to ${describeTarget(this.#rotation.target)}.`,
        why: `The answer was lost, the object could not be looked at, and the token service did not accept the certificate (${proved.kind === "refused" ? proved.error.what : proved.reason}).`,
        remedy:
          "Nothing was sent again and nothing was removed; the current certificate works as before. Run it again.",
      });
    }
    if (proved.kind === "refused")
      return this.#takeBack("not-proved", proved.error, added, keyId, signer, standing);
    return new ActionError({
      code: "not-proved",
      blame: "service",
      what: `The token service did not accept the new certificate within prove-timeout (${proved.reason}).`,
      remedy: `It stays on the object as a leftover${keyId === undefined ? "" : ` (key ${keyId})`}, undelivered; the current certificate works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
    });
  }

  /** The new key is nobody's yet, certainly: it goes again, signed by the current one. */
  async #takeBack(
    code: "not-proved" | "delivery-refused" | "stale-input",
    reason: ActionError,
    added: AddedCertificate,
    keyId: string | undefined,
    signer: Signer,
    standing: Standing,
  ): Promise<ActionError> {
    let after = "Its key id is not known, so it stays on the object, undelivered.";
    if (added.byEarlierRun) {
      after = `Key ${keyId ?? ""}, which an earlier run has added, stays on the object.`;
    } else if (keyId !== undefined) {
      try {
        await removeCertificate(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
        after = `The new key ${keyId} was removed again.`;
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        after = `The new key ${keyId} could not be removed again (${error.what}); it stays on the object, undelivered.`;
      }
    }
    return new ActionError({
      code,
      blame: reason.blame,
      what: reason.what,
      why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current certificate works as before.`,
      remedy: reason.remedy,
      ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
    });
  }

  /** @param retired what this run has removed already, as being due */
  async #removeLeaked(
    keyId: string,
    signer: Signer,
    standing: Standing,
    retired: readonly string[],
    successor: string,
  ): Promise<readonly string[]> {
    if (retired.includes(keyId)) return [];
    this.#journal.reached(
      `Key ${successor} is delivered, and the leaked key ${keyId} may still be there: run the emergency again.`,
    );
    try {
      await removeWithNewKey(this.#rotation, signer, keyId, this.#readable(standing), this.#context);
    } catch (error) {
      if (!(error instanceof ActionError) || isStop(error)) throw error;
      throw leakedStays(keyId, successor, error);
    }
    this.#context.log.step(`Removed the leaked key ${keyId}.`);
    return [keyId];
  }

  /** The leaked key is one that an earlier run has replaced: nobody needs another new one. */
  async #removeOnly(
    standing: Standing,
    signer: Signer,
    sinks: readonly InspectedSink[],
    retired: readonly string[],
  ): Promise<OperationResult> {
    const { current } = standing.line;
    const gone = await this.#removeLeaked(
      this.#rotation.emergencyKeyId ?? "",
      signer,
      standing,
      retired,
      current.keyId || signer.pair.thumbprint,
    );
    return this.#report(standing, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
  }

  #dryRun(
    standing: Standing,
    signer: Signer,
    sinks: readonly InspectedSink[],
    behind: readonly InspectedSink[],
    retirement: Retirement,
  ): OperationResult {
    const { urls } = this.#context;
    const { target, given, proof, operation, displayName, line } = this.#rotation;
    const removals = retirement.remove.map(({ keyId }) => ({
      method: "POST",
      url: urls.object(target, "removeKey"),
      body: { keyId, proof: "<proof of possession>" },
    }));
    const why = operation === "rotate" ? this.#reasonToRotate(standing, behind) : undefined;
    const mark: Mark = { line, number: standing.line.nextNumber, predecessor: standing.line.current.shortId };
    const add = {
      method: "POST",
      url: urls.object(target, "addKey"),
      body: {
        ...addKeyBody(given ?? proof.pair, markedDisplayName(mark, displayName)),
        ...(given === undefined
          ? {
              keyCredential: {
                type: "AsymmetricX509Cert",
                usage: "Verify",
                key: "<new certificate>",
                displayName: markedDisplayName(mark, displayName),
              },
            }
          : {}),
        proof: `<proof of possession by ${signer.pair.thumbprint}>`,
      },
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
    standing: Standing,
    outcome: Outcome,
    sinks: readonly InspectedSink[],
    retirement: Retirement,
    retired: readonly string[],
    pair = this.#rotation.proof.pair,
  ): OperationResult {
    const { proof } = this.#rotation;
    return rotationResult({
      rotation: this.#rotation,
      outcome,
      line: standing.line,
      all: standing.all,
      others: standing.kind === "read" ? passwordCandidates(standing.object) : [],
      readable: this.#readable(standing),
      currentKey: certificateFacts(proof.pair, standing.line.current.keyId || undefined),
      sinks,
      retirement,
      retired,
      dueInDays: daysUntil(this.#dueFrom(pair), this.#now),
    });
  }
}

function certificateFacts({ certificate, thumbprint }: KeyPair, keyId: string | undefined): KeyFacts {
  return {
    keyId,
    thumbprint,
    notBefore: Math.floor(certificate.validFromDate.getTime() / 1000),
    expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
  };
}

const noRetirement: Retirement = { remove: [], retireAfter: undefined, notices: [] };
