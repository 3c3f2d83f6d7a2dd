// The README's generated parts are what action.yml and src say, and its commands are there to be copied.

import { expect, test } from "vitest";
import { regenerate, type Origins } from "../../scripts/readme/generated.ts";
import { GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../../src/refusals.ts";
import { readText } from "./sources.ts";

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

test("every link within it leads somewhere", () => {
  const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
  const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? "");
  expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
});
