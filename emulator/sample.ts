import { randomBytes, randomUUID } from "node:crypto";
import {
  withKeySet,
  withObject,
  type DirectoryObject,
  type FederatedCredential,
  type KeyCredential,
  type KeySetKey,
  type PasswordCredential,
} from "./model.ts";
import type { Tenant } from "./tenant.ts";
import { readCertificate } from "./x509.ts";

/** Arranges a tenant's directory. Everybody sees it at once, whatever lag is set. */

const DAY_MS = 86_400_000;

export interface NewObject {
  readonly id?: string;
  readonly appId?: string;
  readonly displayName?: string;
  readonly credentialsLocked?: boolean;
}

export function addApplication(tenant: Tenant, options: NewObject = {}): DirectoryObject {
  return addObject(tenant, "application", options);
}

/** `appId` ties it to its application. */
export function addServicePrincipal(tenant: Tenant, options: NewObject = {}): DirectoryObject {
  return addObject(tenant, "servicePrincipal", options);
}

export interface Registration {
  readonly appId: string;
  readonly application: DirectoryObject;
  readonly servicePrincipal: DirectoryObject;
}

/** An application with its service principal, as the portal makes both. */
export function addRegistration(tenant: Tenant, options: NewObject = {}): Registration {
  const application = addApplication(tenant, options);
  const { appId, displayName } = application;
  return { appId, application, servicePrincipal: addServicePrincipal(tenant, { appId, displayName }) };
}

function addObject(tenant: Tenant, kind: DirectoryObject["kind"], options: NewObject): DirectoryObject {
  const object: DirectoryObject = {
    kind,
    id: (options.id ?? randomUUID()).toLowerCase(),
    appId: (options.appId ?? randomUUID()).toLowerCase(),
    displayName: options.displayName ?? "Contoso",
    createdDateTime: tenant.now(),
    keyCredentials: [],
    passwordCredentials: [],
    federatedCredentials: [],
    owners: [],
    roles: [],
    credentialsLocked: options.credentialsLocked ?? false,
  };
  tenant.seed((directory) => withObject(directory, object));
  return object;
}

type CredentialOptions = Partial<
  Pick<KeyCredential, "keyId" | "displayName" | "startDateTime" | "endDateTime" | "type" | "usage">
>;

/** Registers a public certificate on an application or service principal. */
export function addCertificate(
  tenant: Tenant,
  objectId: string,
  { der }: { readonly der: Buffer },
  options: CredentialOptions = {},
): KeyCredential {
  const facts = readCertificate(der);
  if (facts === undefined) throw new Error("not a DER certificate");
  const credential: KeyCredential = {
    keyId: randomUUID(),
    type: "AsymmetricX509Cert",
    usage: "Verify",
    displayName: facts.subject,
    startDateTime: facts.notBefore,
    endDateTime: facts.notAfter,
    certificate: facts.base64,
    thumbprint: facts.thumbprint,
    ...options,
  };
  changeObject(tenant, objectId, (object) => ({
    ...object,
    keyCredentials: [...object.keyCredentials, credential],
  }));
  return credential;
}

/** Takes a credential away behind the client's back, as somebody in the portal would. */
export function removeCredential(tenant: Tenant, objectId: string, keyId: string): void {
  changeObject(tenant, objectId, (object) => ({
    ...object,
    keyCredentials: object.keyCredentials.filter((each) => each.keyId !== keyId),
    passwordCredentials: object.passwordCredentials.filter((each) => each.keyId !== keyId),
  }));
}

export function addPassword(
  tenant: Tenant,
  objectId: string,
  options: Partial<PasswordCredential> = {},
): PasswordCredential {
  const credential: PasswordCredential = {
    keyId: randomUUID(),
    displayName: null,
    startDateTime: tenant.now() - DAY_MS,
    endDateTime: tenant.now() + 180 * DAY_MS,
    secretText: `emu8Q~${randomBytes(24).toString("base64url")}`,
    purpose: "client-secret",
    ...options,
  };
  changeObject(tenant, objectId, (object) => ({
    ...object,
    passwordCredentials: [...object.passwordCredentials, credential],
  }));
  return credential;
}

/** Default: trusts the tenant's own GitHub job, with the audience of the global cloud. */
export function addFederatedCredential(
  tenant: Tenant,
  applicationId: string,
  options: Partial<FederatedCredential> = {},
): FederatedCredential {
  const credential: FederatedCredential = {
    id: randomUUID(),
    name: "github-main",
    issuer: tenant.github.job.issuer,
    subject: tenant.github.job.subject,
    audience: "api://AzureADTokenExchange",
    ...options,
  };
  changeObject(tenant, applicationId, (object) => ({
    ...object,
    federatedCredentials: [...object.federatedCredentials, credential],
  }));
  return credential;
}

/** Application permissions, with admin consent. They show in tokens issued from now on. */
export function grant(tenant: Tenant, servicePrincipalId: string, ...roles: readonly string[]): void {
  changeObject(tenant, servicePrincipalId, (object) => ({ ...object, roles: [...object.roles, ...roles] }));
}

/** Takes an application permission away again; tokens that were issued keep it. */
export function revoke(tenant: Tenant, servicePrincipalId: string, role: string): void {
  changeObject(tenant, servicePrincipalId, (object) => ({
    ...object,
    roles: object.roles.filter((one) => one !== role),
  }));
}

export function addOwner(tenant: Tenant, objectId: string, servicePrincipalId: string): void {
  changeObject(tenant, objectId, (object) => ({ ...object, owners: [...object.owners, servicePrincipalId] }));
}

/** Of a key: what matters to the test; the rest is filled in. The id is used as given, prefix included. */
export function addKeySet(tenant: Tenant, id: string, keys: readonly Partial<KeySetKey>[] = []): void {
  const whole = keys.map((key) => ({ ...BLANK_KEY, kid: randomBytes(32).toString("base64url"), ...key }));
  tenant.seed((directory) => withKeySet(directory, { id, keys: whole }));
}

const BLANK_KEY: Omit<KeySetKey, "kid"> = {
  kty: "RSA",
  use: "sig",
  nbf: null,
  exp: null,
  status: "enabled",
  n: "sXch",
  e: "AQAB",
  x5c: [],
  x5t: null,
  secret: "known to the service",
};

function changeObject(
  tenant: Tenant,
  id: string,
  changed: (object: DirectoryObject) => DirectoryObject,
): void {
  if (!tenant.directory.current.objects.has(id)) throw new Error(`no object ${id}`);
  tenant.seed((directory) => {
    const object = directory.objects.get(id);
    return object === undefined ? directory : withObject(directory, changed(object));
  });
}
