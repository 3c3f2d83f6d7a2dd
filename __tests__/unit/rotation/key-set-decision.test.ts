// What the rotation of a key set decides, for any set: judged by the emulator's rule for the active key.

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { activeKey } from "../../../emulator/graph/keySetView.ts";
import type { KeySetKey as Truth } from "../../../emulator/model.ts";
import type { KeySetKey } from "../../../src/graph/wire.ts";
import type { Threshold } from "../../../src/rotation/due.ts";
import { activeByDates } from "../../../src/rotation/key-set-coverage.ts";
import { decideKeySet, type KeySetDecision } from "../../../src/rotation/key-set-decision.ts";
import { nextDue } from "../../../src/rotation/key-set-needs.ts";
import {
  outlookOf,
  type KeySetObservation,
  type KeySetRules,
} from "../../../src/rotation/key-set-situation.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = 1_780_315_200;

const FULL = process.env["KEYROLL_FULL"] === "1";
const seed = Number(process.env["KEYROLL_SEED"] ?? (FULL ? Date.now() % 2 ** 31 : 20261125));
const runs = FULL ? 20_000 : 1_500;

interface Wanted {
  readonly threshold?: Threshold;
  readonly validityDays?: number;
  readonly leadHours?: number;
  readonly force?: boolean;
  readonly leaked?: string;
  readonly retire?: readonly string[];
}

function rulesOf(wanted: Wanted = {}): KeySetRules {
  return {
    operation: "rotate",
    keyUse: "sig",
    source: { kind: "generate", keyType: "RSA" },
    leadSeconds: (wanted.leadHours ?? 25) * HOUR,
    emergencyKeyId: wanted.leaked,
    createKeySet: false,
    rules: {
      threshold: wanted.threshold ?? { kind: "share", share: 0.33 },
      force: wanted.force ?? false,
      validitySeconds: (wanted.validityDays ?? 180) * DAY,
      overlapSeconds: 0,
      proveTimeoutMs: 0,
      settleSeconds: 0,
      retireDue: true,
      retirement: { overlapSeconds: 0, retireInitial: false, retireKeyIds: wanted.retire ?? [] },
    },
  };
}

function key(
  kid: string,
  nbf: number | undefined,
  exp: number | undefined,
  more: Partial<KeySetKey> = {},
): KeySetKey {
  return {
    kid,
    kty: "RSA",
    use: "sig",
    nbf,
    exp,
    status: "enabled",
    x5t: undefined,
    thumbprint: undefined,
    ...more,
  };
}

/** As the service would answer then. */
function usedAt(keys: readonly KeySetKey[], at: number): KeySetKey | undefined {
  const truths = keys.map(({ kid, nbf = null, exp = null, status }) => ({ kid, nbf, exp, status }) as Truth);
  const active = activeKey({ id: "set", keys: truths }, at);
  return keys.find(({ kid }) => kid === active?.kid);
}

function observe(keys: readonly KeySetKey[], at: number): KeySetObservation {
  return { keySetId: "B2C_1A_Set", exists: true, keys, active: usedAt(keys, at) };
}

/** The set after the run: as carried out by somebody who does what was decided. */
function after(keys: readonly KeySetKey[], decision: KeySetDecision, kid: string): readonly KeySetKey[] {
  const gone = [...decision.disable, decision.disableAfter];
  const left = keys.map((one) => (gone.includes(one.kid) ? { ...one, status: "disabled" } : one));
  return decision.does === "add" ? [...left, key(kid, decision.nbf, decision.exp)] : left;
}

/** The moments at which anything can change, from `from` on. */
function momentsOf(keys: readonly KeySetKey[], from: number): number[] {
  return [from, ...keys.flatMap(({ nbf, exp }) => [nbf, exp])]
    .filter((at): at is number => at !== undefined && at >= from)
    .sort((a, b) => a - b);
}

/** The first moment from `from` on at which no dated key serves, though a later one is there. */
function firstGap(keys: readonly KeySetKey[], from: number): number | undefined {
  const dated = keys.filter(({ nbf, exp }) => nbf !== undefined || exp !== undefined);
  const moments = momentsOf(dated, from);
  return moments.find(
    (at) =>
      usedAt(dated, at) === undefined &&
      moments.some((later) => later > at && usedAt(dated, later) !== undefined),
  );
}

const day = fc.integer({ min: -300, max: 500 }).map((days) => NOW + days * DAY);
const kinds: fc.Arbitrary<Partial<KeySetKey>> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ nbf: day, exp: day }) },
  { weight: 1, arbitrary: fc.record({ nbf: day }) },
  { weight: 1, arbitrary: fc.record({ exp: day }) },
  { weight: 1, arbitrary: fc.constant({}) },
  // The wire reads a time in milliseconds as the end of the year 9999.
  { weight: 1, arbitrary: fc.constant({ nbf: 253_402_300_799, exp: 253_402_300_799 }) },
);
const keySet = fc
  .array(fc.tuple(kinds, fc.constantFrom("enabled", "enabled", "enabled", "disabled", undefined)), {
    maxLength: 6,
  })
  .map((list) =>
    list.map(([{ nbf, exp }, status], at) =>
      key(`k${String(at)}`, nbf, exp, { status: status ?? "enabled" }),
    ),
  );
const threshold: fc.Arbitrary<Threshold> = fc.oneof(
  fc.constantFrom(0.1, 0.33, 0.6).map((share) => ({ kind: "share", share }) as const),
  fc.constantFrom(HOUR, 2 * DAY, 5 * DAY).map((seconds) => ({ kind: "duration", seconds }) as const),
);
const rules = fc
  .record({
    threshold,
    validityDays: fc.constantFrom(9, 30, 180),
    leadHours: fc.constantFrom(0, 25, 72),
    force: fc.constantFrom(false, false, false, true),
  })
  .map(rulesOf);

describe("whatever a set holds", () => {
  test("the first gap is filled, or is longer than a key lives and not due yet", () => {
    fc.assert(
      fc.property(keySet, rules, (keys, wanted) => {
        const calm = { ...wanted, rules: { ...wanted.rules, force: false } };
        const gap = firstGap(keys, NOW);
        const decision = decideKeySet(observe(keys, NOW), calm, NOW);
        fc.pre(gap !== undefined);
        const next = firstGap(after(keys, decision, "new"), NOW);
        const used = usedAt(keys, NOW);
        if (used?.nbf === undefined && used?.exp === undefined && used !== undefined) {
          // The net serves until everybody knows the new key.
          expect(next ?? Infinity).toBeGreaterThanOrEqual(gap);
          return;
        }
        if (decision.does === "add") {
          expect(decision.nbf).toBe(gap);
          expect(next ?? Infinity).toBeGreaterThanOrEqual(Math.min(decision.exp, gap + 1));
          return;
        }
        expect(decision.check).toBe("not-due");
        const dated = keys.filter(({ nbf, exp }) => nbf !== undefined || exp !== undefined);
        const closes = momentsOf(dated, gap).find((at) => usedAt(dated, at) !== undefined)!;
        expect(closes - gap).toBeGreaterThan(wanted.rules.validitySeconds);
        expect(gap - NOW).toBeGreaterThan(wanted.leadSeconds);
      }),
      { seed, numRuns: runs },
    );
  });

  test("one key is added at a time, and soon enough no more: gaps are closed, and keys do not pile up", () => {
    fc.assert(
      fc.property(keySet, rules, (keys, wanted) => {
        const calm = { ...wanted, rules: { ...wanted.rules, force: false } };
        let set: readonly KeySetKey[] = keys;
        let added = 0;
        // Each night ends an hour later: no time for a key to age.
        for (let run = 0; run < 12; run++) {
          const at = NOW + run * HOUR;
          const decision = decideKeySet(observe(set, at), calm, at);
          if (decision.does !== "add") break;
          set = after(set, decision, `new${String(run)}`);
          added++;
        }
        // A gap in front of each key, one for the end, and one where the first began before the lead.
        expect(added).toBeLessThanOrEqual(keys.length + 2);
      }),
      { seed, numRuns: runs },
    );
  });

  test("the same is decided for the same, and a set that is served stays served", () => {
    fc.assert(
      fc.property(keySet, rules, (keys, wanted) => {
        const decision = decideKeySet(observe(keys, NOW), wanted, NOW);
        expect(JSON.stringify(decideKeySet(observe([...keys], NOW), wanted, NOW))).toBe(
          JSON.stringify(decision),
        );
        const set = after(keys, decision, "new");
        for (const at of momentsOf(keys, NOW)) {
          if (usedAt(keys, at) !== undefined) expect(usedAt(set, at)).toBeDefined();
        }
        expect(usedAt(set, NOW), "somebody serves now, or the new key does at once").toBeDefined();
      }),
      { seed, numRuns: runs },
    );
  });

  test("a key is shown as long as the lead says, unless there would be none", () => {
    fc.assert(
      fc.property(keySet, rules, (keys, wanted) => {
        const decision = decideKeySet(observe(keys, NOW), wanted, NOW);
        if (decision.does !== "add" || decision.nbf >= NOW + wanted.leadSeconds) return;
        const dated = keys.filter(({ nbf, exp }) => nbf !== undefined || exp !== undefined);
        expect(usedAt(dated, decision.nbf)).toBeUndefined();
        if (keys.length > 0) expect(decision.remarks.map(({ text }) => text).join()).toMatch(/`lead`/);
      }),
      { seed, numRuns: runs },
    );
  });

  test("the day that is said for the next rotation is the day of the next rotation", () => {
    fc.assert(
      fc.property(keySet, rules, (keys, wanted) => {
        const calm = { ...wanted, rules: { ...wanted.rules, force: false } };
        const first = decideKeySet(observe(keys, NOW), calm, NOW);
        const set = after(keys, first, "new");
        const at = nextDue(outlookOf(set, usedAt(set, NOW)?.kid, calm, NOW));
        const decidesAt = (moment: number): string => decideKeySet(observe(set, moment), calm, moment).does;
        if (at === undefined) {
          expect(decidesAt(NOW)).toBe("nothing");
        } else if (at <= NOW) {
          expect(decidesAt(NOW)).toBe("add");
        } else {
          expect(decidesAt(NOW)).toBe("nothing");
          // A net that comes into use, or goes out of it, is a change that no date tells.
          fc.pre(set.every(({ nbf, exp }) => nbf !== undefined || exp !== undefined));
          expect(decidesAt(at)).toBe("add");
        }
      }),
      { seed, numRuns: runs },
    );
  });

  test("months of nights leave no hour without a key", () => {
    fc.assert(
      fc.property(keySet, rules, fc.integer({ min: 0, max: 6 * HOUR }), (keys, wanted, jitter) => {
        const calm = { ...wanted, rules: { ...wanted.rules, force: false } };
        let set: readonly KeySetKey[] = keys;
        let made = 0;
        for (let night = 0; night < 150; night++) {
          // One night in ten does not happen; the others are late by up to six hours.
          const at = NOW + night * DAY + ((night * jitter) % (6 * HOUR));
          if (night % 10 !== 9) {
            const decision = decideKeySet(observe(set, at), calm, at);
            expect(decision.alarm).toBeUndefined();
            if (decision.does === "add") made++;
            set = after(set, decision, `night ${String(night)}`);
          }
          for (let hour = 0; hour < 24; hour++) expect(usedAt(set, at + hour * HOUR)).toBeDefined();
        }
        expect(made).toBeLessThanOrEqual(keys.length + 3 + (150 * DAY) / (calm.rules.validitySeconds / 3));
      }),
      { seed, numRuns: FULL ? 500 : 40 },
    );
  });
});

describe("which check decides", () => {
  const active = key("active", NOW - 10 * DAY, NOW + 170 * DAY);
  const ending = key("ending", NOW - 120 * DAY, NOW + 40 * DAY);
  const staged = key("staged", NOW + 20 * DAY, NOW + 200 * DAY);
  it.each<[check: string, keys: readonly KeySetKey[], wanted: Wanted]>([
    ["leaked-key-unknown", [active], { leaked: "Active" }],
    ["leaked-key-disabled", [{ ...active, status: "disabled" }], { leaked: "active" }],
    ["other-key-type", [{ ...active, kty: "oct" }], { force: true }],
    ["other-key-use", [{ ...active, use: "enc" }], { force: true }],
    ["leaked-key-in-use", [active], { leaked: "active" }],
    ["forced", [active], { force: true }],
    ["empty-set", [], {}],
    ["no-key-now", [staged], {}],
    ["no-key-now", [{ ...active, status: "disabled" }], {}],
    ["gap-ahead", [{ ...ending, exp: NOW + 5 * DAY }, staged], {}],
    ["end-near", [ending], {}],
    ["key-too-old", [{ ...active, exp: undefined }], { threshold: { kind: "duration", seconds: 9 * DAY } }],
    ["not-due", [active], {}],
    ["not-due", [{ ...active, status: undefined }], {}],
    ["not-due", [active, key("newer, and over", NOW - 9 * DAY, NOW - DAY)], {}],
    ["end-near", [key("of unknown age", undefined, NOW + 50 * DAY)], {}],
    ["not-due", [key("of unknown age", undefined, NOW + 70 * DAY)], {}],
    ["not-due", [ending, staged], {}],
    // What is leaked and not in use goes at once, and the rest is looked at without it.
    ["not-due", [active, { ...staged, exp: NOW + 30 * DAY }], { leaked: "staged" }],
    ["end-near", [ending, staged], { leaked: "staged" }],
    ["end-near", [ending, staged], { retire: ["staged"] }],
  ])("%s", (check, keys, wanted) => {
    expect(decideKeySet(observe(keys, NOW), rulesOf(wanted), NOW).check).toBe(check);
  });

  it("leaves a leaked key's successor that is there by its dates, and not in use yet, as the only one", () => {
    const younger = key("younger", NOW - HOUR, NOW + 180 * DAY);
    const seen = { ...observe([active, younger], NOW), active };
    const decision = decideKeySet(seen, rulesOf({ leaked: "active" }), NOW);
    expect(decision).toMatchObject({
      check: "leaked-key-succeeded",
      does: "succeed",
      disableAfter: "active",
      disable: [],
    });
  });

  it("takes no older key for a leaked one's successor", () => {
    const decision = decideKeySet(observe([ending, active], NOW), rulesOf({ leaked: "active" }), NOW);
    expect(decision).toMatchObject({ check: "leaked-key-in-use", nbf: NOW, disableAfter: "active" });
  });

  it("leaves a set alone where the leaked key is disabled already", () => {
    const keys = [active, ending, { ...staged, status: "disabled" }];
    const decision = decideKeySet(observe(keys, NOW), rulesOf({ leaked: "staged", retire: ["ending"] }), NOW);
    expect(decision).toMatchObject({ check: "leaked-key-disabled", disable: [] });
  });

  it("looks at what comes after a leaked key without counting it", () => {
    const keys = [{ ...active, exp: NOW + 320 * DAY }, key("later", NOW + 300 * DAY, NOW + 400 * DAY)];
    const { remarks } = decideKeySet(observe(keys, NOW), rulesOf({ leaked: "active" }), NOW);
    expect(remarks.map(({ text }) => text).join()).toMatch(/gap is left/);
  });

  it("makes no key after the other where keys live for a day", () => {
    const rulesForADay = rulesOf({ validityDays: 1, leadHours: 0 });
    const first = decideKeySet(observe([ending], NOW + 39 * DAY), rulesForADay, NOW + 39 * DAY);
    const set = after([ending], first, "new");
    expect(first.does).toBe("add");
    expect(decideKeySet(observe(set, NOW + 39 * DAY), rulesForADay, NOW + 39 * DAY).check).toBe("not-due");
  });

  it("never disables what is in use, or will be in a minute", () => {
    const soon = key("soon", NOW + 30, NOW + 180 * DAY);
    const decision = decideKeySet(observe([ending, soon], NOW), rulesOf({ retire: ["ending", "soon"] }), NOW);
    expect(decision.disable).toEqual([]);
    expect(decision.remarks.map(({ level }) => level)).toEqual(["warning", "warning"]);
  });
});

describe("the key that should be active", () => {
  const old = key("old", NOW - 90 * DAY, NOW + 90 * DAY);
  const next = key("next", NOW - 30, NOW + 180 * DAY);
  const alarm = (
    keys: readonly KeySetKey[],
    active: KeySetKey | undefined,
    at = NOW,
    wanted: Wanted = {},
  ): boolean => decideKeySet({ ...observe(keys, at), active }, rulesOf(wanted), at).alarm !== undefined;

  it.each<
    [what: string, expected: boolean, keys: readonly KeySetKey[], active: KeySetKey | undefined, at: number]
  >([
    ["takes a minute to take over", false, [old, next], old, NOW],
    ["or does so at once", false, [old, next], next, NOW],
    ["but no longer", true, [old, next], old, NOW + 31],
    [
      "may be in use for a minute after its end",
      false,
      [old, key("over", NOW - DAY, NOW)],
      key("over", NOW - DAY, NOW),
      NOW + 59,
    ],
    ["and gives way in that second", false, [old, key("over", NOW - DAY, NOW)], old, NOW],
    ["is missed", true, [old], undefined, NOW],
    ["is not missed in its first minute", false, [next], undefined, NOW],
    ["is not known among keys without dates", false, [key("a", undefined, undefined)], undefined, NOW],
    [
      "may be the newest of its own use",
      false,
      [old, key("enc", NOW - DAY, undefined, { use: "enc" })],
      old,
      NOW,
    ],
    [
      "may be the newest of all uses",
      false,
      [old, key("enc", NOW - DAY, undefined, { use: "enc" })],
      key("enc", NOW - DAY, undefined),
      NOW,
    ],
  ])("%s", (_, expected, keys, active, at) => {
    expect(alarm(keys, active, at)).toBe(expected);
  });

  it("is not the question in an emergency", () => {
    expect(alarm([old, next], old, NOW + 31, { leaked: "old" })).toBe(false);
  });
});

test("a key is valid in its first second, and no longer in its last", () => {
  const one = key("one", NOW, NOW + 9);
  expect([-1, 0, 8, 9].map((after) => activeByDates([one], NOW + after).length)).toEqual([0, 1, 1, 0]);
});

test("a set without a key is overdue, and not due today", () => {
  const ended = [key("ended", NOW - 90 * DAY, NOW - 9 * DAY)];
  expect(nextDue(outlookOf(ended, undefined, rulesOf(), NOW))).toBeLessThan(NOW - 9 * DAY);
});
