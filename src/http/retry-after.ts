/** Longer than any wait that makes sense here; a larger number is nonsense. */
const LONGEST_MS = 3_600_000;

/**
 * How long the service asks to wait, in milliseconds; `undefined` where it does not say or
 * says nonsense (negative, empty, not a number, more than an hour).
 *
 * Seconds may be fractional (Graph's documentation shows `2.128`), and dates count by the
 * service's clock. A raw number is never handed to a timer: NaN, a negative number and
 * more than 2^31-1 all fire after 1 ms.
 *
 * @param nowMs the service's time
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const milliseconds = decimal(headers["retry-after-ms"]) ?? decimal(headers["x-ms-retry-after-ms"]);
  const seconds = decimal(headers["retry-after"]);
  const date = headers["retry-after"];
  const wait =
    milliseconds ??
    (seconds === undefined ? undefined : seconds * 1000) ??
    (date !== undefined && /^[A-Z][a-z]{2}, /.test(date.trim())
      ? Math.max(0, Date.parse(date) - nowMs)
      : undefined);
  if (wait === undefined || !Number.isFinite(wait) || wait > LONGEST_MS) return undefined;
  return Math.ceil(wait);
}

function decimal(text: string | undefined): number | undefined {
  const trimmed = text?.trim();
  return trimmed !== undefined && /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}
