import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";

/** What the runner tells a step about its job: read once, here. */
export interface Environment {
  /** Where the job's OIDC tokens are made; absent without `permissions: id-token: write`. */
  readonly oidc: { readonly url: URL; readonly requestToken: Secret } | undefined;
  /** `owner/name`. */
  readonly repository: string | undefined;
  readonly runId: string | undefined;
  readonly serverUrl: string;
  readonly eventName: string | undefined;
  readonly actor: string | undefined;
  /** The step's folder for files that live as long as the job. */
  readonly tempDirectory: string | undefined;
}

export function readEnvironment(env: NodeJS.ProcessEnv, masker: Masker): Environment {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  return {
    oidc: readOidc(value("ACTIONS_ID_TOKEN_REQUEST_URL"), value("ACTIONS_ID_TOKEN_REQUEST_TOKEN"), masker),
    repository: value("GITHUB_REPOSITORY"),
    runId: value("GITHUB_RUN_ID"),
    serverUrl: value("GITHUB_SERVER_URL") ?? "https://github.com",
    eventName: value("GITHUB_EVENT_NAME"),
    actor: value("GITHUB_ACTOR"),
    tempDirectory: value("RUNNER_TEMP"),
  };
}

function readOidc(url: string | undefined, token: string | undefined, masker: Masker): Environment["oidc"] {
  if (url === undefined || token === undefined || !URL.canParse(url)) return undefined;
  masker.text(token);
  return { url: new URL(url), requestToken: new Secret(token, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") };
}
