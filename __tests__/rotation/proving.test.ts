import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../emulator/log.ts";
import {
  alarms,
  DAY_MS,
  effects,
  held,
  keyIds,
  later,
  night,
  registeredAs,
  rotated,
  rotationScene,
  type RotationScene,
} from "./scene.ts";

function proofs(scene: RotationScene): readonly LogEntry[] {
  const added = scene.tenant.log.findIndex((entry) => entry.effects.includes("addKey"));
  return scene.tenant.log.slice(added).filter(({ path }) => path.endsWith("/token"));
}

/** Of the token requests the first one signs in: the others prove. */
const failing = (code: string, nth: number, count: number | "always" = 1) =>
  ({
    path: "*/token",
    nth: nth + 1,
    count,
    fault: {
      kind: "status",
      status: 401,
      body: JSON.stringify({
        error: "invalid_client",
        error_description: `AADSTS${code}: no.`,
        error_codes: [Number(code)],
      }),
    },
  }) as const;

describe("proving", () => {
  it("asks three times for itself, after a pause, each time with an assertion of its own", async () => {
    const scene = rotationScene();
    await rotated(scene);
    const asked = proofs(scene);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
    const added = scene.tenant.log.find((entry) => entry.effects.includes("addKey"))!;
    expect(asked[0]!.time - added.time).toBeGreaterThanOrEqual(10_000);
    // One success speaks for one node, and so do three of the same moment.
    for (const [index, { time }] of asked.slice(1).entries())
      expect(time - asked[index]!.time).toBeGreaterThanOrEqual(2_000);
    expect(new Set(asked.map(({ notes }) => notes["assertionJti"])).size).toBe(3);
    expect(new Set(asked.map(({ notes }) => notes["client"]))).toEqual(new Set([scene.app.appId]));
  });

  it.each([["700027"], ["7000215"]])("waits for a node that lags (AADSTS%s)", async (code) => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing(code, 1, 4));
    await rotated(scene);
    expect(proofs(scene)).toHaveLength(7);
  });

  it("waits for a directory that lags by minutes", async () => {
    const scene = rotationScene();
    scene.tenant.directory.lag.tokens = { ms: 180_000 };
    await rotated(scene);
    expect(proofs(scene).length).toBeGreaterThan(5);
    expect(alarms(scene)).toEqual([]);
  });

  it("counts from the beginning when a success is followed by a refusal: three in a row", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing("700027", 3));
    await rotated(scene);
    expect(proofs(scene).map(({ status }) => status)).toEqual([200, 200, 401, 200, 200, 200]);
  });

  it("asks less and less often", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing("700027", 1, 6));
    await rotated(scene);
    const times = proofs(scene).map(({ time }) => time);
    const pauses = times.slice(1, 6).map((time, index) => time - times[index]!);
    expect(pauses).toEqual([...pauses].sort((left, right) => left - right));
    expect(pauses.at(-1)).toBeGreaterThan(pauses[0]!);
  });

  it("after the delivery, where nothing may be read, one node that does not know it is no evidence", async () => {
    const scene = rotationScene({ may: "none" });
    scene.tenant.faults.add(failing("700027", 4));
    const run = await rotated(scene);
    expect(run.warnings).toEqual([]);
    expect(proofs(scene).map(({ status }) => status)).toEqual([200, 200, 200, 401, 200]);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
  });

  it("waits for a token service that is out of order", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add({ path: "*/token", nth: 2, count: 3, fault: { kind: "status", status: 503 } });
    scene.tenant.faults.add({ path: "*/token", nth: 5, count: 2, fault: { kind: "drop" } });
    await rotated(scene);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
  });
});

describe("a key that is not accepted in time", () => {
  it("stays as a leftover, undelivered; the error names it", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing("700027", 1, "always"));
    const run = await night(scene, { "prove-timeout": "2m" });
    expect(run.error.code).toBe("not-proved");
    const leftover = keyIds(scene).find((keyId) => keyId !== scene.initial.keyId)!;
    expect(run.error.message).toContain(leftover);
    expect(effects(scene)).toEqual(["addKey"]);
    const asked = proofs(scene);
    expect(asked.at(-1)!.time - asked[0]!.time).toBeLessThanOrEqual(120_000);
  });

  it("is asked a last time within a short budget", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing("700027", 1, "always"));
    await night(scene, { "prove-timeout": "20s" });
    expect(proofs(scene).length).toBeGreaterThan(0);
  });

  it("does no harm: the next run makes another, and the leftover goes later", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    scene.tenant.faults.add(failing("700027", 1, "always"));
    await night(scene);
    scene.tenant.faults.clear();
    later(scene, DAY_MS);
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });
});

describe("a key that is refused for good", () => {
  it("is removed again by the current key", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add(failing("700016", 1));
    const run = await night(scene);
    expect(run.error.code).toBe("not-proved");
    expect(run.error.message).toMatch(/was removed again/);
    expect(effects(scene)).toEqual(["addKey", "removeKey"]);
    const removal = scene.tenant.log.find((entry) => entry.effects.includes("removeKey"))!;
    expect(removal.notes["proofKeyId"]).toBe(scene.initial.keyId);
    expect(keyIds(scene)).toEqual([scene.initial.keyId]);
  });

  it.each([["53003"], ["530034"]])(
    "by Conditional Access (AADSTS%s): not proved, with a remedy of its own",
    async (code) => {
      const scene = rotationScene();
      scene.tenant.faults.add(failing(code, 1));
      const run = await night(scene);
      expect(run.error.code).toBe("not-proved");
      expect(run.error.message).toMatch(/Conditional Access/i);
      expect(keyIds(scene)).toEqual([scene.initial.keyId]);
    },
  );

  it("of a password is removed again too", async () => {
    const scene = rotationScene({ credential: "password" });
    scene.tenant.faults.add(failing("700016", 2));
    const run = await night(scene);
    expect(run.error.code).toBe("not-proved");
    expect(effects(scene)).toEqual(["addPassword", "removePassword"]);
  });
});
