import { addOwner, addRegistration, addCertificate, grant } from "../../../emulator/sample.ts";
import { combinedPem, pfx } from "../../../emulator/keyFiles.ts";
import { secret, type Chapter } from "../chapter.ts";
import { accessTokenFor } from "../token.ts";
import { newCertificate, type World } from "../world.ts";

export const application: Chapter = {
  title: "Certificates of applications",
  text: "Contoso Billing has no permission in Microsoft Graph at all. What lets it add a key is a proof of possession: a short-lived statement, signed with the private key of a certificate that it already has. The action makes it.",

  async play(stage) {
    const { tenant, billing, certificate: first, pipeline } = stage.world;
    const id = billing.application.id;

    const second = newCertificate("Contoso Billing 2");
    await stage.step({
      title: "By object id",
      text: "Sign-in: certificate (PEM). The same certificate signs the proof.",
      inputs: {
        operation: "add-key",
        "application-object-id": id,
        certificate: secret(second.certificatePem, "PEM, the new certificate alone"),
        "display-name": "billing, second half of the year",
        "client-id": billing.appId,
        "client-certificate": secret(combinedPem(first), "PEM, private key and certificate"),
      },
      expect: {
        outputs: { changed: "true", thumbprint: second.thumbprint, "key-id": /^[\da-f-]{36}$/ },
        effects: ["addKey"],
        requests: 2,
      },
    });

    const third = newCertificate("Contoso Billing 3");
    await stage.step({
      title: "By client id",
      text: "Sign-in: the certificate of the step before, as PFX. Without permission to read, the object id has to be given too: the proof names it.",
      inputs: {
        operation: "add-key",
        "app-id": billing.appId,
        "application-object-id": id,
        certificate: secret(third.der.toString("base64"), "DER in base64"),
        "client-id": billing.appId,
        "client-certificate": secret(
          pfx(second, { password: "correct horse battery" }).toString("base64"),
          "PFX in base64",
        ),
        "client-certificate-password": secret("correct horse battery", "its password"),
      },
      expect: {
        outputs: { changed: "true", thumbprint: third.thumbprint },
        effects: ["addKey"],
        requests: 2,
      },
    });

    const signing = newCertificate("Contoso Billing signing");
    await stage.step({
      title: "A key to sign with (X509CertAndPassword)",
      text: "Sign-in: an access token that an earlier step obtained. This kind of credential is the one case in which a private key is uploaded: Entra signs with it.",
      inputs: {
        operation: "add-key",
        "application-object-id": id,
        "key-credential-type": "X509CertAndPassword",
        certificate: secret(
          pfx(signing, { password: "staple battery horse" }).toString("base64"),
          "PFX in base64",
        ),
        "certificate-password": secret("staple battery horse", "its password"),
        "proof-certificate": secret(combinedPem(third), "PEM, private key and certificate"),
        "access-token": secret(await accessTokenFor(stage.world, billing.application.id), "access token"),
      },
      expect: {
        outputs: { changed: "true", thumbprint: signing.thumbprint },
        effects: ["addKey"],
        requests: 1,
      },
    });

    const payroll = addRegistration(tenant, { displayName: "Contoso Payroll" });
    const current = newCertificate("Contoso Payroll", 30);
    addCertificate(tenant, payroll.application.id, current);
    addOwner(tenant, payroll.application.id, pipeline.servicePrincipal.id);
    grant(tenant, pipeline.servicePrincipal.id, "Application.ReadWrite.OwnedBy");
    const next = newCertificate("Contoso Payroll 2");
    await stage.step({
      title: "Another application's certificate",
      text: "Sign-in: GitHub's OIDC token, as a pipeline that owns Contoso Payroll and may read it: its object id is looked up. The proof is still signed with a certificate of Contoso Payroll: signing in by OIDC does not replace it.",
      inputs: {
        operation: "add-key",
        "app-id": payroll.appId,
        certificate: secret(next.certificatePem, "PEM, the new certificate alone"),
        "proof-certificate": secret(combinedPem(current), "PEM, private key and certificate"),
        "client-id": pipeline.appId,
      },
      expect: { outputs: { changed: "true", thumbprint: next.thumbprint }, effects: ["addKey"] },
    });

    const { id: payrollId } = payroll.application;
    await stage.step({
      title: "What credentials it has",
      inputs: { operation: "list-keys", "app-id": payroll.appId, "client-id": pipeline.appId },
      expect: { outputs: { changed: "false" }, effects: [], summary: new RegExp(next.thumbprint) },
      show: ["summary"],
    });

    const remove = { operation: "remove-key", "app-id": payroll.appId, "client-id": pipeline.appId };
    await stage.step({
      title: "The key that signs the proof is not removed by mistake",
      inputs: {
        ...remove,
        "key-id": keyIdOf(stage.world, payrollId, next.thumbprint),
        "proof-certificate": secret(combinedPem(next), "PEM, private key and certificate"),
      },
      expect: { error: "proof-key", effects: [] },
    });
    const oldKeyId = keyIdOf(stage.world, payrollId, current.thumbprint);
    await stage.step({
      title: "The old certificate is removed",
      text: "With a proof by the new one. The object is read first, and again afterwards.",
      inputs: {
        ...remove,
        "key-id": oldKeyId,
        "proof-certificate": secret(combinedPem(next), "PEM, private key and certificate"),
      },
      expect: { outputs: { changed: "true", "key-id": oldKeyId }, effects: ["removeKey"] },
    });
    await stage.step({
      title: "The last one stays, whoever asks",
      inputs: {
        ...remove,
        "key-id": keyIdOf(stage.world, payrollId, next.thumbprint),
        "proof-certificate": secret(combinedPem(next), "PEM, private key and certificate"),
        "allow-self": "true",
      },
      expect: { error: "last-key", effects: [] },
    });
  },
};

function keyIdOf({ tenant }: World, objectId: string, thumbprint: string): string {
  const keys = tenant.directory.current.objects.get(objectId)?.keyCredentials ?? [];
  return keys.find((key) => key.thumbprint === thumbprint)?.keyId ?? "";
}
