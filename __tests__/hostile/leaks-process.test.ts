// A share of the campaign with the built action as a process: whatever it leaves behind anywhere.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pfx } from "../../emulator/keyFiles.ts";
import { addPassword } from "../../emulator/sample.ts";
import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";
import { certificate } from "../support/certificates.ts";
import { runAction, type ActionRun } from "../support/run-action.ts";
import { makeWorld, operationInputs, type Inputs, type World } from "../support/world.ts";
import { GRAPH_FACTS, GRAPH_REFUSALS, OIDC_ANSWERS, TOKEN_REFUSALS, type Place } from "./places.ts";
import { formsOf, Watch } from "./quoted.ts";
import { startHostileServer } from "./distorting-server.ts";

const UPLOADED = "Zq7::Xw9  Kp3\tVb5##[Rm8\u200bTn4|Yc6<Hd2&Gf1@Lj0_aB%41Ws \"qE'\\nDé";
const CLIENT = "c1S::8qHx4~  Mv7##[Pz2|Bn9<Dt5&Rk3@Wy6_Lg0%Jf9";
const PASSWORD = "pW7::kd  Lq9##[Nb3|Vx5<Gt2&Zr8@Mc4_Ys6";
const PROXY = "pX3::hf|Ld8<Qw5&Nv2_Zk7";
const REQUEST = "rQt5Zx8Kd3Vw7Nb2Lf9";

interface Case {
  readonly name: string;
  readonly operation: "upload-secret" | "add-key";
  readonly secret: string;
  readonly place: Place;
  readonly filler?: number;
  readonly inputs: (world: World) => Inputs;
  readonly env?: Readonly<Record<string, string>>;
}

const withSecret = (world: World): Inputs => ({
  "tenant-id": world.tenant.id,
  "client-id": world.app.appId,
  "client-secret": CLIENT,
});
const withPfx = (world: World): Inputs => ({
  "tenant-id": world.tenant.id,
  "client-id": world.app.appId,
  "client-certificate": pfx(certificate("application"), { password: PASSWORD }).toString("base64"),
  "client-certificate-password": PASSWORD,
});
const withOidc = (world: World): Inputs => ({ "tenant-id": world.tenant.id, "client-id": world.app.appId });

function cases(): readonly Case[] {
  const all = Object.entries({ ...GRAPH_REFUSALS, ...GRAPH_FACTS });
  const upload = { operation: "upload-secret" as const };
  return [
    ...all.map(([name, place]) => ({
      ...upload,
      name: `the uploaded secret in ${name}`,
      secret: UPLOADED,
      place,
      inputs: (world: World) => ({ ...withSecret(world), secret: UPLOADED }),
    })),
    ...Object.entries(TOKEN_REFUSALS)
      // Both take the whole of their waits.
      .filter(([name]) => name !== "retry-after" && name !== "a page")
      .map(([name, place]) => ({
        ...upload,
        name: `the client secret in ${name}`,
        secret: CLIENT,
        place,
        inputs: withSecret,
        env: { no_proxy: "127.0.0.1", https_proxy: `http://user:${PROXY}@127.0.0.1:9` },
      })),
    ...["error.code", "error.message", "innerError request-id"].map((name) => ({
      operation: "add-key" as const,
      name: `a PFX's password in ${name}`,
      secret: PASSWORD,
      place: GRAPH_REFUSALS[name] ?? fail,
      inputs: withPfx,
    })),
    ...["claims", "a subject of the usual form"].map((name) => ({
      ...upload,
      name: `the request token in ${name}`,
      secret: REQUEST,
      place: OIDC_ANSWERS[name] ?? fail,
      inputs: withOidc,
    })),
    ...Array.from({ length: 30 }, (_, index) => ({
      ...upload,
      name: `the cut, ${String(index * 2)} before the secret's end`,
      secret: CLIENT,
      place: GRAPH_REFUSALS["error.message"] ?? fail,
      filler: 600 - index * 2,
      inputs: withSecret,
    })),
  ];
}

function fail(): never {
  throw new Error("a place that is not there");
}

async function run(one: Case): Promise<{ readonly run: ActionRun; readonly quotes: number }> {
  const world = makeWorld();
  addPassword(world.tenant, world.app.application.id, { secretText: CLIENT });
  world.tenant.github.job.requestToken = REQUEST;
  const forms = one.filler === undefined ? ["raw", "JSON", "lower case", "URL", "base64"] : ["raw"];
  const quoted =
    "-".repeat(one.filler ?? 0) + forms.map((form) => formsOf(one.secret)[form] ?? "").join(" ; QQQQQQQQ ; ");
  let quotes = 0;
  const server = await startHostileServer(world.tenant, (request: HttpRequest, answer: HttpResponse) => {
    const distorted = one.place(quoted, request, answer, () => quoted);
    if (distorted !== undefined) quotes++;
    return distorted ?? answer;
  });
  try {
    return {
      run: await runAction({
        inputs: {
          "authority-url": server.origin,
          "graph-url": server.origin,
          timeout: "20s",
          ...operationInputs(world, one.operation),
          ...one.inputs(world),
        },
        env: {
          RUNNER_DEBUG: "1",
          NODE_EXTRA_CA_CERTS: caFile(server.caPem),
          ACTIONS_ID_TOKEN_REQUEST_URL: `${server.origin}/actions/idtoken/1/1?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST,
          ...one.env,
        },
      }),
      quotes,
    };
  } finally {
    await server.stop();
  }
}

let directory = "";
let files = 0;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "keyroll-leaks-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

function caFile(pem: string): string {
  const file = join(directory, `ca-${String(files++)}.pem`);
  writeFileSync(file, pem);
  return file;
}

/** A node process takes most of a core. */
const AT_ONCE = 4;

test("no process leaves a part of a secret anywhere, whatever quotes it", async () => {
  const queue = [...cases()];
  const leaks: string[] = [];
  let quotes = 0;
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const { run: said, quotes: made } = await run(one);
      quotes += made > 0 ? 1 : 0;
      const lines = said.stdout.split("\n").filter((line) => !line.startsWith("::add-mask::"));
      const all = [
        ...lines,
        said.stderr,
        JSON.stringify(said.outputs),
        said.summary,
        said.state,
        said.environmentFile,
      ];
      const watch = new Watch();
      for (const secret of [UPLOADED, CLIENT, PASSWORD, PROXY, REQUEST])
        for (const form of Object.values(formsOf(secret))) watch.add(secret, form.replace("dXNlcj", ""));
      const found = watch.find(all.join("\n"));
      if (found !== undefined) leaks.push(`${one.name}: ${found.seen}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(leaks).toEqual([]);
  expect(quotes).toBeGreaterThan(50);
}, 600_000);
