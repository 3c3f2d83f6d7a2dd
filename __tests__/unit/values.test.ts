import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration, requireDuration } from "../../src/config/duration.ts";
import { parseInstant } from "../../src/config/instant.ts";
import { parseKeySetId } from "../../src/config/key-set-id.ts";
import { parseGuid, parseOrigin, shown } from "../../src/config/values.ts";
import { nearest } from "../../src/inputs/nearest.ts";
import { isoSeconds } from "../../src/iso-time.ts";
import { refusal } from "./material/material.ts";

const NOW = Date.parse("2026-06-01T12:00:00.750Z");
const NOW_SECONDS = 1_780_315_200;

describe("a duration", () => {
  it.each([
    ["0s", 0],
    ["45s", 45],
    ["30m", 1_800],
    ["12h", 43_200],
    ["90d", 7_776_000],
    ["2w", 1_209_600],
    ["1.5h", 5_400],
    ["90D", 7_776_000],
    ["90 d", 7_776_000],
    ["P90D", 7_776_000],
    ["p90d", 7_776_000],
    ["PT12H", 43_200],
    ["PT1H30M5S", 5_405],
    ["P1DT12H", 129_600],
    ["P2W", 1_209_600],
    ["36500d", 3_153_600_000],
  ])("%s has %s seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    "",
    " ",
    "90",
    "d",
    "P",
    "PT",
    "P1DT",
    "1y",
    "P1Y",
    "P3M",
    "3mo",
    "-5d",
    "+5d",
    "1e3d",
    "0x10d",
    "90 days",
    "Infinityd",
    "1d2h",
    "P1H",
    "PT1D",
    "36501d",
    "9".repeat(400) + "d",
    "1..5h",
    ".5h",
    "５d",
  ])("case %# is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    ["1y", "use days, 365d"],
    ["2 years", "use days, 730d"],
    ["P1Y", "use days, 365d"],
    ["P3M", "Months"],
    ["3mo", "Months"],
    ["-5d", "not negative"],
    ["soon", "90d, 12h"],
  ])("what to write instead of %s", async (text, words) => {
    expect((await refusal(() => requireDuration("timeout", text))).message).toContain(words);
  });

  it("of each form means the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), (days) => {
        const forms = [
          `${String(days)}d`,
          `P${String(days)}D`,
          `PT${String(days * 24)}H`,
          `${String(days * 24)}h`,
        ];
        expect(new Set(forms.map(parseDuration))).toEqual(new Set([days * 86_400]));
      }),
    );
  });

  it("never comes out as anything but whole seconds", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[P\d]?[\d.]{0,6}[smhdwPTHMSDW]{0,3}$/)),
        (text) => {
          const seconds = parseDuration(text);
          expect(seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe("an instant", () => {
  it.each([
    ["2027-01-31T00:00:00Z", "2027-01-31T00:00:00Z"],
    ["2027-01-31t00:00:00z", "2027-01-31T00:00:00Z"],
    ["2027-01-31T00:00Z", "2027-01-31T00:00:00Z"],
    ["2027-01-31 06:30:00Z", "2027-01-31T06:30:00Z"],
    ["2027-01-31T06:30:00.999Z", "2027-01-31T06:30:00Z"],
    ["2027-01-31T02:00:00+05:30", "2027-01-30T20:30:00Z"],
    ["2027-01-31T02:00:00-0530", "2027-01-31T07:30:00Z"],
    ["2027-01-31", "2027-01-31T00:00:00Z"],
    ["2028-02-29", "2028-02-29T00:00:00Z"],
    ["1798761600", "2027-01-01T00:00:00Z"],
    ["4102444800", "2100-01-01T00:00:00Z"],
  ])("%s is %s", (text, iso) => {
    const instant = parseInstant("expires-on", text, NOW);
    expect([isoSeconds(instant.epochSeconds), instant.relative]).toEqual([iso, false]);
  });

  it.each([
    ["90d", 7_776_000],
    ["PT12H", 43_200],
    ["0s", 0],
  ])("%s counts from now", (text, seconds) => {
    expect(parseInstant("expires-on", text, NOW)).toEqual({
      epochSeconds: NOW_SECONDS + seconds,
      relative: true,
    });
  });

  it.each([
    ["2026-02-30", "February 2026 has 28 days"],
    ["2027-04-31", "April 2027 has 30 days"],
    ["2027-13-01", "no month 13"],
    ["2027-00-10", "no month 0"],
    ["2027-01-00", "January 2027 has 31 days"],
    ["2027-01-02T00:00:00", "no time zone"],
    ["2027-01-02 10:00", "2027-01-02T10:00Z"],
    ["2027-01-02T24:00:00Z", "time of day"],
    ["2027-01-02T10:60:00Z", "time of day"],
    ["2027-01-02T10:00:61Z", "time of day"],
    ["2027-01-02T10:00:00+15:00", "time zone is out of range"],
    ["2027-01-02T10:00:00+05:75", "time zone is out of range"],
    ["01/02/2027", "without guessing"],
    ["2 Jan 2027", "without guessing"],
    ["20270102", "without guessing"],
    ["90", "not a plausible time"],
    ["0", "not a plausible time"],
    ["999999999", "not a plausible time"],
    ["1767225600000", "did you mean 1767225600 (2026-01-01T00:00Z)"],
    ["4102444801", "looks like milliseconds"],
    ["99999999999999999999", "looks like milliseconds"],
    ["0x10", "without guessing"],
    ["1e9", "without guessing"],
    ["Infinity", "without guessing"],
    ["NaN", "without guessing"],
    ["", "without guessing"],
    ["-1", "not negative"],
    ["1y", "365d"],
    ["P3M", "Months"],
    ["2101-01-01", "after the year 2100"],
    ["0050-01-01", "too far in the past"],
    ["1999-12-31", "too far in the past"],
    ["1970-01-01", "too far in the past"],
    ["２０２７-01-01", "without guessing"],
  ])("case %# is refused", async (text, words) => {
    const error = await refusal(() => parseInstant("expires-on", text, NOW));
    expect(error.message.toLowerCase()).toContain(words.toLowerCase());
    expect(error.message).toMatch(/^expires-on: /);
  });

  it("comes back from its own spelling, whatever the runner's time zone", () => {
    const before = process.env["TZ"];
    try {
      for (const zone of ["UTC", "America/New_York", "Asia/Kolkata"]) {
        process.env["TZ"] = zone;
        fc.assert(
          fc.property(fc.integer({ min: 1_000_000_000, max: 4_102_444_800 }), (seconds) => {
            expect(parseInstant("not-before", isoSeconds(seconds), NOW).epochSeconds).toBe(seconds);
            expect(parseInstant("not-before", String(seconds), NOW).epochSeconds).toBe(seconds);
          }),
          { numRuns: 50 },
        );
      }
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });
});

describe("a GUID", () => {
  const GUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  it.each([GUID, GUID.toUpperCase(), `{${GUID}}`, `(${GUID})`, `{ ${GUID} }`, GUID.replaceAll("-", "")])(
    "%s is put right",
    (text) => {
      expect(parseGuid("app-id", text)).toBe(GUID);
    },
  );

  it.each([
    [GUID.slice(1), "35 characters, not a GUID"],
    [`${GUID}0`, "37 characters"],
    [GUID.replace("3", "g"), "36 characters"],
    [GUID.replace("3", "３"), "36 characters"],
    [GUID.replace("-", ""), "35 characters"],
    ["00000000-0000-0000-0000-000000000000", "empty GUID"],
    ["", "0 characters"],
  ])("case %# is refused", async (text, words) => {
    expect((await refusal(() => parseGuid("app-id", text))).message).toContain(words);
  });
});

describe("a key set's id", () => {
  it.each([
    ["TokenSigningKeyContainer", "B2C_1A_TokenSigningKeyContainer"],
    ["B2C_1A_TokenSigningKeyContainer", "B2C_1A_TokenSigningKeyContainer"],
    ["b2c_1a_Mixed-Case_1", "B2C_1A_Mixed-Case_1"],
    ["B2C_1A_B2C_1A_x", "B2C_1A_B2C_1A_x"],
    ["3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
  ])("%s becomes %s", (text, id) => {
    expect(parseKeySetId(text)).toBe(id);
  });

  it.each([
    ["..", 1, "U+002E"],
    [".", 1, "U+002E"],
    ["a.b", 2, "U+002E"],
    ["%2e%2e", 1, "U+0025"],
    ["a/b", 2, "U+002F"],
    ["a\\b", 2, "U+005C"],
    ["a?b", 2, "U+003F"],
    ["a#b", 2, "U+0023"],
    ["a b", 2, "U+0020"],
    ["a\tb", 2, "U+0009"],
    ["a\u0000b", 2, "U+0000"],
    ["a'b", 2, "U+0027"],
    ["B2C_1A\u202e_x", 7, "U+202E"],
    ["\u{1F511}key", 1, "U+1F511"],
    ["key\u{1F511}", 4, "U+1F511"],
    ["\u200bkey", 1, "U+200B"],
    ["ｋey", 1, "U+FF4B"],
  ])("case %# has a wrong character, and its place is said", async (text, position, code) => {
    const { message } = await refusal(() => parseKeySetId(text));
    expect(message).toContain(`not allowed at position ${String(position)} (${code})`);
  });

  it.each([["B2C_1A_"], ["b2c_1a_"], ["x".repeat(257)]])("%s is refused", async (text) => {
    expect((await refusal(() => parseKeySetId(text))).message).toMatch(/^key-set-id: /);
  });

  it("never leaves the path that was meant", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        let id: string;
        try {
          id = parseKeySetId(text);
        } catch {
          return;
        }
        expect(new URL(`/keySets/${encodeURIComponent(id)}`, "https://x").pathname).toBe(`/keySets/${id}`);
      }),
    );
  });
});

describe("an origin", () => {
  it.each([
    ["https://login.example", "https://login.example"],
    ["https://LOGIN.example/", "https://login.example"],
    ["https://127.0.0.1:8443", "https://127.0.0.1:8443"],
    ["https://login.example:443", "https://login.example"],
  ])("%s is %s", (text, origin) => {
    expect(parseOrigin("graph-url", text)).toBe(origin);
  });

  it.each([
    "http://login.example",
    "login.example",
    "https://u@login.example",
    "https://u:p@login.example",
    "https://login.example/v1.0",
    "https://login.example/..//x",
    "https://login.example?x=1",
    "https://login.example?",
    "https://login.example#",
    "https://login.example\\x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
  ])("case %# is refused", async (text) => {
    expect((await refusal(() => parseOrigin("graph-url", text))).message).toMatch(/^graph-url: /);
  });
});

describe("nearest", () => {
  const names = ["key-set-id", "key-id", "key-use", "app-id", "tenant-id"];
  it.each([
    ["key-setid", "key-set-id"],
    ["keyset-id", "key-set-id"],
    ["key_use", "key-use"],
    ["tenantid", "tenant-id"],
    ["completely-different", undefined],
    ["", undefined],
  ])("case %#", (word, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  it("of a known name is that name", () => {
    for (const name of names) expect(nearest(name, names)).toBe(name);
  });
});

it("what the user typed is shown without control and direction characters, and never a part of it", () => {
  expect(shown("a\u202eb\nc\u0007")).toBe("a�b�c�");
  expect(shown("x".repeat(60))).toBe("x".repeat(60));
  expect(shown("x".repeat(61))).toBe("(61 characters)");
});
