import type { Clock } from "./clock.ts";
import type { Transport } from "./http/transport.ts";

/** Below this the difference is the `Date` header's whole seconds and the way there and back. */
const NOISE_MS = 2_000;

/**
 * The service's time, as far as its `Date` headers tell.
 *
 * Runners' clocks drift (docs/design.md, "Clocks"), and a proof or an assertion that is signed
 * by a wrong clock is refused with an error that says nothing about clocks.
 */
export class ServiceClock {
  readonly #clock: Clock;
  #skewMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970 by the service's clock. */
  now(): number {
    return this.#clock.now() + this.#skewMs;
  }

  /** Service minus runner, in milliseconds; 0 until a difference was seen. */
  get skewMs(): number {
    return this.#skewMs;
  }

  /** Takes the time from an answer's `Date` header; `sentAt` is the runner's time of the request. */
  observe(date: string | undefined, sentAt: number): void {
    const serviceTime = date === undefined ? NaN : Date.parse(date);
    if (Number.isNaN(serviceTime)) return;
    const receivedAt = this.#clock.now();
    // The header is cut to whole seconds: half a second more is the better guess.
    const skew = serviceTime + 500 - (sentAt + receivedAt) / 2;
    this.#skewMs = Math.abs(skew) < NOISE_MS ? 0 : Math.round(skew);
  }
}

/** The same transport, which sets `serviceClock` by every answer. */
export function observingDates(transport: Transport, clock: Clock, serviceClock: ServiceClock): Transport {
  return async (request) => {
    const sentAt = clock.now();
    const response = await transport(request);
    serviceClock.observe(response.headers["date"], sentAt);
    return response;
  };
}
