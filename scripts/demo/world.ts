// The embedded tenant, served on loopback, with what a runner would say about the job.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate, type MadeCertificate } from "../../emulator/certificates.ts";
import { demoTenant, type DemoTenant } from "../../emulator/demoTenant.ts";
import { clientEnvironment } from "../../emulator/environment.ts";
import { startServer } from "../../emulator/server.ts";

const DAY_MS = 86_400_000;

export interface World extends DemoTenant {
  readonly origin: string;
  /** The authority of the tenant's TLS. */
  readonly caPem: string;
  /** Beside the inputs: the job's OIDC endpoint and repository, and the authority of the tenant's TLS. */
  readonly env: Readonly<Record<string, string>>;
  /** RUNNER_TEMP: all steps are of one job. */
  readonly temp: string;
  /** Stops the server and deletes every file. */
  end(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const demo = demoTenant();
  const server = await startServer(demo.tenant);
  const directory = mkdtempSync(join(tmpdir(), "graph-keyroll-demo-"));
  const caFile = join(directory, "ca.pem");
  writeFileSync(caFile, server.caPem);
  const temp = join(directory, "runner-temp");
  mkdirSync(temp);
  return {
    ...demo,
    origin: server.origin,
    caPem: server.caPem,
    temp,
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      ...clientEnvironment(demo.tenant, server.origin),
    },
    end: async () => {
      rmSync(directory, { recursive: true, force: true });
      await server.stop();
    },
  };
}

/** The certificate that a user made; it ends in so many days. */
export function newCertificate(subject: string, days = 180, notBefore?: Date): MadeCertificate {
  return makeCertificate({
    subject,
    notAfter: new Date(Date.now() + days * DAY_MS),
    ...(notBefore === undefined ? {} : { notBefore }),
  });
}
