import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerInputs } from "./runner-inputs.ts";

const ENTRY = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

export interface ActionRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files of the runner, as the step left them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly state: string;
  readonly environmentFile: string;
  /** Parsed workflow commands, in order. */
  readonly commands: readonly Command[];
  /** Lines of standard output that are no commands. */
  readonly lines: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface RunOptions {
  /** Names as in `with:`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Called when the process is up; may signal it. */
  readonly onStart?: (process: {
    readonly pid: number | undefined;
    kill(signal: NodeJS.Signals): void;
    stdout: NodeJS.ReadableStream;
  }) => void;
  /** Kept (not deleted) by the caller when given. */
  readonly tempDirectory?: string;
}

/** Runs the built action as the runner does: `INPUT_*`, the runner's files, and nothing else from this process. */
export async function runAction(options: RunOptions): Promise<ActionRun> {
  const directory = mkdtempSync(join(tmpdir(), "keyroll-step-"));
  const file = (name: string): string => join(directory, name);
  for (const name of ["output", "summary", "state", "env"]) writeFileSync(file(name), "");
  try {
    const env = {
      PATH: process.env["PATH"] ?? "",
      RUNNER_TEMP: options.tempDirectory ?? directory,
      GITHUB_OUTPUT: file("output"),
      GITHUB_STEP_SUMMARY: file("summary"),
      GITHUB_STATE: file("state"),
      GITHUB_ENV: file("env"),
      GITHUB_REPOSITORY: "contoso/rotation",
      GITHUB_RUN_ID: "4711",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_API_URL: "https://api.github.com",
      ...options.env,
    };
    const { exitCode, signal, stdout, stderr } = await spawnAction(options, {
      ...runnerInputs(options.inputs, env),
      ...env,
    });
    return {
      exitCode,
      signal,
      stdout,
      stderr,
      outputs: parseOutputs(readFileSync(file("output"), "utf8")),
      summary: readFileSync(file("summary"), "utf8"),
      state: readFileSync(file("state"), "utf8"),
      environmentFile: readFileSync(file("env"), "utf8"),
      commands: parseCommands(stdout),
      lines: stdout.split("\n").filter((line) => line !== "" && !line.startsWith("::")),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function spawnAction(
  options: RunOptions,
  env: Readonly<Record<string, string>>,
): Promise<Pick<ActionRun, "exitCode" | "signal" | "stdout" | "stderr">> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY], { env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode, signal) => {
      resolve({ exitCode, signal, stdout, stderr });
    });
    options.onStart?.({ pid: child.pid, kill: (name) => child.kill(name), stdout: child.stdout });
  });
}

/** The runner's `NAME<<DELIMITER` blocks. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const match = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? "");
    if (match === null) continue;
    const end = lines.indexOf(match[2] ?? "", index + 1);
    outputs[match[1] ?? ""] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}

function parseCommands(stdout: string): Command[] {
  return stdout.split("\n").flatMap((line) => {
    const match = /^::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (match === null) return [];
    const properties = Object.fromEntries(
      (match[2] ?? "")
        .split(",")
        .filter((pair) => pair !== "")
        .map((pair) => [
          pair.slice(0, pair.indexOf("=")),
          unescapeProperty(pair.slice(pair.indexOf("=") + 1)),
        ]),
    );
    return [{ name: match[1] ?? "", properties, message: unescapeData(match[3] ?? "") }];
  });
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}
