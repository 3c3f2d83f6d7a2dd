import type { DirectoryObject } from "../model.ts";
import type { GraphCall } from "./call.ts";
import { badRequest } from "./refusal.ts";

const COMMON = [
  "id",
  "appId",
  "displayName",
  "createdDateTime",
  "deletedDateTime",
  "keyCredentials",
  "passwordCredentials",
];
const SELECTABLE = {
  application: [...COMMON, "signInAudience"],
  servicePrincipal: [...COMMON, "servicePrincipalType", "accountEnabled", "appOwnerOrganizationId"],
} as const;

/** The properties of `$select`; undefined where there is none. */
export function readSelect(call: GraphCall, kind: DirectoryObject["kind"]): readonly string[] | undefined {
  const text = call.exchange.url.searchParams.get("$select");
  if (text === null || text === "") return undefined;
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    if (!SELECTABLE[kind].includes(name)) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`,
        "BadRequest",
      );
    }
  }
  return names;
}

/** `property eq 'value'` and `startswith(displayName,'value')`; nothing else is understood. */
export function readFilter(call: GraphCall): (object: DirectoryObject) => boolean {
  const text = call.exchange.url.searchParams.get("$filter");
  if (text === null) return () => true;
  const [, property, value] = /^(id|appId|displayName) eq '([^']*)'$/.exec(text) ?? [];
  if (property === "id" || property === "appId" || property === "displayName") {
    return (object) => object[property] === value;
  }
  const [, start] = /^startswith\(displayName, ?'([^']*)'\)$/i.exec(text) ?? [];
  if (start !== undefined) return ({ displayName }) => displayName.startsWith(start);
  throw badRequest("Invalid filter clause.", "BadRequest");
}
