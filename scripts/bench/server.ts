// The embedded tenant in a process of its own, so that its work is not counted as the client's.
// Started by ../bench.ts, and spoken to by messages.

import { makeCertificate } from "../../emulator/certificates.ts";
import { combinedPem } from "../../emulator/keyFiles.ts";
import { addCertificate, addKeySet, addRegistration, grant } from "../../emulator/sample.ts";
import { startServer } from "../../emulator/server.ts";
import { Tenant } from "../../emulator/tenant.ts";

/** The first message. */
export interface Facts {
  readonly origin: string;
  readonly caPem: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
  readonly keySetId: string;
  /** Private key and certificate. */
  readonly certificate: string;
  /** To be added. */
  readonly newCertificate: string;
}

/** The answer to any message: what was asked since the one before. Then everything is as it was at first. */
export interface Requests {
  readonly requests: readonly string[];
}

const KEY_SET = "B2C_1A_Bench";

const tenant = new Tenant();
const app = addRegistration(tenant, { displayName: "Bench" });
const certificate = makeCertificate({ subject: "Bench" });
addCertificate(tenant, app.application.id, certificate);
grant(tenant, app.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
addKeySet(tenant, KEY_SET);
const atFirst = tenant.directory.current;
const server = await startServer(tenant);

process.on("message", () => {
  const requests = tenant.log.map(({ method, path, status }) => `${method} ${path} ${status ?? "-"}`);
  tenant.log.length = 0;
  tenant.seed(() => atFirst);
  process.send?.({ requests } satisfies Requests);
});
process.on("disconnect", () => void server.stop());
process.send?.({
  origin: server.origin,
  caPem: server.caPem,
  tenantId: tenant.id,
  clientId: app.appId,
  objectId: app.application.id,
  keySetId: KEY_SET,
  certificate: combinedPem(certificate),
  newCertificate: makeCertificate({ subject: "Bench 2" }).certificatePem,
} satisfies Facts);
