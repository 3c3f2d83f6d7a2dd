import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  later,
  night,
  peek,
  registeredAs,
  REPOSITORY,
  rotated,
  rotationScene,
  store,
  thumbprintIn,
  VAULT,
  type RotationScene,
  type SinkName,
} from "./scene.ts";

const PUT: Readonly<Record<SinkName, string>> = {
  [ENVIRONMENT]: "/repos/*/environments/*/secrets/GRAPH_KEY",
  [REPOSITORY]: "/repos/*/actions/secrets/GRAPH_KEY",
  [VAULT]: "/secrets/graph-key",
};

function refuse(scene: RotationScene, sink: SinkName): void {
  const fault = { kind: "status", status: 403 } as const;
  scene.tenant.faults.add({ method: "PUT", path: PUT[sink], count: "always", fault });
}

function lose(scene: RotationScene, sink: SinkName, effect: "none" | "done"): void {
  scene.tenant.faults.add({
    method: "PUT",
    path: PUT[sink],
    count: "always",
    effect,
    fault: { kind: "drop" },
  });
}

describe("delivery", () => {
  it.each<SinkName>([ENVIRONMENT, REPOSITORY, VAULT])(
    "to %s holds key, certificate and state",
    async (sink) => {
      const scene = rotationScene({ sinks: [sink] });
      const run = await night(scene);
      expect(run.errors).toEqual([]);
      const text = held(scene);
      expect(text).toMatch(/^keyroll-line: nightly\nkeyroll-number: 1\n/);
      expect(text).toContain(`keyroll-key-id: ${run.outputs["key-id"]!}\n`);
      expect(text).toContain(`keyroll-previous-key-id: ${scene.initial.keyId}\n`);
      expect(text).toMatch(/keyroll-delivered-at: 2026-06-01T12:02:\d\dZ\n/);
      expect(text).toMatch(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/);
      expect(run.outputs["delivered-to"]).toBe(sink);
    },
  );

  it("reaches repository, environment and vault with one and the same text", async () => {
    const sinks = [ENVIRONMENT, REPOSITORY, VAULT] as const;
    const scene = rotationScene({ sinks });
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(new Set(sinks.map((sink) => held(scene, sink))).size).toBe(1);
    expect(run.outputs["delivered-to"]).toBe(sinks.join("\n"));
  });

  it("starts the overlap at the latest change of any sink", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const run = await night(scene);
    const times = [ENVIRONMENT, VAULT].map((sink) => peek(scene, sink as SinkName)!.changedAt);
    const latest = Math.floor(Math.max(...times) / 1000) * 1000;
    expect(Date.parse(run.outputs["retire-after"]!)).toBe(latest + 7 * DAY_MS);
  });

  it.each([ENVIRONMENT, VAULT])(
    "is not begun where %s cannot be reached: nothing is written",
    async (sink) => {
      const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
      const path = sink === VAULT ? "/secrets/*" : "/repos/*";
      scene.tenant.faults.add({ method: "GET", path, fault: { kind: "status", status: 403 } });
      const run = await night(scene);
      expect(run.error.code).toBe("sink-unusable");
      expect(effects(scene)).toEqual([]);
    },
  );
});

describe("as a PFX", () => {
  const inputs = { "deliver-as": "pfx", "deliver-password": "pass phrase of the delivered file" };
  const opened = { ...inputs, "client-certificate-password": inputs["deliver-password"] };

  it("opens as the next run's input, and carries its state", async () => {
    const scene = rotationScene({ may: "none" });
    const first = await night(scene, inputs);
    expect(first.errors).toEqual([]);
    expect(held(scene)).toMatch(/^[A-Za-z0-9+/]+=*$/);
    later(scene, DAY_MS);
    const second = await rotated(scene, { ...opened, force: "true" });
    // Only its own words can have told the run which key it succeeded.
    expect(second.outputs["previous-key-id"]).toBe(first.outputs["key-id"]);
    later(scene, 8 * DAY_MS);
    const third = await rotated(scene, opened);
    expect(third.outputs["retired-key-ids"]).toBe(JSON.stringify([first.outputs["key-id"]]));
  });

  it("without a password is refused before any request", async () => {
    const scene = rotationScene();
    const run = await night(scene, { "deliver-as": "pfx" });
    expect(run.error.what).toMatch(/^deliver-password/);
    expect(run.requests).toEqual([]);
  });
});

describe("a file", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  function temp(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyroll-rotation-")));
    folders.push(folder);
    return folder;
  }

  it("is written for its owner only, and does not start the overlap", async () => {
    const scene = rotationScene();
    const folder = temp();
    const path = join(folder, "new.pem");
    const run = await night(scene, { "deliver-to": `file:${path}` }, { env: { RUNNER_TEMP: folder } });
    expect(run.errors).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(registeredAs(scene, readFileSync(path, "utf8"))).toBe(run.outputs["key-id"]);
    expect(readFileSync(path, "utf8")).not.toContain("delivered-at");
    expect(run.outputs).toMatchObject({ "retire-after": "", "delivered-to": `file:${path}` });
  });

  it("allows no retirement, however old: nobody knows the delivery", async () => {
    const scene = rotationScene();
    const folder = temp();
    const path = join(folder, "new.pem");
    const inputs = { "deliver-to": `file:${path}`, "retire-initial": "true" };
    const options = { env: { RUNNER_TEMP: folder } };
    await night(scene, inputs, options);
    later(scene, 30 * DAY_MS);
    const run = await night(scene, inputs, { ...options, input: readFileSync(path, "utf8") });
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    expect(run.notices).toEqual([expect.stringMatching(/not known when/)]);
  });

  it("that nobody delivers on stops the third time: too many leftovers", async () => {
    const scene = rotationScene();
    const folder = temp();
    const inputs = { "deliver-to": `file:${join(folder, "new.pem")}` };
    for (let count = 0; count < 3; count++) {
      const run = await night(scene, inputs, { env: { RUNNER_TEMP: folder } });
      expect(run.errors).toEqual([]);
      later(scene, DAY_MS);
    }
    const run = await night(scene, inputs, { env: { RUNNER_TEMP: folder } });
    expect(run.error.code).toBe("too-many-leftovers");
    expect(run.error.why).toMatch(/names files only/);
    expect(keyIds(scene)).toHaveLength(4);
  });

  it("stands beside a secret: the secret's time counts", async () => {
    const scene = rotationScene();
    const folder = temp();
    const path = join(folder, "new.pem");
    const inputs = { "deliver-to": `${ENVIRONMENT}\nfile:${path}`, "retire-initial": "true" };
    const options = { env: { RUNNER_TEMP: folder } };
    await night(scene, inputs, options);
    expect(readFileSync(path, "utf8")).toBe(held(scene));
    later(scene, 8 * DAY_MS);
    await night(scene, inputs, options);
    expect(keyIds(scene)).not.toContain(scene.initial.keyId);
  });
});

describe("when the first sink refuses", () => {
  it("the new key is taken back, and nobody else is given it", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    refuse(scene, ENVIRONMENT);
    const run = await night(scene);
    expect(run.error.code).toBe("delivery-refused");
    expect(run.error.message).toMatch(/was removed again/);
    expect(effects(scene)).toEqual(["addKey", "removeKey"]);
    expect(keyIds(scene)).toEqual([scene.initial.keyId]);
    expect(run.outputs).toEqual({});
  });

  it("and the taking back fails too, the error names the key that stays", async () => {
    const scene = rotationScene();
    refuse(scene, ENVIRONMENT);
    scene.tenant.faults.add({ path: "*/removeKey", fault: { kind: "status", status: 403 } });
    const run = await night(scene);
    const leftover = keyIds(scene).find((keyId) => keyId !== scene.initial.keyId)!;
    expect(run.error.code).toBe("delivery-refused");
    expect(run.error.message).toContain(leftover);
  });
});

describe("when nobody knows whether the first sink has it", () => {
  it.each(["none", "done"] as const)("both keys stay, and no other sink is given it (%s)", async (effect) => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    lose(scene, ENVIRONMENT, effect);
    const run = await night(scene);
    expect(run.error.code).toBe("delivery-incomplete");
    expect(run.error.message).toContain(ENVIRONMENT);
    expect(run.error.message).toContain(VAULT);
    expect(effects(scene)).not.toContain("removeKey");
    expect(effects(scene)).not.toContain("setVaultSecret");
    expect(keyIds(scene)).toHaveLength(2);
  });

  it("a lost answer alone is repeated as it is", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add({
      method: "PUT",
      path: PUT[ENVIRONMENT],
      effect: "done",
      fault: { kind: "drop" },
    });
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret", "putGitHubSecret"]);
  });
});

describe("when a later sink fails", () => {
  it.each(["refused", "lost"])("(%s) both keys stay, and the run fails", async (how) => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    if (how === "refused") refuse(scene, VAULT);
    else lose(scene, VAULT, "none");
    const run = await night(scene);
    expect(run.error.code).toBe("delivery-incomplete");
    expect(run.error.message).toContain(VAULT);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
    expect(registeredAs(scene, held(scene, VAULT))).toBe(scene.initial.keyId);
  });

  it("the next run brings it up to date with the very same certificate", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    refuse(scene, VAULT);
    await night(scene);
    scene.tenant.faults.clear();
    later(scene, DAY_MS);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("false");
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(held(scene)));
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret", "setVaultSecret"]);
  });

  it("nothing is retired until it is up to date, and then only after a whole overlap", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT], inputs: { "retire-initial": "true" } });
    refuse(scene, VAULT);
    await night(scene);
    later(scene, 10 * DAY_MS);
    expect((await night(scene)).error.code).toBe("delivery-incomplete");
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    scene.tenant.faults.clear();
    await rotated(scene);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    later(scene, 6 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    later(scene, DAY_MS + HOUR_MS);
    await rotated(scene);
    expect(keyIds(scene)).not.toContain(scene.initial.keyId);
  });

  it("a sink that is behind while a leftover is newer gets a new key instead", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT], inputs: { "retire-initial": "true" } });
    refuse(scene, VAULT);
    await night(scene);
    scene.tenant.faults.clear();
    later(scene, HOUR_MS);
    // Another run adds a key, and nobody ever gets it.
    lose(scene, VAULT, "none");
    scene.tenant.faults.clear();
    const current = held(scene);
    const interrupt = new AbortController();
    const cut = await night(
      scene,
      { force: "true", "deliver-to": ENVIRONMENT },
      {
        interrupt,
        wire: () => {
          if (keyIds(scene).length === 3) interrupt.abort();
          return undefined;
        },
      },
    );
    expect(cut.error.code).toBe("interrupted");
    later(scene, DAY_MS);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
    expect(held(scene)).not.toBe(current);
    expect(held(scene, VAULT)).toBe(held(scene));
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("a `retire` does not deliver, and is not green while a sink is behind", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    refuse(scene, VAULT);
    await night(scene);
    scene.tenant.faults.clear();
    later(scene, 8 * DAY_MS);
    const run = await night(scene, { operation: "retire", "retire-initial": "true" });
    expect(run.error.code).toBe("delivery-incomplete");
    expect(run.error.what).toContain(VAULT);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
  });

  it("an empty sink is behind too", async () => {
    const scene = rotationScene();
    await rotated(scene);
    later(scene, DAY_MS);
    const run = await night(scene, { "deliver-to": `${ENVIRONMENT}\n${VAULT}` });
    expect(run.errors).toEqual([]);
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(held(scene)));
  });

  it("an older one is behind whatever line the current credential is of, the user's own included", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT], period: NOT_DUE_PERIOD });
    scene.vault.secrets.delete("graph-key");
    store(scene, VAULT, "something else", Date.parse("2020-01-01T00:00:00Z"));
    await rotated(scene);
    expect(effects(scene)).toEqual(["setVaultSecret"]);
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(scene.initial.text));
    // No rotation made it: its text says nothing of itself.
    expect(held(scene, VAULT)).not.toContain("keyroll-");
  });
});

const NOT_DUE_PERIOD = {
  notBefore: new Date("2026-05-22T12:00:00Z"),
  notAfter: new Date("2026-11-18T12:00:00Z"),
};
