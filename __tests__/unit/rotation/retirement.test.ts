import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortLine, type Candidate } from "../../../src/rotation/line.ts";
import {
  planRetirement,
  type Deliveries,
  type Retirement,
  type RetirementRules,
} from "../../../src/rotation/retirement.ts";
import { candidate, credentials, keyIdOf, LINE, shortIdOf } from "./candidates.ts";

const OVERLAP = 50;
const NOW = 1000;
const long: Deliveries = { deliveredAt: 100, allHoldCurrent: true, inputIsDelivered: true };
const ordinary: RetirementRules = { overlapSeconds: OVERLAP, retireInitial: false, retireKeyIds: [] };

const initial = candidate(1);
const first = candidate(2, { number: 1, predecessor: shortIdOf(1) });
const current = candidate(3, { number: 2, predecessor: shortIdOf(2) });
const leftover = candidate(4, { number: 3, predecessor: shortIdOf(3) });
const foreign = candidate(5);
const all = [initial, first, current, leftover, foreign];

function plan(
  deliveries: Partial<Deliveries>,
  rules: Partial<RetirementRules> = {},
  now = NOW,
  credentialsThere: readonly Candidate[] = all,
): Retirement {
  const line = sortLine(LINE, current, credentialsThere, now);
  return planRetirement(line, credentialsThere, { ...long, ...deliveries }, { ...ordinary, ...rules }, now);
}

describe("what goes", () => {
  it.each<[what: string, rules: Partial<RetirementRules>, removed: readonly Candidate[]]>([
    ["older keys of the line", {}, [first]],
    ["the initial key too, when asked for", { retireInitial: true }, [first, initial]],
    ["what is named", { retireKeyIds: [keyIdOf(5)] }, [first, foreign]],
    ["the initial key, where it is named", { retireKeyIds: [keyIdOf(1)] }, [first, initial]],
    ["each key once", { retireInitial: true, retireKeyIds: [keyIdOf(1), keyIdOf(2)] }, [first, initial]],
    ["not the current one, though it is named", { retireKeyIds: [keyIdOf(3)] }, [first]],
    ["not a newer one, though it is named", { retireKeyIds: [keyIdOf(4)] }, [first]],
    ["nothing that is not there", { retireKeyIds: [keyIdOf(8)] }, [first]],
  ])("%s", (_, rules, removed) => {
    expect(plan({}, rules).remove).toEqual(removed);
  });

  it("says which input would let the initial key go", () => {
    expect(plan({}).notices).toEqual([expect.stringMatching(`${keyIdOf(1)}.*retire-initial`)]);
    expect(plan({}, { retireInitial: true }).notices).toEqual([]);
  });
});

it("the initial key stays though it may go, while another line's key succeeded it too", () => {
  const heir = candidate(6, { line: "other", number: 1, predecessor: shortIdOf(1) });
  const planned = plan({}, { retireInitial: true }, NOW, [...all, heir]);
  expect(planned.remove).toEqual([first]);
  expect(planned.notices).toEqual([expect.stringMatching(`${keyIdOf(1)}.*line other`)]);
  expect(plan({}, { retireInitial: true, retireKeyIds: [keyIdOf(1)] }, NOW, [...all, heir]).remove).toContain(
    initial,
  );
});

describe("when", () => {
  it.each<[when: string, deliveredAt: number, removed: number, retireAfter: number | undefined]>([
    ["a second before the overlap is over", NOW - OVERLAP + 1, 0, NOW + 1],
    ["when it is over", NOW - OVERLAP, 1, undefined],
    ["a delivery that lies ahead, by a wrong clock", NOW + 10, 0, NOW + 10 + OVERLAP],
  ])("%s", (_, deliveredAt, removed, retireAfter) => {
    const planned = plan({ deliveredAt });
    expect(planned.remove).toHaveLength(removed);
    expect(planned.retireAfter).toBe(retireAfter);
  });

  it.each<[when: string, deliveries: Partial<Deliveries>, notice: RegExp]>([
    ["nobody knows the delivery", { deliveredAt: undefined }, /not known when/],
    ["a sink is behind", { allHoldCurrent: false }, /Not every sink/],
    ["nobody knows whether the input is what was delivered", { inputIsDelivered: false }, /Actions: read/],
  ])("never while %s, and says so", (_, deliveries, notice) => {
    const planned = plan(deliveries, { retireInitial: true, retireKeyIds: [keyIdOf(5)] });
    expect(planned).toMatchObject({ remove: [], retireAfter: undefined });
    expect(planned.notices).toEqual([expect.stringMatching(notice)]);
  });

  it("says nothing of deliveries where nothing waits", () => {
    const planned = plan({ deliveredAt: undefined }, {}, NOW, [current, leftover, foreign]);
    expect(planned).toEqual({ remove: [], retireAfter: undefined, notices: [] });
  });
});

it("keeps its promises over any object's credentials", () => {
  const rules = fc.record({
    overlapSeconds: fc.integer({ min: 0, max: 100 }),
    retireInitial: fc.boolean(),
    retireKeyIds: fc.array(fc.integer({ min: 1, max: 40 }).map(keyIdOf), { maxLength: 4 }),
  });
  const deliveries = fc.record({
    deliveredAt: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    allHoldCurrent: fc.boolean(),
    inputIsDelivered: fc.boolean(),
  });
  fc.assert(
    fc.property(
      credentials,
      deliveries,
      rules,
      fc.integer({ min: 0, max: 300 }),
      (there, sinks, rule, now) => {
        const line = sortLine(LINE, there.current, there.all, now);
        const { remove, retireAfter } = planRetirement(line, there.all, sinks, rule, now);

        expect(new Set(remove).size).toBe(remove.length);
        expect(remove).not.toContain(there.current);
        for (const one of remove) {
          expect(line.newer).not.toContain(one);
          const allowed =
            line.older.includes(one) ||
            rule.retireKeyIds.includes(one.keyId) ||
            (rule.retireInitial && one === line.initial);
          expect(allowed).toBe(true);
        }
        if (remove.length > 0) {
          expect(sinks.allHoldCurrent).toBe(true);
          expect(sinks.inputIsDelivered).toBe(true);
          expect(now).toBeGreaterThanOrEqual((sinks.deliveredAt ?? Infinity) + rule.overlapSeconds);
        }
        if (retireAfter !== undefined) expect(now).toBeLessThan(retireAfter);
      },
    ),
    { numRuns: 500 },
  );
});
