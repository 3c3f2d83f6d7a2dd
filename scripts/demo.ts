// Shows the built action at work against the embedded tenant: `npm run demo`. With `-- --full` it
// shows all of every step: each input, request and output, and the whole job summary.
// Everything happens on this machine; nothing is left running or lying about.

import { existsSync, readdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { application } from "./demo/chapters/application.ts";
import { keySets } from "./demo/chapters/key-sets.ts";
import { passwords } from "./demo/chapters/passwords.ts";
import { rotation } from "./demo/chapters/rotation.ts";
import { rotationOfKeySets } from "./demo/chapters/rotation-of-key-sets.ts";
import { servicePrincipal } from "./demo/chapters/service-principal.ts";
import { trouble } from "./demo/chapters/trouble.ts";
import { watching } from "./demo/chapters/watching.ts";
import type { Chapter } from "./demo/chapter.ts";
import { heading, paint, paragraph, print, wrap } from "./demo/screen.ts";
import { DemoStage } from "./demo/stage.ts";
import { showStanding } from "./demo/standing.ts";
import { startWorld } from "./demo/world.ts";

/** In the order in which they are told. */
const CHAPTERS: readonly Chapter[] = [
  keySets,
  application,
  servicePrincipal,
  passwords,
  trouble,
  watching,
  rotationOfKeySets,
  rotation,
];

const ACTION = new URL("../dist/index.js", import.meta.url);

async function main(interrupt: AbortSignal, isFull: boolean): Promise<readonly string[]> {
  const world = await startWorld();
  try {
    const stage = new DemoStage(world, interrupt, isFull);
    introduce(world.origin, world.tenant.id, isFull);
    for (const [index, chapter] of CHAPTERS.entries()) {
      heading(`Chapter ${index + 1} of ${CHAPTERS.length}: ${chapter.title}`);
      stage.say(chapter.text);
      await chapter.play(stage);
    }
    const files = readdirSync(world.temp);
    if (files.length > 0) stage.see(`RUNNER_TEMP is empty again (${files.join(", ")})`, false);
    heading("What now stands in the tenant");
    showStanding(world.tenant);
    conclude(stage);
    return stage.failures;
  } finally {
    await world.end();
  }
}

function introduce(origin: string, tenantId: string, isFull: boolean): void {
  heading("graph-keyroll at work");
  print();
  paragraph(
    `A tenant of its own stands on this machine at ${origin}: Entra's token endpoint, Microsoft Graph, GitHub (OIDC and secrets) and Key Vault, strict as the real ones. Every step below runs dist/index.js as a runner would, over TLS, with real keys and signatures.`,
  );
  print();
  paragraph(
    isFull
      ? "Shown are each step's inputs, its log as GitHub would show it, the requests that the services saw, the outputs and the job summary."
      : "Shown are each step's inputs, its log as GitHub would show it, and the outputs that matter; long ids are cut. `npm run demo -- --full` shows everything: requests, all outputs, job summaries.",
  );
  paragraph("Left out of the inputs are these, which are the same for every step:");
  print(`\n  tenant-id: ${tenantId}`);
  print(`  authority-url: ${origin}   # only because this tenant is not Microsoft's`);
  print(`  graph-url: ${origin}       # likewise`);
}

function conclude({ steps, failures }: DemoStage): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  print();
  if (failures.length === 0) {
    print(
      `${paint("green", "ok")}  ${steps} steps, all as expected, in ${seconds} s. Nothing is left behind.`,
    );
    return;
  }
  print(`${paint("red", "FAIL")}  ${failures.length} of what ${steps} steps should have done is not so:`);
  for (const failure of failures) print(wrap(failure, "  - "));
}

const { values } = parseArgs({ options: { full: { type: "boolean", default: false } } });
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    interrupt.abort(new Error(`interrupted by ${signal}`));
  });
}

try {
  const isBuilt = existsSync(ACTION);
  if (!isBuilt) print("dist/index.js is not there: run `npm run build` first.");
  const isFine = isBuilt && (await main(interrupt.signal, values.full)).length === 0;
  if (!isFine) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  if (!interrupt.signal.aborted) throw error;
  print(`\nThe demo was interrupted; it left nothing behind.`);
}
