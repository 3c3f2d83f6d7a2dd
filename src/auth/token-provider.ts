import type { SignIn } from "../config/sign-in.ts";
import type { Network } from "../http/exchange.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Masker } from "../secrets/masker.ts";
import { readClaims, type TokenClaims } from "./claims.ts";
import { requestOidcToken } from "./github-oidc.ts";

export interface AccessToken {
  readonly secret: Secret;
  /** Absent where the token is opaque. */
  readonly claims: TokenClaims | undefined;
}

/** Gives Graph tokens and keeps the last one while it lives. */
export interface TokenProvider {
  get(): Promise<AccessToken>;
  /** Forgets the token, so that the next `get` signs in anew. `false` where that is not possible. */
  renew(): boolean;
  /**
   * What GitHub's OIDC token of this job says, and so what a federated credential must name.
   * Asks for a token of its own; `undefined` where the sign-in uses none.
   */
  federatedClaims(): Promise<TokenClaims | undefined>;
}

export interface SignInSettings {
  readonly authorityOrigin: string;
  /** `{graph}/.default`. */
  readonly scope: string;
}

/** A token with less than this left is not used for another request. */
const RENEW_BEFORE_MS = 5 * 60_000;

export function createTokenProvider(
  signIn: SignIn,
  settings: SignInSettings,
  network: Network,
  masker: Masker,
): TokenProvider {
  if (signIn.kind === "access-token") {
    const token: AccessToken = { secret: signIn.token, claims: readClaims(signIn.token) };
    return {
      get: () => Promise.resolve(token),
      renew: () => false,
      federatedClaims: () => Promise.resolve(undefined),
    };
  }
  const request = async (): Promise<Secret> => {
    // MSAL is half of what this action loads: a ready token does without.
    const module = await import("./sign-in.ts");
    return module.signIn(signIn, settings, network, masker);
  };
  const federated = async (): Promise<TokenClaims | undefined> =>
    signIn.kind === "oidc"
      ? (await requestOidcToken(signIn.oidc, signIn.audience, network, masker)).claims
      : undefined;
  return new SigningIn(request, federated, network);
}

class SigningIn implements TokenProvider {
  readonly federatedClaims: () => Promise<TokenClaims | undefined>;
  readonly #request: () => Promise<Secret>;
  readonly #network: Network;
  #token: AccessToken | undefined;

  constructor(
    request: () => Promise<Secret>,
    federated: () => Promise<TokenClaims | undefined>,
    network: Network,
  ) {
    this.federatedClaims = federated;
    this.#request = request;
    this.#network = network;
  }

  async get(): Promise<AccessToken> {
    const expiresOn = this.#token?.claims?.expiresOn;
    if (expiresOn !== undefined && expiresOn * 1000 - this.#network.serviceClock.now() < RENEW_BEFORE_MS) {
      this.#token = undefined;
    }
    if (this.#token === undefined) {
      const secret = await this.#request();
      this.#token = { secret, claims: readClaims(secret) };
    }
    return this.#token;
  }

  renew(): boolean {
    this.#token = undefined;
    return true;
  }
}
