import forge from "node-forge";
import type { MadeCertificate } from "./certificates.ts";

/** A key and its certificate in the forms in which users have them. */

export function pkcs8Pem({ privateKey }: MadeCertificate): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }) as string;
}

/** `BEGIN RSA PRIVATE KEY` */
export function pkcs1Pem({ privateKey }: MadeCertificate): string {
  return privateKey.export({ type: "pkcs1", format: "pem" }) as string;
}

/** `BEGIN EC PRIVATE KEY` */
export function sec1Pem({ privateKey }: MadeCertificate): string {
  return privateKey.export({ type: "sec1", format: "pem" }) as string;
}

/** `BEGIN ENCRYPTED PRIVATE KEY` */
export function encryptedPkcs8Pem({ privateKey }: MadeCertificate, passphrase: string): string {
  return privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }) as string;
}

/** Private key and certificate in one text. */
export function combinedPem(made: MadeCertificate): string {
  return pkcs8Pem(made) + made.certificatePem;
}

export interface PfxOptions {
  readonly password: string;
  /** `modern`: AES-256 (PBES2), as today's tools write it. `legacy`: 3DES, all that Azure AD B2C can open. */
  readonly encryption?: "modern" | "legacy";
  /** Further certificates of the chain. */
  readonly chain?: readonly MadeCertificate[];
  readonly friendlyName?: string;
}

/** RSA only. */
export function pfx(made: MadeCertificate, options: PfxOptions): Buffer {
  const certificates = [made, ...(options.chain ?? [])].map(({ certificatePem }) =>
    forge.pki.certificateFromPem(certificatePem),
  );
  const file = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(pkcs8Pem(made)),
    certificates,
    options.password,
    {
      algorithm: options.encryption === "legacy" ? "3des" : "aes256",
      ...(options.friendlyName === undefined ? {} : { friendlyName: options.friendlyName }),
    },
  );
  return Buffer.from(forge.asn1.toDer(file).getBytes(), "binary");
}
