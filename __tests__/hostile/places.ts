// Where a service can put what it quotes: one function for each place of each answer.

import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";

/**
 * The answer with what is quoted in one place; `undefined` for an answer that has no such place.
 * `next` gives another form each time, for answers with room for several.
 */
export type Place = (
  quoted: string,
  request: HttpRequest,
  answer: HttpResponse,
  next: () => string,
) => HttpResponse | undefined;
export type Places = Readonly<Record<string, Place>>;

/** Header values as Node hands them on: on one line, a character for each byte. */
function headerText(text: string): string {
  return Buffer.from(text.replace(/[\p{Cc}]/gu, " ").trim(), "utf8").toString("latin1");
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

const isGraph = ({ url }: HttpRequest): boolean => /^\/(v1\.0|beta)\//.test(url.pathname);
const isToken = ({ url }: HttpRequest): boolean => url.pathname.endsWith("/oauth2/v2.0/token");
const isOidc = ({ url }: HttpRequest): boolean => url.pathname.includes("/idtoken/");
const isGitHub = ({ url }: HttpRequest): boolean => url.pathname.startsWith("/repos/");
const isVault = ({ url }: HttpRequest): boolean => url.pathname.startsWith("/secrets/");

function when(matches: (request: HttpRequest) => boolean, place: Place): Place {
  return (quoted, request, answer, next) =>
    matches(request) ? place(quoted, request, answer, next) : undefined;
}

/** Refusals of Graph: of every request, so that look-ups and explanations meet them too. */
export const GRAPH_REFUSALS: Places = Object.fromEntries(
  Object.entries({
    "error.code": (text: string) => json(400, { error: { code: text, message: "no" } }),
    "error.message": (text: string) => json(400, { error: { code: "Request_BadRequest", message: text } }),
    "error.message of a 403": (text: string) => json(403, { error: { code: "Forbidden", message: text } }),
    "error.message of a 404": (text: string) => json(404, { error: { code: "NotFound", message: text } }),
    "error.message of a 401": (text: string) =>
      json(401, { error: { code: "Authentication_MissingOrMalformed", message: text } }),
    "innerError request-id": (text: string) =>
      json(400, { error: { code: "x", message: "no", innerError: { "request-id": text } } }),
    "innererror request-id": (text: string) =>
      json(400, { error: { code: "x", message: "no", innererror: { "request-id": text, code: text } } }),
    "header request-id": (text: string) =>
      json(400, { error: { code: "x", message: "no" } }, { "request-id": headerText(text) }),
    "other headers": (text: string) =>
      json(
        400,
        { error: { code: "x", message: "no" } },
        {
          "client-request-id": headerText(text),
          "x-ms-ags-diagnostic": headerText(text),
          "www-authenticate": headerText(text),
          etag: headerText(text),
          "retry-after": headerText(text),
        },
      ),
    "retry-after of a 429": (text: string) =>
      json(429, { error: { code: "x", message: text } }, { "retry-after": headerText(text) }),
    location: (text: string) => ({
      status: 307,
      headers: {
        location: `https://evil.example/${encodeURI(headerText(text))}`,
        "request-id": headerText(text),
      },
      body: text,
    }),
    "a page": (text: string) => ({ status: 502, headers: { "content-type": "text/html" }, body: text }),
    "a success that is no JSON": (text: string) => ({ status: 200, headers: {}, body: text }),
  }).map(([name, answer]) => [name, when(isGraph, (quoted) => answer(quoted))]),
);

/** Everything of that name in the answer gets another text: each its own, where there are several. */
function replacing(name: string): Place {
  return when(isGraph, (_quoted, _request, answer, next) => {
    if (answer.status >= 300 || !answer.body.includes(`"${name}"`)) return undefined;
    const body: unknown = JSON.parse(answer.body, (key, value: unknown) => (key === name ? next() : value));
    return { ...answer, body: JSON.stringify(body) };
  });
}

/** What Graph says of keys, key sets and objects, in successes. */
export const GRAPH_FACTS: Places = {
  ...Object.fromEntries(
    [
      "kid",
      "kty",
      "use",
      "status",
      "x5t",
      "id",
      "appId",
      "displayName",
      "keyId",
      "usage",
      "type",
      "customKeyIdentifier",
      "hint",
      "startDateTime",
      "endDateTime",
    ].map((name) => [name, replacing(name)]),
  ),
  "nbf and exp": when(isGraph, (quoted, _request, answer) => {
    if (answer.status >= 300 || !answer.body.includes('"exp"')) return undefined;
    const body: unknown = JSON.parse(answer.body, (key, value: unknown) =>
      key === "nbf" || key === "exp" ? quoted : value,
    );
    return { ...answer, body: JSON.stringify(body) };
  }),
  "the next page's address": when(isGraph, (quoted, request, answer) => {
    if (answer.status !== 200 || !answer.body.startsWith("{")) return undefined;
    const body = JSON.parse(answer.body) as object;
    const next = `${request.url.origin}${request.url.pathname}?$skiptoken=${encodeURIComponent(quoted)}`;
    const link = request.url.searchParams.has("$skiptoken") ? `https://${quoted}/` : next;
    return { ...answer, body: JSON.stringify({ ...body, "@odata.nextLink": link }) };
  }),
  "headers of a success": when(isGraph, (quoted, _request, answer) => ({
    ...answer,
    headers: { ...answer.headers, "request-id": headerText(quoted), etag: headerText(quoted) },
  })),
};

/** An outcome that nobody knows, and a look-up that finds two keys with odd names. */
export const LOST_WRITE: Places = {
  "kid, found twice by a look-up": when(isGraph, (quoted, request, answer) => {
    if (request.method !== "GET") return { status: 500, headers: {}, body: "" };
    if (answer.status !== 200 || !answer.body.includes('"keys"')) return undefined;
    const body = JSON.parse(answer.body) as { keys: readonly object[] };
    const sent = { use: "sig", kty: "oct" };
    const keys = [...body.keys, { ...sent, kid: `${quoted}1` }, { ...sent, kid: `${quoted}2` }];
    return { ...answer, body: JSON.stringify({ ...body, keys }) };
  }),
};

export const TOKEN_REFUSALS: Places = Object.fromEntries(
  Object.entries({
    error: (text: string) => json(400, { error: text }),
    error_description: (text: string) => json(401, { error: "invalid_client", error_description: text }),
    "error_description, before its ids": (text: string) =>
      json(401, { error: "invalid_client", error_description: `AADSTS7000215: ${text} Trace ID: x` }),
    "error_description, before lagging": (text: string) =>
      json(400, {
        error: "invalid_client",
        error_description: `AADSTS700027: ${text}`,
        error_codes: [700027],
      }),
    trace_id: (text: string) => json(400, { error: "invalid_client", trace_id: text }),
    "other fields": (text: string) =>
      json(
        400,
        {
          error: "invalid_client",
          correlation_id: text,
          error_uri: text,
          suberror: text,
          claims: text,
          error_codes: [text],
        },
        { "x-ms-request-id": headerText(text) },
      ),
    "a page": (text: string) => ({ status: 400, headers: {}, body: `<html>${text}</html>` }),
    "a redirect": (text: string) => ({ status: 302, headers: { location: headerText(text) }, body: text }),
    "retry-after": (text: string) => json(503, { error: text }, { "retry-after": headerText(text) }),
  }).map(([name, answer]) => [name, when(isToken, (quoted) => answer(quoted))]),
);

/** GitHub's OIDC endpoint: its refusals, and what a token claims that Entra then refuses. */
export const OIDC_ANSWERS: Places = {
  message: when(isOidc, (quoted) => json(400, { message: quoted, typeKey: quoted })),
  "a page": when(isOidc, (quoted) => ({ status: 200, headers: {}, body: quoted })),
  claims: (quoted, request) => {
    if (isToken(request))
      return json(401, { error: "invalid_client", error_description: "AADSTS700213: no" });
    if (!isOidc(request)) return undefined;
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { iss: quoted, sub: quoted, aud: quoted, repository_id: "1", repository_owner_id: "2" };
    return json(200, { value: `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl` });
  },
  "a subject of the usual form": (quoted, request) => {
    if (isToken(request))
      return json(401, { error: "invalid_client", error_description: "AADSTS700213: no" });
    if (!isOidc(request)) return undefined;
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { sub: `repo:a/b:${quoted}`, repository_id: "1", repository_owner_id: "2" };
    return json(200, { value: `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl` });
  },
};

export const GITHUB_ANSWERS: Places = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 422, 429, 500].map((status) => [
      `message of a ${String(status)}`,
      when(isGitHub, (quoted) =>
        json(
          status,
          { message: quoted, documentation_url: quoted, status: quoted, errors: [quoted] },
          {
            "x-github-request-id": headerText(quoted),
            "x-github-sso": status === 403 ? headerText(quoted) : "",
          },
        ),
      ),
    ]),
  ),
  "of the write alone": when(
    (request) => isGitHub(request) && request.method === "PUT",
    (quoted) => json(422, { message: quoted }, { "x-github-request-id": headerText(quoted) }),
  ),
  deprecation: when(isGitHub, (quoted, _request, answer) => ({
    ...answer,
    headers: {
      ...answer.headers,
      deprecation: headerText(quoted),
      sunset: headerText(quoted),
      link: `<https://evil.example/${headerText(quoted)}>; rel="deprecation"`,
    },
  })),
  facts: when(isGitHub, (quoted, request, answer) => {
    if (request.method !== "GET" || answer.status !== 200) return undefined;
    const body = JSON.parse(answer.body) as object;
    return { ...answer, body: JSON.stringify({ ...body, key_id: quoted, name: quoted, updated_at: quoted }) };
  }),
  "a redirect": when(isGitHub, (quoted) => ({
    status: 301,
    headers: { location: headerText(quoted) },
    body: quoted,
  })),
  "a page": when(isGitHub, (quoted) => ({ status: 200, headers: {}, body: quoted })),
};

export const VAULT_ANSWERS: Places = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409].map((status) => [
      `error of a ${String(status)}`,
      when(isVault, (quoted) =>
        json(
          status,
          { error: { code: quoted, message: quoted, innererror: { code: quoted } } },
          { "x-ms-request-id": headerText(quoted), "www-authenticate": headerText(quoted) },
        ),
      ),
    ]),
  ),
  "the next page's path": when(isVault, (quoted, request, answer) =>
    request.method === "GET" && answer.status === 200
      ? json(200, { value: [], nextLink: `${request.url.origin}/secrets/${quoted}` })
      : undefined,
  ),
  "the next page's host": when(isVault, (quoted, request, answer) =>
    request.method === "GET" && answer.status === 200
      ? json(200, { value: [], nextLink: `https://${quoted.replace(/[^\w.-]/g, "")}.evil.example/` })
      : undefined,
  ),
  "the id of the new version": when(isVault, (quoted, request, answer) =>
    request.method === "PUT" && answer.status === 200
      ? json(200, { id: `https://x/secrets/x/${quoted}`, value: quoted, attributes: { created: 1 } })
      : undefined,
  ),
};
