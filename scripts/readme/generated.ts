// The parts of the README that are made from other files: what stands between
// <!-- BEGIN name --> and <!-- END name -->.

import { format } from "prettier";
import { isMap, isPair, isScalar, parseDocument } from "yaml";
import { ERROR_MEANINGS } from "./errors.ts";

export interface Origins {
  /** Text of action.yml. */
  readonly action: string;
  /** Rows of src/refusals.ts. */
  readonly graphRefusals: readonly Refusal[];
  readonly signInRefusals: readonly Refusal[];
}

interface Refusal {
  readonly codes: readonly string[];
  readonly text?: RegExp;
  readonly cause: string;
  readonly remedy: string;
}

/** The README with its generated parts made anew, laid out as the linter wants it. */
export async function regenerate(readme: string, origins: Origins): Promise<string> {
  const parts: Readonly<Record<string, () => string>> = {
    inputs: () => inputTables(origins.action),
    outputs: () => outputTable(origins.action),
    errors: errorTable,
    "graph refusals": () => refusalTable(origins.graphRefusals),
    "sign-in refusals": () => refusalTable(origins.signInRefusals),
  };
  let text = readme;
  for (const [name, make] of Object.entries(parts)) {
    const [begin, end] = [`<!-- BEGIN ${name} -->`, `<!-- END ${name} -->`];
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from === -1 || to < from) throw new Error(`README.md has no part ${begin} … ${end}`);
    text = `${text.slice(0, from + begin.length)}\n\n${make()}\n\n${text.slice(to)}`;
  }
  return format(text, { parser: "markdown", printWidth: 110 });
}

interface Entry {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
  /** First line of the comment above it: a new group begins. */
  readonly group: string | undefined;
}

function readEntries(action: string, section: "inputs" | "outputs"): readonly Entry[] {
  const entries = parseDocument(action).get(section);
  if (!isMap(entries)) throw new Error(`action.yml has no ${section}`);
  return entries.items.filter(isPair).map(({ key, value }) => {
    if (!isScalar(key) || !isMap(value)) throw new Error(`action.yml: ${section} have an odd entry`);
    const text = (name: string): string | undefined => {
      const found: unknown = value.get(name);
      return typeof found === "string" ? found : undefined;
    };
    return {
      name: String(key.value),
      description: text("description") ?? "",
      default: text("default"),
      group: key.commentBefore?.trim().split("\n")[0],
    };
  });
}

function inputTables(action: string): string {
  const groups: { title: string | undefined; rows: string[][] }[] = [];
  for (const entry of readEntries(action, "inputs")) {
    if (entry.group !== undefined || groups.length === 0) groups.push({ title: entry.group, rows: [] });
    const standard = entry.default === undefined ? "" : code(entry.default);
    groups.at(-1)?.rows.push([code(entry.name), cell(entry.description), standard]);
  }
  return groups
    .map(({ title, rows }) => {
      const caption = title === undefined ? "" : `**${title.trim()}**\n\n`;
      return caption + table(["Input", "What it is", "Default"], rows);
    })
    .join("\n\n");
}

function outputTable(action: string): string {
  return table(
    ["Output", "What it is"],
    readEntries(action, "outputs").map(({ name, description }) => [code(name), cell(description)]),
  );
}

function errorTable(): string {
  return table(
    ["Error", "What it means"],
    Object.entries(ERROR_MEANINGS).map(([name, meaning]) => [code(name), cell(meaning)]),
  );
}

function refusalTable(refusals: readonly Refusal[]): string {
  return table(
    ["The service says", "What it means", "What to do"],
    refusals.map(({ codes, text, cause, remedy }) => [
      codes.map(code).join(", ") + (text === undefined ? "" : ` with “${readable(text)}”`),
      cell(cause),
      cell(remedy),
    ]),
  );
}

/** The words of a pattern: ours have little else. */
function readable(pattern: RegExp): string {
  const words = pattern.source
    .replaceAll(" ?", " ")
    .replaceAll("\\.", ".")
    .replaceAll(/\.[*+]\??/g, "…");
  return words.split("|").map(cell).join("” or “");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** One line; a bar would end the cell, and braces and angles outside of code are no markup here. */
function cell(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("*", "\\*")))
    .join("")
    .replaceAll("|", "\\|");
}
