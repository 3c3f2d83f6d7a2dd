import type { Network } from "../http/exchange.ts";

const WINDOW_MS = 60_000;
/** Graph documents 150 for the whole tenant (docs/service-facts.md, "Credentials"): ten are left to others and to retries. */
const READS_A_MINUTE = 140;

/** Holds back reads of `keyCredentials` to what a tenant is allowed within a minute. */
export class ReadPace {
  readonly #network: Network;
  /** When the reads of the last minute began, oldest first. */
  readonly #reads: number[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  /** Resolves when one more read is within the limit, and counts it. */
  async next(): Promise<void> {
    const { clock, limits, log } = this.#network;
    this.#forget(clock.now());
    const oldest = this.#reads[0];
    if (oldest !== undefined && this.#reads.length >= READS_A_MINUTE) {
      const wait = oldest + WINDOW_MS - clock.now();
      log.step(
        `Waiting ${String(Math.ceil(wait / 1000))} s: Graph allows 150 reads of certificates a minute in a tenant.`,
      );
      await limits.wait(wait);
      this.#forget(clock.now());
    }
    this.#reads.push(clock.now());
  }

  #forget(now: number): void {
    while (this.#reads[0] !== undefined && this.#reads[0] <= now - WINDOW_MS) this.#reads.shift();
  }
}
