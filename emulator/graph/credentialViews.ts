import type { KeyCredential, PasswordCredential } from "../model.ts";
import type { Tenant } from "../tenant.ts";
import { dateTimeOffset } from "./call.ts";

/** A key credential as Graph shows it; the certificate itself only where it was asked for. */
export function showKey(tenant: Tenant, credential: KeyCredential, withKey: boolean): object {
  return {
    customKeyIdentifier: customKeyIdentifier(tenant, credential.thumbprint),
    displayName: credential.displayName,
    endDateTime: dateTimeOffset(credential.endDateTime),
    key: withKey ? credential.certificate : null,
    keyId: credential.keyId,
    startDateTime: dateTimeOffset(credential.startDateTime),
    type: credential.type,
    usage: credential.usage,
  };
}

function customKeyIdentifier(tenant: Tenant, thumbprint: string): string {
  return tenant.behaviour.customKeyIdentifierStyle === "hex"
    ? thumbprint
    : Buffer.from(thumbprint, "hex").toString("base64");
}

/** The secret is shown once, by addPassword. */
export function showPassword(credential: PasswordCredential, withSecret: boolean): object {
  return {
    customKeyIdentifier: null,
    displayName: credential.displayName,
    endDateTime: dateTimeOffset(credential.endDateTime),
    hint: credential.purpose === "client-secret" ? credential.secretText.slice(0, 3) : null,
    keyId: credential.keyId,
    secretText: withSecret ? credential.secretText : null,
    startDateTime: dateTimeOffset(credential.startDateTime),
  };
}
