import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { refuseOtherCharacters } from "./characters.ts";

const LONGEST = 256;

/** `key-id` as the `kid` of a key in a key set. The service makes base64url; supplied keys may have names. */
export function requireKid(inputs: Inputs): string {
  const kid = inputs.requireText("key-id", "Give the kid of the key; get-active-key and list-keys show it.");
  refuseOtherCharacters(
    "key-id",
    kid,
    /^[A-Za-z0-9._~=+-]$/,
    "A kid has letters, digits and - _ . ~ = + only.",
  );
  if (/^\.+$/.test(kid)) {
    // Dots survive URL encoding, and climb the path.
    throw inputError("key-id", "is dots alone.", "Give the kid as the service shows it.");
  }
  if (kid.length > LONGEST) {
    throw inputError(
      "key-id",
      `is ${String(kid.length)} characters long.`,
      `Use at most ${String(LONGEST)}.`,
    );
  }
  return kid;
}
