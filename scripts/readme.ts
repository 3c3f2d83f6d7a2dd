// Makes the README's generated parts anew: `npm run readme`. With `--check` it only says whether they
// are as they should be.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../src/refusals.ts";
import { regenerate } from "./readme/generated.ts";

const ROOT = resolve(import.meta.dirname, "..");
const README = join(ROOT, "README.md");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const before = readFileSync(README, "utf8");
const after = await regenerate(before, {
  action: readFileSync(join(ROOT, "action.yml"), "utf8"),
  graphRefusals: GRAPH_REFUSALS,
  signInRefusals: SIGN_IN_REFUSALS,
});
if (before === after) {
  console.log("README.md is up to date");
} else if (values.check) {
  console.log("README.md is not what action.yml and src/ say; run `npm run readme`");
  process.exitCode = 1;
} else {
  writeFileSync(README, after);
  console.log("README.md was brought up to date");
}
