/** One request with what became of it. */
export interface LogEntry {
  readonly seq: number;
  /** By the emulator's clock, milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null while it is being answered, and where no whole answer was sent. */
  status: number | null;
  /** How the connection broke, or which fault shaped the answer. */
  fault?: string;
  /** What it changed, in order: `addKey`, `generateKey`, … */
  readonly effects: string[];
  /** What no careful client does: PATCH of keyCredentials, removal of the last key, … */
  readonly alarms: string[];
  /** Decoded: caller, credential, jti, proof, why a proof was refused, … */
  readonly notes: Record<string, unknown>;
}

/** `received` and `answered` come once; the other two around each effect. */
export interface Moment {
  readonly phase: "received" | "before-effect" | "after-effect" | "answered";
  readonly entry: LogEntry;
  readonly effect?: string;
}

export type RequestListener = (moment: Moment) => void;
