export type Decoded =
  | { readonly bytes: Buffer }
  | {
      /** Position of the first bad character, from 1, blanks not counted. */
      readonly badAt: number;
      /** What stands there, for a reader who sees nothing wrong. Never a character that could be secret. */
      readonly found: string;
      /** Characters in all, blanks not counted. */
      readonly length: number;
    };

/**
 * Base64 or base64url, in one line or many, with or without padding.
 *
 * `Buffer.from` drops what it does not know without a word, so that a damaged key turns
 * into another, shorter one; here every character has to be right, the last bits included.
 */
export function decodeBase64(text: string): Decoded {
  const compact = text.replace(/\s+/g, "");
  const body = /[-_]/.test(compact) && !/[+/]/.test(compact) ? fromUrl(compact) : compact;
  const bad = (index: number, found = describe(body.charCodeAt(index))): Decoded => ({
    badAt: index + 1,
    found,
    length: body.length,
  });

  const digits = body.search(/[^A-Za-z0-9+/]/);
  const end = digits === -1 ? body.length : digits;
  const tail = body.slice(end);
  if (!/^={0,2}$/.test(tail)) {
    const padding = /^=*/.exec(tail)?.[0].length ?? 0;
    return bad(end + Math.min(padding, 2));
  }
  if (end % 4 === 1) return bad(end, "the end, in the middle of a group of four");
  if (tail !== "" && body.length % 4 !== 0) return bad(end, "padding of the wrong length");
  const bytes = Buffer.from(body, "base64");
  if (bytes.toString("base64").replace(/=+$/, "") !== body.slice(0, end)) {
    return bad(end - 1, "a last character with stray bits");
  }
  return { bytes };
}

function fromUrl(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}

function describe(code: number): string {
  if (Number.isNaN(code)) return "the end";
  if (code > 0x20 && code < 0x7f) return "a character that base64 does not have";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
