export interface VaultSecretVersion {
  readonly version: string;
  readonly value: string;
  readonly contentType: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly created: number;
  readonly nbf: number | null;
  readonly exp: number | null;
  readonly enabled: boolean;
}

export type VaultPermission = "get" | "list" | "set";

export interface Vault {
  readonly name: string;
  /** Object id of a service principal → what it may do with secrets. */
  readonly access: Map<string, readonly VaultPermission[]>;
  /** Oldest version first. */
  readonly secrets: Map<string, VaultSecretVersion[]>;
  /** Names, in lower case, that soft-delete keeps. */
  readonly deleted: Set<string>;
}
