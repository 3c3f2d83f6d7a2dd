import { describe, expect, it } from "vitest";
import { NOW } from "../support/fake-clock.ts";
import {
  alarms,
  DAY_MS,
  DUE,
  effects,
  held,
  keyIds,
  keys,
  later,
  night,
  NOT_DUE,
  registeredAs,
  rotationScene,
  thumbprintIn,
} from "./scene.ts";

describe("a certificate that is due", () => {
  it.each(["application", "servicePrincipal"] as const)("of an %s is rolled by itself", async (target) => {
    const scene = rotationScene({ target, may: "none" });
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
    const newId = registeredAs(scene, held(scene))!;
    expect(keyIds(scene)).toEqual([scene.initial.keyId, newId]);
    expect(run.outputs).toMatchObject({ rotated: "true", changed: "true", "key-id": newId });
    expect(alarms(scene)).toEqual([]);
  });

  it("is used by the next run, which has nothing to do", async () => {
    const scene = rotationScene();
    await night(scene);
    later(scene, DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(effects(scene, before)).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "false" });
    expect(run.outputs["thumbprint"]).toBe(thumbprintIn(held(scene)));
  });

  it("is added before it is proved, and proved before it is delivered", async () => {
    const scene = rotationScene();
    await night(scene);
    const steps = scene.tenant.log.map(({ method, path, notes }) =>
      path.endsWith("/token") ? `token by ${String(notes["thumbprint"])}` : `${method} ${path}`,
    );
    const thumbprint = thumbprintIn(held(scene));
    const at = (what: RegExp): number => steps.findIndex((step) => what.test(step));
    const firstProof = at(new RegExp(thumbprint));
    expect(at(/POST .*\/addKey$/)).toBeLessThan(firstProof);
    expect(steps.filter((step) => step.endsWith(thumbprint))).toHaveLength(3);
    expect(firstProof).toBeLessThan(at(/^PUT /));
  });
});

describe("when", () => {
  it.each<[what: string, inputs: Record<string, string>, period: typeof DUE, rotated: string]>([
    ["a quarter is left of a third", {}, DUE, "true"],
    ["nearly everything is left", {}, NOT_DUE, "false"],
    ["a quarter is left of 20 %", { "rotate-before": "20%" }, DUE, "false"],
    ["40 days are left of 41", { "rotate-before": "41d" }, DUE, "true"],
    ["40 days are left of 39", { "rotate-before": "39d" }, DUE, "false"],
    ["nearly everything is left, by force", { force: "true" }, NOT_DUE, "true"],
  ])("%s", async (_, inputs, period, rotated) => {
    const scene = rotationScene({ period });
    const run = await night(scene, inputs);
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe(rotated);
    expect(keys(scene)).toHaveLength(rotated === "true" ? 2 : 1);
  });

  it("says how many days are left until it is due", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    // 180 days long, a third of it at the end: due after 120.6 days, of which 10 are past.
    expect((await night(scene)).outputs["due-in-days"]).toBe("110");
  });

  it("is overdue, says so with a negative number, and is rolled", async () => {
    const scene = rotationScene();
    const run = await night(scene, { "dry-run": "true" });
    expect(Number(run.outputs["due-in-days"])).toBeLessThan(0);
  });
});

describe("what is made", () => {
  it.each([["2048"], ["3072"], ["4096"]])("has a key of %s bits", async (size) => {
    const scene = rotationScene();
    const run = await night(scene, { "key-size": size });
    expect(run.errors).toEqual([]);
    const key = keys(scene).find(({ thumbprint }) => thumbprint === run.outputs["thumbprint"]);
    const { X509Certificate } = await import("node:crypto");
    const { publicKey } = new X509Certificate(Buffer.from(key!.certificate, "base64"));
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(Number(size));
  });

  it("is valid from five minutes ago for as long as was asked", async () => {
    const scene = rotationScene();
    const run = await night(scene, { validity: "90d" });
    const made = Date.parse(run.outputs["not-before"]!);
    expect(made - NOW).toBeGreaterThan(-300_000);
    expect(made - NOW).toBeLessThan(-290_000);
    expect(Date.parse(run.outputs["expires-on"]!) - made).toBe(90 * DAY_MS + 300_000);
  });

  it("sends the public certificate and nothing else of the pair", async () => {
    const scene = rotationScene();
    await night(scene);
    const add = scene.tenant.log.find(({ effects }) => effects.includes("addKey"))!;
    const body = JSON.parse(add.body) as { keyCredential: { key: string } };
    const { X509Certificate } = await import("node:crypto");
    expect(() => new X509Certificate(Buffer.from(body.keyCredential.key, "base64"))).not.toThrow();
    expect(add.body).not.toMatch(/PRIVATE/);
  });
});
