/** The real hosts of every cloud (docs/service-facts.md, "Clouds"). */

export interface Cloud {
  readonly name: string;
  /** The first is the one that MSAL prefers; the others are its aliases. */
  readonly loginHosts: readonly string[];
  readonly graphHosts: readonly string[];
  readonly vaultDomain: string;
}

function cloud(name: string, loginHosts: string[], graphHosts: string[], vaultDomain: string): Cloud {
  return { name, loginHosts, graphHosts, vaultDomain };
}

export const GLOBAL_CLOUD = cloud(
  "global",
  ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
  ["graph.microsoft.com"],
  "vault.azure.net",
);

/** Both US Gov levels share the login host. The vault domains of the new clouds are a guess. */
export const CLOUDS: readonly Cloud[] = [
  GLOBAL_CLOUD,
  cloud(
    "us-gov",
    ["login.microsoftonline.us", "login.usgovcloudapi.net"],
    ["graph.microsoft.us", "dod-graph.microsoft.us"],
    "vault.usgovcloudapi.net",
  ),
  cloud(
    "china",
    ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
    ["microsoftgraph.chinacloudapi.cn"],
    "vault.azure.cn",
  ),
  cloud("bleu", ["login.sovcloud-identity.fr"], ["graph.svc.sovcloud.fr"], "vault.sovcloud-api.fr"),
  cloud("delos", ["login.sovcloud-identity.de"], ["graph.svc.sovcloud.de"], "vault.sovcloud-api.de"),
  cloud("govsg", ["login.sovcloud-identity.sg"], ["graph.svc.sovcloud.sg"], "vault.sovcloud-api.sg"),
];

export function cloudNamed(name: string): Cloud {
  const found = CLOUDS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no cloud ${name}`);
  return found;
}

export const GITHUB_API_HOST = "api.github.com";
export const GITHUB_OIDC_HOST = "token.actions.githubusercontent.com";
/** Where a runner fetches its OIDC token; the real host's first label differs by region. */
export const GITHUB_RUNNER_HOST = "run-actions-1-azure-eastus.actions.githubusercontent.com";

export type Service = "login" | "graph" | "github-api" | "github-oidc" | "vault";

/** Whose host it is; undefined for loopback and unknown names, which serve everything. */
export function serviceAt(hostname: string): Service | undefined {
  if (hostname === GITHUB_API_HOST) return "github-api";
  if (hostname.endsWith(".actions.githubusercontent.com")) return "github-oidc";
  for (const each of CLOUDS) {
    if (each.loginHosts.includes(hostname)) return "login";
    if (each.graphHosts.includes(hostname)) return "graph";
    if (hostname.endsWith(`.${each.vaultDomain}`)) return "vault";
  }
  return undefined;
}

/** The name in `{vault}.vault.azure.net` and its national forms. */
export function vaultNameOf(hostname: string): string | undefined {
  const own = CLOUDS.find(({ vaultDomain }) => hostname.endsWith(`.${vaultDomain}`));
  return own === undefined ? undefined : hostname.slice(0, -own.vaultDomain.length - 1);
}

/** Every name that the server's certificate carries. */
export function certificateHosts(): string[] {
  return [
    "localhost",
    ...CLOUDS.flatMap((each) => [...each.loginHosts, ...each.graphHosts, `*.${each.vaultDomain}`]),
    GITHUB_API_HOST,
    GITHUB_OIDC_HOST,
    "*.actions.githubusercontent.com",
  ];
}
