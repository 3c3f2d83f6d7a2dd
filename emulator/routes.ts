import { control } from "./control.ts";
import { instanceDiscovery, openIdConfiguration, signingKeys } from "./entra/metadata.ts";
import { tokenEndpoint } from "./entra/tokenEndpoint.ts";
import type { Exchange } from "./exchange.ts";
import { githubApi } from "./github/api.ts";
import { oidcConfiguration, oidcKeys, requestIdToken } from "./github/oidc.ts";
import { graph } from "./graph/dispatch.ts";
import { serviceAt, type Service } from "./hosts.ts";
import { html, type Reply } from "./message.ts";
import { vaultApi } from "./vault/api.ts";

interface Route {
  readonly service: Service | "emulator";
  readonly method?: string;
  readonly path: RegExp;
  handle(exchange: Exchange, match: RegExpExecArray): Reply | Promise<Reply>;
}

/** The path decides; one origin may serve everything. A real host serves its own service only. */
const ROUTES: readonly Route[] = [
  { service: "emulator", path: /^\/__emulator\//, handle: control },
  { service: "graph", path: /^\/(?:v1\.0|beta)(?:\/|$)/, handle: graph },
  {
    service: "login",
    path: /^\/([^/]+)\/oauth2\/v2\.0\/token$/,
    handle: (exchange, match) => tokenEndpoint(exchange, match[1] ?? ""),
  },
  {
    service: "login",
    method: "GET",
    path: /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/,
    handle: (exchange, match) => openIdConfiguration(exchange, match[1] ?? ""),
  },
  { service: "login", method: "GET", path: /^\/common\/discovery\/instance$/, handle: instanceDiscovery },
  { service: "login", method: "GET", path: /^\/[^/]+\/discovery\/v2\.0\/keys$/, handle: signingKeys },
  { service: "github-oidc", method: "GET", path: /\/idtoken(?:\/|$)/, handle: requestIdToken },
  {
    service: "github-oidc",
    method: "GET",
    path: /^\/\.well-known\/openid-configuration$/,
    handle: oidcConfiguration,
  },
  { service: "github-oidc", method: "GET", path: /^\/\.well-known\/jwks$/, handle: oidcKeys },
  { service: "github-api", path: /^(?:\/api\/v3)?\/repos\//, handle: githubApi },
  { service: "vault", path: /^(?:\/vaults\/[^/]+)?\/secrets(?:\/|$)/, handle: vaultApi },
];

export function route(exchange: Exchange): Reply | Promise<Reply> {
  const own = serviceAt(exchange.url.hostname);
  for (const each of ROUTES) {
    if (own !== undefined && each.service !== own) continue;
    if (each.method !== undefined && each.method !== exchange.method) continue;
    const match = each.path.exec(exchange.url.pathname);
    if (match !== null) return each.handle(exchange, match);
  }
  exchange.alarm("no such path");
  return html(404, "404 Not Found");
}
