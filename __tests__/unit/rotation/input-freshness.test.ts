import { describe, expect, it } from "vitest";
import {
  isSameCredential,
  judgeFreshness,
  type InputIdentity,
  type ReadTime,
} from "../../../src/rotation/input-freshness.ts";
import type { CredentialIdentity } from "../../../src/sinks/sink.ts";
import { keyIdOf, LINE } from "./candidates.ts";
import { fakeSink, inspected } from "./looks.ts";

const CHANGED = 1000;
const nothing: InputIdentity = { deliveredAt: undefined };
const second: CredentialIdentity = { line: LINE, number: 2, keyId: keyIdOf(2) };

function judge(
  input: InputIdentity,
  readTime?: ReadTime,
  holds?: CredentialIdentity,
  changedAt: number | undefined = CHANGED,
): string {
  const judged = judgeFreshness(inspected(fakeSink("vault", changedAt), holds), input, readTime);
  return judged.kind === "current" ? judged.by : judged.kind;
}

describe("is the input what the first sink holds?", () => {
  it.each<[what: string, judged: string, said: string]>([
    ["it was read after the last change", judge(nothing, at(CHANGED + 1)), "times"],
    ["it was read in the second of the last change", judge(nothing, at(CHANGED)), "times"],
    ["it was read before the last change", judge(nothing, at(CHANGED - 1)), "stale"],
    ["nobody knows when it was read, and it says nothing", judge(nothing), "unknown"],
    ["it says when it was delivered, to the second", judge({ deliveredAt: CHANGED }), "its text"],
    ["the delivery took two minutes", judge({ deliveredAt: CHANGED - 120 }), "its text"],
    ["the delivery is further off", judge({ deliveredAt: CHANGED - 121 }), "unknown"],
    ["it was delivered long after", judge({ deliveredAt: CHANGED + 121 }), "unknown"],
    ["the times go before its own words", judge({ deliveredAt: CHANGED }, at(CHANGED - 1)), "stale"],
    ["the sink says that it is", judge({ ...second, deliveredAt: undefined }, at(1), second), "what it says"],
    [
      "the sink says that it holds another",
      judge({ ...second, keyId: keyIdOf(1), deliveredAt: CHANGED }, at(CHANGED), second),
      "stale",
    ],
  ])("%s", (_, judged, said) => {
    expect(judged).toBe(said);
  });

  it("it is where there is nothing that could hold another", () => {
    expect(judgeFreshness(undefined, nothing, undefined)).toEqual({ kind: "current", by: "no-sink" });
    const empty = inspected(fakeSink("vault", undefined));
    expect(judgeFreshness(empty, nothing, at(1))).toEqual({ kind: "current", by: "empty" });
  });
});

describe("the same credential", () => {
  const input = (more: Partial<InputIdentity>): InputIdentity => ({ ...nothing, ...more });

  it.each<[what: string, input: InputIdentity, same: boolean | undefined]>([
    ["by its key id, whatever the number", input({ line: LINE, number: 1, keyId: keyIdOf(2) }), true],
    ["not by its number, where the key ids differ", input({ ...second, keyId: keyIdOf(3) }), false],
    ["by line and number, where a key id is not known", input({ line: LINE, number: 2 }), true],
    ["another number of the line", input({ line: LINE, number: 1 }), false],
    ["the same number of another line says nothing", input({ line: "other", number: 2 }), undefined],
    ["nor does another number of another line", input({ line: "other", number: 1 }), undefined],
    ["an input that says nothing", nothing, undefined],
  ])("%s", (_, one, same) => {
    expect(isSameCredential(second, one)).toBe(same);
    expect(isSameCredential(undefined, one)).toBeUndefined();
  });
});

function at(seconds: number): ReadTime {
  return { at: seconds, isRerun: false };
}
