import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

export interface RsaKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Makes a new RSA key. Passed in: tests that rotate thousands of times cannot wait for primes. */
export type MakeRsaKeys = (bits: 2048 | 3072 | 4096) => Promise<RsaKeys>;

/** By OpenSSL's generator, off the main thread. */
export const makeRsaKeys: MakeRsaKeys = (bits) =>
  promisify(generateKeyPair)("rsa", { modulusLength: bits, publicExponent: 0x10001 });
