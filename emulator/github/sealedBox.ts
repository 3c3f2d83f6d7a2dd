/** Opens what a client sealed with libsodium's `crypto_box_seal`. Keys are raw X25519. */
export type OpenSealedBox = (sealed: Buffer, publicKey: Buffer, privateKey: Buffer) => Promise<Buffer>;

/** As much of libsodium-wrappers as is used here. */
interface Sodium {
  readonly ready: Promise<void>;
  crypto_box_seal_open(sealed: Uint8Array, publicKey: Uint8Array, privateKey: Uint8Array): Uint8Array;
}

/** Loads libsodium-wrappers when the first box arrives, so that whoever stores no secrets needs no libsodium. */
export const openWithLibsodium: OpenSealedBox = async (sealed, publicKey, privateKey) => {
  const name = "libsodium-wrappers";
  const loaded = (await import(name)) as { default?: Sodium } & Sodium;
  const sodium = loaded.default ?? loaded;
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal_open(sealed, publicKey, privateKey));
};
