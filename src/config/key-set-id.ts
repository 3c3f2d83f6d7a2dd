import { inputError } from "../errors.ts";
import { refuseOtherCharacters } from "./characters.ts";

const PREFIX = "B2C_1A_";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 256;

/**
 * The id as the service spells it: `B2C_1A_` in front, once. A GUID stays as it is.
 *
 * The characters are held to a list: `..` survives URL encoding and would climb the path.
 */
export function parseKeySetId(text: string): string {
  refuseOtherCharacters(
    "key-set-id",
    text,
    /^[A-Za-z0-9_-]$/,
    "A key set's id has letters, digits, _ and - only.",
  );
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
