import { ActionError, type ErrorCode } from "../errors.ts";
import type { HttpResponse } from "../http/transport.ts";
import type { ServiceText } from "../service-text.ts";

/** The permission that a token needs, in the words of GitHub's settings. */
export type Permission = "Secrets" | "Environments";

const KINDS_OF_TOKEN = "the token of a GitHub App or a fine-grained token";

/** What GitHub's refusal means. Its text is not repeated: it may quote what was sent. */
export function explainGitHubRefusal(
  code: Extract<ErrorCode, "sink-unusable" | "delivery-refused">,
  name: string,
  permission: Permission,
  { status, headers }: HttpResponse,
  texts: ServiceText,
): ActionError {
  const requestId = headers["x-github-request-id"];
  return new ActionError({
    code,
    blame: "service",
    what: `${name}: GitHub refused (status ${String(status)}).`,
    ...meaning(status, permission, headers),
    ...(requestId === undefined ? {} : { requestId: texts.header(requestId) }),
  });
}

function meaning(
  status: number,
  permission: Permission,
  headers: HttpResponse["headers"],
): { why: string; remedy: string } {
  if (headers["x-github-sso"] !== undefined) {
    return {
      why: "The organization wants single sign-on for this token.",
      remedy: "Authorize the token for the organization (Configure SSO), or use a GitHub App's token.",
    };
  }
  if (status >= 300 && status < 400) {
    return {
      why: "It redirects: the repository was renamed or moved, or github-api-url is another address.",
      remedy: "Name the repository as it is called today, and check github-api-url.",
    };
  }
  switch (status) {
    case 401:
      return {
        why: "The token is not valid (any more).",
        remedy: "A GitHub App's token lives one hour: make it in the same job. Check github-api-url too.",
      };
    case 403:
      return {
        why: `The token lacks the permission ${permission}: write on this repository, or the repository is archived. GITHUB_TOKEN can never have it.`,
        remedy: `Give github-token ${KINDS_OF_TOKEN} with ${permission}: write for this repository.`,
      };
    case 404:
      return {
        why: "The repository is not there, or the token does not reach it: GitHub does not tell the two apart.",
        remedy: `Check the spelling, and that github-token is ${KINDS_OF_TOKEN} that was given this repository, with ${permission}: write.`,
      };
    case 422:
      return {
        why: "GitHub does not take this name or this value.",
        remedy: "Check the secret's name, and that the repository has less than 100 secrets.",
      };
    default:
      return { why: "", remedy: "Check github-token and github-api-url." };
  }
}

export function environmentMissing(name: string, environment: string, repository: string): ActionError {
  return new ActionError({
    code: "sink-unusable",
    blame: "service",
    what: `${name}: the repository ${repository} has no environment \`${environment}\`, or the token may not see it.`,
    remedy:
      "Make the environment in the repository's settings, or correct its name; the token needs Environments: write.",
  });
}
