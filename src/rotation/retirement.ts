import type { Candidate, Line } from "./line.ts";
import { shortId } from "./mark.ts";

/** What a run knows about the sinks. All times in seconds since 1970. */
export interface Deliveries {
  /** The latest change of any sink; else the input's own `delivered-at`. */
  readonly deliveredAt: number | undefined;
  /** No sink is behind: each was written after the current credential was made, and after the first sink. */
  readonly allHoldCurrent: boolean;
  /** The run's input is what the first sink holds, and not merely no reason was found to doubt it. */
  readonly inputIsDelivered: boolean;
}

export interface RetirementRules {
  readonly overlapSeconds: number;
  readonly retireInitial: boolean;
  /** Keys that the user names although they are not ours. */
  readonly retireKeyIds: readonly string[];
}

/** Which keys go now, and what is to be said about the others. */
export interface Retirement {
  readonly remove: readonly Candidate[];
  /** Seconds since 1970 from which the older keys may go; `undefined` where none waits or nobody knows. */
  readonly retireAfter: number | undefined;
  /** The same moment where it is past: `remove` may go since then. */
  readonly dueSince?: number;
  readonly notices: readonly string[];
}

/**
 * Only what is older than the current credential, only while that one is what the first sink holds,
 * and only when everybody had `overlap` to fetch it. Newer keys stay whatever they are: a run that was queued with an
 * old secret would remove the one just delivered (docs/design.md, "Rotation").
 */
export function planRetirement(
  line: Line,
  all: readonly Candidate[],
  deliveries: Deliveries,
  rules: RetirementRules,
  nowSeconds: number,
): Retirement {
  const named = all.filter(
    (candidate) =>
      rules.retireKeyIds.includes(candidate.keyId) &&
      candidate.keyId !== line.current.keyId &&
      !line.newer.includes(candidate) &&
      !line.older.includes(candidate),
  );
  const initial = line.initial;
  const claimed = initial === undefined ? undefined : otherHeir(line, initial, all);
  const initialMayGo =
    initial !== undefined && ((rules.retireInitial && claimed === undefined) || named.includes(initial));
  const due = [...line.older, ...(initialMayGo && !named.includes(initial) ? [initial] : []), ...named];
  const notices: string[] = [];
  if (initial !== undefined && !initialMayGo) {
    const why =
      rules.retireInitial && claimed !== undefined
        ? `stays: line ${claimed.mark?.line ?? ""} succeeded it too, and somebody may still sign in with it; \`retire-key-ids\` lets it be retired`
        : "is not ours and stays; `retire-initial: true` lets it be retired";
    notices.push(`Key ${initial.keyId}, which the first key of this line succeeded, ${why}.`);
  }
  if (due.length === 0) return { remove: [], retireAfter: undefined, notices };
  if (deliveries.deliveredAt === undefined) {
    notices.push(
      "It is not known when the current credential was delivered: nothing is retired. A delivery by this action to a GitHub or Key Vault secret makes it known.",
    );
    return { remove: [], retireAfter: undefined, notices };
  }
  if (!deliveries.inputIsDelivered) {
    notices.push(
      "It is not known whether this run's input is what the first sink holds: nothing is retired. The token's permission Actions: read makes known when this run's secrets were read.",
    );
    return { remove: [], retireAfter: undefined, notices };
  }
  if (!deliveries.allHoldCurrent) {
    notices.push("Not every sink holds the current credential yet: nothing is retired.");
    return { remove: [], retireAfter: undefined, notices };
  }
  const retireAfter = deliveries.deliveredAt + rules.overlapSeconds;
  if (nowSeconds < retireAfter) return { remove: [], retireAfter, notices };
  return { remove: due, retireAfter: undefined, dueSince: retireAfter, notices };
}

/** Keys that the user names, and that no reading shows because none is allowed. */
export function namedElsewhere(
  all: readonly Candidate[],
  { retireKeyIds }: RetirementRules,
): readonly Candidate[] {
  return retireKeyIds
    .filter((keyId) => !all.some((candidate) => candidate.keyId === keyId))
    .map((keyId) => ({
      keyId,
      shortId: shortId(keyId),
      mark: undefined,
      bornAt: undefined,
      expiresOn: undefined,
    }));
}

/** A key of another line that succeeded the same one: that line's consumers may still have it. */
function otherHeir(line: Line, initial: Candidate, all: readonly Candidate[]): Candidate | undefined {
  return all.find(
    ({ mark }) => mark !== undefined && mark.line !== line.name && mark.predecessor === initial.shortId,
  );
}
