import { GitHubClient } from "../sinks/github-client.ts";
import { firstStepStart, jobStart, runStart, type RunIdentity } from "../sinks/run-start.ts";
import type { Network } from "../http/exchange.ts";
import type { Environment } from "../inputs/environment.ts";
import type { SinkSettings } from "../sinks/open.ts";

/** When this run's secrets were read, as far as GitHub or the runner tell. Seconds since 1970. */
export async function inputReadAt(
  readBy: "run" | "job",
  sinks: SinkSettings,
  environment: Environment,
  network: Network,
): Promise<number | undefined> {
  const job = firstStepStart(environment.eventPath);
  if (sinks.github === undefined) return job;
  const github = new GitHubClient(sinks.github, network);
  const identity: RunIdentity = environment;
  if (readBy === "run") return (await runStart(github, identity)) ?? job;
  return (await jobStart(github, identity)) ?? job;
}
