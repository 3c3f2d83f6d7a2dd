import { createPrivateKey, generateKeyPair, randomBytes, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { KeySetKey } from "../model.ts";
import { isModernPfx, openPfx } from "../pfx.ts";
import { readCertificate, strictBase64, x5t, type CertificateFacts } from "../x509.ts";
import type { JsonObject } from "./body.ts";
import { missing, optionalEpochSeconds, optionalString, requiredString } from "./fields.ts";
import { badRequest } from "./refusal.ts";

type Material = Pick<KeySetKey, "kty" | "n" | "e" | "x5c" | "x5t" | "secret">;
type Description = Pick<KeySetKey, "use" | "nbf" | "exp">;
/** All of a new key but its state. */
export type NewKeySetKey = Omit<KeySetKey, "status">;

export async function generate(body: JsonObject): Promise<NewKeySetKey> {
  const description = readDescription(body);
  const kty = requiredString(body, "kty").toUpperCase();
  if (kty === "RSA") {
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
    return newKey(description, rsa(privateKey));
  }
  if (kty === "OCT") return newKey(description, symmetric(randomBytes(64).toString("base64url")));
  throw badRequest("The value of 'kty' is invalid. Acceptable values are RSA, OCT.");
}

export function fromSecret(body: JsonObject): NewKeySetKey {
  return newKey(readDescription(body), symmetric(requiredString(body, "k")));
}

export function fromCertificate(body: JsonObject): NewKeySetKey {
  const der = strictBase64(requiredString(body, "key"));
  const certificate = der === undefined ? undefined : readCertificate(der);
  if (certificate === undefined) throw badRequest("The certificate could not be read.", "AADB2C90213");
  return newKey(periodOf(certificate), { ...publicPart(certificate), secret: null });
}

export function fromPkcs12(body: JsonObject): NewKeySetKey {
  const pfx = strictBase64(requiredString(body, "key"));
  const password = optionalString(body, "password");
  if (password === undefined) throw missing("password");
  // The service cannot open an AES-encrypted PFX and blames the password.
  const opened = pfx === undefined || isModernPfx(pfx) ? undefined : openPfx(pfx, password);
  if (opened === undefined) {
    throw badRequest("The PFX password is incorrect or the file is not a valid PKCS12.", "AADB2C90213");
  }
  const material = publicPart(opened.certificate);
  return newKey(periodOf(opened.certificate), {
    ...material,
    x5c: [...material.x5c, ...opened.chain],
    secret: opened.privateKey,
  });
}

function readDescription(body: JsonObject): Description {
  const use = requiredString(body, "use");
  if (use !== "sig" && use !== "enc") {
    throw badRequest("The value of 'use' is invalid. Acceptable values are sig, enc.");
  }
  const nbf = optionalEpochSeconds(body, "nbf");
  const exp = optionalEpochSeconds(body, "exp");
  if (nbf !== null && exp !== null && exp <= nbf) throw badRequest("'exp' must be later than 'nbf'.");
  return { use, nbf, exp };
}

function newKey(description: Description, material: Material): NewKeySetKey {
  return { kid: randomBytes(32).toString("base64url"), ...description, ...material };
}

function periodOf({ notBefore, notAfter }: CertificateFacts): Description {
  return { use: "sig", nbf: notBefore / 1000, exp: notAfter / 1000 };
}

function symmetric(secret: string): Material {
  return { kty: "oct", n: null, e: null, x5c: [], x5t: null, secret };
}

function rsa(privateKey: KeyObject): Material {
  const secret = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const { n = null, e = null } = createPrivateKey(secret).export({ format: "jwk" });
  return { kty: "RSA", n, e, x5c: [], x5t: null, secret };
}

function publicPart(certificate: CertificateFacts): Omit<Material, "secret"> {
  const { n = null, e = null } = certificate.publicKey.export({ format: "jwk" });
  if (n === null) throw badRequest("Only RSA certificates are supported.");
  return { kty: "RSA", n, e, x5c: [certificate.base64], x5t: x5t(certificate.base64, "sha1") };
}
