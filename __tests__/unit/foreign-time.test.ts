import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignDateTime, foreignSeconds } from "../../src/foreign-time.ts";
import { isoSeconds } from "../../src/iso-time.ts";

const LAST = 253_402_300_799;

describe("a number of seconds that somebody else wrote", () => {
  it.each([
    [0, 0, 0],
    ["1798761600", 1_798_761_600, 1_798_761_600],
    [1.9, 1, 1],
    [LAST, LAST, LAST],
    [LAST + 1, undefined, LAST],
    [9e15, undefined, LAST],
    [Infinity, undefined, LAST],
    ["9".repeat(400), undefined, LAST],
    [-1, undefined, 0],
    [-0.5, undefined, 0],
    [NaN, undefined, undefined],
    ["1e3", undefined, undefined],
    ["", undefined, undefined],
    [null, undefined, undefined],
    [true, undefined, undefined],
  ])("case %#", (value, strict, nearest) => {
    expect(foreignSeconds(value)).toBe(strict);
    expect(foreignSeconds(value, "nearest")).toBe(nearest);
  });
});

describe("a date and time that somebody else wrote", () => {
  const MIDDLE = Date.UTC(2027, 0, 31) / 1000;

  it.each([
    ["2027-01-31T00:00:00Z", MIDDLE, MIDDLE],
    ["2027-01-31T00:00:00.1234567Z", MIDDLE, MIDDLE],
    ["2027-01-31T00:00:00", MIDDLE, MIDDLE],
    ["2027-01-31T02:00+02:00", MIDDLE, MIDDLE],
    ["9999-12-31T23:59:59.999Z", LAST, LAST],
    ["9999-12-31T23:59:59-01:00", undefined, LAST],
    ["+275760-09-13T00:00:00Z", undefined, LAST],
    ["275760-09-13T00:00:00Z", undefined, LAST],
    ["-271821-04-20T00:00:00Z", undefined, 0],
    ["0001-01-01T00:00:00Z", undefined, 0],
    ["1969-12-31T23:59:59Z", undefined, 0],
    ["2027-13-01T00:00:00Z", undefined, undefined],
    ["2027-01-31", undefined, undefined],
    ["90", undefined, undefined],
    ["tomorrow", undefined, undefined],
    [9e15, undefined, undefined],
    [{}, undefined, undefined],
  ])("case %#", (value, strict, nearest) => {
    expect(foreignDateTime(value)).toBe(strict);
    expect(foreignDateTime(value, "nearest")).toBe(nearest);
  });
});

it("whatever comes in, it is in the range or nothing, and can be shown", () => {
  fc.assert(
    fc.property(fc.anything(), fc.double(), (value, number) => {
      for (const read of [foreignSeconds(value), foreignDateTime(value, "nearest"), foreignSeconds(number)]) {
        if (read === undefined) continue;
        expect(read >= 0 && read <= LAST && Number.isInteger(read)).toBe(true);
      }
      expect(isoSeconds(number)).toMatch(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|unknown)$/);
    }),
  );
});
