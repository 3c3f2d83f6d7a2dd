import { describe, expect, it } from "vitest";
import { addPassword, removeCredential } from "../../emulator/sample.ts";
import {
  alarms,
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  later,
  LINE,
  night,
  NOT_DUE,
  passwords,
  registeredAs,
  rotated,
  rotationScene,
  store,
  VAULT,
} from "./scene.ts";

const password = { credential: "password" } as const;

describe("a password", () => {
  it("is added, proved, delivered, and the older one removed later", async () => {
    const scene = rotationScene({ ...password, inputs: { "retire-initial": "true" } });
    const run = await rotated(scene);
    expect(effects(scene)).toEqual(["addPassword", "putGitHubSecret"]);
    const made = passwords(scene).find(({ secretText }) => secretText === held(scene))!;
    expect(made.displayName).toMatch(new RegExp(`^keyroll:${LINE}:1:[0-9a-f]{16} `));
    expect(run.outputs).toMatchObject({
      rotated: "true",
      "key-id": made.keyId,
      "previous-key-id": scene.initial.keyId,
    });
    const asked = scene.tenant.log.filter(
      ({ notes, path }) => path.endsWith("/token") && notes["keyId"] === made.keyId,
    );
    expect(asked).toHaveLength(3);

    later(scene, 6 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toHaveLength(2);
    later(scene, 2 * DAY_MS);
    const retired = await rotated(scene);
    expect(retired.outputs["retired-key-ids"]).toBe(JSON.stringify([scene.initial.keyId]));
    expect(keyIds(scene)).toEqual([made.keyId]);
    expect(alarms(scene)).toEqual([]);
  });

  it("that is not due stays, and the step says when it is", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const run = await rotated(scene);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "false", "due-in-days": "110" });
    expect(run.outputs["key-id"]).toBe(scene.initial.keyId);
  });

  it("is given apart from the sign-in by `current-secret`", async () => {
    const scene = rotationScene(password);
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    const run = await night(scene, { "client-secret": own.secretText, "current-secret": scene.initial.text });
    expect(run.errors).toEqual([]);
    expect(run.outputs["previous-key-id"]).toBe(scene.initial.keyId);
  });

  it("needs the right to read the object, and says so before any write", async () => {
    const scene = rotationScene({ ...password, may: "none" });
    const run = await night(scene);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toMatch(/needs to read the object/);
    expect(effects(scene)).toEqual([]);
  });
});

describe("which password is the current one", () => {
  it("cannot be told where two have its hint: nothing is removed but what is named", async () => {
    const scene = rotationScene({ ...password, inputs: { "retire-initial": "true" } });
    const twin = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "ini8Q~another-one-with-that-hint",
    });
    const named = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "xyz8Q~named-by-the-user-for-removal",
    });
    const run = await rotated(scene, { "retire-key-ids": named.keyId });
    expect(run.warnings).toEqual([expect.stringMatching(/which password it is cannot be told/)]);
    expect(run.outputs["retired-key-ids"]).toBe(JSON.stringify([named.keyId]));
    expect(keyIds(scene)).toEqual(expect.arrayContaining([scene.initial.keyId, twin.keyId]));
    expect(run.outputs["rotated"]).toBe("true");
  });

  it("is not known where two have its hint: then none is newer, and none is a leftover", async () => {
    const scene = rotationScene(password);
    for (let count = 0; count < 3; count++) {
      await rotated(scene, { force: "true" });
      later(scene, HOUR_MS);
    }
    const secretText = `${held(scene).slice(0, 3)}8Q~another-one-with-that-hint`;
    addPassword(scene.tenant, scene.app.application.id, { secretText });
    const run = await night(scene, { force: "true" });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([expect.stringMatching(/which password it is cannot be told/)]);
  });

  it("is judged by the end that comes soonest, where two have its hint", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const secretText = "ini8Q~another-one-with-that-hint";
    const startDateTime = scene.clock.now() - 100 * DAY_MS;
    const endDateTime = scene.clock.now() + 10 * DAY_MS;
    addPassword(scene.tenant, scene.app.application.id, { secretText, startDateTime, endDateTime });
    expect((await rotated(scene)).outputs["rotated"]).toBe("true");
  });

  it("is nobody's business where an expired one has the hint", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const secretText = "ini8Q~an-expired-one-with-that-hint";
    const startDateTime = scene.clock.now() - 100 * DAY_MS;
    const endDateTime = scene.clock.now() - DAY_MS;
    addPassword(scene.tenant, scene.app.application.id, { secretText, startDateTime, endDateTime });
    const run = await rotated(scene);
    expect(run.warnings).toEqual([]);
    expect(run.outputs["rotated"]).toBe("false");
  });

  it("that opens no token is replaced, by somebody else's sign-in", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    removeCredential(scene.tenant, scene.app.application.id, scene.initial.keyId);
    const run = await night(scene, { "client-secret": own.secretText, "current-secret": scene.initial.text });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
    expect(keyIds(scene)).toEqual([own.keyId, registeredAs(scene, held(scene))]);
  });

  it("that opens no token is given to no sink that is behind", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    removeCredential(scene.tenant, scene.app.application.id, scene.initial.keyId);
    const run = await night(scene, {
      "client-secret": own.secretText,
      "current-secret": scene.initial.text,
      "deliver-to": `${ENVIRONMENT}\n${VAULT}`,
    });
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addPassword", "putGitHubSecret", "setVaultSecret"]);
    expect(held(scene, VAULT)).toBe(held(scene));
  });

  it("is not told by a hint alone: what opens no token is none, and is replaced", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE, inputs: { "retire-initial": "true" } });
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    const current = `${scene.initial.text.slice(0, 6)}a-typing-error-with-that-hint`;
    const run = await night(scene, { "client-secret": own.secretText, "current-secret": current });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "true", "previous-key-id": "" });
  });

  it("that is young and opens no token yet is waited for", async () => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    await rotated(scene, { force: "true", settle: "0s" });
    later(scene, 60_000);
    scene.tenant.directory.lag.tokens = { ms: 180_000 };
    const run = await night(scene, { "client-secret": own.secretText, "current-secret": held(scene) });
    expect(run.errors).toEqual([]);
    expect(run.steps.join("\n")).toMatch(/less than an hour old/);
    expect(run.outputs["rotated"]).toBe("false");
  });

  it.each<[what: string, fault: { kind: "status"; status: number } | { kind: "drop" }]>([
    ["answers 503", { kind: "status", status: 503 }],
    ["does not answer", { kind: "drop" }],
  ])("is no question where the token service %s: the run stops before any write", async (_, fault) => {
    const scene = rotationScene({ ...password, period: NOT_DUE });
    const own = addPassword(scene.tenant, scene.app.application.id, {
      secretText: "own8Q~caller-s-own-secret-here",
    });
    scene.tenant.faults.add({ path: "*/token", nth: 2, count: "always", fault });
    const run = await night(scene, { "client-secret": own.secretText, "current-secret": scene.initial.text });
    expect(run.error.code).toBe("unreachable");
    expect(effects(scene)).toEqual([]);
  });

  it("is stale where a newer one was delivered since: the run stops before any write", async () => {
    const scene = rotationScene(password);
    const queued = { input: held(scene), readAt: scene.clock.now() };
    later(scene, HOUR_MS);
    await rotated(scene);
    later(scene, DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene, { force: "true" }, queued);
    expect(run.error.code).toBe("stale-input");
    expect(effects(scene, before)).toEqual([]);
  });
});

describe("a lost answer of addPassword", () => {
  it("leaves nothing behind: what it made is removed, and asked for once more", async () => {
    const scene = rotationScene(password);
    scene.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    const run = await rotated(scene);
    expect(effects(scene)).toEqual(["addPassword", "removePassword", "addPassword", "putGitHubSecret"]);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, run.outputs["key-id"]]);
  });

  it("that shows its secret only after another one was made: it is removed once that one is delivered", async () => {
    const scene = rotationScene(password);
    scene.tenant.directory.lag.reads = { ms: 150_000 };
    scene.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addPassword", "addPassword", "putGitHubSecret", "removePassword"]);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, run.outputs["key-id"]]);
  });

  it("that made nothing is asked for once more", async () => {
    const scene = rotationScene(password);
    scene.tenant.faults.add({ path: "*/addPassword", effect: "none", fault: { kind: "drop" } });
    await rotated(scene);
    expect(effects(scene)).toEqual(["addPassword", "putGitHubSecret"]);
  });
});

it("that is proved is delivered although the object cannot be looked at any more", async () => {
  const scene = rotationScene(password);
  const path = `*/applications/${scene.app.application.id}`;
  scene.tenant.faults.add({
    method: "GET",
    path,
    nth: 2,
    count: "always",
    fault: { kind: "status", status: 403 },
  });
  const run = await rotated(scene);
  expect(run.outputs["rotated"]).toBe("true");
  expect(run.warnings).toEqual([expect.stringMatching(/does not show the new password/)]);
});

describe("several sinks", () => {
  const two = { ...password, sinks: [ENVIRONMENT, VAULT] } as const;

  it("one that is behind gets the very same secret: the input holds it", async () => {
    const scene = rotationScene(two);
    scene.tenant.faults.add({ method: "PUT", path: "/secrets/*", fault: { kind: "status", status: 403 } });
    expect((await night(scene)).error.code).toBe("delivery-incomplete");
    const halfWay = held(scene);
    expect(held(scene, VAULT)).toBe(scene.initial.text);
    later(scene, DAY_MS);
    const run = await rotated(scene);
    expect(run.outputs["rotated"]).toBe("false");
    expect(held(scene)).toBe(halfWay);
    expect(held(scene, VAULT)).toBe(halfWay);
  });

  it("nothing is retired while one is behind", async () => {
    const scene = rotationScene({ ...two, inputs: { "retire-initial": "true" } });
    scene.tenant.faults.add({
      method: "PUT",
      path: "/secrets/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    await night(scene);
    later(scene, 10 * DAY_MS);
    await night(scene, { operation: "retire" });
    expect(keyIds(scene)).toContain(scene.initial.keyId);
  });

  it("the first one's refusal takes the new password back", async () => {
    const scene = rotationScene(two);
    scene.tenant.faults.add({
      method: "PUT",
      path: "/repos/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    expect((await night(scene)).error.code).toBe("delivery-refused");
    expect(effects(scene)).toEqual(["addPassword", "removePassword"]);
  });
});

describe("a leftover", () => {
  it("of a crash is retired after the next success", async () => {
    const scene = rotationScene({ ...password, inputs: { "retire-initial": "true" } });
    scene.tenant.faults.add({ path: "*/token", nth: 3, count: 60, fault: { kind: "drop" } });
    expect((await night(scene)).error.code).toBe("not-proved");
    const leftover = keyIds(scene).find((keyId) => keyId !== scene.initial.keyId)!;
    scene.tenant.faults.clear();
    later(scene, DAY_MS);
    const run = await rotated(scene);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, leftover, run.outputs["key-id"]]);
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([run.outputs["key-id"]]);
  });
});

it("an expired secret, replaced by hand in a line of its own, starts over", async () => {
  const scene = rotationScene(password);
  await rotated(scene);
  later(scene, 400 * DAY_MS);
  const { secretText } = addPassword(scene.tenant, scene.app.application.id, {
    secretText: "man8Q~made-by-hand-in-the-portal",
    endDateTime: scene.clock.now() + 180 * DAY_MS,
  });
  store(scene, ENVIRONMENT, secretText);
  const run = await rotated(scene, { force: "true" });
  expect(run.outputs["rotated"]).toBe("true");
});
