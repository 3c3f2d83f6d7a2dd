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
