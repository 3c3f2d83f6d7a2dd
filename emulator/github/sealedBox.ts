import blake from "blakejs";
import nacl from "tweetnacl";

/** Opens what a client sealed with libsodium's `crypto_box_seal`. Keys are raw X25519; throws where it is no box. */
export type OpenSealedBox = (sealed: Buffer, publicKey: Buffer, privateKey: Buffer) => Buffer;

/**
 * A sealed box is the sender's one-time public key, then a `crypto_box` whose nonce is the
 * BLAKE2b hash of both public keys. Opened without libsodium, so that the client, which seals
 * with it, is checked against another implementation.
 */
export const openSealedBox: OpenSealedBox = (sealed, publicKey, privateKey) => {
  const oneTimeKey = sealed.subarray(0, nacl.box.publicKeyLength);
  if (oneTimeKey.length < nacl.box.publicKeyLength) throw new Error("too short for a sealed box");
  const nonce = blake.blake2b(Buffer.concat([oneTimeKey, publicKey]), undefined, nacl.box.nonceLength);
  const opened = nacl.box.open(sealed.subarray(oneTimeKey.length), nonce, oneTimeKey, privateKey);
  if (opened === null) throw new Error("not sealed for this key");
  return Buffer.from(opened);
};
