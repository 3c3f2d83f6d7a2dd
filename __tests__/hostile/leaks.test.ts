// A campaign: every secret × every place where a service can quote it × every form of the masking
// table, and the cut at every position of it. Judged on all that the run says.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pfx } from "../../emulator/keyFiles.ts";
import { addApplication, addCertificate, addKeySet, addPassword } from "../../emulator/sample.ts";
import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";
import { INPUTS } from "../../src/inputs/names.ts";
import { reveal, Secret } from "../../src/secrets/secret.ts";
import { certificate } from "../support/certificates.ts";
import { perform, scene, type RunOptions, type Scene } from "../support/contract.ts";
import { pooledKeys } from "../support/key-pool.ts";
import type { Inputs } from "../support/world.ts";
import { ENVIRONMENT, held, night, rotationScene, VAULT } from "../rotation/scene.ts";
import {
  GITHUB_ANSWERS,
  GRAPH_FACTS,
  GRAPH_REFUSALS,
  LOST_WRITE,
  OIDC_ANSWERS,
  TOKEN_REFUSALS,
  VAULT_ANSWERS,
  type Place,
  type Places,
} from "./places.ts";
import { Printed } from "./printed.ts";
import { formsOf, formsOfBytes, formsOfKey, Watch } from "./quoted.ts";

/** What cleaning, Markdown, JSON and URLs change, and both letter cases. */
const ODD = {
  uploaded: "Zq7::Xw9  Kp3\tVb5##[Rm8\u200bTn4|Yc6<Hd2&Gf1@Lj0_aB%41Ws \"qE'\\nDé",
  lines: "first-Kx83jd::Line\n  second<Line>Qm29xz\n{\nthird|Line  Tb71vn\n",
  client: "c1S::8qHx4~  Mv7##[Pz2|Bn9<Dt5&Rk3@Wy6_Lg0%Jf9",
  password: "pW7::kd  Lq9##[Nb3|Vx5<Gt2&Zr8@Mc4_Ys6",
  proxy: "pX3::hf|Ld8<Qw5&Nv2_Zk7",
  github: "ghs_Tk9vLq3Xw7Zb5Nd8Rm2Pf6Hy4",
  request: "rQt5Zx8Kd3Vw7Nb2Lf9",
  opaque: "oPq::Tk8|Zw4<Nd7&Xb2@Lf9_Vm5##[Hc3~Rj6%41Gy1",
} as const;

/** By name: known before the run, or taken from what it sends. */
type Secrets = Readonly<Record<string, string>>;
const SEEN = "(seen by the service)";
type Distort = NonNullable<RunOptions["distort"]>;

interface Scenario {
  readonly places: Places;
  readonly secrets: Secrets;
  /** Forms that are quoted: all, or those whose name matches. */
  readonly forms?: RegExp;
  /** The answer has room for many: each gets a form of its own. */
  readonly roomy?: boolean;
  readonly run: (distort: Distort) => Promise<unknown>;
}

interface Leak {
  readonly secret: string;
  readonly place: string;
  readonly form: string;
  readonly seen: string;
}

const printed = new Printed();
beforeAll(() => {
  printed.start();
});
beforeEach(() => {
  printed.take();
});
afterAll(() => {
  printed.stop();
});

const { runner } = printed;

/** What a service sees of a request's secrets, by name. */
function received(request: HttpRequest): ReadonlyMap<string, string> {
  const plain = (value: string | Secret | undefined): string =>
    value instanceof Secret ? reveal(value) : (value ?? "");
  const found = new Map<string, string>();
  const add = (name: string, value: unknown): void => {
    if (typeof value === "string" && value.length >= 8) found.set(name, value);
  };
  const bearer = /^(?:Bearer|token) +(.+)$/i.exec(plain(request.headers["authorization"]))?.[1];
  const host = request.url.host;
  add(
    host.includes("actions.")
      ? "request token"
      : host.includes("api.github")
        ? "GitHub token"
        : "access token",
    bearer,
  );
  const body = plain(request.body);
  if (body.startsWith("{")) {
    const { proof, k, key, value } = JSON.parse(body) as Record<string, unknown>;
    add("proof", proof);
    add("k", k);
    add("PFX", key);
    add("delivered", value);
  } else {
    const form = new URLSearchParams(body);
    add("assertion", form.get("client_assertion"));
  }
  return found;
}

/** Header and first claims of a token, and the modulus of a key, are public. */
function publicShare(name: string, value: string): number {
  if (/token|assertion|proof/.test(name) && value.startsWith("eyJ"))
    return (value.indexOf(".") + 1) / value.length;
  return /key|PEM|delivered/.test(name) && value.length > 400 ? 0.4 : 0;
}

function allForms(name: string, value: string): Readonly<Record<string, string>> {
  if (value.includes("PRIVATE KEY")) return { ...formsOf(value), ...formsOfKey(value) };
  // A PFX is bytes and base64 of them.
  return name === "PFX"
    ? { ...formsOf(value), ...formsOfBytes(Buffer.from(value, "base64")) }
    : formsOf(value);
}

type Form = readonly [name: string, text: string];

/** Between the forms in one text, so that the end of one and the beginning of the next are not taken for one. */
const BETWEEN = " ; QQQQQQQQ ; ";

/** Some forms each, together short enough to be shown before the cut. */
function chunked(forms: readonly Form[]): readonly (readonly Form[])[] {
  const chunks: Form[][] = [];
  let length = 0;
  for (const form of forms) {
    const last = chunks.at(-1);
    length += BETWEEN.length + form[1].length;
    if (last !== undefined && length < 580) last.push(form);
    else {
      chunks.push([form]);
      length = form[1].length;
    }
  }
  return chunks;
}

let quotes = 0;

/** One run that quotes `forms` of the secret in one place. */
async function quoteOnce(
  scenario: Scenario,
  [placeName, place]: readonly [string, Place],
  [name, known]: readonly [string, string],
  pick: (forms: readonly Form[]) => readonly Form[],
): Promise<readonly Leak[]> {
  let value = known === SEEN ? undefined : known;
  let forms: readonly Form[] = [];
  let turn = 0;
  let quoted = 0;
  const distort = (request: HttpRequest, answer: HttpResponse): HttpResponse => {
    value ??= received(request).get(name);
    if (value === undefined) return answer;
    if (forms.length === 0) {
      const { forms: wanted } = scenario;
      forms = pick(Object.entries(allForms(name, value)).filter(([form]) => wanted?.test(form) !== false));
    }
    const next = (): string => forms[turn++ % forms.length]?.[1] ?? "";
    const all = forms.map(([, text]) => text).join(BETWEEN);
    // One key, one name: all of them in one text.
    const distorted = place(all, request, answer, scenario.roomy === true ? next : () => all);
    if (distorted !== undefined) quoted++;
    return distorted ?? answer;
  };
  printed.take();
  await scenario.run(distort);
  const shown = printed.take();
  quotes += quoted;
  if (value === undefined || forms.length === 0) return [];
  const watch = new Watch();
  for (const [form, text] of [...forms, ["raw", value] as const])
    watch.add(
      form,
      form.includes('"user:"') ? text.slice(8) : text,
      /JWK|hex/i.test(form) ? 0.4 : publicShare(name, value),
      publicPart(value),
    );
  const found = watch.find(shown);
  return found === undefined
    ? []
    : [
        {
          secret: name,
          place: placeName,
          form: forms
            .map(([form]) => form)
            .join(", ")
            .slice(0, 80),
          seen: found.seen,
        },
      ];
}

/** Certificates and armour; this too where a cut goes through the escaped line end after it (`%0A`). */
function publicPart(value: string): string {
  const armour = value.match(/-----[A-Z ]+-----/g) ?? [];
  const certificates = value.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  return [...certificates, ...armour, ...armour.map((line) => `${line}0`)].join("");
}

async function campaign(scenario: Scenario): Promise<void> {
  quotes = 0;
  const leaks: Leak[] = [];
  for (const secret of Object.entries(scenario.secrets)) {
    for (const place of Object.entries(scenario.places)) {
      // A first run tells how many there are, for secrets that only the run makes.
      let count = 1;
      for (let index = 0; index < count; index++) {
        leaks.push(
          ...(await quoteOnce(scenario, place, secret, (forms) => {
            if (scenario.roomy === true) return forms;
            const chunks = chunked(forms);
            count = chunks.length;
            return chunks[index] ?? [];
          })),
        );
      }
    }
  }
  expect(quotes).toBeGreaterThan(Object.keys(scenario.places).length / 2);
  const places = new Set(leaks.map(({ secret, place }) => `${secret} in ${place}`));
  expect({ leaks: leaks.length, places: [...places], examples: leaks.slice(0, 3) }).toEqual({
    leaks: 0,
    places: [],
    examples: [],
  });
}

function world(): Scene {
  const made = scene();
  addPassword(made.tenant, made.app.application.id, { secretText: ODD.client });
  made.tenant.github.job.requestToken = ODD.request;
  return made;
}

/** Tokens have no character that JSON, XML or a URL escapes. */
const OF_TOKENS = /^(raw|lower case|upper case|base64|base64url|base64 in 76 columns|base64 of "user:")$/;
const OF_KEYS =
  /^(raw|CRLF|JSON|URL|base64|base64 in 64 columns|pkcs[18] (PEM, (raw|JSON|base64 in 76 columns)|DER, .*)|JWK)$/;
const OWN_KEY = certificate("application").privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const OWN_SECRET = { "client-secret": ODD.client } as const;
const PROXY = { HTTPS_PROXY: `http://user:${ODD.proxy}@proxy.example:8080` } as const;

/** A fresh world each time; nothing that one run did is seen by the next. */
function performing(
  operation: string,
  options: RunOptions | ((world: Scene) => Promise<RunOptions> | RunOptions),
): Scenario["run"] {
  return async (distort) => {
    const made = world();
    await perform(made, operation, {
      ...(typeof options === "function" ? await options(made) : options),
      runner,
      distort,
    });
  };
}

const READ_KEY: Inputs = { operation: "get-active-key", "key-set-id": "B2C_1A_TokenSigningKeyContainer" };
const LIST_SET: Inputs = { operation: "list-keys", "key-set-id": "B2C_1A_Many" };

/** As many keys, credentials and applications as there are forms. */
function crowd(made: Scene): void {
  const now = Math.floor(made.clock.now() / 1000);
  addKeySet(
    made.tenant,
    "B2C_1A_Many",
    Array.from({ length: 20 }, (_, index) => ({
      kid: `key-${String(index)}`,
      nbf: now - 100,
      exp: now + index * 86_400 + 10,
    })),
  );
  for (let index = 0; index < 20; index++) {
    const { id } = addApplication(made.tenant, { displayName: `App ${String(index)}` });
    addPassword(made.tenant, id, { displayName: `secret ${String(index)}` });
    addPassword(made.tenant, made.app.application.id, { displayName: `secret ${String(index)}` });
    addCertificate(made.tenant, made.app.application.id, made.newCertificate);
  }
}

describe("Graph, which reads a key,", () => {
  const run = performing("generate-key", {
    inputs: { ...READ_KEY, ...OWN_SECRET, ...plain("key-type", "key-use", "expires-on") },
    env: PROXY,
  });
  const secrets = { "client secret": ODD.client, "access token": SEEN, "proxy password": ODD.proxy };

  test("and refuses", () => campaign({ places: GRAPH_REFUSALS, secrets, run }));
  test("and answers", () => campaign({ places: GRAPH_FACTS, secrets, run }));
  test("for a certificate of a PFX", () =>
    campaign({
      places: GRAPH_REFUSALS,
      secrets: {
        password: ODD.password,
        PFX: oddPfx(),
        "private key": OWN_KEY,
      },
      forms: /^(raw|base64|URL|JSON|pkcs8 PEM, raw|pkcs1 DER, hex|JWK)$/,
      run: performing("generate-key", {
        inputs: {
          ...READ_KEY,
          ...plain("key-type", "key-use", "expires-on"),
          "client-secret": "",
          "client-certificate": oddPfx(),
          "client-certificate-password": ODD.password,
        },
      }),
    }));
  test("for an opaque token", () =>
    campaign({
      places: GRAPH_REFUSALS,
      secrets: { "access token": ODD.opaque },
      run: performing("generate-key", {
        inputs: {
          ...READ_KEY,
          ...plain("key-type", "key-use", "expires-on", "tenant-id", "client-id", "client-secret"),
          "access-token": ODD.opaque,
        },
      }),
    }));
});

describe("Graph, which lists,", () => {
  const listing = (inputs: Inputs | ((made: Scene) => Inputs)): Scenario["run"] =>
    performing("generate-key", (made) => {
      crowd(made);
      const own = typeof inputs === "function" ? inputs(made) : inputs;
      return {
        inputs: { ...plain("key-set-id", "key-type", "key-use", "expires-on"), ...own, ...OWN_SECRET },
      };
    });
  const secrets = { "client secret": ODD.client, "access token": SEEN };

  test.each([
    ["a key set", listing(LIST_SET)],
    [
      "an application's keys",
      listing((made) => ({ operation: "list-keys", "application-object-id": made.app.application.id })),
    ],
    [
      "a key set's report",
      listing({ operation: "report", "key-set-id": "B2C_1A_Many", "fail-before": "10d" }),
    ],
    ["all of it", listing({ operation: "report", "report-scope": "all" })],
    [
      "a key set's next run",
      listing({
        operation: "rotate",
        "key-set-id": "B2C_1A_Many",
        "key-type": "RSA",
        "key-use": "sig",
        force: "true",
        "dry-run": "true",
      }),
    ],
    [
      "a key set's odd key",
      listing({ operation: "disable-key", "key-set-id": "B2C_1A_Many", "key-id": "not-there" }),
    ],
  ])("%s", async (_name, run) => {
    await campaign({ places: GRAPH_FACTS, secrets, run, roomy: true });
  });
});

describe("Graph, which takes a secret,", () => {
  const uploading = (secret: string): Scenario["run"] =>
    performing("upload-secret", { inputs: { secret, ...OWN_SECRET } });
  const secrets = { "uploaded secret": ODD.uploaded };

  test("and refuses", () => campaign({ places: GRAPH_REFUSALS, secrets, run: uploading(ODD.uploaded) }));
  test("and answers", () => campaign({ places: GRAPH_FACTS, secrets, run: uploading(ODD.uploaded) }));
  test("and loses the answer", () => campaign({ places: LOST_WRITE, secrets, run: uploading(ODD.uploaded) }));
  test("of many lines", () =>
    campaign({
      places: GRAPH_REFUSALS,
      secrets: { "uploaded secret": ODD.lines },
      run: uploading(ODD.lines),
    }));
});

describe("Graph, which takes a certificate by proof,", () => {
  const secrets = { proof: SEEN, "access token": SEEN };
  const run = performing("add-key", {});
  test("and refuses", () => campaign({ places: GRAPH_REFUSALS, secrets, run, forms: OF_TOKENS }));
  test("and answers", () =>
    campaign({ places: GRAPH_FACTS, secrets, run, forms: /^(raw|upper case|base64)$/ }));
  test("whose key was given, too", () =>
    campaign({
      places: { ...pickPlaces(GRAPH_REFUSALS, "error.code", "error.message", "header request-id") },
      secrets: { "private key": OWN_KEY },
      forms: OF_KEYS,
      run,
    }));
});

test("Graph, as a check sees it", async () => {
  await campaign({
    places: { ...GRAPH_REFUSALS, ...GRAPH_FACTS },
    secrets: { "client secret": ODD.client },
    run: performing("add-key", {
      inputs: { operation: "check", "check-operation": "add-key", ...OWN_SECRET },
    }),
  });
});

describe("the token service", () => {
  test("refuses a client secret", () =>
    campaign({
      places: TOKEN_REFUSALS,
      secrets: { "client secret": ODD.client, "uploaded secret": ODD.uploaded, "proxy password": ODD.proxy },
      run: performing("upload-secret", { inputs: { ...OWN_SECRET, secret: ODD.uploaded }, env: PROXY }),
    }));
  test("refuses an assertion", () =>
    campaign({
      places: TOKEN_REFUSALS,
      secrets: { assertion: SEEN },
      forms: OF_TOKENS,
      run: performing("upload-secret", { signIn: "certificate-pem" }),
    }));
  test("refuses GitHub's token", () =>
    campaign({
      places: TOKEN_REFUSALS,
      secrets: { assertion: SEEN, "request token": SEEN },
      forms: OF_TOKENS,
      run: performing("upload-secret", { signIn: "oidc" }),
    }));
});

describe("GitHub's OIDC endpoint", () => {
  const secrets = { "request token": SEEN, "uploaded secret": ODD.uploaded };
  test("says odd things", () =>
    campaign({
      places: OIDC_ANSWERS,
      secrets,
      run: performing("upload-secret", { signIn: "oidc", inputs: { secret: ODD.uploaded } }),
    }));
  test("says odd things to a check", () =>
    campaign({
      places: OIDC_ANSWERS,
      secrets: { "request token": SEEN },
      run: performing("upload-secret", {
        signIn: "oidc",
        inputs: { operation: "check", "check-operation": "upload-secret", secret: "" },
      }),
    }));
});

describe("a rotation's services", () => {
  const rotating =
    (sink: typeof ENVIRONMENT | typeof VAULT, credential: "certificate" | "password" = "certificate") =>
    async (distort: Distort): Promise<void> => {
      const made = rotationScene({ sinks: [sink], credential });
      await night(made, { "github-token": ODD.github }, { runner, distort });
    };
  const forms = /^(raw|JSON|base64|URL|pkcs8 PEM, raw|pkcs8 DER, base64url)$/;

  test("GitHub", () =>
    campaign({
      places: GITHUB_ANSWERS,
      secrets: { "GitHub token": SEEN, "access token": SEEN, proof: SEEN },
      forms,
      run: async (distort) => {
        const made = rotationScene({ sinks: [ENVIRONMENT] });
        await night(made, {}, { runner, distort });
      },
    }));
  test("the vault", () =>
    campaign({
      places: VAULT_ANSWERS,
      secrets: { "access token": SEEN, assertion: SEEN, delivered: SEEN },
      forms,
      run: rotating(VAULT),
    }));
  test("the token service, which is to know the new key", () =>
    campaign({
      places: pickPlaces(
        TOKEN_REFUSALS,
        "error_description, before lagging",
        "error_description",
        "trace_id",
      ),
      secrets: { delivered: SEEN, proof: SEEN },
      forms: /^(raw|base64)$/,
      run: rotating(VAULT),
    }));
  test("Graph, which made a client secret", async () => {
    // The value is in an answer: whatever quotes it later is to be hidden.
    const leaks: Leak[] = [];
    const values = new Set<string>();
    for (const [place, quoting] of Object.entries({ ...GRAPH_REFUSALS, ...VAULT_ANSWERS })) {
      const made: string[] = [];
      const run = rotating(VAULT, "password");
      await run((request, answer) => {
        const [text] = made;
        if (text !== undefined)
          return quoting(`${"x".repeat(580)}${text}`, request, answer, () => text) ?? answer;
        if (request.url.pathname.endsWith("/addPassword"))
          made.push(/"secretText":"([^"]+)"/.exec(answer.body)?.[1] ?? "");
        return answer;
      });
      const [text = ""] = made;
      values.add(text);
      const found = new Watch().add("secretText", text).find(printed.take());
      if (found !== undefined) leaks.push({ secret: "new secret", place, form: "raw", seen: found.seen });
    }
    expect(values.size).toBeGreaterThan(10);
    expect(leaks).toEqual([]);
  });
});

describe("the cut", () => {
  /** Every position through a short form; through a long one, enough to meet each of its lines. */
  function* fillers(longest: number, length: number): Generator<number> {
    const step = length <= 60 ? 1 : Math.ceil(length / 60);
    for (let filler = Math.max(0, longest - length - 2); filler <= longest + 2; filler += step) yield filler;
  }

  async function cuts(
    secrets: Readonly<Record<string, string>>,
    longest: number,
    place: (quoted: string) => Place,
    run: Scenario["run"],
  ): Promise<void> {
    const leaks: Leak[] = [];
    let runs = 0;
    for (const [name, value] of Object.entries(secrets)) {
      for (const [form, text] of Object.entries(formsOf(value))) {
        if (!/^(raw|lower case|JSON|URL|base64|base64url)$/.test(form)) continue;
        const watch = new Watch().add(name, value).add(name, text);
        for (const filler of fillers(longest, text.length)) {
          const distorted = place(`${"-".repeat(filler)}${text}`);
          await run((request, answer) => distorted("", request, answer, () => "") ?? answer);
          runs++;
          const found = watch.find(printed.take());
          if (found !== undefined)
            leaks.push({ secret: name, place: String(filler), form, seen: found.seen });
        }
      }
    }
    expect(runs).toBeGreaterThan(100);
    const longestSeen = Math.max(0, ...leaks.map(({ seen }) => seen.length));
    expect({ runs, leaks: leaks.length, longestSeen }).toEqual({ runs, leaks: 0, longestSeen: 0 });
  }

  test("of an annotation goes through no secret: Graph's message", async () => {
    const inputs = {
      secret: ODD.uploaded,
      "access-token": ODD.opaque,
      ...plain("tenant-id", "client-id", "client-secret"),
    };
    await cuts(
      { uploaded: ODD.uploaded, opaque: ODD.opaque },
      600,
      (quoted) => (_q, request, answer, next) =>
        GRAPH_REFUSALS["error.message"]?.(quoted, request, answer, next),
      performing("upload-secret", { inputs }),
    );
  });

  test("of an annotation goes through no secret: the token service's description", async () => {
    await cuts(
      { client: ODD.client },
      600,
      (quoted) => (_q, request, answer, next) =>
        TOKEN_REFUSALS["error_description"]?.(quoted, request, answer, next),
      performing("upload-secret", { inputs: OWN_SECRET }),
    );
  });

  test("of a name goes through no secret", async () => {
    const shown: string[] = [];
    for (const filler of Array.from({ length: 64 }, (_, index) => index)) {
      await performing("generate-key", (made) => ({
        inputs: {
          ...plain("key-set-id", "key-type", "key-use", "expires-on"),
          operation: "report",
          "application-object-id": made.app.application.id,
          ...OWN_SECRET,
        },
      }))((request, answer) => {
        const quoted = `${"-".repeat(filler)}${ODD.client}`;
        const named = GRAPH_FACTS["displayName"]?.(quoted, request, answer, () => quoted);
        return named ?? answer;
      });
      shown.push(printed.take());
    }
    const watch = new Watch().add("client secret", ODD.client);
    expect(shown.map((text) => watch.find(text)?.seen).filter((seen) => seen !== undefined)).toEqual([]);
  });

  test("of the runner goes through no secret", async () => {
    // Twenty keys whose names stand in one message, behind each other.
    const leaks: (string | undefined)[] = [];
    for (let filler = 150; filler < 260; filler++) {
      await performing("generate-key", (made) => {
        crowd(made);
        return {
          inputs: {
            ...plain("key-type", "key-use", "expires-on"),
            operation: "disable-key",
            "key-set-id": "B2C_1A_Many",
            "key-id": "not-there",
            ...OWN_SECRET,
          },
        };
      })((request, answer) => {
        const quoted = `${"-".repeat(filler)}${ODD.client}${ODD.client}${ODD.client}${ODD.client}`;
        return GRAPH_FACTS["kid"]?.(quoted, request, answer, () => quoted) ?? answer;
      });
      leaks.push(new Watch().add("client secret", ODD.client).find(printed.take())?.seen);
    }
    expect(leaks.filter((seen) => seen !== undefined)).toEqual([]);
  });
});

test("a secret in the wrong input is not shown either, nor a part of it", async () => {
  const watch = new Watch().add("client secret", ODD.client);
  const texts = Object.entries(INPUTS).flatMap(([name, kind]) => (kind === "text" ? [name] : []));
  const leaks: string[] = [];
  const rotation = rotationScene();
  for (const name of texts) {
    for (const [form, value] of [
      ["alone", ODD.client],
      ["behind its name", `github-secret:${"x".repeat(30)}/${ODD.client}`],
      ["in an address", `https://user:${encodeURIComponent(ODD.client)}@x.example/${ODD.client}`],
      ["in a list", `file:a\n${"1".repeat(50)}${ODD.client}`],
    ] as const) {
      for (const operation of ["upload-secret", "add-key"] as const) {
        await performing(operation, { inputs: { ...OWN_SECRET, [name]: value } })(
          (_request, answer) => answer,
        );
        if (watch.find(printed.take()) !== undefined) leaks.push(`${name} of ${operation}, ${form}`);
      }
      await night(
        rotation,
        { "client-secret": ODD.client, "client-certificate": "", [name]: value },
        { runner },
      );
      if (watch.find(printed.take()) !== undefined) leaks.push(`${name} of rotate, ${form}`);
    }
  }
  expect(texts.length).toBeGreaterThan(40);
  expect(leaks).toEqual([]);
});

test("the watch finds what is there, in any form, and nothing else", () => {
  const watch = new Watch().add("uploaded", ODD.uploaded);
  expect(watch.find("nothing that anybody would call a secret")).toBeUndefined();
  for (const form of ["raw", "lower case", "JSON", "URL", "XML"] as const)
    expect([form, watch.find(`x ${formsOf(ODD.uploaded)[form] ?? ""} y`)?.name]).toEqual([form, "uploaded"]);
  expect(watch.find("Zq7: :Xw9 K p3")?.seen).toBe("zq7xw9kp3");
  expect(pooledKeys().length).toBeGreaterThan(0);
  expect(held(rotationScene())).toContain("PRIVATE KEY");
});

function oddPfx(): string {
  return (madePfx ??= pfx(certificate("application"), { password: ODD.password }).toString("base64"));
}
let madePfx: string | undefined;

/** Takes inputs away that the operation's usual ones have. */
function plain(...names: readonly string[]): Inputs {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

function pickPlaces(places: Places, ...names: readonly string[]): Places {
  return Object.fromEntries(Object.entries(places).filter(([name]) => names.includes(name)));
}
