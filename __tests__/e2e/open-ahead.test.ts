import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { issueAccessToken } from "../../emulator/entra/accessToken.ts";
import { rotationStage, sane } from "../hostile/hosts.ts";
import {
  hostileCertificate,
  startHostileService,
  type GoodAnswer,
  type HostileServer,
  type Service,
} from "../hostile/server.ts";
import { ENVIRONMENT } from "../rotation/scene.ts";
import { runAction, type ActionRun } from "../support/run-action.ts";
import { KEY_SET, makeWorld, type Inputs } from "../support/world.ts";

/**
 * On a network with a way of its own, each connection costs two round trips before its first
 * request. Here nothing is timed: the token endpoint does not answer before the connection that
 * the token is for has been opened. A run that opens one after the other would wait for ever.
 */
const CERTIFICATE = hostileCertificate();
const stops: (() => Promise<void>)[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keyroll-ahead-"));
  writeFileSync(join(folder, "ca.pem"), CERTIFICATE.caPem);
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function host(service: Service): Promise<HostileServer> {
  const server = await startHostileService({ certificate: CERTIFICATE, fault: { name: "none" }, service });
  stops.push(() => server.stop());
  return server;
}

function act(inputs: Inputs, env: Inputs = {}): Promise<ActionRun> {
  return runAction({ inputs, env: { NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"), ...env } });
}

function reply(status: number, body: object): GoodAnswer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function opened(server: HostileServer): Promise<void> {
  await vi.waitUntil(() => server.met.secured > 0, { timeout: 25_000 });
}

const GENERATE = { operation: "generate-key", "key-set-id": KEY_SET, "key-type": "RSA", "key-use": "sig" };

it("Graph's connection is opened while the token is asked for, and the write goes over it", async () => {
  const world = makeWorld();
  const graph = await host(sane(world.tenant));
  const login = await host(async () => {
    await opened(graph);
    const token = await issueAccessToken(world.tenant, world.servicePrincipal(), graph.origin);
    return reply(200, { token_type: "Bearer", expires_in: 3_599, access_token: token });
  });
  const run = await act({
    ...GENERATE,
    ...(await world.signIn("client-secret")),
    "authority-url": login.origin,
    "graph-url": graph.origin,
  });
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(graph.requests.map(({ method }) => method)).toEqual(["POST"]);
  expect(graph.met.connections).toBe(1);
});

it("a connection that is not used is closed, and does not keep the run", async () => {
  const world = makeWorld();
  const graph = await host(sane(world.tenant));
  const login = await host(async () => {
    await opened(graph);
    return reply(401, { error: "invalid_client", error_description: "AADSTS7000215: no" });
  });
  const run = await act({
    ...GENERATE,
    ...(await world.signIn("client-secret")),
    "authority-url": login.origin,
    "graph-url": graph.origin,
  });
  expect([run.exitCode, run.stderr]).toEqual([1, ""]);
  expect([graph.met.connections, graph.met.open, graph.requests]).toEqual([1, 0, []]);
});

it("a sink's connection is opened then too", async () => {
  const stage = rotationStage(ENVIRONMENT)();
  const github = await host(sane(stage.tenant));
  const answer = sane(stage.tenant);
  const login = await host(async (request) => {
    if (request.target.endsWith("/token")) await opened(github);
    return answer(request);
  });
  const run = await act(
    {
      ...stage.inputs,
      "dry-run": "true",
      "authority-url": login.origin,
      "graph-url": login.origin,
      "github-api-url": github.origin,
    },
    stage.env,
  );
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(github.requests.length).toBeGreaterThan(0);
  expect(github.met.connections).toBe(1);
});
