import type { KeyObject, X509Certificate } from "node:crypto";
import type { Masker } from "../secrets/masker.ts";
import { certificateOfKey, publicKeyOf, thumbprintOf } from "./certificate.ts";
import { openMaterial, type Contents } from "./contents.ts";
import type { MaterialInput } from "./material-input.ts";
import { assertRsa, assertSigns } from "./private-key.ts";
import { problem } from "./problem.ts";

export type { MaterialInput } from "./material-input.ts";

/** A private key that signs RS256, and the certificate that was issued for it. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  /** The other certificates of the text, in its order; none of them is checked. */
  readonly chain: readonly X509Certificate[];
  /** SHA-1, capital hex. */
  readonly thumbprint: string;
}

/**
 * Certificate with its private key: PEM (both parts, any order, encrypted keys too) or base64 PFX.
 * Masks every derived form through `masker` before returning.
 *
 * Throws `input-missing`, `key-material-invalid` (unreadable, password, not RSA, below 2048 bits,
 * one part missing) and `certificate-mismatch`. Does not look at validity: `assertValidNow` does.
 */
export async function openKeyPair(
  input: MaterialInput,
  masker: Masker,
): Promise<{ pair: KeyPair; warnings: readonly string[] }> {
  return pairOf(input.name, await openMaterial(input, masker, "needed"));
}

/** The pair in opened material; throws as {@link openKeyPair} does. */
export function pairOf(
  name: string,
  found: Contents,
): { readonly pair: KeyPair; readonly warnings: readonly string[] } {
  const { privateKey, certificates } = found;
  if (privateKey === undefined) {
    throw found.pfx === undefined
      ? problem(
          name,
          "holds a CERTIFICATE and no private key.",
          "Paste both parts into one value, in any order, or give a base64 PFX with the key.",
        )
      : problem(name, "the PFX holds no private key.", "Export it again together with its private key.");
  }
  const tooLarge = assertRsa(name, privateKey);
  if (certificates.length === 0) {
    throw problem(
      name,
      "holds a PRIVATE KEY and no certificate.",
      "Paste the certificate (BEGIN CERTIFICATE) into the same value, in any order, or give a base64 PFX with both.",
    );
  }
  const { certificate, warnings } = certificateOfKey(name, privateKey, certificates);
  assertSigns(name, privateKey, publicKeyOf(name, certificate));
  return {
    pair: {
      privateKey,
      certificate,
      chain: certificates.filter((one) => one !== certificate),
      thumbprint: thumbprintOf(certificate),
    },
    warnings: [...found.warnings, ...tooLarge, ...warnings],
  };
}
