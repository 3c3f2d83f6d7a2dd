import type { Tenant } from "../tenant.ts";
import { newSecretStore, type GitHubToken, type Repository, type WorkflowRun } from "./model.ts";

/** Arranges what GitHub holds. */

export interface NewRepository {
  readonly id?: number;
  readonly ownerId?: number;
  readonly private?: boolean;
  readonly environments?: readonly string[];
}

/** `fullName`: `owner/name` */
export function addRepository(tenant: Tenant, fullName: string, options: NewRepository = {}): Repository {
  const [owner = "", name = ""] = fullName.split("/");
  const repository: Repository = {
    id: options.id ?? 1000 + tenant.github.repositories.size,
    owner,
    ownerId: options.ownerId ?? 1,
    name,
    private: options.private ?? true,
    actions: newSecretStore(),
    environments: new Map((options.environments ?? []).map((each) => [each, newSecretStore()])),
    runs: new Map(),
  };
  tenant.github.repositories.set(fullName.toLowerCase(), repository);
  return repository;
}

/** Default: may write secrets of repositories and environments, and read runs. */
export function addGitHubToken(
  tenant: Tenant,
  token: string,
  repositories: readonly string[],
  permissions: GitHubToken["permissions"] = { secrets: "write", environments: "write", actions: "read" },
): void {
  tenant.github.tokens.set(token, { repositories, permissions });
}

/** One more attempt of a run. */
export function addRun(repository: Repository, run: WorkflowRun): void {
  repository.runs.set(run.id, [...(repository.runs.get(run.id) ?? []), run]);
}

/** The subject of repositories made since 2026-07-15 carries their ids. */
export function immutableSubject({ owner, ownerId, name, id }: Repository, rest: string): string {
  return `repo:${owner}@${ownerId}/${name}@${id}:${rest}`;
}
