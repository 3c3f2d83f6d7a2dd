// Builds dist/ from src/ and refuses to leave one behind that would not run.
//
// ncc alone is not enough (0.45.0): it leaves stale chunks in its output folder, exits 0 on a
// module that it cannot find, and overwrites its licence file once for each chunk.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import {
  type BundledPackage,
  byText,
  packageDirectory,
  readBundledPackage,
  renderLicences,
} from "./licences.ts";
import { runNode } from "./process.ts";

const ROOT = resolve(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");
const ENTRY = "index.js";
const LICENCES = "licenses.txt";
const FIXED_FILES: readonly string[] = [ENTRY, LICENCES, "package.json"];
const CHUNK = /^\d+\.index\.js$/;
/** ncc's stand-in for a module that it did not find. */
const NOT_FOUND = /@@notfound\.js\?(.+)$/;

/** Modules that a dependency asks for, does without, and that are left out on purpose. */
const OPTIONAL: readonly { readonly module: string; readonly askedBy: string; readonly because: string }[] = [
  {
    module: "supports-color",
    askedBy: "debug",
    because: "tried inside try/catch, only to colour a log that we never turn on",
  },
  {
    module: "kerberos",
    askedBy: "proxy-agent-negotiate",
    because: "a native module; tried inside try/catch, only where the agent is made with `negotiate`",
  },
];

/** Packages that are replaced by a file of ours, and who asks for them. */
const STAND_IN_PATHS = join(ROOT, "scripts", "stand-ins", "tsconfig.json");
const STAND_INS: readonly { readonly module: string; readonly file: string; readonly askedBy: string }[] = [
  { module: "@azure/msal-node", file: "scripts/stand-ins/msal-node.mjs", askedBy: "src/auth/msal.ts" },
  { module: "jsonwebtoken", file: "scripts/stand-ins/jsonwebtoken.mjs", askedBy: "@azure/msal-node" },
];

/** What we use of webpack's `stats.toJson`. */
interface WebpackModule {
  readonly identifier?: string;
  /** The file's path; none for what is not a file. */
  readonly nameForCondition?: string | null;
  /** Identifier of the module that asked for this one first. */
  readonly issuer?: string | null;
  readonly chunks?: readonly (string | number)[];
  /** The modules that were joined into this one. */
  readonly modules?: readonly WebpackModule[];
}

interface WebpackStats {
  readonly modules?: readonly WebpackModule[];
  readonly chunks?: readonly { readonly id: string | number; readonly files: readonly string[] }[];
}

interface NccResult {
  readonly code: string;
  readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  readonly stats: { toJson(options: Readonly<Record<string, unknown>>): WebpackStats };
}

type Ncc = (entry: string, options: Readonly<Record<string, unknown>>) => Promise<NccResult>;

/** A module of the bundle, flattened. */
interface Bundled {
  readonly identifier: string;
  readonly path: string;
  readonly issuer: string;
  /** The files of dist/ that hold it. */
  readonly files: readonly string[];
}

try {
  await build();
} catch (error) {
  console.error(
    `build failed, dist/ is as it was: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}

async function build(): Promise<void> {
  // Checked away from the repository, where nothing can be found in its node_modules.
  const staging = mkdtempSync(join(tmpdir(), "graph-keyroll-build-"));
  try {
    const { files, modules } = await step("bundle", () => bundleSources(staging));
    await step("modules", () => checkModules(modules));
    await step("minify", () => minifyPackages(staging, modules));
    const { packagesOf } = await step("licences", () => writeLicences(staging, modules));
    await step("files", () => checkFiles(staging, files));
    await step("syntax", () => checkSyntax(staging, files));
    await step("chunks", () => checkChunks(staging, files));
    await step("run", () => checkRun(staging));
    // ncc does not empty its output folder, and the names of chunks change with the import graph.
    rmSync(DIST, { recursive: true, force: true });
    cpSync(staging, DIST, { recursive: true });
    printSizes(files, packagesOf);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Runs one step and prints one line for it. The first failure ends the build. */
async function step<Result extends { readonly says: string }>(
  name: string,
  action: () => Result | Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  const result = await action();
  console.log(`${name.padEnd(9)} ${result.says} (${(performance.now() - started).toFixed(0)} ms)`);
  return result;
}

/** ncc type-checks what the nearest tsconfig.json includes, and fails on an error in it. */
async function bundleSources(staging: string): Promise<{
  says: string;
  files: readonly string[];
  modules: readonly Bundled[];
}> {
  const ncc = createRequire(import.meta.url)("@vercel/ncc") as Ncc;
  // ncc looks for tsconfig.json no higher than the working directory.
  process.chdir(ROOT);
  // The bundler's way to ask for `paths` that are not the compiler's.
  process.env["TS_NODE_PROJECT"] = STAND_IN_PATHS;
  const { code, assets, stats } = await ncc(join(ROOT, "src", "index.ts"), {
    cache: false,
    quiet: true,
    minify: false,
    sourceMap: false,
  });
  const contents = new Map(Object.entries(assets).map(([name, asset]) => [name, asset.source]));
  contents.set(ENTRY, code);
  for (const [name, content] of contents) {
    const file = join(staging, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, isScript(name) ? normalized(String(content)) : content);
  }
  const modules = bundledModules(
    stats.toJson({
      all: false,
      ids: true,
      chunks: true,
      modules: true,
      nestedModules: true,
      modulesSpace: Infinity,
      nestedModulesSpace: Infinity,
    }),
  );
  return {
    says: `${String(modules.length)} modules in ${String(contents.size)} files`,
    files: [...contents.keys()].sort(byText),
    modules,
  };
}

/**
 * The same program as git keeps it: some packages (MSAL) bring CRLF, which JavaScript reads as LF
 * even within a template. And without the packages' links to source maps that are not here, which
 * `--enable-source-maps` would look for. Node's own modules, and {@link checkModules} lets no
 * other be outside, come without a `require` that is made anew for each of them.
 */
function normalized(script: string): string {
  const makeRequire = "__WEBPACK_EXTERNAL_createRequire";
  const text = script
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/^\/\/# sourceMappingURL=\S+$\n?/gm, "")
    .replaceAll(`${makeRequire}(import.meta.url)(`, "process.getBuiltinModule(");
  const withoutImport = text.replace(`import { createRequire as ${makeRequire} } from "module";\n`, "");
  return withoutImport.includes(makeRequire) ? text : withoutImport;
}

function bundledModules(stats: WebpackStats): readonly Bundled[] {
  const filesOf = new Map((stats.chunks ?? []).map((chunk) => [chunk.id, chunk.files]));
  const flatten = (module: WebpackModule, files: readonly string[]): readonly Bundled[] =>
    module.modules?.flatMap((inner) => flatten(inner, files)) ?? [
      {
        identifier: module.identifier ?? "",
        path: module.nameForCondition ?? "",
        // Loaders stand before the file, divided by "!".
        issuer: module.issuer?.split("!").at(-1) ?? "",
        files,
      },
    ];
  const modules = (stats.modules ?? []).flatMap((module) => {
    const files = (module.chunks ?? []).flatMap((id) => filesOf.get(id) ?? []);
    // What tree shaking dropped is in no chunk.
    return files.length === 0 ? [] : flatten(module, files);
  });
  if (modules.length === 0) throw new Error("webpack's statistics name no module: their format has changed");
  return modules;
}

/** Every module was found, and what stays outside the bundle is part of Node. */
function checkModules(modules: readonly Bundled[]): { says: string } {
  const builtins = new Set<string>();
  const leftOut = new Set<string>();
  const faults = new Set<string>();
  for (const { module, file, askedBy } of STAND_INS) {
    // A plug-in of the bundler reads the paths: should it end, the packages are back.
    const found = modules.filter((one) => standInOf(one)?.module === module);
    if (found.length === 0) faults.add(`${file}, which stands in for ${module}`);
    for (const { issuer } of found) {
      const asker = packageDirectory(issuer);
      const from = asker === undefined ? relative(ROOT, issuer) : readBundledPackage(asker).name;
      if (from !== askedBy) faults.add(`${module}, asked for by ${from}`);
    }
  }
  for (const { identifier, issuer } of modules) {
    const missing = NOT_FOUND.exec(identifier)?.[1];
    if (missing !== undefined) {
      const asker = packageDirectory(issuer);
      const from = asker === undefined ? relative(ROOT, issuer) : readBundledPackage(asker).name;
      const known = OPTIONAL.some((one) => one.module === missing && one.askedBy === from);
      (known ? leftOut : faults).add(`${missing}, asked for by ${from}`);
    } else if (identifier.startsWith("external ")) {
      const request = /"([^"]+)"/.exec(identifier)?.[1] ?? identifier;
      if (isBuiltin(request)) builtins.add(request);
      else faults.add(`${request}, left outside the bundle`);
    }
  }
  if (faults.size > 0) throw new Error(`modules not found:\n  ${[...faults].sort(byText).join("\n  ")}`);
  const optional =
    leftOut.size === 0 ? "nothing left out" : `left out on purpose: ${[...leftOut].join("; ")}`;
  return { says: `all found, ${String(builtins.size)} of Node's own; ${optional}` };
}

/**
 * Minifies the files that hold nothing but packages: their names and blanks are a third of what
 * a run reads, and nobody reviews them here. Our own code stays as it was written.
 */
async function minifyPackages(staging: string, modules: readonly Bundled[]): Promise<{ says: string }> {
  const packages = new Set<string>();
  const ours = new Set<string>([ENTRY]);
  for (const module of modules) {
    const isPackage = packageDirectory(module.path) !== undefined || standInOf(module) !== undefined;
    for (const file of module.files) (isPackage ? packages : ours).add(file);
  }
  const files = [...packages].filter((file) => !ours.has(file)).sort(byText);
  let saved = 0;
  for (const file of files) {
    const script = readFileSync(join(staging, file), "utf8");
    // The licences' texts stand in their own file.
    const options = { format: "esm", target: "node24", legalComments: "none", minify: true } as const;
    const { code, warnings } = await transform(script, { ...options, sourcefile: file });
    const [warning] = warnings;
    if (warning !== undefined) throw new Error(`${file}: ${warning.text}`);
    saved += script.length - code.length;
    writeFileSync(join(staging, file), code);
  }
  return { says: `${String(files.length)} files of packages, ${String(Math.round(saved / 1024))} KB less` };
}

function standInOf({ path }: Bundled): (typeof STAND_INS)[number] | undefined {
  return STAND_INS.find(({ file }) => path === join(ROOT, file));
}

/**
 * From the modules of every chunk: ncc's own licence file holds the last chunk's packages only,
 * and an import by path (`../../node_modules/…`) counts like one by name.
 */
function writeLicences(
  staging: string,
  modules: readonly Bundled[],
): {
  says: string;
  packagesOf: ReadonlyMap<string, ReadonlySet<string>>;
} {
  const packages = new Map<string, BundledPackage>();
  const packagesOf = new Map<string, Set<string>>();
  for (const { identifier, path, files } of modules) {
    const directory = packageDirectory(path);
    // ncc's stand-in for a module that is left out is one line of no package.
    if (directory === undefined || NOT_FOUND.test(identifier)) continue;
    const one = packages.get(directory) ?? readBundledPackage(directory);
    packages.set(directory, one);
    for (const file of files) packagesOf.set(file, (packagesOf.get(file) ?? new Set()).add(one.name));
  }
  writeFileSync(join(staging, LICENCES), renderLicences([...packages.values()]));
  return { says: `${LICENCES} covers ${String(packages.size)} packages`, packagesOf };
}

function checkFiles(staging: string, built: readonly string[]): { says: string } {
  const faults: string[] = [];
  const found = readdirSync(staging, { recursive: true, encoding: "utf8" });
  for (const file of found) {
    if (!FIXED_FILES.includes(file) && !(CHUNK.test(file) && built.includes(file))) {
      faults.push(`${file} does not belong in dist/`);
    }
  }
  for (const file of FIXED_FILES) if (!found.includes(file)) faults.push(`${file} is missing`);
  for (const file of built.filter(isScript)) {
    const text = readFileSync(join(staging, file), "utf8");
    if (text.includes("sourceMappingURL=")) faults.push(`${file} points to a source map`);
    // ncc's stub for a missing module, should the statistics not have told.
    const stubs = [...text.matchAll(/eval\("require"\)\("([^"]*)"\)/g)].map((match) => match[1]);
    for (const stub of stubs) {
      if (!OPTIONAL.some((one) => one.module === stub))
        faults.push(`${file} asks for ${String(stub)} at run time`);
    }
    if (/\bwebpackMissingModule\b|Cannot find module '/.test(text)) faults.push(`${file} lacks a module`);
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return { says: `${String(found.length)}, all of them expected` };
}

async function checkSyntax(directory: string, files: readonly string[]): Promise<{ says: string }> {
  const scripts = files.filter(isScript);
  for (const file of scripts) {
    const { code, stderr } = await runNode(["--check", join(directory, file)], { cwd: directory });
    if (code !== 0) throw new Error(`${file}: ${stderr}`);
  }
  return { says: `${String(scripts.length)} scripts parse` };
}

/** Each chunk has the form that the entry's chunk loader expects. */
async function checkChunks(directory: string, files: readonly string[]): Promise<{ says: string }> {
  const chunks = files.filter((file) => CHUNK.test(file));
  for (const file of chunks) {
    const chunk = (await import(pathToFileURL(join(directory, file)).href)) as {
      readonly ids?: unknown;
      readonly modules?: unknown;
    };
    const { ids, modules } = chunk;
    if (!Array.isArray(ids) || typeof modules !== "object" || modules === null) {
      throw new Error(`${file} is not one of webpack's chunks`);
    }
    if (Object.keys(modules).length === 0) throw new Error(`${file} is empty`);
  }
  return { says: `${String(chunks.length)} chunks load` };
}

/** Without inputs the action ends with one error annotation, and with nothing that Node says itself. */
async function checkRun(directory: string): Promise<{ says: string }> {
  // Windows starts no process without SystemRoot.
  const { SystemRoot } = process.env;
  const env = SystemRoot === undefined ? {} : { SystemRoot };
  const { code, stdout, stderr } = await runNode([join(directory, ENTRY)], {
    cwd: directory,
    env,
    timeoutMs: 20_000,
  });
  const errors = stdout.split(/\r?\n/).filter((line) => line.startsWith("::error"));
  if (code !== 1 || errors.length !== 1 || stderr !== "") {
    const seen = `exit code ${String(code)}, ${String(errors.length)} errors, on stderr: ${stderr || "nothing"}`;
    throw new Error(`without inputs, exit code 1 and one ::error are expected; seen: ${seen}\n${stdout}`);
  }
  return { says: "without inputs: exit code 1 and one ::error" };
}

function printSizes(files: readonly string[], packagesOf: ReadonlyMap<string, ReadonlySet<string>>): void {
  console.log(`\n${"file".padEnd(16)} ${"bytes".padStart(9)} ${"gzipped".padStart(9)}  packages`);
  let total = 0;
  for (const file of [...files, LICENCES]) {
    const content = readFileSync(join(DIST, file));
    total += content.length;
    const packages = [...(packagesOf.get(file) ?? [])].sort(byText).join(" ");
    const sizes = [content.length, gzipSync(content).length]
      .map((size) => String(size).padStart(9))
      .join(" ");
    console.log(`${file.padEnd(16)} ${sizes}  ${packages}`.trimEnd());
  }
  console.log(`${"total".padEnd(16)} ${String(total).padStart(9)}`);
}

function isScript(file: string): boolean {
  return file.endsWith(".js");
}
