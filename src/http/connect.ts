import net from "node:net";
import tls from "node:tls";
import { bareHost, portOf } from "./address.ts";
import { TransportError } from "./transport.ts";

/**
 * A connection on which a request may be written: TCP, through the proxy if there is one, and
 * TLS up to its last handshake message. So whatever fails before it was not sent.
 *
 * Our own and not an agent's, because no agent gives up what it is still opening: a proxy that
 * accepts and says nothing would hold the run for ever.
 */
export async function openConnection(
  origin: URL,
  proxy: URL | undefined,
  signal: AbortSignal,
): Promise<net.Socket> {
  const host = bareHost(origin);
  const tunnel =
    proxy === undefined ? undefined : await (await import("./tunnel.ts")).openTunnel(proxy, origin, signal);
  if (origin.protocol === "http:") {
    return tunnel ?? established(net.connect({ host, port: portOf(origin) }), "connect", signal);
  }
  const secure = tls.connect({
    host,
    ...(tunnel === undefined ? { port: portOf(origin) } : { socket: tunnel }),
    // An address is no server name; the certificate is compared with `host` then.
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ["http/1.1"],
  });
  return established(secure, "secureConnect", signal);
}

/** Resolves with the event; every other end, and the signal, destroys the socket and rejects. */
export function established<S extends net.Socket>(
  socket: S,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      signal.removeEventListener("abort", abort);
      socket.off(event, succeed).off("close", close);
    };
    const fail = (error: unknown): void => {
      finish();
      socket.destroy();
      reject(error instanceof Error ? error : new TransportError("not-sent", "UNKNOWN", error));
    };
    const succeed = (): void => {
      finish();
      resolve(socket);
    };
    const close = (): void => {
      fail(new TransportError("not-sent", "ECONNRESET"));
    };
    const abort = (): void => {
      fail(new TransportError("not-sent", "TIMEOUT"));
    };
    socket.once(event, succeed).once("close", close);
    // Stays on: an error that nobody listens to would end the process.
    socket.on("error", fail);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
