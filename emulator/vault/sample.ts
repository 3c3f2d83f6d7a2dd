import type { Tenant } from "../tenant.ts";
import type { Vault, VaultPermission } from "./model.ts";

export function addVault(tenant: Tenant, name: string): Vault {
  const vault: Vault = { name, access: new Map(), secrets: new Map(), deleted: new Set() };
  tenant.vaults.set(name.toLowerCase(), vault);
  return vault;
}

/** Lets a service principal use the vault's secrets. */
export function allowVault(
  vault: Vault,
  servicePrincipalId: string,
  permissions: readonly VaultPermission[] = ["get", "list", "set"],
): void {
  vault.access.set(servicePrincipalId, permissions);
}
