/** Where a cloud's services are. Hosts: docs/service-facts.md, "Clouds". */
export interface Cloud {
  readonly name: string;
  /** Origin before `/{tenant}/oauth2/v2.0/token`. */
  readonly authorityOrigin: string;
  /** Origin before `/v1.0` and `/beta`; the scope is `{graphOrigin}/.default`. */
  readonly graphOrigin: string;
  /** Audience of the federated (OIDC) token; absent where none is documented. */
  readonly federatedAudience: string | undefined;
  /** After the vault's name in its host, and the resource of its tokens; absent where it is not documented. */
  readonly keyVaultDomain: string | undefined;
  /** `false` where the cloud's beta metadata holds no `trustFramework` (docs/service-facts.md, "Key sets"). */
  readonly hasKeySets: boolean;
  /** Spellings of azure/login. */
  readonly aliases: readonly string[];
}

export const CLOUDS: readonly Cloud[] = [
  {
    name: "global",
    authorityOrigin: "https://login.microsoftonline.com",
    graphOrigin: "https://graph.microsoft.com",
    federatedAudience: "api://AzureADTokenExchange",
    keyVaultDomain: "vault.azure.net",
    hasKeySets: true,
    aliases: ["azurecloud"],
  },
  {
    name: "us-gov",
    authorityOrigin: "https://login.microsoftonline.us",
    graphOrigin: "https://graph.microsoft.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    keyVaultDomain: "vault.usgovcloudapi.net",
    // Fairfax's beta metadata is not public and the documentation lists the cloud: not refused.
    hasKeySets: true,
    aliases: ["azureusgovernment"],
  },
  {
    name: "us-gov-dod",
    authorityOrigin: "https://login.microsoftonline.us",
    graphOrigin: "https://dod-graph.microsoft.us",
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    keyVaultDomain: "vault.usgovcloudapi.net",
    hasKeySets: true,
    aliases: [],
  },
  {
    name: "china",
    // Microsoft writes two login hosts; MSAL prefers this one and treats the other as its alias.
    authorityOrigin: "https://login.partner.microsoftonline.cn",
    graphOrigin: "https://microsoftgraph.chinacloudapi.cn",
    federatedAudience: "api://AzureADTokenExchangeChina",
    keyVaultDomain: "vault.azure.cn",
    hasKeySets: true,
    aliases: ["azurechinacloud"],
  },
  {
    name: "bleu",
    authorityOrigin: "https://login.sovcloud-identity.fr",
    graphOrigin: "https://graph.svc.sovcloud.fr",
    federatedAudience: "api://AzureADTokenExchangeFrance",
    keyVaultDomain: undefined,
    hasKeySets: false,
    aliases: [],
  },
  {
    name: "delos",
    authorityOrigin: "https://login.sovcloud-identity.de",
    graphOrigin: "https://graph.svc.sovcloud.de",
    federatedAudience: "api://AzureADTokenExchangeGermany",
    keyVaultDomain: undefined,
    hasKeySets: false,
    aliases: [],
  },
  {
    name: "govsg",
    authorityOrigin: "https://login.sovcloud-identity.sg",
    graphOrigin: "https://graph.svc.sovcloud.sg",
    federatedAudience: undefined,
    keyVaultDomain: undefined,
    hasKeySets: false,
    aliases: [],
  },
];

/** By name or by azure/login's spelling, in any letter case. */
export function findCloud(name: string): Cloud | undefined {
  const wanted = name.toLowerCase();
  return CLOUDS.find((cloud) => cloud.name === wanted || cloud.aliases.includes(wanted));
}
