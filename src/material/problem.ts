import { inputError, type ActionError } from "../errors.ts";
import { MOST_ROUNDS, type UnaffordableDerivation } from "./derivation-cost.ts";

/** A key, certificate or PFX that cannot be used: one sentence of what, one of what to do; never the value. */
export function problem(input: string, what: string, remedy: string): ActionError {
  return inputError(input, what, remedy, "key-material-invalid");
}

/** A key or PFX whose derivation nobody can wait for ({@link MOST_ROUNDS}), or that makes no sense. */
export function unaffordable(input: string, what: string, { rounds }: UnaffordableDerivation): ActionError {
  return problem(
    input,
    `${what} asks for ${rounds < 1n ? "less than one round" : `${rounds > 2n ** 40n ? "more than a trillion" : rounds.toLocaleString("en")} rounds`} of key derivation; no tool writes that.`,
    `Export it again with the tool's defaults (\`openssl\`: 2,048 rounds); all in all ${MOST_ROUNDS.toLocaleString("en")} are accepted.`,
  );
}

export const storeUnchanged =
  "Store the file unchanged: `gh secret set NAME < key.pem`, or `base64 -w0 file.pfx | gh secret set NAME` for a PFX.";

export const cutRemedy =
  "Store the whole file again, from a file and not by copying. A GitHub secret holds up to 48 KB.";
