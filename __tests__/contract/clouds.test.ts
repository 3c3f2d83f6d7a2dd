// One whole run in every cloud: where the secrets go, and which audience is asked for.

import { describe, expect, test } from "vitest";
import { CLOUDS as HOSTS, GLOBAL_CLOUD } from "../../emulator/hosts.ts";
import { CLOUDS } from "../../src/clouds.ts";
import { scene } from "../support/contract.ts";
import { runInProcess } from "../support/in-process.ts";

describe.each(CLOUDS)("$name", ({ name, authorityOrigin, graphOrigin, federatedAudience, hasKeySets }) => {
  const cloud =
    HOSTS.find(({ graphHosts }) => graphHosts.includes(new URL(graphOrigin).host)) ?? GLOBAL_CLOUD;
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
