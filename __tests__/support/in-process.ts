import { validateHeaderValue } from "node:http";
import { handle } from "../../emulator/handle.ts";
import { isDrop } from "../../emulator/message.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import type { ActionError } from "../../src/errors.ts";
import {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from "../../src/http/transport.ts";
import { main } from "../../src/main.ts";
import type { Runner } from "../../src/runner/runner.ts";
import { Redactor } from "../../src/secrets/redactor.ts";
import { reveal, Secret } from "../../src/secrets/secret.ts";
import { seededRandom, type FakeClock } from "./fake-clock.ts";
import { pooledRsaKeys } from "./key-pool.ts";
import { runnerInputs } from "./runner-inputs.ts";
import type { Inputs } from "./world.ts";

export type Event =
  | { readonly kind: "mask" | "step" | "debug" | "notice" | "warning" | "summary"; readonly text: string }
  | { readonly kind: "error"; readonly text: string; readonly error: ActionError }
  | { readonly kind: "output"; readonly text: string; readonly name: string }
  /** As it went to the wire: authorization and body. */
  | { readonly kind: "request"; readonly text: string; readonly request: HttpRequest };

export interface InProcessRun {
  /** Everything in its order. */
  readonly events: readonly Event[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly steps: readonly string[];
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
  readonly errors: readonly ActionError[];
  readonly requests: readonly HttpRequest[];
  readonly clock: FakeClock;
  /** The only error; fails where there is none. */
  readonly error: ActionError;
  /** What is left of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface InProcessOptions {
  readonly tenant: Tenant;
  readonly clock: FakeClock;
  readonly inputs: Inputs;
  readonly env?: Readonly<Record<string, string>>;
  readonly interrupt?: AbortController;
  /** Breaks an exchange on its way there: the error is thrown instead of asking the tenant. */
  readonly wire?: (request: HttpRequest) => TransportError | undefined;
  /** The runner is suspended before this exchange: whatever happens meanwhile, the run wakes up after it. */
  readonly pause?: ((request: HttpRequest) => Promise<void>) | undefined;
  /** What comes back instead of the tenant's answer. */
  readonly answer?: (request: HttpRequest, response: HttpResponse) => HttpResponse;
  readonly onEvent?: (event: Event) => void;
  readonly random?: () => number;
  /** Instead of the one that records: what it says is then the caller's to look at. */
  readonly runner?: (redactor: Redactor) => Runner;
  /** The last word on an answer: what a hostile service makes of it. */
  readonly distort?: (request: HttpRequest, answer: HttpResponse) => HttpResponse;
}

const OIDC_HOST = "https://run-actions-1-azure-eastus.actions.githubusercontent.com";

/** One run of `main()` against the tenant's handlers: no network, no waiting. */
export async function runInProcess(options: InProcessOptions): Promise<InProcessRun> {
  const { tenant, clock } = options;
  const events: Event[] = [];
  const record = (event: Event): void => {
    events.push(event);
    options.onEvent?.(event);
  };
  const job = {
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_REPOSITORY: "contoso/rotation",
    GITHUB_RUN_ID: "4711",
    ACTIONS_ID_TOKEN_REQUEST_URL: `${OIDC_HOST}/1//idtoken/a/b?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: tenant.github.job.requestToken,
    ...options.env,
  };
  const env: NodeJS.ProcessEnv = { ...runnerInputs(options.inputs, job), ...job };
  const redactor = new Redactor();
  const transport = suspended(
    transportTo(tenant, clock, options.wire, record, options.answer),
    options.pause,
  );
  const { distort } = options;
  await main({
    env,
    runner: options.runner?.(redactor) ?? recorder(record),
    redactor,
    transport:
      distort === undefined ? transport : async (request) => distort(request, await transport(request)),
    clock,
    random: options.random ?? seededRandom(),
    makeRsaKeys: pooledRsaKeys,
    interrupt: (options.interrupt ?? new AbortController()).signal,
  });
  const texts = (kind: Event["kind"]): string[] =>
    events.flatMap((event) => (event.kind === kind ? [event.text] : []));
  const errors = events.flatMap((event) => (event.kind === "error" ? [event.error] : []));
  return {
    events,
    outputs: Object.fromEntries(
      events.flatMap((event) => (event.kind === "output" ? [[event.name, event.text]] : [])),
    ),
    summary: texts("summary").join(""),
    steps: texts("step"),
    notices: texts("notice"),
    warnings: texts("warning"),
    errors,
    requests: events.flatMap((event) => (event.kind === "request" ? [event.request] : [])),
    clock,
    get error(): ActionError {
      const [only, ...more] = errors;
      if (only === undefined || more.length > 0) {
        throw new Error(
          `${String(errors.length)} errors instead of one; steps: ${texts("step").join(" / ")}`,
        );
      }
      return only;
    },
    env,
  };
}

function recorder(record: (event: Event) => void): Runner {
  const kept =
    (kind: "mask" | "step" | "debug" | "notice" | "warning" | "summary") =>
    (text: string): void => {
      record({ kind, text });
    };
  return {
    mask: kept("mask"),
    together: (work) => {
      work();
    },
    step: kept("step"),
    debug: kept("debug"),
    notice: kept("notice"),
    warning: kept("warning"),
    summary: kept("summary"),
    output: (name, text) => {
      record({ kind: "output", name, text });
    },
    fail: (error) => {
      record({ kind: "error", text: error.message, error });
    },
  };
}

function suspended(transport: Transport, pause: InProcessOptions["pause"]): Transport {
  if (pause === undefined) return transport;
  return async (request) => {
    await pause(request);
    return transport(request);
  };
}

/** What `node:https` would make of the tenant's answers and silences. */
export function transportTo(
  tenant: Tenant,
  clock: FakeClock,
  wire: InProcessOptions["wire"],
  record: (event: Event) => void,
  answer: InProcessOptions["answer"] = (_request, response) => response,
): Transport {
  return async (request) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), plain(value)]),
    );
    const body = plain(request.body ?? "");
    // As Node does before it sends anything.
    for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
    record({
      kind: "request",
      request,
      text: `${headers["authorization"] ?? ""}\n${body}`,
    });
    const isOver = (): boolean => request.signal.aborted;
    if (isOver()) throw new TransportError("not-sent", "TIMEOUT");
    const broken = wire?.(request);
    if (broken !== undefined) throw broken;
    const outcome = await handle(tenant, { method: request.method, url: request.url.href, headers, body });
    if (isDrop(outcome)) {
      if (outcome.drop === "unresolved") throw new TransportError("not-sent", "ENOTFOUND");
      if (outcome.drop !== "hang")
        throw new TransportError("ambiguous", "ECONNRESET", undefined, outcome.partial?.status);
      await clock.advanceUntilAborted(request.signal);
      throw new TransportError("ambiguous", "TIMEOUT");
    }
    clock.advance(outcome.delayMs ?? 0);
    if (isOver()) throw new TransportError("ambiguous", "TIMEOUT");
    return answer(request, {
      status: outcome.status,
      headers: Object.fromEntries(
        Object.entries(outcome.headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: outcome.body,
    });
  };
}

function plain(value: string | Secret): string {
  return value instanceof Secret ? reveal(value) : value;
}
