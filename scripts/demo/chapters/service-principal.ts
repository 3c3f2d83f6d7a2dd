import { addCertificate, addPassword, addRegistration } from "../../../emulator/sample.ts";
import { combinedPem, encryptedPkcs8Pem, pfx } from "../../../emulator/keyFiles.ts";
import { secret, type Chapter } from "../chapter.ts";
import { newCertificate } from "../world.ts";

export const servicePrincipal: Chapter = {
  title: "Certificates of service principals",
  text: "The service principal (enterprise application) is a second object beside the application, with an object id and keys of its own.",

  async play(stage) {
    const { tenant } = stage.world;
    const portal = addRegistration(tenant, { displayName: "Contoso Portal" });
    const { id } = portal.servicePrincipal;
    const first = newCertificate("Contoso Portal", 30);
    addCertificate(tenant, id, first);
    const clientSecret = addPassword(tenant, portal.application.id, { displayName: "portal" }).secretText;

    const second = newCertificate("Contoso Portal 2");
    await stage.step({
      title: "By object id",
      text: "Sign-in: certificate. Its private key is encrypted.",
      inputs: {
        operation: "add-key",
        "service-principal-object-id": id,
        certificate: secret(second.certificatePem, "PEM, the new certificate alone"),
        "client-id": portal.appId,
        "client-certificate": secret(
          encryptedPkcs8Pem(first, "portal of the sun") + first.certificatePem,
          "PEM, encrypted private key and certificate",
        ),
        "client-certificate-password": secret("portal of the sun", "its password"),
      },
      expect: {
        outputs: { changed: "true", thumbprint: second.thumbprint },
        effects: ["addKey"],
        requests: 2,
      },
    });

    const signing = newCertificate("Contoso Portal signing");
    await stage.step({
      title: "By client id, a key to sign with",
      text: "Sign-in: client secret. The proof is signed with the certificate of the step before.",
      inputs: {
        operation: "add-key",
        "service-principal-app-id": portal.appId,
        "service-principal-object-id": id,
        "key-credential-type": "X509CertAndPassword",
        certificate: secret(
          pfx(signing, { password: "sun of the portal" }).toString("base64"),
          "PFX in base64",
        ),
        "certificate-password": secret("sun of the portal", "its password"),
        "proof-certificate": secret(combinedPem(second), "PEM, private key and certificate"),
        "client-id": portal.appId,
        "client-secret": secret(clientSecret, "client secret"),
      },
      expect: {
        outputs: { changed: "true", thumbprint: signing.thumbprint },
        effects: ["addKey"],
        requests: 2,
      },
    });
  },
};
