import { join } from "node:path";
import { combinedPem, pfx } from "../../emulator/keyFiles.ts";
import type { Scene } from "../support/contract.ts";
import { addOldKey } from "../support/credential-calls.ts";
import { KEY_SET, operationInputs, PASSWORD, type Inputs } from "../support/world.ts";

/** Every operation, and `rotate` on its other kind of target. */
export const SUBJECTS = [
  "generate-key",
  "upload-secret",
  "upload-certificate",
  "upload-pkcs12",
  "get-active-key",
  "enable-key",
  "disable-key",
  "delete-key-set",
  "add-key",
  "remove-key",
  "add-password",
  "remove-password",
  "list-keys",
  "report",
  "rotate",
  "retire",
  "check",
  "rotate a key set",
] as const;

/** Inputs with which the operation works in this world. Files lie in `temp`. */
export function workingInputs(world: Scene, operation: (typeof SUBJECTS)[number], temp: string): Inputs {
  const object = { operation, "application-object-id": world.app.application.id };
  const keySet = { operation, "key-set-id": KEY_SET };
  const proof = { "proof-certificate": combinedPem(world.appCertificate) };
  switch (operation) {
    case "generate-key":
    case "upload-secret":
    case "add-key":
      return operationInputs(world, operation);
    case "upload-certificate":
      return { ...keySet, certificate: world.newCertificate.certificatePem };
    case "upload-pkcs12": {
      const file = pfx(world.newCertificate, { password: PASSWORD, encryption: "legacy" });
      return { ...keySet, certificate: file.toString("base64"), "certificate-password": PASSWORD };
    }
    case "get-active-key":
      return keySet;
    case "enable-key":
    case "disable-key":
      return { ...keySet, "key-id": world.keys(KEY_SET)[0]!.kid };
    case "delete-key-set":
      return { ...keySet, confirm: KEY_SET };
    case "remove-key":
      return { ...object, ...proof, "key-id": addOldKey(world).keyId };
    case "add-password":
      return { ...object, "secret-output-file": join(temp, "new-secret") };
    case "remove-password":
      return { ...object, "key-id": world.application().passwordCredentials[0]!.keyId };
    case "list-keys":
    case "report":
      return object;
    case "rotate":
    case "retire":
      return {
        ...object,
        ...proof,
        "rotation-name": "fuzz",
        force: operation === "rotate" ? "true" : "",
        "deliver-to": operation === "rotate" ? `file:${join(temp, "new-key")}` : "",
      };
    case "rotate a key set":
      return {
        ...keySet,
        operation: "rotate",
        "key-type": "RSA",
        "key-use": "sig",
        force: "true",
        "retire-key-ids": world.keys(KEY_SET)[0]!.kid,
      };
    case "check":
      return { ...operationInputs(world, "generate-key"), operation, "check-operation": "generate-key" };
  }
}
