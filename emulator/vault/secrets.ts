import { randomBytes } from "node:crypto";
import { json, type Reply } from "../message.ts";
import type { VaultCall } from "./api.ts";
import type { Vault, VaultSecretVersion } from "./model.ts";
import { VaultRefusal } from "./refusal.ts";

const LARGEST_VALUE = 25_000;
const PAGE_SIZE = 25;
const MOST_TAGS = 15;
const LONGEST_TAG = 256;

/** `PUT /secrets/{name}`: makes a new version. */
export function setSecret({ exchange, vault, require }: VaultCall, name: string): Reply {
  require("set");
  const body = readBody(exchange.body);
  const { value, contentType, tags, attributes } = body;
  if (typeof value !== "string") {
    throw new VaultRefusal(400, "BadParameter", "The parameter value is missing or is not a string.");
  }
  if (value.length > LARGEST_VALUE) {
    throw new VaultRefusal(400, "BadParameter", "The secret value exceeds the maximum allowed length.");
  }
  const { nbf, exp, enabled } = readAttributes(attributes);
  const version: VaultSecretVersion = {
    version: randomBytes(16).toString("hex"),
    value,
    contentType: typeof contentType === "string" ? contentType : null,
    tags: readTags(tags),
    created: exchange.tenant.nowSeconds(),
    nbf,
    exp,
    enabled,
  };
  if (vault.deleted.has(name.toLowerCase())) throw deletedButRecoverable(name);
  exchange.note("secret", `${vault.name}/${name}`);
  exchange.effect("setVaultSecret", () => {
    const key = name.toLowerCase();
    vault.secrets.set(key, [...(vault.secrets.get(key) ?? []), version]);
  });
  return json(200, show(vault, name, version, true));
}

/** `GET /secrets/{name}` and `GET /secrets/{name}/{version}` */
export function getSecret({ vault, require }: VaultCall, name: string, wanted?: string): Reply {
  require("get");
  const versions = versionsOf(vault, name);
  const version = wanted ? versions.find((each) => each.version === wanted) : versions.at(-1);
  if (version === undefined) throw secretNotFound(name);
  if (!version.enabled) {
    throw new VaultRefusal(403, "Forbidden", "Operation get is not allowed on a disabled secret.");
  }
  return json(200, show(vault, name, version, true));
}

/** `GET /secrets/{name}/versions`: without the values, 25 at a time. */
export function listVersions({ exchange, vault, require }: VaultCall, name: string): Reply {
  require("list");
  const versions = versionsOf(vault, name);
  const start = Number(exchange.url.searchParams.get("$skiptoken") ?? 0);
  const next = new URL(exchange.url);
  next.searchParams.set("$skiptoken", String(start + PAGE_SIZE));
  return json(200, {
    value: versions.slice(start, start + PAGE_SIZE).map((version) => show(vault, name, version, false)),
    nextLink: start + PAGE_SIZE < versions.length ? next.href : null,
  });
}

function versionsOf(vault: Vault, name: string): readonly VaultSecretVersion[] {
  const versions = vault.secrets.get(name.toLowerCase());
  if (versions === undefined) throw secretNotFound(name);
  return versions;
}

function secretNotFound(name: string): VaultRefusal {
  return new VaultRefusal(
    404,
    "SecretNotFound",
    `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );
}

function deletedButRecoverable(name: string): VaultRefusal {
  return new VaultRefusal(
    409,
    "Conflict",
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
  );
}

function show(vault: Vault, name: string, secret: VaultSecretVersion, withValue: boolean): object {
  const { version, value, contentType, tags, created, nbf, exp, enabled } = secret;
  return {
    ...(withValue ? { value } : {}),
    ...(contentType === null ? {} : { contentType }),
    id: `https://${vault.name}.vault.azure.net/secrets/${name}/${version}`,
    attributes: {
      enabled,
      ...(nbf === null ? {} : { nbf }),
      ...(exp === null ? {} : { exp }),
      created,
      updated: created,
      recoveryLevel: "Recoverable+Purgeable",
      recoverableDays: 90,
    },
    tags,
  };
}

function readAttributes(given: unknown): Pick<VaultSecretVersion, "nbf" | "exp" | "enabled"> {
  const { nbf, exp, enabled } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (enabled !== undefined && typeof enabled !== "boolean") {
    throw new VaultRefusal(400, "BadParameter", "Property enabled has invalid value.");
  }
  return { nbf: readSeconds("nbf", nbf), exp: readSeconds("exp", exp), enabled: enabled ?? true };
}

/** Whole seconds since 1970. */
function readSeconds(name: string, value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new VaultRefusal(400, "BadParameter", `Property ${name} has invalid value.`);
}

/** At most 15, each name and value a text of at most 256 characters. */
function readTags(given: unknown): Readonly<Record<string, string>> {
  const tags = Object.entries((given ?? {}) as Readonly<Record<string, unknown>>);
  const fits = ([name, value]: readonly [string, unknown]): boolean =>
    typeof value === "string" && name.length <= LONGEST_TAG && value.length <= LONGEST_TAG;
  if (tags.length > MOST_TAGS || !tags.every(fits)) {
    throw new VaultRefusal(400, "BadParameter", "The tags are too many, too long, or no texts.");
  }
  return Object.fromEntries(tags) as Record<string, string>;
}

function readBody(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Refused below, like any other body that is no object.
  }
  throw new VaultRefusal(400, "BadParameter", "The request body is not valid JSON.");
}
