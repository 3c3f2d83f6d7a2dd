import { addCertificate, addKeySet, addOwner, addRegistration, grant } from "../../../emulator/sample.ts";
import { combinedPem } from "../../../emulator/keyFiles.ts";
import { secret, type Chapter } from "../chapter.ts";
import { accessTokenFor } from "../token.ts";
import { newCertificate } from "../world.ts";

export const trouble: Chapter = {
  title: "Before it writes, and when something goes wrong",
  text: "Every run ends in one of two ways: it did what was asked, or there is exactly one error that says what, why and what to do.",

  async play(stage) {
    const { tenant, pipeline } = stage.world;
    const shop = addRegistration(tenant, { displayName: "Contoso Shop" });
    const current = newCertificate("Contoso Shop", 30);
    addCertificate(tenant, shop.application.id, current);
    const next = newCertificate("Contoso Shop 2");
    const common = {
      operation: "add-key",
      certificate: secret(next.certificatePem, "PEM, the new certificate alone"),
      "client-id": shop.appId,
      "client-certificate": secret(combinedPem(current), "PEM, private key and certificate"),
    };

    await stage.step({
      title: "A dry run",
      text: "All checks, then exactly what would be sent. Nothing is written.",
      inputs: { ...common, "application-object-id": shop.application.id, "dry-run": "true" },
      expect: { outputs: { changed: "false", thumbprint: next.thumbprint }, effects: [] },
    });

    await stage.step({
      title: "An input that cannot be right",
      text: "The client id where the object id belongs, the classic mistake. It is refused before the first request.",
      inputs: { ...common, "application-object-id": shop.appId },
      expect: { error: "input-invalid", effects: [], requests: 0 },
    });

    const stranger = newCertificate("Contoso Stranger");
    const operator = addRegistration(tenant, { displayName: "Contoso Operator" });
    addOwner(tenant, shop.application.id, operator.servicePrincipal.id);
    grant(tenant, operator.servicePrincipal.id, "Application.ReadWrite.OwnedBy");
    await stage.step({
      title: "A proof that the service refuses",
      text: 'The certificate that signs it is not on the object. Microsoft Graph says "Access Token missing or malformed", which leads everybody astray. The action says what is meant, and, where it may read the object, what stands there.',
      inputs: {
        operation: "add-key",
        "application-object-id": shop.application.id,
        certificate: common.certificate,
        "proof-certificate": secret(combinedPem(stranger), "PEM, private key and certificate"),
        "access-token": secret(await accessTokenFor(stage.world, operator.application.id), "access token"),
      },
      expect: { error: "proof-refused", effects: [] },
    });

    addKeySet(tenant, "B2C_1A_LostAnswer");
    tenant.faults.add({
      method: "POST",
      path: "*/keySets/B2C_1A_LostAnswer/generateKey",
      effect: "done",
      fault: { kind: "drop" },
    });
    await stage.step({
      title: "An answer that gets lost",
      text: "The tenant makes the key and the connection breaks before the answer. Sending the request again would make a second key: the action looks whether the first one is there.",
      inputs: {
        operation: "generate-key",
        "key-set-id": "B2C_1A_LostAnswer",
        "key-type": "RSA",
        "key-use": "sig",
        "expires-on": "90d",
        "client-id": pipeline.appId,
      },
      expect: { outputs: { changed: "true", kid: /./ }, effects: ["generateKey"] },
    });
  },
};
