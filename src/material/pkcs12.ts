import type { Masker } from "../secrets/masker.ts";
import { reveal, Secret } from "../secrets/secret.ts";
import { openMaterial } from "./contents.ts";
import { pairOf, type KeyPair } from "./key-pair.ts";
import type { MaterialInput } from "./material-input.ts";
import { bagsOf } from "./pfx-bags.ts";
import { openPfx } from "./pfx.ts";
import { problem } from "./problem.ts";
import { packLegacyPfx } from "./repack.ts";

/** A PFX as Azure AD B2C takes it. */
export interface Pkcs12 {
  readonly pair: KeyPair;
  /** Standard base64 with padding: as given, or re-packed. */
  readonly pfx: Secret;
  /** Empty where there is none. */
  readonly password: Secret;
  readonly repacked: boolean;
}

/**
 * Opens the PFX to upload, whose private key goes along. Where it uses what Azure AD B2C cannot
 * read (AES, a MAC other than SHA-1; the service then says that the password is wrong) it is
 * re-packed in memory under the same password; what the service reads is kept byte for byte.
 *
 * Throws `input-missing`, `key-material-invalid` (no PFX, password, no key, not RSA, …) and
 * `certificate-mismatch`. Does not look at validity: `assertNotExpired` does.
 */
export async function openPkcs12(
  input: MaterialInput,
  masker: Masker,
): Promise<{ readonly pkcs12: Pkcs12; readonly warnings: readonly string[] }> {
  const { name } = input;
  const found = await openMaterial(input, masker, "optional");
  if (found.pfx === undefined) {
    throw problem(
      name,
      "must be a PFX here, and this is none.",
      "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`. For a public certificate alone use upload-certificate.",
    );
  }
  const { pair, warnings } = pairOf(name, found);
  const password = input.password === undefined ? "" : reveal(input.password);
  const { isLegacy, friendlyNames } = await bagsOf(found.pfx, password);
  const [friendlyName] = friendlyNames;
  const pfx = isLegacy ? found.pfx : await packLegacyPfx({ ...pair, friendlyName }, password);
  if (!isLegacy) {
    masker.bytes(pfx);
    await verify(input, pfx, password, pair);
  }
  return {
    pkcs12: {
      pair,
      pfx: new Secret(pfx.toString("base64"), name),
      password: new Secret(password, input.passwordName),
      repacked: !isLegacy,
    },
    warnings,
  };
}

/** Opens the new file as anybody would, OpenSSL's check of MAC and password included, before it is sent. */
async function verify(
  { name, passwordName }: MaterialInput,
  pfx: Buffer,
  password: string,
  pair: KeyPair,
): Promise<void> {
  const { privateKeys, certificates } = await openPfx(name, pfx, passwordName, password);
  const wanted = [pair.certificate, ...pair.chain];
  const same =
    privateKeys.length === 1 &&
    privateKeys[0]?.equals(pair.privateKey) === true &&
    certificates.length === wanted.length &&
    certificates.every((one, index) => one.raw.equals(wanted[index]?.raw ?? Buffer.alloc(0)));
  if (same) return;
  throw problem(
    name,
    "the PFX could not be re-packed with 3DES: the result was not the same key and certificates.",
    "This is a defect of this action: report it. Meanwhile export the PFX with `openssl pkcs12 -export -legacy`.",
  );
}
