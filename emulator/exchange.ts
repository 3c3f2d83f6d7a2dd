import type { LogEntry } from "./log.ts";
import { lowerCaseNames, type EmulatorRequest } from "./message.ts";
import type { Directory } from "./model.ts";
import type { Tenant } from "./tenant.ts";

/** One request on its way through the handlers. */
export class Exchange {
  readonly tenant: Tenant;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly entry: LogEntry;

  constructor(tenant: Tenant, request: EmulatorRequest) {
    this.tenant = tenant;
    this.method = request.method.toUpperCase();
    this.url = new URL(request.url);
    this.headers = lowerCaseNames(request.headers);
    this.body = request.body;
    this.entry = {
      seq: tenant.log.length + 1,
      time: tenant.now(),
      method: this.method,
      path: this.url.pathname,
      query: this.url.search,
      host: this.url.host,
      headers: this.headers,
      body: this.body,
      status: null,
      effects: [],
      alarms: [],
      notes: {},
    };
  }

  /** Path segments, split before they are decoded: an encoded slash stays within its segment. */
  segments(): string[] {
    return this.url.pathname.split("/").slice(1).map(decode);
  }

  bearer(): string | undefined {
    return /^Bearer +(\S+)$/i.exec(this.headers["authorization"] ?? "")?.[1];
  }

  note(name: string, value: unknown): void {
    this.entry.notes[name] = value;
  }

  /** Notes what must be new with each request; an alarm where an earlier request had the same. */
  noteOnce(name: string, value: string, what: string): void {
    if (this.tenant.log.some(({ notes }) => notes[name] === value)) this.alarm(`${what} was used before`);
    this.note(name, value);
  }

  /** What no careful client does. */
  alarm(text: string): void {
    this.entry.alarms.push(text);
  }

  /** Changes the directory. */
  commit(effect: string, change: (directory: Directory) => Directory): void {
    this.effect(effect, () => this.tenant.directory.commit(this.tenant.now(), change));
  }

  /** Changes anything else. Listeners see the state just before and just after. */
  effect(effect: string, change: () => void): void {
    this.tenant.announce({ phase: "before-effect", entry: this.entry, effect });
    change();
    this.entry.effects.push(effect);
    this.tenant.announce({ phase: "after-effect", entry: this.entry, effect });
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
