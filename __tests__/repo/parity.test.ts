// action.yml, the code and the README name the same inputs and outputs.

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DECLARED_DEFAULTS, INPUTS } from "../../src/inputs/names.ts";
import { OUTPUT_NAMES } from "../../src/report/outputs.ts";
import { tableNames } from "./rules.ts";
import { readText } from "./sources.ts";

const action = parse(readText("action.yml")) as {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, unknown>;
  runs: { using: string; main: string };
};
const readme = readText("README.md");

describe("inputs", () => {
  const known = Object.keys(INPUTS).sort();

  test("action.yml declares what the code reads", () => {
    expect(Object.keys(action.inputs).sort()).toEqual(known);
  });

  test("action.yml's defaults are those that the code takes for the runner's", () => {
    const declared = Object.entries(action.inputs).flatMap(([name, input]) =>
      input.default === undefined ? [] : [[name, input.default] as const],
    );
    expect(Object.fromEntries(declared)).toEqual(DECLARED_DEFAULTS);
  });

  test("the README's tables explain them, each once", () => {
    expect([...tableNames(readme, "input")].sort()).toEqual(known);
  });
});

describe("outputs", () => {
  const known = [...OUTPUT_NAMES].sort();

  test("action.yml declares what the code sets", () => {
    expect(Object.keys(action.outputs).sort()).toEqual(known);
  });

  test("the README's tables explain them, each once", () => {
    expect([...tableNames(readme, "output")].sort()).toEqual(known);
  });
});

test("the action runs its bundle on Node 24, and nothing before or after it", () => {
  expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
});
