import { ActionError } from "../../errors.ts";
import type { ServiceClock } from "../../service-clock.ts";
import type { Section } from "../result.ts";
import type { Finding, Verdict } from "./finding.ts";

const SIGNS: Readonly<Record<Verdict, string>> = { ok: "✅", fails: "❌", note: "⚠️", unknown: "❔" };
const SKEW_WORTH_SAYING_MS = 30_000;

/** The service's time is used for everything that is signed: a wrong clock is a note, not a failure. */
export function checkClock({ skewMs, doubt }: ServiceClock): Finding {
  const check = "clock";
  if (doubt !== undefined) {
    const remedy = "What cannot be taken back (a removal, a retirement) is refused until the times agree.";
    return { check, verdict: "note", found: doubt, remedy };
  }
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const found =
    skewMs === 0
      ? "The runner's clock agrees with the service's."
      : `The runner's clock is ${String(seconds)} s ${skewMs > 0 ? "slow" : "fast"}.`;
  return Math.abs(skewMs) < SKEW_WORTH_SAYING_MS
    ? { check, verdict: "ok", found, remedy: "" }
    : {
        check,
        verdict: "note",
        found,
        remedy: "The service's time is used instead; let the runner keep time (NTP) all the same.",
      };
}

export function headline(checked: string, findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((one) => one.verdict === verdict).length;
  if (count("fails") > 0) return `${checked} would not work here: ${named(findings, "fails")}.`;
  if (count("unknown") > 0) return `${checked} should work here; not known: ${named(findings, "unknown")}.`;
  return `${checked} would work here.`;
}

function named(findings: readonly Finding[], verdict: Verdict): string {
  return [...new Set(findings.filter((one) => one.verdict === verdict).map(({ check }) => check))].join(", ");
}

export function findingTable(findings: readonly Finding[]): Section {
  return {
    kind: "table",
    head: ["", "Check", "Found", "Remedy"],
    rows: findings.map(({ check, verdict, found, remedy }) => [SIGNS[verdict], check, found, remedy]),
  };
}

export function failureOf(checked: string, findings: readonly Finding[]): ActionError | undefined {
  const failing = findings.filter(({ verdict }) => verdict === "fails");
  const [first] = failing;
  if (first === undefined) return undefined;
  const more = failing.length - 1;
  return new ActionError({
    code: "check-failed",
    blame: "input",
    what: `${headline(checked, findings)} ${first.check}: ${first.found}`,
    remedy: `${first.remedy}${more > 0 ? ` ${String(more)} more of the checks ${more === 1 ? "fails" : "fail"}: the job summary lists them all.` : ""}`,
  });
}
