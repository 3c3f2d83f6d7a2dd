import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/rotation/line.ts";
import { overtakenBy } from "../../../src/rotation/overtaken.ts";
import { candidate, keyIdOf } from "./candidates.ts";
import { fakeSink, inspected, lookAt, observation } from "./looks.ts";

const CHANGED = 500;
const current = candidate(1, { number: 1 });
const leftover = candidate(2, { number: 2 });
const own = candidate(3, { number: 3 });
const ended = candidate(6, { number: 5 }, 900);
const seen = observation(lookAt(current, [current, leftover, ended]), {
  sinks: [inspected(fakeSink("environment", CHANGED))],
});

function hidden(...others: readonly Candidate[]): string | undefined {
  const shown = [current, leftover, ended, own, ...others];
  return overtakenBy(seen, own.shortId, shown)?.why;
}

describe("a key that the first reading did not show", () => {
  const born = (id: number, number: number, bornAt: number | undefined, line?: string): Candidate => ({
    ...candidate(id, { number, ...(line === undefined ? {} : { line }) }),
    bornAt,
  });

  it.each<[what: string, other: Candidate, stops: boolean]>([
    ["of the same number", born(4, 3, undefined), true],
    ["of a larger number, made after the sink's last change", born(4, 4, CHANGED + 1), true],
    ["of a smaller number, made before the sink's last change", born(4, 2, CHANGED - 1), true],
    ["of a smaller number, made after it: nobody was given it", born(4, 2, CHANGED + 1), false],
    ["older than the current one", born(4, 1, CHANGED - 1), false],
    ["of another line", born(4, 9, CHANGED - 1, "other"), false],
    ["of nobody", { ...candidate(4), bornAt: CHANGED - 1 }, false],
  ])("%s", (_, other, stops) => {
    const why = hidden(other);
    if (stops) expect(why).toContain(keyIdOf(4));
    else expect(why).toBeUndefined();
  });

  it("what was shown before is none, nor is the run's own", () => {
    expect(hidden()).toBeUndefined();
  });
});
