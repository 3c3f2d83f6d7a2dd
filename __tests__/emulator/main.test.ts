import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

const MAIN = new URL("../../emulator/main.ts", import.meta.url).pathname;

function start(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (part: Buffer) => (printed += part.toString()));
  return { child, printed: () => printed };
}

it("prints what a client needs, and leaves nothing behind on Ctrl-C", async () => {
  const { child, printed } = start("--port", "0");
  await expect.poll(printed, { timeout: 10_000 }).toContain("key-vault-secret");
  const caFile = /NODE_EXTRA_CA_CERTS='([^']+)'/.exec(printed())?.[1] ?? "";
  expect(readFileSync(caFile, "utf8")).toContain("BEGIN CERTIFICATE");
  expect(printed()).toMatch(
    /^export ACTIONS_ID_TOKEN_REQUEST_URL='https:\/\/127\.0\.0\.1:\d+\/actions\/idtoken/m,
  );
  expect(printed()).toContain('"INPUT_OPERATION=generate-key"');
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(existsSync(caFile)).toBe(false);
});

it("writes the same for a workflow's next steps", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keyroll-env-"));
  const file = join(folder, "tenant.env");
  const { child } = start("--environment", file);
  await expect
    .poll(() => existsSync(file) && readFileSync(file, "utf8"), { timeout: 10_000 })
    .toContain("KEY_SET_ID=");
  child.kill("SIGTERM");
  await once(child, "exit");
  const names = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.slice(0, line.indexOf("=")));
  expect(names).toEqual(
    expect.arrayContaining([
      "NODE_EXTRA_CA_CERTS",
      "ACTIONS_ID_TOKEN_REQUEST_URL",
      "AUTHORITY_URL",
      "TENANT_ID",
      "CLIENT_ID",
    ]),
  );
  rmSync(folder, { recursive: true });
});

it("explains itself", async () => {
  const { child, printed } = start("--help");
  await once(child, "exit");
  expect(printed()).toContain("--port PORT");
});
