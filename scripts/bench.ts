// How long a whole run of the built action takes, beside the least that could be done:
// `npm run bench`, or `npm run bench -- --runs 50`. Everything is on this machine; for the last
// rows each way takes as long as to a service that is far away.

import { fork, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";
import { parseArgs } from "node:util";
import type { Facts, Requests } from "./bench/server.ts";

const ROOT = resolve(import.meta.dirname, "..");
const ACTION = join(ROOT, "dist/index.js");
const BARE = join(import.meta.dirname, "bench/bare.mjs");

/** Writes the peak of the process's memory, in kilobytes, to file descriptor 3. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;
/** The peak is one of two, as the garbage collector happens to run: the median of an odd number. */
const MEMORY_RUNS = 9;
const MOST_MEMORY_MB = 67;
/** Times the bare script. */
const AIM = 1.6;
const FAR_MS = 40;

interface Candidate {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly exchanges: number;
  /** What its time is compared with. */
  readonly bare?: string;
  /** The most that it may take, in times the bare script. */
  readonly aim?: number;
}

/** Where the two services are spoken to: two hosts, as in the world. */
interface Place {
  readonly authority: string;
  readonly graph: string;
}

interface Run {
  readonly ms: number;
  readonly memoryMb: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "20" } } });
  const runs = readCount(values.runs);
  const directory = mkdtempSync(join(tmpdir(), "graph-keyroll-bench-"));
  const server = fork(join(import.meta.dirname, "bench/server.ts"), { cwd: ROOT });
  try {
    const [facts] = (await once(server, "message")) as [Facts];
    const near = { authority: facts.origin, graph: facts.origin };
    const far = { authority: await relayed(facts.origin), graph: await relayed(facts.origin) };
    const candidates = listCandidates(facts, near, far, directory);
    console.log(
      `${runs} runs of each, in turn; Node ${process.version}, ${availableParallelism()} processors, everything on this machine.\n`,
    );
    const times = await measure(candidates, runs, server);
    const memory = await weigh(candidates, server);
    report(candidates, times, memory);
  } finally {
    for (const one of [server, ...relays]) one.disconnect();
    rmSync(directory, { recursive: true, force: true });
  }
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new Error(`--runs: ${text} is not a number of runs`);
}

const relays: ChildProcess[] = [];

/** Another origin of the same server, {@link FAR_MS} away. */
async function relayed(origin: string): Promise<string> {
  const { port } = new URL(origin);
  const relay = fork(join(import.meta.dirname, "bench/relay.ts"), [port, String(FAR_MS)], { cwd: ROOT });
  relays.push(relay);
  const [ownPort] = (await once(relay, "message")) as [number];
  return origin.replace(port, String(ownPort));
}

function listCandidates(facts: Facts, near: Place, far: Place, directory: string): readonly Candidate[] {
  const caFile = join(directory, "ca.pem");
  writeFileSync(caFile, facts.caPem);
  const shared = { PATH: process.env["PATH"] ?? "", NODE_EXTRA_CA_CERTS: caFile };
  const bare = (place: Place): Record<string, string> => ({
    ...shared,
    AUTHORITY: place.authority,
    GRAPH: place.graph,
    TENANT_ID: facts.tenantId,
    CLIENT_ID: facts.clientId,
    OBJECT_ID: facts.objectId,
    KEY_SET_ID: facts.keySetId,
    CERTIFICATE: facts.certificate,
    NEW_CERTIFICATE: facts.newCertificate,
  });
  const action = (
    place: Place,
    operation: string,
    inputs: Readonly<Record<string, string>>,
  ): Record<string, string> => ({
    ...shared,
    ...runnerFiles(directory),
    ...asVariables({
      operation,
      "tenant-id": facts.tenantId,
      "client-id": facts.clientId,
      "client-certificate": facts.certificate,
      "authority-url": place.authority,
      "graph-url": place.graph,
      ...inputs,
    }),
  });
  // A symmetric key: how long the tenant looks for prime numbers is not the question here.
  const generateKey = { "key-set-id": facts.keySetId, "key-type": "OCT", "key-use": "sig" };
  const away = `${FAR_MS} ms each way`;
  return [
    { name: "node -e 0", args: ["-e", "0"], env: shared, exchanges: 0 },
    { name: "bare script, generateKey", args: [BARE, "generateKey"], env: bare(near), exchanges: 2 },
    {
      name: "dist/index.js, generate-key",
      args: [ACTION],
      env: action(near, "generate-key", generateKey),
      exchanges: 2,
      bare: "bare script, generateKey",
      aim: AIM,
    },
    { name: "bare script, addKey", args: [BARE, "addKey"], env: bare(near), exchanges: 2 },
    {
      name: "dist/index.js, add-key",
      args: [ACTION],
      env: action(near, "add-key", {
        "application-object-id": facts.objectId,
        certificate: facts.newCertificate,
      }),
      exchanges: 2,
      bare: "bare script, addKey",
      aim: AIM,
    },
    {
      name: `bare script, generateKey, ${away}`,
      args: [BARE, "generateKey"],
      env: bare(far),
      exchanges: 2,
    },
    {
      name: `dist/index.js, generate-key, ${away}`,
      args: [ACTION],
      env: action(far, "generate-key", generateKey),
      exchanges: 2,
      bare: `bare script, generateKey, ${away}`,
      // It opens the connection to Graph while the token is on its way; the bare script does one
      // thing after the other.
      aim: 1,
    },
  ];
}

function runnerFiles(directory: string): Record<string, string> {
  const files = { GITHUB_OUTPUT: join(directory, "output"), GITHUB_STEP_SUMMARY: join(directory, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  return files;
}

function asVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** In turn, so that whatever else the machine does meets everybody alike. The first round warms up. */
async function measure(
  candidates: readonly Candidate[],
  runs: number,
  server: ChildProcess,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= runs; round++) {
    for (const candidate of candidates) {
      const { ms } = await runOnce(candidate, [], server);
      if (round > 0) times.get(candidate.name)?.push(ms);
    }
  }
  return times;
}

/** Apart from the times: asking for the memory takes time too. */
async function weigh(
  candidates: readonly Candidate[],
  server: ChildProcess,
): Promise<ReadonlyMap<string, number>> {
  const memory = new Map<string, number>();
  for (const candidate of candidates) {
    const found: number[] = [];
    for (let run = 0; run < MEMORY_RUNS; run++) {
      found.push((await runOnce(candidate, ["--import", TELL_MEMORY], server)).memoryMb);
    }
    memory.set(candidate.name, found.sort((left, right) => left - right)[(MEMORY_RUNS - 1) / 2] ?? NaN);
  }
  return memory;
}

async function runOnce(candidate: Candidate, options: readonly string[], server: ChildProcess): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...options, ...candidate.args], {
    env: candidate.env,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const said = child.stdio.slice(1).map((stream) => {
    const pieces: Buffer[] = [];
    stream?.on("data", (piece: Buffer) => pieces.push(piece));
    return pieces;
  });
  const [code] = (await once(child, "close")) as [number | null];
  const ms = performance.now() - startedAt;
  const [stdout = "", stderr = "", memory = ""] = said.map((pieces) => Buffer.concat(pieces).toString());
  if (code !== 0) {
    const log = stdout.replaceAll(/^::add-mask::.*\n/gm, "");
    throw new Error(`${candidate.name} ended with ${code ?? "a signal"}:\n${log}${stderr}`);
  }
  server.send("next");
  const [{ requests }] = (await once(server, "message")) as [Requests];
  if (requests.length !== candidate.exchanges) {
    throw new Error(
      `${candidate.name} made ${requests.length} exchanges, not ${candidate.exchanges}:\n${requests.join("\n")}`,
    );
  }
  return { ms, memoryMb: Number(memory) / 1024 };
}

function report(
  candidates: readonly Candidate[],
  times: ReadonlyMap<string, readonly number[]>,
  memory: ReadonlyMap<string, number>,
): void {
  const medianOf = (name: string): number => median(times.get(name) ?? []);
  const floor = medianOf(candidates[0]?.name ?? "");
  const rows = candidates.map(({ name, bare, exchanges }) => {
    const all = times.get(name) ?? [];
    return [
      name,
      `${median(all).toFixed(0)} ms`,
      `${Math.min(...all).toFixed(0)} ms`,
      `x ${(median(all) / floor).toFixed(2)}`,
      bare === undefined ? "" : `x ${(median(all) / medianOf(bare)).toFixed(2)}`,
      `${(memory.get(name) ?? 0).toFixed(0)} MB`,
      String(exchanges),
    ];
  });
  const head = ["", "median", "fastest", "to node", "to bare", "memory", "exchanges"];
  const widths = head.map((title, index) =>
    Math.max(...[...rows, head].map((row) => (row[index] ?? title).length)),
  );
  for (const row of [head, ...rows]) {
    console.log(
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join("  "),
    );
  }
  console.log();
  for (const { name, bare, aim } of candidates) {
    if (bare === undefined || aim === undefined) continue;
    const ratio = medianOf(name) / medianOf(bare);
    say(ratio <= aim, `${name}: ${ratio.toFixed(2)} times the bare script; the aim is ${aim}.`);
    const used = Math.round(memory.get(name) ?? 0);
    say(used <= MOST_MEMORY_MB, `${name}: ${used} MB; the limit is ${MOST_MEMORY_MB} MB.`);
    if (used > MOST_MEMORY_MB) process.exitCode = 1;
  }
  say(true, "Every run of the action made exactly two exchanges: one for the token, one for Graph.");
}

function say(isGood: boolean, text: string): void {
  console.log(`${isGood ? "ok    " : "missed"}  ${text}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

if (existsSync(ACTION)) {
  await main();
} else {
  console.log("dist/index.js is not there: run `npm run build` first.");
  process.exitCode = 1;
}
