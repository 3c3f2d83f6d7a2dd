import type { InputName } from "../inputs/names.ts";
import { ROLL_KEYS, READ_OBJECTS, WRITE_KEY_SETS, WRITE_OBJECTS, type Needs } from "../permissions.ts";
import type { RotationConfig } from "../rotation/config.ts";
import { configureRotation } from "../rotation/configure.ts";
import { sinkOrigins } from "../rotation/sink-origins.ts";
import type { Operation, RunContext } from "./operation.ts";
import type { OperationResult } from "./result.ts";

/** What both halves of a rotation understand. */
export const ROTATION_INPUTS: readonly InputName[] = [
  "key-set-id",
  "application-object-id",
  "app-id",
  "service-principal-object-id",
  "service-principal-app-id",
  "proof-certificate",
  "proof-certificate-password",
  "proof-issuer",
  "credential",
  "current-secret",
  "rotation-name",
  "rotate-before",
  "validity",
  "overlap",
  "retire-key-ids",
  "retire-initial",
  "deliver-to",
  "github-token",
  "github-api-url",
  "key-vault-url",
  "dry-run",
];

/** Makes, adds, proves and delivers a new key when the old one is due, and retires older ones. */
export const rotate: Operation<RotationConfig & { readonly operation: "rotate" }> = {
  name: "rotate",
  needs: ROLL_KEYS,
  needsOf: rotationNeeds,
  inputs: [
    ...ROTATION_INPUTS,
    "certificate",
    "certificate-password",
    "secret",
    "key-type",
    "key-use",
    "display-name",
    "create-key-set",
    "force",
    "key-size",
    "lead",
    "retire-due",
    "emergency-key-id",
    "deliver-as",
    "deliver-password",
    "prove-timeout",
    "settle",
  ],
  configure: (context) =>
    configureRotation("rotate", context) as Promise<RotationConfig & { operation: "rotate" }>,
  origins: rotationOrigins,
  run: runRotation,
};

export function rotationNeeds(config: RotationConfig): readonly Needs[] {
  if (config.kind === "key-set") return [WRITE_KEY_SETS];
  return config.kind === "certificate" ? [ROLL_KEYS] : [WRITE_OBJECTS, READ_OBJECTS];
}

export function rotationOrigins(config: RotationConfig): readonly URL[] {
  return config.kind === "key-set" ? [] : sinkOrigins(config.sinks);
}

/** The protocols are loaded when one of them runs: the single calls do without them. */
export async function runRotation(config: RotationConfig, context: RunContext): Promise<OperationResult> {
  switch (config.kind) {
    case "certificate": {
      const [{ rotateObject }, { CertificateCredentials }] = await Promise.all([
        import("../rotation/object-run.ts"),
        import("../rotation/certificate-credentials.ts"),
      ]);
      return rotateObject(config, new CertificateCredentials(config, context), context);
    }
    case "password": {
      const [{ rotateObject }, { PasswordCredentials }] = await Promise.all([
        import("../rotation/object-run.ts"),
        import("../rotation/password-credentials.ts"),
      ]);
      return rotateObject(config, new PasswordCredentials(config, context), context);
    }
    case "key-set":
      return (await import("../rotation/rotate-key-set.ts")).rotateKeySet(config, context);
  }
}
