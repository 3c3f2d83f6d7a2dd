import { addPassword, addKeySet } from "../../../emulator/sample.ts";
import { combinedPem, pfx } from "../../../emulator/keyFiles.ts";
import { secret, type Chapter } from "../chapter.ts";
import { newCertificate } from "../world.ts";

export const keySets: Chapter = {
  title: "Key sets of Azure AD B2C",
  text: "A key set holds the keys with which custom policies sign and encrypt, and secrets of other identity providers. Contoso's pipeline holds one permission, TrustFrameworkKeySet.ReadWrite.All.",

  async play(stage) {
    const { tenant, pipeline } = stage.world;
    const clientId = pipeline.appId;

    await stage.step({
      title: "The service makes a signing key",
      text: "Sign-in: GitHub's OIDC token. No secret is kept anywhere.",
      inputs: {
        operation: "generate-key",
        "key-set-id": "B2C_1A_TokenSigningKeyContainer",
        "key-type": "RSA",
        "key-use": "sig",
        "not-before": "25h",
        "expires-on": "180d",
        "client-id": clientId,
      },
      expect: {
        outputs: { changed: "true", "key-type": "RSA", "key-use": "sig", kid: /./, "expires-in-days": "179" },
        effects: ["generateKey"],
      },
    });

    const clientSecret = addPassword(tenant, pipeline.application.id, { displayName: "pipeline" }).secretText;
    addKeySet(tenant, "B2C_1A_FacebookSecret");
    await stage.step({
      title: "An identity provider's secret is uploaded",
      text: "Sign-in: client secret. The prefix B2C_1A_ may be left out.",
      inputs: {
        operation: "upload-secret",
        "key-set-id": "FacebookSecret",
        secret: secret("fb-4c1d96cb0d8e4f7fa0e3\n", "text"),
        "key-use": "sig",
        "expires-on": "2027-12-31",
        "client-id": clientId,
        "client-secret": secret(clientSecret, "client secret"),
      },
      expect: {
        outputs: {
          changed: "true",
          "key-set-id": "B2C_1A_FacebookSecret",
          "key-type": "oct",
          "expires-on": "2027-12-31T00:00:00Z",
        },
        effects: ["uploadSecret"],
        // A fixed date comes again when the workflow does: the set is read first.
        requests: 3,
      },
    });

    await stage.step({
      title: "A key set that is not there yet",
      text: "Made on the way, because create-key-set says so.",
      inputs: {
        operation: "generate-key",
        "key-set-id": "B2C_1A_TokenEncryptionKeyContainer",
        "create-key-set": "true",
        "key-type": "RSA",
        "key-use": "enc",
        "client-id": clientId,
      },
      expect: {
        outputs: { changed: "true", "key-set-id": "B2C_1A_TokenEncryptionKeyContainer", "key-use": "enc" },
        effects: ["createKeySet", "generateKey"],
      },
    });

    const partner = newCertificate("Partner signing", 400);
    const common = { "client-id": clientId };
    await stage.step({
      title: "A partner's public certificate",
      text: "What a policy verifies with. The file has the private key too; it stays on the runner.",
      inputs: {
        operation: "upload-certificate",
        "key-set-id": "B2C_1A_PartnerCertificate",
        certificate: secret(combinedPem(partner), "PEM, private key and certificate"),
        "create-key-set": "true",
        ...common,
      },
      expect: {
        outputs: { changed: "true", thumbprint: partner.thumbprint },
        effects: ["createKeySet", "uploadCertificate"],
      },
    });

    const saml = newCertificate("Contoso SAML", 400);
    addKeySet(tenant, "B2C_1A_SamlSigning");
    await stage.step({
      title: "A PFX as today's tools make it",
      text: "Azure AD B2C opens old PFX files only, and calls the password of every other one wrong. The action packs it anew, in memory.",
      inputs: {
        operation: "upload-pkcs12",
        "key-set-id": "B2C_1A_SamlSigning",
        certificate: secret(
          pfx(saml, { password: "saml of the lambs", encryption: "modern" }).toString("base64"),
          "PFX with AES-256 in base64",
        ),
        "certificate-password": secret("saml of the lambs", "its password"),
        ...common,
      },
      expect: {
        outputs: { changed: "true", thumbprint: saml.thumbprint, kid: /./ },
        effects: ["uploadPkcs12"],
        log: /re-packed|packed anew/,
      },
    });

    const signing = "B2C_1A_TokenSigningKeyContainer";
    await stage.step({
      title: "What is in the key set",
      inputs: { operation: "list-keys", "key-set-id": signing, ...common },
      expect: { outputs: { changed: "false" }, effects: [] },
      show: ["summary"],
    });

    const active = await stage.step({
      title: "Which key policies use now",
      inputs: { operation: "get-active-key", "key-set-id": signing, ...common },
      expect: { outputs: { kid: /./, "key-use": "sig", changed: "false" }, effects: [] },
    });

    await stage.step({
      title: "The only key in use cannot be disabled",
      text: "The newer key is not active yet. Without this one every policy would fail.",
      inputs: {
        operation: "disable-key",
        "key-set-id": signing,
        "key-id": active.outputs["kid"] ?? "",
        ...common,
      },
      expect: { error: "last-key", effects: [], log: /Every policy/ },
    });

    const old = "B2C_1A_OldSigningKeyContainer";
    addKeySet(tenant, old, [{ kid: "2024" }, { kid: "2025" }]);
    await stage.step({
      title: "One of two keys can",
      inputs: { operation: "disable-key", "key-set-id": old, "key-id": "2024", ...common },
      expect: { outputs: { changed: "true", "key-id": "2024" }, effects: ["disableKey"] },
    });
    await stage.step({
      title: "And be enabled again",
      inputs: { operation: "enable-key", "key-set-id": old, "key-id": "2024", ...common },
      expect: { outputs: { changed: "true", "key-id": "2024" }, effects: ["enableKey"] },
    });

    await stage.step({
      title: "To delete a key set takes its full id twice",
      text: "Nobody can restore one.",
      inputs: {
        operation: "delete-key-set",
        "key-set-id": old,
        confirm: "OldSigningKeyContainer",
        ...common,
      },
      expect: { error: "input-invalid", effects: [], requests: 0 },
    });
    await stage.step({
      title: "Like this",
      inputs: { operation: "delete-key-set", "key-set-id": old, confirm: old, ...common },
      expect: { outputs: { changed: "true", "key-set-id": old }, effects: ["deleteKeySet"] },
    });
  },
};
