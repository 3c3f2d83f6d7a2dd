import { ActionError } from "../errors.ts";
import {
  addPassword,
  discardPassword,
  passwordBody,
  removePassword,
  removeStrayPasswords,
  type CredentialedObject,
  type MadePassword,
  type NewPassword,
} from "../graph/objects.ts";
import { describeTarget } from "../operations/object-access.ts";
import type { RunContext } from "../operations/operation.ts";
import type { PlannedWrite } from "../operations/result.ts";
import type { Secret } from "../secrets/secret.ts";
import { candidatesOf } from "./certificate-standing.ts";
import type { PasswordRotation } from "./config.ts";
import type { Credentials, Look, Made, PlannedSteps, RemovalOutcome } from "./credentials.ts";
import { isStop } from "./delivery-errors.ts";
import { dueFrom } from "./due.ts";
import type { Candidate } from "./line.ts";
import { markedDisplayName, shortId, type Mark } from "./mark.ts";
import {
  isYoung,
  PASSWORD_BACKDATE_SECONDS,
  passwordCandidates,
  readPasswords,
  sortPasswords,
  type PasswordStanding,
} from "./password-standing.ts";
import { opensToken, opensTokenStill } from "./prove.ts";
import { provingAs, targetClientId } from "./target-client.ts";

/** Reads lag some 20 s behind a write; a minute is patient. */
const LOOK_AGAIN_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000, 20_000] as const;
/** As long as verification waits for a new one, about. */
const YOUNG_PAUSES_MS = [10_000, 20_000, 30_000, 60_000] as const;
const STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000] as const;

interface MadeSecret extends Made {
  readonly keyId: string;
  readonly made: MadePassword;
  readonly asked: NewPassword;
}

/**
 * Client secrets. Their text carries no state, so the directory has to be readable, and which
 * password is the current one is told by its hint.
 */
export class PasswordCredentials implements Credentials<MadeSecret> {
  readonly word = "password";
  readonly noun = "password";
  readonly contentType = undefined;
  readonly undelivered = "nobody has its value";
  readonly #rotation: PasswordRotation;
  readonly #context: RunContext;

  constructor(rotation: PasswordRotation, context: RunContext) {
    this.#rotation = rotation;
    this.#context = context;
  }

  async look(): Promise<Look> {
    const { graph, masker, log } = this.#context;
    const { currentSecret } = this.#rotation;
    const object = await readPasswords(this.#rotation, this.#context);
    const clientId = targetClientId(this.#rotation, object.appId);
    const proving = provingAs(clientId, this.#rotation);
    const current = { kind: "password", secret: currentSecret } as const;
    let accepted = await opensToken(current, proving, graph.network, masker);
    for (const pause of isYoung(object, currentSecret, this.#now) ? YOUNG_PAUSES_MS : []) {
      if (accepted) break;
      log.step(
        "The current secret opens no token, and it is less than an hour old: waiting for Entra's replicas.",
      );
      await graph.network.limits.wait(pause);
      accepted = await opensToken(current, proving, graph.network, masker);
    }
    const standing = sortPasswords(object, this.#rotation, accepted, this.#now);
    const { line, all } = standing;
    if (standing.current === "ambiguous") {
      log.warning(
        "current-secret opens a token, but which password it is cannot be told: nothing is removed but what `retire-key-ids` names.",
      );
    }
    const entry = object.passwordCredentials.find(({ keyId }) => keyId === line.current.keyId);
    return {
      line,
      all,
      others: candidatesOf(object),
      readable: true,
      leftovers: line.newer,
      knowsLeftovers: standing.current !== "ambiguous",
      currentKey: { keyId: entry?.keyId, notBefore: entry?.notBefore, expiresOn: entry?.expiresOn },
      carriedDeliveredAt: undefined,
      dueFrom: this.#dueFrom(standing),
      mustGo: standing.current === "refused" ? "the current secret opens no token" : undefined,
      clientId,
    };
  }

  /** One that opens no token is given to nobody. */
  again({ mustGo }: Look): Promise<Secret | undefined> {
    return Promise.resolve(mustGo === undefined ? this.#rotation.currentSecret : undefined);
  }

  async add(look: Look, mark: Mark, attempted: (name: string | undefined) => void): Promise<MadeSecret> {
    const { graph, urls } = this.#context;
    const asked = this.#newPassword(look, mark);
    attempted(undefined);
    const made = await addPassword(graph, urls, asked);
    const { keyId, notBefore, expiresOn, secret } = made;
    return {
      keyId,
      name: keyId,
      shortId: shortId(keyId),
      mark,
      key: { keyId, notBefore, expiresOn },
      credential: { kind: "password", secret },
      uncertain: false,
      wasShown: false,
      made,
      asked,
    };
  }

  async lookAgain(_look: Look, made: MadeSecret): Promise<readonly Candidate[] | undefined> {
    for (const pause of LOOK_AGAIN_PAUSES_MS) {
      if (pause > 0) await this.#context.graph.network.limits.wait(pause);
      const all = passwordCandidates(await this.#readOrNothing());
      if (all.some(({ keyId }) => keyId === made.keyId)) return all;
    }
    this.#context.log.warning(
      "The directory does not show the new password after a minute; the token service decides.",
    );
    return undefined;
  }

  async isStillThere(look: Look, { keyId, wasShown, credential }: MadeSecret): Promise<boolean> {
    for (const pause of STILL_THERE_PAUSES_MS) {
      if (pause > 0) await this.#context.graph.network.limits.wait(pause);
      const { passwordCredentials } = await this.#readOrNothing();
      if (passwordCredentials.some((one) => one.keyId === keyId)) return true;
    }
    return wasShown
      ? false
      : opensTokenStill(credential, provingAs(look.clientId, this.#rotation), this.#context);
  }

  deliverable(_look: Look, { made }: MadeSecret): Promise<Secret> {
    return Promise.resolve(made.secret);
  }

  async delivered({ made, asked }: MadeSecret): Promise<void> {
    const { graph, urls } = this.#context;
    if (made.answersWereLost) await removeStrayPasswords(graph, urls, asked, made);
  }

  async remove(_look: Look, keyId: string): Promise<RemovalOutcome> {
    const { graph, urls } = this.#context;
    const { target } = this.#rotation;
    const doing = `remove password ${keyId} from ${describeTarget(target)}`;
    await removePassword(graph, urls, { target, keyId, doing, readable: true });
    return "removed";
  }

  removeLeaked(look: Look, keyId: string): Promise<RemovalOutcome> {
    return this.remove(look, keyId);
  }

  async takeBack(_look: Look, { keyId }: MadeSecret): Promise<string> {
    const { graph, urls } = this.#context;
    try {
      await discardPassword(graph, urls, this.#rotation.target, keyId, "it was not delivered");
      return `The new password ${keyId} was removed again.`;
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      return `${error.what} It stays on the object, undelivered.`;
    }
  }

  planned(look: Look, mark: Mark, { first, adds, last }: PlannedSteps): readonly PlannedWrite[] {
    const { urls } = this.#context;
    const { target } = this.#rotation;
    const removal = (keyId: string): PlannedWrite => ({
      method: "POST",
      url: urls.object(target, "removePassword"),
      body: { keyId },
    });
    const addition = {
      method: "POST",
      url: urls.object(target, "addPassword"),
      body: passwordBody(this.#newPassword(look, mark)),
    };
    return [...first.map(removal), ...(adds ? [addition] : []), ...last.map(removal)];
  }

  /** Of several that may be the current one, the soonest counts. */
  #dueFrom({ matching, object }: PasswordStanding): number | undefined {
    const { threshold } = this.#rotation.rules;
    const candidates = matching.length > 0 ? matching : object.passwordCredentials;
    const times = candidates
      .map(({ notBefore, expiresOn }) => dueFrom(threshold, notBefore, expiresOn))
      .filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #newPassword({ all }: Look, mark: Mark): NewPassword {
    const { target, displayName, rules } = this.#rotation;
    return {
      target,
      doing: `add a password to ${describeTarget(target)}`,
      displayName: markedDisplayName(mark, displayName),
      notBefore: this.#now - PASSWORD_BACKDATE_SECONDS,
      expiresOn: this.#now + rules.validitySeconds,
      known: all.map(({ keyId }) => keyId),
      masker: this.#context.masker,
    };
  }

  /** A look that does not come off is one that shows nothing: whether the password works is proved anyway. */
  async #readOrNothing(): Promise<Pick<CredentialedObject, "passwordCredentials">> {
    try {
      return await readPasswords(this.#rotation, this.#context);
    } catch (error) {
      if (!(error instanceof ActionError) || isStop(error)) throw error;
      return { passwordCredentials: [] };
    }
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }
}
