import type { KeyObject } from "node:crypto";

/**
 * Registers secrets with the runner before their first use. The implementation
 * (`mask.ts`) is the only module that masks; everybody else is handed this port.
 */
export interface Masker {
  /** A secret text (token, password, pasted key) and every ordinary encoding of it. */
  text(value: string): void;
  /** A private key in every container and encoding that it is likely to be printed in. */
  privateKey(key: KeyObject): void;
  /** Secret bytes (a PFX) in base64, base64url, wrapped base64 and hex. */
  bytes(value: Uint8Array): void;
}
