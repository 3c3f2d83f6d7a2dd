import { randomUUID } from "node:crypto";
import type { KeyCredential, PasswordCredential } from "../model.ts";
import { openPfx } from "../pfx.ts";
import { readCertificate, type CertificateFacts } from "../x509.ts";
import type { JsonObject } from "./body.ts";
import { optionalDateTime, optionalString, requiredBinary, requiredString } from "./fields.ts";
import { badRequest } from "./refusal.ts";

export const KEY_CREDENTIAL = "microsoft.graph.keyCredential";
export const KEY_CREDENTIAL_PROPERTIES = [
  "customKeyIdentifier",
  "displayName",
  "endDateTime",
  "key",
  "keyId",
  "startDateTime",
  "type",
  "usage",
];

/** Longer names are cut, not refused. */
const LONGEST_DISPLAY_NAME = 90;

export interface NewKey {
  readonly credential: KeyCredential;
  /** Opens the PFX of an X509CertAndPassword. */
  readonly password?: PasswordCredential;
}

/** A key credential as a client describes it: type and usage must pair, the certificate must be whole and valid. */
export function readNewKey(body: JsonObject, pfxPassword: string | undefined, now: number): NewKey {
  const type = requiredString(body, "type");
  const usage = requiredString(body, "usage");
  if (type === "AsymmetricX509Cert" && usage === "Verify") {
    if (pfxPassword !== undefined) {
      throw badRequest("passwordCredential must be null for a key credential of type 'AsymmetricX509Cert'.");
    }
    const certificate = readCertificate(requiredBinary(body, "key"));
    if (certificate === undefined) throw badRequest("Key credential value is not a valid X.509 certificate.");
    return { credential: describe(body, type, usage, certificate, now) };
  }
  if (type === "X509CertAndPassword" && usage === "Sign") {
    const pfx = requiredBinary(body, "key");
    const opened = pfxPassword === undefined ? undefined : openPfx(pfx, pfxPassword);
    if (pfxPassword === undefined || opened === undefined) {
      throw badRequest("Key credential value is not a valid PFX, or its password is wrong.");
    }
    const credential = describe(body, type, usage, opened.certificate, now);
    return { credential, password: { ...credential, secretText: pfxPassword, purpose: "pfx" } };
  }
  throw invalidPair(type);
}

function invalidPair(type: string): Error {
  if (type !== "AsymmetricX509Cert" && type !== "X509CertAndPassword") {
    return badRequest(
      'The value for the property "type" in one of your credentials is invalid. Acceptable values are AsymmetricX509Cert, X509CertAndPassword.',
    );
  }
  return badRequest(
    'The value for the property "usage" in one of your credentials is invalid. Acceptable values are Sign, Verify.',
  );
}

function describe(
  body: JsonObject,
  type: KeyCredential["type"],
  usage: KeyCredential["usage"],
  certificate: CertificateFacts,
  now: number,
): KeyCredential {
  const startDateTime = optionalDateTime(body, "startDateTime") ?? certificate.notBefore;
  const endDateTime = optionalDateTime(body, "endDateTime") ?? certificate.notAfter;
  if (endDateTime > certificate.notAfter || endDateTime <= now || endDateTime <= startDateTime) {
    throw badRequest("Key credential end date is invalid.");
  }
  if (startDateTime < certificate.notBefore) throw badRequest("Key credential start date is invalid.");
  const displayName = optionalString(body, "displayName") ?? certificate.subject.replaceAll("\n", ", ");
  return {
    keyId: randomUUID(),
    type,
    usage,
    displayName: displayName.slice(0, LONGEST_DISPLAY_NAME),
    startDateTime,
    endDateTime,
    certificate: certificate.base64,
    thumbprint: certificate.thumbprint,
  };
}
