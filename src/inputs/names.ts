/** What an input holds decides how it is read, masked and refused. */
export type InputKind =
  /** Public text: trimmed. */
  | "text"
  /** A secret word (token, client secret): trimmed, masked, 8 characters or more. */
  | "secret"
  /** A secret that is used byte for byte (uploaded secret, password): not trimmed. */
  | "exact-secret"
  /** Certificate or key material: masked whole, then in every derived form once it is parsed. */
  | "material";

/**
 * Every input of the action. `action.yml` and the README's tables list the same names
 * (a test compares the three).
 */
export const INPUTS = {
  operation: "text",
  "key-set-id": "text",
  "application-object-id": "text",
  "app-id": "text",
  "service-principal-object-id": "text",
  "service-principal-app-id": "text",
  "tenant-id": "text",
  "client-id": "text",
  "client-certificate": "material",
  "client-certificate-password": "exact-secret",
  "client-secret": "secret",
  "access-token": "secret",
  audience: "text",
  cloud: "text",
  "authority-url": "text",
  "graph-url": "text",
  "proof-certificate": "material",
  "proof-certificate-password": "exact-secret",
  "proof-issuer": "text",
  secret: "exact-secret",
  "secret-file": "text",
  "secret-output-file": "text",
  certificate: "material",
  "certificate-password": "exact-secret",
  "key-credential-type": "text",
  "display-name": "text",
  "key-type": "text",
  "key-use": "text",
  "not-before": "text",
  "expires-on": "text",
  "key-id": "text",
  "allow-self": "text",
  "allow-unverified": "text",
  "create-key-set": "text",
  confirm: "text",
  "dry-run": "text",
  "check-operation": "text",
  "report-scope": "text",
  "warn-before": "text",
  "fail-before": "text",
  timeout: "text",
  credential: "text",
  "current-secret": "secret",
  "rotation-name": "text",
  "rotate-before": "text",
  force: "text",
  validity: "text",
  "key-size": "text",
  overlap: "text",
  lead: "text",
  "retire-due": "text",
  "retire-key-ids": "text",
  "retire-initial": "text",
  "emergency-key-id": "text",
  "deliver-to": "text",
  "deliver-as": "text",
  "deliver-password": "exact-secret",
  "github-token": "secret",
  "github-api-url": "text",
  "key-vault-url": "text",
  "prove-timeout": "text",
  settle: "text",
} as const satisfies Record<string, InputKind>;

export type InputName = keyof typeof INPUTS;

/** Inputs that every operation understands: sign-in, cloud and the run itself. */
export const COMMON_INPUTS: readonly InputName[] = [
  "operation",
  "tenant-id",
  "client-id",
  "client-certificate",
  "client-certificate-password",
  "client-secret",
  "access-token",
  "audience",
  "cloud",
  "authority-url",
  "graph-url",
  "timeout",
];

/**
 * The defaults of `action.yml`, as they stand there (a test compares the two). The runner gives
 * them to every step, and nothing tells them from what its author wrote.
 */
export const DECLARED_DEFAULTS = {
  cloud: "global",
  "report-scope": "target",
  timeout: "25m",
  "github-api-url": "${{ github.api_url }}",
} as const satisfies Partial<Record<InputName, string>>;
