import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs } from "../../src/http/backoff.ts";
import { isTransient } from "../../src/http/exchange.ts";
import { classifyNetworkError, describeNetworkError } from "../../src/http/network-error.ts";
import { retryAfterMs } from "../../src/http/retry-after.ts";
import { TransportError } from "../../src/http/transport.ts";
import { RunLimits } from "../../src/run-limits.ts";
import { ServiceClock } from "../../src/service-clock.ts";
import { systemClock } from "../../src/clock.ts";
import { FakeClock, NOW } from "../support/fake-clock.ts";

describe("Retry-After", () => {
  const at = (seconds: number): string => new Date(NOW + seconds * 1000).toUTCString();

  it.each([
    ["5", 5_000],
    [" 5 ", 5_000],
    ["0", 0],
    ["2.128", 2_128],
    ["0.0001", 1],
    ["3600", 3_600_000],
    [at(20), 20_000],
    [at(0), 0],
    [at(-100), 0],
    [at(3_600), 3_600_000],
  ])("%s asks for %s ms", (header, ms) => {
    expect(retryAfterMs({ "retry-after": header }, NOW)).toBe(ms);
  });

  it.each([
    "",
    " ",
    "-1",
    "soon",
    "NaN",
    "Infinity",
    "1e3",
    "0x10",
    "5s",
    "5,5",
    "3601",
    "99999999999",
    at(3_700),
    "Mon, nonsense",
    "2026-06-01T12:00:20Z",
  ])("nonsense %# says nothing", (header) => {
    expect(retryAfterMs({ "retry-after": header }, NOW)).toBeUndefined();
  });

  it("in milliseconds goes before seconds", () => {
    expect(retryAfterMs({ "retry-after-ms": "250", "retry-after": "9" }, NOW)).toBe(250);
    expect(retryAfterMs({ "x-ms-retry-after-ms": "1500.5", "retry-after": "9" }, NOW)).toBe(1_501);
    expect(retryAfterMs({ "retry-after-ms": "-1", "retry-after": "9" }, NOW)).toBe(9_000);
    expect(retryAfterMs({}, NOW)).toBeUndefined();
  });

  it("is never a number that a timer would take for now", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const ms = retryAfterMs({ "retry-after": header }, NOW);
          expect(ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms <= 3_600_000)).toBe(true);
        },
      ),
    );
  });
});

describe("backoff", () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [5, 30_000],
    [50, 30_000],
  ])("after attempt %s is at most %s ms", (attempt, most) => {
    expect(backoffMs(attempt, () => 0, undefined)).toBe(0);
    expect(backoffMs(attempt, () => 1, undefined)).toBe(most);
  });

  it("is never less than what was asked for", () => {
    expect(backoffMs(0, () => 0.5, 7_000)).toBe(7_000);
    expect(backoffMs(5, () => 1, 7_000)).toBe(30_000);
  });
});

describe("network errors", () => {
  const coded = (code: string): Error => Object.assign(new Error("raw text"), { code });

  it.each([
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ECONNRESET",
    "ETIMEDOUT",
  ])("%s before the connection stood was not sent, afterwards nobody knows", (code) => {
    expect(classifyNetworkError(coded(code), false)).toMatchObject({ reach: "not-sent", code });
    expect(classifyNetworkError(coded(code), true)).toMatchObject({ reach: "ambiguous", code });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "EPROTO",
  ])("%s is a refusal: not sent, and not worth a repetition", (code) => {
    const error = classifyNetworkError(coded(code), false);
    expect(error.reach).toBe("refused-connection");
    expect(describeNetworkError(error, "host.example").remedy).toContain("NODE_EXTRA_CA_CERTS");
  });

  it("time limits and aborts are silence", () => {
    for (const name of ["TimeoutError", "AbortError"]) {
      const error = new DOMException("x", name);
      expect(classifyNetworkError(error, true)).toMatchObject({ reach: "ambiguous", code: "TIMEOUT" });
      expect(classifyNetworkError(error, false)).toMatchObject({ reach: "not-sent", code: "TIMEOUT" });
    }
  });

  it("several addresses have several errors, and things that are no errors have none", () => {
    const aggregate = new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]);
    expect(classifyNetworkError(aggregate, false).code).toBe("ECONNREFUSED");
    expect(classifyNetworkError("text", false).code).toBe("UNKNOWN");
    expect(classifyNetworkError(new Error("no code"), true)).toMatchObject({
      reach: "ambiguous",
      code: "UNKNOWN",
    });
    const own = new TransportError("ambiguous", "X");
    expect(classifyNetworkError(own, false)).toBe(own);
  });

  it.each([
    ["PROXY_407", "user name and a password"],
    ["PROXY_502", "status 502"],
    ["ENOTFOUND", "could not be resolved"],
    ["ECONNREFUSED", "could not be reached"],
    ["HTTP_502_NOT_JSON", "HTTP 502 NOT JSON"],
    ["CERT_HAS_EXPIRED", "TLS certificate"],
    ["ECONNRESET", "broke (ECONNRESET)"],
  ])("%s in words", (code, words) => {
    const { why, remedy } = describeNetworkError(
      new TransportError("ambiguous", code, coded("secret raw text")),
      "host.example",
    );
    expect(why).toContain(words);
    expect(remedy).not.toBe("");
    expect(why + remedy).not.toContain("raw text");
  });
});

it.each([
  [200, false],
  [301, false],
  [400, false],
  [401, false],
  [403, false],
  [404, false],
  [409, false],
  [408, true],
  [429, true],
  [500, true],
  [502, true],
  [503, true],
  [504, true],
  [509, true],
  [501, false],
  [505, false],
])("status %s: repeated by reads is %s", (status, expected) => {
  expect(isTransient(status)).toBe(expected);
});

describe("the service's clock", () => {
  it.each([
    [0, 0],
    [1_000, 0],
    [-1_500, 0],
    [600_000, 600_500],
    [-600_000, -599_500],
  ])("that is off by %s ms is taken as %s ms off", (offset, skew) => {
    const clock = new FakeClock();
    const service = new ServiceClock(clock);
    service.observe(new Date(clock.now() + offset).toUTCString(), clock.now());
    expect(service.skewMs).toBe(skew);
    expect(service.now()).toBe(clock.now() + skew);
  });

  it("takes the middle of a slow exchange, and ignores what is no date", () => {
    const clock = new FakeClock();
    const service = new ServiceClock(clock);
    const sentAt = clock.now();
    clock.advance(20_000);
    service.observe(new Date(sentAt + 10_000).toUTCString(), sentAt);
    expect(service.skewMs).toBe(0);
    for (const date of [undefined, "", "yesterday"]) service.observe(date, sentAt);
    expect(service.skewMs).toBe(0);
  });

  it("comes right again", () => {
    const clock = new FakeClock();
    const service = new ServiceClock(clock);
    service.observe(new Date(clock.now() + 600_000).toUTCString(), clock.now());
    service.observe(new Date(clock.now()).toUTCString(), clock.now());
    expect(service.skewMs).toBe(0);
  });
});

describe("the run's limits", () => {
  it("end waits that would be too long before they begin", async () => {
    const clock = new FakeClock();
    const limits = new RunLimits(clock, 60_000, new AbortController().signal);
    await limits.wait(30_000);
    await expect(limits.wait(30_000)).rejects.toMatchObject({ code: "timeout" });
    expect(clock.sleeps).toEqual([30_000]);
    expect(limits.remainingMs).toBe(30_000);
  });

  it("let nothing begin when the budget is spent, or after the interrupt", () => {
    const clock = new FakeClock();
    const interrupt = new AbortController();
    const limits = new RunLimits(clock, 60_000, interrupt.signal);
    limits.checkpoint();
    const read = limits.forRead();
    const write = limits.forWrite();
    interrupt.abort();
    expect([read.aborted, write.aborted]).toEqual([true, false]);
    clock.advance(5_000);
    expect(write.aborted).toBe(true);
    expect(() => {
      limits.checkpoint();
    }).toThrow("interrupted");
    const spent = new RunLimits(clock, 10, new AbortController().signal);
    clock.advance(10);
    expect(() => {
      spent.checkpoint();
    }).toThrow("spent");
  });
});

describe("the system's clock", () => {
  it("sleeps, is woken by the signal, and is not fooled by numbers that timers take for now", async () => {
    const controller = new AbortController();
    const long = systemClock.sleep(2 ** 40, controller.signal);
    await systemClock.sleep(1, controller.signal);
    controller.abort(new Error("woken"));
    await expect(long).rejects.toThrow("woken");
    await expect(systemClock.sleep(5, controller.signal)).rejects.toThrow("woken");
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
    expect(systemClock.after(2 ** 40).aborted).toBe(false);
  });
});
