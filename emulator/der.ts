import forge from "node-forge";

/** The pieces of a certificate. node-forge signs with RSA only, so the certificate is put together here. */

const { Class, Type } = forge.asn1;

/** What @types/node-forge leaves out. */
interface UntypedPki {
  certificateExtensionToAsn1(extension: object): forge.asn1.Asn1;
}

const pki = forge.pki as unknown as UntypedPki;

export function sequence(values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return forge.asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

/** A tag's number where a certificate marks its parts; node-forge has only its list of types for them. */
export const VERSION = Type.NONE; // [0]
export const EXTENSIONS = Type.BITSTRING; // [3]

/** `[tag] EXPLICIT` */
export function wrapped(tag: forge.asn1.Type, values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return forge.asn1.create(Class.CONTEXT_SPECIFIC, tag, true, values);
}

export function oid(dotted: string): forge.asn1.Asn1 {
  return forge.asn1.create(Class.UNIVERSAL, Type.OID, false, forge.asn1.oidToDer(dotted).getBytes());
}

/** RFC 5280: UTCTime until 2049, GeneralizedTime from 2050. */
export function time(date: Date): forge.asn1.Asn1 {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, "");
  return date.getUTCFullYear() < 2050
    ? forge.asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, digits.slice(2))
    : forge.asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, digits);
}

export function distinguishedName(commonName: string): forge.asn1.Asn1 {
  const certificate = forge.pki.createCertificate();
  certificate.setSubject([{ name: "commonName", value: commonName }]);
  return forge.pki.distinguishedNameToAsn1(certificate.subject);
}

/** An extension as node-forge names it, such as `{name: "basicConstraints", cA: true}`. */
export function extension(description: object): forge.asn1.Asn1 {
  const certificate = forge.pki.createCertificate();
  certificate.setExtensions([description]);
  return pki.certificateExtensionToAsn1(certificate.extensions[0] as object);
}
