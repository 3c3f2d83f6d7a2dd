import {
  addCertificate,
  addFederatedCredential,
  addKeySet,
  addOwner,
  addPassword,
  addRegistration,
  grant,
} from "../../../emulator/sample.ts";
import { combinedPem } from "../../../emulator/keyFiles.ts";
import { secret, type Chapter } from "../chapter.ts";
import { newCertificate } from "../world.ts";

const DAY_MS = 86_400_000;

export const watching: Chapter = {
  title: "Looking, without writing",
  text: "`check` says whether an operation would work here, and what is missing. `report` says what ends when.",

  async play(stage) {
    const { tenant } = stage.world;
    const stock = addRegistration(tenant, { displayName: "Contoso Stock" });
    const current = newCertificate("Contoso Stock", 25);
    addCertificate(tenant, stock.application.id, current);
    addPassword(tenant, stock.application.id, {
      displayName: "warehouse scanner",
      endDateTime: tenant.now() + 9.5 * DAY_MS,
    });
    const watcher = addRegistration(tenant, { displayName: "Contoso key watcher" });
    addFederatedCredential(tenant, watcher.application.id);
    grant(tenant, watcher.servicePrincipal.id, "Application.ReadWrite.OwnedBy");

    const step = {
      operation: "check",
      "check-operation": "add-key",
      "application-object-id": stock.application.id,
      certificate: secret(newCertificate("Contoso Stock 2").certificatePem, "PEM, the new certificate alone"),
      "client-id": watcher.appId,
    };
    await stage.step({
      title: "Would add-key work? No",
      text: "The caller owns nothing, and the proof would be signed with a certificate that is not on the object.",
      inputs: {
        ...step,
        "proof-certificate": secret(combinedPem(newCertificate("Stranger")), "PEM, key and certificate"),
      },
      expect: { error: "check-failed", outputs: { changed: "false" }, effects: [] },
      show: ["summary"],
    });

    addOwner(tenant, stock.application.id, watcher.servicePrincipal.id);
    await stage.step({
      title: "Now it would",
      text: "The remedies were followed.",
      inputs: {
        ...step,
        "proof-certificate": secret(combinedPem(current), "PEM, key and certificate"),
      },
      expect: { outputs: { changed: "false" }, effects: [], summary: /add-key would work here/ },
    });

    addKeySet(tenant, "B2C_1A_RestApiKey", [
      { kid: "rest-api-2026", kty: "oct", exp: tenant.nowSeconds() + (20 * DAY_MS) / 1000 },
    ]);
    const reader = addRegistration(tenant, { displayName: "Contoso auditor" });
    addFederatedCredential(tenant, reader.application.id);
    grant(tenant, reader.servicePrincipal.id, "Application.Read.All", "TrustFrameworkKeySet.Read.All");
    await stage.step({
      title: "Everything that ends, the soonest first",
      text: "fail-before makes it a gate: a release that must not ship with a key about to expire.",
      inputs: {
        operation: "report",
        "report-scope": "all",
        "warn-before": "30d",
        "fail-before": "14d",
        "client-id": reader.appId,
      },
      expect: { error: "credentials-expiring", outputs: { "expires-in-days": "9" }, effects: [] },
      show: ["summary"],
    });
  },
};
