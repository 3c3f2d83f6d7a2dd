// What a hostile service makes of a secret that it received, and how a leak of it is known. Shares
// nothing with src: what is looked for is letters and digits in a row, whatever stands between them.

import { createPrivateKey } from "node:crypto";

/** Every row of the masking table for a text (docs/design.md, "Masking"), and the escapes of what carries it. */
export function formsOf(text: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(text);
  const trimmed = Buffer.from(text.trim());
  const crlf = Buffer.from(text.replaceAll("\n", "\r\n"));
  return {
    raw: text,
    trimmed: text.trim(),
    CRLF: crlf.toString(),
    "spaces for newlines": text.replaceAll("\n", " "),
    "lower case": text.toLowerCase(),
    "upper case": text.toUpperCase(),
    JSON: JSON.stringify(text).slice(1, -1),
    "JSON in JSON": JSON.stringify(JSON.stringify(text)),
    URL: encodeURIComponent(text),
    form: new URLSearchParams([["", text]]).toString().slice(1),
    XML: text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&apos;"),
    base64: bytes.toString("base64"),
    "base64 trimmed": trimmed.toString("base64"),
    "base64 CRLF": crlf.toString("base64"),
    'base64 of "user:"': Buffer.from(`user:${text}`).toString("base64"),
    "base64 in 76 columns": bytes.toString("base64").replace(/.{76}/g, "$&\n"),
    "base64 in 64 columns": bytes.toString("base64").replace(/.{64}/g, "$&\n"),
    base64url: bytes.toString("base64url"),
  };
}

/** Every row of the table for a key. */
export function formsOfKey(privateKeyPem: string): Readonly<Record<string, string>> {
  const key = createPrivateKey(privateKeyPem);
  const forms: Record<string, string> = {};
  for (const type of ["pkcs8", "pkcs1"] as const) {
    const pem = key.export({ type, format: "pem" }) as string;
    const der = key.export({ type, format: "der" });
    for (const [form, text] of Object.entries(formsOf(pem))) {
      // Base64 has no case to lose, and nobody changes it.
      if (!form.endsWith("case")) forms[`${type} PEM, ${form}`] = text;
    }
    for (const [form, text] of Object.entries(formsOfBytes(der))) forms[`${type} DER, ${form}`] = text;
  }
  const { d, p, q, dp, dq, qi } = key.export({ format: "jwk" });
  return { ...forms, JWK: JSON.stringify({ d, p, q, dp, dq, qi }) };
}

export function formsOfBytes(bytes: Buffer): Readonly<Record<string, string>> {
  return {
    base64: bytes.toString("base64"),
    base64url: bytes.toString("base64url"),
    "base64 in 76 columns": bytes.toString("base64").replace(/.{76}/g, "$&\n"),
    hex: bytes.toString("hex"),
    HEX: bytes.toString("hex").toUpperCase(),
  };
}

/** So many letters and digits in a row are no accident; fewer cannot be masked. */
const WINDOW = 8;

/** Looks for parts of secrets in what a run shows. */
export class Watch {
  readonly #windows = new Map<string, string>();

  /**
   * @param publicShare of the beginning: a token's header, the modulus of a key
   * @param known public texts that stand in it too, such as a certificate
   */
  add(name: string, text: string, publicShare = 0, known = ""): this {
    const secret = text.slice(Math.floor(text.length * publicShare));
    const open = squeezed(known);
    for (const form of [squeezed(secret), squeezed(unescaped(secret))]) {
      for (let at = 0; at + WINDOW <= form.length; at++) {
        const window = form.slice(at, at + WINDOW);
        if (!open.includes(window)) this.#windows.set(window, name);
      }
    }
    return this;
  }

  /** The secret of which most is seen, and how much of it in a row; `undefined` where nothing is. */
  find(shown: string): { readonly name: string; readonly seen: string } | undefined {
    for (const text of [squeezed(shown), squeezed(unescaped(shown))]) {
      for (let at = 0; at + WINDOW <= text.length; at++) {
        const name = this.#windows.get(text.slice(at, at + WINDOW));
        if (name === undefined) continue;
        let end = at + WINDOW;
        while (end < text.length && this.#windows.has(text.slice(end + 1 - WINDOW, end + 1))) end++;
        return { name, seen: text.slice(at, end) };
      }
    }
    return undefined;
  }
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Without the escapes of URLs, JSON, HTML. */
function unescaped(text: string): string {
  return text
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nrt]/g, " ")
    .replace(/<wbr>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, "")
    .replace(/&(?=\w+;)/g, "");
}
