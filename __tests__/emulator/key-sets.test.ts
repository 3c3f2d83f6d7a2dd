import { beforeEach, describe, expect, it } from "vitest";
import { pfx } from "../../emulator/keyFiles.ts";
import { addKeySet, addPassword, addRegistration, grant } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import {
  bodyOf,
  callGraph,
  certificate,
  FakeClock,
  GRAPH,
  NOW_SECONDS,
  refusal,
  tokenBySecret,
} from "./client.ts";

const SETS = "/beta/trustFramework/keySets";
const SET = `${SETS}/B2C_1A_Signing`;

let clock: FakeClock;
let tenant: Tenant;
let token: string;

async function tokenWith(...roles: string[]) {
  const app = addRegistration(tenant);
  grant(tenant, app.servicePrincipal.id, ...roles);
  return tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
}

beforeEach(async () => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  token = await tokenWith("TrustFrameworkKeySet.ReadWrite.All");
});

function call(method: string, path: string, body?: unknown) {
  return callGraph(tenant, token, method, path, body);
}

function keys(id = "B2C_1A_Signing") {
  return tenant.directory.current.keySets.get(id)?.keys ?? [];
}

describe("generateKey", () => {
  beforeEach(() => {
    addKeySet(tenant, "B2C_1A_Signing");
  });

  it("makes an RSA key and shows its public part only", async () => {
    const reply = await call("POST", `${SET}/generateKey`, {
      use: "sig",
      kty: "rsa",
      nbf: NOW_SECONDS,
      exp: NOW_SECONDS + 60,
    });
    expect(reply.status).toBe(200);
    const key = bodyOf(reply);
    expect(key).toMatchObject({
      use: "sig",
      kty: "RSA",
      nbf: NOW_SECONDS,
      exp: NOW_SECONDS + 60,
      e: "AQAB",
      x5c: [],
      status: "enabled",
    });
    expect([key["k"], key["d"], key["p"], key["q"], key["dp"], key["dq"], key["qi"]]).toEqual(
      Array(7).fill(null),
    );
    expect(key["kid"]).toMatch(/^[\w-]{43}$/);
    expect(key["kid"]).toBe(keys()[0]?.kid);
    expect(tenant.log.at(-1)).toMatchObject({ effects: ["generateKey"], notes: { kid: key["kid"] } });
  });

  it("answers in the tenant's style", async () => {
    Object.assign(tenant.behaviour, { epochStyle: "string", ktyStyle: "lower", newKeysDisabled: true });
    const key = bodyOf(await call("POST", `${SET}/generateKey`, { use: "enc", kty: "OCT", nbf: 1 }));
    expect(key).toMatchObject({ kty: "oct", nbf: "1", exp: null, status: "disabled" });
  });

  it.each([
    ["no use", { kty: "RSA" }, /'use' is missing/],
    ["no kty", { use: "sig" }, /'kty' is missing/],
    ["another use", { use: "signature", kty: "RSA" }, /'use' is invalid/],
    ["another kty", { use: "sig", kty: "EC" }, /'kty' is invalid/],
    [
      "an unknown property",
      { use: "sig", kty: "RSA", k: "x" },
      /'k' in the request payload is not a valid parameter/,
    ],
    ["nbf as text", { use: "sig", kty: "RSA", nbf: "1700000000" }, /Edm\.Int64/],
    ["nbf in fractions", { use: "sig", kty: "RSA", nbf: 1.5 }, /Edm\.Int64/],
    ["exp in milliseconds", { use: "sig", kty: "RSA", exp: NOW_SECONDS * 1000 }, /out of range/],
    ["exp before nbf", { use: "sig", kty: "RSA", nbf: 20, exp: 20 }, /later than/],
    ["use as number", { use: 1, kty: "RSA" }, /Edm\.String/],
  ])("refuses %s", async (_, body, message) => {
    const refused = refusal(await call("POST", `${SET}/generateKey`, body));
    expect(refused).toMatchObject({ status: 400, code: "Request_BadRequest" });
    expect(refused.message).toMatch(message);
    expect(keys()).toEqual([]);
  });

  it("does not mix RSA and OCT", async () => {
    await call("POST", `${SET}/uploadSecret`, { use: "sig", k: "text" });
    expect(refusal(await call("POST", `${SET}/generateKey`, { use: "sig", kty: "RSA" }))).toMatchObject({
      status: 400,
      code: "AADB2C95032",
    });
  });

  it("needs the set to be there, in the right letters", async () => {
    for (const id of ["Signing", "b2c_1a_signing"]) {
      const reply = await call("POST", `${SETS}/${id}/generateKey`, { use: "sig", kty: "RSA" });
      expect(refusal(reply)).toMatchObject({ status: 404, code: "Request_ResourceNotFound" });
    }
  });

  it("needs the write permission", async () => {
    token = await tokenWith("TrustFrameworkKeySet.Read.All");
    expect(refusal(await call("POST", `${SET}/generateKey`, { use: "sig", kty: "RSA" })).status).toBe(403);
    expect((await call("GET", SET)).status).toBe(200);
    expect((await call("GET", `${SET}/keys_v2`)).status).toBe(403);
  });

  it("exists in beta only", async () => {
    const reply = await call("POST", SET.replace("beta", "v1.0") + "/generateKey", {
      use: "sig",
      kty: "RSA",
    });
    expect(refusal(reply)).toEqual({
      status: 400,
      code: "BadRequest",
      message: "Resource not found for the segment 'trustFramework'.",
    });
  });
});

describe("uploads", () => {
  beforeEach(() => {
    addKeySet(tenant, "B2C_1A_Signing");
  });

  it("keep a secret as it was sent", async () => {
    const k = "ünïcode\n secret ";
    const reply = await call("POST", `${SET}/uploadSecret`, { use: "enc", k });
    expect(bodyOf(reply)).toMatchObject({ kty: "OCT", use: "enc", k: null, nbf: null });
    expect(keys()[0]?.secret).toBe(k);
    expect(refusal(await call("POST", `${SET}/uploadSecret`, { use: "enc", k: "" })).status).toBe(400);
    expect(refusal(await call("POST", `${SET}/uploadSecret`, { use: "enc", k, kty: "OCT" })).status).toBe(
      400,
    );
  });

  it("take a certificate with its dates", async () => {
    const made = certificate("upload");
    const reply = await call("POST", `${SET}/uploadCertificate`, { key: made.der.toString("base64") });
    expect(bodyOf(reply)).toMatchObject({
      kty: "RSA",
      x5c: [made.der.toString("base64")],
      x5t: Buffer.from(made.thumbprint, "hex").toString("base64url"),
      nbf: made.notBefore.getTime() / 1000,
      exp: made.notAfter.getTime() / 1000,
    });
    expect(refusal(await call("POST", `${SET}/uploadCertificate`, { key: "AAAA" })).status).toBe(400);
  });

  it("open a PFX of the old encryption only", async () => {
    const made = certificate("upload");
    const upload = (encryption: "modern" | "legacy", password: string) =>
      call("POST", `${SET}/uploadPkcs12`, {
        key: pfx(made, { password: "right", encryption }).toString("base64"),
        password,
      });
    expect(refusal(await upload("modern", "right"))).toMatchObject({ status: 400, code: "AADB2C90213" });
    expect(refusal(await upload("legacy", "wrong"))).toMatchObject({ status: 400, code: "AADB2C90213" });
    expect(bodyOf(await upload("legacy", "right"))).toMatchObject({ kty: "RSA", d: null });
    expect(keys()[0]?.secret).toContain("PRIVATE KEY");
  });
});

describe("a key set", () => {
  it("gets its prefix once", async () => {
    for (const id of ["Signing", "B2C_1A_Other"]) {
      const reply = await call("POST", SETS, { id });
      const full = `B2C_1A_${id.replace("B2C_1A_", "")}`;
      expect([reply.status, bodyOf(reply)["id"]]).toEqual([201, full]);
      expect(reply.headers["location"]).toBe(`${GRAPH}/beta/trustFramework/keySets('${full}')`);
      expect((await call("GET", `/beta/trustFramework/keySets('${full}')`)).status).toBe(200);
    }
  });

  it("is made once", async () => {
    await call("POST", SETS, { id: "Signing" });
    expect(refusal(await call("POST", SETS, { id: "B2C_1A_Signing" }))).toMatchObject({
      status: 409,
      code: "AADB2C95028",
    });
  });

  it("may be seen late", async () => {
    tenant.directory.lag.reads = { ms: 10_000 };
    tenant.directory.lag.writes = { ms: 5_000 };
    await call("POST", SETS, { id: "Signing" });
    expect(refusal(await call("POST", `${SET}/generateKey`, { use: "sig", kty: "OCT" })).status).toBe(404);
    clock.advance(5_000);
    expect((await call("POST", `${SET}/generateKey`, { use: "sig", kty: "OCT" })).status).toBe(200);
    expect((await call("GET", SET)).status).toBe(404);
    clock.advance(10_000);
    expect(bodyOf<{ keys: unknown[] }>(await call("GET", SET)).keys).toHaveLength(1);
  });

  it("loses its private parts when what was read is put back", async () => {
    addKeySet(tenant, "B2C_1A_Signing");
    await call("POST", `${SET}/generateKey`, { use: "sig", kty: "RSA" });
    const { keys: read } = bodyOf<{ keys: unknown[] }>(await call("GET", SET));
    expect((await call("PUT", SET, { keys: read })).status).toBe(200);
    expect(keys()[0]).toMatchObject({ secret: null });
    expect(tenant.log.at(-1)?.alarms).toEqual(["PUT replaced a whole key set"]);
  });

  it("is listed, in pages, and deleted", async () => {
    for (const id of ["B2C_1A_A", "B2C_1A_B", "B2C_1A_C"]) addKeySet(tenant, id);
    const first = bodyOf<{ value: { id: string }[]; "@odata.nextLink": string }>(
      await call("GET", `${SETS}?$top=2`),
    );
    expect(first.value.map(({ id }) => id)).toEqual(["B2C_1A_A", "B2C_1A_B"]);
    const next = await call("GET", first["@odata.nextLink"].slice(GRAPH.length));
    expect(bodyOf(next)["value"]).toHaveLength(1);
    expect(bodyOf(next)).not.toHaveProperty("@odata.nextLink");
    expect((await call("DELETE", `${SETS}/B2C_1A_A`)).status).toBe(204);
    expect(refusal(await call("DELETE", `${SETS}/B2C_1A_A`)).status).toBe(404);
    expect(refusal(await call("PATCH", `${SETS}/B2C_1A_B`, {})).status).toBe(405);
  });
});

describe("the active key", () => {
  const active = async (form = "getActiveKey") => bodyOf(await call("GET", `${SET}/${form}`))["kid"];

  it("is the one whose activation is the latest that is past", async () => {
    addKeySet(tenant, "B2C_1A_Signing", [
      { kid: "undated" },
      { kid: "old", nbf: NOW_SECONDS - 100, exp: NOW_SECONDS + 50 },
      { kid: "future", nbf: NOW_SECONDS + 10, exp: NOW_SECONDS + 20 },
      { kid: "disabled", nbf: NOW_SECONDS - 1, status: "disabled" },
    ]);
    expect(await active()).toBe("old");
    clock.advance(10_000);
    expect(await active("getActiveKey()")).toBe("future");
    clock.advance(10_000);
    expect(await active()).toBe("old");
    clock.advance(30_000);
    expect(await active()).toBe("undated");
  });

  it("is none where none is usable", async () => {
    addKeySet(tenant, "B2C_1A_Signing", [{ exp: NOW_SECONDS }]);
    expect(refusal(await call("GET", `${SET}/getActiveKey`)).status).toBe(404);
  });
});

describe("keys_v2", () => {
  beforeEach(() => {
    addKeySet(tenant, "B2C_1A_Signing", [{ kid: "a" }, { kid: "b" }]);
  });

  it("shows one key or all", async () => {
    expect(bodyOf(await call("GET", `${SET}/keys_v2`))["value"]).toHaveLength(2);
    expect(bodyOf(await call("GET", `${SET}/keys_v2/b`))).toMatchObject({ kid: "b" });
    tenant.behaviour.wrapKeysV2 = true;
    expect(bodyOf(await call("GET", `${SET}/keys_v2/b`))).toMatchObject({ value: { kid: "b" } });
    expect(refusal(await call("GET", `${SET}/keys_v2/c`)).status).toBe(404);
  });

  it("changes the status and nothing else", async () => {
    const reply = await call("PATCH", `${SET}/keys_v2/a`, { status: "disabled" });
    expect([reply.status, reply.body]).toEqual([204, ""]);
    expect(keys().map(({ status }) => status)).toEqual(["disabled", "enabled"]);
    expect(refusal(await call("PATCH", `${SET}/keys_v2/a`, { status: "off" })).status).toBe(400);
    expect(refusal(await call("PATCH", `${SET}/keys_v2/a`, { status: "enabled", exp: 1 })).status).toBe(400);
  });

  it("deletes no single key", async () => {
    expect(refusal(await call("DELETE", `${SET}/keys_v2/a`)).status).toBe(405);
  });
});
