import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PasswordCredential } from "../../emulator/model.ts";
import { addPassword as seedPassword, addServicePrincipal, removeCredential } from "../../emulator/sample.ts";
import { scene, effects, writes, type Scene } from "../support/contract.ts";
import {
  addOldKey,
  call,
  ownKey,
  reads,
  runnerTemp,
  said,
  type CallOptions,
} from "../support/credential-calls.ts";
import { NOW } from "../support/fake-clock.ts";
import type { InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";

const DAY_MS = 86_400_000;

interface Step {
  readonly run: InProcessRun;
  readonly temp: string;
  /** Where the secret was to be written. */
  readonly file: string;
}

async function addPassword(world: Scene, inputs: Inputs = {}, options: CallOptions = {}): Promise<Step> {
  const temp = runnerTemp();
  const file = join(temp, "new-secret");
  const all = { operation: "add-password", "secret-output-file": file, ...inputs };
  const run = await call(world, all, { ...options, env: { RUNNER_TEMP: temp } });
  return { run, temp, file };
}

/** Beside the secret that the world signs in with. */
function newPasswords(world: Scene): readonly PasswordCredential[] {
  return world
    .application()
    .passwordCredentials.filter(({ secretText }) => secretText !== world.clientSecret);
}

describe("add-password", () => {
  it("writes the new secret to a file of its owner, in one exchange", async () => {
    const world = scene();
    const { run, file } = await addPassword(world);
    const [made, ...more] = newPasswords(world);
    expect([run.errors, more]).toEqual([[], []]);
    expect(readFileSync(file, "utf8")).toBe(made!.secretText);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(run.outputs).toMatchObject({
      changed: "true",
      "key-id": made!.keyId,
      "not-before": "2026-06-01T12:00:00Z",
      "expires-on": "2026-11-28T12:00:00Z",
      "expires-in-days": "180",
    });
    expect(made!.displayName).toBe("graph-keyroll contoso/rotation run 4711");
    expect(world.graphLog()).toHaveLength(1);
  });

  it("masks it and says it nowhere", async () => {
    const world = scene();
    const { run } = await addPassword(world);
    const { secretText } = newPasswords(world)[0]!;
    expect(run.events.some(({ kind, text }) => kind === "mask" && text === secretText)).toBe(true);
    expect(said(run)).not.toContain(secretText.slice(4, 20));
  });

  it("always sends an end, and what the user chose", async () => {
    const world = scene();
    await addPassword(world, { "display-name": "Billing", "not-before": "1d", "expires-on": "2027-01-31" });
    expect(JSON.parse(writes(world)[0]!.body)).toEqual({
      passwordCredential: {
        displayName: "Billing",
        startDateTime: "2026-06-02T12:00:00Z",
        endDateTime: "2027-01-31T00:00:00Z",
      },
    });
  });

  it("starts by the service's clock, so that it is valid at once", async () => {
    const world = scene();
    world.tenant.clockSkewMs = -120_000;
    const { run } = await addPassword(world);
    expect(run.outputs["not-before"]).toBe("2026-06-01T11:58:00Z");
  });

  it("takes a service principal and a relative path", async () => {
    const world = scene();
    const { run, file } = await addPassword(world, {
      "application-object-id": "",
      "service-principal-app-id": world.app.appId,
      "secret-output-file": "new-secret",
    });
    expect(run.errors).toEqual([]);
    expect(readFileSync(file, "utf8")).toBe(world.servicePrincipal().passwordCredentials[0]!.secretText);
  });

  it("needs secret-output-file before anything is sent", async () => {
    const world = scene();
    const { run } = await addPassword(world, { "secret-output-file": "" });
    expect(run.error.code).toBe("input-missing");
    expect(run.error.what).toContain("secret-output-file");
    expect(world.tenant.log).toEqual([]);
  });

  it.each([
    ["a date that has passed", { "expires-on": "2026-01-01" }],
    ["a name that Graph would cut", { "display-name": "x".repeat(91) }],
  ])("refuses %s before anything is sent", async (_what, inputs) => {
    const world = scene();
    const { run } = await addPassword(world, inputs);
    expect(run.error.code).toBe("input-invalid");
    expect(world.tenant.log).toEqual([]);
  });

  it("leaves no file after a refusal", async () => {
    const world = scene({ roles: ["Application.Read.All"] });
    const { run, temp } = await addPassword(world);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toContain("Application.ReadWrite.OwnedBy");
    expect(readdirSync(temp)).toEqual([]);
  });

  it.each([
    ["a lifetime over the policy's", { maxCredentialDays: 90 }, "expires-on"],
    ["secrets at all", { passwordAdditionBlocked: true }, "certificate rather than a secret"],
  ])("explains a tenant that forbids %s", async (_what, behaviour, remedy) => {
    const world = scene({ behaviour });
    const { run, temp } = await addPassword(world);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.remedy).toContain(remedy);
    expect(readdirSync(temp)).toEqual([]);
  });

  it("makes the file before the secret", async () => {
    const world = scene();
    const seen: unknown[] = [];
    const temp = runnerTemp();
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "before-effect")
        seen.push(entry.path.endsWith("/addPassword"), statSync(join(temp, "s")).size);
    });
    await call(
      world,
      { operation: "add-password", "secret-output-file": "s" },
      { env: { RUNNER_TEMP: temp } },
    );
    expect(seen).toEqual([true, 0]);
  });

  it("makes no secret where the file cannot be made", async () => {
    const world = scene();
    const temp = runnerTemp();
    // After the check of the inputs, and before the file is made.
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/token")) writeFileSync(join(temp, "s"), "theirs");
    });
    const inputs = { operation: "add-password", "secret-output-file": "s" };
    const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
    expect(run.error).toMatchObject({
      code: "secret-file-unusable",
      what: expect.stringContaining("EEXIST") as string,
    });
    expect([writes(world), readFileSync(join(temp, "s"), "utf8")]).toEqual([[], "theirs"]);
  });

  it("removes the secret again where the file was replaced meanwhile", async () => {
    const world = scene();
    const temp = runnerTemp();
    const file = join(temp, "s");
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase !== "answered" || !entry.path.endsWith("/addPassword")) return;
      renameSync(file, `${file}.moved`);
      symlinkSync("/dev/null", file);
    });
    const run = await call(
      world,
      { operation: "add-password", "secret-output-file": file },
      { env: { RUNNER_TEMP: temp } },
    );
    expect(run.error.code).toBe("secret-file-unusable");
    expect(effects(world)).toEqual(["addPassword", "removePassword"]);
    expect(newPasswords(world)).toEqual([]);
    // What was moved away holds nothing.
    expect(readFileSync(`${file}.moved`, "utf8")).toBe("");
  });

  it("names the secret that could not be removed again", async () => {
    const world = scene();
    const temp = runnerTemp();
    const file = join(temp, "s");
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/addPassword")) renameSync(file, `${file}.moved`);
    });
    world.tenant.faults.add({
      path: "*/removePassword",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const run = await call(
      world,
      { operation: "add-password", "secret-output-file": file },
      { env: { RUNNER_TEMP: temp } },
    );
    expect(run.error.code).toBe("secret-orphaned");
    expect(run.error.remedy).toContain(newPasswords(world)[0]!.keyId);
  });
});

describe("add-password after a lost answer", () => {
  it.each(["drop", "hang", "cut", "malformed"] as const)(
    "removes what nobody has the value of (%s)",
    async (kind) => {
      const world = scene();
      world.tenant.directory.lag.reads = { ms: 8_000 };
      world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind } });
      const { run, file } = await addPassword(world);
      expect(run.errors).toEqual([]);
      expect(effects(world)).toEqual(["addPassword", "removePassword", "addPassword"]);
      const [made, ...more] = newPasswords(world);
      expect(more).toEqual([]);
      expect(readFileSync(file, "utf8")).toBe(made!.secretText);
      expect(run.outputs["key-id"]).toBe(made!.keyId);
    },
  );

  it("sends again what was not carried out, after it was looked for", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/addPassword", fault: { kind: "drop" } });
    const { run } = await addPassword(world);
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["addPassword"]);
    expect(reads(world)).toBeGreaterThanOrEqual(4);
  });

  it("gives up after the second, and leaves nothing behind", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/addPassword",
      count: "always",
      effect: "done",
      fault: { kind: "drop" },
    });
    const { run, temp } = await addPassword(world);
    expect(run.error.code).toBe("unreachable");
    expect([newPasswords(world), readdirSync(temp)]).toEqual([[], []]);
    expect(writes(world).filter(({ path }) => path.endsWith("/addPassword"))).toHaveLength(2);
  });

  it("leaves alone a secret of the same name and dates that was there before", async () => {
    const world = scene();
    const same = { displayName: "Billing", startDateTime: NOW + DAY_MS, endDateTime: NOW + 90 * DAY_MS };
    const older = seedPassword(world.tenant, world.app.application.id, same);
    world.tenant.faults.add({ path: "*/addPassword", fault: { kind: "drop" } });
    const { run } = await addPassword(world, {
      "display-name": "Billing",
      "not-before": new Date(same.startDateTime).toISOString(),
      "expires-on": new Date(same.endDateTime).toISOString(),
    });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["addPassword"]);
    expect(newPasswords(world).map(({ keyId }) => keyId)).toContain(older.keyId);
  });

  it("leaves alone one of the same name and end that began earlier", async () => {
    const world = scene();
    const dates = { startDateTime: NOW - DAY_MS, endDateTime: NOW + 180 * DAY_MS };
    seedPassword(world.tenant, world.app.application.id, { displayName: "Billing", ...dates });
    world.tenant.faults.add({ path: "*/addPassword", fault: { kind: "drop" } });
    const { run } = await addPassword(world, { "display-name": "Billing" });
    expect([run.errors, effects(world)]).toEqual([[], ["addPassword"]]);
  });

  it("removes none where there are more than it asked for", async () => {
    const world = scene();
    const dates = { startDateTime: NOW, endDateTime: NOW + 180 * DAY_MS };
    seedPassword(world.tenant, world.app.application.id, { displayName: "Billing", ...dates });
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    const { run } = await addPassword(world, { "display-name": "Billing" });
    expect(run.error.code).toBe("outcome-unknown");
    expect([effects(world), newPasswords(world).length]).toEqual([["addPassword"], 2]);
  });

  it("says how to find out where the object cannot be read", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    world.tenant.faults.add({
      method: "GET",
      path: "*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const { run, temp } = await addPassword(world, { "display-name": "Billing" });
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.remedy).toContain('named "Billing" that ends 2026-11-28T12:00:00Z');
    expect(writes(world)).toHaveLength(1);
    expect(readdirSync(temp)).toEqual([]);
  });

  it("names the orphan that could not be removed", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/addPassword", effect: "done", fault: { kind: "drop" } });
    world.tenant.faults.add({
      path: "*/removePassword",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    const { run } = await addPassword(world);
    expect(run.error.code).toBe("secret-orphaned");
    expect(run.error.message).toContain(newPasswords(world)[0]!.keyId);
  });
});

describe("add-password, dry run", () => {
  it("makes neither a secret nor a file", async () => {
    const world = scene();
    const { run, temp } = await addPassword(world, { "dry-run": "true", "expires-on": "90d" });
    expect([run.errors, writes(world), readdirSync(temp)]).toEqual([[], [], []]);
    const { planned } = JSON.parse(run.outputs["result"]!) as { planned: { body: unknown }[] };
    expect(planned).toHaveLength(1);
    expect(planned[0]!.body).toMatchObject({ passwordCredential: { endDateTime: "2026-08-30T12:00:00Z" } });
  });

  it("finds a target that does not exist", async () => {
    const world = scene();
    const { run } = await addPassword(world, {
      "dry-run": "true",
      "application-object-id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    });
    expect(run.error.code).toBe("not-found");
  });
});

describe("remove-password", () => {
  function removePassword(world: Scene, keyId: string, inputs: Inputs = {}): Promise<InProcessRun> {
    return call(world, { operation: "remove-password", "key-id": keyId, ...inputs });
  }

  function seed(world: Scene): PasswordCredential {
    return seedPassword(world.tenant, world.app.application.id, { displayName: "old" });
  }

  it("removes it after one read, without a proof", async () => {
    const world = scene();
    const old = seed(world);
    const run = await removePassword(world, old.keyId);
    expect(run.errors).toEqual([]);
    expect(newPasswords(world)).toEqual([]);
    expect(JSON.parse(writes(world)[0]!.body)).toEqual({ keyId: old.keyId });
    expect(run.outputs).toMatchObject({ changed: "true", "key-id": old.keyId });
    expect(world.graphLog()).toHaveLength(2);
  });

  it("is content where it is gone already", async () => {
    const world = scene();
    const { keyId } = seed(world);
    removeCredential(world.tenant, world.app.application.id, keyId);
    const run = await removePassword(world, keyId);
    expect([run.errors, run.outputs["changed"], writes(world)]).toEqual([[], "false", []]);
  });

  it("tells a certificate from a secret", async () => {
    const world = scene();
    const run = await removePassword(world, ownKey(world).keyId);
    expect(run.error).toMatchObject({ code: "input-invalid", remedy: "Use operation remove-key." });
  });

  it("warns of the last valid credential, and removes it", async () => {
    const world = scene();
    const { keyId } = seedPassword(world.tenant, world.app.servicePrincipal.id);
    removeCredential(
      world.tenant,
      world.app.servicePrincipal.id,
      world.servicePrincipal().keyCredentials[0]!.keyId,
    );
    const run = await removePassword(world, keyId, {
      "application-object-id": "",
      "service-principal-object-id": world.app.servicePrincipal.id,
    });
    expect(run.outputs["changed"]).toBe("true");
    expect(run.warnings.join()).toContain("is the last valid credential");
  });

  it.each(["none", "done"] as const)("looks up a lost answer (effect: %s)", async (effect) => {
    const world = scene();
    world.tenant.faults.add({ path: "*/removePassword", effect, fault: { kind: "drop" } });
    const run = await removePassword(world, seed(world).keyId);
    expect([run.errors, run.outputs["changed"]]).toEqual([[], "true"]);
    expect(effects(world)).toEqual(["removePassword"]);
    expect(writes(world)).toHaveLength(effect === "done" ? 1 : 2);
  });

  it("checks 'nothing to remove' by reading", async () => {
    const world = scene();
    const message = "No credentials found to be removed.";
    const fault = { kind: "status", status: 400, code: "Request_BadRequest", message } as const;
    world.tenant.faults.add({ path: "*/removePassword", effect: "done", fault });
    const run = await removePassword(world, seed(world).keyId);
    expect([run.errors, run.outputs["changed"], writes(world).length]).toEqual([[], "true", 1]);
  });

  it("needs a permission, and names it", async () => {
    const world = scene({ roles: ["Application.Read.All"] });
    const run = await removePassword(world, seed(world).keyId);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toContain("Application.ReadWrite.OwnedBy");
  });

  it("goes on where the object cannot be read, and does not guess after a lost answer", async () => {
    const world = scene();
    const old = seed(world);
    world.tenant.faults.add({
      method: "GET",
      path: "*",
      count: "always",
      fault: { kind: "status", status: 403 },
    });
    world.tenant.faults.add({ path: "*/removePassword", nth: 2, effect: "done", fault: { kind: "drop" } });
    expect((await removePassword(world, old.keyId)).outputs["changed"]).toBe("true");
    expect((await removePassword(world, seed(world).keyId)).error.code).toBe("outcome-unknown");
  });

  it("writes nothing in a dry run", async () => {
    const world = scene();
    const { keyId } = seed(world);
    const run = await removePassword(world, keyId, { "dry-run": "true" });
    expect([run.errors, writes(world), run.outputs["changed"]]).toEqual([[], [], "false"]);
    expect(run.outputs["result"]).toContain(`"body":{"keyId":"${keyId}"}`);
  });

  it("explains a locked service principal", async () => {
    const world = scene();
    const locked = addServicePrincipal(world.tenant, { credentialsLocked: true });
    const { keyId } = seedPassword(world.tenant, locked.id);
    const run = await removePassword(world, keyId, {
      "application-object-id": "",
      "service-principal-object-id": locked.id,
    });
    expect(run.error.message).toContain("instance property lock");
  });
});

it("a whole life: made, listed, removed", async () => {
  const world = scene();
  addOldKey(world);
  const { run, file } = await addPassword(world, { "display-name": "Billing" });
  const keyId = run.outputs["key-id"]!;
  const listed = await call(world, { operation: "list-keys" });
  expect(listed.outputs["result"]).toContain(keyId);
  expect(said(listed)).not.toContain(readFileSync(file, "utf8").slice(0, 12));
  await call(world, { operation: "remove-password", "key-id": keyId });
  expect([newPasswords(world), existsSync(file)]).toEqual([[], true]);
});
