import { inputError } from "../errors.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";

/** What the runner tells a step about its job: read once, here. */
export interface Environment {
  /** Where the job's OIDC tokens are made; absent without `permissions: id-token: write`. */
  readonly oidc: { readonly url: URL; readonly requestToken: Secret } | undefined;
  /** `owner/name`. */
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  readonly runId: string | undefined;
  readonly runAttempt: string | undefined;
  readonly runnerName: string | undefined;
  /** The event's file, which the runner writes into a folder of the job. */
  readonly eventPath: string | undefined;
  /** GitHub's REST API, as this job's server names it. */
  readonly apiUrl: string | undefined;
  readonly eventName: string | undefined;
  /** The step's folder for files that live as long as the job. */
  readonly tempDirectory: string | undefined;
}

/** Throws `input-invalid` for an environment in which nothing secret may be sent. */
export function readEnvironment(env: NodeJS.ProcessEnv, masker: Masker): Environment {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  for (const name of ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]) {
    maskPassword(value(name), masker);
  }
  refuseUncheckedTls(value("NODE_TLS_REJECT_UNAUTHORIZED"));
  return {
    oidc: readOidc(value("ACTIONS_ID_TOKEN_REQUEST_URL"), value("ACTIONS_ID_TOKEN_REQUEST_TOKEN"), masker),
    repository: value("GITHUB_REPOSITORY"),
    repositoryId: value("GITHUB_REPOSITORY_ID"),
    runId: value("GITHUB_RUN_ID"),
    runAttempt: value("GITHUB_RUN_ATTEMPT"),
    runnerName: value("RUNNER_NAME"),
    eventPath: value("GITHUB_EVENT_PATH"),
    apiUrl: value("GITHUB_API_URL"),
    eventName: value("GITHUB_EVENT_NAME"),
    tempDirectory: value("RUNNER_TEMP"),
  };
}

/** Node would take any certificate, and whoever stands between would read the credentials. */
function refuseUncheckedTls(setting: string | undefined): void {
  if (setting !== "0") return;
  throw inputError(
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "is 0 in the environment: the services' certificates would not be checked, and anybody on the way could read the credentials that are sent.",
    "Take it out. If a proxy or a test tenant uses a CA of its own, set NODE_EXTRA_CA_CERTS in the step's env to its PEM file.",
  );
}

/** A proxy's password, as it is written in the URL and decoded. */
function maskPassword(url: string | undefined, masker: Masker): void {
  if (url === undefined) return;
  const [authority = ""] = url.replace(/^https?:\/\//i, "").split("/", 1);
  const [colon, at] = [authority.indexOf(":"), authority.lastIndexOf("@")];
  if (colon < 0 || at < colon) return;
  const password = authority.slice(colon + 1, at);
  masker.text(password);
  try {
    masker.text(decodeURIComponent(password));
  } catch {
    // A bare percent sign: there is nothing to decode.
  }
}

function readOidc(url: string | undefined, token: string | undefined, masker: Masker): Environment["oidc"] {
  if (url === undefined || token === undefined || !URL.canParse(url)) return undefined;
  masker.text(token);
  return { url: new URL(url), requestToken: new Secret(token, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") };
}
