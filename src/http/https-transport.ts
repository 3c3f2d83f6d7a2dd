import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { getProxyUrl } from "@actions/http-client/lib/proxy";
import { reveal, Secret } from "../secrets/secret.ts";
import { openConnection } from "./connect.ts";
import { classifyNetworkError } from "./network-error.ts";
import { PreparedConnections } from "./prepared-connections.ts";
import { receive } from "./receive.ts";
import {
  LARGEST_ANSWER_BYTES,
  LARGEST_HEAD_BYTES,
  TransportError,
  type Connections,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from "./transport.ts";

export interface TransportTimes {
  /** Until the connection stands, TLS and proxy included. */
  readonly connectMs: number;
  /** The last resort, beyond every signal that a request comes with (docs/design.md, "Retry classes"). */
  readonly exchangeMs: number;
}

const TIMES: TransportTimes = { connectMs: 10_000, exchangeMs: 45_000 };
/** Nobody sends more than a few "early hints" before the answer. */
const MOST_INFORMATION = 16;

/**
 * Exchanges over `node:https`, and connections for them that are opened ahead.
 *
 * Not `fetch`: it takes twice the time to load, follows redirects with the body (and so
 * with the secret in it), and ignores `HTTPS_PROXY`. Proxies are chosen by the runner's own
 * rules (`https_proxy`, `no_proxy`, loopback always direct); the tunnel is loaded only when
 * there is one.
 */
export function httpsTransport(times = TIMES): {
  readonly transport: Transport;
  readonly connections: Connections;
} {
  // Not ahead through a proxy: it would be asked for what is perhaps never used.
  const prepared = new PreparedConnections(
    async (origin, signal) =>
      proxyFor(origin) === undefined ? openConnection(origin, undefined, signal) : undefined,
    times.connectMs,
  );
  const open: Open = async (url, signal) =>
    (await prepared.take(url.origin, signal)) ?? openConnection(url, proxyFor(url), signal);
  const shared = new SharedConnections();
  return { transport: (request) => exchange(request, open, shared, times), connections: prepared };
}

type Open = (url: URL, signal: AbortSignal) => Promise<Duplex>;

function proxyFor(url: URL): URL | undefined {
  try {
    const proxy = getProxyUrl(url);
    if (proxy === undefined) return undefined;
    // The toolkit's URL hands out user name and password decoded; here they stay as they were written.
    // `proxy:8080` reads as a URL whose scheme is `proxy`; the runner takes it for http.
    return new URL(/^https?:$/.test(proxy.protocol) ? proxy.href : `http://${proxy.href}`);
  } catch (error) {
    // Its text holds the whole address, and with it the password.
    throw new TransportError("refused-connection", "PROXY_URL_INVALID", error);
  }
}

type Opened = (error: Error | null, socket: Duplex) => void;

interface SharedOptions extends https.RequestOptions {
  /** Of the request that the connection is opened for. */
  readonly connect?: (opened: Opened) => void;
}

/** Node's pool of idle connections, over our own way to open one. */
class SharedConnections extends https.Agent {
  constructor() {
    super({ keepAlive: true, maxSockets: 8 });
  }

  override createConnection(options: SharedOptions, opened: Opened): undefined {
    options.connect?.(opened);
  }
}

/**
 * One request. It settles once: by its answer, an error, its signal, or a timer; and whatever
 * its sockets still do then is nobody's business any more.
 */
function exchange(
  request: HttpRequest,
  open: Open,
  shared: https.Agent,
  times: TransportTimes,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    /** From here on the server may have seen the request. */
    let connected = false;
    /** Of the answer, as soon as its head is there: after a success nothing is sent again. */
    let status: number | undefined;
    let outgoing: http.ClientRequest | undefined;
    const settle = (finish: () => void): void => {
      if (ended.signal.aborted) return;
      clearTimeout(connectTimer);
      clearTimeout(lastTimer);
      request.signal.removeEventListener("abort", stop);
      finish();
      ended.abort();
    };
    const fail = (error: unknown): void => {
      settle(() => {
        reject(classifyNetworkError(error, connected, status));
      });
      outgoing?.destroy();
    };
    const failAs = (code: string): void => {
      fail(new TransportError(connected ? "ambiguous" : "not-sent", code, undefined, status));
    };
    const stop = (): void => {
      failAs("TIMEOUT");
    };
    const connect = (opened: Opened): void => {
      open(request.url, ended.signal).then((socket) => {
        if (ended.signal.aborted) socket.destroy();
        else opened(null, socket);
      }, fail);
    };
    // They hold the process, so that it does not end because all sockets have: the run goes on.
    const lastTimer = setTimeout(stop, times.exchangeMs);
    const connectTimer = setTimeout(() => {
      failAs("CONNECT_TIMEOUT");
    }, times.connectMs);
    if (request.signal.aborted) {
      stop();
      return;
    }
    request.signal.addEventListener("abort", stop, { once: true });
    try {
      outgoing = begin(request, connect, shared);
    } catch (error) {
      // A header that cannot be sent, for one.
      fail(error);
      return;
    }
    outgoing.on("socket", () => {
      connected = true;
      clearTimeout(connectTimer);
    });
    listen(outgoing, { fail, failAs });
    outgoing.on("response", (incoming) => {
      const { statusCode = 0 } = incoming;
      // A 101 without an upgrade comes as an answer, and is none.
      if (statusCode < 200) {
        failAs(`HTTP_${String(statusCode)}`);
        return;
      }
      status = statusCode;
      receive(incoming, LARGEST_ANSWER_BYTES[request.asks ?? "object"]).then((answer) => {
        settle(() => {
          resolve(answer);
        });
      }, fail);
    });
    outgoing.end(request.body instanceof Secret ? reveal(request.body) : request.body);
  });
}

function begin(
  request: HttpRequest,
  connect: (opened: Opened) => void,
  shared: https.Agent,
): http.ClientRequest {
  const isPlain = request.url.protocol === "http:";
  const common = {
    method: request.method,
    headers: wireHeaders(request),
    maxHeaderSize: LARGEST_HEAD_BYTES,
  };
  if (!isPlain && request.connection !== "fresh") {
    const options: SharedOptions = { ...common, agent: shared, connect };
    return https.request(request.url, options);
  }
  const createConnection = (_: unknown, opened: Opened): undefined => {
    connect(opened);
  };
  // Without an agent Node does not know the usual port, and writes one into the Host header.
  const defaultPort = isPlain ? 80 : 443;
  return (isPlain ? http : https).request(request.url, { ...common, createConnection, defaultPort });
}

/** Every end but an answer. */
function listen(
  outgoing: http.ClientRequest,
  { fail, failAs }: { fail: (error: unknown) => void; failAs: (code: string) => void },
): void {
  let information = 0;
  let answered = false;
  outgoing.on("error", fail);
  outgoing.on("response", () => (answered = true));
  // Where nobody listens, Node closes the connection and says nothing.
  outgoing.on("upgrade", (_, socket) => {
    socket.destroy();
    failAs("HTTP_101");
  });
  outgoing.on("information", () => {
    if (++information > MOST_INFORMATION) failAs("HTTP_1XX");
  });
  // With an answer, its body decides: the connection may close before it was read.
  outgoing.on("close", () => {
    if (!answered) failAs("ECONNRESET");
  });
}

function wireHeaders(request: HttpRequest): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = value instanceof Secret ? reveal(value) : value;
  }
  if (request.body !== undefined) {
    const body = request.body instanceof Secret ? reveal(request.body) : request.body;
    headers["content-length"] = Buffer.byteLength(body);
  }
  return headers;
}
