import { makeCertificate, type MadeCertificate } from "./certificates.ts";
import { addGitHubToken, addRepository } from "./github/sample.ts";
import {
  addCertificate,
  addFederatedCredential,
  addKeySet,
  addRegistration,
  grant,
  type Registration,
} from "./sample.ts";
import { Tenant } from "./tenant.ts";
import { addVault, allowVault } from "./vault/sample.ts";

export interface DemoTenant {
  readonly tenant: Tenant;
  /** Rolls its own certificate and has no permission at all. */
  readonly billing: Registration;
  readonly certificate: MadeCertificate;
  /** Signs in with GitHub's OIDC token and may write key sets. */
  readonly pipeline: Registration;
  readonly githubToken: string;
}

const DAY_MS = 86_400_000;

/** What somebody meets who tries the action for the first time. */
export function demoTenant(): DemoTenant {
  const tenant = new Tenant({
    tenantId: "6d1f0c5a-7f0e-4c0e-9a55-0c0ffee00001",
    domains: ["contoso.onmicrosoft.com"],
  });
  const billing = addRegistration(tenant, {
    id: "0b111111-0000-4000-8000-000000000001",
    appId: "0b111111-0000-4000-8000-000000000002",
    displayName: "Contoso Billing",
  });
  const certificate = makeCertificate({
    subject: "Contoso Billing",
    notAfter: new Date(Date.now() + 60 * DAY_MS),
  });
  addCertificate(tenant, billing.application.id, certificate);

  const pipeline = addRegistration(tenant, {
    appId: "0c222222-0000-4000-8000-000000000002",
    displayName: "Contoso key pipeline",
  });
  addFederatedCredential(tenant, pipeline.application.id);
  grant(tenant, pipeline.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
  addKeySet(tenant, "B2C_1A_TokenSigningKeyContainer", [{ kty: "RSA", use: "sig" }]);
  addKeySet(tenant, "B2C_1A_FacebookSecret");

  const githubToken = "github_pat_emulator";
  addRepository(tenant, tenant.github.job.repository, { environments: ["production"] });
  addGitHubToken(tenant, githubToken, [tenant.github.job.repository]);
  allowVault(addVault(tenant, "contoso-vault"), pipeline.servicePrincipal.id);
  return { tenant, billing, certificate, pipeline, githubToken };
}
