import { beforeEach, describe, expect, it } from "vitest";
import { send } from "../../emulator/inProcess.ts";
import {
  addApplication,
  addCertificate,
  addFederatedCredential,
  addOwner,
  addPassword,
  addRegistration,
  grant,
  type Registration,
} from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import {
  bodyOf,
  callGraph,
  certificate,
  FakeClock,
  GRAPH,
  NOW,
  refusal,
  requestToken,
  tokenBySecret,
} from "./client.ts";

let clock: FakeClock;
let tenant: Tenant;
let app: Registration;
let token: string;
const made = certificate("directory");

beforeEach(async () => {
  clock = new FakeClock();
  tenant = new Tenant({ clock });
  app = addRegistration(tenant, { displayName: "Billing" });
  addCertificate(tenant, app.application.id, made);
  await signIn("Application.ReadWrite.All");
});

async function signIn(...roles: string[]) {
  const caller = addRegistration(tenant, { displayName: "Caller" });
  grant(tenant, caller.servicePrincipal.id, ...roles);
  const { secretText } = addPassword(tenant, caller.application.id);
  token = await tokenBySecret(tenant, caller.appId, secretText);
  return caller;
}

function call(method: string, path: string, body?: unknown) {
  return callGraph(tenant, token, method, `/v1.0${path}`, body);
}

describe("a bearer token", () => {
  it.each([
    ["missing", {}],
    ["no JWT", { authorization: "Bearer nonsense" }],
    ["of the wrong scheme", { authorization: "Basic eA==" }],
  ])("is refused when %s", async (_, headers) => {
    const reply = await send(tenant, `${GRAPH}/v1.0/applications`, { headers });
    expect(refusal(reply)).toMatchObject({ status: 401, code: "InvalidAuthenticationToken" });
    expect(reply.headers["www-authenticate"]).toMatch(/^Bearer /);
  });

  it("is refused when expired, forged, or for another origin", async () => {
    const [header, claims] = token.split(".");
    expect(
      refusal(await callGraph(tenant, `${header}.${claims}.AAAA`, "GET", "/v1.0/applications")).message,
    ).toMatch(/signature/);
    const elsewhere = await send(tenant, "https://127.0.0.1:1/v1.0/applications", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refusal(elsewhere).message).toMatch(/Invalid audience/);
    clock.advance(3_600_000);
    expect(refusal(await call("GET", "/applications")).message).toMatch(/expired/);
  });

  it("of another tenant is refused", async () => {
    const other = new Tenant({ clock });
    expect(refusal(await callGraph(other, token, "GET", "/v1.0/applications")).message).toMatch(/tenant/);
  });
});

describe("the error envelope", () => {
  it("carries the ids of the request", async () => {
    const reply = await send(tenant, `${GRAPH}/v1.0/applications/nobody`, {
      headers: { authorization: `Bearer ${token}`, "client-request-id": "mine" },
    });
    expect(bodyOf(reply)).toEqual({
      error: {
        code: "Request_ResourceNotFound",
        message:
          "Resource 'nobody' does not exist or one of its queried reference-property objects are not present.",
        innerError: {
          date: "2026-06-01T12:00:00",
          "request-id": reply.headers["request-id"],
          "client-request-id": "mine",
        },
      },
    });
    expect(reply.headers).toMatchObject({
      "client-request-id": "mine",
      date: new Date(NOW).toUTCString(),
      "x-ms-ags-diagnostic": expect.stringContaining("ServerInfo") as string,
    });
  });

  it("answers unknown segments and methods", async () => {
    expect(refusal(await call("GET", "/users")).message).toBe("Resource not found for the segment 'users'.");
    expect(refusal(await call("DELETE", `/applications/${app.application.id}`)).status).toBe(405);
  });
});

describe("reading", () => {
  it("needs a permission, also for oneself", async () => {
    const { application } = await signIn();
    expect(refusal(await call("GET", `/applications/${application.id}`)).status).toBe(403);
  });

  it.each(["Application.Read.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All"])(
    "is allowed by %s",
    async (role) => {
      await signIn(role);
      expect((await call("GET", `/applications/${app.application.id}`)).status).toBe(200);
    },
  );

  it("shows the certificate of a single object whose keyCredentials are selected", async () => {
    const path = `/applications(appId='${app.appId}')`;
    const keyOf = async (query: string) =>
      bodyOf<{ keyCredentials: { key: string | null }[] }>(await call("GET", path + query)).keyCredentials[0]
        ?.key;
    expect(await keyOf("")).toBeNull();
    expect(await keyOf("?$select=id,keyCredentials")).toBe(made.der.toString("base64"));
    const list = bodyOf<{ value: { keyCredentials: { key: unknown }[] }[] }>(
      await call("GET", `/applications?$select=keyCredentials&$filter=appId eq '${app.appId}'`),
    );
    expect(list.value).toHaveLength(1);
    expect(list.value[0]?.keyCredentials[0]?.key).toBeNull();
  });

  it("never shows a secret again", async () => {
    addPassword(tenant, app.application.id, { secretText: "abcdef" });
    const reply = await call("GET", `/applications/${app.application.id}?$select=passwordCredentials`);
    expect(bodyOf(reply)).toMatchObject({ passwordCredentials: [{ hint: "abc", secretText: null }] });
  });

  it("refuses unknown properties and filters", async () => {
    expect(refusal(await call("GET", "/applications?$select=secret")).status).toBe(400);
    expect(refusal(await call("GET", "/applications?$filter=contains(displayName,'x')")).status).toBe(400);
    expect(refusal(await call("GET", "/applications?$top=1000")).status).toBe(400);
  });

  it("comes in pages", async () => {
    for (let count = 0; count < 5; count += 1) addApplication(tenant);
    tenant.behaviour.pageSize = 3;
    const ids: string[] = [];
    for (let path: string | undefined = "/applications?$select=id"; path !== undefined;) {
      const page: { value: { id: string }[]; "@odata.nextLink"?: string } = bodyOf(await call("GET", path));
      ids.push(...page.value.map(({ id }) => id));
      path = page["@odata.nextLink"]?.slice(`${GRAPH}/v1.0`.length);
    }
    expect(new Set(ids).size).toBe(7);
  });

  it("of keyCredentials is limited to 150 a minute where that is enforced", async () => {
    tenant.behaviour.enforceReadLimit = true;
    const read = () => call("GET", `/applications/${app.application.id}?$select=keyCredentials`);
    for (let count = 0; count < 150; count += 1) await read();
    const reply = await read();
    expect([reply.status, reply.headers["retry-after"]]).toEqual([429, "60"]);
    clock.advance(60_000);
    expect((await read()).status).toBe(200);
  });

  it("shows owners and federated credentials", async () => {
    addOwner(tenant, app.application.id, app.servicePrincipal.id);
    const { name, audience } = addFederatedCredential(tenant, app.application.id);
    const { id } = app.application;
    expect(bodyOf(await call("GET", `/applications/${id}/owners`))["value"]).toMatchObject([
      { id: app.servicePrincipal.id },
    ]);
    expect(
      bodyOf(await call("GET", `/applications/${id}/federatedIdentityCredentials`))["value"],
    ).toMatchObject([{ name, audiences: [audience] }]);
  });
});

describe("addPassword and removePassword", () => {
  const path = () => `/applications/${app.application.id}`;

  it("make a secret that signs in, show it once, and take it away", async () => {
    const reply = await call("POST", `${path()}/addPassword`, {
      passwordCredential: { displayName: "ci", endDateTime: "2026-09-01T00:00:00Z" },
    });
    const made = bodyOf<{ keyId: string; secretText: string; endDateTime: string; hint: string }>(reply);
    expect(made).toMatchObject({
      displayName: "ci",
      endDateTime: "2026-09-01T00:00:00Z",
      hint: made.secretText.slice(0, 3),
    });
    expect(made.secretText).toMatch(/^.{3}8Q~.{33}$/);
    expect((await requestToken(tenant, app.appId, { client_secret: made.secretText })).status).toBe(200);
    expect((await call("POST", `${path()}/removePassword`, { keyId: made.keyId })).status).toBe(204);
    expect((await requestToken(tenant, app.appId, { client_secret: made.secretText })).status).toBe(401);
    expect(refusal(await call("POST", `${path()}/removePassword`, { keyId: made.keyId })).message).toBe(
      "No credentials found to be removed.",
    );
  });

  it("last two years where nothing is said", async () => {
    const reply = await call("POST", `${path()}/addPassword`, {});
    expect(bodyOf(reply)).toMatchObject({
      startDateTime: "2026-06-01T12:00:00Z",
      endDateTime: "2028-06-01T12:00:00Z",
    });
    tenant.behaviour.maxCredentialDays = 365;
    expect(refusal(await call("POST", `${path()}/addPassword`, {})).code).toBe(
      "CredentialInvalidLifetimeAsPerAppPolicy",
    );
    tenant.behaviour.passwordAdditionBlocked = true;
    expect(refusal(await call("POST", `${path()}/addPassword`, {})).code).toBe(
      "CredentialTypeNotAllowedAsPerAppPolicy",
    );
  });

  it("refuse a secret of one's own choice, and the application without a permission", async () => {
    const body = { passwordCredential: { secretText: "mine" } };
    expect(refusal(await call("POST", `${path()}/addPassword`, body)).status).toBe(400);
    const self = await signIn();
    expect(refusal(await call("POST", `/applications/${self.application.id}/addPassword`, {})).status).toBe(
      403,
    );
  });
});

describe("PATCH of keyCredentials", () => {
  const current = () => tenant.directory.current.objects.get(app.application.id)?.keyCredentials ?? [];
  const other = certificate("patched");
  const newKey = { type: "AsymmetricX509Cert", usage: "Verify", key: other.der.toString("base64") };

  it("wipes what is not sent along, with an alarm", async () => {
    const reply = await call("PATCH", `/applications/${app.application.id}`, { keyCredentials: [newKey] });
    expect(reply.status).toBe(204);
    expect(current().map(({ thumbprint }) => thumbprint)).toEqual([other.thumbprint]);
    expect(tenant.log.at(-1)?.alarms).toEqual(["PATCH replaced keyCredentials"]);
  });

  it("keeps an entry that comes back unchanged, and refuses a changed one", async () => {
    const { keyCredentials } = bodyOf<{ keyCredentials: object[] }>(
      await call("GET", `/applications/${app.application.id}`),
    );
    const patch = (first: object) =>
      call("PATCH", `/applications/${app.application.id}`, { keyCredentials: [first, newKey] });
    expect((await patch({ ...keyCredentials[0] })).status).toBe(204);
    expect(current()).toHaveLength(2);
    const changed = { ...keyCredentials[0], endDateTime: "2026-12-31T00:00:00Z" };
    expect(refusal(await patch(changed)).message).toMatch(/^Update to existing credential with KeyId/);
    expect(refusal(await patch({ ...keyCredentials[0], usage: undefined })).message).toMatch(/"usage"/);
  });
});
