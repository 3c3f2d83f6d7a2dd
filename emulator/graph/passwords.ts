import { randomBytes, randomUUID } from "node:crypto";
import { empty, type Reply } from "../message.ts";
import type { PasswordCredential } from "../model.ts";
import { resolve, type Address } from "./address.ts";
import { readBody, readComplex } from "./body.ts";
import { claimObject, odata, type GraphCall } from "./call.ts";
import { showPassword } from "./credentialViews.ts";
import { optionalDateTime, optionalString, requiredGuid } from "./fields.ts";
import { change } from "./keyRoll.ts";
import { requireCredentialWrite } from "./permissions.ts";
import { checkLifetimePolicy, checkPasswordPolicy, checkPropertyLock } from "./policy.ts";
import { badRequest } from "./refusal.ts";

/** `POST {object}/addPassword`: the service makes the secret and shows it once. */
export function addPassword(call: GraphCall, address: Address): Reply {
  const { exchange, tenant } = call;
  const body = readBody(exchange, "addPassword", ["passwordCredential"]);
  const wanted =
    readComplex(body, "passwordCredential", "microsoft.graph.passwordCredential", [
      "displayName",
      "startDateTime",
      "endDateTime",
    ]) ?? {};
  const object = resolve(tenant.directory.look("writes", tenant.now()), address);
  requireCredentialWrite(call, object);
  const startDateTime = optionalDateTime(wanted, "startDateTime") ?? tenant.now();
  const endDateTime = optionalDateTime(wanted, "endDateTime") ?? twoYearsAfter(startDateTime);
  if (endDateTime <= startDateTime || endDateTime <= tenant.now()) {
    throw badRequest("Password credential end date is invalid.");
  }
  checkPropertyLock(object);
  checkPasswordPolicy(tenant);
  checkLifetimePolicy(tenant, startDateTime, endDateTime);

  const credential: PasswordCredential = {
    keyId: randomUUID(),
    displayName: optionalString(wanted, "displayName") ?? null,
    startDateTime,
    endDateTime,
    // 40 characters, with the `~` and `.` that trip careless quoting in the real ones too.
    secretText: `${randomBytes(2).toString("hex").slice(0, 3)}8Q~${randomBytes(24).toString("base64url")}.`,
    purpose: "client-secret",
  };
  exchange.note("keyId", credential.keyId);
  claimObject(call, object.id);
  exchange.commit("addPassword", (directory) =>
    change(directory, object.id, (before) => ({
      ...before,
      passwordCredentials: [...before.passwordCredentials, credential],
    })),
  );
  return odata(call, 200, "microsoft.graph.passwordCredential", showPassword(credential, true));
}

/** `POST {object}/removePassword` */
export function removePassword(call: GraphCall, address: Address): Reply {
  const { exchange, tenant } = call;
  const keyId = requiredGuid(readBody(exchange, "removePassword", ["keyId"]), "keyId");
  const object = resolve(tenant.directory.look("writes", tenant.now()), address);
  requireCredentialWrite(call, object);
  checkPropertyLock(object);
  if (!object.passwordCredentials.some((each) => each.keyId === keyId)) {
    throw badRequest("No credentials found to be removed.");
  }
  exchange.note("keyId", keyId);
  claimObject(call, object.id);
  exchange.commit("removePassword", (directory) =>
    change(directory, object.id, (before) => ({
      ...before,
      passwordCredentials: before.passwordCredentials.filter((each) => each.keyId !== keyId),
    })),
  );
  return empty(204);
}

function twoYearsAfter(ms: number): number {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() + 2);
}
