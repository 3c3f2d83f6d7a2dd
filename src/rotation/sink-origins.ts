import type { SinkSettings } from "../sinks/open.ts";

/** The hosts that the sinks are reached at: none for files. */
export function sinkOrigins({ targets, github, keyVault }: SinkSettings): readonly URL[] {
  return targets.flatMap((target) => {
    switch (target.kind) {
      case "github-secret":
      case "github-environment-secret":
        return github === undefined ? [] : [new URL(github.apiUrl)];
      case "key-vault-secret":
        return keyVault === undefined
          ? []
          : [new URL(keyVault.origin ?? `https://${target.vault}.${keyVault.domain}`)];
      case "file":
        return [];
    }
  });
}
