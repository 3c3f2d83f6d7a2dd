// What a chapter of the demo is. A new one is a file in chapters/ and a line in ../demo.ts.

import type { ActionRun } from "../../__tests__/support/run-action.ts";
import type { World } from "./world.ts";

export interface Chapter {
  readonly title: string;
  /** What the reader should know first; one paragraph a line. */
  readonly text: string;
  /** Arranges what it needs in the tenant, and takes its steps. */
  play(stage: Stage): Promise<void>;
}

export interface Stage {
  readonly world: World;
  /** Says something between two steps. */
  say(text: string): void;
  /** Runs the action once, shows what matters, and notes where it did not end as expected. */
  step(step: Step): Promise<ActionRun>;
  /** Looks, after a step, at something that the step does not show; says what it should be. */
  see(what: string, holds: boolean): void;
  /** Waits, and says what for. */
  wait(ms: number, what: string): Promise<void>;
}

/** An input's value that a workflow takes from its secrets; `form` says what it is. */
export interface SecretValue {
  readonly value: string;
  readonly form: string;
  /** The form says where it is taken from, and what stands there changes. */
  readonly isLive?: boolean;
}

export interface Step {
  readonly title: string;
  readonly text?: string;
  /** As in the workflow's `with:`. The tenant and its address are added. */
  readonly inputs: Readonly<Record<string, string | SecretValue>>;
  readonly expect: Expectation;
  /** Parts that are worth showing here, beside the log and the outputs expected. */
  readonly show?: readonly ("summary" | "requests")[];
  /** The process is killed (SIGKILL) as soon as the tenant has carried this out. */
  readonly killAfter?: string;
}

export interface Expectation {
  /** Code of the error annotation; where it is missing the step succeeds. */
  readonly error?: string;
  /** Outputs by name, each exactly so or like this. */
  readonly outputs?: Readonly<Record<string, string | RegExp>>;
  /** What the services carried out, in order. */
  readonly effects: readonly string[];
  /** Requests in all: where it is missing they are not counted. */
  readonly requests?: number;
  /** What the log says, somewhere. */
  readonly log?: RegExp;
  /** What the job summary says, somewhere. */
  readonly summary?: RegExp;
}

export function secret(value: string, form: string): SecretValue {
  return { value, form };
}
