import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Inputs } from "./world.ts";

/** What a step's default may ask of its job: the environment has the same. */
const CONTEXT: Readonly<Record<string, string>> = { "github.api_url": "GITHUB_API_URL" };

const { inputs: DECLARED } = parse(
  readFileSync(fileURLToPath(new URL("../../action.yml", import.meta.url)), "utf8"),
) as { readonly inputs: Readonly<Record<string, { readonly default?: string }>> };

/**
 * `INPUT_*` as the runner sets them: one for each input that `action.yml` declares, with its
 * default, or an empty text, where the step does not give it; and what the step gives beyond.
 */
export function runnerInputs(
  given: Inputs,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const defaults = Object.entries(DECLARED).map(([name, input]) => [
    name,
    evaluated(input.default ?? "", env),
  ]);
  const all = { ...(Object.fromEntries(defaults) as Inputs), ...given };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase().replaceAll(" ", "_")}`, value]),
  );
}

function evaluated(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, expression: string) => {
    const variable = CONTEXT[expression];
    if (variable === undefined) throw new Error(`the test's runner cannot evaluate ${expression}`);
    return env[variable] ?? "";
  });
}
