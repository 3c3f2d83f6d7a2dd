import type * as Crypto from "node:crypto";
import { promisify } from "node:util";

/** More than any history of a single tenant makes. */
const POOL_SIZE = 8;
const made: Crypto.KeyPairKeyObjectResult[] = [];
let next = 0;

/** The keys that {@link pooled} hands out, so that a test can look whether one of them shows. */
export function pooledKeys(): readonly Crypto.KeyObject[] {
  return made.map(({ privateKey }) => privateKey);
}

/**
 * `node:crypto` whose RSA-2048 keys come from a pool: thousands of rotations would wait minutes
 * for primes. Certificates differ all the same, by their serial numbers and names.
 *
 * For `vi.mock("node:crypto", async (original) => (await import("./key-pool.ts")).pooled(await original()))`.
 */
export function pooled(crypto: typeof Crypto): typeof Crypto {
  const generate = (_type: "rsa", options: { modulusLength: number; publicExponent?: number }): unknown => {
    if (options.modulusLength !== 2048) return crypto.generateKeyPairSync("rsa", options);
    const index = next++ % POOL_SIZE;
    made[index] ??= crypto.generateKeyPairSync("rsa", options);
    return made[index];
  };
  const generateKeyPair = Object.assign(
    (type: "rsa", options: { modulusLength: number }, callback: (...of: unknown[]) => void): void => {
      const pair = generate(type, options) as Crypto.KeyPairKeyObjectResult;
      callback(null, pair.publicKey, pair.privateKey);
    },
    {
      [promisify.custom]: (type: "rsa", options: { modulusLength: number }): Promise<unknown> =>
        Promise.resolve(generate(type, options)),
    },
  );
  return { ...crypto, generateKeyPair: generateKeyPair as unknown as typeof crypto.generateKeyPair };
}
