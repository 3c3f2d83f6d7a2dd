import { describe, expect, test } from "vitest";
import { CLOUDS, findCloud } from "../../src/clouds.ts";
import { parseEndpoints, type Endpoints } from "../../src/config/endpoints.ts";
import { ActionError } from "../../src/errors.ts";
import { Inputs } from "../../src/inputs/inputs.ts";
import type { InputName } from "../../src/inputs/names.ts";
import { requireKeySets } from "../../src/config/target.ts";

/** docs/service-facts.md, "Clouds", and for key sets the metadata of section 0. */
const TABLE = [
  // cloud, login host, Graph host, federated audience, key sets
  ["global", "login.microsoftonline.com", "graph.microsoft.com", "api://AzureADTokenExchange", true],
  ["us-gov", "login.microsoftonline.us", "graph.microsoft.us", "api://AzureADTokenExchangeUSGov", true],
  [
    "us-gov-dod",
    "login.microsoftonline.us",
    "dod-graph.microsoft.us",
    "api://AzureADTokenExchangeUSGov",
    true,
  ],
  [
    "china",
    "login.partner.microsoftonline.cn",
    "microsoftgraph.chinacloudapi.cn",
    "api://AzureADTokenExchangeChina",
    true,
  ],
  ["bleu", "login.sovcloud-identity.fr", "graph.svc.sovcloud.fr", "api://AzureADTokenExchangeFrance", false],
  [
    "delos",
    "login.sovcloud-identity.de",
    "graph.svc.sovcloud.de",
    "api://AzureADTokenExchangeGermany",
    false,
  ],
  ["govsg", "login.sovcloud-identity.sg", "graph.svc.sovcloud.sg", undefined, false],
] as const;

function endpoints(given: Partial<Record<InputName, string>>): Endpoints {
  return parseEndpoints(new Inputs(new Map(Object.entries(given) as [InputName, string][])));
}

function refusal(act: () => unknown): ActionError {
  try {
    act();
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe.each(TABLE)("%s", (name, login, graph, audience, keySets) => {
  test("has its hosts and its audience", () => {
    expect(endpoints({ cloud: name })).toMatchObject({
      authorityOrigin: `https://${login}`,
      graphOrigin: `https://${graph}`,
      overridden: false,
      cloud: { federatedAudience: audience },
    });
  });

  test("takes key sets, or refuses them by name", () => {
    const chosen = endpoints({ cloud: name });
    if (keySets) requireKeySets(chosen);
    else
      expect(refusal(() => requireKeySets(chosen)).what).toContain(
        `cloud: ${name} has no trust framework key sets`,
      );
    // Somebody who names the host knows more about it than the metadata of a year ago.
    requireKeySets(endpoints({ cloud: name, "graph-url": "https://graph.example.com" }));
  });
});

test("the table is the code's whole list", () => {
  expect(CLOUDS.map(({ name }) => name)).toEqual(TABLE.map(([name]) => name));
});

test.each([
  ["azurecloud", "global"],
  ["AzureCloud", "global"],
  ["azureusgovernment", "us-gov"],
  ["AzureUSGovernment", "us-gov"],
  ["azurechinacloud", "china"],
  ["US-GOV-DoD", "us-gov-dod"],
])("%s is %s", (spelling, name) => {
  expect(findCloud(spelling)?.name).toBe(name);
});

test("no cloud named means the global one", () => {
  expect(endpoints({}).cloud.name).toBe("global");
});

test.each(["azuregermancloud", "blackforest", "usnat", "globl", ""])("`%s` is not known", (name) => {
  expect(findCloud(name)).toBeUndefined();
});

test("an unknown cloud is refused with the nearest name, and the way to name its hosts", () => {
  const error = refusal(() => endpoints({ cloud: "us-goV-dood" }));
  expect(error.message).toContain("did you mean us-gov-dod?");
  expect(error.message).toContain("authority-url, graph-url and audience");
});

test("another sovereign cloud by its own hosts", () => {
  expect(
    endpoints({ "authority-url": "https://login.example.gov/", "graph-url": "https://graph.example.gov" }),
  ).toMatchObject({
    authorityOrigin: "https://login.example.gov",
    graphOrigin: "https://graph.example.gov",
    overridden: true,
  });
});

test.each([
  ["authority-url", "http://login.example.gov"],
  ["authority-url", "https://login.example.gov/common"],
  ["authority-url", "https://me@login.example.gov"],
  ["graph-url", "https://graph.example.gov/v1.0"],
  ["graph-url", "https://graph.example.gov?x=1"],
  ["graph-url", "https://graph.example.gov#x"],
  ["graph-url", "graph.example.gov"],
] as const)("%s is not taken as %s", (input, url) => {
  expect(refusal(() => endpoints({ [input]: url })).what).toMatch(new RegExp(`^${input}: `));
});
