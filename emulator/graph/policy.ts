import type { DirectoryObject } from "../model.ts";
import type { Tenant } from "../tenant.ts";
import { badRequest } from "./refusal.ts";

const POLICY_ID = "5d3ba4d2-0000-4000-8000-6b9c3f6f6d55";
const DAY_MS = 86_400_000;

/** The app management policy bites only when a credential is added (docs/service-facts.md). */
export function checkLifetimePolicy(tenant: Tenant, start: number, end: number): void {
  const { maxCredentialDays } = tenant.behaviour;
  if (maxCredentialDays === null || end - start <= maxCredentialDays * DAY_MS) return;
  throw badRequest(
    `Credential lifetime exceeds the max value allowed as per assigned policy '${POLICY_ID}'.`,
    "CredentialInvalidLifetimeAsPerAppPolicy",
  );
}

export function checkPasswordPolicy(tenant: Tenant): void {
  if (!tenant.behaviour.passwordAdditionBlocked) return;
  throw badRequest(
    `Credential type not allowed as per assigned policy '${POLICY_ID}'.`,
    "CredentialTypeNotAllowedAsPerAppPolicy",
  );
}

/** App instance property lock. The code is not documented; this one is remembered from the field. */
export function checkPropertyLock(object: DirectoryObject): void {
  if (!object.credentialsLocked) return;
  throw badRequest(
    "Property keyCredentials is locked on this service principal.",
    "CannotUpdateLockedServicePrincipalProperty",
  );
}
