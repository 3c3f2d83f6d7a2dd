import { describe, expect, test } from "vitest";
import type { KeySetKey } from "../../emulator/model.ts";
import { addApplication, addKeySet, addPassword, addServicePrincipal } from "../../emulator/sample.ts";
import { scene, type Scene } from "../support/contract.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { KEY_SET, type Inputs } from "../support/world.ts";

const DAY = 86_400_000;
const READER = ["TrustFrameworkKeySet.Read.All", "Application.Read.All"];

async function report(world: Scene, inputs: Inputs): Promise<InProcessRun> {
  return runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: { ...(await world.signIn("access-token")), operation: "report", ...inputs },
  });
}

interface Reported {
  readonly credentials: readonly {
    readonly owner: { readonly kind: string; readonly id: string; readonly name: string };
    readonly kind: string;
    readonly state: string;
    readonly "key-id": string;
    readonly "days-left"?: number;
  }[];
  readonly "key-sets": readonly {
    readonly "active-kid": string | null;
    readonly "active-by": string;
    readonly "fails-on": string | null;
  }[];
  readonly gaps: readonly { readonly collection: string }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly truncated?: boolean;
}

function result(run: InProcessRun): Reported {
  return JSON.parse(run.outputs["result"] ?? "") as Reported;
}

/** Applications with one secret each; the n-th ends in n days. */
function addApplications(world: Scene, count: number, name = (n: number) => `App ${String(n)}`): void {
  for (let n = 1; n <= count; n++) {
    const { id } = addApplication(world.tenant, { displayName: name(n) });
    addPassword(world.tenant, id, { endDateTime: world.clock.now() + n * DAY + 1000 });
  }
}

function tableRows(summary: string): readonly string[] {
  return summary.split("\n").filter((line) => /^\| \d+ \|/.test(line));
}

describe("one target", () => {
  test("an application: its certificates and secrets, the next to end in the outputs, nothing written", async () => {
    const world = scene({ roles: READER });
    const soon = addPassword(world.tenant, world.app.application.id, {
      displayName: "ci",
      endDateTime: world.clock.now() + 12 * DAY,
    });
    const run = await report(world, { "application-object-id": world.app.application.id });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({
      "key-id": soon.keyId,
      "expires-in-days": "12",
      changed: "false",
      kid: "",
    });
    expect(result(run).credentials.map(({ state }) => state)).toContain("expiring");
    expect(run.warnings).toEqual([expect.stringContaining(soon.keyId)]);
    expect(run.warnings[0]).toContain("Contoso Billing");
    expect(run.summary).toContain("```mermaid\ngantt\n");
    expect(world.tenant.log.every(({ method }) => method === "GET")).toBe(true);
  });

  test("a key set: what the service says is active, and that nothing follows", async () => {
    const world = scene({ roles: READER });
    const now = Math.floor(world.clock.now() / 1000);
    addKeySet(world.tenant, "B2C_1A_Signing", [
      { kid: "old", nbf: now - 86_400, exp: now + 10 * 86_400 },
      { kid: "next", nbf: now + 5 * 86_400, exp: now + 40 * 86_400 },
    ]);
    const run = await report(world, { "key-set-id": "Signing" });
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({
      kid: "old",
      "key-set-id": "B2C_1A_Signing",
      "expires-in-days": "10",
    });
    expect(result(run)["key-sets"]).toEqual([
      expect.objectContaining({
        "active-kid": "old",
        "fails-on": new Date((now + 40 * 86_400) * 1000).toISOString().replace(".000", ""),
      }),
    ]);
    expect(run.summary).toMatch(/becomes active\. The policy fails on .*: nothing follows\./);
  });

  test("where the service ranks keys otherwise, it decides, and the report says so", async () => {
    const world = scene({ roles: READER });
    const now = Math.floor(world.clock.now() / 1000);
    addKeySet(world.tenant, "B2C_1A_S", [
      { kid: "dated", nbf: now - 60, exp: now + 90 * 86_400 },
      { kid: "undated" },
    ]);
    world.tenant.faults.add({
      path: "*/getActiveKey",
      fault: { kind: "status", status: 200, body: JSON.stringify({ kid: "undated" }) },
    });
    const run = await report(world, { "key-set-id": "S" });
    expect(result(run)["key-sets"][0]?.["active-kid"]).toBe("undated");
    expect(run.summary).toContain("The service says so, although by the dates it would be key dated.");
  });

  test.each([
    ["refuses it", { kind: "status", status: 403 }],
    ["is down", { kind: "status", status: 503 }],
    ["answers with something else", { kind: "status", status: 200, body: '{"keys":"odd"}' }],
    ["answers with a page", { kind: "status", status: 200, body: "<html>" }],
    ["breaks off", { kind: "drop" }],
  ] as const)("where the service %s, the active key is unknown and not none", async (_, fault) => {
    const world = scene({ roles: READER });
    const now = Math.floor(world.clock.now() / 1000);
    addKeySet(world.tenant, "B2C_1A_S", [{ kid: "only", nbf: now - 60, exp: now + 90 * 86_400 }]);
    world.tenant.faults.add({ path: "*/getActiveKey", count: "always", fault });
    const run = await report(world, { "key-set-id": "S" });
    expect(run.errors).toEqual([]);
    expect(result(run)["key-sets"][0]).toMatchObject({ "active-kid": "only", "active-by": "dates" });
    expect(run.notices.join()).toContain("Which key is active is not known");
    expect(run.summary).toContain(
      "The service did not say which key is active. By the dates: The policy fails on",
    );
    expect(run.summary).not.toContain("none");
  });

  test("where the service says that none is active, it is none", async () => {
    const world = scene({ roles: READER });
    addKeySet(world.tenant, "B2C_1A_S", [{ kid: "only" }]);
    world.tenant.faults.add({ path: "*/getActiveKey", fault: { kind: "status", status: 204, body: "" } });
    const run = await report(world, { "key-set-id": "S" });
    expect(result(run)["key-sets"][0]).toMatchObject({ "active-kid": null, "active-by": "service" });
    expect(run.summary).toContain("The service says so, although by the dates it would be key only.");
  });

  test.each<[string, Inputs]>([
    ["key set", { "key-set-id": "TokenSigningKeyContainer" }],
    ["application", { "application-object-id": "00000000-0000-4000-8000-000000000001" }],
  ])("an answer that is no %s is no report of nothing", async (_, inputs) => {
    const world = scene({ roles: READER });
    const body = '{"surprise":true}';
    world.tenant.faults.add({ path: "*", method: "GET", fault: { kind: "status", status: 200, body } });
    const run = await report(world, inputs);
    expect(run.error.code).toBe("answer-unreadable");
    expect(run.outputs).toEqual({});
  });

  test("an end that no date can show is one that is far away", async () => {
    const world = scene({ roles: READER });
    addKeySet(world.tenant, "B2C_1A_Far", [{ kid: "far", exp: 1e15 }]);
    const run = await report(world, { "key-set-id": "Far" });
    expect(run.errors).toEqual([]);
    expect(run.outputs["expires-on"]).toBe("9999-12-31T23:59:59Z");
  });

  test("an empty key set has no active key", async () => {
    const world = scene({ roles: READER });
    addKeySet(world.tenant, "B2C_1A_Empty");
    const run = await report(world, { "key-set-id": "Empty" });
    expect(run.errors).toEqual([]);
    expect(run.summary).toContain("There are no credentials.");
    expect(run.summary).toContain("No key is active: the policy fails now; nothing follows.");
  });

  test.each([
    ["no target at all", {}, "input-missing"],
    ["a target beside all", { "report-scope": "all", "key-set-id": "X" }, "input-conflict"],
    ["an unknown scope", { "report-scope": "everything" }, "input-invalid"],
    ["no duration", { "report-scope": "all", "warn-before": "soon" }, "input-invalid"],
    ["key sets where the cloud has none", { "report-scope": "key-sets", cloud: "bleu" }, "input-invalid"],
  ])("%s is refused before anything is sent", async (_, inputs, code) => {
    const world = scene();
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: { operation: "report", ...(await world.signIn("client-secret")), ...inputs },
    });
    expect(run.error.code).toBe(code);
    expect(run.requests).toEqual([]);
  });
});

describe("lists", () => {
  test("500 applications: counted, sorted, the table cut and folded, far under the summary's limit", async () => {
    const world = scene({ roles: READER });
    addApplications(world, 500);
    const run = await report(world, { "report-scope": "applications" });
    expect(run.errors).toEqual([]);
    const { credentials, counts } = result(run);
    // The world's own application brings two.
    expect(credentials).toHaveLength(502);
    expect(counts).toMatchObject({ total: 502, expiring: 29, owners: 501 });
    expect(credentials[0]?.owner.name).toBe("App 1");
    // 25 in two tables, and the others in a folded one.
    expect(tableRows(run.summary)).toHaveLength(525);
    expect(run.summary).toContain("<details><summary>Ids and exact times</summary>\n\n| ");
    expect(run.summary).toContain("<details><summary>The next 475</summary>\n\n| ");
    expect(run.summary).toContain("and 2 more");
    expect(Buffer.byteLength(run.summary)).toBeLessThan(300_000);
    expect(run.warnings).toHaveLength(29);
    expect(run.steps).toContain("Read all applications: 501 with 502 credentials.");
  });

  test("the table comes first, and the chart shows the first ten of it, in weeks", async () => {
    const world = scene({ roles: READER });
    addApplications(world, 40);
    const { summary } = await report(world, { "report-scope": "applications" });
    expect(summary.indexOf("| No | Ends on |")).toBeLessThan(summary.indexOf("```mermaid"));
    expect(summary).toContain("title The first 10 of 41 that end within 26 weeks");
    expect(summary).toContain("tickInterval 1week");
    const bars = [...summary.matchAll(/^ {2}No (\d+) (.*) :/gm)].map((match) => match.slice(1, 3));
    expect(bars).toEqual(
      Array.from({ length: 10 }, (_, n) => [String(n + 1), `App ${String(n + 1)} - client secret`]),
    );
  });

  test("one that ends soon gets no chart, and what ends in years is in none", async () => {
    const world = scene({ roles: READER });
    const { id } = addApplication(world.tenant, { displayName: "Later" });
    addPassword(world.tenant, id, { endDateTime: world.clock.now() + 400 * DAY });
    const { summary } = await report(world, { "report-scope": "applications" });
    expect(summary).toContain("application Later");
    expect(summary).not.toContain("mermaid");
  });

  test("pages are followed to the last, with a line for every ten", async () => {
    const world = scene({ roles: READER, behaviour: { largestPage: 20 } });
    addApplications(world, 499);
    const run = await report(world, { "report-scope": "applications" });
    expect(result(run).credentials).toHaveLength(501);
    expect(world.graphLog()).toHaveLength(25);
    expect(run.steps.filter((line) => line.startsWith("Reading applications: page"))).toEqual([
      "Reading applications: page 10, 200 with 201 credentials.",
      "Reading applications: page 20, 400 with 401 credentials.",
    ]);
  });

  test("reads stay within 150 a minute, by the clock", async () => {
    const world = scene({ roles: READER, behaviour: { largestPage: 1, enforceReadLimit: true } });
    addApplications(world, 320);
    const start = world.clock.now();
    const run = await report(world, { "report-scope": "applications" });
    expect(run.errors).toEqual([]);
    expect(world.graphLog().filter(({ status }) => status === 429)).toEqual([]);
    expect(run.steps.filter((line) => line.startsWith("Waiting "))).not.toEqual([]);
    expect(world.clock.now() - start).toBeLessThan(3 * 60_000);
  });

  test("somebody else's reads throttle it: it waits as it is told", async () => {
    const world = scene({ roles: READER });
    addApplications(world, 3);
    world.tenant.faults.add({ path: "*/applications", fault: { kind: "throttle", retryAfter: "7" } });
    const run = await report(world, { "report-scope": "applications" });
    expect(run.errors).toEqual([]);
    expect(result(run).credentials).toHaveLength(5);
  });

  test.each([
    ["another host", "https://evil.example/v1.0/applications?$skiptoken=1"],
    ["another port", "https://graph.microsoft.com:444/v1.0/applications?$skiptoken=1"],
    ["a user before the host", "https://me@graph.microsoft.com/v1.0/applications?$skiptoken=1"],
    ["another path", "https://graph.microsoft.com/v1.0/users?$skiptoken=1"],
    ["plain http", "http://graph.microsoft.com/v1.0/applications?$skiptoken=1"],
    ["no address", "/v1.0/applications?$skiptoken=1"],
  ])("a next page at %s is not asked for", async (_, link) => {
    const world = scene({ roles: READER });
    const body = JSON.stringify({ "@odata.nextLink": link, value: [] });
    world.tenant.faults.add({ path: "*/applications", fault: { kind: "status", status: 200, body } });
    const run = await report(world, { "report-scope": "applications" });
    expect(run.error.code).toBe("answer-unreadable");
    expect(run.error.message).not.toContain("evil");
    expect(run.requests).toHaveLength(1);
  });

  test("pages that go round in a circle end", async () => {
    const world = scene({ roles: READER });
    const link = "https://graph.microsoft.com/v1.0/applications?$skiptoken=1";
    const body = JSON.stringify({ "@odata.nextLink": link, value: [] });
    world.tenant.faults.add({
      path: "*/applications",
      count: "always",
      fault: { kind: "status", status: 200, body },
    });
    const run = await report(world, { "report-scope": "applications" });
    expect(run.error.what).toContain("circle");
    expect(run.requests).toHaveLength(2);
  });

  test("a list that may not be read fails alone, and is a gap in a report of all", async () => {
    const world = scene({ roles: ["Application.Read.All"] });
    const alone = await report(world, { "report-scope": "key-sets" });
    expect(alone.error.code).toBe("request-refused");
    expect(alone.error.message).toContain("TrustFrameworkKeySet.Read.All");
    const all = await report(world, { "report-scope": "all" });
    expect(all.errors).toEqual([]);
    expect(result(all).gaps).toEqual([expect.objectContaining({ collection: "key-sets" })]);
    expect(all.warnings).toEqual([expect.stringContaining("Not in this report: key sets.")]);
    expect(all.summary).toContain("Not in this report: key sets.");
    expect(result(all).credentials).toHaveLength(3);
  });

  test("nothing but gaps is an error", async () => {
    const world = scene({ roles: [] });
    const run = await report(world, { "report-scope": "all" });
    expect(run.error.code).toBe("request-refused");
  });

  test("everything: key sets, applications and service principals", async () => {
    const world = scene({ roles: READER });
    const run = await report(world, { "report-scope": "all" });
    expect(new Set(result(run).credentials.map(({ owner }) => owner.kind))).toEqual(
      new Set(["key set", "application", "service principal"]),
    );
    expect(run.summary).toContain(KEY_SET);
  });
});

describe("what ends soon", () => {
  test("fail-before fails after the report, with one error", async () => {
    const world = scene({ roles: READER });
    addApplications(world, 20);
    const run = await report(world, {
      "report-scope": "applications",
      "fail-before": "7d",
      "warn-before": "10d",
    });
    expect(run.error.code).toBe("credentials-expiring");
    expect(run.error.what).toContain("6 credentials end within fail-before (7d)");
    expect(run.error.what).toContain("and 1 more");
    expect(run.warnings).toHaveLength(3);
    const kinds = run.events.map(({ kind }) => kind);
    expect(kinds.indexOf("error")).toBeGreaterThan(kinds.indexOf("summary"));
    expect(run.outputs["result"]).toContain('"credentials"');
  });

  test("what has ended is a leftover beside something valid, and an outage without", async () => {
    const world = scene({ roles: READER });
    const ended = { endDateTime: world.clock.now() - DAY };
    addPassword(world.tenant, world.app.application.id, ended);
    const dead = addApplication(world.tenant, { displayName: "Dead" });
    addPassword(world.tenant, dead.id, { endDateTime: world.clock.now() - 9 * DAY });
    const last = addPassword(world.tenant, dead.id, ended);
    const run = await report(world, { "report-scope": "applications", "fail-before": "1d" });
    expect(run.error.what).toContain("1 credential ends");
    expect(run.error.what).toContain(last.keyId);
    expect(run.error.what).toContain("nothing else there is valid");
    expect(run.warnings).toEqual([]);
  });

  test("a disabled key is said to be, and warns nobody", async () => {
    const world = scene({ roles: READER });
    const exp = Math.floor(world.clock.now() / 1000) + 86_400;
    const key: Partial<KeySetKey> = { kid: "off", status: "disabled", exp };
    addKeySet(world.tenant, "B2C_1A_Off", [key, { kid: "on" }]);
    const run = await report(world, { "key-set-id": "Off", "fail-before": "30d" });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([]);
    expect(result(run).credentials.map(({ state }) => state)).toEqual(["disabled", "active"]);
  });
});

test("hostile names stay text: in the table, the chart, the log and the result", async () => {
  const world = scene({ roles: READER });
  const names = [
    "a | b <img src=x onerror=alert(1)> [x](javascript:x) `c` **d** @octocat #1 https://evil.example",
    "x\n::error::owned\n```\n# heading",
    "section boom : crit, 2026-01-01, 1d ; click a href %%{init: {}}%%",
    "\u202egnp.exe\u200b ##[error]no </details>",
    "B2C_1A_Fine",
  ];
  addApplications(world, names.length, (n) => names[n - 1] ?? "");
  addServicePrincipal(world.tenant, { displayName: names[0] ?? "" });
  const run = await report(world, { "report-scope": "applications" });
  const { summary } = run;
  expect(summary).not.toMatch(/<img|(?<!\\)\]\(|@octocat|https:\/\/evil|<\/details>(?!\n)|\u202e|\u200b/);
  expect(summary).not.toMatch(/^::|^# heading/m);
  expect(summary.split("```")).toHaveLength(3);
  for (const row of tableRows(summary)) expect(row.split("|")).toHaveLength(8);
  // In the chart nothing can be escaped: such an owner is named by its id.
  const [, chart = ""] = summary.split("```");
  expect(chart).toContain("B2C_1A_Fine");
  expect(chart).not.toMatch(/img|evil|error|boom|details/);
  expect(run.warnings.join("\n")).not.toMatch(/^::|\n::/);
});
