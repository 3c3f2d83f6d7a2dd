import { describe, expect, it } from "vitest";
import { ActionError } from "../../../src/errors.ts";
import { decide, looksDelivered, toCatchUp, type Observation } from "../../../src/rotation/decision.ts";
import type { InspectedSink } from "../../../src/rotation/deliveries.ts";
import type { Freshness } from "../../../src/rotation/input-freshness.ts";
import type { Leak } from "../../../src/rotation/leak.ts";
import { candidate, keyIdOf, shortIdOf } from "./candidates.ts";
import { fakeSink, inspected, lookAt, observation, wishes } from "./looks.ts";

const CHANGED = 500;
const initial = candidate(1);
const older = candidate(2, { number: 1, predecessor: shortIdOf(1) });
const current = candidate(3, { number: 2, predecessor: shortIdOf(2) });
const all = [initial, older, current];
const plain = lookAt(current, all);
const unknown: Freshness = { kind: "unknown" };
const stale: Freshness = { kind: "stale", why: "it was changed" };
const first = inspected(fakeSink("environment", CHANGED));
const behind: readonly InspectedSink[] = [inspected(fakeSink("vault", undefined))];
const sinks = [first, ...behind];
const ERROR = new ActionError({
  code: "key-not-found",
  blame: "input",
  what: "It is not here.",
  remedy: "None.",
});

/** `count` newer keys, made at that second. */
function withLeftovers(count: number, bornAt: number | undefined): ReturnType<typeof lookAt> {
  const newer = [7, 8, 9, 10].slice(0, count).map((id) => ({ ...candidate(id, { number: id }), bornAt }));
  return lookAt(current, [...all, ...newer]);
}

function leak(id: number, more: object = { kind: "here", also: [] }): Leak {
  return { keyId: keyIdOf(id), ...more } as Leak;
}

function decided(seen: Observation, ...wanted: Parameters<typeof wishes>): string {
  const decision = decide(seen, wishes(...wanted));
  return decision.kind === "stop" ? decision.error.code : decision.kind;
}

describe("the first check that has something to say decides", () => {
  const due = { nowSeconds: 5000 };

  it.each<[what: string, seen: Observation, does: string]>([
    ["nothing is due", observation(plain), "nothing"],
    ["a second before it is due", observation(plain, { nowSeconds: 4999 }), "nothing"],
    ["it is due", observation(plain, due), "rotate"],
    ["it has no end", observation({ ...plain, dueFrom: undefined }, due), "nothing"],
    ["the input is stale", observation(plain, { ...due, freshness: stale }), "stale-input"],
    ["the current one opens no token", observation({ ...plain, mustGo: "no token" }), "rotate"],
    ["a sink is behind", observation(plain, { sinks, behind }), "nothing"],
    [
      "a sink is behind, and no times tell",
      observation(plain, { sinks, behind, freshness: unknown }),
      "rotate",
    ],
    [
      "a sink is behind, and a newer key is there",
      observation(withLeftovers(1, 900), { sinks, behind }),
      "rotate",
    ],
  ])("%s", (_, seen, does) => {
    expect(decided(seen)).toBe(does);
  });

  it.each<[what: string, count: number, bornAt: number | undefined, freshness: Freshness, does: string]>([
    ["a newer key, and times tell", 1, CHANGED - 1, { kind: "current", by: "times" }, "rotate"],
    ["a newer key that was there when the sink changed", 1, CHANGED - 1, unknown, "stale-input"],
    ["a newer key that was made after the sink's change", 1, CHANGED + 1, unknown, "rotate"],
    ["a newer key, and nobody knows when it was made", 1, undefined, unknown, "rotate"],
    ["two leftovers", 2, CHANGED + 1, unknown, "rotate"],
    ["a third one", 3, CHANGED + 1, unknown, "too-many-leftovers"],
  ])("forced, %s", (_, count, bornAt, freshness, does) => {
    expect(
      decided(observation(withLeftovers(count, bornAt), { sinks: [first], freshness }), "rotate", true),
    ).toBe(does);
  });

  it("a newer key is neither delivered nor a leftover where nobody knows the current one", () => {
    const look = { ...withLeftovers(3, CHANGED - 1), knowsLeftovers: false };
    expect(decided(observation(look, { sinks: [first], freshness: unknown }), "rotate", true)).toBe("rotate");
  });

  it("leftovers stop nothing where no key would be added", () => {
    expect(decided(observation(withLeftovers(3, undefined)))).toBe("nothing");
  });
});

describe("retire", () => {
  it.each<[what: string, seen: Observation, does: string]>([
    ["only retires, though it is due", observation(plain, { nowSeconds: 9999 }), "nothing"],
    [
      "is not held up by leftovers",
      observation(withLeftovers(3, undefined), { nowSeconds: 9999 }),
      "nothing",
    ],
    ["fails while a sink is behind", observation(plain, { sinks, behind }), "delivery-incomplete"],
    ["fails where the input is stale", observation(plain, { freshness: stale }), "stale-input"],
  ])("%s", (_, seen, does) => {
    expect(decided(seen, "retire", true)).toBe(does);
  });
});

describe("an emergency", () => {
  it.each<[what: string, seen: Observation, does: string]>([
    ["of the current one", observation(plain, { leak: leak(3) }), "rotate"],
    ["of an older one", observation(plain, { leak: leak(2) }), "remove-leaked"],
    ["of what the first one succeeded", observation(plain, { leak: leak(1) }), "remove-leaked"],
    ["of somebody else's", observation(plain, { leak: leak(6) }), "rotate"],
    [
      "of one that is elsewhere",
      observation(plain, { leak: leak(6, { kind: "elsewhere", error: ERROR }) }),
      "key-not-found",
    ],
    [
      "of one that is nowhere",
      observation(plain, { leak: leak(6, { kind: "nowhere", error: ERROR }) }),
      "key-not-found",
    ],
    [
      "of one that is gone",
      observation(plain, { leak: leak(6, { kind: "removed-earlier", why: "" }) }),
      "already-gone",
    ],
    [
      "of an older one, and a sink can be caught up",
      observation(plain, { leak: leak(2), sinks, behind }),
      "remove-leaked",
    ],
    [
      "of an older one, and a sink that may not be caught up still holds it",
      observation(plain, { leak: leak(2), sinks, behind, freshness: unknown }),
      "rotate",
    ],
    ["with stale input", observation(plain, { leak: leak(3), freshness: stale }), "stale-input"],
  ])("%s", (_, seen, does) => {
    expect(decided(seen)).toBe(does);
  });
});

describe("sinks get the current one once more", () => {
  it.each<[what: string, seen: Observation, gets: number]>([
    ["where they are behind", observation(plain, { sinks, behind }), 1],
    [
      "not by a run that does not know its input",
      observation(plain, { sinks, behind, freshness: unknown }),
      0,
    ],
    ["not while a newer key is there", observation(withLeftovers(1, 900), { sinks, behind }), 0],
    ["not where the run stops", observation(plain, { sinks, behind, freshness: stale }), 0],
  ])("%s", (_, seen, gets) => {
    expect(toCatchUp(seen, decide(seen, wishes()))).toHaveLength(gets);
  });
});

it("a key looks delivered by the first sink's change alone", () => {
  const later = inspected(fakeSink("vault", CHANGED + 100));
  expect(looksDelivered(CHANGED - 1, [first, later])).toBe(true);
  expect(looksDelivered(CHANGED, [first, later])).toBe(false);
  expect(looksDelivered(CHANGED + 1, [first, later])).toBe(false);
  expect(looksDelivered(undefined, [first])).toBe(false);
  expect(looksDelivered(1, [])).toBe(false);
});
