import { randomUUID } from "node:crypto";
import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";
import { jwks, signingKeyOf, signJwt } from "../signingKey.ts";

const LIFETIME_SECONDS = 300;

/** `GET {ACTIONS_ID_TOKEN_REQUEST_URL}&audience=…`, as the runner's job asks for its token. */
export async function requestIdToken(exchange: Exchange): Promise<Reply> {
  const { tenant, url } = exchange;
  const { job } = tenant.github;
  if (exchange.bearer() !== job.requestToken) {
    return json(401, { message: "The job's request token is invalid.", typeKey: "UnauthorizedException" });
  }
  const [owner = ""] = job.repository.split("/");
  const audience = url.searchParams.get("audience") ?? `https://github.com/${owner}`;
  const now = tenant.nowSeconds();
  const jti = randomUUID();
  exchange.note("oidcJti", jti);
  exchange.note("audience", audience);
  const value = await signJwt(signingKeyOf("github"), {
    jti,
    sub: job.subject,
    aud: audience,
    ref: "refs/heads/main",
    sha: "0123456789abcdef0123456789abcdef01234567",
    repository: job.repository,
    repository_owner: owner,
    run_id: "1",
    run_number: "1",
    run_attempt: "1",
    actor: "octocat",
    workflow: "roll keys",
    event_name: "schedule",
    ref_type: "branch",
    runner_environment: "github-hosted",
    ...job.claims,
    iss: job.issuer,
    nbf: now - 300,
    exp: now + LIFETIME_SECONDS,
    iat: now,
  });
  return json(200, { count: value.length, value });
}

export function oidcConfiguration({ tenant }: Exchange): Reply {
  const { issuer } = tenant.github.job;
  return json(200, {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ["public", "pairwise"],
    response_types_supported: ["id_token"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid"],
  });
}

export function oidcKeys(): Reply {
  return json(200, jwks(signingKeyOf("github")));
}
