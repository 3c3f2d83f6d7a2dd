import { describe, expect, it } from "vitest";
import { combinedPem, pfx } from "../../emulator/keyFiles.ts";
import { addCertificate, addKeySet, addRegistration } from "../../emulator/sample.ts";
import { expectMaskedBeforeUse } from "../support/canary.ts";
import { certificate } from "../support/certificates.ts";
import { alarms, effects, perform, scene, tokenRequests, writes, type Scene } from "../support/contract.ts";
import {
  KEY_SET,
  OPERATIONS,
  PASSWORD,
  SECRET_SET,
  SIGN_INS,
  UPLOADED,
  type Inputs,
} from "../support/world.ts";

const CREDENTIAL = {
  oidc: "federated",
  "certificate-pem": "certificate",
  "certificate-encrypted-pem": "certificate",
  "certificate-pfx": "certificate",
  "client-secret": "secret",
} as const;

describe.each(OPERATIONS)("%s", (operation) => {
  it.each(SIGN_INS)("works with sign-in by %s, masks before use, and writes once", async (signIn) => {
    const world = scene();
    const run = await perform(world, operation, { signIn });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual([
      { "generate-key": "generateKey", "upload-secret": "uploadSecret", "add-key": "addKey" }[operation],
    ]);
    expect(run.outputs["changed"]).toBe("true");
    expect(run.summary).toContain(`### ${operation.replace("-", "-")}`);
    expect(expectMaskedBeforeUse(run)).toBeGreaterThan(0);
    expect(alarms(world)).toEqual([]);
    expect(tokenRequests(world).map(({ notes }) => notes["credential"])).toEqual(
      signIn === "access-token" ? [] : [CREDENTIAL[signIn]],
    );
  });

  it("makes one exchange with Graph and one with the token service", async () => {
    const world = scene();
    await perform(world, operation);
    expect(world.tenant.log.map(({ method, host }) => `${method} ${host}`)).toEqual([
      "POST login.microsoftonline.com",
      "POST graph.microsoft.com",
    ]);
  });

  it("writes nothing in a dry run, and says what it would write without its secrets", async () => {
    const world = scene();
    const run = await perform(world, operation, { inputs: { "dry-run": "true" } });
    expect(run.errors).toEqual([]);
    expect(writes(world)).toEqual([]);
    expect(run.outputs["changed"]).toBe("false");
    expect(run.steps.at(-1)).toMatch(/^Would /);
    const result = JSON.parse(run.outputs["result"]!) as { planned: { method: string; body: object }[] };
    expect(result.planned).toHaveLength(1);
    expect(result.planned[0]).toMatchObject({ method: "POST" });
    expect(run.outputs["result"]).not.toContain(UPLOADED);
    if (operation === "upload-secret") {
      expect(result.planned[0]!.body).toMatchObject({ k: `<secret, ${String(UPLOADED.length)} characters>` });
    }
    if (operation === "add-key") {
      expect(result.planned[0]!.body).toHaveProperty(
        "proof",
        expect.stringMatching(/^<secret, \d+ characters>$/),
      );
    }
    expect(run.summary).toContain("Nothing was written.");
  });

  it("takes the secrets out of the environment", async () => {
    const world = scene();
    const run = await perform(world, operation);
    const left = Object.entries(run.env).filter(
      ([name, value]) => /SECRET|CERTIFICATE|PASSWORD|INPUT_ACCESS/.test(name) && value !== "",
    );
    expect(left).toEqual([]);
  });
});

describe("generate-key", () => {
  it.each([
    ["RSA", "sig"],
    ["RSA", "enc"],
    ["OCT", "sig"],
    ["oct", "ENC"],
  ])("makes a key of type %s for %s", async (keyType, keyUse) => {
    const world = scene();
    const run = await perform(world, "generate-key", {
      inputs: {
        "key-set-id": keyType === "RSA" ? KEY_SET : SECRET_SET,
        "key-type": keyType,
        "key-use": keyUse,
        "not-before": "12h",
        "expires-on": "2027-01-31",
      },
    });
    expect(run.errors).toEqual([]);
    const key = world.keys(keyType === "RSA" ? KEY_SET : SECRET_SET).at(-1)!;
    expect(run.outputs).toMatchObject({
      kid: key.kid,
      "key-id": key.kid,
      "key-set-id": keyType === "RSA" ? KEY_SET : SECRET_SET,
      "key-type": keyType === "RSA" ? "RSA" : "oct",
      "key-use": keyUse.toLowerCase(),
      "not-before": "2026-06-02T00:00:00Z",
      "expires-on": "2027-01-31T00:00:00Z",
      "expires-in-days": "243",
      thumbprint: "",
    });
    expect(JSON.parse(run.outputs["result"]!)).toMatchObject({
      operation: "generate-key",
      changed: true,
      kid: key.kid,
    });
  });

  it("leaves out the dates that were not given", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "expires-on": "" } });
    expect(run.errors).toEqual([]);
    expect(JSON.parse(writes(world)[0]!.body)).toEqual({ use: "sig", kty: "RSA" });
    expect(run.outputs).toMatchObject({ "not-before": "", "expires-on": "", "expires-in-days": "" });
  });
});

describe("upload-secret", () => {
  it("sends the secret byte for byte", async () => {
    const world = scene();
    const secret = '  päß wörd \t"quoted" \\ \u{1F511}  ';
    const run = await perform(world, "upload-secret", { inputs: { secret } });
    expect(run.errors).toEqual([]);
    expect(world.keys(SECRET_SET).at(-1)!.secret).toBe(secret);
  });

  it.each(["\n", "\r\n"])("takes away one final newline, with a notice", async (end) => {
    const world = scene();
    const run = await perform(world, "upload-secret", {
      inputs: { secret: `first line\nsecond line\n${end}` },
    });
    expect(run.errors).toEqual([]);
    expect(world.keys(SECRET_SET).at(-1)!.secret).toBe("first line\nsecond line\n");
    expect(run.notices.join()).toContain("newline");
  });
});

interface Target {
  readonly name: string;
  readonly path: (world: Scene) => string;
  readonly inputs: (world: Scene) => Inputs;
}

const TARGETS: readonly Target[] = [
  {
    name: "application by object id",
    path: ({ app }) => `/v1.0/applications/${app.application.id}/addKey`,
    inputs: ({ app }) => ({ "application-object-id": app.application.id }),
  },
  {
    name: "application by app id",
    path: ({ app }) => `/v1.0/applications(appId='${app.appId}')/addKey`,
    inputs: ({ app }) => ({ "application-object-id": "", "app-id": app.appId }),
  },
  {
    name: "application by both",
    path: ({ app }) => `/v1.0/applications(appId='${app.appId}')/addKey`,
    inputs: ({ app }) => ({ "application-object-id": app.application.id, "app-id": app.appId }),
  },
  {
    name: "service principal by object id",
    path: ({ app }) => `/v1.0/servicePrincipals/${app.servicePrincipal.id}/addKey`,
    inputs: (world) => ({
      ...principal(world),
      "service-principal-object-id": world.app.servicePrincipal.id,
    }),
  },
  {
    name: "service principal by app id",
    path: ({ app }) => `/v1.0/servicePrincipals(appId='${app.appId}')/addKey`,
    inputs: (world) => ({ ...principal(world), "service-principal-app-id": world.app.appId }),
  },
  {
    name: "service principal by both",
    path: ({ app }) => `/v1.0/servicePrincipals(appId='${app.appId}')/addKey`,
    inputs: (world) => ({
      ...principal(world),
      "service-principal-object-id": world.app.servicePrincipal.id,
      "service-principal-app-id": world.app.appId,
    }),
  },
];

function principal(world: Scene): Inputs {
  return { "application-object-id": "", "proof-certificate": combinedPem(world.principalCertificate) };
}

describe("add-key", () => {
  describe.each(TARGETS)("to $name", ({ path, inputs }) => {
    it("adds the public certificate, with a proof by the object's own", async () => {
      const world = scene();
      const run = await perform(world, "add-key", { inputs: inputs(world) });
      expect(run.errors).toEqual([]);
      expect(writes(world).map((entry) => entry.path)).toEqual([path(world)]);
      const isPrincipal = path(world).includes("servicePrincipals");
      const object = isPrincipal ? world.servicePrincipal() : world.application();
      const added = object.keyCredentials.at(-1)!;
      expect(added).toMatchObject({
        type: "AsymmetricX509Cert",
        usage: "Verify",
        thumbprint: world.newCertificate.thumbprint,
        displayName: "graph-keyroll contoso/rotation run 4711",
      });
      expect(object.keyCredentials).toHaveLength(2);
      expect(run.outputs).toMatchObject({
        "key-id": added.keyId,
        thumbprint: world.newCertificate.thumbprint,
        "expires-on": "2036-01-01T00:00:00Z",
        changed: "true",
        kid: "",
      });
      expect(writes(world)[0]!.notes["proof"]).toMatchObject({
        aud: "00000002-0000-0000-c000-000000000000",
        iss: object.id,
      });
    });

    it("sends a PFX with its password as X509CertAndPassword", async () => {
      const world = scene();
      const file = pfx(world.newCertificate, { password: PASSWORD });
      const run = await perform(world, "add-key", {
        inputs: {
          ...inputs(world),
          "key-credential-type": "x509certandpassword",
          certificate: file.toString("base64"),
          "certificate-password": PASSWORD,
          "display-name": "own name",
        },
      });
      expect(run.errors).toEqual([]);
      const object = path(world).includes("servicePrincipals")
        ? world.servicePrincipal()
        : world.application();
      expect(object.keyCredentials.at(-1)).toMatchObject({
        type: "X509CertAndPassword",
        usage: "Sign",
        displayName: "own name",
        thumbprint: world.newCertificate.thumbprint,
      });
      expect(expectMaskedBeforeUse(run)).toBeGreaterThan(3);
    });
  });

  it("needs no permission where an application rolls its own key by object id", async () => {
    const world = scene({ roles: [] });
    const run = await perform(world, "add-key", {
      signIn: "certificate-pem",
      inputs: { "proof-certificate": "" },
    });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["addKey"]);
  });

  it("sends only the public part of whatever holds the private key too", async () => {
    const world = scene();
    for (const [form, given] of Object.entries({
      PEM: { certificate: combinedPem(certificate("new")) },
      PFX: {
        certificate: pfx(certificate("other"), { password: PASSWORD }).toString("base64"),
        "certificate-password": PASSWORD,
      },
    })) {
      const run = await perform(world, "add-key", { inputs: given });
      expect([form, run.errors]).toEqual([form, []]);
      const body = JSON.parse(writes(world).at(-1)!.body) as { keyCredential: { key: string } };
      const sent = Buffer.from(body.keyCredential.key, "base64");
      expect(sent.equals(certificate(form === "PEM" ? "new" : "other").der)).toBe(true);
      expect(writes(world).at(-1)!.body).toContain('"passwordCredential":null');
    }
  });

  it("uses the issuer that proof-issuer names", async () => {
    const world = scene({ behaviour: { clientIdAsProofIssuer: true } });
    const run = await perform(world, "add-key", { inputs: { "proof-issuer": world.app.appId } });
    expect(run.errors).toEqual([]);
    expect(writes(world)[0]!.notes["proof"]).toMatchObject({ iss: world.app.appId });
  });

  it("chooses the certificate that matches the key out of several", async () => {
    const world = scene();
    const stranger = certificate("stranger");
    const run = await perform(world, "add-key", {
      inputs: {
        "proof-certificate": stranger.certificatePem + combinedPem(world.appCertificate),
        certificate: stranger.certificatePem + combinedPem(world.newCertificate),
      },
    });
    expect(run.errors).toEqual([]);
    expect(run.outputs["thumbprint"]).toBe(world.newCertificate.thumbprint);
  });

  it("says in a dry run that the proof's certificate is not on the object, or the new one is already", async () => {
    const world = scene();
    addCertificate(world.tenant, world.app.application.id, world.newCertificate);
    const run = await perform(world, "add-key", {
      inputs: { "dry-run": "true", "proof-certificate": combinedPem(certificate("stranger")) },
    });
    expect(run.errors).toEqual([]);
    expect(run.warnings.join("\n")).toMatch(/is not on application/);
    expect(run.warnings.join("\n")).toMatch(/is on application .* already/);
    expect(writes(world)).toEqual([]);
  });

  it("goes on with a dry run where it may not read", async () => {
    const world = scene({ roles: [] });
    const run = await perform(world, "add-key", { inputs: { "dry-run": "true" } });
    expect(run.errors).toEqual([]);
    expect(run.notices.join()).toContain("may not read");
  });
});

describe("create-key-set", () => {
  it.each(["generate-key", "upload-secret"])(
    "%s makes the key set where it is missing",
    async (operation) => {
      const world = scene();
      const run = await perform(world, operation, {
        inputs: { "key-set-id": "NewSet", "create-key-set": "true" },
      });
      expect(run.errors).toEqual([]);
      expect(effects(world)[0]).toBe("createKeySet");
      expect(world.keys("B2C_1A_NewSet")).toHaveLength(1);
      expect(run.outputs["key-set-id"]).toBe("B2C_1A_NewSet");
      expect(JSON.parse(writes(world)[0]!.body)).toEqual({ id: "NewSet" });
    },
  );

  it("uses the one that exists", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "create-key-set": "true" } });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["generateKey"]);
  });

  it("takes `exists already` for an answer", async () => {
    const world = scene();
    world.tenant.faults.add({
      method: "GET",
      path: `*/keySets/${KEY_SET}`,
      fault: { kind: "status", status: 404 },
    });
    const run = await perform(world, "generate-key", { inputs: { "create-key-set": "true" } });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["generateKey"]);
  });

  it("waits while replicas do not know the new set yet", async () => {
    const world = scene();
    world.tenant.directory.lag.writes = { ms: 15_000 };
    const run = await perform(world, "generate-key", {
      inputs: { "key-set-id": "Fresh", "create-key-set": "true" },
    });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["createKeySet", "generateKey"]);
  });

  it("does not wait for a set that nobody made", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "key-set-id": "Missing" } });
    expect(run.error).toMatchObject({ code: "not-found" });
    expect(run.error.message).toContain("create-key-set: true");
    expect(run.clock.sleeps).toEqual([]);
  });

  it("passes on any other refusal of the creation", async () => {
    const world = scene();
    world.tenant.faults.add({
      method: "POST",
      path: "/beta/trustFramework/keySets",
      count: "always",
      fault: { kind: "status", status: 403, code: "Authorization_RequestDenied", message: "no" },
    });
    const run = await perform(world, "generate-key", {
      inputs: { "key-set-id": "New", "create-key-set": "true" },
    });
    expect(run.error).toMatchObject({ code: "request-refused" });
    expect(run.error.message).toContain("TrustFrameworkKeySet.ReadWrite.All");
    expect(effects(world)).toEqual([]);
  });

  it("refuses to mix types before it writes", async () => {
    const world = scene();
    const run = await perform(world, "upload-secret", {
      inputs: { "key-set-id": KEY_SET, "create-key-set": "true" },
    });
    expect(run.error.message).toContain("key-set-id");
    expect(writes(world)).toEqual([]);
  });

  it("plans the creation in a dry run, and misses the set without it", async () => {
    const world = scene();
    const planned = await perform(world, "generate-key", {
      inputs: { "key-set-id": "New", "create-key-set": "true", "dry-run": "true" },
    });
    expect(JSON.parse(planned.outputs["result"]!)).toMatchObject({ planned: [{ body: { id: "New" } }, {}] });
    const missing = await perform(world, "generate-key", {
      inputs: { "key-set-id": "New", "dry-run": "true" },
    });
    expect(missing.error.code).toBe("not-found");
    expect(writes(world)).toEqual([]);
  });
});

describe("answers as they come", () => {
  it.each(["bare", "value", "whole"] as const)("addKey answers with %s", async (addKeyAnswer) => {
    for (const customKeyIdentifierStyle of ["hex", "base64"] as const) {
      const world = scene({ behaviour: { addKeyAnswer, customKeyIdentifierStyle, keepDisplayName: false } });
      const run = await perform(world, "add-key");
      expect(run.errors).toEqual([]);
      expect(run.outputs["key-id"]).toBe(world.application().keyCredentials.at(-1)!.keyId);
    }
  });

  it("leaves key-id empty, with a notice, where the service does not say it and the caller may not look", async () => {
    const world = scene({ roles: [], behaviour: { addKeyAnswer: "bare" } });
    const run = await perform(world, "add-key");
    expect(run.errors).toEqual([]);
    expect(run.outputs).toMatchObject({
      "key-id": "",
      changed: "true",
      thumbprint: world.newCertificate.thumbprint,
    });
    expect(run.notices.join()).toContain("key-id is empty");
  });

  it.each([
    ["number", "upper"],
    ["string", "lower"],
  ] as const)("nbf and exp as %s, kty in %s case", async (epochStyle, ktyStyle) => {
    const world = scene({ behaviour: { epochStyle, ktyStyle } });
    for (const [operation, type] of [
      ["generate-key", "RSA"],
      ["upload-secret", "oct"],
    ] as const) {
      const run = await perform(world, operation);
      expect(run.errors).toEqual([]);
      expect(run.outputs).toMatchObject({ "key-type": type, "expires-on": "2026-08-30T12:00:00Z" });
    }
  });

  it("a key set's other keys stay as they are", async () => {
    const world = scene();
    addKeySet(world.tenant, "B2C_1A_Two", [{ kty: "RSA" }, { kty: "RSA" }]);
    const before = world.keys("B2C_1A_Two");
    await perform(world, "generate-key", { inputs: { "key-set-id": "Two" } });
    expect(world.keys("B2C_1A_Two").slice(0, 2)).toEqual(before);
  });

  it("another registration stays as it is", async () => {
    const world = scene();
    const other = addRegistration(world.tenant);
    await perform(world, "add-key");
    expect(world.tenant.directory.current.objects.get(other.application.id)!.keyCredentials).toEqual([]);
  });
});
