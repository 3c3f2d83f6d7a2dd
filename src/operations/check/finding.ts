import { ActionError } from "../../errors.ts";
import { explainRefusal, GraphRefused } from "../../graph/refused.ts";
import type { Needs } from "../../permissions.ts";

/** `fails`: the operation would not work. `note`: it would, and something could be better. */
export type Verdict = "ok" | "fails" | "note" | "unknown";

/** One row of the table. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** Empty where there is nothing to do. */
  readonly remedy: string;
}

/** A refusal as a finding: what it says, and the way out that it names. */
export function refusedFinding(check: string, error: ActionError): Finding {
  const found = [error.what, error.why, error.requestId && `(request-id ${error.requestId})`]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
  return { check, verdict: "fails", found, remedy: error.remedy };
}

/**
 * An error as something to report: the run's own end (its time, an interrupt) is none, and
 * neither is a defect.
 */
export function asRefusal(error: unknown, doing: string, needs: Needs): ActionError {
  if (error instanceof GraphRefused) return explainRefusal(error, doing, needs);
  if (error instanceof ActionError && !["timeout", "interrupted", "internal-error"].includes(error.code))
    return error;
  throw error;
}
