// What an odd world does to a rotation: edited inputs, runs that sleep and wake up, replicas that
// hide keys, a second writer, roles that come and go. After each the next night is in order by itself.

import { describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/http/transport.ts";
import {
  alarms,
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  keys,
  later,
  night,
  NOT_DUE,
  peek,
  registeredAs,
  REPOSITORY,
  rotated,
  rotationScene,
  store,
  target,
  thumbprintIn,
  VAULT,
  type NightOptions,
  type RotationScene,
  type SinkName,
} from "./scene.ts";

const bothSinks = `${ENVIRONMENT}\n${VAULT}`;

/** Suspends the run before the first exchange that is meant, and does something else meanwhile. */
function sleeping(
  isMeant: (request: HttpRequest) => boolean,
  meanwhile: () => Promise<unknown>,
): NightOptions {
  let slept = false;
  return {
    pause: async (request) => {
      if (slept || !isMeant(request)) return;
      slept = true;
      await meanwhile();
    },
  };
}

const isPut = ({ method }: HttpRequest): boolean => method === "PUT";

/** Two more nights and an overlap: no error, and what the sinks hold is registered and alone. */
async function expectOrder(
  scene: RotationScene,
  sinks: readonly SinkName[] = scene.options.sinks,
): Promise<void> {
  const inputs = { "deliver-to": sinks.join("\n"), "retire-initial": "true" };
  for (const [ms, force] of [
    [HOUR_MS, "true"],
    [8 * DAY_MS, "true"],
    [8 * DAY_MS, ""],
  ] as const) {
    later(scene, ms);
    const run = await night(scene, { ...inputs, force });
    expect(run.errors).toEqual([]);
    for (const sink of sinks) expect(registeredAs(scene, held(scene, sink))).toBeDefined();
  }
  expect(new Set(sinks.map((sink) => thumbprintIn(held(scene, sink)))).size).toBe(1);
  expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  expect(alarms(scene)).toEqual([]);
}

describe("`deliver-to` is edited", () => {
  const unnamed = { "rotation-name": "" };

  it("a sink that is added gets the current credential, and the line goes on", async () => {
    const scene = rotationScene({ inputs: unnamed });
    await rotated(scene);
    later(scene, DAY_MS);
    const run = await night(scene, { "deliver-to": bothSinks });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("false");
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(held(scene)));
    await expectOrder(scene, [ENVIRONMENT, VAULT]);
  });

  it("a sink that was added, and could not be reached, is no green night", async () => {
    const scene = rotationScene({ inputs: unnamed });
    await rotated(scene);
    const fault = { kind: "status", status: 403 } as const;
    scene.tenant.faults.add({ method: "PUT", path: "/secrets/*", count: "always", fault });
    for (let nights = 0; nights < 2; nights++) {
      later(scene, DAY_MS);
      expect((await night(scene, { "deliver-to": bothSinks })).error.code).toBe("delivery-incomplete");
    }
  });

  it("and edited back: no later night is stale", async () => {
    const scene = rotationScene({ inputs: unnamed });
    await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { "deliver-to": bothSinks, force: "true" });
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, DAY_MS);
    await rotated(scene, { "deliver-to": bothSinks });
    await expectOrder(scene, [ENVIRONMENT, VAULT]);
  });

  it("naming the target by both of its ids begins no other line", async () => {
    const scene = rotationScene({ inputs: unnamed });
    await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { "app-id": scene.app.appId, force: "true" });
    later(scene, DAY_MS);
    await rotated(scene, { "app-id": scene.app.appId, "application-object-id": "", force: "true" });
    const names = keys(scene).flatMap(
      ({ displayName }) => /^keyroll:([^:]+):/.exec(displayName ?? "")?.[1] ?? [],
    );
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(1);
  });
});

describe("a run that is suspended and wakes up", () => {
  it("before its first delivery, after another run has delivered: takes its key back, and stops", async () => {
    const scene = rotationScene();
    const run = await night(
      scene,
      { timeout: "2d" },
      sleeping(isPut, async () => {
        later(scene, HOUR_MS);
        await rotated(scene);
      }),
    );
    // The look right before the PUT was before the sleep: only the PUT itself may still come through.
    expect(run.errors.length).toBeLessThanOrEqual(1);
    await expectOrder(scene);
  });

  it("before the look at the sink: the other run's key stays where it is", async () => {
    const scene = rotationScene();
    let delivered = "";
    const isLook = ({ method, url }: HttpRequest): boolean =>
      method === "GET" && url.pathname.endsWith("/secrets/GRAPH_KEY") && keyIds(scene).length === 2;
    const run = await night(
      scene,
      { timeout: "2d" },
      sleeping(isLook, async () => {
        later(scene, HOUR_MS);
        await rotated(scene);
        delivered = held(scene);
      }),
    );
    expect(run.error.code).toBe("stale-input");
    expect(run.error.message).toMatch(/was removed again/);
    expect(held(scene)).toBe(delivered);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, registeredAs(scene, delivered)]);
    await expectOrder(scene);
  });

  it("between its first and its second sink: the second one does not get the older key", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const isSecondLook = ({ method, url }: HttpRequest): boolean =>
      method === "GET" &&
      url.pathname.endsWith("/secrets/GRAPH_KEY") &&
      peek(scene, ENVIRONMENT)!.value !== scene.initial.text &&
      scene.tenant.log.at(-1)!.path.endsWith("/public-key");
    let looks = 0;
    const run = await night(
      scene,
      { timeout: "2d" },
      sleeping(
        (request) => isSecondLook(request) && ++looks === 1,
        async () => {
          later(scene, HOUR_MS);
          await rotated(scene, { force: "true" });
        },
      ),
    );
    expect(run.error.code).toBe("delivery-incomplete");
    expect(thumbprintIn(held(scene, VAULT))).toBe(thumbprintIn(held(scene)));
    await expectOrder(scene);
  });

  it("before a removal, after somebody has stored the older key again: removes nothing", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    const before = scene.tenant.log.length;
    const isLook = ({ method, url }: HttpRequest): boolean =>
      method === "GET" &&
      url.pathname.endsWith("/public-key") &&
      scene.tenant.log.slice(before).some(({ path }) => path.includes("/applications/"));
    const run = await night(
      scene,
      {},
      sleeping(isLook, async () => {
        store(scene, ENVIRONMENT, scene.initial.text, scene.clock.now() + 1000);
        await Promise.resolve();
      }),
    );
    expect(run.error.code).toBe("stale-input");
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    await expectOrder(scene);
  });
});

describe("a run that is suspended between two writes looks at the sink before the second", () => {
  const isLook = ({ method, url }: HttpRequest): boolean =>
    method === "GET" && url.pathname.endsWith("/public-key");

  it("of two removals", async () => {
    const scene = rotationScene({ inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, 8 * DAY_MS);
    const before = scene.tenant.log.length;
    const run = await night(
      scene,
      {},
      sleeping(
        (request) => isLook(request) && effects(scene, before).includes("removeKey"),
        async () => {
          store(scene, ENVIRONMENT, scene.initial.text, scene.clock.now() + 1000);
          await Promise.resolve();
        },
      ),
    );
    expect(run.error.code).toBe("stale-input");
    expect(effects(scene, before)).toEqual(["removeKey"]);
    expect(registeredAs(scene, held(scene))).toBe(scene.initial.keyId);
    await expectOrder(scene);
  });

  it("of a delivery and the leaked key's removal: whoever put that back is not locked out", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    const run = await night(
      scene,
      { "emergency-key-id": scene.initial.keyId, timeout: "2d" },
      sleeping(
        ({ method, url }) =>
          method === "GET" && url.pathname.includes("/applications/") && held(scene) !== scene.initial.text,
        async () => {
          later(scene, HOUR_MS);
          store(scene, ENVIRONMENT, scene.initial.text);
          await Promise.resolve();
        },
      ),
    );
    expect(run.error.code).toBe("retirement-incomplete");
    expect(run.error.why).toMatch(/was changed/);
    expect(registeredAs(scene, held(scene))).toBe(scene.initial.keyId);
  });

  it("of a delivery and adding again: what an emergency has removed meanwhile stays removed", async () => {
    const scene = rotationScene();
    let leaked: string | undefined;
    const run = await night(
      scene,
      { timeout: "2d" },
      sleeping(
        ({ method, url }) =>
          method === "GET" && url.pathname.includes("/applications/") && held(scene) !== scene.initial.text,
        async () => {
          leaked = thumbprintIn(held(scene));
          later(scene, HOUR_MS);
          await rotated(scene, { "emergency-key-id": registeredAs(scene, held(scene))! });
        },
      ),
    );
    expect(run.error.code).toBe("stale-input");
    expect(keys(scene).map(({ thumbprint }) => thumbprint)).not.toContain(leaked);
    expect(registeredAs(scene, held(scene))).toBeDefined();
  });
});

describe("a replica that hides a key at one reading", () => {
  /** @param isTime from when on; the first reading after that hides it */
  const hiding = (scene: RotationScene, hidden: () => string, isTime = (): boolean => true): NightOptions => {
    let readings = 0;
    return {
      answer: ({ method, url }, response) => {
        if (method !== "GET" || !url.pathname.includes("/applications/") || !isTime() || ++readings > 1)
          return response;
        const shown = JSON.parse(response.body) as Record<string, { keyId: string }[]>;
        const list = scene.options.credential === "certificate" ? "keyCredentials" : "passwordCredentials";
        const left = shown[list]!.filter(({ keyId }) => keyId !== hidden());
        return { ...response, body: JSON.stringify({ ...shown, [list]: left }) };
      },
    };
  };

  it.each(["certificate", "password"] as const)(
    "the new %s, right after its delivery: nobody has taken it away",
    async (credential) => {
      const scene = rotationScene({ credential });
      const isDelivered = (): boolean => held(scene) !== scene.initial.text;
      const run = await night(
        scene,
        {},
        hiding(scene, () => keyIds(scene).at(-1)!, isDelivered),
      );
      expect(run.errors).toEqual([]);
      expect(run.warnings).toEqual([]);
      expect(keyIds(scene)).toHaveLength(2);
    },
  );

  it.each(["certificate", "password"] as const)(
    "the new %s, for half a minute after it was added: it is waited for",
    async (credential) => {
      const scene = rotationScene({ credential });
      scene.tenant.directory.lag.reads = { ms: 30_000 };
      const run = await night(scene);
      expect(run.errors).toEqual([]);
      expect(run.warnings).toEqual([]);
    },
  );

  it("a delivered one, while no times tell: the new key is taken back", async () => {
    const scene = rotationScene({ sinks: [REPOSITORY] });
    const old = held(scene);
    await rotated(scene);
    later(scene, DAY_MS);
    const fault = { kind: "status", status: 403 } as const;
    scene.tenant.faults.add({ method: "GET", path: "/repos/*/actions/runs/*", count: "always", fault });
    const delivered = held(scene);
    const hidden = registeredAs(scene, delivered)!;
    const run = await night(scene, {}, { input: old, ...hiding(scene, () => hidden) });
    expect(run.error.code).toBe("stale-input");
    expect(run.error.message).toMatch(/was removed again/);
    expect(held(scene)).toBe(delivered);
    expect(keyIds(scene)).toEqual([scene.initial.keyId, hidden]);
  });

  it.each(["certificate", "password"] as const)(
    "the new %s, at every reading of the run: the token service decides",
    async (credential) => {
      const scene = rotationScene({ credential });
      scene.tenant.directory.lag.reads = { ms: HOUR_MS };
      const run = await night(scene);
      expect(run.errors).toEqual([]);
      expect(run.warnings).toEqual([expect.stringMatching(/does not show the new .* after a minute/)]);
      expect(keyIds(scene)).toEqual([scene.initial.keyId, registeredAs(scene, held(scene))]);
    },
  );

  it("the current one: it is looked for again", async () => {
    const scene = rotationScene();
    const run = await night(
      scene,
      {},
      hiding(scene, () => scene.initial.keyId),
    );
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
  });

  it("a leftover, while the times tell: the run goes on, and the next nights are in order", async () => {
    const scene = rotationScene();
    const interrupt = new AbortController();
    await night(
      scene,
      {},
      {
        interrupt,
        wire: () => {
          if (keyIds(scene).length > 1) interrupt.abort();
          return undefined;
        },
      },
    );
    later(scene, DAY_MS);
    const leftover = keyIds(scene).at(-1)!;
    const run = await night(
      scene,
      {},
      hiding(scene, () => leftover),
    );
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
    await expectOrder(scene);
  });
});

describe("an older run overwrites the sink with a lower number", () => {
  it("a run that was queued with the newer key retires nothing that the sink holds", async () => {
    const scene = rotationScene({ sinks: [REPOSITORY], inputs: { "retire-initial": "true" } });
    await rotated(scene);
    const older = held(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    const queued = { input: held(scene), readAt: scene.clock.now() };
    later(scene, HOUR_MS);
    // An earlier value is put back into the sink, by a run that slept or by hand.
    store(scene, REPOSITORY, older);
    later(scene, 9 * DAY_MS);
    const run = await night(scene, {}, queued);
    expect(run.error.code).toBe("stale-input");
    expect(registeredAs(scene, older)).toBeDefined();
    await expectOrder(scene);
  });
});

describe("a sink that is changed right after its delivery", () => {
  it("holds something else, whatever the input's own text says of its delivery", async () => {
    const scene = rotationScene();
    const older = held(scene);
    await rotated(scene);
    const queued = { input: held(scene), readAt: scene.clock.now() };
    later(scene, 30_000);
    store(scene, ENVIRONMENT, older);
    later(scene, HOUR_MS);
    const run = await night(scene, { force: "true" }, queued);
    expect(run.error.code).toBe("stale-input");
    expect(held(scene)).toBe(older);
    await expectOrder(scene);
  });
});

describe("a re-run", () => {
  it("is stale where its first attempt had delivered", async () => {
    const scene = rotationScene();
    const first = { input: held(scene), readAt: scene.clock.now() };
    await rotated(scene);
    later(scene, HOUR_MS);
    const before = scene.tenant.log.length;
    const run = await night(scene, { force: "true" }, { ...first, attempt: 2 });
    expect(run.error.code).toBe("stale-input");
    expect(run.error.why).toMatch(/first attempt/);
    expect(effects(scene, before)).toEqual([]);
  });

  it("of a run that had delivered nothing goes on", async () => {
    const scene = rotationScene();
    const first = { input: held(scene), readAt: scene.clock.now() };
    later(scene, HOUR_MS);
    const run = await night(scene, {}, { ...first, attempt: 2 });
    expect(run.errors).toEqual([]);
    expect(run.outputs["rotated"]).toBe("true");
  });
});

describe("when nobody tells the times", () => {
  const blind = (scene: RotationScene): void => {
    scene.tenant.faults.add({
      method: "GET",
      path: "/repos/*/actions/runs/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
  };

  it("a newer key that was there before the sink changed is stale input", async () => {
    const scene = rotationScene({ sinks: [REPOSITORY] });
    const old = held(scene);
    await rotated(scene);
    later(scene, DAY_MS);
    blind(scene);
    const run = await night(scene, { force: "true" }, { input: old });
    expect(run.error.code).toBe("stale-input");
    expect(run.error.why).toMatch(/not known/);
  });

  it.each(["certificate", "password"] as const)(
    "a newer %s that was made minutes after the sink changed is a leftover",
    async (credential) => {
      const scene = rotationScene({ credential, sinks: [REPOSITORY] });
      store(scene, REPOSITORY, scene.initial.text, scene.clock.now() - 120_000);
      const interrupt = new AbortController();
      const wire = (): undefined => {
        if (keyIds(scene).length > 1) interrupt.abort();
        return undefined;
      };
      expect((await night(scene, {}, { interrupt, wire })).error.code).toBe("interrupted");
      later(scene, DAY_MS);
      blind(scene);
      const run = await night(scene);
      expect(run.errors).toEqual([]);
      expect(run.outputs["rotated"]).toBe("true");
    },
  );

  it("the text says when it was delivered: that is the sink's last change, so it is current", async () => {
    const scene = rotationScene({ sinks: [REPOSITORY], inputs: { "retire-initial": "true" } });
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    blind(scene);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
  });

  it("nothing is retired of a password, which says nothing, and the notice names the permission", async () => {
    const scene = rotationScene({
      credential: "password",
      sinks: [REPOSITORY],
      inputs: { "retire-initial": "true" },
    });
    await rotated(scene);
    later(scene, 8 * DAY_MS);
    blind(scene);
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(keyIds(scene)).toContain(scene.initial.keyId);
    expect(run.notices).toEqual([expect.stringMatching(/Actions: read/)]);
  });

  it("a vault's tags say what it holds", async () => {
    const scene = rotationScene({ sinks: [VAULT], inputs: { "retire-initial": "true", "github-token": "" } });
    const old = held(scene);
    await rotated(scene);
    later(scene, DAY_MS);
    const stale = await night(scene, { force: "true" }, { input: old });
    later(scene, 8 * DAY_MS);
    await rotated(scene);
    expect(keyIds(scene)).toEqual([registeredAs(scene, held(scene))]);
    expect(stale.errors.map(({ code }) => code)).toEqual(["stale-input"]);
  });
});

describe("a second writer puts back the whole list that it had read", () => {
  const writesBack = (scene: RotationScene): NightOptions => {
    const before = target(scene).keyCredentials;
    return sleeping(
      // Right after the delivery: at the look that confirms it.
      ({ method, url }) =>
        method === "GET" && url.pathname.endsWith("/secrets/GRAPH_KEY") && held(scene) !== scene.initial.text,
      async () => {
        scene.tenant.directory.commit(scene.clock.now(), (now) => ({
          ...now,
          objects: new Map(now.objects).set(target(scene).id, { ...target(scene), keyCredentials: before }),
        }));
        await Promise.resolve();
      },
    );
  };

  it.each(["read", "none"] as const)(
    "(the caller may: %s) the same certificate is added again, verified, delivered, and the other tool is named",
    async (may) => {
      const scene = rotationScene({ may });
      const run = await night(scene, {}, writesBack(scene));
      expect(run.errors).toEqual([]);
      expect(registeredAs(scene, held(scene))).toBe(run.outputs["key-id"]);
      expect(run.warnings).toEqual([expect.stringMatching(/Terraform/)]);
      expect(held(scene)).toContain(`keyroll-key-id: ${run.outputs["key-id"]!}`);
      if (may === "read") await expectOrder(scene);
    },
  );

  it("and again: an error, never green, and the sinks hold what works", async () => {
    const scene = rotationScene();
    scene.tenant.faults.add({
      path: "*/addKey",
      nth: 2,
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const run = await night(scene, {}, writesBack(scene));
    expect(run.error.code).toBe("credential-lost");
    expect(registeredAs(scene, held(scene))).toBe(scene.initial.keyId);
  });

  it("and what was added again is not accepted: an error too, and the sinks hold what works", async () => {
    const scene = rotationScene();
    // The sign-in, and three acceptances.
    const body = JSON.stringify({ error: "invalid_client", error_codes: [700027] });
    const fault = { kind: "status", status: 401, body } as const;
    scene.tenant.faults.add({ path: "*/token", nth: 5, count: "always", fault });
    const run = await night(scene, { "prove-timeout": "2m" }, writesBack(scene));
    expect(run.error.code).toBe("credential-lost");
    expect(registeredAs(scene, held(scene))).toBe(scene.initial.keyId);
  });

  it("of passwords: the old one is put back, and the run fails", async () => {
    const scene = rotationScene({ credential: "password" });
    const before = target(scene).passwordCredentials;
    const run = await night(
      scene,
      {},
      sleeping(
        ({ method, url }) =>
          method === "GET" &&
          url.pathname.endsWith("/secrets/GRAPH_KEY") &&
          held(scene) !== scene.initial.text,
        async () => {
          scene.tenant.directory.commit(scene.clock.now(), (now) => ({
            ...now,
            objects: new Map(now.objects).set(target(scene).id, {
              ...target(scene),
              passwordCredentials: before,
            }),
          }));
          await Promise.resolve();
        },
      ),
    );
    expect(run.error.code).toBe("credential-lost");
    expect(held(scene)).toBe(scene.initial.text);
  });
});

describe("a role that is taken away for an hour, between two killed runs", () => {
  it("leaves no line that is stale for good", async () => {
    const scene = rotationScene();
    await rotated(scene);
    for (const forbidden of [false, true]) {
      later(scene, DAY_MS);
      if (forbidden) {
        const fault = { kind: "status", status: 403 } as const;
        scene.tenant.faults.add({ method: "GET", path: "*/applications/*", count: "always", fault });
      }
      const interrupt = new AbortController();
      const count = keyIds(scene).length;
      await night(
        scene,
        { force: "true" },
        {
          interrupt,
          wire: () => {
            if (keyIds(scene).length > count) interrupt.abort();
            return undefined;
          },
        },
      );
      scene.tenant.faults.clear();
    }
    later(scene, HOUR_MS);
    scene.tenant.faults.add({
      method: "GET",
      path: "*/applications/*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    await rotated(scene, { force: "true" });
    scene.tenant.faults.clear();
    await expectOrder(scene);
  });
});

describe("settle", () => {
  /** Milliseconds between the last request of the token endpoint before the first PUT, and that PUT. */
  async function settled(inputs: Record<string, string>): Promise<number> {
    const scene = rotationScene();
    let accepted = 0;
    let put: number | undefined;
    const run = await night(scene, inputs, {
      onEvent: (event) => {
        if (event.kind !== "request" || put !== undefined) return;
        if (event.request.method === "PUT") put = scene.clock.now();
        else if (event.request.url.pathname.endsWith("/token")) accepted = scene.clock.now();
      },
    });
    expect(run.errors).toEqual([]);
    return put! - accepted;
  }

  it.each([
    ["two minutes by default", {}, 120_000],
    ["nothing", { settle: "0s" }, 0],
    ["as long as asked", { settle: "45s" }, 45_000],
  ])("is %s between the last accepted verification and the first delivery", async (_, inputs, ms) => {
    const waited = await settled(inputs);
    expect(waited).toBeGreaterThanOrEqual(ms);
    expect(waited).toBeLessThan(ms + 15_000);
  });

  it("that would take the whole run is refused before anything is sent", async () => {
    const run = await night(rotationScene(), { settle: "30m" });
    expect(run.error.code).toBe("input-invalid");
    expect(run.error.what).toMatch(/^settle/);
    expect(run.requests).toEqual([]);
  });

  it("for which no time is left takes the key back", async () => {
    const scene = rotationScene();
    const run = await night(scene, { settle: "100s", timeout: "110s" });
    expect(run.error.code).toBe("timeout");
    expect(run.error.message).toMatch(/was removed again/);
    expect(keyIds(scene)).toEqual([scene.initial.keyId]);
  });
});

describe("a run whose own certificate is young", () => {
  it("waits while the token endpoint does not know it yet", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    await rotated(scene, { force: "true", settle: "0s" });
    later(scene, 60_000);
    scene.tenant.directory.lag.tokens = { ms: 180_000 };
    const run = await night(scene);
    expect(run.errors).toEqual([]);
    expect(run.steps.join("\n")).toMatch(/does not know certificate [0-9A-F]{40} yet/);
  });

  it("fails with the reason when it stays unknown for ten minutes", async () => {
    const scene = rotationScene({ period: NOT_DUE });
    await rotated(scene, { force: "true", settle: "0s" });
    scene.tenant.directory.lag.tokens = { ms: 50 * 60_000 };
    const before = scene.clock.now();
    const run = await night(scene);
    expect(scene.clock.now() - before).toBeGreaterThan(9 * 60_000);
    expect(scene.clock.now() - before).toBeLessThan(11 * 60_000);
    expect(run.error.code).toBe("sign-in-refused");
    expect(run.error.message).toContain("AADSTS700027");
  });

  it("and one that is old fails at once", async () => {
    const scene = rotationScene();
    scene.tenant.directory.seed((now) => ({
      ...now,
      objects: new Map(now.objects).set(target(scene).id, { ...target(scene), keyCredentials: [] }),
    }));
    const before = scene.clock.now();
    const run = await night(scene);
    expect(run.error.code).toBe("sign-in-refused");
    expect(scene.clock.now() - before).toBeLessThan(30_000);
  });
});

describe("a removal that the service answers with `No credentials found`, where nothing may be read", () => {
  it("is a notice, once, and no warning", async () => {
    const scene = rotationScene({ may: "none" });
    await rotated(scene);
    later(scene, DAY_MS);
    await rotated(scene, { force: "true" });
    later(scene, 7 * DAY_MS);
    const notices: number[] = [];
    for (let nights = 0; nights < 5; nights++) {
      const run = await rotated(scene);
      expect(run.warnings).toEqual([]);
      for (const notice of run.notices) expect(notice).toMatch(/an earlier run has retired it/);
      notices.push(run.notices.length);
      // The first night retires; later ones say it in the log alone.
      if (nights > 0)
        expect(run.steps.join("\n") + run.notices.join()).toMatch(/an earlier run has retired it/);
      later(scene, DAY_MS);
    }
    expect(notices).toEqual([0, 1, 0, 0, 0]);
  });
});

it("an overlap under an hour is warned of", async () => {
  const run = await night(rotationScene(), { overlap: "30m" });
  expect(run.warnings).toEqual([expect.stringMatching(/^overlap: is less than an hour/)]);
});
