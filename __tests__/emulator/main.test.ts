import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
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

it("explains itself", async () => {
  const { child, printed } = start("--help");
  await once(child, "exit");
  expect(printed()).toContain("--port PORT");
});
