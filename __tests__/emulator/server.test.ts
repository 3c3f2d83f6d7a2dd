import { request as httpsRequest } from "node:https";
import { request as httpRequest } from "node:http";
import { connect as tlsConnect } from "node:tls";
import type { Duplex } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CLOUDS, GITHUB_API_HOST, GITHUB_OIDC_HOST } from "../../emulator/hosts.ts";
import { startProxy, type RunningProxy } from "../../emulator/proxy.ts";
import { startServer, type RunningServer } from "../../emulator/server.ts";
import { makeServerCertificate } from "../../emulator/serverCertificate.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { addVault } from "../../emulator/vault/sample.ts";

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const serverCertificate = makeServerCertificate();
let tenant: Tenant;
let server: RunningServer;

beforeEach(async () => {
  tenant = new Tenant();
  server = await startServer(tenant, { certificate: serverCertificate });
});

afterEach(() => server.stop());

function ask(path: string, method = "GET", body = "", timeout = 2000): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      `${server.origin}${path}`,
      { method, ca: server.caPem, timeout },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (part: string) => (text += part));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("timed out")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const DISCOVERY = "/common/discovery/instance";

describe("the server", () => {
  it("answers over TLS and logs what it received", async () => {
    const { status, headers } = await ask(`${DISCOVERY}?api-version=1.1`, "GET");
    expect([status, headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect(tenant.log).toMatchObject([
      { seq: 1, method: "GET", path: DISCOVERY, query: "?api-version=1.1", status: 200 },
    ]);
  });

  it("answers unknown paths with a page", async () => {
    const { status, body } = await ask("/nowhere");
    expect([status, body.slice(0, 15)]).toEqual([404, "<!DOCTYPE html>"]);
  });

  it("stops at once, with a connection hanging", async () => {
    tenant.faults.add({ path: "*", fault: { kind: "hang" } });
    const hanging = expect(ask(DISCOVERY, "GET", "", 10_000)).rejects.toThrow();
    await expect.poll(() => tenant.log.length).toBe(1);
    await server.stop();
    await hanging;
    server = await startServer(tenant, { certificate: serverCertificate });
  });
});

describe("faults", () => {
  it("throttle with any text as Retry-After", async () => {
    tenant.faults.add({ path: "/common/*", fault: { kind: "throttle", retryAfter: "2.128" } });
    const { status, headers } = await ask(DISCOVERY);
    expect([status, headers["retry-after"]]).toEqual([429, "2.128"]);
    expect((await ask(DISCOVERY)).status).toBe(200);
  });

  it("hit the requests that they name", async () => {
    tenant.faults.add({
      method: "GET",
      path: DISCOVERY,
      nth: 2,
      count: 2,
      fault: { kind: "status", status: 503 },
    });
    tenant.faults.add({ method: "POST", path: "*", count: "always", fault: { kind: "html" } });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask(DISCOVERY)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it("answer any status with a code, or a body of one's own", async () => {
    tenant.faults.add(
      { path: "*", fault: { kind: "status", status: 423, code: "locked", message: "Busy." } },
      { path: "*", nth: 2, fault: { kind: "status", status: 500, body: "oops", headers: { "x-a": "b" } } },
    );
    expect(tenant.faults.pending).toHaveLength(2);
    expect(JSON.parse((await ask(DISCOVERY)).body)).toMatchObject({
      error: { code: "locked", message: "Busy." },
    });
    expect(tenant.faults.pending).toHaveLength(1);
    expect(await ask(DISCOVERY)).toMatchObject({ status: 500, body: "oops", headers: { "x-a": "b" } });
  });

  it("speak as the service that was asked", async () => {
    const status = (code: string) => ({ kind: "status", status: 503, code, message: "Busy." }) as const;
    tenant.faults.add(
      { path: "*/oauth2/v2.0/token", fault: status("AADSTS90033") },
      { path: "*/repos/*", fault: status("x") },
      { path: "/v1.0/*", fault: status("serviceNotAvailable") },
    );
    const token = await ask(`/${tenant.id}/oauth2/v2.0/token`, "POST");
    expect(JSON.parse(token.body)).toMatchObject({ error: "temporarily_unavailable", error_codes: [90033] });
    expect(JSON.parse((await ask("/api/v3/repos/a/b")).body)).toMatchObject({ message: "Busy." });
    const graph = await ask("/v1.0/applications");
    expect(JSON.parse(graph.body)).toMatchObject({
      error: { code: "serviceNotAvailable", innerError: { "request-id": graph.headers["request-id"] } },
    });
  });

  it("break the connection before or after the effect", async () => {
    tenant.faults.add(
      { path: "*", fault: { kind: "drop" } },
      { path: "*", nth: 2, effect: "done", fault: { kind: "drop" } },
    );
    await expect(ask(DISCOVERY)).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect(ask(DISCOVERY)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(tenant.log.map(({ alarms, status, fault }) => [alarms.length, status, fault])).toEqual([
      [0, null, "drop"],
      [1, null, "drop"],
    ]);
  });

  it("break off within the body", async () => {
    tenant.faults.add({ path: "*", fault: { kind: "cut" } });
    await expect(ask(DISCOVERY)).rejects.toThrow(/aborted/);
  });

  it("never answer", async () => {
    tenant.faults.add({ path: "*", fault: { kind: "hang" } });
    await expect(ask(DISCOVERY, "GET", "", 50)).rejects.toThrow("timed out");
  });

  it("answer a page, a redirect, broken JSON, or late", async () => {
    tenant.faults.add(
      { path: "*", fault: { kind: "html" } },
      { path: "*", nth: 2, fault: { kind: "redirect", location: "https://example.org/" } },
      { path: "*", nth: 3, fault: { kind: "malformed" } },
      { path: "*", nth: 4, fault: { kind: "slow", ms: 60 } },
    );
    expect(await ask(DISCOVERY)).toMatchObject({ status: 502, headers: { "content-type": "text/html" } });
    expect(await ask(DISCOVERY)).toMatchObject({
      status: 307,
      headers: { location: "https://example.org/" },
    });
    const malformed = await ask(DISCOVERY);
    expect(malformed.status).toBe(200);
    expect(() => JSON.parse(malformed.body) as unknown).toThrow();
    const begun = performance.now();
    expect((await ask(DISCOVERY)).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(50);
  });
});

describe("the control routes", () => {
  it("script faults, behaviour, lag and clock from another process", async () => {
    const rule = { path: "*", fault: { kind: "status", status: 504 } };
    expect(
      (await ask("/__emulator/faults", "POST", JSON.stringify([rule, { ...rule, nth: 3 }]))).status,
    ).toBe(204);
    expect((await ask(DISCOVERY)).status).toBe(504);
    await ask("/__emulator/clear-faults", "POST");
    expect((await ask(DISCOVERY)).status).toBe(200);
    await ask("/__emulator/behaviour", "POST", '{"addKeyAnswer":"bare"}');
    await ask("/__emulator/lag", "POST", '{"tokens":{"times":3}}');
    await ask("/__emulator/clock", "POST", '{"skewMs":-3600000,"advanceMs":1000}');
    expect(tenant.behaviour.addKeyAnswer).toBe("bare");
    expect(tenant.directory.lag.tokens).toEqual({ times: 3 });
    expect(tenant.clockSkewMs).toBe(-3_599_000);
    const skew = Date.parse(String((await ask(DISCOVERY)).headers["date"])) - Date.now();
    expect(skew).toBeLessThan(-3_590_000);
  });

  it("show the log and the state, and stay out of the log", async () => {
    await ask(DISCOVERY);
    expect(JSON.parse((await ask("/__emulator/log")).body)).toMatchObject([{ path: DISCOVERY, status: 200 }]);
    expect(JSON.parse((await ask("/__emulator/state")).body)).toMatchObject({
      tenantId: tenant.id,
      keySets: [],
    });
    await ask("/__emulator/clear-log", "POST");
    expect(tenant.log).toEqual([]);
    expect((await ask("/__emulator/faults", "POST", "{")).status).toBe(400);
    expect((await ask("/__emulator/other", "POST")).status).toBe(404);
  });
});

describe("the proxy", () => {
  let proxy: RunningProxy;

  afterEach(() => proxy.stop());

  /** The status of CONNECT, with the tunnel where there is one. */
  function tunnelTo(target: string, authorization?: string): Promise<{ status: number; socket: Duplex }> {
    return new Promise((resolve, reject) => {
      const headers = authorization === undefined ? {} : { "proxy-authorization": authorization };
      const { hostname, port } = new URL(proxy.url);
      const outgoing = httpRequest({ hostname, port, method: "CONNECT", path: target, headers });
      outgoing.on("connect", (incoming, socket) => resolve({ status: incoming.statusCode ?? 0, socket }));
      outgoing.on("error", reject);
      outgoing.end();
    });
  }

  async function askThrough(host: string, path: string): Promise<number | undefined> {
    const { socket } = await tunnelTo(`${host}:443`);
    return new Promise((resolve, reject) => {
      const secure = tlsConnect({ socket, servername: host, ca: server.caPem });
      secure.on("error", reject);
      const outgoing = httpsRequest({ host, port: 443, path, createConnection: () => secure }, (incoming) => {
        incoming.resume();
        incoming.on("end", () => {
          secure.destroy();
          resolve(incoming.statusCode);
        });
      });
      outgoing.on("error", reject);
      outgoing.end();
    });
  }

  it("leads every real host to the emulator, under its own name", async () => {
    proxy = await startProxy({ port: server.port });
    const hosts = [
      ...CLOUDS.flatMap(({ loginHosts, graphHosts, vaultDomain }) => [
        ...loginHosts,
        ...graphHosts,
        `some.${vaultDomain}`,
      ]),
      GITHUB_API_HOST,
      GITHUB_OIDC_HOST,
    ];
    addVault(tenant, "some");
    for (const host of hosts) await askThrough(host, "/");
    expect(proxy.targets).toEqual(hosts.map((host) => `${host}:443`));
    expect(tenant.log.map(({ host }) => host)).toEqual(hosts);
  });

  it("keeps each host to its own service", async () => {
    proxy = await startProxy({ port: server.port });
    expect(await askThrough("login.microsoftonline.com", DISCOVERY)).toBe(200);
    expect(await askThrough("graph.microsoft.com", DISCOVERY)).toBe(404);
    expect(await askThrough("login.microsoftonline.com", "/v1.0/applications")).toBe(404);
    expect(await askThrough("graph.microsoft.com", "/v1.0/applications")).toBe(401);
  });

  it("refuses whatever it does not know", async () => {
    proxy = await startProxy({ port: server.port });
    for (const target of [
      "example.org:443",
      "graph.microsoft.com:80",
      "127.0.0.1:1",
      "evil-vault.azure.net:443",
    ]) {
      expect((await tunnelTo(target)).status).toBe(403);
    }
  });

  it("asks for a password where it has one", async () => {
    proxy = await startProxy({ port: server.port, credentials: { user: "u", password: "p:ä" } });
    expect((await tunnelTo("graph.microsoft.com:443")).status).toBe(407);
    expect(new URL(proxy.url).username).toBe("u");
    const good = `Basic ${Buffer.from("u:p:ä").toString("base64")}`;
    const { status, socket } = await tunnelTo("graph.microsoft.com:443", good);
    socket.destroy();
    expect(status).toBe(200);
  });
});
