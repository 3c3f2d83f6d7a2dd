import { randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import type * as Forge from "node-forge";
import { ActionError } from "../errors.ts";
import { thumbprintOf } from "../material/certificate.ts";
import type { KeyPair } from "../material/key-pair.ts";
import type { MakeRsaKeys } from "../rsa-keys.ts";
import type { Masker } from "../secrets/masker.ts";

export interface NewCertificate {
  /** At most 64 characters: X.520's limit, and the caller's to keep. */
  readonly commonName: string;
  readonly keySize: 2048 | 3072 | 4096;
  /** Seconds since 1970. The caller sets it back a little, for clocks that are behind. */
  readonly notBefore: number;
  readonly validitySeconds: number;
  readonly masker: Masker;
  readonly makeRsaKeys: MakeRsaKeys;
}

const SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
// @types/node-forge says Class; the code compares with Type.
type ValueTag = Forge.asn1.Class;

/**
 * A new RSA key and its self-signed certificate. The private key exists in memory only, and is
 * masked before this returns.
 */
export async function newCertificate(wanted: NewCertificate): Promise<KeyPair> {
  const { privateKey, publicKey } = await wanted.makeRsaKeys(wanted.keySize);
  wanted.masker.privateKey(privateKey);
  const certificate = await selfSigned(wanted, privateKey, publicKey);
  assertUsable(certificate, privateKey, publicKey);
  return { privateKey, certificate, chain: [], thumbprint: thumbprintOf(certificate) };
}

/**
 * node-forge writes the certificate, Node signs it: forge's own arithmetic takes a second for a
 * 4096-bit key, and would need the private key in its own form, which nobody masks.
 */
async function selfSigned(
  { commonName, notBefore, validitySeconds }: NewCertificate,
  privateKey: KeyObject,
  publicKey: KeyObject,
): Promise<X509Certificate> {
  const { default: forge } = await import("node-forge");
  // Not in @types/node-forge.
  const pki = forge.pki as typeof forge.pki & {
    getTBSCertificate(certificate: Forge.pki.Certificate): Forge.asn1.Asn1;
  };
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey.export({ type: "spki", format: "pem" }) as string);
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = new Date(notBefore * 1000);
  certificate.validity.notAfter = new Date((notBefore + validitySeconds) * 1000);
  const name = [
    {
      name: "commonName",
      value: commonName,
      valueTagClass: forge.asn1.Type.UTF8 as unknown as ValueTag,
    },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, critical: true },
    { name: "extKeyUsage", clientAuth: true },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.signatureOid = SHA256_WITH_RSA;
  certificate.siginfo.algorithmOid = SHA256_WITH_RSA;
  certificate.tbsCertificate = pki.getTBSCertificate(certificate);
  const body = Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), "latin1");
  certificate.signature = sign("sha256", body, privateKey).toString("latin1");
  const der = forge.asn1.toDer(pki.certificateToAsn1(certificate)).getBytes();
  return new X509Certificate(Buffer.from(der, "latin1"));
}

/** 16 bytes, positive, and without a leading zero that DER would not allow. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString("hex");
}

/** Before anything is sent: a credential that does not sign would be found out only by the service. */
function assertUsable(certificate: X509Certificate, privateKey: KeyObject, publicKey: KeyObject): void {
  if (certificate.verify(publicKey) && certificate.checkPrivateKey(privateKey)) return;
  throw new ActionError({
    code: "internal-error",
    blame: "internal",
    what: "The certificate that was just made does not fit its key.",
    remedy: "Nothing was sent. Run the step again, and report it where it happens twice.",
  });
}
