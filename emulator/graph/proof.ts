import { decodeJwt, digestOf, isSignedBy, stringClaim, timeClaim, type DecodedJwt } from "../jwt.ts";
import type { DirectoryObject, KeyCredential } from "../model.ts";
import { publicKeyOf, x5t } from "../x509.ts";
import type { JsonObject } from "./body.ts";
import type { GraphCall } from "./call.ts";
import { optionalString } from "./fields.ts";
import { badProof, insufficientPrivileges } from "./refusal.ts";

/** The legacy directory service, in every cloud; never Graph's own id. */
const AUDIENCE = "00000002-0000-0000-c000-000000000000";
const LONGEST_LIFETIME_SECONDS = 600;

/** The proof's text; leaving it out is a matter of privileges, as the service has it. */
export function requireProof(body: JsonObject): string {
  const proof = optionalString(body, "proof");
  if (proof === undefined || proof === "") throw insufficientPrivileges();
  return proof;
}

/**
 * The proof of possession for this very object. Returns the credential that signed it.
 * The client learns nothing; the log's note `proofFault` says what was wrong.
 */
export async function checkProof(
  call: GraphCall,
  object: DirectoryObject,
  proof: string,
): Promise<KeyCredential> {
  const { exchange } = call;
  const jwt = decodeJwt(proof);
  exchange.noteOnce("proofDigest", digestOf(proof), "the proof");
  exchange.note("proof", jwt?.claims);
  const signer = jwt === undefined ? undefined : namedCredential(jwt, object);
  const fault =
    jwt === undefined
      ? "format"
      : (headerFault(jwt) ?? claimFault(call, object, jwt) ?? signerFault(call, signer));
  const isGenuine =
    fault === undefined &&
    signer !== undefined &&
    (await isSignedBy(proof, publicKeyOf(signer.certificate), "RS256"));
  if (!isGenuine) {
    exchange.note("proofFault", fault ?? "signature");
    throw badProof();
  }
  exchange.note("proofKeyId", signer.keyId);
  return signer;
}

function headerFault({ header }: DecodedJwt): string | undefined {
  if (header["alg"] !== "RS256") return "alg";
  if (header["typ"] !== undefined && header["typ"] !== "JWT") return "typ";
  return undefined;
}

function claimFault({ tenant }: GraphCall, object: DirectoryObject, jwt: DecodedJwt): string | undefined {
  if (jwt.claims["aud"] !== AUDIENCE) return "aud";
  const issuers = tenant.behaviour.clientIdAsProofIssuer ? [object.id, object.appId] : [object.id];
  if (!issuers.includes(stringClaim(jwt, "iss") ?? "")) return "iss";
  const nbf = timeClaim(jwt, "nbf");
  const exp = timeClaim(jwt, "exp");
  if (nbf === undefined || exp === undefined) return "nbf or exp missing";
  if (exp <= nbf || exp - nbf > LONGEST_LIFETIME_SECONDS) return "lifetime";
  const now = tenant.now() / 1000;
  const tolerance = tenant.behaviour.proofToleranceSeconds;
  if (now < nbf - tolerance) return "not yet valid";
  if (now >= exp + tolerance) return "expired";
  return undefined;
}

function signerFault({ tenant }: GraphCall, signer: KeyCredential | undefined): string | undefined {
  if (signer === undefined) return "no such certificate on this object";
  const now = tenant.now();
  return signer.startDateTime <= now && now < signer.endDateTime ? undefined : "certificate expired";
}

/** The credential that `x5t`, `kid` (hex SHA-1) or both name; two different ones are none. */
function namedCredential({ header }: DecodedJwt, object: DirectoryObject): KeyCredential | undefined {
  const { x5t: thumbprint, kid } = header;
  if (thumbprint === undefined && kid === undefined) return undefined;
  return object.keyCredentials.find(
    (credential) =>
      (thumbprint === undefined || thumbprint === x5t(credential.certificate, "sha1")) &&
      (kid === undefined || (typeof kid === "string" && kid.toUpperCase() === credential.thumbprint)),
  );
}
