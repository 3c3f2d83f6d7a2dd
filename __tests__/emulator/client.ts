import { randomUUID } from "node:crypto";
import { SignJWT, type JWTPayload } from "jose";
import { makeCertificate, type MadeCertificate } from "../../emulator/certificates.ts";
import { send } from "../../emulator/inProcess.ts";
import type { Reply } from "../../emulator/message.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import { x5t } from "../../emulator/x509.ts";

/** A small client of its own, so that the emulator is proved without the action's code. */

export const LOGIN = "https://login.microsoftonline.com";
export const GRAPH = "https://graph.microsoft.com";
export const OIDC_URL =
  "https://run-actions-1-azure-eastus.actions.githubusercontent.com/1//idtoken/a/b?api-version=2.0";

export const NOW = Date.parse("2026-06-01T12:00:00Z");
export const NOW_SECONDS = NOW / 1000;

/** A clock that stands still until it is told to go on. */
export class FakeClock {
  time = NOW;
  now(): number {
    return this.time;
  }
  advance(ms: number): void {
    this.time += ms;
  }
}

/** Valid around {@link NOW}. Made once for each name: keys are slow. */
export function certificate(name: string): MadeCertificate {
  const known = certificates.get(name) ?? makeCertificate({ subject: name, ...AROUND_NOW });
  certificates.set(name, known);
  return known;
}

export const AROUND_NOW = {
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2027-01-01T00:00:00Z"),
};
const certificates = new Map<string, MadeCertificate>();

export function tokenUrl(tenant: Tenant): string {
  return `${LOGIN}/${tenant.id}/oauth2/v2.0/token`;
}

export interface JwtChanges {
  readonly claims?: JWTPayload;
  readonly header?: Record<string, unknown>;
  readonly without?: readonly string[];
}

export function jwt(
  signer: Pick<MadeCertificate, "privateKey">,
  claims: JWTPayload,
  header: Record<string, unknown>,
  changes: JwtChanges = {},
): Promise<string> {
  const all = Object.entries({ ...claims, ...changes.claims });
  return new SignJWT(Object.fromEntries(all.filter(([name]) => !changes.without?.includes(name))))
    .setProtectedHeader({ alg: "RS256", typ: "JWT", ...header, ...changes.header })
    .sign(signer.privateKey);
}

export function clientAssertion(
  tenant: Tenant,
  clientId: string,
  signer: MadeCertificate,
  changes: JwtChanges = {},
): Promise<string> {
  const claims = {
    aud: tokenUrl(tenant),
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: NOW_SECONDS,
    exp: NOW_SECONDS + 600,
  };
  const header = { alg: "PS256", "x5t#S256": x5t(signer.der.toString("base64"), "sha256") };
  return jwt(signer, claims, header, changes);
}

export function proof(objectId: string, signer: MadeCertificate, changes: JwtChanges = {}): Promise<string> {
  const claims = {
    aud: "00000002-0000-0000-c000-000000000000",
    iss: objectId,
    nbf: NOW_SECONDS,
    exp: NOW_SECONDS + 600,
  };
  const header = { x5t: x5t(signer.der.toString("base64"), "sha1"), kid: signer.thumbprint };
  return jwt(signer, claims, header, changes);
}

/** Asks for a token with this credential. */
export function requestToken(
  tenant: Tenant,
  clientId: string,
  credential: Readonly<Record<string, string>>,
  url = tokenUrl(tenant),
): Promise<Reply> {
  const form = { grant_type: "client_credentials", client_id: clientId, scope: `${GRAPH}/.default` };
  return send(tenant, url, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...form, ...credential }).toString(),
  });
}

export function withAssertion(assertion: string): Record<string, string> {
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  };
}

export async function tokenBySecret(tenant: Tenant, clientId: string, secret: string): Promise<string> {
  const reply = await requestToken(tenant, clientId, { client_secret: secret });
  return (JSON.parse(reply.body) as { access_token: string }).access_token;
}

/** A call to Graph; the body is sent as JSON. */
export function callGraph(
  tenant: Tenant,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  return send(tenant, `${GRAPH}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what it expects
export function bodyOf<T = Record<string, unknown>>(reply: Reply): T {
  return JSON.parse(reply.body) as T;
}

/** Status, code and message of a refusal by Graph. */
export function refusal(reply: Reply): { status: number; code: string; message: string } {
  const { error } = bodyOf<{ error: { code: string; message: string } }>(reply);
  return { status: reply.status, code: error.code, message: error.message };
}

/** Status, error and number of a refusal by the token service. */
export function aadsts(reply: Reply): { status: number; error: string; codes: number[]; text: string } {
  const body = bodyOf<{ error: string; error_codes: number[]; error_description: string }>(reply);
  return { status: reply.status, error: body.error, codes: body.error_codes, text: body.error_description };
}
