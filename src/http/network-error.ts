import { TransportError, type Reach } from "./transport.ts";

/** Nothing left the runner: the name was not found, or nobody answered the door. */
const NOT_SENT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "CONNECT_TIMEOUT",
]);

/** Certificate and protocol errors: OpenSSL's names and Node's. */
const TLS = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_|INVALID_CA|ERR_TLS|ERR_SSL|EPROTO)/;

/** Node's names for a header or an address that no request can have. */
const UNSENDABLE = /^ERR_(INVALID|UNESCAPED|HTTP_INVALID)_/;

/**
 * Sorts what `node:https` throws by whether the server may have acted on the request
 * (docs/design.md, "Retry classes").
 *
 * @param connected the TLS connection stood when it happened
 * @param status of the answer, where its head had come
 */
export function classifyNetworkError(error: unknown, connected: boolean, status?: number): TransportError {
  if (error instanceof TransportError)
    return status === undefined ? error : new TransportError(error.reach, error.code, error, status);
  const code = errorCode(error);
  return new TransportError(reachOf(code, connected), code, error, status);
}

function reachOf(code: string, connected: boolean): Reach {
  if (connected) return "ambiguous";
  return TLS.test(code) || UNSENDABLE.test(code) ? "refused-connection" : "not-sent";
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "TIMEOUT";
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code === "string") return code;
  // Several addresses were tried: each has its own error.
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return "UNKNOWN";
}

/** What a network failure means, in words: by code, for error texts. */
export function describeNetworkError(error: TransportError, host: string): { why: string; remedy: string } {
  const { code } = error;
  if (code === "PROXY_URL_INVALID") {
    return {
      why: "The proxy's address is not a URL.",
      remedy: "Correct HTTPS_PROXY (https_proxy): http://user:password@host:port, percent-encoded.",
    };
  }
  if (code === "PROXY_SPEAKS_FIRST") {
    return {
      why: `The proxy opened a tunnel to ${host} and spoke in it before anybody had asked.`,
      remedy: "That is no tunnel: check HTTPS_PROXY (https_proxy), or put the host into NO_PROXY.",
    };
  }
  if (code.startsWith("PROXY_")) {
    const status = code.slice("PROXY_".length);
    return status === "407"
      ? {
          why: `The proxy asks for a user name and a password (407).`,
          remedy: "Put them into HTTPS_PROXY (https_proxy).",
        }
      : {
          why: `The proxy refused the tunnel to ${host} with status ${status}.`,
          remedy: `Let the proxy reach ${host}:443, or put the host into NO_PROXY.`,
        };
  }
  if (code.endsWith("_NOT_JSON")) {
    return {
      why: `${host} answered with something that is not JSON (${code.replaceAll("_", " ")}).`,
      remedy: "A proxy's own page looks like this: check the proxy, cloud and authority-url.",
    };
  }
  if (UNSENDABLE.test(code)) {
    return {
      why: `The request to ${host} holds a character that cannot be sent (${code}).`,
      remedy: "Check the tokens and addresses that were given, and who issued them.",
    };
  }
  if (code.startsWith("HTTP_") || code.startsWith("HPE_") || code === "ANSWER_TOO_LARGE") {
    return {
      why: `${host} answered with something that is no answer to a request (${code.replaceAll("_", " ")}).`,
      remedy:
        "Something between that speaks for the service looks like this: check the proxy, and the hosts among the inputs.",
    };
  }
  if (TLS.test(code)) {
    return {
      why: `The TLS certificate or protocol of ${host} was refused (${code}).`,
      remedy:
        "If a proxy or a test tenant uses a CA of its own, set NODE_EXTRA_CA_CERTS in the step's env to its PEM file.",
    };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return {
      why: `The name ${host} could not be resolved (${code}).`,
      remedy: "Check cloud, authority-url and graph-url, and the runner's DNS and proxy.",
    };
  }
  if (NOT_SENT.has(code)) {
    return {
      why: `${host} could not be reached (${code}).`,
      remedy: "Check the runner's network, firewall and proxy.",
    };
  }
  return {
    why: `The connection to ${host} broke (${code}).`,
    remedy: "Run it again; if it stays, look at the runner's network and proxy.",
  };
}
