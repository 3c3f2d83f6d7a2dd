/** What a rotation reports beside the key itself. Times in seconds since 1970. */
export interface RotationFacts {
  readonly rotated: boolean;
  /** Names of the sinks that accepted. */
  readonly deliveredTo: readonly string[];
  readonly previousKeyId: string | undefined;
  /** From when on the older keys may be retired. */
  readonly retireAfter: number | undefined;
  readonly retiredKeyIds: readonly string[];
  /** Until the current credential is due; negative where it is overdue. */
  readonly dueInDays: number | undefined;
}
