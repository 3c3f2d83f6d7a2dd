import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { InputName } from "../inputs/names.ts";
import { refuseOtherCharacters } from "./characters.ts";

const LONGEST = 256;

/** `key-id` as the `kid` of a key in a key set. */
export function requireKid(inputs: Inputs): string {
  return parseKid(
    "key-id",
    inputs.requireText("key-id", "Give the kid of the key; get-active-key and list-keys show it."),
  );
}

/** A `kid`, letter case as it is. The service makes base64url; supplied keys may have names. */
export function parseKid(input: InputName, kid: string): string {
  refuseOtherCharacters(input, kid, /^[A-Za-z0-9._~=+-]$/, "A kid has letters, digits and - _ . ~ = + only.");
  if (/^\.+$/.test(kid)) {
    // Dots survive URL encoding, and climb the path.
    throw inputError(input, "is dots alone.", "Give the kid as the service shows it.");
  }
  if (kid.length > LONGEST) {
    throw inputError(input, `is ${String(kid.length)} characters long.`, `Use at most ${String(LONGEST)}.`);
  }
  return kid;
}
