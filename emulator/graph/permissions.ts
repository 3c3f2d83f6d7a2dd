import type { DirectoryObject } from "../model.ts";
import type { GraphCall } from "./call.ts";
import { insufficientPrivileges } from "./refusal.ts";

const KEY_SET_READ = ["TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All"];
const KEY_SET_WRITE = ["TrustFrameworkKeySet.ReadWrite.All"];
/** OwnedBy may read every application, not only its own (documentation of "list applications"). */
const APPLICATION_READ = [
  "Application.Read.All",
  "Application.ReadWrite.OwnedBy",
  "Application.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const APPLICATION_WRITE = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];

export function requireKeySetRead(call: GraphCall): void {
  requireOneOf(call, KEY_SET_READ);
}

export function requireKeySetWrite(call: GraphCall): void {
  requireOneOf(call, KEY_SET_WRITE);
}

export function requireApplicationRead(call: GraphCall): void {
  requireOneOf(call, APPLICATION_READ);
}

/** addPassword, removePassword, PATCH: never the application itself without a permission. */
export function requireCredentialWrite(call: GraphCall, object: DirectoryObject): void {
  if (!mayWrite(call, object)) throw insufficientPrivileges();
}

/** addKey, removeKey: the proof authorises an application to roll its own keys, no permission is needed. */
export function requireKeyRoll(call: GraphCall, object: DirectoryObject): void {
  if (object.appId !== call.caller.appId && !mayWrite(call, object)) throw insufficientPrivileges();
}

function mayWrite({ caller }: GraphCall, object: DirectoryObject): boolean {
  if (APPLICATION_WRITE.some((role) => caller.roles.has(role))) return true;
  return caller.roles.has("Application.ReadWrite.OwnedBy") && object.owners.includes(caller.principalId);
}

function requireOneOf({ caller }: GraphCall, roles: readonly string[]): void {
  if (!roles.some((role) => caller.roles.has(role))) throw insufficientPrivileges();
}
