// The hosts that a run speaks to, each of which may be the hostile one; the others are the embedded tenant.

import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { handle } from "../../emulator/handle.ts";
import { isDrop } from "../../emulator/message.ts";
import { startServer, type RunningServer } from "../../emulator/server.ts";
import { issueAccessToken } from "../../emulator/entra/accessToken.ts";
import type { Registration } from "../../emulator/sample.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import { canariesOfKey, canariesOfText, expectNoLeak } from "../support/canary.ts";
import { runAction, type ActionRun } from "../support/run-action.ts";
import { KEY_SET, makeWorld, type Inputs, type World } from "../support/world.ts";
import {
  GITHUB_TOKEN,
  rotationScene,
  held,
  ENVIRONMENT,
  VAULT,
  DAY_MS,
  type RotationScene,
} from "../rotation/scene.ts";
import { PROXY_FAULTS, SERVICE_FAULTS, WRITE_FAULTS } from "./faults.ts";
import {
  hostileCertificate,
  startHostileProxy,
  startHostileService,
  type Fault,
  type HostileRequest,
  type HostileServer,
  type Service,
} from "./server.ts";

const TIMEOUTS = [3, 15] as const;
/** New keys are proved for some seconds before anything is delivered. */
const DELIVERY_TIMEOUTS = [15, 40] as const;
/** For the start of a process on a busy machine, and the grace of a write. */
const MARGIN_SECONDS = 20;
/** What a run may take at most, whatever it is answered (kilobytes). */
export const MOST_MEMORY_KB = 256 * 1024;

const CERTIFICATE = hostileCertificate();

export interface Case {
  readonly run: ActionRun;
  /** Whether the fault took place: a case without it shows nothing. */
  readonly faults: number;
  readonly milliseconds: number;
  /** The peak of the process's memory, where the system tells it. */
  readonly memoryKb: number | undefined;
  readonly requests: readonly HostileRequest[];
}

export interface Host {
  readonly name: string;
  readonly faults: readonly Fault[];
  /** The time that a step gets: short, because many cases last as long; then again, for a busy machine. */
  readonly timeouts: readonly [number, number];
  /** One step whose requests meet the fault. */
  readonly attack: (fault: Fault, timeoutSeconds: number) => Promise<Case>;
}

interface Stage {
  readonly tenant: Tenant;
  /** Who signs in. */
  readonly app: Registration;
  readonly inputs: Inputs;
  readonly env?: Inputs;
  /** Beside what the log of the tenant shows. */
  readonly secrets: ReturnType<typeof canariesOfText>;
}

/** The environment's name, or the inputs, that lead to the hostile host. */
type Lead = (origin: string, stage: Stage) => Led | Promise<Led>;
interface Led {
  readonly inputs?: Inputs;
  readonly env?: Inputs;
}

function service(
  name: string,
  make: () => Stage,
  lead: Lead,
  hits?: (request: HostileRequest) => boolean,
): Host {
  return {
    name,
    faults: SERVICE_FAULTS,
    timeouts: TIMEOUTS,
    attack: (fault, timeoutSeconds) =>
      staged(make(), async (stage, server) => {
        const hostile = await startHostileService({
          certificate: CERTIFICATE,
          fault,
          service: sane(stage.tenant),
          ...(hits === undefined ? {} : { hits }),
        });
        return measured(stage, server, hostile, await lead(hostile.origin, stage), timeoutSeconds);
      }),
  };
}

function proxy(name: string, make: () => Stage): Host {
  return {
    name,
    faults: PROXY_FAULTS,
    timeouts: TIMEOUTS,
    attack: (fault, timeoutSeconds) =>
      staged(make(), async (stage, server) => {
        const hostile = await startHostileProxy({ fault, port: server.port });
        // The real names: loopback is never proxied.
        const inputs = { "authority-url": "", "graph-url": "" };
        const HTTPS_PROXY = `http://user:${PROXY_PASSWORD}@127.0.0.1:${String(hostile.port)}`;
        return measured(stage, server, hostile, { inputs, env: { HTTPS_PROXY } }, timeoutSeconds);
      }),
  };
}

const PROXY_PASSWORD = "proxy-password-of-the-hostile-suite";

async function staged(
  stage: Stage,
  attack: (stage: Stage, server: RunningServer) => Promise<Case>,
): Promise<Case> {
  const server = await startServer(stage.tenant, { certificate: CERTIFICATE });
  try {
    return await attack(stage, server);
  } finally {
    await server.stop();
  }
}

async function measured(
  stage: Stage,
  server: RunningServer,
  hostile: HostileServer,
  led: Led,
  timeoutSeconds: number,
): Promise<Case> {
  const folder = mkdtempSync(join(tmpdir(), "keyroll-hostile-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, CERTIFICATE.caPem);
  let memoryKb: number | undefined;
  let timers: NodeJS.Timeout[] = [];
  const startedAt = performance.now();
  try {
    const run = await runAction({
      inputs: without({
        "authority-url": server.origin,
        "graph-url": server.origin,
        timeout: `${String(timeoutSeconds)}s`,
        ...stage.inputs,
        ...led.inputs,
      }),
      env: { NODE_EXTRA_CA_CERTS: caFile, ...stage.env, ...led.env },
      onStart: (child) => {
        timers = [
          setInterval(() => (memoryKb = peakOf(child.pid) ?? memoryKb), 25),
          // Only a run that hangs meets it.
          setTimeout(() => child.kill("SIGKILL"), (timeoutSeconds + MARGIN_SECONDS) * 1000),
        ];
      },
    });
    const milliseconds = performance.now() - startedAt;
    expectNoLeak(run, stage.tenant.log, stage.secrets);
    return { run, faults: hostile.met.faults, milliseconds, memoryKb, requests: hostile.requests };
  } finally {
    for (const timer of timers) clearInterval(timer);
    await hostile.stop();
    rmSync(folder, { recursive: true });
  }
}

function without(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ""));
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    // Another system, or the process has ended.
    return undefined;
  }
}

/** The tenant's own handlers, for the requests that are not hit and the answers that are changed. */
export function sane(tenant: Tenant): Service {
  return async ({ method, target, headers, body }) => {
    const url = `https://${headers["host"] ?? "127.0.0.1"}${target}`;
    const outcome = await handle(tenant, { method, url, headers, body });
    if (isDrop(outcome)) throw new Error("the tenant has no faults of its own here");
    return outcome;
  };
}

function worldStage(inputs: (world: World) => Inputs, env?: (world: World) => Inputs): () => Stage {
  return () => {
    const world = makeWorld();
    return {
      tenant: world.tenant,
      app: world.app,
      inputs: {
        "tenant-id": world.tenant.id,
        "client-id": world.app.appId,
        "client-secret": world.clientSecret,
        ...inputs(world),
      },
      ...(env === undefined ? {} : { env: env(world) }),
      secrets: [
        ...canariesOfText("client secret", world.clientSecret),
        ...canariesOfText("proxy password", PROXY_PASSWORD),
      ],
    };
  };
}

const generate = worldStage(() => ({
  operation: "generate-key",
  "key-set-id": KEY_SET,
  "key-type": "RSA",
  "key-use": "sig",
}));

type SinkOfSuite = typeof ENVIRONMENT | typeof VAULT;

/** A rotation that is due: it looks at the sink first. */
export function rotationStage(sink: SinkOfSuite): () => Stage {
  return () => {
    const { at, today } = now();
    const period = { notBefore: new Date(today - 120 * DAY_MS), notAfter: new Date(today + 40 * DAY_MS) };
    return stageOf(rotationScene({ at, period, sinks: [sink] }));
  };
}

/** Certificates of whole days: they are made once, and not while a case waits for its server. */
function now(): { at: number; today: number } {
  const at = Date.now();
  return { at, today: at - (at % DAY_MS) };
}

function stageOf(scene: RotationScene): Stage {
  const { tenant, clock, app, inputs } = scene;
  tenant.onRequest(() => clock.advance(Math.max(0, Date.now() - clock.now())));
  const text = held(scene);
  return {
    tenant,
    app,
    inputs: {
      ...inputs,
      "client-certificate": text,
      settle: "0s",
      // With one the run asks GitHub for its own start, and nothing here leads there.
      ...(inputs["deliver-to"] === VAULT ? { "github-token": "" } : {}),
    },
    env: { GITHUB_REPOSITORY: "contoso/billing" },
    secrets: [
      ...canariesOfText("github token", GITHUB_TOKEN),
      ...canariesOfKey("current key", { privateKey: createPrivateKey(text) }),
    ],
  };
}

/** With a ready token: the token endpoint knows no Graph of that name. */
const graph: Lead = async (origin, { tenant, app }) => {
  const principal = tenant.directory.current.objects.get(app.servicePrincipal.id)!;
  const token = await issueAccessToken(tenant, principal, origin);
  const none = { "tenant-id": "", "client-id": "", "client-secret": "" };
  return { inputs: { "graph-url": origin, "access-token": token, ...none } };
};

/** The write itself: the whole rotation comes before it. */
function delivery(name: string, sink: SinkOfSuite, input: string): Host {
  const isWrite = ({ method }: HostileRequest): boolean => method === "PUT";
  const lead: Lead = (origin) => ({ inputs: { [input]: origin, "prove-timeout": "8s" } });
  const host = service(name, rotationStage(sink), lead, isWrite);
  return { ...host, faults: WRITE_FAULTS, timeouts: DELIVERY_TIMEOUTS };
}

export const HOSTS: readonly Host[] = [
  service("the token endpoint", generate, (origin) => ({ inputs: { "authority-url": origin } })),
  service("Graph, at a write", generate, graph),
  service(
    "Graph, at the reads of a key set",
    worldStage(() => ({ operation: "list-keys", "key-set-id": KEY_SET })),
    graph,
  ),
  service(
    "Graph, at the reads of a report",
    worldStage(() => ({ operation: "report", "report-scope": "applications" })),
    graph,
  ),
  service(
    "GitHub's OIDC endpoint",
    worldStage(
      () => ({
        operation: "generate-key",
        "key-set-id": KEY_SET,
        "key-type": "RSA",
        "key-use": "sig",
        "client-secret": "",
      }),
      (world) => ({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: world.tenant.github.job.requestToken }),
    ),
    (origin) => ({ env: { ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/actions/idtoken/1/1?api-version=2.0` } }),
  ),
  service("GitHub's API", rotationStage(ENVIRONMENT), (origin) => ({ inputs: { "github-api-url": origin } })),
  service("Key Vault", rotationStage(VAULT), (origin) => ({ inputs: { "key-vault-url": origin } })),
  delivery("GitHub's API, at a delivery", ENVIRONMENT, "github-api-url"),
  delivery("Key Vault, at a delivery", VAULT, "key-vault-url"),
  proxy("a proxy", generate),
];

/** The step, with a time in which it reaches the host. */
export async function attack(host: Host, fault: Fault): Promise<Case> {
  const [short, long] = host.timeouts;
  const done = await host.attack(fault, short);
  return done.faults > 0 ? done : host.attack(fault, long);
}

/** What every run owes its reader, however it was treated. */
export function expectOrder({ run, faults, memoryKb }: Case): void {
  expect(faults, "the fault did not take place").toBeGreaterThan(0);
  expect(run.signal, "it did not end by itself").toBeNull();
  const errors = run.commands.filter(({ name }) => name === "error");
  expect([run.exitCode, errors.length]).toEqual(run.exitCode === 0 ? [0, 0] : [1, 1]);
  expect(run.stderr).toBe("");
  const [error] = errors;
  expect(error?.properties["title"] ?? "").not.toBe("internal-error");
  expect(error?.message ?? "").not.toContain("undefined");
  for (const line of run.stdout.split(/\r\n|[\n\r\u2028]/)) {
    if (!line.startsWith("::add-mask::")) expect(line).not.toContain("##[");
    if (!line.startsWith("::")) expect(line.trimStart()).not.toMatch(/^::/);
  }
  expect([run.state, run.environmentFile]).toEqual(["", ""]);
  if (memoryKb !== undefined) expect(memoryKb, "peak of memory in KB").toBeLessThanOrEqual(MOST_MEMORY_KB);
}
