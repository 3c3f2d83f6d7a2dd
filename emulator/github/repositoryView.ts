import type { Repository, WorkflowRun } from "./model.ts";
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
export function showRun(repository: Repository, id: string, attempt: string | undefined): object {
  const run = findRun(repository, id, attempt);
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

/** The jobs of one attempt. */
export function showJobs(repository: Repository, id: string, attempt: string | undefined): object {
  const run = findRun(repository, id, attempt);
  const jobs = (run.jobs ?? []).map((job) => ({
    id: job.id,
    run_id: run.id,
    run_attempt: run.attempt,
    name: job.name,
    runner_name: job.runnerName,
    status: job.completedAt === undefined ? "in_progress" : "completed",
    conclusion: job.completedAt === undefined ? null : "success",
    started_at: iso(job.startedAt),
    completed_at: job.completedAt === undefined ? null : iso(job.completedAt),
  }));
  return { total_count: jobs.length, jobs };
}

function findRun({ runs }: Repository, id: string, attempt: string | undefined): WorkflowRun {
  const attempts = runs.get(Number(id)) ?? [];
  const run =
    attempt === undefined ? attempts.at(-1) : attempts.find((each) => each.attempt === Number(attempt));
  if (run === undefined) throw notFound();
  return run;
}

/** GitHub writes whole seconds. */
export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
