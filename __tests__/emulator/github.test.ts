import { decodeJwt, decodeProtectedHeader } from "jose";
import sodium from "libsodium-wrappers";
import { beforeEach, describe, expect, it } from "vitest";
import { addGitHubToken, addRepository, addRun, immutableSubject } from "../../emulator/github/sample.ts";
import type { Repository } from "../../emulator/github/model.ts";
import { send } from "../../emulator/inProcess.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { bodyOf, FakeClock, NOW, NOW_SECONDS, OIDC_URL } from "./client.ts";

const API = "https://api.github.com/repos/contoso/billing";

let clock: FakeClock;
let tenant: Tenant;
let repository: Repository;

beforeEach(() => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  repository = addRepository(tenant, "contoso/billing", { environments: ["production", "eu/west"] });
  addGitHubToken(tenant, "good", ["contoso/billing"]);
  // Stands for the real one, which is looked at below: the "box" is the text behind a mark.
  tenant.github.openSealedBox = (sealed, publicKey, privateKey) => {
    if (publicKey.length !== 32 || privateKey.length !== 32) throw new Error("no X25519 keys");
    if (!sealed.toString().startsWith("box:")) throw new Error("no box");
    return sealed.subarray(4);
  };
});

function call(url: string, method = "GET", body?: unknown, headers: Record<string, string> = {}) {
  return send(tenant, url, {
    method,
    headers: { authorization: "Bearer good", "user-agent": "test", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function sealed(text: string) {
  return { encrypted_value: Buffer.from(`box:${text}`).toString("base64"), key_id: repository.actions.keyId };
}

describe("secrets of a repository", () => {
  it("are sealed with its key, made with 201, replaced with 204, and never shown", async () => {
    const key = bodyOf<{ key_id: string; key: string }>(await call(`${API}/actions/secrets/public-key`));
    expect(key).toEqual({ key_id: repository.actions.keyId, key: repository.actions.publicKey });
    expect(Buffer.from(key.key, "base64")).toHaveLength(32);
    expect((await call(`${API}/actions/secrets/App_Key`, "PUT", sealed("one"))).status).toBe(201);
    clock.advance(5_000);
    expect((await call(`${API}/actions/secrets/APP_KEY`, "PUT", sealed("two"))).status).toBe(204);
    expect(repository.actions.secrets.get("APP_KEY")).toEqual({
      value: "two",
      createdAt: NOW,
      updatedAt: NOW + 5_000,
    });
    expect(bodyOf(await call(`${API}/actions/secrets/APP_KEY`))).toEqual({
      name: "APP_KEY",
      created_at: "2026-06-01T12:00:00Z",
      updated_at: "2026-06-01T12:00:05Z",
    });
    expect(tenant.log.at(-2)).toMatchObject({ effects: ["putGitHubSecret"], notes: { secret: "APP_KEY" } });
  });

  it("are there under /api/v3 of any other host too", async () => {
    const url = "https://127.0.0.1:1/api/v3/repos/contoso/billing/actions/secrets/public-key";
    expect((await call(url)).status).toBe(200);
  });

  it.each([
    ["a name that begins with a digit", "1A", {}],
    ["a reserved name", "GITHUB_X", {}],
    ["another key", "A", { key_id: "1" }],
    ["no key", "A", { key_id: undefined }],
    ["no base64", "A", { encrypted_value: "?" }],
    ["what is no box", "A", { encrypted_value: "AAAA" }],
    [
      "more than 48 KB",
      "A",
      { encrypted_value: Buffer.from(`box:${"x".repeat(49_153)}`).toString("base64") },
    ],
  ])("refuse %s", async (_, name, changes) => {
    const reply = await call(`${API}/actions/secrets/${name}`, "PUT", { ...sealed("x"), ...changes });
    expect(reply.status).toBe(422);
    expect(repository.actions.secrets.size).toBe(0);
  });

  it("may be of 48 KB", async () => {
    expect((await call(`${API}/actions/secrets/A`, "PUT", sealed("x".repeat(49_152)))).status).toBe(201);
  });
});

describe("secrets of an environment", () => {
  it("are another store, whose name may hold a slash", async () => {
    const base = `${API}/environments/eu%2Fwest/secrets`;
    const key = bodyOf<{ key_id: string }>(await call(`${base}/public-key`));
    expect(key.key_id).not.toBe(repository.actions.keyId);
    const body = { ...sealed("x"), key_id: key.key_id };
    expect((await call(`${base}/A`, "PUT", body)).status).toBe(201);
    expect(repository.environments.get("eu/west")?.secrets.get("A")?.value).toBe("x");
    expect((await call(`${API}/environments/staging/secrets/public-key`)).status).toBe(404);
  });

  it("are another permission", async () => {
    addGitHubToken(tenant, "repository only", ["contoso/billing"], { secrets: "write" });
    addGitHubToken(tenant, "good", ["contoso/billing"], { secrets: "write" });
    expect((await call(`${API}/environments/production/secrets/public-key`)).status).toBe(403);
  });
});

describe("a token", () => {
  const secret = `${API}/actions/secrets/A`;

  it.each([
    ["missing", { authorization: "" }, 401, "Bad credentials"],
    ["unknown", { authorization: "Bearer bad" }, 401, "Bad credentials"],
    ["for an unknown version of the API", { "x-github-api-version": "2021-01-01" }, 400, /not a supported/],
    ["without User-Agent", { "user-agent": "" }, 403, /User-Agent/],
  ])("is refused when %s", async (_, headers, status, message) => {
    const reply = await call(secret, "GET", undefined, headers);
    expect(reply.status).toBe(status);
    expect(bodyOf(reply)["message"]).toEqual(expect.stringMatching(message));
  });

  it("that may only read may not write", async () => {
    addGitHubToken(tenant, "good", ["contoso/billing"], { secrets: "read" });
    expect((await call(`${API}/actions/secrets/public-key`)).status).toBe(200);
    const reply = await call(secret, "PUT", sealed("x"));
    expect([reply.status, bodyOf(reply)["message"]]).toEqual([403, "Resource not accessible by integration"]);
  });

  it("does not see other repositories", async () => {
    addRepository(tenant, "contoso/other");
    expect((await call("https://api.github.com/repos/contoso/other")).status).toBe(404);
    expect((await call("https://api.github.com/repos/contoso/none")).status).toBe(404);
    expect(bodyOf(await call(API))).toMatchObject({
      id: repository.id,
      full_name: "contoso/billing",
      private: true,
    });
  });
});

describe("runs", () => {
  it("say when each attempt began", async () => {
    addRun(repository, { id: 7, attempt: 1, startedAt: NOW, createdAt: NOW });
    addRun(repository, { id: 7, attempt: 2, startedAt: NOW + 60_000, createdAt: NOW });
    const of = async (path: string) => bodyOf(await call(`${API}/actions/runs/${path}`));
    expect(await of("7")).toMatchObject({ run_attempt: 2, run_started_at: "2026-06-01T12:01:00Z" });
    expect(await of("7/attempts/1")).toMatchObject({
      run_attempt: 1,
      run_started_at: "2026-06-01T12:00:00Z",
    });
    expect((await call(`${API}/actions/runs/8`)).status).toBe(404);
  });

  it("say when each job began, and on which runner", async () => {
    const jobs = [{ id: 3, name: "rotate", runnerName: "GitHub Actions 12", startedAt: NOW + 9_000 }];
    addRun(repository, { id: 7, attempt: 1, startedAt: NOW, createdAt: NOW, jobs });
    expect(bodyOf(await call(`${API}/actions/runs/7/attempts/1/jobs`))).toMatchObject({
      total_count: 1,
      jobs: [{ runner_name: "GitHub Actions 12", started_at: "2026-06-01T12:00:09Z" }],
    });
  });
});

describe("OIDC tokens", () => {
  const token = async (query = "") =>
    bodyOf<{ count: number; value: string }>(
      await send(tenant, OIDC_URL + query, {
        headers: { authorization: `Bearer ${tenant.github.job.requestToken}` },
      }),
    );

  it("are new each time, for the audience asked for", async () => {
    const [first, second] = [await token("&audience=api%3A%2F%2FX"), await token()];
    expect(first.count).toBe(first.value.length);
    expect(decodeProtectedHeader(first.value)).toMatchObject({ alg: "RS256", typ: "JWT" });
    expect(decodeJwt(first.value)).toMatchObject({
      iss: "https://token.actions.githubusercontent.com",
      aud: "api://X",
      sub: "repo:contoso/billing:ref:refs/heads/main",
      exp: NOW_SECONDS + 300,
    });
    expect(decodeJwt(second.value).aud).toBe("https://github.com/contoso");
    expect(decodeJwt(second.value).jti).not.toBe(decodeJwt(first.value).jti);
  });

  it("may carry the new immutable subject and claims of the test's choice", async () => {
    tenant.github.job.subject = immutableSubject(repository, "environment:production");
    tenant.github.job.claims = { environment: "production" };
    const { value } = await token();
    expect(decodeJwt(value)).toMatchObject({
      sub: `repo:contoso@1/billing@${repository.id}:environment:production`,
      environment: "production",
    });
  });
});

describe("a real sealed box", () => {
  it("is opened, and refused where it is torn or sealed for another key", async () => {
    await sodium.ready;
    tenant.github.openSealedBox = new Tenant().github.openSealedBox;
    const box = sodium.crypto_box_seal("päss", Buffer.from(repository.actions.publicKey, "base64"));
    const body = { ...sealed(""), encrypted_value: Buffer.from(box).toString("base64") };
    expect((await call(`${API}/actions/secrets/A`, "PUT", body)).status).toBe(201);
    expect(repository.actions.secrets.get("A")?.value).toBe("päss");
    for (const broken of [
      Buffer.from(box).fill(0, 40),
      Buffer.from(box).subarray(0, 31),
      sodium.crypto_box_seal("päss", sodium.crypto_box_keypair().publicKey),
    ]) {
      const torn = { ...body, encrypted_value: Buffer.from(broken).toString("base64") };
      expect((await call(`${API}/actions/secrets/A`, "PUT", torn)).status).toBe(422);
    }
  });
});
