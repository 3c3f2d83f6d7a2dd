/**
 * Takes out of a text whatever was registered as a mask. The runner does the same for the
 * log; this also covers files, and processes that are not the runner.
 */
export class Redactor {
  readonly #values = new Set<string>();

  remember(value: string): void {
    for (const line of [value, ...value.split(/\r?\n/)]) {
      if (line.length >= 8) this.#values.add(line);
    }
  }

  redact(text: string): string {
    let redacted = text;
    for (const value of this.#values) {
      if (redacted.includes(value)) redacted = redacted.replaceAll(value, "***");
    }
    return redacted;
  }
}
