import { afterEach, describe, expect, it } from "vitest";
import { CLOUDS as EMULATED, GITHUB_RUNNER_HOST } from "../../emulator/hosts.ts";
import { startProxy, type ProxyOptions, type RunningProxy } from "../../emulator/proxy.ts";
import { canariesOfText, expectNoLeak } from "../support/canary.ts";
import { canariesOf, step } from "../support/e2e.ts";
import { startWorld, type RunningWorld, type WorldOptions } from "../support/world.ts";

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function worldOf(options: Omit<WorldOptions, "graphOrigin"> = {}): Promise<RunningWorld> {
  const world = await startWorld(options);
  stops.push(() => world.stop());
  return world;
}

async function proxyTo(world: RunningWorld, options: Omit<ProxyOptions, "port"> = {}): Promise<RunningProxy> {
  const proxy = await startProxy({ port: world.port, ...options });
  stops.push(() => proxy.stop());
  return proxy;
}

/** No overridden hosts: the real names, which the proxy leads to the emulator. */
const REAL_HOSTS = { "authority-url": "", "graph-url": "" };
const OIDC_ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: `https://${GITHUB_RUNNER_HOST}/1//idtoken/a/b?api-version=2.0`,
};

/** Written down by hand from Microsoft's pages: name, login host, Graph host, audience, the emulator's cloud. */
const CLOUDS = [
  ["global", "login.microsoftonline.com", "graph.microsoft.com", "api://AzureADTokenExchange", "global"],
  ["us-gov", "login.microsoftonline.us", "graph.microsoft.us", "api://AzureADTokenExchangeUSGov", "us-gov"],
  [
    "us-gov-dod",
    "login.microsoftonline.us",
    "dod-graph.microsoft.us",
    "api://AzureADTokenExchangeUSGov",
    "us-gov",
  ],
  [
    "china",
    "login.partner.microsoftonline.cn",
    "microsoftgraph.chinacloudapi.cn",
    "api://AzureADTokenExchangeChina",
    "china",
  ],
  ["bleu", "login.sovcloud-identity.fr", "graph.svc.sovcloud.fr", "api://AzureADTokenExchangeFrance", "bleu"],
  [
    "delos",
    "login.sovcloud-identity.de",
    "graph.svc.sovcloud.de",
    "api://AzureADTokenExchangeGermany",
    "delos",
  ],
  ["govsg", "login.sovcloud-identity.sg", "graph.svc.sovcloud.sg", "api://Agreed", "govsg"],
] as const;

describe.each(CLOUDS)("the cloud %s", (name, login, graph, audience, emulated) => {
  const cloud = EMULATED.find((one) => one.name === emulated)!;

  it("takes two exchanges, and GitHub's OIDC token, at its own hosts and nowhere else", async () => {
    const world = await worldOf({ cloud, audience });
    const proxy = await proxyTo(world);
    const env = { HTTPS_PROXY: proxy.url, ...OIDC_ENV };
    const inputs = { ...REAL_HOSTS, cloud: name };

    const certificate = await step(world, "add-key", { signIn: "certificate-pem", inputs, env });
    expect([certificate.exitCode, certificate.stderr]).toEqual([0, ""]);
    expect(proxy.targets).toEqual([`${login}:443`, `${graph}:443`]);
    expect(certificate.log.map(({ host }) => host)).toEqual([login, graph]);

    const oidc = await step(world, "add-key", {
      signIn: "oidc",
      inputs: { ...inputs, ...(name === "govsg" ? { audience } : {}) },
      env,
    });
    expect([oidc.exitCode, oidc.stderr]).toEqual([0, ""]);
    expect(oidc.log.map(({ host }) => host)).toEqual([GITHUB_RUNNER_HOST, login, graph]);
    expect(oidc.log[0]!.notes["audience"]).toBe(audience);
  });
});

describe("a proxy", () => {
  it("gets user name and password decoded, and its password is masked", async () => {
    const world = await worldOf();
    const password = "p@ss:word/50%";
    const proxy = await proxyTo(world, { credentials: { user: "build user", password } });
    const run = await step(world, "generate-key", { inputs: REAL_HOSTS, env: { https_proxy: proxy.url } });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(proxy.targets).toHaveLength(2);
    expectNoLeak(run, run.log, [...canariesOf(world), ...canariesOfText("proxy password", password)]);
    expect(run.commands.some(({ name, message }) => name === "add-mask" && message === password)).toBe(true);
  });

  it("may be named without a scheme", async () => {
    const world = await worldOf();
    const proxy = await proxyTo(world, { credentials: { user: "me", password: "proxy-password" } });
    const HTTPS_PROXY = proxy.url.replace("http://", "").replace("127.0.0.1", "localhost");
    const run = await step(world, "generate-key", { inputs: REAL_HOSTS, env: { HTTPS_PROXY } });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(proxy.targets).toHaveLength(2);
  });

  it("that asks for a password is named, and asked once", async () => {
    const world = await worldOf();
    const proxy = await proxyTo(world, { credentials: { user: "u", password: "p" } });
    const env = { HTTPS_PROXY: proxy.url.replace(/\/\/.*@/, "//") };
    const run = await step(world, "generate-key", { inputs: REAL_HOSTS, env });
    expect(run.exitCode).toBe(1);
    expect(run.error.code).toBe("unreachable");
    expect(run.error.text).toMatch(/407.*HTTPS_PROXY/);
    expect(proxy.targets).toHaveLength(1);
    expect(run.log).toEqual([]);
  });

  it("that refuses the host is named with its status", async () => {
    const world = await worldOf();
    const proxy = await proxyTo(world);
    const inputs = {
      "authority-url": "https://login.example.test",
      "graph-url": "https://graph.example.test",
    };
    const run = await step(world, "generate-key", { inputs, env: { HTTPS_PROXY: proxy.url } });
    expect(run.error.text).toMatch(/status 403.*login\.example\.test:443/);
    expect(proxy.targets).toEqual(["login.example.test:443"]);
  });

  it("whose address is no URL is not passed over", async () => {
    const world = await worldOf();
    const run = await step(world, "generate-key", {
      inputs: REAL_HOSTS,
      env: { HTTPS_PROXY: "me:canary-password@[proxy" },
    });
    expect(run.error.code).toBe("unreachable");
    expect(run.error.text).toContain("HTTPS_PROXY");
    expect(run.stderr).toBe("");
    expectNoLeak(run, run.log, canariesOfText("proxy password", "canary-password"));
  });

  it("that is not there is said to be so", async () => {
    const world = await worldOf();
    const proxy = await proxyTo(world);
    await proxy.stop();
    const run = await step(world, "generate-key", {
      inputs: { ...REAL_HOSTS, timeout: "2s" },
      env: { HTTPS_PROXY: proxy.url },
    });
    expect(run.exitCode).toBe(1);
    expect(["unreachable", "timeout"]).toContain(run.error.code);
    expect(run.log).toEqual([]);
  });

  it("is not used for loopback, nor for what no_proxy names", async () => {
    const world = await worldOf();
    const proxy = await proxyTo(world);
    const loopback = await step(world, "generate-key", { env: { HTTPS_PROXY: proxy.url } });
    expect(loopback.exitCode).toBe(0);
    expect(proxy.targets).toEqual([]);

    // An address of this machine that does not look like one. The certificate does not name it.
    const origin = `https://0.0.0.0:${String(world.port)}`;
    const inputs = { "authority-url": origin, "graph-url": origin };
    const proxied = await step(world, "generate-key", { inputs, env: { HTTPS_PROXY: proxy.url } });
    expect(proxied.error.text).toContain("status 403");
    expect(proxy.targets).toEqual([`0.0.0.0:${String(world.port)}`]);
    for (const list of ["*", `other,0.0.0.0:${String(world.port)}`, " 0.0.0.0 "]) {
      const env = { HTTPS_PROXY: proxy.url, NO_PROXY: list };
      const direct = await step(world, "generate-key", { inputs, env });
      expect(direct.error.text).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
    }
    expect(proxy.targets).toHaveLength(1);
  });
});

describe("the connection", () => {
  it("with a certificate that nobody vouches for is refused, with the way out", async () => {
    const world = await worldOf();
    const run = await step(world, "generate-key", { env: { NODE_EXTRA_CA_CERTS: "" } });
    expect(run.exitCode).toBe(1);
    expect(run.error.code).toBe("unreachable");
    expect(run.error.text).toMatch(/TLS certificate.*(SELF_SIGNED|UNABLE_TO)\w*.*NODE_EXTRA_CA_CERTS/);
    expect(run.log).toEqual([]);
    expect(run.stderr).toBe("");
  });

  it.each([301, 302, 303, 307, 308])("is not led elsewhere by status %s", async (status) => {
    const world = await worldOf();
    const fault = { kind: "redirect", status, location: `${world.origin}/v1.0/elsewhere` } as const;
    world.tenant.faults.add({ method: "POST", path: "*/uploadSecret", count: "always", fault });
    world.tenant.faults.add({ method: "GET", path: "/v1.0/applications*", count: "always", fault });
    // So short that the look-up's pauses do not begin.
    const write = await step(world, "upload-secret", { inputs: { timeout: "5s" } });
    expect(write.error.code).toBe("outcome-unknown");
    const inputs = { "application-object-id": "", "app-id": world.app.appId };
    const read = await step(world, "add-key", { inputs });
    expect(read.error.text).toMatch(/redirect, which is never followed/);
    for (const run of [write, read]) {
      expect(run.log.filter(({ path }) => path.includes("elsewhere"))).toEqual([]);
      expect(run.log.filter(({ method }) => method === "POST").length).toBeLessThanOrEqual(2);
      expectNoLeak(run, run.log, canariesOf(world));
    }
  });

  it("that breaks after the status of a success is known to have been one", async () => {
    const world = await worldOf();
    world.tenant.directory.lag.reads = { ms: 3_600_000 };
    world.tenant.faults.add({ method: "POST", path: "*/uploadSecret", fault: { kind: "cut" } });
    const run = await step(world, "upload-secret", { inputs: { timeout: "4s" } });
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.text).toContain("answered 200, and the rest of the answer could not be read");
    expect(run.log.flatMap(({ effects }) => effects)).toEqual(["uploadSecret"]);
  });

  it.each(["drop", "cut"] as const)(
    "that breaks (%s) after the effect leaves one key, and a success",
    async (kind) => {
      const world = await worldOf();
      world.tenant.faults.add({ method: "POST", path: "*/addKey", effect: "done", fault: { kind } });
      const run = await step(world, "add-key");
      expect(run.exitCode).toBe(0);
      expect(run.log.flatMap(({ effects }) => effects)).toEqual(["addKey"]);
      expect(run.outputs["key-id"]).toBe(world.application().keyCredentials.at(-1)!.keyId);
    },
  );
});

it("nothing is sent where Node would take any certificate", async () => {
  const world = await worldOf();
  const run = await step(world, "generate-key", {
    env: { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_EXTRA_CA_CERTS: "" },
  });
  expect(run.error.code).toBe("input-invalid");
  expect(run.error.text).toContain("NODE_TLS_REJECT_UNAUTHORIZED: is 0");
  expect([run.exitCode, run.log, run.stderr]).toEqual([1, [], ""]);
});
