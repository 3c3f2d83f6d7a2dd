import type { Exchange } from "../exchange.ts";
import { isSignedBy, stringClaim, timeClaim, type DecodedJwt } from "../jwt.ts";
import type { DirectoryObject, KeyCredential } from "../model.ts";
import { publicKeyOf, x5t } from "../x509.ts";
import { AadstsRefusal } from "./aadsts.ts";
import { checkValidityPeriod } from "./validityPeriod.ts";

const REVIEW =
  "Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials";

/** A day: Entra does not restrict `exp`, but no client means more than that. */
const LONGEST_LIFETIME_SECONDS = 86_400;

/** An assertion that the client signed with its own certificate (RFC 7523). Returns the certificate. */
export async function checkCertificateAssertion(
  exchange: Exchange,
  assertion: string,
  jwt: DecodedJwt,
  clientId: string,
  registered: readonly DirectoryObject[],
): Promise<KeyCredential> {
  if (stringClaim(jwt, "sub") !== clientId) {
    throw new AadstsRefusal(
      "invalid_client",
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. ${REVIEW} .`,
    );
  }
  if (!audiencesOf(exchange).includes(stringClaim(jwt, "aud") ?? "")) {
    throw new AadstsRefusal(
      "invalid_client",
      700023,
      `Client assertion audience claim does not match Realm issuer. ${REVIEW} .`,
    );
  }
  if ((stringClaim(jwt, "jti") ?? "") === "") throw malformed("The jti claim is missing.");
  const nbf = timeClaim(jwt, "nbf");
  const exp = timeClaim(jwt, "exp");
  if (nbf === undefined || exp === undefined) throw malformed("The nbf or exp claim is missing.");
  if (exp <= nbf || exp - nbf > LONGEST_LIFETIME_SECONDS) throw malformed("The lifetime is not sensible.");
  checkValidityPeriod(exchange.tenant, nbf, exp);

  const algorithm = String(jwt.header["alg"]);
  const candidates = registered.flatMap(({ keyCredentials }) => keyCredentials);
  const credential = named(jwt, algorithm, candidates);
  if (credential === undefined) throw notRegistered(jwt, clientId);
  if (!isCurrent(credential, exchange.tenant.now())) throw expired(credential, clientId);
  if (!(await isSignedBy(assertion, publicKeyOf(credential.certificate), algorithm))) {
    throw new AadstsRefusal(
      "invalid_client",
      50012,
      `Authentication failed. The signature of the client assertion is invalid. ${REVIEW} .`,
    );
  }
  return credential;
}

/** The token endpoint's URL, or the issuer, at the very host that was called. */
function audiencesOf({ url }: Exchange): string[] {
  const tenant = url.pathname.split("/")[1] ?? "";
  return [`${url.origin}${url.pathname}`, `${url.origin}/${tenant}/v2.0`];
}

/** The certificate that the header names: `x5t` with RS256, `x5t#S256` with PS256; `kid` is not looked at. */
function named(
  jwt: DecodedJwt,
  algorithm: string,
  candidates: readonly KeyCredential[],
): KeyCredential | undefined {
  const [header, hash] =
    algorithm === "RS256"
      ? (["x5t", "sha1"] as const)
      : algorithm === "PS256"
        ? (["x5t#S256", "sha256"] as const)
        : [undefined, undefined];
  if (header === undefined) throw malformed(`The algorithm '${algorithm}' is not supported.`);
  const thumbprint = jwt.header[header];
  if (typeof thumbprint !== "string") throw malformed(`The header has no '${header}'.`);
  return candidates.find(({ certificate }) => x5t(certificate, hash) === thumbprint);
}

function isCurrent(credential: KeyCredential, now: number): boolean {
  return credential.startDateTime <= now && now < credential.endDateTime;
}

function malformed(reason: string): AadstsRefusal {
  return new AadstsRefusal("invalid_request", 50027, `JWT token is invalid or malformed. ${reason}`);
}

function notRegistered(jwt: DecodedJwt, clientId: string): AadstsRefusal {
  const thumbprint = jwt.header["x5t#S256"] ?? jwt.header["x5t"];
  if (jwt.header["x5c"] !== undefined) {
    return new AadstsRefusal(
      "invalid_client",
      700030,
      "Invalid certificate - subject name in certificate is not authorized.",
    );
  }
  const hex = Buffer.from(String(thumbprint), "base64url").toString("hex").toUpperCase();
  return refuseKey("The key was not found.", `Thumbprint of key used by client: '${hex}'`, clientId);
}

function expired(credential: KeyCredential, clientId: string): AadstsRefusal {
  const start = new Date(credential.startDateTime).toUTCString();
  const end = new Date(credential.endDateTime).toUTCString();
  return refuseKey(
    "The key used is expired.",
    `Thumbprint of key used by client: '${credential.thumbprint}', Found key 'Start=${start}, End=${end}'`,
    clientId,
  );
}

function refuseKey(reason: string, key: string, clientId: string): AadstsRefusal {
  return new AadstsRefusal(
    "invalid_client",
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - ${reason}, ${key}, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'. ${REVIEW}].`,
  );
}
