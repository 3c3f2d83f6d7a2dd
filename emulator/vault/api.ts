import { readAccessToken } from "../entra/accessToken.ts";
import type { Exchange } from "../exchange.ts";
import { vaultNameOf } from "../hosts.ts";
import { json, type Reply } from "../message.ts";
import type { Vault, VaultPermission } from "./model.ts";
import { VaultRefusal } from "./refusal.ts";
import { getSecret, listVersions, setSecret } from "./secrets.ts";

const API_VERSIONS = ["7.4", "7.5", "7.6", "2025-07-01"];

/** One request whose token has been accepted. */
export interface VaultCall {
  readonly exchange: Exchange;
  readonly vault: Vault;
  /** Throws where the access policy does not allow it. */
  readonly require: (permission: VaultPermission) => void;
}

/** `/secrets/{name}…` at `{vault}.vault.azure.net`; at loopback the only vault, or `/vaults/{vault}/secrets/…`. */
export async function vaultApi(exchange: Exchange): Promise<Reply> {
  try {
    return await route(exchange);
  } catch (error) {
    if (!(error instanceof VaultRefusal)) throw error;
    const { status, code, message, headers } = error;
    return json(status, { error: { code, message } }, headers);
  }
}

async function route(exchange: Exchange): Promise<Reply> {
  const call = await authorize(exchange);
  const segments = exchange.segments();
  const [name, version, ...more] = segments.slice(segments.indexOf("secrets") + 1);
  const apiVersion = exchange.url.searchParams.get("api-version") ?? "";
  if (!API_VERSIONS.includes(apiVersion)) {
    throw new VaultRefusal(400, "BadParameter", `The specified version (${apiVersion}) is not recognized.`);
  }
  if (name === undefined || more.length > 0) throw new VaultRefusal(404, "NotFound", "Not found.");
  if (!/^[0-9A-Za-z-]{1,127}$/.test(name)) {
    throw new VaultRefusal(400, "BadParameter", `The request URI contains an invalid name: ${name}`);
  }
  const { method } = exchange;
  if (method === "PUT" && version === undefined) return setSecret(call, name);
  if (method === "GET" && version === "versions") return listVersions(call, name);
  if (method === "GET") return getSecret(call, name, version);
  throw new VaultRefusal(405, "MethodNotAllowed", "The HTTP method is not allowed.");
}

async function authorize(exchange: Exchange): Promise<VaultCall> {
  const { tenant, url } = exchange;
  const resource = `https://${tenant.cloud.vaultDomain}`;
  const token = exchange.bearer();
  const caller =
    token === undefined
      ? "AKV10000: Request is missing a Bearer or PoP token."
      : await readAccessToken(tenant, token, (audience) => audience === resource);
  if (typeof caller === "string") {
    throw new VaultRefusal(401, "Unauthorized", caller, {
      "www-authenticate": `Bearer authorization="https://${tenant.cloud.loginHosts[0]}/${tenant.id}", resource="${resource}"`,
    });
  }
  exchange.note("caller", caller.appId);
  const vault = findVault(exchange);
  if (vault === undefined) throw new VaultRefusal(404, "VaultNotFound", `No vault at ${url.hostname}.`);
  return {
    exchange,
    vault,
    require: (permission) => {
      if (vault.access.get(caller.principalId)?.includes(permission)) return;
      throw new VaultRefusal(
        403,
        "Forbidden",
        `The user, group or application 'appid=${caller.appId};oid=${caller.principalId};iss=https://sts.windows.net/${tenant.id}/' does not have secrets ${permission} permission on key vault '${vault.name};location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
      );
    },
  };
}

function findVault({ tenant, url }: Exchange): Vault | undefined {
  const name = vaultNameOf(url.hostname) ?? /^\/vaults\/([^/]+)\//.exec(url.pathname)?.[1];
  if (name !== undefined) return tenant.vaults.get(name.toLowerCase());
  return tenant.vaults.size === 1 ? tenant.vaults.values().next().value : undefined;
}
