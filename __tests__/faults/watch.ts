import { X509Certificate } from "node:crypto";
import { activeKey } from "../../emulator/graph/keySetView.ts";
import type { LogEntry, Moment } from "../../emulator/log.ts";
import type { Tenant } from "../../emulator/tenant.ts";
import { pooledKeys } from "../support/key-pool.ts";
import { Canaries, shownBy, travelled } from "../rotation/leaks.ts";
import type { InProcessRun } from "../support/in-process.ts";

/** As reliability.md B.3 numbers them. */
export const INVARIANTS = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11"] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

/** A credential as it truly stands in the directory. */
export interface Registered {
  readonly keyId: string;
  /** `keyroll:<line>:<n>:…`, wherever it stands. */
  readonly mark: { readonly line: string; readonly number: number } | undefined;
}

/** What a rotation is about, as far as the invariants look at it. */
export type Subject =
  | {
      readonly kind: "object";
      readonly tenant: Tenant;
      readonly overlapMs: number;
      /** Never touched. */
      readonly foreign: readonly string[];
      /** Not ours, and allowed to go: the initial key, a leaked one. */
      readonly mayGo: readonly string[];
      /** The caller may look at the object. */
      readonly readable: boolean;
      /** Removed without overlap. */
      readonly leaked: string | undefined;
      readonly registered: () => readonly Registered[];
      /** What each sink holds now. */
      readonly held: () => readonly { readonly sink: string; readonly value: string }[];
      /** The credential that this text is, while it is registered and its time has begun. */
      readonly accepted: (value: string) => string | undefined;
      /** Values that must not be shown, beside private keys. */
      readonly secrets: () => readonly string[];
    }
  | {
      readonly kind: "key-set";
      readonly tenant: Tenant;
      readonly keySetId: string;
      /** Of a new key for signatures. */
      readonly leadSeconds: number;
      readonly leaked: string | undefined;
      readonly mayDisable: string | undefined;
      readonly secrets: () => readonly string[];
    };

const ADDS = ["addKey", "addPassword", "generateKey", "uploadSecret"];
const REMOVES = ["removeKey", "removePassword"];
const PUTS = ["putGitHubSecret", "setVaultSecret"];
/** How long before it arrives an addition may have been decided on: exchanges, and one look-up of a lost answer. */
const DECIDED_BEFORE_SECONDS = 180;
/** A second time does something else than the first. */
const NOT_IDEMPOTENT = /\/(addKey|removeKey|addPassword|removePassword|generateKey|uploadSecret|keySets)$/;

/**
 * Looks at the truth at every request and between runs, and notes every broken invariant.
 * It knows the emulator and nothing of `src/`.
 */
export class Watch {
  readonly violations: Violation[] = [];
  readonly checked: Record<Invariant, number>;
  /** Runs that did not end well, from which something may have been left. */
  failedRuns = 0;
  readonly #subject: Subject;
  readonly #stop: () => void;
  /** Credential → when a consumer last read it from a sink. */
  readonly #lastRead = new Map<string, { readonly at: number; readonly keyId: string }>();
  readonly #everInSink = new Set<string>();
  readonly #proofs = new Map<string, number>();
  readonly #canaries = new Canaries();
  /** Between the beginning and the end of a run; what others do meanwhile is theirs. */
  #isOwnRun = false;
  #addedInRun: string[] = [];
  #asleepRuns = 0;
  /** Another run went past this one: what the sinks hold in the end is not what it delivered. */
  #wasOvertaken = false;
  readonly #addedEver = new Set<string>();
  /** Credentials that were seen, so that their marks are known when they are gone. */
  readonly #known = new Map<string, Registered>();
  #unclear: LogEntry | undefined;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.checked = Object.fromEntries(INVARIANTS.map((name) => [name, 0])) as Record<Invariant, number>;
    // A listener that throws would look like a fault of the service.
    this.#stop = subject.tenant.onRequest((moment) => {
      this.#moment(moment);
    });
    this.look();
  }

  end(): void {
    this.look();
    this.#stop();
  }

  beginRun(): void {
    this.#isOwnRun = true;
    this.#addedInRun = [];
    this.#wasOvertaken = false;
    this.#unclear = undefined;
    this.look();
  }

  /** The run sleeps, and others go on meanwhile. @returns what is to be called when it wakes up */
  asleep(): () => void {
    const [isOwnRun, addedInRun, unclear] = [this.#isOwnRun, this.#addedInRun, this.#unclear];
    this.#asleepRuns++;
    return () => {
      this.#asleepRuns--;
      this.#wasOvertaken = true;
      [this.#isOwnRun, this.#addedInRun, this.#unclear] = [isOwnRun, addedInRun, unclear];
    };
  }

  /** @param killed nothing that it said has reached anybody */
  endRun(run: InProcessRun, killed = false): void {
    this.endProcess(killed || run.errors.length > 0);
    this.#secrecy(run);
    if (!killed) this.#truthfulness(run);
  }

  /** A run in a process of its own: what it said is looked at elsewhere. */
  endProcess(failed: boolean): void {
    this.#isOwnRun = false;
    this.look();
    if (failed) this.failedRuns++;
    if (this.#subject.kind === "object") {
      const left = this.#subject
        .registered()
        .filter(({ keyId }) => this.#addedEver.has(keyId) && !this.#everInSink.has(keyId));
      this.check(
        "I5",
        // A run that sleeps may have added a key, and deliver it when it wakes up.
        left.length <= this.failedRuns + this.#asleepRuns,
        () => `${left.length} leftovers of ${this.failedRuns} failed runs`,
      );
    }
  }

  check(invariant: Invariant, holds: boolean, what: () => string): void {
    this.checked[invariant]++;
    if (!holds) this.violations.push({ invariant, what: what() });
  }

  /** What the state alone shows: I1, I2, I3, I11. */
  look(): void {
    if (this.#subject.kind === "key-set") {
      this.#lookAtKeySet(this.#subject.keySetId);
      return;
    }
    const { tenant, held, accepted, registered, foreign, leaked, overlapMs } = this.#subject;
    const now = tenant.now();
    for (const { sink, value } of held()) {
      const keyId = accepted(value);
      this.check("I1", keyId !== undefined, () => `${sink} holds what nobody accepts`);
      if (keyId === undefined) continue;
      this.#lastRead.set(value, { at: now, keyId });
      this.#everInSink.add(keyId);
    }
    for (const [value, { at, keyId }] of this.#lastRead) {
      if (keyId === leaked || now >= at + overlapMs) continue;
      this.check(
        "I2",
        accepted(value) === keyId,
        () => `${keyId} is gone ${(now - at) / 1000} s after it was read`,
      );
    }
    const there = new Set<string>();
    for (const key of registered()) {
      there.add(key.keyId);
      this.#known.set(key.keyId, key);
    }
    for (const keyId of foreign) this.check("I3", there.has(keyId), () => `foreign ${keyId} is gone`);
  }

  #lookAtKeySet(keySetId: string): void {
    const { tenant } = this.#subject;
    const set = tenant.directory.current.keySets.get(keySetId);
    this.check(
      "I11",
      set !== undefined && activeKey(set, tenant.nowSeconds()) !== undefined,
      () => "no usable key",
    );
  }

  #moment({ phase, entry, effect }: Moment): void {
    this.look();
    if (!this.#isOwnRun) {
      const keyId = String(entry.notes["keyId"]);
      if (phase === "after-effect" && REMOVES.includes(effect ?? ""))
        this.check("I3", !this.#addedEver.has(keyId), () => `another line removed ${keyId}`);
      return;
    }
    if (phase === "received") this.#mayFollow(entry);
    if (phase === "answered") this.#answered(entry);
    if (phase === "after-effect" && effect !== undefined) this.#effect(effect, entry);
  }

  #mayFollow(entry: LogEntry): void {
    const before = this.#unclear;
    if (before === undefined) return;
    this.#unclear = undefined;
    const reads = entry.method === "GET" || entry.path.endsWith("/token");
    // Where nothing can be read, only the same write again would be a blind one.
    const another = this.#subject.kind === "object" && !this.#subject.readable && !isSameWrite(entry, before);
    if (another) return;
    this.check("I10", reads, () => `${entry.method} ${entry.path} right after an unclear ${before.path}`);
  }

  #answered(entry: LogEntry): void {
    const { keyId } = entry.notes;
    if (entry.path.endsWith("/token") && entry.status === 200 && typeof keyId === "string") {
      this.#proofs.set(keyId, (this.#proofs.get(keyId) ?? 0) + 1);
    }
    const isUnclear = entry.status === null || entry.status === 408 || entry.status >= 500;
    if (isUnclear && entry.method === "POST" && NOT_IDEMPOTENT.test(entry.path)) this.#unclear = entry;
  }

  #effect(effect: string, entry: LogEntry): void {
    if (ADDS.includes(effect)) this.#added(effect, entry);
    if (this.#subject.kind === "key-set") {
      if (effect === "disableKey") this.#disabled(this.#subject, String(entry.notes["kid"]));
      return;
    }
    if (REMOVES.includes(effect)) this.#removed(this.#subject, entry);
    if (PUTS.includes(effect)) this.#put(this.#subject, effect, entry);
  }

  #added(effect: string, entry: LogEntry): void {
    const id = String(entry.notes["keyId"] ?? entry.notes["kid"]);
    this.#addedEver.add(id);
    this.#addedInRun.push(id);
    this.check("I5", this.#addedInRun.length <= 1, () => `${effect} a second time in one run`);
    if (this.#subject.kind === "object") return;
    const { tenant, keySetId, leadSeconds, leaked } = this.#subject;
    const set = tenant.directory.current.keySets.get(keySetId);
    const key = set?.keys.find(({ kid }) => kid === id);
    if (key?.use !== "sig" || leaked !== undefined || effect !== "generateKey") return;
    const begins = key.nbf ?? 0;
    const lead = begins - tenant.nowSeconds();
    const others = { id: keySetId, keys: (set?.keys ?? []).filter((other) => other !== key) };
    // The key's time is counted from when the run decided, a few exchanges before; and before a minute and a half
    // of looking, where a lost answer had to be looked up: the same is sent again. A set without a key is worse
    // than one whose key not everybody knows.
    const isFine = lead >= leadSeconds - DECIDED_BEFORE_SECONDS || activeKey(others, begins) === undefined;
    this.check("I11", isFine, () => `a key for signatures is shown only ${lead} s ahead`);
  }

  #disabled({ mayDisable }: Subject & { kind: "key-set" }, kid: string): void {
    this.check("I7", kid === mayDisable, () => `${kid} was disabled, and nobody had named it`);
  }

  #removed({ registered, held, accepted, mayGo }: Subject & { kind: "object" }, entry: LogEntry): void {
    const keyId = String(entry.notes["keyId"]);
    for (const alarm of entry.alarms) this.check("I7", !alarm.startsWith("removed"), () => alarm);
    this.check("I7", entry.notes["proofKeyId"] !== keyId, () => "a key signed its own removal");
    const own = this.#addedInRun.includes(keyId);
    if (own) {
      this.#addedInRun = this.#addedInRun.filter((id) => id !== keyId);
      this.check("I7", !this.#everInSink.has(keyId), () => `${keyId} was taken back after it was delivered`);
      return;
    }
    if (mayGo.includes(keyId)) return;
    // The first sink is the one that the workflow reads; what it holds is the current one.
    const [first] = held();
    const current = first === undefined ? undefined : accepted(first.value);
    const all = registered();
    const removed = this.#known.get(keyId);
    const currentNumber = all.find((key) => key.keyId === current)?.mark?.number ?? 0;
    const number = removed?.mark?.number;
    this.check(
      "I7",
      number !== undefined && number < currentNumber,
      () => `${keyId} (number ${number ?? "none"}) was removed by number ${currentNumber}`,
    );
  }

  #put({ held, accepted }: Subject & { kind: "object" }, effect: string, entry: LogEntry): void {
    for (const { sink, value } of held()) {
      const keyId = accepted(value);
      if (keyId === undefined || !this.#addedEver.has(keyId)) continue;
      this.check(
        "I4",
        (this.#proofs.get(keyId) ?? 0) >= 3,
        () => `${sink} was given an unproved key (${effect} ${entry.path})`,
      );
    }
  }

  #secrecy(run: InProcessRun): void {
    for (const key of pooledKeys()) this.#canaries.key("a private key", key);
    if (this.#subject.kind === "object")
      for (const { value } of this.#subject.held()) this.#canaries.delivered("a delivered text", value);
    for (const event of run.events) {
      if (event.kind !== "request") continue;
      // The vault is where it belongs, and a sealed box shows nothing.
      if (event.request.url.host.endsWith(".vault.azure.net") && event.request.method === "PUT") continue;
      const found = this.#canaries.find(event.text);
      this.check(
        "I8",
        found === undefined,
        () => `${found ?? ""} in ${event.request.method} ${event.request.url.pathname}`,
      );
    }
    const shown = travelled(new Canaries(), run);
    for (const secret of this.#subject.secrets()) shown.text("a secret", secret);
    for (const { where, text } of shownBy(run)) {
      const found = this.#canaries.find(text) ?? shown.find(text);
      this.check("I8", found === undefined, () => `${found ?? ""} in ${where}`);
    }
  }

  #truthfulness(run: InProcessRun): void {
    const { errors, outputs } = run;
    this.check("I9", errors.length <= 1, () => `${errors.length} errors`);
    const [error] = errors;
    if (error !== undefined) {
      this.check("I9", error.code !== "internal-error", () => `internal error: ${inspectCause(error.cause)}`);
      this.check("I9", Object.keys(outputs).length === 0, () => "outputs beside an error");
      if (this.#subject.kind === "key-set") return;
      const there = new Set(this.#subject.registered().map(({ keyId }) => keyId));
      const left = this.#addedInRun.filter((keyId) => there.has(keyId));
      const says = (keyId: string): boolean =>
        error.message.includes(keyId) ||
        /may have been added|was added|outcome|certainly reach|not known whether/i.test(error.message);
      this.check(
        "I9",
        left.every(says),
        () => `${error.code} does not say that ${left.join()} is left: ${error.message}`,
      );
      return;
    }
    const rotated = outputs["rotated"] === "true";
    this.check(
      "I9",
      rotated || this.#addedInRun.length === 0,
      () => "a key was added, and the run says nothing of it",
    );
    if (!rotated || this.#wasOvertaken || this.#subject.kind === "key-set") return;
    const { held, accepted } = this.#subject;
    for (const { sink, value } of held()) {
      const keyId = accepted(value);
      const said = outputs["key-id"] === "" ? this.#addedInRun[0] : outputs["key-id"];
      this.check(
        "I9",
        keyId !== undefined && keyId === said,
        () => `success, and ${sink} does not hold ${String(said)}`,
      );
    }
  }
}

/** The same call about the same key; a new certificate is always the same kind of thing. */
function isSameWrite(entry: LogEntry, before: LogEntry): boolean {
  const keyOf = ({ body }: LogEntry): string | undefined => /"keyId":"([^"]+)"/.exec(body)?.[1];
  return entry.path === before.path && keyOf(entry) === keyOf(before);
}

function inspectCause(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** The mark in a certificate's subject, else in the display name: read here on purpose without `src/`. */
export function markIn(base64: string | undefined, displayName: string | null): Registered["mark"] {
  const subject = base64 === undefined ? "" : new X509Certificate(Buffer.from(base64, "base64")).subject;
  for (const text of [subject.replace(/^CN=/, ""), displayName ?? ""]) {
    const match = /^keyroll:([^:]+):(\d+):[0-9a-f]{16}(?: |$)/.exec(text);
    if (match !== null) return { line: match[1]!, number: Number(match[2]) };
  }
  return undefined;
}
