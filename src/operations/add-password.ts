import { defaultDisplayName, parseDisplayName } from "../config/display-name.ts";
import { OBJECT_INPUTS, parseObjectTarget, type ObjectTarget } from "../config/target.ts";
import { parseValidity } from "../config/validity.ts";
import { flag } from "../config/values.ts";
import { parseSecretOutputFile, SecretOutputFile } from "../files/secret-output-file.ts";
import type { TempPath } from "../files/temp-path.ts";
import {
  addPassword as sendAddPassword,
  discardPassword,
  passwordBody,
  removeStrayPasswords,
  type NewPassword,
} from "../graph/objects.ts";
import { isoSeconds } from "../iso-time.ts";
import { WRITE_OBJECTS } from "../permissions.ts";
import { describeTarget, explainObjectRefusal, readObjectIfPermitted } from "./object-access.ts";
import type { Operation, RunContext } from "./operation.ts";
import type { OperationResult } from "./result.ts";

/** Of a secret whose end nobody chose: the service's own two years trip most policies. */
const DEFAULT_LIFETIME_SECONDS = 180 * 86_400;

export interface AddPasswordConfig {
  readonly operation: "add-password";
  readonly target: ObjectTarget;
  readonly displayName: string;
  /** Seconds since 1970; a secret without it starts at once. */
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
  /** An earlier run may have asked for these very dates. */
  readonly datesMayRecur: boolean;
  readonly output: TempPath;
  readonly dryRun: boolean;
}

/**
 * Has the service make a client secret for an application or service principal
 * (`POST /v1.0/…/addPassword`) and writes it to a file: it is shown once, and an output or a
 * log is no place for it.
 */
export const addPassword: Operation<AddPasswordConfig> = {
  name: "add-password",
  needs: WRITE_OBJECTS,
  inputs: [...OBJECT_INPUTS, "display-name", "not-before", "expires-on", "secret-output-file", "dry-run"],

  configure({ inputs, environment, signIn, nowMs }) {
    const validity = parseValidity(inputs, nowMs);
    return Promise.resolve({
      operation: "add-password",
      target: parseObjectTarget(inputs, signIn.clientId),
      displayName: parseDisplayName(inputs) ?? defaultDisplayName(environment),
      notBefore: validity.notBefore,
      expiresOn: validity.expiresOn,
      datesMayRecur: validity.notBefore !== undefined && !validity.relative,
      output: parseSecretOutputFile(
        "secret-output-file",
        inputs.requireText(
          "secret-output-file",
          "The service shows a new secret once: say which file below RUNNER_TEMP it goes to, such as ${{ runner.temp }}/new-secret.",
        ),
        environment.tempDirectory,
      ),
      dryRun: flag(inputs, "dry-run"),
    });
  },

  async run(config, context) {
    const password = await newPassword(config, context);
    if (config.dryRun) return dryRun(config, password, context);

    // Before there is a secret: a full disk or a forbidden path costs nothing yet.
    const file = new SecretOutputFile(config.output);
    let finished = false;
    try {
      const result = await addAndWrite(password, file, context);
      finished = true;
      return result;
    } finally {
      if (!finished) file.discard();
    }
  },
};

async function addAndWrite(
  password: NewPassword,
  file: SecretOutputFile,
  context: RunContext,
): Promise<OperationResult> {
  const { graph, urls, log } = context;
  const { target } = password;
  const made = await sendAddPassword(graph, urls, password);
  try {
    file.fill(made.secret);
  } catch (error) {
    log.step(`Client secret ${made.keyId} could not be written to its file: removing it again.`);
    await discardPassword(graph, urls, target, made.keyId, "its value could not be written");
    throw error;
  }
  log.step(`Wrote the new client secret to ${file.path}.`);
  if (made.answersWereLost) await removeStrayPasswords(graph, urls, password, made);
  return {
    operation: "add-password",
    headline: `Added client secret ${made.keyId} to ${describeTarget(target)}, until ${isoSeconds(made.expiresOn)}.`,
    changed: true,
    key: { keyId: made.keyId, notBefore: made.notBefore, expiresOn: made.expiresOn },
  };
}

async function newPassword(config: AddPasswordConfig, context: RunContext): Promise<NewPassword> {
  const { target, displayName } = config;
  const notBefore = config.notBefore ?? Math.floor(context.graph.network.serviceClock.now() / 1000);
  // Name and dates are how a secret is found again whose answer was lost. Where an earlier
  // secret may have the same, only its id tells the two apart.
  const before = config.datesMayRecur ? await readObjectIfPermitted(target, context) : undefined;
  return {
    target,
    doing: `add a client secret named "${displayName}" to ${describeTarget(target)}`,
    displayName,
    notBefore,
    expiresOn: config.expiresOn ?? notBefore + DEFAULT_LIFETIME_SECONDS,
    known: (before?.passwordCredentials ?? []).flatMap(({ keyId }) => keyId ?? []),
    masker: context.masker,
    explain: (refused) => explainObjectRefusal(refused, target, undefined, context),
  };
}

async function dryRun(
  config: AddPasswordConfig,
  password: NewPassword,
  context: RunContext,
): Promise<OperationResult> {
  const { target } = config;
  const object = await readObjectIfPermitted(target, context);
  if (object === undefined)
    context.log.notice("The caller may not read the object: that it exists was not checked.");
  return {
    operation: config.operation,
    headline: `Would add a client secret to ${describeTarget(target)}, until ${isoSeconds(password.expiresOn)}, and write it to ${config.output.path}.`,
    changed: false,
    planned: [
      { method: "POST", url: context.urls.object(target, "addPassword"), body: passwordBody(password) },
    ],
    key: { notBefore: password.notBefore, expiresOn: password.expiresOn },
  };
}
