import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Moment } from "../../emulator/log.ts";
import { expectNoLeak } from "../support/canary.ts";
import { canariesOf, step } from "../support/e2e.ts";
import type { RunOptions } from "../support/run-action.ts";
import { SECRET_SET, startWorld, UPLOADED, type RunningWorld } from "../support/world.ts";

let world: RunningWorld;
let forget: (() => void) | undefined;

beforeAll(async () => {
  world = await startWorld();
});

afterEach(() => {
  world.tenant.faults.clear();
  forget?.();
  forget = undefined;
});

afterAll(async () => {
  await world.stop();
});

type Process = Parameters<NonNullable<RunOptions["onStart"]>>[0];

/** Calls `act` with the running process as soon as a request's path ends so. */
function when(
  phase: Moment["phase"],
  ending: string,
  act: (process: Process) => void,
): RunOptions["onStart"] {
  let process: Process | undefined;
  forget = world.tenant.onRequest((moment) => {
    if (moment.phase !== phase || !moment.entry.path.endsWith(ending) || process === undefined) return;
    const started = process;
    process = undefined;
    act(started);
  });
  return (started) => {
    process = started;
  };
}

describe("a signal", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("%s before the write stops it", async (signal) => {
    // The answer comes so late that the signal is there before it.
    world.tenant.faults.add({ path: "*/token", fault: { kind: "slow", ms: 500 } });
    const onStart = when("received", "/token", (process) => {
      process.kill(signal);
    });
    const run = await step(world, "generate-key", { onStart: onStart! });
    expect([run.exitCode, run.signal]).toEqual([1, null]);
    expect(run.error.code).toBe("interrupted");
    expect(run.log.filter(({ path }) => path.endsWith("generateKey"))).toEqual([]);
    expect(run.stderr).toBe("");
  });

  it("during a write lets it finish, and reports it", async () => {
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "slow", ms: 500 } });
    const onStart = when("received", "/generateKey", (process) => {
      process.kill("SIGINT");
    });
    const run = await step(world, "generate-key", { onStart: onStart! });
    expect([run.exitCode, run.signal]).toEqual([0, null]);
    expect(run.outputs["changed"]).toBe("true");
  });

  it("during a write that hangs leaves in time before the runner kills, and says what is not known", async () => {
    world.tenant.faults.add({ path: "*/uploadSecret", effect: "done", fault: { kind: "hang" } });
    let signalledAt = 0;
    const onStart = when("received", "/uploadSecret", (process) => {
      signalledAt = Date.now();
      process.kill("SIGINT");
    });
    const run = await step(world, "upload-secret", { onStart: onStart! });
    expect([run.exitCode, run.signal]).toEqual([1, null]);
    expect(run.error.code).toBe("outcome-unknown");
    // The runner sends SIGTERM after 7.5 s.
    expect(Date.now() - signalledAt).toBeLessThan(7_500);
    expectNoLeak(run, run.log, canariesOf(world));
  });
});

describe("standard output", () => {
  it("loses nothing on a reader that comes late", async () => {
    // Its many masked forms are more than a pipe holds.
    const secret = Array.from(
      { length: 120 },
      (_, index) => `line ${String(index)} of a long secret ${UPLOADED}`,
    ).join("\n");
    const reference = await step(world, "upload-secret", { inputs: { secret } });
    let resumedLate = false;
    let stdout: NodeJS.ReadableStream | undefined;
    const reached = when("answered", "/uploadSecret", () => {
      // Long after the pipe was full; the process ends only when all of it is read.
      setTimeout(() => {
        resumedLate = true;
        stdout?.resume();
      }, 300);
    });
    const run = await step(world, "upload-secret", {
      inputs: { secret },
      onStart: (process) => {
        reached?.(process);
        stdout = process.stdout;
        stdout.pause();
      },
    });
    expect(resumedLate).toBe(true);
    expect(run.exitCode).toBe(0);
    expect(reference.stdout.length).toBeGreaterThan(200_000);
    const masks = (stdoutText: string): number =>
      stdoutText.split("\n").filter((line) => line.startsWith("::add-mask::")).length;
    expect(masks(run.stdout)).toBe(masks(reference.stdout));
    expect(run.lines.at(-1)).toMatch(/^Uploaded a secret/);
  });

  it("masks everything before it says anything", async () => {
    const run = await step(world, "upload-secret");
    const lines = run.stdout.split("\n");
    const secret = lines.indexOf(`::add-mask::${UPLOADED}`);
    const client = lines.indexOf(`::add-mask::${world.clientSecret}`);
    const first = lines.findIndex((line) => line !== "" && !line.startsWith("::add-mask::"));
    expect([secret, client].every((index) => index !== -1 && index < first)).toBe(true);
  });

  it("cannot be made to command by the service's text", async () => {
    const hostile =
      "::set-output name=changed::false\r\n::add-mask::a\n##[error]pwned\r::stop-commands::x\u2028::error::y";
    world.tenant.faults.add({
      path: "*/generateKey",
      count: "always",
      fault: {
        kind: "status",
        status: 400,
        code: hostile,
        message: hostile,
        headers: { "request-id": "::error::id" },
      },
    });
    const run = await step(world, "generate-key");
    expect(run.error.code).toBe("request-refused");
    expect(new Set(run.commands.map(({ name }) => name))).toEqual(new Set(["add-mask", "error"]));
    expect(run.commands.some(({ name, message }) => name === "add-mask" && message === "a")).toBe(false);
    for (const line of run.stdout.split(/\r\n|[\n\r\u2028]/)) {
      expect(line).not.toContain("##[");
      if (!line.startsWith("::")) expect(line.trimStart()).not.toMatch(/^::/);
    }
  });

  it("cannot be made to command by a key's id, nor can the files", async () => {
    const kid = "k\n::error::pwned\nchanged=false\n<img src=x>|`";
    world.tenant.faults.add({
      path: "*/generateKey",
      fault: { kind: "status", status: 200, body: JSON.stringify({ kid, kty: "RSA", use: "sig" }) },
    });
    const run = await step(world, "generate-key");
    expect(run.exitCode).toBe(0);
    expect(run.commands.filter(({ name }) => name === "error")).toEqual([]);
    expect(run.outputs["changed"]).toBe("true");
    expect(run.summary).not.toContain("<img");
  });
});

describe("a refused input", () => {
  it.each([
    [{ "key-setid": "B2C_1A_x" }, "input-unknown", "Did you mean `key-set-id`?"],
    [
      { "key-set-id": "../x" },
      "input-invalid",
      "key-set-id: has a character that is not allowed at position 1 (U+002E)",
    ],
    [{ "client-secret": "***" }, "input-invalid", "client-secret: is literally `***`"],
    [{ timeout: "soon" }, "input-invalid", "timeout: is not a duration"],
    [{ operation: "generate" }, "input-invalid", "operation: `generate` is not known"],
  ])("case %#: one error, exit 1, no request", async (inputs, code, text) => {
    const run = await step(world, "generate-key", { inputs });
    expect(run.exitCode).toBe(1);
    expect(run.error.code).toBe(code);
    expect(run.error.text).toContain(text);
    expect(run.log).toEqual([]);
    expect([run.outputs, run.summary, run.state, run.environmentFile, run.stderr]).toEqual([
      {},
      "",
      "",
      "",
      "",
    ]);
  });

  it("is not shown where it is a secret", async () => {
    const run = await step(world, "upload-secret", { inputs: { secret: UPLOADED.repeat(400) } });
    expect(run.exitCode).toBe(1);
    expect(run.error.text).toMatch(/^secret: is [\d,]+ bytes; the limit is/);
    expectNoLeak(run, run.log, canariesOf(world));
    expect(world.keys(SECRET_SET).some(({ secret }) => secret === UPLOADED.repeat(400))).toBe(false);
  });
});

it("without the runner's files it does its work all the same", async () => {
  const run = await step(world, "generate-key", { env: { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "" } });
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
});
