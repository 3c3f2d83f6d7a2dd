import type { ActionError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";

/** A place where a new credential is put for those who use it. */
export interface Sink {
  /** As in `deliver-to`. */
  readonly name: string;
  /**
   * `delivery`: consumers read it there; its time of change starts the overlap.
   * `hand-over`: for later steps of the job; it allows no retirement.
   */
  readonly kind: "delivery" | "hand-over";
  /**
   * When its secret is read by a job that uses it as an input: with the run (repository
   * secrets) or with the job (environment secrets, vaults). Tells how stale an input can be.
   */
  readonly readBy: "run" | "job";
  /** Reaches it with its token and writes nothing. Throws ActionError where it would not accept. */
  inspect(): Promise<SinkState>;
  /**
   * Puts the credential there and confirms it. Throws {@link DeliveryFailed}.
   *
   * @param mayRepeat is asked before the same is sent again
   */
  deliver(credential: Secret, facts: DeliveredFacts, mayRepeat?: MayRepeat): Promise<Receipt>;
}

/** Throws ActionError where what was sent once must not be sent again. */
export type MayRepeat = () => Promise<void>;

/** Of which line a credential is, and which one of it. */
export interface CredentialIdentity {
  /** `rotation-name`. */
  readonly line: string;
  readonly number: number;
  /** `undefined` where the service did not say it. */
  readonly keyId: string | undefined;
}

/** What is public about a credential, for sinks that have room for it beside the value. Times in seconds since 1970. */
export interface DeliveredFacts extends CredentialIdentity {
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
  readonly deliveredAt: number;
}

export interface SinkState {
  /** Seconds since 1970 of its last change; `undefined` where it is empty or does not say. */
  readonly changedAt: number | undefined;
  /** Which credential it says that it holds; absent where it has no room to say so, or where it is not clear. */
  readonly holds?: CredentialIdentity | undefined;
}

export interface Receipt {
  /** Seconds since 1970, by the sink's clock where it says. */
  readonly deliveredAt: number | undefined;
  /** For the summary: "updated", a version id. */
  readonly detail: string;
}

export class DeliveryFailed extends Error {
  /** `refused`: it certainly holds what it held before. `unknown`: it may hold either. */
  readonly outcome: "refused" | "unknown";
  readonly reason: ActionError;

  constructor(outcome: DeliveryFailed["outcome"], reason: ActionError) {
    super(reason.message, { cause: reason });
    this.name = "DeliveryFailed";
    this.outcome = outcome;
    this.reason = reason;
  }
}
