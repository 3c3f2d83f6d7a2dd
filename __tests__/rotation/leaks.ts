import type { KeyObject } from "node:crypto";
import { canariesOfKey, canariesOfText, secretsOfLog } from "../support/canary.ts";
import type { InProcessRun } from "../support/in-process.ts";

/** All pieces of a canary that are not shorter have this length. */
const LENGTH = 20;

/** What must not be seen, in every encoding, cut into pieces of 20 characters. */
export class Canaries {
  readonly #pieces = new Map<string, string>();
  readonly #known = new Set<unknown>();

  key(label: string, privateKey: KeyObject): this {
    if (this.#known.has(privateKey)) return this;
    this.#known.add(privateKey);
    this.#add(canariesOfKey(label, { privateKey }));
    return this;
  }

  text(label: string, text: string): this {
    if (this.#known.has(text)) return this;
    this.#known.add(text);
    this.#add(canariesOfText(label, text));
    return this;
  }

  /** A delivered text: encoded as a whole, the key within it looks different from the key alone. */
  delivered(label: string, text: string): this {
    if (this.#known.has(text)) return this;
    this.#known.add(text);
    const from = text.indexOf("-----BEGIN PRIVATE KEY");
    const to = text.indexOf("-----END PRIVATE KEY");
    if (from < 0 || to < from) return this;
    const bytes = Buffer.from(text);
    // The modulus, in the first third, is in the certificate too.
    const start = from + Math.floor((to - from) * 0.35);
    for (const [encoding, perByte] of [
      ["base64", 4 / 3],
      ["base64url", 4 / 3],
      ["hex", 2],
    ] as const) {
      const part = bytes.toString(encoding).slice(Math.ceil(start * perByte), Math.floor(to * perByte) - 4);
      for (let at = 0; at + LENGTH <= part.length; at += LENGTH)
        this.#pieces.set(part.slice(at, at + LENGTH), `${label} in ${encoding}`);
    }
    return this;
  }

  /** The name of what is seen; `undefined` where nothing is. */
  find(text: string): string | undefined {
    for (let at = 0; at + LENGTH <= text.length; at++) {
      const found = this.#pieces.get(text.slice(at, at + LENGTH));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #add(canaries: ReturnType<typeof canariesOfText>): void {
    for (const { name, pieces } of canaries) {
      // The last piece of a line overlaps the one before it, so that none is too short.
      for (const piece of pieces) if (piece.length === LENGTH) this.#pieces.set(piece, name);
    }
  }
}

/** What a run showed to people or to files: everything but its masks and what it sent. */
export function shownBy(run: InProcessRun): readonly { readonly where: string; readonly text: string }[] {
  return run.events.flatMap((event) => {
    if (event.kind === "mask" || event.kind === "request") return [];
    return [{ where: event.kind === "output" ? `output ${event.name}` : event.kind, text: event.text }];
  });
}

/** The tokens, assertions and proofs that travelled. */
export function travelled(canaries: Canaries, run: InProcessRun): Canaries {
  for (const { text } of run.events.filter(({ kind }) => kind === "request")) {
    const [authorization = "", ...body] = text.split("\n");
    for (const [value, name] of secretsOfLog([{ headers: { authorization }, body: body.join("\n") }]))
      canaries.text(name, value);
  }
  return canaries;
}
