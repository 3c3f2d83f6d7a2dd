import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type { KeyCredential } from "../../emulator/model.ts";
import { addCertificate } from "../../emulator/sample.ts";
import type { Scene } from "./contract.ts";
import { certificate } from "./certificates.ts";
import { runInProcess, type InProcessOptions, type InProcessRun } from "./in-process.ts";
import type { Inputs, SignInKind } from "./world.ts";

export interface CallOptions extends Pick<InProcessOptions, "env" | "answer"> {
  readonly signIn?: SignInKind;
  readonly interrupt?: AbortController;
  readonly onEvent?: NonNullable<InProcessOptions["onEvent"]>;
}

/** One run on the world's application; `inputs` names the operation, and an empty text takes an input away. */
export async function call(world: Scene, inputs: Inputs, options: CallOptions = {}): Promise<InProcessRun> {
  const { signIn = "client-secret", ...rest } = options;
  return runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: {
      ...(await world.signIn(signIn)),
      "application-object-id": world.app.application.id,
      ...inputs,
    },
    ...rest,
  });
}

/** `remove-key` of this key, with the proof of the application's own certificate. */
export function removeKey(
  world: Scene,
  key: Pick<KeyCredential, "keyId">,
  inputs: Inputs = {},
  options: CallOptions = {},
): Promise<InProcessRun> {
  return call(world, { ...removeKeyInputs(world, key), ...inputs }, options);
}

export function removeKeyInputs(world: Scene, { keyId }: Pick<KeyCredential, "keyId">): Inputs {
  return {
    operation: "remove-key",
    "application-object-id": world.app.application.id,
    "proof-certificate": combinedPem(world.appCertificate),
    "key-id": keyId,
  };
}

/** A second certificate on the application: what a rotation has left. */
export function addOldKey(world: Scene, options: Parameters<typeof addCertificate>[3] = {}): KeyCredential {
  return addCertificate(world.tenant, world.app.application.id, certificate("old"), options);
}

/** The key of the certificate that the application signs with. */
export function ownKey(world: Scene): KeyCredential {
  const { thumbprint } = world.appCertificate;
  return world.application().keyCredentials.find((key) => key.thumbprint === thumbprint)!;
}

const folders: string[] = [];

/** A RUNNER_TEMP of its own for one test. */
export function runnerTemp(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyroll-temp-")));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    for (const made of [folder, `${folder}-elsewhere`]) rmSync(made, { recursive: true, force: true });
  }
});

/** Everything that anybody could read of the run, but for masks and what went to the wire. */
export function said(run: InProcessRun): string {
  return run.events
    .flatMap(({ kind, text }) => (kind === "mask" || kind === "request" ? [] : [text]))
    .join("\n");
}

/** How often the object was read. */
export function reads({ tenant }: Scene): number {
  return tenant.log.filter(({ method, query }) => method === "GET" && query.includes("keyCredentials"))
    .length;
}
