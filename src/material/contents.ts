import type { KeyObject, X509Certificate } from "node:crypto";
import type { Masker } from "../secrets/masker.ts";
import { reveal } from "../secrets/secret.ts";
import { distinct, readCertificate } from "./certificate.ts";
import type { MaterialInput } from "./material-input.ts";
import { blockOf, readBlocks, type Block } from "./pem.ts";
import { isEncrypted, isPrivateKey, readPrivateKey } from "./private-key.ts";
import { problem } from "./problem.ts";
import { normalise } from "./text.ts";

export interface Contents {
  /** In the order of the text, each once. */
  readonly certificates: readonly X509Certificate[];
  readonly privateKey: KeyObject | undefined;
  /** An encrypted key that nobody asked to open. */
  readonly lockedKey: boolean;
  /** The file itself, without bytes after its end, where it was a PFX. */
  readonly pfx: Buffer | undefined;
  readonly warnings: readonly string[];
}

/**
 * Opens PEM, base64 DER or base64 PFX and masks every secret in it. Says nothing yet about
 * what belongs to what. Throws `input-missing` and `key-material-invalid`.
 *
 * @param key "optional": an encrypted PEM key without password is left alone and not an error
 */
export async function openMaterial(
  input: MaterialInput,
  masker: Masker,
  key: "needed" | "optional",
): Promise<Contents> {
  const { name } = input;
  const material = normalise(name, reveal(input.text));
  const given = material.kind === "pem" ? undefined : material.bytes;
  const blocks =
    material.kind === "pem" ? readBlocks(name, material.text) : [blockOf(name, material.bytes, "the value")];

  const pfx = blocks.find((block) => block.kind === "pfx");
  if (pfx !== undefined) return fromPfx(input, masker, pfx, given);

  const keys = blocks.filter(isPrivateKey);
  for (const block of keys) masker.text(block.pem);
  const [first, second] = keys;
  if (second !== undefined) throw severalKeys(name, keys.length);
  const certificates = blocks
    .filter((block) => block.kind === "certificate")
    .map((block) => readCertificate(name, block.der));
  if (first === undefined && certificates.length === 0) throw nothingUsable(name, blocks);

  const locked =
    first !== undefined && isEncrypted(first) && input.password === undefined && key === "optional";
  const privateKey = first === undefined || locked ? undefined : open(input, first);
  if (privateKey !== undefined) mask(name, privateKey, masker);
  return {
    certificates: distinct(certificates),
    privateKey,
    lockedKey: locked,
    pfx: undefined,
    warnings: [],
  };
}

function open(input: MaterialInput, block: Block): KeyObject {
  return readPrivateKey(input.name, block, input.passwordName, passwordOf(input));
}

function passwordOf(input: MaterialInput): string | undefined {
  return input.password === undefined ? undefined : reveal(input.password);
}

async function fromPfx(
  input: MaterialInput,
  masker: Masker,
  block: Block,
  given: Buffer | undefined,
): Promise<Contents> {
  masker.bytes(block.der);
  const extra = given === undefined ? 0 : given.length - block.der.length;
  // A PEM, the common case, does without.
  const { openPfx } = await import("./pfx.ts");
  const opened = await openPfx(input.name, block.der, input.passwordName, passwordOf(input));
  for (const key of opened.privateKeys) mask(input.name, key, masker);
  const [privateKey, second] = opened.privateKeys;
  if (second !== undefined) throw severalKeys(input.name, opened.privateKeys.length);
  if (privateKey === undefined && opened.certificates.length === 0) {
    throw problem(
      input.name,
      "the PFX is empty: neither key nor certificate.",
      "Export it again with its key.",
    );
  }
  return {
    certificates: distinct(opened.certificates),
    privateKey,
    lockedKey: false,
    pfx: block.der,
    warnings:
      extra > 0 ? [`${input.name}: ${String(extra)} bytes after the end of the PFX were left out.`] : [],
  };
}

/** Some keys can be loaded and not be written again, and so not be masked in their other forms. */
function mask(name: string, key: KeyObject, masker: Masker): void {
  try {
    masker.privateKey(key);
  } catch {
    throw problem(
      name,
      "the private key is of a kind, or so damaged, that it cannot be exported.",
      "Give an RSA key: make one with `openssl genrsa 2048`, and a certificate for it.",
    );
  }
}

function severalKeys(name: string, count: number): Error {
  return problem(
    name,
    `there are ${String(count)} private keys, and which one is meant is not to be guessed.`,
    "Give one private key with its certificate.",
  );
}

function nothingUsable(name: string, blocks: readonly Block[]): Error {
  const kinds = new Set(blocks.map((block) => block.kind));
  if (kinds.has("pkcs7")) {
    return problem(
      name,
      "the value is PKCS#7 (p7b), a bag of certificates without key.",
      "Take the certificate out: `openssl pkcs7 -print_certs -in chain.p7b`.",
    );
  }
  if (kinds.has("certificate-request")) {
    return problem(
      name,
      "the value is a certificate request, not yet a certificate.",
      "Have it signed, or sign it yourself: `openssl x509 -req -in r.csr -signkey key.pem`.",
    );
  }
  if (kinds.has("public-key")) {
    return problem(
      name,
      "the value is only a public key.",
      "Give the certificate (BEGIN CERTIFICATE) for it.",
    );
  }
  return problem(name, "there is neither certificate nor key in it.", "Give a certificate as PEM or PFX.");
}
