import { ActionError } from "../errors.ts";
import { parseObject } from "../graph/json.ts";
import { isTransient, sendOnce, waitBeforeRetry, type Network } from "../http/exchange.ts";
import { describeNetworkError } from "../http/network-error.ts";
import type { HttpResponse } from "../http/transport.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Masker } from "../secrets/masker.ts";
import { bearer, isToken, Secret } from "../secrets/secret.ts";
import { readClaims, type TokenClaims } from "./claims.ts";

const ATTEMPTS = 5;

export interface OidcToken {
  readonly jwt: string;
  /** Issuer, subject and audience: what a federated credential must name. */
  readonly claims: TokenClaims | undefined;
}

/**
 * A new OIDC token of this job. It lives five minutes, and Entra takes each one once: every
 * token request gets its own, and nothing sleeps between the two (docs/service-facts.md, "GitHub's OIDC token").
 *
 * Not `core.getIDToken`: that one has no time limit, and brings a second HTTP client.
 */
export async function requestOidcToken(
  oidc: NonNullable<Environment["oidc"]>,
  audience: string,
  network: Network,
  masker: Masker,
): Promise<OidcToken> {
  const url = new URL(oidc.url);
  url.searchParams.set("audience", audience);
  for (let attempt = 0; ; attempt++) {
    network.limits.checkpoint();
    const outcome = await sendOnce(network, {
      method: "GET",
      url,
      headers: {
        authorization: bearer(oidc.requestToken),
        accept: "application/json; api-version=2.0",
      },
      asks: "token",
      signal: network.limits.forRead(),
    });
    const last = attempt + 1 >= ATTEMPTS;
    if (outcome.kind === "answered") {
      if (outcome.response.status === 200) return readAnswer(outcome.response, masker);
      if (last || !isTransient(outcome.response.status)) throw refused(outcome.response);
      await waitBeforeRetry(network, attempt, outcome.response);
    } else {
      if (last || outcome.error.reach === "refused-connection") {
        throw new ActionError({
          code: "unreachable",
          blame: "service",
          what: "GitHub's OIDC endpoint did not answer.",
          ...describeNetworkError(outcome.error, url.host),
          cause: outcome.error,
        });
      }
      await waitBeforeRetry(network, attempt, undefined);
    }
  }
}

function readAnswer(response: HttpResponse, masker: Masker): OidcToken {
  const value = parseObject(response.body)?.["value"];
  if (typeof value !== "string" || value === "") throw refused(response);
  masker.text(value);
  const token = new Secret(value, "OIDC token");
  if (!isToken(token)) throw refused(response);
  return { jwt: value, claims: readClaims(token) };
}

function refused(response: HttpResponse): ActionError {
  return new ActionError({
    code: "oidc-unavailable",
    blame: "service",
    what: `GitHub's OIDC endpoint gave no token (status ${String(response.status)}).`,
    remedy: "Check that the job has `permissions: { id-token: write }`, and run it again.",
  });
}
