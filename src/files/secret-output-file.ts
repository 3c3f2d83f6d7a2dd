import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { ActionError } from "../errors.ts";
import { reveal, type Secret } from "../secrets/secret.ts";
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

/** O_NOFOLLOW is missing on Windows, where O_EXCL refuses whatever stands there already. */
const NEW_FILE =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_EXCL |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);
const OWNER_ONLY = 0o600;

/** Where a new secret will be written: nothing is there yet, and nothing was made. */
export function parseSecretOutputFile(
  input: "secret-output-file",
  given: string,
  tempDirectory: string | undefined,
): TempPath {
  const place = parseTempPath(input, given, tempDirectory);
  const there = statOf(place);
  if (there !== undefined) {
    const what = there.isSymbolicLink()
      ? "is a symbolic link"
      : there.isDirectory()
        ? "is a folder"
        : "exists already";
    throw unusable(input, `${what}.`, "Name a file that is not there yet: it is always made new.");
  }
  return place;
}

/**
 * A file that is made before there is a secret to put into it, so that a full disk or a
 * forbidden path shows while nothing is lost yet. Readable by its owner only.
 */
export class SecretOutputFile {
  readonly #place: TempPath;
  readonly #file: number;
  #open = true;

  /** Makes the empty file. */
  constructor(place: TempPath) {
    this.#place = place;
    try {
      this.#file = openSync(place.path, NEW_FILE, OWNER_ONLY);
    } catch (error) {
      throw cannot(place, "be made", error);
    }
    try {
      this.#assertInPlace();
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  get path(): string {
    return this.#place.path;
  }

  /** Writes the secret as it is, without a final newline, and makes sure that the path names it. */
  fill(secret: Secret): void {
    try {
      writeFileSync(this.#file, reveal(secret));
      fsyncSync(this.#file);
      this.#assertInPlace();
      this.#close();
    } catch (error) {
      this.discard();
      throw error instanceof ActionError ? error : cannot(this.#place, "be written", error);
    }
  }

  /** Takes the file away, and what it may hold. Never throws: it follows a failure that counts more. */
  discard(): void {
    if (!this.#open) return;
    try {
      ftruncateSync(this.#file);
      if (isSameFile(fstatSync(this.#file, { bigint: true }), this.#place)) unlinkSync(this.#place.path);
    } catch {
      // It is empty or below RUNNER_TEMP, which the runner empties after the job.
    }
    this.#close();
  }

  /** No link was put on the way, and the file itself was not replaced. */
  #assertInPlace(): void {
    assertPlainFolders(this.#place);
    const stat = fstatSync(this.#file, { bigint: true });
    refuseOtherNames(stat, this.#place.input);
    if (isSameFile(stat, this.#place)) return;
    throw unusable(
      this.#place.input,
      "was moved or replaced while the step ran.",
      "Let nothing else write to that path.",
    );
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      closeSync(this.#file);
    } catch {
      // Written and synchronized before.
    }
  }
}

function cannot(place: TempPath, doing: string, error: unknown): ActionError {
  return unusable(
    place.input,
    `cannot ${doing} (${codeOf(error)}).`,
    "Check the free space and the rights in RUNNER_TEMP, and that nothing else writes to that path.",
    error,
  );
}
