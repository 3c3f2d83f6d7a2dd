import { ActionError, type ErrorCode } from "../errors.ts";
import { isObject, parseObject } from "../graph/json.ts";
import type { HttpResponse, TransportError } from "../http/transport.ts";
import type { ServiceText } from "../service-text.ts";

const ROLE =
  "the role Key Vault Secrets Officer on it (or, with access policies, the secret permissions Set and List)";

/** What Key Vault's refusal means. Its text is not repeated: it may quote what was sent. */
export function explainVaultRefusal(
  code: Extract<ErrorCode, "sink-unusable" | "delivery-refused">,
  name: string,
  vault: string,
  response: HttpResponse,
  texts: ServiceText,
): ActionError {
  const requestId = response.headers["x-ms-request-id"];
  return new ActionError({
    code,
    blame: "service",
    what: `${name}: Key Vault refused (status ${String(response.status)}).`,
    ...meaning(response, vault),
    ...(requestId === undefined ? {} : { requestId: texts.header(requestId) }),
  });
}

/** A vault's name is part of its host's: one that does not exist is not known to any name server. */
export function explainUnresolvedVault(
  vault: string,
  host: string,
  { code }: TransportError,
): { why: string; remedy: string } | undefined {
  if (code !== "ENOTFOUND") return undefined;
  return {
    why: `The name ${host} could not be resolved (${code}): there is no vault ${vault} in this cloud, or the runner's name server does not know it.`,
    remedy:
      "Check the vault's name in deliver-to, and cloud and key-vault-url; then the runner's DNS and proxy.",
  };
}

function meaning(response: HttpResponse, vault: string): { why?: string; remedy: string } {
  const { status } = response;
  const inner = innerCode(response.body);
  if (status >= 300 && status < 400) {
    return { why: "It redirects.", remedy: "Check key-vault-url and the cloud." };
  }
  if (status === 401) {
    return {
      why: "The vault does not take this sign-in's token: it belongs to another tenant, or to another cloud.",
      remedy: "Check tenant-id, cloud and the vault's name.",
    };
  }
  if (status === 403 && inner === "ForbiddenByFirewall") {
    return {
      why: "The vault's firewall does not let this runner in.",
      remedy: `Allow the runner's address in the network settings of ${vault}, or use a runner within its network.`,
    };
  }
  if (status === 403) {
    return {
      why: `The sign-in may not do this in the vault ${vault}.`,
      remedy: `Give its service principal ${ROLE}. A role that was just given takes some minutes.`,
    };
  }
  if (status === 404) {
    return {
      why: `Nothing at this address takes secrets of the vault ${vault}.`,
      remedy: "Check the vault's name, cloud and key-vault-url.",
    };
  }
  if (status === 409) {
    return {
      why: "A deleted secret of this name still lies in the vault's recycle bin, which keeps the name.",
      remedy: "Recover it or purge it (az keyvault secret recover, or purge), or deliver to another name.",
    };
  }
  return { remedy: "Check the secret's name and the vault." };
}

function innerCode(body: string): string | undefined {
  const error = parseObject(body)?.["error"];
  const inner = isObject(error) ? error["innererror"] : undefined;
  return isObject(inner) && typeof inner["code"] === "string" ? inner["code"] : undefined;
}
