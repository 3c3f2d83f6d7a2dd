import { afterAll, describe, expect, it } from "vitest";
import { seededRandom } from "../support/fake-clock.ts";
import { callsOf, FAULTS, perform, Tally, type Case } from "./campaign.ts";
import { KINDS } from "./stages.ts";

/** Everything, or the share that `npm test` has time for: the same one each day of the year. */
const FULL = process.env["KEYROLL_FULL"] === "1";
const SHARE = FULL ? 1 : 1 / 14;
const seed = Number(process.env["KEYROLL_SEED"] ?? 20261121);

const tally = new Tally();
afterAll(() => {
  const { tried, checked, violations } = tally.total;
  console.log(`single faults (seed ${seed}): ${tried} tried, ${checked} checks, ${violations} violations`);
  if (FULL) console.log(tally.toString(FAULTS));
});

describe.each(KINDS.map((kind) => [kind.name, kind] as const))("%s", (_, kind) => {
  it.each(FAULTS)("survives: %s, at every call", { timeout: 600_000 }, async (fault) => {
    const random = seededRandom(seed + FAULTS.indexOf(fault) * 100 + KINDS.indexOf(kind));
    const calls = await callsOf(kind);
    const broken: string[] = [];
    let tried = 0;
    for (let call = 1; call <= calls; call++) {
      for (const input of ["start", "queue"] as const) {
        if (random() >= SHARE && !(tried === 0 && call === calls)) continue;
        const one: Case = { kind, faults: [{ call, fault }], input };
        const result = await perform(one);
        tried++;
        tally.add(kind.name, fault, result);
        broken.push(
          ...result.violations.map(
            ({ invariant, what }) => `${fault} at call ${call}, input at ${input}: ${invariant} ${what}`,
          ),
        );
      }
    }
    expect(broken).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });
});
