// The runner's files that take nothing: the work is done, and the log and the annotation say so.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectNoLeak } from "../support/canary.ts";
import { canariesOf, step, type Step } from "../support/e2e.ts";
import { startWorld, type RunningWorld } from "../support/world.ts";

let world: RunningWorld;
let folder: string;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.stop();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyroll-files-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Each makes something that cannot be written, and names it. */
const BROKEN = {
  "is not there": () => join(folder, "missing"),
  "is in a folder that is not there": () => join(folder, "no", "such"),
  "is a folder": () => {
    mkdirSync(join(folder, "folder"));
    return join(folder, "folder");
  },
  "is on a full disk": () => "/dev/full",
  "is a pipe that nobody reads": () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    return path;
  },
  // Of this one root may not write either, as whom containers run.
  "is read-only": () => "/proc/version",
} as const;

/** Not every system has such devices and pipes. */
function isPossible(name: keyof typeof BROKEN): boolean {
  if (name === "is a pipe that nobody reads") return process.platform !== "win32";
  const path = { "is on a full disk": "/dev/full", "is read-only": "/proc/version" }[name as string];
  return path === undefined || existsSync(path);
}

function expectTold(run: Step, variable: string): void {
  expect([run.exitCode, run.signal, run.stderr]).toEqual([1, null, ""]);
  expect(run.error.code).toBe("report-unwritable");
  expect(run.error.text).toContain(`${variable} cannot be written`);
  expect(run.error.text).toContain("What was done: Generated an RSA key");
  expect(run.lines.some((line) => line.startsWith("Generated an RSA key"))).toBe(true);
  expectNoLeak(run, run.log, canariesOf(world));
}

describe.each(Object.keys(BROKEN) as (keyof typeof BROKEN)[])("a file that %s", (name) => {
  it.runIf(isPossible(name))(
    "as GITHUB_OUTPUT hides nothing, and the summary is written all the same",
    async () => {
      const run = await step(world, "generate-key", { env: { GITHUB_OUTPUT: BROKEN[name]() } });
      expectTold(run, "GITHUB_OUTPUT");
      expect(run.lines.some((line) => /^Outputs: \{.*"kid":/.test(line))).toBe(true);
      expect(run.summary).toContain("generate-key");
    },
  );

  it.runIf(isPossible(name))(
    "as GITHUB_STEP_SUMMARY hides nothing, and the outputs are written",
    async () => {
      const run = await step(world, "generate-key", { env: { GITHUB_STEP_SUMMARY: BROKEN[name]() } });
      expectTold(run, "GITHUB_STEP_SUMMARY");
      expect(run.outputs["changed"]).toBe("true");
    },
  );
});

it("a step that found something bad says that, and warns of the file", async () => {
  const inputs = {
    ...{ operation: "report", "key-set-id": "", "key-type": "", "key-use": "", "expires-on": "" },
    ...{ "application-object-id": world.app.application.id, "fail-before": "36500d" },
  };
  const env = { GITHUB_OUTPUT: join(folder, "missing") };
  const run = await step(world, "generate-key", { inputs, env });
  expect(run.error.code).toBe("credentials-expiring");
  expect(
    run.commands
      .filter(({ name }) => name === "warning")
      .map(({ message }) => message)
      .join(),
  ).toContain("GITHUB_OUTPUT cannot be written (ENOENT).");
});
