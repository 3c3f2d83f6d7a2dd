import { beforeEach, describe, expect, it } from "vitest";
import { makeCertificate } from "../../emulator/certificates.ts";
import { pfx } from "../../emulator/keyFiles.ts";
import {
  addCertificate,
  addOwner,
  addPassword,
  addRegistration,
  addServicePrincipal,
  grant,
  type Registration,
} from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { x5t } from "../../emulator/x509.ts";
import {
  AROUND_NOW,
  bodyOf,
  callGraph,
  certificate,
  clientAssertion,
  FakeClock,
  GRAPH,
  NOW,
  NOW_SECONDS,
  proof,
  refusal,
  requestToken,
  tokenBySecret,
  withAssertion,
  type JwtChanges,
} from "./client.ts";

let clock: FakeClock;
let tenant: Tenant;
let app: Registration;
let token: string;
const old = certificate("old");
const successor = certificate("successor");

beforeEach(async () => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  app = addRegistration(tenant);
  addCertificate(tenant, app.application.id, old);
  token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
});

function keysOf(id = app.application.id) {
  return tenant.directory.current.objects.get(id)?.keyCredentials ?? [];
}

function verifyKey(der = successor.der) {
  return { type: "AsymmetricX509Cert", usage: "Verify", key: der.toString("base64") };
}

async function addKey(
  changes: Record<string, unknown> = {},
  path = `/v1.0/applications/${app.application.id}/addKey`,
) {
  return callGraph(tenant, token, "POST", path, {
    keyCredential: verifyKey(),
    passwordCredential: null,
    proof: await proof(app.application.id, old),
    ...changes,
  });
}

async function removeKey(keyId: string, signer = old) {
  const body = { keyId, proof: await proof(app.application.id, signer) };
  return callGraph(tenant, token, "POST", `/v1.0/applications/${app.application.id}/removeKey`, body);
}

const BAD_PROOF = {
  status: 401,
  code: "Authentication_MissingOrMalformed",
  message: "Access Token missing or malformed.",
};
const DENIED = {
  status: 403,
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

describe("addKey", () => {
  it("lets an application roll its own certificate without a permission", async () => {
    const reply = await addKey();
    expect(reply.status).toBe(200);
    expect(keysOf().map(({ thumbprint }) => thumbprint)).toEqual([old.thumbprint, successor.thumbprint]);
    expect(bodyOf(reply)).toMatchObject({
      "@odata.context": `${GRAPH}/v1.0/$metadata#microsoft.graph.keyCredential`,
      value: {
        keyId: keysOf()[1]?.keyId,
        customKeyIdentifier: Buffer.from(successor.thumbprint, "hex").toString("base64"),
        startDateTime: "2026-01-01T00:00:00Z",
        endDateTime: "2027-01-01T00:00:00Z",
        key: null,
      },
    });
    expect(tenant.log.at(-1)).toMatchObject({ effects: ["addKey"], alarms: [], status: 200 });
  });

  it.each([
    "applications(appId='{appId}')/addKey",
    "applications(appId=%27{appId}%27)/microsoft.graph.addKey",
  ])("takes the address %s", async (path) => {
    expect((await addKey({}, `/v1.0/${path.replace("{appId}", app.appId)}`)).status).toBe(200);
  });

  it("wants, for a service principal, a proof of its own id by its own certificate", async () => {
    const { id } = app.servicePrincipal;
    const path = `/v1.0/servicePrincipals(appId='${app.appId}')/addKey`;
    expect(refusal(await addKey({ proof: await proof(id, old) }, path))).toEqual(BAD_PROOF);
    addCertificate(tenant, id, old);
    expect(refusal(await addKey({}, path))).toEqual(BAD_PROOF);
    expect((await addKey({ proof: await proof(id, old) }, path)).status).toBe(200);
  });

  it.each([
    ["bare", ["@odata.context"]],
    ["value", ["@odata.context", "value"]],
    [
      "whole",
      [
        "@odata.context",
        "customKeyIdentifier",
        "displayName",
        "endDateTime",
        "key",
        "keyId",
        "startDateTime",
        "type",
        "usage",
      ],
    ],
  ] as const)("answers %s", async (style, names) => {
    tenant.behaviour.addKeyAnswer = style;
    expect(Object.keys(bodyOf(await addKey()))).toEqual(names);
  });

  it("writes the identifier as hex, cuts or loses the name, where the tenant is like that", async () => {
    tenant.behaviour.customKeyIdentifierStyle = "hex";
    const displayName = "x".repeat(100);
    const reply = await addKey({ keyCredential: { ...verifyKey(), displayName } });
    expect(bodyOf<{ value: object }>(reply).value).toMatchObject({
      customKeyIdentifier: successor.thumbprint,
      displayName: "x".repeat(90),
    });
    tenant.behaviour.keepDisplayName = false;
    expect(bodyOf<{ value: object }>(await addKey()).value).toMatchObject({ displayName: null });
  });

  it("opens the PFX of an X509CertAndPassword", async () => {
    const key = pfx(successor, { password: "right" }).toString("base64");
    const keyCredential = { type: "X509CertAndPassword", usage: "Sign", key };
    const wrong = await addKey({ keyCredential, passwordCredential: { secretText: "wrong" } });
    expect(refusal(wrong)).toMatchObject({ status: 400, code: "Request_BadRequest" });
    expect(refusal(await addKey({ keyCredential }))).toMatchObject({ status: 400 });
    expect((await addKey({ keyCredential, passwordCredential: { secretText: "right" } })).status).toBe(200);
    expect(keysOf()[1]).toMatchObject({ type: "X509CertAndPassword", thumbprint: successor.thumbprint });
  });

  it.each([
    ["base64url", { ...verifyKey(), key: successor.der.toString("base64url") }, /Edm\.Binary/],
    [
      "the public key alone",
      { ...verifyKey(), key: successor.publicKey.export({ type: "spki", format: "der" }).toString("base64") },
      /not a valid X\.509/,
    ],
    [
      "PEM in base64",
      { ...verifyKey(), key: Buffer.from(successor.certificatePem).toString("base64") },
      /not a valid X\.509/,
    ],
    [
      "bytes after the certificate",
      verifyKey(Buffer.concat([successor.der, Buffer.alloc(1)])),
      /not a valid X\.509/,
    ],
    ["usage Sign", { ...verifyKey(), usage: "Sign" }, /"usage".*is invalid/],
    ["an unknown type", { ...verifyKey(), type: "Symmetric" }, /"type".*is invalid/],
    ["no usage", { ...verifyKey(), usage: undefined }, /'usage' is missing/],
    ["an unknown property", { ...verifyKey(), notAfter: "2027" }, /'notAfter' does not exist/],
    [
      "an end after the certificate's",
      { ...verifyKey(), endDateTime: "2027-01-01T00:00:01Z" },
      /end date is invalid/,
    ],
    [
      "a beginning before the certificate's",
      { ...verifyKey(), startDateTime: "2025-12-31T23:59:59Z" },
      /start date is invalid/,
    ],
    ["a time without zone", { ...verifyKey(), endDateTime: "2026-12-01T00:00:00" }, /Edm\.DateTimeOffset/],
    [
      "an expired certificate",
      verifyKey(
        makeCertificate({
          keyPair: successor,
          notAfter: new Date(NOW - 1000),
          notBefore: AROUND_NOW.notBefore,
        }).der,
      ),
      /end date is invalid/,
    ],
  ])("refuses %s", async (_, keyCredential, message) => {
    const refused = refusal(await addKey({ keyCredential }));
    expect(refused).toMatchObject({ status: 400, code: "Request_BadRequest" });
    expect(refused.message).toMatch(message);
    expect(keysOf()).toHaveLength(1);
  });

  it("refuses a passwordCredential beside a public certificate, unknown parameters and other media types", async () => {
    expect(refusal(await addKey({ passwordCredential: { secretText: "x" } })).status).toBe(400);
    expect(refusal(await addKey({ keyId: "x" })).message).toContain("'keyId'");
    const path = `/v1.0/applications/${app.application.id}/addKey`;
    expect(refusal(await callGraph(tenant, token, "POST", path, "{"))).toMatchObject({
      status: 400,
      code: "BadRequest",
    });
    expect(refusal(await callGraph(tenant, token, "POST", path)).status).toBe(415);
  });

  it("obeys the app management policy and the property lock", async () => {
    tenant.behaviour.maxCredentialDays = 90;
    expect(refusal(await addKey())).toMatchObject({
      status: 400,
      code: "CredentialInvalidLifetimeAsPerAppPolicy",
    });
    const locked = addServicePrincipal(tenant, { credentialsLocked: true });
    addCertificate(tenant, locked.id, old);
    grant(tenant, app.servicePrincipal.id, "Application.ReadWrite.All");
    token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
    const reply = await addKey(
      { proof: await proof(locked.id, old) },
      `/v1.0/servicePrincipals/${locked.id}/addKey`,
    );
    expect(refusal(reply).code).toBe("CannotUpdateLockedServicePrincipalProperty");
  });

  it("exists in beta for applications only", async () => {
    expect((await addKey({}, `/beta/applications/${app.application.id}/addKey`)).status).toBe(200);
    const reply = await addKey({}, `/beta/servicePrincipals/${app.servicePrincipal.id}/addKey`);
    expect(refusal(reply).message).toBe("Resource not found for the segment 'addKey'.");
  });

  it("is unknown for other objects", async () => {
    expect(refusal(await addKey({}, `/v1.0/applications/${app.servicePrincipal.id}/addKey`))).toMatchObject({
      status: 404,
      code: "Request_ResourceNotFound",
    });
    expect(
      refusal(await callGraph(tenant, token, "GET", `/v1.0/applications/${app.application.id}/addKey`))
        .status,
    ).toBe(405);
  });
});

describe("who may roll a key", () => {
  let other: Registration;

  beforeEach(() => {
    other = addRegistration(tenant);
    addCertificate(tenant, other.application.id, old);
  });

  async function rollOther() {
    token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
    const path = `/v1.0/applications/${other.application.id}/addKey`;
    return addKey({ proof: await proof(other.application.id, old) }, path);
  }

  it("is nobody without permission, even with a good proof", async () => {
    expect(refusal(await rollOther())).toEqual(DENIED);
  });

  it.each(["Application.ReadWrite.All", "Directory.ReadWrite.All"])("is who has %s", async (role) => {
    grant(tenant, app.servicePrincipal.id, role);
    expect((await rollOther()).status).toBe(200);
  });

  it("is the owner with Application.ReadWrite.OwnedBy", async () => {
    grant(tenant, app.servicePrincipal.id, "Application.ReadWrite.OwnedBy");
    expect(refusal(await rollOther())).toEqual(DENIED);
    addOwner(tenant, other.application.id, app.servicePrincipal.id);
    expect((await rollOther()).status).toBe(200);
  });
});

describe("the proof", () => {
  it("must be there", async () => {
    expect(refusal(await addKey({ proof: undefined }))).toEqual(DENIED);
    expect(refusal(await addKey({ proof: null }))).toEqual(DENIED);
  });

  it.each([
    ["the audience of Graph", { claims: { aud: "00000003-0000-0000-c000-000000000000" } }, "aud"],
    ["a list of audiences", { claims: { aud: ["00000002-0000-0000-c000-000000000000"] } }, "aud"],
    ["another issuer", { claims: { iss: "someone" } }, "iss"],
    ["no nbf", { without: ["nbf"] }, "nbf or exp missing"],
    ["times in fractions", { claims: { nbf: NOW_SECONDS + 0.5 } }, "nbf or exp missing"],
    ["601 seconds", { claims: { exp: NOW_SECONDS + 601 } }, "lifetime"],
    ["an end before its beginning", { claims: { exp: NOW_SECONDS } }, "lifetime"],
    ["a period that is over", { claims: { nbf: NOW_SECONDS - 661, exp: NOW_SECONDS - 61 } }, "expired"],
    [
      "a period still to come",
      { claims: { nbf: NOW_SECONDS + 61, exp: NOW_SECONDS + 661 } },
      "not yet valid",
    ],
    ["PS256", { header: { alg: "PS256" } }, "alg"],
    ["another type", { header: { typ: "at+jwt" } }, "typ"],
    [
      "neither x5t nor kid",
      { header: { x5t: undefined, kid: undefined } },
      "no such certificate on this object",
    ],
    [
      "the thumbprint in standard base64",
      { header: { x5t: Buffer.from("F".repeat(40), "hex").toString("base64") } },
      "no such certificate on this object",
    ],
    [
      "x5t and kid of two certificates",
      { header: { kid: "0".repeat(40) } },
      "no such certificate on this object",
    ],
  ])("is refused with %s", async (_, changes: JwtChanges, fault) => {
    const reply = await addKey({ proof: await proof(app.application.id, old, changes) });
    expect(refusal(reply)).toEqual(BAD_PROOF);
    expect(tenant.log.at(-1)?.notes["proofFault"]).toBe(fault);
  });

  it("is refused with the client id as issuer, unless the tenant is like that", async () => {
    const withClientId = await proof(app.appId, old);
    expect(refusal(await addKey({ proof: withClientId }))).toEqual(BAD_PROOF);
    tenant.behaviour.clientIdAsProofIssuer = true;
    expect((await addKey({ proof: withClientId })).status).toBe(200);
  });

  it("is refused with padding, as text without signature, and by a key that is not registered", async () => {
    const good = await proof(app.application.id, old);
    const [header = "", claims = ""] = good.split(".");
    for (const bad of [`${good}=`, `${header}=.${claims}.x`, `${header}.${claims}.`, "not a jwt"]) {
      expect(refusal(await addKey({ proof: bad }))).toEqual(BAD_PROOF);
    }
    expect(refusal(await addKey({ proof: await proof(app.application.id, successor) }))).toEqual(BAD_PROOF);
  });

  it("is refused with the right thumbprint and the wrong key", async () => {
    const x5tOfOld = x5t(old.der.toString("base64"), "sha1");
    const header = { x5t: x5tOfOld, kid: old.thumbprint };
    const reply = await addKey({ proof: await proof(app.application.id, successor, { header }) });
    expect(refusal(reply)).toEqual(BAD_PROOF);
    expect(tenant.log.at(-1)?.notes["proofFault"]).toBe("signature");
  });

  it("is refused once its certificate has expired", async () => {
    clock.advance(Date.parse("2027-01-01T00:00:00Z") - NOW);
    token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
    const seconds = clock.now() / 1000;
    const late = await proof(app.application.id, old, { claims: { nbf: seconds, exp: seconds + 600 } });
    expect(refusal(await addKey({ proof: late }))).toEqual(BAD_PROOF);
    expect(tenant.log.at(-1)?.notes["proofFault"]).toBe("certificate expired");
  });

  it("may name its certificate by x5t or by kid alone", async () => {
    for (const header of [{ kid: undefined }, { x5t: undefined }]) {
      expect((await addKey({ proof: await proof(app.application.id, old, { header }) })).status).toBe(200);
    }
  });
});

describe("removeKey", () => {
  beforeEach(() => {
    addCertificate(tenant, app.application.id, successor);
  });

  it("removes one key and leaves the others", async () => {
    expect((await removeKey(keysOf()[0]?.keyId ?? "", successor)).status).toBe(204);
    expect(keysOf().map(({ thumbprint }) => thumbprint)).toEqual([successor.thumbprint]);
    expect(tenant.log.at(-1)?.alarms).toEqual([]);
  });

  it("raises the alarm for the key that signs, and for the last one", async () => {
    expect((await removeKey(keysOf()[0]?.keyId ?? "", old)).status).toBe(204);
    expect(tenant.log.at(-1)?.alarms).toEqual(["removed the key that signed the proof"]);
    await removeKey(keysOf()[0]?.keyId ?? "", successor);
    expect(tenant.log.at(-1)?.alarms).toContain("removed the last valid key");
  });

  it("refuses a key that is not there, and what is no GUID", async () => {
    expect(refusal(await removeKey("00000000-0000-4000-8000-000000000000"))).toEqual({
      status: 400,
      code: "Request_BadRequest",
      message: "No credentials found to be removed.",
    });
    expect(refusal(await removeKey("abc")).message).toContain("Edm.Guid");
  });

  it("may deny that it succeeded", async () => {
    tenant.behaviour.removeKeyDeniesSuccess = true;
    expect(refusal(await removeKey(keysOf()[0]?.keyId ?? "", successor)).status).toBe(400);
    expect(keysOf()).toHaveLength(1);
  });
});

describe("lag", () => {
  const reader = async () => {
    grant(tenant, app.servicePrincipal.id, "Application.Read.All");
    token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
  };
  const readThumbprints = async () => {
    const path = `/v1.0/applications/${app.application.id}?$select=keyCredentials`;
    return bodyOf<{ keyCredentials: unknown[] }>(await callGraph(tenant, token, "GET", path)).keyCredentials
      .length;
  };
  const signIn = async () =>
    (
      await requestToken(
        tenant,
        app.appId,
        withAssertion(await clientAssertion(tenant, app.appId, successor)),
      )
    ).status;

  it("of reads is counted in time or in reads, and leaves the token service alone", async () => {
    await reader();
    tenant.directory.lag.reads = { ms: 20_000, times: 2 };
    await addKey();
    expect(await readThumbprints()).toBe(1);
    expect(await signIn()).toBe(200);
    clock.advance(20_000);
    expect(await readThumbprints()).toBe(1);
    expect(await readThumbprints()).toBe(2);
  });

  it("of the token service is its own", async () => {
    await reader();
    tenant.directory.lag.tokens = { times: 2 };
    await addKey();
    expect(await readThumbprints()).toBe(2);
    expect([await signIn(), await signIn(), await signIn()]).toEqual([401, 401, 200]);
  });

  it("of writes holds back the certificate that signs a proof", async () => {
    tenant.directory.lag.writes = { ms: 5_000 };
    await addKey();
    const bySuccessor = await proof(app.application.id, successor);
    expect(refusal(await addKey({ proof: bySuccessor }))).toEqual(BAD_PROOF);
    clock.advance(5_000);
    expect((await addKey({ proof: bySuccessor })).status).toBe(200);
  });
});
