import { randomBytes } from "node:crypto";
import { accessSync, constants, renameSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { SinkTargetOf } from "../config/deliver-to.ts";
import { ActionError } from "../errors.ts";
import { SecretOutputFile } from "../files/secret-output-file.ts";
import { assertPlainFolders, codeOf, statOf, unusable, type TempPath } from "../files/temp-path.ts";
import type { Secret } from "../secrets/secret.ts";
import { DeliveryFailed, type Receipt, type Sink, type SinkState } from "./sink.ts";

export function openFile(target: SinkTargetOf<"file">): Sink {
  return new FileSink(target);
}

/** A file for the later steps of this job: gone with the job, so nobody can be said to use it. */
class FileSink implements Sink {
  readonly name: string;
  readonly kind = "hand-over";
  readonly readBy = "job";
  readonly #place: TempPath;

  constructor({ name, place }: SinkTargetOf<"file">) {
    this.name = name;
    this.#place = place;
  }

  inspect(): Promise<SinkState> {
    return new Promise((resolve) => {
      this.#assertUsable();
      resolve({ changedAt: undefined });
    });
  }

  /** Written beside its place and moved there: whoever looks finds the old text or the new one, whole. */
  deliver(credential: Secret): Promise<Receipt> {
    return new Promise((resolve) => {
      try {
        this.#assertUsable();
        this.#replace(credential);
      } catch (error) {
        // The move is the last thing that happens, and it happens or not.
        if (error instanceof ActionError) throw new DeliveryFailed("refused", error);
        throw error;
      }
      resolve({ deliveredAt: undefined, detail: "written" });
    });
  }

  #assertUsable(): void {
    assertPlainFolders(this.#place);
    const { input, path } = this.#place;
    const there = statOf(this.#place);
    if (there?.isFile() === false) {
      const what = there.isSymbolicLink() ? "is a symbolic link" : "is not a regular file";
      throw unusable(input, `\`${this.name}\` ${what}.`, "Name a file, or one that is not there yet.");
    }
    try {
      accessSync(dirname(path), constants.W_OK | constants.X_OK);
    } catch (error) {
      throw unusable(
        input,
        `\`${this.name}\`: nothing can be made in its folder (${codeOf(error)}).`,
        "Check the folder's rights.",
        error,
      );
    }
  }

  #replace(credential: Secret): void {
    const { input, path } = this.#place;
    const beside = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString("hex")}`);
    new SecretOutputFile({ ...this.#place, path: beside }).fill(credential);
    try {
      renameSync(beside, path);
    } catch (error) {
      removeQuietly(beside);
      throw unusable(
        input,
        `\`${this.name}\` cannot be replaced (${codeOf(error)}).`,
        "Check the folder's rights, and that nothing else has the file open.",
        error,
      );
    }
  }
}

/** What stays lies in RUNNER_TEMP, readable by its owner only: the failure before counts more. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // See above.
  }
}
