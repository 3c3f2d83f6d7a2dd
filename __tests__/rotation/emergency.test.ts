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
  NOT_DUE,
  registeredAs,
  rotated,
  rotationScene,
  VAULT,
} from "./scene.ts";

describe("a leaked key", () => {
  it.each(["certificate", "password"] as const)(
    "(%s) that is the current one is replaced and removed at once",
    async (credential) => {
      const scene = rotationScene({ credential, period: NOT_DUE });
      const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
      expect(run.errors).toEqual([]);
      const kind = credential === "certificate" ? "Key" : "Password";
      expect(effects(scene)).toEqual([`add${kind}`, "putGitHubSecret", `remove${kind}`]);
      expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
      expect(run.outputs).toMatchObject({
        rotated: "true",
        "retired-key-ids": JSON.stringify([scene.initial.keyId]),
      });
      expect(alarms(scene)).toEqual([]);
    },
  );

  it.each(["certificate", "password"] as const)(
    "(%s) is removed though the directory is still busy with its successor",
    async (credential) => {
      const scene = rotationScene({ credential, period: NOT_DUE });
      scene.tenant.behaviour.busyAfterWriteMs = 30_000;
      const run = await night(scene, { "emergency-key-id": scene.initial.keyId, settle: "0s" });
      expect(run.errors).toEqual([]);
      const refused = scene.tenant.log.filter(({ status }) => status === 409);
      expect(refused.length).toBeGreaterThan(0);
      expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
      expect(alarms(scene)).toEqual([]);
    },
  );

  it("is removed by the new key's proof, and waits until the service knows that one", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    scene.tenant.directory.lag.writes = { ms: 45_000 };
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId, settle: "0s" });
    expect(run.errors).toEqual([]);
    const removal = scene.tenant.log.findLast((entry) => entry.effects.includes("removeKey"))!;
    expect(removal.notes["proofKeyId"]).toBe(registeredAs(scene, held(scene)));
  });

  it("that an earlier run replaced is only removed: nobody needs another new one", async () => {
    const scene = rotationScene();
    await rotated(scene);
    const leaked = registeredAs(scene, held(scene))!;
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    const before = scene.tenant.log.length;
    const run = await night(scene, { "emergency-key-id": leaked });
    expect(run.errors).toEqual([]);
    expect(effects(scene, before)).toEqual(["removeKey"]);
    expect(run.outputs).toMatchObject({
      rotated: "false",
      changed: "true",
      "retired-key-ids": JSON.stringify([leaked]),
    });
  });

  it("that this run retires anyway is removed once, and named with the others", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    await rotated(scene);
    const leaked = registeredAs(scene, held(scene))!;
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, 8 * DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene, { "emergency-key-id": leaked });
    expect(run.errors).toEqual([]);
    expect(effects(scene, before)).toEqual(["removeKey", "removeKey"]);
    expect(scene.tenant.log.slice(before).filter(({ path }) => path.endsWith("/removeKey"))).toHaveLength(2);
    expect((JSON.parse(run.outputs["retired-key-ids"]!) as string[]).sort()).toEqual(
      [leaked, scene.initial.keyId].sort(),
    );
  });

  it("that the first of the line succeeded is only removed too", async () => {
    const scene = rotationScene();
    await rotated(scene);
    const before = scene.tenant.log.length;
    later(scene, HOUR_MS);
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    expect(run.errors).toEqual([]);
    expect(effects(scene, before)).toEqual(["removeKey"]);
  });

  it("that nobody knows of causes a rotation, and goes", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const leaked = addCertificate(scene.tenant, scene.app.application.id, certificate("leaked")).keyId;
    const run = await night(scene, { "emergency-key-id": leaked.toUpperCase() });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
    expect(keyIds(scene)).not.toContain(leaked);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
  });

  it.each(["certificate", "password"] as const)(
    "(%s) that an earlier run of this action removed: green, and it says so",
    async (credential) => {
      const scene = rotationScene({ credential, period: NOT_DUE });
      await rotated(scene, { "emergency-key-id": scene.initial.keyId });
      later(scene, HOUR_MS);
      const before = scene.tenant.log.length;
      const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
      expect(run.errors).toEqual([]);
      expect(run.outputs).toMatchObject({ changed: "false", rotated: "false" });
      expect(run.steps.at(-1)).toMatch(/an earlier run of this action replaced it, and it is gone/);
      expect(effects(scene, before)).toEqual([]);
    },
  );

  it.each(["certificate", "password"] as const)(
    "(%s) whose id has a typing error is an error, with what stands there instead",
    async (credential) => {
      const scene = rotationScene({ credential, period: NOT_DUE });
      const run = await night(scene, { "emergency-key-id": "0b3c0c1e-7c5e-4d5e-9c0a-111111111111" });
      expect(run.error).toMatchObject({ code: "key-not-found", blame: "input" });
      expect(run.error.message).toContain(scene.initial.keyId);
      expect(effects(scene)).toEqual([]);
    },
  );

  it.each([
    ["client secret while certificates are rolled", "certificate", /credential: password/],
    ["certificate while client secrets are rolled", "password", /credential: certificate/],
  ] as const)("that is a %s is an error that says which input does it", async (_, credential, remedy) => {
    const { addPassword } = await import("../../emulator/sample.ts");
    const scene = rotationScene({ credential, period: NOT_DUE });
    const { id } = scene.app.application;
    const leaked =
      credential === "certificate"
        ? addPassword(scene.tenant, id, { startDateTime: scene.clock.now() - DAY_MS }).keyId
        : addCertificate(scene.tenant, id, certificate("leaked")).keyId;
    const run = await night(scene, { "emergency-key-id": leaked });
    expect(run.error).toMatchObject({ code: "input-conflict", blame: "input" });
    expect(run.error.what).toContain(leaked);
    expect(run.error.remedy).toMatch(remedy);
    expect(effects(scene)).toEqual([]);
  });

  it("that stands on the service principal instead is an error that says which input does it", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const { keyId } = addCertificate(scene.tenant, scene.app.servicePrincipal.id, certificate("leaked"));
    const run = await night(scene, { "emergency-key-id": keyId });
    expect(run.error.code).toBe("input-conflict");
    expect(run.error.remedy).toContain(`service-principal-app-id: ${scene.app.appId}`);
  });

  it("that was added a moment ago, and is not on every replica yet, is looked for again", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const { id } = scene.app.application;
    const made = certificate("leaked a moment ago");
    const { directory } = scene.tenant;
    directory.lag.reads = { ms: 12_000 };
    const leaked = "7d6e9a52-2d4f-4c6e-9b0a-222222222222";
    directory.commit(scene.clock.now(), (now) => {
      const object = now.objects.get(id)!;
      const key = {
        ...object.keyCredentials[0]!,
        keyId: leaked,
        thumbprint: made.thumbprint,
        certificate: made.der.toString("base64"),
      };
      return {
        ...now,
        objects: new Map(now.objects).set(id, { ...object, keyCredentials: [...object.keyCredentials, key] }),
      };
    });
    const run = await night(scene, { "emergency-key-id": leaked });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).not.toContain(leaked);
    expect(run.outputs["retired-key-ids"]).toBe(JSON.stringify([leaked]));
  });

  it("that an earlier run replaced, and that an old replica hides, is not taken for gone", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, HOUR_MS);
    let looks = 0;
    const run = await night(
      scene,
      { "emergency-key-id": scene.initial.keyId },
      {
        answer: ({ method, url }, response) => {
          if (method !== "GET" || !url.pathname.includes("/applications/") || ++looks > 1) return response;
          const shown = JSON.parse(response.body) as { keyCredentials: { keyId: string }[] };
          const keyCredentials = shown.keyCredentials.filter(({ keyId }) => keyId !== scene.initial.keyId);
          return { ...response, body: JSON.stringify({ ...shown, keyCredentials }) };
        },
      },
    );
    expect(run.errors).toEqual([]);
    expect(looks).toBeGreaterThan(1);
    expect(keyIds(scene)).not.toContain(scene.initial.keyId);
    expect(registeredAs(scene, held(scene))).toBeDefined();
  });

  it("takes a second entry of the same certificate with it", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const twice = addCertificate(scene.tenant, scene.app.application.id, scene.initial.made!).keyId;
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).not.toContain(twice);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("stays where the new one could not be delivered", async () => {
    const scene = rotationScene({ period: NOT_DUE, sinks: [ENVIRONMENT, VAULT] });
    scene.tenant.faults.add({ method: "PUT", path: "/secrets/*", fault: { kind: "status", status: 403 } });
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    expect(run.error.code).toBe("delivery-incomplete");
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    // The next one goes on where it stopped: the second sink, then the leaked key.
    const before = scene.tenant.log.length;
    const again = await night(scene, { "emergency-key-id": scene.initial.keyId });
    expect(again.errors).toEqual([]);
    expect(effects(scene, before)).toEqual(["setVaultSecret", "removeKey"]);
  });

  it.each(["certificate", "password"] as const)(
    "(%s) that cannot be removed is an error that says so, and names its successor",
    async (credential) => {
      const scene = rotationScene({ credential, period: NOT_DUE });
      const path = credential === "certificate" ? "*/removeKey" : "*/removePassword";
      scene.tenant.faults.add({ path, fault: { kind: "status", status: 403 } });
      const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
      expect(run.error.code).toBe("retirement-incomplete");
      expect(run.error.what).toContain(scene.initial.keyId);
      expect(run.error.message).toContain(registeredAs(scene, held(scene)));
      const again = await night(scene, { "emergency-key-id": scene.initial.keyId });
      expect(again.errors).toEqual([]);
      expect(again.outputs["rotated"]).toBe("false");
      expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
    },
  );

  it("is refused by `retire`, which makes no successor, before any request", async () => {
    const scene = rotationScene();
    const run = await night(scene, { operation: "retire", "emergency-key-id": scene.initial.keyId });
    expect(run.error).toMatchObject({ code: "input-conflict", blame: "input" });
    expect(run.requests).toEqual([]);
  });

  it("is refused on a schedule, before any request", async () => {
    const scene = rotationScene();
    const run = await night(
      scene,
      { "emergency-key-id": scene.initial.keyId },
      { env: { GITHUB_EVENT_NAME: "schedule" } },
    );
    expect(run.error).toMatchObject({ code: "input-invalid", blame: "input" });
    expect(run.error.what).toMatch(/^emergency-key-id/);
    expect(run.requests).toEqual([]);
  });

  it("is removed by an application that may read nothing, where the input tells its id", async () => {
    const scene = rotationScene({ may: "none" });
    await rotated(scene);
    const leaked = registeredAs(scene, held(scene))!;
    later(scene, HOUR_MS);
    const run = await night(scene, { "emergency-key-id": leaked });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, registeredAs(scene, held(scene))]);
  });
});

describe("the summary", () => {
  it("asks of everything newer than the leaked key: did you add this?", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const { id } = scene.app.application;
    const period = (days: number): { startDateTime: number; endDateTime: number } => ({
      startDateTime: scene.clock.now() - days * DAY_MS,
      endDateTime: scene.clock.now() + 90 * DAY_MS,
    });
    const older = addCertificate(scene.tenant, id, certificate("older"), period(20)).keyId;
    const newer = addCertificate(scene.tenant, id, certificate("newer"), period(5)).keyId;
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    const [, question = ""] = run.summary.split(/did you add this\?/);
    expect(question).toContain(newer);
    expect(question).not.toContain(older);
  });

  it("lists passwords that are newer than a leaked certificate too", async () => {
    const { addPassword } = await import("../../emulator/sample.ts");
    const scene = rotationScene({ period: NOT_DUE });
    const secret = addPassword(scene.tenant, scene.app.application.id, {
      startDateTime: scene.clock.now() - DAY_MS,
    });
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    const [, question = ""] = run.summary.split(/did you add this\?/);
    expect(question).toContain(secret.keyId);
  });

  it("asks nothing where nothing is newer", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const run = await night(scene, { "emergency-key-id": scene.initial.keyId });
    expect(run.summary).toMatch(/No other credential on the object is newer/);
    removeCredential(scene.tenant, scene.app.application.id, scene.initial.keyId);
  });
});
