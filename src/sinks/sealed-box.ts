import { ActionError } from "../errors.ts";
import { reveal, type Secret } from "../secrets/secret.ts";

const PUBLIC_KEY_BYTES = 32;

/** Seals it for whoever has the key's other half: libsodium's `crypto_box_seal`, in base64. */
export async function seal(name: string, credential: Secret, publicKey: string): Promise<string> {
  const key = Buffer.from(publicKey, "base64");
  if (key.length !== PUBLIC_KEY_BYTES) {
    throw new ActionError({
      code: "answer-unreadable",
      blame: "service",
      what: `${name}: GitHub's public key has ${String(key.length)} bytes instead of ${String(PUBLIC_KEY_BYTES)}.`,
      remedy: "Check github-api-url.",
    });
  }
  // Half a megabyte of WebAssembly that only GitHub's secrets need.
  const { default: sodium } = await import("libsodium-wrappers");
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal(reveal(credential), key)).toString("base64");
}
