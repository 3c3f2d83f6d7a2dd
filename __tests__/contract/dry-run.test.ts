// What a dry run shows is what the real run sends, but for what is made anew each time.

import { expect, test } from "vitest";
import type { OperationName } from "../../src/operations/registry.ts";
import { DAY_MS, held, later, night, registeredAs, rotated, rotationScene } from "../rotation/scene.ts";
import type { InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";
import { keySetStep, PLAIN_STEPS, type Prepared } from "./plain-steps.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

interface Write {
  readonly method: string;
  readonly url: string;
  readonly body?: Json;
}

interface WritingStep {
  readonly step: string;
  readonly prepare: () => Promise<Prepared>;
}

const READING: readonly OperationName[] = ["get-active-key", "list-keys", "report", "check"];
const DAY = 86_400;
const GENERATED = { operation: "rotate", "key-type": "RSA", "key-use": "sig" };

/** Where more than one write is due, or another than usual. */
const OTHERS: readonly WritingStep[] = [
  ...(["certificate", "password"] as const).flatMap((credential) => [
    {
      step: `rotate of a ${credential} that retires another one first`,
      prepare: async () => {
        const scene = rotationScene({ credential, inputs: { "retire-initial": "true" } });
        await rotated(scene);
        later(scene, 8 * DAY_MS);
        return { tenant: scene.tenant, run: (more?: Inputs) => night(scene, { force: "true", ...more }) };
      },
    },
    {
      step: `an emergency of the current ${credential}`,
      prepare: () => {
        const scene = rotationScene({ credential });
        const inputs = { "emergency-key-id": scene.initial.keyId };
        return Promise.resolve({
          tenant: scene.tenant,
          run: (more?: Inputs) => night(scene, { ...inputs, ...more }),
        });
      },
    },
    {
      step: `an emergency of a ${credential} that was replaced before`,
      prepare: async () => {
        const scene = rotationScene({ credential });
        await rotated(scene);
        const leaked = registeredAs(scene, held(scene)) ?? "";
        later(scene, DAY_MS);
        await rotated(scene, { force: "true" });
        return {
          tenant: scene.tenant,
          run: (more?: Inputs) => night(scene, { "emergency-key-id": leaked, ...more }),
        };
      },
    },
  ]),
  {
    step: "rotate of a key set that is made",
    prepare: keySetStep(undefined, { ...GENERATED, "create-key-set": "true" }),
  },
  {
    step: "rotate of a key set that retires a key first",
    prepare: keySetStep(
      [
        { kid: "old", nbf: -300 * DAY, exp: 9 * DAY },
        { kid: "due", nbf: -120 * DAY, exp: 40 * DAY },
      ],
      { ...GENERATED, "retire-key-ids": "old" },
    ),
  },
  {
    step: "an emergency of a key set's active key",
    prepare: keySetStep([{ kid: "leaked", nbf: -10 * DAY, exp: 170 * DAY }], {
      ...GENERATED,
      "emergency-key-id": "leaked",
    }),
  },
  {
    step: "generate-key in a key set that is made",
    prepare: keySetStep(undefined, { ...GENERATED, operation: "generate-key", "create-key-set": "true" }),
  },
];

const WRITING: readonly WritingStep[] = [
  ...PLAIN_STEPS.filter(({ operation }) => !READING.includes(operation)),
  ...OTHERS,
];

test.each(WRITING)("$step", async ({ prepare }) => {
  const prepared = await prepare();
  const before = writesOf(prepared).length;
  const dry = await prepared.run({ "dry-run": "true" });
  expect([dry.errors, dry.outputs["changed"]]).toEqual([[], "false"]);
  expect(writesOf(prepared).length, "a dry run writes nothing").toBe(before);

  const real = await prepared.run();
  expect([real.errors, real.outputs["changed"]]).toEqual([[], "true"]);
  const sent = writesOf(prepared).slice(before);
  const planned = plannedBy(dry);
  expect(planned.map((write, index) => filled(write, sent[index]))).toEqual(sent);
  expect(dry.summary.split("\n").filter((line) => /^<code>(POST|PATCH|DELETE) /.test(line))).toHaveLength(
    sent.length,
  );
});

function plannedBy(run: InProcessRun): readonly Write[] {
  return (JSON.parse(run.outputs["result"] ?? "") as { readonly planned: readonly Write[] }).planned;
}

/** To Graph: a dry run says in words where it would deliver. */
function writesOf({ tenant }: Prepared): readonly Write[] {
  return tenant.log
    .filter(({ method, path }) => method !== "GET" && /^\/(v1\.0|beta)\//.test(path))
    .map(({ method, host, path, query, body }) => ({
      method,
      url: `https://${host}${path}${query}`,
      ...(body === "" ? {} : { body: JSON.parse(body) as Json }),
    }));
}

/** Made anew for each request, or secret: a text stands in its place. */
const HOLE = /^<(?:secret, \d+ characters|proof of possession by [\w ]+|new certificate)>$/;
/** Times count from the run, and the real one comes a little later. */
const LATER_SECONDS = 600;

/** What was planned, with what was sent where the plan has a hole. */
function filled(planned: unknown, sent: unknown): unknown {
  if (typeof planned === "string" && typeof sent === "string") {
    if (HOLE.test(planned) || withoutRun(planned) === withoutRun(sent)) return sent;
    const isTime = /^\d{4}-\d{2}-\d{2}T/.test(planned);
    return isTime && isSoonAfter(Date.parse(planned) / 1000, Date.parse(sent) / 1000) ? sent : planned;
  }
  if (typeof planned === "number" && typeof sent === "number") {
    return isSoonAfter(planned, sent) ? sent : planned;
  }
  if (typeof planned !== "object" || planned === null || typeof sent !== "object" || sent === null) {
    return planned;
  }
  return Object.fromEntries(
    Object.entries(planned).map(([name, value]) => [name, filled(value, sent[name as keyof typeof sent])]),
  );
}

/** The default name of a credential says which run made it. */
function withoutRun(text: string): string {
  return text.replace(/ run \d+$/, "");
}

function isSoonAfter(planned: number, sent: number): boolean {
  return sent >= planned && sent - planned < LATER_SECONDS;
}
