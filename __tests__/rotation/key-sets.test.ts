import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../emulator/faults.ts";
import { activeKey } from "../../emulator/graph/keySetView.ts";
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

/** Hours of the next days in which no key of the set is usable. */
function hoursWithoutKey(scene: KeySetScene, days: number): number[] {
  const begin = Math.floor(scene.clock.now() / 1000);
  const set = { id: SET, keys: scene.keys() };
  return Array.from({ length: days * 24 }, (_, hour) => hour).filter(
    (hour) => activeKey(set, begin + hour * 3600) === undefined,
  );
}

function madeIn(scene: KeySetScene, run: InProcessRun): KeySetKey {
  expect(run.errors).toEqual([]);
  const made = scene.keys().find(({ kid }) => kid === run.outputs["kid"]);
  if (run.outputs["rotated"] !== "true" || made === undefined) throw new Error("no key was made");
  return made;
}

/** The service uses that key, whatever the dates say. */
function saysActive(kid: string): FaultRule {
  const active = { kid, kty: "RSA", use: "sig", status: "enabled" };
  return {
    path: "*/getActiveKey",
    count: "always",
    fault: { kind: "status", status: 200, body: JSON.stringify(active) },
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

describe("a gap between two keys", () => {
  const endsSoon = { kid: "ends", nbf: at(-100), exp: at(5) };
  const staged = { kid: "later", nbf: at(60), exp: at(240) };

  it("is filled: by a key that begins where the active one ends", async () => {
    const scene = keySetScene([endsSoon, staged]);
    const run = await scene.run();
    const made = madeIn(scene, run);
    expect([made.nbf, made.exp]).toEqual([at(5), at(185)]);
    expect(run.outputs["due-in-days"]).toBe("180");
    expect(run.steps.join()).toMatch(/2026-06-06.* 2026-07-31/);
    expect(hoursWithoutKey(scene, 239)).toEqual([]);
    const again = await scene.run();
    expect(again.outputs).toMatchObject({ rotated: "false", "due-in-days": "180" });
  });

  it("that is there already is filled at once: nobody has a key to wait for", async () => {
    const scene = keySetScene([endsSoon, staged]);
    scene.clock.advance(7 * DAY_MS);
    const run = await scene.run();
    const made = madeIn(scene, run);
    expect(made.nbf! - at(7)).toBeLessThan(60);
    expect(made.nbf! - at(7)).toBeGreaterThanOrEqual(0);
    expect(hoursWithoutKey(scene, 170)).toEqual([]);
  });

  it.each<[what: string, keys: readonly Partial<KeySetKey>[], inputs: Inputs, begins: number]>([
    [
      "far ahead",
      [
        { ...fresh, exp: at(300) },
        { ...staged, nbf: at(400), exp: at(600) },
      ],
      {},
      300,
    ],
    ["before a key that is disabled", [endsSoon, { ...fresh, status: "disabled" }, staged], {}, 5],
    [
      "under overlapping keys",
      [endsSoon, { ...endsSoon, kid: "over", nbf: at(-9), exp: at(6) }, staged],
      {},
      6,
    ],
    ["beside a key for another use", [endsSoon, { ...fresh, kid: "enc", use: "enc" }, staged], {}, 5],
    [
      "beside a key that ends before it begins",
      [endsSoon, { kid: "odd", nbf: at(9), exp: at(-9) }, staged],
      {},
      5,
    ],
    ["in front of a key without an end", [endsSoon, { kid: "endless", nbf: at(30) }], {}, 5],
    [
      "of which a key without an activation date covers a part",
      [endsSoon, { kid: "x", exp: at(8) }, staged],
      {},
      8,
    ],
  ])("is filled: %s", async (_, keys, inputs, begins) => {
    const scene = keySetScene(keys);
    expect(madeIn(scene, await scene.run(inputs)).nbf).toBe(at(begins));
    expect((await scene.run(inputs)).outputs["rotated"]).toBe("false");
  });

  it.each([at(240) * 1000, null])(
    "in front of a key in milliseconds is none (end: %s): that key never begins",
    async (exp) => {
      const scene = keySetScene([due, { kid: "milli", nbf: at(60) * 1000, exp }]);
      const made = madeIn(scene, await scene.run());
      expect(made.nbf! - now).toBeLessThan(26 * 3600);
      expect((await scene.run()).outputs["rotated"]).toBe("false");
    },
  );

  it("that is longer than a key may live is filled in steps, and says so", async () => {
    const scene = keySetScene([endsSoon, { ...staged, nbf: at(60), exp: at(240) }]);
    const inputs = { validity: "30d" };
    const run = await scene.run(inputs);
    expect(madeIn(scene, run)).toMatchObject({ nbf: at(5), exp: at(35) });
    expect(run.notices.join()).toMatch(/2026-07-31.*The next run fills it/);
    expect(madeIn(scene, await scene.run(inputs))).toMatchObject({ nbf: at(35), exp: at(65) });
    expect((await scene.run(inputs)).outputs["rotated"]).toBe("false");
    expect(hoursWithoutKey(scene, 239)).toEqual([]);
  });

  it("of years is filled step by step, as each is due, and not by a heap of keys", async () => {
    const scene = keySetScene([endsSoon, { kid: "years", nbf: at(4000), exp: at(4100) }]);
    const first = await scene.run();
    expect(madeIn(scene, first).nbf).toBe(at(5));
    expect(first.notices.join()).toMatch(/longer than a key lives/);
    for (let night = 0; night < 5; night++) {
      scene.clock.advance(DAY_MS);
      const { outputs } = await scene.run();
      // Due when a third of its 180 days is left.
      expect(outputs).toMatchObject({ rotated: "false", "due-in-days": String(124 - night) });
    }
  });

  it("and one behind it are filled one after the other", async () => {
    const scene = keySetScene([
      endsSoon,
      { ...staged, exp: at(300) },
      { kid: "last", nbf: at(310), exp: at(400) },
    ]);
    const first = await scene.run();
    expect(madeIn(scene, first).nbf).toBe(at(5));
    expect(first.outputs["due-in-days"]).toBe("0");
    expect(madeIn(scene, await scene.run()).nbf).toBe(at(300));
    expect((await scene.run()).outputs["rotated"]).toBe("false");
    expect(hoursWithoutKey(scene, 399)).toEqual([]);
  });

  it("is filled although an older key has the very dates of the new one, and the answer is lost", async () => {
    const twin = { kid: "twin", nbf: at(5), exp: at(185), status: "disabled" } as const;
    const scene = keySetScene([endsSoon, twin, staged]);
    scene.tenant.faults.add({ path: "*/generateKey", effect: "none", fault: { kind: "drop" } });
    const made = madeIn(scene, await scene.run());
    expect(made).toMatchObject({ nbf: at(5), exp: at(185), status: "enabled" });
    expect(made.kid).not.toBe("twin");
  });

  it("is shown by a dry run, and not filled", async () => {
    const scene = keySetScene([endsSoon, staged]);
    const { outputs } = await scene.run({ "dry-run": "true" });
    const { planned } = JSON.parse(outputs["result"]!) as { planned: { body: { nbf: number } }[] };
    expect(planned.map(({ body }) => body.nbf)).toEqual([at(5)]);
    expect(scene.effects()).toEqual([]);
  });
});

describe("a set whose keys have ended", () => {
  it("gets a key that is active now", async () => {
    const scene = keySetScene([{ ...due, exp: at(-1) }]);
    const made = madeIn(scene, await scene.run());
    expect(made.nbf! - now).toBeLessThan(60);
  });

  it("waits for the lead where a key without dates is in use meanwhile", async () => {
    const scene = keySetScene([{ ...due, exp: at(-1) }, { kid: "net" }]);
    const made = madeIn(scene, await scene.run());
    expect(made.nbf! - now).toBeGreaterThanOrEqual(25 * 3600);
  });

  it("does not wait where the service does not use the one without dates", async () => {
    const scene = keySetScene([{ ...due, exp: at(-1) }, { kid: "net" }]);
    scene.tenant.faults.add({
      path: "*/getActiveKey",
      count: "always",
      fault: { kind: "status", status: 404 },
    });
    expect(madeIn(scene, await scene.run()).nbf! - now).toBeLessThan(60);
  });
});

describe("the nights of the next months", () => {
  it.each<[what: string, nights: number, inputs: Inputs, mostKeys: number]>([
    ["with the defaults", 260, {}, 5],
    ["with a threshold shorter than the lead", 90, { validity: "20d", "rotate-before": "1h" }, 8],
  ])("%s leave no hour without a key, and no heap of keys", async (_, nights, inputs, mostKeys) => {
    const scene = keySetScene([
      { kid: "ends", nbf: at(-100), exp: at(5) },
      { kid: "later", nbf: at(60), exp: at(240) },
    ]);
    const missing: number[] = [];
    for (let night = 0; night < nights; night++) {
      const { errors } = await scene.run(inputs);
      expect(errors).toEqual([]);
      if (hoursWithoutKey(scene, 1).length > 0) missing.push(night);
      scene.clock.advance(DAY_MS);
    }
    expect(missing).toEqual([]);
    expect(scene.keys().length).toBeLessThanOrEqual(mostKeys);
  });
});

describe("the way over", () => {
  it("begins earlier than the lead rather than leave a gap without a key, and says so", async () => {
    const scene = keySetScene([{ ...due, exp: at(1) - 3600 }]);
    const run = await scene.run();
    expect(madeIn(scene, run).nbf).toBe(at(1) - 3600);
    expect(run.warnings).toEqual([expect.stringMatching(/23 h.*lead.*cached/)]);
    expect(hoursWithoutKey(scene, 100)).toEqual([]);
  });

  it("names a key for another use that would take over", async () => {
    const scene = keySetScene([due, { ...fresh, kid: "enc-one", use: "enc", nbf: at(20) }]);
    const run = await scene.run();
    expect(madeIn(scene, run).use).toBe("sig");
    expect(run.warnings).toEqual([expect.stringMatching(/enc-one is for enc.*2026-06-21/)]);
  });

  it("is refused in a set that has keys for another use alone", async () => {
    const scene = keySetScene([{ ...fresh, use: "enc" }]);
    const run = await scene.run();
    expect(run.error.what).toMatch(/^key-use: /);
    expect(scene.effects()).toEqual([]);
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
    scene.tenant.faults.add(saysActive("old"));
    const run = await scene.run();
    expect(run.error.code).toBe("wrong-key-active");
    expect(run.error.message).toContain(outputs["kid"]!);
    expect(run.error.message).toContain("old");
    expect(run.outputs).toEqual({});
  });

  it("believes one look that lags no more than a replica deserves", async () => {
    const scene = keySetScene();
    await scene.run();
    scene.clock.advance(2 * DAY_MS);
    scene.tenant.faults.add({ ...saysActive("old"), count: 2 });
    expect((await scene.run()).errors).toEqual([]);
  });

  it("does what is due although another key is active, and fails after it", async () => {
    const scene = keySetScene();
    const { outputs } = await scene.run();
    scene.clock.advance(150 * DAY_MS);
    scene.tenant.faults.add(saysActive("undated"));
    const run = await scene.run();
    expect(run.error.code).toBe("wrong-key-active");
    expect(run.error.message).toContain(outputs["kid"]!);
    expect(run.outputs["rotated"]).toBe("true");
    expect(scene.keys()).toHaveLength(3);
    scene.clock.advance(HOUR_MS);
    await scene.run();
    expect(scene.keys()).toHaveLength(3);
  });

  it("expects either of two keys that begin in the same second", async () => {
    const twins = [
      { ...fresh, kid: "one" },
      { ...fresh, kid: "two" },
    ];
    for (const kid of ["one", "two"]) {
      const scene = keySetScene(twins);
      scene.tenant.faults.add(saysActive(kid));
      expect((await scene.run()).errors).toEqual([]);
    }
  });

  it("is not expected of a key that has ended meanwhile", async () => {
    const scene = keySetScene([
      { ...due, nbf: at(-300), exp: at(200) },
      { kid: "short", nbf: at(-9), exp: at(-1) },
    ]);
    expect((await scene.run()).errors).toEqual([]);
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

  it("makes a key where what was named leaves a gap behind it", async () => {
    const scene = keySetScene([
      { ...due, exp: at(30) },
      { ...fresh, kid: "next", nbf: at(20), exp: at(200) },
    ]);
    const run = await scene.run({ "retire-key-ids": "next" });
    expect(scene.effects()).toEqual(["disableKey", "generateKey"]);
    expect(hoursWithoutKey(scene, 180)).toEqual([]);
    expect(run.outputs["retired-key-ids"]).toBe('["next"]');
  });

  it("says that a key named is not there", async () => {
    const scene = keySetScene(both);
    const run = await scene.run({ "retire-key-ids": "nobody" });
    expect(run.notices).toEqual([expect.stringMatching(/nobody is not a key of the set/)]);
  });

  it("does not speak every night of what an earlier run has disabled", async () => {
    const scene = keySetScene([...both, { kid: "gone", nbf: at(-300), exp: at(10), status: "disabled" }]);
    const run = await scene.run({ "retire-key-ids": "gone" });
    expect([run.errors, run.notices, run.warnings]).toEqual([[], [], []]);
  });

  it("makes no key, whatever is due", async () => {
    const scene = keySetScene([due]);
    const run = await scene.run({ operation: "retire", "key-use": "", "key-type": "" });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "false" });
    expect(scene.effects()).toEqual([]);
  });

  it("is no part of a rotation that is told to leave it", async () => {
    const scene = keySetScene(both);
    const run = await scene.run({ "retire-key-ids": "old", "retire-due": "false" });
    expect(run.errors).toEqual([]);
    expect(scene.effects()).toEqual([]);
  });

  it("counts the days until the next rotation without what it has disabled", async () => {
    const scene = keySetScene([
      { ...fresh, kid: "next", nbf: at(20), exp: at(200) },
      { ...fresh, exp: at(90) },
    ]);
    const inputs = { operation: "retire", "key-use": "", "key-type": "", "retire-key-ids": "next" };
    // 100 days long, due when a third is left: 57 days and some hours, of which the run has taken seconds.
    expect((await scene.run(inputs)).outputs["due-in-days"]).toBe("57");
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

  it("is over where the leaked key was seen, and is disabled already", async () => {
    const scene = keySetScene([
      { ...fresh, status: "disabled" },
      { ...fresh, kid: "other" },
    ]);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("false");
    expect(run.steps.at(-1)).toMatch(/old .*is disabled already/);
    expect(scene.effects()).toEqual([]);
  });

  it.each<[what: string, leaked: string]>([
    ["is not in the set: a typing error", "odl"],
    ["differs by the letter case, which counts", "OLD"],
  ])("fails where the leaked key %s", async (_, leaked) => {
    const scene = keySetScene([fresh, { ...fresh, kid: "off", status: "disabled" }]);
    const run = await scene.run({ "emergency-key-id": leaked });
    expect(run.error.code).toBe("key-not-found");
    expect(run.error.message).toContain(leaked);
    expect(run.error.message).toMatch(/old, off \(disabled\)/);
    expect(run.outputs).toEqual({});
    expect(scene.effects()).toEqual([]);
    const looks = scene.tenant.log.filter(({ path }) => path.endsWith(SET)).map(({ time }) => time);
    expect(looks.length).toBeGreaterThanOrEqual(4);
    expect(looks.at(-1)! - looks[0]!).toBeGreaterThanOrEqual(20_000);
  });

  it("fails where there is no such set, even where one would be made", async () => {
    const scene = keySetScene([fresh]);
    const inputs = { "key-set-id": "B2C_1A_Other", "create-key-set": "true", "emergency-key-id": "old" };
    const run = await scene.run(inputs);
    expect(run.error.code).toBe("not-found");
    expect(scene.effects()).toEqual([]);
  });

  it("finds a leaked key that was added a moment ago", async () => {
    const scene = keySetScene();
    const { outputs } = await scene.run({ force: "true", lead: "0d" });
    scene.tenant.directory.lag.reads = { ms: 12_000 };
    const run = await scene.run({ "emergency-key-id": outputs["kid"]! });
    expect(run.errors).toEqual([]);
    expect(scene.keys().find(({ kid }) => kid === outputs["kid"])?.status).toBe("disabled");
  });

  it("whose key is only staged disables it at once, and fills what that opens", async () => {
    const scene = keySetScene([
      { ...due, exp: at(5) },
      { kid: "staged", nbf: at(3), exp: at(183) },
    ]);
    const run = await scene.run({ "emergency-key-id": "staged" });
    expect(scene.effects()).toEqual(["disableKey", "generateKey"]);
    expect(madeIn(scene, run).nbf! - now).toBeGreaterThanOrEqual(25 * 3600);
    expect(run.steps.at(-1)).toMatch(/staged .*is disabled now/);
    expect(hoursWithoutKey(scene, 180)).toEqual([]);
  });

  it("makes no second key where the first one's successor is there, and not in use yet", async () => {
    const scene = keySetScene([fresh]);
    scene.tenant.faults.add(saysActive("old"));
    expect((await scene.run({ "emergency-key-id": "old" })).error.code).toBe("wrong-key-active");
    scene.clock.advance(HOUR_MS);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.error.code).toBe("wrong-key-active");
    expect(run.error.message).toContain("disable-key");
    expect(scene.effects()).toEqual(["generateKey"]);
    scene.tenant.faults.clear();
    const last = await scene.run({ "emergency-key-id": "old" });
    expect(last.errors).toEqual([]);
    expect(scene.effects()).toEqual(["generateKey", "disableKey"]);
  });

  it("is green only once the leaked key was seen disabled", async () => {
    const scene = keySetScene([fresh, { kid: "younger", nbf: at(-5), exp: at(175) }]);
    scene.tenant.faults.add({
      method: "PATCH",
      path: "*/keys_v2/old",
      count: "always",
      fault: { kind: "status", status: 200, body: JSON.stringify({ kid: "old", status: "disabled" }) },
    });
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.error.code).toBe("retirement-incomplete");
    expect(run.error.message).toContain("old");
  });

  it("is refused in a retirement, which makes no successor", async () => {
    const scene = keySetScene([fresh]);
    const inputs = { operation: "retire", "key-use": "", "key-type": "", "emergency-key-id": "old" };
    const run = await scene.run(inputs);
    expect(run.error.code).toBe("input-conflict");
    expect(run.error.what).toMatch(/^emergency-key-id/);
    expect(run.requests).toEqual([]);
  });

  it("plans the leaked key's end too in a dry run", async () => {
    const scene = keySetScene([fresh]);
    const { outputs } = await scene.run({ "emergency-key-id": "old", "dry-run": "true" });
    const { planned } = JSON.parse(outputs["result"]!) as { planned: { method: string; url: string }[] };
    expect(planned.map(({ method, url }) => `${method} ${url.split("/").at(-1)!}`)).toEqual([
      "POST generateKey",
      "PATCH old",
    ]);
    expect(scene.effects()).toEqual([]);
  });

  it("whose key has a successor that is active already only disables it", async () => {
    const scene = keySetScene([fresh, { kid: "younger", nbf: at(-5), exp: at(175) }]);
    const run = await scene.run({ "emergency-key-id": "old" });
    expect(run.errors).toEqual([]);
    expect(scene.effects()).toEqual(["disableKey"]);
    expect(run.outputs).toMatchObject({ rotated: "false", changed: "true", "retired-key-ids": '["old"]' });
    expect(run.steps.at(-1)).toMatch(/leaked key old was found, and is disabled now/);
  });

  it("leaves the leaked key enabled where the new one does not become active", async () => {
    const scene = keySetScene([fresh]);
    scene.tenant.faults.add(saysActive("old"));
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

it("a dry run shows every write in its order", async () => {
  const scene = keySetScene([due, { kid: "older", nbf: at(-300), exp: at(10) }]);
  const planned = async (inputs: Inputs): Promise<string[]> => {
    const { outputs } = await scene.run({ "dry-run": "true", ...inputs });
    const result = JSON.parse(outputs["result"]!) as { planned: { method: string; url: string }[] };
    return result.planned.map(({ method, url }) => `${method} ${url.split("/").at(-1)!}`);
  };
  expect(await planned({ "retire-key-ids": "older" })).toEqual(["PATCH older", "POST generateKey"]);
  const inputs = { "key-set-id": "B2C_1A_New", "create-key-set": "true" };
  expect(await planned(inputs)).toEqual(["POST keySets", "POST generateKey"]);
  expect(scene.effects()).toEqual([]);
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
