import { ActionError } from "../errors.ts";
import type { Candidate } from "./line.ts";

/** More undelivered keys than this mean that something goes wrong every time. */
const MOST_LEFTOVERS = 3;

/**
 * Adding yet another key that nobody may ever receive helps nobody.
 *
 * @param handedOver it goes to files only, for a later step to deliver
 */
export function tooManyLeftovers(
  leftovers: readonly Candidate[],
  handedOver: boolean,
): ActionError | undefined {
  if (leftovers.length < MOST_LEFTOVERS) return undefined;
  return new ActionError({
    code: "too-many-leftovers",
    blame: "input",
    what: `${String(leftovers.length)} newer keys of this line stand on the object, and none is known to be delivered: ${leftovers.map(({ keyId }) => keyId).join(", ")}.`,
    why: handedOver
      ? "`deliver-to` names files only, which a later step has to deliver; this run's input is still the old credential."
      : "Runs before this one were interrupted after adding a key.",
    remedy:
      "Find out why the new credential does not become this workflow's input; then remove the keys named above with remove-key.",
  });
}

/** This run's input is not the credential that was delivered last: another run was here. */
export function staleInput(why: string): ActionError {
  return new ActionError({
    code: "stale-input",
    blame: "input",
    what: "This run's input is not the credential that was delivered last.",
    why,
    remedy:
      "Run it again as a new run, not as a re-run: a new one reads the new secret. If it says the same again, the workflow reads its input from elsewhere than the first line of `deliver-to`: name first the sink that it reads.",
  });
}
