import { inputError } from "../errors.ts";

const PREFIX = "B2C_1A_";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 256;

/**
 * The id as the service spells it: `B2C_1A_` in front, once. A GUID stays as it is.
 *
 * The characters are held to a list, because `..` survives URL encoding and climbs the
 * path, and because an id with an invisible character is somebody's mistake.
 */
export function parseKeySetId(text: string): string {
  const characters = [...text];
  const bad = characters.findIndex((character) => !/^[A-Za-z0-9_-]$/.test(character));
  if (bad !== -1) {
    const codePoint = (characters[bad] ?? "").codePointAt(0) ?? 0;
    throw inputError(
      "key-set-id",
      `has a character that is not allowed at position ${String(bad + 1)} (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}).`,
      "A key set's id has letters, digits, _ and - only.",
    );
  }
  const prefixed = text.slice(0, PREFIX.length).toUpperCase() === PREFIX;
  const name = prefixed ? text.slice(PREFIX.length) : text;
  if (name === "")
    throw inputError(
      "key-set-id",
      "is the prefix alone.",
      `Give the whole id, such as ${PREFIX}TokenSigningKeyContainer.`,
    );
  if (name.length > LONGEST)
    throw inputError(
      "key-set-id",
      `is ${String(text.length)} characters long.`,
      `Use at most ${String(LONGEST)}.`,
    );
  return GUID.test(text) ? text : PREFIX + name;
}
