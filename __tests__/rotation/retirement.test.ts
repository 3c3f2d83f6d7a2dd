import { describe, expect, it } from "vitest";
import { addCertificate, removeCredential } from "../../emulator/sample.ts";
import { certificate } from "../support/certificates.ts";
import {
  alarms,
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  later,
  night,
  peek,
  registeredAs,
  rotated,
  rotationScene,
  store,
  VAULT,
  type RotationScene,
} from "./scene.ts";

/** Two rotations, so that the older key is one of ours; the second has just been delivered. */
async function twice(scene: RotationScene): Promise<{ first: string; second: string }> {
  await rotated(scene, { "retire-initial": "true" });
  const first = registeredAs(scene, held(scene))!;
  later(scene, 8 * DAY_MS);
  await rotated(scene, { force: "true", "retire-initial": "true" });
  return { first, second: registeredAs(scene, held(scene))! };
}

describe("an older key of the line", () => {
  it("stays for the overlap, counted from the delivery, and goes with the run after it", async () => {
    const scene = rotationScene();
    const { first, second } = await twice(scene);
    expect(keyIds(scene)).toEqual([first, second]);
    const delivered = peek(scene, ENVIRONMENT)!.changedAt;

    later(scene, delivered + 7 * DAY_MS - HOUR_MS - scene.clock.now());
    const early = await night(scene);
    expect(keyIds(scene)).toEqual([first, second]);
    expect(early.outputs).toMatchObject({
      changed: "false",
      "retired-key-ids": "[]",
      "retire-after": new Date(delivered + 7 * DAY_MS).toISOString().replace(".000", ""),
    });

    later(scene, 2 * HOUR_MS);
    const late = await night(scene);
    expect(late.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([second]);
    expect(late.outputs).toMatchObject({
      rotated: "false",
      changed: "true",
      "retired-key-ids": JSON.stringify([first]),
    });
    expect(alarms(scene)).toEqual([]);
  });

  it("stays as long as `overlap` says", async () => {
    const scene = rotationScene({ inputs: { overlap: "30d" } });
    const { first, second } = await twice(scene);
    later(scene, 29 * DAY_MS);
    await night(scene);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, first, second]);
    later(scene, 2 * DAY_MS);
    await night(scene, { "retire-initial": "true" });
    expect(keyIds(scene)).toEqual([second]);
  });

  it("is removed by a proof that the current key signed", async () => {
    const scene = rotationScene();
    const { second } = await twice(scene);
    later(scene, 8 * DAY_MS);
    await night(scene);
    const removal = scene.tenant.log.findLast(({ effects: done }) => done.includes("removeKey"))!;
    expect(removal.notes["proofKeyId"]).toBe(second);
  });

  it("stays where `retire-due` is false", async () => {
    const scene = rotationScene();
    const { first, second } = await twice(scene);
    later(scene, 8 * DAY_MS);
    const run = await night(scene, { "retire-due": "false" });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([first, second]);
  });

  it("goes with `retire` alone, which makes nothing though the key is due", async () => {
    const scene = rotationScene();
    const { second } = await twice(scene);
    later(scene, 170 * DAY_MS);
    const run = await night(scene, { operation: "retire" });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([second]);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "true" });
  });

  it("is no reason to fail where it cannot be removed, and goes another time", async () => {
    const scene = rotationScene();
    const { first, second } = await twice(scene);
    later(scene, 8 * DAY_MS);
    scene.tenant.faults.add({ path: "*/removeKey", fault: { kind: "status", status: 403 } });
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([expect.stringContaining(first)]);
    expect(run.outputs["retired-key-ids"]).toBe("[]");
    await night(scene);
    expect(keyIds(scene)).toEqual([second]);
  });

  it("goes before the next one is made, where both are due", async () => {
    const scene = rotationScene();
    const { first } = await twice(scene);
    later(scene, 130 * DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene);
    expect(effects(scene, before)).toEqual(["removeKey", "addKey", "putGitHubSecret"]);
    expect(run.outputs["retired-key-ids"]).toBe(JSON.stringify([first]));
  });

  it("stays while any sink is older than the current key", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const { first, second } = await twice(scene);
    scene.vault.secrets.delete("graph-key");
    store(scene, VAULT, "something old", Date.parse("2026-01-01T00:00:00Z"));
    later(scene, 8 * DAY_MS);
    const run = await night(scene, { operation: "retire" });
    expect(keyIds(scene)).toEqual([first, second]);
    expect(run.error).toMatchObject({ code: "delivery-incomplete", blame: "input" });
    expect(run.error.what).toContain(VAULT);
  });
});

describe("the key that the first of the line succeeded", () => {
  it("stays, and the notice names the input that would let it go", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    const run = await night(scene);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    expect(run.notices).toEqual([expect.stringMatching(`${scene.initial.keyId}.*retire-initial: true`)]);
  });

  it("goes with `retire-initial`, after the overlap", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, DAY_MS);
    await night(scene);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    later(scene, 7 * DAY_MS);
    const run = await night(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
    expect(run.notices).toEqual([]);
  });

  it("goes where `retire-key-ids` names it", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    await night(scene, { "retire-key-ids": scene.initial.keyId });
    expect(keyIds(scene)).not.toContain(scene.initial.keyId);
  });
});

describe("keys that are not of the line", () => {
  it("are never touched, whatever they look like", async () => {
    const scene = rotationScene();
    const { id } = scene.app.application;
    const foreign = ["by hand", "keyroll", "keyroll:nightly", "keyroll:nightly:x:0123456789abcdef"].map(
      (displayName) => addCertificate(scene.tenant, id, certificate(displayName), { displayName }).keyId,
    );
    await twice(scene);
    later(scene, 8 * DAY_MS);
    await night(scene);
    expect(keyIds(scene)).toEqual(expect.arrayContaining(foreign));
  });

  it("go only where `retire-key-ids` names them, and after the overlap", async () => {
    const scene = rotationScene();
    const foreign = addCertificate(scene.tenant, scene.app.application.id, certificate("by hand")).keyId;
    await rotated(scene);
    later(scene, DAY_MS);
    await night(scene, { "retire-key-ids": foreign.toUpperCase() });
    expect(keyIds(scene)).toContain(foreign);
    later(scene, 8 * DAY_MS);
    await night(scene, { "retire-key-ids": `${foreign}\n` });
    expect(keyIds(scene)).not.toContain(foreign);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
  });

  it("go without harm where somebody has removed them in the meantime", async () => {
    const scene = rotationScene();
    const { first, second } = await twice(scene);
    removeCredential(scene.tenant, scene.app.application.id, first);
    later(scene, 8 * DAY_MS);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([second]);
  });

  it("are the other line's, where two lines roll one object: neither removes the other's", async () => {
    const scene = rotationScene();
    const other = { "rotation-name": "other", "deliver-to": VAULT, "retire-initial": "true" };
    store(scene, VAULT, scene.initial.text);
    const mine = { "retire-initial": "true" };
    await rotated(scene, mine);
    await rotated(scene, { ...other, "client-certificate": held(scene, VAULT) });
    const kept = [held(scene), held(scene, VAULT)].map((text) => registeredAs(scene, text));
    for (let week = 0; week < 3; week++) {
      later(scene, 8 * DAY_MS);
      const runs = [
        await night(scene, { ...mine, force: "true" }),
        await night(scene, { ...other, force: "true", "client-certificate": held(scene, VAULT) }),
      ];
      expect(runs.flatMap(({ errors }) => errors)).toEqual([]);
      for (const text of [held(scene), held(scene, VAULT)]) {
        expect(registeredAs(scene, text)).toBeDefined();
      }
      // Each line: its current key, and the one before it.
      expect(keyIds(scene).length).toBeLessThanOrEqual(4 + (week === 0 ? 1 : 0));
    }
    expect(kept.every((keyId) => keyId !== undefined)).toBe(true);
    expect(alarms(scene)).toEqual([]);
  });
});
