import { ActionError, inputError } from "../errors.ts";
import type { KeyPair } from "../material/key-pair.ts";
import { proofIssuer } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import type { KeyFacts, PlannedWrite } from "../operations/result.ts";
import type { Secret } from "../secrets/secret.ts";
import { BACKDATE_SECONDS, candidatesOf, readStanding, type Standing } from "./certificate-standing.ts";
import {
  addCertificate,
  addKeyBody,
  readBack,
  removeCertificate,
  removeWithNewKey,
  showsStill,
} from "./certificate-writes.ts";
import type { CertificateRotation } from "./config.ts";
import type { Credentials, Look, Made, PlannedSteps, RemovalOutcome } from "./credentials.ts";
import { writeDelivered } from "./delivered-credential.ts";
import { dueFrom } from "./due.ts";
import type { Candidate } from "./line.ts";
import { markedDisplayName, shortId, writeMark, type Mark } from "./mark.ts";
import { newCertificate } from "./new-certificate.ts";
import { passwordCandidates } from "./password-standing.ts";
import { opensTokenStill } from "./prove.ts";
import { provingAs, targetClientId } from "./target-client.ts";

interface CertificateLook extends Look {
  /** The proof's `iss`. */
  readonly issuer: string;
}

interface MadeCertificate extends Made {
  readonly pair: KeyPair;
  /** An earlier run added it, and may have delivered it: it is not this run's to take back. */
  readonly byEarlierRun: boolean;
}

/** Certificates: added and removed with proof of possession, delivered as a text that carries its state. */
export class CertificateCredentials implements Credentials<MadeCertificate> {
  readonly word = "key";
  readonly noun = "certificate";
  readonly undelivered = "it is harmless";
  readonly #rotation: CertificateRotation;
  readonly #context: RunContext;

  constructor(rotation: CertificateRotation, context: RunContext) {
    this.#rotation = rotation;
    this.#context = context;
  }

  get contentType(): string {
    return this.#rotation.deliverAs.form === "pem" ? "application/x-pem-file" : "application/x-pkcs12";
  }

  async look(): Promise<CertificateLook> {
    const { proof, carried, given } = this.#rotation;
    const standing = await readStanding(this.#rotation, this.#context);
    const { line, all } = standing;
    const object = standing.kind === "read" ? standing.object : undefined;
    // The user's own pair, added by a run that was interrupted: this run takes it up again.
    const own = given === undefined ? undefined : shortId(given.thumbprint);
    return {
      line,
      all,
      others: object === undefined ? [] : passwordCandidates(object),
      readable: object !== undefined,
      leftovers: line.newer.filter((candidate) => candidate.shortId !== own),
      knowsLeftovers: true,
      currentKey: factsOf(proof.pair, line.current.keyId || undefined),
      carriedDeliveredAt: carried?.deliveredAt,
      dueFrom: this.#dueFrom(proof.pair),
      mustGo: undefined,
      issuer: await this.#issuer(standing),
      clientId: targetClientId(this.#rotation, object?.appId),
    };
  }

  /** With what its text says of itself, whatever line that is of: this run is not its maker. */
  again({ line: { current, name } }: Look): Promise<Secret> {
    const { proof, carried } = this.#rotation;
    const mark = current.mark ?? (carried?.line === name ? carried : undefined);
    return this.#write(proof.pair, mark, current.keyId || undefined, carried?.previousKeyId);
  }

  async add(
    look: CertificateLook,
    mark: Mark,
    attempted: (name: string | undefined) => void,
  ): Promise<MadeCertificate> {
    const { given } = this.#rotation;
    this.#refuseCurrentAsNew();
    const there = this.#givenThere(look);
    if (given !== undefined && there !== undefined) {
      const own = there.mark?.line === mark.line ? there.mark : mark;
      return { ...madeOf(given, own, there.keyId), uncertain: false, byEarlierRun: true };
    }
    const pair = given ?? (await this.#make(mark));
    attempted(pair.thumbprint);
    return this.#addPair(look, pair, mark);
  }

  async #addPair(look: CertificateLook, pair: KeyPair, mark: Mark): Promise<MadeCertificate> {
    const name = markedDisplayName(mark, this.#rotation.displayName);
    const added = await addCertificate(this.#rotation, this.#current(look), pair, name, this.#context);
    return { ...madeOf(pair, mark, added.keyId), uncertain: added.uncertain, byEarlierRun: false };
  }

  async lookAgain(
    look: CertificateLook,
    { pair }: MadeCertificate,
  ): Promise<readonly Candidate[] | undefined> {
    if (!look.readable) return undefined;
    const object = await readBack(this.#rotation, pair.thumbprint, this.#context);
    if (object !== undefined) return candidatesOf(object);
    this.#context.log.warning(
      "The directory does not show the new certificate after a minute; the token service decides.",
    );
    return undefined;
  }

  async isStillThere(
    look: CertificateLook,
    { pair, wasShown, credential }: MadeCertificate,
  ): Promise<boolean> {
    if (look.readable) {
      const shown = await showsStill(this.#rotation, pair.thumbprint, this.#context);
      if (shown !== undefined && (shown || wasShown)) return shown;
    }
    return opensTokenStill(credential, provingAs(look.clientId, this.#rotation), this.#context);
  }

  async addAgain(look: CertificateLook, made: MadeCertificate): Promise<MadeCertificate> {
    const again = await this.#addPair(look, made.pair, made.mark);
    const shown = await this.lookAgain(look, again);
    const keyId = again.keyId ?? shown?.find((candidate) => candidate.shortId === again.shortId)?.keyId;
    return { ...again, keyId, key: { ...again.key, keyId }, wasShown: shown !== undefined };
  }

  deliverable(look: CertificateLook, made: MadeCertificate): Promise<Secret> {
    return this.#write(made.pair, made.mark, made.keyId, look.line.current.keyId || undefined);
  }

  delivered(): Promise<void> {
    return Promise.resolve();
  }

  remove(look: CertificateLook, keyId: string): Promise<RemovalOutcome> {
    return removeCertificate(this.#rotation, this.#current(look), keyId, look.readable, this.#context);
  }

  removeLeaked(
    look: CertificateLook,
    keyId: string,
    made: MadeCertificate | undefined,
  ): Promise<RemovalOutcome> {
    const signer = { ...this.#current(look), ...(made === undefined ? {} : { pair: made.pair }) };
    return removeWithNewKey(this.#rotation, signer, keyId, look.readable, this.#context);
  }

  async takeBack(look: CertificateLook, { keyId, byEarlierRun }: MadeCertificate): Promise<string> {
    if (byEarlierRun) return `Key ${keyId ?? ""}, which an earlier run has added, stays on the object.`;
    if (keyId === undefined) return "Its key id is not known, so it stays on the object, undelivered.";
    try {
      const signer = this.#current(look);
      await removeCertificate(this.#rotation, signer, keyId, look.readable, this.#context, true);
      return `The new key ${keyId} was removed again.`;
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      return `The new key ${keyId} could not be removed again (${error.what}); it stays on the object, undelivered.`;
    }
  }

  planned(_look: CertificateLook, mark: Mark, { first, adds, last }: PlannedSteps): readonly PlannedWrite[] {
    const { urls } = this.#context;
    const { target, given, proof, displayName } = this.#rotation;
    const name = markedDisplayName(mark, displayName);
    const newKey = {
      type: "AsymmetricX509Cert",
      usage: "Verify",
      key: "<new certificate>",
      displayName: name,
    };
    const body =
      given === undefined ? { keyCredential: newKey, passwordCredential: null } : addKeyBody(given, name);
    const proofBy = (signer: string): string => `<proof of possession by ${signer}>`;
    const signed = proofBy(proof.pair.thumbprint);
    const signedLast = adds ? proofBy(given?.thumbprint ?? "the new certificate") : signed;
    const removal = (keyId: string, proofText: string): PlannedWrite => ({
      method: "POST",
      url: urls.object(target, "removeKey"),
      body: { keyId, proof: proofText },
    });
    const addition = { method: "POST", url: urls.object(target, "addKey"), body: { ...body, proof: signed } };
    return [
      ...first.map((keyId) => removal(keyId, signed)),
      ...(adds ? [addition] : []),
      ...last.map((keyId) => removal(keyId, signedLast)),
    ];
  }

  #current({ issuer }: CertificateLook): { readonly pair: KeyPair; readonly issuer: string } {
    return { pair: this.#rotation.proof.pair, issuer };
  }

  /** What the read has shown already is not asked for again. */
  async #issuer(standing: Standing): Promise<string> {
    const { proof, target } = this.#rotation;
    const read =
      standing.kind === "read" && target.objectId === undefined ? standing.object.objectId : undefined;
    return proof.issuer ?? read ?? proofIssuer(target, this.#context);
  }

  #dueFrom({ certificate }: KeyPair): number {
    const from = Math.floor(certificate.validFromDate.getTime() / 1000);
    const to = Math.floor(certificate.validToDate.getTime() / 1000);
    return dueFrom(this.#rotation.rules.threshold, from, to) ?? to;
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

  /** The given pair is on the object already: an earlier run was interrupted after adding it. */
  #givenThere({ all }: Look): Candidate | undefined {
    const { given } = this.#rotation;
    const own = given === undefined ? undefined : shortId(given.thumbprint);
    return all.find((candidate) => candidate.shortId === own);
  }

  #make(mark: Mark): Promise<KeyPair> {
    const { keySize, rules } = this.#rotation;
    const { masker, makeRsaKeys } = this.#context;
    return newCertificate({
      commonName: writeMark(mark),
      keySize,
      notBefore: this.#now - BACKDATE_SECONDS,
      validitySeconds: rules.validitySeconds + BACKDATE_SECONDS,
      masker,
      makeRsaKeys,
    });
  }

  /** @param mark `undefined` for a certificate that no rotation made: its text says nothing of itself */
  #write(
    pair: KeyPair,
    mark: Pick<Mark, "line" | "number"> | undefined,
    keyId: string | undefined,
    previousKeyId: string | undefined,
  ): Promise<Secret> {
    const { sinks, deliverAs } = this.#rotation;
    // A file is a hand-over: it starts no overlap, so its text names no time of delivery.
    const delivers = sinks.targets.some(({ kind }) => kind !== "file");
    const deliveredAt = delivers ? this.#now : undefined;
    const state = mark && { line: mark.line, number: mark.number, keyId, previousKeyId, deliveredAt };
    return writeDelivered(pair, state, deliverAs, this.#context.masker);
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }
}

function madeOf(
  pair: KeyPair,
  mark: Mark,
  keyId: string | undefined,
): Omit<MadeCertificate, "uncertain" | "byEarlierRun"> {
  return {
    wasShown: false,
    pair,
    mark,
    keyId,
    name: pair.thumbprint,
    shortId: shortId(pair.thumbprint),
    key: factsOf(pair, keyId),
    credential: { kind: "certificate", pair },
  };
}

function factsOf({ certificate, thumbprint }: KeyPair, keyId: string | undefined): KeyFacts {
  return {
    keyId,
    thumbprint,
    notBefore: Math.floor(certificate.validFromDate.getTime() / 1000),
    expiresOn: Math.floor(certificate.validToDate.getTime() / 1000),
  };
}
