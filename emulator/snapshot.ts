import type { DirectoryObject } from "./model.ts";
import type { Tenant } from "./tenant.ts";

/** Everything the tenant holds, as JSON, secrets included: it is a test tenant. */
export function snapshot(tenant: Tenant): object {
  const { objects, keySets } = tenant.directory.current;
  return {
    tenantId: tenant.id,
    domains: tenant.domains,
    now: new Date(tenant.now()).toISOString(),
    behaviour: tenant.behaviour,
    lag: tenant.directory.lag,
    applications: [...objects.values()].filter(({ kind }) => kind === "application").map(withIsoTimes),
    servicePrincipals: [...objects.values()]
      .filter(({ kind }) => kind === "servicePrincipal")
      .map(withIsoTimes),
    keySets: [...keySets.values()],
    github: {
      job: tenant.github.job,
      repositories: [...tenant.github.repositories.entries()].map(([name, repository]) => ({
        name,
        secrets: Object.fromEntries(repository.actions.secrets),
        environments: Object.fromEntries(
          [...repository.environments].map(([environment, { secrets }]) => [
            environment,
            Object.fromEntries(secrets),
          ]),
        ),
      })),
    },
    vaults: [...tenant.vaults.values()].map(({ name, secrets }) => ({
      name,
      secrets: Object.fromEntries(secrets),
    })),
  };
}

function withIsoTimes(object: DirectoryObject): object {
  const readable = <T extends { readonly startDateTime: number; readonly endDateTime: number }>(each: T) => ({
    ...each,
    startDateTime: new Date(each.startDateTime).toISOString(),
    endDateTime: new Date(each.endDateTime).toISOString(),
  });
  return {
    ...object,
    createdDateTime: new Date(object.createdDateTime).toISOString(),
    keyCredentials: object.keyCredentials.map(readable),
    passwordCredentials: object.passwordCredentials.map(readable),
  };
}
