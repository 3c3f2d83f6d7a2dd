import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { serviceAt } from "./hosts.ts";

export interface ProxyOptions {
  /** The emulator's port: every known host leads there. */
  readonly port: number;
  /** Asks for basic authentication. */
  readonly credentials?: { readonly user: string; readonly password: string };
}

export interface RunningProxy {
  /** For HTTPS_PROXY; with the credentials, if any. */
  readonly url: string;
  /** What was asked for with CONNECT, such as `graph.microsoft.com:443`, refused or not. */
  readonly targets: readonly string[];
  stop(): Promise<void>;
}

/**
 * A CONNECT proxy on loopback: with it the real host names lead to the emulator, and nowhere else.
 * Any target but those hosts' port 443 and the emulator itself is refused.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { credentials, port } = options;
  const targets: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => {
    response.writeHead(405).end("CONNECT only");
  });
  server.on("connect", (request: IncomingMessage, client: Duplex) => {
    track(sockets, client);
    const target = request.url ?? "";
    targets.push(target);
    if (!isAuthorized(request, credentials)) {
      refuse(client, "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="emulator"\r\n');
    } else if (!isKnown(target, port)) {
      refuse(client, "403 Forbidden");
    } else {
      tunnel(client, connect(port, "127.0.0.1"), sockets);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const user =
    credentials === undefined ? "" : `${encode(credentials.user)}:${encode(credentials.password)}@`;
  return {
    url: `http://${user}127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await closed;
    },
  };
}

const encode = encodeURIComponent;

function isKnown(target: string, port: number): boolean {
  const [host = "", targetPort = ""] = target.split(":");
  const isLocal = (host === "127.0.0.1" || host === "localhost") && targetPort === String(port);
  return isLocal || (targetPort === "443" && serviceAt(host.toLowerCase()) !== undefined);
}

function isAuthorized(request: IncomingMessage, credentials: ProxyOptions["credentials"]): boolean {
  if (credentials === undefined) return true;
  const expected = Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64");
  return request.headers["proxy-authorization"] === `Basic ${expected}`;
}

function refuse(client: Duplex, status: string, headers = ""): void {
  client.end(`HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

function tunnel(client: Duplex, emulator: Socket, sockets: Set<Duplex>): void {
  track(sockets, emulator);
  emulator.once("connect", () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    client.pipe(emulator).pipe(client);
  });
  // Either end breaking off breaks the other: a dropped connection must reach the client as one.
  emulator.once("close", () => client.destroy());
  client.once("close", () => emulator.destroy());
}

function track(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => sockets.delete(socket));
}
