import { empty, type Reply } from "../message.ts";
import type { DirectoryObject, KeyCredential } from "../model.ts";
import { resolve, type Address } from "./address.ts";
import { checkComplex, readBody, type JsonObject } from "./body.ts";
import { claimObject, type GraphCall } from "./call.ts";
import { optionalDateTime, optionalString, requiredGuid } from "./fields.ts";
import { change } from "./keyRoll.ts";
import { KEY_CREDENTIAL, KEY_CREDENTIAL_PROPERTIES, readNewKey } from "./newKey.ts";
import { requireCredentialWrite } from "./permissions.ts";
import { checkLifetimePolicy, checkPropertyLock } from "./policy.ts";
import { badRequest } from "./refusal.ts";

/**
 * `PATCH {object}`: replaces the whole of keyCredentials, as the real one does (docs/service-facts.md, "Credentials").
 * It is here so that the mistake shows; every use is an alarm.
 */
export function patchObject(call: GraphCall, address: Address): Reply {
  const { exchange, tenant } = call;
  const body = readBody(exchange, address.kind, ["displayName", "keyCredentials"]);
  const object = resolve(tenant.directory.look("writes", tenant.now()), address);
  requireCredentialWrite(call, object);
  const displayName = optionalString(body, "displayName") ?? object.displayName;
  const keyCredentials =
    body["keyCredentials"] === undefined
      ? object.keyCredentials
      : replace(call, object, body["keyCredentials"]);
  claimObject(call, object.id);
  exchange.commit("patch", (directory) =>
    change(directory, object.id, (before) => ({ ...before, displayName, keyCredentials })),
  );
  return empty(204);
}

function replace(call: GraphCall, object: DirectoryObject, value: unknown): KeyCredential[] {
  call.exchange.alarm("PATCH replaced keyCredentials");
  checkPropertyLock(object);
  if (!Array.isArray(value)) throw badRequest("A 'StartArray' node was expected for 'keyCredentials'.");
  return value.map((each) => {
    const body = checkComplex(each, KEY_CREDENTIAL, KEY_CREDENTIAL_PROPERTIES);
    const kept = keptCredential(object, body);
    if (kept !== undefined) return kept;
    const { credential } = readNewKey(body, undefined, call.tenant.now());
    checkLifetimePolicy(call.tenant, credential.startDateTime, credential.endDateTime);
    return typeof body["keyId"] === "string"
      ? { ...credential, keyId: requiredGuid(body, "keyId") }
      : credential;
  });
}

/** An entry sent back with its keyId stays, if nothing about it was changed. */
function keptCredential(object: DirectoryObject, body: JsonObject): KeyCredential | undefined {
  const known = object.keyCredentials.find(({ keyId }) => keyId === body["keyId"]);
  if (known === undefined) return undefined;
  if (optionalString(body, "usage") === undefined) {
    throw badRequest(
      'The value for the property "usage" in one of your credentials is invalid. Acceptable values are Sign, Verify.',
    );
  }
  const isUnchanged =
    (body["key"] ?? known.certificate) === known.certificate &&
    body["usage"] === known.usage &&
    (body["type"] ?? known.type) === known.type &&
    (optionalDateTime(body, "startDateTime") ?? known.startDateTime) === known.startDateTime &&
    (optionalDateTime(body, "endDateTime") ?? known.endDateTime) === known.endDateTime;
  if (isUnchanged) return known;
  throw badRequest(`Update to existing credential with KeyId '${known.keyId}' is not allowed.`);
}
