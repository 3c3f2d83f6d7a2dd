import type { Inputs } from "../inputs/inputs.ts";
import { COMMON_INPUTS } from "../inputs/names.ts";
import { requireOneOf } from "../config/values.ts";
import { addKey } from "./add-key.ts";
import { generateKey } from "./generate-key.ts";
import type { ConfigureContext, Operation, RunContext } from "./operation.ts";
import type { OperationResult } from "./result.ts";
import { uploadSecret } from "./upload-secret.ts";

/** Every operation: a new one is a file of its own and a line here. */
export const OPERATIONS = {
  "generate-key": generateKey,
  "upload-secret": uploadSecret,
  "add-key": addKey,
} as const;

export type OperationName = keyof typeof OPERATIONS;
/** What the operations may be told to do, discriminated by `operation`. */
export type Config = Awaited<ReturnType<(typeof OPERATIONS)[OperationName]["configure"]>>;

export function operationName(inputs: Inputs): OperationName {
  return requireOneOf(inputs, "operation", Object.keys(OPERATIONS) as OperationName[]);
}

export async function configure(name: OperationName, context: ConfigureContext): Promise<Config> {
  const operation = OPERATIONS[name];
  for (const given of context.inputs.given) {
    if (!COMMON_INPUTS.includes(given) && !operation.inputs.includes(given)) {
      context.log.warning(`${given}: is not used by ${name}, and was ignored.`);
    }
  }
  return operation.configure(context);
}

export function run(config: Config, context: RunContext): Promise<OperationResult> {
  // One config, one operation of the same name: the compiler cannot follow that through the
  // table, and a switch over every name would be a second place to touch.
  const operation = OPERATIONS[config.operation] as Operation<Config>;
  return operation.run(config, context);
}
