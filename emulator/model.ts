/** What the directory holds. Every value is immutable: a change makes a new one, so a replica may keep the old. */

export interface KeyCredential {
  readonly keyId: string;
  readonly type: "AsymmetricX509Cert" | "X509CertAndPassword";
  readonly usage: "Verify" | "Sign";
  readonly displayName: string | null;
  /** Milliseconds since 1970, like every time in this file that is not `nbf` or `exp`. */
  readonly startDateTime: number;
  readonly endDateTime: number;
  /** Base64 of the DER certificate. */
  readonly certificate: string;
  /** SHA-1 of the certificate, capital hex. */
  readonly thumbprint: string;
}

export interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly startDateTime: number;
  readonly endDateTime: number;
  readonly secretText: string;
  /** `pfx` opens a stored PFX and is no client secret. */
  readonly purpose: "client-secret" | "pfx";
}

export interface FederatedCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** An application or a service principal: Graph gives both the same credential calls. */
export interface DirectoryObject {
  readonly kind: "application" | "servicePrincipal";
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly createdDateTime: number;
  readonly keyCredentials: readonly KeyCredential[];
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly federatedCredentials: readonly FederatedCredential[];
  /** Object ids of the service principals that own it. */
  readonly owners: readonly string[];
  /** Application permissions granted to a service principal. */
  readonly roles: readonly string[];
  /** App instance property lock: credentials of this service principal may not be changed. */
  readonly credentialsLocked: boolean;
}

export interface KeySetKey {
  readonly kid: string;
  readonly kty: "RSA" | "oct";
  readonly use: "sig" | "enc";
  /** Seconds since 1970. */
  readonly nbf: number | null;
  readonly exp: number | null;
  readonly status: "enabled" | "disabled";
  readonly n: string | null;
  readonly e: string | null;
  readonly x5c: readonly string[];
  readonly x5t: string | null;
  /** The secret itself, or a PKCS#8 PEM. Null after a PUT built from a GET: the key is then of no use. */
  readonly secret: string | null;
}

export interface KeySet {
  readonly id: string;
  /** In the order in which they were added. */
  readonly keys: readonly KeySetKey[];
}

export interface Directory {
  readonly objects: ReadonlyMap<string, DirectoryObject>;
  readonly keySets: ReadonlyMap<string, KeySet>;
}

export const EMPTY_DIRECTORY: Directory = { objects: new Map(), keySets: new Map() };

export function withObject(directory: Directory, object: DirectoryObject): Directory {
  return { ...directory, objects: new Map(directory.objects).set(object.id, object) };
}

export function withKeySet(directory: Directory, keySet: KeySet): Directory {
  return { ...directory, keySets: new Map(directory.keySets).set(keySet.id, keySet) };
}

export function withoutKeySet(directory: Directory, id: string): Directory {
  const keySets = new Map(directory.keySets);
  keySets.delete(id);
  return { ...directory, keySets };
}

export function findByAppId(
  directory: Directory,
  kind: DirectoryObject["kind"],
  appId: string,
): DirectoryObject | undefined {
  const wanted = appId.toLowerCase();
  for (const object of directory.objects.values()) {
    if (object.kind === kind && object.appId === wanted) return object;
  }
  return undefined;
}
