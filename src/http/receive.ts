import type { IncomingMessage } from "node:http";
import { TransportError, type HttpResponse } from "./transport.ts";

/**
 * The whole answer, or an error: too large (by its own word or by its bytes), cut, broken off.
 *
 * @param largest in bytes of the body
 */
export function receive(incoming: IncomingMessage, largest: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const giveUp = (code: string): void => {
      reject(new TransportError("ambiguous", code));
      incoming.destroy();
    };
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) giveUp("ANSWER_TOO_LARGE");
      else chunks.push(chunk);
    });
    incoming.on("error", reject);
    incoming.on("end", () => {
      if (!incoming.complete) giveUp("ECONNRESET");
      else resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: text(chunks) });
    });
    // After `end` it changes nothing.
    incoming.on("close", () => {
      giveUp("ECONNRESET");
    });
    if (Number(incoming.headers["content-length"]) > largest) giveUp("ANSWER_TOO_LARGE");
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
