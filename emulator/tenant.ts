import { randomUUID } from "node:crypto";
import { DEFAULT_BEHAVIOUR, type Behaviour } from "./behaviour.ts";
import { FaultScript } from "./faults.ts";
import { newGitHub, type GitHub } from "./github/model.ts";
import { GLOBAL_CLOUD, type Cloud } from "./hosts.ts";
import type { LogEntry, Moment, RequestListener } from "./log.ts";
import { EMPTY_DIRECTORY, type Directory } from "./model.ts";
import { ReplicatedDirectory, type Lag, type Reader } from "./replica.ts";
import type { Vault } from "./vault/model.ts";

export interface TenantOptions {
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: { now(): number };
  readonly tenantId?: string;
  /** Verified domains. */
  readonly domains?: readonly string[];
  readonly cloud?: Cloud;
  readonly behaviour?: Partial<Behaviour>;
  readonly lag?: Partial<Record<Reader, Lag>>;
}

/** The whole world that the emulator stands for: one Entra tenant, and what GitHub and Key Vault hold. */
export class Tenant {
  readonly id: string;
  readonly domains: readonly string[];
  readonly cloud: Cloud;
  readonly behaviour: Behaviour;
  readonly directory: ReplicatedDirectory;
  readonly faults = new FaultScript();
  readonly github: GitHub;
  readonly vaults = new Map<string, Vault>();
  /** Every request so far, oldest first. */
  readonly log: LogEntry[] = [];
  /** Added to the clock: shows in the Date header and in every check. */
  clockSkewMs = 0;
  /** When keyCredentials were read within the last minute, for the read limit. */
  readonly keyCredentialReads: number[] = [];
  /** When each object was written to last, in milliseconds since 1970. */
  readonly lastWrites = new Map<string, number>();
  readonly #clock: { now(): number };
  readonly #listeners = new Set<RequestListener>();

  constructor(options: TenantOptions = {}) {
    this.#clock = options.clock ?? Date;
    this.id = (options.tenantId ?? randomUUID()).toLowerCase();
    this.domains = options.domains ?? ["contoso.onmicrosoft.com"];
    this.cloud = options.cloud ?? GLOBAL_CLOUD;
    this.behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
    this.directory = new ReplicatedDirectory(EMPTY_DIRECTORY);
    Object.assign(this.directory.lag, options.lag);
    this.github = newGitHub();
  }

  now(): number {
    return this.#clock.now() + this.clockSkewMs;
  }

  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Arranges the directory before or between requests; no replica lags behind it. */
  seed(change: (directory: Directory) => Directory): void {
    this.directory.seed(change);
  }

  /** Calls the listener at every {@link Moment}; the answer ends that. */
  onRequest(listener: RequestListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(moment: Moment): void {
    for (const listener of this.#listeners) listener(moment);
  }
}
