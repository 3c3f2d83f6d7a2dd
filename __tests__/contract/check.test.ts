import { describe, expect, test } from "vitest";
import { addApplication, addOwner } from "../../emulator/sample.ts";
import { scene, type Scene } from "../support/contract.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { KEY_SET, operationInputs, type Inputs, type SignInKind } from "../support/world.ts";

async function check(
  world: Scene,
  checked: string,
  inputs: Inputs = {},
  signIn: SignInKind = "client-secret",
): Promise<InProcessRun> {
  const usual = ["generate-key", "upload-secret", "add-key"].includes(checked)
    ? operationInputs(world, checked)
    : {};
  const run = await runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: {
      ...(await world.signIn(signIn)),
      ...usual,
      operation: "check",
      "check-operation": checked,
      ...inputs,
    },
  });
  // Whatever it finds, it writes nothing.
  const written = world.tenant.log.filter(({ method, path }) => method !== "GET" && !path.endsWith("/token"));
  expect(written).toEqual([]);
  expect(run.outputs["changed"]).toBe("false");
  return run;
}

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly found: string;
  readonly remedy: string;
}

function findings(run: InProcessRun, name?: string): readonly Finding[] {
  const all = (JSON.parse(run.outputs["result"] ?? "") as { findings: readonly Finding[] }).findings;
  return name === undefined ? all : all.filter((finding) => finding.check === name);
}

function verdicts(run: InProcessRun): Readonly<Record<string, string>> {
  return Object.fromEntries(findings(run).map(({ check: name, verdict }) => [name, verdict]));
}

describe("what works", () => {
  test.each([
    ["generate-key", ["TrustFrameworkKeySet.ReadWrite.All"]],
    ["upload-secret", ["TrustFrameworkKeySet.ReadWrite.All"]],
    ["add-key", ["Application.ReadWrite.OwnedBy"]],
  ])("%s with the least permission", async (operation, roles) => {
    const run = await check(scene({ roles }), operation);
    expect(run.errors).toEqual([]);
    expect(findings(run).filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(run.summary).toContain(`${operation} would work here.`);
    expect(run.summary).toContain("| Check | Found | Remedy |");
    expect(run.steps).toContainEqual(expect.stringMatching(/^sign-in: ok\. Signed in to tenant /));
  });

  test("an application without any permission rolls its own key, and cannot be looked at", async () => {
    const world = scene({ roles: [] });
    const run = await check(world, "add-key", { "app-id": world.app.appId });
    expect(run.errors).toEqual([]);
    expect(verdicts(run)).toMatchObject({
      permission: "ok",
      application: "unknown",
      "proof certificate": "unknown",
    });
    expect(findings(run, "permission")[0]?.found).toContain("rolls its own keys");
  });

  test("a ready token: its permissions are compared like any other's", async () => {
    const run = await check(scene({ roles: ["Application.Read.All"] }), "generate-key", {}, "access-token");
    expect(run.error.code).toBe("check-failed");
    expect(findings(run, "permission")[0]).toMatchObject({
      verdict: "fails",
      remedy: expect.stringContaining("Grant TrustFrameworkKeySet.ReadWrite.All") as string,
    });
  });

  test("report and list-keys are checked by what they would read", async () => {
    const world = scene({ roles: ["Application.Read.All"] });
    const run = await check(world, "report", { "report-scope": "all" });
    expect(run.error.code).toBe("check-failed");
    expect(findings(run, "permission").map(({ verdict }) => verdict)).toEqual(["fails", "ok"]);
    const one = await check(world, "list-keys", { "application-object-id": world.app.application.id });
    expect(one.errors).toEqual([]);
  });
});

describe("what would not", () => {
  test("the operation's own inputs: refused as it would refuse them, and the rest is checked all the same", async () => {
    const run = await check(scene(), "generate-key", { "key-type": "ECDSA" });
    expect(run.error.code).toBe("check-failed");
    expect(findings(run, "inputs")[0]).toMatchObject({ verdict: "fails" });
    expect(findings(run, "inputs")[0]?.found).toContain("key-type");
    expect(verdicts(run)).toMatchObject({ "sign-in": "ok", permission: "ok" });
  });

  test("an input that the operation does not use is noted", async () => {
    const run = await check(scene(), "generate-key", { certificate: "not used at all" });
    expect(findings(run, "inputs")[0]).toMatchObject({ verdict: "note" });
    expect(findings(run, "inputs")[0]?.found).toContain("certificate");
  });

  test("the sign-in: a row, and the other rows that need none", async () => {
    const run = await check(scene(), "generate-key", { "client-secret": "a wrong secret, eight or more" });
    expect(run.error.code).toBe("check-failed");
    expect(run.errors).toHaveLength(1);
    expect(verdicts(run)).toEqual({ inputs: "ok", "sign-in": "fails", clock: "ok" });
    expect(findings(run, "sign-in")[0]?.found).toContain("AADSTS7000215");
  });

  test("a missing key set, unless it would be made", async () => {
    const missing = await check(scene(), "generate-key", { "key-set-id": "Nowhere" });
    expect(findings(missing, "key set")[0]).toMatchObject({ verdict: "fails" });
    const made = await check(scene(), "generate-key", { "key-set-id": "Nowhere", "create-key-set": "true" });
    expect(made.errors).toEqual([]);
  });

  test("a proof certificate of the other object", async () => {
    const world = scene();
    const run = await check(world, "add-key", {
      "application-object-id": "",
      "service-principal-object-id": world.app.servicePrincipal.id,
    });
    expect(findings(run, "proof certificate")[0]).toMatchObject({ verdict: "fails" });
    expect(run.error.what).toContain(world.appCertificate.thumbprint);
    expect(run.error.what).toContain(world.principalCertificate.thumbprint);
  });

  test("an object that is not there", async () => {
    const run = await check(scene(), "add-key", {
      "application-object-id": "11111111-2222-4333-8444-555555555555",
    });
    expect(findings(run, "application")[0]).toMatchObject({ verdict: "fails" });
  });

  test("an app id and an object id of two objects", async () => {
    const world = scene();
    const other = addApplication(world.tenant);
    const run = await check(world, "add-key", {
      "app-id": world.app.appId,
      "application-object-id": other.id,
    });
    expect(findings(run, "application")[0]?.remedy).toBe("Correct application-object-id.");
  });

  test("OwnedBy on what the caller does not own, and on what it does", async () => {
    const world = scene({ roles: ["Application.ReadWrite.OwnedBy"] });
    const other = addApplication(world.tenant);
    const inputs = { "application-object-id": other.id, "key-id": "11111111-2222-4333-8444-555555555555" };
    const run = await check(world, "remove-password", inputs);
    expect(findings(run, "ownership")[0]).toMatchObject({ verdict: "fails" });
    addOwner(world.tenant, other.id, world.app.servicePrincipal.id);
    expect(findings(await check(world, "remove-password", inputs), "ownership")[0]).toMatchObject({
      verdict: "ok",
    });
  });

  test("an owner on a later page is one, and an answer that is no list says nothing", async () => {
    const world = scene({ roles: ["Application.ReadWrite.OwnedBy"] });
    const other = addApplication(world.tenant);
    const inputs = { "application-object-id": other.id, "key-id": "11111111-2222-4333-8444-555555555555" };
    const ownership = async (...pages: unknown[]): Promise<unknown> => {
      for (const [index, page] of pages.entries()) {
        const fault = { kind: "status", status: 200, body: JSON.stringify(page) } as const;
        world.tenant.faults.add({ path: "*/owners", nth: index + 1, fault });
      }
      return findings(await check(world, "remove-password", inputs), "ownership")[0]?.verdict;
    };
    const next = `https://graph.microsoft.com/v1.0/applications/${other.id}/owners?$skiptoken=2`;
    const caller = { id: world.app.servicePrincipal.id };
    expect(await ownership({ value: [{ id: other.id }], "@odata.nextLink": next }, { value: [caller] })).toBe(
      "ok",
    );
    expect(await ownership({ value: "odd" })).toBe("unknown");
  });

  test("a certificate that the service does not show by its thumbprint is not missing", async () => {
    const world = scene();
    const object = world.application();
    const keyCredentials = [{ keyId: object.keyCredentials[0]?.keyId, customKeyIdentifier: null }];
    const body = JSON.stringify({ id: object.id, keyCredentials, passwordCredentials: [] });
    world.tenant.faults.add({ path: `*/${object.id}`, fault: { kind: "status", status: 200, body } });
    const run = await check(world, "add-key");
    expect(findings(run, "proof certificate")[0]).toMatchObject({ verdict: "unknown" });
  });

  test.each([
    ["check-operation missing", {}, "input-missing"],
    ["check of check", { "check-operation": "check" }, "input-invalid"],
  ])("%s is refused before anything is sent", async (_, inputs, code) => {
    const world = scene();
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: { ...(await world.signIn("client-secret")), operation: "check", ...inputs },
    });
    expect(run.error.code).toBe(code);
    expect(run.requests).toEqual([]);
  });
});

describe("too much", () => {
  test.each([
    ["Directory.ReadWrite.All", "add-key", "needs none"],
    ["Application.ReadWrite.All", "add-key", "needs none"],
    ["Application.ReadWrite.All", "remove-password", "Application.ReadWrite.OwnedBy would do"],
  ])("%s is enough for %s, and more", async (role, operation, remedy) => {
    const world = scene({ roles: [role] });
    const inputs = {
      "application-object-id": world.app.application.id,
      "key-id": "11111111-2222-4333-8444-555555555555",
    };
    const run = await check(world, operation, inputs);
    expect(run.errors).toEqual([]);
    expect(findings(run, "least privilege")[0]).toMatchObject({ verdict: "note" });
    expect(findings(run, "least privilege")[0]?.remedy).toContain(remedy);
  });

  test("roles that nothing here uses are named", async () => {
    const roles = ["TrustFrameworkKeySet.ReadWrite.All", "Mail.Send", "Directory.ReadWrite.All"];
    const run = await check(scene({ roles }), "generate-key");
    expect(run.errors).toEqual([]);
    expect(findings(run, "least privilege")[0]?.found).toBe(
      "Not needed for this: Mail.Send, Directory.ReadWrite.All. Directory.ReadWrite.All reaches the whole tenant.",
    );
  });
});

describe("OIDC", () => {
  test("the three values to copy, and the subject's form with ids", async () => {
    const world = scene();
    world.tenant.github.job.claims = { repository_id: "456", repository_owner_id: "123" };
    const run = await check(world, "generate-key", {}, "oidc");
    expect(run.errors).toEqual([]);
    expect(run.summary).toContain('"subject": "repo:contoso/billing:ref:refs/heads/main"');
    expect(run.summary).toContain('"issuer": "https://token.actions.githubusercontent.com"');
    expect(run.summary).toContain('"api://AzureADTokenExchange"');
    expect(run.summary).toContain("```text\nrepo:contoso@123/billing@456:ref:refs/heads/main\n```");
  });

  test("a subject with ids that no credential names: the sign-in fails, and says what to write", async () => {
    const world = scene();
    world.tenant.github.job.subject = "repo:contoso@123/billing@456:environment:prod";
    const run = await check(world, "generate-key", {}, "oidc");
    expect(run.error.code).toBe("check-failed");
    expect(run.error.what).toContain("AADSTS70021");
    expect(verdicts(run)).toMatchObject({ "sign-in": "fails", "OIDC token": "ok" });
    expect(run.summary).toContain('"subject": "repo:contoso@123/billing@456:environment:prod"');
    expect(run.summary).toContain("```text\nrepo:contoso/billing:environment:prod\n```");
  });

  test("no token from GitHub is one row, not two", async () => {
    const world = scene();
    const run = await check(world, "generate-key", {}, "oidc");
    expect(findings(run, "OIDC token")).toHaveLength(1);
    world.tenant.github.job.requestToken = "another-one-than-the-job's";
    world.tenant.faults.add({ path: "*idtoken*", count: "always", fault: { kind: "status", status: 403 } });
    const refused = await check(world, "generate-key", {}, "oidc");
    expect(verdicts(refused)["sign-in"]).toBe("fails");
    expect(findings(refused, "OIDC token")).toEqual([]);
  });
});

test.each([
  [45_000, "46 s slow"],
  [-400_000, "400 s fast"],
])("a clock that is wrong by %i ms is a note", async (skew, words) => {
  const world = scene();
  world.tenant.clockSkewMs = skew;
  const run = await check(world, "generate-key");
  expect(run.errors).toEqual([]);
  expect(findings(run, "clock")[0]).toMatchObject({ verdict: "note" });
  expect(findings(run, "clock")[0]?.found).toContain(words);
});

test("Graph out of reach is a finding; the end of the run's time is not", async () => {
  const world = scene();
  world.tenant.faults.add({ path: `*/${KEY_SET}`, count: "always", fault: { kind: "drop" } });
  const run = await check(world, "generate-key");
  expect(findings(run, "key set")[0]).toMatchObject({ verdict: "fails" });
  const late = scene();
  late.tenant.faults.add({ path: `*/${KEY_SET}`, count: "always", fault: { kind: "hang" } });
  const ended = await runInProcess({
    tenant: late.tenant,
    clock: late.clock,
    inputs: {
      ...(await late.signIn("client-secret")),
      ...operationInputs(late, "generate-key"),
      operation: "check",
      "check-operation": "generate-key",
      timeout: "20s",
    },
  });
  expect(ended.error.code).toBe("timeout");
});
