import { describe, expect, it } from "vitest";
import { addCertificate } from "../../emulator/sample.ts";
import { expectMaskedBeforeUse } from "../support/canary.ts";
import { certificate } from "../support/certificates.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { pooledKeys } from "../support/key-pool.ts";
import { Canaries, shownBy, travelled } from "./leaks.ts";
import {
  DAY_MS,
  ENVIRONMENT,
  GITHUB_TOKEN,
  held,
  keyIds,
  keys,
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
  /** Rows of the table of credentials: what, name, end, and what becomes of it. */
  const table = (summary: string): string[][] => {
    const [, after = ""] = summary.split(/#### (?:Certificates|Passwords) on the object\n\n/);
    const lines = (after.split("\n\n")[0] ?? "").trim().split("\n");
    return lines.slice(2).map((line) => line.slice(2, -2).split(" | "));
  };
  const fates = (summary: string): string[] => table(summary).map(([what, , , fate]) => `${what}: ${fate}`);

  it("says where it was delivered, and names every certificate by its thumbprint", async () => {
    const scene = rotationScene();
    const { summary } = await rotated(scene);
    expect(summary).toContain("Where it is delivered");
    expect(summary).toContain("| The new certificate |");
    const thumbprints = keys(scene).map(({ thumbprint }) => thumbprint);
    expect(table(summary).map(([, name]) => name)).toEqual(thumbprints.reverse());
    const [, folded = ""] = summary.split("<summary>Their key ids</summary>");
    for (const keyId of keyIds(scene)) expect(folded).toContain(keyId);
  });

  it.each(["certificate", "password"] as const)(
    "says of every %s what it is, and when the old one goes",
    async (credential) => {
      const scene = rotationScene({ credential });
      const first = await rotated(scene);
      expect(fates(first.summary)).toEqual(["new: in use from now on", "old: stays without retire-initial"]);
      later(scene, 8 * DAY_MS);

      const second = await rotated(scene, { force: "true", "retire-initial": "false" });
      const goes = `goes with the first run after ${second.outputs["retire-after"]!}`;
      expect(fates(second.summary)).toEqual([
        "new: in use from now on",
        `old: ${goes}`,
        "replaced, not ours: stays without retire-initial",
      ]);
      expect(table(second.summary)[1]?.[1]).toBe(
        credential === "certificate" ? first.outputs["thumbprint"] : first.outputs["key-id"],
      );

      later(scene, DAY_MS);
      const third = await rotated(scene, { "retire-initial": "true" });
      expect(fates(third.summary)).toEqual([
        expect.stringMatching(/^current: in use; rotated in \d+ days$/),
        `older: ${goes}`,
        `replaced, not ours: ${goes}`,
      ]);

      later(scene, 8 * DAY_MS);
      const dry = await rotated(scene, { force: "true", "dry-run": "true" });
      expect(fates(dry.summary)).toEqual([
        "current: would be replaced now",
        "older: would be removed now",
        "replaced, not ours: stays without retire-initial",
      ]);
      const fourth = await rotated(scene);
      expect(fates(fourth.summary)).toEqual([
        expect.stringMatching(/^current: in use; rotated in \d+ days$/),
        "older: removed now",
        "replaced, not ours: stays without retire-initial",
      ]);
    },
  );

  it("says that an interrupted run left a key, and that others are none of its business", async () => {
    const scene = rotationScene();
    const id = scene.app.application.id;
    addCertificate(scene.tenant, id, certificate("by hand"));
    scene.tenant.faults.add({ method: "PUT", path: "*", count: "always", fault: { kind: "drop" } });
    expect((await night(scene)).errors).toHaveLength(1);
    scene.tenant.faults.clear();
    const run = await rotated(scene, { operation: "retire" });
    expect(fates(run.summary)).toEqual(
      expect.arrayContaining([
        "left by an interrupted run, undelivered: goes after the next rotation",
        "not of this rotation: stays",
      ]),
    );
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
