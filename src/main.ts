import { createTokenProvider } from "./auth/token-provider.ts";
import type { Clock, Random } from "./clock.ts";
import { requireDuration } from "./config/duration.ts";
import { parseEndpoints, type Endpoints } from "./config/endpoints.ts";
import { describeSignIn, parseSignIn, type SignIn } from "./config/sign-in.ts";
import { ActionError, inputError } from "./errors.ts";
import { GraphClient } from "./graph/client.ts";
import { explainRefusal, GraphRefused } from "./graph/refused.ts";
import { GraphUrls } from "./graph/urls.ts";
import type { Network } from "./http/exchange.ts";
import type { Connections, Transport } from "./http/transport.ts";
import { readEnvironment } from "./inputs/environment.ts";
import type { Inputs } from "./inputs/inputs.ts";
import { readInputs } from "./inputs/read.ts";
import type { OperationResult } from "./operations/result.ts";
import { defectOf } from "./last-guard.ts";
import { configure, loadOperation, operationName } from "./operations/registry.ts";
import { OUTPUT_NAMES, toOutputs } from "./report/outputs.ts";
import { showable, withheldWarning } from "./report/showable.ts";
import { Prover } from "./proof/proof.ts";
import { toSummary } from "./report/summary.ts";
import { RunLimits } from "./run-limits.ts";
import type { MakeRsaKeys } from "./rsa-keys.ts";
import type { Runner } from "./runner/runner.ts";
import { ReportUnwritable } from "./runner/unwritable.ts";
import { createMasker } from "./secrets/mask.ts";
import type { Redactor } from "./secrets/redactor.ts";
import { observingDates, ServiceClock } from "./service-clock.ts";
import { ServiceText } from "./service-text.ts";

/** The world, as far as a run touches it. */
export interface Dependencies {
  /** Secrets are taken out of it. */
  readonly env: NodeJS.ProcessEnv;
  readonly runner: Runner;
  /** Knows every mask; the runner may look into the same one. */
  readonly redactor: Redactor;
  /** Takes the run's failure instead of the runner. */
  readonly fail?: (error: ActionError) => void;
  readonly transport: Transport;
  /** Opens connections of `transport` ahead. */
  readonly connections?: Connections;
  readonly clock: Clock;
  readonly random: Random;
  readonly makeRsaKeys: MakeRsaKeys;
  /** Aborted by the runner's first signal. */
  readonly interrupt: AbortSignal;
}

const DEFAULT_BUDGET_SECONDS = 25 * 60;

/** One run: does what the inputs say, and reports. Never throws; every failure becomes the one annotation. */
export async function main(dependencies: Dependencies): Promise<void> {
  try {
    await perform(dependencies);
  } catch (error) {
    const failure = asActionError(error);
    if (dependencies.fail === undefined) dependencies.runner.fail(failure);
    else dependencies.fail(failure);
  } finally {
    dependencies.connections?.close();
  }
}

async function perform(dependencies: Dependencies): Promise<void> {
  const { env, runner, redactor, transport, clock, random, makeRsaKeys, interrupt } = dependencies;
  const masker = createMasker(
    (value) => {
      redactor.remember(value);
      runner.mask(value);
    },
    (work) => {
      runner.together(work);
    },
  );
  const inputs = readInputs(env, masker);
  const environment = readEnvironment(env, masker);
  const nowMs = clock.now();

  const operation = await loadOperation(operationName(inputs));
  const budgetMs = parseBudget(inputs) * 1000;
  const endpoints = parseEndpoints(inputs);
  const signIn = await parseSignIn(inputs, { environment, endpoints, masker, nowMs, log: runner });
  const { run, origins } = await configure(operation, {
    inputs,
    environment,
    endpoints,
    signIn,
    masker,
    nowMs,
    log: runner,
  });

  const serviceClock = new ServiceClock(clock, (text) => {
    runner.warning(text);
  });
  const tellingTime = [endpoints.authorityOrigin, endpoints.graphOrigin];
  const network: Network = {
    transport: observingDates(transport, clock, serviceClock, tellingTime),
    clock,
    serviceClock,
    random,
    limits: new RunLimits(clock, budgetMs, interrupt),
    log: runner,
    texts: new ServiceText(redactor),
  };
  const settings = { authorityOrigin: endpoints.authorityOrigin, scope: `${endpoints.graphOrigin}/.default` };
  const tokens = createTokenProvider(signIn, settings, network, masker);
  if (operation.signsInItself !== true) {
    openAhead(dependencies, signIn, endpoints, origins);
    await tokens.get();
    runner.step(describeSignIn(signIn));
    warnOfSkew(serviceClock, runner);
  }

  const result = await run({
    graph: new GraphClient(network, tokens),
    urls: new GraphUrls(endpoints.graphOrigin),
    prover: new Prover(serviceClock, masker),
    makeRsaKeys,
    masker,
    log: runner,
  });
  const { shown, withheld } = showable(result, network.texts);
  // First of all, and to the log, which is always there: what was done is done.
  runner.step(shown.headline);
  if (withheld.length > 0) runner.warning(withheldWarning(withheld));
  const unwritable = report(shown, serviceClock.now(), runner);
  // After the report: a step that found something bad still says all it found.
  if (result.failure !== undefined) {
    if (unwritable !== undefined) runner.warning(unwritable.message);
    throw result.failure;
  }
  if (unwritable !== undefined) throw resultUnwritten(shown, unwritable);
}

/** @returns why a file of the runner's has not got what is in it */
function report(result: OperationResult, nowMs: number, runner: Runner): ReportUnwritable | undefined {
  const outputs = toOutputs(result, nowMs);
  const unwritable = attempt(() => {
    for (const name of OUTPUT_NAMES) runner.output(name, outputs[name]);
  });
  if (unwritable !== undefined) runner.step(`Outputs: ${outputs.result}`);
  const another = attempt(() => {
    runner.summary(toSummary(result, nowMs));
  });
  return unwritable ?? another;
}

function attempt(write: () => void): ReportUnwritable | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof ReportUnwritable) return error;
    throw error;
  }
}

function resultUnwritten({ headline }: OperationResult, unwritable: ReportUnwritable): ActionError {
  return new ActionError({
    code: "report-unwritable",
    blame: "input",
    what: `The step did its work, but a later one does not see it: ${unwritable.message}`,
    why: `What was done: ${headline}`,
    remedy:
      "The log has the result. Give the runner room on its disk, and leave its files to it; run again, a step that changes something would change it again.",
    cause: unwritable,
  });
}

/** While the token is asked for, the connections that it is for are opened: to Graph, and where the run delivers. */
function openAhead(
  { connections }: Dependencies,
  signIn: SignIn,
  { authorityOrigin, graphOrigin }: Endpoints,
  others: readonly URL[],
): void {
  // A ready token asks nobody.
  if (signIn.kind === "access-token") return;
  for (const { origin } of [new URL(graphOrigin), ...others]) {
    // On one host with it, the token request itself would take the connection.
    if (origin !== authorityOrigin) connections?.prepare(new URL(origin));
  }
}

function parseBudget(inputs: Inputs): number {
  const text = inputs.text("timeout");
  if (text === undefined) return DEFAULT_BUDGET_SECONDS;
  const seconds = requireDuration("timeout", text);
  if (seconds === 0) throw inputError("timeout", "is zero.", "Give the run some time, such as 25m.");
  return seconds;
}

const SKEW_WORTH_SAYING_MS = 30_000;

function warnOfSkew(serviceClock: ServiceClock, runner: Runner): void {
  const { skewMs } = serviceClock;
  if (Math.abs(skewMs) < SKEW_WORTH_SAYING_MS) return;
  const seconds = String(Math.round(Math.abs(skewMs) / 1000));
  runner.warning(
    `The runner's clock is ${seconds} s ${skewMs > 0 ? "slow" : "fast"}; the service's time is used instead.`,
  );
}

function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof GraphRefused)
    return explainRefusal(error, "do this", { anyOf: ["the one that the README names"] });
  return defectOf(error);
}
