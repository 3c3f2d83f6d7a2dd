import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type { KeyCredential } from "../../emulator/model.ts";
import { certificate } from "../support/certificates.ts";
import { NOW } from "../support/fake-clock.ts";
import {
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  keys,
  later,
  LINE,
  night,
  registeredAs,
  rotated,
  rotationScene,
  store,
  thumbprintIn,
  VAULT,
  type RotationScene,
} from "./scene.ts";

function current(scene: RotationScene): KeyCredential {
  const thumbprint = thumbprintIn(held(scene));
  return keys(scene).find((key) => key.thumbprint === thumbprint)!;
}

function subjectOf({ certificate: base64 }: KeyCredential): string {
  return new X509Certificate(Buffer.from(base64, "base64")).subject;
}

function shortThumbprint(text: string): string {
  return thumbprintIn(text).slice(0, 16).toLowerCase();
}

describe("the mark", () => {
  it("stands in the subject and first in the display name, which the user's name follows", async () => {
    const scene = rotationScene();
    await rotated(scene, { "display-name": "Billing, production" });
    const mark = `keyroll:${LINE}:1:${shortThumbprint(scene.initial.text)}`;
    expect(subjectOf(current(scene))).toBe(`CN=${mark}`);
    expect(current(scene).displayName).toBe(`${mark} Billing, production`);
  });

  it("counts on, and names the predecessor", async () => {
    const scene = rotationScene();
    await rotated(scene);
    const first = held(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    expect(subjectOf(current(scene))).toBe(`CN=keyroll:${LINE}:2:${shortThumbprint(first)}`);
  });

  it("keeps the limits of 64 and 90 characters with the longest names", async () => {
    const scene = rotationScene();
    const name = "a-line-of-24-characters-";
    await rotated(scene, { "rotation-name": name, "display-name": "x".repeat(80) });
    const { displayName } = current(scene);
    expect(displayName).toHaveLength(90);
    expect(displayName).toMatch(`keyroll:${name}:1:`);
    expect(subjectOf(current(scene)).slice("CN=".length).length).toBeLessThanOrEqual(64);
  });

  it("is 8 digits of its own for each repository, target and list of sinks, where no name is given", async () => {
    const names = new Set<string>();
    const rolled: [Record<string, string>, Record<string, string>][] = [
      [{}, {}],
      [{}, { GITHUB_REPOSITORY_ID: "1001" }],
      [{ "deliver-to": "github-secret:contoso/billing/GRAPH_KEY" }, {}],
    ];
    for (const [inputs, env] of rolled) {
      const scene = rotationScene();
      await night(scene, { ...inputs, "rotation-name": "" }, { env });
      names.add(/^CN=keyroll:([0-9a-f]{8}):1:/.exec(subjectOf(keys(scene).at(-1)!))![1]!);
    }
    expect(names.size).toBe(3);
  });

  it("that was lost in the display name is found in the subject: the key is still ours", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    scene.tenant.behaviour.keepDisplayName = false;
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });
});

describe("a pair of the user's own", () => {
  const period = { notBefore: new Date(NOW - DAY_MS), notAfter: new Date(NOW + 364 * DAY_MS) };
  const pair = (name: string): string => combinedPem(certificate(name, period));

  it("is added, proved and delivered as it is", async () => {
    const scene = rotationScene();
    const own = pair("own pair");
    const run = await night(scene, { certificate: own });
    expect(run.errors).toEqual([]);
    expect(thumbprintIn(held(scene))).toBe(thumbprintIn(own));
    expect(current(scene).displayName).toMatch(`keyroll:${LINE}:1:`);
  });

  it("needs no `deliver-to`", async () => {
    const scene = rotationScene();
    const run = await night(scene, { certificate: pair("own pair"), "deliver-to": "", "github-token": "" });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "true", "delivered-to": "" });
    expect(effects(scene)).toEqual(["addKey"]);
  });

  it("is ours by its display name: the one before it is retired", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true", certificate: pair("own pair") });
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("whose mark did not survive anywhere is foreign: no later rotation removes it", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    scene.tenant.behaviour.keepDisplayName = false;
    await rotated(scene, { certificate: pair("own pair") });
    const own = registeredAs(scene, held(scene))!;
    for (let week = 0; week < 3; week++) {
      later(scene, 8 * DAY_MS);
      await rotated(scene, { force: "true", "retire-initial": "" });
    }
    expect(keyIds(scene)).toContain(own);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
  });

  it.each([
    ["10 s behind the service's: it holds the pair", 10, []],
    ["further behind: it is taken for an older one, and written again", 11, ["putGitHubSecret"]],
  ])("in a sink whose clock is %s", async (_, seconds, wanted) => {
    const scene = rotationScene();
    await rotated(scene, { certificate: pair("own pair") });
    const text = held(scene);
    const written = Date.parse(/keyroll-delivered-at: (.*)/.exec(text)?.[1] ?? "");
    store(scene, ENVIRONMENT, text, written - seconds * 1000);
    later(scene, DAY_MS);
    const before = scene.tenant.log.length;
    await rotated(scene);
    expect(effects(scene, before)).toEqual(wanted);
  });

  it("is taken up again after a crash between adding and delivering: nothing is added twice", async () => {
    const scene = rotationScene();
    const own = pair("own pair");
    scene.tenant.faults.add({ method: "PUT", path: "*", count: "always", fault: { kind: "drop" } });
    expect((await night(scene, { certificate: own })).error.code).toBe("delivery-incomplete");
    scene.tenant.faults.clear();
    later(scene, DAY_MS);
    const run = await night(scene, { certificate: own });
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
    expect(thumbprintIn(held(scene))).toBe(thumbprintIn(own));
    // It is no leftover of anybody's.
    expect(run.warnings).toEqual([]);
  });

  it("is taken up again though the sinks were changed after the pair was made", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, DAY_MS);
    const own = pair("own pair");
    scene.tenant.faults.add({ method: "PUT", path: "*", count: "always", fault: { kind: "drop" } });
    expect((await night(scene, { certificate: own, force: "true" })).error.code).toBe("delivery-incomplete");
    scene.tenant.faults.clear();
    later(scene, DAY_MS);
    const run = await night(scene, { certificate: own, force: "true" });
    expect(run.errors).toEqual([]);
    expect(thumbprintIn(held(scene))).toBe(thumbprintIn(own));
    expect(held(scene)).toContain("keyroll-number: 2\n");
  });

  it("is not taken back by a later run: an earlier one may have delivered it", async () => {
    const scene = rotationScene();
    const old = held(scene);
    const own = pair("own pair");
    await rotated(scene, { certificate: own });
    later(scene, DAY_MS);
    scene.tenant.faults.add({ method: "PUT", path: "*", fault: { kind: "status", status: 403 } });
    const run = await night(scene, { certificate: own, force: "true" }, { input: old });
    expect(run.error.code).toBe("delivery-refused");
    expect(registeredAs(scene, held(scene))).toBeDefined();
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
  });

  it("keeps the line going though its mark was lost: the delivered text says what it is", async () => {
    const scene = rotationScene();
    await rotated(scene);
    scene.tenant.behaviour.keepDisplayName = false;
    later(scene, DAY_MS);
    await rotated(scene, { force: "true", certificate: pair("own pair") });
    later(scene, 8 * DAY_MS);
    const run = await night(scene, { force: "true" });
    expect(run.errors).toEqual([]);
    expect(subjectOf(current(scene))).toMatch(`keyroll:${LINE}:3:`);
  });

  it("counts as delivered only where it was: its own dates do not tell", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT], inputs: { "retire-initial": "true" } });
    // After the pair was made, and before it came here.
    store(scene, VAULT, scene.initial.text);
    later(scene, HOUR_MS);
    scene.tenant.faults.add({
      method: "PUT",
      path: "/secrets/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const own = pair("own pair");
    expect((await night(scene, { certificate: own })).error.code).toBe("delivery-incomplete");
    scene.tenant.faults.clear();
    later(scene, 8 * DAY_MS);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(own));
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret", "setVaultSecret"]);
  });

  it("that is the current one already is refused when a new one is needed, before any write", async () => {
    const scene = rotationScene();
    const run = await night(scene, { certificate: scene.initial.text });
    expect(run.error).toMatchObject({ code: "input-invalid", blame: "input" });
    expect(run.error.what).toMatch(/^certificate: /);
    expect(effects(scene)).toEqual([]);
  });

  it("without its private key is refused before any request", async () => {
    const scene = rotationScene();
    const { certificatePem } = certificate("own pair", period);
    const run = await night(scene, { certificate: certificatePem });
    expect(run.error.code).toBe("key-material-invalid");
    expect(run.requests).toEqual([]);
  });
});
