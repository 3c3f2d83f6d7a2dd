import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../emulator/faults.ts";
import { startServer } from "../../emulator/server.ts";
import { Canaries } from "../rotation/leaks.ts";
import {
  DAY_MS,
  ENVIRONMENT,
  held,
  keys,
  registeredAs,
  rotationScene,
  VAULT,
  type RotationScene,
} from "../rotation/scene.ts";
import { runAction, type ActionRun } from "../support/run-action.ts";
import { watchOver } from "./stages.ts";
import type { Watch } from "./watch.ts";

/** The built action in processes of its own, over TLS, stopped by real signals. */

interface Place {
  readonly scene: RotationScene;
  readonly watch: Watch;
  readonly run: (onStart?: (kill: (signal: NodeJS.Signals) => void) => void) => Promise<ActionRun>;
  readonly stop: () => Promise<void>;
}

async function place(): Promise<Place> {
  const at = Date.now();
  const period = { notBefore: new Date(at - 120 * DAY_MS), notAfter: new Date(at + 40 * DAY_MS) };
  const scene = rotationScene({ at, period, sinks: [ENVIRONMENT, VAULT] });
  const { tenant, clock } = scene;
  tenant.onRequest(() => clock.advance(Math.max(0, Date.now() - clock.now())));
  const server = await startServer(tenant);
  const folder = mkdtempSync(join(tmpdir(), "keyroll-process-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, server.caPem);
  const { origin } = server;
  return {
    scene,
    watch: watchOver(scene, [], undefined),
    run: (onStart) =>
      runAction({
        inputs: {
          ...scene.inputs,
          "client-certificate": held(scene),
          "authority-url": origin,
          "graph-url": origin,
          "github-api-url": origin,
          "key-vault-url": origin,
          // Three proofs, with the shortest pauses.
          "prove-timeout": "8s",
          settle: "0s",
        },
        env: { NODE_EXTRA_CA_CERTS: caFile, GITHUB_REPOSITORY: "contoso/billing" },
        onStart: (child) =>
          onStart?.((signal) => {
            child.kill(signal);
          }),
      }),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Blow {
  readonly signal: "SIGKILL" | "SIGINT";
  /** What is being done when it strikes. */
  readonly during: { readonly method: string; readonly path: string; readonly nth?: number };
  readonly effect: "none" | "done";
}

const ADD = { method: "POST", path: "*/addKey" };
const PROOF = { method: "POST", path: "*/token", nth: 4 };
const FIRST_PUT = { method: "PUT", path: "/repos/*" };
const SECOND_PUT = { method: "PUT", path: "/secrets/*" };
const CONFIRM = { method: "GET", path: "/repos/*/GRAPH_KEY", nth: 3 };

const ALL: readonly Blow[] = [
  { signal: "SIGKILL", during: ADD, effect: "done" },
  { signal: "SIGINT", during: FIRST_PUT, effect: "done" },
  { signal: "SIGKILL", during: FIRST_PUT, effect: "done" },
  { signal: "SIGINT", during: ADD, effect: "done" },
  { signal: "SIGKILL", during: SECOND_PUT, effect: "none" },
  { signal: "SIGKILL", during: FIRST_PUT, effect: "none" },
  { signal: "SIGKILL", during: ADD, effect: "none" },
  { signal: "SIGKILL", during: PROOF, effect: "none" },
  { signal: "SIGKILL", during: CONFIRM, effect: "none" },
  { signal: "SIGKILL", during: SECOND_PUT, effect: "done" },
  { signal: "SIGINT", during: PROOF, effect: "done" },
  { signal: "SIGINT", during: SECOND_PUT, effect: "done" },
];
const BLOWS = process.env["KEYROLL_FULL"] === "1" ? ALL : ALL.slice(0, 4);

/** A killed process gets no answer any more; an interrupted one gets it, late. */
async function strike({ scene, watch, run }: Place, { signal, during, effect }: Blow): Promise<ActionRun> {
  const fault: Fault = signal === "SIGKILL" ? { kind: "hang" } : { kind: "slow", ms: 400 };
  scene.tenant.faults.add({ ...during, effect, fault });
  let kill: ((name: NodeJS.Signals) => void) | undefined;
  const stopListening = scene.tenant.onRequest(({ phase, entry }) => {
    if (phase === "answered" && entry.fault === fault.kind) kill?.(signal);
  });
  watch.beginRun();
  const ended = await run((how) => (kill = how));
  stopListening();
  expect(scene.tenant.faults.pending).toEqual([]);
  watch.endProcess(true);
  return ended;
}

function expectSecrecy(scene: RotationScene, ended: ActionRun): void {
  const canaries = new Canaries();
  for (const sink of [ENVIRONMENT, VAULT] as const) {
    const text = held(scene, sink);
    canaries.delivered("a delivered key", text).key("a delivered key", createPrivateKey(text));
  }
  const shown = ended.stdout
    .split("\n")
    .filter((line) => !line.startsWith("::add-mask::"))
    .concat(ended.stderr, ended.summary, ended.state, ended.environmentFile, ...Object.values(ended.outputs));
  expect(shown.map((text) => canaries.find(text)).filter((name) => name !== undefined)).toEqual([]);
}

describe("a process of the built action", () => {
  it.concurrent.each(BLOWS.map((blow) => [blow.signal, blow.during.path, blow.effect, blow] as const))(
    "that gets %s during %s (effect: %s) leaves everybody working, and the next run goes on",
    { timeout: 120_000 },
    async (signal, _path, _effect, blow) => {
      const here = await place();
      const { scene, watch, run } = here;
      try {
        const first = await strike(here, blow);
        if (signal === "SIGKILL") expect(first.signal).toBe("SIGKILL");
        else expectInterrupted(scene, first);
        expectSecrecy(scene, first);
        expect([first.state, first.environmentFile]).toEqual(["", ""]);

        watch.beginRun();
        const second = await run();
        watch.endProcess(second.exitCode !== 0);
        expect(second.exitCode).toBe(0);
        expectSecrecy(scene, second);
        expect(held(scene)).not.toBe(scene.initial.text);
        for (const sink of [ENVIRONMENT, VAULT] as const)
          expect(registeredAs(scene, held(scene, sink))).toBe(registeredAs(scene, held(scene)));
        expect(keys(scene).length).toBeLessThanOrEqual(3);
        expect(watch.violations).toEqual([]);
      } finally {
        watch.end();
        await here.stop();
      }
    },
  );
});

function expectInterrupted(scene: RotationScene, ended: ActionRun): void {
  if (ended.exitCode === 0) {
    // The signal came in the last write, which is finished: everything was done.
    expect(ended.outputs["rotated"]).toBe("true");
    expect(held(scene)).toBe(held(scene, VAULT));
    return;
  }
  expect(ended.exitCode).toBe(1);
  const errors = ended.commands.filter(({ name }) => name === "error");
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).toMatch(/[Tt]he next run/);
}
