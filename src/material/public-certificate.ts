import type { KeyObject, X509Certificate } from "node:crypto";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";
import { certificateOfKey, publicKeyOf, subjects, thumbprintOf } from "./certificate.ts";
import { openMaterial, type Contents } from "./contents.ts";
import type { MaterialInput } from "./material-input.ts";
import { assertRsa } from "./private-key.ts";
import { problem } from "./problem.ts";

export interface PublicCertificate {
  readonly certificate: X509Certificate;
  /** SHA-1, capital hex. */
  readonly thumbprint: string;
  /** Standard base64 with padding of the PFX as given, where it was one. */
  readonly pfx: Secret | undefined;
  /** The private key that came along, if any (masked). */
  readonly privateKey: KeyObject | undefined;
}

/**
 * The certificate to upload: PEM, base64 DER, or base64 PFX. A private key that comes along is
 * masked and only used to choose the right certificate; an encrypted PEM key without password
 * is left alone.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password of a PFX, not RSA, below
 * 2048 bits, only a private key, several certificates and no key to choose by) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
export async function openPublicCertificate(
  input: MaterialInput,
  masker: Masker,
): Promise<{ certificate: PublicCertificate; warnings: readonly string[] }> {
  const found = await openMaterial(input, masker, "optional");
  const { certificate, warnings } = choose(input, found);
  const tooLarge = assertRsa(input.name, publicKeyOf(input.name, certificate));
  return {
    certificate: {
      certificate,
      thumbprint: thumbprintOf(certificate),
      pfx: found.pfx === undefined ? undefined : new Secret(found.pfx.toString("base64"), input.name),
      privateKey: found.privateKey,
    },
    warnings: [...found.warnings, ...warnings, ...tooLarge],
  };
}

function choose(
  { name, passwordName }: MaterialInput,
  { certificates, privateKey, lockedKey }: Contents,
): { certificate: X509Certificate; warnings: string[] } {
  const [certificate, second] = certificates;
  if (certificate === undefined) {
    throw problem(
      name,
      "holds a PRIVATE KEY and no certificate.",
      "Give the public certificate (BEGIN CERTIFICATE) that was issued for this key; the key is not needed here.",
    );
  }
  if (privateKey !== undefined) return certificateOfKey(name, privateKey, certificates);
  if (second === undefined) return { certificate, warnings: [] };
  throw problem(
    name,
    `${String(certificates.length)} certificates and no private key to choose by: ${subjects(certificates)}.`,
    lockedKey
      ? `Give only the one to upload, or set \`${passwordName}\` so that its key can be read.`
      : "Give only the one to upload.",
  );
}
