import { readClaims } from "../auth/claims.ts";
import { ActionError, inputError } from "../errors.ts";
import type { Environment } from "../inputs/environment.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { InputName } from "../inputs/names.ts";
import { assertValidNow } from "../material/certificate.ts";
import { openKeyPair, type KeyPair } from "../material/key-pair.ts";
import type { Log } from "../runner/log.ts";
import type { Masker } from "../secrets/masker.ts";
import { reveal, Secret } from "../secrets/secret.ts";
import type { Endpoints } from "./endpoints.ts";
import { refuseNonTokenCharacters } from "./characters.ts";
import { parseGuid, shown } from "./values.ts";

interface Client {
  /** GUID or verified domain. */
  readonly tenantId: string;
  readonly clientId: string;
}

/** How this run gets its Graph token. */
export type SignIn =
  | ({
      readonly kind: "oidc";
      readonly audience: string;
      readonly oidc: NonNullable<Environment["oidc"]>;
    } & Client)
  | ({ readonly kind: "certificate"; readonly pair: KeyPair } & Client)
  | ({ readonly kind: "client-secret"; readonly secret: Secret } & Client)
  | ({ readonly kind: "access-token"; readonly token: Secret } & Partial<Client>);

export interface SignInContext {
  readonly environment: Environment;
  readonly endpoints: Endpoints;
  readonly masker: Masker;
  readonly nowMs: number;
  readonly log: Log;
}

const CREDENTIALS = [
  "client-certificate",
  "client-secret",
  "access-token",
] as const satisfies readonly InputName[];

/** Exactly one credential: a certificate, a secret, a ready token, or (none of them) GitHub's OIDC token. */
export async function parseSignIn(inputs: Inputs, context: SignInContext): Promise<SignIn> {
  const given = CREDENTIALS.filter((name) => inputs.has(name));
  if (given.length > 1) {
    throw inputError(
      given[1] ?? "",
      `stands beside ${given[0] ?? ""}: two ways to sign in.`,
      "Give exactly one of client-certificate, client-secret and access-token, or none of them for GitHub OIDC.",
      "input-conflict",
    );
  }
  const accessToken = inputs.secret("access-token");
  if (accessToken !== undefined) return readyToken(inputs, accessToken, context);

  const client: Client = { tenantId: parseTenantId(inputs), clientId: parseClientId(inputs) };
  const secret = inputs.secret("client-secret");
  if (secret !== undefined) return { kind: "client-secret", secret: checkClientSecret(secret), ...client };

  const certificate = inputs.secret("client-certificate");
  if (certificate !== undefined) {
    const { pair, warnings } = await openKeyPair(
      {
        name: "client-certificate",
        text: certificate,
        passwordName: "client-certificate-password",
        password: inputs.secret("client-certificate-password"),
      },
      context.masker,
    );
    for (const warning of warnings) context.log.warning(warning);
    assertValidNow("client-certificate", pair.certificate, context.nowMs);
    return { kind: "certificate", pair, ...client };
  }
  return {
    kind: "oidc",
    audience: parseAudience(inputs, context.endpoints),
    oidc: requireOidc(context.environment),
    ...client,
  };
}

/** For the log: who signed in, and how. */
export function describeSignIn(signIn: SignIn): string {
  switch (signIn.kind) {
    case "access-token":
      return "Using the access token of an earlier step.";
    case "oidc":
      return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with GitHub's OIDC token.`;
    case "certificate":
      return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with certificate ${signIn.pair.thumbprint}.`;
    case "client-secret":
      return `Signed in to tenant ${signIn.tenantId} as client ${signIn.clientId} with a client secret.`;
  }
}

function readyToken(inputs: Inputs, given: Secret, context: SignInContext): SignIn {
  const text = reveal(given).replace(/^Bearer\s+/i, "");
  // Without the word before it, it is another text to the masker.
  context.masker.text(text);
  const token = new Secret(text, "access-token");
  refuseNonTokenCharacters("access-token", token);
  const claims = readClaims(token);
  if (claims?.expiresOn !== undefined && (claims.expiresOn + 300) * 1000 < context.nowMs) {
    throw inputError(
      "access-token",
      `expired ${new Date(claims.expiresOn * 1000).toISOString().slice(0, 16)}Z.`,
      "Get a new token in the step before this one.",
    );
  }
  const audience = claims?.audience;
  if (
    audience?.startsWith("https://") &&
    URL.canParse(audience) &&
    !context.endpoints.overridden &&
    new URL(audience).origin !== context.endpoints.graphOrigin
  ) {
    throw inputError(
      "access-token",
      `is a token for ${shown(audience)}, not for Microsoft Graph.`,
      `Ask for the scope ${context.endpoints.graphOrigin}/.default.`,
    );
  }
  return {
    kind: "access-token",
    token,
    ...(inputs.has("tenant-id") ? { tenantId: parseTenantId(inputs) } : {}),
    ...(inputs.has("client-id") ? { clientId: parseClientId(inputs) } : {}),
  };
}

function parseTenantId(inputs: Inputs): string {
  const text = inputs.requireText("tenant-id", "Give the tenant's GUID or one of its verified domains.");
  if (/^(common|organizations|consumers)$/i.test(text)) {
    throw inputError(
      "tenant-id",
      `\`${text}\` is no tenant: an application signs in to one tenant.`,
      "Give the tenant's GUID or one of its verified domains.",
    );
  }
  if (/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(text))
    return text.toLowerCase();
  return parseGuid("tenant-id", text);
}

function parseClientId(inputs: Inputs): string {
  return parseGuid(
    "client-id",
    inputs.requireText("client-id", "Give the Application (client) ID that the workflow signs in as."),
  );
}

/** The portal shows a secret's id beside its value, and people copy the wrong one. */
function checkClientSecret(secret: Secret): Secret {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(reveal(secret))) {
    throw inputError(
      "client-secret",
      "is a GUID: that is the secret's id, not its value.",
      'Copy the column "Value"; it is shown only right after the secret was made.',
    );
  }
  // Entra makes them of ASCII; secrets that people chose may have blanks in them.
  if (/[^\x20-\x7e]/.test(reveal(secret))) {
    throw inputError(
      "client-secret",
      "holds a line break or another character that no client secret has.",
      "Store the secret's value again, alone and on one line.",
    );
  }
  return secret;
}

function parseAudience(inputs: Inputs, endpoints: Endpoints): string {
  const audience = inputs.text("audience") ?? endpoints.cloud.federatedAudience;
  if (audience !== undefined) return audience;
  throw inputError(
    "audience",
    `is missing, and none is documented for the cloud ${endpoints.cloud.name}.`,
    "Give the audience that the application's federated credential names.",
    "input-missing",
  );
}

function requireOidc(environment: Environment): NonNullable<Environment["oidc"]> {
  if (environment.oidc !== undefined) {
    const { url, requestToken } = environment.oidc;
    // Not even loopback: the runner sets https, and whoever listens there gets a token of this job.
    if (url.protocol !== "https:") {
      throw inputError(
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        "is not https: the job's token would be sent in the clear.",
        "Leave it as the runner sets it; where a step before has changed it, find out why.",
      );
    }
    refuseNonTokenCharacters("ACTIONS_ID_TOKEN_REQUEST_TOKEN", requestToken);
    return environment.oidc;
  }
  const fork =
    environment.eventName === "pull_request" ? " A pull request from a fork gets no OIDC token at all." : "";
  throw new ActionError({
    code: "oidc-unavailable",
    blame: "input",
    what: "GitHub's OIDC token is not available to this job, and no client-certificate, client-secret or access-token was given.",
    remedy: `Add \`permissions: { id-token: write }\` to the job, or give one of those inputs.${fork}`,
  });
}
