import { describe, expect, it } from "vitest";
import {
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  later,
  night,
  registeredAs,
  REPOSITORY,
  rotated,
  rotationScene,
  store,
  VAULT,
  type RotationScene,
} from "./scene.ts";

/** A run that was cut off after it had added its key: the key stays, undelivered. */
async function leaveOne(scene: RotationScene, inputs: Record<string, string> = {}): Promise<string> {
  const before = new Set(keyIds(scene));
  const interrupt = new AbortController();
  const run = await night(
    scene,
    { force: "true", ...inputs },
    {
      interrupt,
      wire: () => {
        if (keyIds(scene).some((keyId) => !before.has(keyId))) interrupt.abort();
        return undefined;
      },
    },
  );
  expect(run.error.code).toBe("interrupted");
  return keyIds(scene).find((keyId) => !before.has(keyId))!;
}

describe("an input that is not what was delivered last", () => {
  it("stops the run before any write: a newer key was delivered since", async () => {
    const scene = rotationScene();
    const queued = { input: held(scene), readAt: scene.clock.now() };
    later(scene, HOUR_MS);
    await rotated(scene);
    later(scene, HOUR_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene, { force: "true" }, queued);
    expect(run.error).toMatchObject({ code: "stale-input", blame: "input" });
    expect(run.error.message).toContain(ENVIRONMENT);
    expect(effects(scene, before)).toEqual([]);
    expect(run.outputs).toEqual({});
  });

  it("stops a `retire` too", async () => {
    const scene = rotationScene();
    const queued = { input: held(scene), readAt: scene.clock.now() };
    later(scene, HOUR_MS);
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    const run = await night(scene, { operation: "retire", "retire-initial": "true" }, queued);
    expect(run.error.code).toBe("stale-input");
  });

  it("is not assumed where a foreign key is newer", async () => {
    const scene = rotationScene();
    store(scene, VAULT, held(scene));
    await rotated(scene, { "rotation-name": "other", "deliver-to": VAULT });
    const run = await night(scene, {}, { input: scene.initial.text });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
  });
});

describe("a key that a crash left behind", () => {
  it("is warned of; the run goes on, and removes nothing newer", async () => {
    const scene = rotationScene();
    const leftover = await leaveOne(scene);
    later(scene, DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([expect.stringContaining(leftover)]);
    expect(effects(scene, before)).toEqual(["addKey", "putGitHubSecret"]);
    expect(keyIds(scene)).toContain(leftover);
  });

  it("is retired with the others after the next success", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    const leftover = await leaveOne(scene);
    later(scene, DAY_MS);
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    const run = await rotated(scene);
    expect(JSON.parse(run.outputs["retired-key-ids"]!)).toEqual(
      expect.arrayContaining([leftover, scene.initial.keyId]),
    );
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("stays where `retire-key-ids` names it: it is newer than the input", async () => {
    const scene = rotationScene();
    const leftover = await leaveOne(scene);
    later(scene, DAY_MS);
    await night(scene, { operation: "retire", "retire-key-ids": leftover });
    expect(keyIds(scene)).toContain(leftover);
  });

  it("stops the adding when it is the third of them, and they are named", async () => {
    const scene = rotationScene();
    const leftovers: string[] = [];
    for (let count = 0; count < 3; count++) {
      leftovers.push(await leaveOne(scene));
      later(scene, DAY_MS);
    }
    const before = scene.tenant.log.length;
    const run = await night(scene);
    expect(run.error.code).toBe("too-many-leftovers");
    for (const keyId of leftovers) expect(run.error.message).toContain(keyId);
    expect(effects(scene, before)).toEqual([]);
  });

  it("that has ended is none", async () => {
    const scene = rotationScene({
      period: {
        notBefore: new Date(Date.parse("2026-05-30T00:00:00Z")),
        notAfter: new Date(Date.parse("2028-05-30T00:00:00Z")),
      },
    });
    for (let count = 0; count < 3; count++) await leaveOne(scene, { validity: "60d" });
    later(scene, 61 * DAY_MS);
    const run = await night(scene, { force: "true" });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([]);
  });
});

describe("without the right to read, times tell", () => {
  it.each([
    ["an environment's secret changed after the job began", ENVIRONMENT],
    ["a vault's secret changed after the job began", VAULT],
    ["a repository's secret changed after the run began", REPOSITORY],
  ] as const)("%s: stale", async (_, sink) => {
    const scene = rotationScene({ may: "none", sinks: [sink] });
    const old = held(scene);
    const readAt = scene.clock.now();
    later(scene, HOUR_MS);
    await rotated(scene);
    later(scene, HOUR_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene, { force: "true" }, { input: old, readAt });
    expect(run.error.code).toBe("stale-input");
    expect(effects(scene, before)).toEqual([]);
  });

  it.each([
    ["a repository's secret is read by the run, however late its job begins", REPOSITORY, ["stale-input"]],
    ["an environment's secret is read by the job", ENVIRONMENT, []],
  ] as const)("%s", async (_, sink, codes) => {
    const scene = rotationScene({ may: "none", sinks: [sink] });
    const readAt = scene.clock.now();
    later(scene, HOUR_MS);
    await rotated(scene);
    later(scene, HOUR_MS);
    const run = await night(scene, { force: "true" }, { readAt, jobAt: scene.clock.now() });
    expect(run.errors.map(({ code }) => code)).toEqual(codes);
  });

  it("and what changed before the job began is no reason to stop", async () => {
    const scene = rotationScene({ may: "none" });
    await rotated(scene);
    later(scene, HOUR_MS);
    const run = await night(scene, { force: "true" });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
  });
});
