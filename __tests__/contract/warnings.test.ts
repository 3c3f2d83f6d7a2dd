// What the runner gives to every step is nobody's mistake; what a user wrote in vain is said.

import { describe, expect, test } from "vitest";
import { scene } from "../support/contract.ts";
import { runInProcess } from "../support/in-process.ts";
import { KEY_SET, type Inputs } from "../support/world.ts";
import { PLAIN_STEPS } from "./plain-steps.ts";

test.each(PLAIN_STEPS)("$step: a correct step prints no warning", async ({ prepare }) => {
  const run = await (await prepare()).run();
  expect([run.errors, run.warnings]).toEqual([[], []]);
});

describe("an input that is not used", () => {
  async function warnings(inputs: Inputs, env: Record<string, string> = {}): Promise<readonly string[]> {
    const world = scene();
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: { ...(await world.signIn("oidc")), "key-set-id": KEY_SET, ...inputs },
      env,
    });
    expect(run.errors).toEqual([]);
    return run.warnings;
  }
  const ofGetActiveKey = { operation: "get-active-key" };

  test.each<[name: string, value: string]>([
    ["report-scope", "all"],
    ["github-api-url", "https://github.example.com/api/v3"],
    ["display-name", "x"],
  ])("%s: %s is named", async (name, value) => {
    expect(await warnings({ ...ofGetActiveKey, [name]: value })).toEqual([
      `${name}: is not used by get-active-key, and was ignored.`,
    ]);
  });

  test.each<[name: string, value: string]>([
    ["report-scope", "target"],
    ["github-api-url", "https://api.github.com"],
  ])("%s: %s is what it would be anyway", async (name, value) => {
    expect(await warnings({ ...ofGetActiveKey, [name]: value })).toEqual([]);
  });

  test("the default follows the server on which the job runs", async () => {
    const env = { GITHUB_API_URL: "https://github.example.com/api/v3" };
    expect(await warnings(ofGetActiveKey, env)).toEqual([]);
    expect(await warnings({ ...ofGetActiveKey, "github-api-url": "https://api.github.com" }, env)).toEqual([
      "github-api-url: is not used by get-active-key, and was ignored.",
    ]);
  });

  test("is a finding of `check`, and the runner's defaults are none", async () => {
    const checked = {
      operation: "check",
      "check-operation": "generate-key",
      "key-type": "RSA",
      "key-use": "sig",
    };
    const world = scene();
    const run = async (inputs: Inputs): Promise<string> => {
      const all = { ...(await world.signIn("oidc")), "key-set-id": KEY_SET, ...checked, ...inputs };
      return (await runInProcess({ tenant: world.tenant, clock: world.clock, inputs: all })).summary;
    };
    expect(await run({})).not.toContain("Not used by it");
    expect(await run({ "report-scope": "all" })).toContain("Not used by it: report-scope.");
  });
});
