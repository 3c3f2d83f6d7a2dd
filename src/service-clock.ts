import type { Clock } from "./clock.ts";
import { ActionError } from "./errors.ts";
import { LATEST_SECONDS } from "./foreign-time.ts";
import type { Transport } from "./http/transport.ts";

/** Below this the difference is the `Date` header's whole seconds and the way there and back. */
const NOISE_MS = 2_000;
/** No clock that anybody keeps is a day off: a larger difference is not believed. */
const LARGEST_SKEW_MS = 24 * 3_600_000;
/** What tokens are allowed everywhere. Answers that differ by more contradict each other. */
const LARGEST_SPREAD_MS = 300_000;

/**
 * The service's time, as far as the `Date` headers of the sign-in and of Graph tell.
 *
 * Runners' clocks drift (docs/design.md, "Clocks"), and a proof or an assertion that is signed
 * by a wrong clock is refused with an error that says nothing about clocks. But a time that is
 * believed decides what is retired; so it is believed within bounds only, and what nobody can
 * take back asks {@link assertTrusted} first.
 */
export class ServiceClock {
  readonly #clock: Clock;
  readonly #warn: (text: string) => void;
  #latest: number | undefined;
  #nearest = 0;
  #lowest = Infinity;
  #highest = -Infinity;
  #doubt: string | undefined;

  /** @param warn hears once why the service's time is not believed */
  constructor(clock: Clock, warn: (text: string) => void = () => undefined) {
    this.#clock = clock;
    this.#warn = warn;
  }

  /** Milliseconds since 1970 by the service's clock. */
  now(): number {
    return this.#clock.now() + this.skewMs;
  }

  /**
   * Service minus runner, in milliseconds; 0 until a difference was seen. Of answers that
   * contradict each other the one nearest to the runner's clock counts: two clocks against one.
   */
  get skewMs(): number {
    return this.#highest - this.#lowest > LARGEST_SPREAD_MS ? this.#nearest : (this.#latest ?? 0);
  }

  /** Some answer had a time that is believed. */
  get isHeard(): boolean {
    return this.#latest !== undefined;
  }

  /** Why the time may not decide what nobody can take back; `undefined` where it may. Never comes right again. */
  get doubt(): string | undefined {
    return this.#doubt ?? (this.isHeard ? undefined : "No answer of the sign-in or of Graph had a time.");
  }

  /**
   * Throws `clock-untrusted` where the time may not decide what nobody can take back.
   *
   * @param doing "remove key … from …": what is not done
   */
  assertTrusted(doing: string): void {
    const { doubt } = this;
    if (doubt === undefined) return;
    throw new ActionError({
      code: "clock-untrusted",
      blame: "service",
      what: `Nobody can tell what time it is, so this was not sent, because it cannot be taken back: ${doing}.`,
      why: doubt,
      remedy:
        "Set the runner's clock (NTP), look whether a proxy answers in the service's place, and run it again.",
    });
  }

  /** Takes the time from an answer's `Date` header; `sentAt` is the runner's time of the request. */
  observe(date: string | undefined, sentAt: number): void {
    const serviceTime = date === undefined ? NaN : Date.parse(date);
    if (Number.isNaN(serviceTime)) return;
    const receivedAt = this.#clock.now();
    // The header is cut to whole seconds: half a second more is the better guess.
    const exact = serviceTime + 500 - (sentAt + receivedAt) / 2;
    const skew = Math.abs(exact) < NOISE_MS ? 0 : Math.round(exact);
    if (Math.abs(skew) > LARGEST_SKEW_MS || serviceTime < 0 || serviceTime > LATEST_SECONDS * 1000) {
      this.#distrust(
        `An answer's time and the runner's clock are ${inDays(skew)} apart; more than a day is not believed.`,
      );
      return;
    }
    if (this.#latest === undefined || Math.abs(skew) < Math.abs(this.#nearest)) this.#nearest = skew;
    this.#latest = skew;
    this.#lowest = Math.min(this.#lowest, skew);
    this.#highest = Math.max(this.#highest, skew);
    const spread = this.#highest - this.#lowest;
    if (spread > LARGEST_SPREAD_MS) {
      this.#distrust(`The times of two answers are ${String(Math.round(spread / 1000))} s apart.`);
    }
  }

  #distrust(why: string): void {
    if (this.#doubt !== undefined) return;
    this.#doubt = why;
    this.#warn(`${why} The runner's clock is used; what cannot be taken back is not done by this run.`);
  }
}

function inDays(ms: number): string {
  return `${String(Math.round(Math.abs(ms) / 8_640_000) / 10)} days`;
}

/**
 * The same transport, which sets `serviceClock` by every answer of `origins`: the sign-in's and
 * Graph's. Nobody else's clock counts: a sink's time must not decide when a key goes.
 */
export function observingDates(
  transport: Transport,
  clock: Clock,
  serviceClock: ServiceClock,
  origins: readonly string[],
): Transport {
  return async (request) => {
    const sentAt = clock.now();
    const response = await transport(request);
    if (origins.includes(request.url.origin)) serviceClock.observe(response.headers["date"], sentAt);
    return response;
  };
}
