// The parts of the build and of the lint that are ours.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageDirectory, readBundledPackage, renderLicences } from "../../scripts/licences.ts";
import { actionFindings, pinFindings } from "../../scripts/workflow-lint.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";

function workflow(...uses: string[]): { path: string; text: string } {
  return { path: "ci.yml", text: uses.map((one) => `      - uses: ${one}`).join("\n") };
}

describe("pinned actions", () => {
  test.each([
    "actions/checkout@v7",
    "actions/checkout@v7 # v7.0.1",
    "actions/checkout@3d3c42e # v7.0.1",
    `actions/checkout@${SHA}`,
    `actions/checkout@${SHA} # v7`,
    `"actions/checkout@main" # v7.0.1`,
  ])("%s is found", (uses) => {
    expect(pinFindings([workflow(uses)])).not.toEqual([]);
  });

  test.each([`actions/checkout@${SHA} # v7.0.1`, "./", "./.github/workflows/x.yml"])("%s is fine", (uses) => {
    expect(pinFindings([workflow(uses)])).toEqual([]);
  });

  test("one repository has one pin", () => {
    const other = SHA.replaceAll("0", "f");
    const files = [workflow(`a/b/init@${SHA} # v1.0.0`), workflow(`a/b/analyze@${other} # v1.0.0`)];
    expect(pinFindings(files)).toEqual([`ci.yml:1 a/b is pinned differently elsewhere (${SHA} # v1.0.0)`]);
  });

  test("our own name in an example needs no pin", () => {
    expect(pinFindings([workflow("OWNER/graph-keyroll@SHA")], /\/graph-keyroll@/)).toEqual([]);
  });
});

describe("action.yml's entries", () => {
  const action = (entry: string): { path: string; text: string } => ({
    path: "action.yml",
    text: `inputs:\n${entry}\noutputs:\n  kid:\n    description: the key id\n`,
  });

  test.each([
    ["  a:\n    description: x\n    defualt: y", "action.yml: input a has an unknown key: defualt"],
    ["  a:\n    description: x\n    default: 2048", "action.yml: input a: quote its default"],
    ["  a:\n    description: x\n    default: true", "action.yml: input a: quote its default"],
    ["  a:\n    required: true", "action.yml: input a has no description"],
    ["  keySet:\n    description: x", "action.yml: input keySet is not kebab-case"],
  ])("case %#", (entry, finding) => {
    expect(actionFindings(action(entry))).toEqual([finding]);
  });

  test("a good one", () => {
    expect(actionFindings(action('  a-b:\n    description: x\n    default: "true"'))).toEqual([]);
  });
});

describe("licences", () => {
  let root = "";

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "graph-keyroll-test-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function install(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
    const directory = join(root, "node_modules", name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "package.json"), JSON.stringify({ name, ...manifest }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
    return directory;
  }

  test.each([
    ["/r/node_modules/jose/dist/a.js", "/r/node_modules/jose"],
    ["/r/node_modules/@actions/core/lib/command.js", "/r/node_modules/@actions/core"],
    ["/r/node_modules/a/node_modules/@b/c/d.js", "/r/node_modules/a/node_modules/@b/c"],
    ["C:\\r\\node_modules\\jose\\a.js", "C:\\r\\node_modules\\jose"],
    ["/r/src/main.ts", undefined],
  ])("%s belongs to its package", (file, directory) => {
    expect(packageDirectory(file)).toBe(directory);
  });

  test("licence and notice are read, with LF", () => {
    const files = { "LICENSE.md": "may\r\nuse\r\n", NOTICE: "made by", "license-checker.js": "" };
    const directory = install("@x/a", { version: "1.0.0", license: "MIT" }, files);
    expect(readBundledPackage(directory)).toEqual({
      name: "@x/a",
      version: "1.0.0",
      licence: "MIT",
      text: "may\nuse\n\nmade by",
    });
  });

  test("a package without a licence text fails", () => {
    const directory = install("a", { version: "1.0.0", license: "MIT" });
    expect(() => readBundledPackage(directory)).toThrow("a@1.0.0 is bundled and brings no licence text");
  });

  test("a package without a licence's name fails", () => {
    const directory = install("a", { version: "1.0.0" }, { LICENSE: "may use" });
    expect(() => readBundledPackage(directory)).toThrow("lacks its name, version or licence");
  });

  test("the file is the same whatever the order of the packages", () => {
    const a = { name: "a", version: "1.0.0", licence: "MIT", text: "A" };
    const b = { name: "b", version: "2.0.0", licence: "ISC", text: "B" };
    expect(renderLicences([b, a])).toBe(renderLicences([a, b]));
    expect(renderLicences([a, b])).toBe(`a 1.0.0\nMIT\n\nA\n\n${"-".repeat(80)}\n\nb 2.0.0\nISC\n\nB\n`);
  });
});
