import type { Exchange } from "../exchange.ts";
import { CLOUDS, serviceAt } from "../hosts.ts";
import { decodeJwt, digestOf, stringClaim } from "../jwt.ts";
import { json, type Reply } from "../message.ts";
import { findByAppId, type DirectoryObject } from "../model.ts";
import { AadstsRefusal, aadstsReply } from "./aadsts.ts";
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from "./accessToken.ts";
import { checkCertificateAssertion } from "./certificateAssertion.ts";
import { checkClientSecret } from "./clientSecret.ts";
import { checkFederatedAssertion } from "./federatedAssertion.ts";

const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** `POST /{tenant}/oauth2/v2.0/token`, client credentials only. */
export async function tokenEndpoint(exchange: Exchange, tenantName: string): Promise<Reply> {
  try {
    return await grant(exchange, tenantName);
  } catch (error) {
    if (error instanceof AadstsRefusal) return aadstsReply(exchange, error);
    throw error;
  }
}

async function grant(exchange: Exchange, tenantName: string): Promise<Reply> {
  const { tenant } = exchange;
  const form = readForm(exchange);
  checkTenant(exchange, tenantName);
  if (required(form, "grant_type") !== "client_credentials") {
    throw new AadstsRefusal("unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  }
  const clientId = required(form, "client_id").toLowerCase();
  const audience = audienceOf(exchange, required(form, "scope"));
  const directory = tenant.directory.look("tokens", tenant.now());
  const application = findByAppId(directory, "application", clientId);
  const principal = findByAppId(directory, "servicePrincipal", clientId);
  if (principal === undefined) throw unknownClient(exchange, clientId, application !== undefined);
  exchange.note("client", clientId);
  await authenticate(
    exchange,
    form,
    clientId,
    application === undefined ? [principal] : [application, principal],
  );
  return json(
    200,
    {
      token_type: "Bearer",
      expires_in: ACCESS_TOKEN_SECONDS - 1,
      ext_expires_in: ACCESS_TOKEN_SECONDS - 1,
      access_token: await issueAccessToken(tenant, principal, audience),
    },
    { "cache-control": "no-store, no-cache", pragma: "no-cache" },
  );
}

function readForm(exchange: Exchange): URLSearchParams {
  const type = exchange.headers["content-type"] ?? "";
  if (exchange.method !== "POST" || !/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) {
    throw new AadstsRefusal(
      "invalid_request",
      900144,
      "The request body must contain the following parameter: 'grant_type'.",
    );
  }
  const form = new URLSearchParams(exchange.body);
  for (const name of form.keys()) {
    if (form.getAll(name).length > 1) throw malformed(`The parameter '${name}' is duplicated.`);
  }
  return form;
}

function checkTenant(exchange: Exchange, name: string): void {
  const { tenant, url } = exchange;
  const isOurs = [tenant.id, ...tenant.domains].some((each) => each.toLowerCase() === name.toLowerCase());
  const isOurCloud = serviceAt(url.hostname) === undefined || tenant.cloud.loginHosts.includes(url.hostname);
  if (isOurs && isOurCloud) return;
  throw new AadstsRefusal(
    "invalid_request",
    90002,
    `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );
}

/**
 * The resource of a `{resource}/.default` scope: Graph, or Key Vault, of this cloud or of this very
 * host; its ports may be two ways to the same server, as the login's and Graph's hosts are.
 */
function audienceOf(exchange: Exchange, scope: string): string {
  if (!scope.endsWith("/.default") || /\s/.test(scope)) {
    throw new AadstsRefusal(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const resource = scope.slice(0, -"/.default".length);
  const { tenant, url } = exchange;
  const known = [
    ...tenant.cloud.graphHosts.map((host) => `https://${host}`),
    `https://${tenant.cloud.vaultDomain}`,
  ];
  const isOwnHost =
    !CLOUDS.some(({ loginHosts }) => loginHosts.includes(url.hostname)) &&
    URL.canParse(resource) &&
    new URL(resource).origin === resource &&
    new URL(resource).hostname === url.hostname;
  if (known.includes(resource) || isOwnHost) return resource;
  throw new AadstsRefusal(
    "invalid_resource",
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${tenant.domains[0] ?? tenant.id}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

async function authenticate(
  exchange: Exchange,
  form: URLSearchParams,
  clientId: string,
  registered: readonly DirectoryObject[],
): Promise<void> {
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (secret !== null && assertion !== null) throw malformed("Two client credentials were presented.");
  if (secret !== null) {
    exchange.note("credential", "secret");
    exchange.note("keyId", checkClientSecret(exchange, secret, clientId, registered).keyId);
    return;
  }
  if (assertion === null) {
    throw new AadstsRefusal(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (required(form, "client_assertion_type") !== JWT_BEARER)
    throw malformed("Unknown client_assertion_type.");
  await checkAssertion(exchange, assertion, clientId, registered);
}

async function checkAssertion(
  exchange: Exchange,
  assertion: string,
  clientId: string,
  registered: readonly DirectoryObject[],
): Promise<void> {
  const jwt = decodeJwt(assertion);
  if (jwt === undefined) {
    throw new AadstsRefusal("invalid_request", 50027, "JWT token is invalid or malformed.");
  }
  if (stringClaim(jwt, "iss")?.toLowerCase() === clientId) {
    exchange.note("credential", "certificate");
    exchange.note("assertionJti", jwt.claims["jti"] ?? null);
    const used = await checkCertificateAssertion(exchange, assertion, jwt, clientId, registered);
    exchange.note("keyId", used.keyId);
    exchange.note("thumbprint", used.thumbprint);
    return;
  }
  exchange.note("credential", "federated");
  exchange.noteOnce("oidcTokenDigest", digestOf(assertion), "the OIDC token");
  const records = registered.flatMap(({ federatedCredentials }) => federatedCredentials);
  exchange.note(
    "federatedCredential",
    (await checkFederatedAssertion(exchange, assertion, jwt, records)).name,
  );
}

function unknownClient(exchange: Exchange, clientId: string, hasApplication: boolean): AadstsRefusal {
  const directory = exchange.tenant.domains[0] ?? exchange.tenant.id;
  if (hasApplication) {
    return new AadstsRefusal(
      "invalid_client",
      7000229,
      `The client application ${clientId} is missing service principal in the tenant ${exchange.tenant.id}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    );
  }
  return new AadstsRefusal(
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value !== null && value !== "") return value;
  throw new AadstsRefusal(
    "invalid_request",
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}

function malformed(reason: string): AadstsRefusal {
  return new AadstsRefusal(
    "invalid_request",
    9002313,
    `Invalid request. Request is malformed or invalid. ${reason}`,
  );
}
