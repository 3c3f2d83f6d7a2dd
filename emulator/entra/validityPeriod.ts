import type { Tenant } from "../tenant.ts";
import { AadstsRefusal } from "./aadsts.ts";

/** An assertion's own period, in seconds, against the emulator's clock. */
export function checkValidityPeriod(tenant: Tenant, nbf: number, exp: number): void {
  const now = tenant.now() / 1000;
  const tolerance = tenant.behaviour.assertionToleranceSeconds;
  if (nbf - tolerance <= now && now < exp + tolerance) return;
  throw new AadstsRefusal(
    "invalid_client",
    700024,
    `Client assertion is not within its valid time range. Current time: ${iso(now)}, assertion valid from ${iso(nbf)}, expiry time of assertion ${iso(exp)}. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .`,
  );
}

function iso(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().slice(0, -1)}0000Z`;
}
