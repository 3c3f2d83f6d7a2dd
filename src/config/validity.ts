import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { isoSeconds } from "../iso-time.ts";
import { parseInstant } from "./instant.ts";

/** `nbf` and `exp` of what is made, in seconds since 1970; absent where the user gave none. */
export interface Validity {
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
  /** One of the two was counted from now: no earlier run can have asked for the same seconds. */
  readonly relative: boolean;
}

const SHORTEST_SECONDS = 3_600;

/** `not-before` and `expires-on`, and that they make sense together and now. */
export function parseValidity(inputs: Inputs, nowMs: number): Validity {
  const notBeforeText = inputs.text("not-before");
  const expiresOnText = inputs.text("expires-on");
  const notBefore =
    notBeforeText === undefined ? undefined : parseInstant("not-before", notBeforeText, nowMs);
  const expiresOn =
    expiresOnText === undefined ? undefined : parseInstant("expires-on", expiresOnText, nowMs);
  const nowSeconds = Math.floor(nowMs / 1000);
  if (expiresOn !== undefined) {
    if (expiresOn.epochSeconds <= nowSeconds) {
      throw inputError(
        "expires-on",
        `lies in the past (${isoSeconds(expiresOn.epochSeconds)}).`,
        "Give a later date, or a duration such as 90d.",
      );
    }
    const start = notBefore?.epochSeconds ?? nowSeconds;
    if (expiresOn.epochSeconds <= start) {
      throw inputError(
        "expires-on",
        `${isoSeconds(expiresOn.epochSeconds)} is not after not-before (${isoSeconds(start)}).`,
        "Let the key expire after it becomes active.",
      );
    }
    if (expiresOn.epochSeconds < start + SHORTEST_SECONDS) {
      throw inputError(
        "expires-on",
        "is less than an hour after the key becomes active.",
        "Give it an hour or more.",
      );
    }
  }
  return {
    notBefore: notBefore?.epochSeconds,
    expiresOn: expiresOn?.epochSeconds,
    relative: notBefore?.relative === true || expiresOn?.relative === true,
  };
}
