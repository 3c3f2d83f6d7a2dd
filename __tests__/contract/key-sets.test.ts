// The key set's calls: certificates and PFX uploaded, the active key, keys switched, the set deleted.

import { createSecureContext } from "node:tls";
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { FaultRule } from "../../emulator/faults.ts";
import { combinedPem, pfx, type PfxOptions } from "../../emulator/keyFiles.ts";
import { addKeySet } from "../../emulator/sample.ts";
import { canariesOfBytes, canariesOfKey, canariesOfText, expectMaskedBeforeUse } from "../support/canary.ts";
import { certificate } from "../support/certificates.ts";
import { effects, scene, writes, type Scene } from "../support/contract.ts";
import { NOW } from "../support/fake-clock.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import { KEY_SET, PASSWORD, SECRET_SET, type Inputs } from "../support/world.ts";

const SECONDS = NOW / 1000;
const DAY = 86_400;
const READER = ["TrustFrameworkKeySet.Read.All"];
const MISSING_SET = "B2C_1A_Missing";

const uploaded = certificate("uploaded");
const authority = certificate("authority", { isAuthority: true });
const expired = certificate("expired", {
  notBefore: new Date(NOW - 90 * DAY * 1000),
  notAfter: new Date(NOW - DAY * 1000),
});

function base64Pfx(options: Partial<PfxOptions> = {}, made = uploaded): string {
  return pfx(made, { password: PASSWORD, encryption: "legacy", ...options }).toString("base64");
}

let world: Scene;

beforeEach(() => {
  world = scene();
});

async function run(operation: string, inputs: Inputs = {}, from = world): Promise<InProcessRun> {
  return runInProcess({
    tenant: from.tenant,
    clock: from.clock,
    inputs: { ...(await from.signIn("client-secret")), operation, "key-set-id": KEY_SET, ...inputs },
  });
}

/** What was sent to the one path that ends so. */
function sent(path: string): Record<string, string> {
  const entry = writes(world).find((one) => one.path.endsWith(path));
  return JSON.parse(entry?.body ?? "{}") as Record<string, string>;
}

function fault(rule: FaultRule): void {
  world.tenant.faults.add(rule);
}

function graphRequests(): string[] {
  return world.graphLog().map(({ method, path }) => `${method} ${path.replace(/.*\/keySets/, "")}`);
}

function uploads(operation: string, inputs: Inputs = {}): Promise<InProcessRun> {
  return run(operation, {
    ...(operation === "upload-certificate"
      ? { certificate: uploaded.certificatePem }
      : { certificate: base64Pfx(), "certificate-password": PASSWORD }),
    ...inputs,
  });
}

const UPLOADS = [
  ["upload-certificate", "uploadCertificate"],
  ["upload-pkcs12", "uploadPkcs12"],
] as const;

describe.each(UPLOADS)("%s", (operation, action) => {
  test("adds a key, and says what the service made of it", async () => {
    const done = await uploads(operation);
    const key = world.keys(KEY_SET).at(-1)!;
    expect(done.errors).toEqual([]);
    expect(effects(world)).toEqual([action]);
    expect(done.outputs).toMatchObject({
      kid: key.kid,
      "key-id": key.kid,
      "key-set-id": KEY_SET,
      "key-type": "RSA",
      "key-use": "sig",
      "not-before": "2026-01-01T00:00:00Z",
      "expires-on": "2036-01-01T00:00:00Z",
      thumbprint: uploaded.thumbprint,
      changed: "true",
    });
    expect(done.summary).toContain(uploaded.thumbprint);
    expect(graphRequests()).toEqual([`GET /${KEY_SET}`, `POST /${KEY_SET}/${action}`]);
  });

  test("takes the dates from the certificate where the answer has none", async () => {
    fault({
      path: `*/${action}`,
      effect: "done",
      fault: { kind: "status", status: 200, body: JSON.stringify({ kid: "made-up", nbf: null }) },
    });
    const done = await uploads(operation);
    expect(done.outputs).toMatchObject({
      kid: "made-up",
      "key-type": "RSA",
      "key-use": "",
      "not-before": "2026-01-01T00:00:00Z",
      "expires-on": "2036-01-01T00:00:00Z",
      thumbprint: uploaded.thumbprint,
    });
  });

  test.each(["done", "none"] as const)(
    "an answer that was lost, effect %s: one key in the end",
    async (effect) => {
      fault({ path: `*/${action}`, effect, fault: { kind: "drop" } });
      const done = await uploads(operation);
      expect(done.errors).toEqual([]);
      expect(effects(world)).toEqual([action]);
      expect(done.outputs).toMatchObject({ kid: world.keys(KEY_SET).at(-1)!.kid, changed: "true" });
    },
  );

  test("a lost answer is not mistaken for the same certificate of before", async () => {
    await uploads(operation);
    const [, before] = world.keys(KEY_SET);
    fault({ path: `*/${action}`, effect: "done", fault: { kind: "drop" } });
    const done = await uploads(operation);
    expect(done.warnings).toContain(
      `Certificate ${uploaded.thumbprint} is in key set ${KEY_SET} already, as key ${before!.kid}.`,
    );
    expect(world.keys(KEY_SET)).toHaveLength(3);
    expect(done.outputs["kid"]).toBe(world.keys(KEY_SET)[2]!.kid);
  });

  test("lost twice without effect: the outcome is said to be unknown", async () => {
    fault({ path: `*/${action}`, count: "always", fault: { kind: "drop" } });
    const { error } = await uploads(operation);
    expect(error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(2);
  });

  test("found by x5c where the service shows no x5t", async () => {
    fault({ path: `*/${action}`, effect: "done", fault: { kind: "drop" } });
    const x5c = [uploaded.der.toString("base64"), authority.der.toString("base64")];
    const keys = [{ kid: "theirs", kty: "rsa", status: "Enabled", x5c, x5t: null }];
    fault({
      method: "GET",
      path: `*/${KEY_SET}`,
      nth: 2,
      fault: { kind: "status", status: 200, body: JSON.stringify({ id: KEY_SET, keys }) },
    });
    expect((await uploads(operation)).outputs["kid"]).toBe("theirs");
  });

  test("a dry run reads, says what it would send, and writes nothing", async () => {
    const done = await uploads(operation, { "dry-run": "true" });
    expect(done.errors).toEqual([]);
    expect(writes(world)).toEqual([]);
    expect(done.outputs).toMatchObject({ changed: "false", kid: "", thumbprint: uploaded.thumbprint });
    const { planned } = JSON.parse(done.outputs["result"]!) as { planned: { url: string; body: Inputs }[] };
    expect(planned.map(({ url }) => url)).toEqual([
      `${world.graphOrigin}/beta/trustFramework/keySets/${KEY_SET}/${action}`,
    ]);
    expect(planned[0]!.body).toEqual(
      operation === "upload-certificate"
        ? { key: uploaded.der.toString("base64") }
        : {
            key: `<secret, ${String(base64Pfx().length)} characters>`,
            password: `<secret, ${String(PASSWORD.length)} characters>`,
          },
    );
  });

  test("an expired certificate is refused before anything is sent", async () => {
    const { error } = await uploads(operation, {
      certificate: operation === "upload-certificate" ? expired.certificatePem : base64Pfx({}, expired),
    });
    expect(error.code).toBe("certificate-not-valid-now");
    expect(error.what).toContain("expired 2026-05-31 (1 day ago)");
    expect(world.tenant.log).toEqual([]);
  });

  test("RSA and symmetric keys do not mix: said after reading, before sending", async () => {
    addKeySet(world.tenant, SECRET_SET, [{ kty: "oct", use: "sig" }]);
    const { error } = await uploads(operation, { "key-set-id": SECRET_SET });
    expect(error.what).toContain(`key set ${SECRET_SET} has oct keys; an RSA key needs a key set of its own`);
    expect(writes(world)).toEqual([]);
  });

  test("a missing set names the input", async () => {
    const { error } = await uploads(operation, { "key-set-id": "Missing" });
    expect(error).toMatchObject({ code: "not-found" });
    expect(error.remedy).toContain("create-key-set: true");
    expect(writes(world)).toEqual([]);
  });

  test("create-key-set makes the set, and waits where a replica lags", async () => {
    world.tenant.directory.lag.writes.times = 2;
    const done = await uploads(operation, { "key-set-id": "Missing", "create-key-set": "true" });
    expect(done.errors).toEqual([]);
    expect(effects(world)).toEqual(["createKeySet", action]);
    expect(done.outputs).toMatchObject({ "key-set-id": MISSING_SET, thumbprint: uploaded.thumbprint });
  });

  test("create-key-set and dry-run: both writes are planned", async () => {
    const done = await uploads(operation, {
      "key-set-id": "Missing",
      "create-key-set": "true",
      "dry-run": "true",
    });
    const { planned } = JSON.parse(done.outputs["result"]!) as { planned: { body: Inputs }[] };
    expect(planned).toHaveLength(2);
    expect(planned[0]!.body).toEqual({ id: "Missing" });
    expect(writes(world)).toEqual([]);
  });

  test("403 names the permission", async () => {
    world = scene({ roles: READER });
    const { error } = await uploads(operation);
    expect(error.code).toBe("request-refused");
    expect(error.remedy).toContain("Permission: TrustFrameworkKeySet.ReadWrite.All.");
    expect(error.requestId).toBeDefined();
  });

  test("without any permission the read is refused first", async () => {
    world = scene({ roles: [] });
    const { error } = await uploads(operation);
    expect(error.remedy).toContain("Permission: TrustFrameworkKeySet.Read.All");
    expect(writes(world)).toEqual([]);
  });

  test.each([
    [
      "AADB2C90215",
      "The uploaded key is badly formatted. Reason: 'The key container has a different use than the new added key'.",
      "signing (sig) and encryption (enc) do not mix",
    ],
    ["AADB2C95042", "One can't mix signature and encryption usage in one key set.", "for one use"],
    ["AADB2C95032", "One can't mix RSA and Oct types in one key set.", "keys of one type"],
    ["AADB2C90213", "The certificate password provided in request is incorrect.", "could not open the PFX"],
  ])("%s in plain words", async (code, message, words) => {
    fault({ path: `*/${action}`, fault: { kind: "status", status: 400, code, message } });
    const { error } = await uploads(operation);
    expect(error.code).toBe("request-refused");
    expect(error.why).toContain(words);
    expect(writes(world)).toHaveLength(1);
  });

  test("no secret is seen, and each is masked before it travels", async () => {
    const file = pfx(uploaded, { password: PASSWORD });
    const done = await uploads(operation, {
      certificate: file.toString("base64"),
      "certificate-password": PASSWORD,
    });
    expect(done.errors).toEqual([]);
    expect(expectMaskedBeforeUse(done)).toBeGreaterThan(0);
    const canaries = [
      ...canariesOfText("password", PASSWORD),
      ...canariesOfKey("key", uploaded),
      ...canariesOfBytes("pfx", file),
    ];
    expectUnseen(done, canaries);
  });
});

/** Nothing that a reader of log, outputs and summary could see holds a piece of a secret. */
function expectUnseen(done: InProcessRun, canaries: ReturnType<typeof canariesOfText>): void {
  const seen = done.events
    .filter(({ kind }) => kind !== "mask" && kind !== "request")
    .map(({ text }) => text)
    .join("\n")
    // Public, and in every PFX as the id that binds key and certificate.
    .replaceAll(uploaded.thumbprint, "");
  const found = canaries.filter(({ pieces }) => pieces.some((piece) => seen.includes(piece)));
  expect(found.map(({ name }) => name)).toEqual([]);
}

describe("upload-certificate", () => {
  test.each([
    ["PEM", () => uploaded.certificatePem, {}],
    ["base64 DER", () => uploaded.der.toString("base64"), {}],
    ["PEM with its key", () => combinedPem(uploaded), {}],
    ["PFX", () => base64Pfx({ encryption: "modern" }), { "certificate-password": PASSWORD }],
  ])("sends the public certificate alone: %s", async (_, text, more) => {
    const done = await run("upload-certificate", { certificate: text(), ...more });
    expect(done.errors).toEqual([]);
    expect(sent("/uploadCertificate")).toEqual({ key: uploaded.der.toString("base64") });
    expect(world.keys(KEY_SET).at(-1)!.secret).toBeNull();
  });

  test("says so where a private key came along", async () => {
    const done = await run("upload-certificate", { certificate: combinedPem(uploaded) });
    expect(done.notices.join()).toContain("holds a private key, which is not sent");
  });

  test("a private key alone is refused before anything is sent", async () => {
    const { error } = await run("upload-certificate", {
      certificate: uploaded.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    });
    expect(error.what).toContain("holds a PRIVATE KEY and no certificate");
    expect(world.tenant.log).toEqual([]);
  });
});

describe("upload-pkcs12", () => {
  test("what the service reads is sent byte for byte", async () => {
    const certificateText = base64Pfx();
    const done = await uploads("upload-pkcs12", { certificate: certificateText });
    expect(sent("/uploadPkcs12")).toEqual({ key: certificateText, password: PASSWORD });
    expect(done.notices.join()).not.toContain("re-packed");
  });

  test("AES is re-packed with 3DES, says so, and keeps key, chain and password", async () => {
    const done = await uploads("upload-pkcs12", {
      certificate: base64Pfx({ encryption: "modern", chain: [authority] }),
    });
    expect(done.errors).toEqual([]);
    expect(done.notices.join()).toContain("re-packed with 3DES in memory");
    const body = sent("/uploadPkcs12");
    expect(body["password"]).toBe(PASSWORD);
    expect(() =>
      createSecureContext({ pfx: Buffer.from(body["key"]!, "base64"), passphrase: PASSWORD }),
    ).not.toThrow();
    const key = world.keys(KEY_SET).at(-1)!;
    expect(key.x5c).toEqual([uploaded.der.toString("base64"), authority.der.toString("base64")]);
    expect(key.secret).toBe(uploaded.privateKey.export({ type: "pkcs8", format: "pem" }));
    const bytes = Buffer.from(body["key"]!, "base64");
    expectUnseen(done, canariesOfBytes("re-packed", bytes));
    const masks = done.events.flatMap(({ kind, text }) => (kind === "mask" ? [text] : []));
    // Whole groups: the last one depends on what follows the bytes.
    expect(masks).toContain(bytes.toString("base64", 0, Math.floor(bytes.length / 3) * 3));
  });

  test("without a password an empty one is sent", async () => {
    const done = await run("upload-pkcs12", { certificate: base64Pfx({ password: "" }) });
    expect(done.errors).toEqual([]);
    expect(sent("/uploadPkcs12")["password"]).toBe("");
  });

  test("without a password and with AES", async () => {
    const done = await run("upload-pkcs12", {
      certificate: base64Pfx({ password: "", encryption: "modern" }),
    });
    expect(done.errors).toEqual([]);
    expect(world.keys(KEY_SET).at(-1)!.x5t).toBe(x5t(uploaded.der));
  });

  test.each([
    ["a wrong password", () => base64Pfx(), "another password", "the password is wrong for the PFX"],
    ["no password", () => base64Pfx(), "", "is encrypted and no password was given"],
    ["PEM", () => combinedPem(uploaded), "", "must be a PFX here"],
    ["a certificate", () => uploaded.certificatePem, "", "must be a PFX here"],
    ["another's certificate", () => mismatched(), PASSWORD, "does not belong to this private key"],
  ])("%s is refused before anything is sent", async (_, text, phrase, words) => {
    const { error } = await run("upload-pkcs12", {
      certificate: text(),
      ...(phrase === "" ? {} : { "certificate-password": phrase }),
    });
    expect(error.blame).toBe("input");
    expect(error.what).toContain(words);
    expect(world.tenant.log).toEqual([]);
  });

  test("no certificate at all", async () => {
    const { error } = await run("upload-pkcs12");
    expect(error).toMatchObject({ code: "input-missing" });
    expect(error.what).toMatch(/^certificate: /);
  });
});

function x5t(der: Buffer): string {
  return createHash("sha1").update(der).digest("base64url");
}

function mismatched(): string {
  return base64Pfx({}, { ...uploaded, certificatePem: authority.certificatePem });
}

describe("get-active-key", () => {
  function keys(...list: Parameters<typeof addKeySet>[2] & object): void {
    addKeySet(world.tenant, KEY_SET, list);
  }

  test("is the key that policies use now", async () => {
    world = scene({ roles: READER });
    keys(
      { kid: "old", nbf: SECONDS - 90 * DAY, exp: SECONDS + DAY },
      { kid: "now", nbf: SECONDS - DAY, exp: SECONDS + 90 * DAY, use: "sig" },
      { kid: "next", nbf: SECONDS + DAY },
    );
    const done = await run("get-active-key");
    expect(done.outputs).toMatchObject({
      kid: "now",
      "key-id": "now",
      "key-set-id": KEY_SET,
      "key-type": "RSA",
      "key-use": "sig",
      "not-before": "2026-05-31T12:00:00Z",
      "expires-on": "2026-08-30T12:00:00Z",
      "expires-in-days": "90",
      changed: "false",
    });
    expect(JSON.parse(done.outputs["result"]!)).toMatchObject({ status: "enabled" });
    expect(graphRequests()).toEqual([`GET /${KEY_SET}/getActiveKey`]);
  });

  test("of a certificate, with its thumbprint", async () => {
    keys({ kid: "certificate", x5t: x5t(uploaded.der) });
    expect((await run("get-active-key")).outputs["thumbprint"]).toBe(uploaded.thumbprint);
  });

  test("an answer in another style", async () => {
    world = scene({ behaviour: { epochStyle: "string", ktyStyle: "lower" } });
    keys({ kid: "one", nbf: SECONDS - DAY });
    expect((await run("get-active-key")).outputs).toMatchObject({
      "key-type": "RSA",
      "not-before": "2026-05-31T12:00:00Z",
    });
  });

  test.each([
    ["an empty set", [], "It is empty.", "add a key"],
    ["an expired key", [{ kid: "k1", exp: SECONDS - DAY }], "k1 (expired)", "add a key"],
    ["a disabled key", [{ kid: "k1", status: "disabled" }], "k1 (disabled)", "enable one"],
    ["a coming key", [{ kid: "k1", nbf: SECONDS + DAY }], "k1 (not yet valid)", "add a key"],
  ] as const)("%s: no active key, and why", async (_, list, why, remedy) => {
    keys(...list);
    const { error } = await run("get-active-key");
    expect(error).toMatchObject({ code: "not-found", what: `Key set ${KEY_SET} has no active key.` });
    expect(error.why).toContain(why);
    expect(error.remedy).toContain(remedy);
  });

  test.each([
    ["204", { kind: "status", status: 204, body: "" }],
    ["an empty object", { kind: "status", status: 200, body: '{"@odata.null":true}' }],
  ] as const)("%s means none, too", async (_, answer) => {
    fault({ path: "*/getActiveKey", fault: answer });
    const { error } = await run("get-active-key");
    expect(error.what).toBe(`Key set ${KEY_SET} has no active key.`);
    expect(error.remedy).toContain("try again in a minute");
  });

  test("an answer that is neither a key nor none is no answer", async () => {
    const body = '{"keys":"odd"}';
    fault({ path: "*/getActiveKey", fault: { kind: "status", status: 200, body } });
    const { error } = await run("get-active-key");
    expect(error.code).toBe("answer-unreadable");
    expect(error.what).toContain("is not a key");
  });

  test("a missing set is another thing", async () => {
    const { error } = await run("get-active-key", { "key-set-id": "Missing" });
    expect(error).toMatchObject({
      code: "not-found",
      what: `There is no key set ${MISSING_SET} in this tenant.`,
    });
    expect(error.remedy).not.toContain("create-key-set");
  });

  test("403 names the least permission", async () => {
    world = scene({ roles: [] });
    expect((await run("get-active-key")).error.remedy).toContain("Permission: TrustFrameworkKeySet.Read.All");
  });

  test("reads are repeated", async () => {
    keys({ kid: "one" });
    fault({ path: "*/getActiveKey", count: 2, fault: { kind: "drop" } });
    expect((await run("get-active-key")).outputs["kid"]).toBe("one");
  });
});

describe.each([
  ["enable-key", "enabled", "disabled", "enableKey"],
  ["disable-key", "disabled", "enabled", "disableKey"],
] as const)("%s", (operation, wanted, other, effect) => {
  const KID = "key-1_of.2";

  beforeEach(() => {
    arrange();
  });

  function arrange(): void {
    addKeySet(world.tenant, KEY_SET, [
      { kid: KID, status: other },
      { kid: "spare", nbf: SECONDS - DAY },
    ]);
  }

  function status(kid = KID): string | undefined {
    return world.keys(KEY_SET).find((key) => key.kid === kid)?.status;
  }

  function perform(inputs: Inputs = {}): Promise<InProcessRun> {
    return run(operation, { "key-id": KID, ...inputs });
  }

  test("switches the key", async () => {
    const done = await perform();
    expect(done.errors).toEqual([]);
    expect(status()).toBe(wanted);
    expect(done.outputs).toMatchObject({ kid: KID, "key-id": KID, "key-set-id": KEY_SET, changed: "true" });
    expect(JSON.parse(done.outputs["result"]!)).toMatchObject({ status: wanted });
    expect(sent(`/keys_v2/${KID}`)).toEqual({ status: wanted });
    expect(done.warnings).toEqual([]);
  });

  test("a key that is so already is left alone", async () => {
    await perform();
    const done = await perform();
    expect(done.outputs).toMatchObject({ changed: "false", kid: KID });
    expect(done.steps.join()).toContain(`is ${wanted} already`);
    expect(effects(world)).toEqual([effect]);
  });

  test.each(["done", "none"] as const)("a lost answer, effect %s: simply sent again", async (carriedOut) => {
    fault({ method: "PATCH", path: "*", effect: carriedOut, fault: { kind: "drop" } });
    const done = await perform();
    expect(done.errors).toEqual([]);
    expect(status()).toBe(wanted);
    expect(done.outputs["changed"]).toBe("true");
    expect(writes(world)).toHaveLength(2);
  });

  test.each([
    ["a gateway's page", { kind: "html", status: 502 }],
    ["500", { kind: "status", status: 500 }],
    ["429", { kind: "throttle", retryAfter: "3" }],
    ["a 200 that is no answer", { kind: "html", status: 200 }],
  ] as const)("%s is tried again", async (_, answer) => {
    fault({ method: "PATCH", path: "*", fault: answer });
    expect((await perform()).errors).toEqual([]);
    expect(status()).toBe(wanted);
  });

  test("never an answer: says that it may be run again", async () => {
    fault({ method: "PATCH", path: "*", count: "always", fault: { kind: "drop" } });
    const { error } = await perform();
    expect(error.code).toBe("outcome-unknown");
    expect(error.remedy).toContain("Run it again");
    expect(writes(world)).toHaveLength(5);
  });

  test("always 500: as the service says it", async () => {
    fault({ method: "PATCH", path: "*", count: "always", fault: { kind: "status", status: 500 } });
    expect((await perform()).error.code).toBe("request-refused");
  });

  test("a redirect is not followed", async () => {
    fault({
      method: "PATCH",
      path: "*",
      fault: { kind: "redirect", location: "https://evil.example/" },
    });
    expect((await perform()).error.why).toContain("never followed");
    expect(writes(world)).toHaveLength(1);
  });

  test("a dry run shows the request and writes nothing", async () => {
    const done = await perform({ "dry-run": "true" });
    expect(done.outputs["changed"]).toBe("false");
    expect(JSON.parse(done.outputs["result"]!)).toMatchObject({
      status: other,
      planned: [{ method: "PATCH", body: { status: wanted } }],
    });
    expect(done.summary).toContain("Nothing was written");
    expect(writes(world)).toEqual([]);
    expect(status()).toBe(other);
  });

  test("an unknown kid names those that there are", async () => {
    const { error } = await perform({ "key-id": "KEY-1_of.2" });
    expect(error).toMatchObject({ code: "not-found", blame: "input" });
    expect(error.why).toBe(`Its keys are ${KID}, spare.`);
    expect(writes(world)).toEqual([]);
  });

  test("a missing set", async () => {
    const { error } = await perform({ "key-set-id": "Missing" });
    expect(error.what).toBe(`There is no key set ${MISSING_SET} in this tenant.`);
  });

  test.each([
    ["a slash", "a/b", "position 2 (U+002F)"],
    ["a percent sign", "abc%2e", "position 4 (U+0025)"],
    ["an invisible character", "ab\u200bc", "position 3 (U+200B)"],
    ["a quote", "'", "position 1 (U+0027)"],
    ["dots", "..", "is dots alone"],
    ["one dot", ".", "is dots alone"],
    ["more than a kid can be", "k".repeat(257), "is 257 characters long"],
  ])("key-id with %s is refused before anything is sent", async (_, kid, words) => {
    const { error } = await perform({ "key-id": kid });
    expect(error).toMatchObject({ code: "input-invalid" });
    expect(error.what).toMatch(/^key-id: /);
    expect(error.what).toContain(words);
    expect(world.tenant.log).toEqual([]);
  });

  test("key-id is needed", async () => {
    expect((await perform({ "key-id": "" })).error.code).toBe("input-missing");
  });

  test("characters that URLs escape arrive as they are", async () => {
    addKeySet(world.tenant, KEY_SET, [{ kid: "a+b=~c", status: other }, { kid: "spare" }]);
    expect((await perform({ "key-id": "a+b=~c" })).errors).toEqual([]);
    expect(status("a+b=~c")).toBe(wanted);
  });

  test("403 names the permission", async () => {
    world = scene({ roles: READER });
    arrange();
    const { error } = await perform();
    expect(error.remedy).toContain("Permission: TrustFrameworkKeySet.ReadWrite.All.");
  });

  test.each([
    ["404", 404, "Request_ResourceNotFound", `Resource '${KID}' does not exist.`],
    ["405", 405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."],
    ["400", 400, "BadRequest", "Resource not found for the segment 'keys_v2'."],
  ])("keys_v2 that is not there (%s) is explained", async (_, code, name, message) => {
    fault({ method: "PATCH", path: "*", fault: { kind: "status", status: code, code: name, message } });
    const { error } = await perform();
    expect(error.why).toContain("keys_v2, a preview");
    expect(error.remedy).toContain("in the portal");
    expect(writes(world)).toHaveLength(1);
  });
});

describe("enable-key", () => {
  test.each([
    ["expired", { exp: SECONDS - DAY }, "is expired"],
    ["not begun", { nbf: SECONDS + DAY }, "is not yet valid"],
  ])("a key that is %s is enabled with a warning", async (_, dates, words) => {
    addKeySet(world.tenant, KEY_SET, [{ kid: "k", status: "disabled", ...dates }]);
    const done = await run("enable-key", { "key-id": "k" });
    expect(done.outputs["changed"]).toBe("true");
    expect(done.warnings.join()).toContain(words);
    expect(done.summary).toContain(words);
  });
});

describe("disable-key", () => {
  const active = { kid: "active", nbf: SECONDS - DAY, exp: SECONDS + DAY };
  const older = { kid: "older", nbf: SECONDS - 9 * DAY, exp: SECONDS + DAY };

  test.each(["false", "true"])("the active key: a loud warning (dry-run %s)", async (dryRun) => {
    addKeySet(world.tenant, KEY_SET, [older, active]);
    const done = await run("disable-key", { "key-id": "active", "dry-run": dryRun });
    expect(done.errors).toEqual([]);
    expect(done.warnings.join()).toContain(`Key active is the ACTIVE key of key set ${KEY_SET}`);
    expect(done.summary).toContain("ACTIVE key");
    expect(effects(world)).toEqual(dryRun === "true" ? [] : ["disableKey"]);
  });

  test("another key: none", async () => {
    addKeySet(world.tenant, KEY_SET, [older, active]);
    const done = await run("disable-key", { "key-id": "older" });
    expect(done.warnings).toEqual([]);
    expect(done.outputs["changed"]).toBe("true");
  });

  test.each([
    ["alone", [], "It has no other key."],
    ["beside a disabled one", [{ kid: "off", status: "disabled" }], "off (disabled)"],
    ["beside an expired one", [{ kid: "past", exp: SECONDS }], "past (expired)"],
    ["beside one to come", [{ kid: "next", nbf: SECONDS + DAY }], "next (not yet valid)"],
  ] as const)("the last usable key stays: %s", async (_, others, why) => {
    addKeySet(world.tenant, KEY_SET, [active, ...others]);
    for (const dryRun of ["false", "true"]) {
      const { error } = await run("disable-key", { "key-id": "active", "dry-run": dryRun });
      expect(error).toMatchObject({ code: "last-key", blame: "input" });
      expect(error.what).toContain("active is the only key");
      expect(error.why).toContain(why);
      expect(error.remedy).toContain("Add a key that is valid now");
    }
    expect(writes(world)).toEqual([]);
  });

  test("a key of no use may go, even the last one", async () => {
    addKeySet(world.tenant, KEY_SET, [{ kid: "past", exp: SECONDS - DAY }]);
    expect((await run("disable-key", { "key-id": "past" })).outputs["changed"]).toBe("true");
  });
});

describe("delete-key-set", () => {
  function perform(inputs: Inputs = {}): Promise<InProcessRun> {
    return run("delete-key-set", { confirm: KEY_SET, ...inputs });
  }

  function exists(): boolean {
    return world.tenant.directory.current.keySets.has(KEY_SET);
  }

  test("deletes the set, in one request without a body", async () => {
    const done = await perform();
    expect(done.outputs).toMatchObject({ changed: "true", "key-set-id": KEY_SET });
    expect(exists()).toBe(false);
    expect(graphRequests()).toEqual([`DELETE /${KEY_SET}`]);
    expect(writes(world)[0]!.body).toBe("");
    expect(writes(world)[0]!.headers).not.toHaveProperty("content-type");
  });

  test("the id without its prefix is fine, the confirmation is not", async () => {
    const short = KEY_SET.replace("B2C_1A_", "");
    expect((await perform({ "key-set-id": short })).outputs["changed"]).toBe("true");
    const { error } = await perform({ "key-set-id": short, confirm: short });
    expect(error).toMatchObject({ code: "input-invalid", what: "confirm: is not the key set's full id." });
    expect(error.remedy).toContain(`\`confirm: ${KEY_SET}\``);
  });

  test.each([
    ["none", "", "input-missing"],
    ["true", "true", "input-invalid"],
    ["other letters", KEY_SET.toLowerCase(), "input-invalid"],
    ["another set", SECRET_SET, "input-invalid"],
  ])("confirmation %s: nothing is sent", async (_, confirm, code) => {
    const { error } = await perform({ confirm });
    expect(error.code).toBe(code);
    expect(error.remedy).toContain(`\`confirm: ${KEY_SET}\``);
    expect(world.tenant.log).toEqual([]);
  });

  test("a set that is gone already is a success that changed nothing", async () => {
    const done = await perform({ "key-set-id": "Missing", confirm: MISSING_SET });
    expect(done.outputs).toMatchObject({ changed: "false", "key-set-id": MISSING_SET });
    expect(done.notices.join()).toContain("check key-set-id and tenant-id");
  });

  test.each(["done", "none"] as const)("a lost answer, effect %s: looked up", async (effect) => {
    fault({ method: "DELETE", path: "*", effect, fault: { kind: "drop" } });
    const done = await perform();
    expect(done.outputs["changed"]).toBe("true");
    expect(exists()).toBe(false);
    expect(writes(world)).toHaveLength(effect === "done" ? 1 : 2);
  });

  test("a lost answer and a replica that still shows the set: it was us", async () => {
    world.tenant.directory.lag.reads.ms = 3_600_000;
    fault({ method: "DELETE", path: "*", effect: "done", fault: { kind: "drop" } });
    const done = await perform();
    expect(done.errors).toEqual([]);
    expect(done.outputs["changed"]).toBe("true");
  });

  test("never an answer", async () => {
    fault({ method: "DELETE", path: "*", count: "always", fault: { kind: "drop" } });
    const { error } = await perform();
    expect(error.code).toBe("outcome-unknown");
    expect(exists()).toBe(true);
  });

  test("a dry run counts what would go", async () => {
    const done = await perform({ "dry-run": "true" });
    expect(done.steps.join()).toContain("with its 1 key(s)");
    expect(JSON.parse(done.outputs["result"]!)).toMatchObject({
      changed: false,
      planned: [{ method: "DELETE" }],
      kids: [world.keys(KEY_SET)[0]!.kid],
    });
    expect(writes(world)).toEqual([]);
  });

  test("a dry run of a set that is not there", async () => {
    const done = await perform({ "key-set-id": "Missing", confirm: MISSING_SET, "dry-run": "true" });
    expect(done.outputs["changed"]).toBe("false");
    expect(done.summary).not.toContain("would have been sent");
  });

  test("403 names the permission", async () => {
    world = scene({ roles: READER });
    expect((await perform()).error.remedy).toContain("Permission: TrustFrameworkKeySet.ReadWrite.All.");
    expect(exists()).toBe(true);
  });

  test("a 200 from something between is neither believed nor sent again", async () => {
    fault({ method: "DELETE", path: "*", fault: { kind: "html", status: 200 } });
    expect((await perform()).error.code).toBe("outcome-unknown");
    expect([exists(), writes(world).length]).toEqual([true, 1]);
  });
});

describe.each([
  "upload-certificate",
  "upload-pkcs12",
  "get-active-key",
  "enable-key",
  "disable-key",
  "delete-key-set",
])("%s", (operation) => {
  const own = (): Inputs => {
    if (operation.startsWith("upload")) return { certificate: base64Pfx(), "certificate-password": PASSWORD };
    if (operation.endsWith("-key") && operation !== "get-active-key") return { "key-id": "k" };
    return operation === "delete-key-set" ? { confirm: KEY_SET } : {};
  };

  test.each(["bleu", "delos", "govsg"])("cloud %s has no key sets", async (cloud) => {
    const { error } = await run(operation, { ...own(), cloud });
    expect(error.what).toContain("has no trust framework key sets");
    expect(world.tenant.log).toEqual([]);
  });

  test("an application is no target", async () => {
    const { error } = await run(operation, { ...own(), "app-id": world.app.appId });
    expect(error).toMatchObject({ code: "input-conflict" });
    expect(world.tenant.log).toEqual([]);
  });
});
