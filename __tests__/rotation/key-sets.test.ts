import { describe, expect, it } from "vitest";
import type { KeySetKey } from "../../emulator/model.ts";
import { addKeySet, addPassword, addRegistration, grant } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";
import { DAY_MS, HOUR_MS } from "./scene.ts";

const SET = "B2C_1A_TokenSigning";
const DAY = 86_400;
const now = NOW / 1000;
const at = (days: number): number => now + days * DAY;

interface KeySetScene {
  readonly tenant: Tenant;
  readonly clock: FakeClock;
  readonly keys: () => readonly KeySetKey[];
  readonly effects: () => string[];
  readonly run: (inputs?: Inputs, env?: Record<string, string>) => Promise<InProcessRun>;
}

function keySetScene(keys: readonly Partial<KeySetKey>[] = [due]): KeySetScene {
  const clock = new FakeClock();
  const tenant = new Tenant({ clock });
  const app = addRegistration(tenant);
  grant(tenant, app.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
  const { secretText } = addPassword(tenant, app.application.id, { endDateTime: NOW + 900 * DAY_MS });
  addKeySet(tenant, SET, keys);
  return {
    tenant,
    clock,
    keys: () => tenant.directory.current.keySets.get(SET)?.keys ?? [],
    effects: () => tenant.log.flatMap((entry) => entry.effects),
    run: (inputs = {}, env = {}) =>
      runInProcess({
        tenant,
        clock,
        env,
        inputs: Object.fromEntries(
          Object.entries({
            operation: "rotate",
            "tenant-id": tenant.id,
            "client-id": app.appId,
            "client-secret": secretText,
            "key-set-id": SET,
            "key-use": "sig",
            "key-type": "RSA",
            ...inputs,
          }).filter(([, value]) => value !== ""),
        ),
      }),
  };
}

/** 160 days long, of which 40 are left. */
const due = { kid: "old", nbf: at(-120), exp: at(40) };
const fresh = { kid: "old", nbf: at(-10), exp: at(170) };

describe("a generated key", () => {
  it("is staged: its time begins a day and an hour ahead, and lasts as long as was asked", async () => {
    const scene = keySetScene();
    const run = await scene.run();
    expect(run.errors).toEqual([]);
    const made = scene.keys().find(({ kid }) => kid === run.outputs["kid"])!;
    expect(made.nbf! - now).toBeGreaterThanOrEqual(25 * 3600);
    expect(made.nbf! - now).toBeLessThan(25 * 3600 + 60);
    expect(made.exp! - made.nbf!).toBe(180 * DAY);
    expect(run.outputs).toMatchObject({ rotated: "true", "key-id": made.kid, "previous-key-id": "old" });
  });

  it.each<[what: string, inputs: Inputs, seconds: number]>([
    ["a lead of its own", { lead: "3d" }, 3 * DAY],
    ["none for encryption", { "key-use": "enc" }, 0],
  ])("has %s", async (_, inputs, lead) => {
    const scene = keySetScene([{ ...due, use: inputs["key-use"] === "enc" ? "enc" : "sig" }]);
    const run = await scene.run(inputs);
    expect(run.errors).toEqual([]);
    const made = scene.keys().find(({ kid }) => kid === run.outputs["kid"])!;
    expect(Math.abs(made.nbf! - now - lead)).toBeLessThan(60);
  });

  it("is active at once in a set without keys, where nobody has cached anything", async () => {
    const scene = keySetScene([]);
    const run = await scene.run();
    expect(run.errors).toEqual([]);
    expect(Math.abs(scene.keys()[0]!.nbf! - now)).toBeLessThan(60);
  });

  it("is made in a set that is made for it", async () => {
    const scene = keySetScene();
    const run = await scene.run({ "key-set-id": "B2C_1A_New", "create-key-set": "true" });
    expect(run.errors).toEqual([]);
    expect(scene.effects()).toEqual(["createKeySet", "generateKey"]);
  });

  it("of another type than the set's is refused before any write", async () => {
    const scene = keySetScene([{ ...due, kty: "oct" }]);
    const run = await scene.run();
    expect(run.error.what).toMatch(/^key-type/);
    expect(scene.effects()).toEqual([]);
  });
});

describe("a tenant whose new keys are off", () => {
  it("has the new key switched on once it shows", async () => {
    const scene = keySetScene();
    scene.tenant.behaviour.newKeysDisabled = true;
    const run = await scene.run();
    expect(run.errors).toEqual([]);
    expect(scene.keys().find(({ kid }) => kid === run.outputs["kid"])?.status).toBe("enabled");
  });
});

describe("a given secret", () => {
  it("is uploaded, active at once", async () => {
    const scene = keySetScene([{ ...due, kty: "oct" }]);
    const run = await scene.run({ secret: "canary secret of the identity provider", "key-type": "" });
    expect(run.errors).toEqual([]);
    const made = scene.keys().find(({ kid }) => kid === run.outputs["kid"])!;
    expect(made.secret).toBe("canary secret of the identity provider");
    expect(Math.abs(made.nbf! - now)).toBeLessThan(60);
    expect(scene.effects()).toEqual(["uploadSecret"]);
  });
});

describe("due", () => {
  it.each<[what: string, keys: readonly Partial<KeySetKey>[], inputs: Inputs, rotated: string]>([
    ["a quarter left of a third", [due], {}, "true"],
    ["nearly everything left", [fresh], {}, "false"],
    ["nearly everything left, by force", [fresh], { force: "true" }, "true"],
    ["the key that ends last counts", [due, { ...fresh, kid: "newer" }], {}, "false"],
    ["one not yet active counts too", [due, { kid: "next", nbf: at(1), exp: at(181) }], {}, "false"],
    ["a disabled one does not", [due, { ...fresh, kid: "off", status: "disabled" }], {}, "true"],
    ["keys without dates are never due", [{ kid: "undated" }], {}, "false"],
    ["keys without dates, by force", [{ kid: "undated" }], { force: "true" }, "true"],
    ["a key without an end, by its age", [{ kid: "old", nbf: at(-31) }], { "rotate-before": "30d" }, "true"],
    [
      "a key without an end, still young",
      [{ kid: "old", nbf: at(-29) }],
      { "rotate-before": "30d" },
      "false",
    ],
    ["a key without an end, by a share", [{ kid: "old", nbf: at(-900) }], {}, "false"],
    ["every key is disabled", [{ ...fresh, status: "disabled" }], {}, "true"],
  ])("%s", async (_, keys, inputs, rotated) => {
    const scene = keySetScene(keys);
    const run = await scene.run(inputs);
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe(rotated);
    expect(scene.keys()).toHaveLength(keys.length + (rotated === "true" ? 1 : 0));
  });

  it("is no longer so once a key is staged: the next run leaves it at that", async () => {
    const scene = keySetScene();
    const first = await scene.run();
    scene.clock.advance(HOUR_MS);
    const run = await scene.run();
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "false", kid: first.outputs["kid"] });
    expect(scene.keys()).toHaveLength(2);
  });
});

describe("the way over", () => {
  it("is refused where it would leave a gap without a key", async () => {
    const scene = keySetScene([{ ...due, exp: at(1) }]);
    const run = await scene.run();
    expect(run.error.what).toMatch(/^lead: .*a gap without a key/);
    expect(scene.effects()).toEqual([]);
    expect((await scene.run({ lead: "0d" })).errors).toEqual([]);
  });

  it("names the keys without dates that stand behind the new one", async () => {
    const scene = keySetScene([due, { kid: "undated-one" }]);
    const run = await scene.run();
    expect(run.notices).toEqual([expect.stringContaining("undated-one")]);
  });

  it("ends well when the new key is the active one after its time", async () => {
    const scene = keySetScene();
    const first = await scene.run();
    scene.clock.advance(2 * DAY_MS);
    const run = await scene.run();
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "false", kid: first.outputs["kid"] });
  });

  it("fails where another key is active then", async () => {
    const scene = keySetScene();
    const { outputs } = await scene.run();
    scene.clock.advance(2 * DAY_MS);
    const active = { kid: "old", kty: "RSA", use: "sig", status: "enabled" };
    scene.tenant.faults.add({
      path: "*/getActiveKey",
      fault: { kind: "status", status: 200, body: JSON.stringify(active) },
    });
    const run = await scene.run();
    expect(run.error.code).toBe("wrong-key-active");
    expect(run.error.message).toContain(outputs["kid"]!);
    expect(run.error.message).toContain("old");
  });
});

describe("an answer that is none", () => {
  it.each([
    ["the set", `*/keySets/${SET}`],
    ["the active key", "*/getActiveKey"],
  ])("to the read of %s makes no key", async (_, path) => {
    const scene = keySetScene();
    scene.tenant.faults.add({
      method: "GET",
      path,
      fault: { kind: "status", status: 200, body: '{"surprise":true}' },
    });
    const run = await scene.run();
    expect(run.error.code).toBe("answer-unreadable");
    expect(scene.effects()).toEqual([]);
  });
});

describe("retirement", () => {
  const both = [due, { ...fresh, kid: "active" }];

  it("disables what `retire-key-ids` names, and nothing else", async () => {
    const scene = keySetScene([...both, { kid: "older", nbf: at(-300), exp: at(10) }]);
    const inputs = { operation: "retire", "key-use": "", "key-type": "" };
    expect((await scene.run(inputs)).outputs["changed"]).toBe("false");
    const run = await scene.run({ ...inputs, "retire-key-ids": "old" });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ changed: "true", "retired-key-ids": '["old"]' });
    expect(scene.keys().map(({ status }) => status)).toEqual(["disabled", "enabled", "enabled"]);
  });

  it("never disables the active key, and says so", async () => {
    const scene = keySetScene(both);
    const run = await scene.run({
      operation: "retire",
      "key-use": "",
      "key-type": "",
      "retire-key-ids": "active",
    });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([expect.stringMatching(/active is the active key, and stays/)]);
    expect(scene.effects()).toEqual([]);
  });

  it("never disables a key for encryption that nobody named", async () => {
    const scene = keySetScene([{ ...due, use: "enc" }]);
    await scene.run({ "key-use": "enc" });
    expect(scene.effects()).toEqual(["generateKey"]);
  });

  it("says that a key named is not there", async () => {
    const scene = keySetScene(both);
    const run = await scene.run({ "retire-key-ids": "nobody" });
    expect(run.notices).toEqual([expect.stringMatching(/nobody is not an enabled key/)]);
  });
});

describe("an emergency", () => {
  it("makes a key that is active now, and disables the leaked one after that", async () => {
    const scene = keySetScene([fresh]);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.errors).toEqual([]);
    expect(scene.effects()).toEqual(["generateKey", "disableKey"]);
    const [leaked, made] = scene.keys();
    expect([leaked!.status, made!.status]).toEqual(["disabled", "enabled"]);
    expect(Math.abs(made!.nbf! - now)).toBeLessThan(60);
    expect(run.outputs["retired-key-ids"]).toBe('["old"]');
  });

  it.each<[string, readonly Partial<KeySetKey>[]]>([
    ["is not in the set", [{ ...fresh, kid: "other" }]],
    [
      "is disabled already",
      [
        { ...fresh, status: "disabled" },
        { ...fresh, kid: "other" },
      ],
    ],
  ])("is over where the leaked key %s", async (_, keys) => {
    const scene = keySetScene(keys);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("false");
    expect(scene.effects()).toEqual([]);
  });

  it("whose key has a successor that is active already only disables it", async () => {
    const scene = keySetScene([fresh, { kid: "younger", nbf: at(-5), exp: at(175) }]);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.errors).toEqual([]);
    expect(scene.effects()).toEqual(["disableKey"]);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "true", "retired-key-ids": '["old"]' });
  });

  it("leaves the leaked key enabled where the new one does not become active", async () => {
    const scene = keySetScene([fresh]);
    const active = { kid: "old", kty: "RSA", use: "sig", status: "enabled" };
    scene.tenant.faults.add({
      path: "*/getActiveKey",
      count: "always",
      fault: { kind: "status", status: 200, body: JSON.stringify(active) },
    });
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.error.code).toBe("wrong-key-active");
    expect(scene.effects()).toEqual(["generateKey"]);
  });
});

describe("a lost answer", () => {
  it.each([
    ["generateKey", {}],
    ["uploadSecret", { secret: "canary secret of the identity provider", "key-type": "" }],
  ] as const)("of %s makes no second key", async (action, inputs) => {
    const scene = keySetScene([{ ...due, kty: action === "uploadSecret" ? "oct" : "RSA" }]);
    scene.tenant.faults.add({ path: `*/${action}`, effect: "done", fault: { kind: "drop" } });
    const run = await scene.run(inputs);
    expect(run.errors).toEqual([]);
    expect(scene.keys()).toHaveLength(2);
    expect(run.outputs["kid"]).toBe(scene.keys()[1]!.kid);
  });
});

it("a dry run writes nothing, and shows what it would send", async () => {
  const scene = keySetScene();
  const run = await scene.run({ "dry-run": "true", "retire-key-ids": "old" });
  expect(run.errors).toEqual([]);
  expect(scene.effects()).toEqual([]);
  const { planned } = JSON.parse(run.outputs["result"]!) as { planned: { method: string; url: string }[] };
  expect(planned.map(({ method, url }) => `${method} ${url.split("/").at(-1)!}`)).toEqual([
    "POST generateKey",
  ]);
});
