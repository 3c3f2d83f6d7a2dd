import type { Directory } from "./model.ts";

/** A change becomes visible once both are over: so many milliseconds, and so many looks. */
export interface Lag {
  ms?: number;
  times?: number;
}

/**
 * Who looks: Graph reads, Graph writes (does the object exist, which certificate may sign a proof),
 * or the token service. They lag independently (docs/service-facts.md, "Replication").
 */
export type Reader = "reads" | "writes" | "tokens";

interface Commit {
  readonly at: number;
  readonly looks: Record<Reader, number>;
  after: Directory;
}

/** The directory with its replicas: the truth at once for effects, an older state for whoever lags. */
export class ReplicatedDirectory {
  readonly lag: Record<Reader, Lag> = { reads: {}, writes: {}, tokens: {} };
  #first: Directory;
  readonly #commits: Commit[] = [];

  constructor(first: Directory) {
    this.#first = first;
  }

  /** The truth. */
  get current(): Directory {
    return this.#commits.at(-1)?.after ?? this.#first;
  }

  /** A change made through a request: replicas see it later. */
  commit(at: number, change: (directory: Directory) => Directory): void {
    this.#commits.push({ at, looks: { reads: 0, writes: 0, tokens: 0 }, after: change(this.current) });
  }

  /** A change made by a test's arrangement: everybody sees it at once. */
  seed(change: (directory: Directory) => Directory): void {
    this.#first = change(this.#first);
    for (const commit of this.#commits) commit.after = change(commit.after);
  }

  /** What this reader sees now; counts as one look. */
  look(reader: Reader, now: number): Directory {
    const { ms = 0, times = 0 } = this.lag[reader];
    let seen = this.#first;
    for (const commit of this.#commits) {
      // Replication keeps the order, so the first change that is not there yet hides those after it.
      if (now - commit.at < ms || commit.looks[reader] < times) break;
      seen = commit.after;
    }
    for (const commit of this.#commits) commit.looks[reader] += 1;
    return seen;
  }
}
