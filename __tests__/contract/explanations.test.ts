import { describe, expect, it } from "vitest";
import { combinedPem } from "../../emulator/keyFiles.ts";
import { addRegistration, addServicePrincipal, removeCredential } from "../../emulator/sample.ts";
import { certificate } from "../support/certificates.ts";
import { effects, perform, scene, tokenRequests, writes } from "../support/contract.ts";
import { OPERATIONS } from "../support/world.ts";

const UNKNOWN_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("a refusal", () => {
  it("carries the request-id of the header, or of the body where the header has none", async () => {
    for (const spelling of ["innerError", "innererror"]) {
      const world = scene();
      const body = JSON.stringify({
        error: { code: "X", message: "m", [spelling]: { "request-id": "of-the-body" } },
      });
      world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "status", status: 400, body } });
      world.tenant.faults.add({
        path: "*/generateKey",
        nth: 2,
        fault: { kind: "status", status: 400, body, headers: { "request-id": "of-the-header" } },
      });
      expect((await perform(world, "generate-key")).error.requestId).toBe("of-the-body");
      expect((await perform(world, "generate-key")).error.requestId).toBe("of-the-header");
    }
  });

  it("with an unknown code is shown as it is", async () => {
    const world = scene();
    const fault = { kind: "status", status: 418, code: "Teapot", message: "short and stout" } as const;
    world.tenant.faults.add({ path: "*/generateKey", fault });
    expect((await perform(world, "generate-key")).error.message).toContain('418 Teapot "short and stout"');
  });

  it("that is no JSON is not shown", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      fault: { kind: "status", status: 403, body: "<b>proxy says no</b>" },
    });
    const { message } = (await perform(world, "generate-key")).error;
    expect(message).not.toContain("proxy says no");
    expect(message).toContain("TrustFrameworkKeySet.ReadWrite.All");
  });

  it("of the sign-in leaves out what follows the trace id", async () => {
    const world = scene();
    const body = JSON.stringify({
      error: "invalid_client",
      error_description: "AADSTS700027: Words. Trace ID: t Correlation ID: c Timestamp: 2026",
      trace_id: "trace-4711",
    });
    world.tenant.faults.add({
      path: "*/token",
      count: "always",
      fault: { kind: "status", status: 401, body },
    });
    const { message } = (await perform(world, "generate-key")).error;
    expect(message).toMatch(/AADSTS700027: Words\.\).*\(request-id trace-4711\)$/);
    expect(message).not.toContain("Correlation");
  });
});

describe("the sign-in", () => {
  it("that no federated credential matches is answered with what the token says", async () => {
    const world = scene();
    world.tenant.github.job.subject = "repo:contoso@1/billing@2:environment:prod";
    const run = await perform(world, "generate-key", { signIn: "oidc" });
    expect(run.error.message).toContain("AADSTS700213");
    expect(run.error.message).toContain(
      "issuer `https://token.actions.githubusercontent.com`, subject `repo:contoso@1/billing@2:environment:prod`, audience `api://AzureADTokenExchange`",
    );
  });

  const WRONG = "wrong but long enough";
  it.each<[string, Readonly<Record<string, () => string>>, string]>([
    [
      "a certificate that is not registered",
      { "client-certificate": () => combinedPem(certificate("stranger")) },
      "AADSTS700027",
    ],
    ["a wrong secret", { "client-secret": () => WRONG }, "AADSTS7000215"],
    ["an unknown client", { "client-id": () => UNKNOWN_ID, "client-secret": () => WRONG }, "AADSTS700016"],
    ["an unknown tenant", { "tenant-id": () => UNKNOWN_ID, "client-secret": () => WRONG }, "AADSTS90002"],
  ])("with %s is refused once", async (_title, changes, code) => {
    const world = scene();
    const inputs = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value()]));
    const run = await perform(world, "generate-key", { signIn: "oidc", inputs });
    expect(run.error.code).toBe("sign-in-refused");
    expect(run.error.message).toContain(code);
    expect(run.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(tokenRequests(world)).toHaveLength(1);
  });
});

describe("Graph's own refusals", () => {
  it.each(OPERATIONS)("%s without its permission names it", async (operation) => {
    const world = scene({ roles: [] });
    const stranger = addRegistration(world.tenant).application.id;
    const inputs = operation === "add-key" ? { "application-object-id": stranger } : {};
    const run = await perform(world, operation, { inputs });
    expect(run.error.code).toBe("request-refused");
    expect(run.error.message).toMatch(
      operation === "add-key"
        ? /Application\.ReadWrite\.OwnedBy or Application\.ReadWrite\.All/
        : /TrustFrameworkKeySet\.ReadWrite\.All/,
    );
    expect(run.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("a proof by a certificate that is not on the object says which are", async () => {
    const world = scene();
    const stranger = certificate("stranger");
    const run = await perform(world, "add-key", { inputs: { "proof-certificate": combinedPem(stranger) } });
    expect(run.error.code).toBe("proof-refused");
    expect(run.error.message).toContain(stranger.thumbprint);
    expect(run.error.message).toContain(`there stand: ${world.appCertificate.thumbprint}`);
    expect(effects(world)).toEqual([]);
  });

  it("the application's certificate for its service principal is such a one", async () => {
    const world = scene();
    const inputs = {
      "application-object-id": "",
      "service-principal-object-id": world.app.servicePrincipal.id,
    };
    const run = await perform(world, "add-key", { inputs });
    expect(run.error.code).toBe("proof-refused");
    expect(run.error.message).toContain("is not on service principal");
  });

  it("what a caller learns that may not read", async () => {
    const world = scene({ roles: [] });
    const stranger = certificate("stranger");
    const run = await perform(world, "add-key", { inputs: { "proof-certificate": combinedPem(stranger) } });
    expect(run.error.code).toBe("proof-refused");
    expect(run.error.message).toContain(`signed with certificate ${stranger.thumbprint}`);
  });

  it("an object whose certificates have all gone", async () => {
    const world = scene();
    removeCredential(world.tenant, world.app.application.id, world.application().keyCredentials[0]!.keyId);
    const run = await perform(world, "add-key");
    expect(run.error.message).toContain("there stand: none");
  });

  it("a wrong issuer is shown beside the right one", async () => {
    const world = scene();
    const run = await perform(world, "add-key", { inputs: { "proof-issuer": world.app.appId } });
    expect(run.error.message).toContain(
      `names ${world.app.appId} as issuer, and the object's id is ${world.app.application.id}`,
    );
  });

  it("the tenant's lifetime policy", async () => {
    const world = scene({ behaviour: { maxCredentialDays: 180 } });
    const run = await perform(world, "add-key");
    expect(run.error.message).toContain("CredentialInvalidLifetimeAsPerAppPolicy");
    expect(run.error.message).toContain("shorter validity");
  });

  it("key types that do not mix", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "key-type": "OCT" } });
    expect(run.error.message).toContain("AADB2C95032");
    expect(run.error.message).toContain("another key set");
  });
});

describe("a mix-up of ids", () => {
  it("the caller's service principal as the application is seen before anything is written", async () => {
    for (const signIn of ["client-secret", "access-token"] as const) {
      const world = scene();
      const inputs = { "application-object-id": world.app.servicePrincipal.id };
      const run = await perform(world, "add-key", { signIn, inputs });
      expect(run.error.message).toMatch(
        /^application-object-id: is the object id of the caller's service principal .* not of the application/,
      );
      expect(writes(world)).toEqual([]);
    }
  });

  it("the client id as object id is seen in a ready token too", async () => {
    const world = scene();
    const inputs = { "application-object-id": world.app.appId };
    const run = await perform(world, "add-key", { signIn: "access-token", inputs });
    expect(run.error.message).toMatch(
      /^application-object-id: is the application \(client\) id of the application that signed in/,
    );
    expect(run.requests).toEqual([]);
  });

  it("the application's object id where the service principal's belongs", async () => {
    const world = scene();
    const inputs = { "application-object-id": "", "service-principal-object-id": world.app.application.id };
    const run = await perform(world, "add-key", { inputs });
    expect(run.error.code).toBe("not-found");
    expect(run.error.message).toContain(`${world.app.application.id} is the object id of an application.`);
    expect(run.error.message).toContain("Use application-object-id for it");
  });

  it("another service principal's object id where an application's belongs", async () => {
    const world = scene();
    const other = addRegistration(world.tenant);
    const run = await perform(world, "add-key", {
      inputs: { "application-object-id": other.servicePrincipal.id },
    });
    expect(run.error.message).toContain("is the object id of a service principal.");
    expect(run.error.message).toContain("Use service-principal-object-id");
  });

  it("another application's client id as object id", async () => {
    const world = scene();
    const other = addRegistration(world.tenant);
    const run = await perform(world, "add-key", { inputs: { "application-object-id": other.appId } });
    expect(run.error.message).toContain(`${other.appId} is an application (client) id.`);
    expect(run.error.message).toContain(`The object id is ${other.application.id}`);
  });

  it("an id of nothing stays a plain 404, with the words for every case", async () => {
    const world = scene();
    const run = await perform(world, "add-key", { inputs: { "application-object-id": UNKNOWN_ID } });
    expect(run.error.code).toBe("not-found");
    expect(run.error.message).toMatch(/different object ids, and neither is the client id/);
  });

  it("app-id without the right to read asks for the object id", async () => {
    const world = scene({ roles: [] });
    const inputs = { "application-object-id": "", "app-id": world.app.appId };
    const run = await perform(world, "add-key", { inputs });
    expect(run.error).toMatchObject({ code: "input-missing", blame: "input" });
    expect(run.error.message).toMatch(/^application-object-id: is needed here.*beside app-id/);
    expect(writes(world)).toEqual([]);
  });

  it("app-id of a service principal without application", async () => {
    const world = scene();
    const lonely = addServicePrincipal(world.tenant);
    const inputs = { "application-object-id": "", "app-id": lonely.appId };
    const run = await perform(world, "add-key", { inputs });
    expect(run.error.code).toBe("not-found");
    expect(writes(world)).toEqual([]);
  });
});

describe("a hostile service", () => {
  const HOSTILE =
    "::error::pwned\r\n##[error]pwned\n:::add-mask::x\u202e\u2066\u061c\u001b[31m eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln";
  const UNCLEAN = /\p{Cc}|\p{Bidi_Control}|::|##\[|eyJ/u;

  it("cannot bring its text into a message unclean", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      count: "always",
      fault: {
        kind: "status",
        status: 400,
        code: HOSTILE,
        message: HOSTILE,
        headers: { "request-id": "::warning::x" },
      },
    });
    const run = await perform(world, "generate-key");
    expect(run.error.message).not.toMatch(UNCLEAN);
    expect(run.error.message).toContain("<token>");
  });

  it("the token service neither", async () => {
    const world = scene();
    const body = JSON.stringify({ error: HOSTILE, error_description: HOSTILE, trace_id: HOSTILE });
    world.tenant.faults.add({
      path: "*/token",
      count: "always",
      fault: { kind: "status", status: 400, body },
    });
    const run = await perform(world, "generate-key");
    expect(run.error.message).not.toMatch(UNCLEAN);
  });

  it.each([
    "[]",
    "null",
    "7",
    '"text"',
    "{",
    "",
    '{"error":7}',
    '{"error":{"code":{},"message":[]}}',
    '{"value":[]}',
  ])("answers of the wrong shape are no crash: %s", async (body) => {
    for (const status of [200, 400, 500]) {
      for (const path of ["*/token", "*/generateKey", "*/addKey"]) {
        const world = scene();
        world.tenant.faults.add({ path, count: "always", fault: { kind: "status", status, body } });
        const run = await perform(world, path.endsWith("addKey") ? "add-key" : "generate-key");
        const codes = run.errors.map(({ code }) => code);
        expect(codes).not.toContain("internal-error");
        expect(codes.length).toBeLessThanOrEqual(1);
      }
    }
  });
});
