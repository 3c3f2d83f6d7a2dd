import type { Endpoints } from "../../config/endpoints.ts";
import {
  KEY_SET_INPUTS,
  OBJECT_INPUTS,
  parseKeySetTarget,
  parseObjectTarget,
  requireKeySets,
  type KeySetTarget,
  type ObjectTarget,
} from "../../config/target.ts";
import { oneOf } from "../../config/values.ts";
import { inputError } from "../../errors.ts";
import type { Inputs } from "../../inputs/inputs.ts";
import { READ_KEY_SETS, READ_OBJECTS, type Needs } from "../../permissions.ts";
import type { Log } from "../../runner/log.ts";

export type Collection = "key-sets" | "applications" | "service-principals";

const ALL: readonly Collection[] = ["key-sets", "applications", "service-principals"];

export type Scope =
  | { readonly kind: "key-set"; readonly target: KeySetTarget }
  | { readonly kind: "object"; readonly target: ObjectTarget }
  /** `everything`: what may not be read is a gap and no failure. */
  | { readonly kind: "lists"; readonly collections: readonly Collection[]; readonly everything: boolean };

/** `report-scope`, and the target where it asks for one. */
export function parseScope(
  inputs: Inputs,
  endpoints: Endpoints,
  signInClientId: string | undefined,
  log: Log,
): Scope {
  const scope = oneOf(inputs, "report-scope", ["target", ...ALL, "all"] as const) ?? "target";
  if (scope === "target") return parseTarget(inputs, endpoints, signInClientId, log);
  const target = [...KEY_SET_INPUTS, ...OBJECT_INPUTS].find((name) => inputs.has(name));
  if (target !== undefined) {
    throw inputError(
      target,
      `stands beside report-scope ${scope}, which reads everything of its kind.`,
      `Remove ${target}, or use report-scope target for this one alone.`,
      "input-conflict",
    );
  }
  if (scope === "key-sets") requireKeySets(endpoints);
  if (scope !== "all") return { kind: "lists", collections: [scope], everything: false };
  // A cloud without key sets has nothing to report of them.
  const collections = endpoints.cloud.hasKeySets || endpoints.overridden ? ALL : ALL.slice(1);
  return { kind: "lists", collections, everything: true };
}

function parseTarget(
  inputs: Inputs,
  endpoints: Endpoints,
  signInClientId: string | undefined,
  log: Log,
): Scope {
  if (KEY_SET_INPUTS.some((name) => inputs.has(name))) {
    return { kind: "key-set", target: parseKeySetTarget(inputs, endpoints, log) };
  }
  if (OBJECT_INPUTS.some((name) => inputs.has(name))) {
    return { kind: "object", target: parseObjectTarget(inputs, signInClientId) };
  }
  throw inputError(
    "report-scope",
    "is target, and no target is given.",
    "Give key-set-id, an application's or a service principal's id, or another report-scope: key-sets, applications, service-principals, all.",
    "input-missing",
  );
}

export function needsOfScope(scope: Scope): readonly Needs[] {
  if (scope.kind === "key-set") return [READ_KEY_SETS];
  if (scope.kind === "object") return [READ_OBJECTS];
  return [
    ...(scope.collections.includes("key-sets") ? [READ_KEY_SETS] : []),
    ...(scope.collections.some((name) => name !== "key-sets") ? [READ_OBJECTS] : []),
  ];
}
