import { describe, expect, it } from "vitest";
import {
  effects,
  ENVIRONMENT,
  held,
  keyIds,
  night,
  registeredAs,
  REPOSITORY,
  rotated,
  rotationScene,
  VAULT,
  type RotationScene,
} from "./scene.ts";

/** SIGINT when the request arrives that this matches. */
function interruptedAt(
  scene: RotationScene,
  matches: (method: string, path: string) => boolean,
  inputs: Record<string, string> = {},
): ReturnType<typeof night> {
  const interrupt = new AbortController();
  return night(scene, inputs, {
    interrupt,
    wire: ({ method, url }) => {
      if (matches(method, url.pathname)) interrupt.abort();
      return undefined;
    },
  });
}

describe("an interrupt", () => {
  it("before any write: the next run starts afresh", async () => {
    const scene = rotationScene();
    const run = await interruptedAt(
      scene,
      (method, path) => method === "GET" && path.includes("applications"),
    );
    expect(run.error).toMatchObject({ code: "interrupted" });
    expect(run.error.remedy).toMatch(/Nothing was written: the next run starts afresh/);
    expect(effects(scene)).toEqual([]);
  });

  it("during addKey: the write is finished, nothing else is begun, and the error says what is left", async () => {
    const scene = rotationScene();
    const run = await interruptedAt(scene, (_, path) => path.endsWith("/addKey"));
    expect(run.error.code).toBe("interrupted");
    expect(run.error.remedy).toMatch(
      /may have been added, but was not delivered.*The next run makes another/,
    );
    expect(effects(scene)).toEqual(["addKey"]);
  });

  it("during the proof of the new key: the same", async () => {
    const scene = rotationScene();
    const run = await interruptedAt(
      scene,
      (_, path) => path.endsWith("/token") && keyIds(scene).length === 2,
    );
    expect(run.error.code).toBe("interrupted");
    expect(effects(scene)).toEqual(["addKey"]);
  });

  it("during a proof that is not answered, when its budget is nearly spent: interrupted all the same", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add({ path: "*/token", nth: 3, fault: { kind: "hang" } });
    const interrupt = new AbortController();
    let tokens = 0;
    const run = await night(
      scene,
      { "prove-timeout": "8s" },
      {
        interrupt,
        wire: ({ url }) => {
          if (url.pathname.endsWith("/token") && ++tokens === 3) scene.clock.at(500, () => interrupt.abort());
          return undefined;
        },
      },
    );
    expect(run.error.code).toBe("interrupted");
    expect(run.error.remedy).toMatch(/was not delivered/);
  });

  it("during a password's addPassword: nobody has its value", async () => {
    const scene = rotationScene({ credential: "password" });
    const run = await interruptedAt(scene, (_, path) => path.endsWith("/addPassword"));
    expect(run.error.code).toBe("interrupted");
    expect(run.error.remedy).toMatch(/nobody has its value/);
    expect(effects(scene)).toEqual(["addPassword"]);
  });

  it("between the look and the first delivery: neither delivered nor taken back", async () => {
    const scene = rotationScene();
    let reads = 0;
    const run = await interruptedAt(scene, (_, path) => path.endsWith("/public-key") && ++reads === 3);
    expect(run.error.code).toBe("interrupted");
    expect(run.error.remedy).toMatch(/may or may not have been delivered\. Both keys work/);
    expect(effects(scene)).toEqual(["addKey"]);
  });

  it.each(["certificate", "password"] as const)(
    "(%s) during the first delivery: it is finished, the second is not begun, both keys stay",
    async (credential) => {
      const scene = rotationScene({ credential, sinks: [ENVIRONMENT, VAULT] });
      const run = await interruptedAt(scene, (method, path) => method === "PUT" && path.includes("/repos/"));
      expect(run.errors).toHaveLength(1);
      expect(run.error.message).toMatch(/[Tt]he next run/);
      expect(effects(scene).slice(1)).toEqual(["putGitHubSecret"]);
      expect(keyIds(scene)).toHaveLength(2);
      expect(registeredAs(scene, held(scene))).toBeDefined();
      expect(registeredAs(scene, held(scene, VAULT))).toBeDefined();
    },
  );

  it("during a re-delivery: says so", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT, REPOSITORY] });
    await rotated(scene, { "deliver-to": ENVIRONMENT });
    const run = await interruptedAt(
      scene,
      (method, path) => method === "PUT" && path.includes("/secrets/graph-key"),
    );
    expect(run.error.code).toBe("interrupted");
    expect(run.error.remedy).toMatch(/brought up to date already; the next run goes on/);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret", "setVaultSecret"]);
  });

  it("of an emergency, between delivery and removal: the leaked key may still be there", async () => {
    const scene = rotationScene();
    const run = await interruptedAt(scene, (method) => method === "PUT", {
      "emergency-key-id": scene.initial.keyId,
    });
    expect(run.error.message).toMatch(/emergency again|next run/);
    expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
  });

  it("of a run whose time is spent reads the same", async () => {
    const scene = rotationScene();
    scene.tenant.directory.lag.tokens = { ms: 3_600_000 };
    const run = await night(scene, { timeout: "2m", "prove-timeout": "10m", settle: "1m" });
    expect(run.error.code).toBe("timeout");
    expect(run.error.remedy).toMatch(/was not delivered/);
    expect(effects(scene)).toEqual(["addKey"]);
  });
});
