import type { Exchange } from "../exchange.ts";
import { isSignedBy, stringClaim, timeClaim, type DecodedJwt } from "../jwt.ts";
import type { FederatedCredential } from "../model.ts";
import { signingKeyOf } from "../signingKey.ts";
import { AadstsRefusal } from "./aadsts.ts";
import { checkValidityPeriod } from "./validityPeriod.ts";

const HINT =
  "Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

/** An assertion that another issuer signed: GitHub's OIDC token. Every comparison is exact. */
export async function checkFederatedAssertion(
  exchange: Exchange,
  assertion: string,
  jwt: DecodedJwt,
  records: readonly FederatedCredential[],
): Promise<FederatedCredential> {
  const issuer = stringClaim(jwt, "iss") ?? "";
  const subject = stringClaim(jwt, "sub") ?? "";
  const audience = stringClaim(jwt, "aud") ?? "";
  exchange.note("oidcJti", jwt.claims["jti"] ?? null);
  exchange.note("oidcSubject", subject);
  const record = match(records, issuer, subject, audience);

  if (issuer !== exchange.tenant.github.job.issuer) {
    throw new AadstsRefusal("invalid_request", 90061, "Request to External OIDC endpoint failed.");
  }
  const isSigned =
    jwt.header["alg"] === "RS256" && (await isSignedBy(assertion, signingKeyOf("github").publicKey, "RS256"));
  if (!isSigned) {
    throw new AadstsRefusal("invalid_client", 50013, "Assertion failed signature validation.");
  }
  const exp = timeClaim(jwt, "exp");
  if (exp === undefined) {
    throw new AadstsRefusal("invalid_request", 50027, "JWT token is invalid or malformed.");
  }
  checkValidityPeriod(exchange.tenant, timeClaim(jwt, "nbf") ?? timeClaim(jwt, "iat") ?? 0, exp);
  return record;
}

/** Says which of the three it was by the order of the service: issuer, subject, audience. */
function match(
  records: readonly FederatedCredential[],
  issuer: string,
  subject: string,
  audience: string,
): FederatedCredential {
  if (records.length === 0) {
    throw new AadstsRefusal(
      "invalid_request",
      70021,
      `No matching federated identity record found for presented assertion. Assertion Issuer: '${issuer}'. Assertion Subject: '${subject}'. Assertion Audience: '${audience}'. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
    );
  }
  const sameIssuer = records.filter((record) => record.issuer === issuer);
  if (sameIssuer.length === 0) throw mismatch(700211, `issuer '${issuer}'`);
  const sameSubject = sameIssuer.filter((record) => record.subject === subject);
  if (sameSubject.length === 0) throw mismatch(700213, `subject '${subject}'`);
  const record = sameSubject.find((each) => each.audience === audience);
  if (record === undefined) throw mismatch(700212, `audience '${audience}'`);
  return record;
}

function mismatch(code: number, what: string): AadstsRefusal {
  return new AadstsRefusal(
    "invalid_client",
    code,
    `No matching federated identity record found for presented assertion ${what}. ${HINT}`,
  );
}
