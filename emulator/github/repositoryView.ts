import type { Repository } from "./model.ts";
import { notFound } from "./refusal.ts";

export function showRepository({ id, owner, ownerId, name, private: isPrivate }: Repository): object {
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    private: isPrivate,
    visibility: isPrivate ? "private" : "public",
    default_branch: "main",
    owner: { login: owner, id: ownerId },
  };
}

/** A run's last attempt, or the one asked for. */
export function showRun({ runs }: Repository, id: string, attempt: string | undefined): object {
  const attempts = runs.get(Number(id)) ?? [];
  const run =
    attempt === undefined ? attempts.at(-1) : attempts.find((each) => each.attempt === Number(attempt));
  if (run === undefined) throw notFound();
  return {
    id: run.id,
    run_attempt: run.attempt,
    status: "in_progress",
    conclusion: null,
    created_at: iso(run.createdAt),
    run_started_at: iso(run.startedAt),
    updated_at: iso(run.startedAt),
  };
}

/** GitHub writes whole seconds. */
export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
