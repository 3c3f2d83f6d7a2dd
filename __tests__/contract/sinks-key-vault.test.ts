// Secrets of a vault against the emulator.

import { beforeEach, describe, expect, test } from "vitest";
import type { Fault, FaultRule } from "../../emulator/faults.ts";
import type { VaultSecretVersion } from "../../emulator/vault/model.ts";
import { addVault, allowVault } from "../../emulator/vault/sample.ts";
import { NOW } from "../support/fake-clock.ts";
import {
  CREDENTIAL,
  credential,
  errorOf,
  expectNothingShown,
  FACTS,
  failureOf,
  sinkScene,
  type SinkScene,
} from "./sinks-scene.ts";

const LINE = "key-vault-secret:contoso/app-key";

let scene: SinkScene;

beforeEach(() => {
  scene = sinkScene();
});

function stored(): readonly string[] {
  return (scene.vault.secrets.get("app-key") ?? []).map(({ value }) => value);
}

function fault(rule: Partial<FaultRule> & { readonly fault: Fault }): void {
  scene.tenant.faults.add({ method: "PUT", path: "/secrets/app-key", ...rule });
}

function puts(): number {
  return scene.tenant.log.filter(({ method }) => method === "PUT").length;
}

describe("a vault's secret", () => {
  test("is inspected by its versions, never by its value, and gets a new version", async () => {
    const sink = await scene.open(LINE, { githubToken: undefined });
    expect([sink.name, sink.kind, sink.readBy]).toEqual([LINE, "delivery", "job"]);
    expect(await sink.inspect()).toEqual({ changedAt: undefined });
    const receipt = await sink.deliver(credential(), FACTS);
    const [version] = scene.vault.secrets.get("app-key")!;
    expect(receipt).toEqual({ deliveredAt: NOW / 1000, detail: `version ${version!.version}` });
    expect(version).toMatchObject({ value: CREDENTIAL, contentType: "application/x-pem-file" });
    expect(await sink.inspect()).toEqual({
      changedAt: NOW / 1000,
      holds: { line: "billing", number: 7, keyId: FACTS.keyId },
    });
    expect(scene.calls()).toEqual([
      "GET /secrets/app-key/versions",
      "PUT /secrets/app-key",
      "GET /secrets/app-key/versions",
    ]);
    const hosts = scene.tenant.log.map(({ host }) => host);
    expect(new Set(hosts)).toEqual(new Set(["login.microsoftonline.com", "contoso.vault.azure.net"]));
    expectNothingShown(scene, undefined);
  });

  test("has the time of its newest enabled version, on whatever page that is", async () => {
    const version = { value: "x", contentType: null, tags: {}, nbf: null, exp: null };
    scene.vault.secrets.set(
      "app-key",
      Array.from({ length: 60 }, (_, index) => ({
        ...version,
        version: index.toString(16).padStart(32, "0"),
        created: index === 40 ? 9_000 : index,
        enabled: index < 59,
      })),
    );
    expect(await (await scene.open(LINE)).inspect()).toEqual({ changedAt: 9_000 });
    expect(scene.calls()).toHaveLength(3);
  });

  test("is reached at key-vault-url, with a token for the cloud's vaults", async () => {
    const sink = await scene.open(LINE, { keyVaultUrl: "https://vault.test:8443" });
    await sink.deliver(credential(), FACTS);
    expect(scene.tenant.log.at(-1)).toMatchObject({ host: "vault.test:8443", method: "PUT" });
    expect(stored()).toEqual([CREDENTIAL]);
  });

  test("is stored with its dates, and with what it is as tags", async () => {
    await (await scene.open(LINE)).deliver(credential(), FACTS);
    expect(scene.vault.secrets.get("app-key")).toMatchObject([
      {
        nbf: FACTS.notBefore,
        exp: FACTS.expiresOn,
        enabled: true,
        tags: {
          "keyroll-line": "billing",
          "keyroll-number": "7",
          "keyroll-key-id": FACTS.keyId,
          "keyroll-delivered-at": "2026-06-01T12:00:00Z",
        },
      },
    ]);
  });

  test("leaves out what nobody knows, and what a tag has no room for", async () => {
    const sink = await scene.open(LINE);
    const unknown = { keyId: undefined, notBefore: undefined, expiresOn: undefined };
    await sink.deliver(credential(), { ...FACTS, ...unknown, line: "x".repeat(257) });
    expect(scene.vault.secrets.get("app-key")).toMatchObject([{ nbf: null, exp: null }]);
    expect(Object.keys(scene.vault.secrets.get("app-key")![0]!.tags)).toEqual([
      "keyroll-number",
      "keyroll-delivered-at",
    ]);
    expect((await sink.inspect()).holds).toBeUndefined();
    await sink.deliver(credential(), { ...FACTS, keyId: undefined });
    scene.vault.secrets.get("app-key")!.shift();
    expect((await sink.inspect()).holds).toEqual({ line: "billing", number: 7, keyId: undefined });
  });

  const tagsOf = (line: string, number: string, keyId: string): Record<string, string> => ({
    "keyroll-line": line,
    "keyroll-number": number,
    "keyroll-key-id": keyId,
  });
  const version = (created: number, tags: Record<string, string>, enabled = true): VaultSecretVersion => ({
    version: created.toString(16).padStart(32, "0"),
    value: "x",
    contentType: null,
    tags,
    nbf: null,
    exp: null,
    created,
    enabled,
  });
  const KEY_ID = FACTS.keyId!;

  test.each([
    [
      "the newest enabled version's",
      [version(1, tagsOf("a", "1", KEY_ID)), version(2, tagsOf("b", "2", KEY_ID))],
      { line: "b", number: 2, keyId: KEY_ID },
    ],
    [
      "not a disabled one's",
      [version(1, tagsOf("a", "1", KEY_ID)), version(2, tagsOf("b", "2", KEY_ID), false)],
      { line: "a", number: 1, keyId: KEY_ID },
    ],
    [
      "nobody's, where somebody else wrote the newest",
      [version(1, tagsOf("a", "1", KEY_ID)), version(2, { owner: "me" })],
      undefined,
    ],
    [
      "nobody's, where two of one second disagree",
      [version(1, tagsOf("a", "1", KEY_ID)), version(1, tagsOf("a", "2", KEY_ID))],
      undefined,
    ],
    [
      "the one of two of one second that are the same",
      [version(1, tagsOf("a", "1", KEY_ID)), version(1, tagsOf("a", "1", KEY_ID))],
      { line: "a", number: 1, keyId: KEY_ID },
    ],
    ["nobody's, where the number is none", [version(1, tagsOf("a", "1e3", KEY_ID))], undefined],
    ["nobody's, where the line is none", [version(1, tagsOf("::add-mask::", "1", KEY_ID))], undefined],
    [
      "without a key id that is none",
      [version(1, tagsOf("a", "1", "\u202e"))],
      { line: "a", number: 1, keyId: undefined },
    ],
  ] as const)("says what it holds: %s", async (_title, versions, holds) => {
    scene.vault.secrets.set("app-key", [...versions]);
    expect((await (await scene.open(LINE)).inspect()).holds).toEqual(holds);
  });

  test.each([
    ["Key Vault's own", '{"error":{"code":"SecretNotFound","message":"x"}}'],
    ["another code", '{"error":{"code":"NotFound","message":"x"}}'],
    ["a page", "<html>404</html>"],
    ["nothing", ""],
  ])("is not there yet at any 404: %s", async (_title, body) => {
    fault({ method: "GET", path: "*/versions", fault: { kind: "status", status: 404, body } });
    const sink = await scene.open(LINE);
    expect(await sink.inspect()).toEqual({ changedAt: undefined });
    await sink.deliver(credential(), FACTS);
    expect(stored()).toEqual([CREDENTIAL]);
  });

  test("of more than 25,000 bytes is never sent", async () => {
    const failed = await failureOf((await scene.open(LINE)).deliver(credential("x".repeat(25_001)), FACTS));
    expect([failed.outcome, scene.tenant.log.length]).toEqual(["refused", 0]);
    await (await scene.open(LINE)).deliver(credential("x".repeat(25_000)), FACTS);
  });
});

describe("what cannot be used shows before anything is written", () => {
  test("no role on the vault", async () => {
    allowVault(scene.vault, scene.principalId, ["get"]);
    const error = await errorOf((await scene.open(LINE)).inspect());
    expect([error.code, error.remedy]).toEqual([
      "sink-unusable",
      expect.stringContaining("Key Vault Secrets Officer"),
    ]);
    expectNothingShown(scene, error);
  });

  test("a firewall", async () => {
    const body = '{"error":{"code":"Forbidden","message":"x","innererror":{"code":"ForbiddenByFirewall"}}}';
    fault({ method: "GET", path: "*/versions", fault: { kind: "status", status: 403, body } });
    expect((await errorOf((await scene.open(LINE)).inspect())).why).toContain("firewall");
  });

  test("no such vault", async () => {
    addVault(scene.tenant, "second");
    // A vault's name is a name in DNS: one that is not there does not resolve.
    const error = await errorOf((await scene.open("key-vault-secret:third/app-key")).inspect());
    expect(error.code).toBe("unreachable");
    expect(error.why).toContain("third.vault.azure.net could not be resolved");
    expect(error.why).toContain("no vault third");
    expect(error.remedy).toContain("deliver-to");
  });

  test("a refused sign-in", async () => {
    fault({
      method: "POST",
      path: "*/token",
      fault: { kind: "status", status: 400, code: "invalid_client", message: "AADSTS7000222: expired." },
    });
    // A refusal of the token service is the sign-in's own, in its own words.
    expect((await errorOf((await scene.open(LINE)).inspect())).code).toBe("sign-in-refused");
  });

  test.each(["https://evil.example/secrets/app-key/versions", "nonsense"])(
    "a list that goes on elsewhere: %s",
    async (nextLink) => {
      const body = JSON.stringify({ value: [], nextLink });
      fault({ method: "GET", path: "*/versions", fault: { kind: "status", status: 200, body } });
      expect((await errorOf((await scene.open(LINE)).inspect())).code).toBe("answer-unreadable");
      expect(scene.calls()).toHaveLength(1);
    },
  );
});

describe("a token that is not taken", () => {
  test("is renewed once, for a read and for a write", async () => {
    const sink = await scene.open(LINE);
    fault({ method: "GET", path: "*/versions", fault: { kind: "status", status: 401 } });
    await sink.inspect();
    fault({ fault: { kind: "status", status: 401 } });
    await sink.deliver(credential(), FACTS);
    expect(scene.tenant.log.filter(({ path }) => path.endsWith("/token"))).toHaveLength(3);
    expect(stored()).toEqual([CREDENTIAL]);
  });

  test("twice is refused", async () => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: { kind: "status", status: 401 } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, puts()]).toEqual(["refused", 2]);
  });
});

describe("a write", () => {
  test("to the name of a deleted secret is explained", async () => {
    const sink = await scene.open(LINE);
    scene.vault.deleted.add("app-key");
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.why]).toEqual(["refused", expect.stringContaining("recycle bin")]);
    expectNothingShown(scene, failed);
  });

  test.each([400, 403, 404, 409])("that is refused with status %i was not carried out", async (status) => {
    const sink = await scene.open(LINE);
    fault({ fault: { kind: "status", status, message: `you sent ${CREDENTIAL}` } });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, puts()]).toEqual(["refused", "delivery-refused", 1]);
    expectNothingShown(scene, failed);
  });

  test("is throttled and waits", async () => {
    const sink = await scene.open(LINE);
    fault({ count: 2, fault: { kind: "throttle", retryAfter: "20" } });
    await sink.deliver(credential(), FACTS);
    expect(scene.clock.sleeps).toEqual([20_000, 20_000]);
  });

  const UNCLEAR: readonly [string, Fault, FaultRule["effect"]][] = [
    ["lost before", { kind: "drop" }, "none"],
    ["lost after", { kind: "drop" }, "done"],
    ["cut", { kind: "cut" }, "done"],
    ["a proxy's page", { kind: "html", status: 200 }, "none"],
    ["no JSON", { kind: "malformed" }, "done"],
    ["without an id", { kind: "status", status: 200, body: '{"attributes":{"created":1}}' }, "done"],
    ["silent", { kind: "hang" }, "none"],
    ["500 after", { kind: "status", status: 500 }, "done"],
    ["503", { kind: "status", status: 503 }, "none"],
  ];

  test.each(UNCLEAR)("of unknown outcome makes one more version: %s", async (_, kind, effect) => {
    const sink = await scene.open(LINE);
    fault({ fault: kind, ...(effect === undefined ? {} : { effect }) });
    await sink.deliver(credential(), FACTS);
    expect([puts(), new Set(stored())]).toEqual([2, new Set([CREDENTIAL])]);
    expectNothingShown(scene, undefined);
  });

  test.each(UNCLEAR)("stays unknown after five: %s", async (_, kind, effect) => {
    const sink = await scene.open(LINE);
    fault({ count: "always", fault: kind, ...(effect === undefined ? {} : { effect }) });
    const failed = await failureOf(sink.deliver(credential(), FACTS));
    expect([failed.outcome, failed.reason.code, puts()]).toEqual(["unknown", "delivery-unknown", 5]);
    expectNothingShown(scene, failed);
  });

  test("stays unknown when a refusal follows", async () => {
    const sink = await scene.open(LINE);
    fault({ fault: { kind: "drop" }, effect: "done" });
    fault({ nth: 2, fault: { kind: "status", status: 403 } });
    expect((await failureOf(sink.deliver(credential(), FACTS))).outcome).toBe("unknown");
  });
});
