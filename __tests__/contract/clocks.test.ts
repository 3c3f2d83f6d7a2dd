// Operations by hand, where the services' times and the runner's clock contradict each other.

import { describe, expect, it } from "vitest";
import { dated, HOSTS } from "../support/answers.ts";
import { effects, scene, type Scene } from "../support/contract.ts";
import { addOldKey, removeKey } from "../support/credential-calls.ts";
import { runInProcess, type InProcessOptions, type InProcessRun } from "../support/in-process.ts";
import { KEY_SET, operationInputs, type SignInKind } from "../support/world.ts";

const DAY_MS = 86_400_000;
const graphAhead = dated((host) => (host === HOSTS.graph ? 2 * DAY_MS : 0));

async function operate(
  world: Scene,
  inputs: Readonly<Record<string, string>>,
  answer?: InProcessOptions["answer"],
  signIn: SignInKind = "client-secret",
): Promise<InProcessRun> {
  return runInProcess({
    tenant: world.tenant,
    clock: world.clock,
    inputs: { ...(await world.signIn(signIn)), ...inputs },
    ...(answer === undefined ? {} : { answer }),
  });
}

describe("what cannot be taken back", () => {
  it("is not sent: remove-key", async () => {
    const world = scene();
    const run = await removeKey(world, addOldKey(world), {}, { answer: graphAhead });
    expect(run.error).toMatchObject({ code: "clock-untrusted", blame: "service" });
    expect(run.error.message).toContain("2 days apart");
    expect(effects(world)).toEqual([]);
    expect(run.requests.every(({ url }) => !url.pathname.endsWith("removeKey"))).toBe(true);
    expect(run.warnings).toHaveLength(1);
  });

  it("is not sent: remove-password", async () => {
    const world = scene();
    const { keyId } = world.application().passwordCredentials[0]!;
    const inputs = {
      operation: "remove-password",
      "application-object-id": world.app.application.id,
      "key-id": keyId,
    };
    const { error } = await operate(world, inputs, graphAhead, "certificate-pem");
    expect(error.code).toBe("clock-untrusted");
    expect(effects(world)).toEqual([]);
  });

  const deletion = { operation: "delete-key-set", "key-set-id": KEY_SET, confirm: KEY_SET };

  it.each(["client-secret", "access-token"] as const)(
    "is not sent: delete-key-set, by %s",
    async (signIn) => {
      const world = scene();
      const { error } = await operate(
        world,
        deletion,
        dated(() => 2 * DAY_MS),
        signIn,
      );
      expect(error.code).toBe("clock-untrusted");
      expect(effects(world)).toEqual([]);
    },
  );

  it("is sent where the times agree, also with a ready token", async () => {
    const world = scene();
    expect((await operate(world, deletion, undefined, "access-token")).errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
    const again = await operate(world, deletion, undefined, "access-token");
    expect(again.outputs["changed"]).toBe("false");
  });
});

it.each(["generate-key", "upload-secret", "add-key"])(
  "%s goes on by the runner's clock",
  async (operation) => {
    const world = scene();
    const run = await operate(
      world,
      operationInputs(world, operation),
      dated(() => 2 * DAY_MS),
    );
    expect(run.errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
    expect(run.warnings).toHaveLength(1);
    expect(run.warnings[0]).toContain("more than a day is not believed");
  },
);

it("check says that nothing would be removed", async () => {
  const world = scene();
  const inputs = { ...operationInputs(world, "add-key"), operation: "check", "check-operation": "add-key" };
  const run = await operate(world, inputs, graphAhead);
  expect(run.summary).toContain("more than a day is not believed");
});
