import { createPrivateKey, type KeyObject, type X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { readCertificate } from "./certificate.ts";
import { UnaffordableDerivation } from "./derivation-cost.ts";
import { wrongPassword } from "./password.ts";
import { bagsOf, UnsupportedPfx, WrongPfxPassword } from "./pfx-bags.ts";
import { problem, storeUnchanged, unaffordable } from "./problem.ts";

export interface PfxContents {
  /** Of any type; the caller refuses what is not RSA. */
  readonly privateKeys: readonly KeyObject[];
  readonly certificates: readonly X509Certificate[];
}

/**
 * Reads a PKCS#12 file: PBES2 with AES or 3DES, PBE-SHA1-3DES, RC2-40, or unencrypted; with or
 * without MAC; passwords in any script. Not readable: public-key protected files, RC4, RC2-128.
 *
 * OpenSSL verifies MAC and password first, because only it knows every MAC (PBMAC1 too); the
 * structure is then read without looking at the MAC again. `undefined` and "" are both tried as
 * "no password", which PKCS#12 tells apart.
 *
 * Throws `key-material-invalid`: under `passwordName` for a wrong or missing password.
 */
export async function openPfx(
  input: string,
  pfx: Buffer,
  passwordName: string,
  password: string | undefined,
): Promise<PfxContents> {
  // First of all: it counts what the file will cost, which OpenSSL does not. What it cannot follow
  // is not handed to OpenSSL, because nobody would have counted what stands behind it.
  const read = await bagsOf(pfx, password ?? "").catch((cause: unknown) => ({ cause }));
  if ("cause" in read && read.cause instanceof UnaffordableDerivation)
    throw unaffordable(input, "the PFX", read.cause);
  if ("cause" in read && read.cause instanceof UnsupportedPfx) {
    throw problem(
      input,
      `the PFX uses ${read.cause.message}, which is not supported.`,
      "Re-export: `openssl pkcs12 -legacy -in a.pfx -nodes | openssl pkcs12 -export -out b.pfx`.",
    );
  }
  if (passwordRefused(pfx, password)) throw wrong(input, pfx, passwordName, password);
  if ("cause" in read) {
    // A file without MAC, or one that OpenSSL could not try (RC2-40), first fails here.
    if (read.cause instanceof WrongPfxPassword) throw wrong(input, pfx, passwordName, password);
    throw problem(
      input,
      `the PFX is damaged: its ${String(pfx.length)} bytes begin like PKCS#12 and do not go on so.`,
      storeUnchanged,
    );
  }
  return {
    privateKeys: read.keys.map((der) => keyOf(input, der)),
    certificates: read.certificates.map((der) => readCertificate(input, der)),
  };
}

function passwordRefused(pfx: Buffer, passphrase: string | undefined): boolean {
  try {
    createSecureContext(passphrase === undefined ? { pfx } : { pfx, passphrase });
    return false;
  } catch (cause) {
    // Only these two speak of the password. Everything else (no key in it, a weak key, a
    // certificate of another key, RC2) comes after the MAC was found right.
    const text = cause instanceof Error ? cause.message : "";
    return text.includes("mac verify failure") || text.includes("bad decrypt");
  }
}

function wrong(input: string, pfx: Buffer, passwordName: string, password: string | undefined): Error {
  return wrongPassword(
    passwordName,
    password,
    `the PFX in \`${input}\``,
    (candidate) => !passwordRefused(pfx, candidate),
  );
}

function keyOf(input: string, der: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  } catch {
    throw problem(input, "the private key in the PFX is damaged.", storeUnchanged);
  }
}
