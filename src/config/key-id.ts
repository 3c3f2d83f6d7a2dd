import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { parseGuid } from "./values.ts";

/** `key-id` of an application's or service principal's credential: its `keyId`, in lower case. */
export function parseCredentialKeyId(inputs: Inputs): string {
  const text = inputs.requireText("key-id", "Give the credential's key id: operation list-keys shows it.");
  if (/^[0-9a-f]{40}$/i.test(text)) {
    throw inputError(
      "key-id",
      "is a thumbprint.",
      "Give the key id of the certificate: operation list-keys shows both.",
    );
  }
  return parseGuid("key-id", text);
}
