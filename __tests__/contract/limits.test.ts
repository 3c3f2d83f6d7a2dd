import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../emulator/log.ts";
import {
  effects,
  perform,
  proofDigests,
  scene,
  tokenRequests,
  WRITE_PATH,
  writes,
} from "../support/contract.ts";
import { OPERATIONS, SECRET_SET } from "../support/world.ts";

const MINUTE = 60_000;

describe.each([10 * MINUTE, -10 * MINUTE, 2 * 60 * MINUTE])(
  "a service whose clock is off by %s ms",
  (skewMs) => {
    it.each(["client-secret", "certificate-pem", "oidc", "access-token"] as const)(
      "takes add-key with sign-in by %s",
      async (signIn) => {
        const world = scene();
        world.tenant.clockSkewMs = skewMs;
        const run = await perform(world, "add-key", { signIn });
        expect(run.errors).toEqual([]);
        expect(effects(world)).toEqual(["addKey"]);
        if (signIn !== "access-token") {
          expect(run.warnings.join()).toMatch(skewMs > 0 ? /clock is \d+ s slow/ : /clock is \d+ s fast/);
        }
      },
    );
  },
);

it("a difference of a second is nothing to speak of", async () => {
  const world = scene();
  world.tenant.clockSkewMs = 1_000;
  expect((await perform(world, "add-key")).warnings).toEqual([]);
});

describe("the budget", () => {
  it("ends a run that hangs, in its time", async () => {
    const world = scene();
    const started = world.clock.now();
    world.tenant.faults.add({ path: "*", count: "always", fault: { kind: "hang" } });
    const run = await perform(world, "generate-key", { inputs: { timeout: "45s" } });
    expect(run.error.code).toBe("timeout");
    expect(world.clock.now() - started).toBeLessThanOrEqual(45_000);
  });

  it("gives each attempt 30 s", async () => {
    const world = scene();
    const started = world.clock.now();
    world.tenant.faults.add({ path: "*/token", fault: { kind: "hang" } });
    const run = await perform(world, "generate-key");
    expect(run.errors).toEqual([]);
    expect(world.clock.now() - started).toBeLessThanOrEqual(31_000);
  });

  it("waits for a slow answer within it", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "slow", ms: 20_000 } });
    expect((await perform(world, "generate-key")).errors).toEqual([]);
  });

  it("leaves a write of unknown outcome unknown when it is spent", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", effect: "done", fault: { kind: "hang" } });
    const run = await perform(world, "generate-key", { inputs: { timeout: "20s" } });
    expect(run.error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(1);
  });

  it.each(["0s", "0", "soon", "-5m", "1y", "1"])("refuses %s", async (timeout) => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { timeout } });
    expect(run.error.message).toMatch(/^timeout: /);
    expect(run.requests).toEqual([]);
  });
});

describe.each(OPERATIONS)("an interrupt of %s", (operation) => {
  it("before the run sends nothing", async () => {
    const world = scene();
    const interrupt = new AbortController();
    interrupt.abort();
    const run = await perform(world, operation, { interrupt });
    expect(run.error.code).toBe("interrupted");
    expect(run.requests).toEqual([]);
  });

  it("during the sign-in starts no write", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/token")) interrupt.abort();
    });
    const run = await perform(world, operation, { interrupt });
    expect(run.error.code).toBe("interrupted");
    expect(writes(world)).toEqual([]);
  });

  it("while the sign-in hangs ends it at once", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.faults.add({ path: "*/token", fault: { kind: "hang" } });
    const started = world.clock.now();
    world.clock.at(3_000, () => {
      interrupt.abort();
    });
    const run = await perform(world, operation, { interrupt });
    expect(run.error.code).toBe("interrupted");
    expect(world.clock.now() - started).toBeLessThan(5_000);
  });

  it("during a wait for the next attempt ends the wait", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.faults.add({ path: WRITE_PATH[operation]!, fault: { kind: "throttle", retryAfter: "60" } });
    world.clock.at(20_000, () => {
      interrupt.abort();
    });
    const run = await perform(world, operation, { interrupt });
    expect(run.error.code).toBe("interrupted");
    expect(writes(world)).toHaveLength(1);
    expect(effects(world)).toEqual([]);
  });

  it("lets the write in flight finish", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.faults.add({ path: WRITE_PATH[operation]!, fault: { kind: "slow", ms: 4_000 } });
    world.clock.at(1_000, () => {
      interrupt.abort();
    });
    const run = await perform(world, operation, { interrupt });
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("true");
  });

  it("gives a hanging write five seconds, and then does not know", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.faults.add({ path: WRITE_PATH[operation]!, effect: "done", fault: { kind: "hang" } });
    const started = world.clock.now();
    world.clock.at(1_000, () => {
      interrupt.abort();
    });
    const run = await perform(world, operation, { interrupt });
    expect(run.error.code).toBe("outcome-unknown");
    expect(world.clock.now() - started).toBeLessThanOrEqual(6_000);
    expect(writes(world)).toHaveLength(1);
  });
});

it("an interrupt while the proof is being signed starts no write", async () => {
  const world = scene();
  const interrupt = new AbortController();
  const run = await perform(world, "add-key", {
    interrupt,
    onEvent: (event) => {
      // The proof is masked as soon as it is there: three parts, and its audience within.
      if (event.kind !== "mask" || !/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(event.text)) return;
      const claims = Buffer.from(event.text.split(".")[1]!, "base64url").toString();
      if (claims.includes("00000002-0000-0000-c000-000000000000")) interrupt.abort();
    },
  });
  expect(run.error.code).toBe("interrupted");
  expect(writes(world)).toEqual([]);
});

describe("over all faults", () => {
  const FAULTS = [
    { kind: "drop" },
    { kind: "hang" },
    { kind: "cut" },
    { kind: "malformed" },
    { kind: "throttle", retryAfter: "2.5" },
    { kind: "status", status: 503 },
    { kind: "status", status: 500 },
    {
      kind: "status",
      status: 401,
      code: "Authentication_MissingOrMalformed",
      message: "Access Token missing",
    },
    { kind: "html", status: 200 },
  ] as const;

  /** Each single fault at each request, and each pair of faults at two writes in a row. */
  it.each(OPERATIONS)(
    "%s makes no duplicate, reuses no proof, and gives one error or none",
    async (operation) => {
      for (const effect of ["none", "done"] as const) {
        for (const first of FAULTS) {
          // A refusal that was carried out all the same would be a lie of the service.
          if (effect === "done" && (first.kind === "throttle" || "code" in first)) continue;
          for (const second of [undefined, ...FAULTS]) {
            const world = scene();
            const path = WRITE_PATH[operation]!;
            world.tenant.faults.add({ path, effect, fault: first });
            if (second !== undefined)
              world.tenant.faults.add({ path, effect: "none", nth: 2, fault: second });
            // Symmetric keys are made at once, RSA keys are slow.
            const inputs =
              operation === "generate-key" ? { "key-type": "OCT", "key-set-id": SECRET_SET } : {};
            const run = await perform(world, operation, { signIn: "access-token", inputs });
            const label = `${effect} ${JSON.stringify(first)} ${JSON.stringify(second)}`;
            expect([label, effects(world).length <= 1]).toEqual([label, true]);
            expect([label, run.errors.length <= 1]).toEqual([label, true]);
            // A success is one, and what is called refused was not done.
            if (run.errors.length === 0) expect([label, effects(world).length]).toEqual([label, 1]);
            else if (effects(world).length === 1)
              expect([label, run.error.code]).toEqual([label, "outcome-unknown"]);
            expect([label, new Set(proofDigests(world)).size]).toEqual([label, proofDigests(world).length]);
            expect(world.tenant.log.filter(({ method }: LogEntry) => method === "PATCH")).toEqual([]);
          }
        }
      }
    },
  );

  it("the token is asked for no more often than it has to be", async () => {
    const world = scene();
    await perform(world, "add-key", { inputs: { "application-object-id": "", "app-id": world.app.appId } });
    expect(tokenRequests(world)).toHaveLength(1);
  });
});
