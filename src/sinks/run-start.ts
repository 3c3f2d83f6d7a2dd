import { statSync } from "node:fs";
import { dirname } from "node:path";
import { foreignDateTime } from "../foreign-time.ts";
import { isObject, parseObject } from "../graph/json.ts";
import type { GitHubClient } from "./github-client.ts";

/** As the runner names them: GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, RUNNER_NAME. */
export interface RunIdentity {
  readonly repository: string | undefined;
  readonly runId: string | undefined;
  readonly runAttempt: string | undefined;
  readonly runnerName: string | undefined;
}

const NAME = "the start of this run";

/**
 * When this attempt of the run began (seconds since 1970): repository secrets are read no
 * earlier. `undefined` where the token may not read it (Actions: read).
 */
export async function runStart(github: GitHubClient, run: RunIdentity): Promise<number | undefined> {
  return foreignDateTime((await readAttempt(github, run, ""))?.["run_started_at"]);
}

/**
 * When this job began: secrets of environments are read no earlier. The job is known by its
 * runner; `undefined` where the token may not read it, or where several jobs say that name.
 */
export async function jobStart(github: GitHubClient, run: RunIdentity): Promise<number | undefined> {
  const jobs = (await readAttempt(github, run, "/jobs?per_page=100"))?.["jobs"];
  if (!Array.isArray(jobs) || run.runnerName === undefined) return undefined;
  const ours = jobs.filter(
    (job) => isObject(job) && job["runner_name"] === run.runnerName && job["status"] === "in_progress",
  );
  return ours.length === 1 && isObject(ours[0]) ? foreignDateTime(ours[0]["started_at"]) : undefined;
}

/**
 * The start of the job's first step, by the runner's clock: an upper bound of the job's start
 * that needs no token.
 *
 * The time of the event file itself says nothing, because the runner writes it anew before
 * every step. Its folder is emptied with RUNNER_TEMP at the start of the job, and nothing is
 * added to it after the first step has put the file there.
 */
export function firstStepStart(eventPath: string | undefined): number | undefined {
  if (eventPath === undefined) return undefined;
  const folder = statSync(dirname(eventPath), { throwIfNoEntry: false });
  return folder?.isDirectory() === true ? Math.floor(folder.mtimeMs / 1000) : undefined;
}

async function readAttempt(
  github: GitHubClient,
  { repository, runId, runAttempt }: RunIdentity,
  tail: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const [owner, repo] = repository?.split("/") ?? [];
  if (owner === undefined || repo === undefined || runId === undefined) return undefined;
  const response = await github.read(
    NAME,
    `GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}${tail}`,
    { owner, repo, run_id: runId, attempt_number: runAttempt ?? "1" },
  );
  return response.status === 200 ? parseObject(response.body) : undefined;
}
