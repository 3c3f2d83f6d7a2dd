// Ids that a service makes become outputs, table cells and parts of messages: only what is an id does.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";
import { effects, perform, scene } from "../support/contract.ts";
import type { Inputs } from "../support/world.ts";
import { GRAPH_FACTS } from "./places.ts";
import { Printed } from "./printed.ts";

const ODD_IDS: readonly (readonly [string, string])[] = [
  ["a command on a line of its own", "kid\n::error::pwned"],
  ["a command", "::add-mask::pwned"],
  ["an old command", "##[error]pwned"],
  ["control characters", "k\u0000i\u0007d\u001b[31m"],
  ["other ends of lines", "k\u2028i\u2029d\u0085\r"],
  ["text that runs backwards", "k\u202edik\u2066"],
  ["invisible characters", "k\u200bi\ufeffd"],
  ["the runner's delimiter", "k\nghadelimiter_x\nkid=pwned"],
  ["Markdown", "k|i|d](https://www.evil.example) <img src=x>"],
  ["a shell's text", "$(id); `id` && x"],
  ["half of a surrogate pair", "k\ud800d"],
  ["a megabyte", "k".repeat(1_000_000)],
  ["a megabyte of Markdown", "|@<".repeat(350_000)],
];

const printed = new Printed();
beforeAll(() => {
  printed.start();
});
beforeEach(() => {
  printed.take();
});
afterAll(() => {
  printed.stop();
});

interface Shown {
  readonly all: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly changed: boolean;
}

async function run(
  operation: "generate-key" | "add-key",
  field: string,
  id: string,
  inputs: Inputs = {},
): Promise<Shown> {
  const world = scene();
  await perform(world, operation, {
    inputs,
    runner: printed.runner,
    distort: (request: HttpRequest, answer: HttpResponse) =>
      GRAPH_FACTS[field]?.(id, request, answer, () => id) ?? answer,
  });
  const all = printed.take();
  const outputs: Record<string, string> = {};
  for (const [, name = "", , value = ""] of all.matchAll(/^([\w-]+)<<(ghadelimiter_[\w-]+)\n([^]*?)\n?\2$/gm))
    outputs[name] = value;
  return { all, outputs, changed: effects(world).length > 0 };
}

const READ: Inputs = { operation: "get-active-key", "key-type": "", "key-use": "", "expires-on": "" };

/** Of the whole of what was said: the file of outputs and the summary too. */
function expectHarmless({ all }: Shown): void {
  const odd = /.{0,20}[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.exec(all.replaceAll("\n", ""))?.[0];
  expect(odd === undefined ? "" : JSON.stringify(odd)).toBe("");
  const commands = all
    .split("\n")
    .filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
  expect(commands.filter((line) => !/^::(debug|notice|warning|error title=[\w-]+)::/.test(line))).toEqual([]);
  expect(all).not.toMatch(/^kid=/m);
  expect(all.length).toBeLessThan(100_000);
}

describe("a kid with", () => {
  test.each(ODD_IDS)(
    "%s, of a key just made: the step says what it did, and leaves the output empty",
    async (_name, id) => {
      const shown = await run("generate-key", "kid", id);
      expectHarmless(shown);
      expect(shown.changed).toBe(true);
      expect(shown.outputs).toMatchObject({ changed: "true", kid: "", "key-id": "", "key-type": "RSA" });
      expect(shown.all).toMatch(
        /^::warning::.*kid, key-id are left empty\. What the step says it did is done/m,
      );
      expect(shown.all).not.toContain("::error");
      expect(shown.all).toContain("### generate-key");
    },
  );

  test.each(ODD_IDS)("%s, of a key that is read", async (_name, id) => {
    const shown = await run("generate-key", "kid", id, READ);
    expectHarmless(shown);
    expect(shown.outputs).toMatchObject({ changed: "false", kid: "", "key-id": "" });
    expect(shown.all).toContain("### get-active-key");
  });

  test.each(ODD_IDS)("%s, in a list", async (_name, id) => {
    const shown = await run("generate-key", "kid", id, { ...READ, operation: "list-keys" });
    expectHarmless(shown);
    expect(shown.outputs).toMatchObject({ changed: "false" });
    expect(shown.all).toContain("### list-keys");
  });
});

test.each(["kty", "use", "status"])("an odd %s is no output and no harm", async (field) => {
  for (const [, id] of ODD_IDS) {
    const shown = await run("generate-key", field, id);
    expectHarmless(shown);
    expect(shown.outputs).toMatchObject({ changed: "true", "key-type": field === "kty" ? "" : "RSA" });
  }
});

test.each(["keyId", "displayName", "usage", "type", "id", "customKeyIdentifier"])(
  "an odd %s of an object's credential is no harm",
  async (field) => {
    for (const [, id] of ODD_IDS) {
      expectHarmless(await run("add-key", field, id));
      const report: Inputs = { operation: "report", "report-scope": "applications", "fail-before": "9999d" };
      const none = { certificate: "", "proof-certificate": "", "application-object-id": "" };
      expectHarmless(await run("add-key", field, id, { ...none, ...report }));
    }
  },
);

test("an id stays as it is", async () => {
  const id = "-aB_c~d=.e+/0";
  expect((await run("generate-key", "kid", id)).outputs).toMatchObject({ kid: id, "key-id": id });
});
