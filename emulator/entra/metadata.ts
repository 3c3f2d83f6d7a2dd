import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";
import { jwks, signingKeyOf } from "../signingKey.ts";

/**
 * What a client may look up before it signs in. A careful one asks for none of it:
 * every lookup is one more request that can fail. So each is an alarm in the log.
 */
export function openIdConfiguration(exchange: Exchange, tenantName: string): Reply {
  exchange.alarm("OpenID configuration was read");
  const base = `${exchange.url.origin}/${tenantName}`;
  return json(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    issuer: `${exchange.url.origin}/${exchange.tenant.id}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    id_token_signing_alg_values_supported: ["RS256"],
    subject_types_supported: ["pairwise"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
  });
}

export function instanceDiscovery(exchange: Exchange): Reply {
  exchange.alarm("instance discovery was asked");
  const { tenant, url } = exchange;
  return json(200, {
    tenant_discovery_endpoint: `${url.origin}/${tenant.id}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [
      {
        preferred_network: tenant.cloud.loginHosts[0],
        preferred_cache: tenant.cloud.loginHosts.at(-1),
        aliases: tenant.cloud.loginHosts,
      },
    ],
  });
}

export function signingKeys(): Reply {
  return json(200, jwks(signingKeyOf("entra")));
}
