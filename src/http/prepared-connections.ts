import type { Socket } from "node:net";
import type { Connections } from "./transport.ts";

/** A server may close an idle connection at any time: one as young as this it does not. */
const OLDEST_MS = 5_000;

type Open = (origin: URL, signal: AbortSignal) => Promise<Socket | undefined>;

/** At most one connection for each origin. Who takes it owns it, and nobody takes it twice. */
export class PreparedConnections implements Connections {
  readonly #open: Open;
  readonly #connectMs: number;
  readonly #oldestMs: number;
  readonly #ahead = new Map<string, Ahead>();

  constructor(open: Open, connectMs: number, oldestMs = OLDEST_MS) {
    this.#open = open;
    this.#connectMs = connectMs;
    this.#oldestMs = oldestMs;
  }

  prepare(url: URL): void {
    if (this.#ahead.has(url.origin)) return;
    const ahead = new Ahead((signal) => this.#open(url, signal), this.#connectMs, this.#oldestMs);
    this.#ahead.set(url.origin, ahead);
  }

  /** The connection to this origin, if there is one and it is as good as new. */
  async take(origin: string, signal: AbortSignal): Promise<Socket | undefined> {
    const ahead = this.#ahead.get(origin);
    this.#ahead.delete(origin);
    return ahead?.take(signal);
  }

  close(): void {
    for (const ahead of this.#ahead.values()) ahead.drop();
    this.#ahead.clear();
  }
}

/** One connection from its opening on, until it is taken or dropped. */
class Ahead {
  readonly #stop = new AbortController();
  /** `undefined` where it could not be opened. */
  readonly #opening: Promise<Socket | undefined>;
  readonly #oldestMs: number;
  #socket: Socket | undefined;
  #openedAt = 0;
  #timer: NodeJS.Timeout;

  constructor(
    open: (signal: AbortSignal) => Promise<Socket | undefined>,
    connectMs: number,
    oldestMs: number,
  ) {
    this.#oldestMs = oldestMs;
    this.#timer = this.#dropAfter(connectMs);
    this.#opening = open(this.#stop.signal).then(
      (socket) => {
        this.#socket = socket;
        this.#openedAt = performance.now();
        clearTimeout(this.#timer);
        this.#timer = this.#dropAfter(oldestMs);
        // Alone it does not keep the process.
        return socket?.unref();
      },
      () => undefined,
    );
  }

  readonly drop = (): void => {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#socket?.destroy();
  };

  async take(signal: AbortSignal): Promise<Socket | undefined> {
    signal.addEventListener("abort", this.drop, { once: true });
    const socket = await this.#opening;
    signal.removeEventListener("abort", this.drop);
    clearTimeout(this.#timer);
    if (socket === undefined) return undefined;
    if (this.#isAsNew(socket)) return socket.ref();
    this.drop();
    return undefined;
  }

  /** Open, young, and the server has said nothing on it: not even that it closes it. */
  #isAsNew(socket: Socket): boolean {
    const isOpen = !socket.destroyed && socket.writable && !socket.readableEnded;
    // A timer may be late: signing and making keys hold the event loop.
    const isYoung = performance.now() - this.#openedAt <= this.#oldestMs;
    return isOpen && isYoung && socket.readableLength === 0;
  }

  #dropAfter(ms: number): NodeJS.Timeout {
    return setTimeout(this.drop, ms).unref();
  }
}
