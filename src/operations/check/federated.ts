import type { TokenClaims } from "../../auth/claims.ts";
import type { ServiceText } from "../../service-text.ts";
import type { Section } from "../result.ts";
import type { Finding } from "./finding.ts";

/**
 * What the federated credential must say for this very job, and the subject's other form:
 * repositories made, renamed or moved since 2026-07-15 have ids in theirs (docs/service-facts.md, "GitHub's OIDC token").
 */
export function describeFederation(
  claims: TokenClaims,
  texts: ServiceText,
): { finding: Finding; sections: readonly Section[] } {
  const shown = (claim: string | undefined): string =>
    claim === undefined ? "(none)" : cleanClaim(claim, texts);
  const issuer = shown(claims.issuer);
  const subject = shown(claims.subject);
  const audience = shown(claims.audience);
  // What was taken out of it would be put together again.
  const otherSubject = subject === claims.subject ? otherForm(claims) : undefined;
  const other = otherSubject === undefined ? undefined : shown(otherSubject);
  const form = hasIds(claims.subject)
    ? "the form with ids, of repositories made, renamed or moved since 2026-07-15"
    : "the form without ids";
  const credential = { name: "github-actions", issuer, subject, audiences: [audience] };
  return {
    finding: {
      check: "OIDC token",
      verdict: "ok",
      found: `Issuer ${issuer}, subject ${subject}, audience ${audience}: ${form}.`,
      remedy: "The federated credential must name exactly these three, in this letter case.",
    },
    sections: [
      { kind: "text", text: "The federated credential of the application that signs in must say:" },
      { kind: "code", language: "json", text: JSON.stringify(credential, null, 2) },
      ...(other === undefined
        ? []
        : [
            {
              kind: "text",
              text: `The same job's subject ${hasIds(claims.subject) ? "without ids, which a credential from before may still name" : "with ids, once the repository is renamed or moved, or opts in"}:`,
            } as const,
            { kind: "code", language: "text", text: other } as const,
          ]),
    ],
  };
}

function hasIds(subject: string | undefined): boolean {
  return subject !== undefined && /^repo:[^/:@]+@\d+\/[^/:@]+@\d+(:|$)/.test(subject);
}

function otherForm({ subject, repositoryId, ownerId }: TokenClaims): string | undefined {
  if (subject === undefined) return undefined;
  const withIds = /^repo:([^/:@]+)@\d+\/([^/:@]+)@\d+(:.*)?$/.exec(subject);
  if (withIds !== null) {
    return `repo:${withIds[1] ?? ""}/${withIds[2] ?? ""}${withIds[3] ?? ""}`;
  }
  const without = /^repo:([^/:@]+)\/([^/:@]+)(:.*)?$/.exec(subject);
  // A customised subject is whatever its owner made of it.
  if (without === null || repositoryId === undefined || ownerId === undefined) return undefined;
  return `repo:${without[1] ?? ""}@${ownerId}/${without[2] ?? ""}@${repositoryId}${without[3] ?? ""}`;
}

/** A subject may hold `::`, which cleaning would change: it is to be copied, and not printed at a line's start. */
function cleanClaim(claim: string, texts: ServiceText): string {
  return texts.line(claim).replaceAll(": :", "::");
}
