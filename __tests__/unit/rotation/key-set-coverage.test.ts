import { describe, expect, it } from "vitest";
import type { KeySetKey } from "../../../src/graph/wire.ts";
import { activeByDates, coverageFrom } from "../../../src/rotation/key-set-coverage.ts";

const NOW = 1_780_315_200;

function key(nbf: number | undefined, exp: number | undefined): KeySetKey {
  return {
    kid: `${String(nbf)}-${String(exp)}`,
    kty: "RSA",
    use: "sig",
    nbf,
    exp,
    status: "enabled",
    x5t: undefined,
    thumbprint: undefined,
  };
}

describe("what keys cover", () => {
  it.each<[what: string, keys: readonly KeySetKey[], until: number, next: number | undefined]>([
    ["nothing", [], NOW, undefined],
    ["one after the other", [key(NOW, NOW + 10), key(NOW + 10, NOW + 20)], NOW + 20, undefined],
    ["a second between them", [key(NOW, NOW + 10), key(NOW + 11, NOW + 20)], NOW + 10, NOW + 11],
    ["a short one within a long one", [key(NOW, NOW + 50), key(NOW + 10, NOW + 20)], NOW + 50, undefined],
    ["one that begins later", [key(NOW + 5, NOW + 9)], NOW, NOW + 5],
    [
      "one whose times are in milliseconds",
      [key(NOW, NOW + 10), key(NOW * 1000, undefined)],
      NOW + 10,
      undefined,
    ],
  ])("%s", (_, keys, until, next) => {
    expect(coverageFrom(keys, NOW)).toEqual({ until, next });
  });
});

it.each<[what: string, at: number, active: number]>([
  ["not yet a second before it begins", NOW - 1, 0],
  ["from its first second", NOW, 1],
  ["in its last second", NOW + 9, 1],
  ["not from its end on", NOW + 10, 0],
])("a key is active: %s", (_, at, active) => {
  expect(activeByDates([key(NOW, NOW + 10)], at)).toHaveLength(active);
});
