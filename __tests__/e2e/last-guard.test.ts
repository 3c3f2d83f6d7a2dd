import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { step, type Step } from "../support/e2e.ts";
import { startWorld, type RunningWorld } from "../support/world.ts";

/**
 * A defect that nobody knows cannot be asked for by an input: it is loaded into the process
 * before the built action, as Node allows it.
 */
let world: RunningWorld;
let folder: string;

beforeAll(async () => {
  world = await startWorld();
  folder = mkdtempSync(join(tmpdir(), "keyroll-guard-"));
});

afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

async function stepWith(defect: string): Promise<Step> {
  const file = join(folder, "defect.mjs");
  writeFileSync(file, defect);
  return step(world, "generate-key", { env: { NODE_OPTIONS: `--import ${pathToFileURL(file).href}` } });
}

/** The write's connection never says anything again, and no timer is left that could notice. */
const DRY = (path: string): string => `
  import { EventEmitter } from "node:events";
  import https from "node:https";
  const request = https.request;
  https.request = (url, options, ...rest) => {
    if (!String(url).includes(${JSON.stringify(path)})) return request(url, options, ...rest);
    globalThis.setTimeout = () => ({ unref() { return this; } });
    return Object.assign(new EventEmitter(), { end() {}, destroy() {} });
  };
  globalThis.setTimeout = ((real) => (run, ms, ...rest) => real(run, ms, ...rest).unref())(setTimeout);
`;

function expectOneDefect(run: Step): void {
  expect([run.exitCode, run.signal, run.stderr]).toEqual([1, null, ""]);
  expect(run.error.code).toBe("internal-error");
  expect(run.stdout).not.toContain("canary");
  expect(run.stdout).not.toMatch(/\n\s+at /);
}

describe("an event loop that runs dry", () => {
  it("before anything was written is one error", async () => {
    const run = await stepWith(DRY("/token"));
    expectOneDefect(run);
    expect(run.error.text).not.toContain("The last write");
  });

  it("within a write says which one, and that it may have been carried out", async () => {
    const run = await stepWith(DRY("/generateKey"));
    expectOneDefect(run);
    expect(run.error.text).toMatch(/waited for something that can never come/);
    expect(run.error.text).toMatch(/The last write of this run, POST \S+\/generateKey, has no answer yet/);
  });
});

describe("an error that nobody catches", () => {
  it.each([
    ["thrown", 'setTimeout(() => { throw new TypeError("canary"); }, 1);'],
    ["rejected", 'setTimeout(() => Promise.reject(new TypeError("canary")), 1);'],
    ["no error at all", 'setTimeout(() => { throw "canary"; }, 1);'],
    ["many", 'setInterval(() => { throw new RangeError("canary"); }, 1).unref();'],
  ])("%s: the run stops, and says so once", async (_name, defect) => {
    const run = await stepWith(defect);
    expectOneDefect(run);
    expect(run.error.text).toMatch(/interrupted|no new write|came to its end/);
  });

  it("after the step has ended is one error too", async () => {
    const run = await stepWith(
      'process.once("beforeExit", () => setImmediate(() => { throw new TypeError("canary"); }));',
    );
    expectOneDefect(run);
    expect(run.outputs["changed"]).toBe("true");
    expect(run.error.text).toMatch(
      /The last write of this run, POST \S+\/generateKey, was answered with 200/,
    );
  });
});
