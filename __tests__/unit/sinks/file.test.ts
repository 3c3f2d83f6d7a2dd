import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseDeliverTo } from "../../../src/config/deliver-to.ts";
import { Secret } from "../../../src/secrets/secret.ts";
import { openFile } from "../../../src/sinks/file.ts";
import { firstStepStart } from "../../../src/sinks/run-start.ts";
import { DeliveryFailed, type Sink } from "../../../src/sinks/sink.ts";

const CREDENTIAL = "canary: a new credential\n";

let temp = "";

beforeEach(() => {
  temp = realpathSync(mkdtempSync(join(tmpdir(), "keyroll-file-")));
});

afterEach(() => {
  rmSync(temp, { recursive: true });
});

function open(path: string): Sink {
  const [target] = parseDeliverTo(`file:${path}`, temp);
  if (target?.kind !== "file") return expect.fail("no file");
  return openFile(target);
}

const deliver = (sink: Sink) =>
  sink.deliver(new Secret(CREDENTIAL, "new credential"), {
    line: "billing",
    number: 1,
    keyId: undefined,
    notBefore: undefined,
    expiresOn: undefined,
    deliveredAt: 0,
  });

async function refusal(work: Promise<unknown>): Promise<DeliveryFailed> {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof DeliveryFailed)) return expect.fail("it was not refused");
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  return error;
}

describe("a file", () => {
  test("is a hand-over, written for its owner only", async () => {
    const sink = open("key.pem");
    expect([sink.kind, sink.name]).toEqual(["hand-over", "file:key.pem"]);
    expect(await sink.inspect()).toEqual({ changedAt: undefined });
    expect(readdirSync(temp)).toEqual([]);
    expect(await deliver(sink)).toEqual({ deliveredAt: undefined, detail: "written" });
    expect(readFileSync(join(temp, "key.pem"), "utf8")).toBe(CREDENTIAL);
    expect(statSync(join(temp, "key.pem")).mode & 0o777).toBe(0o600);
    expect(readdirSync(temp)).toEqual(["key.pem"]);
  });

  test("takes the place of an older one, and of its rights", async () => {
    const path = join(temp, "key.pem");
    writeFileSync(path, "old", { mode: 0o644 });
    const before = statSync(path).ino;
    await deliver(open(path));
    expect(readFileSync(path, "utf8")).toBe(CREDENTIAL);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).ino).not.toBe(before);
  });

  test("is never written through a link, nor over a folder", async () => {
    writeFileSync(join(temp, "victim"), "untouched");
    symlinkSync(join(temp, "victim"), join(temp, "link"));
    mkdirSync(join(temp, "folder"));
    for (const name of ["link", "folder"]) {
      const sink = open(name);
      await expect(sink.inspect()).rejects.toMatchObject({ code: "secret-file-unusable" });
      expect((await refusal(deliver(sink))).outcome).toBe("refused");
    }
    expect(readFileSync(join(temp, "victim"), "utf8")).toBe("untouched");
  });

  test("whose folder was replaced by a link after the inspection is refused", async () => {
    mkdirSync(join(temp, "folder"));
    mkdirSync(join(temp, "elsewhere"));
    const sink = open("folder/key.pem");
    await sink.inspect();
    rmSync(join(temp, "folder"), { recursive: true });
    symlinkSync(join(temp, "elsewhere"), join(temp, "folder"));
    expect((await refusal(deliver(sink))).outcome).toBe("refused");
    expect(readdirSync(join(temp, "elsewhere"))).toEqual([]);
  });

  test("under a name that the file system refuses shows at once", async () => {
    const sink = open(`${"long".repeat(80)}.pem`);
    await expect(sink.inspect()).rejects.toMatchObject({ code: "secret-file-unusable" });
  });
});

test("the first step's start is the time of the event file's folder, not of the file", () => {
  const folder = join(temp, "_github_workflow");
  mkdirSync(folder);
  writeFileSync(join(folder, "event.json"), "{}");
  utimesSync(folder, 1_000, 1_000);
  writeFileSync(join(folder, "event.json"), '{"a":1}');
  expect(firstStepStart(join(folder, "event.json"))).toBe(1_000);
  expect(firstStepStart(join(temp, "none", "event.json"))).toBeUndefined();
  expect(firstStepStart(undefined)).toBeUndefined();
});
