import { afterEach, describe, expect, it, vi } from "vitest";
import { runAction } from "../support/run-action.ts";
import { KEY_SET, makeWorld } from "../support/world.ts";
import { PROXY_FAULTS } from "./faults.ts";
import { startHostileProxy, type HostileServer } from "./server.ts";

/** No time of the run's own is short here: nothing but the signal can end it so soon. */
let proxy: HostileServer | undefined;

afterEach(async () => {
  await proxy?.stop();
});

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  it.each(["silent after accept", "silent after the request", "slow headers", "200, then silence"])(
    "ends a run whose proxy is %s",
    async (name) => {
      const fault = PROXY_FAULTS.find((one) => one.name === name)!;
      const world = makeWorld();
      const silent = await startHostileProxy({ fault, port: 1 });
      proxy = silent;
      let struck: Promise<void> | undefined;
      const run = await runAction({
        inputs: {
          operation: "generate-key",
          "key-set-id": KEY_SET,
          "key-type": "RSA",
          "key-use": "sig",
          ...(await world.signIn("client-secret")),
        },
        env: { HTTPS_PROXY: `http://127.0.0.1:${String(silent.port)}` },
        onStart: (child) => {
          struck = vi
            .waitUntil(() => silent.met.faults > 0, { timeout: 20_000 })
            .then(() => {
              child.kill(signal);
            });
        },
      });
      await struck;
      expect([run.exitCode, run.signal, run.stderr]).toEqual([1, null, ""]);
      const errors = run.commands.filter((command) => command.name === "error");
      expect(errors.map(({ properties }) => properties["title"])).toEqual(["interrupted"]);
      expect(silent.met.connections).toBe(1);
    },
  );
});
