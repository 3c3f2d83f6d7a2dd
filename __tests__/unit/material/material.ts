import { generateKeyPairSync, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import forge from "node-forge";
import { ActionError } from "../../../src/errors.ts";
import type { MaterialInput } from "../../../src/material/key-pair.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
import { Secret } from "../../../src/secrets/secret.ts";

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

export function fixtureText(name: string): string {
  return fixture(name).toString("utf8");
}

export function material(text: string, password?: string): MaterialInput {
  return {
    name: "certificate",
    text: new Secret(text, "certificate"),
    passwordName: "certificate-password",
    password: password === undefined ? undefined : new Secret(password, "certificate-password"),
  };
}

export const noMasker: Masker = {
  text: () => undefined,
  bytes: () => undefined,
  privateKey: () => undefined,
};

export function newRsa(bits = 2048): KeyObject {
  return generateKeyPairSync("rsa", { modulusLength: bits }).privateKey;
}

export function pkcs8(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }) as string;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const long: Validity = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2120-01-01T00:00:00Z") };

// @types/node-forge says Class; the code compares with Type.
const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;

/** A self-signed certificate. node-forge signs RSA only. */
export function newCertificate(key: KeyObject, subject: string, validity = long): X509Certificate {
  const privateKey = forge.pki.privateKeyFromPem(pkcs8(key));
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = "0a";
  certificate.validity.notBefore = validity.from;
  certificate.validity.notAfter = validity.to;
  const names = [{ name: "commonName", value: forge.util.encodeUtf8(subject), valueTagClass: utf8 }];
  certificate.setSubject(names);
  certificate.setIssuer(names);
  certificate.sign(privateKey, forge.md.sha256.create());
  return new X509Certificate(forge.pki.certificateToPem(certificate));
}

/** The ActionError that a call ends with. */
export async function refusal(run: () => unknown): Promise<ActionError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  throw new Error("accepted, but should have been refused");
}
