import { describe, expect, it } from "vitest";
import { ActionError } from "../../../src/errors.ts";
import {
  changedSince,
  deliverAll,
  deliveredAtOf,
  sinksBehind,
  type Current,
  type DeliveryOutcome,
} from "../../../src/rotation/deliveries.ts";
import { Secret } from "../../../src/secrets/secret.ts";
import { DeliveryFailed } from "../../../src/sinks/sink.ts";
import { keyIdOf, LINE } from "./candidates.ts";
import { fakeSink, inspected, type FakeSink } from "./looks.ts";

const BORN = 1000;
const current: Current = {
  line: LINE,
  number: 2,
  keyId: keyIdOf(2),
  deliveredAt: undefined,
  bornAt: BORN,
  isOurs: true,
};

describe("a sink is behind", () => {
  const behind = (changes: readonly (number | undefined)[], more: Partial<Current> = {}): string[] => {
    const sinks = changes.map((changedAt, index) => inspected(fakeSink(String(index), changedAt)));
    return sinksBehind(sinks, { ...current, ...more }).map(({ sink }) => sink.name);
  };

  it.each<[what: string, names: readonly string[], expected: readonly string[]]>([
    ["not where it was changed when the current one was born", behind([BORN, BORN]), []],
    ["where it was changed before that", behind([BORN - 1]), ["0"]],
    ["where it is empty", behind([undefined, undefined]), ["0", "1"]],
    ["where it was changed before the first one", behind([BORN + 50, BORN + 49, BORN + 50]), ["1"]],
    [
      "where nobody knows the birth: by the first one alone",
      behind([500, 499, 501], { bornAt: undefined }),
      ["1"],
    ],
    ["not by the notBefore of one that is not ours", behind([500, 500], { isOurs: false }), []],
    ["but by the first one's change then", behind([500, 499], { isOurs: false }), ["1"]],
  ])("%s", (_, names, expected) => {
    expect(names).toEqual(expected);
  });

  it("where it says itself that it holds another; of the first one that is another question", () => {
    const other = { line: LINE, number: 1, keyId: keyIdOf(1) };
    const sinks = [
      inspected(fakeSink("first", BORN), other),
      inspected(fakeSink("second", BORN + 1), other),
      inspected(fakeSink("third", BORN + 1), { line: LINE, number: 2, keyId: keyIdOf(2) }),
    ];
    expect(sinksBehind(sinks, current).map(({ sink }) => sink.name)).toEqual(["second"]);
  });

  it("never where it is a file: nobody reads it there", () => {
    expect(sinksBehind([inspected(fakeSink("file", undefined, "hand-over"))], current)).toEqual([]);
  });
});

it.each<
  [what: string, times: readonly (number | undefined)[], carried: number | undefined, at: number | undefined]
>([
  ["with the last of the sinks", [BORN + 5, BORN + 9], undefined, BORN + 9],
  ["not before its birth, by a slow clock", [BORN - 500], undefined, BORN],
  ["not before its text was written", [BORN + 5], BORN + 70, BORN + 70],
  ["by its text alone, where no sink tells", [undefined], BORN + 3, BORN + 3],
  ["nobody knows when", [undefined], undefined, undefined],
])("it was delivered %s", (_, times, carried, at) => {
  const sinks = times.map((time, index) => inspected(fakeSink(String(index), time)));
  expect(deliveredAtOf(sinks, BORN, carried)).toBe(at);
});

it.each([
  ["a later time is another run's", BORN + 1, BORN + 1],
  ["the same is nobody's", BORN, undefined],
  ["an older one is an old replica's", BORN - 1, undefined],
  ["no time says nothing", undefined, undefined],
])("looking at the first sink again: %s", async (_, now, changed) => {
  const sink = fakeSink("first", BORN);
  const sinks = [inspected(fakeSink("file", undefined, "hand-over")), inspected(sink)];
  sink.changedAt = now;
  expect(await changedSince(sinks)).toBe(changed);
});

describe("a delivery", () => {
  const NOW = 5000;
  const failure = (
    outcome: "refused" | "unknown",
    code: ActionError["code"] = "delivery-refused",
  ): DeliveryFailed =>
    new DeliveryFailed(outcome, new ActionError({ code, blame: "service", what: "no", remedy: "none" }));
  const said = (): void => undefined;
  const failing = (error: Error) => (): never => {
    throw error;
  };

  /** @param meanwhile happens after the run has looked at the sinks */
  async function deliver(
    sinks: readonly FakeSink[],
    to = sinks,
    meanwhile: () => unknown = () => undefined,
  ): Promise<DeliveryOutcome> {
    const known = sinks.map((sink) => inspected(sink));
    meanwhile();
    return deliverAll({
      to: known.filter(({ sink }) => to.includes(sink as FakeSink)),
      sinks: known,
      credential: new Secret("credential of the deliveries' tests", "test"),
      facts: {
        line: LINE,
        number: 3,
        keyId: undefined,
        notBefore: undefined,
        expiresOn: undefined,
        deliveredAt: NOW,
      },
      log: { step: said, debug: said, notice: said, warning: said },
      nowSeconds: () => NOW,
    });
  }
  const three = (): [FakeSink, FakeSink, FakeSink] => [
    fakeSink("first", 10),
    fakeSink("second", 20),
    fakeSink("third", 30),
  ];
  const held = (sinks: readonly FakeSink[]): string[] =>
    sinks.filter(({ delivered }) => delivered.length > 0).map(({ name }) => name);

  it("reaches every sink, in order, and its own change is no other run's", async () => {
    const sinks = three();
    const outcome = await deliver(sinks);
    expect(outcome).toEqual({ kind: "delivered", to: ["first", "second", "third"], deliveredAt: NOW });
  });

  it("that the first one refuses is taken back: nobody has it", async () => {
    const sinks = three();
    sinks[0].onDeliver = failing(failure("refused"));
    expect(await deliver(sinks)).toMatchObject({ kind: "refused" });
    expect(held(sinks)).toEqual([]);
  });

  it("of which nobody knows whether the first one has it goes to nobody else, and stays", async () => {
    const sinks = three();
    sinks[0].onDeliver = failing(failure("unknown", "delivery-unknown"));
    expect(await deliver(sinks)).toMatchObject({
      kind: "incomplete",
      to: [],
      failed: ["first", "second", "third"],
    });
    expect(held(sinks)).toEqual([]);
  });

  it("that a later one refuses goes on with the others, and stays", async () => {
    const sinks = three();
    sinks[1].onDeliver = failing(failure("refused"));
    expect(await deliver(sinks)).toMatchObject({
      kind: "incomplete",
      to: ["first", "third"],
      failed: ["second"],
    });
    expect(held(sinks)).toEqual(["first", "third"]);
  });

  it("is not begun where the first sink was changed since", async () => {
    const sinks = three();
    const outcome = await deliver(sinks, sinks, () => (sinks[0].changedAt = 11));
    expect(outcome).toMatchObject({ kind: "refused", reason: { code: "stale-input" } });
    expect(held(sinks)).toEqual([]);
  });

  it("to a later one alone is not begun either: catching up", async () => {
    const sinks = three();
    const outcome = await deliver(sinks, [sinks[1], sinks[2]], () => (sinks[0].changedAt = 11));
    expect(outcome).toMatchObject({ kind: "refused", reason: { code: "stale-input" } });
    expect(held(sinks)).toEqual([]);
  });

  it("ends where another run changes the first sink between two of them", async () => {
    const sinks = three();
    sinks[1].onDeliver = () => {
      sinks[0].changedAt = NOW + 60;
    };
    expect(await deliver(sinks)).toMatchObject({
      kind: "incomplete",
      to: ["first", "second"],
      failed: ["third"],
      reason: { code: "stale-input" },
    });
  });

  it.each(["interrupted", "timeout"] as const)("that is stopped (%s) takes nothing back", async (code) => {
    const sinks = three();
    sinks[0].onDeliver = failing(failure("refused", code));
    await expect(deliver(sinks)).rejects.toMatchObject({ code });
  });

  describe("is sent again", () => {
    const repeatedAfter = async (at: number | undefined, index = 0): Promise<DeliveryOutcome> => {
      const sinks = three();
      sinks[index]!.onDeliver = async (mayRepeat) => {
        if (at !== undefined) sinks[0].changedAt = at;
        try {
          await mayRepeat!();
        } catch (error) {
          throw new DeliveryFailed("unknown", error as ActionError);
        }
      };
      return deliver(sinks);
    };

    it("where nothing has changed", async () => {
      expect(await repeatedAfter(undefined)).toMatchObject({ kind: "delivered" });
    });

    it("where its own first send has changed it, within two minutes", async () => {
      expect(await repeatedAfter(NOW + 120)).toMatchObject({ kind: "delivered" });
      expect(await repeatedAfter(NOW - 120)).toMatchObject({ kind: "delivered" });
    });

    it("never where another run has, earlier or later", async () => {
      expect(await repeatedAfter(NOW + 121)).toMatchObject({
        kind: "incomplete",
        reason: { code: "stale-input" },
      });
      expect(await repeatedAfter(NOW - 121)).toMatchObject({
        kind: "incomplete",
        reason: { code: "stale-input" },
      });
    });

    it("never to a later sink where the first one was changed meanwhile, however little later", async () => {
      expect(await repeatedAfter(NOW + 5, 1)).toMatchObject({
        kind: "incomplete",
        to: ["first"],
        reason: { code: "stale-input" },
      });
    });
  });
});
