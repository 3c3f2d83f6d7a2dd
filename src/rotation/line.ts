import { readMark, type Mark } from "./mark.ts";

/** A certificate or a password of the target, as the rotation looks at it. */
export interface Candidate {
  readonly keyId: string;
  /** {@link shortId} of its thumbprint or keyId. */
  readonly shortId: string;
  /** Of a certificate: SHA-1, capital hex. For people. */
  readonly thumbprint?: string | undefined;
  /** Its mark, whatever the line. */
  readonly mark: Mark | undefined;
  /** When it was made, in seconds since 1970. */
  readonly bornAt: number | undefined;
  readonly expiresOn: number | undefined;
}

/** The target's credentials, sorted from where the run's own one stands. */
export interface Line {
  /** As in the marks. */
  readonly name: string;
  readonly current: Candidate;
  /** 0 where the current credential is not of this line. */
  readonly currentNumber: number;
  /** Of this line, with a smaller number. */
  readonly older: readonly Candidate[];
  /** Of this line, with a larger number, and not expired. Nothing ever removes one of them. */
  readonly newer: readonly Candidate[];
  /** What the line's first key succeeded: somebody else's, retired only when asked for. */
  readonly initial: Candidate | undefined;
  /** The number for a new key: above every key of the line that can be seen. */
  readonly nextNumber: number;
}

export function sortLine(
  name: string,
  current: Candidate,
  all: readonly Candidate[],
  nowSeconds: number,
): Line {
  const others = all.filter((candidate) => candidate.keyId !== current.keyId);
  const ours = others.flatMap((candidate) => {
    const mark = candidate.mark;
    return mark?.line === name ? [{ candidate, mark }] : [];
  });
  const currentNumber = current.mark?.line === name ? current.mark.number : 0;
  const marks = [...ours.map(({ mark }) => mark), ...(current.mark?.line === name ? [current.mark] : [])];
  // Not only number 1's: the leftover of a crash may have borne that one, and be gone.
  const succeeded = new Set(
    marks.filter((mark) => mark.number <= currentNumber).map((mark) => mark.predecessor),
  );
  return {
    name,
    current,
    currentNumber,
    older: ours.filter(({ mark }) => mark.number < currentNumber).map(({ candidate }) => candidate),
    newer: ours
      .filter(({ mark, candidate }) => mark.number > currentNumber && !hasExpired(candidate, nowSeconds))
      .map(({ candidate }) => candidate),
    // What bears another line's mark is that line's to retire: somebody may sign in with it.
    initial: others.find((candidate) => candidate.mark === undefined && succeeded.has(candidate.shortId)),
    // Not simply the predecessor's number + 1: a crashed run's leftover may bear that one, and
    // would then never be older than its sibling.
    nextNumber: Math.max(currentNumber, ...marks.map((mark) => mark.number), 0) + 1,
  };
}

/** The current credential, or one before it, has taken its place: whoever reads a sink has another. */
export function wasReplaced({ older, initial }: Line, keyId: string): boolean {
  return initial?.keyId === keyId || older.some((candidate) => candidate.keyId === keyId);
}

function hasExpired(candidate: Candidate, nowSeconds: number): boolean {
  return candidate.expiresOn !== undefined && candidate.expiresOn <= nowSeconds;
}

/** By the certificate's subject first: a display name may be cut, changed or lost. */
export function markOf(commonName: string | undefined, displayName: string | undefined): Mark | undefined {
  return readMark(commonName) ?? readMark(displayName);
}
