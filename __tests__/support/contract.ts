import type { LogEntry } from "../../emulator/log.ts";
import type { TransportError, HttpRequest } from "../../src/http/transport.ts";
import { FakeClock } from "./fake-clock.ts";
import { runInProcess, type InProcessOptions, type InProcessRun } from "./in-process.ts";
import {
  makeWorld,
  operationInputs,
  type Inputs,
  type SignInKind,
  type World,
  type WorldOptions,
} from "./world.ts";

export interface Scene extends World {
  readonly clock: FakeClock;
}

/** A tenant of its own, on a fake clock. */
export function scene(options: Omit<WorldOptions, "clock"> = {}): Scene {
  const clock = new FakeClock();
  return { ...makeWorld({ ...options, clock }), clock };
}

export interface RunOptions {
  readonly signIn?: SignInKind;
  /** Over the operation's usual inputs; an empty text takes one away. */
  readonly inputs?: Inputs;
  readonly env?: Readonly<Record<string, string>>;
  readonly interrupt?: AbortController;
  readonly wire?: (request: HttpRequest) => TransportError | undefined;
  readonly onEvent?: NonNullable<InProcessOptions["onEvent"]>;
  readonly runner?: NonNullable<InProcessOptions["runner"]>;
  readonly distort?: NonNullable<InProcessOptions["distort"]>;
}

export async function perform(
  world: Scene,
  operation: string,
  options: RunOptions = {},
): Promise<InProcessRun> {
  const { signIn = "client-secret", inputs = {}, ...rest } = options;
  return runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: { ...(await world.signIn(signIn)), ...operationInputs(world, operation), ...inputs },
    ...rest,
  });
}

/** The one write that an operation is about. */
export const WRITE_PATH: Readonly<Record<string, string>> = {
  "generate-key": "*/generateKey",
  "upload-secret": "*/uploadSecret",
  "add-key": "*/addKey",
};

export function writes({ tenant }: World): readonly LogEntry[] {
  return tenant.log.filter(({ method, path }) => method !== "GET" && !path.endsWith("/token"));
}

export function effects({ tenant }: World): readonly string[] {
  return tenant.log.flatMap((entry) => entry.effects);
}

export function tokenRequests({ tenant }: World): readonly LogEntry[] {
  return tenant.log.filter(({ path }) => path.endsWith("/oauth2/v2.0/token"));
}

export function alarms({ tenant }: World): readonly string[] {
  return tenant.log.flatMap((entry) => entry.alarms);
}

/** Digests of the proofs that were sent, and the jti of assertions. */
export function proofDigests(world: World): readonly unknown[] {
  return writes(world).flatMap(({ notes }) => {
    const proof = notes["proof"] as { digest?: string } | undefined;
    return proof?.digest === undefined ? [] : [proof.digest];
  });
}
