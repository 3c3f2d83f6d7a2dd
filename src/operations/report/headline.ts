import type { Credential, State } from "./credential.ts";
import { inWords, type Gap } from "./gather.ts";

export type Counts = Readonly<Record<State | "total" | "owners", number>>;

export function countStates(credentials: readonly Credential[]): Counts {
  const count = (state: State): number =>
    credentials.filter((credential) => credential.state === state).length;
  return {
    total: credentials.length,
    owners: new Set(credentials.map(({ owner }) => owner.id)).size,
    expired: count("expired"),
    expiring: count("expiring"),
    active: count("active"),
    "not yet valid": count("not yet valid"),
    disabled: count("disabled"),
  };
}

/**
 * The counts in one sentence: what needs somebody first. States that do not occur are left
 * out; what was not read is not counted, and said.
 */
export function headline(
  credentials: readonly Credential[],
  counts: Counts,
  warnBefore: string,
  gaps: readonly Gap[],
): string {
  const missing =
    gaps.length === 0 ? "" : ` Not read: ${gaps.map(({ collection }) => inWords(collection)).join(", ")}.`;
  return `${sentence(credentials, counts, warnBefore)}${missing}`;
}

function sentence(credentials: readonly Credential[], counts: Counts, warnBefore: string): string {
  const [only] = credentials;
  if (only === undefined) return "There are no credentials.";
  const parts = [
    [counts.expiring, `ending within ${warnBefore}`],
    [counts.active, "active"],
    [counts["not yet valid"], "not yet valid"],
    [counts.disabled, "disabled"],
    [counts.expired, "ended"],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString("en")} ${words}`);
  const total =
    counts.total === 1
      ? `1 credential of ${only.owner.kind} ${only.owner.name}`
      : counts.owners === 1
        ? `${String(counts.total)} credentials of ${only.owner.kind} ${only.owner.name}`
        : `${counts.total.toLocaleString("en")} credentials of ${counts.owners.toLocaleString("en")} owners`;
  return `${total}: ${said.join(", ")}.`;
}
