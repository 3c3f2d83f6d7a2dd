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
    const places = this.#placesIn(text).sort((left, right) => left.start - right.start);
    let redacted = "";
    let done = 0;
    for (const { start, end } of places) {
      if (end <= done) continue;
      // Places that overlap are one: each on its own would leave the edges of the others.
      if (start > done || done === 0) redacted += `${text.slice(done, start)}***`;
      done = end;
    }
    return redacted + text.slice(done);
  }

  #placesIn(text: string): { readonly start: number; readonly end: number }[] {
    const places: { start: number; end: number }[] = [];
    for (const value of this.#values) {
      for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + 1)) {
        places.push({ start, end: start + value.length });
      }
    }
    return places;
  }
}
