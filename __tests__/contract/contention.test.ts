// Writes that the directory refuses because another one to the same object is under way.

import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../emulator/faults.ts";
import { addPassword as seedPassword } from "../../emulator/sample.ts";
import { alarms, effects, perform, proofDigests, scene, writes, type Scene } from "../support/contract.ts";
import { addOldKey, call, removeKey, runnerTemp } from "../support/credential-calls.ts";
import type { InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";

const CASES: readonly {
  readonly operation: string;
  readonly action: string;
  readonly run: (world: Scene, inputs?: Inputs) => Promise<InProcessRun>;
}[] = [
  {
    operation: "add-key",
    action: "addKey",
    run: (world, inputs = {}) => perform(world, "add-key", { inputs }),
  },
  {
    operation: "remove-key",
    action: "removeKey",
    run: (world, inputs) => removeKey(world, addOldKey(world), inputs),
  },
  {
    operation: "add-password",
    action: "addPassword",
    run: (world, inputs) => addPassword(world, inputs),
  },
  {
    operation: "remove-password",
    action: "removePassword",
    run: (world, inputs) => {
      const { keyId } = seedPassword(world.tenant, world.app.application.id);
      return call(world, { operation: "remove-password", "key-id": keyId, ...inputs });
    },
  },
];

function addPassword(world: Scene, inputs: Inputs = {}): Promise<InProcessRun> {
  const temp = runnerTemp();
  const file = join(temp, "new-secret");
  const all = { operation: "add-password", "secret-output-file": file, ...inputs };
  return call(world, all, { env: { RUNNER_TEMP: temp } });
}

describe.each(CASES)("$operation while another write is under way", ({ action, run }) => {
  it("waits, and sends the same again with a new proof each time", async () => {
    const world = scene();
    world.tenant.faults.add({ path: `*/${action}`, count: 6, fault: { kind: "contention" } });
    const done = await run(world);
    expect([done.errors, done.warnings]).toEqual([[], []]);
    expect(done.outputs["changed"]).toBe("true");
    expect(effects(world)).toEqual([action]);
    expect([writes(world).length, done.clock.sleeps.length]).toEqual([7, 6]);
    expect(done.clock.sleeps.every((ms) => ms >= 1_000)).toBe(true);
    expect(new Set(proofDigests(world)).size).toBe(action.endsWith("Key") ? proofDigests(world).length : 0);
    expect(alarms(world)).toEqual([]);
    const content = writes(world).map(({ body }) => body.replace(/"proof":"[^"]+"/, ""));
    expect(new Set(content).size).toBe(1);
  });

  it("waits as long as it is asked to", async () => {
    const world = scene();
    const fault: Fault = { kind: "contention", retryAfter: "17" };
    world.tenant.faults.add({ path: `*/${action}`, count: 2, fault });
    expect((await run(world)).clock.sleeps).toEqual([17_000, 17_000]);
  });

  it("ends after eight sends, and says why", async () => {
    const world = scene();
    world.tenant.faults.add({ path: `*/${action}`, count: "always", fault: { kind: "contention" } });
    const { error } = await run(world);
    expect(error.code).toBe("request-refused");
    expect(error.what).toContain("409 Directory_ConcurrencyViolation");
    expect(error.why).toContain("Another write to the same object was in progress. It was sent 8 times");
    expect([writes(world).length, effects(world)]).toEqual([8, []]);
  });

  it("does not begin to wait for longer than the run has left", async () => {
    const world = scene();
    const fault: Fault = { kind: "contention", retryAfter: "600" };
    world.tenant.faults.add({ path: `*/${action}`, count: "always", fault });
    const done = await run(world, { timeout: "5m" });
    expect(done.error.code).toBe("timeout");
    expect([done.clock.sleeps, writes(world).length]).toEqual([[], 1]);
  });

  it("is looked up first where an earlier answer was lost", async () => {
    const world = scene();
    world.tenant.faults.add({ path: `*/${action}`, effect: "done", fault: { kind: "drop" } });
    world.tenant.faults.add({ path: `*/${action}`, nth: 2, fault: { kind: "contention" } });
    const done = await run(world);
    expect(done.errors).toEqual([]);
    const lost = action === "addPassword" ? ["addPassword", "removePassword", "addPassword"] : [action];
    expect(effects(world)).toEqual(lost);
  });
});

describe("by other words", () => {
  it("of the directory without its code", async () => {
    const world = scene();
    const message =
      "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.";
    const fault: Fault = { kind: "status", status: 409, code: "Conflict", message };
    world.tenant.faults.add({ path: "*/addKey", fault });
    expect([(await perform(world, "add-key")).errors, writes(world).length]).toEqual([[], 2]);
  });

  it.each([
    ["AADB2C95053", "Another write is in progress."],
    ["BadRequest", "AADB2C95053: Another write is in progress."],
  ])("of a key set: %s", async (code, message) => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "status", status: 409, code, message } });
    expect([(await perform(world, "generate-key")).errors, effects(world)]).toEqual([[], ["generateKey"]]);
  });

  it("any other 409 is definite", async () => {
    const world = scene();
    const fault: Fault = { kind: "status", status: 409, code: "Request_MultipleObjectsWithSameKeyValue" };
    world.tenant.faults.add({ path: "*/addKey", fault });
    expect([(await perform(world, "add-key")).error.code, writes(world).length]).toEqual([
      "request-refused",
      1,
    ]);
  });
});

it("a key set that could not be made for another write's sake is not taken for one that is there", async () => {
  const world = scene();
  world.tenant.faults.add({ method: "POST", path: "*/keySets", fault: { kind: "contention" } });
  const inputs = { "key-set-id": "B2C_1A_Fresh", "create-key-set": "true" };
  const run = await perform(world, "generate-key", { inputs });
  expect(run.errors).toEqual([]);
  expect(effects(world)).toEqual(["createKeySet", "generateKey"]);
});

it("a secret is discarded though its making still takes effect", async () => {
  const world = scene({ behaviour: { busyAfterWriteMs: 4_000 } });
  const temp = runnerTemp();
  const file = join(temp, "new-secret");
  // Its value cannot be written, so it is removed again at once.
  world.tenant.onRequest(({ phase, entry }) => {
    if (phase === "answered" && entry.path.endsWith("/addPassword")) renameSync(file, `${file}.moved`);
  });
  const inputs = { operation: "add-password", "secret-output-file": file };
  const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
  expect(run.error.code).toBe("secret-file-unusable");
  expect(effects(world)).toEqual(["addPassword", "removePassword"]);
});
