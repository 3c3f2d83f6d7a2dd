import { ActionError } from "../errors.ts";

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

/** An interrupt or the end of the run's time: the journal says what comes next. */
export function isStop(error: unknown): boolean {
  return error instanceof ActionError && (error.code === "interrupted" || error.code === "timeout");
}
