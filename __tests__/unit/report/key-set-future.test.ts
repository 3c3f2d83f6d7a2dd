import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KeySet, KeySetKey } from "../../../src/graph/wire.ts";
import { activeKeyAt, describeFuture, futureOf } from "../../../src/operations/report/key-set-future.ts";

const NOW = Date.UTC(2026, 5, 1) / 1000;
const DAY = 86_400;

function set(...keys: (Partial<KeySetKey> & { kid: string })[]): KeySet {
  return {
    id: "B2C_1A_Test",
    keys: keys.map((key) => ({
      kty: "RSA",
      use: "sig",
      nbf: undefined,
      exp: undefined,
      status: "enabled",
      x5t: undefined,
      thumbprint: undefined,
      ...key,
    })),
  };
}

describe("which key is active, and what comes then", () => {
  test.each<[string, KeySet, string | undefined, string]>([
    ["no keys", set(), undefined, "No key is active: the policy fails now; nothing follows."],
    [
      "only a future one",
      set({ kid: "b", nbf: NOW + DAY }),
      undefined,
      "No key is active: the policy fails now; the next key begins on 2026-06-02T00:00:00Z.",
    ],
    [
      "one without dates",
      set({ kid: "a" }),
      "a",
      "Nothing changes: the active key has no end, and nothing follows it.",
    ],
    [
      "one that ends",
      set({ kid: "a", exp: NOW + DAY }),
      "a",
      "The policy fails on 2026-06-02T00:00:00Z: nothing follows.",
    ],
    [
      "a successor without an end",
      set({ kid: "a", exp: NOW + 9 * DAY }, { kid: "b", nbf: NOW + DAY }),
      "a",
      "On 2026-06-02T00:00:00Z key b becomes active. Key b has no end.",
    ],
    [
      "a safety net",
      set({ kid: "a", nbf: NOW - DAY, exp: NOW + DAY }, { kid: "net" }),
      "a",
      "On 2026-06-02T00:00:00Z key net becomes active. Key net, which has no dates, is the safety net.",
    ],
    [
      "a gap between two",
      set({ kid: "a", exp: NOW + DAY }, { kid: "b", nbf: NOW + 3 * DAY, exp: NOW + 9 * DAY }),
      "a",
      "The policy fails on 2026-06-02T00:00:00Z: the next key begins only on 2026-06-04T00:00:00Z.",
    ],
    [
      "a disabled successor is none",
      set({ kid: "a", exp: NOW + DAY }, { kid: "b", status: "disabled" }),
      "a",
      "The policy fails on 2026-06-02T00:00:00Z: nothing follows.",
    ],
  ])("%s", (_, keys, active, said) => {
    const future = futureOf(keys, NOW);
    expect(future.active).toBe(active);
    expect(describeFuture(keys, future, NOW)).toBe(said);
  });

  test("the key whose time began last wins; one without a beginning stands at the bottom", () => {
    const keys = set({ kid: "net" }, { kid: "new", nbf: NOW - DAY }, { kid: "old", nbf: NOW - 9 * DAY });
    expect(activeKeyAt(keys, NOW)?.kid).toBe("new");
    expect(activeKeyAt(keys, NOW - 5 * DAY)?.kid).toBe("old");
    expect(activeKeyAt(keys, NOW - 20 * DAY)?.kid).toBe("net");
  });
});

test("the future agrees with the rule at every moment", () => {
  const moment = fc.option(fc.integer({ min: NOW - 20, max: NOW + 40 }), { nil: undefined });
  const key = fc.record({ nbf: moment, exp: moment, status: fc.constantFrom("enabled", "disabled") });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 5 }), (keys) => {
      const whole = set(...keys.map((one, index) => ({ ...one, kid: `k${String(index)}` })));
      const future = futureOf(whole, NOW);
      for (let at = NOW; at < NOW + 50; at++) {
        const last = future.changes.filter((change) => change.at <= at).at(-1);
        const said = last === undefined ? future.active : last.kid;
        expect(said).toBe(activeKeyAt(whole, at)?.kid);
      }
    }),
  );
});
