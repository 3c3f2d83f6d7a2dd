import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { assertUsableSecret } from "../inputs/read.ts";
import type { Log } from "../runner/log.ts";
import type { Masker } from "../secrets/masker.ts";
import { reveal, Secret } from "../secrets/secret.ts";

const LONGEST_BYTES = 16_384;

/** Which of the two inputs holds the text to upload: exactly one does. */
export function secretSource(inputs: Inputs): "secret" | "secret-file" {
  if (inputs.has("secret") && inputs.has("secret-file")) {
    throw inputError(
      "secret-file",
      "stands beside secret: two texts to upload.",
      "Give one of the two.",
      "input-conflict",
    );
  }
  if (inputs.has("secret-file")) return "secret-file";
  inputs.requireSecret("secret", "Give the text to upload, or secret-file.");
  return "secret";
}

/**
 * The text, byte for byte but for one final newline, which files and `echo` put there.
 * Refused: more than 16 KiB, NUL, and text that JSON would change.
 */
export function parseUploadedSecret(
  input: "secret" | "secret-file",
  secret: Secret,
  log: Log,
  masker: Masker,
): Secret {
  const given = reveal(secret);
  assertUsableSecret(input, given);
  const text = given.replace(/\r?\n$/, "");
  if (text !== given) {
    masker.text(text);
    log.notice(`${input}: one final newline was removed.`);
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST_BYTES) {
    throw inputError(
      input,
      `is ${bytes.toLocaleString("en")} bytes; the limit is ${LONGEST_BYTES.toLocaleString("en")}.`,
      "Upload the secret alone.",
    );
  }
  if (text.includes("\0"))
    throw inputError(input, "holds a NUL character.", "Upload text, not a binary file.");
  if (!text.isWellFormed() || text.includes("\ufffd")) {
    throw inputError(input, "holds bytes that are no text.", "Upload text in UTF-8.");
  }
  return new Secret(text, "secret");
}
