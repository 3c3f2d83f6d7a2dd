import type { TokenClaims } from "../../auth/claims.ts";
import { describeNeeds, ROLL_KEYS, type Needs } from "../../permissions.ts";
import type { Finding } from "./finding.ts";

/** They reach a whole tenant, or can hand out anything in it. */
const FAR_REACHING = new Set([
  "Application.ReadWrite.All",
  "Directory.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "RoleManagement.ReadWrite.Directory",
]);

/**
 * What the token may do, against what the operation needs: too little fails, too much is a note.
 *
 * @param rollsItself the caller is the very application whose keys are rolled; `undefined`: nobody knows
 */
export function checkPermission(
  claims: TokenClaims | undefined,
  allNeeds: readonly Needs[],
  rollsItself: boolean | undefined,
): readonly Finding[] {
  const check = "permission";
  const needed = allNeeds.map(describeNeeds).join("; and ");
  if (claims === undefined) {
    return [{ check, verdict: "unknown", found: "The token cannot be read.", remedy: `Needed: ${needed}.` }];
  }
  const held = [...new Set([...claims.roles, ...claims.scopes])];
  const findings: Finding[] = [];
  const useful = new Set<string>();
  for (const needs of allNeeds) {
    const enough = needs.anyOf.find((name) => held.includes(name));
    const least = needs.anyOf[0] ?? "";
    if (needs === ROLL_KEYS && enough === undefined) {
      findings.push(withoutPermission(rollsItself, least));
    } else if (enough === undefined) {
      findings.push({
        check,
        verdict: "fails",
        found: `The token holds ${held.length === 0 ? "no permission" : held.join(", ")}; none of them is enough.`,
        remedy: `Grant ${least} to the application that signs in, with admin consent, and wait some minutes. Needed: ${describeNeeds(needs)}.`,
      });
    } else {
      useful.add(enough);
      findings.push({ check, verdict: "ok", found: `${enough} is enough.`, remedy: "" });
    }
    if (enough !== undefined && enough !== least && FAR_REACHING.has(enough)) {
      findings.push({
        check: "least privilege",
        verdict: "note",
        found: `${enough} reaches every ${enough.startsWith("Directory") ? "object of the directory" : "application of the tenant"}.`,
        remedy:
          needs === ROLL_KEYS && rollsItself === true
            ? "The caller rolls its own keys and needs none; to look after a lost answer, Application.Read.All would do."
            : `${least} would do${needs.condition === undefined ? "" : ` (${needs.condition})`}.`,
      });
    }
  }
  return [...findings, ...needless(held, useful)];
}

function withoutPermission(rollsItself: boolean | undefined, least: string): Finding {
  const check = "permission";
  if (rollsItself === true) {
    const found = "None is needed: the caller rolls its own keys, and the proof is the authorization.";
    return { check, verdict: "ok", found, remedy: "" };
  }
  const grant = `Grant ${least} and make the caller an owner of the object`;
  if (rollsItself === false) {
    const found = "The token holds no permission for another application's keys.";
    return { check, verdict: "fails", found, remedy: `${grant}, or sign in as the application itself.` };
  }
  return {
    check,
    verdict: "unknown",
    found: "None is needed if the caller is the very application addressed, which could not be read.",
    remedy: `If it is another one: ${grant}.`,
  };
}

/** Roles that nothing here uses. Other steps may: so a note. */
function needless(held: readonly string[], useful: ReadonlySet<string>): readonly Finding[] {
  const rest = held.filter((name) => !useful.has(name));
  if (rest.length === 0) return [];
  const far = rest.filter((name) => FAR_REACHING.has(name));
  return [
    {
      check: "least privilege",
      verdict: "note",
      found: `Not needed for this: ${rest.join(", ")}.${far.length > 0 ? ` ${far.join(" and ")} ${far.length === 1 ? "reaches" : "reach"} the whole tenant.` : ""}`,
      remedy: "Take away what nothing else needs; every workflow that may use this sign-in holds it.",
    },
  ];
}
