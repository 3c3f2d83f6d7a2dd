import fc from "fast-check";
import type { CarriedState } from "../../../src/rotation/carried-state.ts";

/** Names of lines, with those that look like the state's own field names. */
export const lineName: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9-]{1,24}$/),
  fc.constantFrom("keyroll-line", "keyroll-number", "-----BEGIN", "a-----", "-", "0"),
);

const seconds = fc.integer({ min: 0, max: 4_102_444_800 });

export const carriedState: fc.Arbitrary<CarriedState> = fc.record({
  line: lineName,
  number: fc.integer({ min: 1, max: 999_999_999 }),
  keyId: fc.option(fc.uuid(), { nil: undefined }),
  previousKeyId: fc.option(fc.uuid(), { nil: undefined }),
  deliveredAt: fc.option(seconds, { nil: undefined }),
});
