import type { Endpoints } from "../config/endpoints.ts";
import type { ProofConfig } from "../config/proof.ts";
import type { SignIn } from "../config/sign-in.ts";
import type { KeySetTarget, ObjectTarget } from "../config/target.ts";
import type { GraphClient } from "../graph/client.ts";
import type { GraphUrls } from "../graph/urls.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { InputName } from "../inputs/names.ts";
import type { Needs } from "../permissions.ts";
import type { Log } from "../runner/log.ts";
import type { Prover } from "../proof/proof.ts";
import type { MakeRsaKeys } from "../rsa-keys.ts";
import type { Masker } from "../secrets/masker.ts";
import type { OperationResult } from "./result.ts";

/** What an operation may look at while it turns inputs into its config: nothing was sent yet. */
export interface ConfigureContext {
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly endpoints: Endpoints;
  readonly signIn: SignIn;
  readonly masker: Masker;
  /** The runner's time. */
  readonly nowMs: number;
  readonly log: Log;
}

/** What an operation works with while it runs. */
export interface RunContext {
  readonly graph: GraphClient;
  readonly urls: GraphUrls;
  readonly prover: Prover;
  readonly makeRsaKeys: MakeRsaKeys;
  readonly masker: Masker;
  readonly log: Log;
}

/**
 * A config names its operation, so that the configs of all operations form one union. The
 * other members are optional, but mean the same in every config: `check` looks at them.
 */
export interface OperationConfig {
  readonly operation: string;
  readonly target?: KeySetTarget | ObjectTarget | undefined;
  readonly proof?: ProofConfig | undefined;
  readonly createKeySet?: boolean;
}

/** One operation: the inputs it understands, the rules that make its config, and what it does. */
export interface Operation<C extends OperationConfig> {
  readonly name: C["operation"];
  /** What the caller must hold; `check` compares it with the token. */
  readonly needs: Needs;
  /** The same, where it depends on the target: all of them are needed. */
  needsOf?(config: C): readonly Needs[];
  /** It signs in by itself, and reports a refusal of that as it reports everything else. */
  readonly signsInItself?: boolean;
  /** Beside the common ones. Others are ignored with a warning. */
  readonly inputs: readonly InputName[];
  configure(context: ConfigureContext): Promise<C>;
  /** The hosts beside Graph that it will speak to, soon after it has begun. */
  origins?(config: C): readonly URL[];
  run(config: C, context: RunContext): Promise<OperationResult>;
}
