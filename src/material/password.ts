import type { ActionError } from "../errors.ts";
import { trimEndOf } from "../trim-end.ts";
import { problem } from "./problem.ts";

/**
 * The error for a password that does not open a key or PFX. Tries the ways in which a
 * password is commonly stored wrongly and names the one that would have worked.
 *
 * @param opens whether a candidate opens it; called a few times.
 */
export function wrongPassword(
  passwordName: string,
  password: string | undefined,
  what: string,
  opens: (candidate: string) => boolean,
): ActionError {
  if (password === undefined || password === "") {
    return problem(
      passwordName,
      `${what} is encrypted and no password was given.`,
      `Set \`${passwordName}\` from a secret; where it is set, that secret is empty or not available to this event.`,
    );
  }
  const wrong = `the password is wrong for ${what}`;
  const candidates: readonly (readonly [candidate: string, hint: string, remedy: string])[] = [
    [
      trimEndOf(password, "\r\n"),
      "it works without its trailing newline",
      'Store it with `printf %s "$PASSWORD" | gh secret set NAME`; `echo` adds a newline.',
    ],
    [password.trim(), "it works without the blanks around it", "Store it without them."],
    [
      password.trim().replace(/^(["'])(.*)\1$/s, "$2"),
      "it works without the quotes around it",
      "Store it without them.",
    ],
    ["", "there is none on it", `Leave \`${passwordName}\` out.`],
  ];
  for (const [candidate, hint, remedy] of candidates) {
    if (candidate !== password && opens(candidate)) {
      return problem(passwordName, `${wrong} (${hint}).`, remedy);
    }
  }
  return problem(
    passwordName,
    `${wrong}.`,
    "Check that key and password come from the same export; `openssl` with the same two says whether they do.",
  );
}
