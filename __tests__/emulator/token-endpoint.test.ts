import { decodeJwt } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { makeCertificate } from "../../emulator/certificates.ts";
import { send } from "../../emulator/inProcess.ts";
import {
  addApplication,
  addCertificate,
  addFederatedCredential,
  addPassword,
  addRegistration,
  grant,
  type Registration,
} from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { x5t } from "../../emulator/x509.ts";
import {
  aadsts,
  bodyOf,
  certificate,
  clientAssertion,
  FakeClock,
  GRAPH,
  LOGIN,
  NOW,
  NOW_SECONDS,
  OIDC_URL,
  requestToken,
  tokenUrl,
  withAssertion,
  type JwtChanges,
} from "./client.ts";

let clock: FakeClock;
let tenant: Tenant;
let app: Registration;

beforeEach(() => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  app = addRegistration(tenant);
});

async function signIn(changes: JwtChanges = {}, signer = certificate("registered")) {
  return requestToken(
    tenant,
    app.appId,
    withAssertion(await clientAssertion(tenant, app.appId, signer, changes)),
  );
}

describe("a token", () => {
  it("is a JWT for the resource asked for, with the roles of the service principal", async () => {
    const { secretText } = addPassword(tenant, app.application.id);
    grant(tenant, app.servicePrincipal.id, "Application.Read.All");
    const reply = await requestToken(tenant, app.appId, { client_secret: secretText });
    const body = bodyOf(reply);
    expect([reply.status, body["token_type"], body["expires_in"]]).toEqual([200, "Bearer", 3599]);
    expect(decodeJwt(String(body["access_token"]))).toMatchObject({
      aud: GRAPH,
      appid: app.appId,
      oid: app.servicePrincipal.id,
      tid: tenant.id,
      roles: ["Application.Read.All"],
      exp: NOW_SECONDS + 3600,
    });
    expect(reply.headers["date"]).toBe(new Date(NOW).toUTCString());
  });

  it("is given to the tenant's domain as well", async () => {
    const { secretText } = addPassword(tenant, app.application.id);
    const url = `${LOGIN}/contoso.onmicrosoft.com/oauth2/v2.0/token`;
    expect((await requestToken(tenant, app.appId, { client_secret: secretText }, url)).status).toBe(200);
  });
});

describe("a refusal", () => {
  it("has the whole error body", async () => {
    const reply = await requestToken(tenant, app.appId, { client_secret: "wrong" });
    const body = bodyOf(reply);
    expect(Object.keys(body)).toEqual([
      "error",
      "error_description",
      "error_codes",
      "timestamp",
      "trace_id",
      "correlation_id",
      "error_uri",
    ]);
    expect(body["error_description"]).toMatch(
      /^AADSTS7000215: Invalid client secret .* Trace ID: \S+ Correlation ID: \S+ Timestamp: 2026-06-01 12:00:00Z$/,
    );
  });

  it.each([
    ["another tenant", { url: `${LOGIN}/fabrikam.com/oauth2/v2.0/token` }, 400, 90002],
    [
      "the tenant in another cloud",
      { url: "https://login.microsoftonline.us/contoso.onmicrosoft.com/oauth2/v2.0/token" },
      400,
      90002,
    ],
    ["an unknown client", { clientId: "00000000-0000-4000-8000-000000000000" }, 400, 700016],
    ["no credential", {}, 401, 7000218],
    ["another scope", { form: { scope: `${GRAPH}/User.Read` } }, 400, 1002012],
    ["another cloud's resource", { form: { scope: "https://graph.microsoft.us/.default" } }, 400, 500011],
    ["another grant", { form: { grant_type: "authorization_code" } }, 400, 70003],
    ["an assertion that is no JWT", { form: withAssertion("a.b.c") }, 400, 50027],
    [
      "an assertion of another type",
      { form: { client_assertion: "a.b.c", client_assertion_type: "saml" } },
      400,
      9002313,
    ],
  ])(
    "for %s",
    async (_, { url, clientId, form }: { url?: string; clientId?: string; form?: object }, status, code) => {
      const reply = await requestToken(tenant, clientId ?? app.appId, { ...form }, url);
      expect(aadsts(reply)).toMatchObject({ status, codes: [code] });
    },
  );

  it("for an application without service principal", async () => {
    const { appId } = addApplication(tenant);
    expect(aadsts(await requestToken(tenant, appId, {})).codes).toEqual([7000229]);
  });

  it("for JSON instead of a form", async () => {
    const reply = await send(tenant, tokenUrl(tenant), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(aadsts(reply).codes).toEqual([900144]);
  });

  it("for an expired secret", async () => {
    const { secretText } = addPassword(tenant, app.application.id, { endDateTime: NOW - 1 });
    expect(aadsts(await requestToken(tenant, app.appId, { client_secret: secretText }))).toMatchObject({
      status: 401,
      error: "invalid_client",
      codes: [7000222],
    });
  });
});

describe("a client assertion", () => {
  beforeEach(() => {
    addCertificate(tenant, app.application.id, certificate("registered"));
  });

  it("is accepted as PS256 with x5t#S256, and as RS256 with x5t", async () => {
    expect((await signIn()).status).toBe(200);
    const der = certificate("registered").der.toString("base64");
    const header = { alg: "RS256", x5t: x5t(der, "sha1"), kid: "any" };
    expect((await signIn({ header })).status).toBe(200);
    expect(tenant.log.at(-1)?.notes).toMatchObject({ credential: "certificate", client: app.appId });
  });

  it("is accepted by the issuer as audience, and by a certificate of the service principal", async () => {
    expect((await signIn({ claims: { aud: `${LOGIN}/${tenant.id}/v2.0` } })).status).toBe(200);
    addCertificate(tenant, app.servicePrincipal.id, certificate("of the principal"));
    expect((await signIn({}, certificate("of the principal"))).status).toBe(200);
  });

  it.each([
    ["an unregistered certificate", {}, "unregistered", 700027],
    ["an unregistered certificate by subject name", { header: { x5c: ["AA=="] } }, "unregistered", 700030],
    ["the audience of Graph", { claims: { aud: GRAPH } }, "registered", 700023],
    ["another subject", { claims: { sub: "someone" } }, "registered", 700021],
    ["no jti", { without: ["jti"] }, "registered", 50027],
    ["no exp", { without: ["exp"] }, "registered", 50027],
    ["no nbf", { without: ["nbf"] }, "registered", 50027],
    ["an end before its beginning", { claims: { exp: NOW_SECONDS - 1 } }, "registered", 50027],
    [
      "a period that is over",
      { claims: { nbf: NOW_SECONDS - 1000, exp: NOW_SECONDS - 301 } },
      "registered",
      700024,
    ],
    ["a period still to come", { claims: { nbf: NOW_SECONDS + 301 } }, "registered", 700024],
    ["no thumbprint", { header: { "x5t#S256": undefined } }, "registered", 50027],
    ["RS256 with the SHA-256 thumbprint only", { header: { alg: "RS256" } }, "registered", 50027],
    ["RS512", { header: { alg: "RS512" } }, "registered", 50027],
  ])("is refused with %s", async (_, changes: JwtChanges, signer, code) => {
    expect(aadsts(await signIn(changes, certificate(signer))).codes).toEqual([code]);
  });

  it("is refused with somebody else's signature", async () => {
    const der = certificate("registered").der.toString("base64");
    const header = { "x5t#S256": x5t(der, "sha256") };
    const reply = await signIn({ header }, certificate("unregistered"));
    expect(aadsts(reply)).toMatchObject({ status: 401, codes: [50012] });
  });

  it("is accepted up to five minutes after its end", async () => {
    const claims = { nbf: NOW_SECONDS - 1000, exp: NOW_SECONDS - 299 };
    expect((await signIn({ claims })).status).toBe(200);
  });

  it("is refused once the certificate has expired, and names it", async () => {
    const old = makeCertificate({
      notBefore: new Date(NOW - 86_400_000),
      notAfter: new Date(NOW - 1000),
      keyPair: certificate("registered"),
    });
    addCertificate(tenant, app.application.id, old);
    const { codes, text } = aadsts(await signIn({}, old));
    expect(codes).toEqual([700027]);
    expect(text).toContain(`The key used is expired., Thumbprint of key used by client: '${old.thumbprint}'`);
  });
});

describe("a federated assertion", () => {
  async function oidcToken(
    audience = "api://AzureADTokenExchange",
    requestToken = tenant.github.job.requestToken,
  ) {
    return send(tenant, `${OIDC_URL}&audience=${encodeURIComponent(audience)}`, {
      headers: { authorization: `Bearer ${requestToken}` },
    });
  }

  async function exchangeToken(audience?: string) {
    const { value } = bodyOf<{ value: string }>(await oidcToken(audience));
    return requestToken(tenant, app.appId, withAssertion(value));
  }

  it("is GitHub's token, whose jti the log shows on both sides", async () => {
    addFederatedCredential(tenant, app.application.id);
    expect((await exchangeToken()).status).toBe(200);
    const [issued, used] = tenant.log;
    expect(used?.notes["oidcJti"]).toBe(issued?.notes["oidcJti"]);
    expect(used?.notes).toMatchObject({ credential: "federated", oidcSubject: tenant.github.job.subject });
  });

  it("used twice is an alarm, and no refusal", async () => {
    addFederatedCredential(tenant, app.application.id);
    const { value } = bodyOf<{ value: string }>(await oidcToken());
    for (const alarms of [[], ["the OIDC token was used before"]]) {
      expect((await requestToken(tenant, app.appId, withAssertion(value))).status).toBe(200);
      expect(tenant.log.at(-1)?.alarms).toEqual(alarms);
    }
  });

  it("lives for five minutes", async () => {
    addFederatedCredential(tenant, app.application.id);
    const { value } = bodyOf<{ value: string }>(await oidcToken());
    expect((decodeJwt(value).exp ?? 0) - (decodeJwt(value).iat ?? 0)).toBe(300);
    clock.advance(11 * 60_000);
    expect(aadsts(await requestToken(tenant, app.appId, withAssertion(value))).codes).toEqual([700024]);
  });

  it.each([
    ["no record at all", undefined, 70021, "invalid_request"],
    ["another issuer", { issuer: "https://token.actions.githubusercontent.com/" }, 700211, "invalid_client"],
    [
      "another case of the subject",
      { subject: "repo:Contoso/billing:ref:refs/heads/main" },
      700213,
      "invalid_client",
    ],
    ["another audience", { audience: "api://AzureADTokenExchangeUSGov" }, 700212, "invalid_client"],
  ])("is refused with %s", async (_, record, code, error) => {
    if (record !== undefined) addFederatedCredential(tenant, app.application.id, record);
    expect(aadsts(await exchangeToken())).toMatchObject({ codes: [code], error });
  });

  it("prints the subject that was presented", async () => {
    addFederatedCredential(tenant, app.application.id);
    tenant.github.job.subject = "repo:contoso@1/billing@1000:environment:prod";
    const { text } = aadsts(await exchangeToken());
    expect(text).toContain("presented assertion subject 'repo:contoso@1/billing@1000:environment:prod'");
  });

  it("is refused when GitHub did not sign it", async () => {
    addFederatedCredential(tenant, app.application.id);
    const { value } = bodyOf<{ value: string }>(await oidcToken());
    const [header, claims] = value.split(".");
    const forged = `${header}.${claims}.${"A".repeat(342)}`;
    expect(aadsts(await requestToken(tenant, app.appId, withAssertion(forged))).codes).toEqual([50013]);
  });

  it("is not given to a job without the request token", async () => {
    expect((await oidcToken("x", "wrong")).status).toBe(401);
  });
});

describe("what a careful client does not ask for", () => {
  it.each(["/common/discovery/instance?api-version=1.1", "/common/v2.0/.well-known/openid-configuration"])(
    "%s is answered, with an alarm",
    async (path) => {
      expect((await send(tenant, LOGIN + path)).status).toBe(200);
      expect(tenant.log.at(-1)?.alarms).toHaveLength(1);
    },
  );
});
