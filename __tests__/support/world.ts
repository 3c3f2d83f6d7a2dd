import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Behaviour } from "../../emulator/behaviour.ts";
import type { MadeCertificate } from "../../emulator/certificates.ts";
import { issueAccessToken } from "../../emulator/entra/accessToken.ts";
import { GLOBAL_CLOUD, type Cloud } from "../../emulator/hosts.ts";
import { combinedPem, encryptedPkcs8Pem, pfx } from "../../emulator/keyFiles.ts";
import type { DirectoryObject, KeySetKey } from "../../emulator/model.ts";
import {
  addCertificate,
  addFederatedCredential,
  addKeySet,
  addPassword,
  addRegistration,
  grant,
  type Registration,
} from "../../emulator/sample.ts";
import { startServer } from "../../emulator/server.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { certificate } from "./certificates.ts";

export const KEY_SET = "B2C_1A_TokenSigningKeyContainer";
export const SECRET_SET = "B2C_1A_FacebookSecret";
export const PASSWORD = "passphrase of the tests #1";
export const UPLOADED = "canary: uploaded secret, 'quoted' \"twice\" & more";
export const ALL_ROLES = ["TrustFrameworkKeySet.ReadWrite.All", "Application.ReadWrite.All"] as const;

export type Inputs = Readonly<Record<string, string>>;

export const SIGN_INS = [
  "oidc",
  "certificate-pem",
  "certificate-encrypted-pem",
  "certificate-pfx",
  "client-secret",
  "access-token",
] as const;
export type SignInKind = (typeof SIGN_INS)[number];

export interface WorldOptions {
  readonly clock?: { now(): number };
  readonly roles?: readonly string[];
  readonly behaviour?: Partial<Behaviour>;
  readonly cloud?: Cloud;
  /** As GitHub's OIDC token names it. */
  readonly audience?: string;
  /** Where Graph is, as tokens name it: a token for it is issued for `access-token`. */
  readonly graphOrigin?: string;
}

/** A tenant with what the operations need: one registration that signs in and is the target too, and key sets. */
export interface World {
  readonly tenant: Tenant;
  readonly app: Registration;
  /** On the application: signs in, and signs proofs for it. */
  readonly appCertificate: MadeCertificate;
  /** On the service principal: signs proofs for it. */
  readonly principalCertificate: MadeCertificate;
  /** Not registered yet: what `add-key` adds. */
  readonly newCertificate: MadeCertificate;
  readonly clientSecret: string;
  readonly graphOrigin: string;
  application(): DirectoryObject;
  servicePrincipal(): DirectoryObject;
  keys(keySetId: string): readonly KeySetKey[];
  signIn(kind: SignInKind): Promise<Inputs>;
  /** Requests to Graph, without the sign-in. */
  graphLog(): Tenant["log"];
}

export function makeWorld(options: WorldOptions = {}): World {
  const cloud = options.cloud ?? GLOBAL_CLOUD;
  const tenant = new Tenant({
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    behaviour: options.behaviour ?? {},
    cloud,
  });
  const graphOrigin = options.graphOrigin ?? `https://${cloud.graphHosts[0] ?? ""}`;
  const app = addRegistration(tenant, { displayName: "Contoso Billing" });
  const appCertificate = certificate("application");
  const principalCertificate = certificate("service principal");
  addCertificate(tenant, app.application.id, appCertificate);
  addCertificate(tenant, app.servicePrincipal.id, principalCertificate);
  addFederatedCredential(tenant, app.application.id, {
    audience: options.audience ?? "api://AzureADTokenExchange",
  });
  const { secretText: clientSecret } = addPassword(tenant, app.application.id);
  grant(tenant, app.servicePrincipal.id, ...(options.roles ?? ALL_ROLES));
  addKeySet(tenant, KEY_SET, [{ kty: "RSA", use: "sig" }]);
  addKeySet(tenant, SECRET_SET);

  const object = (id: string): DirectoryObject => tenant.directory.current.objects.get(id)!;
  const client = { "tenant-id": tenant.id, "client-id": app.appId };
  return {
    tenant,
    app,
    appCertificate,
    principalCertificate,
    newCertificate: certificate("new"),
    clientSecret,
    graphOrigin,
    application: () => object(app.application.id),
    servicePrincipal: () => object(app.servicePrincipal.id),
    keys: (id) => tenant.directory.current.keySets.get(id)?.keys ?? [],
    graphLog: () => tenant.log.filter(({ path }) => /^\/(v1\.0|beta)\//.test(path)),
    signIn: async (kind) => {
      switch (kind) {
        case "oidc":
          return client;
        case "certificate-pem":
          return { ...client, "client-certificate": combinedPem(appCertificate) };
        case "certificate-encrypted-pem":
          return {
            ...client,
            "client-certificate": appCertificate.certificatePem + encryptedPkcs8Pem(appCertificate, PASSWORD),
            "client-certificate-password": PASSWORD,
          };
        case "certificate-pfx":
          return {
            ...client,
            "client-certificate": pfx(appCertificate, { password: PASSWORD }).toString("base64"),
            "client-certificate-password": PASSWORD,
          };
        case "client-secret":
          return { ...client, "client-secret": clientSecret };
        case "access-token":
          return {
            "access-token": await issueAccessToken(tenant, object(app.servicePrincipal.id), graphOrigin),
          };
      }
    },
  };
}

/** What each operation is told in most tests; `add-key` rolls the application's own certificate. */
export function operationInputs(world: World, operation: string): Inputs {
  switch (operation) {
    case "generate-key":
      return { operation, "key-set-id": KEY_SET, "key-type": "RSA", "key-use": "sig", "expires-on": "90d" };
    case "upload-secret":
      return { operation, "key-set-id": SECRET_SET, secret: UPLOADED, "key-use": "sig", "expires-on": "90d" };
    case "add-key":
      return {
        operation,
        "application-object-id": world.app.application.id,
        "proof-certificate": combinedPem(world.appCertificate),
        certificate: world.newCertificate.certificatePem,
      };
    default:
      throw new Error(`no inputs for ${operation}`);
  }
}

export const OPERATIONS = ["generate-key", "upload-secret", "add-key"] as const;

export interface RunningWorld extends World {
  readonly origin: string;
  readonly port: number;
  readonly caFile: string;
  /** The overridden hosts, and nothing else. */
  readonly endpoints: Inputs;
  /** Trusts the emulator's CA, and says where OIDC tokens are. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The same behind TLS, for the built action in a process of its own. */
export async function startWorld(options: Omit<WorldOptions, "graphOrigin"> = {}): Promise<RunningWorld> {
  const world = makeWorld(options);
  const server = await startServer(world.tenant);
  const directory = mkdtempSync(join(tmpdir(), "keyroll-world-"));
  const caFile = join(directory, "ca.pem");
  writeFileSync(caFile, server.caPem);
  return {
    ...world,
    graphOrigin: server.origin,
    signIn: async (kind) =>
      kind === "access-token"
        ? {
            "access-token": await issueAccessToken(world.tenant, world.servicePrincipal(), server.origin),
          }
        : world.signIn(kind),
    origin: server.origin,
    port: server.port,
    caFile,
    endpoints: { "authority-url": server.origin, "graph-url": server.origin },
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.origin}/actions/idtoken/1/1?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: world.tenant.github.job.requestToken,
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
