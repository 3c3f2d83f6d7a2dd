import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysUntil, dueFrom, thresholdSeconds, type Threshold } from "../../../src/rotation/due.ts";

const DAY = 86_400;
const third: Threshold = { kind: "share", share: 0.33 };
const month: Threshold = { kind: "duration", seconds: 30 * DAY };

describe("due from", () => {
  it.each<
    [what: string, threshold: Threshold, from: number | undefined, to: number | undefined, due: unknown]
  >([
    ["a duration before the end", month, 0, 100 * DAY, 70 * DAY],
    ["a duration, without knowing the beginning", month, undefined, 100 * DAY, 70 * DAY],
    ["a duration longer than the life", month, 90 * DAY, 100 * DAY, 70 * DAY],
    ["a share of the life before the end", third, 100 * DAY, 200 * DAY, 167 * DAY],
    ["a share in whole seconds", third, 0, 100, 67],
    ["never, where there is no end", month, 0, undefined, undefined],
    ["never, where there is neither end nor beginning", third, undefined, undefined, undefined],
  ])("%s", (_, threshold, from, to, due) => {
    expect(dueFrom(threshold, from, to)).toBe(due);
  });

  it("a share: within the life, and not before as much of it is over", () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const time = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(share, time, fc.integer({ min: 1, max: 800 * DAY }), (part, from, life) => {
        const due = dueFrom({ kind: "share", share: part }, from, from + life) ?? NaN;
        expect(due).toBeGreaterThanOrEqual(from);
        expect(due).toBeLessThanOrEqual(from + life);
        expect(Math.abs(from + life - due - life * part)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is what the threshold as a time says, for a new credential", () => {
    fc.assert(
      fc.property(fc.constantFrom(third, month), fc.integer({ min: 31, max: 800 }), (threshold, days) => {
        const life = days * DAY;
        expect(dueFrom(threshold, 0, life)).toBe(life - thresholdSeconds(threshold, life));
      }),
    );
  });
});

it.each([
  ["now", 0, 0],
  ["a second short of two days", 2 * DAY - 1, 1],
  ["two days", 2 * DAY, 2],
  ["a second ago", -1, -1],
  ["a day ago", -DAY, -1],
])("days until %s", (_, until, days) => {
  expect(daysUntil(1_000_000 + until, 1_000_000)).toBe(days);
});
