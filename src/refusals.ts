/** What one of the service's codes means here. The README's troubleshooting table is made from these rows. */
export interface Refusal {
  /** Codes as the service writes them: `error.code` of Graph, `AADB2C…` in code or message, `AADSTS…`. */
  readonly codes: readonly string[];
  /** Part of the message, where the code alone says too little. */
  readonly text?: RegExp;
  readonly cause: string;
  readonly remedy: string;
}

/** Graph's answers. The first row that matches wins: rows with a text stand before those without. */
export const GRAPH_REFUSALS: readonly Refusal[] = [
  {
    codes: ["Authentication_MissingOrMalformed"],
    cause:
      "The proof of possession was refused (the message speaks of the access token, but that one is fine).",
    remedy:
      "Sign it with a certificate that is registered, unexpired, on the very object addressed: proof-certificate of the application for an application, of the service principal for a service principal. The proof names the object id as issuer: check application-object-id or service-principal-object-id.",
  },
  {
    codes: ["InvalidAuthenticationToken", "CompactToken"],
    cause:
      "Graph does not accept the access token: it has expired, or it is for another tenant, cloud or service.",
    remedy:
      "Check cloud and tenant-id; a ready access-token must be for Microsoft Graph and not older than an hour.",
  },
  {
    codes: ["Authorization_RequestDenied", "Authorization_IdentityNotFound", "AccessDenied", "Forbidden"],
    cause: "The caller may not do this.",
    remedy:
      "Grant the permission named in this message to the application that signs in, with admin consent, and wait some minutes.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest"],
    text: /No credentials found to be removed/i,
    cause: "There is no credential with that key id on the object, or it is not replicated yet.",
    remedy: "Check key-id (operation list-keys); if the key was added a moment ago, try again in a minute.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest"],
    text: /Edm\.Binary/i,
    cause: "A certificate did not arrive as standard base64.",
    remedy: "This is a defect of this action: report it.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest"],
    text: /password credential end ?date is invalid/i,
    cause: "The secret would end before it begins, or before now.",
    remedy: "Check not-before and expires-on, and the runner's clock.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest"],
    text: /end ?date is invalid/i,
    cause: "The credential would outlive its certificate.",
    remedy: "Send a certificate that is valid for longer.",
  },
  {
    codes: ["CredentialInvalidLifetimeAsPerAppPolicy"],
    cause: "The tenant's app management policy limits how long a credential may live.",
    remedy: "Use a certificate with a shorter validity, or an earlier expires-on.",
  },
  {
    codes: ["CannotUpdateLockedServicePrincipalProperty"],
    cause:
      "The application's instance property lock forbids changes to the credentials of its service principals.",
    remedy:
      "Change the application's own credentials (application-object-id or app-id), or let its publisher lift the lock.",
  },
  {
    codes: ["CredentialTypeNotAllowedAsPerAppPolicy"],
    cause: "The tenant's app management policy forbids this type of credential.",
    remedy: "Use another type (a certificate rather than a secret), or have the application exempted.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest", "ResourceNotFound"],
    text: /segment 'keys_v2'/i,
    cause:
      "Single keys cannot be switched here: this tenant or cloud does not have keys_v2, which is a preview.",
    remedy: "Switch the key in the portal: Identity Experience Framework, Policy keys.",
  },
  {
    codes: ["Request_BadRequest", "BadRequest"],
    text: /HTTP method is not allowed|No HTTP resource was found/i,
    cause: "The service does not offer this call here.",
    remedy: "Check cloud and graph-url; key sets exist in Azure AD B2C tenants only.",
  },
  {
    codes: ["AADB2C90215"],
    text: /different use/i,
    cause:
      "The key set holds keys for another use: signing (sig) and encryption (enc) do not mix. A certificate's use follows from its key usage.",
    remedy:
      "Use another key set, or a certificate whose key usage fits: digitalSignature for sig (`-KeyUsageProperty Sign` of New-SelfSignedCertificate), keyEncipherment for enc.",
  },
  {
    codes: ["AADB2C95042"],
    cause: "A key set holds keys for one use: signing (sig) and encryption (enc) do not mix.",
    remedy: "Use another key set for this use.",
  },
  {
    codes: ["AADB2C90130", "AADB2C95052", "AADB2C90073"],
    cause: "There is no key set with this id in the tenant.",
    remedy: "Check key-set-id and tenant-id.",
  },
  {
    codes: ["AADB2C90132", "AADB2C90133", "AADB2C90134", "AADB2C90135"],
    cause: "The key cannot be taken out of use: there is no other key that could follow it.",
    remedy: "Add a key first, then take this one out of use.",
  },
  {
    codes: ["AADB2C90137", "AADB2C90138"],
    cause: "The key is too short.",
    remedy: "Use RSA of 2048 bits or more; a symmetric key or secret must be longer.",
  },
  {
    codes: ["AADB2C90180"],
    cause: "The key set has this very key already.",
    remedy: "Nothing is to be done, or upload another one.",
  },
  {
    codes: ["AADB2C90214", "AADB2C90220"],
    cause: "The key or certificate has expired, or is not valid yet.",
    remedy: "Upload one that is valid.",
  },
  {
    codes: ["AADB2C95032", "AADB2C90089"],
    cause: "A key set holds keys of one type: RSA and symmetric keys do not mix.",
    remedy: "Use another key set for this type of key.",
  },
  {
    codes: ["AADB2C95028", "AADB2C95038"],
    cause: "A key set of that name exists already.",
    remedy: "Use it as it is, or choose another name.",
  },
  {
    codes: ["AADB2C90213", "AADB2C95025"],
    cause:
      "The service could not open the PFX: its password is wrong, or it uses an encryption (AES) that the service does not read.",
    remedy:
      "upload-pkcs12 opens the PFX with this password itself and re-packs AES, so this is not expected: report it. A way round is `openssl pkcs12 -export -legacy`.",
  },
  {
    codes: ["Directory_ConcurrencyViolation", "AADB2C95053"],
    cause: "Another write to the same object was in progress.",
    remedy: "Run it again; let one workflow at a time write to one application.",
  },
  {
    codes: ["Directory_QuotaExceeded", "Directory_ObjectQuotaExceeded"],
    cause: "The tenant's or the object's quota is used up.",
    remedy: "Remove credentials that are no longer needed.",
  },
  {
    codes: [
      "Request_ResourceNotFound",
      "ResourceNotFound",
      "NotFound",
      "itemNotFound",
      "Directory_ObjectNotFound",
    ],
    cause: "The object does not exist in this tenant, or the id is of another kind of object.",
    remedy:
      "Check the id and tenant-id: an application and its service principal have different object ids, and neither is the client id.",
  },
  {
    codes: ["TooManyRequests", "Request_ThrottledTemporarily", "AADB2C90229", "AADB2C90244", "AADB2C95043"],
    cause: "The service throttled this caller for longer than the run may wait.",
    remedy: "Run it again later, or give it a longer timeout.",
  },
];

/** Entra's answers to a token request (docs/service-facts.md, "Token service"). */
export const SIGN_IN_REFUSALS: readonly Refusal[] = [
  {
    codes: ["AADSTS700027"],
    cause: "The certificate that signed is not registered on the application, or not yet replicated.",
    remedy: "Upload the certificate to the application registration; after adding one, wait some minutes.",
  },
  {
    codes: ["AADSTS1000502"],
    cause: "The certificate that signed has expired or is not valid yet.",
    remedy: "Sign in with a certificate that is valid now, and check the runner's clock.",
  },
  {
    codes: ["AADSTS7000214", "AADSTS7000277"],
    cause: "The certificate that signed was revoked by its issuer.",
    remedy: "Sign in with another certificate, and remove this one from the application registration.",
  },
  {
    codes: ["AADSTS700024"],
    cause:
      "The assertion is not within its time range: the runner's clock is wrong, or an OIDC token was used again after its five minutes.",
    remedy: "Correct the runner's clock.",
  },
  {
    codes: ["AADSTS7000215"],
    cause: "The client secret is wrong: often the secret's id was given instead of its value.",
    remedy: "Give the secret's value; if it was made a minute ago, wait a little.",
  },
  {
    codes: ["AADSTS7000222"],
    cause: "The client secret has expired.",
    remedy: "Make a new one and give its value.",
  },
  {
    codes: ["AADSTS700016"],
    cause: "The tenant has no application with this client id.",
    remedy: "Check client-id, tenant-id and cloud.",
  },
  {
    codes: ["AADSTS90002"],
    cause: "There is no such tenant in this cloud.",
    remedy: "Check tenant-id and cloud.",
  },
  {
    codes: ["AADSTS90038", "AADSTS900382", "AADSTS900432"],
    cause: "The tenant or the application belongs to another cloud.",
    remedy: "Set `cloud` to the cloud of the tenant.",
  },
  {
    codes: ["AADSTS70021", "AADSTS700211", "AADSTS700212", "AADSTS700213", "AADSTS7002131", "AADSTS700223"],
    cause:
      "No federated credential of the application matches the OIDC token's issuer, subject and audience.",
    remedy:
      "Add a federated credential with exactly the issuer, subject and audience in this message. Repositories created, renamed or moved since 2026-07-15 have subjects with ids (repo:OWNER@ID/REPO@ID:…).",
  },
  {
    codes: ["AADSTS700229"],
    cause: "The assertion was issued by Entra for a user, where an application's is asked for.",
    remedy: "Use GitHub's OIDC token.",
  },
  {
    codes: ["AADSTS700025"],
    cause: "The application is registered as a public client.",
    remedy: 'Turn off "Allow public client flows" or use another application.',
  },
  {
    codes: ["AADSTS7000218"],
    cause: "The sign-in arrived without its credential.",
    remedy: "This is a defect of this action, or of a proxy between: report it.",
  },
  {
    codes: ["AADSTS700030"],
    cause: "The certificate's subject name is not one that the application authorizes.",
    remedy: "Use a certificate that is registered on the application.",
  },
  {
    codes: ["AADSTS50012", "AADSTS50013"],
    cause: "The assertion's signature or certificate is not valid.",
    remedy: "Check that the certificate is registered on the application and has not expired.",
  },
  {
    codes: ["AADSTS50076", "AADSTS50079"],
    cause: "The tenant asks for multi-factor authentication, which an application cannot do.",
    remedy: "Exempt the workload identity from that policy.",
  },
  {
    codes: ["AADSTS530003", "AADSTS53003", "AADSTS530032", "AADSTS53000", "AADSTS53001"],
    cause: "A Conditional Access or security policy of the tenant blocks this sign-in.",
    remedy:
      "Let an administrator look at the sign-in log for the trace id, and allow the runner's network or exempt the workload identity.",
  },
  {
    codes: [
      "AADSTS90033",
      "AADSTS90090",
      "AADSTS90024",
      "AADSTS90006",
      "AADSTS90055",
      "AADSTS90036",
      "AADSTS90092",
      "temporarily_unavailable",
    ],
    cause: "The token service is unavailable or throttles the tenant.",
    remedy: "Run it again later.",
  },
  {
    codes: ["AADSTS500011"],
    cause: "Microsoft Graph is not known in this tenant under that address.",
    remedy: "Check cloud and graph-url.",
  },
  {
    codes: ["AADSTS1002012", "AADSTS70011"],
    cause: "The scope was refused.",
    remedy: "Check cloud and graph-url: the scope is {graph-url}/.default.",
  },
];

export function findGraphRefusal(code: string | undefined, message: string): Refusal | undefined {
  const b2c = /AADB2C\d+/.exec(`${code ?? ""} ${message}`)?.[0];
  return GRAPH_REFUSALS.find(
    (row) =>
      (row.codes.some((known) => known === code) || (b2c !== undefined && row.codes.includes(b2c))) &&
      (row.text === undefined || row.text.test(message)),
  );
}

/**
 * @param codes AADSTS numbers of the answer, most specific first
 * @param error OAuth's `error`, which says something where no number does
 */
export function findSignInRefusal(codes: readonly number[], error?: string): Refusal | undefined {
  for (const code of [...codes.map((number) => `AADSTS${String(number)}`), error ?? ""]) {
    const row = SIGN_IN_REFUSALS.find((candidate) => candidate.codes.includes(code));
    if (row !== undefined) return row;
  }
  // The family is larger than the list of those that have been met.
  return codes.some((code) => /^53\d{3,4}$/.test(String(code)))
    ? SIGN_IN_REFUSALS.find((row) => row.codes.includes("AADSTS53003"))
    : undefined;
}
