import { requireOneOf } from "../config/values.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { COMMON_INPUTS } from "../inputs/names.ts";
import type { ConfigureContext, Operation, OperationConfig, RunContext } from "./operation.ts";
import type { OperationResult } from "./result.ts";

/**
 * Every operation that does something by itself: a new one is a file of its own and a line
 * here. A run loads the one that it needs.
 */
const CHECKABLE = {
  "generate-key": async () => (await import("./generate-key.ts")).generateKey,
  "upload-secret": async () => (await import("./upload-secret.ts")).uploadSecret,
  "upload-certificate": async () => (await import("./upload-certificate.ts")).uploadCertificate,
  "upload-pkcs12": async () => (await import("./upload-pkcs12.ts")).uploadPkcs12,
  "get-active-key": async () => (await import("./get-active-key.ts")).getActiveKey,
  "enable-key": async () => (await import("./enable-key.ts")).enableKey,
  "disable-key": async () => (await import("./disable-key.ts")).disableKey,
  "delete-key-set": async () => (await import("./delete-key-set.ts")).deleteKeySet,
  "add-key": async () => (await import("./add-key.ts")).addKey,
  "remove-key": async () => (await import("./remove-key.ts")).removeKey,
  "add-password": async () => (await import("./add-password.ts")).addPassword,
  "remove-password": async () => (await import("./remove-password.ts")).removePassword,
  "list-keys": async () => (await import("./list-keys.ts")).listKeys,
  report: async () => (await import("./report.ts")).report,
  rotate: async () => (await import("./rotate.ts")).rotate,
  retire: async () => (await import("./retire.ts")).retire,
} as const;

const OPERATIONS = {
  ...CHECKABLE,
  check: async () => (await import("./check.ts")).checkOf(CHECKABLE),
} as const;

export type OperationName = keyof typeof OPERATIONS;
type Loaded = Awaited<ReturnType<(typeof OPERATIONS)[OperationName]>>;
/** What the operations may be told to do, discriminated by `operation`. */
export type Config = Awaited<ReturnType<Loaded["configure"]>>;

export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];

export function operationName(inputs: Inputs): OperationName {
  return requireOneOf(inputs, "operation", OPERATION_NAMES);
}

/** Loads one operation, with the config that it makes itself: the compiler cannot follow the two through the table. */
export async function loadOperation(name: OperationName): Promise<Operation<OperationConfig>> {
  return await OPERATIONS[name]();
}

/** What is left to do: the operation with its config. */
export interface Configured {
  readonly run: (context: RunContext) => Promise<OperationResult>;
  readonly origins: readonly URL[];
}

export async function configure(
  operation: Operation<OperationConfig>,
  context: ConfigureContext,
): Promise<Configured> {
  for (const given of context.inputs.given) {
    if (!COMMON_INPUTS.includes(given) && !operation.inputs.includes(given)) {
      context.log.warning(`${given}: is not used by ${operation.name}, and was ignored.`);
    }
  }
  const config = await operation.configure(context);
  return {
    run: (runContext) => operation.run(config, runContext),
    origins: operation.origins?.(config) ?? [],
  };
}
