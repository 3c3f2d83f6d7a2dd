import { ActionError } from "../errors.ts";
import type { RunContext } from "../operations/operation.ts";
import type { Standing } from "./certificate-standing.ts";
import type { CertificateRotation } from "./config.ts";
import { deliverySinks, type InspectedSink } from "./deliveries.ts";
import { inputReadAt } from "./input-age.ts";
import type { Candidate, Line } from "./line.ts";
import { shortId } from "./mark.ts";

/** More undelivered keys than this mean that something goes wrong every time. */
const MOST_LEFTOVERS = 3;

/**
 * Stops a run whose input is not the credential that the sinks hold: repository secrets are
 * read when a run is queued, and a run before this one may have delivered a newer key.
 */
export async function refuseStaleInput(
  rotation: CertificateRotation,
  standing: Standing,
  sinks: readonly InspectedSink[],
  context: RunContext,
): Promise<void> {
  if (standing.kind === "read") {
    // The user's own pair, added by a run that was interrupted: this run takes it up again.
    const own = rotation.given === undefined ? undefined : shortId(rotation.given.thumbprint);
    const undelivered = standing.line.newer.filter((candidate) => candidate.shortId !== own);
    refuseDelivered({ ...standing.line, newer: undelivered }, sinks);
    if (undelivered.length > 0) {
      context.log.warning(
        `Key ${undelivered.map(({ keyId }) => keyId).join(", ")} was left by an interrupted run, undelivered. It stays for now; a later run retires it.`,
      );
    }
    return;
  }
  for (const { sink, changedAt } of deliverySinks(sinks)) {
    if (changedAt === undefined) continue;
    const readAt = await inputReadAt(
      sink.readBy,
      rotation.sinks,
      rotation.environment,
      context.graph.network,
    );
    if (readAt !== undefined && changedAt > readAt) {
      throw stale(
        `${sink.name} was changed at ${at(changedAt)}, after this ${sink.readBy} had read its secrets (${at(readAt)}).`,
      );
    }
  }
}

/** A newer key of the line that was born before a sink's last change is in that sink. */
export function refuseDelivered(line: Line, sinks: readonly InspectedSink[]): void {
  for (const newer of line.newer) {
    const holder = holderOf(newer, sinks);
    if (holder === undefined) continue;
    throw stale(
      `Key ${newer.keyId} is newer than this run's input, and ${holder.sink.name} was changed after it was made.`,
    );
  }
}

/**
 * Looks at a reading that shows this run's own new key for one that the first reading did not
 * show: of another run, with a number as large, or delivered meanwhile. Then this run's input
 * was stale all along, and going on would put an older number over a newer one for good.
 *
 * @param own {@link shortId} of the new key
 * @param shownBefore all that the first reading showed
 */
export function overtakenBy(
  name: string,
  own: string,
  all: readonly Candidate[],
  before: Line,
  shownBefore: readonly Candidate[],
  sinks: readonly InspectedSink[],
): ActionError | undefined {
  const number = all.find((candidate) => candidate.shortId === own)?.mark?.number ?? before.nextNumber;
  const hidden = all.filter(
    (candidate) =>
      candidate.shortId !== own &&
      candidate.mark?.line === name &&
      candidate.mark.number > before.currentNumber &&
      // One that has ended is no longer among the newer ones, and was shown nevertheless.
      !shownBefore.some(({ keyId }) => keyId === candidate.keyId),
  );
  const other = hidden.find(
    (candidate) => (candidate.mark?.number ?? 0) >= number || holderOf(candidate, sinks) !== undefined,
  );
  return other === undefined
    ? undefined
    : stale(
        `Key ${other.keyId} of another run was there before, and the first reading of the object did not show it.`,
      );
}

/** A delivery sink that was changed after this key was made. */
function holderOf({ bornAt }: Candidate, sinks: readonly InspectedSink[]): InspectedSink | undefined {
  return deliverySinks(sinks).find(
    ({ changedAt }) => changedAt !== undefined && bornAt !== undefined && bornAt < changedAt,
  );
}

/** Adding yet another key that nobody may ever receive helps nobody. */
export function refuseLeftovers(line: Line, sinks: readonly InspectedSink[]): void {
  if (line.newer.length < MOST_LEFTOVERS) return;
  const handedOver = sinks.length > 0 && deliverySinks(sinks).length === 0;
  throw new ActionError({
    code: "too-many-leftovers",
    blame: "input",
    what: `${String(line.newer.length)} newer keys of this line stand on the object, and none is known to be delivered: ${line.newer.map(({ keyId }) => keyId).join(", ")}.`,
    why: handedOver
      ? "`deliver-to` names files only, which a later step has to deliver; this run's input is still the old credential."
      : "Runs before this one were interrupted after adding a key.",
    remedy:
      "Find out why the new credential does not become this workflow's input; then remove the keys named above with remove-key.",
  });
}

function stale(why: string): ActionError {
  return new ActionError({
    code: "stale-input",
    blame: "input",
    what: "This run's input is not the credential that was delivered last; nothing was written.",
    why,
    remedy:
      "Run it again: a new run reads the new secret. If it says the same again, the key named is a leftover, or the credential was replaced by hand: remove the leftover with remove-key, or begin a new line with another `rotation-name`.",
  });
}

function at(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19) + "Z";
}
