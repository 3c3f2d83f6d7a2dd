import { findByAppId, type Directory, type DirectoryObject } from "../model.ts";
import { notFound, unknownSegment } from "./refusal.ts";

/** The entity sets whose members carry credentials. */
const KINDS = { applications: "application", serviceprincipals: "servicePrincipal" } as const;

export interface Address {
  readonly kind: DirectoryObject["kind"];
  readonly key: "id" | "appId";
  readonly value: string;
  /** What follows the object, such as `addKey`; without the namespace. */
  readonly tail: readonly string[];
}

/** A whole entity set, such as `applications`. */
export function readEntitySet(segments: readonly string[]): DirectoryObject["kind"] | undefined {
  return segments.length === 1 ? kindOf(segments[0] ?? "") : undefined;
}

/** `applications/{id}/…` or `applications(appId='…')/…`, likewise service principals. */
export function readAddress(segments: readonly string[]): Address {
  const [first = "", ...rest] = segments;
  const alternate = /^(\w+)\((.*)\)$/.exec(first);
  const kind = kindOf(alternate?.[1] ?? first);
  if (kind === undefined) throw unknownSegment(first);
  if (alternate !== null) {
    const [, name, value] = /^(\w+)='([^']*)'$/.exec(alternate[2] ?? "") ?? [];
    if (name !== "appId" || value === undefined) throw unknownSegment(first);
    return { kind, key: "appId", value, tail: rest.map(withoutNamespace) };
  }
  const [value = "", ...tail] = rest;
  return { kind, key: "id", value, tail: tail.map(withoutNamespace) };
}

export function resolve(directory: Directory, address: Address): DirectoryObject {
  const found =
    address.key === "appId"
      ? findByAppId(directory, address.kind, address.value)
      : directory.objects.get(address.value.toLowerCase());
  if (found?.kind !== address.kind) throw notFound(address.value);
  return found;
}

function kindOf(name: string): DirectoryObject["kind"] | undefined {
  const lower = name.toLowerCase();
  return lower === "applications" || lower === "serviceprincipals" ? KINDS[lower] : undefined;
}

function withoutNamespace(segment: string): string {
  return segment.replace(/^microsoft\.graph\./, "");
}
