import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { RsaKeys, MakeRsaKeys } from "../../src/rsa-keys.ts";

/** More than any history of a single tenant makes. */
const POOL_SIZE = 8;
const made: RsaKeys[] = [];
let next = 0;

/** The keys that {@link pooledRsaKeys} hands out, so that a test can look whether one of them shows. */
export function pooledKeys(): readonly KeyObject[] {
  return made.map(({ privateKey }) => privateKey);
}

/**
 * RSA-2048 keys from a pool: thousands of rotations would wait minutes for primes. Certificates
 * differ all the same, by their serial numbers and names.
 */
export const pooledRsaKeys: MakeRsaKeys = (bits) => {
  if (bits !== 2048) return Promise.resolve(fresh(bits));
  const index = next++ % POOL_SIZE;
  return Promise.resolve((made[index] ??= fresh(bits)));
};

function fresh(bits: number): RsaKeys {
  return generateKeyPairSync("rsa", { modulusLength: bits });
}
