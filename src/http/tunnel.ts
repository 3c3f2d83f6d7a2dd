import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { bareHost, portOf } from "./address.ts";
import { LARGEST_HEAD_BYTES, TransportError } from "./transport.ts";

/**
 * A tunnel through an HTTP or HTTPS proxy (CONNECT, RFC 9110 section 9.3.6).
 *
 * By Node's own client, which bounds the answer's head and can be stopped at any time.
 */
export function openTunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${target.hostname}:${String(portOf(target))}`;
  const credentials = proxyAuthorization(proxy);
  return new Promise((resolve, reject) => {
    const outgoing = (proxy.protocol === "https:" ? https : http).request({
      method: "CONNECT",
      host: bareHost(proxy),
      port: portOf(proxy),
      path: authority,
      headers: { host: authority, ...(credentials && { "proxy-authorization": credentials }) },
      agent: false,
      maxHeaderSize: LARGEST_HEAD_BYTES,
    });
    let settled = false;
    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      signal.removeEventListener("abort", abort);
      return true;
    };
    const fail = (error: Error): void => {
      // Afterwards the socket is the tunnel's.
      if (!settle()) return;
      reject(error);
      outgoing.destroy();
    };
    const abort = (): void => {
      fail(new TransportError("not-sent", "TIMEOUT"));
    };
    outgoing.on("error", fail);
    outgoing.on("close", () => {
      fail(new TransportError("not-sent", "ECONNRESET"));
    });
    // Whatever a proxy answers to CONNECT comes as this event, refusals too.
    outgoing.on("connect", (answer: http.IncomingMessage, socket: Socket, head: Buffer) => {
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) {
        socket.destroy();
        fail(new TransportError("refused-connection", `PROXY_${String(status)}`));
      } else if (head.length > 0) {
        // In a tunnel to a TLS server nobody speaks before us.
        socket.destroy();
        fail(new TransportError("not-sent", "PROXY_SPEAKS_FIRST"));
      } else if (settle()) {
        socket.on("error", () => {
          socket.destroy();
        });
        resolve(socket);
      } else socket.destroy();
    });
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort, { once: true });
    outgoing.end();
  });
}

function proxyAuthorization(proxy: URL): string | undefined {
  if (proxy.username === "" && proxy.password === "") return undefined;
  try {
    const plain = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    return `Basic ${Buffer.from(plain).toString("base64")}`;
  } catch (error) {
    // Its text may hold the password.
    throw new TransportError("refused-connection", "PROXY_URL_INVALID", error);
  }
}
