import { inputError } from "../errors.ts";
import type { InputName } from "../inputs/names.ts";
import { isToken, type Secret } from "../secrets/secret.ts";

/** A token goes into a header, where not every character may stand. */
export function refuseNonTokenCharacters(name: string, token: Secret): void {
  if (isToken(token)) return;
  throw inputError(
    name,
    "holds blanks or characters that no token has.",
    "Give the token alone, on one line.",
  );
}

/**
 * Refuses the first character that is not on the list, by its position: it may be invisible.
 *
 * Ids that go into a URL are held to a list of characters, because what else could be in them
 * is somebody's mistake, or an attempt to reach another address.
 */
export function refuseOtherCharacters(name: InputName, text: string, allowed: RegExp, remedy: string): void {
  const characters = Array.from(text);
  const bad = characters.findIndex((character) => !allowed.test(character));
  if (bad === -1) return;
  const codePoint = (characters[bad] ?? "").codePointAt(0) ?? 0;
  throw inputError(
    name,
    `has a character that is not allowed at position ${String(bad + 1)} (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}).`,
    remedy,
  );
}
