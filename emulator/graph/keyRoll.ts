import { empty, type Reply } from "../message.ts";
import { withObject, type Directory, type DirectoryObject, type KeyCredential } from "../model.ts";
import { resolve, type Address } from "./address.ts";
import { readBody, readComplex } from "./body.ts";
import { claimObject, odata, type GraphCall } from "./call.ts";
import { showKey } from "./credentialViews.ts";
import { missing, optionalString, requiredGuid } from "./fields.ts";
import { KEY_CREDENTIAL, KEY_CREDENTIAL_PROPERTIES, readNewKey } from "./newKey.ts";
import { requireKeyRoll } from "./permissions.ts";
import { checkLifetimePolicy, checkPropertyLock } from "./policy.ts";
import { checkProof, requireProof } from "./proof.ts";
import { badRequest } from "./refusal.ts";

const PASSWORD_CREDENTIAL_PROPERTIES = [
  "customKeyIdentifier",
  "displayName",
  "endDateTime",
  "hint",
  "keyId",
  "secretText",
  "startDateTime",
];

/** `POST {object}/addKey` */
export async function addKey(call: GraphCall, address: Address): Promise<Reply> {
  const { exchange, tenant } = call;
  const body = readBody(exchange, "addKey", ["keyCredential", "passwordCredential", "proof"]);
  const keyCredential = readComplex(body, "keyCredential", KEY_CREDENTIAL, KEY_CREDENTIAL_PROPERTIES);
  const password = readComplex(
    body,
    "passwordCredential",
    "microsoft.graph.passwordCredential",
    PASSWORD_CREDENTIAL_PROPERTIES,
  );
  const object = resolve(tenant.directory.look("writes", tenant.now()), address);
  const proof = requireProof(body);
  requireKeyRoll(call, object);
  await checkProof(call, object, proof);
  if (keyCredential === undefined) throw missing("keyCredential");
  const pfxPassword = password === undefined ? undefined : (optionalString(password, "secretText") ?? "");
  const made = readNewKey(keyCredential, pfxPassword, tenant.now());
  checkPropertyLock(object);
  checkLifetimePolicy(tenant, made.credential.startDateTime, made.credential.endDateTime);

  const credential = tenant.behaviour.keepDisplayName
    ? made.credential
    : { ...made.credential, displayName: null };
  exchange.note("keyId", credential.keyId);
  exchange.note("thumbprint", credential.thumbprint);
  claimObject(call, object.id);
  exchange.commit("addKey", (directory) =>
    change(directory, object.id, (before) => ({
      ...before,
      keyCredentials: [...before.keyCredentials, credential],
      passwordCredentials: [...before.passwordCredentials, ...(made.password ? [made.password] : [])],
    })),
  );
  return answer(call, credential);
}

function answer(call: GraphCall, credential: KeyCredential): Reply {
  const shown = showKey(call.tenant, credential, false);
  const context = KEY_CREDENTIAL;
  switch (call.tenant.behaviour.addKeyAnswer) {
    case "bare":
      return odata(call, 200, context, {});
    case "value":
      return odata(call, 200, context, { value: shown });
    case "whole":
      return odata(call, 200, context, shown);
  }
}

/** `POST {object}/removeKey` */
export async function removeKey(call: GraphCall, address: Address): Promise<Reply> {
  const { exchange, tenant } = call;
  const body = readBody(exchange, "removeKey", ["keyId", "proof"]);
  const keyId = requiredGuid(body, "keyId");
  const object = resolve(tenant.directory.look("writes", tenant.now()), address);
  const proof = requireProof(body);
  requireKeyRoll(call, object);
  const signer = await checkProof(call, object, proof);
  checkPropertyLock(object);
  const gone = badRequest("No credentials found to be removed.");
  if (!object.keyCredentials.some((each) => each.keyId === keyId)) throw gone;

  exchange.note("keyId", keyId);
  if (signer.keyId === keyId) exchange.alarm("removed the key that signed the proof");
  if (isLastValid(object, keyId, tenant.now())) exchange.alarm("removed the last valid key");
  claimObject(call, object.id);
  exchange.commit("removeKey", (directory) =>
    change(directory, object.id, (before) => ({
      ...before,
      keyCredentials: before.keyCredentials.filter((each) => each.keyId !== keyId),
      passwordCredentials: before.passwordCredentials.filter(
        (each) => each.keyId !== keyId || each.purpose !== "pfx",
      ),
    })),
  );
  if (tenant.behaviour.removeKeyDeniesSuccess) throw gone;
  return empty(204);
}

function isLastValid(object: DirectoryObject, keyId: string, now: number): boolean {
  return !object.keyCredentials.some((each) => each.keyId !== keyId && each.endDateTime > now);
}

/** Changes the object as it is now, whatever the caller saw of it. */
export function change(
  directory: Directory,
  id: string,
  changed: (before: DirectoryObject) => DirectoryObject,
): Directory {
  const before = directory.objects.get(id);
  return before === undefined ? directory : withObject(directory, changed(before));
}
