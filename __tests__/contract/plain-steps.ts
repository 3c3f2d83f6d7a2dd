import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { pfx } from "../../emulator/keyFiles.ts";
import type { KeySetKey } from "../../emulator/model.ts";
import { addKeySet } from "../../emulator/sample.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import type { OperationName } from "../../src/operations/registry.ts";
import { DAY_MS, later, night, rotated, rotationScene, type RotationOptions } from "../rotation/scene.ts";
import { scene, type Scene } from "../support/contract.ts";
import { addOldKey, removeKeyInputs } from "../support/credential-calls.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { KEY_SET, operationInputs, PASSWORD, SECRET_SET, type Inputs } from "../support/world.ts";

/** A tenant of its own, where the step succeeds, and has something to do if it writes at all. */
export interface Prepared {
  readonly tenant: Tenant;
  /** @param inputs over those of the plain step */
  run(inputs?: Inputs): Promise<InProcessRun>;
}

/** One step as a workflow's author would write it who needs nothing special. */
export interface PlainStep {
  /** The operation, and of what, where there are several. */
  readonly step: string;
  readonly operation: OperationName;
  readonly prepare: () => Promise<Prepared>;
}

const DAY = 86_400;

const RETIRE: Inputs = { "retire-initial": "true" };

type Prepare = (operation: string) => Promise<Prepared>;

/** By operation, so that the compiler asks for the plain step of a new one. */
const STEPS: Readonly<Record<OperationName, Readonly<Record<string, Prepare>>>> = {
  "generate-key": { "": inWorld((world) => operationInputs(world, "generate-key")) },
  "upload-secret": { "": inWorld((world) => operationInputs(world, "upload-secret")) },
  "upload-certificate": {
    "": inWorld((world) => ({ "key-set-id": KEY_SET, certificate: world.newCertificate.certificatePem })),
  },
  "upload-pkcs12": {
    "": inWorld((world) => ({
      "key-set-id": KEY_SET,
      certificate: pfx(world.newCertificate, { password: PASSWORD, encryption: "legacy" }).toString("base64"),
      "certificate-password": PASSWORD,
    })),
  },
  "get-active-key": { "": inWorld(() => ({ "key-set-id": KEY_SET })) },
  "enable-key": {
    "": inWorld((world) => ({
      ...keySet(world, [{ kid: "on" }, { kid: "off", status: "disabled" }]),
      "key-id": "off",
    })),
  },
  "disable-key": {
    "": inWorld((world) => ({
      ...keySet(world, [{ kid: "on" }, { kid: "old", nbf: -9 * DAY, exp: -DAY }]),
      "key-id": "old",
    })),
  },
  "delete-key-set": { "": inWorld(() => ({ "key-set-id": SECRET_SET, confirm: SECRET_SET })) },
  "add-key": { "": inWorld((world) => operationInputs(world, "add-key")) },
  "remove-key": { "": inWorld((world) => removeKeyInputs(world, addOldKey(world))) },
  "add-password": {
    "": inWorld((world) => ({ ...ofApplication(world), "secret-output-file": "new-secret" })),
  },
  "remove-password": {
    "": inWorld((world) => ({
      ...ofApplication(world),
      "key-id": world.application().passwordCredentials[0]!.keyId,
    })),
  },
  "list-keys": {
    "of a key set": inWorld(() => ({ "key-set-id": KEY_SET })),
    "of an application": inWorld(ofApplication),
  },
  report: {
    "of a key set": inWorld(() => ({ "key-set-id": KEY_SET })),
    "of an application": inWorld(ofApplication),
    "of everything": inWorld(() => ({ "report-scope": "all" })),
  },
  check: {
    "of generate-key": inWorld((world) => checked(operationInputs(world, "generate-key"))),
    "of add-key": inWorld((world) => checked(operationInputs(world, "add-key"))),
  },
  rotate: {
    "of a certificate": inRotation({}),
    "of a password": inRotation({ credential: "password" }),
    "of a generated key": inWorld((world) => ({
      ...keySet(world, [dueKey("RSA")]),
      "key-type": "RSA",
      "key-use": "sig",
    })),
    "of an uploaded secret": inWorld((world) => ({
      ...keySet(world, [dueKey("oct")]),
      "key-use": "sig",
      secret: "the text that the other side shows",
    })),
  },
  retire: {
    "of a certificate": inRotation({}, RETIRE),
    "of a password": inRotation({ credential: "password" }, RETIRE),
    "of a key set": inWorld((world) => ({
      ...keySet(world, [dueKey("RSA"), { kid: "next", nbf: -10 * DAY, exp: 170 * DAY }]),
      "retire-key-ids": "due",
    })),
  },
};

export const PLAIN_STEPS: readonly PlainStep[] = Object.entries(STEPS).flatMap(([operation, variants]) =>
  Object.entries(variants).map(([of, prepare]) => ({
    step: `${operation} ${of}`.trim(),
    operation: operation as OperationName,
    prepare: () => prepare(operation),
  })),
);

/** A step on a key set of its own; of keys, times count from now. `undefined`: the set is not there. */
export function keySetStep(
  keys: readonly Partial<KeySetKey>[] | undefined,
  inputs: Inputs,
): PlainStep["prepare"] {
  const prepare = inWorld((world) => ({
    ...(keys === undefined ? { "key-set-id": "B2C_1A_Missing" } : keySet(world, keys)),
    ...inputs,
  }));
  return () => prepare(inputs["operation"] ?? "");
}

function inWorld(inputs: (world: Scene) => Inputs): Prepare {
  return async (operation) => {
    const world = scene();
    const plain = { operation, ...(await world.signIn("oidc")), ...inputs(world) };
    const env = { RUNNER_TEMP: runnerTemp() };
    return {
      tenant: world.tenant,
      run: (more = {}) =>
        runInProcess({ tenant: world.tenant, clock: world.clock, inputs: { ...plain, ...more }, env }),
    };
  };
}

/** @param retire a rotation was long enough ago, and its predecessor is to go */
function inRotation(options: RotationOptions, retire?: Inputs): Prepare {
  return async (operation) => {
    const rotation = rotationScene(options);
    if (retire !== undefined) {
      await rotated(rotation);
      later(rotation, 8 * DAY_MS);
    }
    return {
      tenant: rotation.tenant,
      run: (more = {}) => night(rotation, { operation, ...retire, ...more }),
    };
  };
}

function ofApplication(world: Scene): Inputs {
  return { "application-object-id": world.app.application.id };
}

function checked({ operation = "", ...inputs }: Inputs): Inputs {
  return { ...inputs, operation: "check", "check-operation": operation };
}

/** With times counted from now. */
function keySet(world: Scene, keys: readonly Partial<KeySetKey>[]): Inputs {
  const now = Math.floor(world.clock.now() / 1000);
  const id = "B2C_1A_Plain";
  addKeySet(
    world.tenant,
    id,
    keys.map((key) => ({
      ...key,
      ...(typeof key.nbf !== "number" ? {} : { nbf: now + key.nbf }),
      ...(typeof key.exp !== "number" ? {} : { exp: now + key.exp }),
    })),
  );
  return { "key-set-id": id };
}

function dueKey(kty: "RSA" | "oct"): Partial<KeySetKey> {
  return { kid: "due", kty, nbf: -120 * DAY, exp: 40 * DAY };
}

function runnerTemp(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyroll-plain-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
