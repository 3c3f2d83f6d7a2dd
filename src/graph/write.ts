import { ActionError } from "../errors.ts";
import { waitBeforeRetry } from "../http/exchange.ts";
import type { HttpRequest } from "../http/transport.ts";
import type { Needs } from "../permissions.ts";
import { unreachable, type GraphClient } from "./client.ts";
import type { JsonBody } from "./json.ts";
import { lookUp, PATIENCE_MS, type Look } from "./look-up.ts";
import { explainRefusal, type GraphRefused } from "./refused.ts";
import { judge, type Meanings, type Verdict } from "./verdict.ts";

export interface LookUp<T> {
  readonly once: Look<T>;
  /**
   * What follows where it was not to be seen for a minute and a half, and the service has not
   * said that it did it. `give-up`: it may show later still, and twice would be worse than not at all.
   */
  readonly onAbsent: "send-again" | "give-up";
  /** How a person finds out: "compare … in the portal". */
  readonly byHand: string;
}

export interface Write<T> extends Meanings<T> {
  /** "add a key to application …": for messages. */
  readonly doing: string;
  readonly method: HttpRequest["method"];
  readonly url: URL;
  /** Made anew for each attempt: a proof of possession does not live long. Absent where the URL says it all. */
  readonly body?: () => Promise<JsonBody>;
  /** `idempotent`: a second time does no harm, so an unknown outcome is not looked up but sent again. */
  readonly lookUp: LookUp<T> | "idempotent";
  /** We made the object ourselves: until then (runner's time) a 404 means that a replica lags. */
  readonly notFoundIsLagUntil?: number;
  /** Named in a 403. */
  readonly needs: Needs;
  /** Says more about a refusal, by looking. */
  readonly explain?: (refused: GraphRefused) => Promise<{ why?: string; remedy?: string } | undefined>;
}

/** Sends that the service certainly did not carry out. */
const HARMLESS_SENDS = 5;
/** The same, where another write was under way: up to a minute of waiting. */
const CONTENDED_SENDS = 8;
/** Sends of unknown outcome: the second only after "absent" was believed. */
const UNKNOWN_SENDS = 2;

/**
 * Carries out one write that must not happen twice.
 *
 * Sorted by what the failed attempt may have done (`verdict.ts`): what was certainly not
 * carried out is sent again; what the service said that it did is never sent again, whatever
 * became of its answer; what may have been done is looked up, and only "absent" after all
 * that time lets the same be sent once more; what was refused is explained.
 */
export async function performWrite<T>(graph: GraphClient, write: Write<T>): Promise<T> {
  return new WriteRun(graph, write).run();
}

class WriteRun<T> {
  readonly #graph: GraphClient;
  readonly #write: Write<T>;
  #sends = 0;
  #contended = 0;
  #unknown = 0;
  #renewed = false;

  constructor(graph: GraphClient, write: Write<T>) {
    this.#graph = graph;
    this.#write = write;
  }

  async run(): Promise<T> {
    for (;;) {
      const done = await this.#act(await this.#send());
      if (done !== undefined) return done.value;
    }
  }

  async #send(): Promise<Verdict<T>> {
    const { network, tokens } = this.#graph;
    const { method, url, body, notFoundIsLagUntil = 0 } = this.#write;
    // What takes time comes before the check: a signal that arrives meanwhile still stops the write.
    await tokens.get();
    const content = await body?.();
    network.limits.checkpoint();
    const outcome = await this.#graph.send(method, url, content, network.limits.forWrite());
    this.#sends++;
    const isFresh = network.clock.now() < notFoundIsLagUntil;
    const seen = { outcome, meanings: this.#write, renewed: this.#renewed, isFresh };
    const verdict = judge(seen);
    if (verdict.kind !== "renew") return verdict;
    this.#renewed = true;
    return renewMayHelp(this.#graph) ? verdict : judge({ ...seen, renewed: true });
  }

  /** Ends in the write's value or in an error, or returns when the next send is due. */
  async #act(verdict: Verdict<T>): Promise<Done<T> | undefined> {
    const { network } = this.#graph;
    switch (verdict.kind) {
      case "done":
        return verdict;
      case "renew":
        // A proof counts in whole seconds and is signed without chance: within one second it would be the same one.
        await network.limits.wait(1_000);
        return undefined;
      case "not-sent":
        if (this.#isLast || verdict.error.reach === "refused-connection")
          throw unreachable(verdict.error, this.#write.url);
        return this.#wait(this.#sends, undefined);
      case "lagging":
        return this.#wait(this.#sends, verdict.refused);
      case "throttled":
        return this.#isLast ? this.#refused(verdict.refused) : this.#wait(this.#sends, verdict.refused);
      case "contended":
        this.#contended++;
        if (this.#contended >= CONTENDED_SENDS) return this.#refused(verdict.refused, STILL_CONTENDED);
        return this.#wait(this.#contended, verdict.refused);
      case "refused":
        return this.#refused(verdict.refused);
      case "done-unread":
      case "unknown":
        this.#unknown++;
        return this.#write.lookUp === "idempotent"
          ? this.#sendTheSameAgain(verdict)
          : this.#lookUp(verdict, this.#write.lookUp);
    }
  }

  get #isLast(): boolean {
    return this.#sends >= HARMLESS_SENDS;
  }

  /** @param sends of this kind so far */
  async #wait(sends: number, refused: GraphRefused | undefined): Promise<undefined> {
    await waitBeforeRetry(this.#graph.network, sends - 1, refused?.response);
    return undefined;
  }

  async #refused(refused: GraphRefused, more?: Explanation): Promise<Done<T>> {
    const { doing, needs, explain, lookUp: how } = this.#write;
    // After a lost answer a refusal may only say that the first send had worked.
    if (this.#unknown > 0 && how !== "idempotent") {
      const found = await lookUp(this.#graph.network, how.once);
      if (found.kind === "found") return found;
      if (found.kind !== "absent") throw this.#outcomeUnknown(how, `${LOST} ${found.why}`);
    }
    throw explainRefusal(refused, doing, needs, more ?? (await explain?.(refused)));
  }

  async #lookUp(verdict: Unclear<T>, how: LookUp<T>): Promise<Done<T> | undefined> {
    const { network } = this.#graph;
    const { doing, needs } = this.#write;
    const said = verdict.kind === "done-unread" ? unread(verdict.status) : LOST;
    network.log.step(`${said} Looking for up to ${PATIENCE} whether the service did it.`);
    const found = await lookUp(network, how.once);
    if (found.kind === "found") return found;
    if (found.kind === "unseen") throw this.#outcomeUnknown(how, `${said} ${found.why}`);
    const refused = verdict.kind === "unknown" ? verdict.refused : undefined;
    if (refused?.isRedirect === true) throw explainRefusal(refused, doing, needs);
    if (found.kind === "undecided") throw this.#outcomeUnknown(how, `${said} ${found.why}`);
    const isSpent = this.#unknown >= UNKNOWN_SENDS;
    if (refused !== undefined && verdict.kind === "unknown" && verdict.doubted && isSpent)
      throw explainRefusal(refused, doing, needs, SHOWN_OTHERWISE);
    if (verdict.kind === "done-unread" || how.onAbsent === "give-up" || isSpent)
      throw this.#outcomeUnknown(how, `${said} ${isSpent ? NOT_SEEN_TWICE : NOT_SEEN}`);
    return this.#wait(this.#sends, refused);
  }

  async #sendTheSameAgain(verdict: Unclear<T>): Promise<undefined> {
    const { doing, needs } = this.#write;
    const refused = verdict.kind === "unknown" ? verdict.refused : undefined;
    if (refused !== undefined && (this.#isLast || refused.isRedirect))
      throw explainRefusal(refused, doing, needs);
    if (this.#isLast) throw neverAnswered(doing);
    this.#graph.network.log.step(`${LOST} Sending the same again, which does no harm.`);
    return this.#wait(this.#sends, refused);
  }

  #outcomeUnknown({ byHand }: LookUp<T>, why: string): ActionError {
    return new ActionError({
      code: "outcome-unknown",
      blame: "service",
      what: `It is not known whether the service did it: ${this.#write.doing}.`,
      why,
      remedy: `Do not simply run it again. ${byHand}`,
    });
  }
}

interface Done<T> {
  readonly value: T;
}
type Unclear<T> = Extract<Verdict<T>, { kind: "done-unread" | "unknown" }>;
interface Explanation {
  readonly why?: string;
  readonly remedy?: string;
}

const PATIENCE = `${String(PATIENCE_MS / 1000)} s`;
const LOST = "The answer was lost or unclear.";
const NOT_SEEN = `It was not to be seen for ${PATIENCE}, and was not sent again.`;
const NOT_SEEN_TWICE = `It was not to be seen for ${PATIENCE}, twice.`;
const STILL_CONTENDED: Explanation = {
  why: `It was sent ${String(CONTENDED_SENDS)} times, with pauses.`,
};
const SHOWN_OTHERWISE: Explanation = {
  why: "Reading the object shows otherwise, after several looks and a second try.",
};

function unread(status: number): string {
  return `The service answered ${String(status)}, and the rest of the answer could not be read.`;
}

/** A 401 is worth a second try with a new token; a ready token cannot be renewed, but a clock can be corrected. */
function renewMayHelp(graph: GraphClient): boolean {
  return graph.tokens.renew() || graph.network.serviceClock.skewMs !== 0;
}

function neverAnswered(doing: string): ActionError {
  return new ActionError({
    code: "outcome-unknown",
    blame: "service",
    what: `It is not known whether the service did it: ${doing}.`,
    why: `It was sent ${String(HARMLESS_SENDS)} times, and no answer was whole.`,
    remedy: "Run it again: to do it twice does no harm.",
  });
}
