// Runs the built action as the runner would, and shows what a person sees of it on GitHub.

import { runAction, type ActionRun } from "../../__tests__/support/run-action.ts";
import { RunnerMasker } from "../../__tests__/unit/secrets/runner-masker.ts";
import type { LogEntry } from "../../emulator/log.ts";
import type { Expectation, Stage, Step } from "./chapter.ts";
import { drawMarkdown } from "./markdown.ts";
import { columns, paint, panel, paragraph, print, subheading, wrap } from "./screen.ts";
import type { World } from "./world.ts";

export class DemoStage implements Stage {
  readonly world: World;
  readonly failures: string[] = [];
  readonly #interrupt: AbortSignal;
  #steps = 0;

  constructor(world: World, interrupt: AbortSignal) {
    this.world = world;
    this.#interrupt = interrupt;
  }

  get steps(): number {
    return this.#steps;
  }

  say(text: string): void {
    print();
    paragraph(text);
  }

  async step(step: Step): Promise<ActionRun> {
    this.#interrupt.throwIfAborted();
    this.#steps++;
    subheading(`${this.#steps}. ${step.title}`);
    if (step.text !== undefined) paragraph(step.text);
    panel("with:", withLines(step.inputs));

    const { log } = this.world.tenant;
    const before = log.length;
    const startedAt = performance.now();
    const run = await this.#run(plainInputs(step.inputs));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(2);
    const requests = log.slice(before);

    const masker = new RunnerMasker();
    panel("log", logLines(run, masker));
    panel("requests", requestLines(requests));
    const outputs = Object.entries(run.outputs).filter(([, value]) => value !== "");
    if (outputs.length > 0) panel("outputs", columns(outputs.map(([name, value]) => [name, short(value)])));
    if (run.summary !== "") panel("job summary", drawMarkdown(short(run.summary)));

    const faults = [
      ...endFaults(run, step.expect),
      ...tenantFaults(requests, step.expect),
      ...leaks(run, Object.values(step.inputs), masker),
    ];
    print();
    if (faults.length === 0) {
      const refused = step.expect.error === undefined ? "" : ", which here is a refusal";
      print(`  ${paint("green", "ok")}    Ended as expected${refused}, after ${seconds} s.`);
    }
    for (const fault of faults) {
      print(wrap(`${paint("red", "FAIL")}  ${fault}`, "  ", "        "));
      this.failures.push(`${this.#steps}. ${step.title}: ${fault}`);
    }
    return run;
  }

  /** With the inputs that are the same for every step. An interrupt takes the process along. */
  async #run(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
    const { tenant, origin, env } = this.world;
    const started = new AbortController();
    const run = await runAction({
      inputs: { "tenant-id": tenant.id, "authority-url": origin, "graph-url": origin, ...inputs },
      env,
      onStart: (action) => {
        const kill = (): void => {
          action.kill("SIGKILL");
        };
        this.#interrupt.addEventListener("abort", kill, { signal: started.signal });
      },
    });
    started.abort();
    this.#interrupt.throwIfAborted();
    return run;
  }
}

function plainInputs(inputs: Step["inputs"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, typeof input === "string" ? input : input.value]),
  );
}

/** YAML, with what a log would show in place of the secrets. */
function withLines(inputs: Step["inputs"]): string[] {
  const entries = Object.entries(inputs);
  const width = Math.max(0, ...entries.map(([name, input]) => (typeof input === "string" ? 0 : name.length)));
  return entries.map(([name, input]) =>
    typeof input === "string"
      ? `${name}: ${yaml(input)}`
      : `${`${name}: ***`.padEnd(width + 5)}  ${paint("dim", `# ${input.form}`)}`,
  );
}

function yaml(text: string): string {
  return /^[\w-][\w. -]*$/.test(text) ? text : JSON.stringify(text);
}

/** Commands are carried out instead of shown: masks applied, annotations drawn, debug lines hidden. */
function logLines(run: ActionRun, masker: RunnerMasker): string[] {
  const commands = [...run.commands];
  const lines: string[] = [];
  let masks = 0;
  for (const line of run.stdout.split("\n")) {
    const command = line.startsWith("::") ? commands.shift() : undefined;
    if (command === undefined) {
      if (line !== "") lines.push(masker.mask(line));
    } else if (command.name === "add-mask") {
      masker.add(command.message);
      masks++;
    } else if (command.name !== "debug") {
      lines.push(annotation(command.name, command.properties["title"], masker.mask(command.message)));
    }
  }
  for (const line of run.stderr.split("\n")) if (line !== "") lines.push(paint("red", masker.mask(line)));
  return [paint("dim", `(${masks} values masked)`), ...lines];
}

const ANNOTATIONS: Readonly<Record<string, readonly [label: string, style: "red" | "yellow" | "blue"]>> = {
  error: ["Error", "red"],
  warning: ["Warning", "yellow"],
  notice: ["Notice", "blue"],
};

function annotation(name: string, title: string | undefined, message: string): string {
  const [label, style] = ANNOTATIONS[name] ?? [name, "red"];
  return `${paint(style, `${label}:`)} ${title === undefined ? "" : `${paint("bold", title)}: `}${message}`;
}

/** A whole certificate in base64 helps nobody who reads along. */
function short(text: string): string {
  return text.replaceAll(
    /[A-Za-z0-9+/]{200,}={0,2}/g,
    (base64) => `${base64.slice(0, 16)}…[${base64.length} characters]`,
  );
}

function requestLines(requests: readonly LogEntry[]): string[] {
  if (requests.length === 0) return ["none"];
  return columns(
    requests.map(({ method, path, status, fault, effects }) => [
      method,
      fault ?? String(status ?? "no answer"),
      effects.length === 0 ? "" : paint("green", "wrote"),
      path,
    ]),
  );
}

function endFaults(run: ActionRun, expected: Expectation): string[] {
  const faults: string[] = [];
  const errors = run.commands
    .filter(({ name }) => name === "error")
    .map(({ properties }) => properties["title"]);
  const wanted = expected.error === undefined ? [] : [expected.error];
  if (errors.join() !== wanted.join()) faults.push(`errors are [${errors.join()}], not [${wanted.join()}]`);
  const exitCode = expected.error === undefined ? 0 : 1;
  if (run.exitCode !== exitCode)
    faults.push(`exit code is ${run.exitCode ?? run.signal ?? "none"}, not ${exitCode}`);
  for (const [name, value] of Object.entries(expected.outputs ?? {})) {
    const found = run.outputs[name] ?? "";
    const fits = typeof value === "string" ? found === value : value.test(found);
    if (!fits) faults.push(`output ${name} is ${JSON.stringify(found)}, not ${String(value)}`);
  }
  if (run.stderr !== "") faults.push("something was written to stderr");
  if (run.state + run.environmentFile !== "")
    faults.push("something was written to the job's state or environment");
  return faults;
}

function tenantFaults(requests: readonly LogEntry[], expected: Expectation): string[] {
  const faults: string[] = [];
  const effects = requests.flatMap((request) => request.effects);
  if (effects.join() !== expected.effects.join()) {
    faults.push(`the tenant did [${effects.join()}], not [${expected.effects.join()}]`);
  }
  if (expected.requests !== undefined && requests.length !== expected.requests) {
    faults.push(`${requests.length} requests were sent, not ${expected.requests}`);
  }
  for (const { alarms, status } of requests) {
    faults.push(...alarms);
    if (status === 599) faults.push("the embedded tenant itself failed");
  }
  return faults;
}

/** No line of a secret may be found in what anybody can read afterwards. */
function leaks(run: ActionRun, inputs: readonly Step["inputs"][string][], masker: RunnerMasker): string[] {
  const shown = run.stdout
    .split("\n")
    .filter((line) => !line.startsWith("::add-mask::"))
    .map((line) => masker.mask(line))
    .concat(run.stderr, run.summary, run.state, Object.values(run.outputs))
    .join("\n");
  return inputs.flatMap((input) => {
    if (typeof input === "string") return [];
    const secretLines = input.value
      .replaceAll(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g, "")
      .split("\n")
      .filter((line) => line.length >= 8 && !line.startsWith("-----"));
    return secretLines.some((line) => shown.includes(line)) ? [`a secret can be read: ${input.form}`] : [];
  });
}
