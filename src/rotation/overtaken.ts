import type { ActionError } from "../errors.ts";
import { looksDelivered, type Observation } from "./decision.ts";
import { staleInput } from "./fence.ts";
import type { Candidate } from "./line.ts";

/**
 * Looks at a reading that shows this run's own new key for one that the first reading did not
 * show: of another run, with a number as large, or delivered meanwhile. Needed only where no time
 * tells whether the input is current: then going on could put an older key over a newer one.
 *
 * @param own {@link shortId} of the new key
 * @param shown all that the second reading shows
 */
export function overtakenBy(
  { look, sinks }: Observation,
  own: string,
  shown: readonly Candidate[],
): ActionError | undefined {
  const { line } = look;
  const number = shown.find((candidate) => candidate.shortId === own)?.mark?.number ?? line.nextNumber;
  const hidden = shown.filter(
    (candidate) =>
      candidate.shortId !== own &&
      candidate.mark?.line === line.name &&
      candidate.mark.number > line.currentNumber &&
      // One that has ended is no longer among the newer ones, and was shown nevertheless.
      !look.all.some(({ keyId }) => keyId === candidate.keyId),
  );
  const other = hidden.find(
    ({ mark, bornAt }) => (mark?.number ?? 0) >= number || looksDelivered(bornAt, sinks),
  );
  return other === undefined
    ? undefined
    : staleInput(
        `Key ${other.keyId} of another run was there before, and the first reading of the object did not show it.`,
      );
}
