import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { handle } from "../../emulator/handle.ts";
import { isDrop } from "../../emulator/message.ts";
import { makeServerCertificate } from "../../emulator/serverCertificate.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";

export interface HostileServer {
  readonly origin: string;
  readonly caPem: string;
  stop(): Promise<void>;
}

/** The tenant over TLS, and a hostile last word on each of its answers. */
export async function startHostileServer(
  tenant: Tenant,
  distort: (request: HttpRequest, answer: HttpResponse) => HttpResponse,
): Promise<HostileServer> {
  const certificate = makeServerCertificate();
  const server: Server = createServer(
    { key: certificate.keyPem, cert: certificate.certificatePem },
    (incoming, outgoing) => {
      void (async () => {
        const headers = Object.fromEntries(
          Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]),
        );
        const request = {
          method: incoming.method ?? "GET",
          url: `https://${headers["host"] ?? ""}${incoming.url ?? ""}`,
          headers,
          body: await text(incoming),
        };
        const outcome = await handle(tenant, request);
        if (isDrop(outcome)) {
          incoming.socket.destroy();
          return;
        }
        const asSeen = {
          ...request,
          method: request.method as HttpRequest["method"],
          url: new URL(request.url),
          signal: new AbortController().signal,
        };
        const answer = distort(asSeen, outcome);
        const body = Buffer.from(answer.body);
        outgoing.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
        outgoing.end(body);
      })();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    caPem: certificate.caPem,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
