/** One HTTP exchange as the handlers see it. */

export interface EmulatorRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The answer is to be held back this long; whoever delivers it waits. */
  readonly delayMs?: number;
}

/**
 * No whole answer.
 * - `before-effect`, `after-effect`: the connection breaks; nothing, or everything, was carried out.
 * - `unresolved`: no name server knows the host.
 * - `hang`: the connection stays open and silent.
 * - `mid-body`: `partial` is sent as far as it goes under the full answer's content-length, then the connection breaks.
 */
export interface Drop {
  readonly drop: "before-effect" | "after-effect" | "unresolved" | "hang" | "mid-body";
  readonly partial?: Reply;
  readonly fullLength?: number;
}

export type Outcome = Reply | Drop;

export function isDrop(outcome: Outcome): outcome is Drop {
  return "drop" in outcome;
}

export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  contentType = "application/json; charset=utf-8",
): Reply {
  return { status, headers: { "content-type": contentType, ...headers }, body: JSON.stringify(value) };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: "" };
}

/** A page as a gateway or a wrong host sends it. */
export function html(status: number, title: string): Reply {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\r\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}

/** Header names in lower case, as Node delivers them. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
