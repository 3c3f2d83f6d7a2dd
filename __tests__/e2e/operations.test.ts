import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { combinedPem, pfx } from "../../emulator/keyFiles.ts";
import { canariesOfBytes, expectNoLeak } from "../support/canary.ts";
import { canariesOf, step } from "../support/e2e.ts";
import {
  KEY_SET,
  OPERATIONS,
  PASSWORD,
  SECRET_SET,
  SIGN_INS,
  startWorld,
  type RunningWorld,
} from "../support/world.ts";

let world: RunningWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.stop();
});

describe.each(OPERATIONS)("%s", (operation) => {
  it.each(SIGN_INS)("signs in by %s, writes, reports, and leaks nothing", async (signIn) => {
    const run = await step(world, operation, { signIn });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.commands.filter(({ name }) => name === "error" || name === "warning")).toEqual([]);
    expect(run.outputs).toMatchObject({
      changed: "true",
      "key-id": expect.stringMatching(/^[\w-]{36,}$/) as string,
    });
    expect(JSON.parse(run.outputs["result"]!)).toMatchObject({ operation, changed: true });
    expect(run.summary).toContain(`### ${operation}`);
    expect(run.lines.length).toBeGreaterThan(1);
    // The token and the write, and GitHub's OIDC token where that signs in: nobody else is phoned.
    expect(run.log.map(({ method, path }) => `${method} ${path.replace(/^.*\//, "")}`)).toEqual([
      ...(signIn === "oidc" ? ["GET 1"] : []),
      ...(signIn === "access-token" ? [] : ["POST token"]),
      `POST ${{ "generate-key": "generateKey", "upload-secret": "uploadSecret", "add-key": "addKey" }[operation]}`,
    ]);
    expect(run.log.every(({ host }) => world.origin.endsWith(host))).toBe(true);
    expect(expectNoLeak(run, run.log, canariesOf(world))).toBeGreaterThan(100);
    expect([run.state, run.environmentFile]).toEqual(["", ""]);
  });

  it("leaks nothing with debug logging, nor in a dry run, nor where it fails", async () => {
    const env = { ACTIONS_STEP_DEBUG: "true", RUNNER_DEBUG: "1" };
    const debug = await step(world, operation, { signIn: "certificate-encrypted-pem", env });
    expect(debug.exitCode).toBe(0);
    const dry = await step(world, operation, {
      signIn: "certificate-pfx",
      inputs: { "dry-run": "true" },
      env,
    });
    expect(dry.outputs["changed"]).toBe("false");
    expect(dry.summary).toContain("Nothing was written");
    world.tenant.faults.add({
      method: "POST",
      path: "/*/*/*",
      nth: 2,
      count: "always",
      fault: { kind: "status", status: 400, code: "Request_BadRequest", message: "bad" },
    });
    const failed = await step(world, operation, { signIn: "certificate-pem", env });
    world.tenant.faults.clear();
    expect(failed.exitCode).toBe(1);
    expect(failed.error.code).toBe("request-refused");
    expect(failed.outputs).toEqual({});
    for (const run of [debug, dry, failed]) {
      expectNoLeak(run, run.log, canariesOf(world));
      expect([run.state, run.environmentFile, run.stderr]).toEqual(["", "", ""]);
    }
  });
});

describe("outputs and summary", () => {
  it("of generate-key", async () => {
    const run = await step(world, "generate-key", {
      inputs: { "not-before": "2027-01-01", "expires-on": "2027-06-30T12:00:00Z" },
    });
    const key = world.keys(KEY_SET).at(-1)!;
    expect(run.outputs).toMatchObject({
      kid: key.kid,
      "key-id": key.kid,
      "key-set-id": KEY_SET,
      "key-type": "RSA",
      "key-use": "sig",
      "not-before": "2027-01-01T00:00:00Z",
      "expires-on": "2027-06-30T12:00:00Z",
      thumbprint: "",
    });
    expect(run.summary).toContain(key.kid);
    expect(run.summary).toContain("2027-06-30T12:00:00Z");
  });

  it("of upload-secret, whose secret arrives byte for byte", async () => {
    const secret = "  first line\r\n\tsecond: \u{1F511} %0A ::error:: ##[x]\n";
    const run = await step(world, "upload-secret", { inputs: { secret } });
    expect(run.exitCode).toBe(0);
    expect(world.keys(SECRET_SET).at(-1)!.secret).toBe(secret.slice(0, -1));
    expect(run.outputs).toMatchObject({ "key-type": "oct", "key-set-id": SECRET_SET });
  });

  it.each([
    ["application", "app-id"],
    ["service principal", "service-principal-app-id"],
  ])("of add-key to the %s by app id, with a PFX and its password", async (kind, input) => {
    const file = pfx(world.newCertificate, { password: PASSWORD });
    const run = await step(world, "add-key", {
      inputs: {
        "application-object-id": "",
        [input]: world.app.appId,
        ...(kind === "application" ? {} : { "proof-certificate": combinedPem(world.principalCertificate) }),
        "key-credential-type": "X509CertAndPassword",
        certificate: file.toString("base64"),
        "certificate-password": PASSWORD,
      },
    });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    const object = kind === "application" ? world.application() : world.servicePrincipal();
    expect(object.keyCredentials.at(-1)).toMatchObject({ usage: "Sign", keyId: run.outputs["key-id"] });
    expect(run.outputs["thumbprint"]).toBe(world.newCertificate.thumbprint);
    expectNoLeak(run, run.log, [
      ...canariesOf(world),
      ...canariesOfBytes("PFX", file, [world.newCertificate.thumbprint]),
    ]);
  });
});
