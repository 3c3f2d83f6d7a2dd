// What users run is dist/, so it is looked at as it lies here. That it is what the sources build
// is .ci/run's check.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { sentences } from "./rules.ts";
import { readSources, readText, ROOT } from "./sources.ts";

const files = readdirSync(`${ROOT}/dist`, { recursive: true, encoding: "utf8" }).sort();
const chunks = files.filter((file) => /^\d+\.index\.js$/.test(file));
const scripts = ["index.js", ...chunks].map((file) => ({ file, text: readText(`dist/${file}`) }));

test("it holds the entry, its chunks, their licences and nothing else", () => {
  expect(files).toEqual([...chunks, "index.js", "licenses.txt", "package.json"].sort());
  expect(JSON.parse(readText("dist/package.json"))).toEqual({ type: "module" });
});

test("every chunk is loaded by something", () => {
  const loaded = scripts.flatMap(({ text }) =>
    [...text.matchAll(/\.e\((?:\/\* import\(\) \*\/ )?(\d+)\)/g)].map(
      (match) => `${match[1] ?? ""}.index.js`,
    ),
  );
  expect(chunks.filter((chunk) => !loaded.includes(chunk))).toEqual([]);
});

test("no source maps, no CR, no path of the machine that built it", () => {
  for (const { file, text } of scripts) {
    expect(text.includes("\r"), `${file} has a CR`).toBe(false);
    expect(text.includes("sourceMappingURL="), `${file} points to a source map`).toBe(false);
    expect(text.includes(ROOT), `${file} names this folder`).toBe(false);
  }
});

test("nothing of the emulator, the tests or the scripts", () => {
  const src = readSources("src")
    .map(({ text }) => text)
    .join("\n");
  // What src says too is Graph's wording, which both quote.
  const theirs = sentences(readSources("emulator")).filter((sentence) => !src.includes(sentence));
  expect(theirs.length).toBeGreaterThan(10);
  for (const { file, text } of scripts) {
    expect(
      theirs.filter((sentence) => text.includes(sentence)),
      file,
    ).toEqual([]);
    // The stand-ins are what the bundle has in the place of packages that MSAL never uses here.
    const names = /\.\/(emulator|__tests__|scripts)\/(?!stand-ins\/)/.test(text);
    expect(names, `${file} names another folder`).toBe(false);
  }
});

test("the licence file names the packages that the bundle names", () => {
  const listed = new Set(
    readText("dist/licenses.txt")
      .split(`\n${"-".repeat(80)}\n\n`)
      .map((section) => /^(\S+) \S+\n/.exec(section)?.[1]),
  );
  const named = scripts.flatMap(({ text }) =>
    [...text.matchAll(/^;\/\/ .*\/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map((match) => match[1]),
  );
  const manifest = JSON.parse(readText("package.json")) as { dependencies: Record<string, string> };
  expect(
    [...new Set([...named, ...Object.keys(manifest.dependencies)])].filter((one) => !listed.has(one)),
  ).toEqual([]);
});
