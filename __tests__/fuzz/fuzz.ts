// What the fuzzing tests share: how many cases, from which seeds, and what holds of every run.

import fc from "fast-check";
import { expect } from "vitest";
import type { InProcessRun } from "../support/in-process.ts";
import { said } from "../support/credential-calls.ts";

const FULL = process.env["KEYROLL_FULL"] === "1";
const GIVEN = process.env["KEYROLL_SEED"];
/** Of the failing case, as its message names it. */
const PATH = process.env["KEYROLL_PATH"];
/** The same cases on every machine; the long run adds a fresh seed. */
const FIXED = 20261121;
const SEEDS = GIVEN === undefined ? [FIXED, ...(FULL ? [Date.now() % 2 ** 31] : [])] : [Number(GIVEN)];
/** The long run has so many times the cases. */
const FACTOR = 15;

/**
 * Holds for every case, from the fixed seed and (in the long run) a fresh one. A failure names seed
 * and path: `KEYROLL_SEED=… KEYROLL_PATH=… npm run test:fuzz` runs that case alone.
 */
export async function holds<T>(
  cases: number,
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
): Promise<void> {
  const numRuns = FULL ? cases * FACTOR : cases;
  for (const seed of SEEDS) {
    if (FULL)
      console.log(
        `${expect.getState().currentTestName ?? ""}: seed ${String(seed)}, ${String(numRuns)} cases`,
      );
    await fc.assert(fc.asyncProperty(arbitrary, check), {
      seed,
      numRuns,
      // A case that never ends fails, instead of the whole file.
      timeout: 60_000,
      ...(PATH === undefined ? {} : { path: PATH }),
    });
  }
}

/** The README says of these that no request was sent. */
const BEFORE_ANY_REQUEST = new Set([
  "input-unknown",
  "input-conflict",
  "key-material-invalid",
  "certificate-mismatch",
  "certificate-not-valid-now",
]);
/** Of these that nothing was written. */
const BEFORE_ANY_WRITE = new Set([
  "input-missing",
  "input-invalid",
  "secret-file-unusable",
  "oidc-unavailable",
]);

/**
 * What holds of every run, whatever it was given and answered.
 *
 * @param secrets what nobody may read of it; @param effects what was changed in the tenant
 */
export function expectOrderly(
  run: InProcessRun,
  secrets: readonly string[],
  effects: readonly string[],
): void {
  const codes = run.errors.map(({ code }) => code);
  expect(codes.length).toBeLessThanOrEqual(1);
  const [error] = run.errors;
  if (error?.code === "internal-error") throw new Error("internal-error", { cause: error.cause });
  if (error !== undefined && BEFORE_ANY_REQUEST.has(error.code))
    expect([error.message, run.requests.length]).toEqual([error.message, 0]);
  if (error !== undefined && BEFORE_ANY_WRITE.has(error.code))
    expect([error.message, ...effects]).toEqual([error.message]);
  const text = said(run);
  for (const secret of secrets) {
    const at = text.indexOf(secret);
    if (at !== -1) throw new Error(`a secret shows: …${text.slice(Math.max(0, at - 60), at)}`);
  }
  for (const [name, value] of Object.entries(run.outputs))
    expect([name, typeof value]).toEqual([name, "string"]);
}

const ODD = [
  "",
  " ",
  "0",
  "-1",
  "1e400",
  "NaN",
  "null",
  "true",
  "../..",
  "..",
  "%2e%2e/",
  "C:\\con",
  "__proto__",
  "constructor",
  "\0",
  "\r\n::error::x",
  "##[error]x",
  "\u202e\u200b\ufeff",
  "\ud800",
  "ı",
  "💥",
  "***",
  "${{ secrets.X }}",
  "https://",
  "https://[::1]:99999/",
  "https://user:password@host/?q#f",
  "http://127.0.0.1",
  "javascript:1",
  "P1Y2M10DT2H30M",
  "999999999999d",
  "2026-02-30",
  "2026-06-01T12:00:00",
  "+275760-09-13T00:00:00Z",
  "4102444801",
  "9".repeat(400),
  "a".repeat(70_000),
  "0".repeat(36),
  "00000000-0000-0000-0000-000000000000",
  "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  "-----BEGIN CERTIFICATE-----",
  "{".repeat(500),
] as const;

/** Texts that some reader takes for something. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...ODD), fc.constantFrom(...ODD)).map(([a, b]) => `${a}${b}`),
  },
);

/** Bytes, with a few of them changed, taken out, put in or cut off. */
export function damaged(whole: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    how: fc.constantFrom("set", "flip", "drop", "insert", "cut", "repeat"),
    byte: fc.oneof(
      fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x24, 0x30, 0x7f, 0x80, 0x84, 0xa0, 0xff),
      fc.nat(255),
    ),
    count: fc.integer({ min: 1, max: 9 }),
  });
  return fc.tuple(whole, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([bytes, edits]) =>
    edits.reduce<Buffer>((now, { at, how, byte, count }) => {
      const index = Math.floor(at * now.length);
      const [before, after] = [now.subarray(0, index), now.subarray(index)];
      switch (how) {
        case "set":
          return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]);
        case "flip":
          return Buffer.concat([
            before,
            Buffer.from([(after[0] ?? 0) ^ (1 << (count - 1))]),
            after.subarray(1),
          ]);
        case "drop":
          return Buffer.concat([before, after.subarray(count)]);
        case "insert":
          return Buffer.concat([before, Buffer.alloc(count, byte), after]);
        case "repeat":
          return Buffer.concat([before, after.subarray(0, count), after]);
        default:
          return before;
      }
    }, bytes),
  );
}
