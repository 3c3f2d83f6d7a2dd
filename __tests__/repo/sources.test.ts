// The rules of CONTRIBUTING.md, held against the sources.

import { expect, test } from "vitest";
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
  textFaults,
  unicodeLiteralFaults,
  titleFaults,
} from "./rules.ts";
import { importsOf, readSources, readText } from "./sources.ts";

const src = readSources("src");
const emulator = readSources("emulator");
const tests = readSources("__tests__");
const scripts = readSources("scripts");

/** Handling secrets in the clear: each entry is a decision. */
const REVEALERS = [
  "src/auth/claims.ts",
  "src/auth/msal.ts",
  "src/auth/sign-in.ts",
  "src/config/sign-in.ts",
  "src/config/uploaded-secret.ts",
  "src/files/secret-output-file.ts",
  "src/graph/json.ts",
  "src/http/https-transport.ts",
  "src/material/contents.ts",
  "src/material/pkcs12.ts",
  // The current credential: what its text says about itself, which password's hint it has, and
  // the token that it opens.
  "src/rotation/configure.ts",
  "src/rotation/delivered-credential.ts",
  "src/rotation/password-standing.ts",
  "src/rotation/prove.ts",
  // The new credential, where it is measured and sealed; and the toolkit wants github-token as text.
  "src/sinks/credential-size.ts",
  "src/sinks/github-client.ts",
  "src/sinks/sealed-box.ts",
];

test("there are sources to look at", () => {
  expect(src.map(({ path }) => path)).toContain("src/index.ts");
  expect(emulator).not.toEqual([]);
});

test("layers import what is below them", () => {
  expect(layerFaults(src)).toEqual([]);
});

test("no modules import each other", () => {
  expect(cycleFaults(src)).toEqual([]);
  expect(cycleFaults(emulator)).toEqual([]);
});

test("there are no barrels", () => {
  expect(barrelFaults([...src, ...emulator])).toEqual([]);
});

test("the emulator shares no code with src", () => {
  expect(importerFaults(emulator, (target) => /^(src|dist)\//.test(target), [])).toEqual([]);
  expect(
    emulator.flatMap(importsOf).filter(({ target, kind }) => kind === "type" && target.startsWith("src/")),
  ).toEqual([]);
});

test("scripts drive the built action, never its sources; the README is made from one of them", () => {
  expect(importerFaults(scripts, (target) => target.startsWith("src/"), ["scripts/readme.ts"])).toEqual([]);
});

test("MSAL is imported by one module", () => {
  const isMsal = (target: string): boolean => /^(node_modules\/)?@azure\//.test(target);
  expect(importerFaults(src, isMsal, ["src/auth/msal.ts"])).toEqual([]);
});

test("GitHub's client and libsodium are imported by one module each", () => {
  const isGitHub = (target: string): boolean =>
    /^(node_modules\/)?@(actions\/github|octokit)(\/|$)/.test(target);
  expect(importerFaults(src, isGitHub, ["src/sinks/github-client.ts"])).toEqual([]);
  const isSodium = (target: string): boolean => /^(node_modules\/)?libsodium/.test(target);
  expect(importerFaults(src, isSodium, ["src/sinks/sealed-box.ts"])).toEqual([]);
});

test("the toolkit is imported by the runner's modules, one file at a time", () => {
  const isCore = (target: string): boolean => /^(node_modules\/)?@actions\/core(\/|$)/.test(target);
  expect(importerFaults(src, isCore, ["src/runner/"])).toEqual([]);
  const index = (target: string): boolean =>
    /^(node_modules\/)?@actions\/core(\/lib\/core\.js)?$/.test(target);
  expect(importerFaults(src, index, [])).toEqual([]);
});

test("what the common path does not need is loaded when it is needed", () => {
  const lazy = ["@azure/msal-node", "node-forge", "undici", "@actions/github", "libsodium-wrappers"];
  expect(eagerFaults(src, "src/index.ts", lazy)).toEqual([]);
});

test("patterns with classes of Unicode's are made when they are needed", () => {
  expect(unicodeLiteralFaults(src)).toEqual([]);
});

test("the modules that reveal secrets are the ones decided on", () => {
  expect(revealers(src).filter((path) => path !== "src/secrets/secret.ts")).toEqual(REVEALERS);
});

test("the environment is read at one place", () => {
  expect(environmentFaults(src, ["src/index.ts", "src/main.ts"])).toEqual([]);
  expect(textFaults(src, /^INPUT_/, ["src/inputs/"])).toEqual([]);
});

test("Graph's URLs are built by src/graph", () => {
  const graphUrl = /(^|\/)(v1\.0|beta)(\/|$)|trustFramework|\(appId=|\/(addKey|generateKey|uploadSecret)\b/;
  expect(textFaults(src, graphUrl, ["src/graph/"])).toEqual([]);
});

test("nothing ends the process on the spot", () => {
  expect(exitFaults(src)).toEqual([]);
});

test("keyCredentials are never patched", () => {
  expect(patchFaults(src)).toEqual([]);
});

test("titles of tests hold no secrets", () => {
  const own = "__tests__/repo/rules.test.ts";
  expect(titleFaults(tests.filter(({ path }) => path !== own))).toEqual([]);
});

test("the lock file names no registry, and every package by its hash", () => {
  const lock = JSON.parse(readText("package-lock.json")) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
  expect(packages.filter(([, one]) => one.resolved !== undefined).map(([path]) => path)).toEqual([]);
  expect(packages.filter(([, one]) => one.integrity === undefined).map(([path]) => path)).toEqual([]);
});
