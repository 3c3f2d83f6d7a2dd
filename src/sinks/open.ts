import type { SinkKind, SinkTarget, SinkTargetOf } from "../config/deliver-to.ts";
import type { SignIn } from "../config/sign-in.ts";
import type { Network } from "../http/exchange.ts";
import type { Masker } from "../secrets/masker.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Sink } from "./sink.ts";

/** Where a run delivers to, and what it needs to get there. */
export interface SinkSettings {
  readonly targets: readonly SinkTarget[];
  /** Where a token was given. */
  readonly github: GitHubSettings | undefined;
  /** Where a vault is named. */
  readonly keyVault: KeyVaultSettings | undefined;
}

export interface GitHubSettings {
  readonly token: Secret;
  /** Without a slash at its end. */
  readonly apiUrl: string;
}

export interface KeyVaultSettings {
  readonly signIn: Exclude<SignIn, { kind: "access-token" }>;
  readonly authorityOrigin: string;
  /** After the vault's name in its host; and the resource of its tokens. */
  readonly domain: string;
  /** The user's address for the vault, instead of the one made of name and domain. */
  readonly origin: string | undefined;
}

export interface SinkContext {
  readonly settings: SinkSettings;
  readonly network: Network;
  readonly masker: Masker;
  /** MIME type of what will be delivered, for those that keep one. */
  readonly contentType: string | undefined;
}

type Open<Kind extends SinkKind> = (target: SinkTargetOf<Kind>, context: SinkContext) => Promise<Sink>;

/** One more sink is one more file and one line here. Each is loaded only where it is named. */
const SINKS: { readonly [Kind in SinkKind]: Open<Kind> } = {
  "github-secret": async (...of) => (await import("./github-secret.ts")).openGitHubSecret(...of),
  "github-environment-secret": async (...of) => (await import("./github-secret.ts")).openGitHubSecret(...of),
  "key-vault-secret": async (...of) => (await import("./key-vault-secret.ts")).openKeyVaultSecret(...of),
  file: async (target) => (await import("./file.ts")).openFile(target),
};

/** In the order of `deliver-to`. Reaches nothing yet. */
export function openSinks(context: SinkContext): Promise<readonly Sink[]> {
  return Promise.all(context.settings.targets.map((target) => openSink(target, context)));
}

function openSink<Kind extends SinkKind>(target: SinkTargetOf<Kind>, context: SinkContext): Promise<Sink> {
  const open = SINKS[target.kind] as Open<Kind>;
  return open(target, context);
}
