// Each rule about the sources finds what breaks it, and leaves alone what does not.

import { describe, expect, test } from "vitest";
import {
  barrelFaults,
  cycleFaults,
  eagerFaults,
  environmentFaults,
  exitFaults,
  importerFaults,
  layerFaults,
  patchFaults,
  revealers,
  sentences,
  tableNames,
  textFaults,
  titleFaults,
  unicodeLiteralFaults,
} from "./rules.ts";
import { importsOf, type Source } from "./sources.ts";

function source(path: string, ...lines: string[]): Source {
  return { path, text: lines.join("\n") };
}

describe("imports are read as Node would", () => {
  test.each([
    ['import { a } from "./b.ts";', "static", "src/x/b.ts"],
    ['import "./b.ts";', "static", "src/x/b.ts"],
    ['import * as b from "../b.ts";', "static", "src/b.ts"],
    ['export { a } from "./b.ts";', "static", "src/x/b.ts"],
    ['export * from "./b.ts";', "static", "src/x/b.ts"],
    ['import { type A } from "./b.ts";', "static", "src/x/b.ts"],
    ['import type { A } from "./b.ts";', "type", "src/x/b.ts"],
    ['export type { A } from "./b.ts";', "type", "src/x/b.ts"],
    ['type A = import("./b.ts").A;', "type", "src/x/b.ts"],
    ['const b = await import("./b.ts");', "dynamic", "src/x/b.ts"],
    ['import { a } from "../../node_modules/c/d.js";', "static", "node_modules/c/d.js"],
    ['import { a } from "node:fs";', "static", "node:fs"],
  ])("%s", (line, kind, target) => {
    expect(importsOf(source("src/x/a.ts", line))).toEqual([expect.objectContaining({ kind, target })]);
  });

  test("a comment and a text import nothing", () => {
    expect(importsOf(source("src/a.ts", '// import "./b.ts";', "const text = 'import \"./b.ts\"';"))).toEqual(
      [],
    );
  });
});

describe("layers", () => {
  test.each([
    ["src/operations/a.ts", 'import { x } from "../runner/actions.ts";'],
    ["src/operations/a.ts", 'import { x } from "../inputs/read.ts";'],
    ["src/operations/a.ts", 'import { x } from "../report/outputs.ts";'],
    ["src/operations/a.ts", 'const { x } = await import("../runner/actions.ts");'],
    ["src/report/a.ts", 'import { x } from "../operations/generate-key.ts";'],
    ["src/report/a.ts", 'import type { X } from "../config/target.ts";'],
    ["src/http/a.ts", 'import { x } from "../graph/client.ts";'],
    ["src/http/a.ts", 'import { x } from "../runner/log.ts";'],
    ["src/secrets/a.ts", 'import { x } from "../inputs/read.ts";'],
    ["src/errors.ts", 'import { x } from "./config/target.ts";'],
    ["src/graph/a.ts", 'import { x } from "../main.ts";'],
    ["src/main.ts", 'import "./index.ts";'],
    ["src/graph/a.ts", 'import { x } from "../../emulator/x509.ts";'],
    ["src/main.ts", 'import { x } from "../__tests__/x.ts";'],
    ["src/new-layer/a.ts", 'import { x } from "../errors.ts";'],
  ])("%s may not: %s", (path, line) => {
    expect(layerFaults([source(path, line)])).toHaveLength(1);
  });

  test.each([
    ["src/operations/a.ts", 'import type { Log } from "../runner/log.ts";'],
    ["src/operations/a.ts", 'import type { X } from "../inputs/inputs.ts";'],
    ["src/operations/a.ts", 'import { x } from "../graph/client.ts";'],
    ["src/report/a.ts", 'import type { X } from "../operations/result.ts";'],
    ["src/graph/a.ts", 'import { x } from "../errors.ts";'],
    ["src/graph/a.ts", 'import { x } from "./b.ts";'],
    ["src/main.ts", 'import { x } from "./runner/actions.ts";'],
    ["src/auth/a.ts", 'import { x } from "jose";'],
  ])("%s may: %s", (path, line) => {
    expect(layerFaults([source(path, line)])).toEqual([]);
  });
});

test("a circle is named once round", () => {
  const faults = cycleFaults([
    source("src/a.ts", 'import { b } from "./b.ts";'),
    source("src/b.ts", 'const { c } = await import("./c.ts");', 'import type { A } from "./a.ts";'),
    source("src/c.ts", 'import { b } from "./b.ts";'),
  ]);
  expect(faults).toEqual(["src/b.ts -> src/c.ts -> src/b.ts"]);
});

test("a barrel is a file that only hands on", () => {
  expect(
    barrelFaults([
      source("src/a.ts", 'export * from "./b.ts";', 'export { c } from "./c.ts";'),
      source("src/d.ts", 'export { c } from "./c.ts";', "export const d = 1;"),
      source("src/e.ts", "export const e = 1;"),
    ]),
  ).toEqual(["src/a.ts is a barrel"]);
});

test("only the modules listed import a package; types are free", () => {
  const isMsal = (target: string): boolean => target === "@azure/msal-node";
  const sources = [
    source("src/auth/msal.ts", 'import { X } from "@azure/msal-node";'),
    source("src/auth/other.ts", 'const x = await import("@azure/msal-node");'),
    source("src/auth/typed.ts", 'import type { X } from "@azure/msal-node";'),
  ];
  expect(importerFaults(sources, isMsal, ["src/auth/msal.ts"])).toEqual([
    "src/auth/other.ts imports @azure/msal-node",
  ]);
  expect(importerFaults(sources, isMsal, ["src/auth/"])).toEqual([]);
});

test("whoever can reveal a secret is found", () => {
  expect(
    revealers([
      source("src/a.ts", 'import { Secret } from "./secrets/secret.ts";'),
      source("src/b.ts", 'import { reveal } from "./secrets/secret.ts";'),
      source("src/c.ts", 'import { reveal as r } from "./secrets/secret.ts";'),
      source("src/d.ts", 'import * as all from "./secrets/secret.ts";'),
      source("src/e.ts", 'const all = await import("./secrets/secret.ts");'),
    ]),
  ).toEqual(["src/b.ts", "src/c.ts", "src/d.ts", "src/e.ts"]);
});

test("what is lazy may be reached by import() alone", () => {
  const rest = [
    source("src/pfx.ts", 'import forge from "node-forge";'),
    source("src/typed.ts", 'import type { X } from "node-forge";'),
  ];
  const eager = [source("src/index.ts", 'import { a } from "./a.ts";'), ...rest];
  const staticPath = source("src/a.ts", 'import { p } from "./pfx.ts";', 'import { t } from "./typed.ts";');
  const lazyPath = source("src/a.ts", 'const p = await import("./pfx.ts");');
  expect(eagerFaults([...eager, staticPath], "src/index.ts", ["node-forge"])).toEqual([
    "src/index.ts -> src/a.ts -> src/pfx.ts -> node-forge",
  ]);
  expect(eagerFaults([...eager, lazyPath], "src/index.ts", ["node-forge"])).toEqual([]);
});

test("a literal with a class of Unicode's is found, a pattern that is made later is not", () => {
  const faults = (line: string): number => unicodeLiteralFaults([source("src/a.ts", line)]).length;
  expect(faults("const word = /[\\p{L}_]+/gu;")).toBe(1);
  expect(faults("const other = /\\P{L}/u;")).toBe(1);
  expect(faults("const later = unicodePattern(String.raw`\\p{L}`); const plain = /[a-z]/;")).toBe(0);
});

test("process.exit is found in each of its forms, process.exitCode is none", () => {
  const exits = ["process.exit(1);", 'process["exit"](1);', 'import { exit } from "node:process";'];
  for (const line of exits) expect(exitFaults([source("src/a.ts", line)])).toHaveLength(1);
  expect(exitFaults([source("src/a.ts", "process.exitCode = 1; // not process.exit()")])).toEqual([]);
});

test("the environment is read by the modules listed", () => {
  const reads = source("src/a.ts", 'export const home = process.env["HOME"];');
  expect(environmentFaults([reads], [])).toEqual(["src/a.ts:1 uses process.env"]);
  expect(environmentFaults([reads], ["src/a.ts"])).toEqual([]);
});

test("a text counts, a comment and a type do not", () => {
  const pattern = /trustFramework/;
  expect(textFaults([source("src/a.ts", 'const url = "/trustFramework/keySets";')], pattern, [])).toEqual([
    "src/a.ts:1 holds a text like /trustFramework/",
  ]);
  expect(textFaults([source("src/a.ts", "const u = `${a}/trustFramework/${b}`;")], pattern, [])).toHaveLength(
    1,
  );
  const harmless = source("src/a.ts", "// trustFramework", 'type A = "trustFramework";');
  expect(textFaults([harmless], pattern, [])).toEqual([]);
});

test("PATCH and keyCredentials never meet", () => {
  const both = 'send("PATCH", url, { keyCredentials });';
  expect(patchFaults([source("src/a.ts", both)])).toHaveLength(1);
  expect(patchFaults([source("src/a.ts", 'send("PATCH", url); // keyCredentials')])).toEqual([]);
  expect(patchFaults([source("src/a.ts", 'type M = "PATCH"; read("keyCredentials");')])).toEqual([]);
});

describe("titles of tests", () => {
  test.each([
    'test("reads -----BEGIN PRIVATE KEY-----", () => {});',
    `it("reads ${"A".repeat(40)}", () => {});`,
    "describe(`with ${secret}`, () => {});",
    'test.each(rows)("reads %j", () => {});',
    'test.each(rows)("reads $row.password", () => {});',
  ])("at fault, case %#", (line) => {
    expect(titleFaults([source("__tests__/a.test.ts", line)])).toHaveLength(1);
  });

  test("at no fault", () => {
    const good = 'test.each(rows)("reads $name as %s", () => {}); expect("-----BEGIN");';
    expect(titleFaults([source("__tests__/a.test.ts", good)])).toEqual([]);
  });
});

test("names are read from the tables with the right heading only", () => {
  const markdown = [
    "| Input | meaning |",
    "|---|---|",
    "| `a`, `b-c` | not `d` |",
    "",
    "| output | meaning |",
    "|---|---|",
    "| `e` | x |",
    "text with `f`",
  ].join("\n");
  expect(tableNames(markdown, "input")).toEqual(["a", "b-c"]);
  expect(tableNames(markdown, "output")).toEqual(["e"]);
});

test("sentences are the long texts of a program", () => {
  const long = "No credentials found to be removed from this application.";
  expect(sentences([source("emulator/a.ts", `refuse("${long}"); name("short");`)])).toEqual([long]);
});
