import { signClientAssertion } from "../auth/client-assertion.ts";
import { requestTokenOnce, type TokenRequest } from "../auth/msal.ts";
import { NOT_KNOWN_YET, readTokenError, type TokenError } from "../auth/token-error.ts";
import { ActionError } from "../errors.ts";
import { isTransient, type Network } from "../http/exchange.ts";
import type { KeyPair } from "../material/key-pair.ts";
import type { RunContext } from "../operations/operation.ts";
import { findSignInRefusal } from "../refusals.ts";
import type { Masker } from "../secrets/masker.ts";
import { reveal, type Secret } from "../secrets/secret.ts";

/**
 * A request that comes too early can fill a cache with "not found" for minutes, so the first
 * one waits (docs/service-facts.md, "Replication").
 */
const FIRST_PAUSE_MS = 10_000;
const PAUSES_MS = [5_000, 10_000, 20_000, 30_000] as const;
const BETWEEN_SUCCESSES_MS = 2_000;
/** The token service has many nodes, and one success speaks for one of them. */
const SUCCESSES_IN_A_ROW = 3;
const CLOCK_CODE = 700024;

export type ProvableCredential =
  | { readonly kind: "certificate"; readonly pair: KeyPair }
  | { readonly kind: "password"; readonly secret: Secret };

export interface Proving {
  readonly authorityOrigin: string;
  readonly tenantId: string;
  /** The target's client id: the credential signs in as its owner. */
  readonly clientId: string;
  readonly scope: string;
  readonly timeoutMs: number;
}

export type ProofOutcome =
  | { readonly kind: "proved"; readonly attempts: number }
  /** Never accepted within the budget, and never definitely refused: it may work later. */
  | { readonly kind: "timed-out"; readonly reason: string }
  | { readonly kind: "refused"; readonly error: ActionError };

/** Signs in with the new credential until the token service has accepted it three times in a row. */
export async function proveCredential(
  credential: ProvableCredential,
  proving: Proving,
  network: Network,
  masker: Masker,
): Promise<ProofOutcome> {
  const request = tokenRequest(credential, proving, network, masker);
  const endsAt = network.clock.now() + proving.timeoutMs;
  let successes = 0;
  let failures = 0;
  let reason = "it was not asked";
  let pause = Math.min(FIRST_PAUSE_MS, proving.timeoutMs / 4);
  for (let attempt = 1; ; attempt++) {
    // An interrupt first: a request that it has cut off is no sign of a lasting refusal.
    network.limits.checkpoint();
    if (network.clock.now() + pause > endsAt) return { kind: "timed-out", reason };
    await network.limits.wait(pause);
    const result = await requestTokenOnce(request, network);
    if (result.kind === "token") {
      masker.text(reveal(result.token));
      successes++;
      if (successes >= SUCCESSES_IN_A_ROW) return { kind: "proved", attempts: attempt };
      pause = BETWEEN_SUCCESSES_MS;
      continue;
    }
    successes = 0;
    if (result.kind === "answered") {
      const answer = readTokenError(result.response, network.texts);
      if (!isWorthWaiting(answer, result.response.status))
        return { kind: "refused", error: notProved(answer) };
      reason = answer.description || (answer.error ?? `status ${String(result.response.status)}`);
    } else {
      reason = `the token service did not answer (${result.error.code})`;
    }
    pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 30_000;
    failures++;
    network.log.debug(`not accepted yet: ${reason}`);
  }
}

/**
 * Does this credential open a token at all?
 *
 * @throws ActionError where the token service says neither: that is no "no"
 */
export async function opensToken(
  credential: ProvableCredential,
  proving: Proving,
  network: Network,
  masker: Masker,
): Promise<boolean> {
  const request = tokenRequest(credential, proving, network, masker);
  for (const pause of [0, 2_000, 5_000]) {
    if (pause > 0) await network.limits.wait(pause);
    const result = await requestTokenOnce(request, network);
    if (result.kind === "token") {
      masker.text(reveal(result.token));
      return true;
    }
    if (result.kind === "answered" && !isTransient(result.response.status)) return false;
  }
  throw new ActionError({
    code: "unreachable",
    blame: "service",
    what: "The token service did not say whether the current credential opens a token, three times.",
    remedy: "Nothing was written. Run it again later.",
  });
}

const STILL_PAUSES_MS = [0, 10_000, 20_000, 30_000] as const;

/**
 * Does a credential that was accepted before still open a token? For an object that nobody may
 * read. One node that does not know it is no evidence: refused at every look it is believed to be gone.
 */
export async function opensTokenStill(
  credential: ProvableCredential,
  proving: Proving,
  { graph: { network }, masker }: Pick<RunContext, "graph" | "masker">,
): Promise<boolean> {
  for (const pause of STILL_PAUSES_MS) {
    if (pause > 0) await network.limits.wait(pause);
    if (await opensToken(credential, proving, network, masker)) return true;
  }
  return false;
}

function tokenRequest(
  credential: ProvableCredential,
  proving: Proving,
  network: Network,
  masker: Masker,
): TokenRequest {
  return {
    authorityOrigin: proving.authorityOrigin,
    tenantId: proving.tenantId,
    clientId: proving.clientId,
    scope: proving.scope,
    credential:
      credential.kind === "password"
        ? { kind: "secret", secret: credential.secret }
        : {
            kind: "assertion",
            sign: async (tokenEndpoint) => {
              const now = network.serviceClock.now();
              const jwt = await signClientAssertion(credential.pair, proving.clientId, tokenEndpoint, now);
              masker.text(jwt);
              return jwt;
            },
          },
  };
}

function isWorthWaiting(answer: TokenError, status: number): boolean {
  return (
    isTransient(status) ||
    answer.error === "temporarily_unavailable" ||
    answer.codes.some((code) => NOT_KNOWN_YET.has(code) || code === CLOCK_CODE)
  );
}

function notProved(answer: TokenError): ActionError {
  const row = findSignInRefusal(answer.codes);
  return new ActionError({
    code: "not-proved",
    blame: "service",
    what: `The token service refused the new credential (${answer.description || answer.error || "no reason given"}).`,
    ...(row === undefined ? {} : { why: row.cause }),
    remedy: row?.remedy ?? "Look the code up in Microsoft's list of AADSTS error codes.",
    ...(answer.traceId === undefined ? {} : { requestId: answer.traceId }),
  });
}
