// Writes whose answer is lost or cannot be read, while reads lag: nothing is done twice.

import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../emulator/faults.ts";
import { addPassword as seedPassword } from "../../emulator/sample.ts";
import { effects, perform, scene, writes, type RunOptions, type Scene } from "../support/contract.ts";
import { addOldKey, call, removeKey, runnerTemp } from "../support/credential-calls.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { KEY_SET, type Inputs } from "../support/world.ts";

interface Case {
  readonly operation: string;
  /** Of the write. */
  readonly path: string;
  readonly effect: string;
  readonly method?: string;
  readonly run: (world: Scene, options?: RunOptions) => Promise<InProcessRun>;
  /** How often it stands there in the end. */
  readonly count: (world: Scene) => number;
}

const onKeySet =
  (operation: string, more: (world: Scene) => Inputs = () => ({})): Case["run"] =>
  async (world, options = {}) =>
    call(
      world,
      { operation, "application-object-id": "", "key-set-id": KEY_SET, ...more(world), ...options.inputs },
      {},
    );

/** Every write to Graph that has an effect, and whose effect a look can see. */
const CASES: readonly Case[] = [
  {
    operation: "generate-key",
    path: "*/generateKey",
    effect: "generateKey",
    run: (world, options) => perform(world, "generate-key", options),
    count: (world) => world.keys(KEY_SET).length - 1,
  },
  {
    operation: "upload-secret",
    path: "*/uploadSecret",
    effect: "uploadSecret",
    run: (world, options) => perform(world, "upload-secret", options),
    count: (world) => world.keys("B2C_1A_FacebookSecret").length,
  },
  {
    operation: "upload-certificate",
    path: "*/uploadCertificate",
    effect: "uploadCertificate",
    run: onKeySet("upload-certificate", (world) => ({ certificate: world.newCertificate.certificatePem })),
    count: (world) => world.keys(KEY_SET).length - 1,
  },
  {
    operation: "add-key",
    path: "*/addKey",
    effect: "addKey",
    run: (world, options) => perform(world, "add-key", options),
    count: (world) => world.application().keyCredentials.length - 1,
  },
  {
    operation: "remove-key",
    path: "*/removeKey",
    effect: "removeKey",
    run: (world, options = {}) => removeKey(world, addOldKey(world), options.inputs),
    count: (world) => 2 - world.application().keyCredentials.length,
  },
  {
    operation: "remove-password",
    path: "*/removePassword",
    effect: "removePassword",
    run: (world, options = {}) => {
      const { keyId } = seedPassword(world.tenant, world.app.application.id);
      return call(world, { operation: "remove-password", "key-id": keyId, ...options.inputs });
    },
    count: (world) => 2 - world.application().passwordCredentials.length,
  },
  {
    operation: "delete-key-set",
    path: `*/${KEY_SET}`,
    effect: "deleteKeySet",
    method: "DELETE",
    run: onKeySet("delete-key-set", () => ({ confirm: KEY_SET })),
    count: (world) => (world.tenant.directory.current.keySets.has(KEY_SET) ? 0 : 1),
  },
];

/** The service said that it did it, and the rest of the answer is lost. */
const DONE: readonly (readonly [title: string, fault: Fault])[] = [
  ["a 200 that is no JSON", { kind: "status", status: 200, body: '{"value":' }],
  ["a 200 that is a page", { kind: "html", status: 200 }],
  ["a 201 of another shape", { kind: "status", status: 201, body: "[]" }],
  ["a connection that breaks after the status", { kind: "cut" }],
  ["a 202", { kind: "status", status: 202, body: "accepted" }],
];

const UNKNOWN: readonly (readonly [title: string, fault: Fault])[] = [
  ["504", { kind: "status", status: 504 }],
  ["503 with Retry-After", { kind: "status", status: 503, retryAfter: "4" }],
  ["a broken connection", { kind: "drop" }],
];
/** Something between may have sent it on: looked for, and never sent again. */
const REDIRECT = ["a redirect", { kind: "redirect", location: "https://evil.example/" }] as const;

/** Every one at 60 s, and one of each kind at the other lags. */
const LAGGED = [
  ...[...DONE, ...UNKNOWN, REDIRECT].map(([title, fault]) => [title, 60_000, fault] as const),
  ...[0, 20_000, 85_000].flatMap((ms) =>
    [DONE[0]!, UNKNOWN[0]!].map(([title, fault]) => [title, ms, fault] as const),
  ),
];

function hit(world: Scene, { path, method = "POST" }: Case, fault: Fault, effect: "none" | "done"): void {
  world.tenant.faults.add({ method, path, effect, fault });
}

function sent(world: Scene): number {
  return writes(world).length;
}

describe.each(CASES)("$operation", (each) => {
  it.each(LAGGED)("%s after the effect is found %i ms later, and done once", async (_title, ms, fault) => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms };
    hit(world, each, fault, "done");
    const run = await each.run(world);
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("true");
    expect([sent(world), effects(world), each.count(world)]).toEqual([1, [each.effect], 1]);
  });

  describe("while reads lag more than 90 s", () => {
    it.each(DONE)("%s after the effect is never sent again", async (_title, fault) => {
      const world = scene();
      world.tenant.directory.lag.reads = { ms: 95_000 };
      hit(world, each, fault, "done");
      const run = await each.run(world);
      expect([sent(world), each.count(world)]).toEqual([1, 1]);
      expect(run.error.code).toBe("outcome-unknown");
      expect(run.error.message).toMatch(/answered 20\d, and the rest of the answer could not be read/);
      expect(run.error.message).toContain("was not sent again");
      expect(run.outputs["changed"]).toBeUndefined();
    });
  });

  it.each(DONE)("%s without an effect is not sent again either", async (_title, fault) => {
    const world = scene();
    hit(world, each, fault, "none");
    const run = await each.run(world);
    expect(run.error.code).toBe("outcome-unknown");
    expect([sent(world), effects(world)]).toEqual([1, []]);
  });

  it.each(UNKNOWN)("%s: nothing is sent again before 90 s of looking", async (_title, fault) => {
    const world = scene();
    hit(world, each, fault, "none");
    const run = await each.run(world);
    const [first, second, ...more] = writes(world);
    const looks = world.graphLog().filter(({ method, time }) => method === "GET" && time >= first!.time);
    expect(more).toEqual([]);
    expect(looks.at(-1)!.time - first!.time).toBeGreaterThanOrEqual(90_000);
    if (each.operation === "add-key") {
      // The same certificate might show later still.
      expect([run.error.code, second, effects(world)]).toEqual(["outcome-unknown", undefined, []]);
    } else {
      expect([run.errors, effects(world)]).toEqual([[], [each.effect]]);
      expect(second!.time - first!.time).toBeGreaterThanOrEqual(90_000);
    }
  });

  it("says once that it is looking", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 60_000 };
    hit(world, each, { kind: "drop" }, "done");
    const run = await each.run(world);
    const lines = run.steps.filter((line) => line.includes("Looking for up to 90 s"));
    expect(lines).toEqual([
      "The answer was lost or unclear. Looking for up to 90 s whether the service did it.",
    ]);
  });

  it.each([
    ["503", { kind: "status", status: 503 }],
    ["429", { kind: "throttle", retryAfter: "1" }],
    ["a broken connection", { kind: "drop" }],
    ["a page", { kind: "html", status: 200 }],
  ] as const)("reads that fail in between are no looks: %s", async (_title, fault) => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 60_000 };
    hit(world, each, { kind: "drop" }, "done");
    // Twelve reads: two looks and some.
    failReadsAfterWrite(world, fault, 12);
    const run = await each.run(world);
    expect(run.errors).toEqual([]);
    expect([sent(world), each.count(world)]).toEqual([1, 1]);
  });

  it("a read that is refused when it counts is made up for", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 85_000 };
    hit(world, each, { kind: "drop" }, "done");
    // The looks before were allowed; the one at 90 s is not, as where a role comes and goes.
    afterWrite(world, () => {
      world.clock.at(80_000, () => {
        world.tenant.faults.add({ method: "GET", path: "/*", fault: { kind: "status", status: 403 } });
      });
    });
    const run = await each.run(world);
    expect(run.errors).toEqual([]);
    expect([sent(world), each.count(world)]).toEqual([1, 1]);
    expect(world.tenant.faults.pending).toEqual([]);
  });

  it("reads that fail to the end leave it unknown", async () => {
    const world = scene();
    hit(world, each, { kind: "drop" }, "none");
    failReadsAfterWrite(world, { kind: "status", status: 503 }, "always");
    const run = await each.run(world);
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.message).toContain("could not be looked up either");
    expect(sent(world)).toBe(1);
  });

  it("the looks keep within the run's time", async () => {
    const world = scene();
    const startedAt = world.clock.now();
    world.tenant.directory.lag.reads = { ms: 60_000 };
    hit(world, each, { kind: "drop" }, "done");
    const run = await each.run(world, { inputs: { timeout: "45s" } });
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.message).toContain("timeout: 45s");
    expect(sent(world)).toBe(1);
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(45_000);
  });
});

/** From the first write on. */
function failReadsAfterWrite(world: Scene, fault: Fault, count: number | "always"): void {
  afterWrite(world, () => {
    world.tenant.faults.add({ method: "GET", path: "/*", count, fault });
  });
}

function afterWrite(world: Scene, then: () => void): void {
  const stop = world.tenant.onRequest(({ phase, entry }) => {
    if (phase !== "answered" || entry.method === "GET" || entry.path.endsWith("/token")) return;
    stop();
    then();
  });
}

describe("a certificate", () => {
  it.each([95_000, 3_600_000])("is not added twice while reads lag %i ms", async (ms) => {
    for (const [, fault] of UNKNOWN) {
      const world = scene();
      world.tenant.directory.lag.reads = { ms };
      world.tenant.faults.add({ path: "*/addKey", effect: "done", fault });
      const run = await perform(world, "add-key");
      expect(run.error.code).toBe("outcome-unknown");
      expect(run.error.remedy).toContain("Do not simply run it again. Look at the object's certificates");
      expect(effects(world)).toEqual(["addKey"]);
    }
  });

  it("is not added twice where nobody may look", async () => {
    for (const [, fault] of [...UNKNOWN, ...DONE]) {
      const world = scene({ roles: [] });
      world.tenant.faults.add({ path: "*/addKey", effect: "done", fault });
      const run = await perform(world, "add-key");
      expect(run.error.code).toBe("outcome-unknown");
      expect(effects(world)).toEqual(["addKey"]);
      // Not allowed a moment ago is not allowed in a minute.
      expect(run.clock.sleeps).toEqual([]);
    }
  });

  it("that was added by a bare context is a success without a key id", async () => {
    const world = scene({ roles: [], behaviour: { addKeyAnswer: "bare" } });
    const run = await perform(world, "add-key");
    expect([run.errors, run.outputs["key-id"], effects(world)]).toEqual([[], "", ["addKey"]]);
  });
});

describe("a key set that has to be made", () => {
  it.each([...DONE, ...UNKNOWN])("is made once: %s", async (_title, fault) => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 60_000 };
    world.tenant.faults.add({ method: "POST", path: "*/keySets", effect: "done", fault });
    const inputs = { "key-set-id": "B2C_1A_Fresh", "create-key-set": "true" };
    const run = await perform(world, "generate-key", { inputs });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["createKeySet", "generateKey"]);
  });
});

describe("a client secret", () => {
  async function addPassword(world: Scene): Promise<{ run: InProcessRun; text: () => string }> {
    const temp = runnerTemp();
    const file = join(temp, "new-secret");
    const inputs = { operation: "add-password", "secret-output-file": file, "display-name": "Billing" };
    const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
    return { run, text: () => readFileSync(file, "utf8") };
  }

  function texts(world: Scene): readonly string[] {
    return world
      .application()
      .passwordCredentials.flatMap(({ secretText }) =>
        secretText === world.clientSecret ? [] : [secretText],
      );
  }

  it.each(LAGGED)(
    "%s: the lost one is found %i ms later and removed, and another made",
    async (_, ms, fault) => {
      const world = scene();
      world.tenant.directory.lag.reads = { ms };
      world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault });
      const { run, text } = await addPassword(world);
      expect(run.errors).toEqual([]);
      expect(effects(world)).toEqual(["addPassword", "removePassword", "addPassword"]);
      expect(texts(world)).toEqual([text()]);
    },
  );

  it.each(DONE)("%s: not to be seen in time, it is not asked for again", async (_, fault) => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 95_000 };
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault });
    const { run } = await addPassword(world);
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.remedy).toContain('named "Billing"');
    expect(effects(world)).toEqual(["addPassword"]);
  });

  it("that shows only after a second one was made is removed", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 100_000 };
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    const { run, text } = await addPassword(world);
    expect([run.errors, run.warnings]).toEqual([[], []]);
    expect(effects(world)).toEqual(["addPassword", "addPassword", "removePassword"]);
    expect(texts(world)).toEqual([text()]);
  });

  it("that may still show is warned of", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 3_600_000 };
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    const { run, text } = await addPassword(world);
    expect(run.errors).toEqual([]);
    expect(run.warnings.join()).toContain('a second one named "Billing" may be there');
    expect(texts(world)).toContain(text());
  });

  it("that is discarded before any read shows it is not taken for gone", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 60_000 };
    const temp = runnerTemp();
    const file = join(temp, "new-secret");
    // Its value cannot be written, and the answer to its removal is lost before the effect.
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/addPassword")) renameSync(file, `${file}.moved`);
    });
    world.tenant.faults.add({ path: "*/removePassword", fault: { kind: "drop" } });
    const inputs = { operation: "add-password", "secret-output-file": file };
    const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
    expect(run.error.code).toBe("secret-file-unusable");
    expect([effects(world), texts(world)]).toEqual([["addPassword", "removePassword"], []]);
  });
});
