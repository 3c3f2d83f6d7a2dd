import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markOf, sortLine } from "../../../src/rotation/line.ts";
import { candidate, credentials, LINE, shortIdOf } from "./candidates.ts";

const NOW = 100;

describe("a line is sorted from where the run's own credential stands", () => {
  it("by numbers, whatever the order and the dates", () => {
    const current = candidate(3, { number: 3 }, 150);
    const older = candidate(2, { number: 2 }, 500);
    const newer = candidate(4, { number: 4 }, 120);
    const foreign = candidate(5);
    const otherLine = candidate(6, { line: "other", number: 9 });
    expect(sortLine(LINE, current, [newer, foreign, current, otherLine, older], NOW)).toEqual({
      name: LINE,
      current,
      currentNumber: 3,
      older: [older],
      newer: [newer],
      initial: undefined,
      nextNumber: 5,
    });
  });

  it("from 0 where the credential is not ours: all that is ours is newer", () => {
    const current = candidate(1);
    const leftover = candidate(2, { number: 1, predecessor: shortIdOf(1) });
    expect(sortLine(LINE, current, [current, leftover], NOW)).toMatchObject({
      currentNumber: 0,
      older: [],
      newer: [leftover],
      initial: undefined,
      nextNumber: 2,
    });
  });

  it("from 0 where the credential is of another line", () => {
    const current = candidate(1, { line: "other", number: 7 });
    expect(sortLine(LINE, current, [current], NOW)).toMatchObject({ currentNumber: 0, nextNumber: 1 });
  });

  it("starts at 1", () => {
    expect(sortLine(LINE, candidate(1), [candidate(1)], NOW).nextNumber).toBe(1);
  });

  it.each([
    ["is newer until it ends", NOW + 1, 1],
    ["is no more newer when it ends", NOW, 0],
    ["is newer where it never ends", undefined, 1],
  ])("a leftover %s", (_, expiresOn, count) => {
    const current = candidate(1, { number: 1 });
    const leftover = candidate(2, { number: 2 }, expiresOn);
    const line = sortLine(LINE, current, [current, leftover], NOW);
    expect(line.newer).toHaveLength(count);
    // Its number stays taken all the same.
    expect(line.nextNumber).toBe(3);
  });

  it("a sibling with the same number is neither older nor newer", () => {
    const current = candidate(1, { number: 2 });
    const line = sortLine(LINE, current, [current, candidate(2, { number: 2 })], NOW);
    expect(line).toMatchObject({ older: [], newer: [], nextNumber: 3 });
  });
});

describe("the key that the first one succeeded", () => {
  const initial = candidate(1);
  const first = candidate(2, { number: 1, predecessor: shortIdOf(1) });

  it("is found while the first one is the current", () => {
    expect(sortLine(LINE, first, [initial, first], NOW).initial).toBe(initial);
  });

  it("is found while the first one is there still", () => {
    const second = candidate(3, { number: 2, predecessor: shortIdOf(2) });
    expect(sortLine(LINE, second, [initial, first, second], NOW).initial).toBe(initial);
  });

  it("is found where the first delivered one has not number 1, because of a leftover", () => {
    const second = candidate(3, { number: 2, predecessor: shortIdOf(1) });
    expect(sortLine(LINE, second, [initial, second], NOW).initial).toBe(initial);
  });

  it("is nobody whom a leftover alone succeeded: nobody was given that one", () => {
    const leftover = candidate(4, { number: 2, predecessor: shortIdOf(1) });
    const own = candidate(2, { number: 1, predecessor: shortIdOf(9) });
    expect(sortLine(LINE, own, [initial, own, leftover], NOW).initial).toBeUndefined();
  });

  it("is nobody while it is itself the current", () => {
    expect(sortLine(LINE, initial, [initial, first], NOW).initial).toBeUndefined();
  });

  it("is nobody where it bears another line's mark: that line retires it", () => {
    const other = candidate(1, { line: "other", number: 4 });
    expect(sortLine(LINE, first, [other, first], NOW).initial).toBeUndefined();
  });
});

it("sorts any object's credentials without losing its own rules", () => {
  fc.assert(
    fc.property(credentials, ({ all, current }) => {
      const line = sortLine(LINE, current, all, NOW);
      const numberOf = (one: (typeof all)[number]): number => one.mark!.number;
      for (const one of [...line.older, ...line.newer]) {
        expect(one.mark?.line).toBe(LINE);
        expect(one.keyId).not.toBe(current.keyId);
      }
      expect(line.older.every((one) => numberOf(one) < line.currentNumber)).toBe(true);
      expect(line.newer.every((one) => numberOf(one) > line.currentNumber)).toBe(true);
      const ours = all.filter((one) => one.mark?.line === LINE);
      expect(line.nextNumber).toBeGreaterThan(Math.max(0, line.currentNumber, ...ours.map(numberOf)));
      if (line.initial !== undefined) expect(line.initial.mark).toBeUndefined();
    }),
  );
});

it.each([
  ["the subject, where both have one", "keyroll:a:2:0123456789abcdef", "keyroll:b:1:0123456789abcdef", "a"],
  ["the display name, for a password", undefined, "keyroll:b:1:0123456789abcdef API", "b"],
  ["the display name, where the subject has none", "contoso", "keyroll:b:1:0123456789abcdef", "b"],
  ["neither", "contoso", "API", undefined],
])("reads the mark from %s", (_, commonName, displayName, line) => {
  expect(markOf(commonName, displayName)?.line).toBe(line);
});
