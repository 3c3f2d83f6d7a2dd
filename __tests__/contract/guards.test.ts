// What is refused before the first request, because a secret would go where it must not.

import { linkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { effects, perform, scene, tokenRequests, type RunOptions } from "../support/contract.ts";
import { call, runnerTemp, said } from "../support/credential-calls.ts";
import { withMember } from "../support/answers.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { operationInputs, SECRET_SET } from "../support/world.ts";

const CANARY = "canary-of-the-guards-0123456789";

describe("before the first request", () => {
  it.each<readonly [string, string, RunOptions]>([
    ["unchecked TLS", "NODE_TLS_REJECT_UNAUTHORIZED: is 0", { env: { NODE_TLS_REJECT_UNAUTHORIZED: "0" } }],
    [
      "the same with blanks",
      "NODE_TLS_REJECT_UNAUTHORIZED: is 0",
      { env: { NODE_TLS_REJECT_UNAUTHORIZED: " 0 " } },
    ],
    [
      "an OIDC address without TLS",
      "ACTIONS_ID_TOKEN_REQUEST_URL: is not https",
      {
        signIn: "oidc",
        env: { ACTIONS_ID_TOKEN_REQUEST_URL: "http://pipelines.example.com/x?api-version=2.0" },
      },
    ],
    [
      "the same on loopback",
      "ACTIONS_ID_TOKEN_REQUEST_URL: is not https",
      { signIn: "oidc", env: { ACTIONS_ID_TOKEN_REQUEST_URL: "http://127.0.0.1:80/" } },
    ],
    [
      "an OIDC address of another scheme",
      "ACTIONS_ID_TOKEN_REQUEST_URL: is not https",
      { signIn: "oidc", env: { ACTIONS_ID_TOKEN_REQUEST_URL: "file:///etc/passwd" } },
    ],
    [
      "a line break in the OIDC request token",
      "ACTIONS_ID_TOKEN_REQUEST_TOKEN: holds blanks or characters",
      { signIn: "oidc", env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: `${CANARY}\r\nx-evil: 1` } },
    ],
    [
      "a line break in a client secret",
      "client-secret: holds a line break",
      { inputs: { "client-secret": `${CANARY}\nx` } },
    ],
    [
      "a letter that no client secret has",
      "client-secret: holds a line break",
      { inputs: { "client-secret": `${CANARY}é` } },
    ],
    [
      "a line break in an access token",
      "access-token: holds blanks or characters",
      { signIn: "access-token", inputs: { "access-token": `${CANARY}\r\nx-evil: 1` } },
    ],
    [
      "a letter that no access token has",
      "access-token: holds",
      { signIn: "access-token", inputs: { "access-token": `${CANARY}\u0100` } },
    ],
  ])("%s is refused", async (_title, says, options) => {
    const world = scene();
    const run = await perform(world, "generate-key", options);
    expect(run.error).toMatchObject({ code: "input-invalid", blame: "input" });
    expect(run.error.what).toContain(says);
    expect(run.requests).toEqual([]);
    expect(said(run)).not.toContain(CANARY);
  });

  it.each([`${CANARY}\nx`, `${CANARY}\u0100`, `${CANARY} x`])(
    "a token for GitHub with other characters is refused: case %#",
    async (token) => {
      const world = scene();
      const run = await runInProcess({
        tenant: world.tenant,
        clock: world.clock,
        inputs: {
          ...(await world.signIn("certificate-pem")),
          operation: "rotate",
          "application-object-id": world.app.application.id,
          "deliver-to": "github-secret:contoso/billing/GRAPH_KEY",
          "github-token": token,
        },
      });
      expect(run.error).toMatchObject({ code: "input-invalid" });
      expect(run.error.what).toMatch(/^github-token: holds blanks or characters/);
      expect(run.requests).toEqual([]);
      expect(said(run)).not.toContain(CANARY);
    },
  );

  it("an address that this sign-in does not use is no reason to stop", async () => {
    const world = scene();
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: "http://127.0.0.1/", NODE_TLS_REJECT_UNAUTHORIZED: "1" };
    expect((await perform(world, "generate-key", { env })).errors).toEqual([]);
  });

  it("a client secret with blanks in it, which somebody chose, is none either", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", {
      inputs: { "client-secret": "a chosen secret + 100 %" },
    });
    expect(run.error.code).toBe("sign-in-refused");
    expect(tokenRequests(world)).toHaveLength(1);
  });
});

describe("a token of the service's with characters that no token has", () => {
  it.each(["a token\r\nx-evil: 1", "tok\u0100en", "\ud800token", "t\0ken"])(
    "is never sent on: case %#",
    async (token) => {
      for (const member of ["access_token", "value"]) {
        const world = scene();
        const run = await runInProcess({
          tenant: world.tenant,
          clock: world.clock,
          inputs: { ...(await world.signIn("oidc")), ...operationInputs(world, "generate-key") },
          answer: withMember(member, token),
        });
        expect(run.error.code).toBe(member === "value" ? "oidc-unavailable" : "answer-unreadable");
        expect(effects(world)).toEqual([]);
        expect(world.graphLog()).toEqual([]);
      }
    },
  );
});

describe("a hard link", () => {
  function upload(temp: string, world = scene()): Promise<InProcessRun> {
    const inputs = {
      operation: "upload-secret",
      "key-set-id": SECRET_SET,
      "key-use": "sig",
      "expires-on": "90d",
    };
    return call(
      world,
      { "application-object-id": "", ...inputs, "secret-file": "s" },
      { env: { RUNNER_TEMP: temp } },
    );
  }

  it("as secret-file is refused, wherever the other name is", async () => {
    const world = scene();
    const [temp, elsewhere] = [runnerTemp(), runnerTemp()];
    writeFileSync(join(elsewhere, "other"), CANARY);
    linkSync(join(elsewhere, "other"), join(temp, "s"));
    const run = await upload(temp, world);
    expect(run.error.code).toBe("secret-file-unusable");
    expect(run.error.what).toContain("has another name (a hard link)");
    expect(world.tenant.log).toEqual([]);
  });

  it("that somebody makes of secret-output-file meanwhile gets no secret, and the secret goes again", async () => {
    const world = scene();
    const temp = runnerTemp();
    const before = world.application().passwordCredentials.length;
    world.tenant.onRequest(({ phase, entry }) => {
      if (phase === "answered" && entry.path.endsWith("/addPassword"))
        linkSync(join(temp, "new"), join(temp, "other"));
    });
    const inputs = { operation: "add-password", "secret-output-file": "new" };
    const run = await call(world, inputs, { env: { RUNNER_TEMP: temp } });
    expect(run.error.code).toBe("secret-file-unusable");
    expect(world.application().passwordCredentials).toHaveLength(before);
  });
});
