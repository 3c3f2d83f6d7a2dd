import { inspect } from "node:util";

const values = new WeakMap<Secret, string>();

/**
 * A text that cannot print itself: every way in which JavaScript turns an object into
 * text gives `<secret, 24 characters>`. Only {@link reveal} gives the value, and a test
 * holds the list of modules that may import it.
 */
export class Secret {
  /** What it is, in the user's words: the name of the input, or "access token". */
  readonly label: string;
  readonly length: number;

  constructor(value: string, label: string) {
    this.label = label;
    this.length = value.length;
    values.set(this, value);
  }

  toString(): string {
    return `<secret, ${String(this.length)} characters>`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** The value itself. Callers hand it straight to crypto or to the socket and keep no copy. */
export function reveal(secret: Secret): string {
  const value = values.get(secret);
  if (value === undefined) throw new TypeError("not a Secret made here");
  return value;
}

/**
 * Whether it can stand in a header as a token does: visible ASCII, no blanks. Node refuses line
 * breaks and the like there, with an error of its own when it is too late.
 */
export function isToken(secret: Secret): boolean {
  return /^[\x21-\x7e]+$/.test(reveal(secret));
}

/** The value of an `Authorization` header. */
export function bearer(token: Secret): Secret {
  return new Secret(`Bearer ${reveal(token)}`, token.label);
}
