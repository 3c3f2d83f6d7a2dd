import type { Environment } from "../inputs/environment.ts";
import type { Network } from "../http/exchange.ts";
import { GitHubClient } from "../sinks/github-client.ts";
import type { SinkSettings } from "../sinks/open.ts";
import { firstStepStart, jobStart, runStart } from "../sinks/run-start.ts";
import type { ReadTime } from "./input-freshness.ts";

/**
 * When this run's secrets were read, as far as GitHub or the runner tell.
 *
 * Of a run that was started again, the first attempt's start counts: whether a new attempt reads
 * secrets anew is not documented, and too early a time is safe.
 *
 * @param readBy what reads them: the run when it is queued, or the job when it starts
 */
export async function inputReadAt(
  readBy: "run" | "job",
  sinks: SinkSettings,
  environment: Environment,
  network: Network,
): Promise<ReadTime | undefined> {
  const isRerun = Number(environment.runAttempt ?? "1") > 1;
  const github = sinks.github === undefined ? undefined : new GitHubClient(sinks.github, network);
  if (isRerun || readBy === "run") {
    // The job's folder tells nothing of when the run was queued.
    const at = github && (await runStart(github, { ...environment, runAttempt: "1" }));
    return at === undefined ? undefined : { at, isRerun };
  }
  const at = (github && (await jobStart(github, environment))) ?? firstStep(environment, network);
  return at === undefined ? undefined : { at, isRerun };
}

/** By the runner's clock, which is put right: the sink's time of change is a service's. */
function firstStep({ eventPath }: Environment, { serviceClock }: Network): number | undefined {
  const start = firstStepStart(eventPath);
  return start === undefined ? undefined : start + Math.round(serviceClock.skewMs / 1000);
}
