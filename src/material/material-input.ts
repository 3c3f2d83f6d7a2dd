import type { Secret } from "../secrets/secret.ts";

/** Pasted key material, with the names that messages call it by. */
export interface MaterialInput {
  /** Name of the input, for messages. */
  readonly name: string;
  readonly text: Secret;
  readonly passwordName: string;
  readonly password: Secret | undefined;
}
