import { describe, expect, it } from "vitest";
import { expectMaskedBeforeUse } from "../support/canary.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { pooledKeys } from "../support/key-pool.ts";
import { Canaries, shownBy, travelled } from "./leaks.ts";
import {
  DAY_MS,
  ENVIRONMENT,
  GITHUB_TOKEN,
  held,
  keyIds,
  later,
  night,
  registeredAs,
  rotated,
  rotationScene,
  VAULT,
  type RotationScene,
} from "./scene.ts";

describe("outputs", () => {
  it("of a rotation", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const { outputs } = await rotated(scene);
    expect(outputs).toMatchObject({
      rotated: "true",
      changed: "true",
      "key-id": registeredAs(scene, held(scene)),
      "previous-key-id": scene.initial.keyId,
      "delivered-to": `${ENVIRONMENT}\n${VAULT}`,
      "retired-key-ids": "[]",
      "expires-in-days": "179",
      "key-set-id": "",
      kid: "",
    });
    expect(outputs["thumbprint"]).toMatch(/^[0-9A-F]{40}$/);
    expect(outputs["retire-after"]).toMatch(/^2026-06-08T12:02:\d\dZ$/);
    // A third of 180 days before its end.
    expect(outputs["due-in-days"]).toBe("120");
  });

  it("of a run that found nothing due are of the current key", async () => {
    const scene = rotationScene();
    const first = await rotated(scene);
    later(scene, DAY_MS);
    const { outputs } = await rotated(scene);
    expect(outputs).toMatchObject({
      rotated: "false",
      changed: "false",
      "key-id": first.outputs["key-id"],
      thumbprint: first.outputs["thumbprint"],
      "previous-key-id": "",
      "delivered-to": "",
      "retired-key-ids": "[]",
    });
  });

  it("stand in `result` too, with their types", async () => {
    const scene = rotationScene();
    const { outputs } = await rotated(scene);
    expect(JSON.parse(outputs["result"]!)).toMatchObject({
      operation: "rotate",
      rotated: true,
      changed: true,
      "delivered-to": [ENVIRONMENT],
      "retired-key-ids": [],
      "due-in-days": 120,
    });
  });

  it("are empty after a failure", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add({ path: "*/addKey", fault: { kind: "status", status: 403 } });
    expect((await night(scene)).outputs).toEqual({});
  });
});

describe("the summary", () => {
  it("says where it was delivered and what every key is", async () => {
    const scene = rotationScene();
    const { summary } = await rotated(scene);
    expect(summary).toContain("Where it is delivered");
    for (const keyId of keyIds(scene)) expect(summary).toContain(keyId);
    expect(summary).toMatch(/the one before/);
    expect(summary).toMatch(/The older key may be retired from/);
  });
});

describe("nothing secret shows", () => {
  it.each<[what: string, make: () => RotationScene, inputs: Record<string, string>, fault?: string]>([
    ["a certificate", () => rotationScene({ sinks: [ENVIRONMENT, VAULT] }), {}],
    ["a certificate, without reading", () => rotationScene({ may: "none" }), {}],
    ["a certificate, undelivered", () => rotationScene(), {}, "PUT"],
    ["a PFX", () => rotationScene(), { "deliver-as": "pfx", "deliver-password": "canary pass phrase #1" }],
    ["a password", () => rotationScene({ credential: "password" }), {}],
    ["a password, undelivered", () => rotationScene({ credential: "password" }), {}, "PUT"],
    ["an emergency", () => rotationScene(), { emergency: "true" }],
  ])("of %s: neither keys nor tokens", async (_, make, { emergency, ...inputs }, fault) => {
    const scene = make();
    if (fault !== undefined) {
      scene.tenant.faults.add({ method: fault, path: "*", fault: { kind: "status", status: 403 } });
    }
    const leaked = emergency === undefined ? {} : { "emergency-key-id": scene.initial.keyId };
    const runs: InProcessRun[] = [await night(scene, { ...inputs, ...leaked })];
    const canaries = new Canaries().text("GitHub token", GITHUB_TOKEN).text("first", scene.initial.text);
    for (const key of pooledKeys()) canaries.key("new key", key);
    if (scene.options.credential === "password") canaries.text("password", held(scene));
    for (const run of runs) {
      travelled(canaries, run);
      for (const { where, text } of shownBy(run))
        expect(`${where}: ${canaries.find(text) ?? ""}`).toBe(`${where}: `);
      expect(expectMaskedBeforeUse(run)).toBeGreaterThan(0);
    }
  });

  it("and private keys travel in sealed boxes and to the vault only", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const run = await rotated(scene);
    const canaries = new Canaries();
    for (const key of pooledKeys()) canaries.key("new key", key);
    const carriers = run.events.flatMap((event) =>
      event.kind === "request" && canaries.find(event.text) !== undefined
        ? [`${event.request.method} ${event.request.url.host}`]
        : [],
    );
    expect(carriers).toEqual(["PUT contoso.vault.azure.net"]);
  });
});
