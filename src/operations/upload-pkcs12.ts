import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { assertNotExpired } from "../material/certificate.ts";
import { openPkcs12, type Pkcs12 } from "../material/pkcs12.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { addToKeySet, certificateFingerprint } from "./add-to-key-set.ts";
import type { Operation } from "./operation.ts";

export interface UploadPkcs12Config {
  readonly operation: "upload-pkcs12";
  readonly target: KeySetTarget;
  readonly pkcs12: Pkcs12;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/** Puts a certificate with its private key into a key set: `POST /beta/trustFramework/keySets/{id}/uploadPkcs12`. */
export const uploadPkcs12: Operation<UploadPkcs12Config> = {
  name: "upload-pkcs12",
  needs: WRITE_KEY_SETS,
  inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],

  async configure({ inputs, endpoints, nowMs, log, masker }) {
    const target = parseKeySetTarget(inputs, endpoints, log);
    const { pkcs12, warnings } = await openPkcs12(
      {
        name: "certificate",
        text: inputs.requireSecret("certificate", "Give base64 of a PFX that holds key and certificate."),
        passwordName: "certificate-password",
        password: inputs.secret("certificate-password"),
      },
      masker,
    );
    for (const warning of warnings) log.warning(warning);
    assertNotExpired("certificate", pkcs12.pair.certificate, nowMs);
    if (pkcs12.repacked) {
      log.notice(
        "certificate: the PFX is protected in a newer way (AES, or a MAC other than SHA-1) than Azure AD B2C reads. It was re-packed with 3DES in memory: same key, certificates and password.",
      );
    }
    return {
      operation: "upload-pkcs12",
      target,
      pkcs12,
      createKeySet: flag(inputs, "create-key-set"),
      dryRun: flag(inputs, "dry-run"),
    };
  },

  run(config, context) {
    const { pair, pfx, password } = config.pkcs12;
    const what = `the key and certificate ${pair.thumbprint}`;
    return addToKeySet(
      {
        ...config,
        done: `Uploaded ${what}`,
        would: `upload ${what}`,
        action: "uploadPkcs12",
        // The parameter is sent even where the PFX has no password: it is not declared optional.
        body: { key: pfx, password },
        fingerprint: certificateFingerprint(pair.certificate),
        readsFirst: true,
      },
      context,
    );
  },
};
