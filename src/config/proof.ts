import type { Inputs } from "../inputs/inputs.ts";
import { missing } from "../inputs/inputs.ts";
import { assertValidNow } from "../material/certificate.ts";
import { openKeyPair, type KeyPair } from "../material/key-pair.ts";
import type { Log } from "../runner/log.ts";
import type { Masker } from "../secrets/masker.ts";
import type { SignIn } from "./sign-in.ts";

export interface ProofConfig {
  /** A certificate of the very object addressed, with its private key. */
  readonly pair: KeyPair;
  /** The user's `proof-issuer`; otherwise the object id is the issuer. */
  readonly issuer: string | undefined;
}

/** `proof-certificate`, else the certificate that signs in. */
export async function parseProof(
  inputs: Inputs,
  signIn: SignIn,
  masker: Masker,
  nowMs: number,
  log: Log,
): Promise<ProofConfig> {
  const issuer = inputs.text("proof-issuer");
  const text = inputs.secret("proof-certificate");
  if (text === undefined) {
    if (signIn.kind !== "certificate") {
      throw missing(
        "proof-certificate",
        "Give a valid certificate of the object, with its private key: this call needs a proof of possession, and signing in without a certificate does not replace it.",
      );
    }
    return { pair: signIn.pair, issuer };
  }
  const { pair, warnings } = await openKeyPair(
    {
      name: "proof-certificate",
      text,
      passwordName: "proof-certificate-password",
      password: inputs.secret("proof-certificate-password"),
    },
    masker,
  );
  for (const warning of warnings) log.warning(warning);
  assertValidNow("proof-certificate", pair.certificate, nowMs);
  return { pair, issuer };
}
