/** Whose turn it is: the user's, the service's, or ours. Shown to the reader as the kind of error. */
export type Blame = "input" | "service" | "internal";

/** The stable titles of error annotations. The README's table of errors lists every one of them. */
export type ErrorCode =
  // The user's: nothing was sent.
  | "input-unknown"
  | "input-missing"
  | "input-conflict"
  | "input-invalid"
  | "key-material-invalid"
  | "certificate-mismatch"
  | "certificate-not-valid-now"
  | "oidc-unavailable"
  | "secret-file-unusable"
  // The user's, seen only when the object was read: nothing was written.
  | "last-key"
  | "proof-key"
  | "unverified"
  // The service's.
  | "sign-in-refused"
  | "proof-refused"
  | "request-refused"
  | "not-found"
  | "throttled"
  | "unreachable"
  | "answer-unreadable"
  | "outcome-unknown"
  | "secret-orphaned"
  // What was looked for was found: the step did its work, and says no.
  | "check-failed"
  | "credentials-expiring"
  // A rotation's: the README says for each what stands in the tenant.
  | "stale-input"
  | "current-credential-missing"
  | "too-many-leftovers"
  | "not-proved"
  | "add-unknown"
  | "sink-unusable"
  | "delivery-refused"
  | "delivery-unknown"
  | "delivery-unconfirmed"
  | "delivery-incomplete"
  | "credential-lost"
  | "wrong-key-active"
  | "key-not-found"
  | "retirement-incomplete"
  // The time's: what cannot be taken back was not sent.
  | "clock-untrusted"
  // The run's.
  | "timeout"
  | "interrupted"
  | "report-unwritable"
  | "internal-error";

export interface ErrorParts {
  readonly code: ErrorCode;
  readonly blame: Blame;
  /** What happened, one sentence. Never echoes a secret's value. */
  readonly what: string;
  /** Why, where it is known. */
  readonly why?: string;
  /** What the reader should do now. */
  readonly remedy: string;
  /** The service's `request-id` or AADSTS `trace_id`, for support. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/**
 * The one error that this action throws on purpose.
 *
 * Its message is made of allowed parts only (docs/design.md, "Injection"): nobody may put a
 * request, a response body or a foreign error's text into `what`, `why` or `remedy`
 * but by `ServiceText` (`service-text.ts`).
 */
export class ActionError extends Error {
  readonly code: ErrorCode;
  readonly blame: Blame;
  readonly what: string;
  readonly why: string | undefined;
  readonly remedy: string;
  readonly requestId: string | undefined;

  constructor(parts: ErrorParts) {
    super(
      [parts.what, parts.why, parts.remedy, parts.requestId && `(request-id ${parts.requestId})`]
        .filter((part) => part !== undefined && part !== "")
        .join(" "),
      { cause: parts.cause },
    );
    this.name = "ActionError";
    this.code = parts.code;
    this.blame = parts.blame;
    this.what = parts.what;
    this.why = parts.why;
    this.remedy = parts.remedy;
    this.requestId = parts.requestId;
  }
}

/** A mistake in the inputs: found before the first request. `what` begins with the input's name. */
export function inputError(
  input: string,
  problem: string,
  remedy: string,
  code: Extract<
    ErrorCode,
    | "input-missing"
    | "input-conflict"
    | "input-invalid"
    | "key-material-invalid"
    | "certificate-mismatch"
    | "certificate-not-valid-now"
  > = "input-invalid",
): ActionError {
  return new ActionError({ code, blame: "input", what: `${input}: ${problem}`, remedy });
}
