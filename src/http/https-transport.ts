import http from "node:http";
import https from "node:https";
import { getProxyUrl } from "@actions/http-client/lib/proxy";
import { reveal, Secret } from "../secrets/secret.ts";
import { classifyNetworkError } from "./network-error.ts";
import { TransportError, type HttpRequest, type HttpResponse, type Transport } from "./transport.ts";

const CONNECT_TIMEOUT_MS = 10_000;
/** No answer here is larger than some hundred kilobytes. */
const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * One exchange over `node:https`.
 *
 * Not `fetch`: it takes twice the time to load, follows redirects with the body (and so
 * with the secret in it), and ignores `HTTPS_PROXY`. Proxies are chosen by the runner's own
 * rules (`https_proxy`, `no_proxy`, loopback always direct); the tunnel is loaded only when
 * there is one.
 */
export function httpsTransport(): Transport {
  const shared = new https.Agent({ keepAlive: true, maxSockets: 8 });
  return async (request) => {
    const proxy = proxyFor(request.url);
    const agent =
      proxy === undefined
        ? request.url.protocol === "http:"
          ? undefined
          : request.connection === "fresh"
            ? new https.Agent({ keepAlive: false })
            : shared
        : await proxyAgent(proxy);
    return exchange(request, agent);
  };
}

function proxyFor(url: URL): URL | undefined {
  try {
    const proxy = getProxyUrl(url);
    if (proxy === undefined || /^https?:$/.test(proxy.protocol)) return proxy;
    // `proxy:8080` reads as a URL whose scheme is `proxy`; the runner takes it for http.
    return new URL(`http://${proxy.href}`);
  } catch (error) {
    // Its text holds the whole address, and with it the password.
    throw new TransportError("refused-connection", "PROXY_URL_INVALID", error);
  }
}

async function proxyAgent(proxy: URL): Promise<http.Agent> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  // The toolkit's URL hands out user name and password decoded; the agent decodes them
  // itself, so it gets the text as it was written.
  return new HttpsProxyAgent(proxy.href);
}

function exchange(request: HttpRequest, agent: http.Agent | undefined): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const progress: Progress = { connected: false, status: undefined };
    const fail = (error: unknown): void => {
      clearTimeout(connectTimer);
      reject(classifyNetworkError(error, progress.connected, progress.status));
    };
    const options: https.RequestOptions = {
      method: request.method,
      headers: wireHeaders(request),
      signal: request.signal,
      ...(agent === undefined ? {} : { agent }),
    };
    const outgoing = (request.url.protocol === "http:" ? http : https).request(
      request.url,
      options,
      (incoming) => {
        progress.status = incoming.statusCode;
        receive(incoming).then(resolve, fail);
      },
    );
    const connectTimer = setTimeout(() => {
      outgoing.destroy(new TransportError("not-sent", "CONNECT_TIMEOUT"));
    }, CONNECT_TIMEOUT_MS);
    followConnection(outgoing, progress, () => {
      clearTimeout(connectTimer);
    });
    outgoing.on("error", fail);
    outgoing.end(request.body instanceof Secret ? reveal(request.body) : request.body);
  });
}

interface Progress {
  /** From here on the server may have seen the request. */
  connected: boolean;
  /** Of the answer, as soon as its head is there. */
  status: number | undefined;
}

function followConnection(outgoing: http.ClientRequest, progress: Progress, connected: () => void): void {
  // A proxy that refuses the tunnel answers in the server's place.
  outgoing.on("proxyConnect", (answer: { statusCode: number }) => {
    if (answer.statusCode !== 200) {
      outgoing.destroy(new TransportError("refused-connection", `PROXY_${String(answer.statusCode)}`));
    }
  });
  outgoing.on("socket", (socket) => {
    const open = (): void => {
      progress.connected = true;
      connected();
    };
    if (outgoing.reusedSocket || !socket.connecting) {
      // A tunnel's socket is handed over with TLS still to be done.
      if ("encrypted" in socket && "secureConnecting" in socket && socket.secureConnecting === true) {
        socket.once("secureConnect", open);
      } else {
        open();
      }
    } else {
      socket.once("encrypted" in socket ? "secureConnect" : "connect", open);
    }
  });
}

function receive(incoming: http.IncomingMessage): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_ANSWER_BYTES) incoming.destroy(new TransportError("ambiguous", "ANSWER_TOO_LARGE"));
      else chunks.push(chunk);
    });
    incoming.on("error", reject);
    incoming.on("end", () => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(incoming.headers)) {
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
      }
      resolve({ status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString("utf8") });
    });
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
