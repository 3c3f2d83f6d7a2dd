// The rules about this repository's sources. Each takes files and gives what breaks it, so that
// rules.test.ts can show each of them failing.

import ts from "typescript";
import { type Source, importsOf, nodes, parse, placeOf } from "./sources.ts";

/** What a layer of src may import. `src` alone is its modules without a folder, but for index and main. */
interface Layer {
  /** Folders, or single files, at run time and for types. */
  readonly imports: readonly string[];
  /** For types only: ports and data whose makers stay unknown. */
  readonly types: readonly string[];
}

/** Modules without a folder (errors, clock, clouds, …), and what can be done with a secret. */
const FOUNDATION = ["src", "src/secrets"] as const;
/** Interfaces that everybody may name, because only the composition root knows who makes them. */
const PORTS = ["src/runner/log.ts"] as const;

export const LAYERS: Readonly<Record<string, Layer>> = {
  src: { imports: FOUNDATION, types: ["src/http"] },
  "src/secrets": { imports: FOUNDATION, types: [] },
  "src/inputs": { imports: FOUNDATION, types: [] },
  "src/http": { imports: FOUNDATION, types: [] },
  "src/material": { imports: FOUNDATION, types: ["src/inputs"] },
  "src/config": {
    // The claims of a ready access token are part of what the inputs say.
    // A path of deliver-to is refused before the first request, as every input is.
    imports: [
      ...FOUNDATION,
      "src/inputs",
      "src/material",
      "src/auth/claims.ts",
      "src/files",
      "src/rotation/due.ts",
    ],
    types: ["src/auth", "src/sinks", "src/rotation"],
  },
  "src/auth": {
    imports: [...FOUNDATION, "src/http", "src/graph/json.ts"],
    types: ["src/config", "src/inputs", "src/material"],
  },
  "src/graph": { imports: [...FOUNDATION, "src/http"], types: ["src/auth", "src/config"] },
  "src/files": { imports: FOUNDATION, types: ["src/inputs"] },
  "src/sinks": {
    // Key Vault takes the same sign-in, by a token of its own.
    imports: [...FOUNDATION, "src/http", "src/files", "src/graph/json.ts", "src/auth/token-provider.ts"],
    types: ["src/config"],
  },
  "src/proof": { imports: [...FOUNDATION, "src/material"], types: ["src/config"] },
  // The protocols of rotate and retire: what their two operations load when one of them runs.
  "src/rotation": {
    imports: [
      ...FOUNDATION,
      "src/http",
      "src/inputs",
      "src/material",
      "src/config",
      "src/auth",
      "src/graph",
      "src/proof",
      "src/sinks",
      "src/operations/object-access.ts",
    ],
    types: ["src/operations"],
  },
  "src/operations": {
    // An operation says by name which inputs it knows, and reads them by config's rules.
    imports: [
      ...FOUNDATION,
      "src/config",
      "src/inputs/names.ts",
      "src/files",
      "src/graph",
      "src/proof",
      "src/material",
      "src/rotation",
    ],
    types: ["src/auth", "src/http", "src/inputs"],
  },
  "src/report": { imports: FOUNDATION, types: ["src/operations"] },
  "src/runner": { imports: FOUNDATION, types: ["src/report"] },
};

/** Layers import what lies below them, and nothing outside src but packages. */
export function layerFaults(sources: readonly Source[]): readonly string[] {
  const faults: string[] = [];
  for (const source of sources) {
    for (const { target, kind } of importsOf(source)) {
      const fault = `${source.path} imports ${target}${kind === "type" ? " for types" : ""}`;
      if (/^(emulator|__tests__|scripts|dist)(\/|$)/.test(target)) faults.push(fault);
      if (!target.startsWith("src/")) continue;
      if (target === "src/index.ts") faults.push(fault);
      // The two at the top compose everything.
      if (source.path === "src/index.ts" || source.path === "src/main.ts") continue;
      const own = layerOf(source.path);
      const layer = LAYERS[own];
      if (layer === undefined) faults.push(`${source.path} is in no layer that rules.ts knows`);
      else if (target === "src/main.ts") faults.push(fault);
      else {
        const allowed = [own, ...layer.imports, ...(kind === "type" ? [...layer.types, ...PORTS] : [])];
        if (!allowed.some((one) => one === target || one === layerOf(target))) faults.push(fault);
      }
    }
  }
  return faults;
}

function layerOf(path: string): string {
  return path.split("/").slice(0, -1).slice(0, 2).join("/");
}

/** Modules that load each other, by whatever way round. Types load nothing. */
export function cycleFaults(sources: readonly Source[]): readonly string[] {
  const loads = (source: Source): readonly string[] =>
    importsOf(source).flatMap(({ target, kind }) => (kind === "type" ? [] : target));
  const edges = new Map(sources.map((source) => [source.path, loads(source)]));
  const done = new Set<string>();
  const faults: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) faults.push([...trail.slice(seenAt), path].join(" -> "));
    if (seenAt >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return faults;
}

/** Files that only hand on what others export. */
export function barrelFaults(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) => {
      const { statements } = parse(source);
      const handsOn = (statement: ts.Statement): boolean =>
        ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
      return (
        statements.some(handsOn) && statements.every((one) => handsOn(one) || ts.isImportDeclaration(one))
      );
    })
    .map(({ path }) => `${path} is a barrel`);
}

/** Who may import a module or a package, with `/` at the end of a folder; whoever else does is at fault. */
export function importerFaults(
  sources: readonly Source[],
  imported: (target: string) => boolean,
  allowed: readonly string[],
): readonly string[] {
  const faults: string[] = [];
  for (const source of sources) {
    if (isListed(source.path, allowed)) continue;
    for (const { specifier, target, kind } of importsOf(source)) {
      if (kind !== "type" && imported(target)) faults.push(`${source.path} imports ${specifier}`);
    }
  }
  return faults;
}

function isListed(path: string, list: readonly string[]): boolean {
  return list.some((one) => one === path || (one.endsWith("/") && path.startsWith(one)));
}

/** The modules that can take the value out of a Secret. */
export function revealers(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) =>
      importsOf(source).some(
        ({ target, names, kind }) =>
          target === "src/secrets/secret.ts" &&
          // `import()` and `* as` reach every name.
          (names.includes("reveal") || names.includes("*") || kind === "dynamic"),
      ),
    )
    .map(({ path }) => path);
}

/** What is loaded at start-up, because static imports lead from `entry` to it, and must not be. */
export function eagerFaults(
  sources: readonly Source[],
  entry: string,
  lazyPackages: readonly string[],
): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const faults: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const source = byPath.get(path);
    if (source === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { target, kind } of importsOf(source)) {
      if (kind !== "static") continue;
      const name = target.replace(/^node_modules\//, "");
      if (lazyPackages.some((one) => name === one || name.startsWith(`${one}/`))) {
        faults.push([...trail, path, name].join(" -> "));
      }
      visit(target, [...trail, path]);
    }
  };
  visit(entry, []);
  return faults;
}

/** The engine makes a literal's character classes as it reads the script: some cost a run milliseconds. */
export function unicodeLiteralFaults(sources: readonly Source[]): readonly string[] {
  const matches = (node: ts.Node): boolean =>
    ts.isRegularExpressionLiteral(node) && /\\[pP]\{/.test(node.text);
  return findNodes(sources, [], matches).map((place) => `${place} is a literal with a class of Unicode's`);
}

/** `process.exit` loses what stdout still holds; `process.exitCode` does not. */
export function exitFaults(sources: readonly Source[]): readonly string[] {
  return memberFaults(sources, "exit", []);
}

/** The environment is read by the composition root, once, and handed on. */
export function environmentFaults(sources: readonly Source[], allowed: readonly string[]): readonly string[] {
  return memberFaults(sources, "env", allowed);
}

function memberFaults(
  sources: readonly Source[],
  member: string,
  allowed: readonly string[],
): readonly string[] {
  return findNodes(sources, allowed, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      return node.expression.getText() === "process" && node.name.text === member;
    }
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
      return node.expression.getText() === "process" && node.argumentExpression.text === member;
    }
    // import { exit } from "node:process"
    return (
      ts.isImportSpecifier(node) &&
      (node.propertyName ?? node.name).text === member &&
      /^["'](node:)?process["']$/.test(node.parent.parent.parent.moduleSpecifier.getText())
    );
  }).map((place) => `${place} uses process.${member}`);
}

/** A text of the program (no comment, no type) that matches, outside the modules that may hold one. */
export function textFaults(
  sources: readonly Source[],
  pattern: RegExp,
  allowed: readonly string[],
): readonly string[] {
  return findNodes(sources, allowed, (node) => isText(node) && pattern.test(node.text)).map(
    (place) => `${place} holds a text like ${String(pattern)}`,
  );
}

/** `PATCH` replaces the whole list of credentials: with it, one lost update locks the owner out. */
export function patchFaults(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) => {
      const all = [...nodes(parse(source))];
      const patches = all.some((node) => isText(node) && node.text.toUpperCase() === "PATCH");
      const credentials = all.some(
        (node) =>
          (isText(node) && node.text.includes("keyCredentials")) ||
          (ts.isIdentifier(node) && node.text === "keyCredentials"),
      );
      return patches && credentials;
    })
    .map(({ path }) => `${path} speaks of PATCH and of keyCredentials`);
}

type Text = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isText(node: ts.Node): node is Text {
  if (ts.isStringLiteralLike(node)) return !ts.isLiteralTypeNode(node.parent);
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function findNodes(
  sources: readonly Source[],
  allowed: readonly string[],
  matches: (node: ts.Node) => boolean,
): readonly string[] {
  const places: string[] = [];
  for (const source of sources) {
    if (isListed(source.path, allowed)) continue;
    const file = parse(source);
    for (const node of nodes(file)) if (matches(node)) places.push(placeOf(file, node));
  }
  return places;
}

/**
 * Titles of tests are printed in public logs: no key material in them, and no placeholder that
 * would put a secret's value there.
 */
export function titleFaults(sources: readonly Source[]): readonly string[] {
  const material = /-----BEGIN|\beyJ[\w-]{8}|[A-Za-z0-9+/_-]{40,}/;
  // Of test.each: %j and its like print whole values, $name prints a column.
  const placeholder = /%[jopOd]|\$\{?[\w.]*(secret|password|token|privateKey|pem|pfx)\b/i;
  const faults: string[] = [];
  for (const source of sources) {
    const file = parse(source);
    for (const node of nodes(file)) {
      if (!ts.isCallExpression(node)) continue;
      if (!/^(describe|test|it)\b/.test(node.expression.getText())) continue;
      const title = node.arguments[0];
      if (title === undefined || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) continue;
      const text = title.getText();
      if (material.test(text) || placeholder.test(text)) faults.push(`${placeOf(file, title)} ${text}`);
    }
  }
  return faults;
}

/** Names in backticks in the first column of the tables whose first column is headed `heading`. */
export function tableNames(markdown: string, heading: string): readonly string[] {
  const names: string[] = [];
  let inTable = false;
  for (const line of markdown.split(/\r?\n/)) {
    const first = /^\|([^|]*)\|/.exec(line.trim())?.[1]?.trim();
    if (first === undefined) inTable = false;
    else if (first.toLowerCase().replaceAll("`", "") === heading) inTable = true;
    else if (inTable) names.push(...[...first.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
  }
  return names;
}

/** The long sentences that a program can say: long enough to be nobody else's. */
export function sentences(sources: readonly Source[]): readonly string[] {
  const found = new Set<string>();
  for (const source of sources) {
    for (const node of nodes(parse(source))) {
      if (isText(node) && node.text.length >= 50 && node.text.split(" ").length >= 7) found.add(node.text);
    }
  }
  return [...found];
}
