import { describe, expect, it, vi } from "vitest";
import { addPassword, grant, removeCredential } from "../../emulator/sample.ts";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type * as RetirementModule from "../../src/rotation/retirement.ts";
import type * as FreshnessModule from "../../src/rotation/input-freshness.ts";
import type * as ProveModule from "../../src/rotation/prove.ts";
import { pooledKeys } from "../support/key-pool.ts";
import {
  DAY_MS,
  ENVIRONMENT,
  held,
  HOUR_MS,
  night,
  store,
  VAULT,
  type RotationScene,
} from "../rotation/scene.ts";
import { certificate } from "../support/certificates.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { callsOf, perform, Tally, type Case, type FaultName } from "./campaign.ts";
import { KINDS, registeredOf, seededScene, watchOver } from "./stages.ts";
import type { Invariant, Watch } from "./watch.ts";

/** The rotation with one of its rules broken on purpose: the watch has to see each. */
const mutant = vi.hoisted(() => ({ now: "none" }));

vi.mock("../../src/rotation/retirement.ts", async (original) => {
  const real = await original<typeof RetirementModule>();
  const planRetirement: typeof real.planRetirement = (line, all, deliveries, rules, now) => {
    if (mutant.now === "no overlap")
      return real.planRetirement(line, all, deliveries, { ...rules, overlapSeconds: 0 }, now);
    if (mutant.now === "a sink behind")
      return real.planRetirement(line, all, { ...deliveries, allHoldCurrent: true }, rules, now);
    const plan = real.planRetirement(line, all, deliveries, rules, now);
    const others = all.filter(({ keyId }) => keyId !== line.current.keyId);
    if (mutant.now === "all others") return { ...plan, remove: others };
    if (mutant.now === "newer ones") return { ...plan, remove: [...plan.remove, ...line.newer] };
    if (mutant.now === "the signer") return { ...plan, remove: [line.current] };
    return plan;
  };
  return { ...real, planRetirement };
});

vi.mock("../../src/rotation/input-freshness.ts", async (original) => {
  const real = await original<typeof FreshnessModule>();
  return {
    ...real,
    judgeFreshness: (...of: Parameters<typeof real.judgeFreshness>) =>
      mutant.now === "newer ones" ? ({ kind: "current", by: "times" } as const) : real.judgeFreshness(...of),
  };
});

vi.mock("../../src/rotation/prove.ts", async (original) => {
  const real = await original<typeof ProveModule>();
  return {
    ...real,
    proveCredential: (...of: Parameters<typeof real.proveCredential>) =>
      mutant.now === "no proof"
        ? Promise.resolve({ kind: "proved", attempts: 0 } as const)
        : real.proveCredential(...of),
  };
});

function found(watch: Watch): readonly Invariant[] {
  return [...new Set(watch.violations.map(({ invariant }) => invariant))].sort();
}

/** The same run, had it said something else. */
function altered(run: InProcessRun, said: Partial<InProcessRun>): InProcessRun {
  return Object.assign(Object.create(run) as InProcessRun, said);
}

interface Watched {
  readonly scene: ReturnType<typeof seededScene>;
  readonly watch: Watch;
  readonly rotate: (how?: Parameters<typeof night>[2]) => Promise<InProcessRun>;
}

function watched(options: Partial<Parameters<typeof seededScene>[0]> = {}): Watched {
  const scene = seededScene({ sinks: [ENVIRONMENT], ...options });
  const watch = watchOver(scene, scene.foreign, undefined);
  const rotate = async (how = {}): Promise<InProcessRun> => {
    watch.beginRun();
    const run = await night(scene, {}, how);
    watch.endRun(run);
    return run;
  };
  return { scene, watch, rotate };
}

describe("the watch sees", () => {
  it("nothing wrong with the rotation as it is", async () => {
    mutant.now = "none";
    const { scene, watch, rotate } = watched();
    await rotate();
    scene.clock.advance(8 * DAY_MS);
    await rotate();
    expect(watch.violations).toEqual([]);
    for (const name of ["I1", "I2", "I3", "I4", "I5", "I7", "I8", "I9"] as const)
      expect(watch.checked[name]).toBeGreaterThan(0);
  });

  it.each<[broken: string, seen: Invariant, twice: boolean]>([
    ["no overlap", "I2", true],
    ["all others", "I3", false],
    ["all others", "I7", false],
    ["the signer", "I7", false],
    ["the signer", "I1", false],
    ["no proof", "I4", false],
  ])("a rotation with %s (%s)", async (broken, seen, twice) => {
    mutant.now = broken;
    const { scene, watch, rotate } = watched();
    await rotate();
    scene.clock.advance(HOUR_MS);
    if (twice) await rotate();
    mutant.now = "none";
    expect(found(watch)).toContain(seen);
  });

  it("the removal of what is newer, by a run with an old input (I7, I1)", async () => {
    const { watch, scene, rotate } = watched();
    const old = held(scene);
    await rotate();
    scene.clock.advance(8 * DAY_MS);
    mutant.now = "newer ones";
    await rotate({ input: old });
    mutant.now = "none";
    expect(found(watch)).toEqual(expect.arrayContaining(["I1", "I7"]));
  });

  it("a retirement although a sink is behind (I1)", async () => {
    const { watch, scene, rotate } = watched({ sinks: [ENVIRONMENT, VAULT], operation: "retire" });
    // By an earlier run that did not reach the vault.
    const vault = scene.initial.text;
    store(scene, VAULT, vault, Date.parse("2020-01-01T00:00:00Z"));
    mutant.now = "a sink behind";
    await rotate();
    mutant.now = "none";
    expect(found(watch)).toContain("I1");
  });

  it("a key that is removed behind its back (I1, I2)", () => {
    const { scene, watch } = watched();
    removeCredential(scene.tenant, scene.app.application.id, scene.current);
    watch.look();
    expect(found(watch)).toEqual(["I1", "I2"]);
  });

  it("two keys added in one run, and a leftover that no failed run explains (I5)", async () => {
    const { scene, watch } = watched();
    watch.beginRun();
    const add = (name: string): Promise<InProcessRun> =>
      night(scene, {
        ...UNUSED,
        operation: "add-key",
        "proof-certificate": held(scene),
        certificate: certificate(name).certificatePem,
      });
    const runs = [await add("a first key"), await add("a second key")];
    expect(runs.flatMap(({ errors }) => errors)).toEqual([]);
    watch.endRun(runs[1]!);
    expect(watch.violations.filter(({ invariant }) => invariant === "I5")).toHaveLength(2);
  });

  it("a secret that is shown, and a private key on the wire (I8)", async () => {
    const { scene, watch, rotate } = watched();
    const run = await rotate();
    const text = held(scene);
    expect(pooledKeys().length).toBeGreaterThan(0);
    const request = run.requests[0]!;
    for (const event of [
      { kind: "step", text: `new secret: ${text}` },
      { kind: "request", request, text: `\n${text}` },
      { kind: "output", name: "oops", text: Buffer.from(text).toString("base64") },
    ] as const) {
      const before = watch.violations.length;
      watch.endRun(altered(run, { events: [event] }));
      expect(watch.violations.slice(before).map(({ invariant }) => invariant)).toContain("I8");
    }
  });

  it("a success that is none, and a failure that keeps a leftover to itself (I9)", async () => {
    const { scene, watch, rotate } = watched();
    const run = await rotate();
    store(scene, ENVIRONMENT, scene.initial.text);
    watch.endRun(run);
    expect(watch.violations.at(-1)?.invariant).toBe("I9");
    const before = watch.violations.length;
    const { ActionError } = await import("../../src/errors.ts");
    const error = new ActionError({ code: "unreachable", blame: "service", what: "Gone.", remedy: "Again." });
    watch.endRun(altered(run, { outputs: {}, errors: [error] }));
    expect(watch.violations.slice(before).map(({ invariant }) => invariant)).toContain("I9");
  });

  it("a write that is repeated blindly (I10)", async () => {
    const { scene, watch } = watched();
    const { handle } = await import("../../emulator/handle.ts");
    watch.beginRun();
    scene.tenant.faults.add({ path: "*/addKey", fault: { kind: "drop" } });
    const url = `https://graph.microsoft.com/v1.0/applications/${scene.app.application.id}/addKey`;
    for (let send = 0; send < 2; send++)
      await handle(scene.tenant, { method: "POST", url, headers: {}, body: "{}" });
    expect(found(watch)).toEqual(["I10"]);
  });

  it("a key set without a usable key, and a key that is shown too late (I11)", async () => {
    const { Watch: Watching } = await import("./watch.ts");
    const { addKeySet } = await import("../../emulator/sample.ts");
    const { scene } = watched();
    const { tenant, app } = scene;
    grant(tenant, app.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
    addKeySet(tenant, "B2C_1A_Any", []);
    const { secretText } = addPassword(tenant, app.application.id);
    const watch = new Watching({
      kind: "key-set",
      tenant,
      keySetId: "B2C_1A_Any",
      leadSeconds: 90_000,
      leaked: undefined,
      mayDisable: undefined,
      secrets: () => [],
    });
    expect(found(watch)).toEqual(["I11"]);
    // Its time ends in half an hour: who comes later leaves no choice, and who has one is too late.
    for (const [exp, expected] of [[tenant.nowSeconds() + 1800, 0] as const, [null, 1] as const]) {
      addKeySet(tenant, "B2C_1A_Any", [{ kid: "there", exp }]);
      const before = watch.violations.length;
      watch.beginRun();
      await generate(scene, secretText);
      const late = watch.violations
        .slice(before)
        .filter(({ what }) => /shown only 3\d\d\d s ahead/.test(what));
      expect(late).toHaveLength(expected);
    }
  });

  async function generate(scene: RotationScene, secretText: string): Promise<void> {
    const run = await night(scene, {
      ...UNUSED,
      operation: "generate-key",
      "client-certificate": "",
      "client-secret": secretText,
      "application-object-id": "",
      "key-set-id": "B2C_1A_Any",
      "key-type": "RSA",
      "key-use": "sig",
      "not-before": "1h",
      "expires-on": "90d",
    });
    expect(run.errors).toEqual([]);
  }
});

/** Inputs of a rotation that other operations do not know. */
const UNUSED = { "rotation-name": "", "deliver-to": "", "github-token": "", "retire-initial": "" };

describe("the campaign", () => {
  const [kind] = KINDS;
  const at = (call: number, fault: FaultName): Case => ({
    kind: kind!,
    faults: [{ call, fault }],
    input: "start",
  });

  it("stops a run dead where it says so: nothing follows, and the effect is there or not", async () => {
    const calls = await callsOf(kind!);
    for (const call of [1, Math.floor(calls / 2), calls]) {
      for (const fault of ["killed before", "killed after"] as const) {
        const { killed, run } = await perform(at(call, fault));
        expect(killed).toBe(true);
        expect(run.outputs).toEqual({});
        // The one that it was killed at, and none after it.
        expect(run.requests).toHaveLength(call);
      }
    }
  });

  it("reports what a broken rotation does, with the call and the fault", async () => {
    mutant.now = "all others";
    const { violations } = await perform(at(1, "throttled"));
    mutant.now = "none";
    expect(violations.map(({ invariant }) => invariant)).toContain("I3");
  });

  it("counts what was tried", async () => {
    const tally = new Tally();
    tally.add("certificate", "refused", await perform(at(2, "refused")));
    expect(tally.total).toMatchObject({ tried: 1, violations: 0 });
    expect(tally.total.checked).toBeGreaterThan(100);
    expect(tally.toString(["refused"])).toMatch(
      /^\| rotation \| refused .*\n.*\n\| certificate \| 1 \| 1 \|/,
    );
  });
});

it("registered credentials are read from the truth, with their marks", () => {
  const { scene } = watched();
  expect(registeredOf(scene).map(({ mark }) => mark)).toEqual([
    undefined,
    { line: "nightly", number: 1 },
    { line: "nightly", number: 2 },
    undefined,
    { line: "other", number: 1 },
  ]);
  expect(combinedPem(scene.initial.made!)).toBe(scene.initial.text);
});
