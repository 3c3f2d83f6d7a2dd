/**
 * What actions/runner does with `::add-mask::` (AddMaskCommandExtension, ValueEncoders,
 * SecretMasker of 2.336.0): the value and each of its lines, trimmed, of any length, each with
 * its encoders; positions that touch or overlap become one `***`.
 */
export class RunnerMasker {
  readonly #values = new Set<string>();

  add(value: string): void {
    this.#addValue(value);
    for (const line of value.split(/[\r\n]+/)) this.#addValue(line.trim());
  }

  mask(input: string): string {
    const found: { start: number; end: number }[] = [];
    for (const value of this.#values) {
      for (let at = input.indexOf(value); at !== -1; at = input.indexOf(value, at + 1)) {
        found.push({ start: at, end: at + value.length });
      }
    }
    found.sort((a, b) => a.start - b.start);
    let output = "";
    let done = 0;
    let open: { start: number; end: number } | undefined;
    for (const one of found) {
      if (open !== undefined && one.start <= open.end) {
        open.end = Math.max(open.end, one.end);
        continue;
      }
      if (open !== undefined) {
        output += `${input.slice(done, open.start)}***`;
        done = open.end;
      }
      open = { ...one };
    }
    if (open !== undefined) {
      output += `${input.slice(done, open.start)}***`;
      done = open.end;
    }
    return output + input.slice(done);
  }

  #addValue(printed: string): void {
    if (printed === "") return;
    const bytes = Buffer.from(printed);
    // Half a surrogate pair does not get through stdout.
    const value = bytes.toString();
    const encoded = [
      value,
      bytes.toString("base64"),
      bytes.subarray(1).toString("base64"),
      bytes.subarray(2).toString("base64"),
      value.replaceAll('"', '\\"'),
      value.replaceAll("'", "''"),
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
      value
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&apos;"),
      /^".{7,}"$/s.test(value) ? value.slice(1, -1) : "",
    ];
    for (const one of encoded) if (one !== "") this.#values.add(one);
  }
}
