import { createHash } from "node:crypto";
import { combinedPem } from "../../emulator/keyFiles.ts";
import type { KeySetKey } from "../../emulator/model.ts";
import { addCertificate, addKeySet, addPassword, addRegistration, grant } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import {
  DAY_MS,
  DUE,
  ENVIRONMENT,
  held,
  HOUR_MS,
  keys,
  night,
  passwords,
  peek,
  rotationScene,
  store,
  thumbprintIn,
  VAULT,
  type NightOptions,
  type RotationScene,
  type SinkName,
} from "../rotation/scene.ts";
import { certificate } from "../support/certificates.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";
import { runInProcess, type InProcessRun } from "../support/in-process.ts";
import type { Inputs } from "../support/world.ts";
import { markIn, Watch, type Registered } from "./watch.ts";

/** A tenant in which a rotation is due, the watch over it, and how the nights after it go. */
export interface Stage {
  readonly tenant: Tenant;
  readonly clock: FakeClock;
  readonly watch: Watch;
  /** The rotation itself. */
  readonly run: (options?: NightOptions) => Promise<InProcessRun>;
  /** What the workflow's secret holds now. */
  readonly input: () => string;
  /** The nights after it, without faults. */
  readonly nights: readonly (() => Promise<InProcessRun>)[];
  /** I6, when the nights are over. */
  readonly converged: () => void;
}

export interface Kind {
  readonly name: string;
  readonly make: () => Stage;
}

const LINE = "nightly";
const OVERLAP_MS = 7 * DAY_MS;

const one = [ENVIRONMENT] as const;
const two = [ENVIRONMENT, VAULT] as const;

export const KINDS: readonly Kind[] = [
  ...[one, two].flatMap((sinks): Kind[] => {
    const places = sinks.length === 1 ? "1 sink" : "2 sinks";
    return [
      { name: `certificate, ${places}`, make: () => objectStage({ sinks }) },
      { name: `certificate without reading, ${places}`, make: () => objectStage({ sinks, may: "none" }) },
      { name: `password, ${places}`, make: () => objectStage({ sinks, credential: "password" }) },
      { name: `emergency, ${places}`, make: () => objectStage({ sinks, emergency: true }) },
      { name: `retire, ${places}`, make: () => objectStage({ sinks, operation: "retire" }) },
    ];
  }),
  { name: "key set, generated", make: () => keySetStage("generate") },
  { name: "key set, secret", make: () => keySetStage("secret") },
  { name: "key set, emergency", make: () => keySetStage("emergency") },
  { name: "key set, gap", make: () => keySetStage("gap") },
];

export interface ObjectOptions {
  readonly sinks: readonly SinkName[];
  readonly credential?: "certificate" | "password";
  readonly may?: "none" | "read";
  readonly emergency?: boolean;
  readonly operation?: "rotate" | "retire";
  readonly inputs?: Inputs;
}

/**
 * The first key, which is not ours; number 1, whose overlap is over; number 2, which is due
 * and in every sink; a key of somebody else's and one of another line.
 */
export function seededScene(options: ObjectOptions): RotationScene & {
  readonly foreign: readonly string[];
  readonly current: string;
} {
  const { credential = "certificate", may } = options;
  const scene = rotationScene({
    sinks: options.sinks,
    credential,
    ...(may === undefined ? {} : { may }),
    inputs: {
      "retire-initial": "true",
      ...(options.operation === undefined ? {} : { operation: options.operation }),
      ...options.inputs,
    },
  });
  const seeded = credential === "certificate" ? seedCertificates(scene) : seedPasswords(scene);
  for (const sink of options.sinks) store(scene, sink, seeded.text, NOW - 100 * DAY_MS);
  return { ...scene, foreign: seeded.foreign, current: seeded.current };
}

interface Seeded {
  readonly text: string;
  readonly current: string;
  readonly foreign: readonly string[];
}

function seedCertificates({ tenant, app, initial }: RotationScene): Seeded {
  const { id } = app.application;
  const named = (subject: string, period = DUE): ReturnType<typeof certificate> =>
    certificate(subject, { subject, ...period });
  const first = named(`keyroll:${LINE}:1:${short(thumbprintIn(initial.text))}`);
  const second = named(`keyroll:${LINE}:2:${short(first.thumbprint)}`);
  const firstId = addCertificate(tenant, id, first).keyId;
  const current = addCertificate(tenant, id, second).keyId;
  const foreign = [named("somebody else's"), named(`keyroll:other:1:${short(second.thumbprint)}`)].map(
    (made) => addCertificate(tenant, id, made).keyId,
  );
  const state = [
    `keyroll-line: ${LINE}`,
    "keyroll-number: 2",
    `keyroll-key-id: ${current}`,
    `keyroll-previous-key-id: ${firstId}`,
    `keyroll-delivered-at: ${new Date(NOW - 100 * DAY_MS).toISOString().slice(0, 19)}Z`,
  ];
  return { text: `${state.join("\n")}\n\n${combinedPem(second)}`, current, foreign };
}

function seedPasswords({ tenant, app, initial }: RotationScene): Seeded {
  const { id } = app.application;
  const period = { startDateTime: DUE.notBefore.getTime(), endDateTime: DUE.notAfter.getTime() };
  const add = (secretText: string, displayName: string): string =>
    addPassword(tenant, id, { secretText, displayName, ...period }).keyId;
  const firstId = add(
    "one8Q~canary-password-number-one-of-the-line",
    `keyroll:${LINE}:1:${short(initial.keyId)} x`,
  );
  const text = "two8Q~canary-password-number-two-of-the-line";
  const current = add(text, `keyroll:${LINE}:2:${short(firstId)} x`);
  const foreign = [
    add("for8Q~canary-password-of-somebody-else-there", "by hand"),
    add("oth8Q~canary-password-of-the-other-line-here", `keyroll:other:1:${short(current)} x`),
  ];
  return { text, current, foreign };
}

function short(thumbprintOrKeyId: string): string {
  return thumbprintOrKeyId.replaceAll("-", "").toLowerCase().slice(0, 16);
}

function objectStage(options: ObjectOptions): Stage {
  const scene = seededScene(options);
  const { tenant, clock } = scene;
  const leaked = options.emergency === true ? scene.current : undefined;
  const watch = watchOver(scene, scene.foreign, leaked);
  const emergency = leaked === undefined ? {} : { "emergency-key-id": leaked };
  const after = (ms: number, inputs: Inputs) => async (): Promise<InProcessRun> => {
    clock.advance(ms);
    return night(scene, inputs);
  };
  return {
    tenant,
    clock,
    watch,
    run: (how) => night(scene, emergency, how),
    input: () => held(scene),
    nights: [
      // Whoever sees an emergency fail runs it again.
      ...(leaked === undefined ? [] : [after(HOUR_MS, emergency)]),
      after(DAY_MS, {}),
      after(OVERLAP_MS + HOUR_MS, {}),
    ],
    converged: () => {
      const ours = registeredOf(scene).filter(({ keyId }) => !scene.foreign.includes(keyId));
      const most = options.may === "none" ? 3 + watch.failedRuns : 2;
      watch.check("I6", ours.length <= most, () => `${ours.length} keys are left: ${marksOf(ours)}`);
      watch.check(
        "I6",
        leaked === undefined || !ours.some(({ keyId }) => keyId === leaked),
        () => "the leaked key is still there",
      );
    },
  };
}

function marksOf(list: readonly Registered[]): string {
  return list.map(({ keyId, mark }) => `${keyId.slice(0, 4)}=${mark?.number ?? "?"}`).join(" ");
}

export function watchOver(
  scene: RotationScene,
  foreign: readonly string[],
  leaked: string | undefined,
  {
    sinks = scene.options.sinks,
    initialId = scene.initial.keyId,
    readable = scene.options.may !== "none",
  } = {},
): Watch {
  const { tenant, options } = scene;
  const cached = new Map<string, string>();
  /** What a text is worth to a consumer: parsed once, looked up each time. */
  const nameOf = (value: string): string => {
    const known = cached.get(value) ?? (options.credential === "password" ? value : thumbprintIn(value));
    cached.set(value, known);
    return known;
  };
  return new Watch({
    kind: "object",
    tenant,
    overlapMs: OVERLAP_MS,
    foreign,
    mayGo: [initialId, ...(leaked === undefined ? [] : [leaked])],
    leaked,
    readable,
    registered: () => registeredOf(scene),
    held: () =>
      sinks.flatMap((sink) => {
        const stored = peek(scene, sink);
        return stored === undefined ? [] : [{ sink, value: stored.value }];
      }),
    accepted: (value) => {
      const name = nameOf(value);
      const list =
        options.credential === "password"
          ? passwords(scene).filter(({ secretText }) => secretText === name)
          : keys(scene).filter(({ thumbprint }) => thumbprint === name);
      return list.find(({ startDateTime }) => startDateTime <= tenant.now())?.keyId;
    },
    secrets: () =>
      options.credential === "password" ? passwords(scene).map(({ secretText }) => secretText) : [],
  });
}

/** Marks do not change: parsed once for each certificate. */
const marks = new Map<string, Registered["mark"]>();

export function registeredOf(scene: RotationScene): readonly Registered[] {
  if (scene.options.credential === "password")
    return passwords(scene).map(({ keyId, displayName }) => ({
      keyId,
      mark: markIn(undefined, displayName),
    }));
  return keys(scene).map(({ keyId, certificate: base64, displayName }) => {
    const name = createHash("sha256")
      .update(base64)
      .update(displayName ?? "")
      .digest("hex");
    if (!marks.has(name)) marks.set(name, markIn(base64, displayName));
    return { keyId, mark: marks.get(name) };
  });
}

const KEY_SET = "B2C_1A_TokenSigning";
const LEAD_SECONDS = 25 * 3600;

function keySetStage(source: "generate" | "secret" | "emergency" | "gap"): Stage {
  const clock = new FakeClock();
  const tenant = new Tenant({ clock });
  const app = addRegistration(tenant);
  grant(tenant, app.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
  const { secretText } = addPassword(tenant, app.application.id);
  const seconds = NOW / 1000;
  const day = DAY_MS / 1000;
  const kty = source === "secret" ? "oct" : "RSA";
  const leaked = source === "emergency" ? "old" : undefined;
  const named = leaked ?? "older";
  // The gap begins between the run and the second night after it: whoever fails has one night to fill it.
  const ends = source === "gap" ? seconds + 30 * 3600 : seconds + 40 * day;
  const staged = { kid: "staged", kty, nbf: seconds + 60 * day, exp: seconds + 240 * day } as const;
  const seeded: readonly Partial<KeySetKey>[] = [
    { kid: "older", kty, nbf: seconds - 300 * day, exp: seconds + day },
    { kid: "old", kty, nbf: seconds - 120 * day, exp: ends },
    ...(source === "gap" ? [staged] : []),
  ];
  addKeySet(tenant, KEY_SET, seeded);
  const secret = "canary secret of the identity provider, uploaded";
  const watch = new Watch({
    kind: "key-set",
    tenant,
    keySetId: KEY_SET,
    leadSeconds: LEAD_SECONDS,
    leaked,
    mayDisable: named,
    secrets: () => [secretText, secret],
  });
  const run = (how: NightOptions = {}, emergency = leaked ?? ""): Promise<InProcessRun> =>
    runInProcess({
      tenant,
      clock,
      inputs: {
        operation: "rotate",
        "tenant-id": tenant.id,
        "client-id": app.appId,
        "client-secret": secretText,
        "key-set-id": KEY_SET,
        "key-use": "sig",
        ...(emergency === "" ? {} : { "emergency-key-id": emergency }),
        ...(leaked === undefined ? { "retire-key-ids": named } : {}),
        ...(source === "secret" ? { secret } : { "key-type": "RSA" }),
      },
      ...(how.interrupt === undefined ? {} : { interrupt: how.interrupt }),
      wire: (request) => {
        clock.advance(1_000);
        return how.wire?.(request);
      },
    });
  const after =
    (ms: number, emergency = "") =>
    (): Promise<InProcessRun> => {
      clock.advance(ms);
      return run({}, emergency);
    };
  return {
    tenant,
    clock,
    watch,
    run,
    input: () => "",
    nights: [
      ...(leaked === undefined ? [] : [after(HOUR_MS, leaked)]),
      after(DAY_MS),
      after(2 * DAY_MS),
      ...(source === "gap" ? [after(57 * DAY_MS), after(DAY_MS)] : []),
    ],
    converged: () => {
      const set = tenant.directory.current.keySets.get(KEY_SET)!;
      // A key whose answer was lost twice may have come on top: it is dated, and harms nobody.
      const made = set.keys.length - seeded.length;
      watch.check("I6", made <= 1, () => `${made} keys were made`);
      watch.check("I6", made >= 1, () => "the set got no new key");
      const old = set.keys.find(({ kid }) => kid === named);
      watch.check("I6", old?.status === "disabled", () => "the key that was named is still enabled");
    },
  };
}
