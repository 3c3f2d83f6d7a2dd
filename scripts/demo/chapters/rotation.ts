import { setTimeout as sleep } from "node:timers/promises";
import { addCertificate, addRegistration, grant } from "../../../emulator/sample.ts";
import { combinedPem } from "../../../emulator/keyFiles.ts";
import { allowVault } from "../../../emulator/vault/sample.ts";
import { secret, type Chapter, type SecretValue, type Stage } from "../chapter.ts";
import { startConsumer, type Consumer } from "../consumer.ts";
import { newCertificate, type World } from "../world.ts";

const DAY_MS = 86_400_000;
/** How late the token service learns of a change. */
const LAG_MS = 1_200;
const OVERLAP_SECONDS = 5;
/** Graph takes its time over a removal. */
const REMOVAL_MS = 1_050;

export const rotation: Chapter = {
  title: "Never locked out",
  text: `Contoso Ledger rolls its certificate every night. The new one goes into an environment secret of GitHub and into a Key Vault. Two programs use it: each takes what stands in its place, ten times a second, and asks for a token. They must never be refused.
The token service learns of each change ${LAG_MS / 1000} s late, as the real one does. To keep this short, \`overlap\` is ${OVERLAP_SECONDS} s instead of 7 days, and \`force\` stands for the months after which a certificate is due again.`,

  async play(stage) {
    const { world } = stage;
    const { tenant } = world;
    const ledger = addRegistration(tenant, { displayName: "Contoso Ledger" });
    grant(tenant, ledger.servicePrincipal.id, "Application.Read.All");
    const vault = tenant.vaults.get("contoso-vault");
    if (vault !== undefined) allowVault(vault, ledger.servicePrincipal.id);
    const first = newCertificate("Contoso Ledger", 40, new Date(Date.now() - 120 * DAY_MS));
    const initial = addCertificate(tenant, ledger.application.id, first);
    storeByHand(world, combinedPem(first));
    tenant.directory.lag.tokens = { ms: LAG_MS };

    const consumers = [
      startConsumer(world, "the one with GitHub's secret", ledger.appId, () => inGitHub(world)),
      startConsumer(world, "the one with the vault's secret", ledger.appId, () => inVault(world)),
    ];
    try {
      await tell(stage, ledger.appId, initial.keyId, consumers);
    } finally {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      tenant.directory.lag.tokens = {};
      tenant.faults.clear();
    }
  },
};

async function tell(
  stage: Stage,
  appId: string,
  initialKeyId: string,
  consumers: readonly Consumer[],
): Promise<void> {
  const { world } = stage;
  const { origin, githubToken, tenant } = world;
  const inputs = (operation: "rotate" | "retire"): Record<string, string | SecretValue> => ({
    operation,
    "app-id": appId,
    "client-id": appId,
    "client-certificate": {
      value: inGitHub(world),
      form: "what stands in the environment secret",
      isLive: true,
    },
    "deliver-to": [
      `github-environment-secret:${tenant.github.job.repository}/production/LEDGER_CERTIFICATE`,
      "key-vault-secret:contoso-vault/ledger-certificate",
    ].join("\n"),
    "github-token": secret(githubToken, "token of a GitHub App"),
    "github-api-url": `${origin}/api/v3`,
    "key-vault-url": origin,
    overlap: `${OVERLAP_SECONDS}s`,
    ...(operation === "rotate" ? { "prove-timeout": "10s", settle: "2s" } : {}),
  });

  const first = inputs("rotate");
  const stale = inGitHub(world);
  const one = await stage.step({
    title: "One night: a quarter of its life is left",
    text: "Made, added, proved by signing in with it three times, and only then delivered.",
    inputs: first,
    expect: {
      outputs: {
        rotated: "true",
        "key-id": /./,
        "previous-key-id": initialKeyId,
        "delivered-to": /github.*\n.*vault/,
      },
      effects: ["addKey", "putGitHubSecret", "setVaultSecret"],
    },
    show: ["summary"],
  });
  await letThemAsk(stage, consumers, 1);

  await stage.step({
    title: "A run with yesterday's secret",
    text: "It was queued before the rotation, so GitHub had given it the older certificate.",
    inputs: {
      ...first,
      "client-certificate": secret(stale, "what stood there a moment ago"),
    },
    expect: { error: "stale-input", effects: [] },
  });
  await stage.wait(1_100, "Some months pass.");

  await stage.step({
    title: "The runner dies in the middle",
    text: "The process is killed (SIGKILL) when the new key has just been added, before anybody could receive it.",
    inputs: { ...inputs("rotate"), force: "true" },
    killAfter: "addKey",
    expect: { effects: ["addKey"] },
  });

  await stage.wait(1_100, "A day passes.");
  const two = await stage.step({
    title: "The next night heals it",
    text: "Nothing was saved between the runs. The directory and the secrets say how far the last one came.",
    inputs: { ...inputs("rotate"), force: "true", "retire-due": "false" },
    expect: {
      outputs: { rotated: "true", "previous-key-id": one.outputs["key-id"] ?? "" },
      effects: ["addKey", "putGitHubSecret", "setVaultSecret"],
    },
  });
  await letThemAsk(stage, consumers, 2);

  const early = await stage.step({
    title: "Too early to retire",
    text: `The certificate before it may be in use for ${OVERLAP_SECONDS} s (usually 7 days) after the delivery.`,
    inputs: inputs("retire"),
    expect: { outputs: { changed: "false", "retire-after": /./ }, effects: [] },
  });
  const retireAfter = Date.parse(early.outputs["retire-after"] ?? "") || Date.now();
  await stage.wait(Math.max(0, retireAfter - Date.now()) + 200, "The overlap passes.");
  tenant.faults.add({
    method: "POST",
    path: "*/removeKey",
    count: "always",
    fault: { kind: "slow", ms: REMOVAL_MS },
  });
  await stage.step({
    title: "Now the older ones go",
    text: "Also the leftover of the run that was killed, and, because retire-initial says so, the certificate that was there at the beginning. Keys of others stay, whatever happens.",
    inputs: { ...inputs("retire"), "retire-initial": "true" },
    expect: {
      outputs: { changed: "true", "retired-key-ids": /./ },
      effects: ["removeKey", "removeKey", "removeKey"],
    },
    show: ["summary"],
  });
  await letThemAsk(stage, consumers, 2);
  const left = [...tenant.directory.current.objects.values()].find(
    (object) => object.kind === "application" && object.appId === appId,
  );
  stage.see(
    "the application has one certificate, and it is the one that both places hold",
    left?.keyCredentials.map(({ keyId }) => keyId).join() === two.outputs["key-id"] &&
      inGitHub(world) === inVault(world),
  );
}

/** Time for the lag to pass and for a few more tokens. */
async function letThemAsk(stage: Stage, consumers: readonly Consumer[], rotations: number): Promise<void> {
  const before = consumers.map(({ tokens }) => tokens);
  const isEnough = (): boolean => consumers.every(({ tokens }, index) => tokens >= (before[index] ?? 0) + 3);
  for (let turn = 0; turn < 200 && !isEnough(); turn++) await sleep(50);
  for (const { name, tokens, refusals, certificates } of consumers) {
    stage.see(
      `${name} got ${tokens} tokens with ${certificates.length} certificates, and was refused ${refusals.length} times`,
      tokens > 0 && refusals.length === 0 && certificates.length === rotations + 1,
    );
  }
}

function storeByHand({ tenant }: World, pem: string): void {
  const at = tenant.now() - 100 * DAY_MS;
  secretsOf(tenant)?.set("LEDGER_CERTIFICATE", { value: pem, createdAt: at, updatedAt: at });
  tenant.vaults.get("contoso-vault")?.secrets.set("ledger-certificate", [
    {
      version: "0".repeat(32),
      value: pem,
      contentType: "application/x-pem-file",
      tags: {},
      created: Math.floor(at / 1000),
      nbf: null,
      exp: null,
      enabled: true,
    },
  ]);
}

function inGitHub({ tenant }: World): string {
  return secretsOf(tenant)?.get("LEDGER_CERTIFICATE")?.value ?? "";
}

function inVault({ tenant }: World): string {
  return tenant.vaults.get("contoso-vault")?.secrets.get("ledger-certificate")?.at(-1)?.value ?? "";
}

function secretsOf(
  tenant: World["tenant"],
): Map<string, { value: string; createdAt: number; updatedAt: number }> | undefined {
  return tenant.github.repositories
    .get(tenant.github.job.repository.toLowerCase())
    ?.environments.get("production")?.secrets;
}
