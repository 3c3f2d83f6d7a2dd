// One whole run in every cloud: where the secrets go, and which audience is asked for.

import { describe, expect, test } from "vitest";
import { CLOUDS as HOSTS, GLOBAL_CLOUD } from "../../emulator/hosts.ts";
import { CLOUDS } from "../../src/clouds.ts";
import { scene } from "../support/contract.ts";
import { loadOperation, OPERATION_NAMES, type OperationName } from "../../src/operations/registry.ts";
import { runInProcess } from "../support/in-process.ts";

const cloudAt = (graphOrigin: string): typeof GLOBAL_CLOUD =>
  HOSTS.find(({ graphHosts }) => graphHosts.includes(new URL(graphOrigin).host)) ?? GLOBAL_CLOUD;
const cloudOf = (wanted: string): typeof GLOBAL_CLOUD =>
  cloudAt(CLOUDS.find(({ name }) => name === wanted)!.graphOrigin);

describe.each(CLOUDS)("$name", ({ name, authorityOrigin, graphOrigin, federatedAudience, hasKeySets }) => {
  const cloud = cloudAt(graphOrigin);
  const audience = federatedAudience ?? "api://Agreed";

  test("signs in with OIDC and reads, at its own hosts only", async () => {
    const world = scene({ cloud, audience });
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: {
        ...(await world.signIn("oidc")),
        cloud: name,
        ...(federatedAudience === undefined ? { audience } : {}),
        operation: "report",
        "report-scope": "all",
      },
    });
    expect(run.errors).toEqual([]);
    const [oidc, token, ...graph] = run.requests;
    expect(oidc?.url.searchParams.get("audience")).toBe(audience);
    expect(token?.url.origin).toBe(authorityOrigin);
    expect(new Set(graph.map(({ url }) => url.origin))).toEqual(new Set([graphOrigin]));
    expect(graph.some(({ url }) => url.pathname.endsWith("/keySets"))).toBe(hasKeySets);
  });

  test("key sets are written, or refused before anything is sent", async () => {
    const world = scene({ cloud, audience });
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: {
        ...(await world.signIn("client-secret")),
        cloud: name,
        operation: "generate-key",
        "key-set-id": "TokenSigningKeyContainer",
        "key-type": "RSA",
        "key-use": "sig",
      },
    });
    if (hasKeySets) expect(run.outputs["changed"]).toBe("true");
    else {
      expect(run.error.what).toContain(name);
      expect(run.requests).toEqual([]);
    }
  });
});

/** Whatever can be pointed at a key set, and would ask a cloud that has none. */
async function operationsOnKeySets(): Promise<readonly OperationName[]> {
  const all = await Promise.all(OPERATION_NAMES.map((name) => loadOperation(name)));
  return OPERATION_NAMES.filter((name, at) => name !== "check" && all[at]?.inputs.includes("key-set-id"));
}

describe("in a cloud without key sets", async () => {
  test.each(await operationsOnKeySets())("%s is refused before anything is sent", async (operation) => {
    const world = scene();
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: {
        ...(await world.signIn("client-secret")),
        cloud: "bleu",
        operation,
        "key-set-id": "TokenSigningKeyContainer",
      },
    });
    expect(run.error.code).toBe("input-invalid");
    expect(run.error.what).toMatch(/^cloud: bleu has no trust framework key sets/);
    expect(run.requests).toEqual([]);
  });

  test("check says so of a rotation, as its inputs' finding", async () => {
    const world = scene({ cloud: cloudOf("bleu") });
    const run = await runInProcess({
      tenant: world.tenant,
      clock: world.clock,
      inputs: {
        ...(await world.signIn("client-secret")),
        cloud: "bleu",
        operation: "check",
        "check-operation": "rotate",
        "key-set-id": "TokenSigningKeyContainer",
        "key-type": "RSA",
        "key-use": "sig",
      },
    });
    expect(run.error.message).toMatch(/bleu has no trust framework key sets/);
    expect(run.requests.filter(({ url }) => url.pathname.includes("keySets"))).toEqual([]);
  });
});

test("where no audience is documented, it is asked for by name", async () => {
  const world = scene();
  const run = await runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: { ...(await world.signIn("oidc")), cloud: "govsg", operation: "report", "report-scope": "all" },
  });
  expect(run.error.code).toBe("input-missing");
  expect(run.error.what).toContain("audience");
  expect(run.requests).toEqual([]);
});
