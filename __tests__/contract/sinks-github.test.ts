// Secrets of repositories and environments against the emulator, which really opens the boxes.

import { beforeEach, describe, expect, test } from "vitest";
import type { Fault, FaultRule } from "../../emulator/faults.ts";
import { addGitHubToken, addRun } from "../../emulator/github/sample.ts";
import { ActionError } from "../../src/errors.ts";
import { GitHubClient } from "../../src/sinks/github-client.ts";
import { jobStart, runStart } from "../../src/sinks/run-start.ts";
import { Secret } from "../../src/secrets/secret.ts";
import { NOW } from "../support/fake-clock.ts";
import {
  BUDGET_MS,
  CREDENTIAL,
  credential,
  errorOf,
  expectNothingShown,
  FACTS,
  failureOf,
  sinkScene,
  TOKEN,
  type SinkScene,
} from "./sinks-scene.ts";

const LINE = "github-secret:contoso/billing/APP_KEY";
const ENVIRONMENT_LINE = "github-environment-secret:contoso/billing/production/APP_KEY";
const API = "/repos/contoso/billing/actions/secrets";
const READS = [`GET ${API}/public-key`, `GET ${API}/APP_KEY`];
const DELIVERY = [`GET ${API}/public-key`, `PUT ${API}/APP_KEY`, `GET ${API}/APP_KEY`];

let scene: SinkScene;

describe("every request to GitHub", () => {
  test.each([LINE, ENVIRONMENT_LINE, "github-environment-secret:contoso/billing/gone/APP_KEY"])(
    "names the version of the API, and asks for nothing beside its address: %s",
    async (line) => {
      const sink = await scene.open(line);
      await sink.inspect().catch(() => undefined);
      await sink.deliver(credential(), FACTS).catch(() => undefined);
      expect(scene.tenant.log.length).toBeGreaterThan(2);
      for (const { headers, query } of scene.tenant.log) {
        expect(headers["x-github-api-version"]).toBe("2022-11-28");
        expect(query).toBe("");
      }
    },
  );
});

beforeEach(() => {
  scene = sinkScene();
});

function stored(name = "APP_KEY"): string | undefined {
  return scene.repository.actions.secrets.get(name)?.value;
}

function fault(rule: Partial<FaultRule> & { readonly fault: Fault }): void {
  scene.tenant.faults.add({ method: "PUT", path: "*/secrets/APP_KEY", ...rule });
}

function puts(): number {
  return scene.tenant.log.filter(({ method }) => method === "PUT").length;
}

describe("a repository's secret", () => {
  test("is inspected without a write, made, and replaced", async () => {
    const sink = await scene.open(LINE);
    expect([sink.name, sink.kind, sink.readBy]).toEqual([LINE, "delivery", "run"]);
    expect(await sink.inspect()).toEqual({ changedAt: undefined });
    expect(scene.calls()).toEqual(READS);
    expect(await sink.deliver(credential(), FACTS)).toEqual({ deliveredAt: NOW / 1000, detail: "created" });
    expect(scene.calls()).toEqual(DELIVERY);
    expect(stored()).toBe(CREDENTIAL);

    scene.clock.advance(100_000);
    expect(await sink.inspect()).toEqual({ changedAt: NOW / 1000 });
    expect(await sink.deliver(credential("another one"), FACTS)).toEqual({
      deliveredAt: NOW / 1000 + 100,
      detail: "updated",
    });
    expect(stored()).toBe("another one");
    expectNothingShown(scene, undefined);
  });

  test("is reached at GitHub Enterprise Server too", async () => {
    const sink = await scene.open(LINE, { githubApiUrl: "https://github.example.com/api/v3/" });
    await sink.inspect();
    await sink.deliver(credential(), FACTS);
    expect(scene.tenant.log.every(({ host }) => host === "github.example.com")).toBe(true);
    expect(scene.calls()[0]).toBe(`GET /api/v3${API}/public-key`);
    expect(stored()).toBe(CREDENTIAL);
  });

  test("of 48 KB goes, of one byte more is never sent", async () => {
    const sink = await scene.open(LINE);
    await sink.deliver(credential("ü".repeat(24 * 1024)), FACTS);
    expect(stored()).toHaveLength(24 * 1024);
    scene.calls();
    const failed = await failureOf(sink.deliver(credential(`${"ü".repeat(24 * 1024)}x`), FACTS));
    expect([failed.outcome, failed.reason.code]).toEqual(["refused", "delivery-refused"]);
    expect(scene.calls()).toEqual([]);
  });

  test("is sent on a connection of its own, with a user agent", async () => {
    const sink = await scene.open(LINE);
    await sink.deliver(credential(), FACTS);
    const requests = scene.events.flatMap((event) => (event.kind === "request" ? [event.request] : []));
    expect(requests.map(({ connection }) => connection)).toEqual(["shared", "fresh", "shared"]);
    expect(requests.every(({ headers }) => headers["authorization"] instanceof Secret)).toBe(true);
    expect(requests.every(({ headers }) => String(headers["user-agent"]).startsWith("graph-keyroll"))).toBe(
      true,
    );
  });
});

describe("an environment's secret", () => {
  test.each([
    ["production", "production"],
    ["eu/west 1", "eu%2Fwest%201"],
    ["ünï % ?#", "%C3%BCn%C3%AF%20%25%20%3F%23"],
  ])("of %s", async (environment, escaped) => {
    const sink = await scene.open(`github-environment-secret:contoso/billing/${environment}/APP_KEY`);
    expect(sink.readBy).toBe("job");
    await sink.inspect();
    await sink.deliver(credential(), FACTS);
    expect(scene.repository.environments.get(environment)?.secrets.get("APP_KEY")?.value).toBe(CREDENTIAL);
    expect(stored()).toBeUndefined();
    expect(scene.calls()[0]).toBe(`GET /repos/contoso/billing/environments/${escaped}/secrets/public-key`);
  });

  test("of an environment that is not there is refused in words", async () => {
    const sink = await scene.open("github-environment-secret:contoso/billing/staging/APP_KEY");
    const error = await errorOf(sink.inspect());
    expect([error.code, error.what]).toEqual([
      "sink-unusable",
      expect.stringContaining("contoso/billing has no environment `staging`"),
    ]);
  });

  test("of a repository that is not there is another matter", async () => {
    const sink = await scene.open("github-environment-secret:contoso/none/production/APP_KEY");
    expect((await errorOf(sink.inspect())).why).toContain("The repository is not there");
  });

  test("wants the permission Environments", async () => {
    addGitHubToken(scene.tenant, TOKEN, ["contoso/billing"], { secrets: "write" });
    const error = await errorOf((await scene.open(ENVIRONMENT_LINE)).inspect());
    expect(error.message).toContain("Environments: write");
  });
});

describe("what cannot be used shows before anything is written", () => {
  test.each([
    ["another's token", 401, "not valid"],
    ["no permission", 403, "Secrets: write"],
    ["another repository", 404, "does not reach it"],
    ["a moved repository", 307, "renamed or moved"],
  ])("%s", async (_, status, why) => {
    if (status === 401) scene.tenant.github.tokens.clear();
    if (status === 403) addGitHubToken(scene.tenant, TOKEN, ["contoso/billing"], { actions: "read" });
    if (status === 404) addGitHubToken(scene.tenant, TOKEN, ["contoso/other"]);
    if (status === 307) {
      fault({
        method: "GET",
        path: "*/public-key",
        fault: { kind: "redirect", location: "https://evil.example/" },
      });
    }
    const error = await errorOf((await scene.open(LINE)).inspect());
    expect([error.code, error.why]).toEqual(["sink-unusable", expect.stringContaining(why)]);
    expect(scene.calls()).toHaveLength(1);
    expectNothingShown(scene, error);
  });

  test("single sign-on of the organization", async () => {
    const headers = { "x-github-sso": "required; url=https://github.com/orgs/contoso/sso?a=b" };
    fault({ method: "GET", path: "*/public-key", fault: { kind: "status", status: 403, headers } });
    const error = await errorOf((await scene.open(LINE)).inspect());
    expect(error.why).toContain("single sign-on");
  });

  test("an address that is not GitHub's", async () => {
    fault({ method: "GET", path: "*/public-key", count: "always", fault: { kind: "html", status: 200 } });
    const error = await errorOf((await scene.open(LINE)).inspect());
    expect(error.code).toBe("answer-unreadable");
    expect(scene.calls()).toHaveLength(5);
  });
});

describe("reads are repeated", () => {
  test.each<[string, Fault]>([
    ["a server's error", { kind: "status", status: 502 }],
    ["throttling", { kind: "throttle", retryAfter: "7" }],
    ["a secondary limit", { kind: "status", status: 403, headers: { "retry-after": "7" } }],
    ["a lost answer", { kind: "drop" }],
    ["a cut answer", { kind: "cut" }],
    ["a proxy's page", { kind: "html", status: 200 }],
    ["silence", { kind: "hang" }],
  ])("after %s", async (_, kind) => {
    const sink = await scene.open(LINE);
    fault({ method: "GET", path: "*/public-key", count: 2, fault: kind });
    await sink.inspect();
    expect(scene.calls()).toHaveLength(4);
  });
});

describe("a write that was certainly not carried out", () => {
  test.each([401, 403, 404, 409, 410, 413, 422])("status %i is refused at once", async (status) => {
    const sink = await scene.open(LINE);
    await sink.inspect();
    fault({ fault: { kind: "status", status, message: `you sent ${CREDENTIAL}` } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code]).toEqual(["refused", "delivery-refused"]);
    expect([puts(), stored()]).toEqual([1, undefined]);
    expectNothingShown(scene, failed);
  });

  test("a token that may read only is told the permission", async () => {
    addGitHubToken(scene.tenant, TOKEN, ["contoso/billing"], { secrets: "read" });
    const sink = await scene.open(LINE);
    await sink.inspect();
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.why]).toEqual([
      "refused",
      expect.stringContaining("GITHUB_TOKEN can never"),
    ]);
  });

  test.each<[string, Fault, number]>([
    ["429 with Retry-After", { kind: "throttle", retryAfter: "30" }, 30_000],
    ["429 without", { kind: "throttle" }, 0],
    ["403 with Retry-After", { kind: "status", status: 403, retryAfter: "45" }, 45_000],
    [
      "403 with nothing remaining",
      {
        kind: "status",
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 90) },
      },
      90_000,
    ],
    [
      "403 in words",
      { kind: "status", status: 403, message: "You have exceeded a secondary rate limit." },
      60_000,
    ],
  ])("%s is waited for", async (_, kind, wait) => {
    const sink = await scene.open(LINE);
    fault({ fault: kind });
    await sink.deliver(credential(), FACTS);
    expect([puts(), stored()]).toEqual([2, CREDENTIAL]);
    expect(scene.clock.sleeps).toHaveLength(1);
    expect(scene.clock.sleeps[0]).toBeGreaterThanOrEqual(wait);
    expect(scene.clock.sleeps[0]).toBeLessThan(wait + 1_001);
  });

  test("a wait that is longer than the run is not begun", async () => {
    const sink = await scene.open(LINE);
    fault({ fault: { kind: "throttle", retryAfter: String(BUDGET_MS / 1000) } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, scene.clock.sleeps]).toEqual(["refused", "throttled", []]);
  });

  test("throttled for ever ends", async () => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: { kind: "throttle", retryAfter: "1" } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, puts()]).toEqual(["refused", "throttled", 8]);
  });

  test("a key that cannot be read fails before the write", async () => {
    const sink = await scene.open(LINE);
    await sink.inspect();
    fault({ method: "GET", path: "*/public-key", fault: { kind: "status", status: 403 } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, puts()]).toEqual(["refused", 0]);
  });

  test("an interrupt before it", async () => {
    const sink = await scene.open(LINE);
    scene.interrupt.abort();
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, puts()]).toEqual(["refused", "interrupted", 0]);
  });
});

describe("a write of unknown outcome", () => {
  const UNCLEAR: readonly [string, Fault, FaultRule["effect"]][] = [
    ["lost before", { kind: "drop" }, "none"],
    ["lost after", { kind: "drop" }, "done"],
    ["silent before", { kind: "hang" }, "none"],
    ["silent after", { kind: "hang" }, "done"],
    ["500", { kind: "status", status: 500 }, "none"],
    ["502 after", { kind: "status", status: 502 }, "done"],
    ["503", { kind: "status", status: 503, retryAfter: "3" }, "none"],
    ["504 after", { kind: "status", status: 504 }, "done"],
    ["408", { kind: "status", status: 408 }, "none"],
    ["a proxy's page", { kind: "html", status: 200 }, "none"],
  ];

  test.each(UNCLEAR)("is sent again, the same: %s", async (_, kind, effect) => {
    const sink = await scene.open(LINE);
    await sink.inspect();
    fault({ count: 4, fault: kind, ...(effect === undefined ? {} : { effect }) });
    await sink.deliver(credential(), FACTS);
    const bodies = scene.tenant.log.flatMap(({ method, body }) => (method === "PUT" ? [body] : []));
    expect([bodies.length, new Set(bodies).size, stored()]).toEqual([5, 1, CREDENTIAL]);
    expectNothingShown(scene, undefined);
  });

  test.each(UNCLEAR)("stays unknown after five: %s", async (_, kind, effect) => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: kind, ...(effect === undefined ? {} : { effect }) });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, puts()]).toEqual(["unknown", "delivery-unknown", 5]);
    expectNothingShown(scene, failed);
  });

  test.each([401, 403, 404, 422])("stays unknown when status %i follows", async (status) => {
    const sink = await scene.open(LINE);
    fault({ fault: { kind: "drop" }, effect: "done" });
    fault({ fault: { kind: "status", status }, nth: 2 });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, stored()]).toEqual([
      "unknown",
      "delivery-unknown",
      CREDENTIAL,
    ]);
    expect(failed.reason.why).toContain(`status ${String(status)}`);
  });

  test("is not sent again where the run says that it must not be", async () => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: { kind: "status", status: 503 } });
    let asked = 0;
    const mayRepeat = (): Promise<void> => {
      asked++;
      const error = {
        code: "stale-input",
        blame: "input",
        what: "Another run was here.",
        remedy: "",
      } as const;
      return asked < 3 ? Promise.resolve() : Promise.reject(new ActionError(error));
    };
    const failed = await failureOf(sink.deliver(credential(), FACTS, mayRepeat));
    expect([failed.outcome, puts(), asked]).toEqual(["unknown", 3, 3]);
    expect(failed.reason.why).toContain("Another run was here.");
  });

  test("stays unknown when an interrupt follows", async () => {
    const sink = await scene.open(LINE);
    scene.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.method === "PUT") scene.interrupt.abort();
    });
    fault({ fault: { kind: "drop" }, effect: "done" });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, puts()]).toEqual(["unknown", 1]);
    expect(failed.reason.why).toContain("interrupted");
  });

  test("a redirect is not followed, and not believed", async () => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: { kind: "redirect", location: "https://evil.example/steal" } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, puts()]).toEqual(["unknown", 1]);
    expect(scene.tenant.log.every(({ host }) => host === "api.github.com")).toBe(true);
  });
});

describe("the confirmation", () => {
  const METADATA = { method: "GET", path: "*/secrets/APP_KEY" } as const;

  test("looks again while a replica shows the old time", async () => {
    const sink = await scene.open(LINE);
    await sink.deliver(credential("before"), FACTS);
    scene.clock.advance(1_000_000);
    await sink.inspect();
    const old = { kind: "status", status: 200, body: '{"updated_at":"2026-06-01T12:00:00Z"}' } as const;
    fault({ ...METADATA, count: 2, fault: old });
    const { deliveredAt } = await sink.deliver(credential(), FACTS);
    expect(deliveredAt).toBe(NOW / 1000 + 1_000);
    expect(scene.clock.sleeps).toEqual([1_000, 2_000]);
  });

  test.each([
    ["a minute behind ours is its own", 60, "updated"],
    ["further behind is the old one's", 61, "delivery-unconfirmed"],
  ])("by a time that lies %s", async (_, seconds, said) => {
    const sink = await scene.open(LINE);
    const body = JSON.stringify({ updated_at: new Date(NOW - seconds * 1000).toISOString() });
    await sink.deliver(credential("before"), FACTS);
    fault({ ...METADATA, count: "always", fault: { kind: "status", status: 200, body } });
    const sinkOfThisRun = await scene.open(LINE);
    const done = sinkOfThisRun.deliver(credential(), FACTS);
    if (said === "updated") expect(await done).toEqual({ deliveredAt: NOW / 1000 - seconds, detail: said });
    else expect((await failureOf(done)).reason.code).toBe(said);
  });

  test.each<[string, Fault]>([
    ["no permission any more", { kind: "status", status: 403 }],
    ["not found for ever", { kind: "status", status: 404 }],
    ["the old time for ever", { kind: "status", status: 200, body: '{"updated_at":"2026-05-01T12:00:00Z"}' }],
    ["no time", { kind: "status", status: 200, body: '{"updated_at":"soon"}' }],
    ["no answer", { kind: "drop" }],
    ["server errors", { kind: "status", status: 500 }],
  ])("that fails leaves it unknown: %s", async (_, kind) => {
    const sink = await scene.open(LINE);
    fault({ ...METADATA, count: "always", fault: kind });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code]).toEqual(["unknown", "delivery-unconfirmed"]);
    expect([puts(), stored()]).toEqual([1, CREDENTIAL]);
    expectNothingShown(scene, failed);
  });
});

describe("when the run and the job began", () => {
  const RUN = { repository: "contoso/billing", runId: "7", runAttempt: "2", runnerName: "hosted 12" };
  const client = (): GitHubClient =>
    new GitHubClient(
      { token: new Secret(TOKEN, "github-token"), apiUrl: "https://api.github.com" },
      scene.network,
    );

  beforeEach(() => {
    const at = (ms: number): number => NOW - 600_000 + ms;
    addRun(scene.repository, { id: 7, attempt: 1, startedAt: at(0), createdAt: at(0) });
    const jobs = [
      { id: 1, name: "rotate", runnerName: "hosted 12", startedAt: at(90_000) },
      { id: 2, name: "other", runnerName: "hosted 13", startedAt: at(95_000) },
    ];
    addRun(scene.repository, { id: 7, attempt: 2, startedAt: at(60_000), createdAt: at(0), jobs });
  });

  test("is read", async () => {
    expect(await runStart(client(), RUN)).toBe(NOW / 1000 - 540);
    expect(await jobStart(client(), RUN)).toBe(NOW / 1000 - 510);
  });

  test.each<[what: string, completedAt: number | undefined, start: number | undefined]>([
    ["is that of the job which runs, where an ended one had a runner of that name", NOW - 500_000, 20],
    ["is unknown where two jobs run on runners of that name", undefined, undefined],
  ])("%s", async (_, completedAt, start) => {
    const job = { name: "rotate", runnerName: "self-hosted" };
    const ended = completedAt === undefined ? {} : { completedAt };
    const jobs = [
      { ...job, id: 1, startedAt: NOW - 590_000, ...ended },
      { ...job, id: 2, startedAt: NOW - 20_000 },
    ];
    addRun(scene.repository, { id: 8, attempt: 1, startedAt: NOW - 600_000, createdAt: NOW - 600_000, jobs });
    const run = { ...RUN, runId: "8", runAttempt: "1", runnerName: "self-hosted" };
    expect(await jobStart(client(), run)).toBe(start === undefined ? undefined : NOW / 1000 - start);
  });

  test("is unknown where it may not be read, or nothing is known of the run", async () => {
    expect(await jobStart(client(), { ...RUN, runnerName: "hosted 14" })).toBeUndefined();
    expect(await runStart(client(), { ...RUN, runId: undefined })).toBeUndefined();
    expect(await runStart(client(), { ...RUN, repository: "contoso/other" })).toBeUndefined();
    addGitHubToken(scene.tenant, TOKEN, ["contoso/billing"], { secrets: "write" });
    expect(await runStart(client(), RUN)).toBeUndefined();
    expect(await jobStart(client(), RUN)).toBeUndefined();
  });
});
