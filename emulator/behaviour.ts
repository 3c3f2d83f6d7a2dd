/** Where the real service differs from tenant to tenant, or where the documentation leaves it open. */
export interface Behaviour {
  /** How `nbf` and `exp` of key-set keys are written. */
  epochStyle: "number" | "string";
  ktyStyle: "upper" | "lower";
  /** keys_v2/{kid} answers `{value: {…}}` as the documentation's example does. */
  wrapKeysV2: boolean;
  /** Whether generated and uploaded keys start disabled. */
  newKeysDisabled: boolean;
  /** What addKey answers: the documentation's bare context, the context with `value`, or the whole object. */
  addKeyAnswer: "bare" | "value" | "whole";
  /** How customKeyIdentifier comes back: base64 of the SHA-1 bytes, or the 40 hex digits. */
  customKeyIdentifierStyle: "base64" | "hex";
  /** Whether displayName of a key credential survives addKey. */
  keepDisplayName: boolean;
  /** removeKey answers 400 "No credentials found to be removed." although it removed the key. */
  removeKeyDeniesSuccess: boolean;
  /** How long a write to an object takes effect: the next one to it is refused until then (409). */
  busyAfterWriteMs: number;
  /** 150 reads of keyCredentials a minute, then 429. */
  enforceReadLimit: boolean;
  /** App management policy: longest lifetime of a new credential; null for none. */
  maxCredentialDays: number | null;
  /** App management policy: no client secrets at all. */
  passwordAdditionBlocked: boolean;
  /** The documentation names the object id; one live tool gets away with the client id. */
  clientIdAsProofIssuer: boolean;
  proofToleranceSeconds: number;
  assertionToleranceSeconds: number;
  /** Lists break after so many items when the client sets no $top. */
  pageSize: number;
  /** However many the client asks for with $top: a page may always be shorter. */
  largestPage: number;
}

export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
  epochStyle: "number",
  ktyStyle: "upper",
  wrapKeysV2: false,
  newKeysDisabled: false,
  addKeyAnswer: "value",
  customKeyIdentifierStyle: "base64",
  keepDisplayName: true,
  removeKeyDeniesSuccess: false,
  busyAfterWriteMs: 0,
  enforceReadLimit: false,
  maxCredentialDays: null,
  passwordAdditionBlocked: false,
  clientIdAsProofIssuer: false,
  proofToleranceSeconds: 60,
  assertionToleranceSeconds: 300,
  pageSize: 100,
  largestPage: 999,
};
