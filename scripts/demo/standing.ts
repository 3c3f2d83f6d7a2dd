// What stands in the tenant when the demo is over.

import type { Tenant } from "../../emulator/tenant.ts";
import { columns, paint, print } from "./screen.ts";

interface Row {
  /** Of the credential or key, as the tenant's log notes it. */
  readonly id: string;
  readonly cells: readonly string[];
}

interface Holder {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Everything that holds keys, with a star at what the action made. */
export function showStanding(tenant: Tenant): void {
  const made = madeByTheAction(tenant);
  showTable(["name", "what it is", "thumbprint or id", "expires"], objects(tenant), made);
  showTable(["kid", "type", "use", "status", "not before", "expires"], keySets(tenant), made);
  showTable(["secret", "last change"], stores(tenant), made);
  print(`\n  ${paint("green", "*")} made by the action; the rest was there before`);
}

function madeByTheAction(tenant: Tenant): ReadonlySet<unknown> {
  const writes = tenant.log.filter(({ effects }) => effects.length > 0);
  return new Set(writes.flatMap(({ notes }) => [notes["keyId"], notes["kid"], notes["secret"]]));
}

function objects(tenant: Tenant): Holder[] {
  return [...tenant.directory.current.objects.values()].map((object) => ({
    title: `${object.displayName}, ${object.kind === "application" ? "application" : "service principal"} ${object.id}`,
    rows: [
      ...object.keyCredentials.map((key) => ({
        id: key.keyId,
        cells: [
          key.displayName ?? "-",
          `certificate, ${key.usage}`,
          cut(key.thumbprint),
          day(key.endDateTime),
        ],
      })),
      ...object.passwordCredentials
        .filter(({ purpose }) => purpose === "client-secret")
        .map((password) => ({
          id: password.keyId,
          cells: [
            password.displayName ?? "-",
            "client secret",
            cut(password.keyId),
            day(password.endDateTime),
          ],
        })),
    ],
  }));
}

function keySets(tenant: Tenant): Holder[] {
  return [...tenant.directory.current.keySets.values()].map((set) => ({
    title: `Key set ${set.id}`,
    rows: set.keys.map((key) => ({
      id: key.kid,
      cells: [cut(key.kid), key.kty, key.use, key.status, seconds(key.nbf), seconds(key.exp)],
    })),
  }));
}

/** What GitHub and the vaults keep. */
function stores({ github, vaults }: Tenant): Holder[] {
  const environments = [...github.repositories.values()].flatMap(({ owner, name, environments: all }) =>
    [...all].map(([environment, { secrets }]) => ({
      title: `GitHub, ${owner}/${name}, environment ${environment}`,
      rows: [...secrets].map(([id, { updatedAt }]) => ({ id, cells: [id, time(updatedAt)] })),
    })),
  );
  const ofVaults = [...vaults.values()].map((vault) => ({
    title: `Key Vault ${vault.name}`,
    rows: [...vault.secrets].map(([name, versions]) => ({
      id: `${vault.name}/${name}`,
      cells: [`${name}, ${versions.length} versions`, time((versions.at(-1)?.created ?? 0) * 1000)],
    })),
  }));
  return [...environments, ...ofVaults];
}

function showTable(head: readonly string[], holders: readonly Holder[], made: ReadonlySet<unknown>): void {
  const full = holders.filter(({ rows }) => rows.length > 0);
  const rows = full.flatMap((holder) => holder.rows);
  const [first = "", ...lines] = columns([
    [" ", ...head],
    ...rows.map(({ id, cells }) => [made.has(id) ? paint("green", "*") : " ", ...cells]),
  ]);
  print(`\n  ${paint("bold", first)}`);
  for (const { title, rows: own } of full) {
    print(`\n  ${title}`);
    for (const line of lines.splice(0, own.length)) print(`  ${line}`);
  }
}

function cut(id: string): string {
  return id.length > 17 ? `${id.slice(0, 16)}…` : id;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function seconds(value: number | null): string {
  return value === null ? "-" : day(value * 1000);
}
