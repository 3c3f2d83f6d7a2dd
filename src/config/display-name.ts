import { inputError } from "../errors.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Inputs } from "../inputs/inputs.ts";

/** Graph cuts longer names silently. */
const LONGEST = 90;

export function parseDisplayName(inputs: Inputs): string | undefined {
  const name = inputs.text("display-name");
  if (name !== undefined && name.length > LONGEST) {
    throw inputError(
      "display-name",
      `is ${String(name.length)} characters long; Graph keeps ${String(LONGEST)}.`,
      "Shorten it.",
    );
  }
  return name;
}

/** Says who made the credential, so that the portal shows it. */
export function defaultDisplayName(environment: Environment): string {
  const repository = environment.repository === undefined ? "" : ` ${environment.repository}`;
  const run = environment.runId === undefined ? "" : ` run ${environment.runId}`;
  return `graph-keyroll${repository}${run}`.slice(0, LONGEST);
}
