import { parseKeySetTarget, type KeySetTarget } from "../config/target.ts";
import { flag } from "../config/values.ts";
import { assertNotExpired } from "../material/certificate.ts";
import { openPublicCertificate, type PublicCertificate } from "../material/public-certificate.ts";
import { WRITE_KEY_SETS } from "../permissions.ts";
import { addToKeySet, certificateFingerprint } from "./add-to-key-set.ts";
import type { Operation } from "./operation.ts";

export interface UploadCertificateConfig {
  readonly operation: "upload-certificate";
  readonly target: KeySetTarget;
  readonly certificate: PublicCertificate;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

/** Puts a public certificate into a key set: `POST /beta/trustFramework/keySets/{id}/uploadCertificate`. */
export const uploadCertificate: Operation<UploadCertificateConfig> = {
  name: "upload-certificate",
  needs: WRITE_KEY_SETS,
  inputs: ["key-set-id", "certificate", "certificate-password", "create-key-set", "dry-run"],

  async configure({ inputs, endpoints, nowMs, log, masker }) {
    const target = parseKeySetTarget(inputs, endpoints, log);
    const { certificate, warnings } = await openPublicCertificate(
      {
        name: "certificate",
        text: inputs.requireSecret("certificate", "Give the certificate: PEM, base64 DER, or base64 PFX."),
        passwordName: "certificate-password",
        password: inputs.secret("certificate-password"),
      },
      masker,
    );
    for (const warning of warnings) log.warning(warning);
    assertNotExpired("certificate", certificate.certificate, nowMs);
    if (certificate.privateKey !== undefined) {
      log.notice(
        "certificate: holds a private key, which is not sent. A key that signs or decrypts is uploaded with upload-pkcs12.",
      );
    }
    return {
      operation: "upload-certificate",
      target,
      certificate,
      createKeySet: flag(inputs, "create-key-set"),
      dryRun: flag(inputs, "dry-run"),
    };
  },

  run(config, context) {
    const { certificate, thumbprint } = config.certificate;
    return addToKeySet(
      {
        ...config,
        done: `Uploaded certificate ${thumbprint}`,
        would: `upload certificate ${thumbprint}`,
        action: "uploadCertificate",
        // Standard base64 with padding, of the whole certificate.
        body: { key: certificate.raw.toString("base64") },
        fingerprint: certificateFingerprint(certificate),
        readsFirst: true,
      },
      context,
    );
  },
};
