import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { missing } from "../inputs/inputs.ts";
import type { InputName } from "../inputs/names.ts";
import { nearest } from "../inputs/nearest.ts";
import { printable } from "../printable.ts";

/** One of `allowed`, whatever its letter case; `undefined` where the input is empty. */
export function oneOf<T extends string>(
  inputs: Inputs,
  name: InputName,
  allowed: readonly T[],
): T | undefined {
  const text = inputs.text(name);
  if (text === undefined) return undefined;
  const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  const suggestion = nearest(
    text.toLowerCase(),
    allowed.map((value) => value.toLowerCase()),
  );
  const meant = allowed.find((value) => value.toLowerCase() === suggestion);
  throw inputError(
    name,
    `\`${shown(text)}\` is not known.`,
    `Use one of ${allowed.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
}

export function requireOneOf<T extends string>(inputs: Inputs, name: InputName, allowed: readonly T[]): T {
  const value = oneOf(inputs, name, allowed);
  if (value === undefined) throw missing(name, `Use one of ${allowed.join(", ")}.`);
  return value;
}

/** `true` or `false` in any letter case; `false` where the input is empty. */
export function flag(inputs: Inputs, name: InputName): boolean {
  return oneOf(inputs, name, ["true", "false"]) === "true";
}

/**
 * A GUID in lower case with dashes. Braces, parentheses, missing dashes and capitals are
 * put right; anything else is refused.
 */
export function parseGuid(name: InputName, text: string): string {
  const bare = text.replace(/^[{(]|[})]$/g, "").trim();
  const digits = bare.replace(/-/g, "").toLowerCase();
  const shaped = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i.test(bare);
  if (!shaped) {
    throw inputError(
      name,
      `${String(bare.length)} characters, not a GUID.`,
      "A GUID has 32 hexadecimal digits, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.",
    );
  }
  if (/^0+$/.test(digits)) throw inputError(name, "is the empty GUID.", "Give the id of a real object.");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** An https origin: no user, path, query or fragment. */
export function parseOrigin(name: InputName, text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw inputError(name, "is not a URL.", "Give the origin, such as https://login.example.com.");
  }
  if (url.protocol !== "https:")
    throw inputError(name, "is not https.", "Credentials travel over https only.");
  if (url.username !== "" || url.password !== "") {
    throw inputError(name, "holds a user name or a password.", "Give the origin alone.");
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
    throw inputError(name, "has a path, a query or a fragment.", `Give the origin alone: ${url.origin}.`);
  }
  return url.origin;
}

const LONGEST_SHOWN = 60;

/**
 * What the user typed, safe to show: no control or invisible characters. Never a part of it:
 * of a secret in the wrong input, the runner masks the whole and nothing less.
 */
export function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `(${String(text.length)} characters)` : printable(text, "�");
}
