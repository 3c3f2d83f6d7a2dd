import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { Log } from "../runner/log.ts";
import type { Masker } from "../secrets/masker.ts";
import { reveal, Secret } from "../secrets/secret.ts";

const LONGEST_BYTES = 16_384;

/**
 * `secret`, byte for byte but for one final newline, which files and `echo` put there.
 * Refused: more than 16 KiB, NUL, and text that JSON would change.
 */
export function parseUploadedSecret(inputs: Inputs, log: Log, masker: Masker): Secret {
  const given = reveal(inputs.requireSecret("secret", "Give the text to upload."));
  const text = given.replace(/\r?\n$/, "");
  if (text !== given) {
    masker.text(text);
    log.notice("secret: one final newline was removed.");
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST_BYTES) {
    throw inputError(
      "secret",
      `is ${bytes.toLocaleString("en")} bytes; the limit is ${LONGEST_BYTES.toLocaleString("en")}.`,
      "Upload the secret alone.",
    );
  }
  if (text.includes("\0"))
    throw inputError("secret", "holds a NUL character.", "Upload text, not a binary file.");
  if (!text.isWellFormed() || text.includes("\ufffd")) {
    throw inputError("secret", "holds bytes that are no text.", "Upload text in UTF-8.");
  }
  return new Secret(text, "secret");
}
