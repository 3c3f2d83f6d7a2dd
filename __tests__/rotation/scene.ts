import { X509Certificate } from "node:crypto";
import type { MadeCertificate } from "../../emulator/certificates.ts";
import type { Repository, SecretStore } from "../../emulator/github/model.ts";
import { addGitHubToken, addRepository, addRun } from "../../emulator/github/sample.ts";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type { DirectoryObject, KeyCredential, PasswordCredential } from "../../emulator/model.ts";
import {
  addCertificate,
  addPassword,
  addRegistration,
  grant,
  type Registration,
} from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import type { Vault } from "../../emulator/vault/model.ts";
import { addVault, allowVault } from "../../emulator/vault/sample.ts";
import { certificate } from "../support/certificates.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";
import { runInProcess, type InProcessOptions, type InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const EXCHANGE_MS = 1_000;
export const GITHUB_TOKEN = "ghs_canaryTokenOfTheRotationTests0123456789";
export const LINE = "nightly";

/** The names of `deliver-to`. */
export const ENVIRONMENT = "github-environment-secret:contoso/billing/production/GRAPH_KEY";
export const REPOSITORY = "github-secret:contoso/billing/GRAPH_KEY";
export const VAULT = "key-vault-secret:contoso/graph-key";
export type SinkName = typeof ENVIRONMENT | typeof REPOSITORY | typeof VAULT;

/** 160 days long, of which a quarter is left: due by the default of a third. */
export const DUE = { notBefore: new Date(NOW - 120 * DAY_MS), notAfter: new Date(NOW + 40 * DAY_MS) };
export const NOT_DUE = { notBefore: new Date(NOW - 10 * DAY_MS), notAfter: new Date(NOW + 170 * DAY_MS) };

/** What the caller may do beside rolling its own keys. */
const ROLES = {
  none: [],
  read: ["Application.Read.All"],
  write: ["Application.ReadWrite.All"],
} as const;

export interface RotationOptions {
  readonly credential?: "certificate" | "password";
  readonly target?: "application" | "servicePrincipal";
  readonly may?: keyof typeof ROLES;
  readonly sinks?: readonly SinkName[];
  /** The first credential: due, where nothing is said. */
  readonly period?: { readonly notBefore: Date; readonly notAfter: Date };
  /** More inputs, over the usual ones. */
  readonly inputs?: Inputs;
  /** When it all begins, in milliseconds since 1970. */
  readonly at?: number;
}

export interface RotationScene {
  readonly tenant: Tenant;
  readonly clock: FakeClock;
  readonly app: Registration;
  readonly repository: Repository;
  readonly vault: Vault;
  readonly options: Required<Omit<RotationOptions, "period" | "at">>;
  /** On the object from the beginning, and in every sink. */
  readonly initial: { readonly keyId: string; readonly text: string; readonly made?: MadeCertificate };
  readonly inputs: Inputs;
  runs: number;
}

/** A tenant, a repository and a vault, in the evening before the first rotation. */
export function rotationScene(given: RotationOptions = {}): RotationScene {
  const options = {
    credential: given.credential ?? "certificate",
    target: given.target ?? "application",
    may: given.may ?? (given.credential === "password" ? "write" : "read"),
    sinks: given.sinks ?? [ENVIRONMENT],
    inputs: given.inputs ?? {},
  };
  const clock = new FakeClock(given.at);
  const tenant = new Tenant({ clock });
  const app = addRegistration(tenant, { displayName: "Contoso Billing" });
  grant(tenant, app.servicePrincipal.id, ...ROLES[options.may]);
  const repository = addRepository(tenant, "contoso/billing", { environments: ["production"] });
  addGitHubToken(tenant, GITHUB_TOKEN, ["contoso/billing"]);
  const vault = addVault(tenant, "contoso");
  allowVault(vault, app.servicePrincipal.id);
  const scene = {
    tenant,
    clock,
    app,
    repository,
    vault,
    options,
    initial: firstCredential(tenant, app, options, given.period ?? DUE),
    inputs: usualInputs(tenant, app, options),
    runs: 0,
  };
  for (const sink of options.sinks) store(scene, sink, scene.initial.text, clock.now() - 100 * DAY_MS);
  return scene;
}

function firstCredential(
  tenant: Tenant,
  app: Registration,
  { credential, target }: Pick<RotationScene["options"], "credential" | "target">,
  { notBefore, notAfter }: NonNullable<RotationOptions["period"]>,
): RotationScene["initial"] {
  if (credential === "certificate") {
    const made = certificate(`initial ${notBefore.toISOString()}`, { notBefore, notAfter });
    const { keyId } = addCertificate(tenant, app[target].id, made);
    return { keyId, text: combinedPem(made), made };
  }
  const period = { startDateTime: notBefore.getTime(), endDateTime: notAfter.getTime() };
  const { keyId, secretText } = addPassword(tenant, app[target].id, {
    ...period,
    secretText: "ini8Q~canary-first-password-of-the-tests",
  });
  return { keyId, text: secretText };
}

function usualInputs(
  tenant: Tenant,
  app: Registration,
  { credential, target, sinks, inputs }: RotationScene["options"],
): Inputs {
  const address = target === "application" ? "application-object-id" : "service-principal-object-id";
  return {
    operation: "rotate",
    "tenant-id": tenant.id,
    "client-id": app.appId,
    [address]: app[target].id,
    "rotation-name": LINE,
    "deliver-to": sinks.join("\n"),
    "github-token": GITHUB_TOKEN,
    ...(credential === "password" ? { credential } : {}),
    ...inputs,
  };
}

export interface NightOptions extends Pick<
  InProcessOptions,
  "interrupt" | "wire" | "pause" | "answer" | "onEvent" | "runner" | "distort"
> {
  /** What the workflow's secret holds; default: what the first sink holds when the run starts. */
  readonly input?: string;
  /** When the run's (and the job's) secrets were read; default now. */
  readonly readAt?: number;
  /** When the job started; default: with the run. */
  readonly jobAt?: number;
  /** Of the run; the times above are those of its first one. */
  readonly attempt?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** One run of the workflow. An input that is an empty text is left out. */
export function night(
  scene: RotationScene,
  inputs: Inputs = {},
  options: NightOptions = {},
): Promise<InProcessRun> {
  const { tenant, clock } = scene;
  const {
    input = held(scene),
    readAt = clock.now(),
    jobAt = readAt,
    attempt = 1,
    env,
    wire,
    ...hooks
  } = options;
  const id = 5000 + ++scene.runs;
  for (let each = 1; each <= attempt; each++) {
    const startedAt = each === 1 ? readAt : clock.now();
    const job = {
      id: id * 10 + each,
      name: "rotate",
      runnerName: "runner-1",
      startedAt: each === 1 ? jobAt : startedAt,
    };
    addRun(scene.repository, { id, attempt: each, createdAt: readAt, startedAt, jobs: [job] });
  }
  const own = scene.options.credential === "certificate" ? "client-certificate" : "client-secret";
  const all = { [own]: input, ...scene.inputs, ...inputs };
  return runInProcess({
    tenant,
    clock,
    inputs: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
    env: {
      GITHUB_REPOSITORY: "contoso/billing",
      GITHUB_REPOSITORY_ID: "1000",
      GITHUB_RUN_ID: String(id),
      GITHUB_RUN_ATTEMPT: String(attempt),
      RUNNER_NAME: "runner-1",
      ...env,
    },
    // An exchange takes its time: two proofs of the same second would be the same text.
    wire: (request) => {
      clock.advance(EXCHANGE_MS);
      return wire?.(request);
    },
    ...hooks,
  });
}

/** What a consumer reads there now; fails where the sink is empty. */
export function held(scene: RotationScene, sink = scene.options.sinks[0]!): string {
  const stored = peek(scene, sink);
  if (stored === undefined) throw new Error(`${sink} is empty`);
  return stored.value;
}

export function peek(
  { repository, vault }: Pick<RotationScene, "repository" | "vault">,
  sink: SinkName,
): { readonly value: string; readonly changedAt: number } | undefined {
  if (sink === VAULT) {
    const version = vault.secrets.get("graph-key")?.at(-1);
    return version && { value: version.value, changedAt: version.created * 1000 };
  }
  const secret = storeOf(repository, sink).secrets.get("GRAPH_KEY");
  return secret && { value: secret.value, changedAt: secret.updatedAt };
}

/** As a person does who stores it by hand. */
export function store(
  { repository, vault, clock }: Pick<RotationScene, "repository" | "vault" | "clock">,
  sink: SinkName,
  value: string,
  at = clock.now(),
): void {
  if (sink === VAULT) {
    const versions = vault.secrets.get("graph-key") ?? [];
    const version = String(versions.length).padStart(32, "0");
    const rest = { contentType: null, tags: {}, nbf: null, exp: null, enabled: true };
    vault.secrets.set("graph-key", [
      ...versions,
      { version, value, created: Math.floor(at / 1000), ...rest },
    ]);
    return;
  }
  storeOf(repository, sink).secrets.set("GRAPH_KEY", { value, createdAt: at, updatedAt: at });
}

function storeOf(repository: Repository, sink: SinkName): SecretStore {
  return sink === REPOSITORY ? repository.actions : repository.environments.get("production")!;
}

/** The object that is rolled, as it truly is. */
export function target({ tenant, app, options }: RotationScene): DirectoryObject {
  return tenant.directory.current.objects.get(app[options.target].id)!;
}

export function keys(scene: RotationScene): readonly KeyCredential[] {
  return target(scene).keyCredentials;
}

export function passwords(scene: RotationScene): readonly PasswordCredential[] {
  return target(scene).passwordCredentials;
}

/** Ids of all credentials of the kind that is rolled. */
export function keyIds(scene: RotationScene): string[] {
  const list = scene.options.credential === "certificate" ? keys(scene) : passwords(scene);
  return list.map(({ keyId }) => keyId);
}

/** Thumbprint of the certificate in a delivered PEM. */
export function thumbprintIn(text: string): string {
  return new X509Certificate(text.slice(text.indexOf("-----BEGIN CERTIFICATE"))).fingerprint.replaceAll(
    ":",
    "",
  );
}

/** The credential that a delivered text is, if it is still registered. */
export function registeredAs(scene: RotationScene, text: string): string | undefined {
  if (scene.options.credential === "password")
    return passwords(scene).find(({ secretText }) => secretText === text)?.keyId;
  const thumbprint = thumbprintIn(text);
  return keys(scene).find((key) => key.thumbprint === thumbprint)?.keyId;
}

export function later(scene: RotationScene, ms: number): void {
  scene.clock.advance(ms);
}

/** Names of what was changed, in order, since the given request of the log. */
export function effects({ tenant }: RotationScene, since = 0): string[] {
  return tenant.log.slice(since).flatMap((entry) => entry.effects);
}

export function alarms({ tenant }: RotationScene): string[] {
  return tenant.log.flatMap((entry) => entry.alarms);
}

/** Lets the first rotation and its retirement happen: what stands then is one key of ours. */
export async function rotated(scene: RotationScene, inputs: Inputs = {}): Promise<InProcessRun> {
  const run = await night(scene, inputs);
  if (run.errors.length > 0) throw new Error(`the arrangement failed: ${run.error.message}`);
  return run;
}
