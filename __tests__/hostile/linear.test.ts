import { describe, expect, it } from "vitest";
import { readTokenError } from "../../src/auth/token-error.ts";
import { readClaims } from "../../src/auth/claims.ts";
import { parseDeliverTo } from "../../src/config/deliver-to.ts";
import { parseDuration } from "../../src/config/duration.ts";
import { parseInstant } from "../../src/config/instant.ts";
import { parseKeySetId } from "../../src/config/key-set-id.ts";
import { parseApiUrl } from "../../src/config/sink-settings.ts";
import { parseGuid, parseOrigin } from "../../src/config/values.ts";
import { parseObject } from "../../src/graph/json.ts";
import { explainRefusal, GraphRefused } from "../../src/graph/refused.ts";
import { readKeyCredential, readKeySet, readPasswordCredential } from "../../src/graph/wire.ts";
import { retryAfterMs } from "../../src/http/retry-after.ts";
import type { HttpResponse } from "../../src/http/transport.ts";
import { readEnvironment } from "../../src/inputs/environment.ts";
import { decodeBase64 } from "../../src/material/base64.ts";
import { readBlocks } from "../../src/material/pem.ts";
import { normalise } from "../../src/material/text.ts";
import { wrongPassword } from "../../src/material/password.ts";
import { describeFederation } from "../../src/operations/check/federated.ts";
import { ROLL_KEYS } from "../../src/permissions.ts";
import { findGraphRefusal, findSignInRefusal } from "../../src/refusals.ts";
import { ganttChart } from "../../src/report/gantt.ts";
import { code, escapeMarkdown, fenced, folded } from "../../src/report/markdown.ts";
import { readState } from "../../src/rotation/carried-state.ts";
import { readDelivered } from "../../src/rotation/delivered-credential.ts";
import { readMark } from "../../src/rotation/mark.ts";
import { Secret } from "../../src/secrets/secret.ts";
import { ServiceClock } from "../../src/service-clock.ts";
import { Redactor } from "../../src/secrets/redactor.ts";
import { ServiceText } from "../../src/service-text.ts";
import { isThrottled } from "../../src/sinks/throttling.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";

/**
 * 300 KB of each kind of character through everything that reads a service's text or an
 * input. Nothing is timed: what takes the square of the length takes minutes, and meets the limit.
 */
const LENGTH = 300_000;
const LIMIT_MS = 60_000;

const PIECES = [
  " ",
  "\t",
  "\n",
  "\r\n",
  "\0",
  "a",
  "A",
  "0",
  "-",
  "_",
  ".",
  ":",
  "/",
  "=",
  "#",
  "*",
  "`",
  "'",
  '"',
  "\\",
  "@",
  "&",
  "<",
  "[",
  "(",
  "{",
  "%",
  "$",
  "\u202e",
  "\u200b",
  "\u2028",
  "\ud800",
  "é",
  "😀",
  "eyJ",
  "eyJ.",
  "a.",
  "a@",
  "::",
  "##[",
  "${{ a }}",
  "AADSTS",
  "AADB2C",
  "Trace ID",
  "Trace ID:",
  "\\n",
  "\\u000a",
  "-----BEGIN",
  "-----BEGIN A-----\n",
  "-----END A-----",
  "Bag Attributes\n",
  "MII",
  "P1D",
  "CN=",
  "keyroll:a:1:",
  "repo:",
  "www.",
  "://",
  "2026-",
  "Mon, ",
  "+00:00",
];

const masker = { text: () => undefined, material: () => undefined, key: () => undefined } as never;
const answer = (body: object, headers = {}): HttpResponse => ({
  status: 400,
  headers,
  body: JSON.stringify(body),
});

const texts = new ServiceText(new Redactor());

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "lines of services": (text) => texts.line(text),
  "texts of the report": (text) => texts.inReport(text),
  "token errors": (text) =>
    readTokenError(
      answer({ error: text, error_description: text, error_codes: [text], trace_id: text }),
      texts,
    ),
  "token errors with a trace": (text) =>
    readTokenError(answer({ error_description: `AADSTS1: ${text}Trace ID: x` }), texts),
  "Graph's errors": (text) =>
    explainRefusal(
      new GraphRefused(
        answer({ error: { code: text, message: text, innerError: { "request-id": text } } }),
        texts,
      ),
      "do this",
      ROLL_KEYS,
    ),
  "refusal tables": (text) => [findGraphRefusal(text, text), findSignInRefusal([1], text)],
  JSON: parseObject,
  "JSON strings": (text) => parseObject(JSON.stringify({ text })),
  "key sets": (text) =>
    readKeySet({
      id: text,
      keys: [{ kid: text, kty: text, use: text, nbf: text, exp: text, x5t: text, x5c: [text] }],
    }),
  certificates: (text) =>
    readKeyCredential({
      keyId: text,
      displayName: text,
      startDateTime: text,
      endDateTime: text,
      customKeyIdentifier: text,
      key: text,
    }),
  passwords: (text) =>
    readPasswordCredential({ keyId: text, hint: text, startDateTime: text, endDateTime: text }),
  tokens: (text) =>
    readClaims(
      new Secret(`a.${Buffer.from(JSON.stringify({ sub: text, scp: text })).toString("base64url")}.c`, "x"),
    ),
  "opaque tokens": (text) => readClaims(new Secret(text, "x")),
  "Retry-After": (text) => retryAfterMs({ "retry-after": text, "retry-after-ms": text }, NOW),
  Date: (text) => {
    new ServiceClock(new FakeClock()).observe(text, NOW);
  },
  throttling: (text) => isThrottled({ status: 403, headers: {}, body: text }),
  federation: (text) =>
    describeFederation(
      {
        audience: text,
        appId: undefined,
        objectId: undefined,
        tenantId: undefined,
        roles: [],
        scopes: [],
        expiresOn: undefined,
        issuer: text,
        subject: `repo:${text}`,
        repository: text,
        repositoryId: text,
        ownerId: text,
      },
      texts,
    ),
  marks: (text) => [readMark(text), readMark(`keyroll:${text}`)],
  "carried state": (text) => [readState(text), readState(`keyroll: ${text}`)],
  "delivered texts": (text) => readDelivered(text, undefined),
  Markdown: (text) => [escapeMarkdown(text), code(text), fenced("", text), folded(text, text)],
  charts: (text) => ganttChart(text, [{ name: text, from: 0, to: 86_400, look: "usual" }]),
  durations: parseDuration,
  instants: (text) => parseInstant("expires-on", text, NOW),
  GUIDs: (text) => parseGuid("tenant-id", text),
  "key set ids": parseKeySetId,
  origins: (text) => parseOrigin("graph-url", text),
  "GitHub's address": (text) => [parseApiUrl(`https://a.example/${text}`)],
  "places of delivery": (text) => parseDeliverTo(text, "/tmp"),
  proxies: (text) => [
    readEnvironment({ HTTPS_PROXY: text, ACTIONS_ID_TOKEN_REQUEST_URL: text }, masker),
    readEnvironment({ HTTPS_PROXY: `http://${text}` }, masker),
  ],
  base64: decodeBase64,
  "key material": (text) => normalise("certificate", text),
  PEM: (text) => readBlocks("certificate", text),
  "wrong passwords": (text) => wrongPassword("client-certificate-password", text, "the key", () => false),
};

describe("no reader takes more than linear time", () => {
  it.each(Object.entries(READERS))("%s", { timeout: LIMIT_MS }, (_name, read) => {
    for (const piece of PIECES) {
      const flood = piece.repeat(LENGTH / piece.length);
      for (const text of [`${flood}x`, `x${flood}`]) attempt(read, text);
    }
  });
});

/** A refusal is as good as a value; an error that is not meant for people is a defect. */
function attempt(read: (text: string) => unknown, text: string): void {
  try {
    read(text);
  } catch (error) {
    expect((error as Error).name).toBe("ActionError");
  }
}
