import { setDefaultCACertificates } from "node:tls";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { httpsTransport, type TransportTimes } from "../../src/http/https-transport.ts";
import { LARGEST_ANSWER_BYTES, type HttpRequest, type HttpResponse } from "../../src/http/transport.ts";
import { PROXY_FAULTS, SERVICE_FAULTS } from "./faults.ts";
import {
  hostileCertificate,
  startHostileProxy,
  startHostileService,
  type Fault,
  type HostileServer,
} from "./server.ts";

/** The transport alone, in this process: what became of one exchange, and that it came in time. */

const CERTIFICATE = hostileCertificate();
const OK = { status: 200, headers: {}, body: "{}" };
const SANE: Fault = { name: "sane" };
const stops: (() => Promise<void>)[] = [];

beforeAll(() => {
  setDefaultCACertificates([CERTIFICATE.caPem]);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

async function service(fault: Fault, answer = OK): Promise<HostileServer> {
  const server = await startHostileService({
    certificate: CERTIFICATE,
    fault,
    service: () => Promise.resolve(answer),
  });
  stops.push(() => server.stop());
  return server;
}

function named(name: string): Fault {
  const found = [...SERVICE_FAULTS, ...PROXY_FAULTS].find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`no fault ${name}`);
  return found;
}

interface Sent {
  readonly answer: Promise<HttpResponse>;
  readonly stop: () => void;
}

const FAST: TransportTimes = { connectMs: 300, exchangeMs: 600 };
const SLOW: TransportTimes = { connectMs: 20_000, exchangeMs: 20_000 };

function send(origin: string, times = SLOW, more: Partial<HttpRequest> = {}): Sent {
  const controller = new AbortController();
  const { transport } = httpsTransport(times);
  const url = new URL("/x", origin);
  const request = { method: "POST", url, headers: {}, body: "{}", connection: "fresh" } as const;
  return {
    answer: transport({ ...request, signal: controller.signal, ...more }),
    stop: () => {
      controller.abort();
    },
  };
}

/** A name that is not loopback, so that the proxy is asked. */
async function throughProxy(
  fault: Fault,
  times: TransportTimes,
  connection: "fresh" | "shared",
): Promise<Sent> {
  const target = await service(SANE);
  const proxy = await startHostileProxy({ fault, port: target.port });
  stops.push(() => proxy.stop());
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${String(proxy.port)}`);
  vi.stubEnv("https_proxy", "");
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
  return send("https://graph.microsoft.com", times, { connection });
}

const HANGS_BEFORE = ["silent after accept", "half a TLS record"];
const HANGS_AFTER = ["silent after the request", "slow headers", "slow status line", "a slow body"];
const HANGING_PROXIES = [
  "silent after accept",
  "silent after the request",
  "slow headers",
  "slow status line",
  "200, then silence",
];

describe.each(["fresh", "shared"] as const)("an exchange on a %s connection", (connection) => {
  it.each(HANGS_BEFORE)("that meets %s ends by the time for connecting: not sent", async (name) => {
    const { answer } = send((await service(named(name))).origin, FAST, { connection });
    await expect(answer).rejects.toMatchObject({ reach: "not-sent", code: "CONNECT_TIMEOUT" });
  });

  it.each(HANGS_AFTER)("that meets %s ends by its own timer: ambiguous", async (name) => {
    const { answer } = send((await service(named(name))).origin, FAST, { connection });
    await expect(answer).rejects.toMatchObject({ reach: "ambiguous", code: "TIMEOUT" });
  });

  it.each([...HANGS_BEFORE, ...HANGS_AFTER])("that meets %s ends by its signal", async (name) => {
    const server = await service(named(name));
    const { answer, stop } = send(server.origin, SLOW, { connection });
    await vi.waitUntil(() => server.met.faults > 0, { timeout: 20_000 });
    stop();
    await expect(answer).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it.each(HANGING_PROXIES)("through a proxy that meets one with %s ends: not sent", async (name) => {
    const { answer } = await throughProxy(named(name), FAST, connection);
    await expect(answer).rejects.toMatchObject({ reach: "not-sent", code: "CONNECT_TIMEOUT" });
  });

  it.each([
    ["endless headers", "HPE_HEADER_OVERFLOW"],
    ["one endless header", "HPE_HEADER_OVERFLOW"],
    ["a header of 300 KB", "HPE_HEADER_OVERFLOW"],
    ["slow 103s", "HTTP_1XX"],
    ["a content-length of 10^15", "ANSWER_TOO_LARGE"],
    ["a flood of 100", "HTTP_1XX"],
    ["a flood of 103", "HTTP_1XX"],
    ["101 with an upgrade", "HTTP_101"],
    ["101 without one", "HTTP_101"],
    ["101 and closed", "HTTP_101"],
    ["100, then 101", "HTTP_101"],
    ["an endless body", "ANSWER_TOO_LARGE"],
    ["an endless chunked body", "ANSWER_TOO_LARGE"],
    ["40 MB of JSON", "ANSWER_TOO_LARGE"],
    ["a cut body", "ECONNRESET"],
    ["a cut chunk", "ECONNRESET"],
    ["no last chunk", "ECONNRESET"],
    ["reset after the request", "ECONNRESET"],
    ["closed after the request", "ECONNRESET"],
    ["reset within the head", "ECONNRESET"],
    ["reset within the body", "ECONNRESET"],
  ])("that meets %s: %s, ambiguous", async (name, code) => {
    const { answer } = send((await service(named(name))).origin, SLOW, { connection });
    await expect(answer).rejects.toMatchObject({ reach: "ambiguous", code });
  });

  it.each([
    ["endless headers", "not-sent", "HPE_HEADER_OVERFLOW"],
    ["one endless header", "not-sent", "HPE_HEADER_OVERFLOW"],
    ["101 with an upgrade", "refused-connection", "PROXY_101"],
    ["a flood of 103", "refused-connection", "PROXY_103"],
    ["200, then garbage", "not-sent", undefined],
    ["200 and reset", "not-sent", undefined],
    ["502 with an endless body", "refused-connection", "PROXY_502"],
  ])("through a proxy that meets one with %s: %s", async (name, reach, code) => {
    const { answer } = await throughProxy(named(name), SLOW, connection);
    await expect(answer).rejects.toMatchObject({ reach, ...(code === undefined ? {} : { code }) });
  });

  it("is not sent where its signal is aborted already, and never connects", async () => {
    const server = await service(SANE);
    const { answer } = send(server.origin, SLOW, { connection, signal: AbortSignal.abort() });
    await expect(answer).rejects.toMatchObject({ reach: "not-sent", code: "TIMEOUT" });
    expect(server.met.connections).toBe(0);
  });

  it("with a header that cannot be sent is a refusal, without its text", async () => {
    const server = await service(SANE);
    const headers = { authorization: "Bearer canary\n" };
    const { answer } = send(server.origin, SLOW, { connection, headers });
    await expect(answer).rejects.toMatchObject({ reach: "refused-connection", code: "ERR_INVALID_CHAR" });
    expect(server.requests).toEqual([]);
  });

  it.each(["token", "object", "page"] as const)(
    "may be as large as a %s can be, and no larger",
    async (asks) => {
      const most = LARGEST_ANSWER_BYTES[asks];
      const fits = await service(SANE, { ...OK, body: "x".repeat(most) });
      const { body } = await send(fits.origin, SLOW, { connection, asks }).answer;
      expect(body).toHaveLength(most);
      const more = await service(SANE, { ...OK, body: "x".repeat(most + 1) });
      const { answer } = send(more.origin, SLOW, { connection, asks });
      await expect(answer).rejects.toMatchObject({ code: "ANSWER_TOO_LARGE" });
    },
  );
});

describe("a connection that is opened ahead", () => {
  const signal = AbortSignal.timeout(60_000);
  const post = (url: URL, connection: "fresh" | "shared" = "fresh"): HttpRequest => ({
    method: "POST",
    url,
    headers: {},
    connection,
    signal,
  });

  it.each(["fresh", "shared"] as const)(
    "serves the next request there (%s), and no second one",
    async (connection) => {
      const server = await service(SANE);
      const { transport, connections } = httpsTransport(SLOW);
      const url = new URL(server.origin);
      connections.prepare(url);
      connections.prepare(url);
      await vi.waitUntil(() => server.met.connections === 1, { timeout: 20_000 });
      await transport(post(url, connection));
      expect(server.met.connections).toBe(1);
      await transport(post(url));
      expect(server.met.connections).toBe(2);
      connections.close();
    },
  );

  it("serves nobody else's origin", async () => {
    const [server, other] = [await service(SANE), await service(SANE)];
    const { transport, connections } = httpsTransport(SLOW);
    connections.prepare(new URL(other.origin));
    await transport(post(new URL(server.origin)));
    expect([server.requests.length, other.requests.length]).toEqual([1, 0]);
    connections.close();
  });

  it("is waited for while it is being opened", async () => {
    const server = await service(SANE);
    const { transport, connections } = httpsTransport(SLOW);
    connections.prepare(new URL(server.origin));
    await transport(post(new URL(server.origin)));
    expect(server.met.connections).toBe(1);
  });

  it.each(["reset at accept", "closed at accept", "another protocol"])(
    "and fails (%s) is silent: the request makes its own attempt, and says what came of that",
    async (name) => {
      const server = await service(named(name));
      const { transport, connections } = httpsTransport(SLOW);
      connections.prepare(new URL(server.origin));
      await vi.waitUntil(() => server.met.faults > 0, { timeout: 20_000 });
      await expect(transport(post(new URL(server.origin)))).rejects.toMatchObject({ name: "TransportError" });
      expect(server.met.connections).toBe(2);
    },
  );

  it("is not used when the server has closed it", async () => {
    const server = await service(SANE);
    const { transport, connections } = httpsTransport(SLOW);
    connections.prepare(new URL(server.origin));
    await vi.waitUntil(() => server.met.secured === 1, { timeout: 20_000 });
    await server.closeIdle();
    const { status } = await transport(post(new URL(server.origin)));
    expect([status, server.met.connections]).toEqual([200, 2]);
  });

  it("is closed when nobody has used it", async () => {
    const server = await service(SANE);
    const { connections } = httpsTransport(SLOW);
    connections.prepare(new URL(server.origin));
    await vi.waitUntil(() => server.met.secured === 1, { timeout: 20_000 });
    connections.close();
    await vi.waitUntil(() => server.met.open === 0, { timeout: 20_000 });
    expect(server.requests).toEqual([]);
  });

  it("is not opened through a proxy", async () => {
    const target = await service(SANE);
    const proxy = await startHostileProxy({ fault: SANE, port: target.port });
    stops.push(() => proxy.stop());
    vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${String(proxy.port)}`);
    const { transport, connections } = httpsTransport(SLOW);
    connections.prepare(new URL("https://graph.microsoft.com"));
    await transport(post(new URL("https://graph.microsoft.com")));
    expect(proxy.met.connections).toBe(1);
  });
});
