import { describe, expect, it } from "vitest";
import { certificate } from "../support/certificates.ts";
import { addCertificate } from "../../emulator/sample.ts";
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
  thumbprintIn,
} from "./scene.ts";

/** An application without any permission: it may roll its own keys, and read nothing. */
const none = { may: "none" } as const;

describe("an application that may read nothing", () => {
  it("goes through the whole cycle by what its own secret says", async () => {
    const scene = rotationScene(none);
    const first = await rotated(scene);
    expect(held(scene)).toContain(`keyroll-key-id: ${first.outputs["key-id"]!}`);
    later(scene, 130 * DAY_MS);
    const second = await rotated(scene);
    expect(second.outputs["previous-key-id"]).toBe(first.outputs["key-id"]);
    expect(held(scene)).toMatch(/keyroll-number: 2\n/);
    later(scene, DAY_MS);
    expect((await rotated(scene)).outputs["retired-key-ids"]).toBe("[]");
    later(scene, 7 * DAY_MS);
    const retired = await rotated(scene);
    expect(retired.outputs["retired-key-ids"]).toBe(JSON.stringify([first.outputs["key-id"]]));
    expect(keyIds(scene)).toEqual([scene.initial.keyId, second.outputs["key-id"]]);
    expect(alarms(scene)).toEqual([]);
  });

  it("cannot retire the key that the first one succeeded, whose id nobody told it, but by that id", async () => {
    const scene = rotationScene({ ...none, inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    const run = await rotated(scene, { "retire-key-ids": scene.initial.keyId });
    expect(run.outputs["retired-key-ids"]).toBe(JSON.stringify([scene.initial.keyId]));
  });

  it("does not retire unasked what the first one succeeded, though the text names it", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    scene.tenant.faults.add({
      method: "GET",
      path: "*/applications/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const run = await rotated(scene);
    expect(run.notices).toEqual([expect.stringMatching(/retire-initial/)]);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    await rotated(scene, { "retire-initial": "true" });
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("says that what else stands on the object is not known", async () => {
    const run = await rotated(rotationScene(none));
    expect(run.summary).toMatch(/may not read the object/);
  });

  it("counts on its own in a line of its own: another line's state is not taken for it", async () => {
    const scene = rotationScene({ ...none, inputs: { "retire-initial": "true" } });
    const first = await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, 8 * DAY_MS);
    const run = await rotated(scene, { "rotation-name": "other" });
    expect(run.outputs["retired-key-ids"]).toBe("[]");
    expect(keyIds(scene)).toContain(first.outputs["key-id"]);
  });

  it("removes what `retire-key-ids` names, and never its own key", async () => {
    const scene = rotationScene(none);
    const foreign = addCertificate(scene.tenant, scene.app.application.id, certificate("by hand")).keyId;
    const { outputs } = await rotated(scene);
    later(scene, 8 * DAY_MS);
    const run = await rotated(scene, { "retire-key-ids": `${foreign}\n${outputs["key-id"]!}` });
    expect(run.outputs["retired-key-ids"]).toBe(JSON.stringify([foreign]));
    expect(keyIds(scene)).toEqual([scene.initial.keyId, outputs["key-id"]]);
  });

  it("leaves `retire-key-ids` alone where it does not know its own key's id", async () => {
    const scene = rotationScene(none);
    scene.tenant.behaviour.addKeyAnswer = "bare";
    const { outputs } = await rotated(scene);
    expect(outputs["key-id"]).toBe("");
    later(scene, 8 * DAY_MS);
    const own = registeredAs(scene, held(scene))!;
    const run = await rotated(scene, { "retire-key-ids": own });
    expect(keyIds(scene)).toContain(own);
    expect(run.notices).toEqual([expect.stringMatching(/`retire-key-ids` was left alone/)]);
  });

  it("needs the client id where nothing tells it: refused before any write", async () => {
    const scene = rotationScene({ ...none, target: "servicePrincipal" });
    const run = await night(scene, {
      "client-certificate": "",
      "proof-certificate": held(scene),
      "access-token": await accessToken(scene),
      "client-id": "",
    });
    expect(run.error.code).toBe("input-missing");
    expect(run.error.what).toMatch(/^service-principal-app-id/);
    expect(effects(scene)).toEqual([]);
  });
});

async function accessToken(scene: ReturnType<typeof rotationScene>): Promise<string> {
  const { issueAccessToken } = await import("../../emulator/entra/accessToken.ts");
  const { app, tenant } = scene;
  const principal = tenant.directory.current.objects.get(app.servicePrincipal.id)!;
  return issueAccessToken(tenant, principal, "https://graph.microsoft.com");
}

describe("a lost answer of addKey, where nobody may look", () => {
  const lost = (effect: "none" | "done", count: number | "always" = 1) =>
    ({ path: "*/addKey", effect, count, fault: { kind: "drop" } }) as const;

  it("is settled by proving: accepted means added, and its id is not known", async () => {
    const scene = rotationScene(none);
    scene.tenant.faults.add(lost("done"));
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
    expect(run.outputs).toMatchObject({ rotated: "true", "key-id": "" });
    expect(run.outputs["thumbprint"]).toBe(thumbprintIn(held(scene)));
    expect(run.summary).toMatch(/the service did not say/);
    expect(held(scene)).not.toMatch(/keyroll-key-id/);
  });

  it("is add-unknown where it is never accepted: nothing is sent again, nothing is removed", async () => {
    const scene = rotationScene(none);
    scene.tenant.faults.add(lost("none"));
    const run = await night(scene);
    expect(run.error.code).toBe("add-unknown");
    expect(effects(scene)).toEqual([]);
    expect(scene.tenant.log.filter(({ path }) => path.endsWith("/addKey"))).toHaveLength(1);
    expect(keyIds(scene)).toEqual([scene.initial.keyId]);
  });
});

it("an add of unknown outcome whose key is refused for good is add-unknown too: it is not called removed", async () => {
  const scene = rotationScene(none);
  scene.tenant.faults.add({ path: "*/addKey", effect: "done", fault: { kind: "drop" } });
  const body = JSON.stringify({
    error: "invalid_client",
    error_description: "AADSTS700016: no.",
    error_codes: [700016],
  });
  scene.tenant.faults.add({ path: "*/token", nth: 2, fault: { kind: "status", status: 401, body } });
  const run = await night(scene);
  expect(run.error.code).toBe("add-unknown");
  expect(effects(scene)).toEqual(["addKey"]);
});

it("a leaked key that the service does not know is `key-not-found`, and not `still valid`", async () => {
  const scene = rotationScene(none);
  const run = await night(scene, { "emergency-key-id": "0b3c0c1e-7c5e-4d5e-9c0a-111111111111" });
  expect(run.error.code).toBe("key-not-found");
  expect(run.error.message).not.toMatch(/still valid/);
});

describe("only a 403 means that the object may not be read", () => {
  it.each([[404], [429], [500], [503]])("and a lasting %i ends the run before any write", async (status) => {
    const scene = rotationScene();
    const fault = { kind: "status", status } as const;
    scene.tenant.faults.add({
      method: "GET",
      path: `*/applications/${scene.app.application.id}`,
      count: "always",
      fault,
    });
    const run = await night(scene);
    expect(run.errors).toHaveLength(1);
    expect(effects(scene)).toEqual([]);
  });

  it("for this run alone: the next one reads again", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    scene.tenant.faults.add({
      method: "GET",
      path: "*/applications/*",
      fault: { kind: "status", status: 403 },
    });
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    const run = await rotated(scene);
    expect(run.summary).not.toMatch(/may not read/);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });
});
