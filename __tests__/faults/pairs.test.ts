import { afterAll, describe, expect, it } from "vitest";
import { seededRandom } from "../support/fake-clock.ts";
import { callsOf, FAULTS, perform, Tally, type Case } from "./campaign.ts";
import { KINDS } from "./stages.ts";

const FULL = process.env["KEYROLL_FULL"] === "1";
/** Pairs for each kind of rotation: there are tens of thousands. */
const SAMPLES = FULL ? 150 : 10;
const seed = Number(process.env["KEYROLL_SEED"] ?? 20261121);

const tally = new Tally();
afterAll(() => {
  const { tried, checked, violations } = tally.total;
  console.log(`pairs of faults (seed ${seed}): ${tried} tried, ${checked} checks, ${violations} violations`);
  if (FULL) console.log(tally.toString(["in one run", "in two runs"]));
});

describe("two faults", () => {
  it.each(KINDS.map((kind, index) => [kind.name, kind, index] as const))(
    "%s",
    { timeout: 600_000 },
    async (_, kind, index) => {
      const random = seededRandom(seed + index);
      const calls = await callsOf(kind);
      const pick = (count: number): number => Math.floor(random() * count);
      const broken: string[] = [];
      for (let sample = 0; sample < SAMPLES; sample++) {
        const one = (): Case["faults"][number] => ({
          call: 1 + pick(calls),
          fault: FAULTS[pick(FAULTS.length)]!,
        });
        const [first, second] = [one(), one()];
        const input = pick(2) === 0 ? "start" : "queue";
        const together = pick(2) === 0;
        const result = await perform(
          together
            ? { kind, faults: [first, second], input }
            : { kind, faults: [first], input, again: [second] },
        );
        tally.add(kind.name, together ? "in one run" : "in two runs", result);
        const what = `${first.fault} at ${first.call} and ${together ? "" : "then "}${second.fault} at ${second.call}, input at ${input}`;
        broken.push(
          ...result.violations.map((violation) => `${what}: ${violation.invariant} ${violation.what}`),
        );
      }
      expect(broken).toEqual([]);
    },
  );
});
