import { lstatSync, realpathSync, type BigIntStats } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { ActionError } from "../errors.ts";
import type { InputName } from "../inputs/names.ts";

/**
 * A path below `RUNNER_TEMP`: the folder that the runner empties before and after each job,
 * and that no later job, artifact or checkout looks into.
 */
export interface TempPath {
  readonly input: InputName;
  /** Absolute; `RUNNER_TEMP` itself is resolved, nothing below it needs to be. */
  readonly path: string;
  /** The folders between, outermost first. */
  readonly folders: readonly string[];
}

/**
 * The place that the input names; a relative one is counted from `RUNNER_TEMP`. Refused:
 * whatever lies elsewhere, and every symbolic link on the way, because a link leads elsewhere.
 */
export function parseTempPath(input: InputName, given: string, tempDirectory: string | undefined): TempPath {
  if (tempDirectory === undefined || !isAbsolute(tempDirectory)) {
    throw unusable(
      input,
      "RUNNER_TEMP is not set to a folder.",
      "Run this as a step of a GitHub Actions job.",
    );
  }
  // eslint-disable-next-line no-control-regex -- these are the characters that no path needs
  if (/[\u0000-\u001f\u007f]/.test(given)) {
    throw unusable(input, "the path holds a control character.", "Give a plain path.");
  }
  const absolute = resolve(tempDirectory, given);
  const root = realFolder(input, tempDirectory);
  const below = [tempDirectory, root]
    .map((base) => insideOf(base, absolute))
    .find((path) => path !== undefined);
  if (below === undefined) {
    throw unusable(
      input,
      "does not lie below RUNNER_TEMP.",
      "Give a path such as ${{ runner.temp }}/new-secret, or a relative one, which is counted from there.",
    );
  }
  const parts = below.split(sep);
  const path: TempPath = {
    input,
    path: join(root, below),
    folders: parts.slice(0, -1).map((_part, index) => join(root, ...parts.slice(0, index + 1))),
  };
  if (/[\\/]$/.test(given)) throw unusable(input, "names a folder.", "Give the path of a file.");
  assertPlainFolders(path);
  return path;
}

/** Every folder on the way exists and is a folder itself. Asked again after the file was opened. */
export function assertPlainFolders({ input, folders }: TempPath): void {
  for (const folder of folders) {
    const found = statOf({ input, path: folder });
    if (found === undefined) {
      throw unusable(
        input,
        "its folder does not exist.",
        "Make the folder in an earlier step, or name a file directly in RUNNER_TEMP.",
      );
    }
    if (found.isSymbolicLink()) {
      throw unusable(input, "a symbolic link stands on the way to it.", "Give a path without links.");
    }
    if (!found.isDirectory()) throw unusable(input, "its folder is not a folder.", "Correct the path.");
  }
}

/** What stands there, links not followed; `undefined` where nothing does. */
export function statOf({ input, path }: Pick<TempPath, "input" | "path">): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw unusable(
      input,
      `cannot be looked at (${codeOf(error)}).`,
      "Check the rights of the folder.",
      error,
    );
  }
}

/**
 * Another name of the same file, somewhere: what is in it may be read there, and stays there when
 * this name is deleted. Asked of the open file, so that no name can be added unseen.
 */
export function refuseOtherNames(open: BigIntStats, input: InputName): void {
  if (open.nlink <= 1n) return;
  throw unusable(
    input,
    "has another name (a hard link): whoever has that one has the secret too.",
    "Write the secret to a new file of its own.",
  );
}

/** The open file is what the path names: nobody has put something else there. */
export function isSameFile(open: BigIntStats, place: TempPath): boolean {
  const now = statOf(place);
  return now?.ino === open.ino && now.dev === open.dev;
}

function realFolder(input: InputName, folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    throw unusable(input, `RUNNER_TEMP cannot be opened (${codeOf(error)}).`, "Check the runner.");
  }
}

function insideOf(base: string, path: string): string | undefined {
  const way = relative(base, path);
  return way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}

export function unusable(input: InputName, problem: string, remedy: string, cause?: unknown): ActionError {
  return new ActionError({
    code: "secret-file-unusable",
    blame: "input",
    what: `${input}: ${problem}`,
    remedy,
    cause,
  });
}

/** Node's code (`ENOSPC`, `EACCES`) and nothing else of a foreign error. */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unexpected error";
}
