import type { KeyFacts, PlannedWrite } from "../operations/result.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Candidate, Line } from "./line.ts";
import type { Mark } from "./mark.ts";
import type { ProvableCredential } from "./prove.ts";

/** What a run finds out before it writes anything. */
export interface Look {
  readonly line: Line;
  readonly all: readonly Candidate[];
  /** Credentials of the other kind on the object: a leaked key may have added those too. */
  readonly others: readonly Candidate[];
  /** `all` is what the directory shows, and not only what the input says. */
  readonly readable: boolean;
  /** Newer keys of the line, but for one that this run takes up again. */
  readonly leftovers: readonly Candidate[];
  /** They are newer: nobody can say that where the current one is not known. */
  readonly knowsLeftovers: boolean;
  readonly currentKey: KeyFacts;
  /** The input's own words, in seconds since 1970. */
  readonly carriedDeliveredAt: number | undefined;
  /** From when on the current credential is due; `undefined` where it has no end. */
  readonly dueFrom: number | undefined;
  /** Why it is replaced whatever is left of it. */
  readonly mustGo: string | undefined;
  /** As whom the new credential signs in: the target's client id. */
  readonly clientId: string;
}

/** A credential that this run has added, or found added by an earlier one. */
export interface Made {
  /** Absent where the service did not say it and nobody may look. */
  readonly keyId: string | undefined;
  readonly shortId: string;
  /** For people: a thumbprint or a key id. */
  readonly name: string;
  readonly mark: Mark;
  readonly key: KeyFacts;
  readonly credential: ProvableCredential;
  /** The answer was lost, and no look could settle it: only the token service can tell now. */
  readonly uncertain: boolean;
  /** A reading of the object has shown it: one that does not is no old replica's. */
  readonly wasShown: boolean;
}

/** `not-found`: the service says that there is no such key, and nobody may look. */
export type RemovalOutcome = "removed" | "not-found";

/** What a dry run would write, in order. */
export interface PlannedSteps {
  /** Key ids removed as being due. */
  readonly first: readonly string[];
  readonly adds: boolean;
  /** Key ids removed after delivery: the leaked one. */
  readonly last: readonly string[];
}

/**
 * What differs between the certificates and the passwords of an object. The order of the
 * steps is the protocol's, and the same for both: `object-run.ts`.
 */
export interface Credentials<M extends Made> {
  /** For log and errors: "key" and "certificate", or "password" twice. */
  readonly word: string;
  readonly noun: string;
  readonly contentType: string | undefined;
  /** Of one that was added and given to nobody. */
  readonly undelivered: string;

  /** What the directory shows, and what the input says where it may not be read. */
  look(): Promise<Look>;
  /** The current credential once more, for sinks that do not hold it; `undefined` where nobody should get it. */
  again(look: Look): Promise<Secret | undefined>;
  /** @param attempted called before the service is asked: from then on something may stand there */
  add(look: Look, mark: Mark, attempted: (name: string | undefined) => void): Promise<M>;
  /** @returns all that a reading shows which shows the new one too; `undefined` where none does */
  lookAgain(look: Look, made: M): Promise<readonly Candidate[] | undefined>;
  deliverable(look: Look, made: M): Promise<Secret>;
  delivered(made: M): Promise<void>;
  /** Several looks, or sign-ins where nobody may look. */
  isStillThere(look: Look, made: M): Promise<boolean>;
  /** The same credential, after somebody else has removed it; absent where its value cannot be chosen. */
  addAgain?(look: Look, made: M): Promise<M>;
  /** Signed, where a signature is asked for, by the current credential. */
  remove(look: Look, keyId: string): Promise<RemovalOutcome>;
  /** Signed by the new credential where there is one: the leaked key may be the current one. */
  removeLeaked(look: Look, keyId: string, made: M | undefined): Promise<RemovalOutcome>;
  /** Removes what nobody was given. @returns what became of it, one sentence */
  takeBack(look: Look, made: M): Promise<string>;
  /** What a real run would send now, with words where each request makes something anew. */
  planned(look: Look, mark: Mark, steps: PlannedSteps): readonly PlannedWrite[];
}
