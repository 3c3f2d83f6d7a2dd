import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  addFederatedCredential,
  addKeySet,
  addOwner,
  addPassword,
  addRegistration,
  grant,
} from "../../../emulator/sample.ts";
import type { Chapter } from "../chapter.ts";

export const passwords: Chapter = {
  title: "A client secret, from Entra into a policy key",
  text: "B2C users sign in through another directory: an application there has a client secret, and a policy key has its copy. Two steps of one job renew both, each with a sign-in of its own. Between them the secret is in a file, and nowhere else.",

  async play(stage) {
    const { tenant, pipeline, temp } = stage.world;
    const provider = addRegistration(tenant, { displayName: "Contoso sign-in" });
    const old = addPassword(tenant, provider.application.id, { displayName: "last quarter" });
    const directory = addRegistration(tenant, { displayName: "Contoso directory pipeline" });
    addFederatedCredential(tenant, directory.application.id);
    addOwner(tenant, provider.application.id, directory.servicePrincipal.id);
    grant(tenant, directory.servicePrincipal.id, "Application.ReadWrite.OwnedBy");
    addKeySet(tenant, "B2C_1A_WorkforceSecret");

    const made = await stage.step({
      title: "A new client secret",
      text: "Sign-in: GitHub's OIDC token, as the pipeline that owns the application.",
      inputs: {
        operation: "add-password",
        "app-id": provider.appId,
        "expires-on": "90d",
        "display-name": "policy key B2C_1A_WorkforceSecret",
        "secret-output-file": "identity-provider-secret",
        "client-id": directory.appId,
      },
      expect: {
        outputs: { changed: "true", "key-id": /^[\da-f-]{36}$/, "expires-in-days": "89" },
        effects: ["addPassword"],
      },
    });
    const file = join(temp, "identity-provider-secret");
    const truth = tenant.directory.current.objects.get(provider.application.id)?.passwordCredentials.at(-1);
    stage.see(
      "the secret is in the file, which only its owner may read (0600), and in no output, summary or log",
      existsSync(file) &&
        readFileSync(file, "utf8") === truth?.secretText &&
        (process.platform === "win32" || (statSync(file).mode & 0o777) === 0o600),
    );

    await stage.step({
      title: "It becomes the policy key",
      text: "Sign-in: another application's, in the B2C tenant (here the same one).",
      inputs: {
        operation: "upload-secret",
        "key-set-id": "B2C_1A_WorkforceSecret",
        "key-use": "sig",
        "secret-file": "identity-provider-secret",
        "expires-on": made.outputs["expires-on"] ?? "",
        "client-id": pipeline.appId,
      },
      expect: {
        outputs: { changed: "true", "key-type": "oct", "expires-on": made.outputs["expires-on"] ?? /./ },
        effects: ["uploadSecret"],
      },
    });
    const copy = tenant.directory.current.keySets.get("B2C_1A_WorkforceSecret")?.keys.at(-1);
    stage.see(
      "the policy key is the application's secret, and the file is gone",
      copy?.secret === truth?.secretText && !existsSync(file),
    );

    await stage.step({
      title: "The old secret is removed",
      inputs: {
        operation: "remove-password",
        "app-id": provider.appId,
        "key-id": old.keyId,
        "client-id": directory.appId,
      },
      expect: { outputs: { changed: "true", "key-id": old.keyId }, effects: ["removePassword"] },
    });
  },
};
