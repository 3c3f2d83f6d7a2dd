import { createPrivateKey, createPublicKey } from "node:crypto";
import forge from "node-forge";
import { readCertificate, type CertificateFacts } from "./x509.ts";

const PBES2 = "1.2.840.113549.1.5.13";

export interface OpenedPfx {
  readonly certificate: CertificateFacts;
  /** Further certificates of the chain, base64 DER. */
  readonly chain: readonly string[];
  /** PKCS#8 PEM. */
  readonly privateKey: string;
}

/** Undefined for a wrong password, a file that is no PFX, and one without a key and its certificate. */
export function openPfx(pfx: Buffer, password: string): OpenedPfx | undefined {
  try {
    const opened = forge.pkcs12.pkcs12FromAsn1(parse(pfx), true, password);
    const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
    const keyBag = bags.find(({ type }) => PRIVATE_KEY_BAGS.includes(type));
    if (keyBag?.key === undefined) return undefined;
    const privateKey = createPrivateKey(forge.pki.privateKeyToPem(keyBag.key));
    const certificates = bags.flatMap(({ cert }) => (cert === undefined ? [] : [derOf(cert)]));
    const publicKey = createPublicKey(privateKey);
    const facts = certificates.flatMap((der) => readCertificate(der) ?? []);
    const own = facts.find((each) => each.publicKey.equals(publicKey));
    if (own === undefined) return undefined;
    return {
      certificate: own,
      chain: facts.filter((each) => each !== own).map(({ base64 }) => base64),
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    };
  } catch {
    return undefined;
  }
}

const PRIVATE_KEY_BAGS = [forge.pki.oids["keyBag"], forge.pki.oids["pkcs8ShroudedKeyBag"]] as string[];

/** Whether anything in it is encrypted the modern way (AES), which Azure AD B2C cannot open. */
export function isModernPfx(pfx: Buffer): boolean {
  // The identifier of the encryption stands in the clear, but within octet strings: look for its bytes.
  return pfx.includes(Buffer.from(forge.asn1.oidToDer(PBES2).getBytes(), "binary"));
}

function parse(der: Buffer): forge.asn1.Asn1 {
  return forge.asn1.fromDer(der.toString("binary"));
}

function derOf(certificate: forge.pki.Certificate): Buffer {
  return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), "binary");
}
