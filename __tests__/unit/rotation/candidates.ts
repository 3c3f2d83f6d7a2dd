import fc from "fast-check";
import type { Candidate } from "../../../src/rotation/line.ts";
import { shortId, type Mark } from "../../../src/rotation/mark.ts";

export const LINE = "nightly";

/** `id` becomes a keyId; without a mark the credential is somebody else's. */
export function candidate(id: number, mark?: Partial<Mark>, expiresOn?: number): Candidate {
  const keyId = keyIdOf(id);
  return {
    keyId,
    shortId: shortId(keyId),
    mark: mark === undefined ? undefined : { line: LINE, number: 1, predecessor: shortIdOf(99), ...mark },
    bornAt: undefined,
    expiresOn,
  };
}

export function keyIdOf(id: number): string {
  return `${String(id).padStart(8, "0")}-0000-4000-8000-000000000000`;
}

export function shortIdOf(id: number): string {
  return shortId(keyIdOf(id));
}

/** Some object's credentials, in any order: ours, another line's, nobody's; the run's own is one of them. */
export const credentials: fc.Arbitrary<{ all: readonly Candidate[]; current: Candidate }> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
  .chain((ids) =>
    fc.record({
      marks: fc.array(
        fc.option(
          fc.record({
            line: fc.constantFrom(LINE, LINE, "other"),
            number: fc.integer({ min: 1, max: 5 }),
            predecessor: fc.constantFrom(...ids.map(shortIdOf)),
          }),
          { nil: undefined },
        ),
        { minLength: ids.length, maxLength: ids.length },
      ),
      ends: fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }), {
        minLength: ids.length,
        maxLength: ids.length,
      }),
      at: fc.nat({ max: ids.length - 1 }),
      ids: fc.constant(ids),
    }),
  )
  .map(({ ids, marks, ends, at }) => {
    const all = ids.map((id, index) => candidate(id, marks[index], ends[index]));
    return { all, current: all[at]! };
  });
