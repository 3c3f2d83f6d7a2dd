import type { DemoTenant } from "./demoTenant.ts";
import { clientEnvironment } from "./environment.ts";

export interface DemoFiles {
  readonly ca: string;
  /** Contoso Billing's certificate with its key, and one to come after it. */
  readonly current: string;
  readonly next: string;
}

/** What `npm run emulator` prints: variables to export, and two runs of the action to copy. */
export function introduction(demo: DemoTenant, origin: string, files: DemoFiles): string {
  const { tenant, billing, pipeline, githubToken } = demo;
  const environment = { NODE_EXTRA_CA_CERTS: files.ca, ...clientEnvironment(tenant, origin) };
  const common = { "tenant-id": tenant.id, "authority-url": origin, "graph-url": origin };
  return [
    `# ${origin} stands for Entra, Graph, GitHub and Key Vault.`,
    `# What it saw: curl --cacert ${files.ca} ${origin}/__emulator/log (or /__emulator/state)`,
    ...Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`),
    "",
    "# A key for a B2C key set, signed in by GitHub's OIDC token:",
    run({
      ...common,
      operation: "generate-key",
      "client-id": pipeline.appId,
      "key-set-id": "B2C_1A_TokenSigningKeyContainer",
      "key-type": "RSA",
      "key-use": "sig",
    }),
    "",
    "# Contoso Billing rolls its own certificate:",
    run({
      ...common,
      operation: "add-key",
      "client-id": billing.appId,
      "application-object-id": billing.application.id,
      "client-certificate": `$(cat ${files.current})`,
      certificate: `$(cat ${files.next})`,
    }),
    "",
    `# Secrets go to github-secret:${tenant.github.job.repository}/NAME with the token ${githubToken},`,
    "# or to key-vault-secret:contoso-vault/NAME.",
    "",
  ].join("\n");
}

/** The same for machines: one KEY=VALUE a line. */
export function environmentLines(demo: DemoTenant, origin: string, files: DemoFiles): string {
  const { tenant, pipeline } = demo;
  const values = {
    NODE_EXTRA_CA_CERTS: files.ca,
    ...clientEnvironment(tenant, origin),
    AUTHORITY_URL: origin,
    GRAPH_URL: origin,
    TENANT_ID: tenant.id,
    CLIENT_ID: pipeline.appId,
    KEY_SET_ID: "B2C_1A_TokenSigningKeyContainer",
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** Through env(1), for no shell exports a name with a hyphen. */
function run(inputs: Readonly<Record<string, string>>): string {
  const variables = Object.entries(inputs).map(([name, value]) => `"INPUT_${name.toUpperCase()}=${value}"`);
  return ["env", ...variables, "node dist/index.js"].join(" \\\n  ");
}
