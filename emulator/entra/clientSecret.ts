import type { Exchange } from "../exchange.ts";
import type { DirectoryObject, PasswordCredential } from "../model.ts";
import { AadstsRefusal } from "./aadsts.ts";

export function checkClientSecret(
  exchange: Exchange,
  secret: string,
  clientId: string,
  registered: readonly DirectoryObject[],
): PasswordCredential {
  const credential = registered
    .flatMap(({ passwordCredentials }) => passwordCredentials)
    .find(({ secretText, purpose }) => purpose === "client-secret" && secretText === secret);
  const now = exchange.tenant.now();
  if (credential === undefined || credential.startDateTime > now) {
    throw new AadstsRefusal(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  }
  if (credential.endDateTime <= now) {
    throw new AadstsRefusal(
      "invalid_client",
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    );
  }
  return credential;
}
