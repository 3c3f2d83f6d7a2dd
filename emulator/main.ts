import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeCertificate } from "./certificates.ts";
import { demoTenant } from "./demoTenant.ts";
import { environmentLines, introduction } from "./introduction.ts";
import { combinedPem } from "./keyFiles.ts";
import { startServer } from "./server.ts";

const HELP = `npm run emulator -- [--port PORT] [--environment FILE]

Starts the embedded tenant on https://127.0.0.1 and prints what a client needs.
--environment (node takes --env-file for itself) writes the same as KEY=VALUE lines, for a workflow's next steps.
Ctrl-C ends it and deletes its temporary files.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      environment: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const demo = demoTenant();
  const server = await startServer(demo.tenant, { port: readPort(values.port) });
  const directory = mkdtempSync(join(tmpdir(), "graph-keyroll-emulator-"));
  const write = (name: string, content: string): string => {
    const path = join(directory, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const files = {
    ca: write("ca.pem", server.caPem),
    current: write("billing.pem", combinedPem(demo.certificate)),
    next: write("billing-next.pem", combinedPem(makeCertificate({ subject: "Contoso Billing" }))),
  };
  process.stdout.write(introduction(demo, server.origin, files));
  if (values.environment !== undefined) {
    writeFileSync(values.environment, environmentLines(demo, server.origin, files), { mode: 0o600 });
  }

  const end = (): void => {
    rmSync(directory, { recursive: true, force: true });
    void server.stop();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port: ${text} is not a port`);
}

await main();
