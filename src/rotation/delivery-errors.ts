import type { ObjectTarget } from "../config/target.ts";
import { ActionError } from "../errors.ts";
import { describeTarget } from "../operations/object-access.ts";

/** Some sinks hold the new credential or may hold it: both stay registered. */
export function incompleteDelivery(failed: readonly string[], reason: ActionError): ActionError {
  return new ActionError({
    code: "delivery-incomplete",
    blame: reason.blame,
    what: `The new credential did not certainly reach ${failed.join(", ")}.`,
    why: `${reason.what}${reason.why === undefined ? "" : ` ${reason.why}`} Both credentials are registered, so every consumer works with whichever it has.`,
    remedy: `${reason.remedy} The next run whose input is the new credential brings the other sinks up to date.`,
    ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
  });
}

/** The successor is in use everywhere, and the leaked key could not be removed: as bad as before. */
export function leakedStays(leaked: string, successor: string, reason: ActionError): ActionError {
  return new ActionError({
    code: "retirement-incomplete",
    blame: reason.blame,
    what: `The leaked key ${leaked} could not be removed: it is still valid.`,
    why: `${reason.what}${reason.why === undefined ? "" : ` ${reason.why}`} Its successor ${successor} is proved and delivered, and stays.`,
    remedy: `Run the emergency again: it will only remove the leaked key. ${reason.remedy}`,
    ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
  });
}

/** The new credential was refused somewhere before anybody had it. @param after what became of it */
export function takenBack(
  code: "not-proved" | "delivery-refused" | "stale-input" | "timeout",
  reason: ActionError,
  after: string,
  noun: string,
): ActionError {
  return new ActionError({
    code,
    blame: reason.blame,
    what: reason.what,
    why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current ${noun} works as before.`,
    remedy: reason.remedy,
    ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
  });
}

/** The token service did not accept it in time: it may yet, so it stays, and nobody is given it. */
export function leftBehind(
  { noun, word }: { readonly noun: string; readonly word: string },
  made: { readonly keyId: string | undefined; readonly uncertain: boolean },
  target: ObjectTarget,
  reason: string,
): ActionError {
  if (made.uncertain) {
    return new ActionError({
      code: "add-unknown",
      blame: "service",
      what: `It is not known whether the new ${noun} was added to ${describeTarget(target)}.`,
      why: `The answer was lost, the object could not be looked at, and the token service did not accept the ${noun} (${reason}).`,
      remedy: `Nothing was sent again and nothing was removed; the current ${noun} works as before. Run it again.`,
    });
  }
  return new ActionError({
    code: "not-proved",
    blame: "service",
    what: `The token service did not accept the new ${noun} within prove-timeout (${reason}).`,
    remedy: `It stays on the object as a leftover${made.keyId === undefined ? "" : ` (${word} ${made.keyId})`}, undelivered; the current ${noun} works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
  });
}

/** An interrupt or the end of the run's time: the journal says what comes next. */
export function isStop(error: unknown): boolean {
  return error instanceof ActionError && (error.code === "interrupted" || error.code === "timeout");
}
