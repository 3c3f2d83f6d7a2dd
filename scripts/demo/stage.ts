// Runs the built action as the runner would, and shows what a person sees of it on GitHub.

import { setTimeout as sleep } from "node:timers/promises";
import { runAction, type ActionRun } from "../../__tests__/support/run-action.ts";
import { RunnerMasker } from "../../__tests__/unit/secrets/runner-masker.ts";
import type { LogEntry } from "../../emulator/log.ts";
import type { Expectation, Stage, Step } from "./chapter.ts";
import { CONSUMER } from "./consumer.ts";
import { drawMarkdown } from "./markdown.ts";
import { columns, paint, panel, paragraph, print, row, subheading } from "./screen.ts";
import type { World } from "./world.ts";

/** Of a table in a job summary. */
const MOST_ROWS = 6;

export class DemoStage implements Stage {
  readonly world: World;
  readonly failures: string[] = [];
  readonly #interrupt: AbortSignal;
  readonly #isFull: boolean;
  #steps = 0;
  #inputsBefore: Step["inputs"] = {};

  /** @param isFull everything of every step, instead of what matters */
  constructor(world: World, interrupt: AbortSignal, isFull: boolean) {
    this.world = world;
    this.#interrupt = interrupt;
    this.#isFull = isFull;
  }

  get steps(): number {
    return this.#steps;
  }

  say(text: string): void {
    print();
    paragraph(text);
  }

  see(what: string, holds: boolean): void {
    if (holds) {
      row("seen", what);
      return;
    }
    row(paint("red", "FAIL"), `not so: ${what}`);
    this.failures.push(`after step ${this.#steps}: not so: ${what}`);
  }

  async wait(ms: number, what: string): Promise<void> {
    this.#interrupt.throwIfAborted();
    print(`\n... ${what}`);
    await sleep(ms, undefined, { signal: this.#interrupt }).catch(() => undefined);
    this.#interrupt.throwIfAborted();
  }

  async step(step: Step): Promise<ActionRun> {
    this.#interrupt.throwIfAborted();
    this.#steps++;
    this.#announce(step);

    const { log } = this.world.tenant;
    const before = log.length;
    const startedAt = performance.now();
    const run = await this.#run(step);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const requests = log.slice(before).filter(({ headers }) => headers["user-agent"] !== CONSUMER);

    const masker = new RunnerMasker();
    const { lines, masks } = logLines(run, masker);
    if (this.#isFull) showAll(run, lines, requests);
    else showWhatMatters(step, run, lines, requests);

    const faults = [
      ...endFaults(run, step),
      ...textFaults(run, step.expect),
      ...serviceFaults(requests, step.expect),
      ...leaks(run, this.#secrets(step), masker),
    ];
    if (faults.length === 0) {
      const end = howItEnded(step);
      const facts = [`${seconds} s`, plural(requests.length, "request"), written(requests)];
      row(
        paint("green", "ok"),
        `${end}; ${[...facts, plural(masks, "masked value")].filter(Boolean).join(", ")}`,
      );
    }
    for (const fault of faults) {
      row(paint("red", "FAIL"), fault);
      this.failures.push(`${this.#steps}. ${step.title}: ${fault}`);
    }
    return run;
  }

  #announce({ title, text, inputs }: Step): void {
    subheading(`${this.#steps}. ${title}`);
    if (text !== undefined) paragraph(text);
    if (this.#isFull) panel("with:", withLines(inputs));
    else row("with", shortIds(withText(inputs, this.#inputsBefore)));
    this.#inputsBefore = inputs;
  }

  /** With the inputs that are the same for every step. An interrupt takes the process along. */
  async #run({ inputs, killAfter }: Step): Promise<ActionRun> {
    const { tenant, origin, env, temp } = this.world;
    const ended = new AbortController();
    let kill = (): void => undefined;
    const deaf =
      killAfter === undefined
        ? undefined
        : tenant.onRequest(({ phase, effect }) => {
            if (phase === "after-effect" && effect === killAfter) kill();
          });
    const run = await runAction({
      inputs: {
        "tenant-id": tenant.id,
        "authority-url": origin,
        "graph-url": origin,
        ...plainInputs(inputs),
      },
      env,
      tempDirectory: temp,
      onStart: (action) => {
        kill = () => {
          action.kill("SIGKILL");
        };
        this.#interrupt.addEventListener("abort", kill, { signal: ended.signal });
      },
    });
    ended.abort();
    deaf?.();
    this.#interrupt.throwIfAborted();
    return run;
  }

  /** Everything that nobody may read afterwards: what went in, and what the services keep secret. */
  #secrets({ inputs }: Step): readonly { readonly value: string; readonly form: string }[] {
    const { directory, github, vaults } = this.world.tenant;
    const stores = [...github.repositories.values()].flatMap(({ actions, environments }) => [
      actions,
      ...environments.values(),
    ]);
    return [
      ...Object.values(inputs).filter((input) => typeof input !== "string"),
      ...[...directory.current.objects.values()]
        .flatMap(({ passwordCredentials }) => passwordCredentials)
        .map(({ secretText }) => ({ value: secretText, form: "client secret that the tenant made" })),
      ...stores
        .flatMap(({ secrets }) => [...secrets.values()])
        .map(({ value }) => ({ value, form: "secret that GitHub keeps" })),
      ...[...vaults.values()]
        .flatMap(({ secrets }) => [...secrets.values()].flat())
        .map(({ value }) => ({ value, form: "secret that the vault keeps" })),
    ];
  }
}

function plainInputs(inputs: Step["inputs"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, typeof input === "string" ? input : input.value]),
  );
}

/** Inputs in a row, lists below; where most are those of the step before, only the others. */
function withText(inputs: Step["inputs"], before: Step["inputs"]): string {
  const entries = Object.entries(inputs);
  const others = entries.filter(([name, input]) => !isSame(input, before[name]));
  const missing = Object.keys(before).filter((name) => !Object.hasOwn(inputs, name));
  const isLikeBefore = entries.length - others.length >= 5;
  const shown = isLikeBefore ? others : entries;
  const texts = [
    ...(isLikeBefore ? ["as before"] : []),
    ...shown.filter(([, input]) => !isList(input)).map(([name, input]) => inputText(name, input)),
    ...(isLikeBefore ? missing.map((name) => `without ${name}`) : []),
  ];
  const lists = shown.filter(([, input]) => isList(input));
  return [
    texts.join(" · "),
    ...lists.flatMap(([name, input]) => [
      `${name}: |`,
      ...(typeof input === "string" ? input.split("\n").map((line) => `  ${line}`) : []),
    ]),
  ].join("\n");
}

function isList(input: Step["inputs"][string]): boolean {
  return typeof input === "string" && input.includes("\n");
}

function isSame(one: Step["inputs"][string], other: Step["inputs"][string] | undefined): boolean {
  if (typeof one === "string" || other === undefined || typeof other === "string") return one === other;
  return one.form === other.form && (one.value === other.value || one.isLive === true);
}

/** With what a log would show in place of a secret. */
function inputText(name: string, input: Step["inputs"][string]): string {
  return typeof input === "string" ? `${name}: ${yaml(input)}` : `${name}: *** (${input.form})`;
}

/** YAML, one input a line. */
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
  return /^[\w-][\w. :/-]*$/.test(text) ? text : JSON.stringify(text);
}

function showWhatMatters(
  step: Step,
  run: ActionRun,
  lines: readonly string[],
  requests: readonly LogEntry[],
): void {
  for (const [index, line] of lines.entries()) row(index === 0 ? "log" : "", shortIds(line));
  const outputs = Object.keys(step.expect.outputs ?? {}).map((name) => `${name}=${run.outputs[name] ?? ""}`);
  if (outputs.length > 0) row("outputs", shortIds(outputs.join(" · ").replaceAll("\n", ", ")));
  if (step.show?.includes("requests") === true) panel("requests", requestLines(requests));
  if (step.show?.includes("summary") === true && run.summary !== "") {
    panel("job summary", drawMarkdown(shortIds(short(run.summary)), MOST_ROWS));
    print();
  }
}

function showAll(run: ActionRun, lines: readonly string[], requests: readonly LogEntry[]): void {
  panel("log", lines);
  panel("requests", requestLines(requests));
  const outputs = Object.entries(run.outputs).filter(([, value]) => value !== "");
  if (outputs.length > 0) panel("outputs", columns(outputs.map(([name, value]) => [name, short(value)])));
  if (run.summary !== "") panel("job summary", drawMarkdown(short(run.summary)));
  print();
}

/** Commands are carried out instead of shown: masks applied, annotations drawn, debug lines hidden. */
function logLines(run: ActionRun, masker: RunnerMasker): { lines: string[]; masks: number } {
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
  return { lines, masks };
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

/** GUIDs, thumbprints and kids by their beginnings. */
function shortIds(text: string): string {
  return text
    .replaceAll(/\b([\da-f]{8})-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, "$1…")
    .replaceAll(/\b([\dA-F]{8})[\dA-F]{32}\b/g, "$1…")
    .replaceAll(/(?<![\w-])([\w-]{8})[\w-]{35}(?![\w-])/g, (whole: string, start: string) =>
      /\d/.test(whole) && /[A-Z]/.test(whole) && /[a-z]/.test(whole) && !whole.startsWith("B2C_")
        ? `${start}…`
        : whole,
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

function howItEnded({ expect, killAfter }: Step): string {
  if (killAfter !== undefined) return "killed, as intended";
  return expect.error === undefined ? "as expected" : `refused as expected (${expect.error})`;
}

function written(requests: readonly LogEntry[]): string {
  const effects = requests.flatMap((request) => request.effects);
  return effects.length === 0 ? "nothing written" : `wrote ${effects.join(", ")}`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function endFaults(run: ActionRun, { expect, killAfter }: Step): string[] {
  const faults: string[] = [];
  if (killAfter === undefined) {
    const exitCode = expect.error === undefined ? 0 : 1;
    if (run.exitCode !== exitCode)
      faults.push(`exit code is ${run.exitCode ?? run.signal ?? "none"}, not ${exitCode}`);
  } else if (run.signal !== "SIGKILL") {
    faults.push(`it ended with exit code ${run.exitCode ?? "none"}, and should have been killed`);
  }
  const errors = run.commands
    .filter(({ name }) => name === "error")
    .map(({ properties }) => properties["title"]);
  const wanted = expect.error === undefined ? [] : [expect.error];
  if (errors.join() !== wanted.join()) faults.push(`errors are [${errors.join()}], not [${wanted.join()}]`);
  if (run.stderr !== "") faults.push("something was written to stderr");
  if (run.state + run.environmentFile !== "")
    faults.push("something was written to the job's state or environment");
  return faults;
}

function textFaults(run: ActionRun, { outputs, log, summary }: Expectation): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(outputs ?? {})) {
    const found = run.outputs[name] ?? "";
    const fits = typeof value === "string" ? found === value : value.test(found);
    if (!fits) faults.push(`output ${name} is ${JSON.stringify(found)}, not ${String(value)}`);
  }
  const said = [...run.lines, ...run.commands.map(({ message }) => message)].join("\n");
  if (said.includes(": is not used by ")) faults.push("the action says that an input is not used");
  if (log !== undefined && !log.test(said)) faults.push(`the log does not say ${String(log)}`);
  if (summary !== undefined && !summary.test(run.summary))
    faults.push(`the summary does not say ${String(summary)}`);
  return faults;
}

function serviceFaults(requests: readonly LogEntry[], expected: Expectation): string[] {
  const faults: string[] = [];
  const effects = requests.flatMap((request) => request.effects);
  if (effects.join() !== expected.effects.join()) {
    faults.push(`the services did [${effects.join()}], not [${expected.effects.join()}]`);
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
function leaks(
  run: ActionRun,
  secrets: readonly { readonly value: string; readonly form: string }[],
  masker: RunnerMasker,
): string[] {
  const shown = run.stdout
    .split("\n")
    .filter((line) => !line.startsWith("::add-mask::"))
    .map((line) => masker.mask(line))
    .concat(run.stderr, run.summary, run.state, Object.values(run.outputs))
    .join("\n");
  return secrets.flatMap(({ value, form }) => {
    // What stands before the first armour of a delivered PEM is public, and so are certificates.
    const secretLines = value
      .replace(/^(?:keyroll-[\w-]+: .*\n)+/, "")
      .replaceAll(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g, "")
      .split("\n")
      .filter((line) => line.length >= 8 && !line.startsWith("-----"));
    return secretLines.some((line) => shown.includes(line)) ? [`a secret can be read: ${form}`] : [];
  });
}
