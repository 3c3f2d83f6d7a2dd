import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { handle } from "./handle.ts";
import { isDrop, type Drop, type EmulatorRequest, type Outcome, type Reply } from "./message.ts";
import { makeServerCertificate, type ServerCertificate } from "./serverCertificate.ts";
import type { Tenant } from "./tenant.ts";

export interface RunningServer {
  readonly origin: string;
  readonly port: number;
  /** For NODE_EXTRA_CA_CERTS. */
  readonly caPem: string;
  /** Breaks what is still open, and leaves nothing running. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Default: any free one. */
  readonly port?: number;
  readonly certificate?: ServerCertificate;
}

/** Serves the tenant over TLS on loopback. */
export async function startServer(tenant: Tenant, options: ServerOptions = {}): Promise<RunningServer> {
  const certificate = options.certificate ?? makeServerCertificate();
  const stopped = new AbortController();
  const server = createServer(
    { key: certificate.keyPem, cert: certificate.certificatePem },
    (request, response) => {
      serve(tenant, request, response, stopped.signal).catch((error: unknown) => {
        if (stopped.signal.aborted || response.destroyed) return;
        // A mistake of the emulator's own: say so loudly instead of posing as the service.
        response.writeHead(599, { "content-type": "text/plain" });
        response.end(
          `emulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      });
    },
  );
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    port,
    caPem: certificate.caPem,
    stop: async () => {
      stopped.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function serve(
  tenant: Tenant,
  incoming: IncomingMessage,
  response: ServerResponse,
  stopped: AbortSignal,
): Promise<void> {
  deliver(await delayed(await handle(tenant, await readRequest(incoming)), stopped), incoming, response);
}

async function readRequest(incoming: IncomingMessage): Promise<EmulatorRequest> {
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [
    name,
    (values ?? []).join(", "),
  ]);
  return {
    method: incoming.method ?? "GET",
    url: `https://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await text(incoming),
  };
}

async function delayed(outcome: Outcome, stopped: AbortSignal): Promise<Outcome> {
  if (!isDrop(outcome) && outcome.delayMs !== undefined) {
    await sleep(outcome.delayMs, undefined, { signal: stopped });
  }
  return outcome;
}

function deliver(outcome: Outcome, incoming: IncomingMessage, response: ServerResponse): void {
  if (!isDrop(outcome)) send(outcome, incoming, response);
  else breakOff(outcome, incoming, response);
}

function send({ status, headers, body }: Reply, incoming: IncomingMessage, response: ServerResponse): void {
  const bytes = Buffer.from(body);
  const bodiless = status === 204 || status === 304 || incoming.method === "HEAD";
  response.writeHead(status, bodiless ? headers : { ...headers, "content-length": bytes.length });
  response.end(bodiless ? undefined : bytes);
}

function breakOff(outcome: Drop, incoming: IncomingMessage, response: ServerResponse): void {
  const { drop, partial, fullLength } = outcome;
  // The client's own time limit, or `stop`, ends a hanging connection.
  if (drop === "hang") return;
  if (partial === undefined) {
    incoming.socket.destroy();
    return;
  }
  response.writeHead(partial.status, { ...partial.headers, "content-length": fullLength ?? 0 });
  response.write(partial.body, () => incoming.socket.destroy());
}
