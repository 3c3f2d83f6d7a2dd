import type { CredentialHolder } from "../../graph/collections.ts";
import type { KeySet, KeySetKey } from "../../graph/wire.ts";
import type { ServiceText } from "../../service-text.ts";

export type State = "active" | "not yet valid" | "expiring" | "expired" | "disabled";

export interface Owner {
  readonly kind: "key set" | "application" | "service principal";
  readonly id: string;
  /** Cleaned and cut; the id where there is none. */
  readonly name: string;
}

/** One credential of the report, whatever it is. */
export interface Credential {
  readonly owner: Owner;
  /** "RSA key (sig)", "certificate (Verify)", "client secret": in the reader's words. */
  readonly kind: string;
  readonly name: string | undefined;
  readonly keyId: string | undefined;
  readonly thumbprint: string | undefined;
  /** Seconds since 1970. */
  readonly notBefore: number | undefined;
  readonly expiresOn: number | undefined;
  readonly state: State;
}

/** The moment of the report, how far ahead it looks (seconds), and how it says what the service says. */
export interface Horizon {
  readonly texts: ServiceText;
  readonly now: number;
  readonly warnBefore: number;
}

/** Long enough to know an application by, short enough for a table of hundreds of rows. */
const LONGEST_NAME = 60;

export function credentialsOfKeySet(set: KeySet, horizon: Horizon): readonly Credential[] {
  const { texts } = horizon;
  const id = texts.id(set.id) ?? "(without id)";
  const owner: Owner = { kind: "key set", id, name: id };
  return set.keys.map((key) => ({
    owner,
    kind: keyKind(key, texts),
    name: undefined,
    keyId: texts.id(key.kid),
    thumbprint: key.thumbprint,
    notBefore: key.nbf,
    expiresOn: key.exp,
    state: isDisabled(key) ? "disabled" : stateOf(key.nbf, key.exp, horizon),
  }));
}

/** The service documents `enabled` and `disabled`, and may come to know more. */
export function isDisabled(key: KeySetKey): boolean {
  return key.status?.toLowerCase() === "disabled";
}

function keyKind({ kty, use }: KeySetKey, texts: ServiceText): string {
  const type = kty === "oct" ? "symmetric key" : kty === undefined ? "key" : `${texts.line(kty)} key`;
  return use === undefined ? type : `${type} (${texts.line(use)})`;
}

export function credentialsOfHolder(holder: CredentialHolder, horizon: Horizon): readonly Credential[] {
  const { texts } = horizon;
  const owner: Owner = {
    kind: holder.kind === "application" ? "application" : "service principal",
    id: holder.objectId,
    name: texts.name(holder.displayName, LONGEST_NAME) ?? holder.objectId,
  };
  // A certificate that signs (SAML, token encryption) is stored with the password of its PFX under the same id.
  const signing = new Set(
    holder.keyCredentials.filter(({ usage }) => usage === "Sign").map(({ keyId }) => keyId),
  );
  return [
    ...holder.keyCredentials.map((key) => ({
      owner,
      kind: key.usage === undefined ? "certificate" : `certificate (${texts.line(key.usage)})`,
      name: texts.name(key.displayName, LONGEST_NAME),
      keyId: texts.id(key.keyId),
      thumbprint: key.thumbprint,
      notBefore: key.notBefore,
      expiresOn: key.expiresOn,
      state: stateOf(key.notBefore, key.expiresOn, horizon),
    })),
    ...holder.passwordCredentials.map((password) => ({
      owner,
      kind: signing.has(password.keyId) ? "password of a PFX" : "client secret",
      name: texts.name(password.displayName, LONGEST_NAME),
      keyId: texts.id(password.keyId),
      thumbprint: undefined,
      notBefore: password.notBefore,
      expiresOn: password.expiresOn,
      state: stateOf(password.notBefore, password.expiresOn, horizon),
    })),
  ];
}

function stateOf(notBefore: number | undefined, expiresOn: number | undefined, horizon: Horizon): State {
  if (expiresOn !== undefined && expiresOn <= horizon.now) return "expired";
  if (notBefore !== undefined && notBefore > horizon.now) return "not yet valid";
  return endsWithin(expiresOn, horizon.now, horizon.warnBefore) ? "expiring" : "active";
}

/** Ends in the future, and sooner than that. */
export function endsWithin(expiresOn: number | undefined, now: number, seconds: number): boolean {
  return expiresOn !== undefined && expiresOn > now && expiresOn - now < seconds;
}

/** What ends next comes first, then what never ends, then what has ended, the last to end before the others. */
export function bySoonestEnd(credentials: readonly Credential[]): readonly Credential[] {
  const rank = ({ state, expiresOn }: Credential): number =>
    state === "expired" ? 2 : expiresOn === undefined ? 1 : 0;
  return [...credentials].sort((a, b) => {
    const order = rank(a) - rank(b);
    if (order !== 0) return order;
    const difference = (a.expiresOn ?? 0) - (b.expiresOn ?? 0);
    return rank(a) === 2 ? -difference : difference;
  });
}

/** Whole days, rounded down; negative for what has ended. */
export function daysLeft(expiresOn: number, now: number): number {
  return Math.floor((expiresOn - now) / 86_400);
}
