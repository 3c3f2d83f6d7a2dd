// Services that answer anything: one error at most, an end within the budget, and no secret.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";
import { ENVIRONMENT, GITHUB_TOKEN, night, REPOSITORY, rotationScene, VAULT } from "../rotation/scene.ts";
import { scene } from "../support/contract.ts";
import { runnerTemp } from "../support/credential-calls.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { PASSWORD, SIGN_INS, UPLOADED } from "../support/world.ts";
import { expectOrderly, holds, oddText } from "./fuzz.ts";
import { SUBJECTS, workingInputs } from "./operations.ts";

const DEFAULT_BUDGET_MS = 25 * 60_000;
/** A write in flight, and an exchange that is ended by its own time limit. */
const GRACE_MS = 60_000;
/** No run asks more often, whatever it is answered. */
const MOST_REQUESTS = 2_000;

/** A change of one answer. */
type Change =
  | { readonly kind: "body"; readonly text: string }
  | { readonly kind: "cut"; readonly share: number }
  | { readonly kind: "status"; readonly status: number; readonly text: string | undefined }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  /** The node of the JSON with this number (in a count that starts anew at the end) is another one. */
  | { readonly kind: "node"; readonly index: number; readonly value: unknown }
  | { readonly kind: "without"; readonly index: number }
  | { readonly kind: "twice"; readonly index: number };

const jsonText = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    "",
    "null",
    "[]",
    "{}",
    "0",
    '""',
    "true",
    "<html>",
    "\ufeff{}",
    '{"error":null}',
    '{"error":[]}',
  ),
  fc.constantFrom(
    '{"error":{"code":7,"message":{}}}',
    '{"value":null}',
    '{"value":[null,1,"x",{}]}',
    `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
    '{"__proto__":{"kid":"x"}}',
  ),
  oddText,
);
const node = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e300,
    9e15,
    -9e15,
    0.5,
    [],
    {},
    "",
    "9".repeat(30),
    "+275760-09-13T00:00:00Z",
    "0001-01-01T00:00:00Z",
    ["x"],
    { x: 1 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
  oddText,
);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("node" as const), index: fc.nat(400), value: node }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("without" as const), index: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("twice" as const), index: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("body" as const), text: jsonText }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("cut" as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("status" as const),
      status: fc.oneof(
        fc.constantFrom(
          200,
          201,
          202,
          203,
          204,
          205,
          206,
          207,
          299,
          300,
          301,
          302,
          304,
          307,
          400,
          401,
          403,
          404,
          405,
          408,
          409,
          410,
          412,
          413,
          422,
          429,
          451,
          500,
          501,
          502,
          503,
          504,
          509,
          599,
        ),
        fc.integer({ min: 200, max: 599 }),
      ),
      text: fc.option(jsonText, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("header" as const),
      name: fc.constantFrom(
        "date",
        "retry-after",
        "retry-after-ms",
        "x-ratelimit-reset",
        "x-ratelimit-remaining",
        "request-id",
        "x-github-request-id",
        "x-github-sso",
        "www-authenticate",
        "location",
        "content-type",
        "link",
        "x-ms-retry-after-ms",
      ),
      value: fc.oneof(
        oddText,
        fc.constantFrom(
          "0",
          "0.5",
          "3601",
          "-1",
          "1e9",
          "Tue, 01 Jan 2999 00:00:00 GMT",
          "Thu, 01 Jan 1970 00:00:00 GMT",
          "Sat, 13 Sep 275760 00:00:00 GMT",
        ),
      ),
    }),
  },
);

/** Of which answers: most runs have two to five, a rotation has twenty. */
function planOf(most: number): fc.Arbitrary<Plan> {
  const at = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(most) });
  return fc.array(fc.record({ at, forEver: fc.boolean(), change }), { minLength: 1, maxLength: 3 });
}
type Plan = readonly { readonly at: number; readonly forEver: boolean; readonly change: Change }[];

function changed(response: HttpResponse, one: Change): HttpResponse {
  const { body, headers } = response;
  switch (one.kind) {
    case "body":
      return { ...response, body: one.text };
    case "cut":
      return { ...response, body: body.slice(0, Math.floor(body.length * one.share)) };
    case "status":
      return { ...response, status: one.status, body: one.text ?? body };
    case "header":
      // What Node's parser lets through.
      return {
        ...response,
        headers: { ...headers, [one.name]: one.value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "") },
      };
    default: {
      try {
        return { ...response, body: JSON.stringify(edit(JSON.parse(body), one)) };
      } catch {
        return response;
      }
    }
  }
}

function edit(json: unknown, one: Extract<Change, { readonly index: number }>): unknown {
  let count = 0;
  const total = size(json);
  const wanted = one.index % total;
  const visit = (value: unknown): readonly unknown[] => {
    const here = count++ === wanted;
    const inside = Array.isArray(value)
      ? value.flatMap(visit)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value).flatMap(([key, child]) =>
              visit(child)
                .slice(0, 1)
                .map((kept) => [key, kept]),
            ),
          )
        : value;
    if (!here) return [inside];
    return one.kind === "node" ? [one.value] : one.kind === "without" ? [] : [inside, inside];
  };
  return visit(json)[0] ?? null;
}

function size(json: unknown): number {
  if (typeof json !== "object" || json === null) return 1;
  return Object.values(json).reduce<number>((sum, child) => sum + size(child), 1);
}

/** By the plan; throws where a run would ask for ever. */
function answering(changes: Plan): (request: HttpRequest, response: HttpResponse) => HttpResponse {
  let answers = 0;
  return (_request, response) => {
    const number = answers++;
    if (number > MOST_REQUESTS) throw new Error("asks for ever");
    return changes
      .filter(({ at, forEver }) => at === number || (forEver && number > at))
      .reduce((now, { change: one }) => changed(now, one), response);
  };
}

function expectInTime(run: InProcessRun, startedAt: number): void {
  expect(run.clock.now() - startedAt).toBeLessThanOrEqual(DEFAULT_BUDGET_MS + GRACE_MS);
}

describe("any answers", () => {
  it("of the sign-in and of Graph, to every operation", async () => {
    const cases = fc.record({
      operation: fc.constantFrom(...SUBJECTS),
      signIn: fc.constantFrom(...SIGN_INS),
      changes: planOf(5),
    });
    await holds(100, cases, async ({ operation, signIn, changes }) => {
      const world = scene();
      const temp = runnerTemp();
      const startedAt = world.clock.now();
      const run = await runInProcess({
        tenant: world.tenant,
        clock: world.clock,
        inputs: { ...(await world.signIn(signIn)), ...workingInputs(world, operation, temp) },
        env: { RUNNER_TEMP: temp },
        wire: () => {
          world.clock.advance(1_000);
          return undefined;
        },
        answer: answering(changes),
      });
      expectOrderly(run, [PASSWORD, UPLOADED, world.clientSecret, world.tenant.github.job.requestToken], []);
      expectInTime(run, startedAt);
    });
  });

  it("of every service, to a rotation with sinks", async () => {
    const cases = fc.record({
      credential: fc.constantFrom("certificate" as const, "password" as const),
      may: fc.constantFrom("none" as const, "read" as const, "write" as const),
      sinks: fc.subarray([ENVIRONMENT, REPOSITORY, VAULT] as const, { minLength: 1 }),
      first: fc.boolean(),
      changes: planOf(20),
    });
    await holds(40, cases, async ({ credential, may, sinks, first, changes }) => {
      const world = rotationScene({ credential, sinks, may: credential === "password" ? "write" : may });
      if (!first) await night(world);
      const startedAt = world.clock.now();
      const run = await night(
        world,
        { force: "true", "retire-initial": "true" },
        { answer: answering(changes) },
      );
      expectOrderly(run, [GITHUB_TOKEN, ...(credential === "password" ? [world.initial.text] : [])], []);
      expectInTime(run, startedAt);
    });
  });
});
