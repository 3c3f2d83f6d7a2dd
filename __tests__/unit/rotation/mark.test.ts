import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedDisplayName, readMark, shortId, writeMark, type Mark } from "../../../src/rotation/mark.ts";
import { lineName } from "./arbitrary-state.ts";

const mark: fc.Arbitrary<Mark> = fc.record({
  line: lineName,
  number: fc.integer({ min: 1, max: 999_999_999 }),
  predecessor: fc.stringMatching(/^[0-9a-f]{16}$/),
});
const longest: Mark = { line: "a".repeat(24), number: 999_999_999, predecessor: "f".repeat(16) };

it("is read as it was written, alone and before a name", () => {
  fc.assert(
    fc.property(mark, fc.string({ unit: "grapheme" }), (written, name) => {
      expect(readMark(writeMark(written))).toEqual(written);
      expect(readMark(markedDisplayName(written, name))).toEqual(written);
    }),
  );
});

it("fits a common name (64) at its longest", () => {
  expect(writeMark(longest).length).toBeLessThanOrEqual(64);
});

it.each([
  ["nothing", undefined],
  ["an empty name", ""],
  ["a name of one's own", "My certificate"],
  ["a mark further on", "My keyroll:a:1:0123456789abcdef"],
  ["another prefix", "rotate:a:1:0123456789abcdef"],
  ["capital letters", "KEYROLL:a:1:0123456789abcdef"],
  ["no line", "keyroll::1:0123456789abcdef"],
  ["a line that is too long", `keyroll:${"a".repeat(25)}:1:0123456789abcdef`],
  ["no number", "keyroll:a::0123456789abcdef"],
  ["a number that is none", "keyroll:a:x:0123456789abcdef"],
  ["a number that is too long", "keyroll:a:1000000000:0123456789abcdef"],
  ["a predecessor cut off", "keyroll:a:1:0123456789abcde"],
  ["a predecessor that goes on", "keyroll:a:1:0123456789abcdef0"],
  ["a predecessor in capitals", "keyroll:a:1:0123456789ABCDEF"],
])("is not seen in %s", (_, text) => {
  expect(readMark(text)).toBeUndefined();
});

describe("the display name", () => {
  const first: Mark = { line: "nightly", number: 1, predecessor: "0123456789abcdef" };

  it.each([
    ["follows", "API", "keyroll:nightly:1:0123456789abcdef API"],
    ["may be empty", "", "keyroll:nightly:1:0123456789abcdef"],
    [
      "loses half a pair",
      "\u{1F511}".repeat(40),
      `keyroll:nightly:1:0123456789abcdef ${"\u{1F511}".repeat(27)}`,
    ],
    ["is cut at 90", "x".repeat(90), `keyroll:nightly:1:0123456789abcdef ${"x".repeat(55)}`],
  ])("%s", (_, name, expected) => {
    expect(markedDisplayName(first, name)).toBe(expected);
  });

  it("never has more than 90 characters, and never cuts one in half", () => {
    fc.assert(
      fc.property(mark, fc.string({ unit: "grapheme", maxLength: 120 }), (one, name) => {
        const text = markedDisplayName(one, name);
        expect(text.length).toBeLessThanOrEqual(90);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});

it.each([
  ["a thumbprint", "2FC2E7489BFE487BCA86E738A5214EC1D2DEAE56", "2fc2e7489bfe487b"],
  ["a keyId", "AAAAAAAA-BBBB-4ccc-8ddd-EEEEEEEEEEEE", "aaaaaaaabbbb4ccc"],
])("names %s by 16 digits that a mark takes", (_, id, expected) => {
  expect(shortId(id)).toBe(expected);
  expect(readMark(writeMark({ line: "a", number: 1, predecessor: shortId(id) }))?.predecessor).toBe(expected);
});
