import { inspect } from "node:util";
import { expect } from "vitest";
import { addGitHubToken, addRepository } from "../../emulator/github/sample.ts";
import type { Repository } from "../../emulator/github/model.ts";
import { addPassword, addRegistration } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { addVault, allowVault } from "../../emulator/vault/sample.ts";
import type { Vault } from "../../emulator/vault/model.ts";
import { findCloud } from "../../src/clouds.ts";
import { parseSinkSettings, type GivenSinks } from "../../src/config/sink-settings.ts";
import type { SignIn } from "../../src/config/sign-in.ts";
import type { ActionError } from "../../src/errors.ts";
import type { Network } from "../../src/http/exchange.ts";
import { RunLimits } from "../../src/run-limits.ts";
import { createMasker } from "../../src/secrets/mask.ts";
import { Redactor } from "../../src/secrets/redactor.ts";
import { Secret } from "../../src/secrets/secret.ts";
import { observingDates, ServiceClock } from "../../src/service-clock.ts";
import { ServiceText } from "../../src/service-text.ts";
import { openSinks } from "../../src/sinks/open.ts";
import { DeliveryFailed, type DeliveredFacts, type Sink } from "../../src/sinks/sink.ts";
import { canariesOfText } from "../support/canary.ts";
import { FakeClock, NOW, seededRandom } from "../support/fake-clock.ts";
import { transportTo, type Event } from "../support/in-process.ts";

export const TOKEN = "ghs_canaryTokenOfTheSinksTests0123456789";
export const CREDENTIAL = "canary credential, first line\nsecond line: päss \u{1f511} 'quoted'\n";
export const FACTS: DeliveredFacts = {
  line: "billing",
  number: 7,
  keyId: "8a9b0c1d-0000-4000-8000-000000000007",
  notBefore: NOW / 1000 - 120,
  expiresOn: NOW / 1000 + 90 * 86_400,
  deliveredAt: NOW / 1000,
};
export const BUDGET_MS = 25 * 60_000;

/** A repository with environments, a vault, and the world that a sink works in. */
export interface SinkScene {
  readonly tenant: Tenant;
  readonly clock: FakeClock;
  readonly repository: Repository;
  readonly vault: Vault;
  readonly principalId: string;
  readonly network: Network;
  readonly events: readonly Event[];
  readonly interrupt: AbortController;
  readonly signIn: SignIn;
  /** The only sink of this line of `deliver-to`. */
  open(line: string, given?: Partial<GivenSinks>): Promise<Sink>;
  /** Methods and paths since the last call. */
  calls(): string[];
}

export function sinkScene(): SinkScene {
  const clock = new FakeClock();
  const tenant = new Tenant({ clock });
  const repository = addRepository(tenant, "contoso/billing", {
    environments: ["production", "eu/west 1", "ünï % ?#"],
  });
  addGitHubToken(tenant, TOKEN, ["contoso/billing"]);
  const app = addRegistration(tenant);
  const { secretText } = addPassword(tenant, app.application.id);
  const vault = addVault(tenant, "contoso");
  allowVault(vault, app.servicePrincipal.id);

  const events: Event[] = [];
  const redactor = new Redactor();
  const interrupt = new AbortController();
  const serviceClock = new ServiceClock(clock);
  const said =
    (kind: "mask" | "step" | "debug" | "notice" | "warning") =>
    (text: string): void => {
      events.push({ kind, text });
    };
  const wire = transportTo(tenant, clock, undefined, (event) => events.push(event));
  const network: Network = {
    transport: observingDates(wire, clock, serviceClock, [
      "https://login.microsoftonline.com",
      "https://graph.microsoft.com",
    ]),
    clock,
    serviceClock,
    random: seededRandom(),
    limits: new RunLimits(clock, BUDGET_MS, interrupt.signal),
    texts: new ServiceText(redactor),
    log: { step: said("step"), debug: said("debug"), notice: said("notice"), warning: said("warning") },
  };
  const signIn: SignIn = {
    kind: "client-secret",
    tenantId: tenant.id,
    clientId: app.appId,
    secret: new Secret(secretText, "client-secret"),
  };
  let seen = 0;
  return {
    tenant,
    clock,
    repository,
    vault,
    principalId: app.servicePrincipal.id,
    network,
    events,
    interrupt,
    signIn,
    open: async (line, given = {}) => {
      const settings = parseSinkSettings({
        deliverTo: line,
        githubToken: new Secret(TOKEN, "github-token"),
        githubApiUrl: undefined,
        keyVaultUrl: undefined,
        tempDirectory: undefined,
        signIn,
        endpoints: {
          cloud: findCloud("global")!,
          authorityOrigin: "https://login.microsoftonline.com",
          graphOrigin: "https://graph.microsoft.com",
          overridden: false,
        },
        ...given,
      });
      const [sink] = await openSinks({
        settings,
        network,
        masker: createMasker(said("mask")),
        contentType: "application/x-pem-file",
      });
      return sink!;
    },
    calls: () => {
      const since = tenant.log.slice(seen);
      seen = tenant.log.length;
      return since
        .filter(({ path }) => !path.endsWith("/token"))
        .map(({ method, path }) => `${method} ${path}`);
    },
  };
}

export function credential(text = CREDENTIAL): Secret {
  return new Secret(text, "new credential");
}

export async function failureOf(work: Promise<unknown>): Promise<DeliveryFailed> {
  const error = await work.then(() => undefined, identity);
  if (!(error instanceof DeliveryFailed)) expect.fail(`no DeliveryFailed but ${inspect(error)}`);
  return error;
}

export async function errorOf(work: Promise<unknown>): Promise<ActionError> {
  return (await work.then(() => undefined, identity)) as ActionError;
}

function identity(error: unknown): unknown {
  return error;
}

/** Neither the log nor an error with all its causes shows the credential, its box or a token. */
export function expectNothingShown(scene: SinkScene, error: unknown): void {
  const boxes = scene.tenant.log.flatMap(({ body }) => /"encrypted_value":"([^"]+)"/.exec(body)?.[1] ?? []);
  const tokens = scene.tenant.log.map(({ headers }) => headers["authorization"]?.split(" ")[1] ?? "");
  const secrets = [CREDENTIAL, TOKEN, ...boxes, ...tokens].filter((text) => text !== "");
  const shown = [
    inspect(error, { depth: 12, showHidden: true }),
    JSON.stringify(error),
    ...scene.events.flatMap((event) =>
      event.kind === "request" || event.kind === "mask" ? [] : [event.text],
    ),
  ].join("\n");
  for (const { name, pieces } of secrets.flatMap((text) => canariesOfText("secret", text))) {
    for (const piece of pieces) if (shown.includes(piece)) expect.fail(`${name} is shown: ${piece}`);
  }
}
