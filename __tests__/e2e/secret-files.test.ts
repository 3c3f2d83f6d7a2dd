import { existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPassword as seedPassword } from "../../emulator/sample.ts";
import { canariesOfText, expectNoLeak } from "../support/canary.ts";
import { runnerTemp } from "../support/credential-calls.ts";
import { runAction } from "../support/run-action.ts";
import { SECRET_SET, startWorld, type RunningWorld } from "../support/world.ts";

describe("the built action", () => {
  let directory: RunningWorld;
  let customers: RunningWorld;

  beforeAll(async () => {
    directory = await startWorld();
    customers = await startWorld();
  });

  afterAll(async () => {
    await directory.stop();
    await customers.stop();
  });

  it("carries a fresh client secret from one tenant into a policy key of another", async () => {
    const temp = runnerTemp();
    const made = await runAction({
      inputs: {
        operation: "add-password",
        ...directory.endpoints,
        ...(await directory.signIn("client-secret")),
        "app-id": directory.app.appId,
        "secret-output-file": join(temp, "new-secret"),
      },
      env: directory.env,
      tempDirectory: temp,
    });
    expect([made.exitCode, made.stderr]).toEqual([0, ""]);
    const { secretText } = directory.application().passwordCredentials.at(-1)!;
    expect(readFileSync(join(temp, "new-secret"), "utf8")).toBe(secretText);
    expect(statSync(join(temp, "new-secret")).mode & 0o777).toBe(0o600);

    const uploaded = await runAction({
      inputs: {
        operation: "upload-secret",
        ...customers.endpoints,
        ...(await customers.signIn("client-secret")),
        "key-set-id": SECRET_SET,
        "key-use": "sig",
        "secret-file": "new-secret",
      },
      env: customers.env,
      tempDirectory: temp,
    });
    expect([uploaded.exitCode, uploaded.stderr]).toEqual([0, ""]);
    expect(customers.keys(SECRET_SET).map(({ secret }) => secret)).toEqual([secretText]);
    expect(existsSync(join(temp, "new-secret"))).toBe(false);

    const canaries = canariesOfText("the new secret", secretText);
    expect(expectNoLeak(made, directory.tenant.log, canaries)).toBeGreaterThan(10);
    expect(expectNoLeak(uploaded, customers.tenant.log, canaries)).toBeGreaterThan(10);
  });

  it("writes no secret through a link, and asks for none", async () => {
    const temp = runnerTemp();
    symlinkSync(join(runnerTemp(), "stolen"), join(temp, "new-secret"));
    const before = directory.application().passwordCredentials.length;
    const run = await runAction({
      inputs: {
        operation: "add-password",
        ...directory.endpoints,
        ...(await directory.signIn("client-secret")),
        "app-id": directory.app.appId,
        "secret-output-file": join(temp, "new-secret"),
      },
      env: directory.env,
      tempDirectory: temp,
    });
    expect(run.exitCode).toBe(1);
    expect(
      run.commands.filter(({ name }) => name === "error").map(({ properties }) => properties["title"]),
    ).toEqual(["secret-file-unusable"]);
    expect(directory.application().passwordCredentials).toHaveLength(before);
  });

  it("removes a client secret", async () => {
    const { keyId } = seedPassword(directory.tenant, directory.app.application.id);
    const run = await runAction({
      inputs: {
        operation: "remove-password",
        ...directory.endpoints,
        ...(await directory.signIn("client-secret")),
        "app-id": directory.app.appId,
        "key-id": keyId,
      },
      env: directory.env,
    });
    expect([run.exitCode, run.outputs["changed"], run.outputs["key-id"]]).toEqual([0, "true", keyId]);
  });
});
