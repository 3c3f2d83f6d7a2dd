import { inputError } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { SinkSettings } from "../sinks/open.ts";
import { refuseNonTokenCharacters } from "./characters.ts";
import { trimEndOf } from "../trim-end.ts";
import { parseDeliverTo, type SinkTarget } from "./deliver-to.ts";
import type { Endpoints } from "./endpoints.ts";
import type { SignIn } from "./sign-in.ts";
import { parseOrigin } from "./values.ts";

const DEFAULT_API_URL = "https://api.github.com";

/** The inputs that say where a credential goes, as plain values. */
export interface GivenSinks {
  readonly deliverTo: string | undefined;
  readonly githubToken: Secret | undefined;
  readonly githubApiUrl: string | undefined;
  readonly keyVaultUrl: string | undefined;
  readonly tempDirectory: string | undefined;
  readonly signIn: SignIn;
  readonly endpoints: Endpoints;
}

/** Refuses what no sink could work with. An empty `deliver-to` gives no targets: the caller decides. */
export function parseSinkSettings(given: GivenSinks): SinkSettings {
  const targets = parseDeliverTo(given.deliverTo ?? "", given.tempDirectory);
  if (given.githubToken === undefined) refuseGitHubSinks(targets);
  else refuseNonTokenCharacters("github-token", given.githubToken);
  const apiUrl = parseApiUrl(given.githubApiUrl ?? DEFAULT_API_URL);
  return {
    targets,
    // Also without a GitHub sink: it tells when the run began.
    github: given.githubToken && { token: given.githubToken, apiUrl },
    keyVault: keyVaultSettings(targets, given),
  };
}

function refuseGitHubSinks(targets: readonly SinkTarget[]): void {
  const needs = targets.find(({ kind }) => kind.startsWith("github-"));
  if (needs === undefined) return;
  throw inputError(
    "github-token",
    `is missing or empty, and deliver-to names \`${needs.name}\`.`,
    "GITHUB_TOKEN cannot write secrets: give the token of a GitHub App or a fine-grained token that may write them (Secrets: write; for an environment's secrets Environments: write).",
    "input-missing",
  );
}

/** With a path where GitHub Enterprise Server has one: `https://github.example.com/api/v3`. */
export function parseApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") {
    throw inputError(
      "github-api-url",
      url === undefined ? "is not a URL." : "is not https.",
      "Leave it out, or give the API's address, such as https://github.example.com/api/v3.",
    );
  }
  if (url.username !== "" || url.password !== "" || /[?#]/.test(text)) {
    throw inputError(
      "github-api-url",
      "holds a user name, a password, a query or a fragment.",
      "Give the address alone, such as https://api.github.com.",
    );
  }
  return `${url.origin}${trimEndOf(url.pathname, "/")}`;
}

function keyVaultSettings(targets: readonly SinkTarget[], given: GivenSinks): SinkSettings["keyVault"] {
  const vaults = targets.filter((target) => target.kind === "key-vault-secret");
  const [first] = vaults;
  if (first === undefined) return undefined;
  const { signIn, endpoints } = given;
  if (signIn.kind === "access-token") {
    throw inputError(
      "access-token",
      `cannot reach \`${first.name}\`: it is a token for Microsoft Graph, and Key Vault wants one of its own.`,
      "Sign in with a certificate, a secret or OIDC instead.",
      "input-conflict",
    );
  }
  const { keyVaultDomain } = endpoints.cloud;
  if (given.keyVaultUrl === undefined) {
    if (keyVaultDomain === undefined) {
      throw inputError(
        "key-vault-url",
        `is missing: where the vaults of the cloud ${endpoints.cloud.name} are is not documented.`,
        "Give the vault's address, as the portal shows it (Vault URI).",
        "input-missing",
      );
    }
    return { signIn, authorityOrigin: endpoints.authorityOrigin, domain: keyVaultDomain, origin: undefined };
  }
  if (new Set(vaults.map(({ vault }) => vault.toLowerCase())).size > 1) {
    throw inputError(
      "key-vault-url",
      "is the address of one vault, and deliver-to names several.",
      "Leave key-vault-url out, or name one vault.",
      "input-conflict",
    );
  }
  const origin = parseOrigin("key-vault-url", given.keyVaultUrl);
  const { hostname } = new URL(origin);
  return {
    signIn,
    authorityOrigin: endpoints.authorityOrigin,
    // Of an unknown cloud, the vault's own host tells: what follows the vault's name.
    domain: keyVaultDomain ?? hostname.slice(hostname.indexOf(".") + 1),
    origin,
  };
}
