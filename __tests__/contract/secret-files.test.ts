import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectMaskedBeforeUse } from "../support/canary.ts";
import { effects, scene, writes, type Scene } from "../support/contract.ts";
import { call, runnerTemp, said } from "../support/credential-calls.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { SECRET_SET, type Inputs } from "../support/world.ts";

const SECRET = "kHq8Q~canary-of-the-secret-file-42.";

/** A path that is refused, and what is put there before. */
interface BadPlace {
  readonly what: string;
  readonly path: (temp: string) => string;
  readonly says: string;
  readonly prepare?: (temp: string) => void;
}

const elsewhere = (temp: string): string => `${temp}-elsewhere`;

const BAD_FOR_BOTH: readonly BadPlace[] = [
  { what: "outside", path: () => "/etc/passwd", says: "does not lie below RUNNER_TEMP" },
  { what: "outside by ..", path: (temp) => join(temp, "..", "x"), says: "does not lie below RUNNER_TEMP" },
  { what: "outside by a relative path", path: () => "../x", says: "does not lie below RUNNER_TEMP" },
  {
    what: "a folder with a longer name",
    path: (temp) => `${temp}x/y`,
    says: "does not lie below RUNNER_TEMP",
  },
  { what: "RUNNER_TEMP itself", path: (temp) => temp, says: "does not lie below RUNNER_TEMP" },
  { what: "a path that ends as a folder", path: (temp) => `${temp}/x/`, says: "names a folder" },
  { what: "a missing folder", path: (temp) => join(temp, "a", "b"), says: "its folder does not exist" },
  { what: "a control character", path: (temp) => `${temp}/a\u0007b`, says: "a control character" },
  {
    what: "a link on the way",
    path: (temp) => join(temp, "link", "x"),
    says: "a symbolic link stands on the way",
    prepare: (temp) => {
      mkdirSync(elsewhere(temp));
      writeFileSync(join(elsewhere(temp), "x"), SECRET);
      symlinkSync(elsewhere(temp), join(temp, "link"));
    },
  },
  {
    what: "a link on the way that leads back inside",
    path: (temp) => join(temp, "link", "x"),
    says: "a symbolic link stands on the way",
    prepare: (temp) => {
      mkdirSync(join(temp, "real"));
      symlinkSync(join(temp, "real"), join(temp, "link"));
    },
  },
  {
    what: "a file in a folder's place",
    path: (temp) => join(temp, "file", "x"),
    says: "its folder is not a folder",
    prepare: (temp) => writeFileSync(join(temp, "file"), ""),
  },
  {
    what: "a link",
    path: (temp) => join(temp, "link"),
    says: "is a symbolic link",
    prepare: (temp) => {
      writeFileSync(join(temp, "target"), SECRET);
      symlinkSync(join(temp, "target"), join(temp, "link"));
    },
  },
  {
    what: "a link to nothing",
    path: (temp) => join(temp, "link"),
    says: "is a symbolic link",
    prepare: (temp) => symlinkSync("/nowhere", join(temp, "link")),
  },
];

const BAD_OUTPUT: readonly BadPlace[] = [
  ...BAD_FOR_BOTH,
  {
    what: "a file that is there",
    path: (temp) => join(temp, "there"),
    says: "exists already",
    prepare: (temp) => writeFileSync(join(temp, "there"), ""),
  },
  {
    what: "a folder",
    path: (temp) => join(temp, "d"),
    says: "is a folder",
    prepare: (temp) => mkdirSync(join(temp, "d")),
  },
];

const BAD_INPUT: readonly BadPlace[] = [
  ...BAD_FOR_BOTH,
  { what: "nothing", path: (temp) => join(temp, "x"), says: "does not exist" },
  {
    what: "a folder",
    path: (temp) => join(temp, "d"),
    says: "is not a regular file",
    prepare: (temp) => mkdirSync(join(temp, "d")),
  },
  {
    what: "a large file",
    path: (temp) => join(temp, "x"),
    says: "is larger than 64 KiB",
    prepare: (temp) => {
      writeFileSync(join(temp, "x"), "");
      truncateSync(join(temp, "x"), 64 * 1024 + 1);
    },
  },
  {
    what: "bytes that are no text",
    path: (temp) => join(temp, "x"),
    says: "holds bytes that are no text",
    prepare: (temp) =>
      writeFileSync(join(temp, "x"), Buffer.from([0xff, 0xfe, ...Array<number>(20).fill(0x41)])),
  },
];

function upload(world: Scene, temp: string, inputs: Inputs): Promise<InProcessRun> {
  const all = { operation: "upload-secret", "key-set-id": SECRET_SET, "key-use": "sig", "expires-on": "90d" };
  return call(world, { "application-object-id": "", ...all, ...inputs }, { env: { RUNNER_TEMP: temp } });
}

describe("secret-output-file", () => {
  it.each(BAD_OUTPUT)("refuses $what before the first request", async ({ path, says, prepare }) => {
    const world = scene();
    const temp = runnerTemp();
    prepare?.(temp);
    const inputs = { operation: "add-password", "secret-output-file": path(temp) };
    const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
    expect(run.error.code).toBe("secret-file-unusable");
    expect(run.error.what).toContain(says);
    expect(world.tenant.log).toEqual([]);
  });

  it("needs RUNNER_TEMP", async () => {
    const world = scene();
    const run = await call(world, { operation: "add-password", "secret-output-file": "x" });
    expect(run.error.code).toBe("secret-file-unusable");
    expect(world.tenant.log).toEqual([]);
  });

  it("is fine where RUNNER_TEMP itself is reached by a link, in either spelling", async () => {
    const world = scene();
    const real = runnerTemp();
    const link = join(runnerTemp(), "temp");
    symlinkSync(real, link);
    for (const path of [join(link, "a"), join(real, "b")]) {
      const inputs = { operation: "add-password", "secret-output-file": path };
      const run = await call(world, inputs, { env: { RUNNER_TEMP: link } });
      expect(run.errors).toEqual([]);
      expect(readFileSync(realpathSync(path), "utf8").length).toBeGreaterThan(20);
    }
  });
});

describe("secret-file", () => {
  it("uploads what the file holds, and deletes it", async () => {
    const world = scene();
    const temp = runnerTemp();
    const file = join(temp, "s");
    writeFileSync(file, `${SECRET}\n`);
    const run = await upload(world, temp, { "secret-file": file });
    expect(run.errors).toEqual([]);
    expect(JSON.parse(writes(world)[0]!.body)).toMatchObject({ k: SECRET });
    expect(existsSync(file)).toBe(false);
    expect(run.notices.join()).toContain("secret-file: one final newline was removed");
    expect(said(run)).not.toContain(SECRET.slice(0, 12));
    expect(expectMaskedBeforeUse(run)).toBeGreaterThan(1);
  });

  it.each(BAD_INPUT)("refuses $what before the first request", async ({ path, says, prepare }) => {
    const world = scene();
    const temp = runnerTemp();
    prepare?.(temp);
    const run = await upload(world, temp, { "secret-file": path(temp) });
    expect(run.error.code).toBe("secret-file-unusable");
    expect(run.error.what).toContain(says);
    expect(world.tenant.log).toEqual([]);
  });

  it.each([
    ["short", "only 5 characters", "short"],
    ["copied from a log", "is literally `***`", "***"],
    ["not evaluated", "an expression that was not evaluated", "${{ secrets.FACEBOOK }}"],
    ["empty", "only 0 characters", ""],
    ["longer than 16 KiB", "the limit is 16,384", "x".repeat(16_385)],
    ["no text", "holds a NUL character", "abcdefgh\0abcdefgh"],
  ])("is held to the rules of secret: %s", async (_what, says, content) => {
    const world = scene();
    const temp = runnerTemp();
    writeFileSync(join(temp, "s"), content);
    const run = await upload(world, temp, { "secret-file": "s" });
    expect(run.error).toMatchObject({ code: "input-invalid", what: expect.stringContaining(says) as string });
    expect(run.error.what).toMatch(/^secret-file: /);
    expect(world.tenant.log).toEqual([]);
    expect(existsSync(join(temp, "s"))).toBe(true);
  });

  it.each([
    ["both", { secret: SECRET, "secret-file": "s" }, "input-conflict"],
    ["neither", {}, "input-missing"],
  ])("stands instead of secret: not %s", async (_what, inputs, code) => {
    const world = scene();
    const temp = runnerTemp();
    writeFileSync(join(temp, "s"), SECRET);
    const run = await upload(world, temp, inputs);
    expect(run.error.code).toBe(code);
    expect(world.tenant.log).toEqual([]);
  });

  it("stays after a failure, an unknown outcome and a dry run", async () => {
    const world = scene();
    const temp = runnerTemp();
    const file = join(temp, "s");
    writeFileSync(file, SECRET);
    const dry = await upload(world, temp, { "secret-file": file, "dry-run": "true" });
    expect(dry.errors).toEqual([]);
    expect(dry.outputs["result"]).toContain(`<secret, ${String(SECRET.length)} characters>`);
    world.tenant.faults.add({ path: "*/uploadSecret", fault: { kind: "status", status: 403 } });
    expect((await upload(world, temp, { "secret-file": file })).error.code).toBe("request-refused");
    world.tenant.faults.add({ path: "*/uploadSecret", count: "always", fault: { kind: "drop" } });
    expect((await upload(world, temp, { "secret-file": file })).error.code).toBe("outcome-unknown");
    expect(readFileSync(file, "utf8")).toBe(SECRET);
  });

  it("warns where another file stands there meanwhile, and leaves that alone", async () => {
    const world = scene();
    const temp = runnerTemp();
    const file = join(temp, "s");
    writeFileSync(file, SECRET);
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase !== "answered" || !entry.path.endsWith("/uploadSecret")) return;
      renameSync(file, `${file}.moved`);
      writeFileSync(file, "another");
    });
    const run = await upload(world, temp, { "secret-file": file });
    expect([run.errors, effects(world)]).toEqual([[], ["uploadSecret"]]);
    expect(run.warnings.join()).toContain("something else stands there now");
    expect(readFileSync(file, "utf8")).toBe("another");
  });
});
