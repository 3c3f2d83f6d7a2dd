import { CLOUDS, findCloud, type Cloud } from "../clouds.ts";
import { inputError } from "../errors.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { nearest } from "../inputs/nearest.ts";
import { parseOrigin, shown } from "./values.ts";

/** Where this run signs in and where it calls Graph. */
export interface Endpoints {
  readonly cloud: Cloud;
  /** Origin before `/{tenant}/oauth2/v2.0/token`. */
  readonly authorityOrigin: string;
  readonly graphOrigin: string;
  /** The user named a host: nothing is known about it but what the user says. */
  readonly overridden: boolean;
}

/** `cloud`, and the two overrides. */
export function parseEndpoints(inputs: Inputs): Endpoints {
  const name = inputs.text("cloud") ?? "global";
  const cloud = findCloud(name);
  if (cloud === undefined) throw unknownCloud(name);
  const authority = inputs.text("authority-url");
  const graph = inputs.text("graph-url");
  return {
    cloud,
    authorityOrigin:
      authority === undefined ? cloud.authorityOrigin : parseOrigin("authority-url", authority),
    graphOrigin: graph === undefined ? cloud.graphOrigin : parseOrigin("graph-url", graph),
    overridden: authority !== undefined || graph !== undefined,
  };
}

function unknownCloud(name: string): Error {
  const names = CLOUDS.flatMap((cloud) => [cloud.name, ...cloud.aliases]);
  const suggestion = nearest(name.toLowerCase(), names);
  return inputError(
    "cloud",
    `\`${shown(name)}\` is not known.`,
    `Use one of ${names.join(", ")}${suggestion === undefined ? "" : ` (did you mean ${suggestion}?)`}, or name the hosts with authority-url, graph-url and audience.`,
  );
}
