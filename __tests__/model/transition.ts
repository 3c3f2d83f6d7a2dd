import type { State } from "./state.ts";

export interface Transition {
  readonly label: string;
  readonly next: State;
  readonly costs: "nothing" | "a fault" | "a surprise";
}

export function step(label: string, next: State): Transition {
  return { label, next, costs: "nothing" };
}

export function fault(label: string, next: State): Transition {
  return {
    label: `${label} (fault)`,
    next: { ...next, faultsLeft: next.faultsLeft - 1 },
    costs: "a fault",
  };
}

export function surprise(label: string, next: State): Transition {
  return {
    label: `${label} (surprise)`,
    next: { ...next, surprisesLeft: next.surprisesLeft - 1 },
    costs: "a surprise",
  };
}

export function isAffordable({ next }: Transition): boolean {
  return next.faultsLeft >= 0 && next.surprisesLeft >= 0;
}
