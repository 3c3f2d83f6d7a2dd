import type { LogEntry } from "../../emulator/log.ts";

import { canariesOfKey, canariesOfText } from "./canary.ts";
import { runAction, type ActionRun, type RunOptions } from "./run-action.ts";
import {
  operationInputs,
  PASSWORD,
  UPLOADED,
  type Inputs,
  type RunningWorld,
  type SignInKind,
} from "./world.ts";

export interface Step extends ActionRun {
  /** The requests of this step alone. */
  readonly log: readonly LogEntry[];
  /** The one error annotation; fails where there is none or another number. */
  readonly error: { readonly code: string; readonly text: string };
}

export interface StepOptions {
  readonly signIn?: SignInKind;
  /** Over the operation's usual inputs; an empty text takes one away. */
  readonly inputs?: Inputs;
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: RunOptions["onStart"];
}

/** One step of a job: the built action, against this world's server. */
export async function step(world: RunningWorld, operation: string, options: StepOptions = {}): Promise<Step> {
  const { signIn = "client-secret", inputs = {}, env = {}, onStart } = options;
  const before = world.tenant.log.length;
  const run = await runAction({
    inputs: {
      ...world.endpoints,
      ...(await world.signIn(signIn)),
      ...operationInputs(world, operation),
      ...inputs,
    },
    env: { ...world.env, ...env },
    ...(onStart === undefined ? {} : { onStart }),
  });
  return {
    ...run,
    log: world.tenant.log.slice(before),
    get error() {
      const errors = run.commands.filter(({ name }) => name === "error");
      const [only, ...more] = errors;
      if (only === undefined || more.length > 0) {
        throw new Error(
          `${String(errors.length)} errors instead of one; the log says: ${run.lines.join(" / ")}`,
        );
      }
      return { code: only.properties["title"] ?? "", text: only.message };
    },
  };
}

/** Everything secret that a step of this world may be given, in every encoding. */
export function canariesOf(world: RunningWorld): ReturnType<typeof canariesOfText> {
  return [
    ...canariesOfText("uploaded secret", UPLOADED),
    ...canariesOfText("password", PASSWORD),
    ...canariesOfText("client secret", world.clientSecret),
    ...canariesOfKey("application key", world.appCertificate),
    ...canariesOfKey("service principal key", world.principalCertificate),
    ...canariesOfKey("new key", world.newCertificate),
  ];
}
