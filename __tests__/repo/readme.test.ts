// The README's generated parts are what action.yml and src say, and its commands are there to be copied.

import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { regenerate, type Origins } from "../../scripts/readme/generated.ts";
import { actionlintFindings, pinFindings } from "../../scripts/workflow-lint.ts";
import { COMMON_INPUTS } from "../../src/inputs/names.ts";
import { loadOperation, OPERATION_NAMES, type OperationName } from "../../src/operations/registry.ts";
import { GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../../src/refusals.ts";
import { tableNames } from "./rules.ts";
import { readText, ROOT } from "./sources.ts";

const readme = readText("README.md");
const origins: Origins = {
  action: readText("action.yml"),
  graphRefusals: GRAPH_REFUSALS,
  signInRefusals: SIGN_IN_REFUSALS,
};

test("its generated parts are up to date: npm run readme", async () => {
  expect(await regenerate(readme, origins)).toBe(readme);
});

test("what action.yml and src say anew comes to stand in it", async () => {
  const changed = await regenerate(readme, {
    action: readText("action.yml").replace("inputs:\n", "inputs:\n  shoe-size:\n    description: a | b\n"),
    graphRefusals: [{ codes: ["OddCode"], text: /end ?date/i, cause: "Odd.", remedy: "Wait." }],
    signInRefusals: [],
  });
  expect(changed).toMatch(/^\| `shoe-size` +\| a \\\| b +\|/m);
  expect(changed).toMatch(/^\| `OddCode` with “end date” \| Odd\. +\| Wait\. +\|$/m);
});

test("a part that is missing is said", async () => {
  await expect(regenerate("# Empty\n", origins)).rejects.toThrow("<!-- BEGIN inputs -->");
});

test.each(["npm ci && npm run demo", "npm ci && npm test"])("%s can be copied", (command) => {
  expect(readme).toContain(command);
});

test("every script that it names is there", () => {
  const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "");
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("its table of operations names each, once", () => {
  expect([...tableNames(readme, "operation")].sort()).toEqual([...OPERATION_NAMES].sort());
});

/** For people who use the action or work on it. */
const documents = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "emulator/README.md"],
  ...readdirSync(`${ROOT}/docs`, { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"))
    .sort(),
].map((path) => ({ path, text: readText(path) }));

function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

test.each(documents)("$path: every link leads somewhere", ({ path, text }) => {
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
  const broken = links.filter((link) => {
    // Of the repository's page on GitHub.
    if (/^(https?:|\.\.\/\.\.\/)/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const to = file === "" ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(`${ROOT}/${to}`)) return true;
    return anchor !== undefined && !anchorsOf(readText(to)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(documents)("$path names nothing of the machine that it was written on", ({ text }) => {
  expect(/\/(?:work|home|root|tmp)\/|localhost:\d/.exec(text)?.[0]).toBeUndefined();
});

describe("examples to copy", () => {
  interface Job {
    readonly permissions?: Readonly<Record<string, string>>;
  }
  interface Step {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }

  const examples = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/^```ya?ml\n([^]*?)^```$/gm)].map((match, index) => ({
      path,
      number: index + 1,
      text: match[1] ?? "",
    })),
  );
  const isOurs = (step: Step): boolean => step.uses?.startsWith("OWNER/graph-keyroll@") === true;
  const ours = (yaml: unknown): Step[] => {
    if (typeof yaml !== "object" || yaml === null) return [];
    return [...(isOurs(yaml) ? [yaml] : []), ...Object.values(yaml).flatMap(ours)];
  };

  test("there are many", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  test.each(examples)("$path, $number: the inputs are those of the operation", async ({ text }) => {
    for (const step of ours(parse(text))) {
      expect(step.uses).toBe("OWNER/graph-keyroll@0000000000000000000000000000000000000000");
      const inputs = step.with ?? {};
      const name = inputs["operation"] ?? "rotate";
      // `check` takes those of the operation that it checks.
      const operation = await loadOperation((inputs["check-operation"] ?? name) as OperationName);
      const own = name === "check" ? ["check-operation"] : [];
      const known: readonly string[] = [...COMMON_INPUTS, ...own, ...operation.inputs];
      expect(Object.keys(inputs).filter((input) => !known.includes(input))).toEqual([]);
    }
  });

  const workflows = examples.filter(({ text }) => /^jobs:/m.test(text));

  test.each(workflows)("$path, $number: a whole workflow that actionlint passes", async ({ text }) => {
    expect(await actionlintFindings([{ path: ".github/workflows/example.yml", text }])).toEqual([]);
  });

  test.each(workflows)("$path, $number: whoever signs in by OIDC may ask for the token", ({ text }) => {
    const workflow = parse(text) as Job & { readonly jobs: Readonly<Record<string, Job>> };
    for (const job of Object.values(workflow.jobs)) {
      const permissions = job.permissions ?? workflow.permissions ?? {};
      const needed = ours(job).some(
        ({ with: inputs = {} }) =>
          !["client-certificate", "client-secret", "access-token"].some((name) => name in inputs),
      );
      expect(permissions["id-token"]).toBe(needed ? "write" : undefined);
    }
  });

  test("other actions are named by a full commit", () => {
    expect(pinFindings(documents, /\/graph-keyroll@/)).toEqual([]);
  });
});
