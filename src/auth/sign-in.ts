import type { SignIn } from "../config/sign-in.ts";
import { ActionError } from "../errors.ts";
import { isTransient, waitBeforeRetry, type Network } from "../http/exchange.ts";
import { describeNetworkError } from "../http/network-error.ts";
import { findSignInRefusal } from "../refusals.ts";
import type { Masker } from "../secrets/masker.ts";
import { isToken, reveal, type Secret } from "../secrets/secret.ts";
import type { TokenClaims } from "./claims.ts";
import { signClientAssertion } from "./client-assertion.ts";
import { requestOidcToken } from "./github-oidc.ts";
import { requestTokenOnce, type TokenRequest } from "./msal.ts";
import { NOT_KNOWN_YET, readTokenError, type TokenError } from "./token-error.ts";
import type { SignInSettings } from "./token-provider.ts";

const ATTEMPTS = 5;
/** Faults that Entra's list calls retryable (docs/service-facts.md, "Token service"). */
const TRANSIENT_CODES = new Set([90006, 90024, 90033, 90055, 90090]);
/** "Not within its valid time range": worth a second try once the service's time is known. */
const TIME_RANGE = 700024;

/** Younger than that, the certificate may not have reached every node of the token service. */
const YOUNG_MS = 3_600_000;
/** How long that is waited for: relays wait as long. */
const LONGEST_LAG_MS = 600_000;
const LAG_PAUSES_MS = [5_000, 10_000, 20_000, 30_000] as const;

type ClientSignIn = Exclude<SignIn, { kind: "access-token" }>;

/** Asks the token service for a Graph token, as often as that makes sense. */
export async function signIn(
  config: ClientSignIn,
  settings: SignInSettings,
  network: Network,
  masker: Masker,
): Promise<Secret> {
  const seen: Seen = { oidc: undefined };
  const request: TokenRequest = {
    ...settings,
    tenantId: config.tenantId,
    clientId: config.clientId,
    credential: credentialOf(config, network, masker, seen),
  };
  const lag = lagOf(config, network);
  for (let attempt = 0; ; attempt++) {
    network.limits.checkpoint();
    const skewBefore = network.serviceClock.skewMs;
    const result = await requestTokenOnce(request, network);
    const last = attempt + 1 >= ATTEMPTS;
    if (result.kind === "token") {
      masker.text(reveal(result.token));
      if (!isToken(result.token)) throw noToken(settings);
      return result.token;
    }
    if (result.kind === "answered") {
      const answer = readTokenError(result.response, network.texts);
      if (result.response.status === 200 && answer.error === undefined) throw noToken(settings);
      const clockCorrected =
        answer.codes.includes(TIME_RANGE) && Math.abs(network.serviceClock.skewMs - skewBefore) > 60_000;
      const retryable =
        isTransient(result.response.status) ||
        answer.error === "temporarily_unavailable" ||
        answer.codes.some((code) => TRANSIENT_CODES.has(code));
      if (clockCorrected) continue;
      if (await lag.passes(answer)) {
        attempt = -1;
        continue;
      }
      if (last || !retryable) throw refused(answer, config, seen, network);
      await waitBeforeRetry(network, attempt, result.response);
    } else {
      // A token request changes nothing, so repeating one of unknown outcome is safe.
      if (last || result.error.reach === "refused-connection") {
        const host = new URL(settings.authorityOrigin).host;
        throw new ActionError({
          code: "unreachable",
          blame: "service",
          what: `The token service (${host}) did not answer.`,
          ...describeNetworkError(result.error, host),
          cause: result.error,
        });
      }
      await waitBeforeRetry(network, attempt, result.response);
    }
  }
}

/**
 * A run right after a rotation may meet a node that has not heard of its certificate. An older
 * certificate that is not known is not there.
 */
function lagOf(config: ClientSignIn, network: Network): { passes(answer: TokenError): Promise<boolean> } {
  const { clock, limits, log, serviceClock } = network;
  let waits = 0;
  let endsAt = 0;
  return {
    passes: async ({ codes }) => {
      if (config.kind !== "certificate" || !codes.some((code) => NOT_KNOWN_YET.has(code))) return false;
      const age = serviceClock.now() - config.pair.certificate.validFromDate.getTime();
      if (age > YOUNG_MS) return false;
      endsAt ||= clock.now() + LONGEST_LAG_MS;
      const pause = LAG_PAUSES_MS[Math.min(waits++, LAG_PAUSES_MS.length - 1)] ?? 30_000;
      if (clock.now() + pause > endsAt || pause >= limits.remainingMs) return false;
      if (waits === 1) {
        log.step(
          `Entra does not know certificate ${config.pair.thumbprint} yet, which is ${String(Math.max(0, Math.floor(age / 60_000)))} minutes old: waiting for its replicas.`,
        );
      }
      await limits.wait(pause);
      return true;
    },
  };
}

/** A success without a token that could stand in a header. */
function noToken({ authorityOrigin }: SignInSettings): ActionError {
  return new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `The token service (${new URL(authorityOrigin).host}) answered with no token, or one with characters that no token has.`,
    remedy: "Check cloud, authority-url and the proxy.",
  });
}

interface Seen {
  oidc: TokenClaims | undefined;
}

function credentialOf(
  config: ClientSignIn,
  network: Network,
  masker: Masker,
  seen: Seen,
): TokenRequest["credential"] {
  switch (config.kind) {
    case "client-secret":
      return { kind: "secret", secret: config.secret };
    case "certificate":
      return {
        kind: "assertion",
        sign: async (tokenEndpoint) => {
          const jwt = await signClientAssertion(
            config.pair,
            config.clientId,
            tokenEndpoint,
            network.serviceClock.now(),
          );
          masker.text(jwt);
          return jwt;
        },
      };
    case "oidc":
      return {
        kind: "assertion",
        sign: async () => {
          const token = await requestOidcToken(config.oidc, config.audience, network, masker);
          seen.oidc = token.claims;
          return token.jwt;
        },
      };
  }
}

function refused(answer: TokenError, config: ClientSignIn, seen: Seen, network: Network): ActionError {
  const row = findSignInRefusal(answer.codes, answer.error);
  const skewSeconds = Math.round(network.serviceClock.skewMs / 1000);
  const shown = (claim: string | undefined): string =>
    claim === undefined ? "(none)" : `\`${network.texts.line(claim)}\``;
  const why = [
    row?.cause,
    seen.oidc &&
      `The OIDC token says issuer ${shown(seen.oidc.issuer)}, subject ${shown(seen.oidc.subject)}, audience ${shown(seen.oidc.audience)}.`,
    Math.abs(skewSeconds) >= 300
      ? `The runner's clock is ${String(Math.abs(skewSeconds))} s ${skewSeconds > 0 ? "slow" : "fast"}.`
      : undefined,
  ].filter((part) => part !== undefined);
  return new ActionError({
    code: "sign-in-refused",
    blame: "service",
    what: `Entra refused the sign-in of client ${config.clientId} in tenant ${config.tenantId} (${answer.description || answer.error || "no reason given"}).`,
    why: why.join(" "),
    remedy:
      row?.remedy ??
      "Look the code up in Microsoft's list of AADSTS error codes; the trace id helps Microsoft's support.",
    ...(answer.traceId === undefined ? {} : { requestId: answer.traceId }),
  });
}
