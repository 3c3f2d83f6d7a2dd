import { inputError, type ActionError } from "../errors.ts";

/** A key, certificate or PFX that cannot be used: one sentence of what, one of what to do; never the value. */
export function problem(input: string, what: string, remedy: string): ActionError {
  return inputError(input, what, remedy, "key-material-invalid");
}

export const storeUnchanged =
  "Store the file unchanged: `gh secret set NAME < key.pem`, or `base64 -w0 file.pfx | gh secret set NAME` for a PFX.";

export const cutRemedy =
  "Store the whole file again, from a file and not by copying. A GitHub secret holds up to 48 KB.";
