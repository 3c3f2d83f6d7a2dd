import type { HttpRequest, HttpResponse } from "../../src/http/transport.ts";

type Answer = (request: HttpRequest, response: HttpResponse) => HttpResponse;

export const HOSTS = {
  signIn: "login.microsoftonline.com",
  graph: "graph.microsoft.com",
  github: "api.github.com",
  vault: "contoso.vault.azure.net",
} as const;

/** The answers of these hosts say another time: theirs, and so many milliseconds. */
export function dated(offsetMs: (host: string, response: HttpResponse) => number): Answer {
  return (request, response) => {
    const date = response.headers["date"];
    const offset = offsetMs(request.url.host, response);
    if (date === undefined || offset === 0) return response;
    const other = Number.isFinite(offset) ? new Date(Date.parse(date) + offset).toUTCString() : "";
    return { ...response, headers: { ...response.headers, date: other } };
  };
}

/** JSON answers with members of this name changed, wherever they stand. */
export function withMember(name: string, value: unknown, host?: string): Answer {
  const change = (found: unknown): unknown => {
    if (Array.isArray(found)) return found.map(change);
    if (typeof found !== "object" || found === null) return found;
    return Object.fromEntries(
      Object.entries(found).map(([key, inside]) => [key, key === name ? value : change(inside)]),
    );
  };
  return (request, response) => {
    if (host !== undefined && request.url.host !== host) return response;
    try {
      return { ...response, body: JSON.stringify(change(JSON.parse(response.body))) };
    } catch {
      return response;
    }
  };
}
