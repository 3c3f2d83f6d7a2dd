// A server that does to its clients what no server should. Raw sockets, because an HTTP library
// would refuse to send most of it.

import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket, type SecureContext } from "node:tls";
import { makeServerCertificate, type ServerCertificate } from "../../emulator/serverCertificate.ts";

/** A request as it came, its body whole. */
export interface HostileRequest {
  readonly method: string;
  /** Path and query; of CONNECT `host:port`. */
  readonly target: string;
  /** Names in lower case; of several the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface GoodAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the service would say if it were sane. */
export type Service = (request: HostileRequest) => Promise<GoodAnswer>;

/** One way to misbehave. Whatever it starts ends when the socket closes. */
export interface Fault {
  readonly name: string;
  /** On the bare connection, before TLS: then nothing else happens on it. */
  readonly accept?: (socket: Socket) => void;
  /** In the place of an answer. `good` is what a sane service would have said. */
  readonly answer?: (client: Duplex, good: () => Promise<GoodAnswer>, request: HostileRequest) => unknown;
}

export interface HostileOptions {
  readonly certificate: ServerCertificate;
  readonly fault: Fault;
  /** Answers what is not hit. */
  readonly service: Service;
  /** Which requests are hit; default: every one. A fault of `accept` hits from the first connection on. */
  readonly hits?: (request: HostileRequest) => boolean;
}

export interface HostileServer {
  readonly port: number;
  readonly origin: string;
  /** Every whole request, in order. */
  readonly requests: readonly HostileRequest[];
  /** Connections that were accepted, those with TLS done, those that are open; and faults that took place. */
  readonly met: { connections: number; secured: number; open: number; faults: number };
  /** Closes every connection, as a server does after a while; resolves when the clients have gone. */
  closeIdle(): Promise<void>;
  stop(): Promise<void>;
}

/** Of all hosts of a suite: keys take time to make. */
export function hostileCertificate(): ServerCertificate {
  return makeServerCertificate();
}

/** A service's host: TLS on loopback. */
export function startHostileService(options: HostileOptions): Promise<HostileServer> {
  const { certificate } = options;
  const secureContext = createSecureContext({ key: certificate.keyPem, cert: certificate.certificatePem });
  return start(options, (socket) => secured(socket, secureContext), undefined);
}

/** A proxy: plain HTTP on loopback; a sane CONNECT leads to `port`, whatever it names. */
export function startHostileProxy(
  options: Omit<HostileOptions, "certificate" | "service"> & { readonly port: number },
): Promise<HostileServer> {
  const service: Service = () => Promise.resolve({ status: 405, headers: {}, body: "" });
  return start({ ...options, service }, (socket) => socket, options.port);
}

function secured(socket: Socket, secureContext: SecureContext): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, secureContext });
  secure.on("error", () => socket.destroy());
  // Of a TLS socket Node has none.
  return Object.assign(secure, { resetAndDestroy: () => socket.resetAndDestroy() });
}

async function start(
  options: Omit<HostileOptions, "certificate">,
  layer: (socket: Socket) => Duplex,
  tunnelPort: number | undefined,
): Promise<HostileServer> {
  const { fault, service, hits = () => true } = options;
  const requests: HostileRequest[] = [];
  const met = { connections: 0, secured: 0, open: 0, faults: 0 };
  const sockets = new Set<Socket>();
  const clients = new Set<Duplex>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };

  const server = createServer((socket) => {
    met.connections++;
    met.open++;
    socket.once("close", () => met.open--);
    track(socket);
    if (fault.accept !== undefined) {
      met.faults++;
      fault.accept(socket);
      return;
    }
    const client = layer(socket);
    clients.add(client);
    client.on("error", () => socket.destroy());
    client.once("secure", () => met.secured++);
    readRequests(client, async (request) => {
      requests.push(request);
      const good = (): Promise<GoodAnswer> => service(request);
      if (fault.answer !== undefined && hits(request)) {
        met.faults++;
        await fault.answer(client, good, request);
      } else if (tunnelPort === undefined) {
        writeAnswer(client, await good());
      } else {
        const service = connect(tunnelPort, "127.0.0.1");
        track(service);
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        client.pipe(service).pipe(client);
        service.once("close", () => client.destroy());
        client.once("close", () => service.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `https://127.0.0.1:${port}`,
    requests,
    met,
    closeIdle: async () => {
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
      for (const client of clients) client.end();
      await Promise.all(closed);
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export function writeAnswer(client: Duplex, { status, headers, body }: GoodAnswer): void {
  const bytes = Buffer.from(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  client.write(`HTTP/1.1 ${String(status)} X\r\n${lines.join("")}content-length: ${bytes.length}\r\n\r\n`);
  client.write(bytes);
}

/** One after another, each whole. CONNECT ends it: what follows is the tunnel's. */
function readRequests(client: Duplex, handle: (request: HostileRequest) => Promise<void>): void {
  let pending: Buffer = Buffer.alloc(0);
  const take = (chunk: Buffer): void => {
    pending = Buffer.concat([pending, chunk]);
    for (let found = cut(pending); found !== undefined; found = cut(pending)) {
      pending = found.rest;
      if (found.request.method === "CONNECT") client.off("data", take);
      handle(found.request).catch(() => client.destroy());
    }
  };
  client.on("data", take);
}

function cut(bytes: Buffer): { readonly request: HostileRequest; readonly rest: Buffer } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = Number(headers["content-length"] ?? "0");
  if (bytes.length < end + 4 + length) return undefined;
  const [method = "", target = ""] = first.split(" ");
  const body = bytes.subarray(end + 4, end + 4 + length).toString("utf8");
  return { request: { method, target, headers, body }, rest: bytes.subarray(end + 4 + length) };
}
