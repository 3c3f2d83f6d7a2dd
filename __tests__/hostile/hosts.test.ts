import { describe, it } from "vitest";
import { PROXY_FAULTS, SERVICE_FAULTS } from "./faults.ts";
import { attack, expectOrder, HOSTS } from "./hosts.ts";

/**
 * Every host × every fault, by the built action in a process of its own. `npm test` has time for
 * a share of each host; KEYROLL_FULL=1 runs all.
 */
const ALL = HOSTS.flatMap((host, at) =>
  (host.isProxy === true ? PROXY_FAULTS : SERVICE_FAULTS).map((fault, index) => ({
    host,
    fault,
    turn: at + index,
  })),
);
const CASES =
  process.env["KEYROLL_FULL"] === "1" ? ALL : ALL.filter(({ turn }) => turn % (2 * HOSTS.length) === 0);

describe("whatever a host does", () => {
  it.concurrent.each(CASES.map(({ host, fault }) => [host.name, fault.name, host, fault] as const))(
    "%s: %s: the run ends in time, with one error or none",
    { timeout: 120_000 },
    async (_host, _fault, host, fault) => {
      expectOrder(await attack(host, fault));
    },
  );
});
