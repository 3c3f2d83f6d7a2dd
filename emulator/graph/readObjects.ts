import type { Reply } from "../message.ts";
import type { Directory, DirectoryObject } from "../model.ts";
import { resolve, type Address } from "./address.ts";
import { dateTimeOffset, odata, type GraphCall } from "./call.ts";
import { showKey, showPassword } from "./credentialViews.ts";
import { page } from "./paging.ts";
import { requireApplicationRead } from "./permissions.ts";
import { readFilter, readSelect } from "./query.ts";
import { GraphRefusal } from "./refusal.ts";

const READS_A_MINUTE = 150;

/** `GET /applications`, `GET /servicePrincipals` */
export function listObjects(call: GraphCall, kind: DirectoryObject["kind"]): Reply {
  requireApplicationRead(call);
  const select = readSelect(call, kind);
  countKeyCredentialRead(call, select);
  const filter = readFilter(call);
  const matching = [...look(call).objects.values()].filter(
    (object) => object.kind === kind && filter(object),
  );
  const shown = matching.map((object) => show(call, object, select, false));
  return odata(call, 200, contextOf(kind, select), page(call, shown));
}

/** `GET {object}` */
export function getObject(call: GraphCall, address: Address): Reply {
  requireApplicationRead(call);
  const select = readSelect(call, address.kind);
  countKeyCredentialRead(call, select);
  const object = resolve(look(call), address);
  const context = `${contextOf(address.kind, select)}/$entity`;
  return odata(call, 200, context, show(call, object, select, true));
}

/** `GET {object}/owners` */
export function listOwners(call: GraphCall, address: Address): Reply {
  requireApplicationRead(call);
  const directory = look(call);
  const owners = resolve(directory, address).owners.flatMap((id) => directory.objects.get(id) ?? []);
  const shown = owners.map(({ id, appId, displayName }) => ({
    "@odata.type": "#microsoft.graph.servicePrincipal",
    id,
    appId,
    displayName,
  }));
  return odata(call, 200, "directoryObjects", page(call, shown));
}

/** `GET {object}/federatedIdentityCredentials` */
export function listFederatedCredentials(call: GraphCall, address: Address): Reply {
  requireApplicationRead(call);
  const { id, federatedCredentials } = resolve(look(call), address);
  const shown = federatedCredentials.map(({ audience, ...rest }) => ({ ...rest, audiences: [audience] }));
  return odata(call, 200, `applications('${id}')/federatedIdentityCredentials`, page(call, shown));
}

function look({ tenant }: GraphCall): Directory {
  return tenant.directory.look("reads", tenant.now());
}

function contextOf(kind: DirectoryObject["kind"], select: readonly string[] | undefined): string {
  return `${kind}s${select === undefined ? "" : `(${select.join(",")})`}`;
}

/** The certificates come only with `$select=keyCredentials` on a single object. */
function show(
  { tenant }: GraphCall,
  object: DirectoryObject,
  select: readonly string[] | undefined,
  single: boolean,
): object {
  const withKey = single && select?.includes("keyCredentials") === true;
  const all: Record<string, unknown> = {
    id: object.id,
    deletedDateTime: null,
    appId: object.appId,
    createdDateTime: dateTimeOffset(object.createdDateTime),
    displayName: object.displayName,
    keyCredentials: object.keyCredentials.map((each) => showKey(tenant, each, withKey)),
    passwordCredentials: object.passwordCredentials.map((each) => showPassword(each, false)),
    ...(object.kind === "application"
      ? { signInAudience: "AzureADMyOrg" }
      : { servicePrincipalType: "Application", accountEnabled: true, appOwnerOrganizationId: tenant.id }),
  };
  return select === undefined ? all : Object.fromEntries(select.map((name) => [name, all[name] ?? null]));
}

/** 150 reads of keyCredentials a minute for the whole tenant (docs/service-facts.md, "Credentials"). */
function countKeyCredentialRead({ tenant }: GraphCall, select: readonly string[] | undefined): void {
  if (!tenant.behaviour.enforceReadLimit || select?.includes("keyCredentials") !== true) return;
  const reads = tenant.keyCredentialReads;
  const now = tenant.now();
  while (reads[0] !== undefined && reads[0] <= now - 60_000) reads.shift();
  if (reads.length >= READS_A_MINUTE) {
    throw new GraphRefusal(429, "TooManyRequests", "Too many requests.", { "retry-after": "60" });
  }
  reads.push(now);
}
