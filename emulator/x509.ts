import { createHash, X509Certificate, type KeyObject } from "node:crypto";

export interface CertificateFacts {
  /** Base64 of the DER. */
  readonly base64: string;
  /** Capital hex. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Undefined unless the bytes are one whole DER certificate and nothing else. */
export function readCertificate(der: Buffer): CertificateFacts | undefined {
  // X509Certificate would read PEM too; the service stores raw bytes and does not.
  if (der[0] !== 0x30) return undefined;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch {
    return undefined;
  }
  if (certificate.raw.length !== der.length) return undefined;
  return {
    base64: der.toString("base64"),
    thumbprint: createHash("sha1").update(der).digest("hex").toUpperCase(),
    subject: certificate.subject,
    publicKey: certificate.publicKey,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
  };
}

export function publicKeyOf(base64Certificate: string): KeyObject {
  return new X509Certificate(Buffer.from(base64Certificate, "base64")).publicKey;
}

/** `x5t`, or with SHA-256 `x5t#S256`. */
export function x5t(base64Certificate: string, hash: "sha1" | "sha256"): string {
  return createHash(hash).update(Buffer.from(base64Certificate, "base64")).digest("base64url");
}

/** Standard base64 with its padding; undefined for base64url, blanks, line breaks or missing padding. */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : undefined;
}
