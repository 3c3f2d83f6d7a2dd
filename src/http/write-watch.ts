import type { Transport } from "./transport.ts";

/**
 * Remembers the last write: what a reader has to know when the run ends in a way that nobody
 * foresaw, because then nobody else says it. Token requests change nothing.
 */
export class WriteWatch {
  #last: { readonly request: string; readonly end: string } | undefined;

  /** The same transport, watched. */
  over(transport: Transport): Transport {
    return async (request) => {
      if (request.method === "GET" || request.asks === "token") return transport(request);
      const written = `${request.method} ${request.url.host}${request.url.pathname}`;
      this.#last = { request: written, end: "has no answer yet: it may have been carried out" };
      try {
        const answer = await transport(request);
        this.#last = { request: written, end: `was answered with ${String(answer.status)}` };
        return answer;
      } catch (error) {
        this.#last = { request: written, end: "got no answer: it may have been carried out" };
        throw error;
      }
    };
  }

  /** One sentence; `undefined` where nothing was written. */
  get said(): string | undefined {
    return this.#last && `The last write of this run, ${this.#last.request}, ${this.#last.end}.`;
  }
}
