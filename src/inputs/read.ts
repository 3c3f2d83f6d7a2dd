import { ActionError, inputError } from "../errors.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";
import { Inputs } from "./inputs.ts";
import { DECLARED_DEFAULTS, INPUTS, type InputKind, type InputName } from "./names.ts";
import { nearest } from "./nearest.ts";

/** The runner masks nothing shorter without wrecking the log (docs/design.md, "Masking"). */
const SHORTEST_SECRET = 8;
const PREFIX = "INPUT_";
/** GitHub's secrets end at 48 KB; a PFX with its chain in base64 fits. Nothing here is larger. */
const LONGEST_INPUT = 1024 * 1024;

/**
 * Reads `INPUT_*` once, masks the secrets among them, and takes those out of `env`, so that
 * nothing later in this process can read them there.
 *
 * Refuses unknown names, values copied from a log (`***`), unresolved expressions, and
 * secrets too short to be masked.
 */
export function readInputs(env: NodeJS.ProcessEnv, masker: Masker): Inputs {
  const raw = takeFromEnvironment(env);
  // Masked before anything is refused: no later message may be the first to hold a secret.
  for (const [name, value] of raw) {
    if (isInputName(name) && isSecret(INPUTS[name]) && !isNoValue(value)) masker.text(value);
  }
  const values = new Map<InputName, string | Secret>();
  for (const [name, value] of raw) {
    if (!isInputName(name)) throw unknownInput(name);
    const input = readOne(name, value);
    if (input !== undefined) values.set(name, input);
  }
  return new Inputs(values, defaultsOf(env));
}

/** With the one expression that they hold evaluated as the runner does. */
function defaultsOf(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const apiUrl = env["GITHUB_API_URL"]?.trim() ?? "";
  return new Map(
    Object.entries(DECLARED_DEFAULTS).map(([name, text]) => [
      name,
      text.replace("${{ github.api_url }}", () => apiUrl),
    ]),
  );
}

function takeFromEnvironment(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const raw = new Map<string, string>();
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.toUpperCase().startsWith(PREFIX) || value === undefined) continue;
    const name = variable.slice(PREFIX.length).toLowerCase();
    if (!isInputName(name) || isSecret(INPUTS[name])) Reflect.deleteProperty(env, variable);
    if (value.trim() !== "") raw.set(name, value);
  }
  return raw;
}

function readOne(name: InputName, value: string): string | Secret | undefined {
  const kind = INPUTS[name];
  if (value.length > LONGEST_INPUT) {
    throw inputError(
      name,
      `is ${String(value.length)} characters long.`,
      "Give the value itself, not a file or an archive.",
    );
  }
  if (isNoValue(value)) throw noValue(name, value.trim());
  if (!isSecret(kind)) return value.trim();
  const text = kind === "exact-secret" ? value : value.trim();
  assertUsableSecret(name, text);
  return new Secret(text, name);
}

/** Refuses what was copied from a log, what nobody evaluated, and what is too short to be masked, or in each of its lines. */
export function assertUsableSecret(name: InputName, text: string): void {
  if (isNoValue(text)) throw noValue(name, text.trim());
  const { length } = text.trim();
  if (length < SHORTEST_SECRET) throw tooShort(name, length);
  if (hasOnlyShortLines(text)) throw onlyShortLines(name);
}

/** The runner masks line by line: of such a text nothing would be masked where it is printed. */
function hasOnlyShortLines(text: string): boolean {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("-----"));
  return lines.length > 1 && lines.every((line) => line.length < SHORTEST_SECRET);
}

function isInputName(name: string): name is InputName {
  return Object.hasOwn(INPUTS, name);
}

function isSecret(kind: InputKind): boolean {
  return kind !== "text";
}

/** A value copied from a masked log, or an expression that nobody evaluated. */
function isNoValue(value: string): boolean {
  return /^(\*{3,}|\$\{\{[^]*\}\}|\$\([\w.-]+\))$/.test(value.trim());
}

function noValue(name: InputName, value: string): ActionError {
  return value.startsWith("*")
    ? inputError(name, "is literally `***`: it was copied from a log.", "Give the secret itself.")
    : inputError(
        name,
        "is an expression that was not evaluated.",
        "Write `${{ secrets.NAME }}` in the step's `with:`, unquoted and with the right prefix.",
      );
}

function tooShort(name: InputName, length: number): ActionError {
  return inputError(
    name,
    `has only ${String(length)} characters, which cannot be masked in the log without masking half of it.`,
    `Use a secret of ${String(SHORTEST_SECRET)} characters or more.`,
  );
}

function onlyShortLines(name: InputName): ActionError {
  return inputError(
    name,
    `has several lines, and none of ${String(SHORTEST_SECRET)} characters or more: the runner masks line by line, and could mask none of them.`,
    "Give it on one line, for example in base64, or with a longer line.",
  );
}

function unknownInput(name: string): ActionError {
  const suggestion = nearest(name, Object.keys(INPUTS));
  return new ActionError({
    code: "input-unknown",
    blame: "input",
    what: `unknown input \`${name.slice(0, 60)}\`.`,
    remedy:
      suggestion === undefined
        ? "The README lists every input; remove this one."
        : `Did you mean \`${suggestion}\`?`,
  });
}
