import { GITHUB_API_HOST, GITHUB_RUNNER_HOST } from "./hosts.ts";
import type { Tenant } from "./tenant.ts";

/** What a runner would set for the job: where to ask for the OIDC token, and GitHub's API. */
export function clientEnvironment(tenant: Tenant, origin: string): Record<string, string> {
  return environment(tenant, `${origin}/actions/idtoken/1/1?api-version=2.0`, `${origin}/api/v3`);
}

/** The same with the real hosts, for a client that reaches them through the proxy. */
export function realHostEnvironment(tenant: Tenant): Record<string, string> {
  const oidc = `https://${GITHUB_RUNNER_HOST}/1//idtoken/1/1?api-version=2.0`;
  return environment(tenant, oidc, `https://${GITHUB_API_HOST}`);
}

function environment({ github }: Tenant, oidcUrl: string, apiUrl: string): Record<string, string> {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: oidcUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: github.job.requestToken,
    GITHUB_API_URL: apiUrl,
    GITHUB_REPOSITORY: github.job.repository,
  };
}
