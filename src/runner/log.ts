/** What the run tells people. One implementation prints (`actions.ts`); tests record. */
export interface Log {
  /** One line for a step that was taken. */
  step(text: string): void;
  /** Shown only where the user asked for debug logs. */
  debug(text: string): void;
  /** A notice or a warning annotation; at most 10 warnings are shown, the rest is counted. */
  notice(text: string): void;
  warning(text: string): void;
}
