import { inputError } from "../errors.ts";
import { parseTempPath, type TempPath } from "../files/temp-path.ts";
import { nearest } from "../inputs/nearest.ts";
import { shown } from "./values.ts";

/** Where a new credential is put. `name` is the line of `deliver-to`, as it was written. */
export type SinkTarget = { readonly name: string } & (
  | ({ readonly kind: "github-secret" } & RepositorySecret)
  | ({ readonly kind: "github-environment-secret"; readonly environment: string } & RepositorySecret)
  | { readonly kind: "key-vault-secret"; readonly vault: string; readonly secretName: string }
  | { readonly kind: "file"; readonly place: TempPath }
);

interface RepositorySecret {
  readonly owner: string;
  readonly repository: string;
  readonly secretName: string;
}

export type SinkKind = SinkTarget["kind"];
export type SinkTargetOf<Kind extends SinkKind> = Extract<SinkTarget, { readonly kind: Kind }>;

/** What follows the colon, in the order of the README. */
const FORMS: Readonly<Record<SinkKind, string>> = {
  "github-secret": "OWNER/REPO/NAME",
  "github-environment-secret": "OWNER/REPO/ENVIRONMENT/NAME",
  "key-vault-secret": "VAULT/NAME",
  file: "PATH",
};
const KINDS = Object.keys(FORMS) as readonly SinkKind[];

/** `deliver-to`: one sink a line. Nothing is asked here but whether the folders of a `file:` are there. */
export function parseDeliverTo(text: string, tempDirectory: string | undefined): readonly SinkTarget[] {
  const targets: SinkTarget[] = [];
  const seen = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const name = line.trim();
    if (name === "") continue;
    const target = parseLine(name, tempDirectory);
    const earlier = seen.get(addressOf(target));
    if (earlier !== undefined) {
      throw refused(name, `is the same place as \`${shown(earlier)}\``, "Name each place once.");
    }
    seen.set(addressOf(target), name);
    targets.push(target);
  }
  return targets;
}

function parseLine(name: string, tempDirectory: string | undefined): SinkTarget {
  const colon = name.indexOf(":");
  const kind = KINDS.find((one) => one === name.slice(0, Math.max(colon, 0)).toLowerCase());
  const rest = name.slice(colon + 1).trim();
  if (kind === undefined) throw unknownKind(name, colon);
  // eslint-disable-next-line no-control-regex -- these are the characters that no address has
  if (/[\u0000-\u001f\u007f]/.test(rest)) throw malformed(name, kind, "holds a control character");
  switch (kind) {
    case "github-secret":
    case "github-environment-secret":
      return parseGitHub(name, kind, rest);
    case "key-vault-secret":
      return parseKeyVault(name, rest);
    case "file":
      if (rest === "") throw malformed(name, kind, "names no path");
      return { kind, name, place: parseTempPath("deliver-to", rest, tempDirectory) };
  }
}

/** The first two and the last segment are fixed: what is left is the environment, and may hold slashes. */
function parseGitHub(
  name: string,
  kind: "github-secret" | "github-environment-secret",
  rest: string,
): SinkTarget {
  const segments = rest.split("/");
  const [owner = "", repository = ""] = segments;
  const secretName = segments.at(-1) ?? "";
  const parts = kind === "github-secret" ? 3 : 4;
  if (segments.length < parts || (kind === "github-secret" && segments.length > parts)) {
    throw malformed(name, kind, `has ${String(segments.length)} parts`);
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(owner)) {
    throw malformed(name, kind, `\`${shown(owner)}\` cannot be the owner of a repository`);
  }
  // A URL would take the dots for a way up.
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(repository) || /^\.\.?$/.test(repository)) {
    throw malformed(name, kind, `\`${shown(repository)}\` cannot be a repository`);
  }
  if (!/^[A-Z_][A-Z0-9_]{0,254}$/i.test(secretName) || /^GITHUB_/i.test(secretName)) {
    throw refused(
      name,
      `\`${shown(secretName)}\` cannot be a secret's name`,
      "GitHub allows letters, digits and underscores, no digit in front, and no name that begins with GITHUB_.",
    );
  }
  const address = { name, owner, repository, secretName };
  if (kind === "github-secret") return { kind, ...address };
  const environment = segments.slice(2, -1).join("/");
  if (environment.trim() === "" || environment.length > 255 || /^\.\.?$/.test(environment)) {
    throw malformed(name, kind, `\`${shown(environment)}\` cannot be an environment`);
  }
  return { kind, ...address, environment };
}

function parseKeyVault(name: string, rest: string): SinkTarget {
  const [vault = "", secretName = "", ...more] = rest.split("/");
  const kind = "key-vault-secret";
  if (more.length > 0) throw malformed(name, kind, `has ${String(more.length + 2)} parts`);
  if (vault.includes(".")) {
    throw malformed(name, kind, "names a host", "Give the vault's name alone; the cloud says the rest.");
  }
  if (!/^[A-Za-z][0-9A-Za-z-]{1,22}[0-9A-Za-z]$/.test(vault) || vault.includes("--")) {
    throw malformed(
      name,
      kind,
      `\`${shown(vault)}\` cannot be a vault`,
      "A vault's name has 3 to 24 letters, digits and single dashes.",
    );
  }
  if (!/^[0-9A-Za-z-]{1,127}$/.test(secretName)) {
    throw malformed(
      name,
      kind,
      `\`${shown(secretName)}\` cannot be a secret's name`,
      "Key Vault allows 1 to 127 letters, digits and dashes.",
    );
  }
  return { kind, name, vault, secretName };
}

/** GitHub and Key Vault look names up in any letter case. */
function addressOf(target: SinkTarget): string {
  switch (target.kind) {
    case "github-secret":
    case "github-environment-secret": {
      const { kind, owner, repository, secretName } = target;
      const environment = kind === "github-secret" ? "" : target.environment;
      return JSON.stringify([kind, owner, repository, environment, secretName]).toLowerCase();
    }
    case "key-vault-secret":
      return JSON.stringify([target.kind, target.vault, target.secretName]).toLowerCase();
    case "file":
      return JSON.stringify([target.kind, target.place.path]);
  }
}

function unknownKind(name: string, colon: number): Error {
  const written = colon < 0 ? name : name.slice(0, colon);
  const meant = nearest(written.toLowerCase(), KINDS);
  const forms = KINDS.map((kind) => `${kind}:${FORMS[kind]}`).join(", ");
  return refused(
    name,
    colon < 0 ? "names no kind of sink" : `\`${shown(written)}\` is no kind of sink`,
    `Write one of ${forms}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
}

function malformed(name: string, kind: SinkKind, problem: string, remedy?: string): Error {
  return refused(name, problem, `${remedy === undefined ? "" : `${remedy} `}Write ${kind}:${FORMS[kind]}.`);
}

function refused(name: string, problem: string, remedy: string): Error {
  return inputError("deliver-to", `\`${shown(name)}\`: ${problem}.`, remedy);
}
