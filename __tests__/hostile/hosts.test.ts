import { describe, it } from "vitest";
import { attack, expectOrder, HOSTS } from "./hosts.ts";

/**
 * Every host × every fault, by the built action in a process of its own. `npm test` has time for
 * a share of each host; KEYROLL_FULL=1 runs all.
 */
const SHARE = 20;
const CASES = HOSTS.flatMap((host, at) =>
  host.faults
    .filter((_, index) => process.env["KEYROLL_FULL"] === "1" || (at * 3 + index) % SHARE === 0)
    .map((fault) => ({ host, fault })),
);

describe("whatever a host does", () => {
  it.concurrent.each(CASES.map(({ host, fault }) => [host.name, fault.name, host, fault] as const))(
    "%s: %s: the run ends in time, with one error or none",
    { timeout: 120_000 },
    async (_host, _fault, host, fault) => {
      expectOrder(await attack(host, fault));
    },
  );
});
