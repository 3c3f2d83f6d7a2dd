import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type { KeyCredential } from "../../emulator/model.ts";
import { addCertificate, addPassword, addRegistration, removeCredential } from "../../emulator/sample.ts";
import { expectMaskedBeforeUse } from "../support/canary.ts";
import { certificate } from "../support/certificates.ts";
import { alarms, effects, scene, writes, type Scene } from "../support/contract.ts";
import { addOldKey, call, ownKey, reads, removeKey } from "../support/credential-calls.ts";
import { NOW } from "../support/fake-clock.ts";

const DAY_MS = 86_400_000;

function keyIds(world: Scene): readonly string[] {
  return world.application().keyCredentials.map(({ keyId }) => keyId);
}

/** As Graph writes it, without the certificate itself. */
function shown(key: KeyCredential, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const dates = { startDateTime: "2026-01-01T00:00:00Z", endDateTime: "2036-01-01T00:00:00Z" };
  const { keyId, type, usage, thumbprint } = key;
  return { keyId, type, usage, customKeyIdentifier: thumbprint, ...dates, ...changes };
}

/** What the nth read of the object answers, whatever is there. */
function answerRead(world: Scene, keyCredentials: readonly Record<string, unknown>[], nth = 1): void {
  const body = JSON.stringify({ id: world.app.application.id, keyCredentials, passwordCredentials: [] });
  world.tenant.faults.add({ method: "GET", path: "*", nth, fault: { kind: "status", status: 200, body } });
}

describe("a key that may go", () => {
  it("is removed with a proof, after one read", async () => {
    const world = scene();
    const old = addOldKey(world);
    const run = await removeKey(world, old);
    expect(run.errors).toEqual([]);
    expect(keyIds(world)).toEqual([ownKey(world).keyId]);
    expect(run.outputs).toMatchObject({
      changed: "true",
      "key-id": old.keyId,
      thumbprint: old.thumbprint,
      "expires-on": "2036-01-01T00:00:00Z",
    });
    expect([reads(world), writes(world).length]).toEqual([1, 1]);
    expect(JSON.parse(writes(world)[0]!.body)).toEqual({
      keyId: old.keyId,
      proof: expect.any(String) as string,
    });
    expect(alarms(world)).toEqual([]);
    expect(expectMaskedBeforeUse(run)).toBeGreaterThan(1);
  });

  it.each(["app-id", "service-principal-object-id", "service-principal-app-id"] as const)(
    "is removed where the target is given by %s",
    async (target) => {
      const world = scene();
      const ofPrincipal = target.startsWith("service");
      const objectId = ofPrincipal ? world.app.servicePrincipal.id : world.app.application.id;
      const old = addCertificate(world.tenant, objectId, certificate("old"));
      const signer = ofPrincipal ? world.principalCertificate : world.appCertificate;
      const run = await removeKey(world, old, {
        "application-object-id": "",
        [target]: target.endsWith("app-id") ? world.app.appId : objectId,
        "proof-certificate": combinedPem(signer),
      });
      expect(run.errors).toEqual([]);
      expect(effects(world)).toEqual(["removeKey"]);
      // The object id for the proof comes from the read that is made anyway.
      expect([reads(world), world.graphLog().length]).toEqual([1, 2]);
    },
  );

  it("has its id in any spelling of a GUID", async () => {
    const world = scene();
    const old = addOldKey(world);
    const run = await removeKey(world, { keyId: `{${old.keyId.toUpperCase()}}` });
    expect(run.outputs).toMatchObject({ changed: "true", "key-id": old.keyId });
  });

  it("may be an expired one although only one valid key is there", async () => {
    const world = scene();
    const old = addOldKey(world, { endDateTime: NOW - DAY_MS });
    expect((await removeKey(world, old)).outputs["changed"]).toBe("true");
  });

  it("may still be shown by a replica that lags", async () => {
    const world = scene();
    const old = addOldKey(world);
    world.tenant.directory.lag.reads = { ms: 20_000 };
    const run = await removeKey(world, old);
    expect(run.outputs["changed"]).toBe("true");
    expect(reads(world)).toBe(1);
  });
});

describe("a key that is gone", () => {
  it("is success without a change, believed after several looks", async () => {
    const world = scene();
    const old = addOldKey(world);
    removeCredential(world.tenant, world.app.application.id, old.keyId);
    const run = await removeKey(world, old);
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({ changed: "false", "key-id": old.keyId });
    expect(writes(world)).toEqual([]);
    expect([reads(world), world.clock.sleeps]).toEqual([3, [5_000, 5_000]]);
  });

  it("is not believed to be gone while it is not replicated", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 7_000 };
    const added = await call(world, {
      operation: "add-key",
      "proof-certificate": combinedPem(world.appCertificate),
      certificate: certificate("old").certificatePem,
    });
    const run = await removeKey(world, { keyId: added.outputs["key-id"]! });
    expect(run.outputs["changed"]).toBe("true");
    expect(effects(world)).toEqual(["addKey", "removeKey"]);
  });

  it("is a mistake where the id is a client secret's", async () => {
    const world = scene();
    const { keyId } = addPassword(world.tenant, world.app.application.id);
    const run = await removeKey(world, { keyId });
    expect(run.error).toMatchObject({ code: "input-invalid", remedy: "Use operation remove-password." });
  });
});

describe("a key that may not go", () => {
  it("is the last valid one, whoever signs and whatever is allowed", async () => {
    const world = scene();
    const run = await removeKey(world, ownKey(world), { "allow-self": "true", "allow-unverified": "true" });
    expect(run.error.code).toBe("last-key");
    expect(writes(world)).toEqual([]);
  });

  it.each([
    ["expired", { endDateTime: NOW - 1_000 }],
    ["not valid yet", { startDateTime: NOW + DAY_MS }],
  ])("is the last valid one where the only other is %s", async (_state, dates) => {
    const world = scene();
    addOldKey(world, dates);
    const run = await removeKey(world, ownKey(world), { "allow-self": "true" });
    expect(run.error.code).toBe("last-key");
    expect(run.error.message).toContain("None of the 1 others is valid now");
    expect(writes(world)).toEqual([]);
  });

  it("is the one that signs the proof, unless that is allowed", async () => {
    const world = scene();
    addOldKey(world);
    const own = ownKey(world);
    const refused = await removeKey(world, own);
    expect(refused.error.code).toBe("proof-key");
    expect(refused.error.remedy).toContain("allow-self");
    expect(writes(world)).toEqual([]);
    const allowed = await removeKey(world, own, { "allow-self": "TRUE" });
    expect(allowed.outputs["changed"]).toBe("true");
    expect(keyIds(world)).not.toContain(own.keyId);
  });

  it("is the last valid one where the only other can neither sign in nor sign proofs", async () => {
    const world = scene();
    const old = addOldKey(world);
    answerRead(world, [shown(old, { usage: "None" }), shown(ownKey(world))]);
    expect((await removeKey(world, ownKey(world), { "allow-self": "true" })).error.code).toBe("last-key");
  });

  it("counts as the one that signs the proof where nobody can tell", async () => {
    const world = scene();
    const old = addOldKey(world);
    const third = shown(ownKey(world), { keyId: randomUUID(), customKeyIdentifier: null });
    answerRead(world, [shown(old, { customKeyIdentifier: null }), third]);
    expect((await removeKey(world, old)).error.code).toBe("proof-key");
    expect(writes(world)).toEqual([]);
  });

  it("is refused in a dry run too", async () => {
    const world = scene();
    const run = await removeKey(world, ownKey(world), { "dry-run": "true" });
    expect(run.error.code).toBe("last-key");
  });
});

describe("a caller that may not read the object", () => {
  function selfRoll(): Scene {
    return scene({ roles: [] });
  }

  it("is told about allow-unverified, and nothing is written", async () => {
    const world = selfRoll();
    const run = await removeKey(world, addOldKey(world));
    expect(run.error.code).toBe("unverified");
    expect(run.error.remedy).toContain("allow-unverified: true");
    expect(writes(world)).toEqual([]);
  });

  it("removes unverified where that is allowed, with a warning", async () => {
    const world = selfRoll();
    const run = await removeKey(world, addOldKey(world), { "allow-unverified": "true" });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["removeKey"]);
    expect(run.warnings.join()).toContain("is not checked (allow-unverified)");
  });

  it.each(["none", "done"] as const)(
    "does not know the outcome after a lost answer (effect: %s)",
    async (effect) => {
      const world = selfRoll();
      world.tenant.faults.add({ path: "*/removeKey", effect, fault: { kind: "drop" } });
      const run = await removeKey(world, addOldKey(world), { "allow-unverified": "true" });
      expect(run.error.code).toBe("outcome-unknown");
      expect(writes(world)).toHaveLength(1);
    },
  );

  it("does not believe that there was nothing to remove", async () => {
    const world = selfRoll();
    world.tenant.behaviour.removeKeyDeniesSuccess = true;
    const run = await removeKey(world, addOldKey(world), { "allow-unverified": "true" });
    expect(run.error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(1);
  });

  it.each([404, 429, 500, 503])("is not one to whom the service answers %i", async (status) => {
    const world = scene();
    const old = addOldKey(world);
    world.tenant.faults.add({ method: "GET", path: "*", count: "always", fault: { kind: "status", status } });
    const run = await removeKey(world, old, { "allow-unverified": "true" });
    expect(run.errors).toHaveLength(1);
    expect(run.error.code).not.toBe("unverified");
    expect(writes(world)).toEqual([]);
  });
});

describe("a false or lost answer", () => {
  it("of 'nothing to remove' is checked by reading", async () => {
    const world = scene({ behaviour: { removeKeyDeniesSuccess: true } });
    world.tenant.directory.lag.reads = { ms: 12_000 };
    const run = await removeKey(world, addOldKey(world));
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("true");
    expect(writes(world)).toHaveLength(1);
    // Gone at two looks, 5 s or more apart.
    expect(world.clock.sleeps.every((ms) => ms >= 5_000)).toBe(true);
  });

  it("of 'nothing to remove' for a key that stays is tried once more, then it fails", async () => {
    const world = scene();
    const old = addOldKey(world);
    world.tenant.faults.add({
      path: "*/removeKey",
      count: "always",
      fault: {
        kind: "status",
        status: 400,
        code: "Request_BadRequest",
        message: "No credentials found to be removed.",
      },
    });
    const run = await removeKey(world, old);
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toContain("Reading the object shows otherwise");
    expect(writes(world)).toHaveLength(2);
    expect(keyIds(world)).toContain(old.keyId);
  });

  it("of 'nothing to remove' helps where the second try works", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/removeKey",
      fault: {
        kind: "status",
        status: 400,
        code: "Request_BadRequest",
        message: "No credentials found to be removed.",
      },
    });
    const run = await removeKey(world, addOldKey(world));
    expect(run.outputs["changed"]).toBe("true");
    expect(effects(world)).toEqual(["removeKey"]);
  });

  it.each(["drop", "hang", "cut", "html"] as const)("after the removal is looked up (%s)", async (kind) => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 8_000 };
    world.tenant.faults.add({ path: "*/removeKey", effect: "done", fault: { kind } });
    const run = await removeKey(world, addOldKey(world));
    expect(run.errors).toEqual([]);
    expect(run.outputs["changed"]).toBe("true");
    expect(writes(world)).toHaveLength(1);
  });

  it("is not settled by one look at a replica that lags", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/removeKey", fault: { kind: "drop" } });
    answerRead(world, [shown(ownKey(world))], 2);
    const run = await removeKey(world, addOldKey(world));
    expect(run.outputs["changed"]).toBe("true");
    expect(effects(world)).toEqual(["removeKey"]);
  });

  it("before the removal leads to a second one with a new proof", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/removeKey", fault: { kind: "drop" } });
    const run = await removeKey(world, addOldKey(world));
    expect(run.outputs["changed"]).toBe("true");
    const proofs = run.requests.filter(({ url }) => url.pathname.endsWith("/removeKey"));
    expect(proofs).toHaveLength(2);
    expect(effects(world)).toEqual(["removeKey"]);
  });

  it("that is a proxy's page is no success", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/removeKey", fault: { kind: "html", status: 200 } });
    const run = await removeKey(world, addOldKey(world));
    expect(run.error.code).toBe("outcome-unknown");
    // Nor is it sent again: it says that it did it.
    expect([writes(world).length, effects(world)]).toEqual([1, []]);
  });

  it("ends as unknown where the looks are interrupted", async () => {
    const world = scene();
    const interrupt = new AbortController();
    world.tenant.faults.add({ path: "*/removeKey", effect: "done", fault: { kind: "drop" } });
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/removeKey")) interrupt.abort();
    });
    const run = await removeKey(world, addOldKey(world), {}, { interrupt });
    expect(run.error.code).toBe("outcome-unknown");
  });
});

describe("a refusal", () => {
  it("of a proof by a certificate that is not on the object names it", async () => {
    const world = scene();
    const run = await removeKey(world, addOldKey(world), {
      "proof-certificate": combinedPem(certificate("stranger")),
    });
    expect(run.error.code).toBe("proof-refused");
    expect(run.error.message).toContain(certificate("stranger").thumbprint);
    expect(run.error.message).toContain("is not on application");
  });

  it("for want of a permission names it", async () => {
    const world = scene({ roles: ["Application.Read.All"] });
    const other = addRegistration(world.tenant);
    addCertificate(world.tenant, other.application.id, world.appCertificate);
    const old = addCertificate(world.tenant, other.application.id, certificate("old"));
    const run = await removeKey(world, old, { "application-object-id": other.application.id });
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toContain("Application.ReadWrite.OwnedBy");
  });

  it("of a wrong object id says what the id is", async () => {
    const world = scene();
    const run = await removeKey(world, addOldKey(world), {
      "application-object-id": addRegistration(world.tenant).servicePrincipal.id,
    });
    expect(run.error.code).toBe("not-found");
    expect(run.error.message).toContain("is the object id of a service principal");
  });

  it.each([
    ["no key-id", { "key-id": "" }, "input-missing"],
    ["a thumbprint", { "key-id": "a".repeat(40) }, "input-invalid"],
    ["no GUID", { "key-id": "newest" }, "input-invalid"],
    ["no proof", { "proof-certificate": "" }, "input-missing"],
    ["a strange flag", { "allow-self": "yes" }, "input-invalid"],
    ["a key set", { "key-set-id": "Signing" }, "input-conflict"],
  ])("of inputs (%s) comes before the first request", async (_what, inputs, code) => {
    const world = scene();
    const run = await removeKey(world, addOldKey(world), inputs);
    expect(run.error.code).toBe(code);
    expect(world.tenant.log).toEqual([]);
  });
});

describe("a dry run", () => {
  it("reads, checks, and says what it would send", async () => {
    const world = scene();
    const old = addOldKey(world);
    const run = await removeKey(world, old, { "dry-run": "true" });
    expect(run.errors).toEqual([]);
    expect([writes(world), run.outputs["changed"]]).toEqual([[], "false"]);
    const { planned } = JSON.parse(run.outputs["result"]!) as { planned: unknown[] };
    expect(planned).toEqual([
      {
        method: "POST",
        url: `https://graph.microsoft.com/v1.0/applications/${world.app.application.id}/removeKey`,
        body: { keyId: old.keyId, proof: expect.stringMatching(/^<secret, \d+ characters>$/) as string },
      },
    ]);
  });

  it("warns of a proof that would be refused", async () => {
    const world = scene();
    const run = await removeKey(world, addOldKey(world), {
      "dry-run": "true",
      "proof-certificate": combinedPem(certificate("stranger")),
    });
    expect(run.warnings.join()).toContain("removeKey would be refused");
  });
});
