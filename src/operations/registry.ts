import type { Inputs } from "../inputs/inputs.ts";
import { COMMON_INPUTS } from "../inputs/names.ts";
import { requireOneOf } from "../config/values.ts";
import { addKey } from "./add-key.ts";
import { addPassword } from "./add-password.ts";
import { checkOf } from "./check.ts";
import { deleteKeySet } from "./delete-key-set.ts";
import { disableKey } from "./disable-key.ts";
import { enableKey } from "./enable-key.ts";
import { generateKey } from "./generate-key.ts";
import { getActiveKey } from "./get-active-key.ts";
import { listKeys } from "./list-keys.ts";
import type { ConfigureContext, Operation, RunContext } from "./operation.ts";
import { removeKey } from "./remove-key.ts";
import { removePassword } from "./remove-password.ts";
import { report } from "./report.ts";
import type { OperationResult } from "./result.ts";
import { retire } from "./retire.ts";
import { rotate } from "./rotate.ts";
import { uploadCertificate } from "./upload-certificate.ts";
import { uploadPkcs12 } from "./upload-pkcs12.ts";
import { uploadSecret } from "./upload-secret.ts";

/** Every operation that does something by itself: a new one is a file of its own and a line here. */
const CHECKABLE = {
  "generate-key": generateKey,
  "upload-secret": uploadSecret,
  "upload-certificate": uploadCertificate,
  "upload-pkcs12": uploadPkcs12,
  "get-active-key": getActiveKey,
  "enable-key": enableKey,
  "disable-key": disableKey,
  "delete-key-set": deleteKeySet,
  "add-key": addKey,
  "remove-key": removeKey,
  "add-password": addPassword,
  "remove-password": removePassword,
  "list-keys": listKeys,
  report,
  rotate,
  retire,
} as const;

export const OPERATIONS = { ...CHECKABLE, check: checkOf(CHECKABLE) } as const;

export type OperationName = keyof typeof OPERATIONS;
/** What the operations may be told to do, discriminated by `operation`. */
export type Config = Awaited<ReturnType<(typeof OPERATIONS)[OperationName]["configure"]>>;

export function operationName(inputs: Inputs): OperationName {
  return requireOneOf(inputs, "operation", Object.keys(OPERATIONS) as OperationName[]);
}

/** Such an operation signs in while it runs, because a refusal of that is part of what it reports. */
export function signsInItself(name: OperationName): boolean {
  return (OPERATIONS[name] as Operation<Config>).signsInItself === true;
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
