import { X509Certificate, type KeyObject } from "node:crypto";
import { inputError, type ActionError } from "../errors.ts";
import { printable } from "../printable.ts";
import { problem, storeUnchanged } from "./problem.ts";

const day = 86_400_000;

/** As OpenSSL prints it: `Jan  1 00:00:00 2027 GMT`. */
const OPENSSL_DATE = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(\.\d+)? \d{1,5} GMT$/;

/** Throws `key-material-invalid` for bytes that only look like a certificate. */
export function readCertificate(input: string, der: Buffer): X509Certificate {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch {
    throw problem(input, "the certificate is damaged: it is base64, but not a certificate.", storeUnchanged);
  }
  // OpenSSL takes a date that there is none of, and only its text tells: of the date itself Node
  // makes whatever stood in its memory.
  for (const date of [certificate.validFrom, certificate.validTo]) {
    if (!OPENSSL_DATE.test(date)) {
      throw problem(input, "the certificate is damaged: one of its dates does not exist.", storeUnchanged);
    }
  }
  return certificate;
}

/** Its public key, which is read only now. Throws `key-material-invalid`. */
export function publicKeyOf(input: string, certificate: X509Certificate): KeyObject {
  try {
    return certificate.publicKey;
  } catch {
    throw problem(input, "the certificate is damaged: its public key cannot be read.", storeUnchanged);
  }
}

/** SHA-1 of the certificate, capital hex, as portals and Graph's `customKeyIdentifier` show it. */
export function thumbprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint.replaceAll(":", "");
}

/** Each certificate once: export tools like to put the leaf into the chain again. */
export function distinct(certificates: readonly X509Certificate[]): X509Certificate[] {
  return [...new Map(certificates.map((one) => [one.fingerprint256, one])).values()];
}

/** Subjects for a message: one line, no control or direction characters, at most five of them. */
export function subjects(certificates: readonly X509Certificate[]): string {
  const names = certificates.slice(0, 5).map((one) => {
    // Of an empty name Node makes nothing at all.
    const subject = (one.subject as string | undefined) ?? "(no name)";
    const name = printable(subject.replaceAll("\n", ", "), "?").slice(0, 100);
    return `${name} (${thumbprintOf(one)})`;
  });
  const more = certificates.length - names.length;
  return names.join("; ") + (more > 0 ? `; and ${String(more)} more` : "");
}

/**
 * The certificate that the private key belongs to; a chain file's first one need not be it.
 * Of several (renewed with the same key) the one that ends last, with a warning.
 * Throws `certificate-mismatch`.
 */
export function certificateOfKey(
  input: string,
  key: KeyObject,
  certificates: readonly X509Certificate[],
): { certificate: X509Certificate; warnings: string[] } {
  const matching = certificates
    .filter((one) => belongs(one, key))
    .sort((a, b) => b.validToDate.getTime() - a.validToDate.getTime());
  const [certificate] = matching;
  if (certificate === undefined) throw mismatch(input, certificates);
  const warnings =
    matching.length === 1
      ? []
      : [
          `${input}: ${String(matching.length)} certificates belong to this private key; used the one that ends last, thumbprint ${thumbprintOf(certificate)}.`,
        ];
  return { certificate, warnings };
}

function belongs(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    // A public key of a kind that this OpenSSL does not know, somewhere in the chain.
    return false;
  }
}

function mismatch(input: string, certificates: readonly X509Certificate[]): ActionError {
  const [only] = certificates;
  return inputError(
    input,
    certificates.length === 1 && only !== undefined
      ? `the certificate (thumbprint ${thumbprintOf(only)}) does not belong to this private key.`
      : `${String(certificates.length)} certificates, none matches the private key: ${subjects(certificates)}.`,
    "Give the certificate that was issued for this key.",
    "certificate-mismatch",
  );
}

/**
 * Refuses a certificate that is not valid at this moment, for one that signs: Entra would refuse
 * the signature with a less helpful text. Throws `certificate-not-valid-now`.
 */
export function assertValidNow(input: string, certificate: X509Certificate, nowMs: number): void {
  assertStarted(input, certificate, nowMs);
  if (nowMs < certificate.validToDate.getTime()) return;
  throw notValid(
    input,
    expired(certificate, nowMs),
    'Use a certificate that is still valid. addKey cannot be used when all certificates of the object are expired; then add one in the portal first (docs/rotation.md, "The way in").',
  );
}

/** The same for a certificate to upload, which may begin later. Throws `certificate-not-valid-now`. */
export function assertNotExpired(input: string, certificate: X509Certificate, nowMs: number): void {
  if (nowMs < certificate.validToDate.getTime()) return;
  throw notValid(input, expired(certificate, nowMs), "Renew the certificate and store the new one.");
}

function assertStarted(input: string, certificate: X509Certificate, nowMs: number): void {
  const from = certificate.validFromDate;
  if (nowMs >= from.getTime()) return;
  throw notValid(
    input,
    `the certificate is not yet valid: it begins ${from.toISOString().replace(".000Z", "Z")} (in ${span(from.getTime() - nowMs)}).`,
    "Wait until then or use another one; where it should be valid already, check this machine's clock.",
  );
}

function expired(certificate: X509Certificate, nowMs: number): string {
  const to = certificate.validToDate;
  return `the certificate expired ${to.toISOString().slice(0, 10)} (${span(nowMs - to.getTime())} ago).`;
}

function notValid(input: string, what: string, remedy: string): ActionError {
  return inputError(input, what, remedy, "certificate-not-valid-now");
}

function span(ms: number): string {
  const count = (unit: number, name: string): string => {
    const n = Math.floor(ms / unit);
    return `${String(n)} ${name}${n === 1 ? "" : "s"}`;
  };
  if (ms >= day) return count(day, "day");
  return ms >= 3_600_000 ? count(3_600_000, "hour") : count(60_000, "minute");
}
