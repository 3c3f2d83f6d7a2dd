import { addPassword, addKeySet } from "../../../emulator/sample.ts";
import { secret, type Chapter } from "../chapter.ts";

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
        requests: 2,
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
  },
};
