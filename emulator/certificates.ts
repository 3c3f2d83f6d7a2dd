import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import forge from "node-forge";
import { distinguishedName, extension, EXTENSIONS, oid, sequence, time, VERSION, wrapped } from "./der.ts";

export interface CertificateOptions {
  /** Common name. */
  readonly subject?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly key?: "rsa" | "ec";
  /** RSA only. */
  readonly keySize?: 1024 | 2048 | 3072 | 4096;
  /** Default: signs itself. */
  readonly issuer?: MadeCertificate;
  readonly isAuthority?: boolean;
  /** DNS names and IP addresses of a server. */
  readonly hosts?: readonly string[];
  /** Certifies this key instead of a new one. */
  readonly keyPair?: KeyPair;
}

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A private key with its certificate, as a user has it. */
export interface MadeCertificate extends KeyPair {
  readonly subject: string;
  readonly der: Buffer;
  readonly certificatePem: string;
  /** SHA-1, capital hex. */
  readonly thumbprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const DAY_MS = 86_400_000;

export function makeCertificate(options: CertificateOptions = {}): MadeCertificate {
  const subject = options.subject ?? "Contoso";
  const notBefore = wholeSeconds(options.notBefore ?? new Date(Date.now() - DAY_MS));
  const notAfter = wholeSeconds(options.notAfter ?? new Date(notBefore.getTime() + 365 * DAY_MS));
  const { publicKey, privateKey } = options.keyPair ?? makeKeyPair(options);
  const signer = options.issuer?.privateKey ?? privateKey;
  const algorithm = signatureAlgorithm(signer);
  const body = sequence([
    wrapped(VERSION, [forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.INTEGER, false, "\x02")]),
    forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.INTEGER, false, serialNumber()),
    algorithm,
    distinguishedName(options.issuer?.subject ?? subject),
    sequence([time(notBefore), time(notAfter)]),
    distinguishedName(subject),
    forge.asn1.fromDer(publicKey.export({ type: "spki", format: "der" }).toString("binary")),
    wrapped(EXTENSIONS, [sequence(extensions(options))]),
  ]);
  const signature = sign("sha256", toDer(body), signer).toString("binary");
  const der = toDer(
    sequence([
      body,
      algorithm,
      forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.BITSTRING, false, `\x00${signature}`),
    ]),
  );
  return {
    subject,
    publicKey,
    privateKey,
    der,
    certificatePem: pem("CERTIFICATE", der),
    thumbprint: createHash("sha1").update(der).digest("hex").toUpperCase(),
    notBefore,
    notAfter,
  };
}

export function makeKeyPair({ key = "rsa", keySize = 2048 }: CertificateOptions = {}): KeyPair {
  return key === "ec"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("rsa", { modulusLength: keySize });
}

function signatureAlgorithm(signer: KeyObject): forge.asn1.Asn1 {
  if (signer.asymmetricKeyType === "ec") return sequence([oid("1.2.840.10045.4.3.2")]);
  const noParameters = forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.NULL, false, "");
  return sequence([oid("1.2.840.113549.1.1.11"), noParameters]);
}

function extensions({ isAuthority = false, hosts = [] }: CertificateOptions): forge.asn1.Asn1[] {
  return [
    extension({ name: "basicConstraints", cA: isAuthority, critical: true }),
    extension(
      isAuthority
        ? { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true }
        : { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    ),
    ...(hosts.length === 0
      ? []
      : [
          extension({ name: "extKeyUsage", serverAuth: true }),
          extension({ name: "subjectAltName", altNames: hosts.map(alternativeName) }),
        ]),
  ];
}

function alternativeName(host: string): object {
  return /^[\d.]+$|:/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

/** Positive, and never with a needless leading zero. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("binary");
}

/** A certificate knows no fractions. */
function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function toDer(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), "binary");
}

export function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
