import { describe, expect, it } from "vitest";
import { addCertificate, addKeySet, addPassword } from "../../emulator/sample.ts";
import { certificate } from "../support/certificates.ts";
import { scene, writes, type Scene } from "../support/contract.ts";
import { call, said } from "../support/credential-calls.ts";
import { NOW } from "../support/fake-clock.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { KEY_SET, type Inputs } from "../support/world.ts";

const DAY_MS = 86_400_000;
const NOW_SECONDS = NOW / 1000;

function list(world: Scene, inputs: Inputs = {}): Promise<InProcessRun> {
  return call(world, { operation: "list-keys", ...inputs });
}

function listSet(world: Scene, id: string): Promise<InProcessRun> {
  return list(world, { "application-object-id": "", "key-set-id": id });
}

function keysOf(run: InProcessRun): readonly Record<string, unknown>[] {
  return (JSON.parse(run.outputs["result"]!) as { keys: Record<string, unknown>[] }).keys;
}

describe("an application", () => {
  it("shows every credential with its state, and no value", async () => {
    const world = scene();
    const id = world.app.application.id;
    const expired = addCertificate(world.tenant, id, certificate("old"), {
      displayName: "<b>old|one</b>",
      endDateTime: NOW - DAY_MS,
    });
    const later = addPassword(world.tenant, id, { displayName: "next", startDateTime: NOW + DAY_MS });
    const run = await list(world);
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ changed: "false", "key-id": "", thumbprint: "" });
    const keys = keysOf(run);
    expect(keys.map(({ state }) => state)).toEqual(["active", "expired", "active", "not yet valid"]);
    expect(keys[1]).toMatchObject({
      "key-id": expired.keyId,
      kind: "certificate (Verify)",
      type: "AsymmetricX509Cert",
      use: "Verify",
      thumbprint: certificate("old").thumbprint,
      "not-before": "2026-01-01T00:00:00Z",
      "days-left": -1,
    });
    expect(keys[3]).toMatchObject({ "key-id": later.keyId, kind: "client secret", name: "next" });
    expect(run.summary).not.toContain("<b>");
    expect(run.summary).toContain(expired.keyId);
    expect(run.steps.at(-1)).toMatch(/has 4 keys \(2 active, 1 expired, 1 not yet valid\)/);
    expect(said(run)).not.toContain(later.secretText.slice(0, 12));
    expect([writes(world), world.graphLog().length]).toEqual([[], 1]);
  });

  it("is needed to be readable", async () => {
    const world = scene({ roles: [] });
    const run = await list(world);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toContain("Application.Read.All");
  });

  it("that does not exist is explained", async () => {
    const world = scene();
    const run = await list(world, { "application-object-id": world.app.servicePrincipal.id });
    expect(run.error.code).toBe("not-found");
    expect(run.error.message).toContain("is the object id of a service principal");
  });
});

it("a service principal with one key has it in the outputs", async () => {
  const world = scene();
  const run = await list(world, { "application-object-id": "", "service-principal-app-id": world.app.appId });
  const [key] = world.servicePrincipal().keyCredentials;
  expect(run.outputs).toMatchObject({
    "key-id": key!.keyId,
    thumbprint: key!.thumbprint,
    "expires-on": "2036-01-01T00:00:00Z",
    kid: "",
  });
});

describe("a key set", () => {
  function threeKeys(world: Scene): void {
    addKeySet(world.tenant, "B2C_1A_Three", [
      { kid: "first", nbf: NOW_SECONDS - 1_000, exp: NOW_SECONDS + 86_400 * 10 },
      { kid: "second", nbf: NOW_SECONDS + 86_400 },
      { kid: "off", status: "disabled" },
    ]);
  }

  it.each([
    ["numbers", { epochStyle: "number", ktyStyle: "upper" }],
    ["texts", { epochStyle: "string", ktyStyle: "lower" }],
  ] as const)("shows its keys and which is in use (dates as %s)", async (_style, behaviour) => {
    const world = scene({ behaviour });
    threeKeys(world);
    const run = await listSet(world, "Three");
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ "key-set-id": "B2C_1A_Three", kid: "", changed: "false" });
    expect(
      keysOf(run).map((key) => [key["key-id"], key["type"], key["use"], key["state"], key["in-use"]]),
    ).toEqual([
      ["first", "RSA", "sig", "active", true],
      ["second", "RSA", "sig", "not yet valid", false],
      ["off", "RSA", "sig", "disabled", false],
    ]);
    expect(writes(world)).toEqual([]);
  });

  it.each([
    ["refuses to say", { kind: "status", status: 403 }],
    ["answers with something else", { kind: "status", status: 200, body: '{"keys":"odd"}' }],
  ] as const)("is listed where the service %s which key is in use", async (_, fault) => {
    const world = scene();
    threeKeys(world);
    world.tenant.faults.add({ path: "*/getActiveKey", count: "always", fault });
    const run = await listSet(world, "Three");
    expect(run.errors).toEqual([]);
    expect(run.notices.join()).toContain("Which key is in use is not known");
    expect(keysOf(run).map((key) => "in-use" in key)).toEqual([false, false, false]);
    expect(run.summary).toContain("unknown");
  });

  it("with one key has it in the outputs, with none it has nothing", async () => {
    const world = scene();
    const run = await listSet(world, KEY_SET);
    expect(run.outputs).toMatchObject({
      kid: world.keys(KEY_SET)[0]!.kid,
      "key-type": "RSA",
      "key-use": "sig",
    });
    addKeySet(world.tenant, "B2C_1A_Empty");
    const empty = await listSet(world, "B2C_1A_Empty");
    expect([empty.outputs["kid"], keysOf(empty), empty.steps.at(-1)]).toEqual([
      "",
      [],
      "Key set B2C_1A_Empty has no keys.",
    ]);
  });

  it("that is missing is an error that does not offer to make it", async () => {
    const world = scene();
    const run = await listSet(world, "Nothing");
    expect(run.error.code).toBe("not-found");
    expect(run.error.message).not.toContain("create-key-set");
  });

  it("asks for the permission to read", async () => {
    const world = scene({ roles: [] });
    expect((await listSet(world, KEY_SET)).error.message).toContain("TrustFrameworkKeySet.Read.All");
  });
});

describe("inputs", () => {
  it.each([
    ["no target", { "application-object-id": "" }, "input-missing"],
    ["two targets", { "key-set-id": "Three" }, "input-conflict"],
  ])("with %s are refused before the first request", async (_what, inputs, code) => {
    const world = scene();
    const run = await list(world, inputs);
    expect(run.error.code).toBe(code);
    expect(world.tenant.log).toEqual([]);
  });
});
