// Inputs and environments as nobody writes them: one error at most, and a refused one sends nothing.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INPUTS, type InputName } from "../../src/inputs/names.ts";
import { scene } from "../support/contract.ts";
import { runnerTemp } from "../support/credential-calls.ts";
import { runInProcess } from "../support/in-process.ts";
import { PASSWORD, SIGN_INS, UPLOADED } from "../support/world.ts";
import { expectOrderly, holds, oddText } from "./fuzz.ts";
import { SUBJECTS, workingInputs } from "./operations.ts";

const CANARY = "canary-of-the-fuzzer-0123456789";
const names = Object.keys(INPUTS) as InputName[];
const ENVIRONMENT = [
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "GITHUB_REPOSITORY",
  "GITHUB_REPOSITORY_ID",
  "GITHUB_RUN_ID",
  "GITHUB_RUN_ATTEMPT",
  "GITHUB_API_URL",
  "GITHUB_EVENT_PATH",
  "GITHUB_EVENT_NAME",
  "RUNNER_NAME",
  "RUNNER_TEMP",
  "https_proxy",
  "HTTP_PROXY",
  "NODE_TLS_REJECT_UNAUTHORIZED",
] as const;

/** What an environment can hold: no NUL, and half a surrogate pair arrives as U+FFFD. */
const value = oddText.map((text) => text.replaceAll("\0", "").toWellFormed());
/** A secret that is easily found again, around something odd. */
const secretValue = value.map((text) => `${CANARY}${text}${CANARY}`);

const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("input" as const),
      name: fc.constantFrom(...names),
      value,
      secret: secretValue,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("empty" as const), name: fc.constantFrom(...names) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("environment" as const),
      name: fc.constantFrom(...ENVIRONMENT),
      value,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("unknown" as const),
      name: value.filter((text) => text !== ""),
      value,
    }),
  },
);

describe("any inputs", () => {
  it("end in one error at most; a refused one sends nothing, and no secret shows", async () => {
    const cases = fc.record({
      operation: fc.constantFrom(...SUBJECTS),
      signIn: fc.constantFrom(...SIGN_INS),
      changes: fc.array(change, { maxLength: 4 }),
    });
    let successes = 0;
    await holds(100, cases, async ({ operation, signIn, changes }) => {
      const world = scene();
      const temp = runnerTemp();
      const inputs: Record<string, string> = {
        ...(await world.signIn(signIn)),
        ...workingInputs(world, operation, temp),
      };
      const env: Record<string, string> = { RUNNER_TEMP: temp };
      for (const one of changes) {
        if (one.kind === "environment") env[one.name] = one.value;
        else if (one.kind === "empty") inputs[one.name] = "";
        else if (one.kind === "unknown") inputs[one.name] = one.value;
        else inputs[one.name] = INPUTS[one.name] === "text" ? one.value : one.secret;
      }
      const run = await runInProcess({
        tenant: world.tenant,
        clock: world.clock,
        inputs,
        env,
        // Takes its time: what never ends runs into its budget.
        wire: () => {
          world.clock.advance(1_000);
          return undefined;
        },
      });
      const secrets = [CANARY, PASSWORD, UPLOADED, world.clientSecret, world.tenant.github.job.requestToken];
      expectOrderly(
        run,
        secrets,
        world.tenant.log.flatMap(({ effects }) => effects),
      );
      if (run.errors.length === 0) successes++;
    });
    // Else nothing behind the first check was tried.
    expect(successes).toBeGreaterThan(0);
  });
});
