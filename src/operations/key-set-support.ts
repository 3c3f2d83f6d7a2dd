import type { Endpoints } from "../config/endpoints.ts";
import { inputError } from "../errors.ts";

/** Key sets are refused before the first request where the cloud's metadata has none. */
export function requireKeySets(endpoints: Endpoints): void {
  if (endpoints.cloud.hasKeySets || endpoints.overridden) return;
  throw inputError(
    "cloud",
    `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`,
    "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.",
  );
}
