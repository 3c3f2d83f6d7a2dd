import { beforeEach, describe, expect, it } from "vitest";
import { send } from "../../emulator/inProcess.ts";
import { addPassword, addRegistration, type Registration } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { addVault, allowVault } from "../../emulator/vault/sample.ts";
import type { Vault } from "../../emulator/vault/model.ts";
import { aadsts, bodyOf, FakeClock, NOW_SECONDS, refusal, requestToken } from "./client.ts";

const VAULT = "https://contoso.vault.azure.net";

let clock: FakeClock;
let tenant: Tenant;
let app: Registration;
let vault: Vault;
let secretText: string;
let token: string;

beforeEach(async () => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  app = addRegistration(tenant);
  vault = addVault(tenant, "contoso");
  allowVault(vault, app.servicePrincipal.id);
  ({ secretText } = addPassword(tenant, app.application.id));
  token = await tokenFor("https://vault.azure.net/.default");
});

async function tokenFor(scope: string) {
  const reply = await requestToken(tenant, app.appId, { client_secret: secretText, scope });
  return bodyOf<{ access_token: string }>(reply).access_token;
}

function call(path: string, method = "GET", body?: unknown, origin = VAULT) {
  return send(tenant, `${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function tags(count: number, length = 256): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x".repeat(length)]));
}

describe("a vault's secret", () => {
  it("takes 15 tags of 256 characters", async () => {
    const body = { value: "x", tags: tags(15) };
    expect((await call("/secrets/a?api-version=7.4", "PUT", body)).status).toBe(200);
  });

  it("of a vault that is not there has no host that could be asked", async () => {
    const elsewhere = call("/secrets/a?api-version=7.4", "GET", undefined, "https://third.vault.azure.net");
    await expect(elsewhere).rejects.toMatchObject({ drop: { drop: "unresolved" } });
  });

  it("gets a new version with every PUT", async () => {
    const set = await call("/secrets/app-key?api-version=7.4", "PUT", {
      value: "one",
      contentType: "text/plain",
      tags: { a: "b" },
    });
    expect(set.status).toBe(200);
    expect(bodyOf(set)).toMatchObject({
      value: "one",
      contentType: "text/plain",
      tags: { a: "b" },
      attributes: { enabled: true, created: NOW_SECONDS },
    });
    clock.advance(1000);
    await call("/secrets/app-key?api-version=7.6", "PUT", {
      value: "two",
      attributes: { exp: NOW_SECONDS + 9 },
    });
    expect(bodyOf(await call("/secrets/app-key?api-version=7.4"))).toMatchObject({
      value: "two",
      attributes: { exp: NOW_SECONDS + 9 },
    });
    const { value } = bodyOf<{ value: { id: string; attributes: { created: number } }[] }>(
      await call("/secrets/app-key/versions?api-version=7.4"),
    );
    expect(value.map(({ attributes }) => attributes.created)).toEqual([NOW_SECONDS, NOW_SECONDS + 1]);
    expect(value[0]).not.toHaveProperty("value");
    const version = value[0]?.id.split("/").at(-1);
    expect(bodyOf(await call(`/secrets/app-key/${version}?api-version=7.4`))).toMatchObject({ value: "one" });
    expect(tenant.log.find(({ method }) => method === "PUT")?.effects).toEqual(["setVaultSecret"]);
  });

  it("is found at loopback as the only vault, or by the vault's name in the path", async () => {
    const origin = "https://127.0.0.1:1";
    await call("/secrets/a?api-version=7.4", "PUT", { value: "x" }, origin);
    expect(vault.secrets.get("a")).toHaveLength(1);
    expect((await call("/vaults/contoso/secrets/a?api-version=7.4", "GET", undefined, origin)).status).toBe(
      200,
    );
    addVault(tenant, "second");
    expect((await call("/secrets/a?api-version=7.4", "GET", undefined, origin)).status).toBe(404);
  });

  it.each([
    ["an old version of the API", "GET", "/secrets/a?api-version=7.3", undefined, 400],
    ["no version of the API", "GET", "/secrets/a", undefined, 400],
    ["a name with an underscore", "PUT", "/secrets/a_b?api-version=7.4", { value: "x" }, 400],
    ["no value", "PUT", "/secrets/a?api-version=7.4", {}, 400],
    ["25,001 characters", "PUT", "/secrets/a?api-version=7.4", { value: "x".repeat(25_001) }, 400],
    ["a secret that is not there", "GET", "/secrets/none?api-version=7.4", undefined, 404],
    ["16 tags", "PUT", "/secrets/a?api-version=7.4", { value: "x", tags: tags(16) }, 400],
    ["a tag of 257 characters", "PUT", "/secrets/a?api-version=7.4", { value: "x", tags: tags(1, 257) }, 400],
    ["a tag that is no text", "PUT", "/secrets/a?api-version=7.4", { value: "x", tags: { a: 1 } }, 400],
    [
      "a date that is no number",
      "PUT",
      "/secrets/a?api-version=7.4",
      { value: "x", attributes: { exp: "1" } },
      400,
    ],
    [
      "a switch that is none",
      "PUT",
      "/secrets/a?api-version=7.4",
      { value: "x", attributes: { enabled: "no" } },
      400,
    ],
    ["POST", "POST", "/secrets/a?api-version=7.4", { value: "x" }, 405],
  ])("refuses %s", async (_, method, path, body, status) => {
    expect((await call(path, method, body)).status).toBe(status);
  });
});

describe("access", () => {
  it("needs a token for the vault, and challenges", async () => {
    const secret = "/secrets/a?api-version=7.4";
    token = await tokenFor("https://graph.microsoft.com/.default");
    const reply = await call(secret);
    expect(reply.status).toBe(401);
    expect(reply.headers["www-authenticate"]).toBe(
      `Bearer authorization="https://login.microsoftonline.com/${tenant.id}", resource="https://vault.azure.net"`,
    );
    expect((await send(tenant, VAULT + secret)).status).toBe(401);
  });

  it("is given by the vault's policy", async () => {
    allowVault(vault, app.servicePrincipal.id, ["get"]);
    const reply = await call("/secrets/a?api-version=7.4", "PUT", { value: "x" });
    expect(refusal(reply)).toMatchObject({ status: 403, code: "Forbidden" });
    expect(refusal(reply).message).toContain("does not have secrets set permission on key vault 'contoso;");
  });

  it("is not given to the vaults of other clouds", async () => {
    const scope = "https://vault.azure.cn/.default";
    expect(aadsts(await requestToken(tenant, app.appId, { client_secret: secretText, scope })).codes).toEqual(
      [500011],
    );
  });
});
