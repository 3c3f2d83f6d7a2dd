import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findCloud } from "../../../src/clouds.ts";
import { parseDeliverTo } from "../../../src/config/deliver-to.ts";
import { parseApiUrl, parseSinkSettings, type GivenSinks } from "../../../src/config/sink-settings.ts";
import type { SignIn } from "../../../src/config/sign-in.ts";
import { ActionError } from "../../../src/errors.ts";
import { Secret } from "../../../src/secrets/secret.ts";

let temp = "";

beforeAll(() => {
  temp = realpathSync(mkdtempSync(join(tmpdir(), "keyroll-sinks-")));
});

afterAll(() => {
  rmSync(temp, { recursive: true });
});

function errorOf(work: () => unknown): ActionError {
  try {
    work();
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  return expect.fail("nothing was refused");
}

describe("deliver-to", () => {
  test("names one sink a line, in any letter case of its kind", () => {
    const text = [
      "",
      "  github-secret:contoso/billing.app/APP_KEY  ",
      "GitHub-Environment-Secret:o_corp/r/eu/west 1/app_key\r",
      "key-vault-secret:contoso-vault/app-key",
      `file:${temp}/key.pem`,
      "file: other.pem",
    ].join("\n");
    expect(parseDeliverTo(text, temp)).toEqual([
      {
        kind: "github-secret",
        name: "github-secret:contoso/billing.app/APP_KEY",
        owner: "contoso",
        repository: "billing.app",
        secretName: "APP_KEY",
      },
      {
        kind: "github-environment-secret",
        name: "GitHub-Environment-Secret:o_corp/r/eu/west 1/app_key",
        owner: "o_corp",
        repository: "r",
        environment: "eu/west 1",
        secretName: "app_key",
      },
      {
        kind: "key-vault-secret",
        name: "key-vault-secret:contoso-vault/app-key",
        vault: "contoso-vault",
        secretName: "app-key",
      },
      expect.objectContaining({
        kind: "file",
        place: { input: "deliver-to", path: join(temp, "key.pem"), folders: [] },
      }),
      expect.objectContaining({
        kind: "file",
        place: { input: "deliver-to", path: join(temp, "other.pem"), folders: [] },
      }),
    ]);
  });

  test.each(["", "  ", "\n\r\n"])("may name none, case %#", (text) => {
    expect(parseDeliverTo(text, undefined)).toEqual([]);
  });

  test.each([
    ["contoso/billing/APP_KEY", "names no kind"],
    ["github-secrets:o/r/A", "Did you mean github-secret?"],
    ["keyvault-secret:v/a", "Did you mean key-vault-secret?"],
    ["env:A", "is no kind of sink"],
    [":o/r/A", "is no kind of sink"],
    ["github-secret:o/r", "has 2 parts"],
    ["github-secret:o/r/e/A", "has 4 parts"],
    ["github-secret:/r/A", "cannot be the owner"],
    ["github-secret:o o/r/A", "cannot be the owner"],
    ["github-secret:-o/r/A", "cannot be the owner"],
    ["github-secret:o/../A", "cannot be a repository"],
    ["github-secret:o/r%2F/A", "cannot be a repository"],
    ["github-secret:o/r/1A", "no digit in front"],
    ["github-secret:o/r/A-B", "cannot be a secret's name"],
    ["github-secret:o/r/", "cannot be a secret's name"],
    ["github-secret:o/r/github_token", "begins with GITHUB_"],
    ["github-environment-secret:o/r/A", "has 3 parts"],
    ["github-environment-secret:o/r//A", "cannot be an environment"],
    ["github-environment-secret:o/r/../A", "cannot be an environment"],
    ["github-environment-secret:o/r/a\tb/A", "control character"],
    ["key-vault-secret:contoso", "cannot be a secret's name"],
    ["key-vault-secret:ab/a", "cannot be a vault"],
    ["key-vault-secret:a--b/a", "cannot be a vault"],
    ["key-vault-secret:abc-/a", "cannot be a vault"],
    ["key-vault-secret:contoso.vault.azure.net/a", "vault's name alone"],
    ["key-vault-secret:contoso/a_b", "letters, digits and dashes"],
    ["key-vault-secret:contoso/a/b", "has 3 parts"],
    ["file:", "names no path"],
    ["file:/etc/passwd", "below RUNNER_TEMP"],
    ["file:../x", "below RUNNER_TEMP"],
    ["file:none/x", "its folder does not exist"],
  ])("refuses %s", (line, says) => {
    const error = errorOf(() => parseDeliverTo(line, temp));
    expect([error.blame, error.message]).toEqual(["input", expect.stringContaining(says)]);
    expect(error.what.startsWith("deliver-to: ")).toBe(true);
  });

  test.each([
    ["github-secret:o/r/A", "github-secret:O/R/a"],
    ["github-environment-secret:o/r/Prod/A", "github-environment-secret:o/r/prod/A"],
    ["key-vault-secret:contoso/a", "KEY-VAULT-SECRET:Contoso/A"],
    ["file:x.pem", "file:./x.pem"],
  ])("refuses the same place twice: %s", (one, two) => {
    expect(errorOf(() => parseDeliverTo(`${one}\n${two}`, temp)).what).toContain("is the same place as");
    expect(errorOf(() => parseDeliverTo("file:x", undefined)).what).toContain("RUNNER_TEMP is not set");
  });

  test("an environment's secret is another one than the repository's", () => {
    const text = "github-secret:o/r/A\ngithub-environment-secret:o/r/e/A\ngithub-environment-secret:o/r/f/A";
    expect(parseDeliverTo(text, undefined)).toHaveLength(3);
  });
});

describe("what the sinks need", () => {
  const client = { tenantId: "contoso.onmicrosoft.com", clientId: "c" };
  const signIn: SignIn = { kind: "client-secret", secret: new Secret("hunter2hunter2", "s"), ...client };
  const token = new Secret("ghs_0123456789", "github-token");

  function parse(deliverTo: string, changes: Partial<GivenSinks> = {}, cloud = "global") {
    return parseSinkSettings({
      deliverTo,
      githubToken: token,
      githubApiUrl: undefined,
      keyVaultUrl: undefined,
      tempDirectory: temp,
      signIn,
      endpoints: {
        cloud: findCloud(cloud)!,
        authorityOrigin: "https://login.example",
        graphOrigin: "https://graph.example",
        overridden: false,
      },
      ...changes,
    });
  }

  test("nothing for a file", () => {
    const settings = parse("file:x", { githubToken: undefined });
    expect([settings.github, settings.keyVault]).toEqual([undefined, undefined]);
  });

  test("a token for GitHub's secrets", () => {
    expect(parse("github-secret:o/r/A").github).toEqual({ token, apiUrl: "https://api.github.com" });
    const error = errorOf(() => parse("file:x\ngithub-secret:o/r/A", { githubToken: undefined }));
    expect([error.code, error.message]).toEqual([
      "input-missing",
      expect.stringMatching(/^github-token: .*GITHUB_TOKEN cannot write secrets/),
    ]);
  });

  test("a sign-in of its own for a vault", () => {
    const ready: SignIn = { kind: "access-token", token };
    const error = errorOf(() => parse("key-vault-secret:contoso/a", { signIn: ready }));
    expect([error.code, error.what.startsWith("access-token: ")]).toEqual(["input-conflict", true]);
    expect(parse("github-secret:o/r/A", { signIn: ready }).keyVault).toBeUndefined();
  });

  test.each([
    ["global", "vault.azure.net"],
    ["us-gov", "vault.usgovcloudapi.net"],
    ["us-gov-dod", "vault.usgovcloudapi.net"],
    ["china", "vault.azure.cn"],
  ])("the domain of the vaults in %s", (cloud, domain) => {
    expect(parse("key-vault-secret:contoso/a", {}, cloud).keyVault).toEqual({
      signIn,
      authorityOrigin: "https://login.example",
      domain,
      origin: undefined,
    });
  });

  test.each(["bleu", "delos", "govsg"])("key-vault-url in %s, where nothing is documented", (cloud) => {
    expect(errorOf(() => parse("key-vault-secret:contoso/a", {}, cloud)).what).toMatch(
      /^key-vault-url: is missing/,
    );
    const keyVaultUrl = "https://contoso.vault.sovcloud.example/";
    expect(parse("key-vault-secret:contoso/a", { keyVaultUrl }, cloud).keyVault).toMatchObject({
      domain: "vault.sovcloud.example",
      origin: "https://contoso.vault.sovcloud.example",
    });
  });

  test("key-vault-url keeps the cloud's tokens, and is of one vault", () => {
    const keyVaultUrl = "https://127.0.0.1:8443";
    expect(
      parse("key-vault-secret:contoso/a\nkey-vault-secret:Contoso/b", { keyVaultUrl }).keyVault,
    ).toMatchObject({ domain: "vault.azure.net", origin: "https://127.0.0.1:8443" });
    const two = "key-vault-secret:contoso/a\nkey-vault-secret:other/a";
    expect(errorOf(() => parse(two, { keyVaultUrl })).code).toBe("input-conflict");
    expect(
      errorOf(() => parse("key-vault-secret:contoso/a", { keyVaultUrl: "http://127.0.0.1" })).what,
    ).toContain("not https");
  });

  test("an address of GitHub's API, with a path or without", () => {
    expect(parseApiUrl("https://api.github.com")).toBe("https://api.github.com");
    expect(parseApiUrl("https://github.example.com/api/v3/")).toBe("https://github.example.com/api/v3");
    for (const bad of [
      "github.example.com",
      "http://github.example.com",
      "https://u:p@x",
      "https://x/?a",
      "https://x/#",
    ]) {
      expect(errorOf(() => parseApiUrl(bad)).what).toMatch(/^github-api-url: /);
    }
  });
});
