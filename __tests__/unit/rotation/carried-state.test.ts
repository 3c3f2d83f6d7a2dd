import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readState, writeState, type CarriedState } from "../../../src/rotation/carried-state.ts";
import { carriedState } from "./arbitrary-state.ts";

const state: CarriedState = {
  line: "nightly",
  number: 12,
  keyId: "11111111-2222-4333-8444-555555555555",
  previousKeyId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
  deliveredAt: 1_798_761_600,
};

describe("writing", () => {
  it("is one line for each thing known", () => {
    expect(writeState(state)).toBe(
      [
        "keyroll-line: nightly",
        "keyroll-number: 12",
        "keyroll-key-id: 11111111-2222-4333-8444-555555555555",
        "keyroll-previous-key-id: aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
        "keyroll-delivered-at: 2027-01-01T00:00:00Z",
        "",
      ].join("\n"),
    );
  });

  it("leaves out what nobody knows", () => {
    const unknown = { ...state, keyId: undefined, previousKeyId: undefined, deliveredAt: undefined };
    expect(writeState(unknown)).toBe("keyroll-line: nightly\nkeyroll-number: 12\n");
  });
});

describe("reading", () => {
  it("gives back what was written, whatever it was", () => {
    fc.assert(
      fc.property(carriedState, (written) => {
        expect(readState(writeState(written))).toEqual(written);
      }),
    );
  });

  // The lines of `-----BEGIN` and other unlikely names need their line ends.
  const ordinary = carriedState.filter(({ line }) => !line.includes("-----"));

  it.each([
    ["CRLF", "\r\n"],
    ["CR alone", "\r"],
    ["spaces for newlines", " "],
    ["no line ends at all", ""],
    ["newlines as literal escapes", "\\n"],
    ["indentation", "\n    "],
  ])("survives %s", (_, lineEnd) => {
    fc.assert(
      fc.property(ordinary, (written) => {
        const text = `${writeState(written)}\n-----BEGIN PRIVATE KEY-----\nMIIE\n`;
        expect(readState(text.replaceAll("\n", lineEnd))).toEqual(written);
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["a PEM of somebody else", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"],
    ["no line", "keyroll-number: 1\n"],
    ["no number", "keyroll-line: nightly\n"],
    ["number 0", "keyroll-line: nightly\nkeyroll-number: 0\n"],
    ["a negative number", "keyroll-line: nightly\nkeyroll-number: -1\n"],
    ["a hexadecimal number", "keyroll-line: nightly\nkeyroll-number: 0x1f\n"],
    ["a number with exponent", "keyroll-line: nightly\nkeyroll-number: 1e3\n"],
    ["a number too long for a mark", "keyroll-line: nightly\nkeyroll-number: 1000000000\n"],
    ["a line too long for a mark", `keyroll-line: ${"a".repeat(25)}\nkeyroll-number: 1\n`],
    ["a line with other characters", "keyroll-line: a.b\nkeyroll-number: 1\n"],
  ])("finds no state in %s", (_, text) => {
    expect(readState(text)).toBeUndefined();
  });

  it.each([
    ["a keyId that is none", "keyroll-key-id: 1234"],
    ["a time that is none", "keyroll-delivered-at: soon"],
  ])("leaves out %s", (_, line) => {
    expect(readState(`keyroll-line: a\nkeyroll-number: 1\n${line}\n`)).toEqual({
      line: "a",
      number: 1,
      keyId: undefined,
      previousKeyId: undefined,
      deliveredAt: undefined,
    });
  });

  it("gives keyIds in small letters, as they are compared", () => {
    expect(readState(writeState({ ...state, keyId: state.keyId?.toUpperCase() }))).toEqual(state);
  });

  it("takes no time to speak of over a long hostile text", () => {
    const started = performance.now();
    readState("keyroll-line: ".repeat(60_000));
    readState(`keyroll-line: ${"a-".repeat(400_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
