import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { InputName } from "../inputs/names.ts";
import type { Log } from "../runner/log.ts";
import type { Endpoints } from "./endpoints.ts";
import { parseKeySetId } from "./key-set-id.ts";
import { parseGuid } from "./values.ts";

export interface KeySetTarget {
  readonly keySetId: string;
}

/** An application or a service principal, addressed by one of its two ids. */
export interface ObjectTarget {
  readonly kind: "application" | "servicePrincipal";
  /** The object id, where the user gave it: the proof's `iss`, and the address where there is no `appId`. */
  readonly objectId: string | undefined;
  /** The application (client) id, where the user gave it: then it is the address. */
  readonly appId: string | undefined;
}

export const KEY_SET_INPUTS = ["key-set-id"] as const satisfies readonly InputName[];
export const OBJECT_INPUTS = [
  "application-object-id",
  "app-id",
  "service-principal-object-id",
  "service-principal-app-id",
] as const satisfies readonly InputName[];

/** The key set; refuses a cloud without any, and an application or a service principal beside it. */
export function parseKeySetTarget(inputs: Inputs, endpoints: Endpoints, log: Log): KeySetTarget {
  requireKeySets(endpoints);
  refuseOtherTargets(inputs, OBJECT_INPUTS, "key-set-id", "addresses a key set");
  const text = inputs.requireText("key-set-id", "Give the id of the key set, with or without B2C_1A_.");
  const keySetId = parseKeySetId(text);
  if (keySetId !== text) log.notice(`key-set-id: using key set ${keySetId}.`);
  return { keySetId };
}

/** Key sets are refused before the first request where the cloud's metadata has none. */
export function requireKeySets(endpoints: Endpoints): void {
  if (endpoints.cloud.hasKeySets || endpoints.overridden) return;
  throw inputError(
    "cloud",
    `${endpoints.cloud.name} has no trust framework key sets: its Graph metadata does not list them.`,
    "Key sets belong to Azure AD B2C tenants; check `cloud`, or name another host with graph-url.",
  );
}

/** The application or the service principal; refuses both at once, and a key set beside them. */
export function parseObjectTarget(inputs: Inputs, signInClientId: string | undefined): ObjectTarget {
  refuseOtherTargets(
    inputs,
    KEY_SET_INPUTS,
    "application-object-id",
    "addresses an application or a service principal",
  );
  const application = idPair(inputs, "application", "application-object-id", "app-id", signInClientId);
  const principal = idPair(
    inputs,
    "servicePrincipal",
    "service-principal-object-id",
    "service-principal-app-id",
    signInClientId,
  );
  if (application !== undefined && principal !== undefined) {
    throw inputError(
      given(inputs, ["service-principal-object-id", "service-principal-app-id"]),
      `stands beside ${given(inputs, ["application-object-id", "app-id"])}: two targets.`,
      "An application and its service principal are two objects with keys of their own: name one.",
      "input-conflict",
    );
  }
  const target = application ?? principal;
  if (target === undefined) {
    throw inputError(
      "application-object-id",
      "is missing, and so are app-id, service-principal-object-id and service-principal-app-id.",
      "Give the target's object id, or its application (client) id.",
      "input-missing",
    );
  }
  return target;
}

function idPair(
  inputs: Inputs,
  kind: ObjectTarget["kind"],
  objectInput: InputName,
  appInput: InputName,
  signInClientId: string | undefined,
): ObjectTarget | undefined {
  const objectText = inputs.text(objectInput);
  const appText = inputs.text(appInput);
  if (objectText === undefined && appText === undefined) return undefined;
  const objectId = objectText === undefined ? undefined : parseGuid(objectInput, objectText);
  const appId = appText === undefined ? undefined : parseGuid(appInput, appText);
  if (objectId !== undefined && (objectId === appId || objectId === signInClientId)) {
    throw inputError(
      objectInput,
      `is the application (client) id${objectId === appId ? `, the same as ${appInput}` : ", the same as client-id"}.`,
      `The object id is another one: in the Entra admin center it stands ${kind === "application" ? "on the app registration's overview" : "on the enterprise application's properties"} as "Object ID". Or leave ${objectInput} out and give ${appInput}.`,
    );
  }
  return { kind, objectId, appId };
}

function refuseOtherTargets(inputs: Inputs, others: readonly InputName[], own: string, does: string): void {
  const other = others.find((name) => inputs.has(name));
  if (other === undefined) return;
  throw inputError(
    other,
    `cannot be the target here: this operation ${does}.`,
    inputs.has(own as InputName) ? `Remove ${other}.` : `Give ${own} instead.`,
    "input-conflict",
  );
}

function given(inputs: Inputs, names: readonly InputName[]): string {
  return names.find((name) => inputs.has(name)) ?? "";
}
