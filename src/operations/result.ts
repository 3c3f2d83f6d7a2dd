import type { ActionError } from "../errors.ts";
import type { JsonBody } from "../graph/json.ts";
import type { RotationFacts } from "../rotation/facts.ts";

/** What an operation gives back; the report decides how it looks. Public data only. */
export interface OperationResult {
  readonly operation: string;
  /** One sentence: what was done, or what was found. */
  readonly headline: string;
  /** Something was written. */
  readonly changed: boolean;
  readonly key?: KeyFacts;
  /** Says which key `key` is: "The new certificate". */
  readonly keyTitle?: string;
  /** The sections show `key` with others of its kind: the summary has no table of its own for it. */
  readonly keyInSections?: boolean;
  /** Of a dry run: what would have been sent. */
  readonly planned?: readonly PlannedWrite[];
  /** Of `rotate` and `retire`. */
  readonly rotation?: RotationFacts;
  /** More for the job summary, in order. */
  readonly sections?: readonly Section[];
  /** More for the output `result`. Long lists in it are cut there. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The step reports all of this, and fails nevertheless. */
  readonly failure?: ActionError;
}

/** Part of the job summary. Texts are plain: the report escapes them. */
export type Section =
  | {
      readonly kind: "table";
      readonly title?: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Folded under its title, for what only some readers want. */
      readonly folded?: boolean;
    }
  | { readonly kind: "text"; readonly text: string }
  /** To be copied as it stands. */
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "timeline"; readonly title: string; readonly bars: readonly Bar[] };

/** One stretch of a timeline, in seconds since 1970. */
export interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly look: "usual" | "urgent" | "faded";
}

/** The key that was made, added or found. */
export interface KeyFacts {
  readonly keySetId?: string | undefined;
  readonly kid?: string | undefined;
  /** `kid`, or the credential's `keyId`. */
  readonly keyId?: string | undefined;
  readonly keyType?: string | undefined;
  readonly keyUse?: string | undefined;
  /** Seconds since 1970. */
  readonly notBefore?: number | undefined;
  readonly expiresOn?: number | undefined;
  /** SHA-1, capital hex. */
  readonly thumbprint?: string | undefined;
}

/** A request that a dry run did not send. Its secrets print themselves as `<secret, 24 characters>`. */
export interface PlannedWrite {
  readonly method: string;
  readonly url: URL;
  /** Absent where the URL says it all. */
  readonly body?: JsonBody;
}
