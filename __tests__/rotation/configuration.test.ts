import { describe, expect, it } from "vitest";
import { issueAccessToken } from "../../emulator/entra/accessToken.ts";
import {
  DAY_MS,
  effects,
  ENVIRONMENT,
  held,
  later,
  night,
  rotated,
  rotationScene,
  VAULT,
  type RotationOptions,
} from "./scene.ts";

const password: RotationOptions = { credential: "password" };

describe("refused before any request", () => {
  it.each<[what: string, options: RotationOptions, inputs: Record<string, string>, names: RegExp]>([
    ["an empty deliver-to", {}, { "deliver-to": "" }, /^deliver-to/],
    ["an empty deliver-to of a password", password, { "deliver-to": "" }, /^deliver-to/],
    ["a rotate-before within overlap + 2 days", {}, { "rotate-before": "8d" }, /^rotate-before/],
    ["a rotate-before of exactly overlap + 2 days", {}, { "rotate-before": "9d" }, /^rotate-before/],
    ["a share that is too short for overlap", {}, { "rotate-before": "5%" }, /^rotate-before/],
    ["a share of 0", {}, { "rotate-before": "0%" }, /^rotate-before/],
    ["a share of 100 %", {}, { "rotate-before": "100%" }, /^rotate-before/],
    ["a rotate-before as long as validity", {}, { "rotate-before": "180d" }, /^rotate-before/],
    ["an overlap as long as the threshold", {}, { overlap: "58d" }, /^rotate-before/],
    ["a validity of hours", {}, { validity: "12h" }, /^validity/],
    ["a line's name with blanks", {}, { "rotation-name": "my line" }, /^rotation-name/],
    ["a line's name of 25 characters", {}, { "rotation-name": "x".repeat(25) }, /^rotation-name/],
    ["a key of 1024 bits", {}, { "key-size": "1024" }, /^key-size/],
    ["an unknown credential", {}, { credential: "federated" }, /^credential/],
    ["a sink of no kind", {}, { "deliver-to": "s3:bucket/key" }, /^deliver-to/],
    ["a GitHub sink without its token", {}, { "github-token": "" }, /^github-token/],
    ["a key id that is no GUID", {}, { "retire-key-ids": "the old one" }, /^retire-key-ids/],
    ["an emergency's key id that is no GUID", {}, { "emergency-key-id": "the old one" }, /^emergency-key-id/],
    ["no certificate that could sign", {}, { "client-certificate": "" }, /^proof-certificate|GitHub's OIDC/],
  ])("%s", async (_, options, inputs, names) => {
    const scene = rotationScene(options);
    const run = await night(scene, inputs);
    expect(run.error.blame).toBe("input");
    expect(run.error.what).toMatch(names);
    expect(run.requests).toEqual([]);
  });

  it("an access token with a vault: it is not for that", async () => {
    const scene = rotationScene({ sinks: [ENVIRONMENT, VAULT] });
    const token = await tokenOf(scene);
    const run = await night(scene, {
      "client-certificate": "",
      "proof-certificate": held(scene),
      "access-token": token,
    });
    expect(run.error.what).toMatch(/^access-token/);
    expect(run.requests).toEqual([]);
  });

  it("an access token without `tenant-id`: proving signs in", async () => {
    const scene = rotationScene();
    const run = await night(scene, {
      "client-certificate": "",
      "proof-certificate": held(scene),
      "access-token": await tokenOf(scene),
      "tenant-id": "",
    });
    expect(run.error.what).toMatch(/^tenant-id/);
    expect(run.requests).toEqual([]);
  });

  it("`deliver-to` of a key set", async () => {
    const scene = rotationScene();
    const run = await night(scene, {
      "application-object-id": "",
      "key-set-id": "B2C_1A_Any",
      "key-type": "RSA",
      "key-use": "sig",
    });
    expect(run.error.what).toMatch(/^deliver-to/);
    expect(run.requests).toEqual([]);
  });
});

it("signs in with an access token and proves with the tenant and the target's own client id", async () => {
  const scene = rotationScene();
  const run = await night(scene, {
    "client-certificate": "",
    "proof-certificate": held(scene),
    "access-token": await tokenOf(scene),
    "client-id": "",
  });
  expect(run.errors).toEqual([]);
  expect(effects(scene)).toEqual(["addKey", "putGitHubSecret"]);
});

describe("a dry run", () => {
  it.each(["certificate", "password"] as const)(
    "(%s) writes nothing, and shows what it would send",
    async (credential) => {
      const scene = rotationScene({ credential, inputs: { "retire-initial": "true" } });
      await rotated(scene);
      later(scene, 170 * DAY_MS);
      const before = scene.tenant.log.length;
      const run = await night(scene, { "dry-run": "true" });
      expect(run.errors).toEqual([]);
      expect(effects(scene, before)).toEqual([]);
      expect(run.outputs).toMatchObject({ changed: "false", rotated: "false", "delivered-to": "" });
      const { planned } = JSON.parse(run.outputs["result"]!) as { planned: { url: string }[] };
      const kind = credential === "certificate" ? "Key" : "Password";
      expect(planned.map(({ url }) => url.split("/").at(-1))).toEqual([`remove${kind}`, `add${kind}`]);
      const writes = scene.tenant.log
        .slice(before)
        .filter(({ method, path }) => method !== "GET" && !path.endsWith("/token"));
      expect(writes).toEqual([]);
    },
  );

  it("of a key that is not due plans nothing", async () => {
    const scene = rotationScene();
    await rotated(scene);
    const run = await night(scene, { "dry-run": "true" });
    expect(JSON.parse(run.outputs["result"]!)).toMatchObject({ planned: [] });
  });
});

async function tokenOf({ tenant, app }: ReturnType<typeof rotationScene>): Promise<string> {
  const principal = tenant.directory.current.objects.get(app.servicePrincipal.id)!;
  return issueAccessToken(tenant, principal, "https://graph.microsoft.com");
}
