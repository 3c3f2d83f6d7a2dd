import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
} from "@azure/msal-node";
import { sendOnce, type Network, type Outcome } from "../http/exchange.ts";
import { TransportError, type HttpResponse } from "../http/transport.ts";
import { parseObject } from "../graph/json.ts";
import { reveal, Secret } from "../secrets/secret.ts";

/** Who asks for a token, and with what. */
export interface TokenRequest {
  readonly authorityOrigin: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** `{resource}/.default`. */
  readonly scope: string;
  readonly credential:
    | { readonly kind: "secret"; readonly secret: Secret }
    /** Asked for anew at every attempt; gets the token endpoint as its audience. */
    | { readonly kind: "assertion"; readonly sign: (tokenEndpoint: string) => Promise<string> };
}

export type TokenAttempt =
  | { readonly kind: "token"; readonly token: Secret }
  | { readonly kind: "answered"; readonly response: HttpResponse }
  /** `response`: an answer that is no JSON, such as a gateway's page; it may say how long to wait. */
  | (Exclude<Outcome, { readonly kind: "answered" }> & { readonly response?: HttpResponse });

/**
 * One token request by MSAL: one client, one exchange, no cache.
 *
 * A client of its own for every attempt, because MSAL remembers a failure and then refuses
 * further calls without asking anybody; and our network module, because MSAL's has no time
 * limit. The authority's metadata is handed in, so that MSAL asks no other host about it.
 */
export async function requestTokenOnce(request: TokenRequest, network: Network): Promise<TokenAttempt> {
  const exchange = new SingleExchange(network);
  const { credential } = request;
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: request.clientId,
      ...authority(request.authorityOrigin, request.tenantId),
      ...(credential.kind === "secret"
        ? { clientSecret: reveal(credential.secret) }
        : {
            clientAssertion: () => credential.sign(tokenEndpoint(request.authorityOrigin, request.tenantId)),
          }),
    },
    system: { networkClient: exchange, disableInternalRetries: true },
  });
  try {
    const result = await application.acquireTokenByClientCredential({
      scopes: [request.scope],
      skipCache: true,
    });
    // MSAL hands on what the answer says, of whatever type.
    const token: unknown = result?.accessToken;
    if (typeof token === "string" && token !== "")
      return { kind: "token", token: new Secret(token, "access token") };
  } catch (error) {
    // What MSAL throws repeats the answer: the answer itself says more. Without one, the
    // error is ours (a signature that failed) and goes up as it is.
    if (exchange.outcome === undefined) throw error;
  }
  if (exchange.outcome === undefined) throw new TypeError("MSAL gave neither a token nor a reason");
  return exchange.outcome.kind === "answered"
    ? { kind: "answered", response: exchange.outcome.response }
    : {
        ...exchange.outcome,
        ...(exchange.unreadable === undefined ? {} : { response: exchange.unreadable }),
      };
}

function tokenEndpoint(authorityOrigin: string, tenantId: string): string {
  return `${authorityOrigin}/${tenantId}/oauth2/v2.0/token`;
}

function authority(
  origin: string,
  tenantId: string,
): { authority: string; knownAuthorities: string[]; authorityMetadata: string } {
  const base = `${origin}/${tenantId}`;
  return {
    authority: base,
    knownAuthorities: [new URL(origin).host],
    authorityMetadata: JSON.stringify({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: tokenEndpoint(origin, tenantId),
      jwks_uri: `${base}/discovery/v2.0/keys`,
    }),
  };
}

/** MSAL's network, over the run's transport; it remembers what came back. */
class SingleExchange implements INetworkModule {
  outcome: Outcome | undefined;
  unreadable: HttpResponse | undefined;
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  sendGetRequestAsync(url: string): Promise<never> {
    return Promise.reject(new TypeError(`MSAL asked for ${new URL(url).pathname}, which it has no need for`));
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- MSAL's interface
  async sendPostRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<{ headers: Record<string, string>; body: T; status: number }> {
    const outcome = await sendOnce(this.#network, {
      method: "POST",
      url: new URL(url),
      headers: { ...options?.headers, accept: "application/json" },
      // Holds the client secret or the assertion.
      body: new Secret(options?.body ?? "", "token request"),
      connection: "fresh",
      asks: "token",
      signal: this.#network.limits.forRead(),
    });
    this.outcome = outcome;
    if (outcome.kind !== "answered") throw outcome.error;
    const { status, headers, body } = outcome.response;
    const parsed = parseObject(body);
    if (parsed === undefined) {
      // An HTML page from a proxy: MSAL would die of it with a TypeError.
      this.unreadable = outcome.response;
      this.outcome = {
        kind: "ambiguous",
        error: new TransportError("ambiguous", `HTTP_${String(status)}_NOT_JSON`),
      };
      throw this.outcome.error;
    }
    return { status, headers: { ...headers }, body: parsed as T };
  }
}
