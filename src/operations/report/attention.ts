import { ActionError } from "../../errors.ts";
import { isoSeconds } from "../../iso-time.ts";
import { daysLeft, endsWithin, type Credential } from "./credential.ts";

/** What needs somebody's attention, sorted by how much. */
export interface Attention {
  readonly failing: readonly Credential[];
  readonly warning: readonly Credential[];
}

/** Named in the one error; the others stand in the report. */
const MOST_NAMED = 5;

/**
 * What ends within the two spans. What has ended counts as long as its owner has nothing
 * else that works: otherwise it is a leftover, and a report that was red the day before
 * would be green on the day of the outage.
 */
export function attentionTo(
  credentials: readonly Credential[],
  spans: { readonly warnBefore: number; readonly failBefore: number | undefined },
  now: number,
): Attention {
  const dead = lastOfDeadOwners(credentials);
  const within = (credential: Credential, seconds: number): boolean =>
    credential.state !== "disabled" &&
    (endsWithin(credential.expiresOn, now, seconds) || dead.has(credential));
  const { warnBefore, failBefore } = spans;
  const failing =
    failBefore === undefined ? [] : credentials.filter((credential) => within(credential, failBefore));
  const warning = credentials.filter(
    (credential) => within(credential, warnBefore) && !failing.includes(credential),
  );
  return { failing, warning };
}

/** Of each owner without any credential that works now or later: the one that ended last. */
function lastOfDeadOwners(credentials: readonly Credential[]): ReadonlySet<Credential> {
  const last = new Map<string, Credential | undefined>();
  for (const credential of credentials) {
    const { id } = credential.owner;
    if (credential.state === "disabled") continue;
    if (credential.state !== "expired") last.set(id, undefined);
    else if (!last.has(id)) last.set(id, credential);
    else {
      const other = last.get(id);
      if (other !== undefined && (credential.expiresOn ?? 0) > (other.expiresOn ?? 0))
        last.set(id, credential);
    }
  }
  return new Set([...last.values()].filter((credential) => credential !== undefined));
}

/** One line: "client secret 3f25… of application Contoso ends on 2027-01-31T00:00:00Z (12 days left)". */
export function describeEnd(credential: Credential, now: number): string {
  const { owner, kind, keyId, expiresOn, state } = credential;
  const which = `${kind} ${keyId ?? "(without id)"} of ${owner.kind} ${owner.name}`;
  const named = owner.name === owner.id ? which : `${which} (${owner.id})`;
  if (expiresOn === undefined) return `${named} has no end`;
  const date = isoSeconds(expiresOn);
  if (state === "expired") return `${named} ended on ${date}, and nothing else there is valid`;
  return `${named} ends on ${date} (${days(daysLeft(expiresOn, now))} left)`;
}

export function expiryFailure(
  failing: readonly Credential[],
  failBefore: string,
  now: number,
): ActionError | undefined {
  if (failing.length === 0) return undefined;
  const named = failing.slice(0, MOST_NAMED).map((credential) => describeEnd(credential, now));
  const more = failing.length - named.length;
  return new ActionError({
    code: "credentials-expiring",
    blame: "input",
    what: `${failing.length === 1 ? "1 credential ends" : `${String(failing.length)} credentials end`} within fail-before (${failBefore}): ${named.join("; ")}${more > 0 ? `; and ${String(more)} more` : ""}.`,
    remedy: "Replace each before it ends; the job summary lists them all.",
  });
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${String(count)} days`;
}
