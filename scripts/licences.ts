import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The text of every licence and notice file, LF only. */
  readonly text: string;
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([-_.].*)?$/i;

/**
 * The installed package that a bundled file belongs to, or nothing for our own files.
 *
 * By path and not by import: `../../node_modules/@actions/core/lib/command.js` is
 * @actions/core's work however it was reached.
 */
export function packageDirectory(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file)?.[0];
}

/** Reads name, version and licence of an installed package. Throws where it has no licence text. */
export function readBundledPackage(directory: string): BundledPackage {
  const { name, version, licence } = readManifest(directory);
  const text = licenceText(directory);
  if (text === "") throw new Error(`${name}@${version} is bundled and brings no licence text`);
  return { name, version, licence, text };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

function readManifest(directory: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    readonly name?: unknown;
    readonly version?: unknown;
    readonly license?: unknown;
  };
  const { name, version, license } = manifest;
  if (typeof name !== "string" || typeof version !== "string" || typeof license !== "string") {
    throw new Error(`${directory} is bundled, and its package.json lacks its name, version or licence`);
  }
  return { name, version, licence: license };
}

function licenceText(directory: string): string {
  return readdirSync(directory)
    .filter((file) => LICENCE_FILE.test(file))
    .sort(byText)
    .map((file) => readFileSync(join(directory, file), "utf8").replaceAll(/\r\n?/g, "\n").trim())
    .filter((text) => text !== "")
    .join("\n\n");
}

/** `dist/licenses.txt`: sorted, so that it depends on nothing but the packages. */
export function renderLicences(packages: readonly BundledPackage[]): string {
  const sorted = [...packages].sort((a, b) => byText(a.name, b.name) || byText(a.version, b.version));
  const sections = sorted.map((one) => `${one.name} ${one.version}\n${one.licence}\n\n${one.text}\n`);
  return sections.join(`\n${"-".repeat(80)}\n\n`);
}

/** By code unit: `localeCompare` would follow the machine's language. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
