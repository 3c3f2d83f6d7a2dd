// The built action in a process of its own: what the bundle loads late is there, and nothing leaks.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pfx } from "../../emulator/keyFiles.ts";
import { addKeySet } from "../../emulator/sample.ts";
import { canariesOfBytes, canariesOfKey, canariesOfText, expectNoLeak } from "../support/canary.ts";
import { certificate } from "../support/certificates.ts";
import { runAction, type ActionRun } from "../support/run-action.ts";
import { KEY_SET, PASSWORD, startWorld, type Inputs, type RunningWorld } from "../support/world.ts";

const uploaded = certificate("uploaded");
const authority = certificate("authority", { isAuthority: true });

describe("the built action, on a key set", () => {
  let world: RunningWorld;

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(async () => {
    await world.stop();
  });

  async function run(operation: string, inputs: Inputs): Promise<ActionRun> {
    return runAction({
      inputs: {
        operation,
        ...world.endpoints,
        ...(await world.signIn("client-secret")),
        "key-set-id": KEY_SET,
        ...inputs,
      },
      env: world.env,
    });
  }

  test("re-packs a modern PFX into a set that it makes, and shows nothing of it", async () => {
    const file = pfx(uploaded, { password: PASSWORD, chain: [authority] });
    const done = await run("upload-pkcs12", {
      "key-set-id": "SamlIdpCert",
      certificate: file.toString("base64"),
      "certificate-password": PASSWORD,
      "create-key-set": "true",
    });
    expect([done.exitCode, done.stderr]).toEqual([0, ""]);
    const [key] = world.keys("B2C_1A_SamlIdpCert");
    expect(key!.secret).toBe(uploaded.privateKey.export({ type: "pkcs8", format: "pem" }));
    expect(key!.x5c).toHaveLength(2);
    expect(done.outputs).toMatchObject({ kid: key!.kid, thumbprint: uploaded.thumbprint, changed: "true" });
    expect(
      done.commands.filter(({ name }) => name === "notice").map(({ message }) => message),
    ).toContainEqual(expect.stringContaining("re-packed with 3DES in memory"));
    const { key: sent } = JSON.parse(
      world.tenant.log.find(({ path }) => path.endsWith("/uploadPkcs12"))!.body,
    ) as { key: string };
    // The thumbprint is public, and stands in the file as the id that binds key and certificate.
    const thumbprint = uploaded.thumbprint;
    const canaries = [
      ...canariesOfText("password", PASSWORD),
      ...canariesOfKey("key", uploaded),
      ...canariesOfBytes("given", file),
      ...canariesOfBytes("sent", Buffer.from(sent, "base64")),
    ].map(({ name, pieces }) => ({ name, pieces: pieces.filter((piece) => !thumbprint.includes(piece)) }));
    expect(expectNoLeak(done, world.tenant.log, canaries)).toBeGreaterThan(canaries.length);
  });

  test("fills a time without a key between two keys", async () => {
    const now = Math.floor(Date.now() / 1000);
    const day = 86_400;
    addKeySet(world.tenant, "B2C_1A_WithGap", [
      { kid: "ends", nbf: now - 100 * day, exp: now + 5 * day },
      { kid: "later", nbf: now + 60 * day, exp: now + 240 * day },
    ]);
    const done = await run("rotate", { "key-set-id": "B2C_1A_WithGap", "key-type": "RSA", "key-use": "sig" });
    expect([done.exitCode, done.stderr]).toEqual([0, ""]);
    const made = world.keys("B2C_1A_WithGap").find(({ kid }) => kid === done.outputs["kid"]);
    expect(made).toMatchObject({ nbf: now + 5 * day, exp: now + 185 * day });
  });

  test("a wrong password is one annotation, and not one request", async () => {
    const before = world.tenant.log.length;
    const done = await run("upload-pkcs12", {
      certificate: pfx(uploaded, { password: PASSWORD }).toString("base64"),
      "certificate-password": `${PASSWORD}\n`,
    });
    expect(done.exitCode).toBe(1);
    const errors = done.commands.filter(({ name }) => name === "error");
    expect(errors.map(({ properties }) => properties["title"])).toEqual(["key-material-invalid"]);
    expect(errors[0]!.message).toContain("it works without its trailing newline");
    expect(world.tenant.log).toHaveLength(before);
  });

  test("the life of a key: active, disabled, enabled, gone with its set", async () => {
    addKeySet(world.tenant, KEY_SET, [{ kid: "old" }, { kid: "new", nbf: 1_700_000_000 }]);
    expect((await run("get-active-key", {})).outputs["kid"]).toBe("new");

    const disabled = await run("disable-key", { "key-id": "new" });
    expect(disabled.commands.find(({ name }) => name === "warning")!.message).toContain("ACTIVE key");
    expect((await run("get-active-key", {})).outputs["kid"]).toBe("old");

    const refused = await run("disable-key", { "key-id": "old" });
    expect(refused.exitCode).toBe(1);
    expect((await run("enable-key", { "key-id": "new" })).outputs["changed"]).toBe("true");

    expect((await run("delete-key-set", { confirm: "B2C_1A_Other" })).exitCode).toBe(1);
    expect((await run("delete-key-set", { confirm: KEY_SET })).outputs["changed"]).toBe("true");
    const again = await run("delete-key-set", { confirm: KEY_SET });
    expect([again.exitCode, again.outputs["changed"]]).toEqual([0, "false"]);
  });
});
