import type { Fault } from "../../emulator/faults.ts";
import type { InProcessRun } from "../support/in-process.ts";
import { HOUR_MS, type NightOptions } from "../rotation/scene.ts";
import type { Kind, Stage } from "./stages.ts";
import { INVARIANTS, type Invariant, type Violation } from "./watch.ts";

/** What may happen to one remote call. */
export const FAULTS = [
  "refused",
  "throttled",
  "lost before",
  "lost after",
  "5xx before",
  "5xx after",
  "stale read",
  "SIGINT",
  "killed before",
  "killed after",
  "expired token",
] as const;
export type FaultName = (typeof FAULTS)[number];

/** `start`: the input is read from the sink when a run begins. `queue`: one run was waiting meanwhile. */
export type InputTime = "start" | "queue";

export interface Case {
  readonly kind: Kind;
  /** Which calls, from 1, and what happens to them. */
  readonly faults: readonly { readonly call: number; readonly fault: FaultName }[];
  readonly input: InputTime;
  /** What happens to the run after it, an hour later. */
  readonly again?: Case["faults"];
}

export interface CaseResult {
  readonly violations: readonly Violation[];
  readonly checked: Readonly<Record<Invariant, number>>;
  /** The faulty run was stopped by force. */
  readonly killed: boolean;
  readonly run: InProcessRun;
}

/** The process is gone: thrown out of the transport, and again at everything that would come after. */
class Killed extends Error {}

const SERVICE_FAULTS: Partial<Record<FaultName, { fault: Fault; effect: "none" | "done" }>> = {
  refused: { fault: { kind: "status", status: 403 }, effect: "none" },
  throttled: { fault: { kind: "throttle", retryAfter: "7" }, effect: "none" },
  "lost before": { fault: { kind: "drop" }, effect: "none" },
  "lost after": { fault: { kind: "drop" }, effect: "done" },
  "5xx before": { fault: { kind: "status", status: 503 }, effect: "none" },
  "5xx after": { fault: { kind: "status", status: 502 }, effect: "done" },
  "expired token": {
    fault: { kind: "status", status: 401, code: "InvalidAuthenticationToken" },
    effect: "none",
  },
};

/** How long a look that lags lies behind. */
const STALE_MS = 300_000;

/** The rotation with its faults, the nights after it, and what the watch has seen. */
export async function perform({ kind, faults, input, again }: Case): Promise<CaseResult> {
  const stage = kind.make();
  const { watch } = stage;
  const queued = { input: stage.input(), readAt: stage.clock.now() };
  watch.beginRun();
  const { run, killed } = await runWith(stage, faults);
  watch.endRun(run, killed);
  stage.tenant.faults.clear();
  if (input === "queue") {
    stage.clock.advance(60_000);
    watch.beginRun();
    watch.endRun(await stage.run(queued));
  }
  if (again !== undefined) {
    stage.clock.advance(HOUR_MS);
    watch.beginRun();
    const second = await runWith(stage, again);
    watch.endRun(second.run, second.killed);
    stage.tenant.faults.clear();
  }
  for (const night of stage.nights) {
    watch.beginRun();
    const clean = await night();
    watch.endRun(clean);
    const [error] = clean.errors;
    watch.check(
      "I6",
      error === undefined,
      () => `a run without faults fails: ${error?.code ?? ""} ${error?.message ?? ""}`,
    );
  }
  stage.converged();
  watch.end();
  return { violations: watch.violations, checked: watch.checked, killed, run };
}

export async function runWith(
  stage: Pick<Stage, "tenant" | "run">,
  faults: Case["faults"],
): Promise<{ run: InProcessRun; killed: boolean }> {
  const { tenant } = stage;
  const interrupt = new AbortController();
  let sent = 0;
  let answered = 0;
  const state = { killed: false };
  const at = (call: number, ...names: readonly FaultName[]): boolean =>
    faults.some((each) => each.call === call && names.includes(each.fault));
  for (const { call, fault } of faults) {
    const script = SERVICE_FAULTS[fault];
    if (script !== undefined) tenant.faults.add({ path: "*", nth: call, ...script });
  }
  const { lag } = tenant.directory;
  const stop = tenant.onRequest(({ phase }) => {
    if (phase !== "answered") return;
    answered++;
    if (at(answered, "stale read")) lag.reads = lag.writes = lag.tokens = {};
    if (!at(answered, "killed after")) return;
    state.killed = true;
    throw new Killed();
  });
  const options: NightOptions = {
    interrupt,
    wire: () => {
      sent++;
      if (at(sent, "killed before")) state.killed = true;
      if (state.killed) throw new Killed();
      if (at(sent, "SIGINT")) interrupt.abort();
      if (at(sent, "stale read")) lag.reads = lag.writes = lag.tokens = { ms: STALE_MS };
      return undefined;
    },
  };
  try {
    const run = await stage.run(options);
    return { run, killed: state.killed };
  } finally {
    stop();
  }
}

/** How many remote calls the rotation makes where nothing goes wrong. */
export async function callsOf(kind: Kind): Promise<number> {
  const stage = kind.make();
  const { run } = await runWith(stage, []);
  stage.watch.end();
  const [error] = run.errors;
  if (error !== undefined) throw new Error(`${kind.name} fails without a fault: ${error.message}`);
  return stage.tenant.log.length;
}

/** What was tried, for the README. */
export class Tally {
  readonly #rows = new Map<string, Map<string, { tried: number; checked: number; violations: number }>>();

  add(kind: string, fault: string, result: CaseResult): void {
    const row =
      this.#rows.get(kind) ?? new Map<string, { tried: number; checked: number; violations: number }>();
    this.#rows.set(kind, row);
    const cell = row.get(fault) ?? { tried: 0, checked: 0, violations: 0 };
    row.set(fault, cell);
    cell.tried++;
    cell.checked += INVARIANTS.reduce((sum, name) => sum + result.checked[name], 0);
    cell.violations += result.violations.length;
  }

  get total(): { tried: number; checked: number; violations: number } {
    const cells = [...this.#rows.values()].flatMap((row) => [...row.values()]);
    const sum = (name: "tried" | "checked" | "violations"): number =>
      cells.reduce((all, cell) => all + cell[name], 0);
    return { tried: sum("tried"), checked: sum("checked"), violations: sum("violations") };
  }

  /** Markdown: one row for each kind of rotation, one column for each fault; faults tried in each cell. */
  toString(columns: readonly string[]): string {
    const head = ["rotation", ...columns, "tried", "invariants checked", "violations"];
    const rows = [...this.#rows].map(([kind, row]) => {
      const cells = columns.map((column) => row.get(column)?.tried ?? 0);
      const all = [...row.values()];
      const sum = (name: "tried" | "checked" | "violations"): number =>
        all.reduce((acc, cell) => acc + cell[name], 0);
      return [kind, ...cells, sum("tried"), sum("checked"), sum("violations")];
    });
    const { tried, checked, violations } = this.total;
    const last = ["all", ...columns.map(() => ""), tried, checked, violations];
    const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...[...rows, last].map(line)].join("\n");
  }
}
