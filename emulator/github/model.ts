import { generateKeyPairSync, randomInt } from "node:crypto";
import { openSealedBox, type OpenSealedBox } from "./sealedBox.ts";

export interface StoredSecret {
  /** As it was sealed by the client, opened by us. */
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Where secrets are kept: a repository or one of its environments. */
export interface SecretStore {
  readonly keyId: string;
  /** X25519, base64 as GitHub shows it. */
  readonly publicKey: string;
  readonly privateKey: string;
  readonly secrets: Map<string, StoredSecret>;
}

export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly startedAt: number;
  readonly createdAt: number;
  readonly jobs?: readonly WorkflowJob[];
}

export interface WorkflowJob {
  readonly id: number;
  readonly name: string;
  readonly runnerName: string;
  readonly startedAt: number;
  /** Absent while it runs. */
  readonly completedAt?: number;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly ownerId: number;
  readonly name: string;
  readonly private: boolean;
  readonly actions: SecretStore;
  readonly environments: Map<string, SecretStore>;
  readonly runs: Map<number, WorkflowRun[]>;
}

export interface GitHubToken {
  /** `owner/name` of the repositories it reaches; others answer 404. */
  readonly repositories: readonly string[];
  /** As a GitHub App names them; missing means none. */
  readonly permissions: {
    readonly secrets?: "read" | "write";
    readonly environments?: "read" | "write";
    readonly actions?: "read";
    readonly metadata?: "read";
  };
}

/** The job that asks for OIDC tokens. */
export interface OidcJob {
  issuer: string;
  subject: string;
  /** The value of ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  requestToken: string;
  repository: string;
  /** Further claims, over the usual ones. */
  claims: Record<string, unknown>;
}

export interface GitHub {
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, GitHubToken>;
  readonly job: OidcJob;
  openSealedBox: OpenSealedBox;
}

export function newGitHub(): GitHub {
  return {
    repositories: new Map(),
    tokens: new Map(),
    job: {
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/billing:ref:refs/heads/main",
      requestToken: "actions-id-token-request-token",
      repository: "contoso/billing",
      claims: {},
    },
    openSealedBox,
  };
}

export function newSecretStore(): SecretStore {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  return {
    keyId: String(randomInt(2 ** 47)).padStart(18, "3"),
    publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64"),
    privateKey: Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url").toString("base64"),
    secrets: new Map(),
  };
}
