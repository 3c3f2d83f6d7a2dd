import { closeSync, constants, fstatSync, openSync, readSync, unlinkSync, type BigIntStats } from "node:fs";
import { ActionError } from "../errors.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";
import {
  assertPlainFolders,
  codeOf,
  isSameFile,
  parseTempPath,
  refuseOtherNames,
  statOf,
  unusable,
  type TempPath,
} from "./temp-path.ts";

const LARGEST_BYTES = 64 * 1024;
/** A pipe in the file's place would otherwise wait for a writer. */
const PLAIN_READ =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** A secret that an earlier step left in a file, and the file, which goes once the secret was used. */
export interface SecretInputFile {
  /** Masked already. */
  readonly secret: Secret;
  /**
   * Deletes the file, if the path still names the very one that was read.
   * @returns why it could not
   */
  remove(): string | undefined;
}

export function openSecretInputFile(
  input: "secret-file",
  given: string,
  tempDirectory: string | undefined,
  masker: Masker,
): SecretInputFile {
  const place = parseTempPath(input, given, tempDirectory);
  const there = statOf(place);
  if (there === undefined) {
    throw unusable(
      input,
      "does not exist.",
      "Give the path that the earlier step wrote (secret-output-file), in the same job.",
    );
  }
  if (there.isSymbolicLink()) throw unusable(input, "is a symbolic link.", "Give the file itself.");
  if (!there.isFile()) throw unusable(input, "is not a regular file.", "Give the path of a file.");
  const { bytes, stat } = readWhole(place);
  const text = decode(place, bytes);
  masker.text(text);
  return { secret: new Secret(text, input), remove: () => removeIfSame(place, stat) };
}

function readWhole(place: TempPath): { readonly bytes: Buffer; readonly stat: BigIntStats } {
  let file: number | undefined;
  try {
    file = openSync(place.path, PLAIN_READ);
    const stat = fstatSync(file, { bigint: true });
    // The path may lead elsewhere than a moment ago.
    assertPlainFolders(place);
    if (!stat.isFile() || !isSameFile(stat, place)) {
      throw unusable(
        place.input,
        "was replaced while it was opened.",
        "Let nothing else write to that path.",
      );
    }
    refuseOtherNames(stat, place.input);
    // One byte more than is allowed tells whether there is more; the size may change meanwhile.
    const buffer = Buffer.alloc(LARGEST_BYTES + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === buffer.length) break;
    }
    if (length > LARGEST_BYTES) {
      throw unusable(place.input, "is larger than 64 KiB.", "Put the secret alone into the file.");
    }
    return { bytes: buffer.subarray(0, length), stat };
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw unusable(place.input, `cannot be read (${codeOf(error)}).`, "Check the file's rights.", error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function decode(place: TempPath, bytes: Buffer): string {
  try {
    // The mark is a part of the text that nobody sees: it is no part of a secret.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unusable(place.input, "holds bytes that are no text.", "Write text in UTF-8.", error);
  }
}

function removeIfSame(place: TempPath, read: BigIntStats): string | undefined {
  try {
    if (!isSameFile(read, place)) return "something else stands there now";
    unlinkSync(place.path);
    return undefined;
  } catch (error) {
    return error instanceof ActionError ? error.what : codeOf(error);
  }
}
