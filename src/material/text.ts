import { inputError } from "../errors.ts";
import { decodeBase64 } from "./base64.ts";
import { cutRemedy, problem, storeUnchanged } from "./problem.ts";

/** Either PEM text (armour still to be read) or the bytes that base64 stood for. */
export type Material =
  { readonly kind: "pem"; readonly text: string } | { readonly kind: "bytes"; readonly bytes: Buffer };

/** Far above any chain of certificates; keeps the searches below from being abused. */
const maxLength = 1_048_576;

/**
 * Undoes what secret stores, shells, editors and clipboards do to PEM and base64: byte order
 * mark, CRLF, CR alone, literal `\n`, spaces for newlines, indentation, quotes around the
 * whole, base64 around a PEM (UTF-8 or UTF-16), wrapped or url-safe base64.
 *
 * Limit: 1,048,576 characters. Throws `input-missing` for nothing at all and
 * `key-material-invalid` for what cannot be a key or certificate.
 */
export function normalise(input: string, raw: string): Material {
  if (raw.length > maxLength) {
    throw problem(
      input,
      `the value has ${String(raw.length)} characters; at most ${String(maxLength)} are read.`,
      "Give one certificate with its key, and at most its chain.",
    );
  }
  const text = clean(raw);
  if (text === "") {
    throw inputError(
      input,
      "the value is empty.",
      "The secret is not set, or not available to this event (pull requests from forks get no secrets).",
      "input-missing",
    );
  }
  refusePlaceholder(input, text);
  if (isPem(text)) return { kind: "pem", text };
  refuseForeign(input, text);

  const decoded = decodeBase64(text);
  if (!("bytes" in decoded)) {
    throw problem(
      input,
      `not valid base64 at position ${String(decoded.badAt)} of ${String(decoded.length)} (${decoded.found}), and no PEM either.`,
      "Give PEM text as it is, or encode the file with `base64 -w0 file.pfx`.",
    );
  }
  const inner = asText(decoded.bytes);
  if (inner === undefined) return { kind: "bytes", bytes: decoded.bytes };
  const cleaned = clean(inner);
  if (isPem(cleaned)) return { kind: "pem", text: cleaned };
  if (/^MI[A-Za-z0-9+/=_\s-]{20,}$/.test(cleaned)) {
    throw problem(
      input,
      "the value is base64 of base64 text: it was encoded twice.",
      "Encode the file once: `base64 -w0 file.pfx`.",
    );
  }
  throw problem(
    input,
    "the value is base64 of some text, which is neither PEM nor a PFX.",
    "Encode the file itself: `base64 -w0 file.pfx`.",
  );
}

function clean(raw: string): string {
  return trim(
    raw
      .replaceAll("\uFEFF", "")
      // JSON's and shells' escapes, once or twice over. No PEM or base64 has a backslash of its own.
      .replace(/\\{1,4}u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/\\{1,4}[nrt]/g, "\n")
      .replace(/\\(?=[\\/\s"'`])/g, ""),
  );
}

/** By hand: a pattern that ends in `[\s"']*$` takes quadratic time over blanks in the middle. */
function trim(text: string): string {
  const outer = /[\s"'`]/;
  let start = 0;
  let end = text.length;
  while (start < end && outer.test(text.charAt(start))) start++;
  while (end > start && outer.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isPem(text: string): boolean {
  return /-{5}\s{0,9}(?:BEGIN|END)/.test(text);
}

function refusePlaceholder(input: string, text: string): void {
  if (/^\*{3,}$/.test(text)) {
    throw problem(
      input,
      "the value is literally `***`: it was copied from a log.",
      "Store the original file again; a log never shows it.",
    );
  }
  const unresolved = /^(?:\$\{\{[^}]*\}\}\s*)+$|^\$\([\w.-]+\)$|^\$(?:env:)?\w+$|^\$\{\w+\}$|^%\w+%$/;
  if (unresolved.test(text)) {
    throw problem(
      input,
      "the value is an expression or variable that nothing has filled in.",
      "In a workflow write `${{ secrets.NAME }}`; `$(NAME)`, `$NAME` and quoted expressions are not expanded in `with:`.",
    );
  }
  if (/^(?:null|undefined|none)$/i.test(text)) {
    throw problem(
      input,
      "the value is a word for nothing, such as `null`.",
      "A tool printed it where a key should be; store the file itself.",
    );
  }
}

const foreign: readonly (readonly [RegExp, what: string, remedy: string])[] = [
  [
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000e-\u001f\ufffd]/,
    "the value is a binary file read as text, which has destroyed it.",
    "Encode the file: `base64 -w0 file.pfx`.",
  ],
  [
    /^PuTTY-User-Key-File/,
    "the value is a PuTTY key.",
    "Export it as PEM: `puttygen key.ppk -O private-openssh`, then `ssh-keygen -p -m PKCS8 -f key`.",
  ],
  [
    /^ssh-(?:rsa|ed25519) /,
    "the value is an SSH public key.",
    "Give an X.509 certificate with its private key, as PEM or base64 PFX.",
  ],
  [
    /^<(?:\?xml|RSAKeyValue)/i,
    "the value is XML, such as .NET's RSAKeyValue.",
    "Export the key as PEM: `ExportPkcs8PrivateKeyPem()`.",
  ],
  [/^[{[]/, "the value is JSON, perhaps a JWK.", "Give PEM text or a base64 PFX."],
  [
    /^(?:[0-9a-f]{2}[:\s]?){19}[0-9a-f]{2}$/i,
    "the value is a thumbprint, not the certificate itself.",
    "Give the certificate as PEM, base64 DER or base64 PFX.",
  ],
  [
    /^30\s?8[0-4][0-9a-f\s:]+$/i,
    "the value is hexadecimal.",
    "Give PEM text, or base64 of the file: `base64 -w0 file.pfx`.",
  ],
  [
    /^\S{0,300}\.(?:pem|pfx|p12|key|crt|cer|der)$/i,
    "the value is a file's name, not its contents.",
    storeUnchanged,
  ],
  [
    /[-\u2010-\u2015\u2212]\s?(?:BEGIN|END) /,
    "the value looks like PEM, but the five dashes of its BEGIN line are damaged.",
    storeUnchanged,
  ],
  [/^(?:BEGIN|PRIVATE KEY|CERTIFICATE)/, "the value looks like PEM without its dashes.", cutRemedy],
];

function refuseForeign(input: string, text: string): void {
  for (const [pattern, what, remedy] of foreign) {
    if (pattern.test(text)) throw problem(input, what, remedy);
  }
}

/** The text that the bytes are, where they are printable; PowerShell writes UTF-16. */
function asText(bytes: Buffer): string | undefined {
  const wide = bytes.length >= 4 && bytes.length % 2 === 0 && bytes[1] === 0 && bytes[3] === 0;
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(wide || marked ? "utf16le" : "utf8");
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) ? undefined : text;
}
