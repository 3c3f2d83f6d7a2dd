// Whose time decides what goes: the sign-in's and Graph's, within bounds, and nobody else's.

import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dated, HOSTS, withMember } from "../support/answers.ts";
import {
  DAY_MS,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keyIds,
  later,
  night,
  registeredAs,
  rotated,
  rotationScene,
  store,
  VAULT,
  type NightOptions,
  type RotationScene,
} from "./scene.ts";

/** Two rotations; the second has just been delivered, and the first one's key waits for the overlap. */
async function twice(scene: RotationScene): Promise<string> {
  await rotated(scene, { "retire-initial": "true" });
  const first = registeredAs(scene, held(scene))!;
  later(scene, 8 * DAY_MS);
  await rotated(scene, { force: "true", "retire-initial": "true" });
  return first;
}

describe("the first step's start, by a runner's clock that is an hour slow", () => {
  it.each([
    ["before the sink's last change: stale", -60_000, ["stale-input"]],
    ["after it: current", 60_000, []],
  ] as const)("%s", async (_, offsetMs, codes) => {
    const folder = mkdtempSync(join(tmpdir(), "graph-keyroll-test-"));
    try {
      const scene = rotationScene({ sinks: [VAULT], inputs: { "github-token": "" } });
      scene.tenant.clockSkewMs = HOUR_MS;
      later(scene, HOUR_MS);
      store(scene, VAULT, scene.initial.text, scene.clock.now() + HOUR_MS);
      const startedAt = new Date(scene.clock.now() + offsetMs);
      later(scene, 10 * 60_000);
      utimesSync(folder, startedAt, startedAt);
      const env = { GITHUB_EVENT_PATH: join(folder, "event.json") };
      const run = await night(scene, {}, { env });
      expect(run.errors.map(({ code }) => code)).toEqual(codes);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a sink whose clock is days ahead", () => {
  it.each([
    ["GitHub", HOSTS.github, ENVIRONMENT, "none"],
    ["GitHub", HOSTS.github, ENVIRONMENT, "read"],
    ["Key Vault", HOSTS.vault, VAULT, "read"],
  ] as const)("%s retires nothing, nor makes a token old: case %#", async (_name, host, sink, may) => {
    const scene = rotationScene({ sinks: [sink], may });
    const first = await twice(scene);
    later(scene, 30_000);
    const answer = dated((asked) => (asked === host ? 8 * DAY_MS : 0));
    const run = await night(scene, { "retire-initial": "true" }, { answer });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([]);
    // Graph's, and the vault's of its own.
    expect(run.requests.filter(({ method }) => method === "POST")).toHaveLength(sink === VAULT ? 2 : 1);
    expect(keyIds(scene)).toContain(first);
  });
});

describe("a retirement whose time has come", () => {
  async function due(
    answer?: NightOptions["answer"],
    clockSkewMs = 0,
  ): Promise<{ gone: boolean; warnings: string }> {
    const scene = rotationScene();
    const first = await twice(scene);
    later(scene, 8 * DAY_MS);
    scene.tenant.clockSkewMs = clockSkewMs;
    const run = await night(scene, {}, answer === undefined ? {} : { answer });
    expect(run.errors).toEqual([]);
    return { gone: !keyIds(scene).includes(first), warnings: run.warnings.join("\n") };
  }

  it.each([0, 2 * HOUR_MS, -2 * HOUR_MS])(
    "takes place by services whose clocks are off by %s ms",
    async (skewMs) => {
      expect(await due(undefined, skewMs)).toMatchObject({ gone: true });
    },
  );

  it.each([
    ["both are days ahead", dated((host) => (host === HOSTS.github ? 0 : 9 * DAY_MS))],
    ["both are days behind", dated((host) => (host === HOSTS.github ? 0 : -2 * DAY_MS))],
    ["Graph alone is", dated((host) => (host === HOSTS.graph ? 9 * DAY_MS : 0))],
    ["the two contradict each other", dated((host) => (host === HOSTS.graph ? 10 * 60_000 : 0))],
    [
      "both say the last year that a date can hold",
      dated((host) => (host === HOSTS.github ? 0 : 8.6e15 - Date.parse("2026-07-01"))),
    ],
    ["nobody says a time", dated(() => NaN)],
  ])("does not where %s", async (_title, answer) => {
    const { gone, warnings } = await due(answer);
    expect(gone).toBe(false);
    expect(warnings).toMatch(/could not be retired, and stays: Nobody can tell what time it is/);
  });

  it("is not decided by one answer of many that jumps ahead", async () => {
    const scene = rotationScene();
    const first = await twice(scene);
    later(scene, 6 * DAY_MS + 12 * HOUR_MS);
    let answers = 0;
    const answer = dated((host) => (host === HOSTS.graph && ++answers === 1 ? 20 * HOUR_MS : 0));
    const run = await night(scene, {}, { answer });
    expect(run.errors).toEqual([]);
    expect(run.warnings.filter((text) => text.includes("two answers"))).toHaveLength(1);
    expect(keyIds(scene)).toContain(first);
  });
});

it("a rotation goes on by the runner's clock, and warns once", async () => {
  const scene = rotationScene();
  const answer = dated((host) => (host === HOSTS.graph ? 9 * DAY_MS : 0));
  const run = await night(scene, {}, { answer });
  expect(run.outputs["rotated"]).toBe("true");
  expect(run.warnings.filter((text) => text.includes("not believed"))).toHaveLength(1);
});

it("a new key that nobody was given is taken back whatever the time", async () => {
  const scene = rotationScene();
  const answer = dated((host) => (host === HOSTS.graph ? 9 * DAY_MS : 0));
  scene.tenant.faults.add({
    path: "*/secrets/GRAPH_KEY",
    method: "PUT",
    count: "always",
    fault: { kind: "status", status: 422, body: "{}" },
  });
  const run = await night(scene, {}, { answer });
  expect(run.error.code).toBe("delivery-refused");
  expect(keyIds(scene)).toEqual([scene.initial.keyId]);
});

const IMPOSSIBLE = [
  "+275760-09-13T00:00:00Z",
  "9999-99-99T00:00:00Z",
  "10000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "1900",
  9e15,
  -9e15,
  1e300,
  null,
  {},
];

describe("a time that no date can show", () => {
  it.each([
    ["GitHub's time of change", ENVIRONMENT, "updated_at"],
    ["Key Vault's time of a version", VAULT, "created"],
    ["the start of the run", ENVIRONMENT, "run_started_at"],
    ["the start of the job", ENVIRONMENT, "started_at"],
    ["the begin of a credential", ENVIRONMENT, "startDateTime"],
    ["the end of a credential", ENVIRONMENT, "endDateTime"],
  ] as const)("as %s is no defect of ours, before or after the delivery", async (_name, sink, member) => {
    for (const value of IMPOSSIBLE) {
      for (const delivered of [false, true]) {
        const scene = rotationScene({ sinks: [sink] });
        let puts = 0;
        const other = withMember(member, value);
        const run = await night(
          scene,
          {},
          {
            answer: (request, response) => {
              if (request.method === "PUT") puts++;
              return delivered && puts === 0 ? response : other(request, response);
            },
          },
        );
        const codes = run.errors.map(({ code }) => code);
        expect(codes).not.toContain("internal-error");
        expect(codes.length).toBeLessThanOrEqual(1);
        // Never green with an empty hand: what is reported as delivered works.
        if (run.outputs["rotated"] === "true") expect(registeredAs(scene, held(scene))).toBeDefined();
      }
    }
  });
});
