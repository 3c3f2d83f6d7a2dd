import { createTokenProvider } from "./auth/token-provider.ts";
import type { Clock, Random } from "./clock.ts";
import { requireDuration } from "./config/duration.ts";
import { parseEndpoints } from "./config/endpoints.ts";
import { describeSignIn, parseSignIn } from "./config/sign-in.ts";
import { ActionError, inputError } from "./errors.ts";
import { GraphClient } from "./graph/client.ts";
import { explainRefusal, GraphRefused } from "./graph/refused.ts";
import { GraphUrls } from "./graph/urls.ts";
import type { Network } from "./http/exchange.ts";
import type { Transport } from "./http/transport.ts";
import { readEnvironment } from "./inputs/environment.ts";
import type { Inputs } from "./inputs/inputs.ts";
import { readInputs } from "./inputs/read.ts";
import { configure, loadOperation, operationName } from "./operations/registry.ts";
import { OUTPUT_NAMES, toOutputs } from "./report/outputs.ts";
import { Prover } from "./proof/proof.ts";
import { toSummary } from "./report/summary.ts";
import { RunLimits } from "./run-limits.ts";
import type { MakeRsaKeys } from "./rsa-keys.ts";
import type { Runner } from "./runner/runner.ts";
import { createMasker } from "./secrets/mask.ts";
import { observingDates, ServiceClock } from "./service-clock.ts";

/** The world, as far as a run touches it. */
export interface Dependencies {
  /** Secrets are taken out of it. */
  readonly env: NodeJS.ProcessEnv;
  readonly runner: Runner;
  readonly transport: Transport;
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
    dependencies.runner.fail(asActionError(error));
  }
}

async function perform(dependencies: Dependencies): Promise<void> {
  const { env, runner, transport, clock, random, makeRsaKeys, interrupt } = dependencies;
  const masker = createMasker(
    (value) => {
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
  const run = await configure(operation, {
    inputs,
    environment,
    endpoints,
    signIn,
    masker,
    nowMs,
    log: runner,
  });

  const serviceClock = new ServiceClock(clock);
  const network: Network = {
    transport: observingDates(transport, clock, serviceClock),
    clock,
    serviceClock,
    random,
    limits: new RunLimits(clock, budgetMs, interrupt),
    log: runner,
  };
  const settings = { authorityOrigin: endpoints.authorityOrigin, scope: `${endpoints.graphOrigin}/.default` };
  const tokens = createTokenProvider(signIn, settings, network, masker);
  if (operation.signsInItself !== true) {
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
  const reportedAt = serviceClock.now();
  const outputs = toOutputs(result, reportedAt);
  for (const name of OUTPUT_NAMES) runner.output(name, outputs[name]);
  runner.step(result.headline);
  runner.summary(toSummary(result, reportedAt));
  // After the report: a step that found something bad still says all it found.
  if (result.failure !== undefined) throw result.failure;
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
  return new ActionError({
    code: "internal-error",
    blame: "internal",
    // Neither the foreign error's text nor its stack: both may hold what must not be shown.
    what: `This action has a defect (${error instanceof Error ? error.name : typeof error}).`,
    remedy:
      "Please report it with the version, the operation and the log; run with debug logging for the last request before it.",
    cause: error,
  });
}
